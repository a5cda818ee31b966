//! One chunk of a payload: <https://c2sp.org/age#payload>.
//!
//! ChaCha20-Poly1305 comes from OpenSSL, which wipes its copy of the key. What this module keeps: a nonce is made from
//! the chunk's number and nothing else, and a plaintext that was not authenticated is wiped before anybody sees it.

use std::io;

use openssl::cipher::Cipher;
use openssl::cipher_ctx::CipherCtx;
use openssl::error::ErrorStack;
use zeroize::{Zeroize, Zeroizing};

/// Bytes of plaintext in every chunk but the last.
pub(crate) const CHUNK: usize = 64 * 1024;
/// Bytes of a chunk's authentication.
pub(crate) const TAG: usize = 16;
/// Bytes of a full chunk in the file.
pub(crate) const SEALED: usize = CHUNK + TAG;

/// The key of one payload. Never used for two.
#[derive(Clone)]
pub(crate) struct PayloadKey(
    // Boxed, so that handing it around leaves no copy behind.
    Box<Zeroizing<[u8; 32]>>,
);

impl PayloadKey {
    pub(crate) fn new(bytes: &Zeroizing<[u8; 32]>) -> Self {
        let mut key = Box::new(Zeroizing::new([0; 32]));
        key.copy_from_slice(bytes.as_slice());
        Self(key)
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// Seals chunks. The caller gives every number at most once.
pub(crate) struct Sealer(CipherCtx);

impl Sealer {
    pub(crate) fn new(key: &PayloadKey) -> io::Result<Self> {
        let mut context = CipherCtx::new().map_err(broken)?;
        context
            .encrypt_init(Some(Cipher::chacha20_poly1305()), Some(key.as_slice()), None)
            .map_err(broken)?;
        Ok(Self(context))
    }

    /// Seals `chunk` in place and writes its authentication to `tag`.
    pub(crate) fn seal(&mut self, number: u64, last: bool, chunk: &mut [u8], tag: &mut [u8]) -> io::Result<()> {
        let context = &mut self.0;
        let sealed = context
            .encrypt_init(None, None, Some(&nonce(number, last)))
            .and_then(|()| context.cipher_update_inplace(chunk, chunk.len()))
            .and_then(|_| context.cipher_final(&mut []))
            .and_then(|_| context.tag(tag));
        sealed.map_err(broken)
    }
}

/// Opens chunks, in any order.
pub(crate) struct Opener(CipherCtx);

impl Opener {
    pub(crate) fn new(key: &PayloadKey) -> io::Result<Self> {
        let mut context = CipherCtx::new().map_err(broken)?;
        context
            .decrypt_init(Some(Cipher::chacha20_poly1305()), Some(key.as_slice()), None)
            .map_err(broken)?;
        Ok(Self(context))
    }

    /// Opens `sealed`, which ends with its authentication, into the first bytes of `plain`, and returns how many they
    /// are; nothing when it is not authentic as this chunk.
    ///
    /// # Errors
    /// When OpenSSL itself fails: no damage of the file can cause that.
    fn open(&mut self, number: u64, last: bool, sealed: &[u8], plain: &mut [u8]) -> io::Result<Option<usize>> {
        let Some((sealed, tag)) = sealed.split_last_chunk::<TAG>() else {
            return Ok(None);
        };
        let plain = &mut plain[..sealed.len()];
        let context = &mut self.0;
        context
            .decrypt_init(None, None, Some(&nonce(number, last)))
            .and_then(|()| context.set_tag(tag))
            .and_then(|()| context.cipher_update(sealed, Some(plain)))
            .map_err(broken)?;
        if context.cipher_final(&mut []).is_ok() {
            Ok(Some(plain.len()))
        } else {
            plain.zeroize();
            Ok(None)
        }
    }

    /// As [`Opener::open`] for any chunk; also tells whether it is the last one.
    ///
    /// A short chunk can only be the last one. A full one is tried as the last one when it is not another.
    pub(crate) fn open_any(
        &mut self,
        number: u64,
        sealed: &[u8],
        plain: &mut [u8],
    ) -> io::Result<Option<(usize, bool)>> {
        if sealed.len() == SEALED
            && let Some(size) = self.open(number, false, sealed, plain)?
        {
            return Ok(Some((size, false)));
        }
        let size = self.open_last(number, sealed, plain)?;
        Ok(size.map(|size| (size, true)))
    }

    /// As [`Opener::open`] for the last chunk, which is empty only in an empty file.
    pub(crate) fn open_last(&mut self, number: u64, sealed: &[u8], plain: &mut [u8]) -> io::Result<Option<usize>> {
        let size = self.open(number, true, sealed, plain)?;
        Ok(size.filter(|size| *size > 0 || number == 0))
    }
}

/// 11 bytes of counter, big endian, and one that marks the last chunk.
fn nonce(number: u64, last: bool) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&number.to_be_bytes());
    nonce[11] = u8::from(last);
    nonce
}

fn broken(err: ErrorStack) -> io::Error {
    io::Error::other(err)
}
