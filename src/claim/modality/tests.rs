//! Which statements are about the future, and which give advice.

use super::super::Modality;
use super::super::reading::Reading;
use super::super::syntax::Class;
use super::of_token;
use crate::mention::name::Evidence;

/// The modality of the first figure of `text`.
fn modality(text: &str) -> Modality {
    let evidence = Evidence::new();
    let reading = Reading::of_prose(text, &evidence);
    let sentence = reading.sentence(reading.sentences[0]);
    let at = sentence.tokens.iter().position(|token| matches!(token.class, Class::Quantity(_)));
    of_token(&sentence.tokens, at.unwrap_or_else(|| panic!("{text}")), false)
}

#[test]
fn only_the_governing_verb_makes_a_forecast() {
    assert_eq!(modality("Acme will open 12 shops."), Modality::Forecast);
    assert_eq!(modality("Sales are expected to reach $4 billion."), Modality::Forecast);
    assert_eq!(modality("Acme expects sales of $4 billion."), Modality::Forecast);
    assert_eq!(modality("Revenue was $4 million, which will please the board."), Modality::Fact);
}

#[test]
fn an_order_is_advice_only_for_its_own_figure() {
    assert_eq!(modality("Keep 15% in cash."), Modality::Advice);
    assert_eq!(modality("You should keep 15% in cash."), Modality::Advice);
    assert_eq!(modality("Consider this: Acme serves 40 million users."), Modality::Fact);
    assert_eq!(modality("Your team of engineers costs $4 million."), Modality::Fact);
}

#[test]
fn a_gerund_of_planning_is_carried_by_its_auxiliary() {
    let told = |clause: &str| super::of_clause(clause, clause, false);
    assert_eq!(told("acme is currently planning to move to bolt"), Modality::Forecast);
    assert_eq!(told("acme is not planning to move to bolt"), Modality::Forecast);
    assert_eq!(told("acme moved the crop planning app to bolt"), Modality::Fact);
}

#[test]
fn guidance_that_is_set_is_a_forecast() {
    assert_eq!(modality("We are raising our full year guidance to $675 million."), Modality::Forecast);
    assert_eq!(modality("We are maintaining our capital guidance, which is $24 million to $29 million."), Modality::Forecast);
    assert_eq!(modality("Acme raised its guidance after sales of $5 million."), Modality::Fact);
    assert_eq!(modality("The charity provides guidance to 3,000 families."), Modality::Fact);
    assert_eq!(modality("Acme raised $5 million, in line with its guidance."), Modality::Fact);
}
