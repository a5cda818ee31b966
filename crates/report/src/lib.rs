//! Documents on paper and on screen: the readable dossier of a sealed bundle, the blank form of a first talk, the picture of a
//! group of cases, charts of numbers, the sheets on which people compare keys and
//! sums, the page that opens a bundle by itself.
//!
//! This room turns records into text for people who do not have the program. It reads no vault, opens no file and
//! decides nothing about consent: what it is handed, it shows; what it is not handed, it cannot show.
#![warn(clippy::pedantic)]

pub mod chart;
pub mod document;
pub mod dossier;
pub mod graph;
pub mod intake;
pub mod opener;
mod page;
pub mod paper;
pub mod papers;
pub mod qr;
mod raster;
mod seen;
mod speech;
