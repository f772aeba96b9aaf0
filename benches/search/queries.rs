//! The queries: read from `queries.tsv`, or drawn anew from the words of claims.
//!
//! A query belongs to the band of its most frequent word: in how many of a million claims that stands. `DRAW_QUERIES=1 cargo bench --bench search` draws the file.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use claimbase::index::Index;
use claimbase::review::Status;
use claimbase::search::{self, value};
use claimbase::store::Store;

use super::bases::Measured;
use super::fts::HITS;

const FILE: &str = "benches/search/queries.tsv";

/// How many queries of each shape and band are drawn, and how many claims are looked at for them.
const EACH: usize = 15;
const CLAIMS_LOOKED_AT: usize = 60_000;

/// A query's words are letters, so many at least.
const LETTERS_MIN: usize = 3;

/// What a query asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    One,
    Three,
    Phrase,
    Status,
    Range,
    Facets,
}

impl Shape {
    pub const ALL: [Self; 6] = [Self::One, Self::Three, Self::Phrase, Self::Status, Self::Range, Self::Facets];

    pub fn name(self) -> &'static str {
        match self {
            Self::One => "one word",
            Self::Three => "three words",
            Self::Phrase => "phrase",
            Self::Status => "word, by status",
            Self::Range => "word, by range",
            Self::Facets => "word, with facets",
        }
    }
}

/// Figures that a query asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// As a person writes it.
    pub written: &'static str,
    /// The same for SQL: unit and ends as claims state them.
    pub unit: &'static str,
    pub low: f64,
    pub high: f64,
}

const RANGES: [Range; 4] = [
    Range { written: "10%..20%", unit: "%", low: 10.0, high: 20.0 },
    Range { written: "50%..", unit: "%", low: 50.0, high: 1e300 },
    Range { written: "$1M..$50M", unit: "USD", low: 1e6, high: 5e7 },
    Range { written: "$2B..", unit: "USD", low: 2e9, high: 1e300 },
];

const STATUSES: [Status; 3] = [Status::Verified, Status::Disputed, Status::Unverified];

/// A query of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    pub shape: Shape,
    /// The power of ten that the claims with its most frequent word reach.
    pub band: u32,
    /// In how many claims that word stood when the query was drawn.
    pub claims: u64,
    /// Words; a phrase without its quotation marks.
    pub words: String,
    pub status: Option<Status>,
    pub range: Option<Range>,
}

/// What a band is called.
pub fn band_name(band: u32) -> String {
    let grouped = |power: u32| ["1", "10", "100", "1,000", "10,000", "100,000"][power as usize];
    if band == BAND_MAX { format!("{} and more", grouped(band)) } else { format!("{} to {}", grouped(band), grouped(band + 1)) }
}

/// The band of the most frequent words.
pub const BAND_MAX: u32 = 5;

impl Query {
    /// As the program is asked.
    pub fn asked(&self) -> search::Query {
        search::Query {
            text: self.in_program(),
            statuses: self.status.into_iter().collect(),
            value: self.range.map(|range| value::range(range.written, None).expect("a range")),
            limit: HITS,
            facets: self.shape == Shape::Facets,
            ..search::Query::default()
        }
    }

    fn in_program(&self) -> String {
        if self.shape == Shape::Phrase { format!("\"{}\"", self.words) } else { self.words.clone() }
    }

    /// As FTS5 is asked.
    pub fn in_fts(&self) -> String {
        match self.shape {
            Shape::Phrase => format!("\"{}\"", self.words),
            _ => self.words.split(' ').map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" "),
        }
    }

    /// As the command is asked.
    pub fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["search".to_owned(), self.in_program(), "--limit".to_owned(), HITS.to_string()];
        arguments.extend(self.status.iter().flat_map(|status| ["--status".to_owned(), status.to_string()]));
        arguments.extend(self.range.iter().flat_map(|range| ["--value".to_owned(), range.written.to_owned()]));
        if self.shape == Shape::Facets {
            arguments.extend(["--facets", "--format", "json"].map(str::to_owned));
        }
        arguments
    }

    /// Shape and words, for a person.
    pub fn asked_as(&self) -> String {
        format!("{} {}", self.shape.name(), self.arguments()[1..].join(" "))
    }

    fn line(&self) -> String {
        let status = self.status.map_or("", Status::as_str);
        let range = self.range.map_or("", |range| range.written);
        format!("{}\t{}\t{}\t{}\t{status}\t{range}\n", self.shape.name(), self.band, self.claims, self.words)
    }

    fn of_line(line: &str) -> Self {
        let columns: Vec<&str> = line.split('\t').collect();
        let [shape, band, claims, words, status, range] = columns[..] else { panic!("six columns: {line}") };
        Self {
            shape: Shape::ALL.into_iter().find(|known| known.name() == shape).expect("a shape"),
            band: band.parse().expect("a band"),
            claims: claims.parse().expect("a number"),
            words: words.to_owned(),
            status: status.parse().ok(),
            range: RANGES.into_iter().find(|known| known.written == range),
        }
    }
}

