//! Builds a model of an API from its facts, per operation.
//!
//! The model has two views: a map from places to statements, for comparing documents, and trees of values, for walking
//! from a place to the values below it.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::{Fact, OperationFact, Place, Root, Statement, Step, keyword};
use crate::facts::Facts;

/// The facts about each place. The key is the place as written in facts. In a response, the key is the part after the status.
pub type Fields = BTreeMap<String, PlaceFacts>;

/// The wire format of an API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiModel {
    pub servers: BTreeSet<String>,
    /// The definition of each security scheme, by name.
    pub schemes: BTreeMap<String, String>,
    /// Keyed by method and path: `GET /rate`.
    pub operations: BTreeMap<String, Operation>,
    /// The remainder outside of operations.
    pub remainder: RemainderNotes,
}

/// The parts of a document that no rule models: the values at each JSON pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemainderNotes {
    pub unmodelled: BTreeMap<String, BTreeSet<String>>,
    pub extensions: BTreeMap<String, BTreeSet<String>>,
}

impl RemainderNotes {
    fn add(&mut self, keyword: &str, value: &str) {
        let (pointer, value) = value.split_once(' ').unwrap_or((value, ""));
        let notes = match keyword {
            keyword::UNMODELLED => &mut self.unmodelled,
            keyword::EXTENSION => &mut self.extensions,
            _ => return,
        };
        let values = notes.entry(pointer.to_owned()).or_default();
        values.insert(value.to_owned());
    }
}

/// The wire format of one operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operation {
    pub deprecated: bool,
    /// The servers of this operation, which replace the servers of the API.
    pub servers: BTreeSet<String>,
    /// The required security schemes as written in facts: `a+b|c` (both `a` and `b`, or `c`), or `none`.
    pub security: String,
    /// The content types of the request body.
    pub content: BTreeSet<String>,
    /// Parameters, the body and its fields.
    pub request: Fields,
    /// The parameters of `request` as trees, keyed by location and name.
    pub parameters: BTreeMap<(String, String), Node>,
    /// The body of `request` as a tree.
    pub body: Option<Node>,
    /// Keyed by status.
    pub responses: BTreeMap<String, Response>,
    /// The remainder of the operation. The pointers are relative to the operation.
    pub remainder: RemainderNotes,
}

/// The wire format of a response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    pub content: BTreeSet<String>,
    /// The types of each header, by name.
    pub headers: BTreeMap<String, BTreeSet<String>>,
    /// Keyed by the place after the status; the key of the body itself is empty.
    pub fields: Fields,
    /// The body of `fields` as a tree.
    pub body: Option<Node>,
}

/// The facts about one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceFacts {
    pub place: Place,
    /// Whether the place is optional for at least one content type.
    is_optional: bool,
    /// As written in facts: `number?`.
    pub types: BTreeSet<String>,
    /// The values of an enum.
    pub values: BTreeSet<String>,
    /// The values of other keywords, by keyword: schema keywords such as `maxLength`, and [`keyword::INTERNAL`].
    pub keywords: BTreeMap<String, BTreeSet<String>>,
}

/// A value on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    pub required: bool,
    pub nullable: bool,
    /// The types, joined by `|`: `string`, `object`, `any`, `recursive`, `number|string`.
    pub kind: String,
    pub values: BTreeSet<String>,
    pub properties: BTreeMap<String, Node>,
    pub items: Option<Box<Node>>,
    /// The value type of a map.
    pub map: Option<Box<Node>>,
}

impl ApiModel {
    /// Builds the model. Lines that are not facts are ignored.
    pub fn of(facts: &Facts) -> Self {
        let mut model = Self::default();
        for fact in facts.iter().filter_map(|line| line.parse().ok()) {
            model.add(fact);
        }
        model
    }

    fn add(&mut self, fact: Fact) {
        match fact {
            Fact::Server(url) => drop(self.servers.insert(url)),
            Fact::Note { keyword, value } => self.remainder.add(&keyword, &value),
            Fact::Scheme { name, definition } => drop(self.schemes.insert(name, definition)),
            Fact::Operation { operation, fact } => {
                self.operations.entry(operation).or_default().add(fact);
            }
        }
    }
}

impl Operation {
    fn add(&mut self, fact: OperationFact) {
        match fact {
            OperationFact::Exists => {}
            OperationFact::Note { keyword, value } => {
                self.deprecated |= keyword == "deprecated" && value == "true";
                self.remainder.add(&keyword, &value);
            }
            OperationFact::Security(security) => self.security = security,
            OperationFact::Server(url) => drop(self.servers.insert(url)),
            OperationFact::Content(kind) => drop(self.content.insert(kind)),
            OperationFact::Status(status) => drop(self.responses.entry(status).or_default()),
            OperationFact::ResponseContent { status, kind } => {
                self.responses
                    .entry(status)
                    .or_default()
                    .content
                    .insert(kind);
            }
            OperationFact::Header { status, name, kind } => {
                let response = self.responses.entry(status).or_default();
                response.headers.entry(name).or_default().insert(kind);
            }
            OperationFact::Place {
                place,
                required,
                statement,
            } => self.add_place(place, required, &statement),
        }
    }

