//! API keys: authentication, authorization, creation and invalidation.

use partna_auth::{ApiKey, types};

use super::fields::{required, rfc3339};
use super::mfa;
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use crate::state::{Key, Scope, State, StateError};

const SANDBOX_MARKER: &str = ApiKey::SANDBOX_MARKER;
const DAY_MS: i64 = 86_400_000;
/// The default lifetime of a key, which all documented examples have.
const DEFAULT_LIFETIME_DAYS: i64 = 300;
/// The maximum time with 13 digits, in milliseconds. The text of a key without expiry contains it, because the format cannot
/// express "no expiry".
const MAX_EXPIRY_MS: i64 = 9_999_999_999_999;
/// The deletion time of a key that was not deleted: the zero value of a time in Go.
const ZERO_TIME: &str = "0001-01-01T00:00:00Z";

const SCOPES: [(&str, &str, Scope); 4] = [
    ("GetOnly", "G", Scope::GetOnly),
    ("Master", "M", Scope::Master),
    ("NoWithdrawal", "N", Scope::NoWithdrawal),
    ("Withdrawal", "W", Scope::Withdrawal),
];

/// Returns the scope of a valid key, if the user name is the merchant's.
pub(crate) fn authenticate(state: &State, key: Option<&str>, user: Option<&str>) -> Option<Scope> {
    let known = state
        .valid_keys()
        .find(|known| Some(known.text.as_str()) == key);
    let known = known.filter(|_| user == Some(state.merchant.username.as_str()));
    known.map(|key| key.scope)
}

/// Authorizes a request. The path is the path in the document, without `/v4`.
pub(crate) fn authorize(
    state: &State,
    key: Option<&str>,
    user: Option<&str>,
    method: &str,
    path: &str,
    operation: &str,
) -> Result<(), ErrorResponse> {
    let restriction = match authenticate(state, key, user) {
        None => return Err(ErrorResponse::new(401, "invalid apikey")),
        Some(Scope::GetOnly) if method != "GET" => "get only",
        Some(Scope::NoWithdrawal) if operation == "create_withdrawal" => "no withdrawal",
        // The limits of the scope `Withdrawal` are undocumented, so the sandbox has none.
        Some(_) => return Ok(()),
    };
    let message = format!("{restriction} api key cannot access {method} {path}");
    Err(ErrorResponse::new(401, message))
}

pub(super) fn list(state: &State, _: &OperationCall<'_>) -> OperationResult {
    let listed = state.keys.iter().map(|key| {
        let mut listed = types::ApiKeyInfo::default();
        listed.apikey = Some(listed_hash(state, key).into());
        listed.deleted_at = Some(
            key.invalidated_at
                .map_or_else(|| ZERO_TIME.to_owned(), rfc3339),
        );
        listed.expirable = Some(key.expires_ms.is_some());
        listed.expiration = Some(
            key.expires_ms
                .map_or(0, |expiry_ms| expiry_ms / 1000)
                .into(),
        );
        listed.keyname = Some(key.name.clone());
        listed.username = Some(state.merchant.username.clone());
        listed
    });
    let mut list = types::ApiKeyList::default();
    list.apikeys = listed.collect();
    Success::data::<types::ApiKeysResponse>(list)
}

pub(super) fn generate(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::ApiKeyRequest = call.body()?;
    let scope = scope_from_letter(body.scope.as_str())
        .ok_or_else(|| ErrorResponse::bad_request("invalid API scope"))?;
    let expires_ms = expiry_ms(&body, state.now_ms)?;
    let name = required("keyname", Some(body.keyname))?;
    if state.merchant.mfa_enrolled {
        mfa::check(body.otp.as_ref())?;
    }
    if let Some(old) = &body.apikey
        && !old.expose().is_empty()
    {
        invalidate_key(state, old.expose())?;
    }
    Success::data::<types::ApiKeyResponse>(create_key(state, name, scope, Some(expires_ms)))
}

