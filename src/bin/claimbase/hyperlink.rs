//! Links in a terminal (OSC 8): a place in an article that opens when it is chosen.
//!
//! Comes in: a path and a line. Goes out: an address in which every byte that could end it or steer the terminal is written out, and words that
//! carry it. Whether the terminal knows links is for the library `supports-hyperlinks` to say.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

/// Longer addresses are not linked: terminals refuse them.
const ADDRESS_MAX: usize = 2_000;

/// How a file is addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// `file://host/path`: opens the file.
    File,
    /// `file://host/path#line`, as kitty's own programs read it.
    FileAndLine,
    /// `vscode://file/path:line`: opens the editor in whose terminal this runs.
    Editor(&'static str),
}

/// How the terminal on standard output, which is one, wants files addressed; `None` where it knows no links.
pub fn detect() -> Option<Scheme> {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    if variable("TERM") == "dumb" || !supports_hyperlinks::supports_hyperlinks() {
        return None;
    }
    Some(match (variable("TERM_PROGRAM").as_str(), variable("TERM").as_str()) {
        ("vscode", _) => Scheme::Editor("vscode"),
        ("zed", _) => Scheme::Editor("zed"),
        (_, "xterm-kitty") => Scheme::FileAndLine,
        _ => Scheme::File,
    })
}

/// The address of `line` in the file at `path`; `None` where it cannot be addressed.
pub fn address(scheme: Scheme, path: &Path, line: usize) -> Option<String> {
    let path = std::path::absolute(path).ok()?;
    let path = encoded(path.to_str()?);
    let host = || encoded(&gethostname::gethostname().to_string_lossy());
    let address = match scheme {
        Scheme::File => format!("file://{}{path}", host()),
        Scheme::FileAndLine => format!("file://{}{path}#{line}", host()),
        Scheme::Editor(editor) => format!("{editor}://file{path}:{line}"),
    };
    (address.len() <= ADDRESS_MAX).then_some(address)
}

/// A path as the path of an address: it begins with a slash, and nothing but plain letters, digits, slashes and `-._~` stays as it is.
fn encoded(path: &str) -> String {
    let path = if cfg!(windows) { Cow::Owned(format!("/{}", path.replace('\\', "/"))) } else { Cow::Borrowed(path) };
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            other => {
                let _ = write!(encoded, "%{other:02X}");
            }
        }
    }
    encoded
}

/// `words`, which are escaped already, as a link to `address`, which [`address`] made.
pub fn link(address: &str, words: &str) -> String {
    format!("\u{1b}]8;;{address}\u{1b}\\{words}\u{1b}]8;;\u{1b}\\")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_path_ends_the_link_or_the_address() {
        let hostile = Path::new("/corpus/a b\u{1b}\\\u{7}\u{9c}\n#x?y:%é.md");
        for scheme in [Scheme::File, Scheme::FileAndLine, Scheme::Editor("vscode")] {
            let address = address(scheme, hostile, 7).expect("an address");
            assert!(address.bytes().all(|byte| byte.is_ascii_graphic()), "{address}");
            assert!(address.contains("/corpus/a%20b%1B%5C%07%C2%9C%0A%23x%3Fy%3A%25%C3%A9.md"), "{address}");
        }
    }

    #[test]
    fn a_line_is_given_where_it_is_understood() {
        let of = |scheme| address(scheme, Path::new("/base/corpus/a.md"), 12).expect("an address");
        assert!(of(Scheme::File).starts_with("file://") && of(Scheme::File).ends_with("/base/corpus/a.md"));
        assert!(of(Scheme::FileAndLine).ends_with("/base/corpus/a.md#12"));
        assert_eq!(of(Scheme::Editor("vscode")), "vscode://file/base/corpus/a.md:12");
        assert_eq!(address(Scheme::File, Path::new(&format!("/{}", "x".repeat(3_000))), 1), None);
    }
}
