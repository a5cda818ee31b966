//! Placeholder paragraph.

pub mod confine;
