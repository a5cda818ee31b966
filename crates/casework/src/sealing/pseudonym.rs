//! Record ids under other names, one set of names per recipient, so that two recipients cannot link them.
//!
//! The name of an id for a recipient is HMAC-SHA-256 under a key that only this vault has; the same id gets the same
//! name for the same recipient each time, so that a later bundle still fits the earlier one.

use hmac::{Hmac, KeyInit, Mac};
use sandyq_domain::{Envelope, MachineId, RecordId, Timestamp, VersionVector, relink};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A day, in milliseconds.
const DAY: i64 = 86_400_000;

/// Gives ids their names for one recipient.
pub struct Pseudonyms {
    key: Zeroizing<[u8; 32]>,
    recipient: String,
}

impl Pseudonyms {
    /// `key` is the vault's own secret for this purpose; `recipient` the age recipient as text.
    #[must_use]
    pub fn new(key: Zeroizing<[u8; 32]>, recipient: &str) -> Self {
        Self {
            key,
            recipient: recipient.to_owned(),
        }
    }

    /// The id's name for this recipient: a UUID of version 8.
    #[must_use]
    pub fn of(&self, id: RecordId) -> RecordId {
        let mut bytes = self.name(b"sandyq pseudonym v1\0", &id.to_bytes());
        bytes[6] = (bytes[6] & 0x0f) | 0x80;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        RecordId::from_bytes(bytes)
    }

    /// The machine's name for this recipient.
    pub fn of_machine(&self, machine: MachineId) -> MachineId {
        MachineId::from_bytes(self.name(b"sandyq pseudonym machine v1\0", &machine.to_bytes()))
    }

    fn name(&self, purpose: &[u8], bytes: &[u8; 16]) -> [u8; 16] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&*self.key).expect("HMAC takes a key of any length");
        mac.update(purpose);
        mac.update(self.recipient.as_bytes());
        mac.update(&[0]);
        mac.update(bytes);
        let mut name = [0; 16];
        name.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        name
    }

    /// Renames an envelope's own id, its case, its machines and every link in its body, and leaves of its time the day only.
    pub fn rename(&self, envelope: &mut Envelope) {
        envelope.id = self.of(envelope.id);
        envelope.case = envelope.case.map(|case| self.of(case));
        envelope.machine = self.of_machine(envelope.machine);
        let counters = envelope.version.iter();
        envelope.version = counters.fold(VersionVector::default(), |version, (machine, counter)| {
            version.edited(self.of_machine(machine), counter)
        });
        envelope.time = Timestamp::from_millis(envelope.time.millis().div_euclid(DAY) * DAY);
        relink(&envelope.kind, &mut envelope.body, |id| Some(self.of(id)));
        envelope.edits.rename(|machine| self.of_machine(machine));
        envelope.edits.relink(&envelope.kind, |id| Some(self.of(id)));
        envelope.settle_order();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_recipients_get_names_that_cannot_be_linked_and_one_gets_the_same_again() {
        let id = RecordId::from_bytes([9; 16]);
        let (a, b) = (
            Pseudonyms::new(Zeroizing::new([1; 32]), "age1a"),
            Pseudonyms::new(Zeroizing::new([1; 32]), "age1b"),
        );
        assert_eq!(a.of(id), Pseudonyms::new(Zeroizing::new([1; 32]), "age1a").of(id));
        assert_ne!(a.of(id), b.of(id));
        assert_ne!(a.of(id), Pseudonyms::new(Zeroizing::new([2; 32]), "age1a").of(id));
        assert_eq!(a.of(id).to_string().parse(), Ok(a.of(id)));
    }
}
