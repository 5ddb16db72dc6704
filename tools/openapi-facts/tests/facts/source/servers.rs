//! Where the bytes come from: servers of every kind of trouble, and files.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use openapi_facts::facts;
use openapi_facts::source::{self, Limits};

use super::{GOOD, Names, Result};

/// Little, so that it is exceeded soon; and time enough for a machine that has other things to do.
fn limits() -> Limits {
    Limits {
        bytes: 1 << 20,
        time: Duration::from_secs(30),
        ..Limits::default()
    }
}

/// A server on loopback, with the requests that it saw. Its thread ends with the process.
struct Server {
    base: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(
        answer: impl Fn(&str, &mut TcpStream) -> io::Result<()> + Send + 'static,
    ) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let base = format!("http://{}", listener.local_addr()?);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        std::thread::spawn(move || {
            while let Ok((mut connection, _)) = listener.accept() {
                let Ok(request) = request(&mut connection) else {
                    continue;
                };
                if let Ok(mut log) = log.lock() {
                    log.push(request.clone());
                }
                // A client that hangs up is what some of the tests are about.
                let _ = answer(&request, &mut connection);
            }
        });
        Ok(Self { base, seen })
    }

    /// One that answers everything with these bytes, and closes.
    fn saying(bytes: Vec<u8>) -> Result<Self> {
        Self::start(move |_, connection| connection.write_all(&bytes))
    }

    fn seen(&self) -> Vec<String> {
        self.seen
            .lock()
            .map(|seen| seen.clone())
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

/// A whole answer. `headers` end with a line break each.
fn whole(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )
    .into_bytes()
}

/// What is told of a document that cannot be read.
fn told(from: &str, limits: &Limits) -> Result<String> {
    match source::read(from, limits, &Names) {
        Ok(_) => Err(format!("{from} was read").into()),
        Err(why) => Ok(why.to_string()),
    }
}

#[test]
fn a_document_comes_whole_and_nothing_goes_with_the_request() -> Result {
    let server = Server::saying(whole("200 OK", "", GOOD))?;
    let read = source::read(
        &format!("{}/docs?token=hunter2", server.base),
        &limits(),
        &Names,
    )?;
    assert_eq!(read.bytes, GOOD.as_bytes());
    assert_eq!(read.from, format!("{}/docs", server.base));
    let request = server.seen().concat().to_lowercase();
    assert!(request.contains("accept-encoding: identity"), "{request}");
    for header in ["authorization:", "cookie:", "referer:", "x-api-"] {
        assert!(!request.contains(header), "{request}");
    }
    Ok(())
}

#[test]
fn a_server_that_takes_its_time_is_left() -> Result {
    let dripping = Server::start(|_, connection| {
        connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")?;
        loop {
            connection.write_all(b" ")?;
            std::thread::sleep(Duration::from_millis(50));
        }
    })?;
    // It never responds: a client without a limit would wait as long.
    let silent = Server::start(|_, _| {
        loop {
            std::thread::park();
        }
    })?;
    for server in [dripping, silent] {
        let told = told(
            &server.base,
            &Limits {
                time: Duration::from_secs(1),
                ..limits()
            },
        )?;
        assert!(told.contains("did not come within 1s"), "{told}");
    }
    Ok(())
}

