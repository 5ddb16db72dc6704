//! API keys: who is let in with one, and how they begin and end.

use partna_auth::{ApiKey, types};

use super::fields::{date, required};
use super::mfa;
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::state::{Key, Scope, State, StateError};

const SANDBOX_MARKER: &str = ApiKey::SANDBOX_MARKER;
const DAY_MS: i64 = 86_400_000;
/// How long a key lives of which nothing is said: that of every documented example ends so many days after it was made.
const DEFAULT_DAYS: i64 = 300;
/// The last time that 13 digits can tell. It stands in the text of a key without end: nothing there says that there is none.
const LAST_MS: i64 = 9_999_999_999_999;
/// When a key that was not deleted was deleted: the time that is not set, as a Go server writes it.
const NEVER: &str = "0001-01-01T00:00:00Z";

const SCOPES: [(&str, &str, Scope); 4] = [
    ("GetOnly", "G", Scope::GetOnly),
    ("Master", "M", Scope::Master),
    ("NoWithdrawal", "N", Scope::NoWithdrawal),
    ("Withdrawal", "W", Scope::Withdrawal),
];

/// The scope of a live key, if the user name goes with it.
pub(crate) fn scope(state: &State, key: Option<&str>, user: Option<&str>) -> Option<Scope> {
    let known = state
        .live_keys()
        .find(|known| Some(known.text.as_str()) == key);
    let known = known.filter(|_| user == Some(state.merchant.username.as_str()));
    known.map(|key| key.scope)
}

/// Lets a request in, or not. The path is the one of the document, without the version.
pub(crate) fn admit(
    state: &State,
    key: Option<&str>,
    user: Option<&str>,
    method: &str,
    path: &str,
    operation: &str,
) -> Result<(), Refusal> {
    let what = match scope(state, key, user) {
        None => return Err(Refusal::new(401, "invalid apikey")),
        Some(Scope::GetOnly) if method != "GET" => "get only",
        Some(Scope::NoWithdrawal) if operation == "create_withdrawal" => "no withdrawal",
        // What a key for withdrawals may not do besides is not documented.
        Some(_) => return Ok(()),
    };
    let message = format!("{what} api key cannot access {method} {path}");
    Err(Refusal::new(401, message))
}

pub(super) fn list(state: &State, _: &Call<'_>) -> Outcome {
    let listed = state.keys.iter().map(|key| {
        let mut listed = types::ApiKeyInfo::default();
        listed.apikey = Some(short(state, key).into());
        listed.deleted_at = Some(key.ended_at.map_or_else(|| NEVER.to_owned(), date));
        listed.expirable = Some(key.expires_ms.is_some());
        listed.expiration = Some(key.expires_ms.map_or(0, |end| end / 1000).into());
        listed.keyname = Some(key.name.clone());
        listed.username = Some(state.merchant.username.clone());
        listed
    });
    let mut list = types::ApiKeyList::default();
    list.apikeys = listed.collect();
    Success::data::<types::ApiKeysResponse>(list)
}

pub(super) fn generate(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::ApiKeyRequest = call.body()?;
    let scope = scope_of(body.scope.as_str()).ok_or_else(|| Refusal::bad("invalid API scope"))?;
    let expires_ms = end_ms(&body, state.now_ms)?;
    let name = required("keyname", Some(body.keyname))?;
    if state.merchant.mfa_enrolled {
        mfa::check(body.otp.as_ref())?;
    }
    if let Some(old) = &body.apikey
        && !old.expose().is_empty()
    {
        end(state, old.expose())?;
    }
    Success::data::<types::ApiKeyResponse>(make(state, name, scope, Some(expires_ms)))
}

