use super::*;
use crate::extensions;

fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(crate) fn document() -> Json {
    Json::read(&root().join(Layout::DOCUMENT)).unwrap()
}

/// Returns the findings in our document after a change.
pub(super) fn after(pointer: &str, change: impl FnOnce(&mut Json)) -> Vec<Finding> {
    let mut doc = document();
    change(at(&mut doc, pointer));
    structure_findings(&doc)
}

#[test]
fn document_has_no_findings() {
    assert_eq!(document_findings(&document()), []);
}

pub(super) fn at<'a>(doc: &'a mut Json, pointer: &str) -> &'a mut Json {
    pointer
        .split('/')
        .skip(1)
        .fold(doc, |value, token| match value {
            Json::Object(map) => map.get_mut(&token.replace("~1", "/")).unwrap(),
            Json::Array(items) => &mut items[token.parse::<usize>().unwrap()],
            _ => panic!("{pointer}: no such place in the document"),
        })
}

pub(super) fn json(text: &str) -> Json {
    Json::parse(text).unwrap()
}

pub(super) fn insert(key: &str, value: &str) -> impl FnOnce(&mut Json) {
    move |map| {
        drop(
            map.as_object_mut()
                .unwrap()
                .insert(key.to_owned(), json(value)),
        )
    }
}

pub(super) fn remove(key: &str) -> impl FnOnce(&mut Json) {
    move |map| drop(map.as_object_mut().unwrap().shift_remove(key).unwrap())
}

/// Asserts that there is a finding, by its pointer and a part of its problem.
#[track_caller]
pub(super) fn finds(findings: &[Finding], pointer: &str, problem: &str) {
    assert!(
        findings.iter().any(|finding| finding.pointer == pointer
            && finding.problem.contains(problem)
            && !finding.fix.is_empty()),
        "no finding `{problem}` at {pointer} in {findings:#?}"
    );
}

pub(super) const RATE: &str = "/components/schemas/Rate";
pub(super) const RAMP: &str = "/paths/~1ramp/post";

#[test]
fn rejects_schemas_that_would_generate_wrong_code() {
    let rate = |change: (&str, &str)| {
        after(
            &format!("{RATE}/properties/rate"),
            insert(change.0, change.1),
        )
    };
    finds(
        &rate(("fromat", "\"decimal\"")),
        &format!("{RATE}/properties/rate/fromat"),
        "not a keyword",
    );
    finds(
        &rate(("format", "\"double\"")),
        &format!("{RATE}/properties/rate/format"),
        "without a Rust type",
    );
    finds(
        &rate(("oneOf", "[]")),
        &format!("{RATE}/properties/rate/oneOf"),
        "not a keyword",
    );
    finds(
        &after(&format!("{RATE}/properties/rate"), remove("format")),
        &format!("{RATE}/properties/rate"),
        "f64",
    );
    finds(
        &after(&format!("{RATE}/properties/rate"), remove("type")),
        &format!("{RATE}/properties/rate"),
        "no type",
    );
    finds(
        &after(RATE, insert("additionalProperties", "false")),
        RATE,
        "would be rejected",
    );
    finds(
        &after(RATE, insert("required", "[\"nope\"]")),
        &format!("{RATE}/required"),
        "not a property",
    );
    let properties = format!("{RATE}/properties");
    finds(
        &after(&properties, insert("extra", "{\"type\":\"string\"}")),
        RATE,
        "same name in Rust",
    );
    finds(
        &after(&properties, insert("from_amount", "{\"type\":\"string\"}")),
        RATE,
        "same name in Rust",
    );
    finds(
        &after(&properties, insert("-", "{\"type\":\"string\"}")),
        RATE,
        "cannot be converted into a Rust name",
    );
    finds(
        &after(
            &properties,
            insert(
                "x",
                "{\"type\":\"object\",\"properties\":{\"y\":{\"type\":\"string\"}}}",
            ),
        ),
        &format!("{properties}/x"),
        "written in place",
    );
    finds(
        &after(&properties, insert("x", "{\"type\":\"object\"}")),
        &format!("{properties}/x"),
        "untyped JSON",
    );
    finds(
        &after(
            &properties,
            insert(
                "x",
                "{\"$ref\":\"#/components/schemas/Bank\",\"description\":\"A.\"}",
            ),
        ),
        &format!("{properties}/x"),
        "beside a `$ref`",
    );
    finds(
        &after(
            &properties,
            insert("x", "{\"$ref\":\"#/components/schemas/No\"}"),
        ),
        &format!("{properties}/x"),
        "has no target",
    );
    finds(
        &after(
            "/components/schemas/ResponseCurrency",
            insert("enum", "[\"NGN\"]"),
        ),
        "/components/schemas/ResponseCurrency",
        "would reject other values",
    );
    finds(
        &after(
            "/components/schemas",
            insert("Unused", "{\"type\":\"string\"}"),
        ),
        "/components/schemas/Unused",
        "no operation uses",
    );
}