#[test]
fn a_body_without_end_is_cut_off() -> Result {
    let endless = Server::start(|_, connection| {
        connection.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n")?;
        loop {
            connection.write_all(&[b' '; 4096])?;
        }
    })?;
    // What announces itself as too large is not even read.
    let announced =
        Server::saying(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n{".to_vec())?;
    for server in [endless, announced] {
        let told = told(&server.base, &limits())?;
        assert!(told.contains("more than 1048576 bytes"), "{told}");
    }
    Ok(())
}

#[test]
fn redirects_are_followed_on_the_same_host_alone() -> Result {
    let moved = Server::start(|request, connection| {
        let answer = if request.starts_with("GET /new ") {
            whole("200 OK", "", GOOD)
        } else {
            whole("302 Found", "location: /new\r\n", "")
        };
        connection.write_all(&answer)
    })?;
    assert_eq!(
        source::read(&moved.base, &limits(), &Names)?.bytes,
        GOOD.as_bytes()
    );

    let target = Server::saying(whole("200 OK", "", GOOD))?;
    let port = target.base.rsplit(':').next().unwrap_or_default();
    for place in [
        // Another server, be it on this machine.
        format!("{}/docs", target.base),
        format!("http://localhost:{port}/docs"),
        "https://example.test/docs".to_owned(),
        "file:///etc/passwd".to_owned(),
    ] {
        let location = format!("location: {place}\r\n");
        let server = Server::saying(whole("307 Temporary Redirect", &location, ""))?;
        let told = told(&server.base, &limits())?;
        assert!(told.contains("redirects to another host"), "{told}");
        assert_eq!(server.seen().len(), 1);
    }
    assert!(target.seen().is_empty(), "a redirect was followed");

    let circle = Server::saying(whole("301 Moved", "location: /again\r\n", ""))?;
    let told = told(&circle.base, &limits())?;
    assert!(told.contains("redirects time and again"), "{told}");
    assert!(circle.seen().len() <= 6, "{}", circle.seen().len());
    Ok(())
}

#[test]
fn an_answer_that_is_no_document_is_told_apart() -> Result {
    let page = "<!DOCTYPE html><html><body>Bad gateway</body></html>";
    let cut = format!("HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{GOOD}");
    for (answer, words) in [
        (whole("502 Bad Gateway", "", page), "status 502"),
        (whole("401 Unauthorized", "", "{}"), "status 401"),
        (whole("302 Found", "", ""), "status 302"),
        (whole("200 OK", "", page), "is an HTML page"),
        (whole("200 OK", "", ""), "is empty"),
        (cut.into_bytes(), "cannot be read"),
        (b"what?\r\n\r\n".to_vec(), "cannot be read"),
    ] {
        let server = Server::saying(answer)?;
        let told = told(&server.base, &limits())?;
        assert!(told.contains(words), "{words}: {told}");
        assert!(told.starts_with(&server.base), "{told}");
    }
    // Nobody is there.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let told = told(&format!("http://{address}"), &limits())?;
    assert!(told.contains("cannot be read"), "{told}");
    Ok(())
}

#[test]
fn only_https_is_asked_and_secrets_are_not_repeated() -> Result {
    for from in [
        "http://me:hunter2@example.test/docs?key=hunter2#hunter2",
        "http://127.0.0.1.example.test/docs",
        "ftp://example.test/docs",
        "file:///etc/passwd",
    ] {
        let told = told(from, &limits())?;
        assert!(told.contains("only https is"), "{told}");
        assert!(!told.contains("hunter2"), "{told}");
    }
    let told = told("https://", &limits())?;
    assert!(told.contains("no address"), "{told}");
    Ok(())
}

#[test]
fn a_file_is_read_within_limits() -> Result {
    let folder = tempfile::tempdir()?;
    let file = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(file("good.json"), GOOD)?;
    let read = source::read(&file("good.json"), &limits(), &Names)?;
    assert_eq!(facts::of(&read.json)?.len(), 3, "{:?}", read.json);
    std::fs::write(file("large.json"), vec![b' '; (1 << 20) + 1])?;
    let mut cases = vec![
        (file("missing.json"), "cannot be read"),
        (folder.path().display().to_string(), "it is a folder"),
        (file("large.json"), "more than 1048576 bytes"),
    ];
    // A device has no end, and says that it has no length.
    if std::path::Path::new("/dev/zero").exists() {
        cases.push(("/dev/zero".to_owned(), "more than 1048576 bytes"));
    }
    for (from, words) in cases {
        let told = told(&from, &limits())?;
        assert!(told.contains(words), "{words}: {told}");
        assert!(told.starts_with(&from), "{told}");
    }
    Ok(())
}

#[test]
fn credentials_are_never_sent() -> Result {
    let target = Server::saying(whole("200 OK", "", GOOD))?;
    let from = target.base.replace("http://", "http://me:hunter2@");
    let told = told(&from, &limits())?;
    assert!(told.contains("holds credentials"), "{told}");
    assert!(!told.contains("hunter2"), "{told}");
    assert!(target.seen().is_empty(), "{:?}", target.seen());
    Ok(())
}

#[test]
fn why_nobody_answered_is_said() -> Result {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let told = told(&format!("http://{address}"), &limits())?;
    assert!(told.to_lowercase().contains("refused"), "{told}");
    Ok(())
}

#[test]
fn an_address_with_one_slash_is_an_address() -> Result {
    let told = told("https:/user:hunter2@127.0.0.1:1/x?token=hunter3", &limits())?;
    assert!(!told.contains("hunter"), "{told}");
    Ok(())
}

/// Not loopback, and yet it would reach a listener here.
#[test]
fn plain_http_elsewhere_is_refused_before_anybody_is_asked() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    let told = told(&format!("http://0.0.0.0:{port}/"), &limits())?;
    assert!(told.contains("only https is"), "{told}");
    assert!(listener.accept().is_err());
    Ok(())
}
