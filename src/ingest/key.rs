//! What an article is known by: its address, else its path, else the hash of its bytes.
//!
//! Comes in: a source and its address, where one is known. Goes out: its [`SourceKey`]. Looking it up is the store's.

use std::path::{Path, PathBuf};

use super::Article;
use crate::base::Base;
use crate::claim::identity::{HASH_KEY_PREFIX, address_key};
use crate::source::Source;
use crate::store::{SourceKey, SourceKind};

/// The key of `article`.
pub(super) fn of(base: &Base, article: &Article, address: Option<&str>) -> SourceKey {
    let source = &article.source;
    let location = source.name.clone();
    if let Some(address) = address.or(Some(&source.name).filter(|name| is_address(name)).map(String::as_str)) {
        return SourceKey { key: address_key(address), kind: SourceKind::Url, location };
    }
    if article.nameless {
        return SourceKey { key: format!("{HASH_KEY_PREFIX}{}", source.hash), kind: SourceKind::Hash, location };
    }
    SourceKey { key: path_key(&base.root, Path::new(&location)), kind: SourceKind::Path, location }
}

/// The key of `source` where there is no base: as [`of`], but for paths, which stay as given.
pub(super) fn without_base(source: &Source, address: Option<&str>) -> String {
    match (address, source.name.as_str()) {
        (Some(address), _) => address_key(address),
        (None, name) if is_address(name) => address_key(name),
        (None, "-") => format!("{HASH_KEY_PREFIX}{}", source.hash),
        (None, path) => path.to_owned(),
    }
}

/// The key of the address or path `name`.
pub(super) fn of_name(base: &Base, name: &str) -> String {
    if is_address(name) { address_key(name) } else { path_key(&base.root, Path::new(name)) }
}

/// Whether `name` is a web address.
pub(super) fn is_address(name: &str) -> bool {
    name.starts_with("https://") || name.starts_with("http://")
}

/// A path as a key: relative to the base with `/` inside it, else absolute. What stands in a file under an id is written `FILE#ID`.
fn path_key(root: &Path, path: &Path) -> String {
    let (root, path) = (absolute(root), absolute(path));
    match path.strip_prefix(&root) {
        Ok(inside) => {
            let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            parts.join("/")
        }
        Err(_) => path.to_string_lossy().into_owned(),
    }
}

fn absolute(path: &Path) -> PathBuf {
    let of_file = || {
        let (file, id) = path.to_str()?.split_once('#')?;
        let file = Path::new(file).canonicalize().ok()?;
        Some(PathBuf::from(format!("{}#{id}", file.display())))
    };
    let otherwise = || std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.canonicalize().ok().or_else(of_file).unwrap_or_else(otherwise)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_inside_the_base_is_relative() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("corpus")).expect("made");
        let file = folder.path().join("corpus").join("a.md");
        std::fs::write(&file, "x").expect("written");
        assert_eq!(path_key(folder.path(), &file), "corpus/a.md");
        assert!(path_key(&folder.path().join("corpus"), folder.path()).starts_with('/'));
    }
}