/// When a key ends. What days and months together mean is not documented: here it is the days, which are more precise.
fn end_ms(body: &types::ApiKeyRequest, now_ms: i64) -> Result<i64, Refusal> {
    let days = body.expiration_in_days;
    let (field, given, unit_ms) = match (days, body.expiration_in_months) {
        (None, Some(months)) => ("expirationInMonths", months, 30 * DAY_MS),
        _ => ("expirationInDays", days.unwrap_or(DEFAULT_DAYS), DAY_MS),
    };
    let wrong = |expected| Refusal::invalid(field, expected, Some(&given.to_string()));
    if given < 1 {
        return Err(wrong("min(1)"));
    }
    let life = given.checked_mul(unit_ms);
    life.and_then(|life| now_ms.checked_add(life))
        .filter(|end| *end < LAST_MS)
        .ok_or_else(|| wrong("an end that 13 digits can tell"))
}

/// Makes a key. Its text is told here, and in no list.
fn make(
    state: &mut State,
    name: String,
    scope: Scope,
    expires_ms: Option<i64>,
) -> types::ApiKeySecret {
    let (letter, end) = (letter(scope), expires_ms.unwrap_or(LAST_MS));
    let (body, short) = (state.next_id(16), state.next_id(8));
    let apikey = format!("1--{letter}--{SANDBOX_MARKER}{body}--{end:013}--{short}");
    state.keys.push(Key {
        text: apikey.clone(),
        name,
        scope,
        expires_ms,
        ended_at: None,
    });
    let mut made = types::ApiKeySecret::default();
    made.apikey = Some(apikey.into());
    made
}

/// Ends a key by its full text, be it the one that the request came with.
fn end<'a>(state: &'a mut State, text: &str) -> Result<&'a Key, Refusal> {
    let (now, now_ms) = (state.now(), state.now_ms);
    let mut keys = state.keys.iter_mut();
    let key = keys.find(|key| key.text == text && key.is_live(now_ms));
    let key = key.ok_or_else(unknown)?;
    key.ended_at = Some(now);
    Ok(key)
}

/// The API answers a key that looks new, and says nothing of it. Here it takes the place of the one that ends.
pub(super) fn invalidate(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::InvalidateApiKeyRequest = call.body()?;
    let ended = end(state, body.apikey.expose())?;
    let (name, scope, expires_ms) = (ended.name.clone(), ended.scope, ended.expires_ms);
    Success::data::<types::ApiKeyResponse>(make(state, name, scope, expires_ms))
}

/// A key that has expired is still listed as one that was not deleted, so it can be.
pub(super) fn delete(state: &mut State, call: &Call<'_>) -> Outcome {
    let hash = call.parameter("apikeyHash").ok_or_else(unknown)?;
    let is_it = |key: &Key| key.ended_at.is_none() && short(state, key) == hash;
    let place = state.keys.iter().position(is_it);
    let now = state.now();
    let key = place.and_then(|place| state.keys.get_mut(place));
    key.ok_or_else(unknown)?.ended_at = Some(now);
    Success::message("success")
}

pub(super) fn scopes(_: &State, _: &Call<'_>) -> Outcome {
    let letters = SCOPES.map(|(name, letter, _)| (name.to_owned(), letter.into()));
    Success::data::<types::ApiKeyScopesResponse>(letters.into())
}

fn unknown() -> Refusal {
    StateError::UnknownKey.into()
}

/// What a list shows of a key, and what it is deleted by. The first key, or a seed's, may have another shape than those made
/// here; what stands at its end could then be all of it.
fn short(state: &State, key: &Key) -> String {
    let hash = key.hash();
    let is_part = hash.len() == 8 && key.text.len() > 8;
    let is_short = is_part && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_short {
        hash.to_owned()
    } else {
        state.derive_hex(&key.text).chars().take(8).collect()
    }
}

fn scope_of(letter: &str) -> Option<Scope> {
    let found = SCOPES.into_iter().find(|(_, known, _)| *known == letter);
    found.map(|(.., scope)| scope)
}

fn letter(scope: Scope) -> &'static str {
    let found = SCOPES.into_iter().find(|(.., known)| *known == scope);
    found.map_or("", |(_, letter, _)| letter)
}

#[cfg(test)]
mod tests {
    use partna_auth::ApiKeyScope;
    use serde_json::{Value, json};

    use super::*;
    use crate::operations::Handler::{self, Read, Write};
    use crate::operations::run;

