//! How claims are found again: what stays, what takes the place of what, and what is left unclear.

use super::{Earlier, Fate, settle};
use crate::claim::{self, Claim};
use crate::document;
use crate::source::Source;

fn claims(text: &str) -> Vec<Claim> {
    let source = Source::from_bytes("a.md", text.as_bytes(), None).expect("text");
    claim::extract(&document::read(&source), "a.md")
}

fn fates(before: &[Claim], now: &[Claim]) -> Vec<Fate> {
    let earlier: Vec<_> = before.iter().map(|read| Earlier { read, corrected: None, stands: true }).collect();
    settle(&earlier, now)
}

/// The fates of the claims of two texts of one article.
fn after(before: &str, now: &str) -> Vec<Fate> {
    let (before, now) = (claims(before), claims(now));
    assert!(!before.is_empty() && !now.is_empty(), "{before:?} {now:?}");
    fates(&before, &now)
}

fn stays(earlier: usize, moved: bool) -> Fate {
    Fate::Stays { earlier, moved }
}

const SENTENCE: &str = "The new engine of Quarkus cut the memory use of the billing service by 40% in 2025.";

#[test]
fn markup_marks_and_breaks_do_not_matter() {
    let now = "The **new engine** of [Quarkus](https://q.example) cut the memory\nuse of the billing service by 40% in 2025.";
    assert_eq!(after(SENTENCE, now), [stays(0, false)]);
}

#[test]
fn a_reworded_sentence_is_found_by_what_it_says() {
    let now = SENTENCE.replace("cut the memory use", "has reduced the memory use");
    assert_eq!(after(SENTENCE, &now), [stays(0, true)]);
}

#[test]
fn what_is_ambiguous_is_not_guessed() {
    let twice =
        "Memory use of the northern billing service fell by 40%.\n\nMemory use of the southern billing service fell by 40%.";
    let one = "Memory use of the eastern billing service fell by 40%.";
    assert_eq!(after(twice, one), [Fate::New]);
    assert_eq!(after(one, twice), [Fate::New, Fate::New]);
}

#[test]
fn another_name_time_or_direction_is_another_claim() {
    for (old, new) in [("Quarkus", "Micronaut"), ("2025", "2024"), ("cut", "increased")] {
        let fates = after(SENTENCE, &SENTENCE.replace(old, new));
        assert!(!matches!(fates[0], Fate::Stays { .. }), "{new}: {fates:?}");
    }
}

#[test]
fn a_short_line_under_another_heading_is_another_claim() {
    let plans = |basic: &str, pro: &str| {
        format!("# Plans\n\n## Basic\n\n- Price: ${basic} a month\n\n## Pro\n\n- Price: ${pro} a month\n")
    };
    let fates = after(&plans("29", "99"), &plans("19", "29"));
    assert!(fates.iter().all(|fate| !matches!(fate, Fate::Stays { .. })), "{fates:?}");
    let renamed = plans("29", "99").replace("## Basic", "## Starter");
    assert_eq!(after(&plans("29", "99"), &renamed), [stays(0, true), stays(1, false)]);
}

#[test]
fn another_figure_takes_the_place_of_the_old_one() {
    let now = SENTENCE.replace("40%", "45%");
    assert_eq!(after(SENTENCE, &now), [Fate::Replaces { earlier: 0 }]);
    let fates = after(
        "Sales rose by 12% and costs by 7%, while staff fell by 3%.",
        "Sales rose by 12% and costs by 8%, while staff fell by 3%.",
    );
    assert_eq!(fates, [stays(0, true), Fate::Replaces { earlier: 1 }, stays(2, true)]);
}

#[test]
fn a_corrected_figure_is_recognised_as_read_and_as_corrected() {
    let read = claims(SENTENCE).remove(0);
    let mut corrected = read.clone();
    let figure = corrected.quantity.as_mut().expect("a figure");
    (figure.quantity.low, figure.quantity.high) = (Some(41.into()), Some(41.into()));
    let earlier = [Earlier { read: &read, corrected: Some(&corrected), stands: true }];
    for now in [&read, &corrected] {
        assert_eq!(settle(&earlier, std::slice::from_ref(now)), [stays(0, false)]);
    }
}

#[test]
fn many_equal_claims_stay_in_order() {
    let line = "Sales of the shop grew by 12% last year.\n\n";
    let before = claims(&line.repeat(400));
    let fates = fates(&before, &before);
    assert!(fates.iter().enumerate().all(|(at, fate)| *fate == stays(at, false)), "{:?}", &fates[..3]);
    let reworded = claims(&line.replace("shop grew", "bakery had grown").repeat(400));
    assert!(
        super::settle(&before.iter().map(|read| Earlier { read, corrected: None, stands: true }).collect::<Vec<_>>(), &reworded)
            .len()
            == reworded.len()
    );
}
