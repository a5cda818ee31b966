//! Memory for secrets: whole pages of our own that are kept out of swap and core dumps, wiped and given back on drop.
//!
//! Nothing secret here derives `Debug` or `Clone`: a copy is made on purpose or not at all.

use memmap2::MmapMut;
use std::io;
use std::ops::{Deref, DerefMut};
use zeroize::Zeroize;

/// A fixed number of secret bytes in locked pages.
pub struct Locked {
    pages: MmapMut,
    len: usize,
}

impl Locked {
    /// Zeroes in fresh pages. Locking is best effort: a system that allows no locked memory must still open its vault.
    ///
    /// # Errors
    /// The system has no memory left.
    pub fn zeroed(len: usize) -> io::Result<Self> {
        let pages = unshared_pages(len)?;
        let _ = pages.lock();
        Ok(Self { pages, len })
    }

    /// Random bytes from the operating system.
    ///
    /// # Errors
    /// No memory, or no random source.
    pub fn make_random(len: usize) -> io::Result<Self> {
        let mut fresh = Self::zeroed(len)?;
        fill_random(&mut fresh)?;
        Ok(fresh)
    }

    /// A copy of `bytes`; the caller wipes the original.
    ///
    /// # Errors
    /// No memory.
    pub fn copy_of(bytes: &[u8]) -> io::Result<Self> {
        let mut fresh = Self::zeroed(bytes.len())?;
        fresh.copy_from_slice(bytes);
        Ok(fresh)
    }
}

impl Deref for Locked {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.pages[..self.len]
    }
}

impl DerefMut for Locked {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.pages[..self.len]
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        self.pages.zeroize();
    }
}

/// Fresh zeroed pages that no core dump contains; dropping them returns them to the system at once.
pub(crate) fn unshared_pages(len: usize) -> io::Result<MmapMut> {
    let pages = MmapMut::map_anon(len.max(1))?;
    #[cfg(target_os = "linux")]
    let _ = pages.advise(memmap2::Advice::DontDump);
    Ok(pages)
}

/// Fills `bytes` from the operating system's random source.
pub(crate) fn fill_random(bytes: &mut [u8]) -> io::Result<()> {
    getrandom::fill(bytes).map_err(|_| io::Error::other("the system gives no random numbers"))
}
