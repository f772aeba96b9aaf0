//! The client: asks for a page, follows redirects, and lets nothing through that the rules forbid.
//!
//! Comes in: an address. Goes out: a page. Names are looked up once for each connection, and the connection is made to an address that the
//! lookup gave and [`Gate`] let through: there is no second lookup that could say something else. Proxies that the environment names are
//! not used, because a proxy would look names up itself.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use ureq::http::header::{CONTENT_ENCODING, CONTENT_TYPE, LOCATION};
use ureq::http::{HeaderName, Response, Uri};
use ureq::tls::TlsConfig;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Timeout};
use url::Url;

use super::content::ContentType;
use super::public::is_public;
use super::{FetchError, Page, REDIRECTS_MAX, Rules};

/// Who asks: servers that refuse programs shall know.
const USER_AGENT: &str = concat!("claimbase/", env!("CARGO_PKG_VERSION"));

/// What is wanted, in this order.
const ACCEPT: &str = "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.5";

/// A machine that has not taken a connection after this time is not there.
const CONNECT_MAX: Duration = Duration::from_secs(10);

/// Fetches the page at `address`.
pub(super) fn page(address: &str, rules: &Rules) -> Result<Page, FetchError> {
    let may_ask = if rules.allow_private { |_| true } else { is_public };
    page_through(Gate { names: DefaultResolver::default(), may_ask }, TlsConfig::default(), address, rules)
}

fn page_through(gate: Gate<impl Resolver>, tls: TlsConfig, address: &str, rules: &Rules) -> Result<Page, FetchError> {
    Fetching { agent: agent(gate, tls), rules, until: Instant::now().checked_add(rules.time_max) }.page(address)
}

/// One page on its way.
struct Fetching<'r> {
    agent: Agent,
    rules: &'r Rules,
    /// When it is given up; `None` where no clock goes so far.
    until: Option<Instant>,
}

