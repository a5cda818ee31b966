//! The first databases of a process, opened by many threads at once. In a file of its own: nothing in this process comes before.
#![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use sandyq_domain::Timestamp;
use sandyq_vault::kdf::KdfCost;
use sandyq_vault::secret::Secret;
use sandyq_vault::{Host, Vault};
use std::sync::Barrier;
use std::thread;

const THREADS: usize = 8;

#[test]
fn all_of_those_opened_first_and_at_once_are_encrypted() {
    let place = tempfile::tempdir().unwrap();
    let host = Host {
        now: || Timestamp::from_millis(1_790_000_000_000),
        machine_mark: b"a test".to_vec(),
    };
    let at_once = Barrier::new(THREADS);
    thread::scope(|scope| {
        for number in 0..THREADS {
            let (dir, host, at_once) = (place.path().join(number.to_string()), &host, &at_once);
            scope.spawn(move || {
                let secret = Secret::from_passphrase("eight invented words that open nothing").unwrap();
                at_once.wait();
                let made = Vault::create(&dir, &secret, KdfCost::cheap_for_tests(), host);
                assert!(made.is_ok(), "{:?}", made.err());
            });
        }
    });
}
