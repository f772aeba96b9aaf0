//! Pages from the web: `ingest URL`, and evidence by `--url --fetch`, against a server on the loopback address.

use crate::desk::Desk;

#[cfg(not(feature = "fetch"))]
#[test]
fn without_the_feature_an_address_is_refused_with_a_way_out() {
    let desk = Desk::filled();
    desk.run(&["ingest", "https://example.org/a"]).refuses(&[
        "https://example.org/a cannot be fetched",
        "built without the feature 'fetch'",
        "help: build it with the feature, or save",
    ]);
    let id = desk.id("Searches for Quarkus");
    let fetching = ["verify", &id, "--url", "https://example.org/a", "--fetch", "--quote", "73%"];
    desk.run(&fetching).refuses(&["built without the feature 'fetch'"]);
    assert_eq!(desk.run(&["verify", &id, "--url", "https://example.org/a", "--quote", "73%"]).code, Some(0));
}

#[cfg(feature = "fetch")]
mod compiled_in {
    use std::io::Write;
    use std::net::TcpListener;

    use claimbase::review::Status;

    use super::Desk;
    use crate::desk::{Run, run, snapshot};
    use crate::server::{Reply, Server, answer};

    const PAGE: &str = "<!DOCTYPE html>\n<title>Sales of chairs</title>\n<article><h1>Sales of chairs</h1>\n\
                        <p>Acme sold 1.2 million chairs in 2025.</p></article>\n";
    const HTML: &str = "text/html; charset=utf-8";

    fn ingest(desk: &Desk, url: &str) -> Run {
        desk.run(&["ingest", "--allow-private", url])
    }

    /// The one document.
    fn document(desk: &Desk) -> serde_json::Value {
        let documents = desk.json(&["documents", "--format", "json"]);
        assert_eq!(documents.as_array().map(Vec::len), Some(1), "{documents}");
        documents[0].clone()
    }

    #[test]
    fn a_page_is_stored_under_its_address_and_its_bytes_are_kept() {
        let (desk, server) = (Desk::empty(), Server::new());
        server.page("/chairs?y=2025", HTML, PAGE);
        let url = server.url("/chairs?y=2025");
        let done = ingest(&desk, &format!("{url}#top"));
        assert!(done.out.contains("  Sales of chairs: 1 claim") && done.code == Some(0), "{done:?}");
        assert_eq!(desk.read("corpus/sales-of-chairs.html"), PAGE);
        let stored = document(&desk);
        assert_eq!(
            (&stored["source"], &stored["url"], &stored["file"]),
            (&url.clone().into(), &url.clone().into(), &"corpus/sales-of-chairs.html".into())
        );
        for name in [url.as_str(), "sales of chairs", "sales-of-chairs.html"] {
            assert_eq!(desk.run(&["audit", name]).code, Some(0), "{name}");
        }
        assert_eq!(desk.run(&["doctor"]).code, Some(0));
        let [request] = server.asked().try_into().expect("one request");
        let request = request.to_ascii_lowercase();
        assert!(request.starts_with("get /chairs?y=2025 http/1.1\r\n"), "{request}");
        assert!(request.contains("user-agent: claimbase/") && !request.contains("cookie"), "{request}");
    }

    #[test]
    fn the_same_page_again_is_unchanged_and_another_text_another_version() {
        let (desk, server) = (Desk::empty(), Server::new());
        server.page("/chairs", HTML, PAGE);
        let url = server.url("/chairs");
        ingest(&desk, &url);
        let before = (desk.claims(), snapshot(&desk.path("corpus")));
        let again = ingest(&desk, &url);
        assert!(again.out.contains(": unchanged, 1 claim") && again.err.is_empty(), "{again:?}");
        assert!(before == (desk.claims(), snapshot(&desk.path("corpus"))));
        server.page("/chairs", HTML, PAGE.replace("1.2 million", "1.3 million"));
        let changed = ingest(&desk, &url);
        assert!(changed.out.contains("as another version: 0 kept, 0 moved, 1 with another figure"), "{changed:?}");
        assert_eq!(document(&desk)["version"], 2);
        assert!(desk.read("corpus/sales-of-chairs.html").contains("1.3 million"));
        assert_eq!(desk.run(&["doctor"]).code, Some(0));
    }

