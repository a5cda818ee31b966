//! The index against content that its tag covers: a key in the wrong hands, or a mistake of another program.

use super::BackupError;
use super::index::{self, BLOCK, Block, Header, Index, Pack, StoredFile};
use crate::locked::Locked;
use crate::store::census::{Census, KindCount};

fn sample() -> Index {
    Index {
        time: -5,
        schema: 2,
        forgotten: 7,
        key_sha256: [1; 32],
        census: Census {
            kinds: vec![KindCount {
                kind: "event".to_owned(),
                live: 1,
                trashed: 2,
                forgotten: 3,
            }],
            revisions: 9,
            upto: 11,
        },
        packs: vec![
            Pack {
                name: [2; 32],
                length: 40_000,
            },
            Pack {
                name: [3; 32],
                length: 200,
            },
        ],
        block: u32::try_from(BLOCK).unwrap(),
        data_length: BLOCK as u64 + 4096,
        data_sha256: [4; 32],
        blocks: vec![
            Block {
                pack: 0,
                offset: 0,
                sha256: [5; 32],
            },
            Block {
                pack: 0,
                offset: 20_000,
                sha256: [6; 32],
            },
        ],
        files: vec![
            StoredFile {
                name: [7; 16],
                length: 200,
                parts: vec![1],
            },
            StoredFile {
                name: [8; 16],
                length: 400,
                parts: vec![1, 1],
            },
        ],
    }
}

fn header() -> Header {
    Header {
        vault: [1; 16],
        snapshot: [2; 16],
        sequence: 3,
    }
}

fn key() -> Locked {
    Locked::copy_of(&[9; 32]).unwrap()
}

fn is_believed(index: &Index) -> bool {
    index::open(&index::seal(index, &header(), &key()).unwrap(), &key()).is_some_and(|read| read == *index)
}

#[test]
fn an_index_is_read_as_it_was_written_and_only_under_its_key() {
    assert!(is_believed(&sample()));
    let sealed = index::seal(&sample(), &header(), &key()).unwrap();
    assert!(index::open(&sealed, &Locked::copy_of(&[8; 32]).unwrap()).is_none());
    assert!(Header::decode(&sealed).unwrap().is_ok_and(|read| read == header()));
}

/// One rule broken in each, the tag being right.
#[test]
fn an_index_that_does_not_agree_with_itself_is_refused() {
    type Broken = (&'static str, fn(&mut Index));
    let broken: [Broken; 12] = [
        ("a block in no pack", |index| index.blocks[0].pack = 2),
        ("a block behind its pack", |index| index.blocks[1].offset = 40_000),
        ("an offset that overflows", |index| index.blocks[0].offset = u32::MAX),
        ("too few blocks", |index| index.blocks.truncate(1)),
        ("too many blocks", |index| index.data_length = 1),
        ("a database longer than any disk", |index| index.data_length = u64::MAX),
        ("a block of no size", |index| index.block = 0),
        ("a block of an odd size", |index| index.block = 5000),
        ("a pack of no length", |index| index.packs[1].length = 0),
        ("a pack longer than is read", |index| index.packs[0].length = u32::MAX),
        ("a file of another length", |index| index.files[0].length = 201),
        ("a file twice", |index| index.files[1].name = [7; 16]),
    ];
    for (what, spoil) in broken {
        let mut index = sample();
        spoil(&mut index);
        assert!(!is_believed(&index), "{what}");
    }
}

#[test]
fn an_index_longer_than_is_read_is_not_written() {
    let mut index = sample();
    let pack = index.packs[0].clone();
    index.packs.resize(index::INDEX_LIMIT / 36 + 1, pack);
    assert!(matches!(
        index::seal_checked(&index, &header(), &key()),
        Err(BackupError::Disk(_))
    ));
    assert!(index::seal_checked(&sample(), &header(), &key()).is_ok());
    index = sample();
    index.files[1].name = [7; 16];
    assert!(index::seal_checked(&index, &header(), &key()).is_err());
}