    const NOW_MS: i64 = 1_750_000_000_123;
    const USER: &str = "merchant";
    const FIRST: &str = "1--M--the-first";
    const WITHDRAWAL: (&str, &str, &str) = ("POST", "/transfer/withdraw", "create_withdrawal");
    const ACCOUNT: (&str, &str, &str) = ("POST", "/account", "create_account");
    const KEYS: (&str, &str, &str) = ("GET", "/user/apikeys", "list_api_keys");

    fn state() -> State {
        State::new("keys", NOW_MS, USER, FIRST)
    }

    /// Asks an operation; the body's `hash` is also the parameter.
    fn call(state: &mut State, handler: Handler, body: &Value) -> Result<Value, Refusal> {
        let hash = body["hash"].as_str().unwrap_or_default().to_owned();
        let text = body.to_string();
        let call = Call {
            id: "",
            query: [("apikeyHash".to_owned(), hash)].into(),
            body: text.as_bytes(),
        };
        let answer = run(handler, state, &call).unwrap()?;
        Ok(serde_json::from_str(&answer.body).unwrap())
    }

    fn generated(state: &mut State, body: &Value) -> String {
        let answer = call(state, Write(generate), body).unwrap();
        answer["data"]["apikey"].as_str().unwrap().to_owned()
    }

    /// The body that makes a key, with a change.
    fn request(change: &Value) -> Value {
        let mut body = json!({"keyname": "k", "scope": "M"});
        for (field, value) in change.as_object().unwrap() {
            body[field] = value.clone();
        }
        body
    }

    fn delete_by(state: &mut State, hash: &str) -> Result<Value, Refusal> {
        call(state, Write(delete), &json!({"hash": hash}))
    }

    fn listed(state: &mut State) -> Vec<Value> {
        let answer = call(state, Read(list), &json!({})).unwrap();
        answer["data"]["Apikeys"].as_array().unwrap().clone()
    }

    /// None if it is let in, else what it is told.
    fn told(state: &State, key: &str, asks: (&str, &str, &str)) -> Option<String> {
        let refusal = admit(state, Some(key), Some(USER), asks.0, asks.1, asks.2).err()?;
        assert_eq!((refusal.status, refusal.data), (401, None));
        Some(refusal.message.into_owned())
    }

    #[test]
    fn every_scope_opens_what_it_says() {
        let mut state = state();
        let no_post = "get only api key cannot access POST /account";
        let no_money = "get only api key cannot access POST /transfer/withdraw";
        let no_withdrawal = "no withdrawal api key cannot access POST /transfer/withdraw";
        for (scope, account, withdrawal) in [
            ("M", None, None),
            ("W", None, None),
            ("G", Some(no_post), Some(no_money)),
            ("N", None, Some(no_withdrawal)),
        ] {
            let key = generated(&mut state, &request(&json!({"scope": scope})));
            assert_eq!(told(&state, &key, KEYS), None, "{scope}");
            assert_eq!(told(&state, &key, ACCOUNT).as_deref(), account);
            assert_eq!(told(&state, &key, WITHDRAWAL).as_deref(), withdrawal);
        }
    }

    #[test]
    fn nobody_else_is_let_in() {
        let state = state();
        let ask = |key, user| admit(&state, key, user, "GET", "/user/apikeys", "list_api_keys");
        assert_eq!(ask(Some(FIRST), Some(USER)), Ok(()));
        for (key, user) in [
            (Some(FIRST), Some("another")),
            (Some(FIRST), None),
            (Some("1--M--the-first "), Some(USER)),
            (None, Some(USER)),
            (None, None),
        ] {
            assert_eq!(ask(key, user), Err(Refusal::new(401, "invalid apikey")));
        }
    }

