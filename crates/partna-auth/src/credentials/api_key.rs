//! The text of an API key.

use std::fmt;

use partna_types::{ApiKeyScope, Secret, UnixMillis};
use subtle::ConstantTimeEq;

/// An API key: shown by nothing, wiped when it is dropped, and compared in constant time.
///
/// The vendor's examples have the shape `1--<scope>--<32 hex>--<13-digit milliseconds>--<8 hex>`. What is read from it is a
/// hint and never a gate: a key of another shape works as well, and says nothing of itself.
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
    /// The key itself. Look twice at where it goes.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// What the key may do, by its text. A hint.
    #[must_use]
    pub fn scope(&self) -> Option<ApiKeyScope> {
        let [scope, ..] = self.parts()?;
        Some(ApiKeyScope::from(scope))
    }

    /// When the key ends, by its text; in every example 300 days after it was made. A hint: the list of keys has the word.
    #[must_use]
    pub fn expires(&self) -> Option<UnixMillis> {
        let [_, _, expires, _] = self.parts()?;
        expires.parse().ok()
    }

    /// The first 16 of the 32 hexadecimal digits in a key that a sandbox made: the ASCII text `sandbox-`. The keys of staging
    /// and production have random digits there, and match by chance once in 2^64.
    ///
    /// ```
    /// use partna_auth::ApiKey;
    ///
    /// assert_eq!(ApiKey::SANDBOX_MARKER, "73616e64626f782d");
    /// ```
    pub const SANDBOX_MARKER: &str = "73616e64626f782d";

    /// Returns whether a sandbox made this key: it has the documented shape, and [`SANDBOX_MARKER`](Self::SANDBOX_MARKER)
    /// where such keys have it. [`Environment::Sandbox`](crate::Environment::Sandbox) accepts these keys, and no others.
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

    /// Returns whether the marker is anywhere in the text, in any case: staging and production refuse a sandbox's key even if
    /// it was cut or altered on the way.
    pub(crate) fn has_sandbox_marker(&self) -> bool {
        let marker = Self::SANDBOX_MARKER.as_bytes();
        let mut windows = self.expose().as_bytes().windows(marker.len());
        windows.any(|part| part.eq_ignore_ascii_case(marker))
    }

    /// Returns whether the key has the documented shape, in any case, and no sandbox made it.
    pub(crate) fn is_genuine(&self) -> bool {
        let (head, rest) = self.expose().split_at_checked(6).unwrap_or_default();
        let key = Self::from(head.to_ascii_uppercase() + &rest.to_ascii_lowercase());
        key.parts().is_some() && !key.is_sandbox()
    }

    /// The 8 hex digits at its end, by which the list of keys seems to name it. Inferred from the vendor's examples.
    pub(crate) fn short(&self) -> Option<&str> {
        let [.., short] = self.parts()?;
        Some(short)
    }

    /// Scope, body, expiry and short form, if the text has the shape of the examples.
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
    /// Takes the same time wherever two keys of one length differ.
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
