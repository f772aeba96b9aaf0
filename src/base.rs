//! A base: the folder that holds a corpus, its database and its index.
//!
//! Comes in: a folder. Goes out: [`Base`], with the places of its parts and the settings of its `claimbase.toml`. Which folder it
//! is (flag, environment, nearest one upwards) is the command's business, and opening the database is the store's.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::freshness::ShelfLives;

/// The file that marks a folder as a base and holds its settings.
pub const CONFIG_FILE: &str = "claimbase.toml";

/// What a freshly made [`CONFIG_FILE`] says.
const FIRST_CONFIG: &str = "\
# This folder is a claimbase base: corpus/ holds the articles, claims/ the database, index/ the search index.

# Who reviews, where neither --by nor CLAIMBASE_REVIEWER says it.
# reviewer = \"Your Name\"

# Larger files are refused.
# max-file-mib = 64

# A page from the web that takes longer, redirects included, is given up.
# max-fetch-seconds = 60

# How many seconds a command waits for another one that is writing.
# wait-seconds = 10

# How long a review holds, by the claim's kind, before it is due again: \"30 days\", \"6 months\", \"1 year\" or \"none\" for ever.
# These hold where nothing is said.
# [shelf-life]
# cost = \"30 days\"
# benchmark = \"1 year\"
# market = \"1 year\"
# adoption = \"1 year\"
# growth = \"1 year\"
# statistic = \"1 year\"
# funding = \"none\"
# migration = \"none\"
# event = \"none\"
";

/// The folders of a base.
const FOLDERS: [&str; 3] = ["corpus", "claims", "index"];

/// The settings of a base.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Who reviews, where nothing else says it.
    pub reviewer: Option<String>,
    /// Larger files are refused, in MiB.
    pub max_file_mib: u64,
    /// A page from the web that takes longer is given up, in seconds.
    pub max_fetch_seconds: u64,
    /// How long a command waits for another one that is writing, in seconds.
    pub wait_seconds: u64,
    /// How long reviews hold, by kind; kinds that are not named have their usual shelf life.
    #[serde(deserialize_with = "shelf_lives")]
    pub shelf_life: ShelfLives,
}

impl Default for Config {
    fn default() -> Self {
        let shelf_life = ShelfLives::default();
        Self { reviewer: None, max_file_mib: 64, max_fetch_seconds: 60, wait_seconds: 10, shelf_life }
    }
}

/// A base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// Its folder.
    pub root: PathBuf,
    /// Its settings.
    pub config: Config,
}

/// Why a folder cannot serve as a base.
#[derive(Debug, thiserror::Error)]
pub enum BaseError {
    /// The folder is no base.
    #[error("{path} is not a base: it has neither {CONFIG_FILE} nor claims/")]
    NotABase {
        /// The folder.
        path: PathBuf,
    },
    /// A folder or file of the base could not be made.
    #[error("cannot make {path}")]
    Make {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The settings could not be read.
    #[error("cannot read the settings in {path}")]
    Config {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The settings are not what they should be.
    #[error("{path}: {message}")]
    Setting {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
}

impl BaseError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotABase { .. } => "'claimbase init DIR' makes a base there; --base DIR names another one",
            Self::Make { .. } => "choose a folder that may be written, with --base DIR or CLAIMBASE_DIR",
            Self::Config { .. } | Self::Setting { .. } => {
                "the settings are 'reviewer', 'max-file-mib', 'max-fetch-seconds', 'wait-seconds' and the table '[shelf-life]', in TOML"
            }
        }
    }
}

impl Base {
    /// The base in the folder `root`.
    pub fn open(root: &Path) -> Result<Self, BaseError> {
        let config_file = root.join(CONFIG_FILE);
        if !config_file.is_file() && !root.join("claims").is_dir() {
            return Err(BaseError::NotABase { path: root.to_owned() });
        }
        let config = if config_file.is_file() { read_config(&config_file)? } else { Config::default() };
        Ok(Self { root: root.to_owned(), config })
    }

    /// Makes a base in the folder `root`; what is there already stays as it is.
    pub fn create(root: &Path) -> Result<Self, BaseError> {
        for folder in FOLDERS {
            let path = root.join(folder);
            fs::create_dir_all(&path).map_err(|source| BaseError::Make { path, source })?;
        }
        let path = root.join(CONFIG_FILE);
        if !path.exists() {
            fs::write(&path, FIRST_CONFIG).map_err(|source| BaseError::Make { path, source })?;
        }
        Self::open(root)
    }