/// The queries of the file.
pub fn read() -> Vec<Query> {
    let text = fs::read_to_string(path()).expect("the file of queries");
    text.lines().filter(|line| !line.starts_with('#')).map(Query::of_line).collect()
}

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE)
}

/// Draws the queries from the claims of `measured` and writes the file.
pub fn draw(measured: &Measured) {
    let mut draw = Draw::new(measured);
    for number in 0..CLAIMS_LOOKED_AT {
        // A prime step visits the claims in an order that has nothing to do with articles.
        let row = 1 + (number as i64).wrapping_mul(611_953) % measured.claims;
        draw.look_at(row);
    }
    let mut file = String::from("# shape\tband (power of ten)\tclaims with the most frequent word\twords\tstatus\trange\n");
    for query in draw.found.into_values().flatten() {
        file.push_str(&query.line());
    }
    fs::write(path(), file).expect("written");
}

struct Draw {
    store: Store,
    index: Index,
    /// How many claims each word stands in.
    known: HashMap<String, u64>,
    found: BTreeMap<(Shape, u32), Vec<Query>>,
}

impl Draw {
    fn new(measured: &Measured) -> Self {
        let store = Store::open_read_only(&measured.base.database()).expect("a store");
        let index = Index::open(&measured.base.index());
        Self { store, index, known: HashMap::new(), found: BTreeMap::new() }
    }

    /// Takes what the claim at `row` has to give: a word, three words, and two side by side.
    fn look_at(&mut self, row: i64) {
        let Some(claim) = self.store.claims_by_row(&[row]).expect("a claim").pop() else { return };
        let written: Vec<&str> = claim.claim.text.split(' ').collect();
        let words: Vec<&str> = written.iter().copied().filter(|word| is_word(word)).collect();
        let Some(word) = words.get(row as usize % words.len().max(1)) else { return };
        for shape in [Shape::One, Shape::Status, Shape::Range, Shape::Facets] {
            self.offer(shape, &[word], row);
        }
        // The rarest three and any three that stand apart: both bands of rare and of frequent words are to be filled.
        let mut rarest = words.clone();
        rarest.sort_by_key(|word| self.claims(word));
        rarest.dedup();
        for three in [&rarest[..], &words[row as usize % words.len()..]] {
            if let Some(three) = three.get(..3) {
                self.offer(Shape::Three, three, row);
            }
        }
        let pairs = written.windows(2).filter(|pair| pair.iter().all(|word| is_word(word)));
        for pair in pairs.map(<[&str]>::to_vec).collect::<Vec<_>>() {
            self.offer(Shape::Phrase, &pair, row);
        }
    }

    fn offer(&mut self, shape: Shape, words: &[&str], row: i64) {
        let claims = words.iter().map(|word| self.claims(word)).max().unwrap_or_default();
        let least = words.iter().map(|word| self.claims(word)).min().unwrap_or_default();
        if least == 0 {
            return;
        }
        let band = claims.ilog10().min(BAND_MAX);
        let of_band = self.found.entry((shape, band)).or_default();
        let words = words.join(" ");
        if of_band.len() < EACH && of_band.iter().all(|query| query.words != words) {
            let turn = of_band.len() + row as usize;
            let status = (shape == Shape::Status).then(|| STATUSES[turn % STATUSES.len()]);
            let range = (shape == Shape::Range).then(|| RANGES[turn % RANGES.len()]);
            of_band.push(Query { shape, band, claims, words, status, range });
        }
    }

    /// In how many claims `word` stands.
    fn claims(&mut self, word: &str) -> u64 {
        if let Some(claims) = self.known.get(word) {
            return *claims;
        }
        let query = search::Query { text: word.to_owned(), ..search::Query::default() };
        let claims = search::find(&self.store, &self.index, &query).expect("found").total;
        self.known.insert(word.to_owned(), claims);
        claims
    }
}

/// Letters only, and no word that means something to a query language.
fn is_word(word: &str) -> bool {
    word.len() >= LETTERS_MIN
        && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !["and", "or", "not", "near"].contains(&word.to_ascii_lowercase().as_str())
}
