//! Fields of responses that do not have the documented form. Each test value replaces each value of the documented success of each
//! operation, and the result is compared with the document. A site is the JSON pointer of a replaced value. The message and the
//! reference of a write have a separate test.

mod cases;
mod oracle;
mod transport;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;

use openapi_facts::json::Json;
use oracle::{Listed, NUMBER, Oracle};
use partna_auth::{Effect, Operation};
use partna_tests::schema_walk::{full_example, without_empty};
use partna_tests::wire::arguments;
use partna_tests::{Arguments, CallError, call, document, snapshots};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use transport::Canned;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The values that replace another value, by name.
fn values() -> Vec<(&'static str, Value)> {
    let number = |digits: &str| json!(format!("{NUMBER}{digits}"));
    vec![
        ("null", Value::Null),
        ("true", json!(true)),
        ("false", json!(false)),
        ("0", json!(0)),
        ("-1", json!(-1)),
        ("1.5", json!(1.5)),
        ("1e400", number("1e400")),
        ("30 digits", number("123456789012345678901234567890")),
        ("\"\"", json!("")),
        ("\"true\"", json!("true")),
        ("\"12.50\"", json!("12.50")),
        ("\"-7\"", json!("-7")),
        ("\"1e3\"", json!("1e3")),
        ("\"1,000\"", json!("1,000")),
        ("\" 1\"", json!(" 1")),
        ("\"+1\"", json!("+1")),
        ("\"30 digits\"", json!("123456789012345678901234567890")),
        ("\"abc\"", json!("abc")),
        ("long text", json!("long ".repeat(1_000))),
        ("control characters", json!("a\u{0}\n\u{1b}[31m\u{202e}")),
        ("[]", json!([])),
        ("[null]", json!([null])),
        ("[[1]]", json!([[1], "a"])),
        ("{}", json!({})),
        ("{\"a\": 1}", json!({"a": 1})),
    ]
}

/// An operation with its documented success.
struct Subject<'a> {
    operation: &'static Operation,
    schema: &'a Json,
    example: Value,
    arguments: Arguments,
    sites: Vec<String>,
}

fn subjects(doc: &Json) -> Result<Vec<Subject<'_>>> {
    let mut subjects = Vec::new();
    for (_, item) in doc.get("paths").into_iter().flat_map(Json::entries) {
        for (_, described) in item.entries() {
            let Some(operation) = described.text("operationId").and_then(Operation::by_id) else {
                continue;
            };
            let responses = described
                .get("responses")
                .into_iter()
                .flat_map(Json::entries);
            let mut successes = responses.filter(|(status, _)| status.starts_with('2'));
            let (_, success) = successes.next().ok_or("no success")?;
            let media = success
                .at(&["content", "application/json"])
                .ok_or("no JSON")?;
            let schema = media.get("schema").ok_or("no schema")?;
            let example: Value = media.get("example").ok_or("no example")?.convert()?;
            let example = full_example(doc, schema, Some(&example));
            let mut sites = Vec::new();
            // The envelope determines success, so it has a separate test.
            for (name, value) in example.as_object().into_iter().flatten() {
                if !["message", "messagge"].contains(&name.as_str()) {
                    collect_sites(value, &format!("/{}", escaped(name)), &mut sites);
                }
            }
            // The reference of a write has a separate test as well.
            let reference = operation
                .reference
                .map(|reference| format!("/{}", reference.field));
            sites.retain(|site| {
                let is_reference = |name: &String| site.ends_with(name.as_str());
                operation.effect == Effect::Read || !reference.as_ref().is_some_and(is_reference)
            });
            let arguments = arguments(doc, described)?;
            subjects.push(Subject {
                operation,
                schema,
                example,
                arguments,
                sites,
            });
        }
    }
    Ok(subjects)
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Collects the JSON pointers of a value and of all values inside it.
fn collect_sites(value: &Value, site: &str, sites: &mut Vec<String>) {
    sites.push(site.to_owned());
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                collect_sites(value, &format!("{site}/{}", escaped(name)), sites);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect_sites(value, &format!("{site}/{index}"), sites);
            }
        }
        _ => {}
    }
}

/// Returns the JSON text of a value. Texts with the prefix `NUMBER` become numbers that a `Value` cannot contain.
fn text(value: &Value) -> String {
    let text = value.to_string();
    let mark = format!("\"{NUMBER}");
    let mut parts = text.split(&mark);
    let mut wire = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_once('"').unwrap_or((part, ""));
        wire += digits;
        wire += rest;
    }
    wire
}

/// Sends a response to an operation, and compares the result with the document.
async fn check(
    doc: &Json,
    api: &Canned,
    subject: &Subject<'_>,
    body: &Value,
) -> Result<Vec<Listed>> {
    let id = subject.operation.id;
    let mut oracle = Oracle {
        doc,
        listed: Vec::new(),
    };
    let expected = oracle.read(subject.schema, body, "").ok_or("no root")?;
    let mut listed = oracle.listed;
    let wire = text(body);
    api.set_body(wire.clone());
    let response = call(&api.client, id, &subject.arguments).ok_or("no such operation")?;
    let response = response
        .await
        .map_err(|error| format!("{id}: {error}: {wire}"))?;
    let found: Value = serde_json::from_str(&response.json)?;
    assert_eq!(
        without_empty(&found),
        without_empty(&expected),
        "{id}: {wire}"
    );
    let mut mismatched: Vec<_> = response.mismatched.iter().map(listed_field).collect();
    // The decoder and the oracle list fields in different orders.
    mismatched.sort();
    listed.sort();
    assert_eq!(mismatched, listed, "{id}: {wire}");
    Ok(listed)
}

