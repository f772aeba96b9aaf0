//! Many articles into a base: read by all cores, stored in batches by one writer, indexed beside it.
//!
//! Comes in: what the person named. Goes out: for each article, in that order, what became of it, when it is safe on the disk. Memory holds the articles that are being read
//! and one batch. A run that was stopped goes on where it was: what is stored already is not read again.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use claimbase::base::Base;
use claimbase::document::jsonl;
use claimbase::index::{CatchUp, Index};
use claimbase::ingest::{self, Article, Ingested, Prepared, Request};
use claimbase::parallel;
use claimbase::store::Store;

use crate::articles::Item;
use crate::progress::Progress;
use crate::terminal::escape;

/// A batch is stored when it has so many articles, or weighs so much in memory, in bytes.
const ARTICLES: usize = 500;
const WEIGHT: usize = 24_000_000;

/// What is to be ingested, and how.
pub struct Order<'o> {
    pub base: &'o Base,
    pub request: &'o Request,
    pub limits: parallel::Limits,
}

/// What became of one article.
pub type Answer = anyhow::Result<Ingested>;

/// What one item turned out to be.
enum Read {
    /// An article, and the size of what it was read from.
    Article(Box<Prepared>, usize),
    /// The file that says what the corpus folder is.
    Description,
    Failed(anyhow::Error),
}

/// Ingests `items` and hands each answer to `report`. Gives how the search index was built anew, if it was.
pub fn run(
    order: &Order<'_>,
    items: impl Iterator<Item = Item> + Send,
    store: &mut Store,
    progress: &mut Progress,
    report: &mut dyn FnMut(&Store, Answer) -> anyhow::Result<()>,
) -> anyhow::Result<Option<CatchUp>> {
    let bytes_max = order.base.max_file_bytes();
    thread::scope(|scope| {
        let (behind, changes) = mpsc::channel();
        let indexer = scope.spawn(move || follow(order.base, &changes));
        let mut writer = Writer { order, store, behind, progress, report, batch: Vec::new(), weight: 0, articles: 0, claims: 0 };
        parallel::ordered(order.limits, items, Item::bytes, || reader(order, bytes_max), |read| writer.take(read))?;
        writer.flush()?;
        drop(writer);
        Ok(indexer.join().unwrap_or_default())
    })
}

/// What a reading thread does with an item. Each has a connection of its own, to see what is stored already.
fn reader(order: &Order<'_>, bytes_max: u64) -> impl FnMut(Item) -> Read {
    let store = Store::open_read_only(&order.base.database()).ok();
    move |item| {
        let bytes = item.bytes();
        let line_of = match &item {
            Item::Line(line) => Some(line.name.clone()),
            _ => None,
        };
        let article = match item {
            Item::Page(page) => Article::of_page(*page).map_err(Into::into),
            item => item.read(bytes_max).map(|article| named(article, line_of.as_deref())),
        };
        let article = match article {
            Ok(article) => article,
            Err(error) => return Read::Failed(error),
        };
        if ingest::describes_corpus(order.base, &article.source) {
            return Read::Description;
        }
        Read::Article(Box::new(ingest::prepare(order.base, store.as_ref(), article, order.request)), bytes)
    }
}

/// The article under the name that the base knows it by. One of a line in a file is called `FILE#ID`; one that has no id, or comes on standard input, where ids of
/// different streams would meet, is known by its address or its content.
fn named(article: jsonl::Article, line_of: Option<&str>) -> Article {
    let jsonl::Article { id, mut source, metadata } = article;
    let Some(file) = line_of else { return Article { metadata, ..Article::from(source) } };
    let nameless = metadata.url.is_none() && (id.is_none() || file == "-");
    match id.filter(|_| metadata.url.is_none()) {
        Some(id) if !nameless => source.name = format!("{file}#{id}"),
        _ if nameless => source.name = file.to_owned(),
        _ => {}
    }
    Article { source, metadata, nameless, page: None }
}

/// Stores batches of what was read.
struct Writer<'w> {
    order: &'w Order<'w>,
    store: &'w mut Store,
    behind: Sender<()>,
    progress: &'w mut Progress,
    report: &'w mut dyn FnMut(&Store, Answer) -> anyhow::Result<()>,
    batch: Vec<Read>,
    weight: usize,
    articles: usize,
    claims: usize,
}

impl Writer<'_> {
    fn take(&mut self, read: Read) -> anyhow::Result<()> {
        self.weight += match &read {
            Read::Article(article, _) => article.weight(),
            Read::Description | Read::Failed(_) => 0,
        };
        self.batch.push(read);
        if self.batch.len() >= ARTICLES || self.weight >= WEIGHT { self.flush() } else { Ok(()) }
    }

    /// Stores the batch, and then says what became of each of its articles.
    fn flush(&mut self) -> anyhow::Result<()> {
        let (mut prepared, mut bytes) = (Vec::new(), 0);
        let read: Vec<Option<anyhow::Error>> = std::mem::take(&mut self.batch)
            .into_iter()
            .filter_map(|read| match read {
                Read::Article(article, size) => {
                    prepared.push(*article);
                    bytes += size as u64;
                    Some(None)
                }
                Read::Failed(error) => Some(Some(error)),
                Read::Description => None,
            })
            .collect();
        self.weight = 0;
        let mut stored = match prepared.is_empty() {
            true => Vec::new(),
            false => ingest::store(self.order.base, self.store, &mut prepared, self.order.request)?,
        }
        .into_iter();
        drop(prepared);
        let answers = read.into_iter().filter_map(|failed| match failed {
            Some(error) => Some(Err(error)),
            None => stored.next().map(|done| {
                done.map_err(|refused| anyhow::Error::from(refused.error).context(escape(&refused.name).into_owned()))
            }),
        });
        let answers: Vec<Answer> = answers.collect();
        self.articles += answers.len();
        self.claims += answers.iter().flatten().map(|done| done.counts.added).sum::<usize>();
        if !self.order.request.dry_run {
            // The indexing thread ends only after this one.
            let _ = self.behind.send(());
        }
        let (store, report) = (&*self.store, &mut *self.report);
        self.progress.aside(|| answers.into_iter().try_for_each(|answer| report(store, answer)))?;
        self.progress.advance(bytes, format!("{} articles, {} new claims", self.articles, self.claims));
        Ok(())
    }
}

/// Keeps the search index up with what is stored, until there is no more. What fails here is made up for when the run ends, or by the next search.
fn follow(base: &Base, changes: &Receiver<()>) -> Option<CatchUp> {
    let mut rebuilt = None;
    // The first batch is left to the end of the run: most runs have only one.
    changes.recv().ok()?;
    while changes.recv().is_ok() {
        while changes.try_recv().is_ok() {}
        if let Ok(store) = Store::open_read_only(&base.database())
            && let Ok(caught_up) = Index::open_waiting(&base.index(), base.wait()).catch_up(&store)
        {
            rebuilt = rebuilt.or(Some(caught_up).filter(|caught_up| caught_up.rebuilt.is_some()));
        }
    }
    rebuilt
}