impl Fetching<'_> {
    fn page(&self, asked: &str) -> Result<Page, FetchError> {
        let mut at = web_address(asked, None)?;
        let mut answer = self.ask(&at)?;
        for _ in 0..REDIRECTS_MAX {
            let Some(to) = location(&answer) else { return self.read(asked, &at, answer) };
            let refused = |to: String, source| FetchError::Redirect { from: at.to_string(), to, source: Box::new(source) };
            let next = web_address(&to, Some(&at)).map_err(|error| refused(to, error))?;
            answer = self.ask(&next).map_err(|error| refused(next.to_string(), error))?;
            at = next;
        }
        match location(&answer) {
            Some(_) => Err(FetchError::Redirects { address: asked.to_owned() }),
            None => self.read(asked, &at, answer),
        }
    }

    fn ask(&self, at: &Url) -> Result<Response<Body>, FetchError> {
        let left = self.until.map(|until| until.saturating_duration_since(Instant::now()));
        let request = self.agent.get(at.as_str()).config().timeout_global(left).build();
        request.call().map_err(|error| self.failure(at, error))
    }

    fn read(&self, asked: &str, at: &Url, answer: Response<Body>) -> Result<Page, FetchError> {
        let address = || at.to_string();
        let status = answer.status();
        if !status.is_success() {
            return Err(FetchError::Status { address: address(), code: status.as_u16(), reason: status.canonical_reason() });
        }
        let content = ContentType::parse(&header(&answer, CONTENT_TYPE).unwrap_or_default());
        if self.rules.only_text && !content.may_be_text() {
            return Err(FetchError::NotText { address: address(), content: content.essence().to_owned() });
        }
        // What the client decompresses has lost this header.
        if let Some(coding) = header(&answer, CONTENT_ENCODING).filter(|coding| !coding.eq_ignore_ascii_case("identity")) {
            return Err(FetchError::Broken { address: address(), reason: format!("it is compressed as '{coding}', unasked") });
        }
        let bytes_max = self.rules.bytes_max;
        if answer.body().content_length().is_some_and(|length| length > bytes_max) {
            return Err(FetchError::TooLarge { address: address(), bytes_max });
        }
        let read = answer.into_body().into_with_config().limit(bytes_max).read_to_vec();
        let bytes = read.map_err(|error| self.failure(at, error))?;
        let asked = asked.split_once('#').map_or(asked, |(before, _)| before).to_owned();
        let address = if web_address(&asked, None).as_ref() == Ok(at) { asked.clone() } else { address() };
        Ok(Page { asked, address, bytes, content })
    }

    fn failure(&self, at: &Url, error: ureq::Error) -> FetchError {
        let (address, host) = (at.to_string(), host(at));
        match error {
            ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
                FetchError::Unreachable { host, reason: format!("no answer within {} s", CONNECT_MAX.as_secs()) }
            }
            ureq::Error::Timeout(_) => FetchError::TimedOut { address, seconds: self.rules.time_max.as_secs() },
            ureq::Error::BodyExceedsLimit(bytes_max) => FetchError::TooLarge { address, bytes_max },
            ureq::Error::Rustls(error) => FetchError::Insecure { host, reason: error.to_string() },
            ureq::Error::Tls(reason) => FetchError::Insecure { host, reason: reason.to_owned() },
            ureq::Error::Io(error) => io_failure(address, host, &error),
            ureq::Error::ConnectionFailed => FetchError::Unreachable { host, reason: "no connection".to_owned() },
            ureq::Error::HostNotFound => FetchError::Unreachable { host, reason: NO_NAME.to_owned() },
            ureq::Error::BadUri(reason) => FetchError::NoAddress { address, reason },
            ureq::Error::Other(error) => match error.downcast::<Closed>() {
                Ok(closed) => match *closed {
                    Closed::Private(ip) => FetchError::Private { host, ip },
                    Closed::NoName(error) => FetchError::Unreachable { host, reason: format!("{NO_NAME} ({error})") },
                },
                Err(error) => FetchError::Broken { address, reason: error.to_string() },
            },
            error => FetchError::Broken { address, reason: error.to_string() },
        }
    }
}

/// Why a host without an address is not reached.
const NO_NAME: &str = "its name is not known";

fn io_failure(address: String, host: String, error: &std::io::Error) -> FetchError {
    use std::io::ErrorKind::{
        AddrNotAvailable, ConnectionRefused, HostUnreachable, InvalidData, NetworkDown, NetworkUnreachable, PermissionDenied,
    };
    let reason = error.to_string();
    match error.kind() {
        ConnectionRefused | HostUnreachable | NetworkUnreachable | NetworkDown | AddrNotAvailable | PermissionDenied => {
            FetchError::Unreachable { host, reason }
        }
        InvalidData => FetchError::Insecure { host, reason },
        _ => FetchError::Broken { address, reason },
    }
}

fn agent(resolver: impl Resolver, tls: TlsConfig) -> Agent {
    let config = Agent::config_builder()
        .tls_config(tls)
        .proxy(None)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .max_idle_connections(0)
        .user_agent(USER_AGENT)
        .accept(ACCEPT)
        .timeout_resolve(Some(CONNECT_MAX))
        .timeout_connect(Some(CONNECT_MAX))
        .build();
    Agent::with_parts(config, DefaultConnector::new(), resolver)
}

/// `text` as an address that may be asked; a redirect may be relative to `base`.
fn web_address(text: &str, base: Option<&Url>) -> Result<Url, FetchError> {
    let no_address = |reason: String| FetchError::NoAddress { address: text.to_owned(), reason };
    let mut url = Url::options().base_url(base).parse(text).map_err(|error| no_address(error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(FetchError::Scheme { address: text.to_owned() });
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FetchError::Credentials { host: host(&url) });
    }
    url.set_fragment(None);
    Ok(url)
}