/// Returns when a new key expires. The API does not document a request with both days and months; the sandbox uses the days,
/// which are more precise.
fn expiry_ms(body: &types::ApiKeyRequest, now_ms: i64) -> Result<i64, ErrorResponse> {
    let days = body.expiration_in_days;
    let (field, value, unit_ms) = match (days, body.expiration_in_months) {
        (None, Some(months)) => ("expirationInMonths", months, 30 * DAY_MS),
        _ => (
            "expirationInDays",
            days.unwrap_or(DEFAULT_LIFETIME_DAYS),
            DAY_MS,
        ),
    };
    let invalid =
        |expected| ErrorResponse::invalid_field(field, expected, Some(&value.to_string()));
    if value < 1 {
        return Err(invalid("min(1)"));
    }
    let lifetime = value.checked_mul(unit_ms);
    lifetime
        .and_then(|lifetime| now_ms.checked_add(lifetime))
        .filter(|expiry_ms| *expiry_ms < MAX_EXPIRY_MS)
        .ok_or_else(|| invalid("an expiry time of at most 13 digits"))
}

/// Creates a key. Only the response with the new key contains its full text; lists do not.
fn create_key(
    state: &mut State,
    name: String,
    scope: Scope,
    expires_ms: Option<i64>,
) -> types::ApiKeySecret {
    let (letter, expiry_ms) = (scope_letter(scope), expires_ms.unwrap_or(MAX_EXPIRY_MS));
    let (body, hash) = (state.next_id(16), state.next_id(8));
    let apikey = format!("1--{letter}--{SANDBOX_MARKER}{body}--{expiry_ms:013}--{hash}");
    state.keys.push(Key {
        text: apikey.clone(),
        name,
        scope,
        expires_ms,
        invalidated_at: None,
    });
    let mut created = types::ApiKeySecret::default();
    created.apikey = Some(apikey.into());
    created
}

/// Invalidates a key by its full text. The key that authenticates the request can be invalidated, too.
fn invalidate_key<'a>(state: &'a mut State, text: &str) -> Result<&'a Key, ErrorResponse> {
    let (now, now_ms) = (state.now(), state.now_ms);
    let mut keys = state.keys.iter_mut();
    let key = keys.find(|key| key.text == text && key.is_valid_at(now_ms));
    let key = key.ok_or_else(unknown_key)?;
    key.invalidated_at = Some(now);
    Ok(key)
}

/// Invalidates a key. The API responds with a key, whose meaning is undocumented. In the sandbox it is a new key with the name,
/// scope and expiry of the invalidated key.
pub(super) fn invalidate(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::InvalidateApiKeyRequest = call.body()?;
    let invalidated = invalidate_key(state, body.apikey.expose())?;
    let (name, scope, expires_ms) = (
        invalidated.name.clone(),
        invalidated.scope,
        invalidated.expires_ms,
    );
    Success::data::<types::ApiKeyResponse>(create_key(state, name, scope, expires_ms))
}

/// Deletes a key. An expired key can be deleted, because it is still listed as not deleted.
pub(super) fn delete(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let hash = call.parameter("apikeyHash").ok_or_else(unknown_key)?;
    let is_match = |key: &Key| key.invalidated_at.is_none() && listed_hash(state, key) == hash;
    let index = state.keys.iter().position(is_match);
    let now = state.now();
    let key = index.and_then(|index| state.keys.get_mut(index));
    key.ok_or_else(unknown_key)?.invalidated_at = Some(now);
    Success::message("success")
}

pub(super) fn scopes(_: &State, _: &OperationCall<'_>) -> OperationResult {
    let letters = SCOPES.map(|(name, letter, _)| (name.to_owned(), letter.into()));
    Success::data::<types::ApiKeyScopesResponse>(letters.into())
}

fn unknown_key() -> ErrorResponse {
    StateError::UnknownKey.into()
}

/// Returns the hash that lists contain and by which a key is deleted. In a key of another format, the last part could be the whole
/// key, so the hash of such a key is derived instead.
fn listed_hash(state: &State, key: &Key) -> String {
    let hash = key.short_hash();
    let has_hash_length = hash.len() == 8 && key.text.len() > 8;
    let is_documented_hash = has_hash_length && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_documented_hash {
        hash.to_owned()
    } else {
        state.derive_hex(&key.text).chars().take(8).collect()
    }
}

