//! From records to what a person reads: titles, list rows, the case page, forms. Pure: no vault, no clock.

mod around;
mod deadline;
mod deed;
mod form;
mod names;
mod page;
mod question;
mod row;
mod spine;
mod title;
mod track;
mod value;

pub use deadline::{Telling, deadline_key, group_of, own_rule_line, rule_line};
pub use form::{forms, questions};
pub use names::distinct;
pub use page::{Beside, case_page, record_line};
pub use row::{LINE_KINDS, case_line, case_row};
pub use spine::Due;
pub use title::{coded, kind_label, opening, term, title_of, upper_first};
pub use value::{as_stored, value_text};
