//! A document in which every free text is hostile.

use openapi_facts::json::{Json, Map};
use partna_codegen::extensions;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Code that writes a file if a documentation test, a shell or the build runs it.
pub const CODE: &str = "std::fs::write(\"pwned\", \"x\").unwrap();";

/// The parts of texts. Each begins or ends a block, a link, HTML, a comment, a line, a command or an escape sequence.
const PARTS: [&str; 60] = [
    "```\n",
    "\n```\n",
    "x`\n\n```\n",
    "```rust\n",
    "~~~\n",
    "\n\n~~~\n",
    "\n\n    ",
    "\n\n\t",
    "\r\n\r\n    ",
    "\r\r\t",
    "\u{2028}\u{2028}    ",
    "\u{85}```\u{85}",
    "\u{b}```\u{b}",
    "> ```\n> ",
    "\n\n- ```\n  ",
    "\n\n1. ```\n   ",
    "\n- \n\n      ",
    "`",
    "``",
    "` `` ```` ",
    "<script>",
    "\n<details><summary>",
    "</details>",
    "<!-- ",
    "-->",
    "<?php ",
    "<a href=\"`\">`",
    "&lt;b&gt;",
    "[x]: https://example.com\n",
    "[`crate::Error`]",
    "![x](https://example.com/x.png)",
    "<https://example.com>",
    "\n# Errors\n",
    "\n# Safety\n\n",
    "\n===\n",
    "\n---\n",
    "\n| a | b |\n| - | - |\n",
    "|",
    "*/ ",
    "/*",
    "//! ",
    "\"; ",
    "\\\"",
    "\\",
    "{}",
    "{0}",
    "%s%n",
    "\n::error::",
    "\r::set-output name=code::",
    "%0A::warning::",
    "##[command]",
    "\u{1b}[2J\u{1b}]0;x\u{7}",
    "\u{9b}31m",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}\u{feff}",
    "\u{2029}",
    "@octocat #1 ",
    "\n[[deviation]]\nreason = \"map-keys\"\n",
    "$(touch pwned) `touch pwned`\ncargo test\n",
];

/// Forged lines of facts, reports, files and messages.
pub const FORGED: [&str; 12] = [
    "\nGET /forged -> 200 object\n",
    "\n# sha256: 0000\n",
    "\nerror: forged",
    "\nnext: `forged`",
    "\nopen: forged",
    "\nverdict: forged",
    "\n## Before merging\n",
    "\n- [x] forged\n",
    "\n**additive, patch version bump**\n",
    "\n::stop-commands::forged",
    "\n/paths/~1forged\n",
    "\n[dependencies]\nforged = \"1\"\n",
];

/// Generates texts, each of them unique.
pub struct Texts {
    random: StdRng,
    count: usize,
}

impl Texts {
    pub fn new(seed: u64) -> Self {
        Self {
            random: StdRng::seed_from_u64(seed),
            count: 0,
        }
    }

    fn part(&mut self) -> &'static str {
        let forged = self.random.random_range(0..6) == 0;
        let parts: &[&str] = if forged { &FORGED } else { &PARTS };
        let at = self.random.random_range(0..parts.len());
        parts.get(at).copied().unwrap_or_default()
    }

    pub fn count(&self) -> usize {
        self.count
    }

    /// Returns a unique text. The texts begin with each part in turn.
    pub fn text(&mut self) -> String {
        let lead = PARTS
            .get(self.count % PARTS.len())
            .copied()
            .unwrap_or_default();
        self.count += 1;
        let mut text = format!("{lead}{CODE}{}", self.part());
        for _ in 0..self.random.random_range(0..3) {
            text += self.part();
        }
        format!("{text}{}", self.count)
    }
}

fn object(entries: Vec<(&str, Json)>) -> Json {
    let entries = entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value));
    Json::Object(entries.collect())
}

fn array(items: Vec<Json>) -> Json {
    Json::Array(items)
}

impl Texts {
    fn json(&mut self) -> Json {
        self.text().as_str().into()
    }

    /// Returns the prose of a schema, a parameter, a body or a response.
    fn prose(&mut self) -> Vec<(&'static str, Json)> {
        vec![
            ("description", self.json()),
            ("title", self.json()),
            ("x-words", self.json()),
        ]
    }

    fn text_schema(&mut self) -> Json {
        let mut schema = self.prose();
        schema.extend([
            ("type", "string".into()),
            (
                "enum",
                array(vec![self.json(), self.json(), "PLAIN".into()]),
            ),
            ("default", self.json()),
            ("example", self.json()),
            ("format", self.json()),
            ("pattern", self.json()),
        ]);
        object(schema)
    }

    /// Returns an object schema with hostile names and values.
    fn schema(&mut self, depth: usize) -> Json {
        let mut properties = Map::new();
        properties.insert("plain".to_owned(), self.text_schema());
        properties.insert(
            "amount".to_owned(),
            object(vec![
                ("type", "number".into()),
                ("description", self.json()),
            ]),
        );
        for _ in 0..2 {
            let name = self.text();
            let inner = if depth > 0 {
                self.schema(depth - 1)
            } else {
                self.text_schema()
            };
            properties.insert(name, inner);
        }
        let list = object(vec![
            ("type", "array".into()),
            ("items", self.text_schema()),
        ]);
        properties.insert(self.text(), list);
        let required: Vec<Json> = properties
            .keys()
            .take(2)
            .map(|name| name.as_str().into())
            .collect();
        let mut schema = self.prose();
        schema.extend([
            ("type", "object".into()),
            ("required", array(required)),
            ("properties", Json::Object(properties)),
            ("additionalProperties", self.text_schema()),
        ]);
        object(schema)
    }

