//! A disk in memory that knows what was synced: it takes a recorded log, change by change, and says what a folder holds when
//! the process is killed, or the power cut, right there.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

/// One entry of the log.
pub enum Op {
    Create {
        name: String,
        inode: u64,
    },
    Link {
        name: String,
        inode: u64,
    },
    Truncate {
        inode: u64,
        length: usize,
    },
    Write {
        inode: u64,
        offset: usize,
        bytes: Arc<[u8]>,
    },
    SyncFile {
        inode: u64,
    },
    SyncFolder {
        name: String,
    },
    SyncAll,
    Rename {
        from: String,
        to: String,
    },
    Unlink {
        name: String,
    },
    MakeFolder {
        name: String,
    },
    RemoveFolder {
        name: String,
    },
    Mark(String),
}

/// The log that the preloaded library wrote (the layout is in its source).
pub fn read_log(path: &Path) -> Vec<Op> {
    let log = fs::read(path).unwrap();
    let mut rest = &log[..];
    let mut take = |length: usize| {
        let (taken, left) = rest.split_at(length);
        rest = left;
        taken
    };
    let mut ops = Vec::new();
    let mut left = log.len();
    while left > 0 {
        let head = take(33);
        let short = |at: usize| u32::from_le_bytes(head[at..at + 4].try_into().unwrap()) as usize;
        let long = |at: usize| u64::from_le_bytes(head[at..at + 8].try_into().unwrap());
        let size = |at: usize| usize::try_from(long(at)).unwrap();
        let (inode, number, length) = (long(9), size(17), size(25));
        let name = String::from_utf8(take(short(1)).to_vec()).unwrap();
        let to = String::from_utf8(take(short(5)).to_vec()).unwrap();
        let bytes = take(length);
        left -= 33 + name.len() + to.len() + length;
        ops.push(match head[0] {
            b'C' => Op::Create { name, inode },
            b'L' => Op::Link { name, inode },
            b'T' => Op::Truncate { inode, length: number },
            b'W' => Op::Write {
                inode,
                offset: number,
                bytes: bytes.into(),
            },
            b'S' => Op::SyncFile { inode },
            b'D' => Op::SyncFolder { name },
            b'A' => Op::SyncAll,
            b'R' => Op::Rename { from: name, to },
            b'U' => Op::Unlink { name },
            b'M' => Op::MakeFolder { name },
            b'X' => Op::RemoveFolder { name },
            b'K' => Op::Mark(name),
            other => panic!("an entry of kind {other}"),
        });
    }
    ops
}

impl Op {
    /// In a few words, for a report.
    pub fn said(&self) -> String {
        match self {
            Self::Create { name, .. } => format!("create {name}"),
            Self::Link { name, .. } => format!("link {name}"),
            Self::Truncate { inode, length } => format!("truncate {inode} to {length}"),
            Self::Write { inode, offset, bytes } => format!("write {inode} at {offset}, {} bytes", bytes.len()),
            Self::SyncFile { inode } => format!("sync {inode}"),
            Self::SyncFolder { name } => format!("sync folder «{name}»"),
            Self::SyncAll => "sync all".to_owned(),
            Self::Rename { from, to } => format!("rename {from} to {to}"),
            Self::Unlink { name } => format!("unlink {name}"),
            Self::MakeFolder { name } => format!("make folder {name}"),
            Self::RemoveFolder { name } => format!("remove folder {name}"),
            Self::Mark(_) => "acknowledged".to_owned(),
        }
    }
}

/// What was lost when it stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Nothing: the process was killed, the system went on.
    Nothing,
    /// All that was not synced, content and names: the strict power cut.
    Unsynced,
    /// Content that was not synced; names are there.
    Content,
    /// Names that were not synced; content is there.
    Names,
    /// One write that was not synced, out of the middle.
    One { node: usize, change: usize },
}

#[derive(Clone)]
enum Change {
    Write { offset: usize, bytes: Arc<[u8]> },
    Truncate(usize),
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => {
                let end = offset + bytes.len();
                if content.len() < end {
                    content.resize(end, 0);
                }
                content[*offset..end].copy_from_slice(bytes);
            }
            Self::Truncate(length) => content.resize(*length, 0),
        }
    }
}

type Names = BTreeMap<String, usize>;

