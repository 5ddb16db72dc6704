//! Documents in YAML have the same values as in JSON.

use std::fmt::Write as _;
use std::path::Path;

use openapi_facts::facts;
use openapi_facts::json::Json;
use openapi_facts::source::{self, Limits};

use super::{Result, TestNames, parse, rejection};

/// The start of a valid document, to which an extension is added.
pub const START: &str = "openapi: 3.0.3\npaths: {}\n";

/// Parses a document with these lines after [`START`], and returns the value of the key `x`.
pub fn value_of(lines: &str) -> Result<Json> {
    let doc = parse(&format!("{START}{lines}"))?;
    Ok(doc.get("x").cloned().ok_or("no `x`")?)
}

/// Returns the message for a rejected document with these lines after [`START`].
pub fn problem_of(lines: &str) -> Result<String> {
    rejection(&format!("{START}{lines}"))
}

/// Writes a value as YAML in block style. Texts are plain if that is possible without ambiguity.
fn to_yaml(value: &Json, indent: usize, out: &mut String) -> Result {
    let text = |text: &str| -> Result<String> {
        let is_plain = text.starts_with(|it: char| it.is_ascii_lowercase())
            && text
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || "_/.".contains(it))
            && !["true", "false", "null"].contains(&text);
        Ok(if is_plain {
            text.to_owned()
        } else {
            serde_json::to_string(text)?
        })
    };
    match value {
        Json::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                // Status codes and other numbers are keys without quotation marks.
                let is_number = !key.is_empty() && key.bytes().all(|it| it.is_ascii_digit());
                let key = if is_number { key.clone() } else { text(key)? };
                write!(out, "\n{:indent$}{key}:", "")?;
                to_yaml(value, indent + 2, out)?;
            }
        }
        Json::Array(items) if !items.is_empty() => {
            for item in items {
                write!(out, "\n{:indent$}-", "")?;
                to_yaml(item, indent + 2, out)?;
            }
        }
        Json::String(value) => write!(out, " {}", text(value)?)?,
        value => write!(out, " {}", serde_json::to_string(value)?)?,
    }
    Ok(())
}

fn fixtures() -> Result<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    [
        "tests/fixtures/vendor-2025-12-23.json",
        "tests/fixtures/vendor-2026-03-30.json",
        "openapi/partna.json",
    ]
    .iter()
    .map(|path| Ok(std::fs::read_to_string(root.join(path))?))
    .collect()
}

#[test]
fn fixtures_in_yaml_are_equal_to_those_in_json() -> Result {
    for json in fixtures()? {
        let mut yaml = String::new();
        let doc = Json::parse(&json)?;
        to_yaml(&doc, 0, &mut yaml)?;
        assert!(
            yaml.contains("\n        200:") || yaml.contains("\n      \"200\":"),
            "{yaml:.500}"
        );
        let (expected, read) = (parse(&json)?, parse(&yaml)?);
        // Also the order of keys is equal.
        assert_eq!(read.pretty()?, expected.pretty()?);
        assert_eq!(facts::with_notes(&read)?, facts::with_notes(&expected)?);
        // A fixture has the internal form.
        assert_eq!(expected, doc);
        // JSON is YAML.
        assert_eq!(parse(&format!("# as YAML\n{json}"))?, expected);
    }
    Ok(())
}