fn listed_field(field: &partna_auth::tolerant::MismatchedField) -> Listed {
    Listed {
        path: field.path().to_owned(),
        is_converted: field.is_converted(),
        text: field.text().map(str::to_owned),
    }
}

/// The number of values that fit, are converted, or are omitted in part or completely.
#[derive(Default)]
struct Tally {
    fits: u32,
    converted: u32,
    absent: u32,
}

#[tokio::test]
async fn each_value_at_each_site_fits_or_is_listed() -> Result {
    let doc = document()?;
    let api = Canned::new();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let subjects = subjects(&doc)?;
    assert_eq!(subjects.len(), 66);
    for subject in &subjects {
        assert_eq!(check(&doc, &api, subject, &subject.example).await?, []);
        for site in &subject.sites {
            for (name, value) in values() {
                let mut body = subject.example.clone();
                *body.pointer_mut(site).ok_or("no site")? = value;
                let listed = check(&doc, &api, subject, &body).await?;
                let tally = tallies.entry(name).or_default();
                match listed.as_slice() {
                    [] => tally.fits += 1,
                    [only] if only.is_converted => tally.converted += 1,
                    _ => tally.absent += 1,
                }
            }
        }
    }
    let sites: usize = subjects.iter().map(|subject| subject.sites.len()).sum();
    let mut table = format!(
        "{sites} sites\n\n{:<20}{:>8}{:>11}{:>8}\n",
        "value", "fits", "converted", "absent"
    );
    for (name, _) in values() {
        let Tally {
            fits,
            converted,
            absent,
        } = &tallies[name];
        writeln!(table, "{name:<20}{fits:>8}{converted:>11}{absent:>8}")?;
    }
    snapshots().bind(|| insta::assert_snapshot!("response_fields", table));
    Ok(())
}

#[tokio::test]
async fn several_values_at_once_are_each_listed() -> Result {
    let doc = document()?;
    let api = Canned::new();
    let (values, subjects) = (values(), subjects(&doc)?);
    let mut random = StdRng::seed_from_u64(16);
    let mut listed = 0;
    for subject in subjects.iter().filter(|subject| !subject.sites.is_empty()) {
        for _ in 0..50 {
            let mut body = subject.example.clone();
            for _ in 0..random.random_range(2..8) {
                let site = subject.sites.choose(&mut random).ok_or("no site")?;
                let (_, value) = values.choose(&mut random).ok_or("no value")?;
                // A site can be inside a value that was replaced.
                if let Some(place) = body.pointer_mut(site) {
                    *place = value.clone();
                }
            }
            listed += check(&doc, &api, subject, &body).await?.len();
        }
    }
    assert!(listed > 2_000, "{listed}");
    Ok(())
}

/// The operations whose envelopes (the object around `data`) are tested: two reads, a write with a reference, and a write without
/// documented data.
const ENVELOPES: [&str; 4] = [
    "list_accounts",
    "create_transfer",
    "delete_webhook",
    "get_balances",
];

#[tokio::test]
async fn envelopes_follow_acceptance_rule() -> Result {
    let doc = document()?;
    let api = Canned::new();
    let subjects = subjects(&doc)?;
    let mut report = String::new();
    for id in ENVELOPES {
        let subject = subjects.iter().find(|subject| subject.operation.id == id);
        let subject = subject.ok_or("no such operation")?;
        let mut sites = vec![String::new(), "/message".to_owned(), "/data".to_owned()];
        if let Some(reference) = subject.operation.reference {
            sites.push(format!("/{}", reference.field));
            sites.push(format!("/data/{}", reference.field));
        }
        for site in sites {
            writeln!(
                report,
                "{id} {}",
                if site.is_empty() { "(root)" } else { &site }
            )?;
            let mut outcomes: Vec<(String, Vec<&str>)> = Vec::new();
            for (name, value) in values() {
                let mut body = subject.example.clone();
                match (body.pointer_mut(&site), site.rsplit_once('/')) {
                    (Some(place), _) => *place = value,
                    (None, Some((parent, member))) => {
                        body.pointer_mut(parent).ok_or("no parent")?[member] = value;
                    }
                    (None, None) => return Err("no root".into()),
                }
                api.set_body(text(&body));
                let response = call(&api.client, id, &subject.arguments).ok_or("no operation")?;
                let outcome = match response.await {
                    Ok(response) => match response.mismatched.as_slice() {
                        [] => "ok".to_owned(),
                        [only] => format!("ok, {only}"),
                        more => format!("ok, {} fields listed", more.len()),
                    },
                    Err(CallError::Call(error)) => format!("{:?}", error.kind()),
                    Err(error) => return Err(error.into()),
                };
                match outcomes.iter_mut().find(|(other, _)| *other == outcome) {
                    Some((_, names)) => names.push(name),
                    None => outcomes.push((outcome, vec![name])),
                }
            }
            for (outcome, names) in outcomes {
                writeln!(report, "  {outcome}: {}", names.join(" | "))?;
            }
        }
    }
    snapshots().bind(|| insta::assert_snapshot!("response_envelopes", report));
    Ok(())
}
