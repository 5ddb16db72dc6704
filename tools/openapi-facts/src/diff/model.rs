//! Facts put together again: what a document says, operation by operation.

use std::collections::{BTreeMap, BTreeSet};

use super::place;
use crate::facts::{self, Facts};

/// What is said at each place, by the place as facts write it.
pub(super) type Fields = BTreeMap<String, Entry>;

#[derive(Default)]
pub(super) struct Document {
    pub servers: BTreeSet<String>,
    pub schemes: BTreeMap<String, String>,
    pub operations: BTreeMap<String, Operation>,
}

#[derive(Default)]
pub(super) struct Operation {
    pub deprecated: bool,
    pub servers: BTreeSet<String>,
    pub security: String,
    /// Kinds of content of the body.
    pub contents: BTreeSet<String>,
    /// Parameters and the body with its fields.
    pub request: Fields,
    pub answers: BTreeMap<String, Answer>,
}

#[derive(Default)]
pub(super) struct Answer {
    pub contents: BTreeSet<String>,
    pub headers: BTreeMap<String, BTreeSet<String>>,
    /// By place behind the status; the answer itself is the empty one.
    pub fields: Fields,
}

/// What is said at one place.
#[derive(Clone, Default)]
pub(super) struct Entry {
    /// Said without a required mark by any kind of content.
    lax: bool,
    pub types: BTreeSet<String>,
    pub values: BTreeSet<String>,
    pub notes: BTreeMap<String, BTreeSet<String>>,
}

impl Document {
    pub fn of(facts: &Facts) -> Self {
        let mut document = Self::default();
        for fact in facts {
            document.read(fact);
        }
        document
    }

    /// Takes in one line. What is no fact says nothing.
    fn read(&mut self, fact: &str) {
        if let Some(url) = fact.strip_prefix("server ") {
            self.servers.insert(url.to_owned());
            return;
        }
        if let Some(scheme) = fact.strip_prefix("scheme ") {
            let (name, what) = facts::word(scheme);
            self.schemes.insert(name.to_owned(), what.to_owned());
            return;
        }
        let Some(name) = facts::operation(fact) else {
            return;
        };
        let operation = self.operations.entry(name.to_owned()).or_default();
        if fact == name {
            return;
        }
        let (subject, said) = facts::split(fact);
        let place = subject.get(name.len()..).unwrap_or_default().trim_start();
        match (place, place.strip_prefix("-> ")) {
            ("", _) => operation.deprecated |= said == "~deprecated true",
            ("security", _) => operation.security = said.to_owned(),
            ("server", _) => {
                operation.servers.insert(said.to_owned());
            }
            ("content", _) => {
                operation.contents.insert(said.to_owned());
            }
            ("->", _) => {
                operation.answers.entry(said.to_owned()).or_default();
            }
            (_, Some(answer)) => operation.answer(answer, said),
            (field, None) => say(&mut operation.request, field, said),
        }
    }
}

/// Adds a statement to the entry of its place.
fn say(fields: &mut Fields, place: &str, said: &str) {
    let bare = place.strip_suffix('!');
    let entry = fields.entry(bare.unwrap_or(place).to_owned()).or_default();
    entry.lax |= bare.is_none();
    if let Some(value) = said.strip_prefix('=') {
        entry.values.insert(value.to_owned());
    } else if let Some(note) = said.strip_prefix('~') {
        let (keyword, value) = note.split_once(' ').unwrap_or((note, ""));
        let values = entry.notes.entry(keyword.to_owned()).or_default();
        values.insert(value.to_owned());
    } else {
        entry.types.insert(said.to_owned());
    }
}

impl Operation {
    fn answer(&mut self, place: &str, said: &str) {
        if let Some(status) = place.strip_suffix(" content") {
            let answer = self.answers.entry(status.to_owned()).or_default();
            answer.contents.insert(said.to_owned());
            return;
        }
        let (status, field) = place::answer(place);
        let answer = self.answers.entry(status.to_owned()).or_default();
        if let Some(header) = said.strip_prefix("~header ") {
            let (name, kind) = facts::word(header);
            let kinds = answer.headers.entry(name.to_owned()).or_default();
            kinds.insert(kind.to_owned());
        } else {
            say(&mut answer.fields, field, said);
        }
    }

    pub fn has_body(&self) -> bool {
        !self.contents.is_empty() || self.request.contains_key("body")
    }

    /// `3 parameters, 12 body fields, answers 200, 400`.
    pub fn summary(&self) -> String {
        let places = || self.request.keys().map(String::as_str);
        let parameters = places().filter(|place| !place::in_body(place));
        let parameters = parameters.filter(|place| place::parent(place).is_none());
        let fields = places().filter(|place| place::in_body(place) && *place != "body");
        let statuses: Vec<&str> = self.answers.keys().map(String::as_str).collect();
        format!(
            "{}, {}, answers {}",
            counted(parameters.count(), "parameter"),
            counted(fields.count(), "body field"),
            statuses.join(", ")
        )
    }
}

impl Answer {
    /// `application/json, 3 fields`.
    pub fn summary(&self) -> String {
        let fields = self.fields.keys().filter(|field| !field.is_empty());
        format!(
            "{}, {}",
            list(&self.contents, "no content"),
            counted(fields.count(), "field")
        )
    }
}

impl Entry {
    /// What stands where a document says nothing of a place that is there.
    pub fn untyped(like: &Entry) -> Self {
        Self {
            lax: like.lax,
            types: BTreeSet::from(["any".to_owned()]),
            ..Self::default()
        }
    }

    pub fn required(&self) -> bool {
        !self.lax
    }

    pub fn type_name(&self) -> String {
        list(&self.types, "any")
    }

    /// Its types apart from null.
    pub fn bases(&self) -> BTreeSet<&str> {
        let named = self.types.iter().map(|name| name.trim_end_matches('?'));
        named.flat_map(|name| name.split('|')).collect()
    }

    pub fn nullable(&self) -> bool {
        self.types.iter().any(|name| name.ends_with('?'))
    }

    pub fn is_number(&self) -> bool {
        let bases = self.bases();
        bases.contains("number") || bases.contains("integer")
    }

    /// `string; one of KES, NGN; maxLength 3`.
    pub fn shape(&self) -> String {
        let mut parts = vec![self.type_name()];
        if !self.values.is_empty() {
            parts.push(format!("one of {}", list(&self.values, "")));
        }
        for (keyword, values) in &self.notes {
            parts.push(format!("{keyword} {}", list(values, "")));
        }
        parts.join("; ")
    }
}

/// The members of a set, or what to say of an empty one.
pub(super) fn list(set: &BTreeSet<String>, empty: &str) -> String {
    if set.is_empty() {
        return empty.to_owned();
    }
    set.iter().cloned().collect::<Vec<_>>().join(", ")
}

/// `1 field`, `2 fields`.
pub(super) fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
