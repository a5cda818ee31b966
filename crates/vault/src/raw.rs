//! The one place of this half where memory is reinterpreted. It keeps no state and hands out no pointers.
#![expect(
    unsafe_code,
    reason = "Argon2 works on its own block type, and its memory must lie in pages of ours"
)]

use argon2::Block;

/// The whole blocks inside `bytes`, in place.
pub(crate) fn as_blocks(bytes: &mut [u8]) -> &mut [Block] {
    // SAFETY: `Block` is a plain array of `u64` (any bit pattern is a valid value, no padding, no drop), and `align_to_mut`
    // itself keeps the alignment and the bounds; the borrow of `bytes` is held as long as the result.
    let (_, blocks, _) = unsafe { bytes.align_to_mut::<Block>() };
    blocks
}
