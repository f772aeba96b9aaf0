//! The articles that a command is given: files, folders, standard input, and files and streams with an article a line.
//!
//! Comes in: paths. Goes out: [`Item`]s, one after the other; nothing is decoded until [`Item::read`], which any thread may call. What is done with an article is
//! the command's.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use claimbase::document::Metadata;
use claimbase::document::jsonl::{self, Article, Line, Lines};
use claimbase::fetch::Page;
use claimbase::parallel::Limits;
use claimbase::source::{self, Source, SourceError};

/// Bytes of articles that are read at once and wait for one another; a larger article is read alone.
const BYTES_AT_ONCE: usize = 8_000_000;

/// Articles that are read at once and wait for one another.
const ARTICLES_AT_ONCE: usize = 2_000;

/// What may hold an article.
#[derive(Debug)]
pub enum Item {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Text(Source),
    /// A line of JSON Lines.
    Line(Line),
    /// A page of the web.
    Page(Box<Page>),
    /// Nothing: it could not be got at. The error may be a [`SourceError`] or a [`jsonl::BadLine`].
    Failed(anyhow::Error),
}

/// What is at `paths`, in that order; files and lines may have at most `bytes_max` bytes.
pub fn items(paths: &[PathBuf], bytes_max: u64) -> impl Iterator<Item = Item> + Send + use<> {
    let paths = paths.to_vec();
    paths.into_iter().flat_map(move |path| items_at(&path, bytes_max))
}

/// What is at `path`.
pub fn items_at(path: &Path, bytes_max: u64) -> Box<dyn Iterator<Item = Item> + Send> {
    let name = path.display().to_string();
    if path == Path::new("-") {
        let mut input = BufReader::new(io::stdin());
        if input.fill_buf().is_ok_and(jsonl::is_jsonl) {
            return Box::new(lines(&name, input, bytes_max));
        }
        let text = Source::from_reader(&name, input, None, bytes_max);
        return Box::new(std::iter::once(text.map_or_else(Item::failed, Item::Text)));
    }
    if is_jsonl(path) {
        return lines_at(path, bytes_max);
    }
    if let Some(items) = json(path, bytes_max) {
        return items;
    }
    Box::new(source::files(path).map(|file| file.map_or_else(Item::failed, Item::File)))
}

/// The articles of a file of JSON that is given by its name: one object, on as many lines as it likes, or an object a line.
fn json(path: &Path, bytes_max: u64) -> Option<Box<dyn Iterator<Item = Item> + Send>> {
    let named = path.extension().is_some_and(|extension| extension == "json");
    let mut file = BufReader::new(File::open(path).ok().filter(|_| named)?);
    if !file.fill_buf().is_ok_and(jsonl::is_jsonl) {
        return None;
    }
    let mut bytes = Vec::new();
    let read = file.take(bytes_max.saturating_add(1)).read_to_end(&mut bytes);
    let whole =
        read.is_ok() && bytes.len() as u64 <= bytes_max && serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_ok();
    if whole {
        return Some(Box::new(std::iter::once(Item::Line(Line { name: path.display().to_string().into(), number: 1, bytes }))));
    }
    Some(lines_at(path, bytes_max))
}

/// The lines of the file at `path`.
fn lines_at(path: &Path, bytes_max: u64) -> Box<dyn Iterator<Item = Item> + Send> {
    match File::open(path) {
        Ok(file) => Box::new(lines(&path.display().to_string(), BufReader::new(file), bytes_max)),
        Err(source) => Box::new(std::iter::once(Item::failed(SourceError::Read { path: path.to_owned(), source }))),
    }
}

/// Whether the file's name says that it holds an article a line.
pub fn is_jsonl(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "jsonl" || extension == "ndjson")
}

fn lines<R: BufRead + Send>(name: &str, input: R, bytes_max: u64) -> impl Iterator<Item = Item> + Send + use<R> {
    Lines::new(name, input, bytes_max).map(|line| line.map_or_else(Item::failed, Item::Line))
}

/// How many bytes there are at `paths`; `None` where standard input is among them.
pub fn total_bytes(paths: &[PathBuf]) -> Option<u64> {
    let length = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
    paths.iter().try_fold(0, |total, path| match path {
        path if path == Path::new("-") => None,
        path if path.to_str().is_some_and(claimbase::fetch::is_address) => Some(total),
        path => Some(total + source::files(path).flatten().map(|file| length(&file)).sum::<u64>()),
    })
}

/// How much is read at once by `jobs` threads; by as many as there are cores without a number.
pub fn limits(jobs: Option<NonZeroUsize>) -> Limits {
    let jobs = jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    Limits { jobs, items: ARTICLES_AT_ONCE.max(jobs), weight: BYTES_AT_ONCE }
}

impl Item {
    fn failed(error: impl Into<anyhow::Error>) -> Self {
        Self::Failed(error.into())
    }

    /// Its size in bytes, as far as it is known without reading it.
    pub fn bytes(&self) -> usize {
        match self {
            Self::File(path) => fs::metadata(path).map_or(0, |metadata| usize::try_from(metadata.len()).unwrap_or(usize::MAX)),
            Self::Text(source) => source.text.len(),
            Self::Line(line) => line.bytes.len(),
            Self::Page(page) => page.bytes.len(),
            Self::Failed(_) => 0,
        }
    }

    /// The article in it.
    pub fn read(self, bytes_max: u64) -> anyhow::Result<Article> {
        let alone = |source| Article { id: None, source, metadata: Metadata::default() };
        match self {
            Self::File(path) => Ok(alone(Source::open_within(&path, bytes_max)?)),
            Self::Text(source) => Ok(alone(source)),
            Self::Line(line) => Ok(line.article()?),
            Self::Page(page) => Ok(alone(page.source()?)),
            Self::Failed(error) => Err(error),
        }
    }
}
