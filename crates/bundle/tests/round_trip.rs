//! What was sealed is what is opened.

#![expect(clippy::unwrap_used, reason = "a test may end here")]

mod common;

use std::io::{self, Read};
use std::ops::ControlFlow;

use common::{decrypted, file, go_on, id, pattern, plan, reading, record, sealed};
use sandyq_agefile::Identity;
use sandyq_bundle::{
    BundleKind, Contents, OpenError, Receipt, Refusal, SealError, Sha256Sum, SigningKey, Source, To, padme, read_tar,
    seal,
};

fn keys() -> (SigningKey, Identity, Identity) {
    (SigningKey::make().unwrap(), Identity::generate(), Identity::generate())
}

fn open(tar: &[u8]) -> Contents {
    read_tar(tar, &mut go_on()).unwrap_or_else(|err| panic!("{err}"))
}

#[test]
fn a_bundle_comes_back_as_it_was_planned() {
    let (key, me, you) = keys();
    let (file, sealed) = sealed(plan(&me.recipient(), &you.recipient()), &key);
    assert_eq!(sealed.size, file.len() as u64);
    assert_eq!(sealed.sha256, Sha256Sum::of(&file));
    let tar = decrypted(&you, &file);
    assert_eq!(sealed.tar_size, tar.len() as u64);
    assert_eq!(padme(sealed.tar_size), sealed.tar_size, "the tar has a Padmé length");

    let plan = plan(&me.recipient(), &you.recipient());
    let contents = open(&tar);
    let manifest = &contents.manifest;
    assert_eq!(contents.manifest_sha256, sealed.manifest_sha256);
    assert_eq!(contents.tar_size, sealed.tar_size);
    assert_eq!(contents.sender, key.public().unwrap());
    assert_eq!(
        (manifest.id, manifest.kind, manifest.created),
        (plan.id, BundleKind::HandOver, plan.created)
    );
    assert!(manifest.sender.name == plan.sender_name && manifest.sender.recipient == me.recipient());
    let cases = || {
        manifest
            .cases
            .iter()
            .map(|case| (case.id, &case.code, case.sequence, case.previous_sha256))
    };
    assert!(
        cases().eq(plan
            .cases
            .iter()
            .map(|case| (case.id, &case.code, case.sequence, case.previous_sha256)))
    );
    assert!(
        manifest.cases.iter().all(|case| case.evidence_root.is_some()),
        "both have files"
    );
    assert!(manifest.recipient == plan.recipient);
    assert!(manifest.consent_basis == plan.consent_basis && manifest.withheld == plan.withheld);
    assert!(manifest.note == plan.note && manifest.purpose == plan.purpose && manifest.language == plan.language);
    assert!(contents.records == plan.records, "bodies with unknown fields included");
    let names: Vec<&str> = manifest.members.iter().map(|member| member.name.as_str()).collect();
    let expected = [
        "sender.pub",
        "SHA256SUMS",
        "README.txt",
        "index.html",
        "case/0001.json",
        "case/0002.json",
        "case/shared.json",
        "files/0001.jpg",
        "files/0002.pdf",
        "files/0003.ogg",
    ];
    assert_eq!(names, expected);
    assert_eq!(
        (
            manifest.totals.records,
            manifest.totals.files,
            manifest.totals.file_bytes
        ),
        (5, 3, 300_512)
    );
    for (found, bytes) in contents.files.iter().zip([pattern(300_000), Vec::new(), pattern(512)]) {
        let start = usize::try_from(found.offset).unwrap();
        assert!(
            tar[start..start + bytes.len()] == bytes,
            "{} lies where the offset says",
            found.name
        );
        assert_eq!((found.size, found.sha256), (bytes.len() as u64, Sha256Sum::of(&bytes)));
    }
    assert_eq!(
        contents.files.iter().map(|file| file.item).collect::<Vec<_>>(),
        [id(3), id(3), id(4)]
    );
}

#[test]
fn a_bundle_of_nothing_but_words_is_sound() {
    let (key, me, you) = keys();
    let mut plan = plan(&me.recipient(), &you.recipient());
    (plan.records, plan.files, plan.dossier) = (Vec::new(), Vec::new(), Vec::new());
    plan.kind = BundleKind::Move;
    let (file, _) = sealed(plan, &key);
    let contents = open(&decrypted(&you, &file));
    assert!(contents.records.is_empty() && contents.files.is_empty());
    assert_eq!(contents.manifest.kind, BundleKind::Move);
}

