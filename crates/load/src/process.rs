//! What a process uses, as Linux counts it in `/proc`.

use std::fs;
use std::time::{Duration, Instant};

use crate::Stopped;

/// How often in a second Linux counts the time of a process, for every program alike.
const TICKS: f64 = 100.0;

/// A process that runs.
pub(crate) struct Process(pub(crate) u32);

/// What it has used up to an instant.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    at: Instant,
    cpu: f64,
    /// In MiB.
    pub(crate) memory: f64,
}

impl Process {
    pub(crate) fn reading(&self) -> Result<Reading, Stopped> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0))?;
        // The name before the bracket may have spaces in it.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |place: usize| fields.get(place).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or_default();
        let status = fs::read_to_string(format!("/proc/{}/status", self.0))?;
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"));
        let memory = resident.and_then(|kib| kib.trim().parse::<f64>().ok()).unwrap_or_default() / 1024.0;
        Ok(Reading { at: Instant::now(), cpu: (ticks(11) + ticks(12)) / TICKS, memory })
    }
}

impl Reading {
    /// How many processors it kept busy since an earlier reading, and in which time.
    pub(crate) fn busy_since(&self, earlier: &Self) -> (f64, Duration) {
        let time = self.at.duration_since(earlier.at);
        ((self.cpu - earlier.cpu) / time.as_secs_f64(), time)
    }
}