fn host(at: &Url) -> String {
    let host = at.host_str().unwrap_or_default();
    at.port().map_or(host.to_owned(), |port| format!("{host}:{port}"))
}

/// Where a redirect leads.
fn location(answer: &Response<Body>) -> Option<String> {
    matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308).then(|| header(answer, LOCATION)).flatten()
}

fn header(answer: &Response<Body>, name: HeaderName) -> Option<String> {
    answer.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// Looks names up and lets only addresses through that may be asked.
#[derive(Debug)]
struct Gate<R> {
    names: R,
    may_ask: fn(IpAddr) -> bool,
}

/// Why the gate let no address through.
#[derive(Debug, thiserror::Error)]
enum Closed {
    #[error("{0} is not public")]
    Private(IpAddr),
    #[error("{0}")]
    NoName(std::io::Error),
}

impl<R: Resolver> Resolver for Gate<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout).map_err(|error| match error {
            ureq::Error::Io(error) => ureq::Error::Other(Box::new(Closed::NoName(error))),
            error => error,
        })?;
        let mut open = self.empty();
        for address in found.iter().filter(|address| (self.may_ask)(address.ip())) {
            open.push(*address);
        }
        match found.first() {
            Some(closed) if open.is_empty() => Err(ureq::Error::Other(Box::new(Closed::Private(closed.ip())))),
            _ => Ok(open),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpListener};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const RULES: Rules = Rules { bytes_max: 1 << 20, time_max: Duration::from_secs(30), allow_private: false, only_text: true };

    /// Answers every request at `ip` alike; counts them.
    fn server(ip: &str, answer: impl Fn(SocketAddr) -> String + Send + 'static) -> (SocketAddr, Arc<AtomicUsize>) {
        let listener = TcpListener::bind((ip, 0)).expect("a port");
        let (at, asked) = (listener.local_addr().expect("an address"), Arc::new(AtomicUsize::new(0)));
        let count = Arc::clone(&asked);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                count.fetch_add(1, Ordering::SeqCst);
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(answer(at).as_bytes());
            }
        });
        (at, asked)
    }

    fn text(words: &str) -> String {
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{words}", words.len())
    }

    fn redirect(to: &str) -> String {
        format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
    }

    /// Stands for the public internet.
    fn first_only(ip: IpAddr) -> bool {
        ip == IpAddr::from([127, 0, 0, 1])
    }

    /// Names that stand for one address after the other, as of an attacker who changes them between two lookups.
    #[derive(Debug)]
    struct Rebinding {
        addresses: Vec<SocketAddr>,
        lookups: AtomicUsize,
    }

    impl Resolver for Rebinding {
        fn resolve(&self, _: &Uri, _: &ureq::config::Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let mut found = self.empty();
            found.push(self.addresses[self.lookups.fetch_add(1, Ordering::SeqCst) % self.addresses.len()]);
            Ok(found)
        }
    }

    fn gate() -> Gate<DefaultResolver> {
        Gate { names: DefaultResolver::default(), may_ask: first_only }
    }

    #[test]
    fn a_redirect_to_an_address_that_may_not_be_asked_is_refused() {
        let (private, asked) = server("127.0.0.2", |_| text("secret"));
        let (public, _) = server("127.0.0.1", move |_| redirect(&format!("http://{private}/key")));
        let error = page_through(gate(), TlsConfig::default(), &format!("http://{public}/"), &RULES).expect_err("refused");
        let FetchError::Redirect { to, source, .. } = &error else { panic!("{error:?}") };
        assert_eq!((to.as_str(), asked.load(Ordering::SeqCst)), (format!("http://{private}/key").as_str(), 0));
        assert!(matches!(**source, FetchError::Private { .. }), "{error:?}");
        assert!(error.help().starts_with("--allow-private"), "{}", error.help());
    }

    #[test]
    fn a_name_that_changes_its_address_gets_nowhere() {
        let (private, asked) = server("127.0.0.2", |_| text("secret"));
        let (public, asked_first) = server("127.0.0.1", |at| redirect(&format!("http://rebinding.example:{}/again", at.port())));
        let names = Rebinding { addresses: vec![public, private], lookups: AtomicUsize::new(0) };
        let gate = Gate { names, may_ask: first_only };
        let error = page_through(gate, TlsConfig::default(), "http://rebinding.example/", &RULES).expect_err("refused");
        assert!(
            matches!(&error, FetchError::Redirect { source, .. } if matches!(**source, FetchError::Private { .. })),
            "{error:?}"
        );
        assert_eq!((asked_first.load(Ordering::SeqCst), asked.load(Ordering::SeqCst)), (1, 0));
    }

    #[test]
    fn of_several_addresses_only_those_that_may_be_asked_are() {
        #[derive(Debug)]
        struct Both([SocketAddr; 2]);
        impl Resolver for Both {
            fn resolve(&self, _: &Uri, _: &ureq::config::Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
                let mut found = self.empty();
                self.0.iter().for_each(|address| found.push(*address));
                Ok(found)
            }
        }
        let (private, asked) = server("127.0.0.2", |_| text("secret"));
        let (public, _) = server("127.0.0.1", |_| text("Sales rose by 5%."));
        let gate = Gate { names: Both([private, public]), may_ask: first_only };
        let page = page_through(gate, TlsConfig::default(), "http://both.example/", &RULES).expect("a page");
        assert_eq!((page.bytes.as_slice(), asked.load(Ordering::SeqCst)), (b"Sales rose by 5%.".as_slice(), 0));
    }

    #[test]
    fn spellings_of_an_address_make_no_difference() {
        for address in
            ["http://0x7f.1/", "http://2130706433/", "http://127.1/", "http://[::1]/", "http://[::ffff:7f00:1]/", "http://0/"]
        {
            let error = page(address, &RULES).expect_err("refused");
            assert!(matches!(error, FetchError::Private { .. }), "{address}: {error:?}");
        }
    }

    /// Serves `words` by TLS with a certificate of its own making, which comes second.
    fn secure_server(words: &'static str) -> (SocketAddr, Vec<u8>) {
        let own = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).expect("a certificate");
        let certificate = own.cert.der().clone();
        let key = rustls::pki_types::PrivateKeyDer::Pkcs8(own.signing_key.serialize_der().into());
        let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)
            .expect("a certificate that fits its key");
        let (config, listener) = (Arc::new(config), TcpListener::bind("127.0.0.1:0").expect("a port"));
        let at = listener.local_addr().expect("an address");
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut connection = rustls::ServerConnection::new(Arc::clone(&config)).expect("a connection");
                let mut secure = rustls::Stream::new(&mut connection, &mut stream);
                // A client that refuses the certificate sends no request.
                if secure.read(&mut [0; 4096]).is_ok() {
                    let _ = secure.write_all(text(words).as_bytes());
                }
            }
        });
        (at, certificate.to_vec())
    }

    #[test]
    fn a_secure_page_is_read_if_its_certificate_is_trusted_and_for_its_host() {
        let (at, certificate) = secure_server("Sales rose by 5%.");
        let trusting = || {
            let roots = [ureq::tls::Certificate::from_der(&certificate).to_owned()];
            TlsConfig::builder().root_certs(ureq::tls::RootCerts::new_with_certs(&roots)).build()
        };
        let page = page_through(gate(), trusting(), &format!("https://{at}/"), &RULES).expect("a page");
        assert_eq!(page.bytes, b"Sales rose by 5%.");
        let other = format!("https://localhost:{}/", at.port());
        for (tls, address) in [(TlsConfig::default(), format!("https://{at}/")), (trusting(), other)] {
            let error = page_through(gate(), tls, &address, &RULES).expect_err("refused");
            assert!(matches!(error, FetchError::Insecure { .. }), "{address}: {error:?}");
        }
    }
}