#[test]
fn a_receipt_has_no_cases_and_a_passphrase_no_recipient() {
    let (key, me, you) = keys();
    let mut plan = plan(&me.recipient(), &you.recipient());
    (plan.records, plan.files, plan.cases) = (Vec::new(), Vec::new(), Vec::new());
    (plan.kind, plan.recipient.recipient) = (BundleKind::Receipt, None);
    plan.receipts = vec![Receipt {
        bundle: common::id(9),
        sha256: Sha256Sum([9; 32]),
        time: plan.created,
    }];
    let mut file = Vec::new();
    let passphrase = "жеті сөз";
    seal(plan, &key, To::Passphrase(passphrase), &mut file, &mut go_on()).unwrap();
    let opened = sandyq_agefile::open_with_passphrase(passphrase, file.as_slice()).unwrap();
    let contents = read_tar(opened, &mut go_on()).unwrap();
    assert!(contents.manifest.receipts[0].bundle == common::id(9) && contents.manifest.recipient.recipient.is_none());
}

#[test]
fn fields_of_a_newer_program_are_kept_in_extra() {
    let (key, me, you) = keys();
    let mut plan = plan(&me.recipient(), &you.recipient());
    plan.extra
        .insert("embargo".to_owned(), serde_json::json!({ "until": "2027" }));
    let (file, _) = sealed(plan, &key);
    assert_eq!(open(&decrypted(&you, &file)).manifest.extra["embargo"]["until"], "2027");
}

#[test]
fn the_size_tells_little() {
    let (key, me, you) = keys();
    let sizes: std::collections::HashSet<u64> = (0..8)
        .map(|more| {
            let mut plan = plan(&me.recipient(), &you.recipient());
            plan.note = "x".repeat(more * 700);
            sealed(plan, &key).1.tar_size
        })
        .collect();
    assert!(
        sizes.len() <= 2,
        "eight lengths of a note give at most two sizes: {sizes:?}"
    );
}

#[test]
fn the_whole_opens_from_a_stream_of_single_bytes() {
    struct Drip<R>(R);
    impl<R: Read> Read for Drip<R> {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            let one = buf.len().min(1);
            self.0.read(&mut buf[..one])
        }
    }
    let (key, me, you) = keys();
    let mut plan = plan(&me.recipient(), &you.recipient());
    plan.files.truncate(1);
    let (file, _) = sealed(plan, &key);
    let tar = decrypted(&you, &file);
    assert!(read_tar(Drip(tar.as_slice()), &mut go_on()).is_ok());
}

