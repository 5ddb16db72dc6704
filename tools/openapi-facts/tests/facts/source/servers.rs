//! Reading from misbehaving servers, and from files.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use openapi_facts::facts;
use openapi_facts::source::{self, Limits};

use super::{MINIMAL_DOCUMENT, Result, TestNames};

/// A small size limit, and a timeout that is long enough for a busy machine.
fn limits() -> Limits {
    Limits {
        bytes: 1 << 20,
        time: Duration::from_secs(30),
        ..Limits::default()
    }
}

/// A server on loopback that records its requests. Its thread ends with the process.
struct Server {
    base: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(
        response: impl Fn(&str, &mut TcpStream) -> io::Result<()> + Send + 'static,
    ) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let base = format!("http://{}", listener.local_addr()?);
        let requests = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&requests);
        std::thread::spawn(move || {
            while let Ok((mut connection, _)) = listener.accept() {
                let Ok(request) = request(&mut connection) else {
                    continue;
                };
                if let Ok(mut log) = log.lock() {
                    log.push(request.clone());
                }
                // The client closes the connection early in some tests.
                let _ = response(&request, &mut connection);
            }
        });
        Ok(Self { base, requests })
    }

    /// Starts a server that responds to every request with these bytes, and closes the connection.
    fn responding(bytes: Vec<u8>) -> Result<Self> {
        Self::start(move |_, connection| connection.write_all(&bytes))
    }

    fn requests(&self) -> Vec<String> {
        self.requests
            .lock()
            .map(|requests| requests.clone())
            .unwrap_or_default()
    }
}

fn request(connection: &mut TcpStream) -> io::Result<String> {
    let (mut request, mut chunk) = (Vec::new(), [0; 1024]);
    while !request.windows(4).any(|four| four == b"\r\n\r\n") {
        match connection.read(&mut chunk)? {
            0 => break,
            count => request.extend_from_slice(chunk.get(..count).unwrap_or_default()),
        }
    }
    Ok(String::from_utf8_lossy(&request).into_owned())
}

/// Returns a complete response. Each of `headers` ends with a line break.
fn response_bytes(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )
    .into_bytes()
}

/// Returns the message for a document that cannot be read.
fn read_error(from: &str, limits: &Limits) -> Result<String> {
    match source::read(from, limits, &TestNames) {
        Ok(_) => Err(format!("{from} was accepted").into()),
        Err(error) => Ok(error.to_string()),
    }
}

#[test]
fn downloads_document_without_sending_secrets() -> Result {
    let server = Server::responding(response_bytes("200 OK", "", MINIMAL_DOCUMENT))?;
    let read = source::read(
        &format!("{}/docs?token=hunter2", server.base),
        &limits(),
        &TestNames,
    )?;
    assert_eq!(read.bytes, MINIMAL_DOCUMENT.as_bytes());
    assert_eq!(read.from, format!("{}/docs", server.base));
    let request = server.requests().concat().to_lowercase();
    assert!(request.contains("accept-encoding: identity"), "{request}");
    for header in ["authorization:", "cookie:", "referer:", "x-api-"] {
        assert!(!request.contains(header), "{request}");
    }
    Ok(())
}

#[test]
fn slow_server_times_out() -> Result {
    let dripping = Server::start(|_, connection| {
        connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")?;
        loop {
            connection.write_all(b" ")?;
            std::thread::sleep(Duration::from_millis(50));
        }
    })?;
    // It never responds, so a client without a timeout would wait forever.
    let silent = Server::start(|_, _| {
        loop {
            std::thread::park();
        }
    })?;
    for server in [dripping, silent] {
        let message = read_error(
            &server.base,
            &Limits {
                time: Duration::from_secs(1),
                ..limits()
            },
        )?;
        assert!(message.contains("not received within 1s"), "{message}");
    }
    Ok(())
}

