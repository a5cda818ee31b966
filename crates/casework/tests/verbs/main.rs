//! The verbs on real vaults in temporary folders: what must work, what must be refused, and that a refusal leaves nothing.
#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod backup;
mod checking;
mod choosing;
mod clock;
mod common;
mod concealing;
mod consent;
mod contacts;
mod converging;
mod crossing;
mod damage;
mod deadlines;
mod doors;
mod drafts;
mod evidence;
mod exporting;
mod filtering;
mod full_disk;
mod generating;
mod hostile;
mod importing;
mod intake;
mod keys;
mod leaking;
mod links;
mod merging;
mod narrowing;
mod places;
mod practice;
mod residual;
mod scenarios;
mod terms;
mod trash;
mod undoing;
mod withholding;
