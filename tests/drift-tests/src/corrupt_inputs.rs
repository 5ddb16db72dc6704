//! Corrupt documents: truncated, garbled, too deep, too large, circular, or of the wrong types. They are seeded, so that a
//! failure is reproducible.
//!
//! - `commands.rs`: the commands that read a document, run on a corrupt one.
//! - `growth.rs`: valid documents with a large number of one item.
//! - `hostile_text.rs`: a document in which every text is hostile.

mod commands;
pub mod growth;
pub mod hostile_text;

use openapi_facts::diff::{Acknowledged, Report, render};
use openapi_facts::fact::Fact;
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::{Json, Map};
use partna_codegen::adopt::{OpenQuestionPolicy, adopt, empty_document};
use partna_codegen::report::REPORT_NAMES;
use partna_codegen::source::{self, Limits};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

pub use commands::{Target, run_commands};

use crate::yaml::to_yaml;

/// Kinds of corruption.
pub const KINDS: [&str; 15] = [
    "truncated",
    "bits flipped",
    "bytes replaced",
    "bytes inserted",
    "bytes removed",
    "nested deeply",
    "huge list",
    "circular reference",
    "external reference",
    "reference bomb",
    "other type",
    "duplicate key",
    "odd text",
    "part copied",
    "alias bomb",
];

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
pub enum Format {
    #[strum(serialize = "JSON")]
    Json,
    #[strum(serialize = "YAML")]
    Yaml,
}

impl Format {
    fn write(self, doc: &Json) -> Vec<u8> {
        match self {
            Format::Json => serde_json::to_vec(doc).unwrap_or_default(),
            Format::Yaml => to_yaml(doc).into_bytes(),
        }
    }
}

/// An endless iterator over corrupt documents, each with its kind.
pub struct CorruptDocuments {
    random: StdRng,
    format: Format,
    text: String,
    doc: Json,
    pointers: Vec<String>,
    count: usize,
}

impl CorruptDocuments {
    /// Creates an iterator that corrupts a document in a format.
    pub fn new(seed: u64, doc: &Json, format: Format) -> anyhow::Result<Self> {
        let doc = doc.clone();
        let mut pointers = Vec::new();
        doc.walk("", &mut |pointer, _| pointers.push(pointer.to_owned()));
        Ok(Self {
            random: StdRng::seed_from_u64(seed),
            format,
            text: String::from_utf8(format.write(&doc))?,
            doc,
            pointers,
            count: 0,
        })
    }

    fn random_below(&mut self, limit: usize) -> usize {
        self.random.random_range(0..limit.max(1))
    }

    fn random_pointer(&mut self) -> String {
        let at = self.random_below(self.pointers.len());
        self.pointers.get(at).cloned().unwrap_or_default()
    }

    /// Returns the document with another value at a random pointer.
    fn replace_random(&mut self, value: Json) -> Vec<u8> {
        let pointer = self.random_pointer();
        self.replace_at(&pointer, value)
    }

    fn replace_at(&self, pointer: &str, value: Json) -> Vec<u8> {
        let mut doc = self.doc.clone();
        if let Some(found) = doc.pointer_mut(pointer) {
            *found = value;
        }
        self.format.write(&doc)
    }

    fn corrupt_bytes(&mut self, kind: &str) -> Vec<u8> {
        let mut bytes = self.text.clone().into_bytes();
        if kind == "truncated" {
            // Covers each hundredth in turn, with a random offset.
            let part = bytes.len() / 100;
            let at = self.count / KINDS.len() % 100 * part + self.random_below(part);
            bytes.truncate(at);
            return bytes;
        }
        for _ in 0..=self.random_below(8) {
            let at = self.random_below(bytes.len());
            let byte = self.random.random::<u8>();
            match kind {
                "bits flipped" => {
                    if let Some(found) = bytes.get_mut(at) {
                        *found ^= 1 << (byte % 8);
                    }
                }
                "bytes replaced" => {
                    if let Some(found) = bytes.get_mut(at) {
                        *found = byte;
                    }
                }
                "bytes inserted" => bytes.insert(at, byte),
                _ => drop(bytes.drain(at..(at + usize::from(byte)).min(bytes.len()))),
            }
        }
        bytes
    }

