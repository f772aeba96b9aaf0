//! What the person names: claims by the beginning of their ids, documents by any of their names, ids on standard input.
//!
//! Comes in: words of the command line. Goes out: stored claims and documents, or which of the names is unknown. All are looked up
//! before anything is done.

use std::io::{self, BufRead};

use anyhow::{Context as _, bail};
use claimbase::base::Base;
use claimbase::ingest;
use claimbase::store::{Store, StoredClaim, StoredDocument};

use crate::context::Context;

impl Context {
    /// The claims that `ids` name, each once, in the order given; `-` stands for the ids on standard input.
    pub fn claims(&self, store: &Store, ids: &[String]) -> anyhow::Result<Vec<StoredClaim>> {
        let mut rows = Vec::new();
        for id in expand(ids)? {
            let row = store.find_claim_row(&id)?;
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        Ok(store.claims_by_row(&rows)?)
    }

    /// The one document that `name` means, removed ones included.
    pub fn document(&self, base: &Base, store: &Store, name: &str) -> anyhow::Result<StoredDocument> {
        Ok(ingest::find_document(base, store, name)?)
    }

    /// The documents that `names` mean, or all, in the order in which they were stored. None is an error.
    pub fn documents(&self, base: &Base, store: &Store, names: &[String]) -> anyhow::Result<Vec<StoredDocument>> {
        let mut documents = store.documents()?;
        let wanted = names.iter().map(|name| self.document(base, store, name)).collect::<Result<Vec<_>, _>>()?;
        if let Some(removed) = wanted.iter().find(|document| document.removed_at.is_some()) {
            bail!("{} was removed\nhelp: 'claimbase remove {} --undo' brings it back", removed.key, removed.id);
        }
        if !wanted.is_empty() {
            documents.retain(|document| wanted.iter().any(|wanted| wanted.row == document.row));
        }
        if documents.is_empty() {
            bail!("the base holds no documents\nhelp: 'claimbase ingest PATH' stores a first article");
        }
        Ok(documents)
    }
}

/// The ids given, with those of standard input in the place of `-`.
fn expand(ids: &[String]) -> anyhow::Result<Vec<String>> {
    let mut expanded = Vec::new();
    for id in ids {
        if id != "-" {
            expanded.push(id.clone());
            continue;
        }
        for line in io::stdin().lock().lines() {
            let line = line.context("cannot read ids from standard input")?;
            expanded.extend(id_of_line(&line)?);
        }
    }
    if expanded.is_empty() {
        bail!("no ids are given\nhelp: 'claimbase search' lists claims with their ids");
    }
    Ok(expanded)
}

/// The id in a line: its first word, or the field `id` of a claim record.
fn id_of_line(line: &str) -> anyhow::Result<Option<String>> {
    if !line.trim_start().starts_with('{') {
        return Ok(line.split_whitespace().next().map(str::to_owned));
    }
    let record: serde_json::Value = serde_json::from_str(line).context("a line of standard input is not JSON")?;
    let id = record.get("id").and_then(|id| id.as_str()).context("a record on standard input has no id")?;
    Ok(Some(id.to_owned()))
}
