//! Values in requests and responses: how parameters and forms are written, and successes without content.

use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use partna_codegen::adopt::{Omitted, OpenQuestionPolicy, adopt, empty_document};
use partna_codegen::document::operations;
use partna_codegen::extensions;
use partna_codegen::generate;
use partna_codegen::layout::Layout;
use partna_codegen::media;
use partna_codegen::upstream_facts::UpstreamFactsFile;

use super::{Imported, Result, code, read};

/// If a document describes an empty success of a write, an empty response shows that the write was accepted. Our document has no
/// such write.
#[test]
fn successes_without_content_are_listed() -> Result {
    let imported = Imported::of("empty-successes")?;
    let listed = |doc: &Json| -> Vec<String> {
        let all = operations(doc).filter_map(|(method, path, operation)| {
            let statuses = operation.get(extensions::EMPTY_SUCCESSES)?.items().iter();
            let statuses: Vec<u16> = statuses.filter_map(media::success_status).collect();
            Some(format!("{method} {path} {statuses:?}"))
        });
        all.collect()
    };
    assert_eq!(
        listed(&imported.import.adoption.doc),
        [
            "PUT /ranges [200, 201, 202, 204, 205]",
            "POST /ranges [200, 201, 202, 204, 205]",
            "GET /things/{id} [204]",
            "PUT /things/{id} [204]",
            "POST /things/{id} [200]",
            "DELETE /things/{id} [204]",
        ]
    );
    let table = code(&imported.import, Layout::OPERATION_TABLE)?;
    let table: String = table.split_whitespace().collect();
    for (list, count) in [
        ("&[200,201,202,204,205]", 2),
        ("&[204]", 3),
        ("&[200]", 1),
        ("&[]", 3),
    ] {
        let field = format!("empty_successes:{list}");
        assert_eq!(table.matches(&field).count(), count, "{list}");
    }

    // In a document whose changes people review, a person decides whether an empty success is listed.
    let vendor = read("empty-successes")?;
    let reviewed = adopt(
        &empty_document(),
        &Facts::new(),
        &vendor.json,
        OpenQuestionPolicy::Record,
    )?;
    assert!(listed(&reviewed.doc).is_empty());
    let questions = reviewed.questions.iter();
    assert_eq!(
        questions
            .filter(|text| text.contains(extensions::EMPTY_SUCCESSES))
            .count(),
        6
    );

    let mut changed = vendor.json.clone();
    for (path, status) in [("~1things~1{id}/put", "202"), ("~1ranges/put", "200")] {
        let Some(Json::Object(responses)) =
            changed.pointer_mut(&format!("/paths/{path}/responses"))
        else {
            return Err("no responses".into());
        };
        responses.clear();
        responses.insert(status.to_owned(), Json::parse(r#"{"description": "ok"}"#)?);
    }
    let ours = &imported.import.adoption.doc;
    let known = facts::with_notes(&vendor.json)?;
    for open_questions in [OpenQuestionPolicy::UseDefaults, OpenQuestionPolicy::Record] {
        let adopted = adopt(ours, &known, &changed, open_questions)?;
        let found = listed(&adopted.doc);
        assert!(
            found.contains(&"PUT /things/{id} [202]".to_owned()),
            "{found:?}"
        );
        assert!(found.contains(&"PUT /ranges [200]".to_owned()), "{found:?}");
    }
    Ok(())
}

const ROOM: &str = "GET /rooms/{a%20b}/{%C3%A9}/{plain}/{50%25}";

#[test]
fn values_are_written_as_documented() -> Result {
    let imported = Imported::of("parameter-styles")?;
    for sent in [
        "styled(\"ab\",&a_b,crate::path_segment::PathStyle::Matrix,false)",
        "styled(\"é\",&path_parameter,crate::path_segment::PathStyle::Label,true)",
        "append_reserved(&mutrequest,\"reserved\",&reserved)",
        "pairs(\"list\",&list)",
        "inline(\"qr\",&q_r)",
        "from_static(\"text/plain;charset=utf-8\"",
    ] {
        assert!(imported.client.contains(sent), "{sent}");
    }
    let fields = imported
        .builders
        .iter()
        .find(|(name, _)| name.starts_with("GetRooms"));
    assert_eq!(
        fields.map(|(_, fields)| fields.len()),
        Some(5),
        "{fields:?}"
    );
    imported.assert_facts(&[&format!("{ROOM} path:é! array")]);
    let bodies = imported
        .client
        .matches("crate::request_body::form(&body)")
        .count();
    assert_eq!(bodies, 1, "only `/forms/usual` is a usual form");
    imported.assert_facts(&["PATCH /forms/json content application/json"]);
    assert_eq!(
        imported.omitted(),
        [
            "GET /queries `query:reservedList`",
            "POST /forms/joined",
            "POST /forms/json",
            "POST /queries",
            "PUT /forms/json `body`",
        ]
    );
    Ok(())
}

/// A document in which only the form of a value changed.
#[test]
fn changed_forms_are_adopted() -> Result {
    let vendor = read("parameter-styles")?.json;
    let known = facts::with_notes(&vendor)?;
    let ours = adopt(
        &empty_document(),
        &Facts::new(),
        &vendor,
        OpenQuestionPolicy::UseDefaults,
    )?
    .doc;
    let rooms = "/paths/~1rooms~1{a b}~1{é}~1{plain}~1{50%}/get/parameters";
    let (queries, put) = (
        "/paths/~1queries/get/parameters",
        "/paths/~1queries/put/parameters",
    );
    let form = "/requestBody/content/application~1x-www-form-urlencoded/encoding";
    let usual = format!("/paths/~1forms~1usual/post{form}");
    let joined = format!("/paths/~1forms~1joined/post{form}");
    for (pointer, key, value, expected) in [
        (
            format!("{rooms}/0"),
            "style",
            r#""label""#,
            "PathStyle::Label,false)",
        ),
        (
            format!("{rooms}/1"),
            "explode",
            "false",
            "PathStyle::Label,false)",
        ),
        (
            format!("{rooms}/2"),
            "style",
            r#""matrix""#,
            "styled(\"plain\",&plain,crate::path_segment::PathStyle::Matrix,false)",
        ),
        (
            format!("{queries}/0"),
            "allowReserved",
            "false",
            "pairs(\"reserved\",&reserved)",
        ),
        (
            format!("{queries}/1"),
            "allowReserved",
            "false",
            "pairs(\"reservedList\",&reserved_list)",
        ),
        (
            format!("{queries}/2"),
            "explode",
            "false",
            "append_delimited(&mutrequest,\"list\",&list,',')",
        ),
        (
            format!("{queries}/2"),
            "style",
            r#""pipeDelimited""#,
            "append_delimited(&mutrequest,\"list\",&list,'|')",
        ),
        (
            format!("{put}/0"),
            "style",
            r#""deepObject""#,
            "omitted PUT /queries",
        ),
        (
            format!("{put}/0"),
            "allowReserved",
            "true",
            "omitted PUT /queries",
        ),
        (
            format!("{usual}/tags"),
            "explode",
            "false",
            "omitted POST /forms/usual",
        ),
        (
            format!("{joined}/tags"),
            "style",
            r#""form""#,
            "generated POST /forms/joined",
        ),
    ] {
        let mut changed = vendor.clone();
        let Some(Json::Object(parameter)) = changed.pointer_mut(&pointer) else {
            return Err(format!("nothing at {pointer}").into());
        };
        parameter.insert(key.to_owned(), Json::parse(value)?);
        let adoption = adopt(&ours, &known, &changed, OpenQuestionPolicy::UseDefaults)?;
        let omitted: Vec<&Omitted> = adoption.omitted.iter().collect();
        let is_omitted = |name: &str| {
            omitted
                .iter()
                .any(|entry| entry.operation == name && entry.part.is_none())
        };
        let context = format!("{pointer} {key} {value}: {omitted:#?}");
        if let Some(name) = expected.strip_prefix("omitted ") {
            assert!(is_omitted(name), "{context}");
            continue;
        }
        if let Some(name) = expected.strip_prefix("generated ") {
            assert!(!is_omitted(name), "{context}");
            continue;
        }
        let stored: String = adoption
            .vendor_facts
            .iter()
            .map(|fact| format!("{fact}\n"))
            .collect();
        let header = "# source: a test\n# date: 2026-01-01\n# sha256: 0\n";
        let files = generate::files(
            &adoption.doc,
            &UpstreamFactsFile::parse(&(header.to_owned() + &stored))?,
        )?;
        let client = files.iter().find(|(path, _)| *path == Layout::CLIENT);
        let client: String = client.ok_or("no client")?.1.split_whitespace().collect();
        assert!(client.contains(expected), "{context}");
    }
    Ok(())
}

/// Our type of a parameter is kept where the vendor changes only the style.
#[test]
fn changed_form_keeps_our_type_and_text() -> Result {
    let mut vendor = read("parameter-styles")?.json;
    let known = facts::with_notes(&vendor)?;
    let mut ours = adopt(
        &empty_document(),
        &Facts::new(),
        &vendor,
        OpenQuestionPolicy::UseDefaults,
    )?
    .doc;
    let pointer = "/paths/~1queries/put/parameters/0";
    let Some(Json::Object(parameter)) = ours.pointer_mut(pointer) else {
        return Err("no parameter".into());
    };
    for (key, value) in [
        ("description", r#""A text that a person wrote.""#),
        (
            "schema",
            r#"{"type": "array", "items": {"type": "integer"}}"#,
        ),
        ("example", "[7]"),
        (extensions::SETTER, r#""numbers""#),
    ] {
        parameter.insert(key.to_owned(), Json::parse(value)?);
    }
    let mut expected = parameter.clone();
    expected.insert("style".to_owned(), "spaceDelimited".into());
    let Some(Json::Object(parameter)) = vendor.pointer_mut(pointer) else {
        return Err("no parameter".into());
    };
    parameter.insert("style".to_owned(), "spaceDelimited".into());
    let adopted = adopt(&ours, &known, &vendor, OpenQuestionPolicy::UseDefaults)?.doc;
    let found = adopted.pointer(pointer).cloned().ok_or("no parameter")?;
    let mut expected = Json::Object(expected);
    let (mut found, expected) = (found, &mut expected);
    for map in [&mut found, expected] {
        map.as_object_mut().ok_or("not an object")?.sort_keys();
    }
    assert_eq!(found, *expected);
    Ok(())
}