    #[test]
    fn the_server_says_the_encoding() {
        let (desk, server) = (Desk::empty(), Server::new());
        // Cyrillic that the page itself declares as Western.
        let page =
            b"<meta charset=windows-1252><title>\xcf\xf0\xee\xe4\xe0\xe6\xe8</title><p>Acme sold 1.2 million chairs in 2025.";
        server.page("/russian", "text/html; charset=\"windows-1251\"", page);
        server.page(
            "/western",
            "text/html",
            b"<meta charset=windows-1252><title>Caf\xe9s</title><p>Acme sold 3 million tables in 2025.",
        );
        ingest(&desk, &server.url("/russian")).out.find("Продажи").expect("the title, decoded");
        // Read from its bytes alone it would be another text, so its text is kept.
        assert!(desk.read("corpus/продажи.html").contains("<title>Продажи</title>"));
        ingest(&desk, &server.url("/western"));
        let kept = std::fs::read(desk.path("corpus/cafés.html")).expect("a file");
        assert!(kept.windows(4).any(|bytes| bytes == b"Caf\xe9"), "the bytes as they came");
        assert_eq!(desk.run(&["doctor"]).code, Some(0));
        for file in ["corpus/продажи.html", "corpus/cafés.html"] {
            assert!(desk.run(&["ingest", file]).out.contains("unchanged"), "{file}");
        }
    }

    #[test]
    fn formats_are_told_by_type_name_and_text() {
        let (desk, server) = (Desk::empty(), Server::new());
        let markdown = "# Tables\n\nAcme sold 3 million tables in 2025.\n";
        server.page("/a", "text/markdown", markdown.replace("Tables", "A"));
        server.page("/b.md", "text/plain", markdown.replace("Tables", "B"));
        server.page("/c", "text/plain", "Acme sold 3 million tables in 2025.\n");
        server.page("/d", "application/octet-stream", PAGE.replace("Sales of chairs", "D"));
        server.reply("/e", Reply::Bytes(answer("200 OK", &[], PAGE.replace("Sales of chairs", "E").as_bytes())));
        for path in ["/a", "/b.md", "/c", "/d", "/e"] {
            assert_eq!(ingest(&desk, &server.url(path)).code, Some(0), "{path}");
        }
        let files: Vec<_> = snapshot(&desk.path("corpus")).into_iter().map(|(path, _)| path).collect();
        let names: Vec<_> = files.iter().filter_map(|path| path.file_name()?.to_str()).collect();
        assert_eq!(names, ["a.md", "b.md", "c.txt", "d.html", "e.html"]);
    }

    #[test]
    fn five_redirects_are_followed_and_six_are_not() {
        let (desk, server) = (Desk::empty(), Server::new());
        for step in 1..=6 {
            // Relative to the path, to the host, and whole.
            let to = match step {
                1 => "../r/2".to_owned(),
                2 => "/r/3".to_owned(),
                6 => server.url("/chairs"),
                _ => server.url(&format!("/r/{}", step + 1)),
            };
            server.redirect(&format!("/r/{step}"), &to);
        }
        server.page("/chairs", HTML, PAGE);
        ingest(&desk, &server.url("/r/1")).refuses(&["/r/1 redirects more than 5 times", "help: open it in a browser"]);
        assert_eq!(server.asked().len(), 6, "the page was not asked for");
        let done = ingest(&desk, &server.url("/r/2"));
        assert_eq!(done.code, Some(0), "{done:?}");
        let note = format!("note: {} redirects to {}\n", server.url("/r/2"), server.url("/chairs"));
        assert!(done.err.starts_with(&note), "{done:?}");
        assert_eq!(document(&desk)["source"], server.url("/chairs"));
        server.redirect("/loop", "/loop");
        ingest(&desk, &server.url("/loop")).refuses(&["redirects more than 5 times"]);
    }

    #[test]
    fn a_page_is_one_document_under_all_its_addresses() {
        let (desk, server) = (Desk::empty(), Server::new());
        let page = PAGE.replace("<title>", "<link rel=canonical href=\"{}\"><title>").replace("{}", &server.url("/chairs"));
        server.page("/chairs", HTML, &page).page("/chairs?utm_source=x", HTML, format!("{page} "));
        server.redirect("/short", "/chairs?utm_source=x");
        ingest(&desk, &server.url("/short"));
        assert_eq!(document(&desk)["source"], server.url("/chairs"));
        let sources = [server.url("/chairs"), server.url("/chairs?utm_source=x"), server.url("/short")];
        assert_eq!(document(&desk)["sources"], serde_json::json!(sources));
        for source in &sources {
            assert_eq!(desk.run(&["audit", source]).code, Some(0), "{source}");
        }
        // The short address leads elsewhere, to a page that says nothing of itself: it is still the address that was asked for.
        server.page("/moved", HTML, PAGE.replace("1.2", "1.4")).redirect("/short", "/moved");
        let moved = ingest(&desk, &server.url("/short"));
        assert!(moved.out.contains("as another version"), "{moved:?}");
        assert_eq!(document(&desk)["version"], 2);
    }

