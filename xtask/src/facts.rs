//! The wire facts of an OpenAPI document, and the command that prints them.
//!
//! A fact is what a client must know of the wire, one a line. Prose, component names and examples are not facts, so two
//! documents that describe the same API have the same facts however they are written.
//!
//! ```text
//! server https://api.getpartna.com/v4
//! scheme x-api-key apiKey in header x-api-key
//! GET /phone
//! GET /phone security authorization|x-api-key+x-api-user
//! GET /phone query:country! string
//! GET /phone query:country =KE
//! POST /ramp content application/json
//! POST /ramp body! object
//! POST /ramp body.fromAmount number
//! GET /rate -> 200
//! GET /rate -> 200 content application/json
//! GET /rate -> 200.data.rate.*.key string
//! ```
//!
//! `!` is required, `[]` the items of an array, `.*` the values of a map, `?` behind a type nullable, `any` no type at all.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use indexmap::IndexMap;

use crate::json::Json;
use crate::schema::{self, View};
use crate::upstream::DOCUMENT;

/// The methods that a path item may hold.
pub const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// A sorted set of facts.
pub type Facts = BTreeSet<String>;

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask facts\n  cargo xtask facts vendor.json \\\n      \
    --source 'where it came from' --date 2026-03-30 > openapi/upstream.facts"
)]
pub struct Args {
    /// The document to read; ours unless given
    file: Option<PathBuf>,
    /// Where the document came from; with --date, the output becomes a complete upstream.facts
    #[arg(long, requires = "date")]
    source: Option<String>,
    /// When the vendor published it, YYYY-MM-DD
    #[arg(long, requires = "source")]
    date: Option<String>,
}

/// Prints the facts of a document.
pub fn run(root: &Path, args: &Args) -> anyhow::Result<()> {
    let file = args.file.clone().unwrap_or_else(|| root.join(DOCUMENT));
    let doc = Json::read(&file)?;
    let facts = of(&doc)?;
    if let (Some(source), Some(date)) = (&args.source, &args.date) {
        let bytes = std::fs::read(&file)?;
        print!("{}", crate::upstream::header(source, date, &bytes));
    }
    for fact in facts {
        println!("{fact}");
    }
    Ok(())
}

/// Splits a fact into what it speaks of and what it says: `("GET /rate -> 200.message", "string")`.
pub fn split(fact: &str) -> (&str, &str) {
    match fact.split_once(" =") {
        Some((subject, _)) => (subject, fact.get(subject.len() + 1..).unwrap_or_default()),
        None => fact.rsplit_once(' ').unwrap_or((fact, "")),
    }
}

/// The operation that a fact belongs to, `GET /rate`; none for servers and schemes.
pub fn operation(fact: &str) -> Option<&str> {
    let (method, rest) = fact.split_once(' ')?;
    if !METHODS.contains(&method.to_lowercase().as_str()) {
        return None;
    }
    let path = rest.split(' ').next()?;
    fact.get(..method.len() + 1 + path.len())
}

/// The facts of a document.
pub fn of(doc: &Json) -> anyhow::Result<Facts> {
    let version = doc.text("openapi").unwrap_or("");
    if !version.starts_with("3.") {
        bail!("not an OpenAPI 3 document: the key `openapi` is missing or is not 3.x");
    }
    let mut collector = Collector {
        doc,
        facts: Facts::new(),
    };
    for server in doc.list("servers") {
        if let Some(url) = server.text("url") {
            collector.add(format!("server {url}"));
        }
    }
    collector.schemes();
    let paths = doc
        .get("paths")
        .and_then(Json::as_object)
        .context("the document has no `paths`")?;
    for (path, item) in paths {
        let item = schema::resolve(doc, item)?;
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                let name = format!("{} {path}", method.to_uppercase());
                collector
                    .operation(&name, item, operation)
                    .with_context(|| name.clone())?;
            }
        }
    }
    Ok(collector.facts)
}

struct Collector<'a> {
    doc: &'a Json,
    facts: Facts,
}

impl<'a> Collector<'a> {
    fn add(&mut self, fact: String) {
        self.facts.insert(fact);
    }