    fn random_value(&mut self) -> Json {
        let number =
            |number: f64| serde_json::Number::from_f64(number).map_or(Json::Null, Json::Number);
        let empty = || Json::Object(Map::new());
        let values = [
            Json::Null,
            Json::Bool(true),
            Json::Bool(false),
            number(0.0),
            number(-1.0),
            number(1e308),
            "".into(),
            "x".into(),
            "#/components/schemas/Rate".into(),
            Json::Array(Vec::new()),
            Json::Array(vec![Json::Array(vec![Json::Null])]),
            Json::Array(vec![empty(), "x".into()]),
            empty(),
            one("type", "object".into()),
            one("$ref", Json::Null),
            one("allOf", Json::Array(vec![Json::Null])),
        ];
        let at = self.random_below(values.len());
        values.into_iter().nth(at).unwrap_or(Json::Null)
    }

    /// Returns a document of components that refer to one another: `width` references each, `depth` levels deep, or in circles.
    fn reference_bomb(&mut self) -> Vec<u8> {
        let (depth, width, circular) = (
            3 + self.random_below(40),
            1 + self.random_below(12),
            self.random_below(2) == 0,
        );
        let name = |at: usize| format!("#/components/schemas/C{at}");
        let mut schemas = Map::new();
        for at in 0..depth {
            let mut properties = Map::new();
            for to in 0..width {
                let target = if circular {
                    (at + to + 1) % depth
                } else {
                    at + 1
                };
                properties.insert(format!("p{to}"), one("$ref", name(target).as_str().into()));
            }
            schemas.insert(
                format!("C{at}"),
                one("properties", Json::Object(properties)),
            );
        }
        schemas.insert(format!("C{depth}"), one("type", "string".into()));
        let mut doc = self.doc.clone();
        if let Some(Json::Object(known)) = doc.pointer_mut("/components/schemas") {
            known.extend(schemas);
        }
        let mut schema_pointers: Vec<&String> = self
            .pointers
            .iter()
            .filter(|pointer| pointer.ends_with("/schema"))
            .collect();
        schema_pointers.truncate(1);
        for pointer in schema_pointers {
            if let Some(found) = doc.pointer_mut(pointer) {
                *found = one("$ref", name(0).as_str().into());
            }
        }
        self.format.write(&doc)
    }

    /// Returns a document that multiplies a value by aliases, or by references if the format is JSON.
    fn alias_bomb(&mut self) -> Vec<u8> {
        if self.format == Format::Json {
            return self.reference_bomb();
        }
        let (depth, width) = (2 + self.random_below(30), 1 + self.random_below(10));
        let mut text = self.text.clone();
        text += "\n\"x-bomb\":\n  - &a0 {type: string}";
        for level in 1..depth {
            let aliases = vec![format!("*a{}", level - 1); width].join(", ");
            text += &format!("\n  - &a{level} {{allOf: [{aliases}]}}");
        }
        if self.random_below(4) == 0 {
            text += "\n  - &own [*own]";
        }
        text.into_bytes()
    }

    fn odd_text(&mut self) -> String {
        let texts = [
            "\u{0}",
            "\u{202e}gnp",
            "\u{feff}",
            "a\nb\r\nc",
            "\u{1b}[31mred",
            "`|<b>@someone",
            "../../etc",
            "%s%n",
            "\u{1f4a9}",
            "{}",
            "/",
            "~0~1",
            "properties",
            "example",
            "examples",
            "$ref",
            "items",
            "allOf",
            "extra",
            "self",
            "a.b[].*!\"=~ c",
            " ",
        ];
        let at = self.random_below(texts.len());
        let text = texts.get(at).copied().unwrap_or_default();
        match self.random_below(8) {
            0 => text.repeat(2000),
            1 => "n".repeat(1 << self.random_below(18)),
            _ => text.to_owned(),
        }
    }

