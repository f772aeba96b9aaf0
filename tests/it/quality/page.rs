//! `docs/quality.md` and the table in the README: what is measured here, and what was recorded where the other articles were at hand.
//!
//! Comes in: scores, and `recorded.tsv`. Goes out: Markdown. Published figures may lag behind what is measured, and never promise more.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use claimbase::claim::EXTRACTOR_VERSION;
use claimbase::evaluate::{Level, Scores, macro_f1, micro};

use super::measure::{Article, articles, development, f1, root};
use crate::suites;

/// By how many points a published figure may be above what is measured: a change of no importance.
const AHEAD: f64 = 1.0;

/// What `recorded.tsv` holds, line by line: cells between tabs.
struct Recorded(Vec<Vec<String>>);

fn recorded_file() -> PathBuf {
    root().join("tests/it/quality/recorded.tsv")
}

impl Recorded {
    fn read() -> Self {
        let text = fs::read_to_string(recorded_file()).expect("recorded.tsv");
        let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        Self(rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }

    /// The cells behind the first, of the rows that begin with `first`.
    fn rows(&self, first: &str) -> impl Iterator<Item = &[String]> {
        self.0.iter().filter(move |row| row[0] == first).map(|row| &row[1..])
    }

    fn one(&self, first: &str) -> &str {
        self.rows(first).next().map_or("–", |row| row[0].as_str())
    }
}

/// Measures what is not part of the repository and keeps it, where it is at hand.
fn record() {
    let (Some(articles), Some((rates, quantulum))) = (development(), suites::rates()) else { return };
    let today = jiff::Timestamp::now().to_string();
    let mut text = "# Measured where ../shared is at hand: UPDATE_DOCS=1 cargo test --test it quality\n".to_owned();
    _ = writeln!(text, "date\t{}\nversion\t{EXTRACTOR_VERSION}", &today[..10]);
    for article in &articles {
        _ = writeln!(text, "article\t{}\t{}", article.name, cells(|level| f1(&article.scores, level)).join("\t"));
    }
    let means = |level| Some(macro_f1(articles.iter().map(|article| &article.scores), level));
    _ = writeln!(text, "mean\t{}", cells(means).join("\t"));
    for suites::Rate { name, all, kept } in &rates {
        _ = writeln!(text, "suite\t{name}\t{}\t{}\t{}\t{}", all.0, all.1, kept.0, kept.1);
    }
    _ = writeln!(text, "quantulum3\t{:.1}\t{:.1}", quantulum.0, quantulum.1);
    fs::write(recorded_file(), text).expect("a written file");
}

fn percent(figure: Option<f64>) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| format!("{:.1}", 100.0 * figure))
}

fn cells(figure: impl Fn(Level) -> Option<f64>) -> Vec<String> {
    Level::ALL.map(|level| percent(figure(level))).to_vec()
}

fn row(name: &str, cells: &[String]) -> String {
    format!("| {name} | {} |\n", cells.join(" | "))
}

fn head(first: &str) -> String {
    let levels: Vec<_> = Level::ALL.map(|level| level.as_str().to_owned()).to_vec();
    format!("{}| --- |{}\n", row(first, &levels), " --: |".repeat(levels.len()))
}

fn means(articles: &[Article]) -> Vec<String> {
    cells(|level| Some(macro_f1(articles.iter().map(|article| &article.scores), level)))
}

fn table(articles: &[Article]) -> String {
    let rows = articles.iter().map(|article| {
        let name = article.name.rsplit('/').next().unwrap_or_default();
        row(name, &cells(|level| f1(&article.scores, level)))
    });
    format!("{}{}{}", head("article"), rows.collect::<String>(), row("**mean**", &means(articles)))
}

fn fields(sets: [(&str, &[Article]); 2]) -> String {
    let accuracies = |articles: &[Article]| -> Vec<(&'static str, f64)> {
        let scores: Vec<&Scores> = articles.iter().map(|article| &article.scores).collect();
        micro(scores).accuracies().collect()
    };
    let mut text = format!("| field | {} | {} |\n| --- | --: | --: |\n", sets[0].0, sets[1].0);
    let (one, other) = (accuracies(sets[0].1), accuracies(sets[1].1));
    for (field, share) in &one {
        let second = other.iter().find(|(name, _)| name == field).map(|(_, share)| *share);
        _ = writeln!(text, "| {field} | {} | {} |", percent(Some(*share)), percent(second));
    }
    text
}

