//! What a terminal gets of an answer that is made for programs.
//!
//! Comes in: UTF-8, JSON above all, in whatever pieces. Goes out: the same, with characters that would steer the terminal or reorder a line in JSON's
//! own spelling. Characters below a space are left alone: JSON has none of them raw, and what is written for people is escaped where it is made and
//! holds the escapes of its own colours and links.

use std::io::{self, Write};

use claimbase::text::is_steering;

/// A writer to a terminal.
pub struct Shielded<W: Write> {
    out: W,
    /// The beginning of a character whose end has not come yet.
    begun: Vec<u8>,
}

impl<W: Write> Shielded<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, begun: Vec::new() }
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        let mut written = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| *c > ' ' && is_steering(*c)) {
            self.out.write_all(&text.as_bytes()[written..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(self.out, "\\u{unit:04x}")?;
            }
            written = at + c.len_utf8();
        }
        self.out.write_all(&text.as_bytes()[written..])
    }
}

impl<W: Write> Write for Shielded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = std::mem::take(&mut self.begun);
        all.extend_from_slice(bytes);
        let mut rest = all.as_slice();
        while !rest.is_empty() {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.put(text)?;
                    break;
                }
                Err(error) => {
                    let (whole, behind) = rest.split_at(error.valid_up_to());
                    self.put(&String::from_utf8_lossy(whole))?;
                    match error.error_len() {
                        Some(length) => {
                            self.put("\u{fffd}")?;
                            rest = &behind[length..];
                        }
                        None => {
                            self.begun = behind.to_vec();
                            break;
                        }
                    }
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[&[u8]]) -> String {
        let mut out = Vec::new();
        let mut shielded = Shielded::new(&mut out);
        pieces.iter().for_each(|piece| shielded.write_all(piece).expect("written"));
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn json_means_the_same_and_steers_nothing() {
        let hostile = "\"é \u{9b}2J\u{202e}\u{7f}\u{e0041}\u{2028} 中\"";
        let seen = shown(&[hostile.as_bytes()]);
        assert!(!seen.contains(is_steering), "{seen}");
        let read = |json: &str| serde_json::from_str::<String>(json).expect("JSON");
        assert_eq!(read(&seen), read(hostile));
        let bytes: Vec<&[u8]> = hostile.as_bytes().chunks(1).collect();
        assert_eq!(shown(&bytes), seen, "however it comes");
    }

    #[test]
    fn colours_and_lines_stay() {
        assert_eq!(shown(&[b"\x1b[1ma\x1b[0m\n\tb\xff\n"]), "\u{1b}[1ma\u{1b}[0m\n\tb\u{fffd}\n");
    }
}