    /// Makes the folders of the base that are missing.
    pub fn make_folders(&self) -> Result<(), BaseError> {
        for folder in FOLDERS {
            let path = self.root.join(folder);
            fs::create_dir_all(&path).map_err(|source| BaseError::Make { path, source })?;
        }
        Ok(())
    }

    /// Where the articles are.
    pub fn corpus(&self) -> PathBuf {
        self.root.join("corpus")
    }

    /// Where the snapshots of fetched evidence are.
    pub fn evidence(&self) -> PathBuf {
        self.root.join("claims").join("evidence")
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.root.join("claims").join("claims.db")
    }

    /// Where the search index is.
    pub fn index(&self) -> PathBuf {
        self.root.join("index")
    }

    /// How long a command waits for another one that is writing.
    pub fn wait(&self) -> Duration {
        Duration::from_secs(self.config.wait_seconds)
    }

    /// The largest file that is read, in bytes.
    pub fn max_file_bytes(&self) -> u64 {
        self.config.max_file_mib.saturating_mul(1024 * 1024)
    }

    /// How long a page from the web may take.
    pub fn max_fetch_time(&self) -> Duration {
        Duration::from_secs(self.config.max_fetch_seconds)
    }
}

fn read_config(path: &Path) -> Result<Config, BaseError> {
    let text = fs::read_to_string(path).map_err(|source| BaseError::Config { path: path.to_owned(), source })?;
    toml::from_str(&text).map_err(|error| BaseError::Setting { path: path.to_owned(), message: error.message().to_owned() })
}

fn shelf_lives<'de, D: Deserializer<'de>>(table: D) -> Result<ShelfLives, D::Error> {
    let mut lives = ShelfLives::default();
    for (kind, life) in BTreeMap::<String, toml::Value>::deserialize(table)? {
        // Anything but a string is shown as it was written and refused like one.
        let life = life.as_str().map_or_else(|| life.to_string(), str::to_owned);
        lives.set(&kind, &life).map_err(|reason| D::Error::custom(format!("shelf-life: {reason}")))?;
    }
    Ok(lives)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_base_opens() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let made = Base::create(folder.path()).expect("made");
        assert_eq!(Base::open(folder.path()).expect("opened"), made);
        assert!(made.corpus().is_dir());
    }

    #[test]
    fn an_unknown_setting_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(CONFIG_FILE), "reviewr = \"x\"").expect("written");
        let error = Base::open(folder.path()).expect_err("refused").to_string();
        assert!(error.contains("reviewr"), "{error}");
    }

    #[test]
    fn shelf_lives_are_set_by_kind_and_wrong_ones_are_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let open = |table: &str| {
            fs::write(folder.path().join(CONFIG_FILE), format!("[shelf-life]\n{table}\n")).expect("written");
            Base::open(folder.path())
        };
        let lives = open("cost = \"2 weeks\"\nmarket = \"none\"").expect("opened").config.shelf_life;
        let life = |kind: &str| lives.of(kind.parse().expect("a kind")).map(|life| life.to_string());
        assert_eq!(
            (life("cost").as_deref(), life("market"), life("benchmark").as_deref()),
            (Some("2 weeks"), None, Some("1 year"))
        );
        for (wrong, named) in [
            ("price = \"30 days\"", "shelf-life: kind 'price' is not one of funding, growth, benchmark, market, cost,"),
            ("cost = \"a while\"", "shelf-life: cost: 'a while' is no shelf life; write \"30 days\""),
            ("cost = 30", "shelf-life: cost: '30' is no shelf life; write \"30 days\""),
        ] {
            let error = open(wrong).expect_err("refused").to_string();
            assert!(error.contains(named), "{error}");
        }
    }

    #[test]
    fn the_shelf_lives_that_a_new_base_lists_are_those_that_hold() {
        let listed = FIRST_CONFIG.split_once("# [shelf-life]").expect("a table").1.replace("# ", "");
        let config: Config = toml::from_str(&format!("[shelf-life]{listed}")).expect("settings");
        assert_eq!(config, Config::default());
        assert_eq!(listed.lines().filter(|line| line.contains('=')).count(), crate::claim::Kind::ALL.len());
    }
}
