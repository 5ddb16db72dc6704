//! Facts put together again: what a document says, as a tree of operations and values.
//!
//! Facts are lines, which compare well. To bring a document along one has to stand at a place and see what is below it.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{self, Facts};

/// What a document says of the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contract {
    pub servers: BTreeSet<String>,
    /// What is said of each security scheme, by its name.
    pub schemes: BTreeMap<String, String>,
    /// By method and path: `GET /rate`.
    pub operations: BTreeMap<String, Operation>,
}

/// What is said of one operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operation {
    /// As a fact states it: `a+b|c`, or `none`.
    pub security: String,
    /// By place and name.
    pub parameters: BTreeMap<(String, String), Node>,
    /// Content types of the body.
    pub content: BTreeSet<String>,
    pub body: Option<Node>,
    /// By status.
    pub answers: BTreeMap<String, Answer>,
}

/// What is said of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub content: BTreeSet<String>,
    pub body: Option<Node>,
}

/// A value on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    pub required: bool,
    pub nullable: bool,
    /// `string`, `object`, `any`, `recursive`, or several: `number|string`.
    pub kind: String,
    pub values: BTreeSet<String>,
    pub properties: BTreeMap<String, Node>,
    pub items: Option<Box<Node>>,
    /// The values of a map.
    pub map: Option<Box<Node>>,
}

impl Node {
    /// Both laid over one another: what a map holds whose keys were drawn out.
    pub fn union(mut self, other: &Node) -> Node {
        self.required &= other.required;
        self.nullable |= other.nullable;
        if self.kind.is_empty() {
            self.kind.clone_from(&other.kind);
        }
        self.values.extend(other.values.iter().cloned());
        for (name, property) in &other.properties {
            let merged = match self.properties.remove(name) {
                Some(mine) => mine.union(property),
                None => property.clone(),
            };
            self.properties.insert(name.clone(), merged);
        }
        let lay = |mine: &mut Option<Box<Node>>, theirs: &Option<Box<Node>>| {
            if let Some(theirs) = theirs {
                let merged = match mine.take() {
                    Some(mine) => mine.union(theirs),
                    None => (**theirs).clone(),
                };
                *mine = Some(Box::new(merged));
            }
        };
        lay(&mut self.items, &other.items);
        lay(&mut self.map, &other.map);
        self
    }

    /// All fixed keys laid over one another.
    pub fn union_of_properties(&self) -> Node {
        let mut all = self.properties.values();
        let first = all.next().cloned().unwrap_or_default();
        all.fold(first, Node::union)
    }

    fn at(&mut self, steps: Vec<Step>) -> &mut Node {
        steps.into_iter().fold(self, |node, step| match step {
            Step::Field(name) => node.properties.entry(name).or_default(),
            Step::Items => node.items.get_or_insert_default(),
            Step::Values => node.map.get_or_insert_default(),
        })
    }

    fn state(&mut self, required: bool, statement: &str) {
        self.required |= required;
        if let Some(value) = statement.strip_prefix('=') {
            self.values.insert(value.to_owned());
        } else if !statement.starts_with('~') {
            let kind = statement.strip_suffix('?');
            self.nullable |= kind.is_some();
            let kind = kind.unwrap_or(statement);
            // Two content types may say two things of one place.
            if self.kind.is_empty() {
                kind.clone_into(&mut self.kind);
            } else if !self.kind.split('|').any(|known| known == kind) {
                self.kind = format!("{}|{kind}", self.kind);
            }
        }
    }
}

enum Step {
    Field(String),
    Items,
    Values,
}

impl Contract {
    /// Puts facts together. What is no fact is passed over.
    pub fn of(facts: &Facts) -> Self {
        let mut contract = Contract::default();
        for fact in facts {
            contract.add(fact);
        }
        contract
    }

    fn add(&mut self, fact: &str) {
        if let Some(url) = fact.strip_prefix("server ") {
            self.servers.insert(url.to_owned());
        } else if let Some((name, says)) = fact
            .strip_prefix("scheme ")
            .and_then(name)
            .and_then(|(name, rest)| Some((name, rest.strip_prefix(' ')?)))
        {
            self.schemes.insert(name, says.to_owned());
        } else if let Some(name) = facts::operation(fact) {
            let operation = self.operations.entry(name.to_owned()).or_default();
            let rest = fact.get(name.len()..).unwrap_or_default().trim_start();
            operation.add(rest);
        }
    }
}