    fn add_place(&mut self, place: Place, required: bool, statement: &Statement) {
        let (fields, key, root) = match &place.root {
            Root::Response { status } => {
                let response = self.responses.entry(status.clone()).or_default();
                let key = place.steps.iter().map(Step::to_string).collect();
                (
                    &mut response.fields,
                    key,
                    response.body.get_or_insert_default(),
                )
            }
            Root::Body => (
                &mut self.request,
                place.to_string(),
                self.body.get_or_insert_default(),
            ),
            Root::Parameter { location, name } => {
                let key = (location.clone(), name.clone());
                let root = self.parameters.entry(key).or_default();
                (&mut self.request, place.to_string(), root)
            }
        };
        root.descend(&place.steps).apply(required, statement);
        fields
            .entry(key)
            .or_insert_with(|| PlaceFacts::new(place))
            .apply(required, statement);
    }

    pub fn has_body(&self) -> bool {
        !self.content.is_empty() || self.request.contains_key("body")
    }

    /// Returns the parts of the operation in short: `3 parameters, 12 body fields, responses 200, 400`.
    pub fn summary(&self) -> String {
        let places = || self.request.values().map(|facts| &facts.place);
        let parameters = places().filter(|place| !place.is_in_body() && place.steps.is_empty());
        let fields = places().filter(|place| place.is_in_body() && !place.steps.is_empty());
        let statuses: Vec<&str> = self.responses.keys().map(String::as_str).collect();
        format!(
            "{}, {}, responses {}",
            pluralize(parameters.count(), "parameter"),
            pluralize(fields.count(), "body field"),
            statuses.join(", ")
        )
    }
}

impl Response {
    /// Returns the parts of the response in short: `application/json, 3 fields`.
    pub fn summary(&self) -> String {
        let fields = self.fields.keys().filter(|field| !field.is_empty());
        format!(
            "{}, {}",
            comma_separated_or(&self.content, "no content"),
            pluralize(fields.count(), "field")
        )
    }
}

impl PlaceFacts {
    fn new(place: Place) -> Self {
        Self {
            place,
            is_optional: false,
            types: BTreeSet::new(),
            values: BTreeSet::new(),
            keywords: BTreeMap::new(),
        }
    }

    fn apply(&mut self, required: bool, statement: &Statement) {
        self.is_optional |= !required;
        match statement {
            Statement::Type { .. } => drop(self.types.insert(statement.to_string())),
            Statement::Value(value) => drop(self.values.insert(value.clone())),
            Statement::Note { keyword, value } => {
                let values = self.keywords.entry(keyword.clone()).or_default();
                values.insert(value.clone());
            }
        }
    }

    /// Returns facts about the same place as `like`, but with the type `any`, for a document that does not state a
    /// type.
    pub fn untyped(like: &PlaceFacts) -> Self {
        Self {
            is_optional: like.is_optional,
            types: BTreeSet::from(["any".to_owned()]),
            ..Self::new(like.place.clone())
        }
    }

    /// Returns the values of a keyword as one text.
    pub fn keyword_text(&self, keyword: &str) -> Option<String> {
        self.keywords.get(keyword).map(comma_separated)
    }

    pub fn is_required(&self) -> bool {
        !self.is_optional
    }

    /// Whether the document states nothing about the value: the type is `any`, and there are no enum values or
    /// keywords.
    pub fn is_any(&self) -> bool {
        self.type_name() == "any" && self.values.is_empty() && self.keywords.is_empty()
    }

    pub fn type_name(&self) -> String {
        comma_separated_or(&self.types, "any")
    }

    /// Returns the types without `?`. `number|string` counts as two types.
    pub fn base_types(&self) -> BTreeSet<&str> {
        let names = self.types.iter().map(|name| name.trim_end_matches('?'));
        names.flat_map(|name| name.split('|')).collect()
    }

    pub fn is_nullable(&self) -> bool {
        self.types.iter().any(|name| name.ends_with('?'))
    }

    pub fn is_number(&self) -> bool {
        let base_types = self.base_types();
        base_types.contains("number") || base_types.contains("integer")
    }

