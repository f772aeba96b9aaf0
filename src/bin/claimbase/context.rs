//! What every command needs of its surroundings: the base, its database, the clock, the reviewer, and where to write.
//!
//! Comes in: the global flags. Goes out: opened things, each with a clear refusal. Commands ask for what they need only.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use claimbase::base::Base;
use claimbase::export::layout::TextStyle;
use claimbase::fetch::{self, Page, Rules};
use claimbase::index::{CatchUp, Index, Rebuilt};
use claimbase::store::{Store, StoreError};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::args::Global;
use crate::discovery;
use crate::pager::{self, Paged};
use crate::shielded::Shielded;
use crate::terminal::{Terminal, escape};

/// The surroundings of a command.
pub struct Context {
    /// Flags of every command.
    pub global: Global,
    /// How to write to the terminal.
    pub terminal: Terminal,
}

impl Context {
    /// Reads the surroundings.
    pub fn new(global: Global) -> Self {
        let terminal = Terminal::detect(global.color);
        Self { global, terminal }
    }

    /// The base to work on.
    pub fn base(&self) -> anyhow::Result<Base> {
        let found = discovery::find(self.global.base.as_deref())?;
        if found.made {
            self.say(&format!("made your own base in {}", found.base.root.display()));
        }
        Ok(found.base)
    }

    /// The database of `base`, for writing; made if there is none.
    pub fn store(&self, base: &Base) -> anyhow::Result<Store> {
        base.make_folders()?;
        Ok(with_settings(Store::open_waiting(&base.database(), base.wait())?, base))
    }

    /// The database of `base`, for changing what is there.
    pub fn store_of(&self, base: &Base) -> anyhow::Result<Store> {
        let path = base.database();
        if !path.exists() {
            return Err(StoreError::Missing { path }.into());
        }
        Ok(with_settings(Store::open_waiting(&path, base.wait())?, base))
    }

    /// The database of `base`, for reading. One with an older schema is brought up to date first.
    pub fn store_read_only(&self, base: &Base) -> anyhow::Result<Store> {
        let opened = match Store::open_read_only(&base.database()) {
            Err(StoreError::Older { path, .. }) => Store::open_waiting(&path, base.wait())?,
            done => done?,
        };
        Ok(with_settings(opened, base))
    }

    /// The search index of `base`.
    pub fn index(&self, base: &Base) -> Index {
        Index::open_waiting(&base.index(), base.wait())
    }

    /// The page at `address`, fetched within the limits of `base`. Where it was found is said if that is elsewhere.
    pub fn page(&self, address: &str, base: &Base, allow_private: bool, only_text: bool) -> anyhow::Result<Page> {
        let rules = Rules { bytes_max: base.max_file_bytes(), time_max: base.max_fetch_time(), allow_private, only_text };
        let page = fetch::page(address, &rules)?;
        if page.is_redirected() {
            self.say(&format!("note: {} redirects to {}", escape(&page.asked), escape(&page.address)));
        }
        Ok(page)
    }

    /// How text is laid out: for the terminal, or plainly for a file.
    pub fn text_style(&self, to_file: bool) -> TextStyle {
        let style = self.terminal.text_style();
        TextStyle { colour: style.colour && !to_file, ..style }
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    /// The day `given`, else today by UTC, as events are dated.
    pub fn day(&self, given: Option<Date>) -> Date {
        given.unwrap_or_else(|| self.now().to_zoned(TimeZone::UTC).date())
    }

    /// Says something beside the answer, unless that is not wanted.
    pub fn say(&self, message: &str) {
        if !self.global.quiet {
            // Talk that cannot be written is no reason to fail.
            let _ = writeln!(io::stderr(), "{message}");
        }
    }

    /// Says that the search index was rebuilt, and why, if it was.
    pub fn say_caught_up(&self, caught_up: &CatchUp) {
        match &caught_up.rebuilt {
            Some(Rebuilt::Asked) | None => {}
            Some(reason) => self.say(&format!("{reason}: rebuilt it from {} claims", caught_up.claims)),
        }
        if let Some(why) = &caught_up.unwritten {
            self.say(&format!("{}; the answer comes from an index in memory", escape(why)));
        }
        match caught_up.behind {
            0 => {}
            1 => self.say("another process is writing to the search index: the last change is not in this answer"),
            behind => self.say(&format!(
                "another process is writing to the search index: the last {behind} changes are not in this answer"
            )),
        }
    }

    /// Where the answer goes: `file`, or standard output.
    pub fn output(&self, file: Option<&Path>) -> anyhow::Result<Box<dyn Write>> {
        match file {
            None if io::stdout().is_terminal() => Ok(Box::new(BufWriter::new(Shielded::new(io::stdout().lock())))),
            None => Ok(Box::new(BufWriter::new(io::stdout().lock()))),
            Some(path) => {
                let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
                Ok(Box::new(BufWriter::new(file)))
            }
        }
    }

    /// As [`output`](Self::output), for answers that may be longer than the screen: on a terminal, flushing it hands those to the pager.
    pub fn paged_output(&self, file: Option<&Path>) -> anyhow::Result<Box<dyn Write>> {
        let screen = self.terminal.lines.filter(|_| file.is_none() && !self.global.no_pager);
        match screen.and_then(|lines| Some((pager::wanted()?, lines))) {
            Some((pager, lines)) => Ok(Box::new(Shielded::new(Paged::new(pager, (lines, self.terminal.width))))),
            None => self.output(file),
        }
    }

    /// Who reviews: `by`, else the environment, else the base's settings, else git's user.
    pub fn reviewer(&self, by: Option<&str>, base: &Base) -> anyhow::Result<String> {
        let said = |name: &String| !name.trim().is_empty();
        let given = by.map(str::to_owned).or_else(|| std::env::var("CLAIMBASE_REVIEWER").ok().filter(said));
        let name = given.or_else(|| base.config.reviewer.clone().filter(said)).or_else(git_user);
        name.map(|name| name.trim().to_owned()).filter(said).context(
            "nobody is named as the reviewer\nhelp: --by NAME, CLAIMBASE_REVIEWER, or 'reviewer = \"NAME\"' in claimbase.toml",
        )
    }
}

fn with_settings(store: Store, base: &Base) -> Store {
    store.with_shelf_lives(base.config.shelf_life.clone())
}

fn git_user() -> Option<String> {
    let answer = Command::new("git").args(["config", "user.name"]).output().ok()?;
    String::from_utf8(answer.stdout).ok().filter(|name| !name.trim().is_empty())
}
