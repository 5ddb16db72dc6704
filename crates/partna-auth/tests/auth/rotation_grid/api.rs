//! Invalid responses of the API.

use std::fmt;
use std::sync::atomic::Ordering;

use partna_tests::key_server::KeyState;
use partna_tests::server::{Reply, Request};
use serde_json::{Value, json};

use super::Watch;

/// What the API does wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Misreport {
    Nothing,
    KeyWithLineBreak,
    KeyWithBlank,
    KeyNotAscii,
    KeyEmpty,
    KeyShortForm,
    KeyOfAnother,
    KeyUnchanged,
    KeyUnknown,
    KeyLost,
    GenerateHtml,
    GenerateReset,
    GenerateServerError,
    NewKeyForbidden,
    NewKeyOutOfScope,
    NewKeyDisabled,
    NewKeyDead,
    NewKeyServerError,
    FirewallAfterGenerate,
    FirewallAtInvalidate,
    InvalidateIdle,
    InvalidateEmpty,
    InvalidateErrorText,
    InvalidateRefused,
    InvalidateServerError,
    InvalidateReset,
    InvalidateEndsNew,
    InvalidateEndsBoth,
    InvalidateEndsBystander,
    InvalidateMakesKey,
}

impl Misreport {
    pub const ALL: [Self; 30] = [
        Self::Nothing,
        Self::KeyWithLineBreak,
        Self::KeyWithBlank,
        Self::KeyNotAscii,
        Self::KeyEmpty,
        Self::KeyShortForm,
        Self::KeyOfAnother,
        Self::KeyUnchanged,
        Self::KeyUnknown,
        Self::KeyLost,
        Self::GenerateHtml,
        Self::GenerateReset,
        Self::GenerateServerError,
        Self::NewKeyForbidden,
        Self::NewKeyOutOfScope,
        Self::NewKeyDisabled,
        Self::NewKeyDead,
        Self::NewKeyServerError,
        Self::FirewallAfterGenerate,
        Self::FirewallAtInvalidate,
        Self::InvalidateIdle,
        Self::InvalidateEmpty,
        Self::InvalidateErrorText,
        Self::InvalidateRefused,
        Self::InvalidateServerError,
        Self::InvalidateReset,
        Self::InvalidateEndsNew,
        Self::InvalidateEndsBoth,
        Self::InvalidateEndsBystander,
        Self::InvalidateMakesKey,
    ];

    fn words(self) -> &'static str {
        match self {
            Self::Nothing => "nothing is wrong",
            Self::KeyWithLineBreak => "generate: the key ends with a line break",
            Self::KeyWithBlank => "generate: the key has a blank in it",
            Self::KeyNotAscii => "generate: the key is not ASCII",
            Self::KeyEmpty => "generate: the key is empty",
            Self::KeyShortForm => "generate: the short form instead of the key",
            Self::KeyOfAnother => "generate: a key that existed before",
            Self::KeyUnchanged => "generate: the old key once more",
            Self::KeyUnknown => "generate: a key that the API does not know",
            Self::KeyLost => "generate: success without a key",
            Self::GenerateHtml => "generate: a page of HTML",
            Self::GenerateReset => "generate: done, and the connection breaks",
            Self::GenerateServerError => "generate: done, and 502",
            Self::NewKeyForbidden => "prove: 403 for the new key",
            Self::NewKeyOutOfScope => "prove: 401, out of scope, for lists with the new key",
            Self::NewKeyDisabled => "prove: 401, temporarily disabled, for the new key",
            Self::NewKeyDead => "prove: the new key is refused",
            Self::NewKeyServerError => "prove: 500 for the new key",
            Self::FirewallAfterGenerate => "prove: 403 for everything",
            Self::FirewallAtInvalidate => "invalidate: 403 for everything from here on",
            Self::InvalidateIdle => "invalidate: success, and nothing is done",
            Self::InvalidateEmpty => "invalidate: {}, and nothing is done",
            Self::InvalidateErrorText => "invalidate: 200 with an error, and nothing is done",
            Self::InvalidateRefused => "invalidate: 400, and nothing is done",
            Self::InvalidateServerError => "invalidate: done, and 502",
            Self::InvalidateReset => "invalidate: done, and the connection breaks",
            Self::InvalidateEndsNew => "invalidate: ends the key that signs",
            Self::InvalidateEndsBoth => "invalidate: ends both keys",
            Self::InvalidateEndsBystander => "invalidate: ends another key of the merchant",
            Self::InvalidateMakesKey => "invalidate: makes a key that nobody requested",
        }
    }
}

impl fmt::Display for Misreport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// Responds to a request, rightly or not.
pub fn respond(
    misreport: Misreport,
    watch: &Watch,
    state: &mut KeyState,
    request: &Request,
) -> Reply {
    if !watch.is_faulty() {
        return state.answer(request);
    }
    let reply = misreport_to(misreport, watch, state, request);
    if let Some(reply) = reply {
        watch.misreported.store(true, Ordering::SeqCst);
        return reply;
    }
    if misreport == Misreport::Nothing && is_generate(request) {
        watch.misreported.store(true, Ordering::SeqCst);
    }
    state.answer(request)
}

fn is_generate(request: &Request) -> bool {
    request.method == "POST" && request.path.ends_with("/user/apikey")
}

