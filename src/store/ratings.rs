//! Ratings that others published: appended, and read back for a claim.
//!
//! Comes in: claims with their ratings, or ratings of claims that are stored. Goes out: the ratings of a claim, oldest first. No status follows
//! from them.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::error::Doing;
use super::rows::Columns;
use super::{Store, StoreError, Stored, Version, versions};
use crate::claim::ClaimId;
use crate::review::Rating;

/// The columns of a rating, in the order in which [`rating`] reads them.
pub(super) const COLUMNS: &str =
    "rating, value, best, worst, publisher, site, url, title, reviewed_at, language, format, imported_at, imported_by";

impl Store {
    /// The ratings of the claim at `row`, oldest first.
    pub fn ratings(&self, row: i64) -> Result<Vec<Rating>, StoreError> {
        let doing = "read ratings";
        let sql = format!("SELECT {COLUMNS} FROM ratings WHERE claim_row = ?1 ORDER BY rating_row");
        let mut statement = self.connection.prepare_cached(&sql).doing(doing)?;
        let mut rows = statement.query([row]).doing(doing)?;
        let mut ratings = Vec::new();
        while let Some(row) = rows.next().doing(doing)? {
            ratings.push(rating(&mut Columns::new(row))?);
        }
        Ok(ratings)
    }

    /// The claims that have a rating and stand, by the words of their quote; of equal words the first.
    pub fn rated_claims(&self) -> Result<HashMap<String, i64>, StoreError> {
        let doing = "read rated claims";
        let sql = "SELECT quote_words, claim_row FROM claims WHERE claim_row IN (SELECT claim_row FROM ratings) \
                   AND withdrawn_at IS NULL ORDER BY claim_row DESC";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).doing(doing)?;
        rows.collect::<Result<_, _>>().doing(doing)
    }

    /// Stores claims that are new with their ratings, and further ratings of claims that are stored, in one transaction.
    pub fn put_ratings(
        &mut self,
        version: Option<&Version<'_>>,
        of_new: &[(&ClaimId, &Rating)],
        of_stored: &[(i64, &Rating)],
    ) -> Result<Option<Stored>, StoreError> {
        let doing = "store ratings";
        version.map_or(Ok(()), versions::check_spans)?;
        let transaction = self.begin()?;
        let stored = version.map(|version| versions::put_checked(&transaction, version)).transpose()?;
        for (id, rating) in of_new {
            let sql = "SELECT claim_row FROM claims WHERE id = ?1";
            let row = transaction.prepare_cached(sql).doing(doing)?.query_row([id.0.as_str()], |row| row.get(0)).doing(doing)?;
            insert(&transaction, row, rating)?;
        }
        of_stored.iter().try_for_each(|(row, rating)| insert(&transaction, *row, rating))?;
        transaction.commit().doing(doing)?;
        Ok(stored)
    }
}

/// Inserts a rating of the claim at `claim_row`.
pub(super) fn insert(connection: &Connection, claim_row: i64, rating: &Rating) -> Result<(), StoreError> {
    let doing = "store a rating";
    let sql = format!(
        "INSERT INTO ratings (claim_row, {COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
    );
    let values = params![
        claim_row,
        rating.rating,
        rating.value,
        rating.best,
        rating.worst,
        rating.publisher,
        rating.site,
        rating.url,
        rating.title,
        rating.reviewed_at,
        rating.language,
        rating.format.as_str(),
        rating.imported_at,
        rating.imported_by,
    ];
    connection.prepare_cached(&sql).doing(doing)?.execute(values).doing(doing)?;
    Ok(())
}

/// The rating in the next columns of `columns`, which must be [`COLUMNS`].
pub(super) fn rating(columns: &mut Columns<'_, '_>) -> Result<Rating, StoreError> {
    Ok(Rating {
        rating: columns.take()?,
        value: columns.take()?,
        best: columns.take()?,
        worst: columns.take()?,
        publisher: columns.take()?,
        site: columns.take()?,
        url: columns.take()?,
        title: columns.take()?,
        reviewed_at: columns.take()?,
        language: columns.take()?,
        format: columns.word("format of a rating")?,
        imported_at: columns.take()?,
        imported_by: columns.take()?,
    })
}
