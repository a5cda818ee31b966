//! No network, no inspector, no driver.

use crate::stage::{Display, Home, Program};
use std::collections::BTreeSet;
use std::fs;

fn status_of(process: u32, name: &str) -> String {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .unwrap_or_default();
    line.trim_start_matches(':').trim().to_owned()
}

/// The inodes of every internet or packet socket on this machine.
fn network_sockets() -> BTreeSet<String> {
    let mut inodes = BTreeSet::new();
    for (table, column) in [
        ("tcp", 9),
        ("tcp6", 9),
        ("udp", 9),
        ("udp6", 9),
        ("raw", 9),
        ("raw6", 9),
        ("packet", 8),
    ] {
        let lines = fs::read_to_string(format!("/proc/net/{table}")).unwrap_or_default();
        inodes.extend(
            lines
                .lines()
                .skip(1)
                .filter_map(|line| line.split_ascii_whitespace().nth(column).map(str::to_owned)),
        );
    }
    inodes
}

/// The inodes of the sockets that a process holds.
fn sockets_of(process: u32) -> BTreeSet<String> {
    let Ok(open) = fs::read_dir(format!("/proc/{process}/fd")) else {
        return BTreeSet::new();
    };
    let links = open.flatten().filter_map(|entry| fs::read_link(entry.path()).ok());
    let names = links.map(|link| link.to_string_lossy().into_owned());
    names
        .filter_map(|name| Some(name.strip_prefix("socket:[")?.trim_end_matches(']').to_owned()))
        .collect()
}

#[test]
fn the_window_draws_and_every_process_of_it_is_under_the_filter() {
    let _alone = crate::alone();
    let (display, home) = (Display::start(1366, 768), Home::make());
    let mut program = Program::start(&display, &home);
    program.drawn(&display);
    let family = program.family();
    assert!(family.len() >= 3, "program, network process, page process: {family:?}");
    for process in family {
        assert_eq!(status_of(process, "Seccomp"), "2", "process {process}");
        assert_eq!(status_of(process, "NoNewPrivs"), "1", "process {process}");
    }
}

#[test]
fn no_process_of_the_window_holds_a_network_socket() {
    // The positive control: a socket of this test is seen.
    let mine = std::net::UdpSocket::bind("127.0.0.1:0").expect("the test may");
    assert!(!sockets_of(std::process::id()).is_disjoint(&network_sockets()));
    drop(mine);

    let _alone = crate::alone();
    let (display, home) = (Display::start(1366, 768), Home::make());
    let mut program = Program::start(&display, &home);
    program.drawn(&display);
    for process in program.family() {
        let held = sockets_of(process);
        assert!(
            !held.is_empty(),
            "process {process} holds local sockets at least: else nothing was looked at"
        );
        assert_eq!(held.intersection(&network_sockets()).count(), 0, "process {process}");
    }
}

#[test]
#[expect(
    clippy::disallowed_types,
    reason = "the test knocks from outside, where a debugger would"
)]
fn the_environment_cannot_open_the_page_to_an_inspector_or_a_driver() {
    let _alone = crate::alone();
    let (display, home) = (Display::start(1366, 768), Home::make());
    let openings = [
        "TAURI_WEBVIEW_AUTOMATION",
        "WEBKIT_INSPECTOR_SERVER",
        "WEBKIT_INSPECTOR_HTTP_SERVER",
    ];
    let wishes = [
        (openings[0], "true"),
        (openings[1], "127.0.0.1:19222"),
        (openings[2], "127.0.0.1:19223"),
    ];
    let mut program = Program::start_with(&display, &home, &wishes);
    program.drawn(&display);
    for process in program.family().into_iter().filter(|process| *process != program.id()) {
        let environment = fs::read(format!("/proc/{process}/environ")).expect("it is our grandchild");
        let environment = String::from_utf8_lossy(&environment);
        for name in openings {
            assert!(!environment.contains(name), "process {process} was told {name}");
        }
    }
    for port in [19222, 19223] {
        assert!(
            std::net::TcpStream::connect(("127.0.0.1", port)).is_err(),
            "something listens on {port}"
        );
    }
}

#[test]
fn anything_but_a_vault_folder_on_the_command_line_is_refused() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_sandyq-window"))
        .arg("--inspect")
        .output();
    let output = output.expect("the window was built");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "sandyq-window: usage: sandyq-window [--vault DIR]\n"
    );
}
