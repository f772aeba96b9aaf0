//! A small web server on the loopback address, for the tests that fetch.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the server does with a request.
pub enum Reply {
    /// Sends these bytes and closes.
    Bytes(Vec<u8>),
    /// Sends these bytes and keeps the connection open without another word.
    Stalls(Vec<u8>),
}

/// A server that answers by path until the test's process ends.
pub struct Server {
    at: SocketAddr,
    replies: Arc<Mutex<HashMap<String, Reply>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A server that knows no path.
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let server = Self { at: listener.local_addr().expect("an address"), replies: Arc::default(), asked: Arc::default() };
        let (replies, asked) = (Arc::clone(&server.replies), Arc::clone(&server.asked));
        std::thread::spawn(move || {
            let mut stalled = Vec::new();
            for mut stream in listener.incoming().flatten() {
                let request = request(&mut stream);
                let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                asked.lock().expect("a lock").push(request);
                let replies = replies.lock().expect("a lock");
                let (bytes, stalls) = match replies.get(&path) {
                    Some(Reply::Bytes(bytes)) => (bytes.clone(), false),
                    Some(Reply::Stalls(bytes)) => (bytes.clone(), true),
                    None => (answer("404 Not Found", &[("Content-Type", "text/html")], b"<p>No 3% here.</p>"), false),
                };
                // A client that has seen enough hangs up.
                let _ = stream.write_all(&bytes);
                if stalls {
                    stalled.push(stream);
                } else {
                    let _ = stream.shutdown(Shutdown::Write);
                }
            }
        });
        server
    }

    /// Answers requests for `path` so.
    pub fn reply(&self, path: &str, reply: Reply) -> &Self {
        self.replies.lock().expect("a lock").insert(path.to_owned(), reply);
        self
    }

    /// Serves `body` at `path`.
    pub fn page(&self, path: &str, content_type: &str, body: impl AsRef<[u8]>) -> &Self {
        self.reply(path, Reply::Bytes(answer("200 OK", &[("Content-Type", content_type)], body.as_ref())))
    }

    /// Redirects `path` to `to`.
    pub fn redirect(&self, path: &str, to: &str) -> &Self {
        self.reply(path, Reply::Bytes(answer("301 Moved Permanently", &[("Location", to)], b"")))
    }

    /// The address of `path`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// Host and port.
    pub fn host(&self) -> String {
        self.at.to_string()
    }

    /// The requests that came, heads only.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("a lock").clone()
    }
}

/// A whole answer.
pub fn answer(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut answer = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n", body.len());
    headers.iter().for_each(|(name, value)| answer.push_str(&format!("{name}: {value}\r\n")));
    answer.push_str("\r\n");
    [answer.as_bytes(), body].concat()
}

/// The head of a request. What does not begin like one, as a greeting of TLS, is not waited for.
fn request(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    let is_http = |head: &[u8]| head.first().is_none_or(u8::is_ascii_uppercase);
    while is_http(&head) && !head.ends_with(b"\r\n\r\n") && head.len() < 8192 && stream.read(&mut byte).is_ok_and(|read| read > 0)
    {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}
