//! The filter itself, as the kernel runs it: an allow-list for `socket()`, everything else untouched.
//!
//! Written out instead of composed, because it needs three answers (kill, `ENOSYS`, `EAFNOSUPPORT`) and the x32 check,
//! which seccompiler's rule language has not; fifteen lines can be read in one go.

use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketType, socket};
use seccompiler::sock_filter;

#[cfg(target_arch = "x86_64")]
const OUR_ARCH: u32 = 0xc000_003e; // AUDIT_ARCH_X86_64, linux/audit.h
#[cfg(target_arch = "aarch64")]
const OUR_ARCH: u32 = 0xc000_00b7; // AUDIT_ARCH_AARCH64

/// x32 calls on x86-64 carry this bit and would pass as unknown numbers; no other call number reaches it.
const X32_BIT: u32 = 0x4000_0000;

/// A family that does not exist and the error that no kernel gives for it: how the filter knows itself again.
/// Change the number whenever the program changes.
const MARK: u16 = 0x5a01;
const MARK_ANSWER: Errno = Errno::DOTDOT;

// Offsets in `struct seccomp_data` (linux/seccomp.h): nr, arch, instruction pointer, six 64-bit arguments.
const NUMBER: u32 = 0;
const ARCH: u32 = 4;
/// Low half of the first argument on a little-endian machine: the kernel reads the family as a 32-bit `int`.
const FAMILY: u32 = 16;

// Instruction codes, linux/bpf_common.h: load a word from the data, jump if equal, jump if at least, return.
const LOAD: u16 = 0x20;
const IF_EQUAL: u16 = 0x15;
const IF_AT_LEAST: u16 = 0x35;
const ANSWER: u16 = 0x06;

/// The program: `jt` and `jf` are how many lines to skip when the comparison holds or not.
pub(super) fn program() -> Vec<sock_filter> {
    let line = |code: u16, k: u32, jt: u8, jf: u8| sock_filter { code, jt, jf, k };
    let load = |offset: u32| line(LOAD, offset, 0, 0);
    let answer = |action: u32| line(ANSWER, action, 0, 0);
    let refuse = |errno: i32| answer(libc::SECCOMP_RET_ERRNO | errno.unsigned_abs());
    vec![
        // Another architecture has other call numbers and a `socketcall` that cannot be inspected: no such call at all.
        load(ARCH),
        line(IF_EQUAL, OUR_ARCH, 1, 0),
        answer(libc::SECCOMP_RET_KILL_PROCESS),
        load(NUMBER),
        line(IF_AT_LEAST, X32_BIT, 2, 0),
        // io_uring can open sockets without `socket()`: its ring must not come to be. ENOSYS makes libraries fall back.
        line(IF_EQUAL, number(libc::SYS_io_uring_setup), 1, 0),
        line(IF_EQUAL, number(libc::SYS_socket), 1, 7),
        refuse(libc::ENOSYS),
        load(FAMILY),
        // X11, D-Bus and the web view's processes.
        line(IF_EQUAL, family(libc::AF_UNIX), 4, 0),
        // Asks the kernel about its own interfaces and devices; carries nothing out. GLib's monitors want it.
        line(IF_EQUAL, family(libc::AF_NETLINK), 3, 0),
        line(IF_EQUAL, u32::from(MARK), 1, 0),
        refuse(libc::EAFNOSUPPORT),
        refuse(MARK_ANSWER.raw_os_error()),
        answer(libc::SECCOMP_RET_ALLOW),
    ]
}

/// Whether this very filter already answers, from before a re-execution.
pub(super) fn stands() -> bool {
    socket(AddressFamily::from_raw(MARK), SocketType::DGRAM, None).err() == Some(MARK_ANSWER)
}

fn number(call: libc::c_long) -> u32 {
    u32::try_from(call).expect("call numbers are small and positive")
}

fn family(constant: libc::c_int) -> u32 {
    constant.unsigned_abs()
}
