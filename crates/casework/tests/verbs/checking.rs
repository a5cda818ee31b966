use crate::common::{LANG, Place, going_on, refused, secret};
use sandyq_casework::view::{CheckedPart, VerifyView};
use sandyq_casework::{ErrorCode, checking};
use sandyq_domain::Lang;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

fn faults(view: &VerifyView, part: CheckedPart) -> Vec<String> {
    let of_part = view.parts.iter().filter(|line| line.part == part);
    of_part.flat_map(|line| line.faults.clone()).collect()
}

fn with_evidence() -> Place {
    let mut place = Place::with_a_case("Монитор");
    let file = place.file("a.txt", &[b'x'; 3000]);
    place.attach("K-26-001", &[file]);
    place
}

#[test]
fn an_open_vault_is_checked_part_by_part() {
    let mut place = with_evidence();
    let view = place.session.verify(LANG, &mut going_on).unwrap();
    assert!(view.whole && view.advice.is_empty());
    let parts: Vec<CheckedPart> = view.parts.iter().map(|line| line.part).collect();
    assert_eq!(
        parts,
        [
            CheckedPart::Key,
            CheckedPart::Pages,
            CheckedPart::Structure,
            CheckedPart::Search,
            CheckedPart::Journal,
            CheckedPart::Evidence,
            CheckedPart::Strays
        ]
    );
    let first = |folder: PathBuf| fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    fs::remove_file(first(first(place.dir().join("files")))).unwrap();
    for lang in Lang::ALL {
        let view = place.session.verify(lang, &mut going_on).unwrap();
        assert!(!view.whole && !view.advice.is_empty());
        assert_eq!(faults(&view, CheckedPart::Evidence).len(), 1);
    }
}

#[test]
fn a_check_can_be_stopped() {
    let mut place = with_evidence();
    let stopped = place.session.verify(LANG, &mut |_| ControlFlow::Break(()));
    assert_eq!(refused(stopped), ErrorCode::Cancelled);
}

#[test]
fn a_rescue_does_not_go_into_the_damaged_folder_or_over_another_vault() {
    let closed = with_evidence().locked();
    let dir = closed.dir();
    for inside in [dir.join("new"), dir.join("files/../deeper/still"), dir.clone()] {
        let rescued = checking::rescue(&dir, &secret(), &inside);
        assert_eq!(refused(rescued), ErrorCode::PlaceInsideVault);
    }
    let other = Place::with_a_case("Адвокат").locked();
    let rescued = checking::rescue(&dir, &secret(), &other.dir());
    assert_eq!(refused(rescued), ErrorCode::FolderNotEmpty);
    let into = closed.folder.path().join("new");
    let saved = checking::rescue(&dir, &secret(), &into).unwrap();
    assert!(saved.complete && saved.files == 1);
    assert!(checking::verify(&into, &secret(), LANG, &mut going_on).is_ok());
}
