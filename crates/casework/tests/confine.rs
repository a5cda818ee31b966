//! The filter, tried in child processes: it can never be taken off again, so no test may put it on itself.

#![cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]

use sandyq_casework::confine::{Answer, Confinement, SocketFamily, self_test};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};

/// Runs one of the ignored tests below as the only test of a fresh process.
fn in_a_child(test: &str) -> Output {
    let program = std::env::current_exe().expect("a test has a program");
    Command::new(program)
        .args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"])
        .output()
        .expect("the test program starts")
}

fn confined_in_a_child(test: &str) {
    let output = in_a_child(test);
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn confine() {
    assert_eq!(
        sandyq_casework::confine::process().expect("this kernel takes the filter"),
        Confinement::Kernel
    );
}

#[test]
fn without_the_filter_the_self_test_opens_a_socket() {
    // The positive control: a self-test that always says "refused" would prove nothing.
    assert!(self_test().attempts.contains(&(SocketFamily::Ipv4, Answer::Opened)));
}

#[test]
fn a_confined_process_opens_no_internet_socket() {
    confined_in_a_child("child_opens_no_internet_socket");
}

#[test]
#[ignore = "runs in a child process"]
fn child_opens_no_internet_socket() {
    confine();
    assert!(self_test().all_refused());
    #[expect(clippy::disallowed_types, reason = "here it must fail")]
    let listening = std::net::TcpListener::bind("127.0.0.1:0");
    assert!(listening.is_err());
    assert!(std::net::UdpSocket::bind("[::1]:0").is_err());
    // Every family but the two allowed ones, with the upper half of the argument set too.
    for family in (0..64_i64).filter(|family| ![1, 16].contains(family)) {
        assert_eq!(
            raw_errno(libc::SYS_socket, family),
            libc::EAFNOSUPPORT,
            "family {family}"
        );
        assert_eq!(
            raw_errno(libc::SYS_socket, family | (1 << 32)),
            libc::EAFNOSUPPORT,
            "family {family}, upper half set"
        );
    }
}

#[test]
fn a_confined_process_still_has_local_sockets() {
    confined_in_a_child("child_has_local_sockets");
}

#[test]
#[ignore = "runs in a child process"]
fn child_has_local_sockets() {
    confine();
    std::os::unix::net::UnixDatagram::unbound().expect("X11 and D-Bus need Unix sockets");
}

#[test]
fn threads_and_children_inherit_the_filter() {
    confined_in_a_child("child_hands_the_filter_on");
}

#[test]
#[ignore = "runs in a child process"]
fn child_hands_the_filter_on() {
    // A thread from before: the filter reaches it as well.
    let (ready, wait) = std::sync::mpsc::channel();
    let earlier = std::thread::spawn(move || {
        wait.recv().expect("the other end is alive");
        self_test()
    });
    confine();
    ready.send(()).expect("the thread waits");
    assert!(earlier.join().expect("the thread ends well").all_refused());
    let output = in_a_child("grandchild_is_refused");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
#[ignore = "runs in a grandchild process"]
fn grandchild_is_refused() {
    assert!(self_test().all_refused());
}

#[test]
fn a_thousand_re_executions_do_not_pile_filters_up() {
    confined_in_a_child("child_confines_itself_twice");
}

#[test]
#[ignore = "runs in a child process"]
fn child_confines_itself_twice() {
    confine();
    let once = status_line("Seccomp_filters:");
    confine();
    assert_eq!(status_line("Seccomp_filters:"), once);
}

#[test]
fn a_confined_process_has_no_io_uring() {
    confined_in_a_child("child_has_no_io_uring");
}

#[test]
#[ignore = "runs in a child process"]
fn child_has_no_io_uring() {
    confine();
    assert_eq!(raw_errno(libc::SYS_io_uring_setup, 1), libc::ENOSYS);
}

#[test]
fn a_confined_process_cannot_be_dumped() {
    confined_in_a_child("child_cannot_be_dumped");
}

#[test]
#[ignore = "runs in a child process"]
fn child_cannot_be_dumped() {
    confine();
    let limits = std::fs::read_to_string("/proc/self/limits").expect("the kernel shows the limits");
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .expect("core has a limit");
    assert!(core.split_whitespace().any(|word| word == "1" || word == "0"), "{core}");
    assert_eq!(
        rustix::process::dumpable_behavior(),
        Ok(rustix::process::DumpableBehavior::NotDumpable)
    );
}

#[test]
#[cfg(target_arch = "x86_64")]
fn calls_of_another_architecture_end_the_process() {
    let output = in_a_child("child_calls_as_32_bit");
    assert_eq!(
        output.status.signal(),
        Some(libc::SIGSYS),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
#[ignore = "runs in a child process, which it ends"]
#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "a 32-bit system call cannot be made otherwise")]
fn child_calls_as_32_bit() {
    confine();
    // getpid (20) through the 32-bit gate: harmless if it were answered.
    unsafe { std::arch::asm!("int 0x80", inlateout("eax") 20 => _, options(nostack)) };
}

#[test]
fn x32_calls_are_refused() {
    confined_in_a_child("child_calls_as_x32");
}

#[test]
#[ignore = "runs in a child process"]
fn child_calls_as_x32() {
    confine();
    assert_eq!(raw_errno(libc::SYS_socket | 0x4000_0000, 2), libc::ENOSYS);
}

#[expect(unsafe_code, reason = "arguments that the safe wrappers cannot express")]
fn raw_errno(call: i64, first: i64) -> i32 {
    let answer = unsafe { libc::syscall(call, first, libc::SOCK_DGRAM, 0) };
    assert_eq!(answer, -1, "call {call} with {first} succeeded");
    std::io::Error::last_os_error()
        .raw_os_error()
        .expect("a failed call leaves a number")
}

fn status_line(name: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").expect("the kernel shows the status");
    status
        .lines()
        .find(|line| line.starts_with(name))
        .expect("the line is there")
        .to_owned()
}
