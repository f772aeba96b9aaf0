//! The pager: an answer that is longer than the screen is handed to the program with which the person reads long texts.
//!
//! Comes in: the answer, bit by bit, and what the environment says. Goes out: the answer, on the terminal or in the pager. Nothing here is
//! used where standard output is no terminal.

use std::io::{self, Write};
use std::process::{Child, Command, ExitStatus, Stdio};

/// The pager where the environment names none: it colours, leaves the text on the screen, and ends at once where it all fits.
const USUAL: &str = "less -FRX";

/// What a shell says when there is no such program, or it cannot be run.
const NOT_RUN: [i32; 2] = [126, 127];

/// The command line of the pager that the person wants; `None` for none. `CLAIMBASE_PAGER` goes before `PAGER`; an empty one, `cat`, and
/// a terminal without abilities mean none.
pub fn wanted() -> Option<String> {
    if std::env::var("TERM").is_ok_and(|term| term == "dumb") {
        return None;
    }
    let named = |name: &str| std::env::var(name).ok();
    let command = named("CLAIMBASE_PAGER").or_else(|| named("PAGER")).unwrap_or_else(|| USUAL.to_owned());
    Some(command.trim().to_owned()).filter(|command| !command.is_empty() && command != "cat")
}

/// An answer that is kept until it is complete: flushed, it is printed if it fits on the screen, and handed to the pager if not.
pub struct Paged {
    command: String,
    /// Lines of the screen and columns in each.
    screen: (usize, usize),
    answer: Vec<u8>,
}

impl Paged {
    /// For a terminal with so many lines and columns.
    pub fn new(command: String, screen: (usize, usize)) -> Self {
        Self { command, screen, answer: Vec::new() }
    }

    /// Whether the answer, and the prompt after it, fit on the screen.
    fn fits(&self) -> bool {
        let (lines, columns) = self.screen;
        let taken: usize =
            String::from_utf8_lossy(&self.answer).lines().map(|line| width(line).div_ceil(columns.max(1)).max(1)).sum();
        taken < lines
    }
}

/// The columns that a line takes, without what only steers the terminal.
fn width(line: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(anstream::adapter::strip_str(line).to_string().as_str())
}

impl Write for Paged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.answer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let answer = std::mem::take(&mut self.answer);
        if answer.is_empty() {
            return Ok(());
        }
        self.answer = answer;
        let shown = !self.fits() && page(&self.command, &self.answer)?;
        let answer = std::mem::take(&mut self.answer);
        if shown {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(&answer)?;
        out.flush()
    }
}

impl Drop for Paged {
    fn drop(&mut self) {
        // Whoever wanted to hear of trouble has flushed.
        let _ = self.flush();
    }
}

/// Hands `answer` to the pager and waits until it was read; `false` where there is no such program.
fn page(command: &str, answer: &[u8]) -> io::Result<bool> {
    leave_interrupts_to_the_pager()?;
    let Ok(mut child) = start(command) else { return Ok(false) };
    if let Some(mut input) = child.stdin.take() {
        match input.write_all(answer) {
            // Who has read enough closes the pager.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    let status: ExitStatus = child.wait()?;
    Ok(!status.code().is_some_and(|code| NOT_RUN.contains(&code)))
}

fn start(command: &str) -> io::Result<Child> {
    let mut pager = program(command);
    // The pager's own settings go first; without any, it shows colours and ends where everything fits.
    for (name, value) in [("LESS", "FRX"), ("LV", "-c")] {
        if std::env::var_os(name).is_none() {
            pager.env(name, value);
        }
    }
    pager.stdin(Stdio::piped()).spawn()
}

/// What only a shell understands. A pager without any of it is run by itself: an interrupt would end a shell between it and this program.
const FOR_A_SHELL: &[char] =
    &['|', '&', ';', '<', '>', '(', ')', '$', '`', '\\', '"', '\'', '*', '?', '[', '#', '~', '=', '%', '\n'];

/// `command` with its flags.
fn program(command: &str) -> Command {
    if cfg!(unix) && command.contains(FOR_A_SHELL) {
        let mut shell = Command::new("sh");
        shell.args(["-c", command]);
        return shell;
    }
    let mut words = command.split_whitespace();
    let mut program = Command::new(words.next().unwrap_or_default());
    program.args(words);
    program
}

/// An interrupt goes to everything on the terminal. It must not end this program and leave the pager alone with the keyboard.
#[cfg(unix)]
fn leave_interrupts_to_the_pager() -> io::Result<()> {
    signal_hook::flag::register(signal_hook::consts::SIGINT, std::sync::Arc::default()).map(|_| ())
}

#[cfg(not(unix))]
fn leave_interrupts_to_the_pager() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(answer: &str) -> bool {
        let mut paged = Paged::new("true".to_owned(), (4, 10));
        paged.answer = answer.as_bytes().to_vec();
        let fits = paged.fits();
        paged.answer.clear();
        fits
    }

    #[test]
    fn what_fits_beside_a_prompt_is_not_paged() {
        assert!(fits("one\ntwo\nthree\n"));
        assert!(!fits("one\ntwo\nthree\nfour\n"));
        assert!(fits("0123456789\nx\nx\n") && !fits("0123456789x\nx\nx\n"), "long lines take several of the screen's");
        assert!(fits("\u{1b}[1m0123456789\u{1b}[0m\nx\nx\n"), "colours take no room");
    }
}