    #[test]
    fn a_key_expires_at_the_very_millisecond() {
        let mut state = state();
        let key = generated(&mut state, &request(&json!({"expirationInDays": 2})));
        state.now_ms = NOW_MS + 2 * DAY_MS - 1;
        assert_eq!(told(&state, &key, KEYS), None);
        state.now_ms += 1;
        assert_eq!(told(&state, &key, KEYS).unwrap(), "invalid apikey");
        assert_eq!(told(&state, FIRST, KEYS), None);

        let body = json!({"apikey": key});
        assert_eq!(call(&mut state, Write(invalidate), &body), Err(unknown()));
        let (_, hash) = key.rsplit_once("--").unwrap();
        assert!(delete_by(&mut state, hash).is_ok());
    }

    #[test]
    fn a_key_has_the_shape_of_the_examples() {
        let mut state = state();
        for (life, days) in [
            (json!({}), 300),
            (json!({"expirationInMonths": 2}), 60),
            (json!({"expirationInDays": 7, "expirationInMonths": 2}), 7),
        ] {
            let text = generated(&mut state, &request(&life));
            let (key, end) = (ApiKey::from(text.as_str()), NOW_MS + days * DAY_MS);
            assert_eq!(text.len(), 63);
            assert!(key.is_sandbox());
            assert_eq!(key.scope(), Some(ApiKeyScope::Master));
            assert_eq!(key.expires().map(|at| at.get()), Some(end));
            let shown = listed(&mut state).pop().unwrap();
            assert_eq!(shown["Apikey"], text.rsplit_once("--").unwrap().1);
            assert_eq!(shown["Expiration"], end / 1000);
            assert_eq!(shown["Expirable"], true);
        }
    }

    #[test]
    fn what_makes_no_key_changes_nothing() {
        let mut state = state();
        for (change, message) in [
            (json!({"keyname": ""}), "validation error"),
            (json!({"expirationInDays": 0}), "validation error"),
            (json!({"expirationInMonths": -1}), "validation error"),
            (json!({"expirationInDays": i64::MAX}), "validation error"),
            (json!({"apikey": "unknown"}), "invalid key"),
            (json!({"apikey": FIRST, "scope": "X"}), "invalid API scope"),
        ] {
            let refusal = call(&mut state, Write(generate), &request(&change)).unwrap_err();
            assert_eq!((refusal.status, &*refusal.message), (400, message));
        }
        assert_eq!(state.keys.len(), 1);
        assert_eq!(told(&state, FIRST, KEYS), None);
    }

    #[test]
    fn keys_end_in_every_way_once() {
        let mut state = state();
        let body = json!({"apikey": FIRST});
        let answer = call(&mut state, Write(invalidate), &body).unwrap();
        assert_eq!(call(&mut state, Write(invalidate), &body), Err(unknown()));
        // What follows a key without end has none either.
        let one = answer["data"]["apikey"].as_str().unwrap();
        assert_eq!(ApiKey::from(one).expires().unwrap().get(), LAST_MS);
        assert!(ApiKey::from(one).is_sandbox());
        let shown = listed(&mut state).pop().unwrap();
        assert_eq!(shown["Keyname"], "sandbox");
        assert_eq!(shown["Expirable"], false);

        let two = generated(&mut state, &request(&json!({"apikey": one})));
        let (_, hash) = two.rsplit_once("--").unwrap();
        assert_eq!(told(&state, &two, KEYS), None);
        assert!(delete_by(&mut state, hash).is_ok());
        assert_eq!(delete_by(&mut state, hash), Err(unknown()));
        for (key, ended) in [FIRST, one, two.as_str()].iter().zip(listed(&mut state)) {
            assert_eq!(told(&state, key, KEYS).unwrap(), "invalid apikey");
            assert_eq!(ended["DeletedAt"], date(NOW_MS / 1000));
        }
    }

    #[test]
    fn a_key_of_another_shape_is_not_listed_whole() {
        for text in ["no-shape-at-all", "1--M--the-first", "0a1b2c3d"] {
            let mut state = State::new("keys", NOW_MS, USER, text);
            let shown = listed(&mut state).pop().unwrap();
            let hash = shown["Apikey"].as_str().unwrap();
            assert_eq!((hash.len(), &shown["DeletedAt"]), (8, &json!(NEVER)));
            assert!(!text.contains(hash));
            assert!(delete_by(&mut state, hash).is_ok());
        }
    }
}
