//! Why a page could not be fetched, each with a way out.
//!
//! That nobody answers is one state, what a server answers another: a page that is refused to this program may well be there.

/// Why a page could not be fetched. Addresses are given as they were asked for or as redirects spelled them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The program was built without the feature `fetch`.
    #[error("{address} cannot be fetched: this claimbase was built without the feature 'fetch'")]
    NotBuilt {
        /// The address.
        address: String,
    },
    /// It is no address.
    #[error("'{address}' is not a web address: {reason}")]
    NoAddress {
        /// What was given.
        address: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It holds a name or password.
    #[error("{host}: the address holds a user's name or password")]
    Credentials {
        /// The host, without them.
        host: String,
    },
    /// The scheme is neither http nor https.
    #[error("{address} is not fetched: only http and https are")]
    Scheme {
        /// The address.
        address: String,
    },
    /// The address is on this machine or its network, or nobody's.
    #[error("{host} is not a public address: {ip}")]
    Private {
        /// The host.
        host: String,
        /// The address that its name stands for.
        ip: std::net::IpAddr,
    },
    /// A redirect is not followed.
    #[error("{from} redirects to {to}")]
    Redirect {
        /// The address that redirects.
        from: String,
        /// Where it leads.
        to: String,
        /// Why that is not fetched.
        #[source]
        source: Box<FetchError>,
    },
    /// There are too many redirects.
    #[error("{address} redirects more than {} times", super::REDIRECTS_MAX)]
    Redirects {
        /// The address asked for.
        address: String,
    },
    /// Nobody answers.
    #[error("{host} cannot be reached: {reason}")]
    Unreachable {
        /// The host.
        host: String,
        /// Why.
        reason: String,
    },
    /// The connection would not be secure.
    #[error("no secure connection to {host}: {reason}")]
    Insecure {
        /// The host.
        host: String,
        /// Why.
        reason: String,
    },
    /// The server answers, and not with the page.
    #[error("{address} answers {code}{}", reason.map(|reason| format!(" {reason}")).unwrap_or_default())]
    Status {
        /// The address.
        address: String,
        /// The status, from 100 to 999.
        code: u16,
        /// What it means, where that is known.
        reason: Option<&'static str>,
    },
    /// The page is too large.
    #[error("{address} is too large: more than {} are not read", size(*bytes_max))]
    TooLarge {
        /// The address.
        address: String,
        /// The limit, in bytes.
        bytes_max: u64,
    },
    /// It took too long.
    #[error("{address} took too long: it was given up after {seconds} s")]
    TimedOut {
        /// The address.
        address: String,
        /// The limit, in seconds.
        seconds: u64,
    },
    /// It is no text.
    #[error("{address} is not text: the server says {content}")]
    NotText {
        /// The address.
        address: String,
        /// What the server says that it is.
        content: String,
    },
    /// The answer broke off or is none.
    #[error("{address} gives no whole answer: {reason}")]
    Broken {
        /// The address.
        address: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// A page can always be saved by hand.
const BY_HAND: &str = "save the page in a browser and give the file, with --url for its address";

impl FetchError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotBuilt { .. } => "build it with the feature, or save the page and give the file, with --url for its address",
            Self::NoAddress { .. } => "an address looks like https://example.org/article",
            Self::Credentials { .. } => "give it without; a page behind a login can be saved in a browser and given as a file",
            Self::Scheme { .. } => "give an address that begins with https:// or http://, or a file by its path",
            Self::Private { .. } => "--allow-private fetches from this machine and its network, if that is what you want",
            Self::Redirect { source, .. } => source.help(),
            Self::Redirects { .. } => "open it in a browser, and give the address that it ends at",
            Self::Unreachable { .. } => {
                "check the spelling and the connection (no proxy is used); or save the page and give the file, with --url for its address"
            }
            Self::Insecure { .. } => BY_HAND,
            Self::Status { code: 404 | 410, .. } => "check the spelling; the page may have moved, or an archive may have it",
            Self::Status { code: 401 | 402 | 403 | 407 | 451, .. } => {
                "the page may be there all the same: save it in a browser and give the file, with --url for its address"
            }
            Self::Status { code: 429 | 500..=599, .. } => "try again later",
            Self::Status { .. } => BY_HAND,
            Self::TooLarge { .. } => "raise 'max-file-mib' in claimbase.toml, or save the part that you need as a file",
            Self::TimedOut { .. } => "try again, or raise 'max-fetch-seconds' in claimbase.toml",
            Self::NotText { content, .. } if content.starts_with("application/pdf") => {
                "download it, extract its text, for example with `pdftotext -layout`, and give the file, with --url for its address"
            }
            Self::NotText { .. } => {
                "download it, save it as plain text, Markdown or HTML, and give the file, with --url for its address"
            }
            Self::Broken { .. } => "try again; or save the page in a browser and give the file, with --url for its address",
        }
    }
}

fn size(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    if bytes.is_multiple_of(MIB) { format!("{} MiB", bytes / MIB) } else { format!("{bytes} bytes") }
}