#[test]
fn rejects_operations_that_would_panic_or_mislead() {
    finds(&after(RAMP, remove("operationId")), RAMP, "no operationId");
    finds(
        &after(RAMP, insert("operationId", "\"list_ramps\"")),
        &format!("{RAMP}/operationId"),
        "used twice",
    );
    finds(
        &after(RAMP, insert("operationId", "\"createRamp\"")),
        &format!("{RAMP}/operationId"),
        "Rust method",
    );
    finds(
        &after(RAMP, insert("tags", "[\"Nope\"]")),
        &format!("{RAMP}/tags"),
        "not declared",
    );
    finds(
        &after(RAMP, insert("security", "[{\"authorization\":[]}]")),
        &format!("{RAMP}/security"),
        "does not support",
    );
    let responses = format!("{RAMP}/responses");
    let copy = |status: &'static str, name: &'static str| {
        move |map: &mut Json| {
            let response = json(&format!(
                "{{\"description\":\"A.\",\"content\":{{\"application/json\":{{\"schema\":{{\"$ref\":\"#/components/schemas/{name}\"}},\"example\":{{}}}}}}}}"
            ));
            drop(
                map.as_object_mut()
                    .unwrap()
                    .insert(status.to_owned(), response),
            );
        }
    };
    finds(
        &after(&responses, copy("201", "MessageResponse")),
        &responses,
        "not exactly one success",
    );
    finds(
        &after(&responses, copy("default", "ApiError")),
        &format!("{responses}/default"),
        "panic",
    );
    finds(
        &after(&responses, copy("3XX", "ApiError")),
        &format!("{responses}/3XX"),
        "panic",
    );
    finds(
        &after(&responses, copy("418", "MessageResponse")),
        &format!("{responses}/418"),
        "second error type",
    );
    finds(
        &after(&responses, remove("200")),
        &responses,
        "not exactly one success",
    );
    finds(&after(&responses, remove("5XX")), &responses, "no `5XX`");
    finds(
        &after("/servers/0", insert("url", "\"http://x/v4\"")),
        "/servers/0",
        "unencrypted",
    );
}

#[test]
fn rejects_inconsistent_safety_data() {
    finds(
        &after(RAMP, remove(extensions::EFFECT)),
        RAMP,
        "does not fit POST",
    );
    finds(
        &after(RAMP, insert(extensions::EFFECT, "\"acts\"")),
        RAMP,
        "does not fit POST",
    );
    finds(
        &after(RAMP, remove(extensions::REFERENCE)),
        RAMP,
        "are inconsistent",
    );
    finds(
        &after(RAMP, insert(extensions::DUPLICATES, "\"none\"")),
        RAMP,
        "are inconsistent",
    );
    finds(
        &after(RAMP, insert("x-partna-efect", "\"read\"")),
        &format!("{RAMP}/x-partna-efect"),
        "is not read here",
    );
    let reference = format!("{RAMP}/x-partna-reference");
    finds(
        &after(&reference, insert("field", "\"nope\"")),
        &format!("{reference}/field"),
        "no field `nope`",
    );
    finds(
        &after(&reference, insert("lookup", "\"nope\"")),
        &format!("{reference}/lookup"),
        "no operation `nope`",
    );
    finds(
        &after(&reference, insert("parameter", "\"nope\"")),
        &format!("{reference}/parameter"),
        "no parameter `nope`",
    );
}

#[test]
fn rejects_refused_scopes_that_are_unknown_repeated_or_implied() {
    let withdrawal = "/paths/~1transfer~1withdraw/post";
    for stated in ["[\"N\", \"W\"]", "[\"M\"]"] {
        assert_eq!(
            after(withdrawal, insert(extensions::REFUSED_SCOPES, stated)),
            []
        );
    }
    for stated in [
        "[]",
        "\"N\"",
        "{\"N\": true}",
        "[\"n\"]",
        "[\"X\"]",
        "[1]",
        "[\"N\", \"N\"]",
        "[\"G\"]",
    ] {
        finds(
            &after(withdrawal, insert(extensions::REFUSED_SCOPES, stated)),
            &format!("{withdrawal}/x-partna-refused-scopes"),
            "not a list of key scopes",
        );
    }
    // A GET does not reject read-only keys, unless the document states it.
    assert_eq!(
        after(
            "/paths/~1rate/get",
            insert(extensions::REFUSED_SCOPES, "[\"G\"]")
        ),
        []
    );
}