#[test]
fn rejects_body_over_the_limit() -> Result {
    let endless = Server::start(|_, connection| {
        connection.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n")?;
        loop {
            connection.write_all(&[b' '; 4096])?;
        }
    })?;
    // A body with a too large `content-length` is not read.
    let announced =
        Server::responding(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n{".to_vec())?;
    for server in [endless, announced] {
        let message = read_error(&server.base, &limits())?;
        assert!(message.contains("more than 1048576 bytes"), "{message}");
    }
    Ok(())
}

#[test]
fn follows_redirects_only_on_the_same_host() -> Result {
    let moved = Server::start(|request, connection| {
        let response = if request.starts_with("GET /new ") {
            response_bytes("200 OK", "", MINIMAL_DOCUMENT)
        } else {
            response_bytes("302 Found", "location: /new\r\n", "")
        };
        connection.write_all(&response)
    })?;
    assert_eq!(
        source::read(&moved.base, &limits(), &TestNames)?.bytes,
        MINIMAL_DOCUMENT.as_bytes()
    );

    let target = Server::responding(response_bytes("200 OK", "", MINIMAL_DOCUMENT))?;
    let port = target.base.rsplit(':').next().unwrap_or_default();
    for target_url in [
        // Another server, also on this machine.
        format!("{}/docs", target.base),
        format!("http://localhost:{port}/docs"),
        "https://example.test/docs".to_owned(),
        "file:///etc/passwd".to_owned(),
    ] {
        let location = format!("location: {target_url}\r\n");
        let server = Server::responding(response_bytes("307 Temporary Redirect", &location, ""))?;
        let message = read_error(&server.base, &limits())?;
        assert!(message.contains("redirects to another host"), "{message}");
        assert_eq!(server.requests().len(), 1);
    }
    assert!(target.requests().is_empty(), "a redirect was followed");

    let circle = Server::responding(response_bytes("301 Moved", "location: /again\r\n", ""))?;
    let message = read_error(&circle.base, &limits())?;
    assert!(message.contains("more than 5 redirects"), "{message}");
    assert!(circle.requests().len() <= 6, "{}", circle.requests().len());
    Ok(())
}

#[test]
fn identifies_responses_that_are_not_a_document() -> Result {
    let page = "<!DOCTYPE html><html><body>Bad gateway</body></html>";
    let cut = format!("HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{MINIMAL_DOCUMENT}");
    for (response, expected) in [
        (response_bytes("502 Bad Gateway", "", page), "status 502"),
        (response_bytes("401 Unauthorized", "", "{}"), "status 401"),
        (response_bytes("302 Found", "", ""), "status 302"),
        (response_bytes("200 OK", "", page), "is an HTML page"),
        (response_bytes("200 OK", "", ""), "is empty"),
        (cut.into_bytes(), "cannot be read"),
        (b"what?\r\n\r\n".to_vec(), "cannot be read"),
    ] {
        let server = Server::responding(response)?;
        let message = read_error(&server.base, &limits())?;
        assert!(message.contains(expected), "{expected}: {message}");
        assert!(message.starts_with(&server.base), "{message}");
    }
    // Nothing listens at this address.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let message = read_error(&format!("http://{address}"), &limits())?;
    assert!(message.contains("cannot be read"), "{message}");
    Ok(())
}

#[test]
fn rejects_plain_http_without_repeating_secrets() -> Result {
    for from in [
        "http://me:hunter2@example.test/docs?key=hunter2#hunter2",
        "http://127.0.0.1.example.test/docs",
        "ftp://example.test/docs",
        "file:///etc/passwd",
    ] {
        let message = read_error(from, &limits())?;
        assert!(message.contains("use https"), "{message}");
        assert!(!message.contains("hunter2"), "{message}");
    }
    let message = read_error("https://", &limits())?;
    assert!(message.contains("not a valid URL"), "{message}");
    Ok(())
}

#[test]
fn reads_files_within_limits() -> Result {
    let directory = tempfile::tempdir()?;
    let file = |name: &str| directory.path().join(name).display().to_string();
    std::fs::write(file("good.json"), MINIMAL_DOCUMENT)?;
    let read = source::read(&file("good.json"), &limits(), &TestNames)?;
    assert_eq!(facts::of(&read.json)?.len(), 3, "{:?}", read.json);
    std::fs::write(file("large.json"), vec![b' '; (1 << 20) + 1])?;
    let mut cases = vec![
        (file("missing.json"), "cannot be read"),
        (directory.path().display().to_string(), "it is a directory"),
        (file("large.json"), "more than 1048576 bytes"),
    ];
    // A device has no end, and its metadata has the length 0.
    if std::path::Path::new("/dev/zero").exists() {
        cases.push(("/dev/zero".to_owned(), "more than 1048576 bytes"));
    }
    for (from, expected) in cases {
        let message = read_error(&from, &limits())?;
        assert!(message.contains(expected), "{expected}: {message}");
        assert!(message.starts_with(&from), "{message}");
    }
    Ok(())
}

#[test]
fn rejects_url_with_credentials_before_sending() -> Result {
    let target = Server::responding(response_bytes("200 OK", "", MINIMAL_DOCUMENT))?;
    let from = target.base.replace("http://", "http://me:hunter2@");
    let message = read_error(&from, &limits())?;
    assert!(message.contains("contains credentials"), "{message}");
    assert!(!message.contains("hunter2"), "{message}");
    assert!(target.requests().is_empty(), "{:?}", target.requests());
    Ok(())
}

#[test]
fn connection_error_names_its_cause() -> Result {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let message = read_error(&format!("http://{address}"), &limits())?;
    assert!(message.to_lowercase().contains("refused"), "{message}");
    Ok(())
}

#[test]
fn url_with_one_slash_is_parsed_as_url() -> Result {
    let message = read_error("https:/user:hunter2@127.0.0.1:1/x?token=hunter3", &limits())?;
    assert!(!message.contains("hunter"), "{message}");
    Ok(())
}

/// `0.0.0.0` is not a loopback address, but would reach a local listener.
#[test]
fn rejects_plain_http_before_connecting() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    let message = read_error(&format!("http://0.0.0.0:{port}/"), &limits())?;
    assert!(message.contains("use https"), "{message}");
    assert!(listener.accept().is_err());
    Ok(())
}
