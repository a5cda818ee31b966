//! A look into the memory of running processes: how often does a text stand there?
//!
//! Needs the right to read another process (root, as in CI). WebKit reserves ranges far larger than the machine, so only
//! pages that are really there are read.

use super::home::{contains, spellings};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};

const PAGE: u64 = 4096;
/// So many pages are read at once.
const RUN: u64 = 256;

/// How often a text was found, by process name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// Processes whose memory could be read.
    pub read: usize,
    /// `WebKitWebProces: 3`, one line each for processes with at least one.
    pub found: Vec<String>,
}

/// Looks for `text`, in UTF-8 and UTF-16, in the memory of these processes.
pub fn copies_in(processes: &[u32], text: &str) -> Copies {
    let mut copies = Copies::default();
    for process in processes {
        let Some(count) = count_in(*process, text) else {
            continue;
        };
        copies.read += 1;
        if count > 0 {
            let name = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
            copies.found.push(format!("{}: {count}", name.trim()));
        }
    }
    copies
}

fn count_in(process: u32, text: &str) -> Option<usize> {
    let maps = fs::read_to_string(format!("/proc/{process}/smaps")).ok()?;
    let mut memory = File::open(format!("/proc/{process}/mem")).ok()?;
    let mut pagemap = File::open(format!("/proc/{process}/pagemap")).ok()?;
    let forms = spellings(text);
    let mut count = 0;
    let mut range = None;
    for line in maps.lines() {
        if let Some(new) = readable_range(line) {
            range = new;
        } else if let Some(size) = line.strip_prefix("Rss:").or_else(|| line.strip_prefix("Swap:"))
            && !size.trim().starts_with("0 ")
            && let Some((from, to)) = range.take()
        {
            for_each_present(&mut pagemap, from, to, &mut |start, length| {
                // A few bytes of the run before are not kept: a text across two runs is missed, never all of its copies.
                let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
                if memory.seek(SeekFrom::Start(start)).is_ok() && memory.read_exact(&mut bytes).is_ok() {
                    count += forms.iter().filter(|form| contains(&bytes, form)).count();
                }
            });
        }
    }
    Some(count)
}

/// The range that a heading of `smaps` begins: none inside for one that cannot be read; none at all for another line.
fn readable_range(line: &str) -> Option<Option<(u64, u64)>> {
    let (range, rest) = line.split_once(' ')?;
    let (from, to) = range.split_once('-')?;
    let range = (u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?);
    Some((rest.starts_with('r') && !line.ends_with("[vvar]")).then_some(range))
}

/// Calls `each` with runs of pages that are in memory or in swap.
fn for_each_present(pagemap: &mut File, from: u64, to: u64, each: &mut dyn FnMut(u64, u64)) {
    let mut at = from;
    let mut entries = vec![0; 8 * 65_536];
    while at < to {
        let pages = ((to - at) / PAGE).min(65_536);
        let wanted = &mut entries[..usize::try_from(pages * 8).unwrap_or(0)];
        if pagemap.seek(SeekFrom::Start(at / PAGE * 8)).is_err() || pagemap.read_exact(wanted).is_err() {
            return;
        }
        let present: Vec<bool> = wanted
            .chunks_exact(8)
            .map(|entry| entry[7] & 0b1100_0000 != 0)
            .collect();
        let mut page = 0;
        while page < pages {
            let run = (page..pages)
                .take_while(|page| present[usize::try_from(*page).unwrap_or(0)])
                .count() as u64;
            let run = run.min(RUN);
            if run > 0 {
                each(at + page * PAGE, run * PAGE);
            }
            page += run.max(1);
        }
        at += pages * PAGE;
    }
}
