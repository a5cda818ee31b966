//! Long work that a newer wish replaces: counting reads every record, and whoever asks something else does not wait for it.
//!
//! It holds numbers only and never waits, so that it can be asked while the vault is busy.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

/// One kind of work: only what began last goes on.
#[derive(Default)]
pub struct Rounds {
    newest: AtomicU64,
    done: AtomicU64,
}

impl Rounds {
    /// Begins a round; whatever went on before ends at its next step.
    pub fn begin(&self) -> u64 {
        self.done.store(0, SeqCst);
        self.newest.fetch_add(1, SeqCst) + 1
    }

    /// Ends what goes on.
    pub fn stop(&self) {
        self.begin();
    }

    /// Notes how far a round has come, in its own measure. `Break` when it is not wanted any more.
    pub fn note(&self, round: u64, done: u64) -> ControlFlow<()> {
        if self.newest.load(SeqCst) != round {
            return ControlFlow::Break(());
        }
        self.done.store(done, SeqCst);
        ControlFlow::Continue(())
    }

    /// How far the newest round has come.
    pub fn done(&self) -> u64 {
        self.done.load(SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_round_ends_an_older_one_and_is_not_told_of_its_steps() {
        let rounds = Rounds::default();
        let first = rounds.begin();
        assert!(rounds.note(first, 7).is_continue());
        assert_eq!(rounds.done(), 7);
        let second = rounds.begin();
        assert!(rounds.note(first, 8).is_break());
        assert_eq!(rounds.done(), 0);
        assert!(rounds.note(second, 1).is_continue());
        assert_eq!(rounds.done(), 1);
    }

    #[test]
    fn what_is_stopped_ends_and_what_begins_afterwards_goes_on() {
        let rounds = Rounds::default();
        let round = rounds.begin();
        rounds.stop();
        assert!(rounds.note(round, 1).is_break());
        let again = rounds.begin();
        assert!(rounds.note(again, 1).is_continue());
    }
}
