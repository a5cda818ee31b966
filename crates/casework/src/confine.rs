//! What this process takes away from itself before it does anything else.
//!
//! [`process`] is called first thing in `main`, in the window and in the terminal, before any thread exists: no memory
//! dump, no debugger, and a kernel filter that refuses every internet socket. Children inherit the filter, so the web
//! view's processes cannot speak either. It does not sandbox the file system.
//! Invariant: there is no switch that loosens a filter once it stands, and none that a user or an environment can set.

use std::fmt;

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod filter;

/// How far the network is refused on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confinement {
    /// The kernel refuses internet sockets to this process and its children.
    Kernel,
    /// This system has no such filter: only the page's policy and the dummy proxy stand in the way.
    PolicyOnly,
}

/// Why a process could not be confined. It must not go on.
#[derive(Debug, thiserror::Error)]
pub enum ConfineError {
    /// Memory dumps or debuggers could not be refused.
    #[error("this process could not refuse memory dumps: {0}")]
    Memory(std::io::Error),
    /// The kernel did not take the filter.
    #[error("the kernel did not take the network filter")]
    Filter,
    /// The filter was taken, yet an internet socket still opened.
    #[error("an internet socket could still be opened")]
    StillOpen,
}

/// Refuses memory dumps, debuggers and internet sockets for this process and its children.
///
/// # Errors
/// A process that could not be confined must end: see [`ConfineError`].
pub fn process() -> Result<Confinement, ConfineError> {
    memory()?;
    network()
}

/// Refuses memory dumps and debuggers only: for the window's test build, whose `WebDriver` needs a loopback socket.
///
/// # Errors
/// [`ConfineError::Memory`] when the kernel refuses.
pub fn memory() -> Result<(), ConfineError> {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
        set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(|errno| ConfineError::Memory(errno.into()))?;
        // One byte and not zero: with a piped core_pattern (apport, systemd-coredump) the kernel ignores a limit of 0
        // and pipes the whole memory of a crashed web process out; exactly 1 makes it stop (core(5)).
        let one = Rlimit {
            current: Some(1),
            maximum: Some(1),
        };
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        setrlimit(Resource::Core, one)
            // A parent may have lowered the hard limit to 0 already; then 0 is what can be had.
            .or_else(|_| setrlimit(Resource::Core, none))
            .map_err(|errno| ConfineError::Memory(errno.into()))?;
    }
    Ok(())
}

/// Refuses internet sockets. Does nothing when a filter from before a re-execution still stands: filters survive `exec`
/// and pile up, and some hundred locks later the kernel would take no more of them.
fn network() -> Result<Confinement, ConfineError> {
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
    {
        if !filter::stands() {
            seccompiler::apply_filter_all_threads(&filter::program()).map_err(|_| ConfineError::Filter)?;
        }
        if self_test().all_refused() {
            Ok(Confinement::Kernel)
        } else {
            Err(ConfineError::StillOpen)
        }
    }
    #[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
    {
        Ok(Confinement::PolicyOnly)
    }
}

/// A kind of socket that could leave this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SocketFamily {
    /// `AF_INET`
    Ipv4,
    /// `AF_INET6`
    Ipv6,
    /// `AF_PACKET`: raw frames on the wire.
    Packet,
}

/// What became of one attempt to open a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The kernel said that it knows no such family: our filter's answer.
    Refused,
    /// It failed with another error number: nothing opened, but not by our filter.
    Failed(i32),
    /// A socket was opened.
    Opened,
}

/// What happened when this process tried to reach a network, family by family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfTest {
    /// Each family once, in a fixed order.
    pub attempts: Vec<(SocketFamily, Answer)>,
}

impl SelfTest {
    /// Whether our filter refused every family.
    #[must_use]
    pub fn all_refused(&self) -> bool {
        self.attempts.iter().all(|(_, answer)| *answer == Answer::Refused)
    }
}

/// Tries to open an IPv4, an IPv6 and a packet socket and says what happened. Nothing is sent.
#[must_use]
pub fn self_test() -> SelfTest {
    let families = [SocketFamily::Ipv4, SocketFamily::Ipv6, SocketFamily::Packet];
    SelfTest {
        attempts: families
            .into_iter()
            .map(|family| (family, try_socket(family)))
            .collect(),
    }
}

#[cfg(target_os = "linux")]
fn try_socket(family: SocketFamily) -> Answer {
    use rustix::io::Errno;
    use rustix::net::{AddressFamily, SocketType, socket};
    let (address, kind) = match family {
        SocketFamily::Ipv4 => (AddressFamily::INET, SocketType::DGRAM),
        SocketFamily::Ipv6 => (AddressFamily::INET6, SocketType::DGRAM),
        SocketFamily::Packet => (AddressFamily::PACKET, SocketType::RAW),
    };
    match socket(address, kind, None) {
        Ok(_) => Answer::Opened,
        Err(Errno::AFNOSUPPORT) => Answer::Refused,
        Err(errno) => Answer::Failed(errno.raw_os_error()),
    }
}

#[cfg(not(target_os = "linux"))]
fn try_socket(family: SocketFamily) -> Answer {
    let bind_to = match family {
        SocketFamily::Ipv4 => "127.0.0.1:0",
        SocketFamily::Ipv6 => "[::1]:0",
        SocketFamily::Packet => return Answer::Failed(0),
    };
    match std::net::UdpSocket::bind(bind_to) {
        Ok(_) => Answer::Opened,
        Err(error) => Answer::Failed(error.raw_os_error().unwrap_or(0)),
    }
}

impl fmt::Display for SocketFamily {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ipv4 => "IPv4",
            Self::Ipv6 => "IPv6",
            Self::Packet => "packet",
        })
    }
}
