//! The table of refusals in the sandbox's rules: each row is provoked here, and each refusal that the source can give has a row.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use syn::visit::{self, Visit};

use super::{Result, reasons, refusal_scenarios, refusals};

/// An operation or a route, a status and a text.
type Refusal = (String, u16, String);

/// What was refused so far in this process.
static SEEN: Mutex<BTreeSet<Refusal>> = Mutex::new(BTreeSet::new());

/// Texts that only a response which cannot be written as JSON would have. No request provokes them.
const UNREACHABLE: [&str; 3] = [
    "internal server error",
    "the books cannot be written",
    "the faults cannot be written",
];

/// Notes a refusal. What every operation can refuse alike is noted once.
pub fn note(id: &str, status: u16, message: &str) {
    let (id, text) = match (status, message) {
        (400, "validation error" | "the body is not JSON" | "the body is not application/json")
        | (401, "invalid apikey" | "endpoint temporarily disabled")
        | (429 | 500 | 503, _)
            if message != RATES =>
        {
            ("any", message.to_owned())
        }
        _ => match message.split_once(" api key cannot access ") {
            Some((scope, _)) => ("any", format!("{scope} api key cannot access METHOD PATH")),
            None => (id, message.to_owned()),
        },
    };
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    seen.insert((id.to_owned(), status, text));
}

const RATES: &str = "Rates not available, please try again later";

/// The rows of the table: an operation or several, a status, a text, and where the text is from.
fn table() -> Result<Vec<(Refusal, String)>> {
    let rules = fs::read_to_string(sandbox_directory().join("../partna/docs/sandbox.md"))?;
    let (_, section) = rules.split_once("\n## Refusals\n").ok_or("no table")?;
    let section = section.split("\n## ").next().unwrap_or_default();
    let mut rows = Vec::new();
    for line in section.lines().filter(|line| line.starts_with('|')).skip(2) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [operations, case, status, text, source] = cells[..] else {
            return Err(format!("not five cells: {line}").into());
        };
        assert!(!case.is_empty(), "no case: {line}");
        for operation in operations.split(',') {
            let operation = operation.trim().trim_matches('`').to_owned();
            let row = (
                operation,
                status.parse()?,
                text.trim_matches('`').to_owned(),
            );
            rows.push((row, source.to_owned()));
        }
    }
    Ok(rows)
}

fn sandbox_directory() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Provokes each row, and compares. The scenarios are those of the other tests, and those made for the table.
#[test]
fn table_has_exactly_the_refusals_that_requests_provoke() -> Result {
    refusals::of_accounts_and_banks()?;
    refusals::of_registration()?;
    refusals::of_a_persons_identity()?;
    refusals::of_those_who_are_not_exempt()?;
    refusals::of_the_merchants_own_house()?;
    refusals::of_money()?;
    refusals::of_keys_that_may_not()?;
    reasons::sandbox_refuses_for_every_reason()?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(refusal_scenarios::provoke())?;
    let rows: BTreeSet<Refusal> = table()?.into_iter().map(|(row, _)| row).collect();
    let seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let missing: Vec<&Refusal> = seen.difference(&rows).collect();
    let unprovoked: Vec<&Refusal> = rows.difference(&seen).collect();
    assert!(
        missing.is_empty() && unprovoked.is_empty(),
        "the table lacks {missing:#?}\nno request provokes {unprovoked:#?}"
    );
    Ok(())
}

/// The texts of one of the client's tables of words, in normal form.
fn words_of<'a>(source: &'a str, name: &str) -> Result<Vec<String>> {
    let (_, rest) = source
        .split_once(&format!("const {name}: "))
        .ok_or("no such table")?;
    let table: &'a str = rest.split("];").next().unwrap_or_default();
    let entries = table.split("(\"").skip(1);
    Ok(entries
        .map(|entry| normal(entry.split('"').next().unwrap_or_default()))
        .collect())
}