    fn corrupt(&mut self, kind: &str) -> Vec<u8> {
        match kind {
            "nested deeply" => {
                let depth = 10 + self.random_below(400);
                let (open, close) = [
                    ("[", "]"),
                    ("{\"items\":", "}"),
                    ("{\"allOf\":[", "]}"),
                    ("{\"properties\":{\"x\":", "}}"),
                ]
                .get(self.random_below(4))
                .copied()
                .unwrap_or(("[", "]"));
                let inner = format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
                let marked = self.replace_random("%%here%%".into());
                let text = String::from_utf8_lossy(&marked).replace("\"%%here%%\"", &inner);
                text.into_bytes()
            }
            "huge list" => {
                let item = self.random_value();
                let count = 1 << self.random_below(16);
                self.replace_random(Json::Array(vec![item; count]))
            }
            "circular reference" => {
                let pointer = self.random_pointer();
                let target = self.random_pointer();
                let mut doc = self.doc.clone();
                for (at, to) in [(&pointer, &target), (&target, &pointer)] {
                    if let Some(found) = doc.pointer_mut(at) {
                        *found = one("$ref", format!("#{to}").as_str().into());
                    }
                }
                self.format.write(&doc)
            }
            "external reference" => {
                let targets = [
                    "https://example.test/x.json#/a",
                    "file:///etc/passwd",
                    "other.json",
                    "",
                    "#",
                    "#/",
                    "#/nothing",
                    "//host",
                ];
                let target = targets
                    .get(self.random_below(targets.len()))
                    .copied()
                    .unwrap_or_default();
                self.replace_random(one("$ref", target.into()))
            }
            "reference bomb" => self.reference_bomb(),
            "other type" => {
                // Each node in turn.
                let pointer = self
                    .pointers
                    .get(self.count / KINDS.len() % self.pointers.len().max(1));
                let pointer = pointer.cloned().unwrap_or_default();
                let value = self.random_value();
                self.replace_at(&pointer, value)
            }
            "duplicate key" => {
                let marked = self.replace_random(one("%%here%%", Json::Null));
                let text = String::from_utf8_lossy(&marked);
                text.replace("\"%%here%%\":null", "\"a\":1,\"a\":2")
                    .into_bytes()
            }
            "odd text" => {
                let text = self.odd_text();
                match self.random_below(4) {
                    0 => self.replace_random(text.as_str().into()),
                    1 => self.replace_random(one(&text, one("type", "string".into()))),
                    2 => self.replace_random(one(
                        "properties",
                        one(&text, one("$ref", "#/components/schemas/Rate".into())),
                    )),
                    _ => {
                        // Half of a surrogate pair, which is not valid in a text.
                        let marked = self.replace_random("%%here%%".into());
                        String::from_utf8_lossy(&marked)
                            .replace("%%here%%", "\\ud83d")
                            .into_bytes()
                    }
                }
            }
            "part copied" => {
                let (from, to) = (self.random_pointer(), self.random_pointer());
                let part = self.doc.pointer(&from).cloned().unwrap_or(Json::Null);
                let mut doc = self.doc.clone();
                if let Some(found) = doc.pointer_mut(&to) {
                    *found = part;
                }
                self.format.write(&doc)
            }
            "alias bomb" => self.alias_bomb(),
            kind => self.corrupt_bytes(kind),
        }
    }
}

impl Iterator for CorruptDocuments {
    type Item = (&'static str, Vec<u8>);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = KINDS.get(self.count % KINDS.len()).copied()?;
        let bytes = self.corrupt(kind);
        self.count += 1;
        Some((kind, bytes))
    }
}

/// Processes a document from outside: parses it, compares it with `base`, and adopts it if `should_adopt`. Returns the last step
/// that succeeded or the first that failed.
///
/// # Panics
///
/// If an error message is too long, a line of facts does not round-trip, or an escape character of the document would reach a
/// terminal.
pub fn check_document(bytes: &[u8], base: &Facts, should_adopt: bool) -> &'static str {
    let doc = match source::parse(bytes, &Limits::default()) {
        Ok(doc) => doc,
        Err(error) => {
            let message = error.to_string();
            assert!(
                message.chars().count() < 700,
                "error: message has 700 characters or more; truncate it: {message}"
            );
            assert!(
                !message.contains('\u{1b}'),
                "error: message contains an escape character; sanitize it: {message:?}"
            );
            return "rejected";
        }
    };
    let Ok(facts) = facts::with_notes(&doc) else {
        return "no facts";
    };
    let is_written_back = |line: &String| line.parse().is_ok_and(|fact: Fact| fact.line() == *line);
    assert!(
        facts.iter().all(is_written_back),
        "facts: a line changes when it is parsed and written again"
    );
    let Ok(report) = Report::bounded(base, &facts, None, &Acknowledged::default()) else {
        return "too different";
    };
    for text in [
        render::text(&report, &REPORT_NAMES),
        render::markdown(&report, &REPORT_NAMES),
        render::github(&report, &REPORT_NAMES),
    ] {
        assert!(
            !text.contains('\u{1b}'),
            "report: text contains an escape character; sanitize it"
        );
    }
    if !should_adopt {
        return "compared";
    }
    match adopt(
        &empty_document(),
        &Facts::new(),
        &doc,
        OpenQuestionPolicy::UseDefaults,
    ) {
        Ok(_) => "adopted",
        Err(_) => "not adopted",
    }
}

fn one(key: &str, value: Json) -> Json {
    Json::Object(Map::from([(key.to_owned(), value)]))
}
