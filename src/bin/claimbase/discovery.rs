//! Which base a command works on: the flag, the environment, the nearest folder upwards, or the person's own base.
//!
//! Comes in: flag, environment and working folder. Goes out: an opened [`Base`]. The person's own base is made on first use,
//! and that is said once.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use claimbase::base::{Base, CONFIG_FILE};

/// The variable that names a base.
const VARIABLE: &str = "CLAIMBASE_DIR";

/// A base, and whether it was made just now.
pub struct Found {
    /// The base.
    pub base: Base,
    /// Whether it is the person's own base, made by this call.
    pub made: bool,
}

/// Finds the base that `flag`, the environment or the working folder names.
pub fn find(flag: Option<&Path>) -> anyhow::Result<Found> {
    let named = flag.map(Path::to_owned).or_else(|| variable(VARIABLE));
    if let Some(root) = named.or_else(|| env::current_dir().ok().and_then(|folder| nearest(&folder))) {
        return Ok(Found { base: Base::open(&root)?, made: false });
    }
    let root = own_base().context("no base is named, and no home folder is known\nhelp: name a base with --base DIR")?;
    let made = !root.join(CONFIG_FILE).exists();
    Ok(Found { base: Base::create(&root)?, made })
}

/// The nearest folder from `folder` upwards that is marked as a base.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join(CONFIG_FILE).is_file()).map(Path::to_owned)
}

/// The person's own base, in the platform's folder for data.
fn own_base() -> Option<PathBuf> {
    let data = if cfg!(windows) {
        variable("APPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library").join("Application Support"))
    } else {
        let given = variable("XDG_DATA_HOME").filter(|folder| folder.is_absolute());
        given.or_else(|| variable("HOME").map(|home| home.join(".local").join("share")))
    };
    data.map(|data| data.join("claimbase"))
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
