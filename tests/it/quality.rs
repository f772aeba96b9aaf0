//! The quality of extraction on the articles in `tests/cases/`: held so that it cannot fall unnoticed, and published in `docs/quality.md`.
//!
//! `quality/floors.tsv` has for each article the F1 that each level must reach. `CLAIMBASE_BLESS=1 cargo test --test it quality` raises the floors to a
//! little under what is measured and adds new articles; it lowers none. Where a change that is right all in all costs an article more than that, its floor is
//! lowered by hand, and the commit says why. `UPDATE_DOCS=1 cargo test --test it quality` writes
//! `docs/quality.md` and the table in the README afresh; where `../shared` is there, the figures of the development articles and the public
//! suites are measured anew and kept in `quality/recorded.tsv`.

mod measure;
mod page;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use claimbase::evaluate::Level;

use measure::{articles, f1, root};

/// How far under the measured figure a floor is set: what a change of no importance may cost.
const SLACK: f64 = 0.02;

fn floors_file() -> PathBuf {
    root().join("tests/it/quality/floors.tsv")
}

fn levels() -> String {
    Level::ALL.map(Level::as_str).join("\t")
}

/// The floors in thousandths, by article and level.
fn floors() -> BTreeMap<String, Vec<i64>> {
    let text = fs::read_to_string(floors_file()).unwrap_or_default();
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let name = cells.next().unwrap_or_default().to_owned();
        (name, cells.map(|cell| cell.parse().unwrap_or(-1)).collect())
    };
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(row).collect()
}

fn thousandths(figure: Option<f64>) -> i64 {
    figure.map_or(-1, |figure| (figure * 1000.0).round() as i64)
}

/// The floors that what is measured allows: raised, never lowered.
fn raised(measured: &BTreeMap<String, Vec<i64>>, floors: &BTreeMap<String, Vec<i64>>) -> BTreeMap<String, Vec<i64>> {
    let slack = (SLACK * 1000.0) as i64;
    let raise = |(name, figures): (&String, &Vec<i64>)| {
        let before = floors.get(name);
        let floor = |(level, figure): (usize, &i64)| {
            let allowed = if *figure < 0 { -1 } else { (figure - slack).max(0) };
            before.and_then(|before| before.get(level).copied()).unwrap_or(-1).max(allowed)
        };
        (name.clone(), figures.iter().enumerate().map(floor).collect())
    };
    measured.iter().map(raise).collect()
}

fn write_floors(floors: &BTreeMap<String, Vec<i64>>) {
    let cell = |floor: &i64| if *floor < 0 { "-".to_owned() } else { floor.to_string() };
    let rows: Vec<_> = floors
        .iter()
        .map(|(name, floors)| format!("{name}\t{}\n", floors.iter().map(cell).collect::<Vec<_>>().join("\t")))
        .collect();
    let head = "# F1 in thousandths that extraction must reach on each article. May only grow: CLAIMBASE_BLESS=1 cargo test --test it quality";
    fs::create_dir_all(floors_file().parent().expect("a folder")).expect("a folder");
    fs::write(floors_file(), format!("{head}\n# article\t{}\n{}", levels(), rows.concat())).expect("a written file");
}

#[test]
fn quality_does_not_fall() {
    let all = ["practice", "heldout", "unseen"].into_iter().flat_map(articles);
    let measured: BTreeMap<String, Vec<i64>> =
        all.map(|article| (article.name, Level::ALL.map(|level| thousandths(f1(&article.scores, level))).to_vec())).collect();
    let mut floors = floors();
    if env::var_os("CLAIMBASE_BLESS").is_some() {
        floors = raised(&measured, &floors);
        write_floors(&floors);
    }
    let mut faults = String::new();
    for (name, figures) in &measured {
        let Some(floors) = floors.get(name) else {
            _ = writeln!(faults, "  {name} has no floors");
            continue;
        };
        for ((level, figure), floor) in Level::ALL.iter().zip(figures).zip(floors).filter(|((_, figure), floor)| figure < floor) {
            _ = writeln!(faults, "  {name}: {} {figure}, and its floor is {floor}", level.as_str());
        }
    }
    assert!(faults.is_empty(), "extraction has become worse, or an article is new (CLAIMBASE_BLESS=1 adds it):\n{faults}");
}

#[test]
fn blessing_raises_floors_and_lowers_none() {
    let measured = BTreeMap::from([("a".to_owned(), vec![900, 500, -1]), ("new".to_owned(), vec![10, 1000, 700])]);
    let floors = BTreeMap::from([("a".to_owned(), vec![800, 600, -1]), ("gone".to_owned(), vec![1, 1, 1])]);
    let expected = BTreeMap::from([("a".to_owned(), vec![880, 600, -1]), ("new".to_owned(), vec![0, 980, 680])]);
    assert_eq!(raised(&measured, &floors), expected);
}
