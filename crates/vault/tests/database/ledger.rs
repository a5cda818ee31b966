use crate::common::{id, place, time};
use sandyq_vault::bundles::{self, Passage, Standing};
use sandyq_vault::contacts::{self, Contact, Verified};
use sandyq_vault::own_keys::{self, Use};
use sandyq_vault::{StoreError, settings};

fn contact(n: u8) -> Contact {
    Contact {
        id: id(n),
        name: format!("Invented {n}"),
        recipient: format!("age1{n}"),
        signer: format!("RW{n}"),
        own: false,
        verified: None,
        added: time(n),
        retired: None,
    }
}

fn passage(bundle: &str, sequence: u64, hash: u8) -> Passage {
    Passage {
        kind: "hand-over".into(),
        bundle: bundle.into(),
        case: Some(id(1)),
        sender: "RW1".into(),
        recipient: "age1".into(),
        sequence,
        previous_hash: (sequence > 1).then_some([hash - 1; 32]),
        sha256: [hash; 32],
        time: time(hash),
    }
}

#[test]
fn contacts_are_found_by_their_keys() {
    let mut place = place();
    place
        .vault
        .write(|tx| {
            contacts::add(tx, &contact(1))?;
            contacts::add(tx, &contact(2))?;
            assert!(
                contacts::add(
                    tx,
                    &Contact {
                        id: id(3),
                        ..contact(1)
                    }
                )
                .is_err()
            );
            contacts::verify(
                tx,
                id(1),
                &Verified {
                    at: time(5),
                    how: "by phone".into(),
                },
            )?;
            contacts::retire(tx, id(2), time(6))?;
            contacts::rename(tx, id(2), "Renamed")?;
            assert!(contacts::by_recipient(tx, "age11")?.is_some_and(|found| found.verified.is_some()));
            assert!(
                contacts::by_signer(tx, "RW2")?.is_some_and(|found| found.retired.is_some() && found.name == "Renamed")
            );
            assert_eq!(contacts::all(tx)?.len(), 2);
            assert_ne!(contacts::alias_key(tx, id(1))?, contacts::alias_key(tx, id(2))?);
            assert!(matches!(contacts::rename(tx, id(9), "x"), Err(StoreError::Missing)));
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn a_replaced_key_loses_its_secret() {
    let mut place = place();
    place
        .vault
        .write(|tx| {
            own_keys::replace(tx, Use::Receive, "age1a", "SECRET-A", time(1))?;
            own_keys::replace(tx, Use::Sign, "RWa", "SIGN-A", time(1))?;
            own_keys::replace(tx, Use::Receive, "age1b", "SECRET-B", time(2))?;
            let keys = own_keys::all(tx, Use::Receive)?;
            let secrets: Vec<_> = keys
                .iter()
                .map(|key| key.secret.as_ref().map(|secret| secret.as_str()))
                .collect();
            assert_eq!(secrets, [Some("SECRET-B"), None]);
            assert_eq!(
                own_keys::current(tx, Use::Sign)?.map(|key| key.public),
                Some("RWa".into())
            );
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn a_bundle_is_compared_with_those_before() {
    let mut place = place();
    let standing =
        |place: &crate::common::Place, bundle| place.vault.read(|view| bundles::standing(view, &bundle)).unwrap();
    assert_eq!(
        standing(&place, passage("b", 2, 2)),
        Standing::Skipped { last: 0 },
        "the first did not come"
    );
    for _ in 0..2 {
        place
            .vault
            .write(|tx| bundles::enter_received(tx, &passage("b", 2, 2)))
            .unwrap();
    }
    assert_eq!(standing(&place, passage("b", 2, 2)), Standing::Repeated);
    assert_eq!(standing(&place, passage("c", 3, 3)), Standing::New);
    assert_eq!(standing(&place, passage("a", 1, 1)), Standing::Older { newest: 2 });
    assert_eq!(standing(&place, passage("z", 2, 9)), Standing::Forked);
    assert_eq!(standing(&place, passage("b", 3, 9)), Standing::Forked);
    // The chain: the one after must follow the one that came, and the one before must be the one it follows.
    let other_before = Passage {
        previous_hash: Some([9; 32]),
        ..passage("c", 3, 3)
    };
    assert_eq!(standing(&place, other_before), Standing::Forked);
    assert_eq!(standing(&place, passage("y", 1, 9)), Standing::Forked);
    assert_eq!(standing(&place, passage("e", 5, 5)), Standing::Skipped { last: 2 });
    // Another sender's bundle under that id is no fork of this one's: anybody can write any id.
    let other = Passage {
        sender: "RW2".into(),
        ..passage("b", 1, 9)
    };
    assert_eq!(standing(&place, other), Standing::New);
    assert_eq!(place.vault.read(bundles::received).unwrap().len(), 1);
}

#[test]
fn the_next_bundle_knows_the_last() {
    let mut place = place();
    place
        .vault
        .write(|tx| {
            assert!(bundles::last_sent(tx, "RW1", "age1", Some(id(1)))?.is_none());
            bundles::enter_sent(tx, &passage("a", 1, 1), "/media/usb/a.age", None)?;
            bundles::enter_sent(tx, &passage("b", 2, 2), "/media/usb/b.age", Some([5; 32]))?;
            assert_eq!(
                bundles::last_sent(tx, "RW1", "age1", Some(id(1)))?.map(|last| last.sequence),
                Some(2)
            );
            assert!(bundles::last_sent(tx, "RW1", "age2", Some(id(1)))?.is_none());
            assert_eq!(bundles::sent(tx)?[0].1, "/media/usb/b.age");
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn settings_are_json() {
    let mut place = place();
    place.vault.write(|tx| settings::write(tx, "language", &"kk")).unwrap();
    let place = place.reopened();
    assert_eq!(
        place
            .vault
            .read(|view| settings::read::<String>(view, "language"))
            .unwrap()
            .as_deref(),
        Some("kk")
    );
    assert!(place.vault.read(|view| settings::read::<u8>(view, "language")).is_err());
    assert_eq!(
        place.vault.read(|view| settings::read::<u8>(view, "absent")).unwrap(),
        None
    );
}
