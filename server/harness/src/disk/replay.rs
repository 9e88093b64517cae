//! What the disk would hold had the power gone at this or that moment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::DiskState;

/// Bytes of the head of each entry of the record: kind, handle, time, offset, length.
const HEAD: usize = 32;

/// What becomes of writes that were not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// None of them lasts.
    All,
    /// Some do, in no order; the number decides which.
    Some(u64),
}

/// The record, played back sync by sync.
#[derive(Debug)]
pub struct Replay {
    record: Vec<u8>,
    before: DiskState,
    /// Where in the record it stands, and whether a sync comes next.
    at: usize,
    before_sync: bool,
    folder: PathBuf,
    nodes: Vec<Node>,
    /// By the number of their opening.
    handles: BTreeMap<u32, usize>,
    /// Names as the program sees them, and those that outlast a power cut.
    names: BTreeMap<String, usize>,
    lasting: BTreeMap<String, usize>,
    synced: usize,
    failed: usize,
}

#[derive(Debug, Default)]
struct Node {
    folder: bool,
    durable: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Clone, Debug)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

struct Entry {
    kind: u32,
    handle: u32,
    time: SystemTime,
    offset: usize,
    data: Vec<u8>,
}

impl Replay {
    pub(super) fn new(record: Vec<u8>, folder: &Path, before: DiskState) -> Replay {
        let mut replay = Replay {
            record,
            before,
            at: 0,
            before_sync: false,
            folder: folder.to_path_buf(),
            nodes: Vec::new(),
            handles: BTreeMap::new(),
            names: BTreeMap::new(),
            lasting: BTreeMap::new(),
            synced: 0,
            failed: 0,
        };
        replay.rewind();
        replay
    }

    /// Goes back to the beginning.
    pub fn rewind(&mut self) {
        (self.at, self.before_sync, self.synced, self.failed) = (0, false, 0, 0);
        self.nodes.clear();
        self.handles.clear();
        self.names.clear();
        self.lasting.clear();
        let before = std::mem::take(&mut self.before);
        for name in &before.folders {
            self.add(name.clone(), Node { folder: true, ..Node::default() }, true);
        }
        for (name, bytes) in &before.files {
            self.add(name.clone(), Node { durable: bytes.clone(), ..Node::default() }, true);
        }
        // Where the data folder stands is none of the program's business to sync.
        if !self.lasting.contains_key("") {
            self.add(String::new(), Node { folder: true, ..Node::default() }, true);
        }
        self.before = before;
    }

    /// Goes on to the moment before the next sync takes effect: when that was, or nothing once the record has come to its end.
    pub fn next_sync(&mut self) -> Option<SystemTime> {
        if std::mem::take(&mut self.before_sync)
            && let Some(entry) = self.entry(self.at)
        {
            self.at += HEAD + entry.data.len();
            self.sync(entry.handle);
        }
        while let Some(entry) = self.entry(self.at) {
            if entry.kind == SYNC {
                self.before_sync = true;
                return Some(entry.time);
            }
            self.at += HEAD + entry.data.len();
            self.apply(entry);
        }
        None
    }

    /// How many syncs have taken effect so far.
    pub fn synced(&self) -> usize {
        self.synced
    }

    /// How many syncs have failed so far.
    pub fn failed(&self) -> usize {
        self.failed
    }

    /// What a power cut at this moment leaves.
    pub fn after_cut(&self, loss: Loss) -> DiskState {
        let mut state = DiskState::default();
        for (name, &node) in &self.lasting {
            let reachable = parents(name).all(|parent| self.lasting.contains_key(parent));
            if !reachable {
                continue;
            }
            let node = &self.nodes[node];
            if node.folder {
                state.folders.insert(name.clone());
            } else {
                state.files.insert(name.clone(), node.after_cut(loss));
            }
        }
        state
    }

    fn add(&mut self, name: String, node: Node, lasts: bool) -> usize {
        self.nodes.push(node);
        let index = self.nodes.len() - 1;
        if lasts {
            self.lasting.insert(name.clone(), index);
        }
        self.names.insert(name, index);
        index
    }

