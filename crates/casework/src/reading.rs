//! From records to what a person reads: titles, list rows, the case page, forms. Pure: no vault, no clock.

mod form;
mod page;
mod row;
mod title;
mod value;

pub use form::forms;
pub use page::{case_page, record_line};
pub use row::case_row;
pub use title::{coded, kind_label, term, title_of};
pub use value::{as_stored, value_text};