    /// Returns the facts as one text: `string; one of KES, NGN; maxLength 3`.
    pub fn shape(&self) -> String {
        let mut parts = vec![self.type_name()];
        if !self.values.is_empty() {
            parts.push(format!("one of {}", comma_separated(&self.values)));
        }
        let keywords = self.keywords.iter();
        for (keyword, values) in
            keywords.filter(|(name, _)| !keyword::INTERNAL.contains(&name.as_str()))
        {
            parts.push(format!("{keyword} {}", comma_separated(values)));
        }
        parts.join("; ")
    }
}

impl Node {
    /// Merges two values. The result is required only if both values are required. The same rule applies to fields that
    /// both values have. Used if an object with fixed keys becomes a map.
    pub fn union(mut self, other: &Node) -> Node {
        self.required &= other.required;
        self.nullable |= other.nullable;
        if self.kind.is_empty() {
            self.kind.clone_from(&other.kind);
        }
        self.values.extend(other.values.iter().cloned());
        for (name, property) in &other.properties {
            let merged = match self.properties.remove(name) {
                Some(existing) => existing.union(property),
                None => property.clone(),
            };
            self.properties.insert(name.clone(), merged);
        }
        let merge = |existing: &mut Option<Box<Node>>, other: &Option<Box<Node>>| {
            if let Some(other) = other {
                let merged = match existing.take() {
                    Some(existing) => existing.union(other),
                    None => (**other).clone(),
                };
                *existing = Some(Box::new(merged));
            }
        };
        merge(&mut self.items, &other.items);
        merge(&mut self.map, &other.map);
        self
    }

    /// Merges the values of all fields into one value.
    pub fn union_of_properties(&self) -> Node {
        let mut all = self.properties.values();
        let first = all.next().cloned().unwrap_or_default();
        all.fold(first, Node::union)
    }

    fn descend(&mut self, steps: &[Step]) -> &mut Node {
        steps.iter().fold(self, |node, step| match step {
            Step::Field(name) => node.properties.entry(name.clone()).or_default(),
            Step::Items => node.items.get_or_insert_default(),
            Step::Values => node.map.get_or_insert_default(),
            Step::Alternative(_) => node,
        })
    }

    fn apply(&mut self, required: bool, statement: &Statement) {
        self.required |= required;
        match statement {
            Statement::Value(value) => drop(self.values.insert(value.clone())),
            Statement::Note { .. } => {}
            Statement::Type { name, nullable } => {
                self.nullable |= nullable;
                // Two content types may state different types for one place.
                if self.kind.is_empty() {
                    name.clone_into(&mut self.kind);
                } else if !self.kind.split('|').any(|known| known == name) {
                    self.kind = format!("{}|{name}", self.kind);
                }
            }
        }
    }
}

/// Joins the members of a set: `KES, NGN`.
pub fn comma_separated(set: &BTreeSet<String>) -> String {
    set.iter().cloned().collect::<Vec<_>>().join(", ")
}

/// Joins the members of a set; returns `if_empty` for an empty set.
pub fn comma_separated_or(set: &BTreeSet<String>, if_empty: &str) -> String {
    if set.is_empty() {
        return if_empty.to_owned();
    }
    comma_separated(set)
}

/// Returns a number with its noun: `1 field`, `2 fields`.
pub fn pluralize(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(lines: &[&str]) -> ApiModel {
        ApiModel::of(&lines.iter().map(|line| (*line).to_owned()).collect())
    }

    #[test]
    fn builds_value_trees_from_facts() {
        let model = model(&[
            "server https://x/v4",
            "scheme k apiKey in header x-api-key",
            "POST /a",
            "POST /a -> 200 array",
            "POST /a -> 200 content application/json",
            "POST /a -> 200[].* number?",
            "POST /a -> 204",
            "POST /a body! object",
            "POST /a body.\"a.b \\\"c\"! string",
            "POST /a body.\"a.b \\\"c\"! =x y",
            "POST /a content application/json",
            "POST /a query:q! integer",
            "POST /a security a+b|c",
        ]);
        let operation = &model.operations["POST /a"];
        let body = operation.body.as_ref().unwrap();
        assert!(body.required);
        let field = &body.properties["a.b \"c"];
        assert_eq!((field.kind.as_str(), field.required), ("string", true));
        assert!(field.values.contains("x y"));
        let response = operation.responses["200"].body.as_ref().unwrap();
        let value = response.items.as_ref().unwrap().map.as_ref().unwrap();
        assert_eq!((value.kind.as_str(), value.nullable), ("number", true));
        assert_eq!(operation.responses["204"], Response::default());
        let parameter = &operation.parameters[&("query".to_owned(), "q".to_owned())];
        assert_eq!(
            (parameter.kind.as_str(), parameter.required),
            ("integer", true)
        );
        assert_eq!(operation.security, "a+b|c");
    }
}
