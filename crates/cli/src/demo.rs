//! Placeholder
use crate::{Trouble, print::Out};
pub fn run(_out: Out) -> Result<(), Trouble> { Ok(()) }
