//! The table of refusals in the guide: a request causes each row, and each rejection in the source has a row.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use syn::visit::{self, Visit};

use super::{Result, reasons, refusal_scenarios, refusals};

/// An operation or a route, a status and a text.
type Refusal = (String, u16, String);

/// The rejections so far in this process.
static SEEN: Mutex<BTreeSet<Refusal>> = Mutex::new(BTreeSet::new());

/// Texts that the sandbox sends if it cannot serialize a response. No request causes them.
const UNREACHABLE: [&str; 3] = [
    "internal server error",
    "books: cannot be serialized",
    "faults: cannot be serialized",
];

/// Records a rejection. A rejection that every operation can have is recorded once.
pub fn record(id: &str, status: u16, message: &str) {
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

/// Reads the rows of the table, one per operation, with the source of each text.
fn read_table() -> Result<Vec<(Refusal, String)>> {
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

/// The scenarios are those of the other tests and of `refusal_scenarios`.
#[test]
fn table_matches_rejections_of_requests() -> Result {
    refusals::rejects_invalid_account_and_bank_requests()?;
    refusals::rejects_registration_if_closed_or_for_other_merchant()?;
    refusals::rejects_invalid_kyc_steps()?;
    refusals::rejects_merchant_kyc_without_exemption()?;
    refusals::rejects_invalid_merchant_requests()?;
    refusals::rejects_invalid_money_requests()?;
    refusals::rejects_keys_without_scope()?;
    reasons::sandbox_rejects_for_every_reason()?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(refusal_scenarios::run_all())?;
    let rows: BTreeSet<Refusal> = read_table()?.into_iter().map(|(row, _)| row).collect();
    let seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let missing: Vec<&Refusal> = seen.difference(&rows).collect();
    let unused: Vec<&Refusal> = rows.difference(&seen).collect();
    assert!(
        missing.is_empty() && unused.is_empty(),
        "docs/sandbox.md: add the rows {missing:#?}\nremove or cause the rows {unused:#?}"
    );
    Ok(())
}

/// Returns the normalized texts of one of the client's tables.
fn read_texts<'a>(source: &'a str, name: &str) -> Result<Vec<String>> {
    let (_, rest) = source
        .split_once(&format!("const {name}: "))
        .ok_or("no such table")?;
    let table: &'a str = rest.split("];").next().unwrap_or_default();
    let entries = table.split("(\"").skip(1);
    Ok(entries
        .map(|entry| normalize(entry.split('"').next().unwrap_or_default()))
        .collect())
}

fn normalize(text: &str) -> String {
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    kept.collect::<String>().to_ascii_lowercase()
}

/// The text of a documented row is in the document, or in the client's texts of earlier documents and of the vendor's guide. The
/// text of an assumed row is not in the document.
#[test]
fn documented_rows_have_source_and_assumed_rows_are_not_in_document() -> Result {
    let root = sandbox_directory().join("../..");
    let document = fs::read_to_string(root.join("openapi/partna.json"))?;
    let source_text = fs::read_to_string(root.join("crates/partna-client/src/wording/texts.rs"))?;
    let mut known = read_texts(&source_text, "DOCUMENTED")?;
    known.extend(read_texts(&source_text, "GUIDE")?);
    for ((operation, _, text), source) in read_table()? {
        let is_in_document = document.contains(&format!("\"{text}\""));
        let has_source =
            is_in_document || known.iter().any(|known| normalize(&text).contains(known));
        match source.as_str() {
            "documented" => assert!(has_source, "{operation}: {text}"),
            "assumed" => assert!(!is_in_document, "{operation}: {text}"),
            other => return Err(format!("{operation}: {other}").into()),
        }
    }
    Ok(())
}

/// Collects the texts of rejections in the source of the sandbox.
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

    /// Visits a text in a variable: `let message = "..";`.
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
            let is_error = matches!(owner, "ErrorResponse" | "Self")
                && matches!(name, "bad_request" | "new" | "not_found");
            let is_reply = name == "message" && call.args.len() == 2;
            if is_error || is_reply {
                for argument in &call.args {
                    Literals(&mut self.0).visit_expr(argument);
                }
            }
        }
        visit::visit_expr_call(self, call);
    }
}

/// Covers the source of operations and of replies. Texts under `/sandbox` that contain values of the request are omitted.
#[test]
fn table_has_every_rejection_text_of_source() -> Result {
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
    let rows: BTreeSet<String> = read_table()?
        .into_iter()
        .map(|((_, _, text), _)| text)
        .collect();
    // The body of a fault is an HTML page.
    let is_text = |text: &&String| text.contains(' ') && !text.starts_with('<');
    let missing: Vec<&String> = texts
        .0
        .iter()
        .filter(is_text)
        .filter(|text| !rows.contains(*text) && !UNREACHABLE.contains(&text.as_str()))
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
    assert!(
        texts.0.len() > 40,
        "too few texts found in the source: {:?}",
        texts.0
    );
    Ok(())
}
