//! The stock `age` opens what we seal, and we open what it seals. The tool must be installed.
#![expect(clippy::unwrap_used, reason = "a test may end here")]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use sandyq_agefile::{Identity, OpenError, open, seal};

/// Runs a tool and returns what it printed.
fn run(folder: &Path, program: &str, args: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(args).current_dir(folder).output();
    let output = output.unwrap_or_else(|err| panic!("{program} must be installed: {err}"));
    assert!(
        output.status.success(),
        "{program} {args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

fn pattern(size: usize) -> Vec<u8> {
    (0..size).map(|at| u8::try_from(at * 7 % 253).unwrap()).collect()
}

#[test]
fn stock_age_opens_what_we_seal() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), "age-keygen", &["-o", "key"]);
    let text = fs::read_to_string(folder.path().join("key")).unwrap();
    let secret = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-")).unwrap();
    let key = Identity::from_secret(secret).unwrap();
    for size in [0, 1, 65_536, 200_000] {
        let mut sealing = seal(&[Identity::generate().recipient(), key.recipient()], Vec::new()).unwrap();
        sealing.write_all(&pattern(size)).unwrap();
        fs::write(folder.path().join("sealed"), sealing.finish().unwrap()).unwrap();
        // Not with -o: for an empty plaintext, age 1.1 would make no file at all.
        assert!(
            run(folder.path(), "age", &["-d", "-i", "key", "sealed"]) == pattern(size),
            "{size}"
        );
    }
}

#[test]
fn we_open_what_stock_age_seals() {
    let folder = tempfile::tempdir().unwrap();
    let key = Identity::generate();
    let other = Identity::generate();
    for size in [0, 1, 65_536, 200_000] {
        fs::write(folder.path().join("plain"), pattern(size)).unwrap();
        let (to, also) = (key.recipient().to_string(), other.recipient().to_string());
        run(folder.path(), "age", &["-r", &also, "-r", &to, "-o", "sealed", "plain"]);
        let mut back = Vec::new();
        let file = fs::File::open(folder.path().join("sealed")).unwrap();
        open(&key, file).unwrap().read_to_end(&mut back).unwrap();
        assert!(back == pattern(size), "{size}");
    }
    let armored_is_not_taken = ["-a", "-r", &key.recipient().to_string(), "-o", "armored", "plain"];
    run(folder.path(), "age", &armored_is_not_taken);
    let file = fs::File::open(folder.path().join("armored")).unwrap();
    assert!(matches!(open(&key, file), Err(OpenError::NotAge)));
}
