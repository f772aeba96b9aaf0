//! How far a long run has come: a line on a terminal with rate and time left, and silence everywhere else.
//!
//! Comes in: how much there is and how much was done. Goes out: nothing that a program reads. Short runs show nothing.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Runs shorter than this show nothing.
const SHORT: Duration = Duration::from_millis(700);

/// What is shown where it is known how much there is, and where it is not.
const MEASURED: &str = "{bar:30} {bytes} of {total_bytes} · {binary_bytes_per_sec} · {eta} left · {msg}";
const OPEN: &str = "{spinner} {bytes} · {binary_bytes_per_sec} · {elapsed} · {msg}";

/// How far a run has come.
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
    shown: bool,
}

impl Progress {
    /// Begins a run over `total` bytes, where that is known. Nothing is ever shown if it is not `wanted`, or where standard error is no terminal.
    pub fn begin(wanted: bool, total: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = if total.is_some() { MEASURED } else { OPEN };
        bar.set_style(ProgressStyle::with_template(template).expect("the template is well-formed"));
        Self { bar, begun: Instant::now(), shown: !wanted }
    }

    /// Says that `bytes` more are done, and what came of all so far.
    pub fn advance(&mut self, bytes: u64, message: String) {
        self.bar.inc(bytes);
        self.bar.set_message(message);
        if !self.shown && self.begun.elapsed() > SHORT {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Takes the line away while something else is printed.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// Takes the line away for good.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
