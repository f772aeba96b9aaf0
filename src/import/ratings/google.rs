//! Answers of Google's Fact Check Tools API, method `claims:search`, as they come: one, several one after the other, or a list of them.
//!
//! Comes in: JSON. Goes out: fact checks, one for each review of each claim. Keys that are not known are passed over, since the API may grow; of the
//! rest only the claim's words and the textual rating must be there.

use serde::Deserialize;
use serde_json::Value;

use super::{BadRecord, Importer, Published, worded};
use crate::import::ImportError;
use crate::review::{Rating, RatingFormat};
use crate::source::Source;

/// A claim, as the API's reference has it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Claim {
    text: Option<String>,
    claimant: Option<String>,
    #[serde(default)]
    claim_review: Vec<ClaimReview>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClaimReview {
    publisher: Option<Publisher>,
    url: Option<String>,
    title: Option<String>,
    review_date: Option<String>,
    textual_rating: Option<String>,
    language_code: Option<String>,
}

#[derive(Deserialize)]
struct Publisher {
    name: Option<String>,
    site: Option<String>,
}

/// The fact checks of `source`, and the claims that hold none.
pub fn read(source: &Source, importer: Importer<'_>) -> Result<(Vec<Published>, Vec<BadRecord>), ImportError> {
    let fault = |message: String| ImportError::File {
        name: source.name.clone(),
        message,
        help: "save the answer of claims:search as it comes, or its pages one after the other",
    };
    let mut claims = Vec::new();
    for value in serde_json::Deserializer::from_str(source.text.trim_start_matches('\u{feff}')).into_iter::<Value>() {
        gather(value.map_err(|error| fault(format!("it is not JSON: {error}")))?, &mut claims).map_err(fault)?;
    }
    let (mut published, mut bad) = (Vec::new(), Vec::new());
    for (at, claim) in claims.into_iter().enumerate() {
        let read = serde_json::from_value(claim).map_err(|error| error.to_string());
        match read.and_then(|claim| fact_checks(claim, importer)) {
            Ok(checks) => published.extend(checks),
            Err(message) => bad.push(BadRecord { number: at + 1, message }),
        }
    }
    Ok((published, bad))
}

/// The claims of an answer, of a list of answers or of claims, or of one claim. An answer without claims is an empty object.
fn gather(value: Value, claims: &mut Vec<Value>) -> Result<(), String> {
    match value {
        Value::Array(values) => values.into_iter().try_for_each(|value| gather(value, claims)),
        Value::Object(mut answer) => match answer.remove("claims") {
            Some(Value::Array(found)) => {
                claims.extend(found);
                Ok(())
            }
            Some(_) => Err("'claims' is no list".to_owned()),
            None if answer.is_empty() || answer.contains_key("nextPageToken") => Ok(()),
            None if answer.contains_key("claimReview") => {
                claims.push(Value::Object(answer));
                Ok(())
            }
            None => Err("it holds no 'claims'".to_owned()),
        },
        _ => Err("it holds something else than answers of the API".to_owned()),
    }
}

fn fact_checks(claim: Claim, importer: Importer<'_>) -> Result<Vec<Published>, String> {
    let words = claim.text.as_deref().and_then(worded).ok_or("the claim has no text")?;
    let claimant = claim.claimant.as_deref().and_then(worded);
    if claim.claim_review.is_empty() {
        return Err("the claim has no review".to_owned());
    }
    let check = |review: ClaimReview| {
        let rating = review.textual_rating.as_deref().and_then(worded).ok_or("a review of it has no textualRating")?;
        let publisher = review.publisher.unwrap_or(Publisher { name: None, site: None });
        let said = |words: Option<String>| words.as_deref().and_then(worded);
        let rating = Rating {
            publisher: said(publisher.name),
            site: said(publisher.site),
            url: said(review.url),
            title: said(review.title),
            reviewed_at: said(review.review_date),
            language: said(review.language_code),
            ..importer.rating(RatingFormat::Google, rating)
        };
        Ok(Published { words: words.clone(), claimant: claimant.clone(), rating })
    };
    claim.claim_review.into_iter().map(check).collect()
}