impl Operation {
    fn add(&mut self, fact: &str) {
        let (head, rest) = fact.split_once(' ').unwrap_or((fact, ""));
        match head {
            "" | "server" => {}
            "security" => rest.clone_into(&mut self.security),
            "content" => drop(self.content.insert(rest.to_owned())),
            "->" => self.answer(rest),
            _ if head.starts_with('~') => {}
            _ => {
                if let Some(path) = fact.strip_prefix("body") {
                    place(path, self.body.get_or_insert_default());
                } else if let Some((holder, rest)) = fact.split_once(':') {
                    let Some((name, rest)) = name(rest) else {
                        return;
                    };
                    let node = self
                        .parameters
                        .entry((holder.to_owned(), name))
                        .or_default();
                    place(rest, node);
                }
            }
        }
    }

    fn answer(&mut self, fact: &str) {
        let end = fact.find([' ', '.', '[', '!']).unwrap_or(fact.len());
        let (status, rest) = fact.split_at(end);
        let answer = self.answers.entry(status.to_owned()).or_default();
        if let Some(kind) = rest.strip_prefix(" content ") {
            answer.content.insert(kind.to_owned());
        } else if !rest.is_empty() && !rest.starts_with(" ~") {
            place(rest, answer.body.get_or_insert_default());
        }
    }
}

/// Follows the path at the start of `text` below `root`, and states there what comes behind it.
fn place(text: &str, root: &mut Node) {
    let (mut steps, mut rest, mut required) = (Vec::new(), text, false);
    loop {
        if let Some(after) = rest.strip_prefix("[]") {
            steps.push(Step::Items);
            rest = after;
        } else if let Some(after) = rest.strip_prefix(".*") {
            steps.push(Step::Values);
            rest = after;
        } else if let Some((field, after)) = rest.strip_prefix('.').and_then(name) {
            steps.push(Step::Field(field));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('!') {
            required = true;
            rest = after;
        } else {
            break;
        }
    }
    if let Some(statement) = rest.strip_prefix(' ') {
        root.at(steps).state(required, statement);
    }
}

/// The name at the start of a path, quoted or plain, and what comes behind it.
pub(crate) fn name(text: &str) -> Option<(String, &str)> {
    if text.starts_with('"') {
        let (mut escaped, mut end) = (false, None);
        for (at, c) in text.char_indices().skip(1) {
            match c {
                '"' if !escaped => {
                    end = Some(at + 1);
                    break;
                }
                c => escaped = c == '\\' && !escaped,
            }
        }
        let (quoted, rest) = text.split_at(end?);
        return Some((unquote(quoted), rest));
    }
    let end = text.find([' ', '.', '[', '!']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    Some((name.to_owned(), rest))
}

/// The name that `format!("{:?}")` quoted.
fn unquote(quoted: &str) -> String {
    syn::parse_str::<syn::LitStr>(quoted).map_or_else(
        |_| quoted.trim_matches('"').to_owned(),
        |literal| literal.value(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract(lines: &[&str]) -> Contract {
        Contract::of(&lines.iter().map(|line| (*line).to_owned()).collect())
    }

    #[test]
    fn facts_become_a_tree() {
        let found = contract(&[
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
        let operation = &found.operations["POST /a"];
        let body = operation.body.as_ref().unwrap();
        assert!(body.required);
        let field = &body.properties["a.b \"c"];
        assert_eq!((field.kind.as_str(), field.required), ("string", true));
        assert!(field.values.contains("x y"));
        let answer = operation.answers["200"].body.as_ref().unwrap();
        let value = answer.items.as_ref().unwrap().map.as_ref().unwrap();
        assert_eq!((value.kind.as_str(), value.nullable), ("number", true));
        assert_eq!(operation.answers["204"], Answer::default());
        let parameter = &operation.parameters[&("query".to_owned(), "q".to_owned())];
        assert_eq!(
            (parameter.kind.as_str(), parameter.required),
            ("integer", true)
        );
        assert_eq!(operation.security, "a+b|c");
    }
}
