//! What is shown while a person waits for long work, on standard error of a terminal and nowhere else.
//!
//! Comes in: what is being done and how much there is of it. Goes out: one line that comes after a moment, is drawn over, and is gone at the
//! end. Work that is done within the moment shows nothing.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::context::Context;

/// How long nothing is shown.
const MOMENT: Duration = Duration::from_millis(400);

/// How often the line is drawn where nothing else moves it.
const TICK: Duration = Duration::from_millis(120);

/// A line that says that work goes on; it is gone when this is dropped.
pub struct Waiting {
    bar: ProgressBar,
    /// Shows the line after a moment, unless the other end is gone by then.
    delay: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Context {
    /// Shows that `doing` goes on; of how many steps, where that is known. Without a terminal, and where nobody wants talk, it shows nothing.
    pub fn waiting(&self, doing: &'static str, steps: Option<usize>) -> Waiting {
        let (steps, template) = match steps {
            Some(steps) => (Some(steps as u64), "{msg} {pos} of {len} {wide_bar} {elapsed}"),
            None => (None, "{spinner} {msg} {elapsed}"),
        };
        let style = ProgressStyle::with_template(template).expect("the templates above are well formed").progress_chars("━╸ ");
        let bar = ProgressBar::with_draw_target(steps, ProgressDrawTarget::hidden()).with_style(style).with_message(doing);
        let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        let shown = io::stderr().is_terminal() && !self.global.quiet && !dumb;
        let delay = shown.then(|| show_after_a_moment(bar.clone()));
        Waiting { bar, delay }
    }
}

fn show_after_a_moment(bar: ProgressBar) -> (Sender<()>, JoinHandle<()>) {
    let (sender, receiver) = mpsc::channel();
    let show = move || {
        if receiver.recv_timeout(MOMENT) == Err(RecvTimeoutError::Timeout) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
    };
    (sender, thread::spawn(show))
}

impl Waiting {
    /// One step is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Does what prints, with the line out of the way.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.delay.take() {
            drop(sender);
            // A thread that only waits does not panic.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}