#[derive(Clone)]
enum Node {
    File {
        synced: Arc<Vec<u8>>,
        now: Arc<Vec<u8>>,
        pending: Vec<Change>,
    },
    Folder {
        synced: Names,
        now: Names,
    },
}

/// Paths below the root: content of a file, none for a folder.
pub type Tree = BTreeMap<String, Option<Arc<Vec<u8>>>>;

#[derive(Clone)]
pub struct Disk {
    nodes: Vec<Node>,
    inodes: HashMap<u64, usize>,
    /// Moves between folders of which neither was synced since.
    moves: Vec<Move>,
}

#[derive(Clone)]
struct Move {
    from: (usize, String),
    to: (usize, String),
    node: usize,
}

const ROOT: usize = 0;

impl Disk {
    pub fn empty() -> Self {
        Self {
            nodes: vec![new_folder()],
            inodes: HashMap::new(),
            moves: Vec::new(),
        }
    }

    pub fn apply(&mut self, op: &Op) {
        match op {
            Op::Create { name, inode } => {
                let node = self.new_file(*inode);
                if !name.is_empty() {
                    self.put(name, node);
                }
            }
            Op::Link { name, inode } => {
                let node = self.file(*inode);
                self.put(name, node);
            }
            Op::Truncate { inode, length } => self.change(*inode, Change::Truncate(*length)),
            Op::Write { inode, offset, bytes } => self.change(
                *inode,
                Change::Write {
                    offset: *offset,
                    bytes: Arc::clone(bytes),
                },
            ),
            Op::SyncFile { inode } => {
                let node = self.file(*inode);
                sync(&mut self.nodes[node]);
            }
            Op::SyncFolder { name } => {
                let node = self.find(name);
                sync(&mut self.nodes[node]);
                self.end_moves(node);
            }
            Op::SyncAll => {
                self.nodes.iter_mut().for_each(sync);
                self.moves.clear();
            }
            Op::Rename { from, to } => {
                let node = self.take(from);
                self.put(to, node);
                let place = |path: &str| (self.find(split(path).0), split(path).1.to_owned());
                let (from, to) = (place(from), place(to));
                if from.0 != to.0 {
                    self.moves.push(Move { from, to, node });
                }
            }
            Op::Unlink { name } | Op::RemoveFolder { name } => {
                self.take(name);
            }
            Op::MakeFolder { name } => {
                self.nodes.push(new_folder());
                self.put(name, self.nodes.len() - 1);
            }
            Op::Mark(_) => {}
        }
    }

    /// The same disk after the first `kept` bytes of a write.
    pub fn torn(&self, inode: u64, offset: usize, bytes: &[u8], kept: usize) -> Self {
        let mut disk = self.clone();
        let bytes = bytes[..kept].into();
        disk.change(inode, Change::Write { offset, bytes });
        disk
    }

    /// Every single change of content that a power cut could still take, alone.
    pub fn pending(&self) -> Vec<Lost> {
        let files = self
            .nodes
            .iter()
            .enumerate()
            .filter_map(|(node, content)| match content {
                Node::File { pending, .. } => Some((node, pending.len())),
                Node::Folder { .. } => None,
            });
        files
            .flat_map(|(node, count)| (0..count.saturating_sub(1)).map(move |change| Lost::One { node, change }))
            .collect()
    }

    /// What the folder holds when that much was lost.
    pub fn tree(&self, lost: Lost) -> Tree {
        let mut tree = Tree::new();
        self.walk(ROOT, "", lost, &mut tree);
        tree
    }

    fn walk(&self, folder: usize, path: &str, lost: Lost, tree: &mut Tree) {
        let Node::Folder { synced, now } = &self.nodes[folder] else {
            return;
        };
        let names = match lost {
            Lost::Unsynced | Lost::Names => synced,
            Lost::Nothing | Lost::Content | Lost::One { .. } => now,
        };
        for (name, node) in names {
            let path = if path.is_empty() {
                name.clone()
            } else {
                format!("{path}/{name}")
            };
            match &self.nodes[*node] {
                Node::Folder { .. } => {
                    tree.insert(path.clone(), None);
                    self.walk(*node, &path, lost, tree);
                }
                Node::File { synced, now, pending } => {
                    let content = match lost {
                        Lost::Unsynced | Lost::Content => Arc::clone(synced),
                        Lost::One { node: lossy, change } if lossy == *node => without(synced, pending, change),
                        Lost::Nothing | Lost::Names | Lost::One { .. } => Arc::clone(now),
                    };
                    tree.insert(path, Some(content));
                }
            }
        }
    }

