//! Reads environment variables of the SDK, and checks the text of settings.

use std::env::VarError;

use partna_client::Error;

use crate::errors::config;

/// The byte order mark of Unicode. It is invisible, but not whitespace.
const UNICODE_BOM: char = '\u{feff}';

/// Reads a variable. An empty variable is treated as unset.
///
/// # Errors
///
/// [`ErrorKind::Config`](crate::ErrorKind::Config) with the name of the variable and the problem of its text, such as quotes (which
/// a shell removes and other programs do not) or carriage returns (from a file with CRLF line endings). The error does not contain
/// the text.
pub(crate) fn read_variable(name: &str) -> Result<Option<String>, Error> {
    match std::env::var(name) {
        Ok(value) if value.is_empty() => Ok(None),
        Ok(value) => match find_problem(&value) {
            None => Ok(Some(value)),
            Some(problem) => Err(config(format!("{name}: {problem}"))),
        },
        Err(VarError::NotPresent) => Ok(None),
        // The source error contains the value, so it is dropped.
        Err(VarError::NotUnicode(_)) => Err(config(format!(
            "{name}: is not Unicode text; set it as UTF-8"
        ))),
    }
}

/// Reads a variable that is the path of a file or a directory.
///
/// # Errors
///
/// The errors of [`read_variable`], and an error for a path that begins with `~` or `$`, which only a shell expands.
pub(super) fn read_path_variable(name: &str) -> Result<Option<String>, Error> {
    let path = read_variable(name)?;
    if let Some(sign @ ('~' | '$')) = path.as_ref().and_then(|path| path.chars().next()) {
        return Err(config(format!(
            "{name}: begins with `{sign}`, which only a shell expands; write the full path"
        )));
    }
    Ok(path)
}

/// Returns the problem of a setting's text, as a text that follows "NAME: ".
pub(super) fn find_problem(text: &str) -> Option<&'static str> {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    let problem = if text.starts_with(UNICODE_BOM) {
        "begins with a byte order mark (BOM); save its source as UTF-8 without a BOM"
    } else if text.chars().all(is_blank) {
        "is blank; set it to a value, or unset it"
    } else if text.contains('\r') {
        "contains a carriage return; save the file that sets it with LF line endings, not CRLF"
    } else if text.contains('\n') {
        "contains a line break; trim the value if it is read from a file"
    } else if text.chars().any(char::is_control) {
        "contains a control character; remove it"
    } else if text.trim() != text {
        "begins or ends with whitespace; remove the whitespace"
    } else if is_quoted(text) {
        "has quotes around its value; remove them: a shell strips quotes, but `docker run --env-file` does not"
    } else {
        return None;
    };
    Some(problem)
}

/// Returns whether a text begins or ends with a quote, straight or typographic.
pub(super) fn is_quoted(text: &str) -> bool {
    const QUOTES: [char; 7] = [
        '"', '\'', '`', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}',
    ];
    text.starts_with(QUOTES) || text.ends_with(QUOTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_quotes_and_blanks_that_shell_would_remove() {
        for (text, part) in [
            ("\"value\"", "quotes"),
            ("'value'", "quotes"),
            ("value'", "quotes"),
            ("\"", "quotes"),
            ("\"\"", "quotes"),
            ("\u{201c}value\u{201d}", "quotes"),
            ("value\r", "carriage return"),
            ("\"value\"\r", "carriage return"),
            ("va\r\nlue", "carriage return"),
            ("value\n", "line break"),
            ("\tvalue", "control"),
            ("va\u{0}lue", "control"),
            ("value ", "begins or ends with whitespace"),
            ("\u{a0}value", "begins or ends with whitespace"),
            ("  ", "is blank"),
            ("\r", "is blank"),
            ("\u{feff}value", "byte order mark"),
        ] {
            let found = find_problem(text);
            assert!(
                found.is_some_and(|it| it.contains(part)),
                "{text:?}: {found:?}"
            );
        }
        for text in [
            "value",
            "o'brien",
            "a \"b\" c",
            "1--N--not-a-real-key",
            "/srv/a b/c",
        ] {
            assert_eq!(find_problem(text), None, "{text}");
        }
    }
}
