//! Finds code of tests that reads the clock, or waits shorter than a hang guard.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Item;

use super::Result;

/// Returns the code of tests that bounds wall-clock time, each with its path from the root.
pub(crate) fn findings(root: &Path, guard: Duration) -> Result<Vec<(String, String)>> {
    let mut sources = Vec::new();
    for directory in [
        "crates",
        "tests/drift-tests",
        "tests/src",
        "tests/tests",
        "tools",
        "xtask/src",
        "xtask/tests",
    ] {
        collect(&root.join(directory), &mut sources)?;
    }
    let mut files = Vec::new();
    for path in sources {
        let name = path
            .strip_prefix(root)?
            .to_string_lossy()
            .replace('\\', "/");
        let text = std::fs::read_to_string(&path)?;
        let tokens = test_code(&name, &text).map_err(|error| format!("{name}: {error}"))?;
        files.push((name, flatten(tokens)));
    }
    // A file may use a constant of another file, so constants of all files are collected.
    let mut shared = Durations::default();
    for (_, tokens) in &files {
        shared.read(tokens);
    }
    let mut found = Vec::new();
    for (name, tokens) in files {
        let mut durations = Durations::default();
        durations.read(&tokens);
        let codes = Scan {
            durations: &durations,
            shared: &shared,
            guard,
        }
        .run(&tokens);
        found.extend(codes.into_iter().map(|code| (name.clone(), code)));
    }
    assert!(!found.is_empty(), "no findings; check the paths");
    Ok(found)
}

/// Collects all Rust files in a directory and its subdirectories.
fn collect(directory: &Path, found: &mut Vec<PathBuf>) -> Result {
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(())
}

/// Returns the tokens of tests: of a test file all tokens, and of other files the test modules.
fn test_code(name: &str, text: &str) -> Result<TokenStream> {
    let file = syn::parse_file(text)?;
    if name.contains("/benches/") || name.contains("/examples/") {
        return Ok(TokenStream::new()); // benchmarks measure time
    }
    if name.contains("/tests/") || name.ends_with("/tests.rs") || name.starts_with("tests/") {
        return Ok(file.to_token_stream());
    }
    let modules = file.items.into_iter().filter(|item| match item {
        Item::Mod(module) => module.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && attribute.to_token_stream().to_string().contains("test")
        }),
        _ => false,
    });
    Ok(modules.map(|module| module.to_token_stream()).collect())
}

/// Flattens tokens into one list, with delimiters as separate tokens.
fn flatten(tokens: TokenStream) -> Vec<String> {
    let mut flattened = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                flattened.push(open.to_owned());
                flattened.extend(flatten(group.stream()));
                flattened.push(close.to_owned());
            }
            other => flattened.push(other.to_string()),
        }
    }
    flattened
}

/// Returns the tokens of the expression at the start: up to a comma, a semicolon or a closing bracket outside it.
fn expression(tokens: &[String]) -> &[String] {
    let mut depth = 0;
    let end = tokens.iter().position(|token| {
        match token.as_str() {
            "(" | "{" | "[" => depth += 1,
            ")" | "}" | "]" => depth -= 1,
            _ => {}
        }
        depth < 0 || depth == 0 && [",", ";"].contains(&token.as_str())
    });
    tokens
        .get(..end.unwrap_or(tokens.len()))
        .unwrap_or_default()
}

fn code(tokens: &[String]) -> String {
    let mut code = String::new();
    for token in tokens {
        let joins = |c: char| c.is_alphanumeric() || c == '_';
        if code.ends_with(joins) && token.starts_with(joins) || token == "*" || code.ends_with('*')
        {
            code.push(' ');
        }
        code += token;
    }
    code
}

/// The durations that `const NAME: Duration = ..` and `let NAME = ..` define, by name. Several definitions may have one name.
#[derive(Default)]
struct Durations(BTreeMap<String, Vec<Duration>>);

impl Durations {
    fn read(&mut self, tokens: &[String]) {
        for (index, token) in tokens.iter().enumerate() {
            let rest = tokens.get(index + 1..).unwrap_or_default();
            let (name, value) = match (token.as_str(), rest) {
                ("const", [name, colon, ty, equals, value @ ..])
                    if colon == ":" && ty == "Duration" && equals == "=" =>
                {
                    (name, value)
                }
                ("let", [name, equals, value @ ..]) if equals == "=" => (name, value),
                _ => continue,
            };
            if let Some(duration) = literal(expression(value)) {
                self.0.entry(name.clone()).or_default().push(duration);
            }
        }
    }