    fn apply(&mut self, entry: Entry) {
        let node = self.handles.get(&entry.handle).copied();
        let change = |replay: &mut Replay, change| {
            if let Some(node) = node {
                replay.nodes[node].pending.push(change);
            }
        };
        match entry.kind {
            OPEN => self.open(&entry),
            WRITE => change(self, Change::Write(entry.offset, entry.data)),
            CUT => change(self, Change::Cut(entry.offset)),
            FAIL => {
                self.failed += 1;
                // The pages count as clean afterwards: no later sync brings them to the disk.
                if let Some(node) = node {
                    self.nodes[node].pending.clear();
                }
            }
            RENAME => self.rename(&entry, true),
            LINK => self.rename(&entry, false),
            UNLINK => {
                self.names.remove(&self.name(&entry.data));
            }
            MKDIR => {
                let name = self.name(&entry.data);
                self.add(name, Node { folder: true, ..Node::default() }, false);
            }
            other => panic!("the disk's record holds an entry of kind {other}"),
        }
    }

    fn open(&mut self, entry: &Entry) {
        let name = self.name(&entry.data);
        let folder = entry.offset == 1;
        let node = match self.names.get(&name) {
            Some(&node) => node,
            None => self.add(name, Node { folder, ..Node::default() }, false),
        };
        self.handles.insert(entry.handle, node);
    }

    fn rename(&mut self, entry: &Entry, takes_away: bool) {
        let mut both = entry.data.split(|&byte| byte == 0);
        let (from, to) = (both.next().unwrap_or_default(), both.next().unwrap_or_default());
        let (from, to) = (self.name(from), self.name(to));
        let Some(&node) = self.names.get(&from) else { return };
        if takes_away {
            self.names.remove(&from);
        }
        self.names.insert(to, node);
    }

    /// A file's bytes last from now on; of a folder, the names in it.
    fn sync(&mut self, handle: u32) {
        self.synced += 1;
        let Some(&index) = self.handles.get(&handle) else { return };
        let node = &mut self.nodes[index];
        for change in std::mem::take(&mut node.pending) {
            change.apply(&mut node.durable);
        }
        if !node.folder {
            return;
        }
        let Some(folder) = self.names.iter().find(|(_, node)| **node == index).map(|(name, _)| name.clone()) else {
            return;
        };
        let within = |name: &String| !name.is_empty() && parents(name).next() == Some(folder.as_str());
        self.lasting.retain(|name, _| !within(name));
        let now = self.names.iter().filter(|(name, _)| within(name)).map(|(name, node)| (name.clone(), *node));
        self.lasting.extend(now.collect::<Vec<_>>());
    }

    /// The path from the data folder.
    fn name(&self, path: &[u8]) -> String {
        let path = PathBuf::from(String::from_utf8_lossy(path).into_owned());
        let name = path.strip_prefix(&self.folder).unwrap_or(&path);
        name.to_string_lossy().into_owned()
    }

    /// The entry that begins there; nothing where the record ends, or breaks off with the process that wrote it.
    fn entry(&self, at: usize) -> Option<Entry> {
        let head = self.record.get(at..at + HEAD)?;
        let four = |at: usize| head.get(at..at + 4)?.try_into().ok().map(u32::from_ne_bytes);
        let eight = |at: usize| head.get(at..at + 8)?.try_into().ok().map(u64::from_ne_bytes);
        let length = eight(24)? as usize;
        let data = self.record.get(at + HEAD..at + HEAD + length)?.to_vec();
        let time = UNIX_EPOCH + Duration::from_nanos(eight(8)?);
        Some(Entry { kind: four(0)?, handle: four(4)?, time, offset: eight(16)? as usize, data })
    }
}

impl Node {
    fn after_cut(&self, loss: Loss) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        if let Loss::Some(seed) = loss {
            for (index, change) in self.pending.iter().enumerate() {
                // A hash that has no need to be a good one.
                let luck = (seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_mul(index as u64 * 2 + 1) >> 60;
                if luck % 2 == 0 {
                    change.clone().apply(&mut bytes);
                }
            }
        }
        bytes
    }
}

impl Change {
    fn apply(self, bytes: &mut Vec<u8>) {
        match self {
            Change::Cut(length) => bytes.resize(length, 0),
            Change::Write(offset, data) => {
                let end = offset + data.len();
                if bytes.len() < end {
                    bytes.resize(end, 0);
                }
                bytes[offset..end].copy_from_slice(&data);
            }
        }
    }
}

/// The folders that a path lies in, the nearest first, the data folder last; none for the data folder itself.
fn parents(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors((!name.is_empty()).then_some(name), |name| name.rsplit_once('/').map(|(parent, _)| parent))
        .skip(1)
        .chain((!name.is_empty()).then_some(""))
}

const OPEN: u32 = 1;
const WRITE: u32 = 2;
const CUT: u32 = 3;
const SYNC: u32 = 4;
const FAIL: u32 = 5;
const RENAME: u32 = 6;
const LINK: u32 = 7;
const UNLINK: u32 = 8;
const MKDIR: u32 = 9;
