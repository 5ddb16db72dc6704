//! Environment variables of the SDK, and what can be wrong with the text of a setting.

use std::env::VarError;

use partna_client::Error;

use crate::errors::config;

/// What Unicode has at the beginning of a file to show its encoding. It is no blank, and invisible.
const UNICODE_BOM: char = '\u{feff}';

/// Reads a variable. An empty one counts as unset.
///
/// # Errors
///
/// [`ErrorKind::Config`](crate::ErrorKind::Config) naming the variable and what is wrong with its text: what a shell would have
/// removed and other programs leave in, such as quotes, and what an editor leaves in, such as carriage returns. The text is not
/// repeated.
pub(crate) fn read_variable(name: &str) -> Result<Option<String>, Error> {
    match std::env::var(name) {
        Ok(value) if value.is_empty() => Ok(None),
        Ok(value) => match find_problem(&value) {
            None => Ok(Some(value)),
            Some(problem) => Err(config(format!("{name}: {problem}"))),
        },
        Err(VarError::NotPresent) => Ok(None),
        // The value is in the error, and must not be.
        Err(VarError::NotUnicode(_)) => Err(config(format!(
            "{name}: it is not Unicode text; set it as UTF-8"
        ))),
    }
}

/// Reads a variable that names a file or a directory.
///
/// # Errors
///
/// Those of [`read_variable`], and for a path that only a shell would complete.
pub(super) fn read_path_variable(name: &str) -> Result<Option<String>, Error> {
    let path = read_variable(name)?;
    if let Some(sign @ ('~' | '$')) = path.as_ref().and_then(|path| path.chars().next()) {
        return Err(config(format!(
            "{name}: it begins with `{sign}`, which only a shell replaces; write the whole path"
        )));
    }
    Ok(path)
}

/// What is wrong with the text of a setting, in words that follow "NAME: ".
pub(super) fn find_problem(text: &str) -> Option<&'static str> {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    let problem = if text.starts_with(UNICODE_BOM) {
        "it begins with a byte order mark (BOM); remove it, by saving its source as UTF-8 without one"
    } else if text.chars().all(is_blank) {
        "it is blank; set it to a value, or unset it"
    } else if text.contains('\r') {
        "it has a carriage return in it; save the file that sets it with line feeds alone (LF, not CRLF)"
    } else if text.contains('\n') {
        "it has a line break in it; was it read from a file without trimming?"
    } else if text.chars().any(char::is_control) {
        "it has a control character in it; remove it"
    } else if text.trim() != text {
        "it begins or ends with a blank; remove it"
    } else if is_quoted(text) {
        "it has quotes around its value; remove them: only a shell does so, and `docker run --env-file` does not"
    } else {
        return None;
    };
    Some(problem)
}

/// Returns whether a text has a quote at one of its ends, straight or typographic.
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
            ("value ", "begins or ends with a blank"),
            ("\u{a0}value", "begins or ends with a blank"),
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
