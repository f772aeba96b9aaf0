//! The section of `docs/performance.md` that this bench writes.
//!
//! Comes in: lines. Goes out: standard output and, with `UPDATE_DOCS=1`, the text between two marks in the file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const BEGIN: &str = "<!-- written by: UPDATE_DOCS=1 cargo bench --bench search -->\n";
const END: &str = "<!-- end of what cargo bench --bench search writes -->\n";

/// Markdown being written.
#[derive(Default)]
pub struct Page {
    text: String,
    targets: Vec<String>,
}

impl Page {
    pub fn line(&mut self, line: &str) {
        println!("{line}");
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Keeps a figure for the table of targets.
    pub fn target(&mut self, what: &str, figure: &str, wanted: &str) {
        self.targets.push(format!("| {what} | {figure} | {wanted} |"));
    }

    /// Writes the figures kept since the last time beside what is wanted of them.
    pub fn write_targets(&mut self) {
        self.line("| | measured | wanted |");
        self.line("| --- | --: | --- |");
        for target in std::mem::take(&mut self.targets) {
            self.line(&target);
        }
        self.line("");
    }

    /// Puts the section in its place, if that is asked for.
    pub fn end(self) {
        if !updates_docs() {
            return;
        }
        let path = docs("performance.md");
        let text = fs::read_to_string(&path).expect("the page");
        let (before, rest) = text.split_once(BEGIN).expect("a mark where the section begins");
        let (_, after) = rest.split_once(END).expect("a mark where it ends");
        fs::write(path, format!("{before}{BEGIN}\n{}\n{END}{after}", self.text.trim_end())).expect("written");
    }
}

/// Whether files in `docs/` are to be written.
pub fn updates_docs() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1")
}

/// A file of the documentation.
pub fn docs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

/// Where and when it was measured.
pub fn surroundings() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let (cpu, memory, load) = (read("/proc/cpuinfo"), read("/proc/meminfo"), read("/proc/loadavg"));
    let after = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map_or_else(String::new, |(_, value)| value.trim().to_owned())
    };
    let kilobytes: f64 = after(&memory, "MemTotal").trim_end_matches(" kB").parse().unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "{}, commit {}, {cores} cores of an {}, {:.0} GB of memory, Linux {}; load at the beginning {}",
        jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
        said(&["git", "rev-parse", "--short", "HEAD"]),
        after(&cpu, "model name"),
        kilobytes / 1024.0 / 1024.0,
        read("/proc/sys/kernel/osrelease").trim(),
        load.split(' ').next().unwrap_or_default(),
    )
}

fn said(command: &[&str]) -> String {
    let output = Command::new(command[0]).args(&command[1..]).output();
    output.map_or_else(|_| String::new(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