    #[test]
    fn a_page_cannot_pass_for_another_sites_or_for_the_front_page() {
        let (desk, server) = (Desk::empty(), Server::new());
        desk.write("victim.html", PAGE);
        desk.run(&["ingest", "victim.html", "--url", "https://victim.example/chairs"]);
        let claims =
            |target: &str| PAGE.replace("<title>", &format!("<link rel=canonical href=\"{target}\"><title>")).replace("1.2", "9");
        server.page("/evil", HTML, claims("https://victim.example/chairs"));
        server.page("/front", HTML, claims(&server.url("/")));
        for path in ["/evil", "/front"] {
            ingest(&desk, &server.url(path));
        }
        let documents = desk.json(&["documents", "--format", "json"]);
        let mut urls: Vec<_> =
            documents.as_array().expect("a list").iter().filter_map(|document| document["url"].as_str()).collect();
        urls.sort_unstable();
        let mut wanted = [server.url("/evil"), server.url("/front"), "https://victim.example/chairs".to_owned()];
        wanted.sort_unstable();
        assert_eq!(urls, wanted);
    }

    #[test]
    fn addresses_on_this_machine_are_not_asked_without_leave() {
        let (desk, server) = (Desk::empty(), Server::new());
        server.page("/chairs", HTML, PAGE);
        let port = server.host().split(':').nth(1).expect("a port").to_owned();
        desk.run(&["ingest", &server.url("/chairs")]).refuses(&[
            &server.host(),
            "is not a public address: 127.0.0.1",
            "help: --allow-private",
        ]);
        for host in ["localhost", "127.1", "0x7f000001", "[::ffff:127.0.0.1]"] {
            let url = format!("http://{host}:{port}/chairs");
            desk.run(&["ingest", &url]).refuses(&["is not a public address", "help: --allow-private"]);
        }
        assert!(server.asked().is_empty(), "{:?}", server.asked());
        assert!(snapshot(&desk.path("corpus")).is_empty());
    }