fn normal(text: &str) -> String {
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    kept.collect::<String>().to_ascii_lowercase()
}

/// A row is documented by the document, or by what the client knows from its versions and the vendor's guide. What the
/// document has word by word is not assumed.
#[test]
fn documented_rows_have_a_source_and_assumed_ones_are_not_in_the_document() -> Result {
    let root = sandbox_directory().join("../..");
    let document = fs::read_to_string(root.join("openapi/partna.json"))?;
    let words = fs::read_to_string(root.join("crates/partna-client/src/wording/texts.rs"))?;
    let mut known = words_of(&words, "DOCUMENTED")?;
    known.extend(words_of(&words, "GUIDE")?);
    for ((operation, _, text), source) in table()? {
        let is_in_document = document.contains(&format!("\"{text}\""));
        let has_source = is_in_document || known.iter().any(|known| normal(&text).contains(known));
        match source.as_str() {
            "documented" => assert!(has_source, "{operation}: {text}"),
            "assumed" => assert!(!is_in_document, "{operation}: {text}"),
            other => return Err(format!("{operation}: {other}").into()),
        }
    }
    Ok(())
}

/// The texts of refusals in the sandbox's source.
#[derive(Default)]
struct Texts(BTreeSet<String>);

struct Literals<'a>(&'a mut BTreeSet<String>);

impl<'ast> Visit<'ast> for Literals<'_> {
    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.0.insert(literal.value());
    }
}

impl<'ast> Visit<'ast> for Texts {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if module.ident != "tests" {
            visit::visit_item_mod(self, module);
        }
    }

    /// A text that is named first: `let message = "..";`.
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let (syn::Pat::Ident(name), Some(init)) = (&local.pat, &local.init)
            && name.ident == "message"
            && let syn::Expr::Lit(literal) = &*init.expr
        {
            Literals(&mut self.0).visit_expr_lit(literal);
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let syn::Expr::Path(path) = &*call.func {
            let names = path
                .path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string());
            let names: Vec<String> = names.collect();
            let (owner, name) = match &names[..] {
                [owner, name] => (owner.as_str(), name.as_str()),
                [name] => ("", name.as_str()),
                _ => ("", ""),
            };
            let is_refusal = matches!(owner, "ErrorResponse" | "Self")
                && matches!(name, "bad_request" | "new" | "not_found");
            let is_reply = name == "message" && call.args.len() == 2;
            if is_refusal || is_reply {
                for argument in &call.args {
                    Literals(&mut self.0).visit_expr(argument);
                }
            }
        }
        visit::visit_expr_call(self, call);
    }
}

/// The source of operations and of replies. Texts under `/sandbox` that repeat what was sent are left out: they
/// are for the person who writes the request.
#[test]
fn table_has_every_text_that_the_source_refuses_with() -> Result {
    let source = sandbox_directory().join("src");
    let mut files = vec![
        source.join("http/handler.rs"),
        source.join("http/reply.rs"),
        source.join("http/validation.rs"),
    ];
    for entry in fs::read_dir(source.join("operations"))? {
        files.push(entry?.path());
    }
    let mut texts = Texts::default();
    for file in files {
        let parsed = syn::parse_file(&fs::read_to_string(&file)?)?;
        texts.visit_file(&parsed);
    }
    let rows: BTreeSet<String> = table()?.into_iter().map(|((_, _, text), _)| text).collect();
    // The body of a fault is a page, and not a text.
    let is_text = |text: &&String| text.contains(' ') && !text.starts_with('<');
    let lacking: Vec<&String> = texts
        .0
        .iter()
        .filter(is_text)
        .filter(|text| !rows.contains(*text) && !UNREACHABLE.contains(&text.as_str()))
        .collect();
    assert_eq!(lacking, Vec::<&String>::new());
    assert!(
        texts.0.len() > 40,
        "the source is not read as it should be: {:?}",
        texts.0
    );
    Ok(())
}
