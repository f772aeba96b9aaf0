//! A page from the web as an article: what it is known by, and which bytes of it are kept.
//!
//! Comes in: a fetched page. Goes out: its address, the other addresses that lead to it, and what its file in `corpus/` shall hold. Nothing is fetched
//! here.

use jiff::Timestamp;

use super::key::is_address;
use crate::claim::identity::address_key;
use crate::fetch::Page;
use crate::source::{Media, Source};
use crate::store::{SourceKey, SourceKind, Store, StoreError};

/// The address of a page: the one that it `states` for itself if that is on the same site, else where it was found. A page cannot claim to be
/// another site's, and a site whose every page states its front page is not believed.
pub(super) fn address(page: &Page, states: Option<&str>) -> String {
    let believed = |stated: &&str| {
        is_address(stated) && site(stated) == site(&page.address) && (!is_front(stated) || is_front(&page.address))
    };
    states.filter(believed).unwrap_or(&page.address).to_owned()
}

/// The addresses under which a page was met: where it was found, and what was asked for.
pub(super) fn addresses(page: Option<&Page>) -> impl Iterator<Item = SourceKey> {
    let met = page.into_iter().flat_map(|page| [&page.address, &page.asked]);
    met.map(|address| SourceKey { key: address_key(address), kind: SourceKind::Url, location: address.clone() })
}

/// Writes down that the document at `row` was met under the page's addresses.
pub(super) fn add_addresses(store: &mut Store, row: i64, page: Option<&Page>, now: Timestamp) -> Result<(), StoreError> {
    addresses(page).try_for_each(|address| store.add_source(row, &address, now))
}

/// What the file in `corpus/` shall hold: the bytes of a page as they came, provided that reading them again gives the same text; else the text.
/// A page whose encoding only its server knew could not be read from its bytes.
pub(super) fn kept_bytes<'a>(text: &'a str, media: Media, page: Option<&'a Page>) -> &'a [u8] {
    let reads_the_same = |page: &&Page| {
        let again = || Source::from_bytes("", &page.bytes, Some(media));
        page.bytes == text.as_bytes() || again().is_ok_and(|again| *again.text == *text)
    };
    page.filter(reads_the_same).map_or(text.as_bytes(), |page| &page.bytes)
}

/// Host and port, without `www.`.
fn site(address: &str) -> String {
    let key = address_key(address);
    let rest = key.split_once("://").map_or(key.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// Whether an address is that of a whole site.
fn is_front(address: &str) -> bool {
    let key = address_key(address);
    let rest = key.split_once("://").map_or(key.as_str(), |(_, rest)| rest);
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
}
