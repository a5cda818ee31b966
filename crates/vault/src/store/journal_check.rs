//! Whether the journal is whole: every hash recomputed, every chain followed from its beginning to its end.

use super::journal::{Bound, end_setting, payload_hash};
use super::{StoreError, View, settings};
use rusqlite::Row;
use std::collections::HashMap;

/// Where the journal does not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Break {
    /// The row of the entry at which it was noticed; 0 for an entry missing at the end.
    pub row: i64,
    /// What does not agree.
    pub fault: Fault,
}

/// What can be wrong with an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The payload is not the one that was entered.
    Payload,
    /// Another part of the entry is not what it was.
    Entry,
    /// An entry of this machine before this one is missing or another.
    MachineChain,
    /// An entry about the same item before this one is missing or another.
    ItemChain,
    /// The last entries are missing.
    End,
}

type Link = (i64, [u8; 32]);

/// Every fault in the journal; none means it is whole.
///
/// A machine's own chain is followed for the machines of this vault; of others only the entries about items that came
/// here are known, and those chains are followed.
pub fn verify(view: &View<'_>) -> Result<Vec<Break>, StoreError> {
    let mut machines = own_machines(view)?;
    let mut items: HashMap<([u8; 16], [u8; 16]), Link> = HashMap::new();
    let mut breaks = Vec::new();
    let sql = "SELECT machine, seq, item, place, type, time, payload_hash, before_machine, before_item, hash, salt, payload, row
               FROM journal ORDER BY row";
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(found) = rows.next()? {
        let (machine, item): ([u8; 16], [u8; 16]) = (found.get(0)?, found.get(2)?);
        let own = machines.get_mut(&machine);
        let about = items.entry((item, machine)).or_insert((0, [0; 32]));
        let row = found.get(12)?;
        breaks.extend(faults(found, own, about)?.into_iter().map(|fault| Break { row, fault }));
    }
    for (machine, (_, hash)) in machines {
        let end: Option<[u8; 32]> = settings::read(view, &end_setting(machine))?;
        if end.unwrap_or([0; 32]) != hash {
            breaks.push(Break {
                row: 0,
                fault: Fault::End,
            });
        }
    }
    Ok(breaks)
}

/// Checks one entry against the last ones of its chains, and moves those on.
fn faults(row: &Row<'_>, own: Option<&mut Link>, about: &mut Link) -> Result<Vec<Fault>, StoreError> {
    let entry: String = row.get(4)?;
    let bound = Bound {
        machine: row.get(0)?,
        seq: row.get(1)?,
        item: row.get(2)?,
        place: row.get(3)?,
        entry: &entry,
        time: row.get(5)?,
        payload_hash: row.get(6)?,
        before_machine: row.get(7)?,
        before_item: row.get(8)?,
    };
    let hash: [u8; 32] = row.get(9)?;
    let mut faults = Vec::new();
    let payload_holds = match (row.get::<_, Option<[u8; 32]>>(10)?, row.get::<_, Option<String>>(11)?) {
        (Some(salt), Some(payload)) => payload_hash(&salt, &payload) == bound.payload_hash,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if !payload_holds {
        faults.push(Fault::Payload);
    }
    if bound.hash() != hash {
        faults.push(Fault::Entry);
    }
    if let Some(own) = own {
        if *own != (bound.seq - 1, bound.before_machine) {
            faults.push(Fault::MachineChain);
        }
        *own = (bound.seq, hash);
    }
    if *about != (bound.place - 1, bound.before_item) {
        faults.push(Fault::ItemChain);
    }
    *about = (bound.place, hash);
    Ok(faults)
}

fn own_machines(view: &View<'_>) -> Result<HashMap<[u8; 16], Link>, StoreError> {
    let mut statement = view.connection.prepare_cached("SELECT id FROM machine")?;
    let own = statement.query_map([], |row| Ok((row.get(0)?, (0, [0; 32]))))?;
    Ok(own.collect::<Result<_, _>>()?)
}
