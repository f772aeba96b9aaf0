//! Whose verb is whose: sentences with a figure, and the subject and verb that govern it.

use super::super::reading::Reading;
use super::super::syntax::Class;
use super::{Governor, Phrase, governor};
use crate::mention::name::Evidence;

/// "subject | verb" of the last figure of `text`; "^subject" where the figure stands in it or before it.
fn governed(text: &str) -> String {
    let reading = Reading::of_prose(text, &Evidence::new());
    let sentence = reading.sentence(reading.sentences[0]);
    let figure = |class: &Class| matches!(class, Class::Quantity(_));
    let at = sentence.tokens.iter().rposition(|token| figure(&token.class)).expect("every case has a figure");
    let words = |phrase: Phrase| {
        sentence.tokens[phrase.first..phrase.core_end].iter().map(|token| token.word).collect::<Vec<_>>().join(" ")
    };
    let Governor { verb, subject, ahead, .. } = governor(&sentence, at);
    let subject = subject.map(words).or(ahead.map(|ahead| format!("^{}", words(ahead)))).unwrap_or_default();
    format!("{subject} | {}", verb.map_or("", |verb| sentence.tokens[verb].word))
}

#[test]
fn verbs_find_their_subjects() {
    for (text, expected) in [
        ("Voltara, which raised money from investors, lost $310 million.", "Voltara | lost"),
        ("Voltara, which raised $5 million, fell.", "Voltara | raised"),
        ("Teams that cache their dependencies wait 30% less.", "Teams | wait"),
        ("The tool we use takes 5 ms.", "The tool | takes"),
        ("Churn for the group was 1%, up 2 points compared with June.", "Churn | was"),
        ("The firm cut jobs and has saved $3 million.", "The firm | saved"),
        ("The firm grew, and its rival lost $3 million.", "its rival | lost"),
        ("Analysts say revenue rose 5%.", "revenue | rose"),
        ("Brandis expects the market to reach $4 billion.", "the market | reach"),
        ("When prices fell, the firm sold 40 cars.", "the firm | sold"),
        ("Our largest customer, a bank in Oslo, pays $5 million.", "Our largest customer | pays"),
        ("It would need land, he says, and employ 80 people.", "It | employ"),
        ("Sales more than doubled to $5 million.", "Sales | more than doubled"),
        ("Orders received rose by 31%.", "Orders | rose"),
        ("Cells dropped by a third, which corresponds to $58.", "Cells | corresponds"),
        ("Bakfolk, whose owners sold a stake, can build 1,100 bikes.", "Bakfolk | build"),
    ] {
        assert_eq!(governed(text), expected, "{text}");
    }
}

#[test]
fn a_figure_in_the_subject_has_it_ahead() {
    for (text, expected) in [
        ("37% have replaced a tool.", "^37% | "),
        ("With growth of 5%, the firm leads.", "^the firm | "),
        ("A data centre of 100 MW sold its heat.", "^A data centre | "),
    ] {
        assert_eq!(governed(text), expected, "{text}");
    }
}

#[test]
fn a_fragment_has_neither() {
    for text in ["Startup time: under 100 ms", "Cash flow up 22%"] {
        assert_eq!(governed(text), " | ", "{text}");
    }
}

#[test]
fn dump() {
    let Ok(path) = std::env::var("DUMP") else { return };
    for text in std::fs::read_to_string(path).unwrap().lines() {
        let reading = Reading::of_prose(text, &Evidence::new());
        for span in &reading.sentences {
            let sentence = reading.sentence(*span);
            let t = &sentence.tokens;
            println!("== {}", reading.words(*span));
            println!(
                "{}",
                t.iter()
                    .map(|t| match t.class {
                        Class::Name(n) => format!("{}/Name:{:?}", t.word, reading.names[n].kind),
                        c => format!("{}/{c:?}", t.word),
                    })
                    .collect::<Vec<_>>()
                    .join(" ")
            );
            for (at, tok) in t.iter().enumerate() {
                if let Class::Quantity(_) = tok.class {
                    let g = governor(&sentence, at);
                    let w = |p: Option<Phrase>| {
                        p.map(|p| t[p.first..p.end].iter().map(|t| t.word).collect::<Vec<_>>().join(" ")).unwrap_or_default()
                    };
                    println!(
                        "   {} <- subj[{}] ahead[{}] verb[{}] label[{}]",
                        tok.word,
                        w(g.subject),
                        w(g.ahead),
                        g.verb.map_or("", |v| t[v].word),
                        w(g.label)
                    );
                }
            }
        }
    }
}