    fn schemes(&mut self) {
        let doc = self.doc;
        let schemes = doc.at(&["components", "securitySchemes"]);
        for (name, scheme) in schemes.into_iter().flat_map(Json::entries) {
            let text = |key| scheme.text(key).unwrap_or("");
            self.add(match text("type") {
                "apiKey" => format!("scheme {name} apiKey in {} {}", text("in"), text("name")),
                "http" => format!("scheme {name} http {}", text("scheme")),
                other => format!("scheme {name} {other}"),
            });
        }
    }

    fn operation(&mut self, name: &str, item: &'a Json, operation: &'a Json) -> anyhow::Result<()> {
        self.add(name.to_owned());
        self.add(format!("{name} security {}", security(self.doc, operation)));
        for server in [item, operation]
            .iter()
            .filter_map(|holder| holder.get("servers"))
            .flat_map(Json::items)
        {
            let url = server.text("url").unwrap_or("");
            self.add(format!("{name} server {url}"));
        }
        // What an operation says of a parameter goes before what its path says.
        let mut parameters: IndexMap<(&str, &str), &Json> = IndexMap::new();
        for list in [item.get("parameters"), operation.get("parameters")] {
            for parameter in list.map_or(&[][..], Json::items) {
                let parameter = schema::resolve(self.doc, parameter)?;
                let text = |key| parameter.text(key).unwrap_or("");
                parameters.insert((text("in"), text("name")), parameter);
            }
        }
        for ((place, parameter), declared) in parameters {
            self.parameter(name, place, parameter, declared)?;
        }
        if let Some(body) = operation.get("requestBody") {
            let body = schema::resolve(self.doc, body)?;
            let required = body.get("required").and_then(Json::as_bool) == Some(true);
            let root = format!("{name} body{}", if required { "!" } else { "" });
            self.content(name, &root, body)?;
        }
        for (status, response) in operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries)
        {
            let response = schema::resolve(self.doc, response)?;
            let root = format!("{name} -> {status}");
            self.add(root.clone());
            self.content(&root, &root, response)?;
        }
        Ok(())
    }

    fn parameter(
        &mut self,
        operation: &str,
        place: &str,
        name: &str,
        parameter: &'a Json,
    ) -> anyhow::Result<()> {
        let required = parameter.get("required").and_then(Json::as_bool) == Some(true);
        let mark = if required { "!" } else { "" };
        let root = format!("{operation} {place}:{}{mark}", segment(name));
        match parameter.get("schema") {
            Some(schema) => self.schema(&root, schema, &mut Vec::new()),
            None => {
                self.add(format!("{root} any"));
                Ok(())
            }
        }
    }

    fn content(&mut self, subject: &str, root: &str, holder: &'a Json) -> anyhow::Result<()> {
        for (kind, media) in holder.get("content").into_iter().flat_map(Json::entries) {
            self.add(format!("{subject} content {kind}"));
            if let Some(schema) = media.get("schema") {
                self.schema(root, schema, &mut Vec::new())?;
            }
        }
        Ok(())
    }

    /// Adds the facts of a schema whose place is `root`. `open` holds the references being followed, to end cycles.
    fn schema(
        &mut self,
        root: &str,
        schema: &'a Json,
        open: &mut Vec<&'a str>,
    ) -> anyhow::Result<()> {
        let depth = open.len();
        let Some(view) = View::of(self.doc, schema, open)? else {
            self.add(format!("{root} recursive"));
            open.truncate(depth);
            return Ok(());
        };
        self.add(format!("{root} {}", view.type_name()));
        for value in &view.values {
            self.add(format!("{root} ={value}"));
        }
        let bare = root.trim_end_matches('!');
        for (field, property) in &view.properties {
            let mark = if view.required.contains(field) {
                "!"
            } else {
                ""
            };
            self.schema(&format!("{bare}.{}{mark}", segment(field)), property, open)?;
        }
        for items in &view.items {
            self.schema(&format!("{bare}[]"), items, open)?;
        }
        match view.additional {
            Some(Json::Bool(true)) => self.add(format!("{bare}.* any")),
            Some(values @ Json::Object(_)) => self.schema(&format!("{bare}.*"), values, open)?,
            _ => {}
        }
        open.truncate(depth);
        Ok(())
    }
}

