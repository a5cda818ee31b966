//! The main job in the real window, driven through WebDriver as a person would drive it.
//!
//! Set `SANDYQ_SCREENS` to a folder to keep a picture of every stop, light and dark, at 1366×768.
#![cfg(target_os = "linux")]

#[path = "../stage/mod.rs"]
mod stage;

mod axe;
mod care;
mod driver;
mod finding;
mod gallery;
mod keeping;
mod keyboard;
mod keys;
mod links;
mod main_job;
mod merging;
mod practice;
mod reports;
mod scenarios;
mod screens;
mod statistics;
mod tasks;
