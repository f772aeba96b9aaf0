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
        ("HELSINKI -- Norvik Oyj today reported sales of EUR 184 million.", "Norvik Oyj | reported"),
        ("With Veltro 8's compiler and Zephyr 12's queues, the framework handles 650 requests.", "the framework | handles"),
        ("When it runs on Veltro, Zephyr, or Acme Cloud, these metrics mean 40% less.", "these metrics | mean"),
        ("With 4,000 pods, 200 nodes and 80 builds a day, Acme runs 40% of it.", "Acme | runs"),
        ("Only Veltro has a free tier; it stops after 500 MB and goes to sleep.", "it | stops"),
        ("Lumi Rail, the largest of the private ones, lost $41m, while Ostbahn covers 72%.", "Ostbahn | covers"),
        ("Strata has one price and, as its manager Paolo Ricci told us, gives 30% off.", "Strata | gives"),
        ("The engine was replaced by Nest, which Ines started at home and which grew to 61,000 lines.", "Nest | grew"),
        ("Reading rows out of a database can be twice as fast.", "Reading rows out of a database | be"),
        ("Brandis expects the market to more than double, to $17 billion.", "the market | more than double"),
        ("Profit rose to $98 million in the year ended June from $90 million.", "Profit | rose"),
        ("It was fast while using 5 MB.", "It | using"),
        ("Voltara, compiled to a native image, runs in 50 MB.", "Voltara | runs"),
        ("Voltara, backed by a bank and a fund, lost $3 million.", "Voltara | lost"),
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
