//! The clocks, read here and nowhere below: the verbs are told the time.

use rustix::time::{ClockId, clock_gettime};
use sandyq_casework::Host;
use sandyq_domain::Timestamp;
use std::time::Duration;

/// What the verbs are told of this computer: the time, and its own mark, which they only hash.
pub fn host() -> Host {
    // Without a machine id (some containers) the vault cannot notice that it was copied to another computer.
    let machine_mark = std::fs::read("/etc/machine-id").unwrap_or_default();
    Host { now, machine_mark }
}

/// The time of day.
pub fn now() -> Timestamp {
    let time = clock_gettime(ClockId::Realtime);
    Timestamp::from_millis(time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
}

/// Time since the computer started, sleep included: an idle timer that sleeps with the laptop would never lock it.
pub fn since_boot() -> Duration {
    duration(ClockId::Boottime)
}

/// How long the computer has slept since it started.
pub fn asleep() -> Duration {
    since_boot().saturating_sub(duration(ClockId::Monotonic))
}

fn duration(clock: ClockId) -> Duration {
    // Both clocks start at zero and never go back, so the conversion cannot fail.
    Duration::try_from(clock_gettime(clock)).unwrap_or_default()
}
