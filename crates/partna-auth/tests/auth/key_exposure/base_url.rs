//! The spellings of a base URL that resolve to the host of the API or to this machine.

use partna_auth::{ErrorKind, reqwest};
use partna_tests::builder;

use super::Result;

/// A base URL, and the host that the client would connect to. `None` if the client rejects the base URL.
const BASE_URLS: [(&str, Option<&str>); 34] = [
    ("http://localhost./v4", Some("localhost.")),
    ("http://LOCALHOST:1/v4", Some("localhost")),
    ("http://127.1/v4", Some("127.0.0.1")),
    ("http://0x7f.1/v4", Some("127.0.0.1")),
    ("http://0177.0.0.1/v4", Some("127.0.0.1")),
    ("http://2130706433/v4", Some("127.0.0.1")),
    ("http://[::ffff:7f00:1]/v4", Some("[::ffff:7f00:1]")),
    ("http://[::ffff:127.9.9.9]/v4", Some("[::ffff:7f09:909]")),
    ("http://[0:0:0:0:0:0:0:1]/v4", Some("[::1]")),
    ("http://[::127.0.0.1]/v4", None),
    ("http://[::ffff:10.0.0.1]/v4", None),
    ("http://[::]/v4", None),
    ("http://0.0.0.0/v4", None),
    ("http://[::1%25lo]/v4", None),
    ("http://localhost../v4", None),
    ("http://.localhost/v4", None),
    ("http://127.0.0.1\\@evil.example/v4", Some("127.0.0.1")),
    ("http://evil.example#@127.0.0.1/", None),
    ("http://127.0.0.1:80@evil.example/", None),
    ("http:/\\127.0.0.1/v4", Some("127.0.0.1")),
    ("http:127.0.0.1/v4", Some("127.0.0.1")),
    ("https://staging-api.getpartna.com./v4", None),
    (
        "https://STAGING-API.getpartna.com/v4",
        Some("staging-api.getpartna.com"),
    ),
    (
        "https://staging-api.getpartna.com\u{3002}evil.example/",
        None,
    ),
    (
        "https://staging-api。getpartna.com/v4",
        Some("staging-api.getpartna.com"),
    ),
    ("https://xn--staging-api.getpartna.com/", None),
    ("http://lo\u{ad}calhost:1/v4", Some("localhost")),
    ("http://ｌｏｃａｌｈｏｓｔ:1/v4", Some("localhost")),
    ("http://①②⑦.0.0.1/v4", Some("127.0.0.1")),
    ("http://127.0.0.1.nip.io/", None),
    ("http://localtest.me/", None),
    ("http://foo.localhost/", None),
    ("ws://127.0.0.1/", None),
    ("HTTP://127.0.0.1/v4", Some("127.0.0.1")),
];

#[tokio::test]
async fn base_url_is_the_api_host_or_loopback() -> Result {
    for (text, host) in BASE_URLS {
        let built = builder(text)?.build().await;
        let accepted = match &built {
            Ok(partna) => Some(reqwest::Url::parse(partna.base_url())?),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Config, "{text}");
                None
            }
        };
        let accepted = accepted.as_ref().and_then(|url| url.host_str());
        assert_eq!(accepted, host, "{text}");
    }
    Ok(())
}
