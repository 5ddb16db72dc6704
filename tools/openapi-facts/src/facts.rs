//! The wire facts of an OpenAPI document.
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
//!
//! Notes are lines of the same form for what a vendor may say and our document does not carry: bounds, formats,
//! defaults, marks of age, headers of answers. Nothing is verified against them; a diff of two documents reports them.
//!
//! ```text
//! GET /phone ~deprecated true
//! POST /ramp body.rampReference ~maxLength 32
//! GET /phone -> 200 ~header x-request-id string
//! ```

mod grammar;

use std::collections::BTreeSet;

use anyhow::{Context, bail};
use indexmap::IndexMap;

use crate::json::Json;
use crate::sanitize;
use crate::schema::{self, View};

pub use grammar::{is_note, operation, split};
pub use grammar::{segment, word};

/// The methods that a path item may hold.
pub const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// A sorted set of facts.
pub type Facts = BTreeSet<String>;

/// The facts of a document.
pub fn of(doc: &Json) -> anyhow::Result<Facts> {
    collect(doc, false)
}

/// The facts of a document, and its notes.
pub fn with_notes(doc: &Json) -> anyhow::Result<Facts> {
    collect(doc, true)
}

fn collect(doc: &Json, notes: bool) -> anyhow::Result<Facts> {
    let version = doc.text("openapi").unwrap_or("");
    if !version.starts_with("3.") {
        bail!("not an OpenAPI 3 document: the key `openapi` is missing or is not 3.x");
    }
    let mut collector = Collector {
        doc,
        notes,
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
    for (path, item) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
        let item = schema::resolve(doc, item)?;
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                let name = format!("{} {}", method.to_uppercase(), sanitize::fact_path(path));
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
    /// Whether notes are collected too.
    notes: bool,
    facts: Facts,
}

impl<'a> Collector<'a> {
    fn add(&mut self, fact: String) {
        self.facts.insert(sanitize::fact(fact));
    }

    fn note(&mut self, subject: &str, keyword: &str, value: &str) {
        if self.notes {
            self.add(format!("{subject} ~{keyword} {value}"));
        }
    }

    fn schemes(&mut self) {
        let doc = self.doc;
        let schemes = doc.at(&["components", "securitySchemes"]);
        for (name, scheme) in schemes.into_iter().flat_map(Json::entries) {
            let name = segment(name);
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
        if operation.get("deprecated").and_then(Json::as_bool) == Some(true) {
            self.note(name, "deprecated", "true");
        }
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
            .filter(|(status, _)| !status.starts_with("x-"))
        {
            let response = schema::resolve(self.doc, response)?;
            let root = format!("{name} -> {}", segment(status));
            self.add(root.clone());
            if self.notes {
                self.headers(&root, response)?;
            }
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
        let root = format!("{operation} {}:{}{mark}", segment(place), segment(name));
        for keyword in ["style", "explode", "allowEmptyValue", "deprecated"] {
            if let Some(value) = parameter.get(keyword) {
                self.note(&root, keyword, &schema::plain(value)?);
            }
        }
        match parameter.get("schema") {
            Some(schema) => self.schema(&root, schema, &mut Vec::new()),
            None => {
                self.add(format!("{root} any"));
                Ok(())
            }
        }
    }

    /// Headers of an answer. Their names are written small, since case means nothing there.
    fn headers(&mut self, root: &str, response: &'a Json) -> anyhow::Result<()> {
        let doc = self.doc;
        for (name, header) in response.get("headers").into_iter().flat_map(Json::entries) {
            let header = schema::resolve(doc, header)?;
            let view = match header.get("schema") {
                Some(schema) => View::of(doc, schema, &mut Vec::new())?,
                None => Some(View::default()),
            };
            let kind = view.map_or_else(|| "recursive".to_owned(), |view| view.type_name());
            let name = segment(&name.to_lowercase());
            self.note(root, "header", &format!("{name} {kind}"));
        }
        Ok(())
    }

    fn content(&mut self, subject: &str, root: &str, holder: &'a Json) -> anyhow::Result<()> {
        let (mut kinds, mut schemas) = (0, 0);
        for (kind, media) in holder.get("content").into_iter().flat_map(Json::entries) {
            kinds += 1;
            self.add(format!("{subject} content {kind}"));
            if let Some(schema) = media.get("schema") {
                schemas += 1;
                self.schema(root, schema, &mut Vec::new())?;
            }
        }
        // A body of which nothing is said is one all the same, as a parameter is.
        if kinds > 0 && schemas == 0 && subject != root {
            self.add(format!("{root} any"));
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
        for (keyword, value) in &view.notes {
            self.note(root, keyword, value);
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

#[cfg(test)]
mod tests;
