//! The text of an API key.

use std::fmt;

use partna_types::{ApiKeyScope, Secret, UnixMillis};
use subtle::ConstantTimeEq;

/// An API key. It is redacted in `Debug` and `Display`, wiped when dropped, and compared in constant time.
///
/// The vendor's examples have the shape `1--<scope>--<32 hex>--<13-digit milliseconds>--<8 hex>`. Scope and expiry are read from
/// this text and are hints. A key of another shape is accepted too; its scope and expiry are `None`.
///
/// ```
/// use partna_auth::{ApiKey, ApiKeyScope};
///
/// let key = ApiKey::from("1--G--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d");
/// assert_eq!(format!("{key} {key:?}"), "[redacted] [redacted]");
/// assert_eq!(key.scope(), Some(ApiKeyScope::GetOnly));
/// assert_eq!(key.expires().map(|at| at.get()), Some(1_781_793_658_613));
/// assert_eq!(ApiKey::from("opaque").scope(), None);
/// ```
#[derive(Clone)]
pub struct ApiKey(Secret);

impl ApiKey {
    /// Returns the secret text of the key. Never log or display it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Returns the scope of the key, read from its text. It is a hint: the API decides what a key is allowed to do.
    #[must_use]
    pub fn scope(&self) -> Option<ApiKeyScope> {
        let [scope, ..] = self.parts()?;
        Some(ApiKeyScope::from(scope))
    }

    /// Returns when the key expires, read from its text. It is a hint: the API's list of keys is authoritative. In the vendor's
    /// examples, a key expires 300 days after its creation.
    #[must_use]
    pub fn expires(&self) -> Option<UnixMillis> {
        let [_, _, expires, _] = self.parts()?;
        expires.parse().ok()
    }

    /// The first 16 of the 32 hexadecimal digits in a key of a sandbox: the ASCII text `sandbox-`. The keys of staging and
    /// production have random digits there, which match with a probability of 1 in 2^64.
    ///
    /// ```
    /// use partna_auth::ApiKey;
    ///
    /// assert_eq!(ApiKey::SANDBOX_MARKER, "73616e64626f782d");
    /// ```
    pub const SANDBOX_MARKER: &str = "73616e64626f782d";

    /// Returns whether this is a key of a sandbox: it has the documented shape, with [`SANDBOX_MARKER`](Self::SANDBOX_MARKER) at
    /// the start of its 32 hexadecimal digits. [`Environment::Sandbox`](crate::Environment::Sandbox) accepts only these keys.
    ///
    /// ```
    /// use partna_auth::ApiKey;
    ///
    /// let key = "1--M--73616e64626f782d0000000000000001--1781793658613--00000001";
    /// assert!(ApiKey::from(key).is_sandbox());
    /// assert!(!ApiKey::from(key.replace("782d", "782e")).is_sandbox());
    /// ```
    #[must_use]
    pub fn is_sandbox(&self) -> bool {
        self.parts()
            .is_some_and(|[_, body, ..]| body.starts_with(Self::SANDBOX_MARKER))
    }

    /// Returns whether the marker is anywhere in the text, in upper or lower case. Staging and production reject a sandbox's key
    /// even if it was truncated or altered.
    pub(crate) fn has_sandbox_marker(&self) -> bool {
        let marker = Self::SANDBOX_MARKER.as_bytes();
        let mut windows = self.expose().as_bytes().windows(marker.len());
        windows.any(|part| part.eq_ignore_ascii_case(marker))
    }

    /// Returns whether the key has the documented shape, in upper or lower case, and is not a key of a sandbox.
    pub(crate) fn is_vendor_key(&self) -> bool {
        let (head, rest) = self.expose().split_at_checked(6).unwrap_or_default();
        let key = Self::from(head.to_ascii_uppercase() + &rest.to_ascii_lowercase());
        key.parts().is_some() && !key.is_sandbox()
    }

    /// Returns the short form: the last 8 hex digits, which identify the key in the list of keys. Inferred from the vendor's
    /// examples.
    pub(crate) fn short(&self) -> Option<&str> {
        let [.., short] = self.parts()?;
        Some(short)
    }

    /// Returns scope, body, expiry and short form, if the text has the shape of the examples.
    fn parts(&self) -> Option<[&str; 4]> {
        let parts: Vec<&str> = self.expose().split("--").collect();
        let &["1", scope, body, expires, short] = parts.as_slice() else {
            return None;
        };
        let is_hex = |text: &str, length| {
            text.len() == length && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        };
        let is_expiry = expires.len() == 13 && expires.bytes().all(|b| b.is_ascii_digit());
        let has_known_scope = ApiKeyScope::KNOWN.contains(&scope);
        (has_known_scope && is_hex(body, 32) && is_expiry && is_hex(short, 8))
            .then_some([scope, body, expires, short])
    }
}

impl PartialEq for ApiKey {
    /// Compares in a time that does not depend on where two keys of the same length differ.
    fn eq(&self, other: &Self) -> bool {
        self.expose()
            .as_bytes()
            .ct_eq(other.expose().as_bytes())
            .into()
    }
}

impl Eq for ApiKey {}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Secret> for ApiKey {
    fn from(text: Secret) -> Self {
        Self(text)
    }
}

impl From<String> for ApiKey {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for ApiKey {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<ApiKey> for Secret {
    fn from(key: ApiKey) -> Self {
        key.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d";

    #[test]
    fn undocumented_shape_has_no_scope_expiry_or_short_form() {
        assert_eq!(ApiKey::from(KEY).short(), Some("0a1b2c3d"));
        for (part, replacement) in [
            ("1--M", "2--M"),
            ("--M--", "--X--"),
            ("ff--", "fg--"),
            ("1781793658613", "178179365861"),
            ("0a1b2c3d", "0A1B2C3D"),
            ("0a1b2c3d", "0a1b2c3d--"),
        ] {
            let key = ApiKey::from(KEY.replacen(part, replacement, 1));
            assert_eq!(
                (key.scope(), key.expires(), key.short()),
                (None, None, None),
                "{replacement}"
            );
        }
    }

    #[test]
    fn keys_are_equal_if_texts_are_equal() {
        assert_eq!(ApiKey::from(KEY), ApiKey::from(KEY));
        for other in [&KEY[1..], &KEY[..60], "", &KEY.replace("0a1b", "0a1c")] {
            assert_ne!(ApiKey::from(KEY), ApiKey::from(other));
        }
    }
}