fn refused(change: impl FnOnce(&mut sandyq_bundle::Plan<'_>)) -> SealError {
    let (key, me, you) = keys();
    let mut plan = plan(&me.recipient(), &you.recipient());
    change(&mut plan);
    seal(plan, &key, To::Keys(&[you.recipient()]), Vec::new(), &mut go_on()).expect_err("refused")
}

#[test]
fn evidence_that_changed_is_named() {
    let changed = |err| matches!(err, SealError::EvidenceChanged { name } if name == "files/0003.ogg");
    let with = |bytes: Vec<u8>| refused(|plan| plan.files[2].source = Source::Plain(reading(bytes)));
    let mut altered = pattern(512);
    altered[511] ^= 1;
    assert!(changed(with(altered)), "one bit");
    assert!(changed(with(pattern(511))), "shorter");
    assert!(changed(with(pattern(513))), "longer");
    assert!(changed(with(Vec::new())), "empty");
    // What its own key vouches for is counted still.
    for size in [0, 511, 513] {
        let authenticated = refused(|plan| plan.files[2].source = Source::Authenticated(reading(pattern(size))));
        assert!(changed(authenticated), "{size}");
    }
}

#[test]
fn evidence_that_cannot_be_read_is_named() {
    let err = refused(|plan| plan.files[0].source = Source::Plain(Box::new(|| Err(io::Error::other("device")))));
    assert!(matches!(err, SealError::EvidenceUnreadable { name, .. } if name == "files/0002.pdf"));
}

#[test]
fn a_full_disk_is_an_error_of_the_output() {
    struct Full(usize);
    impl io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (key, me, you) = keys();
    for room in [0, 100, 70_000, 200_000] {
        let plan = plan(&me.recipient(), &you.recipient());
        let err = seal(plan, &key, To::Keys(&[you.recipient()]), Full(room), &mut go_on()).unwrap_err();
        assert!(matches!(err, SealError::Output(err) if err.kind() == io::ErrorKind::StorageFull));
    }
}

#[test]
fn sealing_and_opening_can_be_cancelled() {
    let (key, me, you) = keys();
    let mut at_most = |done: u64| {
        if done > 50_000 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let plan_one = plan(&me.recipient(), &you.recipient());
    let cancelled = seal(plan_one, &key, To::Keys(&[you.recipient()]), Vec::new(), &mut at_most);
    assert!(matches!(cancelled, Err(SealError::Cancelled)));
    let (file, sealed) = sealed(plan(&me.recipient(), &you.recipient()), &key);
    let tar = decrypted(&you, &file);
    assert!(matches!(
        read_tar(tar.as_slice(), &mut at_most),
        Err(OpenError::Cancelled)
    ));
    let mut last = 0;
    let mut watch = |done| {
        last = done;
        ControlFlow::Continue(())
    };
    read_tar(tar.as_slice(), &mut watch).ok().unwrap();
    assert_eq!(last, sealed.tar_size);
}

#[test]
fn a_plan_that_no_reader_would_take_is_not_sealed() {
    let unsound = |err, rule| assert!(matches!(err, SealError::Unsound(found) if found == rule), "{rule:?}");
    for name in ["../0001.jpg", "A.jpg", "", "a/b", "..", "паспорт.jpg"] {
        unsound(
            refused(|plan| plan.files[0].name = name.to_owned()),
            Refusal::MemberName,
        );
    }
    unsound(
        refused(|plan| plan.files[0].name = "0001.jpg".to_owned()),
        Refusal::MemberTwice,
    );
    unsound(refused(|plan| plan.files[0].item = id(77)), Refusal::FileWithoutRecord);
    unsound(refused(|plan| plan.files[0].size = 8 << 30), Refusal::MemberTooLarge);
    unsound(
        refused(|plan| plan.records[4] = record(5, Some(id(77)), "person")),
        Refusal::RecordCase,
    );
    unsound(
        refused(|plan| plan.records[4] = record(1, None, "person")),
        Refusal::RecordTwice,
    );
    unsound(
        refused(|plan| plan.records[4].kind = "A b".to_owned()),
        Refusal::RecordLabel,
    );
    unsound(refused(|plan| plan.sender_name = String::new()), Refusal::LabelForm);
    unsound(refused(|plan| plan.note = "\u{202e}".to_owned()), Refusal::TextForm);
    unsound(
        refused(|plan| plan.purpose = "Legal aid".to_owned()),
        Refusal::PurposeForm,
    );
    unsound(refused(|plan| plan.cases[1].sequence = 1), Refusal::CaseSequence);
    unsound(
        refused(|plan| plan.cases.push(plan.cases[0].clone())),
        Refusal::CaseTwice,
    );
    let long = "ж".repeat(2 << 20);
    unsound(
        refused(|plan| {
            plan.records[0].body.insert("text".to_owned(), long.into());
        }),
        Refusal::RecordTooLong,
    );
    unsound(
        refused(|plan| {
            let deep = (0..20).fold(serde_json::json!(1), |inside, _| serde_json::json!([inside]));
            plan.extra.insert("deep".to_owned(), deep);
        }),
        Refusal::ManifestDepth,
    );
    let many = |plan: &mut sandyq_bundle::Plan<'_>| {
        plan.files = (0..6000)
            .map(|at| file(&format!("{at:06}.jpg"), Vec::new(), id(3)))
            .collect();
    };
    unsound(refused(many), Refusal::ManifestTooLong);
}

#[test]
fn a_recipient_who_could_not_open_it_is_noticed() {
    let (key, me, you) = keys();
    let plan = plan(&me.recipient(), &you.recipient());
    let err = seal(plan, &key, To::Keys(&[me.recipient()]), Vec::new(), &mut go_on()).unwrap_err();
    assert!(matches!(err, SealError::WrongRecipient));
}
