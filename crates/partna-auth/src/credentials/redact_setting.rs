//! Redacts settings that may contain a key.

use std::borrow::Cow;

use partna_types::Secret;

use super::env_vars::key_variables;
use crate::secret_scan::SecretSet;

/// Returns the value of a setting for messages. A value that contains a text like a key, or the value of an environment variable
/// for a key, is replaced by a placeholder with the name of the setting, since the setting may contain a key by mistake. Every
/// path, name or URL that a program or a variable sets is passed through this function before it is shown.
pub(crate) fn redact_setting<'a>(setting: &str, value: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let value = value.into();
    let variables = key_variables().filter_map(|name| std::env::var(name).ok());
    let keys: Vec<Secret> = variables.map(|key| Secret::from(key.trim())).collect();
    let keys = SecretSet::new(&keys);
    if keys.scan().find(value.as_bytes(), false).is_empty() {
        return value;
    }
    format!("[{setting} is redacted: it may contain an API key]").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_with_key_is_replaced_by_setting_name() {
        for value in ["/etc/partna.toml", "live", "", "1--live", "/srv/1--m--/x"] {
            assert_eq!(redact_setting("PARTNA_PROFILE", value), value);
        }
        for value in [
            "1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d",
            "/etc/1--N--not-a-real-key/x",
            "1%2D%2Dg%2D%2D0011223344",
        ] {
            let shown = redact_setting("PARTNA_PROFILE", value);
            assert_eq!(
                shown,
                "[PARTNA_PROFILE is redacted: it may contain an API key]"
            );
        }
    }
}
