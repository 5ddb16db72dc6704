//! Wrong responses of the API.

use std::sync::atomic::Ordering;

use partna_tests::fake_keys::KeyState;
use partna_tests::server::{Reply, Request};
use serde_json::{Value, json};

use super::Watch;

/// A wrong response or action of the API.
#[derive(Clone, Copy, Debug, PartialEq, strum::Display, strum::VariantArray)]
pub enum Misreport {
    #[strum(to_string = "no misreport")]
    Nothing,
    #[strum(to_string = "generate: the key ends with a line break")]
    KeyWithLineBreak,
    #[strum(to_string = "generate: the key contains a space")]
    KeyWithSpace,
    #[strum(to_string = "generate: the key is not ASCII")]
    KeyNotAscii,
    #[strum(to_string = "generate: the key is empty")]
    KeyEmpty,
    #[strum(to_string = "generate: the short form instead of the key")]
    KeyShortForm,
    #[strum(to_string = "generate: a key that existed before")]
    KeyOfAnother,
    #[strum(to_string = "generate: the old key again")]
    KeyUnchanged,
    #[strum(to_string = "generate: a key that the API does not know")]
    KeyUnknown,
    #[strum(to_string = "generate: success without a key")]
    KeyLost,
    #[strum(to_string = "generate: an HTML page")]
    GenerateHtml,
    #[strum(to_string = "generate: done, and the connection breaks")]
    GenerateReset,
    #[strum(to_string = "generate: done, and 502")]
    GenerateServerError,
    #[strum(to_string = "verify: 403 for the new key")]
    NewKeyForbidden,
    #[strum(to_string = "verify: 401, out of scope, for lists with the new key")]
    NewKeyOutOfScope,
    #[strum(to_string = "verify: 401, temporarily disabled, for the new key")]
    NewKeyDisabled,
    #[strum(to_string = "verify: the new key is refused")]
    NewKeyDead,
    #[strum(to_string = "verify: 500 for the new key")]
    NewKeyServerError,
    #[strum(to_string = "verify: 403 for everything")]
    FirewallAfterGenerate,
    #[strum(to_string = "invalidate: 403 for everything from here on")]
    FirewallAtInvalidate,
    #[strum(to_string = "invalidate: success without effect")]
    InvalidateIdle,
    #[strum(to_string = "invalidate: empty object without effect")]
    InvalidateEmpty,
    #[strum(to_string = "invalidate: 200 with an error, without effect")]
    InvalidateErrorText,
    #[strum(to_string = "invalidate: 400 without effect")]
    InvalidateRefused,
    #[strum(to_string = "invalidate: done, and 502")]
    InvalidateServerError,
    #[strum(to_string = "invalidate: done, and the connection breaks")]
    InvalidateReset,
    #[strum(to_string = "invalidate: invalidates the new key instead")]
    InvalidateRevokesNew,
    #[strum(to_string = "invalidate: invalidates both keys")]
    InvalidateRevokesBoth,
    #[strum(to_string = "invalidate: invalidates another key of the merchant")]
    InvalidateRevokesUnrelated,
    #[strum(to_string = "invalidate: creates a key without a request")]
    InvalidateMakesKey,
}

/// Responds to a request, correctly or with the misreport.
pub fn respond(
    misreport: Misreport,
    watch: &Watch,
    state: &mut KeyState,
    request: &Request,
) -> Reply {
    if !watch.is_faulty() {
        return state.respond(request);
    }
    if let Some(reply) = wrong_response(misreport, watch, state, request) {
        watch.misreported.store(true, Ordering::SeqCst);
        return reply;
    }
    if misreport == Misreport::Nothing && is_generate(request) {
        watch.misreported.store(true, Ordering::SeqCst);
    }
    state.respond(request)
}

fn is_generate(request: &Request) -> bool {
    request.method == "POST" && request.path.ends_with("/user/apikey")
}

/// Returns the wrong response, if the misreport affects this request.
fn wrong_response(
    misreport: Misreport,
    watch: &Watch,
    state: &mut KeyState,
    request: &Request,
) -> Option<Reply> {
    let invalidates = request.path.ends_with("/user/invalidate-apikey");
    let has_new_key = state
        .keys
        .values()
        .any(|key| key.name.starts_with("partna-rust"));
    if has_new_key && misreport == Misreport::FirewallAfterGenerate {
        return Some(forbidden());
    }
    if misreport == Misreport::FirewallAtInvalidate
        && (invalidates || state.creates_key_on_invalidate)
    {
        // This flag records that the firewall is active. With this misreport, it has no other purpose.
        state.creates_key_on_invalidate = true;
        return Some(forbidden());
    }
    if is_generate(request) {
        return generate(misreport, state, request);
    }
    if invalidates {
        return invalidate(misreport, watch, state, request);
    }
    refuse_new_key(misreport, state, request)
}

fn generate(misreport: Misreport, state: &mut KeyState, request: &Request) -> Option<Reply> {
    if misreport
        .to_string()
        .split_once(':')
        .map(|(phase, _)| phase)
        != Some("generate")
    {
        return None;
    }
    let other = text_of(state, "support-team");
    let old = request.header("x-api-key").to_owned();
    let reply = state.respond(request);
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
        Misreport::KeyWithSpace => format!("{made} x"),
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

fn refuse_new_key(misreport: Misreport, state: &mut KeyState, request: &Request) -> Option<Reply> {
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
    let mut revoke = |name: &dyn Fn(&str) -> bool| {
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
            state.respond(request);
            html(502)
        }
        Misreport::InvalidateReset => {
            state.respond(request);
            Reply::Reset
        }
        Misreport::InvalidateRevokesNew => {
            watch.revoked_by_api.store(true, Ordering::SeqCst);
            revoke(&|name| name.starts_with("partna-rust"));
            success(json!({}))
        }
        Misreport::InvalidateRevokesBoth => {
            watch.revoked_by_api.store(true, Ordering::SeqCst);
            revoke(&|name| name.starts_with("partna-rust") || name == "the-first");
            success(json!({}))
        }
        Misreport::InvalidateRevokesUnrelated => {
            revoke(&|name| name == "reports");
            success(json!({}))
        }
        Misreport::InvalidateMakesKey => {
            state.creates_key_on_invalidate = true;
            state.respond(request)
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
    Reply::RawThenClose(Reply::bytes(
        403,
        &[("content-type", "text/html")],
        "<h1>403 Forbidden</h1>",
    ))
}

fn html(status: u16) -> Reply {
    Reply::RawThenClose(Reply::bytes(
        status,
        &[("content-type", "text/html")],
        "<h1>page</h1>",
    ))
}
