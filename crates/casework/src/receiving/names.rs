//! What comes back from somebody who got our records under other names is led back to ours.

use crate::failure::Failure;
use crate::session::Session;
use sandyq_bundle::Contents;
use sandyq_domain::{Envelope, MachineId, RecordId, VersionVector, relink};
use sandyq_vault::{View, aliases, contacts};
use std::cell::RefCell;
use std::collections::HashMap;

/// Looks names up, each once.
struct Names<'v, 'c> {
    view: &'v View<'c>,
    contact: RecordId,
    known: RefCell<HashMap<[u8; 16], [u8; 16]>>,
}

impl Session {
    /// The same contents with every name this vault gave to the sender replaced by the id behind it.
    ///
    /// # Security
    /// A name means something only from the contact it was made for: nobody else can reach a record by it.
    pub(super) fn under_our_names(&self, mut contents: Contents) -> Result<Contents, Failure> {
        self.vault().read(|view| {
            let Some(contact) = contacts::by_signer(view, &contents.sender.to_string())? else {
                return Ok(contents);
            };
            let names = Names {
                view,
                contact: contact.id,
                known: RefCell::default(),
            };
            names.learn(&contents)?;
            for envelope in contents.records.iter_mut().chain(&mut contents.history) {
                names.rename(envelope);
            }
            for case in &mut contents.manifest.cases {
                case.id = names.record(case.id);
            }
            for ending in &mut contents.manifest.endings {
                ending.record = names.record(ending.record);
            }
            for file in &mut contents.files {
                file.item = names.record(file.item);
            }
            Ok(contents)
        })
    }
}

impl Names<'_, '_> {
    /// Looks up everything that could be a name: ids of records, cases and machines, and whatever records link to.
    fn learn(&self, contents: &Contents) -> Result<(), Failure> {
        let envelopes = contents.records.iter().chain(&contents.history);
        let mut asked: Vec<[u8; 16]> = contents.manifest.cases.iter().map(|case| case.id.to_bytes()).collect();
        asked.extend(contents.manifest.endings.iter().map(|ending| ending.record.to_bytes()));
        for envelope in envelopes {
            asked.push(envelope.id.to_bytes());
            asked.extend(envelope.version.iter().map(|(machine, _)| machine.to_bytes()));
            let links = sandyq_domain::links(&envelope.kind, &envelope.body).into_iter();
            asked.extend(links.map(|(_, target)| target.to_bytes()));
        }
        asked.sort_unstable();
        asked.dedup();
        for name in asked {
            if let Some(real) = aliases::real(self.view, self.contact, name)? {
                self.known.borrow_mut().insert(name, real);
            }
        }
        Ok(())
    }

    fn real(&self, name: [u8; 16]) -> [u8; 16] {
        self.known.borrow().get(&name).copied().unwrap_or(name)
    }

    fn record(&self, id: RecordId) -> RecordId {
        RecordId::from_bytes(self.real(id.to_bytes()))
    }

    fn machine(&self, id: MachineId) -> MachineId {
        MachineId::from_bytes(self.real(id.to_bytes()))
    }

    fn rename(&self, envelope: &mut Envelope) {
        if self.known.borrow().is_empty() {
            return;
        }
        envelope.id = self.record(envelope.id);
        envelope.case = envelope.case.map(|case| self.record(case));
        envelope.machine = self.machine(envelope.machine);
        let counters = envelope.version.iter();
        envelope.version = counters.fold(VersionVector::default(), |version, (machine, n)| {
            version.edited(self.machine(machine), n)
        });
        relink(&envelope.kind, &mut envelope.body, |id| Some(self.record(id)));
        envelope.edits.rename(|machine| self.machine(machine));
        envelope.edits.relink(&envelope.kind, |id| Some(self.record(id)));
        envelope.settle_order();
    }
}
