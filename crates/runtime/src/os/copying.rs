//! Copying memory in static Linux programs on x86-64.
//!
//! The functions of musl copy by string instructions, whose start takes longer than all of a short copy. Nearly all copies
//! are short: names, digits, a few values. Here these are a few loads of 16 bytes and as many stores, and string
//! instructions copy what is long.

#![expect(unsafe_code, reason = "implements functions of the C library")]

use std::arch::asm;

/// As many bytes as one register takes.
const BLOCK: usize = size_of::<u128>();
/// Bytes from which on string instructions are faster.
const LONG: usize = 2048;

/// The C library's function of this name, which the compiler calls, too.
///
/// # Safety
/// `from` is readable and `to` writable for `n` bytes, which do not overlap.
#[cfg_attr(not(test), unsafe(no_mangle))]
unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { if n <= 2 * BLOCK { copy_short(to, from, n) } else { copy_upward(to, from, n) } }
    to
}

/// The C library's function of this name, which the compiler calls, too.
///
/// # Safety
/// `from` is readable and `to` writable for `n` bytes.
#[cfg_attr(not(test), unsafe(no_mangle))]
unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise; a copy upward is right unless the target begins inside of the source.
    unsafe {
        if n <= 2 * BLOCK {
            copy_short(to, from, n);
        } else if to.addr().wrapping_sub(from.addr()) >= n {
            copy_upward(to, from, n);
        } else {
            copy_downward(to, from, n);
        }
    }
    to
}

/// Copies two parts that together cover the bytes. Both are loaded before one is stored, so that they may overlap.
///
/// # Safety
/// `from` is readable and `to` writable for `n` bytes. `T` is plain data no longer than `n` bytes, which are no longer than
/// two of it.
#[inline(always)]
unsafe fn copy_ends<T: Copy>(to: *mut u8, from: *const u8, n: usize) {
    let last = n - size_of::<T>();
    // SAFETY: both parts lie inside the bytes.
    unsafe {
        let head = from.cast::<T>().read_unaligned();
        let tail = from.add(last).cast::<T>().read_unaligned();
        to.cast::<T>().write_unaligned(head);
        to.add(last).cast::<T>().write_unaligned(tail);
    }
}

/// Copies up to two blocks, which may overlap.
///
/// # Safety
/// `from` is readable and `to` writable for `n` bytes, `n` at most two blocks.
#[inline(always)]
unsafe fn copy_short(to: *mut u8, from: *const u8, n: usize) {
    // SAFETY: the caller's promise; no part is longer than the bytes.
    unsafe {
        match n {
            0 => {}
            1 => *to = *from,
            2..4 => copy_ends::<u16>(to, from, n),
            4..8 => copy_ends::<u32>(to, from, n),
            8..16 => copy_ends::<u64>(to, from, n),
            _ => copy_ends::<u128>(to, from, n),
        }
    }
}

/// Copies more than a block from the first byte on; the target does not begin inside of the source.
///
/// # Safety
/// `from` is readable and `to` writable for `n` bytes, `n` at least a block.
#[inline(always)]
unsafe fn copy_upward(to: *mut u8, from: *const u8, n: usize) {
    // SAFETY: all that is copied lies inside the bytes. The last block is loaded before anything is stored over it. The
    // direction of string instructions is upward wherever functions are called.
    unsafe {
        let tail = from.add(n - BLOCK).cast::<u128>().read_unaligned();
        if n >= LONG && from.addr().wrapping_sub(to.addr()) >= n {
            asm!(
                "rep movsq",
                inout("rcx") n / 8 => _,
                inout("rdi") to => _,
                inout("rsi") from => _,
                options(nostack, preserves_flags)
            );
        } else {
            let mut at = 0;
            while at + BLOCK < n {
                let block = from.add(at).cast::<u128>().read_unaligned();
                to.add(at).cast::<u128>().write_unaligned(block);
                at += BLOCK;
            }
        }
        to.add(n - BLOCK).cast::<u128>().write_unaligned(tail);
    }
}

/// Copies more than a block from the last byte on; the source does not begin inside of the target.
///
/// # Safety
/// As for [`copy_upward`].
#[inline(always)]
unsafe fn copy_downward(to: *mut u8, from: *const u8, n: usize) {
    // SAFETY: all blocks lie inside the bytes. The first one is loaded before anything is stored over it.
    unsafe {
        let head = from.cast::<u128>().read_unaligned();
        let mut at = n;
        while at > BLOCK {
            at -= BLOCK;
            let block = from.add(at).cast::<u128>().read_unaligned();
            to.add(at).cast::<u128>().write_unaligned(block);
        }
        to.cast::<u128>().write_unaligned(head);
    }
}

#[cfg(test)]
mod tests {
    use super::{LONG, memcpy, memmove};

    const LEN: usize = 512;

    fn numbered() -> Vec<u8> {
        (0..LEN).map(|n| (n * 7 + n / 256) as u8).collect()
    }

    #[test]
    fn bytes_that_overlap_are_moved_as_if_through_a_copy() {
        for n in (0..80).chain([127, 128, 129, 200]) {
            for from in [0, 1, 15, 16, 100, 133] {
                for to in (0..180).chain([200, 250]) {
                    let (mut expected, mut bytes) = (numbered(), numbered());
                    expected.copy_within(from..from + n, to);
                    let start = bytes.as_mut_ptr();
                    // SAFETY: both parts end below the length.
                    let result = unsafe { memmove(start.add(to), start.add(from), n) };
                    assert_eq!(result.addr(), start.addr() + to);
                    assert_eq!(bytes, expected, "{n} bytes from {from} to {to}");
                }
            }
        }
    }

    #[test]
    fn bytes_elsewhere_are_copied_and_no_others() {
        let source = numbered();
        for n in 0..300 {
            for at in [0, 1, 8, 17] {
                check_copy(&source, n, at);
            }
        }
    }

    #[test]
    #[cfg_attr(miri, ignore = "string instructions are none of Rust's")]
    fn long_copies_are_as_short_ones() {
        let source: Vec<u8> = numbered().repeat(LONG / LEN + 2);
        for n in (LONG - 20)..(LONG + 20) {
            check_copy(&source, n, n % 11);
        }
        let mut bytes = source.clone();
        let start = bytes.as_mut_ptr();
        // SAFETY: both parts end below the length.
        unsafe { memmove(start, start.add(9), LONG + 100) };
        assert_eq!(bytes[..LONG + 100], source[9..LONG + 109]);
    }

    fn check_copy(source: &[u8], n: usize, at: usize) {
        let mut target = vec![0; source.len() + LEN];
        // SAFETY: both parts end below the length.
        unsafe { memcpy(target.as_mut_ptr().add(at), source.as_ptr().add(3), n) };
        assert_eq!(target[at..at + n], source[3..3 + n]);
        assert!(target[..at].iter().chain(&target[at + n..]).all(|&byte| byte == 0));
    }
}