    fn new_file(&mut self, inode: u64) -> usize {
        self.nodes.push(Node::File {
            synced: Arc::default(),
            now: Arc::default(),
            pending: Vec::new(),
        });
        self.inodes.insert(inode, self.nodes.len() - 1);
        self.nodes.len() - 1
    }

    fn file(&mut self, inode: u64) -> usize {
        match self.inodes.get(&inode) {
            Some(node) => *node,
            None => self.new_file(inode),
        }
    }

    fn change(&mut self, inode: u64, change: Change) {
        let node = self.file(inode);
        if let Node::File { now, pending, .. } = &mut self.nodes[node] {
            change.apply(Arc::make_mut(now));
            pending.push(change);
        }
    }

    /// One entry in the journal of every file system: with either folder the move is on the disk in both.
    fn end_moves(&mut self, synced: usize) {
        let (ended, left) = std::mem::take(&mut self.moves)
            .into_iter()
            .partition(|one| one.from.0 == synced || one.to.0 == synced);
        self.moves = left;
        let ended: Vec<Move> = ended;
        for Move { from, to, node } in ended {
            if let Node::Folder { synced, .. } = &mut self.nodes[from.0] {
                synced.remove(&from.1);
            }
            if let Node::Folder { synced, .. } = &mut self.nodes[to.0] {
                synced.insert(to.1, node);
            }
        }
    }

    fn find(&self, path: &str) -> usize {
        let parts = path.split('/').filter(|part| !part.is_empty());
        parts.fold(ROOT, |folder, name| match &self.nodes[folder] {
            Node::Folder { now, .. } => now[name],
            Node::File { .. } => panic!("{path}: a file in the way"),
        })
    }

    fn names(&mut self, folder: &str) -> &mut Names {
        let node = self.find(folder);
        match &mut self.nodes[node] {
            Node::Folder { now, .. } => now,
            Node::File { .. } => panic!("{folder} is a file"),
        }
    }

    fn put(&mut self, path: &str, node: usize) {
        let (folder, name) = split(path);
        self.names(folder).insert(name.to_owned(), node);
    }

    fn take(&mut self, path: &str) -> usize {
        let (folder, name) = split(path);
        self.names(folder).remove(name).expect("it was there")
    }
}

fn new_folder() -> Node {
    Node::Folder {
        synced: Names::new(),
        now: Names::new(),
    }
}

fn sync(node: &mut Node) {
    match node {
        Node::File { synced, now, pending } => {
            *synced = Arc::clone(now);
            pending.clear();
        }
        Node::Folder { synced, now } => synced.clone_from(now),
    }
}

fn without(synced: &[u8], pending: &[Change], lost: usize) -> Arc<Vec<u8>> {
    let mut content = synced.to_vec();
    for (_, change) in pending.iter().enumerate().filter(|(at, _)| *at != lost) {
        change.apply(&mut content);
    }
    Arc::new(content)
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Tells equal trees apart from others.
pub fn print(tree: &Tree) -> u64 {
    let mut hasher = DefaultHasher::new();
    tree.hash(&mut hasher);
    hasher.finish()
}

/// Builds the tree in `root`, which is emptied first.
pub fn build(tree: &Tree, root: &Path) {
    let _ = fs::remove_dir_all(root);
    fs::create_dir_all(root).unwrap();
    for (path, content) in tree {
        match content {
            Some(content) => fs::write(root.join(path), &content[..]).unwrap(),
            None => fs::create_dir(root.join(path)).unwrap(),
        }
    }
}

/// What lies in a real folder, in the same shape.
pub fn look(root: &Path) -> Tree {
    fn walk(folder: &Path, path: &str, tree: &mut Tree) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            let path = if path.is_empty() {
                name
            } else {
                format!("{path}/{name}")
            };
            if entry.file_type().unwrap().is_dir() {
                tree.insert(path.clone(), None);
                walk(&entry.path(), &path, tree);
            } else {
                tree.insert(path, Some(Arc::new(fs::read(entry.path()).unwrap())));
            }
        }
    }
    let mut tree = Tree::new();
    walk(root, "", &mut tree);
    tree
}
