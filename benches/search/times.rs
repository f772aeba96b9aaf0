//! Times of many queries: what is typical, and what the slow ones take.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// A query is run so often, or until it has taken so long.
const RUNS: usize = 3;
const ENOUGH: Duration = Duration::from_millis(300);

/// The median of several runs of `run`, after one that is not counted.
pub fn median_of<T>(mut run: impl FnMut() -> T) -> Duration {
    black_box(run());
    let (mut times, begun) = (Vec::new(), Instant::now());
    while times.len() < RUNS && (times.is_empty() || begun.elapsed() < ENOUGH) {
        let begun = Instant::now();
        black_box(run());
        times.push(begun.elapsed());
    }
    Times::new(times).at(0.5)
}

/// Times in ascending order.
#[derive(Debug, Clone, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    pub fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time within which this share of them lies (nearest rank).
    pub fn at(&self, share: f64) -> Duration {
        let rank = (share * self.0.len() as f64).ceil().max(1.0) as usize;
        self.0.get(rank - 1).copied().unwrap_or_default()
    }

    pub fn max(&self) -> Duration {
        self.0.last().copied().unwrap_or_default()
    }
}

impl FromIterator<Duration> for Times {
    fn from_iter<I: IntoIterator<Item = Duration>>(times: I) -> Self {
        Self::new(times.into_iter().collect())
    }
}

/// Milliseconds with as many digits as say something.
pub fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    match ms {
        0.0..1.0 => format!("{ms:.2}"),
        1.0..100.0 => format!("{ms:.1}"),
        _ => format!("{ms:.0}"),
    }
}