#[test]
fn rejects_incomplete_recovery() {
    let recovery = format!("{RAMP}/x-partna-recovery");
    finds(
        &after(&recovery, insert("check", "\"nope\"")),
        &format!("{recovery}/check"),
        "no operation `nope`",
    );
    for key in ["how", "done", "missing"] {
        finds(
            &after(&recovery, remove(key)),
            &format!("{recovery}/{key}"),
            "after a lost response",
        );
    }
    finds(
        &after(&recovery, insert("chekc", "\"list_ramps\"")),
        &format!("{recovery}/chekc"),
        "is not read here",
    );
    let read = "/paths/~1rate/get";
    let advice = r#"{"how": "a", "done": "b", "missing": "c"}"#;
    finds(
        &after(read, insert(extensions::RECOVERY, advice)),
        &format!("{read}/x-partna-recovery"),
        "needs no recovery",
    );
}

#[test]
fn rejects_parameters_that_cannot_be_sent() {
    let parameter = "/paths/~1rate/get/parameters/0";
    let key = |map: &mut Json| {
        insert("in", "\"header\"")(map);
        insert("name", "\"X-Api-Key\"")(map);
    };
    finds(&after(parameter, key), parameter, "only partna-auth sends");
    finds(
        &after(parameter, insert(extensions::SETTER, "\"send\"")),
        parameter,
        "not a unique name of a setter",
    );
    finds(
        &after(
            parameter,
            insert("schema", "{\"type\":\"number\",\"format\":\"decimal\"}"),
        ),
        &format!("{parameter}/schema"),
        "as a struct",
    );
}

#[test]
fn canonical_form_sorts_paths_and_components() {
    let doc =
        json(r#"{"paths":{"/b":1,"/a":2},"components":{"schemas":{"B":1,"A":2}},"b":1,"a":2}"#);
    assert_eq!(
        canonical(&doc),
        json(r#"{"paths":{"/a":2,"/b":1},"components":{"schemas":{"A":2,"B":1}},"b":1,"a":2}"#)
    );
    let text = canonical(&doc).pretty().unwrap();
    assert!(
        text.find("\"/a\"") < text.find("\"/b\"") && text.find("\"b\"") < text.find("\"a\""),
        "{text}"
    );
}

#[test]
fn rejects_misplaced_and_misspelled_keys() {
    let read = "is not read here";
    finds(
        &after(RAMP, insert("sumary", "\"x\"")),
        &format!("{RAMP}/sumary"),
        read,
    );
    finds(
        &after("/paths/~1ramp", insert("parameters", "[]")),
        "/paths/~1ramp/parameters",
        read,
    );
    finds(
        &after("/paths/~1rate/get/parameters/0", insert("requird", "true")),
        "/paths/~1rate/get/parameters/0/requird",
        read,
    );
    let media = format!("{RAMP}/requestBody/content/application~1json");
    finds(
        &after(&media, insert("encoding", "{}")),
        &format!("{media}/encoding"),
        read,
    );
    finds(
        &after("/paths/~1rate/get/parameters/0", insert("in", "\"path\"")),
        "/paths/~1rate/get/parameters/0",
        "or progenitor panics",
    );
    finds(
        &after("/paths/~1rate/get/parameters/0", remove("description")),
        "/paths/~1rate/get/parameters/0",
        "no description",
    );
    finds(
        &after(&format!("{RATE}/properties/rate"), remove("description")),
        &format!("{RATE}/properties/rate"),
        "no description",
    );
    finds(
        &after(&format!("{RAMP}/x-partna-reference"), remove("parameter")),
        &format!("{RAMP}/x-partna-reference"),
        "needs both",
    );
    finds(
        &after(RAMP, insert("operationId", "\"list_ram_ps\"")),
        &format!("{RAMP}/operationId"),
        "used twice",
    );
    finds(
        &after(
            "/components/schemas",
            insert("APIThing", "{\"type\":\"string\"}"),
        ),
        "/components/schemas/APIThing",
        "would rename it",
    );
}
