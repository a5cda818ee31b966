//! The house, held by tests: who may know whom, what each room must not contain, where things lie.
//!
//! Each rule is a function from what it looks at to the list of what breaks it, so that every rule is first shown
//! something wrong and must say so, and is then applied to the project itself.

mod commands;
mod documents;
mod floors;
mod page;
mod places;
mod project;
mod sources;
