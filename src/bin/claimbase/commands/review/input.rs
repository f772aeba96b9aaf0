//! Keys and answers: from the terminal, or from the lines of a file or pipe.
//!
//! On a terminal one key press is one key, and questions are answered with a line. Raw mode lasts no longer than the wait for a key, so that
//! neither quitting nor a panic can leave it on.

use std::io::{self, Lines, StdinLock, Write};

use crossterm::cursor::MoveTo;
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{Clear, ClearType, disable_raw_mode, enable_raw_mode};

/// Where keys and answers come from.
pub enum Input {
    /// A person at a terminal.
    Terminal,
    /// Lines: the first character of a line is a key; a question takes the whole next line.
    Lines(Lines<StdinLock<'static>>),
}

impl Input {
    /// Reads lines from standard input.
    pub fn lines() -> Self {
        Self::Lines(io::stdin().lines())
    }

    /// Clears the screen, if there is one.
    pub fn clear(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Terminal => write!(out, "{}{}", Clear(ClearType::All), MoveTo(0, 0)),
            Self::Lines(_) => Ok(()),
        }
    }

    /// The next key, in lower case; `None` when there are no more, or the person wants to end.
    pub fn key(&mut self, out: &mut dyn Write) -> io::Result<Option<char>> {
        out.flush()?;
        match self {
            Self::Terminal => {
                let _raw = RawMode::begin()?;
                pressed()
            }
            Self::Lines(lines) => loop {
                match lines.next().transpose()? {
                    None => return Ok(None),
                    Some(line) => {
                        if let Some(key) = line.trim_start().chars().next() {
                            writeln!(out)?;
                            return Ok(Some(key.to_ascii_lowercase()));
                        }
                    }
                }
            },
        }
    }

    /// The answer to `question`, trimmed; `None` when there are no more lines.
    pub fn answer(&mut self, question: &str, out: &mut dyn Write) -> io::Result<Option<String>> {
        write!(out, "{question}: ")?;
        out.flush()?;
        let line = match self {
            Self::Terminal => {
                let mut line = String::new();
                let read = io::stdin().read_line(&mut line)?;
                (read > 0).then_some(line)
            }
            Self::Lines(lines) => {
                let line = lines.next().transpose()?;
                writeln!(out)?;
                line
            }
        };
        Ok(line.map(|line| line.trim().to_owned()))
    }
}

/// Waits for a key that means something.
fn pressed() -> io::Result<Option<char>> {
    loop {
        let Event::Key(KeyEvent { code, modifiers, kind, .. }) = event::read()? else { continue };
        match code {
            _ if kind == KeyEventKind::Release => {}
            KeyCode::Char('c' | 'd') if modifiers.contains(KeyModifiers::CONTROL) => return Ok(None),
            KeyCode::Char(key) if !modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
                return Ok(Some(key.to_ascii_lowercase()));
            }
            _ => {}
        }
    }
}

/// Raw mode for as long as it lives.
struct RawMode;

impl RawMode {
    fn begin() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        // A terminal that cannot be set back is gone.
        let _ = disable_raw_mode();
    }
}