/// `a+b|c`: every alternative sorted, the schemes of one joined by `+`.
pub fn security(doc: &Json, operation: &Json) -> String {
    let alternatives = operation.get("security").or_else(|| doc.get("security"));
    let mut alternatives: Vec<String> = alternatives
        .map_or(&[][..], Json::items)
        .iter()
        .map(|alternative| {
            let mut schemes: Vec<&str> = alternative.entries().map(|(name, _)| name).collect();
            schemes.sort_unstable();
            schemes.join("+")
        })
        .collect();
    alternatives.sort_unstable();
    match alternatives.join("|") {
        none if none.is_empty() => "none".to_owned(),
        some => some,
    }
}

/// A name as a segment of a path: quoted where it would read as grammar.
fn segment(name: &str) -> String {
    let plain =
        !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || ".[]*!\"=".contains(c));
    if plain {
        name.to_owned()
    } else {
        format!("{name:?}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(paths: &str) -> Vec<String> {
        let doc = format!(
            r##"{{"openapi":"3.0.3","paths":{paths},"components":{{"schemas":{{
                "Tree":{{"type":"object","properties":{{"next":{{"$ref":"#/components/schemas/Tree"}}}}}},
                "Cur":{{"type":"string","enum":["NGN","KES"]}}}}}}}}"##
        );
        of(&Json::parse(&doc).unwrap())
            .unwrap()
            .into_iter()
            .collect()
    }

    #[test]
    fn every_part_of_the_grammar() {
        let found = facts(
            r##"{"/a": {"parameters":[{"in":"query","name":"q","required":true,"schema":{"$ref":"#/components/schemas/Cur"}}],
                "post": {"security":[{"k":[],"u":[]},{"jwt":[]}],
                "requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object","required":["n"],
                    "properties":{"n":{"type":"number","nullable":true},"a.b":{"type":"boolean"}}}}}},
                "responses":{"200":{"description":"","content":{"application/json":{"schema":
                    {"type":"array","items":{"type":"object","additionalProperties":{"type":"integer"}}}}}},"204":{"description":""}}}}}"##,
        );
        assert_eq!(
            found,
            [
                "POST /a",
                "POST /a -> 200",
                "POST /a -> 200 array",
                "POST /a -> 200 content application/json",
                "POST /a -> 200[] object",
                "POST /a -> 200[].* integer",
                "POST /a -> 204",
                "POST /a body! object",
                "POST /a body.\"a.b\" boolean",
                "POST /a body.n! number?",
                "POST /a content application/json",
                "POST /a query:q! =KES",
                "POST /a query:q! =NGN",
                "POST /a query:q! string",
                "POST /a security jwt|k+u",
            ]
        );
    }

    #[test]
    fn recursion_ends_and_all_of_is_one_object() {
        let found = facts(
            r##"{"/a": {"get": {"responses":{"200":{"description":"","content":{"application/json":{"schema":
                {"allOf":[{"$ref":"#/components/schemas/Tree"},{"properties":{"x":{"oneOf":[{"type":"string"},{"type":"number"}]}}}]}}}}}}}}"##,
        );
        assert!(
            found.contains(&"GET /a -> 200.x number|string".to_owned()),
            "{found:#?}"
        );
        assert!(
            found.contains(&"GET /a -> 200.next recursive".to_owned()),
            "{found:#?}"
        );
    }

    #[test]
    fn names_of_components_and_prose_are_not_facts() {
        let inline = facts(
            r#"{"/a":{"get":{"responses":{"200":{"description":"one","content":{"a/b":{"schema":{"type":"string","enum":["NGN","KES"]}}}}}}}}"#,
        );
        let named = facts(
            r##"{"/a":{"get":{"summary":"x","responses":{"200":{"description":"two","content":{"a/b":{"schema":{"$ref":"#/components/schemas/Cur"}}}}}}}}"##,
        );
        assert_eq!(inline, named);
    }

    #[test]
    fn facts_split_into_subject_and_statement() {
        assert_eq!(
            split("GET /a -> 200.x string"),
            ("GET /a -> 200.x", "string")
        );
        assert_eq!(
            split("GET /a query:t =Internal Transfer"),
            ("GET /a query:t", "=Internal Transfer")
        );
        assert_eq!(operation("GET /a -> 200.x string"), Some("GET /a"));
        assert_eq!(operation("GET /a"), Some("GET /a"));
        assert_eq!(operation("server https://x"), None);
    }
}
