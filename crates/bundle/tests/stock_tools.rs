//! Every layer of a bundle opens with a stock tool: age, GNU tar, minisign, sha256sum. They must be installed.

#![expect(clippy::unwrap_used, reason = "a test may end here")]

mod common;

use std::fs;

use common::{go_on, pattern, plan, sealed, shell};
use sandyq_agefile::Identity;
use sandyq_bundle::{Sha256Sum, SigningKey, VerifyingKey, read_tar};

#[test]
fn our_bundle_opens_with_stock_tools_bit_for_bit() {
    let folder = tempfile::tempdir().unwrap();
    let (key, me, you) = (SigningKey::make().unwrap(), Identity::generate(), Identity::generate());
    let (file, sealed) = sealed(plan(&me.recipient(), &you.recipient()), &key);
    fs::write(folder.path().join("bundle.age"), &file).unwrap();
    fs::write(folder.path().join("key"), you.secret().as_bytes()).unwrap();
    shell(
        folder.path(),
        "mkdir out && cd out && age -d -i ../key ../bundle.age | tar -x",
    );
    let out = folder.path().join("out");

    let verified = shell(&out, "minisign -Vm manifest.json -p sender.pub");
    assert!(
        verified.contains("Signature and comment signature verified"),
        "{verified}"
    );
    let comment = "Trusted comment: sandyq-bundle:01a0c450-6c00-78c8-88c8-c8c8c8c8c8c8\tsequence:4";
    assert!(verified.contains(comment), "{verified}");
    let by_key = format!("minisign -Vm manifest.json -P {}", key.public().unwrap());
    shell(&out, &by_key);
    let summed = shell(&out, "sha256sum --strict -c SHA256SUMS");
    assert_eq!(
        summed.lines().filter(|line| line.ends_with(": OK")).count(),
        9,
        "{summed}"
    );

    assert!(fs::read(out.join("files/0001.jpg")).unwrap() == pattern(300_000));
    assert!(fs::read(out.join("files/0002.pdf")).unwrap().is_empty());
    assert!(fs::read(out.join("files/0003.ogg")).unwrap() == pattern(512));
    assert_eq!(
        fs::read_to_string(out.join("README.txt")).unwrap(),
        sandyq_bundle::README
    );
    let manifest = fs::read(out.join("manifest.json")).unwrap();
    assert_eq!(Sha256Sum::of(&manifest), sealed.manifest_sha256);
    let listed = shell(&out, "ls -A . case files | tr '\\n' ' '");
    assert_eq!(
        listed,
        ".: README.txt SHA256SUMS case files index.html manifest.json manifest.json.minisig padding sender.pub  \
         case: 0001.json 0002.json shared.json  files: 0001.jpg 0002.pdf 0003.ogg "
    );
    // Plain JSON for anybody: an array of records.
    let shared: serde_json::Value = serde_json::from_slice(&fs::read(out.join("case/shared.json")).unwrap()).unwrap();
    assert_eq!(shared[0]["kind"], "person");

    // What tar lists shows the profile: one mode, no owner, no time.
    let listed = shell(
        folder.path(),
        "age -d -i key bundle.age | TZ=UTC tar -tv --numeric-owner",
    );
    assert!(
        listed
            .lines()
            .all(|line| line.starts_with("-rw-r--r-- 0/0 ") && line.contains(" 1970-01-01 00:00 ")),
        "{listed}"
    );
    assert_eq!(listed.lines().count(), 13);
}

#[test]
fn an_altered_file_fails_the_stock_check() {
    let folder = tempfile::tempdir().unwrap();
    let (key, me, you) = (SigningKey::make().unwrap(), Identity::generate(), Identity::generate());
    let (file, _) = sealed(plan(&me.recipient(), &you.recipient()), &key);
    fs::write(folder.path().join("bundle.age"), &file).unwrap();
    fs::write(folder.path().join("key"), you.secret().as_bytes()).unwrap();
    shell(folder.path(), "age -d -i key bundle.age | tar -x");
    shell(
        folder.path(),
        "printf x >> files/0001.jpg; ! sha256sum --status -c SHA256SUMS",
    );
    shell(
        folder.path(),
        "printf x >> manifest.json; ! minisign -Vm manifest.json -p sender.pub",
    );
}

/// The script of `docs/formats/bundle.md`, "Writing a bundle with stock tools".
fn by_hand() -> &'static str {
    let specification = include_str!("../../../docs/formats/bundle.md");
    let (_, chapter) = specification
        .split_once("## Writing a bundle with stock tools")
        .unwrap();
    let (_, script) = chapter.split_once("```bash\n").unwrap();
    script.split_once("```").unwrap().0
}

#[test]
fn a_bundle_made_by_hand_with_stock_tools_opens_in_ours() {
    let folder = tempfile::tempdir().unwrap();
    let you = Identity::generate();
    fs::write(folder.path().join("recipient"), you.recipient().to_string()).unwrap();
    shell(folder.path(), by_hand());
    let file = fs::File::open(folder.path().join("bundle.age")).unwrap();
    let opening = sandyq_agefile::open(&you, file).unwrap();
    let contents = read_tar(opening, &mut go_on()).unwrap_or_else(|err| panic!("{err}"));
    assert!(contents.manifest.sender.name == "A stranger");
    assert_eq!(contents.manifest.recipient.recipient, Some(you.recipient()));
    assert_eq!((contents.records.len(), contents.files.len()), (2, 1));
    let evidence = fs::read(folder.path().join("files/0001.jpg")).unwrap();
    assert_eq!(contents.files[0].sha256, Sha256Sum::of(&evidence));
    let tar = fs::read(folder.path().join("bundle.tar")).unwrap();
    let start = usize::try_from(contents.files[0].offset).unwrap();
    assert!(tar[start..start + evidence.len()] == evidence);
}

#[test]
fn a_key_file_of_stock_minisign_is_byte_for_byte_ours() {
    let folder = tempfile::tempdir().unwrap();
    shell(folder.path(), "minisign -G -W -p key.pub -s key.sec");
    let file = fs::read_to_string(folder.path().join("key.pub")).unwrap();
    assert_eq!(VerifyingKey::from_file(&file).unwrap().to_file(), file);
}

#[test]
fn a_fingerprint_can_be_computed_with_stock_tools() {
    let (key, you) = (
        SigningKey::make().unwrap().public().unwrap(),
        Identity::generate().recipient(),
    );
    let card = sandyq_bundle::Card {
        name: "Адвокат".to_owned(),
        recipient: you,
        verifying: key,
    };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("card.txt"), card.to_text().unwrap()).unwrap();
    let script = r"value() { sed -n 's/^'$1': //p' card.txt; }
        printf 'sandyq-contact 1\n%s\n%s\n' $(value age) $(value minisign) | sha256sum | cut -c 1-64";
    assert_eq!(
        shell(folder.path(), script).trim(),
        card.fingerprint().sum().to_string()
    );
    let check = "grep -E '^(name|age|minisign): ' card.txt | sha256sum | cut -c 1-16 | sed -E 's/..../& /g; s/ $//'";
    let stated = shell(folder.path(), "sed -n 's/^check: //p' card.txt");
    assert_eq!(shell(folder.path(), check).trim(), stated.trim());
}
