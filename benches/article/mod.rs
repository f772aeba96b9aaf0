//! Articles of any length for measuring: English prose and an article dense with claims, made from a page of each with other words every time.
//!
//! Comes in: how many bytes are wanted. Goes out: Markdown, the same on every machine.

#[allow(dead_code, reason = "each bench uses what it needs")]
pub mod news;

/// The sorts of article that are measured.
#[allow(dead_code, reason = "each bench uses what it needs")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Stories in ordinary English, a hundred sentences with other names each time; a figure in a thousand bytes.
    Prose,
    /// Business and benchmark news: hardly a clause without a figure, lists and tables.
    Dense,
}

const NAMES: &[(&str, &[&str])] = &[
    ("thing", &["market hall", "station", "old library", "mill", "cinema", "customs house", "bath", "chapel"]),
    (
        "place",
        &["Harbour Street", "Market Square", "Ashford", "the Lower Town", "Mill Lane", "Northgate", "Eastbridge", "Saltmarsh"],
    ),
    (
        "person",
        &["Maria Keller", "Thomas Reed", "Ada Okafor", "Elena Petrova", "John Marsh", "Ruth Adler", "Ivan Duarte", "Grace Lin"],
    ),
    (
        "company",
        &["Northwind", "Acme Analytics", "Lakeside Systems", "Blue Harbor", "Quanta Labs", "Vertex Mobility", "Orchard Health"],
    ),
    ("product", &["PostgreSQL", "Kafka", "StreamBase", "ClickHouse", "QueryForge", "Redis", "LedgerDB", "PageCast"]),
    ("analyst", &["Gartner", "Forrester", "IDC", "Redpoint Research", "Beacon Ventures", "Sequoia"]),
];

/// An article of at least `bytes` bytes, cut after a paragraph.
#[allow(dead_code, reason = "each bench uses what it needs")]
pub fn article(sort: Sort, bytes: usize) -> String {
    numbered(sort, bytes, 0)
}

/// The same with other words for every `number`.
pub fn numbered(sort: Sort, bytes: usize, number: u64) -> String {
    let page = match sort {
        Sort::Prose => include_str!("prose.txt"),
        Sort::Dense => include_str!("dense.txt"),
    };
    let mut writer = Writer::new(number);
    writer.text.reserve(bytes + page.len());
    writer.text.push_str("# An article for measuring\n\n");
    'pages: loop {
        for paragraph in page.split_inclusive("\n\n") {
            let from = writer.text.len();
            writer.fill(paragraph);
            if sort == Sort::Prose {
                wrap(&mut writer.text, from);
            }
            if writer.text.len() >= bytes {
                break 'pages;
            }
        }
    }
    writer.text
}

/// How wide lines of prose are, in bytes.
const WIDTH: usize = 80;

/// Turns blanks from `from` on into line ends, so that lines are as long as people write them.
fn wrap(text: &mut String, from: usize) {
    let paragraph = text.split_off(from);
    let mut column = 0;
    for word in paragraph.split_inclusive(' ') {
        let long = column + word.len() > WIDTH && column > 0;
        if long {
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
            column = 0;
        }
        text.push_str(word);
        column += word.len();
    }
}

struct Writer {
    text: String,
    state: u64,
    /// The companies that an article of news is about.
    companies: Vec<String>,
}

impl Writer {
    fn new(number: u64) -> Self {
        let state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(number.wrapping_add(1));
        Self { text: String::new(), state, companies: Vec::new() }
    }

    /// A number below `limit` (Vigna's splitmix64).
    fn below(&mut self, limit: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    /// Adds `paragraph` with every `{slot}` filled.
    fn fill(&mut self, paragraph: &str) {
        let mut parts = paragraph.split('{');
        self.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (slot, rest) = part.split_once('}').expect("a slot is closed");
            let words = self.word(slot);
            self.text.push_str(&words);
            self.text.push_str(rest);
        }
    }

    fn word(&mut self, slot: &str) -> String {
        match slot {
            "year" => format!("{}", 2015 + self.below(12)),
            "money" => format!("${}.{} {}", 1 + self.below(90), self.below(10), ["million", "billion"][self.below(2) as usize]),
            "percent" => format!("{}%", 1 + self.below(99)),
            "count" => format!("{},{:03}", 1 + self.below(900), self.below(1000)),
            "small" => format!("{}", 2 + self.below(90)),
            "noun" => news::noun(self),
            "company" if !self.companies.is_empty() => {
                let which = self.below(self.companies.len() as u64);
                self.companies[which as usize].clone()
            }
            "product" | "place" if !self.companies.is_empty() => news::name(self),
            "person" if !self.companies.is_empty() => format!("{} {}", news::name(self), news::name(self)),
            _ => {
                let (_, words) = NAMES.iter().find(|(name, _)| *name == slot).expect("a slot that is known");
                words[self.below(words.len() as u64) as usize].to_owned()
            }
        }
    }
}
