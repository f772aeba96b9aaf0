//! Headings, lists, captions, pages and what a text says of itself.

use super::super::read;
use super::{roles, tables};
use crate::document::{Block, Prose, Role};

fn prose(text: &str) -> Vec<Prose> {
    let blocks = read(text).blocks;
    blocks.into_iter().filter_map(|block| if let Block::Prose(prose) = block { Some(prose) } else { None }).collect()
}

#[test]
fn headings_open_sections_and_lists_know_their_introduction() {
    let text = "A Title of the Thing\n\nHow We Tested\n\nThe load was the same for all of them, and every run was repeated.\n\n\
        1. Warm Up\n\nEach system ran for a minute. We looked at:\n\n  • latency\n    of the tail\n  • memory\n      - resident\n  • cost\n\nWhat We Found\n\nNot much changed since.";
    let blocks = prose(text);
    let seen: Vec<(Role, &str, usize, Option<usize>)> =
        blocks.iter().map(|prose| (prose.role, prose.text.as_str(), prose.section.len(), prose.introduction)).collect();
    assert_eq!(
        seen,
        [
            (Role::Heading(1), "A Title of the Thing", 0, None),
            (Role::Heading(2), "How We Tested", 1, None),
            (Role::Paragraph, "The load was the same for all of them, and every run was repeated.", 2, None),
            (Role::Heading(3), "1. Warm Up", 2, None),
            (Role::Paragraph, "Each system ran for a minute. We looked at:", 3, None),
            (Role::ListItem, "latency of the tail", 3, Some(4)),
            (Role::ListItem, "memory", 3, Some(4)),
            (Role::ListItem, "resident", 3, Some(6)),
            (Role::ListItem, "cost", 3, Some(4)),
            (Role::Heading(2), "What We Found", 1, None),
            (Role::Paragraph, "Not much changed since.", 2, None),
        ]
    );
}

#[test]
fn tables_know_caption_introduction_and_source() {
    let text = "The Report\n\nThe shares differ widely between the regions, as the table shows.\n\nTable 1: Shares\n\n\
        Region Share\nEurope 29%\nAsia 41%\nAfrica 8%\n\nSource: Example Panel, 2025\n\nNothing else was asked.";
    let table = &tables(text)[0];
    assert_eq!(table.caption.as_ref().map(|caption| caption.as_str()), Some("Table 1: Shares"));
    assert_eq!(table.source_line.as_ref().map(|line| line.as_str()), Some("Source: Example Panel, 2025"));
    assert_eq!(table.introduction, Some(2));
    assert_eq!(&*table.section, ["The Report"]);
}

#[test]
fn pages_are_put_together() {
    let page = |words: &str, number: usize| {
        format!("Acme Corp.        Annual Report 2025\n\n{words}\n\n                                         {number}\n\n")
    };
    let lines = "The company sold more units in every region than in the year before, and the\nmargin rose in all of them but one, where prices were cut early in the year by";
    let more = "more than a tenth. Elsewhere prices went up, though by less than the rate of\ninflation, so that volumes could rise as well as they did.";
    let text = format!("{}{}", page(lines, 4), page(more, 5));
    let read: Vec<(Option<Role>, String)> = roles(&text);
    let paragraphs: Vec<&str> =
        read.iter().filter(|(role, _)| *role == Some(Role::Paragraph)).map(|(_, words)| words.as_str()).collect();
    assert_eq!(paragraphs.len(), 1, "{read:#?}");
    assert!(paragraphs[0].contains("early in the year by more than a tenth."), "{}", paragraphs[0]);
    assert_eq!(read.iter().filter(|(role, _)| *role == Some(Role::Furniture)).count(), 3, "{read:#?}");
}

#[test]
fn speech_stands_below_its_speaker() {
    let text = "ACME CORP. Q2 CALL\n\nOperator\n\nGood morning, and welcome to the call of the second quarter.\n\n\
        Jane Doe -- Chief Financial Officer\n\nRevenue was $4 million in the second quarter of the year.\n\nJane Doe\n\nJOHN ROE:\nThanks. Can you talk about margins in the second half of the year?";
    let read = prose(text);
    let speech = read.iter().find(|prose| prose.text.as_str().starts_with("Revenue")).expect("the speech");
    assert_eq!(speech.section.last().map(String::as_str), Some("Jane Doe -- Chief Financial Officer"));
    let answer = read.iter().find(|prose| prose.text.as_str().starts_with("Thanks")).expect("the question");
    assert_eq!(answer.section.last().map(String::as_str), Some("JOHN ROE:"));
}

#[test]
fn names_and_offices_on_two_lines_present_speakers() {
    let text = "CORPORATE PARTICIPANTS\n \nHelen Marsh\nAcme Storage Inc. - VP of Investor Relations\n \nPeter R. Olin\n\
        Acme Storage Inc. - President, CEO & Director\nPRESENTATION\n \nOperator\nGood day, and welcome to the call of the second quarter.\n \n\
        Peter R. Olin\nAcme Storage Inc. - President, CEO & Director\nThank you. Revenue was $4 million in the second quarter of the year.";
    let reading = read(text);
    assert_eq!((reading.metadata.title, reading.metadata.publisher.as_deref()), (None, Some("Acme Storage Inc.")));
    let read = prose(text);
    let speech = read.iter().find(|prose| prose.text.as_str().starts_with("Thank you")).expect("the speech");
    assert_eq!(speech.section.last().map(String::as_str), Some("Peter R. Olin"));
    let offices = read.iter().filter(|prose| prose.text.as_str().starts_with("Acme Storage"));
    assert!(offices.clone().count() == 3 && offices.clone().all(|prose| prose.role == Role::Furniture));
}

#[test]
fn front_matter_is_read_and_left_out() {
    let text = "Why Queues Fail\n\nBy Jane Doe and Ana de Souza | Updated March 5, 2026 | 7 min read\n\nShare this\n\n\
        Table of Contents\n1. Backlogs\n2. Retries\n\nBacklogs\n\nA backlog of 10 million messages takes hours to drain.\n\nRetries\n\nEach retry adds load.\n\n\
        © 2026 Example Media\n\nLeave a Reply";
    let metadata = read(text).metadata;
    assert_eq!(metadata.title.as_deref(), Some("Why Queues Fail"));
    assert_eq!(metadata.date.as_deref(), Some("2026-03-05"));
    assert_eq!(metadata.authors, ["Jane Doe", "Ana de Souza"]);
    let kept: Vec<String> =
        roles(text).into_iter().filter(|(role, _)| *role != Some(Role::Furniture)).map(|(_, words)| words).collect();
    assert_eq!(
        kept,
        [
            "Why Queues Fail",
            "Backlogs",
            "A backlog of 10 million messages takes hours to drain.",
            "Retries",
            "Each retry adds load."
        ]
    );
}

#[test]
fn quotations_and_footnotes_keep_their_role() {
    let text = "A Title\n\n> We grew by 40%\n> in a year.\n\nIt was so.\n\n[1] Example, 2024.";
    let read: Vec<(Option<Role>, String)> = roles(text);
    assert!(read.contains(&(Some(Role::Quotation), "We grew by 40% in a year.".to_owned())), "{read:?}");
    assert!(read.contains(&(Some(Role::Footnote), "[1] Example, 2024.".to_owned())), "{read:?}");
}