    /// Returns the shortest value of a name.
    fn shortest(&self, name: &str) -> Option<Duration> {
        self.0.get(name)?.iter().min().copied()
    }
}

/// Returns the value of `Duration::from_secs(1)` and similar calls, with any path before them.
fn literal(tokens: &[String]) -> Option<Duration> {
    let start = tokens.iter().position(|token| token == "Duration")?;
    match tokens.get(start..)? {
        [_, _, _, unit, open, number, ..] if open == "(" => {
            let number: u64 = number.replace('_', "").parse().ok()?;
            match unit.as_str() {
                "from_secs" => Some(Duration::from_secs(number)),
                "from_millis" => Some(Duration::from_millis(number)),
                "from_micros" => Some(Duration::from_micros(number)),
                _ => None,
            }
        }
        _ => None,
    }
}

struct Scan<'a> {
    durations: &'a Durations,
    shared: &'a Durations,
    guard: Duration,
}

impl Scan<'_> {
    fn run(&self, tokens: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|at| tokens.get(at));
            let before = before.map_or("", String::as_str);
            let rest = tokens.get(index + 1..).unwrap_or_default();
            match (token.as_str(), rest) {
                ("elapsed", [open, ..]) if open == "(" && before == "." => {
                    found.push(".elapsed()".to_owned());
                }
                ("Instant", [_, _, now, ..]) if now == "now" => {
                    found.push("Instant::now()".to_owned());
                }
                (name, [open, value @ ..]) if name.ends_with("timeout") && before != "fn" => {
                    let is_field = open == ":" && value.first().is_none_or(|next| next != ":");
                    let value = expression(value);
                    if (open == "(" && !value.is_empty() || is_field) && !self.is_guard(value) {
                        let value = code(value);
                        found.push(if is_field {
                            format!("{name}: {value}")
                        } else {
                            format!("{name}({value})")
                        });
                    }
                }
                // A loop with a count and a sleep also bounds the time.
                ("for", [_, word, ..]) if word == "in" => {
                    let body = rest.iter().position(|token| token == "{");
                    let (head, body) = rest.split_at(body.unwrap_or_default());
                    let body = expression(body);
                    let counts = head.windows(2).any(|dots| dots == [".", "."]);
                    if counts && body.iter().any(|token| token == "sleep") {
                        found.push(format!("for {} with a sleep", code(head)));
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Returns whether a value is known and not shorter than a hang guard.
    fn is_guard(&self, value: &[String]) -> bool {
        let known = literal(value).or_else(|| {
            let mut names = value.iter().rev();
            names.find_map(|name| self.durations.shortest(name).or(self.shared.shortest(name)))
        });
        known.is_some_and(|known| known >= self.guard)
    }
}

#[test]
fn finds_only_short_waits_and_clock_readings() -> Result {
    let text = r#"
        const SHORT: Duration = Duration::from_secs(59);
        const LONG: Duration = std::time::Duration::from_secs(1_00);
        async fn case() -> Result {
            let brief = Duration::from_millis(200);
            timeout(LONG, work()).await?;
            tokio::time::timeout(SHORT, work()).await?;
            assert!(start.elapsed() < LONG);
            let options = Options { call_timeout: Some(brief), ..Options::default() };
            client.attempt_timeout(unknown()).send().await?;
            assert_eq!(client.attempt_timeout(), options.call_timeout);
            for _ in 0..50 { sleep(brief).await; }
            for _ in 0..50 { work().await; }
        }
        fn timeout(time: Duration) {}
    "#;
    let tokens = flatten(test_code("tests/tests/case.rs", text)?);
    let mut durations = Durations::default();
    durations.read(&tokens);
    let shared = Durations::default();
    let guard = super::MIN_HANG_GUARD;
    let found = Scan {
        durations: &durations,
        shared: &shared,
        guard,
    }
    .run(&tokens);
    assert_eq!(
        found,
        [
            "timeout(SHORT)",
            ".elapsed()",
            "call_timeout: Some(brief)",
            "attempt_timeout(unknown())",
            "for _ in 0..50 with a sleep",
        ]
    );
    let source = format!("fn product() {{ start.elapsed(); }} #[cfg(test)] mod tests {{ {text} }}");
    let tokens = flatten(test_code("crates/a/src/lib.rs", &source)?);
    let found = Scan {
        durations: &durations,
        shared: &shared,
        guard,
    }
    .run(&tokens);
    assert_eq!(found.len(), 5, "{found:?}");
    Ok(())
}
