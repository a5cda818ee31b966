//! Pictures that leave as copies, more of them than are held at once; and the root over what leaves.

use crate::common::{Chance, Member, Place, members, request, tar_of};
use sandyq_agefile::Identity;
use sandyq_bundle::{Leaf, Sha256Sum, evidence_root};
use sandyq_casework::view::{SealEvidence, SealRequest};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::io::Cursor;

/// More than is held of copies at once: see `sealing/derivative.rs`.
const HELD: usize = 16 << 20;

/// A picture of noise, which no encoder makes small.
fn noise(seed: u64) -> Vec<u8> {
    let mut chance = Chance::of(seed);
    let mut picture = image::RgbImage::new(1500, 1700);
    for pixel in picture.pixels_mut() {
        let n = chance.below(1 << 24).to_le_bytes();
        pixel.0 = [n[0], n[1], n[2]];
    }
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 90)
        .encode_image(&picture)
        .unwrap();
    jpeg
}

fn asked(to: &Identity, without_names: bool) -> SealRequest {
    SealRequest {
        withhold_identity: without_names,
        ..request(&to.recipient().to_string())
    }
}

/// The manifest of a tar, and the root over the files that it lists.
fn listed(tar: &[Member]) -> (Value, Option<String>) {
    let manifest: Value = serde_json::from_slice(&tar[0].bytes).unwrap();
    let leaf = |member: &Value| {
        Some(Leaf {
            item: member["item"].as_str()?.parse().unwrap(),
            sha256: member["sha256"].as_str()?.parse().unwrap(),
            size: member["size"].as_u64()?,
        })
    };
    let root = evidence_root(
        manifest["members"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(leaf)
            .collect(),
    );
    (manifest, root.map(|sum| sum.to_string()))
}

#[test]
fn more_pictures_than_are_held_leave_whole_and_the_root_is_over_what_leaves() {
    let mut place = Place::with_a_case("Монитор");
    let originals: Vec<Vec<u8>> = (1..=5).map(noise).collect();
    for (n, bytes) in originals.iter().enumerate() {
        let file = place.file(&format!("{n}.jpg"), bytes);
        place.attach("K-26-001", &[file]);
    }
    let stranger = Identity::generate();
    let mut sealed = |name: &str, without_names: bool| {
        let out = place.path(name);
        place.seal_as(&asked(&stranger, without_names), &out).unwrap();
        let tar = members(&tar_of(&out, &stranger));
        let (manifest, root) = listed(&tar);
        assert_eq!(manifest["cases"][0]["evidence_root"].as_str(), root.as_deref());
        assert!(root.is_some());
        let files: Vec<Vec<u8>> = tar
            .into_iter()
            .filter(|member| member.name.starts_with("files/"))
            .map(|member| member.bytes)
            .collect();
        (manifest, files)
    };
    let (manifest, copies) = sealed("copies.age", true);
    assert_eq!(copies.len(), originals.len());
    assert!(
        copies.iter().map(Vec::len).sum::<usize>() > HELD,
        "not all of them were held"
    );
    for copy in &copies {
        assert_eq!(
            image::ImageReader::with_format(Cursor::new(copy), image::ImageFormat::Jpeg)
                .into_dimensions()
                .unwrap(),
            (1500, 1700)
        );
    }
    // Nothing tells of the originals: neither their sums nor a root that somebody who has them could try.
    let said = manifest.to_string();
    for original in &originals {
        assert!(!said.contains(&Sha256Sum(Sha256::digest(original).into()).to_string()));
    }
    let (whole, bytes) = sealed("whole.age", false);
    assert!(bytes.iter().all(|file| originals.contains(file)));
    assert_ne!(
        whole["cases"][0]["evidence_root"],
        manifest["cases"][0]["evidence_root"]
    );
}

#[test]
fn without_evidence_there_is_no_root() {
    let mut place = Place::with_a_case("Монитор");
    let file = place.file("a.txt", b"withheld and short enough to be guessed");
    place.attach("K-26-001", &[file]);
    let stranger = Identity::generate();
    let out = place.path("n.age");
    let mut asked = asked(&stranger, false);
    asked.evidence = SealEvidence::None;
    place.seal_as(&asked, &out).unwrap();
    let (manifest, root) = listed(&members(&tar_of(&out, &stranger)));
    assert!(root.is_none() && manifest["cases"][0]["evidence_root"].is_null());
    assert_eq!(manifest["totals"]["files"], 0);
}