fn suite_table(recorded: &Recorded) -> String {
    let rate = |right: &str, all: &str| match (right.parse::<f64>(), all.parse::<f64>()) {
        (Ok(right), Ok(all)) if all > 0.0 => format!("{:.1}", 100.0 * right / all),
        _ => "–".to_owned(),
    };
    let mut text = "| suite | cases | pass, % | without exclusions, % |\n| --- | --: | --: | --: |\n".to_owned();
    let mut sums = [0; 4];
    for suite in recorded.rows("suite") {
        _ = writeln!(text, "| {} | {} | {} | {} |", suite[0], suite[2], rate(&suite[1], &suite[2]), rate(&suite[3], &suite[4]));
        sums.iter_mut().zip(&suite[1..]).for_each(|(sum, cell)| *sum += cell.parse::<usize>().unwrap_or(0));
    }
    let [right, all, kept_right, kept] = sums.map(|sum| sum.to_string());
    _ = writeln!(text, "| **all** | {all} | {} | {} |", rate(&right, &all), rate(&kept_right, &kept));
    text
}

fn page(practice: &[Article], heldout: &[Article], unseen: &[Article], recorded: &Recorded) -> String {
    let development = recorded.rows("article").map(|cells| row(&cells[0], &cells[1..])).collect::<String>();
    let mean = recorded.rows("mean").map(|cells| row("**mean**", cells)).collect::<String>();
    let quantulum = recorded
        .rows("quantulum3")
        .next()
        .map(|cells| format!("{} with value and words right, {} with the unit besides", cells[0], cells[1]));
    include_str!("page.md")
        .replace("{practice}", &table(practice))
        .replace("{heldout}", &table(heldout))
        .replace("{unseen}", &table(unseen))
        .replace("{fields}", &fields([("practice", practice), ("unseen", unseen)]))
        .replace("{date}", recorded.one("date"))
        .replace("{version}", recorded.one("version"))
        .replace("{development}", &format!("{}{development}{mean}", head("article")))
        .replace("{suites}", &suite_table(recorded))
        .replace("{quantulum3}", &quantulum.unwrap_or_default())
}

/// The table of the README: one row a set.
fn summary(practice: &[Article], heldout: &[Article], unseen: &[Article], recorded: &Recorded) -> String {
    let count = recorded.rows("article").count();
    let mean: Vec<String> = recorded.rows("mean").next().map(<[String]>::to_vec).unwrap_or_default();
    format!(
        "{}{}{}{}{}",
        head("articles"),
        row(&format!("{count} development articles"), &mean),
        row(&format!("{} practice articles (`tests/cases/practice/`)", practice.len()), &means(practice)),
        row(&format!("{} articles kept aside until 27 November 2026 (`tests/cases/heldout/`)", heldout.len()), &means(heldout)),
        row(&format!("{} articles whose errors nobody has read (`tests/cases/unseen/`)", unseen.len()), &means(unseen)),
    )
}

/// The table in `readme` that begins with "| articles |".
fn summary_in(readme: &str) -> &str {
    let start = readme.find("| articles |").expect("the README has a table of quality");
    let end = readme[start..].find("\n\n").map_or(readme.len(), |end| start + end + 1);
    &readme[start..end]
}

/// Every figure of the tables in `text`, row by row under the row's first cell.
fn figures(text: &str) -> Vec<(String, Vec<Option<f64>>)> {
    let row = |line: &str| {
        let mut cells = line.trim_matches('|').split(" | ").map(str::trim);
        let name = cells.next().unwrap_or_default().to_owned();
        (name, cells.map(|cell| cell.parse().ok()).collect())
    };
    text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---")).map(row).collect()
}

/// Fails where `published` promises more than `measured`, or speaks of other articles.
fn assert_true(file: &str, published: &str, measured: &str) {
    let (published, measured) = (figures(published), figures(measured));
    let names = |rows: &[(String, Vec<Option<f64>>)]| rows.iter().map(|row| row.0.clone()).collect::<Vec<_>>();
    let help = "UPDATE_DOCS=1 cargo test --test it quality writes it afresh";
    assert_eq!(names(&published), names(&measured), "{file} is about other articles: {help}");
    for ((name, promised), (_, held)) in published.iter().zip(&measured) {
        let more = promised.iter().zip(held).any(|(promised, held)| promised.unwrap_or(0.0) > held.unwrap_or(0.0) + AHEAD);
        assert!(!more, "{file} promises more for {name} than is measured, {promised:?} for {held:?}: {help}");
    }
}

#[test]
fn published_figures_are_those_that_are_measured() {
    let update = env::var_os("UPDATE_DOCS").is_some();
    if update {
        record();
    }
    let (practice, heldout, unseen, recorded) = (articles("practice"), articles("heldout"), articles("unseen"), Recorded::read());
    let (page, table) = (page(&practice, &heldout, &unseen, &recorded), summary(&practice, &heldout, &unseen, &recorded));
    let (page_file, readme_file) = (root().join("docs/quality.md"), root().join("README.md"));
    let readme = fs::read_to_string(&readme_file).expect("README.md");
    if update {
        fs::write(&page_file, &page).expect("a written file");
        fs::write(&readme_file, readme.replace(summary_in(&readme), &table)).expect("a written file");
        return;
    }
    assert_true("docs/quality.md", &fs::read_to_string(&page_file).expect("docs/quality.md"), &page);
    assert_true("README.md", summary_in(&readme), &table);
}