    #[test]
    fn a_proxy_of_the_environment_is_not_used() {
        let (desk, server, proxy) = (Desk::empty(), Server::new(), Server::new());
        server.page("/chairs", HTML, PAGE);
        let mut command = desk.command(&["ingest", "--allow-private", &server.url("/chairs")]);
        for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
            command.env(name, proxy.url("/"));
        }
        assert_eq!(run(&mut command).code, Some(0));
        assert_eq!((server.asked().len(), proxy.asked().len()), (1, 0));
    }

    #[test]
    fn only_http_and_https_are_fetched_also_by_redirect() {
        let (desk, server) = (Desk::empty(), Server::new());
        for address in ["ftp://example.org/a", "file:///etc/hosts", "gopher://example.org/"] {
            ingest(&desk, address).refuses(&[
                address,
                "only http and https are",
                "help: give an address that begins with https://",
            ]);
        }
        for target in ["ftp://example.org/a", "file:///etc/hosts", "data:text/html,5%25"] {
            server.redirect("/away", target);
            let refused = ingest(&desk, &server.url("/away"));
            refused.refuses(&[&format!("{} redirects to {target}", server.url("/away")), "only http and https are"]);
        }
        ingest(&desk, "https://").refuses(&["'https://' is not a web address", "help:"]);
        let secret = ingest(&desk, &format!("http://ann:secret@{}/", server.host()));
        secret.refuses(&[&server.host(), "the address holds a user's name or password", "help:"]);
        assert!(!secret.err.contains("secret"), "{secret:?}");
    }

    #[test]
    fn a_page_larger_than_the_limit_is_refused_however_it_comes() {
        let (desk, server) = (Desk::empty(), Server::new());
        desk.write("claimbase.toml", "max-file-mib = 1\n");
        let (fits, large) = (vec![b' '; (1 << 20) - PAGE.len()], vec![b' '; 2 << 20]);
        let whole = |filling: &[u8]| [PAGE.as_bytes(), filling].concat();
        server.page("/fits", HTML, whole(&fits));
        server.page("/said", HTML, whole(&large));
        let unsaid =
            [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n".as_slice(), &whole(&large)].concat();
        server.reply("/unsaid", Reply::Bytes(unsaid));
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&whole(&large)).expect("packed");
        let packed = packed.finish().expect("packed");
        assert!(packed.len() < 10_000, "{}", packed.len());
        server.reply("/packed", Reply::Bytes(answer("200 OK", &[("Content-Type", HTML), ("Content-Encoding", "gzip")], &packed)));
        assert_eq!(ingest(&desk, &server.url("/fits")).code, Some(0));
        for path in ["/said", "/unsaid", "/packed"] {
            let url = server.url(path);
            ingest(&desk, &url)
                .refuses(&[&format!("{url} is too large: more than 1 MiB are not read"), "help: raise 'max-file-mib'"]);
        }
    }

    #[test]
    fn a_compressed_page_is_unpacked() {
        let (desk, server) = (Desk::empty(), Server::new());
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(PAGE.as_bytes()).expect("packed");
        let packed = packed.finish().expect("packed");
        server.reply("/gzip", Reply::Bytes(answer("200 OK", &[("Content-Type", HTML), ("Content-Encoding", "gzip")], &packed)));
        server
            .reply("/other", Reply::Bytes(answer("200 OK", &[("Content-Type", HTML), ("Content-Encoding", "br")], b"\x0b\x02")));
        assert_eq!(ingest(&desk, &server.url("/gzip")).code, Some(0));
        assert_eq!(desk.read("corpus/sales-of-chairs.html"), PAGE);
        ingest(&desk, &server.url("/other")).refuses(&["it is compressed as 'br', unasked"]);
    }

    #[test]
    fn a_server_that_takes_too_long_is_given_up() {
        let (desk, server) = (Desk::empty(), Server::new());
        desk.write("claimbase.toml", "max-fetch-seconds = 1\n");
        server.reply("/silent", Reply::Stalls(Vec::new()));
        server.reply(
            "/half",
            Reply::Stalls(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>Half".to_vec()),
        );
        server.redirect("/led", "/silent");
        for path in ["/silent", "/half", "/led"] {
            let refused = ingest(&desk, &server.url(path));
            refused.refuses(&["took too long: it was given up after 1 s", "help: try again, or raise 'max-fetch-seconds'"]);
        }
    }

    #[test]
    fn what_a_server_answers_is_not_what_nobody_answers() {
        let (desk, server) = (Desk::empty(), Server::new());
        let status = |path: &str, status: &str| {
            server.reply(path, Reply::Bytes(answer(status, &[("Content-Type", "text/html")], b"<p>Sales fell by 3%.</p>")));
        };
        status("/forbidden", "403 Forbidden");
        status("/broken", "500 Internal Server Error");
        status("/nowhere", "302 Found");
        for (path, says, help) in [
            ("/missing", "/missing answers 404 Not Found", "help: check the spelling"),
            ("/forbidden", "/forbidden answers 403 Forbidden", "help: the page may be there all the same"),
            ("/broken", "/broken answers 500 Internal Server Error", "help: try again later"),
            ("/nowhere", "/nowhere answers 302 Found", "help: save the page"),
        ] {
            let refused = ingest(&desk, &server.url(path));
            refused.refuses(&[says, help]);
            assert!(!refused.err.contains("cannot be reached"), "{refused:?}");
        }
        let closed =
            TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port that is free again");
        for host in [closed.to_string(), "no-such-host.invalid".to_owned()] {
            ingest(&desk, &format!("http://{host}/a"))
                .refuses(&[&format!("{host} cannot be reached: "), "help: check the spelling and the connection"]);
        }
        ingest(&desk, &server.url("/chairs").replace("http:", "https:")).refuses(&["no secure connection to 127.0.0.1", "help:"]);
        assert!(snapshot(&desk.path("corpus")).is_empty());
    }

    #[test]
    fn an_answer_that_breaks_off_is_not_half_an_article() {
        let (desk, server) = (Desk::empty(), Server::new());
        server.reply(
            "/half",
            Reply::Bytes(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>Sales rose by 5%.".to_vec(),
            ),
        );
        server.reply("/noise", Reply::Bytes(b"\x00\x01\x02 nothing like HTTP\r\n\r\n".to_vec()));
        server.reply("/hangup", Reply::Bytes(Vec::new()));
        for path in ["/half", "/noise", "/hangup"] {
            ingest(&desk, &server.url(path)).refuses(&["gives no whole answer", "help: try again"]);
        }
        assert!(snapshot(&desk.path("corpus")).is_empty());
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let (desk, server) = (Desk::empty(), Server::new());
        server.page("/a.png", "image/png", b"\x89PNG\r\n\x1a\n").page("/a.pdf", "application/pdf", b"%PDF-1.7");
        server.page("/a.json", "application/json", b"{}").page("/lies", HTML, b"%PDF-1.7").page("/empty", HTML, b"");
        for (path, says, help) in [
            ("/a.png", "/a.png is not text: the server says image/png", "help: download it, save it as plain text"),
            ("/a.pdf", "/a.pdf is not text: the server says application/pdf", "pdftotext"),
            ("/a.json", "/a.json is not text: the server says application/json", "help:"),
            ("/lies", "/lies is not text: it is a PDF", "pdftotext"),
            ("/empty", "/empty is empty", "help:"),
        ] {
            ingest(&desk, &server.url(path)).refuses(&[says, help]);
        }
    }

    #[test]
    fn a_page_that_fails_does_not_keep_the_others_out() {
        let (desk, server) = (Desk::empty(), Server::new());
        server.page("/chairs", HTML, PAGE);
        desk.write("a.md", "# Tables\n\nAcme sold 3 million tables in 2025.\n");
        let done = desk.run(&["ingest", "--allow-private", &server.url("/gone"), "a.md", &server.url("/chairs"), "-q"]);
        assert_eq!(done.code, Some(2), "{done:?}");
        assert!(done.out.contains("Tables: ") && done.out.contains("Sales of chairs: "), "{done:?}");
        assert_eq!(done.err.matches("error: ").count(), 1, "{done:?}");
    }

    #[test]
    fn a_dry_run_fetches_and_stores_nothing() {
        let (desk, server) = (Desk::empty(), Server::new());
        server.page("/chairs", HTML, PAGE);
        let done = desk.run(&["ingest", "--allow-private", "--dry-run", &server.url("/chairs")]);
        assert!(done.out.contains("would store 1 claim"), "{done:?}");
        assert!(snapshot(&desk.path("corpus")).is_empty() && desk.claims().is_empty());
    }

    const CLAIM: &str = "Searches for Quarkus";
    const STUDY: &str = "<title>Interest in Quarkus</title><p>Interest in <b>Quarkus</b>\nrose by 73&nbsp;percent, we find.</p>";
    const QUOTE: &str = "Interest in Quarkus rose by 73 percent";

    fn verify(desk: &Desk, url: &str, more: &[&str]) -> Run {
        let id = desk.id(CLAIM);
        desk.run(&[&["verify", &id, "--url", url, "--fetch", "--allow-private"], more].concat())
    }

    #[test]
    fn a_quote_that_stands_on_the_fetched_page_is_checked_and_the_page_kept() {
        let (desk, server) = (Desk::filled(), Server::new());
        server.page("/study", HTML, STUDY);
        let url = server.url("/study");
        let done = verify(&desk, &url, &["--quote", QUOTE]);
        assert_eq!((done.code, done.err.as_str()), (Some(0), ""), "{done:?}");
        let claim = desk.claim(CLAIM);
        let [evidence] = claim.reviews[0].evidence.as_slice() else { panic!("{claim:?}") };
        let hash = blake3::hash(STUDY.as_bytes()).to_hex().to_string();
        let file = format!("claims/evidence/interest-in-quarkus-{}.html", &hash[..12]);
        assert_eq!((claim.status, evidence.quote_checked), (Status::Verified, true));
        assert_eq!(
            (evidence.url.as_ref(), evidence.file.as_ref(), evidence.file_hash.as_ref()),
            (Some(&url), Some(&file), Some(&hash))
        );
        assert_eq!(desk.read(&file), STUDY);
        let shown = desk.run(&["show", &claim.claim.id.0]).out;
        assert!(shown.contains(&format!("supports: {url}, {file} ({}), “{QUOTE}” (found there)", &hash[..12])), "{shown}");
        assert!(!desk.run(&["audit"]).out.contains("quotation not looked up"));
        assert!(
            desk.run(&["verify", &claim.claim.id.0, "--url", &url, "--fetch", "--allow-private", "--quote", QUOTE]).code
                == Some(0)
        );
        assert_eq!(snapshot(&desk.path("claims/evidence")).len(), 1);
        assert_eq!(desk.run(&["doctor"]).code, Some(0));
        desk.write(&file, "another page");
        assert!(desk.run(&["doctor"]).out.contains(&format!("evidence: {file} is not what was fetched")));
        std::fs::remove_file(desk.path(&file)).expect("removed");
        let troubles = desk.json(&["doctor", "--format", "json"])["troubles"].clone();
        assert_eq!((&troubles[0]["part"], troubles.as_array().map(Vec::len)), (&"evidence".into(), Some(1)), "{troubles}");
    }

    #[test]
    fn a_quote_that_is_not_on_the_page_is_refused_and_nothing_kept() {
        let (desk, server) = (Desk::filled(), Server::new());
        server.page("/study", HTML, STUDY).page("/chart.png", "image/png", b"\x89PNG\r\n\x1a\n\0");
        let url = server.url("/study");
        verify(&desk, &url, &["--quote", "rose by 73 percent last year"])
            .refuses(&[&format!("the quote does not stand on the page {url}"), "help: copy the words from the page"]);
        verify(&desk, &url, &["--quote", "Interest in Quarkus"]).refuses(&["does not hold the claim's figure"]);
        verify(&desk, &server.url("/gone"), &["--quote", QUOTE]).refuses(&["answers 404"]);
        verify(&desk, &server.url("/chart.png"), &["--quote", QUOTE]).refuses(&["/chart.png is not text"]);
        assert!(desk.claim(CLAIM).reviews.is_empty() && !desk.path("claims/evidence").exists());
        let noted = verify(&desk, &server.url("/chart.png"), &["--note", "the chart shows it"]);
        assert_eq!(noted.code, Some(0), "{noted:?}");
        let [(path, _)] = snapshot(&desk.path("claims/evidence")).try_into().expect("one snapshot");
        assert!(path.extension().is_some_and(|extension| extension == "png"), "{path:?}");
    }

    #[test]
    fn evidence_is_fetched_only_when_told_and_only_from_where_it_may() {
        let (desk, server) = (Desk::filled(), Server::new());
        server.page("/study", HTML, STUDY);
        let (id, url) = (desk.id(CLAIM), server.url("/study"));
        let unfetched = desk.run(&["verify", &id, "--url", &url, "--quote", "up 73%"]);
        assert_eq!((unfetched.code, server.asked().len()), (Some(0), 0), "{unfetched:?}");
        assert!(!desk.claim(CLAIM).reviews[0].evidence[0].quote_checked);
        desk.run(&["dispute", &id, "--url", &url, "--fetch", "--quote", QUOTE])
            .refuses(&["is not a public address", "help: --allow-private"]);
        desk.run(&["mark", &id, "--as", "refuted", "--fetch", "--note", "x"]).refuses(&["--url"]);
        assert!(server.asked().is_empty());
    }

    #[test]
    fn a_redirect_to_the_article_does_not_make_it_its_own_evidence() {
        let (desk, server) = (Desk::empty(), Server::new());
        server.page("/chairs", HTML, PAGE).page("/copy", HTML, PAGE).redirect("/short", "/chairs");
        ingest(&desk, &server.url("/chairs"));
        let id = desk.claims()[0].claim.id.0.clone();
        let verify = |path: &str| {
            desk.run(&[
                "verify",
                &id,
                "--url",
                &server.url(path),
                "--fetch",
                "--allow-private",
                "--quote",
                "1.2 million chairs",
                "-q",
            ])
        };
        verify("/short").refuses(&[&format!("{} is the article itself", server.url("/chairs"))]);
        verify("/copy").refuses(&[&format!("{} is the article itself", server.url("/copy"))]);
        server.page("/other", HTML, "<p>We counted 1.2 million chairs.").redirect("/there", "/other");
        let done = verify("/there");
        assert!(done.code == Some(0) && done.err.is_empty(), "{done:?}");
        assert_eq!(desk.claims()[0].reviews[0].evidence[0].url, Some(server.url("/other")));
    }
}
