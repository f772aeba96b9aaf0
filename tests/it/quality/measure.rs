//! Articles with gold files, scored through the library.
//!
//! Comes in: folders. Goes out: the scores of each article.

use std::fs;
use std::path::{Path, PathBuf};

use claimbase::document::Metadata;
use claimbase::evaluate::{self, Item, Level, Scores};
use claimbase::ingest;
use claimbase::source::Source;

/// An article with its scores.
pub struct Article {
    /// "practice/funding-news".
    pub name: String,
    pub scores: Scores,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn score(article: &Path, gold: &Path) -> Scores {
    let source = Source::open(article).expect("an article");
    let (_, _, claims) = ingest::preview(&source, &Metadata::default());
    let wanted = fs::read_to_string(gold).expect("a gold file");
    let wanted = evaluate::gold(&wanted, &source.text).unwrap_or_else(|error| panic!("{}: {error}", gold.display()));
    let given: Vec<Item> = claims.iter().map(Item::from).collect();
    evaluate::evaluate(&source.text, &wanted, &given).scores
}

/// The folders of `folder`, in order.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The articles of a set: "practice", "heldout" or "unseen".
pub fn articles(set: &str) -> Vec<Article> {
    let article = |folder: PathBuf| {
        let files = fs::read_dir(&folder).expect("a case").map(|entry| entry.expect("an entry").path());
        let text = files.into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == "article")).expect("an article");
        let name = format!("{set}/{}", folder.file_name().expect("a name").to_string_lossy());
        Article { name, scores: score(&text, &folder.join("gold.jsonl")) }
    };
    folders(&root().join("tests/cases").join(set)).into_iter().map(article).collect()
}

/// The F1 of a level; none where the gold file wants no such claim.
pub fn f1(scores: &Scores, level: Level) -> Option<f64> {
    let count = scores.level(level);
    count.f1().filter(|_| count.wanted > 0)
}

/// The articles that the rules were developed with, where they are at hand: they are not part of the repository.
pub fn development() -> Option<Vec<Article>> {
    let folder = crate::suites::shared().join("evaluation");
    let mut texts: Vec<_> = fs::read_dir(folder.join("articles")).ok()?.map(|entry| entry.expect("an entry").path()).collect();
    texts.sort();
    let article = |text: PathBuf| {
        let name = text.file_stem().expect("a name").to_string_lossy().into_owned();
        let scores = score(&text, &folder.join("gold").join(&name).with_extension("jsonl"));
        Article { name, scores }
    };
    Some(texts.into_iter().map(article).collect())
}
