//! Decides whether a request may be sent, and identifies its operation.

use std::sync::LazyLock;

use http::HeaderValue;
use partna_client::{Call, Error, ErrorKind, OPERATIONS, Operation};
use partna_types::{ApiKeyScope, Environment};

use crate::ApiKey;
use crate::credentials::credential_snapshot::CredentialSnapshot;
use crate::secret_scan::SecretSet;
use crate::transport::base_url::BaseUrl;

/// Rejects a request that must not be sent, and returns the operation of any other request. The method and the path identify the
/// operation. The operation that the caller states is used only if they identify no operation. A path with percent signs, empty
/// segments or a trailing slash is rejected. Each path under which a server may serve an operation that the environment does not
/// have is rejected too.
pub(super) fn admit(
    call: &Call,
    base_url: &BaseUrl,
    environment: Environment,
) -> Result<Option<&'static Operation>, Error> {
    let unsupported =
        |message: &str| Error::new(ErrorKind::Unsupported, message).with_operation(call.operation);
    let url = call.request.url();
    let Some(path) = base_url.relative_path(url) else {
        return Err(unsupported(
            "the request: is outside the base URL, or its path has percent signs, empty segments or a trailing slash; use a \
             plain path below the base URL",
        ));
    };
    let method = call.request.method().as_str();
    let operation = match call.operation {
        Some(operation) if operation.method == method && operation.path == path => call.operation,
        stated => Operation::by_path(method, path).or(stated),
    };
    let unavailable = operation.filter(|it| !is_available_in(it, environment));
    if let Some(excluded) =
        unavailable.or_else(|| find_excluded(url.path(), operation, environment))
    {
        let message = format!(
            "{} {} does not exist on {environment}",
            excluded.method, excluded.path
        );
        return Err(unsupported(&message).with_operation(Some(excluded)));
    }
    if environment == Environment::Sandbox
        && !base_url.is_loopback()
        && has_vendor_key(&call.request)
    {
        return Err(unsupported(
            "the request: contains the key of another environment, which is not sent to a sandbox; remove the key",
        ));
    }
    Ok(operation)
}

/// Returns whether an environment has an operation. The document covers staging and production; a sandbox has all operations.
fn is_available_in(operation: &Operation, environment: Environment) -> bool {
    environment == Environment::Sandbox || operation.environments.contains(&environment)
}

/// Returns whether the URL, the headers or the body contain a key of the documented shape that is not a key of a sandbox, such as
/// the key that the request invalidates.
fn has_vendor_key(request: &reqwest::Request) -> bool {
    let body = request.body().and_then(reqwest::Body::as_bytes);
    let headers = request.headers().values().map(HeaderValue::as_bytes);
    let texts = headers
        .chain(body)
        .chain([request.url().as_str().as_bytes()]);
    let no_secrets = SecretSet::default();
    let mut scan = no_secrets.scan();
    let mut keys = texts.flat_map(|text| {
        let found = scan.find(text, false);
        found.into_iter().filter_map(|range| text.get(range))
    });
    keys.any(|key| ApiKey::from(String::from_utf8_lossy(key).as_ref()).is_vendor_key())
}

/// An operation that some environments do not have, and a path under which a server may serve it.
struct RestrictedPath {
    operation: &'static Operation,
    segments: Vec<String>,
}

static RESTRICTED: LazyLock<Vec<RestrictedPath>> = LazyLock::new(|| {
    let is_restricted = |operation: &&Operation| {
        let mut all = Environment::ALL.iter();
        !all.all(|environment| is_available_in(operation, *environment))
    };
    let restricted = OPERATIONS.iter().filter(is_restricted);
    let entries = restricted.flat_map(|operation| {
        // The vendor's guide documents some operations under other paths.
        let guide = operation.guide.and_then(|guide| guide.split_once(' '));
        let paths = [Some(operation.path), guide.map(|(_, path)| path)];
        paths.into_iter().flatten().map(|path| RestrictedPath {
            operation,
            segments: canonical_segments(path),
        })
    });
    entries.collect()
});