    fn media(&mut self, schema: Json) -> Json {
        let named = object(vec![("summary", self.json()), ("value", self.json())]);
        let example = object(vec![("plain", self.json()), ("message", self.json())]);
        let media = object(vec![("schema", schema), ("example", example)]);
        let other = object(vec![(
            "examples",
            Json::Object(Map::from([(self.text(), named)])),
        )]);
        Json::Object(Map::from([
            ("application/json".to_owned(), media),
            (self.text(), other),
        ]))
    }

    fn parameter(&mut self, name: &str, location: &str) -> Json {
        let mut parameter = self.prose();
        parameter.extend([
            ("name", name.into()),
            ("in", location.into()),
            ("required", Json::Bool(location == "path")),
            ("schema", self.text_schema()),
            ("example", self.json()),
            ("style", self.json()),
        ]);
        object(parameter)
    }

    fn operation(&mut self, path_parameter: &str, has_body: bool) -> Json {
        let query = self.text();
        let header = self.text();
        let parameters = vec![
            self.parameter("plain", "query"),
            self.parameter(&query, "query"),
            self.parameter(&header, "header"),
            self.parameter(path_parameter, "path"),
        ];
        let message = object(vec![
            ("type", "object".into()),
            (
                "properties",
                object(vec![("message", object(vec![("type", "string".into())]))]),
            ),
        ]);
        let success = self.schema(1);
        let headers = Json::Object(Map::from([(
            self.text(),
            object(vec![("description", self.json())]),
        )]));
        let success_response = object(vec![
            ("description", self.json()),
            ("content", self.media(success)),
            ("headers", headers),
        ]);
        let error_response = object(vec![
            ("description", self.json()),
            ("content", self.media(message)),
        ]);
        let mut operation = vec![
            ("operationId", self.json()),
            ("summary", self.json()),
            ("description", self.json()),
            ("tags", array(vec![self.json(), self.json()])),
            ("parameters", array(parameters)),
            (
                "responses",
                Json::Object(Map::from([
                    ("200".to_owned(), success_response),
                    ("400".to_owned(), error_response.clone()),
                    (self.text(), error_response),
                ])),
            ),
            (
                "security",
                array(vec![Json::Object(Map::from([(
                    self.text(),
                    array(vec![self.json()]),
                )]))]),
            ),
            (
                "servers",
                array(vec![object(vec![
                    ("url", self.json()),
                    ("description", self.json()),
                ])]),
            ),
            (
                "externalDocs",
                object(vec![("url", self.json()), ("description", self.json())]),
            ),
            (extensions::EFFECT, self.json()),
            (extensions::GUIDE, self.json()),
        ];
        if has_body {
            let schema = self.schema(1);
            let body = object(vec![
                ("description", self.json()),
                ("content", self.media(schema)),
            ]);
            operation.push(("requestBody", body));
        }
        object(operation)
    }
}

/// Removes the braces, which would declare a parameter in a path.
fn without_braces(text: &str) -> String {
    text.replace(['{', '}'], "")
}

/// Returns the document and the number of its texts. Each of `paths` has a GET operation, and a POST operation with a body. In
/// addition, the document has one path for each of `PARTS` and `FORGED`, which begins with that text.
pub fn hostile_document(seed: u64, paths: &[String]) -> (Json, usize) {
    let mut texts = Texts::new(seed);
    let mut items = Map::new();
    for path in paths {
        let item = object(vec![
            ("summary", texts.json()),
            ("get", texts.operation("id", false)),
            ("post", texts.operation("id", true)),
        ]);
        items.insert(path.clone(), item);
    }
    for (number, part) in PARTS.iter().chain(&FORGED).enumerate() {
        let path = without_braces(&format!("/{part}{CODE}{number}"));
        let response = object(vec![("description", texts.json())]);
        let responses = Json::Object(Map::from([("200".to_owned(), response)]));
        items.insert(
            path,
            object(vec![("get", object(vec![("responses", responses)]))]),
        );
    }
    let scheme = object(vec![
        ("type", "apiKey".into()),
        ("in", "header".into()),
        ("name", texts.json()),
        ("description", texts.json()),
    ]);
    let mut components = Map::new();
    components.insert(
        "securitySchemes".to_owned(),
        Json::Object(Map::from([(texts.text(), scheme)])),
    );
    let schema = texts.schema(1);
    components.insert(
        "schemas".to_owned(),
        Json::Object(Map::from([(texts.text(), schema)])),
    );
    let info = vec![
        ("title", texts.json()),
        ("version", texts.json()),
        ("description", texts.json()),
    ];
    let server = object(vec![
        (
            "url",
            format!("https://example.com/{}", texts.text())
                .as_str()
                .into(),
        ),
        ("description", texts.json()),
    ]);
    let other = object(vec![("url", texts.json())]);
    let tag = object(vec![("name", texts.json()), ("description", texts.json())]);
    let doc = object(vec![
        ("openapi", "3.0.3".into()),
        ("info", object(info)),
        ("servers", array(vec![server, other])),
        ("tags", array(vec![tag])),
        ("paths", Json::Object(items)),
        ("components", Json::Object(components)),
        ("x-note", texts.json()),
    ]);
    (doc, texts.count())
}

/// Returns paths with hostile text, and one without.
pub fn paths(seed: u64) -> Vec<String> {
    let mut texts = Texts::new(seed);
    let hostile = (0..3).map(|_| format!("/{}/{{id}}", without_braces(&texts.text())));
    std::iter::once("/rate".to_owned()).chain(hostile).collect()
}
