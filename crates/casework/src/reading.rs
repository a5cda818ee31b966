//! From records to what a person reads: titles, list rows, the case page, forms. Pure: no vault, no clock.

mod deadline;
mod form;
mod page;
mod row;
mod title;
mod value;

pub use deadline::{Telling, deadline_key, group_of, own_rule_line, rule_line};
pub use form::forms;
pub use page::{case_page, record_line};
pub use row::{LINE_KINDS, case_line, case_row};
pub use title::{coded, kind_label, term, title_of};
pub use value::{as_stored, value_text};