fn scope_from_letter(letter: &str) -> Option<Scope> {
    let entry = SCOPES.into_iter().find(|(_, known, _)| *known == letter);
    entry.map(|(.., scope)| scope)
}

fn scope_letter(scope: Scope) -> &'static str {
    let entry = SCOPES.into_iter().find(|(.., known)| *known == scope);
    entry.map_or("", |(_, letter, _)| letter)
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
    const INITIAL_KEY: &str = "1--M--the-first";
    const WITHDRAWAL: (&str, &str, &str) = ("POST", "/transfer/withdraw", "create_withdrawal");
    const ACCOUNT: (&str, &str, &str) = ("POST", "/account", "create_account");
    const KEYS: (&str, &str, &str) = ("GET", "/user/apikeys", "list_api_keys");

    fn state() -> State {
        State::new("keys", NOW_MS, USER, INITIAL_KEY)
    }

    /// Calls an operation. The body's `hash` is also the query parameter.
    fn call(state: &mut State, handler: Handler, body: &Value) -> Result<Value, ErrorResponse> {
        let hash = body["hash"].as_str().unwrap_or_default().to_owned();
        let text = body.to_string();
        let call = OperationCall {
            id: "",
            query: [("apikeyHash".to_owned(), hash)].into(),
            body: text.as_bytes(),
        };
        let response = run(handler, state, &call).unwrap()?;
        Ok(serde_json::from_str(&response.body).unwrap())
    }

    fn generated(state: &mut State, body: &Value) -> String {
        let response = call(state, Write(generate), body).unwrap();
        response["data"]["apikey"].as_str().unwrap().to_owned()
    }

    /// Returns the body of a key request, with changed fields.
    fn request(change: &Value) -> Value {
        let mut body = json!({"keyname": "k", "scope": "M"});
        for (field, value) in change.as_object().unwrap() {
            body[field] = value.clone();
        }
        body
    }

    fn delete_by(state: &mut State, hash: &str) -> Result<Value, ErrorResponse> {
        call(state, Write(delete), &json!({"hash": hash}))
    }

    fn listed(state: &mut State) -> Vec<Value> {
        let response = call(state, Read(list), &json!({})).unwrap();
        response["data"]["Apikeys"].as_array().unwrap().clone()
    }

    /// Returns the error message of a rejected request, or `None`.
    fn rejection(state: &State, key: &str, request: (&str, &str, &str)) -> Option<String> {
        let refusal = authorize(
            state,
            Some(key),
            Some(USER),
            request.0,
            request.1,
            request.2,
        )
        .err()?;
        assert_eq!((refusal.status, refusal.data), (401, None));
        Some(refusal.message.into_owned())
    }

    #[test]
    fn each_scope_allows_its_operations() {
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
            assert_eq!(rejection(&state, &key, KEYS), None, "{scope}");
            assert_eq!(rejection(&state, &key, ACCOUNT).as_deref(), account);
            assert_eq!(rejection(&state, &key, WITHDRAWAL).as_deref(), withdrawal);
        }
    }

    #[test]
    fn rejects_other_keys_and_users() {
        let state = state();
        let authorize_with =
            |key, user| authorize(&state, key, user, "GET", "/user/apikeys", "list_api_keys");
        assert_eq!(authorize_with(Some(INITIAL_KEY), Some(USER)), Ok(()));
        for (key, user) in [
            (Some(INITIAL_KEY), Some("another")),
            (Some(INITIAL_KEY), None),
            (Some("1--M--the-first "), Some(USER)),
            (None, Some(USER)),
            (None, None),
        ] {
            assert_eq!(
                authorize_with(key, user),
                Err(ErrorResponse::new(401, "invalid apikey"))
            );
        }
    }

    #[test]
    fn key_expires_at_exact_millisecond() {
        let mut state = state();
        let key = generated(&mut state, &request(&json!({"expirationInDays": 2})));
        state.now_ms = NOW_MS + 2 * DAY_MS - 1;
        assert_eq!(rejection(&state, &key, KEYS), None);
        state.now_ms += 1;
        assert_eq!(rejection(&state, &key, KEYS).unwrap(), "invalid apikey");
        assert_eq!(rejection(&state, INITIAL_KEY, KEYS), None);

        let body = json!({"apikey": key});
        assert_eq!(
            call(&mut state, Write(invalidate), &body),
            Err(unknown_key())
        );
        let (_, hash) = key.rsplit_once("--").unwrap();
        assert!(delete_by(&mut state, hash).is_ok());
    }

    #[test]
    fn generated_key_has_documented_format() {
        let mut state = state();
        for (lifetime, days) in [
            (json!({}), 300),
            (json!({"expirationInMonths": 2}), 60),
            (json!({"expirationInDays": 7, "expirationInMonths": 2}), 7),
        ] {
            let text = generated(&mut state, &request(&lifetime));
            let (key, expiry_ms) = (ApiKey::from(text.as_str()), NOW_MS + days * DAY_MS);
            assert_eq!(text.len(), 63);
            assert!(key.is_sandbox());
            assert_eq!(key.scope(), Some(ApiKeyScope::Master));
            assert_eq!(key.expires().map(|at| at.get()), Some(expiry_ms));
            let info = listed(&mut state).pop().unwrap();
            assert_eq!(info["Apikey"], text.rsplit_once("--").unwrap().1);
            assert_eq!(info["Expiration"], expiry_ms / 1000);
            assert_eq!(info["Expirable"], true);
        }
    }

    #[test]
    fn rejected_generation_changes_nothing() {
        let mut state = state();
        for (change, message) in [
            (json!({"keyname": ""}), "validation error"),
            (json!({"expirationInDays": 0}), "validation error"),
            (json!({"expirationInMonths": -1}), "validation error"),
            (json!({"expirationInDays": i64::MAX}), "validation error"),
            (json!({"apikey": "unknown"}), "invalid key"),
            (
                json!({"apikey": INITIAL_KEY, "scope": "X"}),
                "invalid API scope",
            ),
        ] {
            let refusal = call(&mut state, Write(generate), &request(&change)).unwrap_err();
            assert_eq!((refusal.status, &*refusal.message), (400, message));
        }
        assert_eq!(state.keys.len(), 1);
        assert_eq!(rejection(&state, INITIAL_KEY, KEYS), None);
    }

    #[test]
    fn key_can_be_invalidated_or_deleted_only_once() {
        let mut state = state();
        let body = json!({"apikey": INITIAL_KEY});
        let response = call(&mut state, Write(invalidate), &body).unwrap();
        assert_eq!(
            call(&mut state, Write(invalidate), &body),
            Err(unknown_key())
        );
        // The successor of a key without expiry does not expire either.
        let successor = response["data"]["apikey"].as_str().unwrap();
        assert_eq!(
            ApiKey::from(successor).expires().unwrap().get(),
            MAX_EXPIRY_MS
        );
        assert!(ApiKey::from(successor).is_sandbox());
        let info = listed(&mut state).pop().unwrap();
        assert_eq!(info["Keyname"], "sandbox");
        assert_eq!(info["Expirable"], false);

        let replacement = generated(&mut state, &request(&json!({"apikey": successor})));
        let (_, hash) = replacement.rsplit_once("--").unwrap();
        assert_eq!(rejection(&state, &replacement, KEYS), None);
        assert!(delete_by(&mut state, hash).is_ok());
        assert_eq!(delete_by(&mut state, hash), Err(unknown_key()));
        for (key, invalidated) in [INITIAL_KEY, successor, replacement.as_str()]
            .iter()
            .zip(listed(&mut state))
        {
            assert_eq!(rejection(&state, key, KEYS).unwrap(), "invalid apikey");
            assert_eq!(invalidated["DeletedAt"], rfc3339(NOW_MS / 1000));
        }
    }

    #[test]
    fn unusual_key_is_not_listed_in_full() {
        for text in ["no-shape-at-all", "1--M--the-first", "0a1b2c3d"] {
            let mut state = State::new("keys", NOW_MS, USER, text);
            let info = listed(&mut state).pop().unwrap();
            let hash = info["Apikey"].as_str().unwrap();
            assert_eq!((hash.len(), &info["DeletedAt"]), (8, &json!(ZERO_TIME)));
            assert!(!text.contains(hash));
            assert!(delete_by(&mut state, hash).is_ok());
        }
    }
}