/// The wrong response, if this request gets one.
fn misreport_to(
    misreport: Misreport,
    watch: &Watch,
    state: &mut KeyState,
    request: &Request,
) -> Option<Reply> {
    let invalidates = request.path.ends_with("/user/invalidate-apikey");
    let has_made = state
        .keys
        .values()
        .any(|key| key.name.starts_with("partna-rust"));
    if has_made && misreport == Misreport::FirewallAfterGenerate {
        return Some(forbidden());
    }
    if misreport == Misreport::FirewallAtInvalidate && (invalidates || state.surprise) {
        // Remembered in a flag that this server has no other use for.
        state.surprise = true;
        return Some(forbidden());
    }
    if is_generate(request) {
        return generate(misreport, state, request);
    }
    if invalidates {
        return invalidate(misreport, watch, state, request);
    }
    with_new_key(misreport, state, request)
}

fn generate(misreport: Misreport, state: &mut KeyState, request: &Request) -> Option<Reply> {
    if misreport.words().split_once(':').map(|(phase, _)| phase) != Some("generate") {
        return None;
    }
    let other = text_of(state, "somebody-elses");
    let old = request.header("x-api-key").to_owned();
    let reply = state.answer(request);
    let Reply::Json(200, body) = &reply else {
        return Some(reply);
    };
    let made = body
        .pointer("/data/apikey")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let short = made.rsplit("--").next().unwrap_or_default();
    let text = match misreport {
        Misreport::KeyWithLineBreak => format!("{made}\n"),
        Misreport::KeyWithBlank => format!("{made} x"),
        Misreport::KeyNotAscii => format!("{made}\u{e9}"),
        Misreport::KeyEmpty => String::new(),
        Misreport::KeyShortForm => short.to_owned(),
        Misreport::KeyOfAnother => other,
        Misreport::KeyUnchanged => old,
        Misreport::KeyUnknown => {
            "1--N--000000000000000000000000000000ff--1999999999999--000000ff".to_owned()
        }
        Misreport::KeyLost => return Some(success(json!({}))),
        Misreport::GenerateHtml => return Some(html(200)),
        Misreport::GenerateReset => return Some(Reply::Reset),
        Misreport::GenerateServerError => return Some(html(502)),
        _ => return Some(reply),
    };
    Some(success(json!({ "apikey": text })))
}

fn with_new_key(misreport: Misreport, state: &mut KeyState, request: &Request) -> Option<Reply> {
    let key = state.keys.get_mut(request.header("x-api-key"))?;
    if !key.name.starts_with("partna-rust") {
        return None;
    }
    match misreport {
        Misreport::NewKeyForbidden => Some(forbidden()),
        Misreport::NewKeyOutOfScope if request.path.ends_with("/user/apikeys") => Some(refuse(
            401,
            "no withdrawal api key cannot access GET /user/apikeys",
        )),
        Misreport::NewKeyDisabled => Some(refuse(401, "endpoint temporarily disabled")),
        Misreport::NewKeyDead => Some(refuse(401, "invalid apikey")),
        Misreport::NewKeyServerError => Some(refuse(500, "internal server error")),
        _ => None,
    }
}

fn invalidate(
    misreport: Misreport,
    watch: &Watch,
    state: &mut KeyState,
    request: &Request,
) -> Option<Reply> {
    let mut end = |name: &dyn Fn(&str) -> bool| {
        let keys = state.keys.values_mut();
        keys.filter(|key| name(&key.name))
            .for_each(|key| key.live = false);
    };
    Some(match misreport {
        Misreport::InvalidateIdle => success(json!({"apikey": request.json().get("apikey")})),
        Misreport::InvalidateEmpty => Reply::Json(200, json!({})),
        Misreport::InvalidateErrorText => Reply::Json(
            200,
            json!({"message": "failed to invalidate", "error": "timeout"}),
        ),
        Misreport::InvalidateRefused => refuse(400, "invalid key"),
        Misreport::InvalidateServerError => {
            state.answer(request);
            html(502)
        }
        Misreport::InvalidateReset => {
            state.answer(request);
            Reply::Reset
        }
        Misreport::InvalidateEndsNew => {
            watch.ended_by_api.store(true, Ordering::SeqCst);
            end(&|name| name.starts_with("partna-rust"));
            success(json!({}))
        }
        Misreport::InvalidateEndsBoth => {
            watch.ended_by_api.store(true, Ordering::SeqCst);
            end(&|name| name.starts_with("partna-rust") || name == "the-first");
            success(json!({}))
        }
        Misreport::InvalidateEndsBystander => {
            end(&|name| name == "reports");
            success(json!({}))
        }
        Misreport::InvalidateMakesKey => {
            state.surprise = true;
            state.answer(request)
        }
        _ => return None,
    })
}

fn text_of(state: &KeyState, name: &str) -> String {
    let found = state.keys.iter().find(|(_, key)| key.name == name);
    found.map(|(text, _)| text.clone()).unwrap_or_default()
}

fn success(data: Value) -> Reply {
    Reply::Json(200, json!({"data": data, "message": "success"}))
}

fn refuse(status: u16, message: &str) -> Reply {
    Reply::Json(status, json!({"message": message}))
}

fn forbidden() -> Reply {
    Reply::Raw(Reply::bytes(
        403,
        &[("content-type", "text/html")],
        "<h1>403 Forbidden</h1>",
    ))
}

fn html(status: u16) -> Reply {
    Reply::Raw(Reply::bytes(
        status,
        &[("content-type", "text/html")],
        "<h1>page</h1>",
    ))
}