#[test]
fn values_have_the_types_of_the_core_schema() -> Result {
    for (yaml, json) in [
        (
            "x: [no, yes, on, off, y, n, 2026-01-02, 12:30, 1.2.3, 0x1F, 010]",
            r#"["no","yes","on","off","y","n","2026-01-02","12:30","1.2.3",31,10]"#,
        ),
        (
            "x: ['1', \"null\", ~, null, true, 1.50]",
            r#"["1","null",null,null,true,1.5]"#,
        ),
        (
            "x: {200: a, 1.0: b, on: c, no: d, null: e, ~: f, true: g, 2026-01-02: h, 2XX: i, <<x: j}",
            r#"{"200":"a","1.0":"b","on":"c","no":"d","null":"e","~":"f","true":"g","2026-01-02":"h","2XX":"i","<<x":"j"}"#,
        ),
        ("x:\n  ? a\n  : 1\n  ? b", r#"{"a":1,"b":null}"#),
        ("x: |\n  a\n  b\n", r#""a\nb\n""#),
        ("x: >-\n  a\n  b\n", r#""a b""#),
        ("x: \"\\u00e9\\t\\/\"", r#""é\t/""#),
        ("x: \"\\ud83d\\ude00\"", r#""😀""#),
        ("x: a # b", r#""a""#),
        ("x: a#b", r#""a#b""#),
        ("x: '#/a'", r##""#/a""##),
        ("x:\n- a\n- - b\n  - c", r#"["a",["b","c"]]"#),
        ("x: {}", "{}"),
        ("x:", "null"),
        ("x: !!str 1", r#""1""#),
        ("x: !!int '1'", "1"),
        ("x: !!float 1", "1"),
        ("x: ! 1", r#""1""#),
        (
            "x: !!map {!!str a: !!seq [!!null '', !!bool true]}",
            r#"{"a":[null,true]}"#,
        ),
        (
            "x: 123456789012345678901234567890",
            "123456789012345678901234567890",
        ),
    ] {
        assert_eq!(
            value_of(yaml).map_err(|error| format!("{yaml}: {error}"))?,
            Json::parse(json)?,
            "{yaml}"
        );
    }
    Ok(())
}

#[test]
fn versions_are_text_as_written() -> Result {
    let doc = parse("openapi: 3.1\ninfo:\n  version: 1.10\n  x-version: 1.10\n")?;
    assert_eq!(doc.text("openapi"), Some("3.0.3"));
    assert_eq!(doc.at(&["info", "version"]), Some(&"1.10".into()));
    assert_eq!(doc.at(&["info", "x-version"]), Some(&Json::parse("1.1")?));
    let message = rejection("openapi: 3.10\npaths: {}\n")?;
    assert!(message.contains("`openapi: 3.10`"), "{message}");
    Ok(())
}

#[test]
fn reads_every_form_of_a_document() -> Result {
    let expected = parse(
        r#"{"openapi":"3.0.3","paths":{"/a":{"get":{"responses":{"200":{"description":"a"}}}}}}"#,
    )?;
    for text in [
        "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      responses:\n        200:\n          description: a\n",
        "openapi: '3.0.3'\r\npaths:\r\n  /a:\r\n    get:\r\n      responses:\r\n        '200':\r\n          description: a\r\n",
        "\u{feff}# comment\n%YAML 1.2\n---\nopenapi: \"3.0.3\"\npaths: {/a: {get: {responses: {200: {description: a}}}}}\n...\n",
        "{openapi: 3.0.3, paths: {/a: {get: {responses: {200: {description: a}}}}}}",
        "{'openapi': 3.0.3, \"paths\": {/a: {get: {responses: {200: {description: a,},},},},},}",
        "{ # comment\n \"openapi\": \"3.0.3\", \"paths\": {\"/a\":{\"get\":{\"responses\":{\"200\":{\"description\":\"a\"}}}}}}",
        "--- {\"openapi\": \"3.0.3\", \"paths\": {\"/a\":{\"get\":{\"responses\":{\"200\":{\"description\":\"a\"}}}}}}",
        "\"openapi\": \"3.0.3\"\n\"paths\": {\"/a\":{\"get\":{\"responses\":{\"200\":{\"description\":\"a\"}}}}}",
        "paths: {/a: {get: &get {responses: {200: {description: a}}}}}\nopenapi: 3.0.3",
    ] {
        let text = text.replace("# comment\n%YAML", "%YAML");
        assert_eq!(
            parse(&text).map_err(|error| format!("{text}: {error}"))?,
            expected,
            "{text}"
        );
    }
    Ok(())
}

#[test]
fn aliases_and_merge_keys_are_expanded() -> Result {
    for (yaml, json) in [
        ("x: [&a {b: 1}, *a, *a]", r#"[{"b":1},{"b":1},{"b":1}]"#),
        ("x: [&a 1, *a, &a 2, *a]", "[1,1,2,2]"),
        (
            "x: [&k key, {*k : 1}, &n 5, {*n : 2}]",
            r#"["key",{"key":1},5,{"5":2}]"#,
        ),
        ("x: {&k a: *k}", r#"{"a":"a"}"#),
        (
            "x: [&a {b: 1, c: 2}, {<<: *a, c: 3, d: 4}]",
            r#"[{"b":1,"c":2},{"c":3,"d":4,"b":1}]"#,
        ),
        (
            "x: [&a {b: 1}, &c {b: 2, d: 3}, {<<: [*a, *c]}, {<<: {e: 5}}]",
            r#"[{"b":1},{"b":2,"d":3},{"b":1,"d":3},{"e":5}]"#,
        ),
        ("x: [{'<<': 1}, {\"<<\": 2}]", r#"[{"<<":1},{"<<":2}]"#),
    ] {
        assert_eq!(
            value_of(yaml).map_err(|error| format!("{yaml}: {error}"))?,
            Json::parse(json)?,
            "{yaml}"
        );
    }
    let doc = parse(
        "openapi: 3.0.3\npaths:\n  /a: {get: &get {responses: {200: &ok {description: fine}, 201: *ok}}}\n  /b: {post: *get}\n",
    )?;
    let facts = facts::of(&doc)?;
    assert!(facts.contains("POST /b -> 201"), "{facts:?}");
    Ok(())
}

#[test]
fn rejects_yaml_that_json_cannot_express_with_its_position() -> Result {
    for (yaml, expected) in [
        ("x: 1\nx: 2", "duplicate key `x` at line 4 column 1"),
        (
            "x:\n  200: 1\n  '200': 2",
            "duplicate key `200` at line 5 column 3",
        ),
        ("paths: {}", "duplicate key `paths` at line 3 column 1"),
        ("x: &a [*a]", "contains it at line 3 column 8"),
        ("x: &a {b: {c: *a}}", "contains it at line 3 column 15"),
        ("x: &a {<<: *a}", "contains it at line 3"),
        ("x: *missing", "line 3 column 4"),
        ("x: {[a]: 1}", "keys must be text at line 3"),
        (
            "x:\n  ? {a: 1}\n  : 2",
            "keys must be text at line 4 column 5",
        ),
        ("x: [&a [1], {*a : 1}]", "a key that is not text at line 3"),
        ("x: {<<: 1}", "not a mapping at line 3"),
        ("x: {<<: [{a: 1}, 2]}", "not a mapping at line 3"),
        (
            "x: !!python/object:os.system 'ls'",
            "a tag that is not supported",
        ),
        ("x: !include /etc/passwd", "a tag that is not supported"),
        ("x: !!binary aGk=", "a tag that is not supported"),
        ("x: !!set {a}", "a tag that is not supported"),
        ("x: !a [1]", "a tag that is not supported"),
        ("x: {!a b: 1}", "a tag that is not supported"),
        (
            "x: !<tag:example.test,2000:a> 1",
            "a tag that is not supported",
        ),
        ("x: !!str [1]", "a tag that is not supported"),
        ("x: !!int a", "does not match its tag"),
        (
            "x: .inf",
            "out of range; quote it if it is text at line 3 column 4",
        ),
        ("x: 1e999", "out of range"),
        ("---\nx: 1", "a second document in the same file"),
        ("...\n---\n", "a second document in the same file"),
        ("x: [1", "line "),
        ("x: \"a", "line "),
        ("x: a: b", "line 3"),
        ("\tx: 1", "line 3"),
        ("x:\n\t- 1", "line "),
        ("x: @a", "line 3"),
        ("x: \"\\ud800\"", "line 3"),
        ("x: \"\\q\"", "line 3"),
        ("x: \u{0}", "line 3"),
        ("x: a\u{7}b", "line 3"),
    ] {
        let message = problem_of(yaml)?;
        assert!(
            message.contains("is not an OpenAPI document in YAML"),
            "{yaml:?}: {message}"
        );
        assert!(
            message.contains(expected),
            "{yaml:?}: {expected}: {message}"
        );
    }
    let message = source::parse(b"openapi: 3.0.3\nx: \xff", &Limits::default(), &TestNames);
    assert!(message.is_err_and(|error| error.to_string().contains("not UTF-8")));
    // A document that begins as JSON is read as JSON only.
    for json in [
        r#"{"openapi":"3.0.3","paths":{},}"#,
        r#"{"openapi":3.0.3,"paths":{}}"#,
        r#"{"a" 1}"#,
    ] {
        let message = rejection(json)?;
        assert!(
            message.contains("is not JSON") && message.contains("line 1 column"),
            "{message}"
        );
    }
    for yaml in ["", "# only a comment\n", "---\n", "- a\n", "text\n", "~\n"] {
        let message = rejection(yaml)?;
        assert!(
            message.contains("is empty") || message.contains("not a mapping"),
            "{yaml:?}: {message}"
        );
    }
    Ok(())
}