/// Returns an operation that the environment does not have, but that a server may serve under this path. The method is ignored,
/// since servers may support overriding it. The whole path is compared, since a part of it may be in the base URL. `documented` is
/// the operation that was identified for the request. An operation with the same path is not excluded.
fn find_excluded(
    path: &str,
    documented: Option<&'static Operation>,
    environment: Environment,
) -> Option<&'static Operation> {
    let mut excluded = RESTRICTED
        .iter()
        .filter(|it| !is_available_in(it.operation, environment))
        .peekable();
    excluded.peek()?;
    let segments = canonical_segments(path);
    let is_documented =
        |operation: &Operation| documented.is_some_and(|it| it.path == operation.path);
    excluded
        .find(|it| {
            let length = it.segments.len();
            let is_in = segments.windows(length).any(|part| part == it.segments);
            is_in && !is_documented(it.operation)
        })
        .map(|it| it.operation)
}

/// Returns the segments of a path as a lenient server reads them: in lower case, and without hyphens and underscores. A segment
/// ends at any other character that is not a letter or a digit, since a parameter or an extension begins there. Empty segments, `.`
/// and `..` are resolved. Paths with percent signs are rejected earlier.
fn canonical_segments(path: &str) -> Vec<String> {
    let mut segments = Vec::new();
    for segment in path.split(['/', '\\']) {
        let segment = segment.split(';').next().unwrap_or_default().trim();
        if segment == ".." {
            segments.pop();
            continue;
        }
        let is_part = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let name = segment.chars().take_while(is_part);
        let name = name.filter(|c| c.is_alphanumeric());
        let name: String = name.flat_map(char::to_lowercase).collect();
        if !name.is_empty() {
            segments.push(name);
        }
    }
    segments
}

/// Returns whether the API is documented to refuse an operation for keys of a scope.
pub(crate) fn is_scope_refused(operation: &Operation, scope: &ApiKeyScope) -> bool {
    operation.refused_scopes.contains(&scope.as_str())
}

/// Rejects an operation that, according to the operation table, the scope in the text of the key does not allow.
pub(super) fn check_scope(
    operation: Option<&'static Operation>,
    snapshot: &CredentialSnapshot,
) -> Result<(), Error> {
    let (Some(operation), Some(scope)) = (operation, &snapshot.scope) else {
        return Ok(());
    };
    if !is_scope_refused(operation, scope) {
        return Ok(());
    }
    let message = format!(
        "the API key: its scope {scope}, read from its text, does not allow {} {}; use a key with another scope; nothing was sent",
        operation.method, operation.path
    );
    Err(Error::new(ErrorKind::ScopeRefused, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_variants_have_same_segments() {
        for path in [
            "/mock/deposit",
            "/Mock/DEPOSIT/",
            "//mock///deposit.",
            "/./mock;a=1/deposit;b;c=2",
            "/x/../mock\\deposit..",
            "/../mock/x/y/../../deposit",
            "/mock/deposit.json",
            "/mock:x/deposit,x",
            "/mock/deposit&x=1",
        ] {
            assert_eq!(canonical_segments(path), ["mock", "deposit"], "{path}");
        }
        assert_eq!(canonical_segments("/mock-deposit"), ["mockdeposit"]);
        assert_eq!(
            canonical_segments("/mock/Deposit_Fiat"),
            ["mock", "depositfiat"]
        );
    }

    #[test]
    fn restricted_operations_are_excluded_from_production() {
        let restricted = RESTRICTED.iter().map(|it| it.operation.id);
        assert!(restricted.count() >= 3);
        assert!(find_excluded("/mock/deposit", None, Environment::Staging).is_none());
        for path in [
            "/v4/mock/deposit",
            "/mock/deposit/x",
            "/mock/deposit/index.html",
            "/mock/deposit~",
        ] {
            assert!(
                find_excluded(path, None, Environment::Production).is_some(),
                "{path}"
            );
            assert!(
                find_excluded(path, None, Environment::Sandbox).is_none(),
                "{path}"
            );
        }
    }
}
