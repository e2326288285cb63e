//! The figures of a load, as a line of a table.

use std::fmt;

use crate::ceiling::Ceiling;
use crate::drive::Done;
use crate::process::Reading;

/// A load with what the server used for it.
pub(crate) struct Measured {
    pub(crate) done: Done,
    pub(crate) before: Reading,
    pub(crate) after: Reading,
}

impl Measured {
    /// How many successes in a second.
    pub(crate) fn per_second(&self) -> f64 {
        let (_, time) = self.after.busy_since(&self.before);
        self.done.answered() / time.as_secs_f64()
    }
}

/// A line of the table.
pub(crate) struct Row<'a> {
    pub(crate) name: &'a str,
    pub(crate) measured: &'a Measured,
    pub(crate) ceiling: Ceiling,
}

impl Row<'_> {
    pub(crate) fn head() -> String {
        format!(
            "{:<22} {:>8} {:>9} {:>9} {:>9} {:>9} {:>9} {:>8} {:>7} {:>6} {:>16}",
            "load",
            "done/s",
            "of orders",
            "of single",
            "p50 ms",
            "p99 ms",
            "max ms",
            "shed",
            "failed",
            "CPUs",
            "memory MiB"
        )
    }
}

impl fmt::Display for Row<'_> {
    fn fmt(&self, line: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Measured { done, before, after } = self.measured;
        let (busy, _) = after.busy_since(before);
        let rate = self.measured.per_second();
        let milliseconds = |micros: u64| micros as f64 / 1000.0;
        let latency = |quantile| milliseconds(done.latency.value_at_quantile(quantile));
        write!(
            line,
            "{:<22} {rate:>8.0} {:>8.0}% {:>8.0}% {:>9.1} {:>9.1} {:>9.1} {:>8} {:>7} {busy:>6.2} {:>7.0} → {:<6.0}",
            self.name,
            100.0 * rate / self.ceiling.orders,
            100.0 * rate / self.ceiling.single,
            latency(0.5),
            latency(0.99),
            milliseconds(done.latency.max()),
            done.shed,
            done.failed,
            before.memory,
            after.memory
        )
    }
}
