//! Whatever a case is made of: what is withheld is nowhere in what leaves, and what is not withheld is there.
//!
//! Every identifying field of every record of a generated case says a word of its own, by the declaration of the kinds; so do
//! the names of files, what a camera wrote into pictures, and fields nobody declared. What each person allowed is drawn, and
//! from that alone follows which words may leave.

mod canaries;

use crate::common::{Chance, Place, members, request, tar_of};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use canaries::{Case, Host, Said};
use sandyq_agefile::Identity;
use sandyq_casework::ErrorCode;
use sandyq_casework::view::SealRequest;
use sandyq_report::opener::{CHUNK_AFTER, CHUNK_BEFORE};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Cases in `./test`.
const CASES: u64 = 24;

/// Text in which a word is found however it was written: in small letters, without the places where a long one may break.
fn readable(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_lowercase().replace("<wbr>", "")
}

/// Every word of ours that stands in some bytes, those of other cases too.
fn words_in(bytes: &[u8]) -> BTreeSet<String> {
    let text = readable(bytes);
    let after = text.split(canaries::MARK).skip(1);
    // Two numbers, each with an x behind it: whatever follows is not ours.
    let word = |rest: &str| rest.split_inclusive('x').take(2).collect();
    after.map(word).collect()
}

/// The sealed bytes in a self-opening page.
fn sealed_in(page: &str) -> Vec<u8> {
    let chunks = page.split(CHUNK_BEFORE).skip(1);
    let text = chunks.map(|rest| rest.split_once(CHUNK_AFTER).unwrap().0);
    text.flat_map(|text| STANDARD.decode(text).unwrap()).collect()
}

struct Post {
    monitor: Place,
    stranger: Identity,
}

impl Post {
    fn request(&self, case: &Case) -> SealRequest {
        SealRequest {
            cases: vec![case.code.clone()],
            ..request(&self.stranger.recipient().to_string())
        }
    }

    /// Seals and opens again; the second is what lies in the open around it, for a page.
    fn sealed(&mut self, request: &SealRequest, name: &str) -> (Vec<u8>, String) {
        let out = self.monitor.path(name);
        self.monitor.seal_as(request, &out).unwrap();
        if !request.page {
            return (tar_of(&out, &self.stranger), String::new());
        }
        let page = fs::read_to_string(&out).unwrap();
        let inner = self.monitor.file("inner.age", &sealed_in(&page));
        (tar_of(&inner, &self.stranger), page)
    }
}

fn post_with(seed: u64) -> (Post, Case) {
    let mut monitor = Place::new("Монитор");
    let mut chance = Chance::of(seed);
    // Another case beside it: nothing of that may leave either.
    canaries::plant(&mut monitor, seed + 1_000_000, &mut Chance::of(seed + 1_000_000));
    let case = canaries::plant(&mut monitor, seed, &mut chance);
    let stranger = Identity::generate();
    (Post { monitor, stranger }, case)
}

#[test]
fn whatever_a_case_is_made_of_with_identity_withheld_nothing_that_identifies_leaves() {
    for seed in 0..CASES {
        let (mut post, case) = post_with(seed);
        let mut withheld = post.request(&case);
        withheld.withhold_identity = true;
        withheld.consent_override = "Просьба адвоката".to_owned();
        for page in [false, true] {
            withheld.page = page;
            let (tar, around) = post.sealed(&withheld, &format!("b{page}"));
            assert_eq!(page, around.contains("<html"), "the control: the page is read");
            assert_eq!(
                words_in(around.as_bytes()),
                BTreeSet::new(),
                "seed {seed}: the page itself"
            );
            for member in members(&tar) {
                assert_eq!(words_in(&member.bytes), BTreeSet::new(), "seed {seed}: {}", member.name);
                assert_eq!(words_in(member.name.as_bytes()), BTreeSet::new(), "seed {seed}");
            }
            assert_eq!(words_in(&tar), BTreeSet::new(), "seed {seed}: between the members");
        }
    }
}

#[test]
fn what_leaves_is_what_each_of_them_allowed_and_all_of_that() {
    let (mut open, mut closed, mut refused) = (0, 0, 0);
    for seed in 0..CASES {
        let (mut post, case) = post_with(seed);
        let mut request = post.request(&case);
        if case.has_uncovered() {
            let out = post.monitor.path("refused.age");
            let failure = post.monitor.seal_as(&request, &out).map(drop).unwrap_err();
            assert!(
                failure.code == ErrorCode::ConsentMissing && !Path::new(&out).exists(),
                "seed {seed}"
            );
            request.consent_override = "Просьба адвоката".to_owned();
            refused += 1;
        }
        let (tar, _) = post.sealed(&request, "b.age");
        let is_open = case.everybody_named();
        *if is_open { &mut open } else { &mut closed } += 1;
        let leaves: BTreeSet<String> = case.leaving().map(|said| said.word.clone()).collect();
        let (mut records, mut dossier, mut files) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for member in members(&tar) {
            let words = words_in(&member.bytes);
            let beyond: Vec<_> = words.difference(&leaves).map(|word| case.tell(word)).collect();
            assert!(beyond.is_empty(), "seed {seed}: {} says {beyond:?}", member.name);
            match member.name.split('/').next() {
                Some("case") => records.extend(words),
                Some("files") => files.extend(words),
                Some("index.html") => dossier.extend(words),
                _ => assert_eq!(words, BTreeSet::new(), "seed {seed}: {}", member.name),
            }
        }
        let lost = |found: &BTreeSet<String>, host: &[Host]| {
            let asked = case.leaving().filter(|said| host.contains(&said.host));
            let lost = asked.filter(|said| !found.contains(&said.word));
            lost.map(Said::to_string).collect::<Vec<_>>()
        };
        assert_eq!(
            lost(&records, &[Host::Field, Host::Undeclared, Host::FileName]),
            Vec::<String>::new(),
            "seed {seed}"
        );
        assert_eq!(
            lost(&dossier, &[Host::Field, Host::FileName]),
            Vec::<String>::new(),
            "seed {seed}"
        );
        assert_eq!(lost(&files, &[Host::Picture]), Vec::<String>::new(), "seed {seed}");
    }
    assert!(
        open >= 3 && closed >= 3 && refused >= 3,
        "the control: {open} open, {closed} closed, {refused} refused"
    );
}
