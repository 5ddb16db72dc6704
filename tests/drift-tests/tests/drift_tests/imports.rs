//! Imports of documents with constructs that are easy to read or to generate wrong. Soak compiles the same documents.

use std::collections::BTreeMap;
use std::process::Command;

use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use partna_codegen::adopt::{Mode, Omitted, adopt, empty};
use partna_codegen::adopted::Adopted;
use partna_codegen::deviations;
use partna_codegen::document::operations;
use partna_codegen::extensions;
use partna_codegen::generate;
use partna_codegen::layout::Layout;
use partna_codegen::media;
use partna_codegen::source::{self, Limits};
use partna_codegen::verification::Verification;
use partna_codegen::workspace::{self, Import};
use partna_drift_tests::{import_replay, root};
use serde_json::json;
use syn::{Fields, Item};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// An imported document, its generated client, and the fields of its request builders.
struct Imported {
    import: Import,
    facts: Facts,
    /// Without white space.
    client: String,
    builders: BTreeMap<String, Vec<String>>,
}

impl Imported {
    /// Imports a document, and checks that each difference from it is declared.
    fn of(name: &str) -> Result<Self> {
        let vendor = read(name)?;
        let import = workspace::import(&vendor, vendor.name(), "2026-01-01")?;
        let facts = facts::of(&import.adoption.doc)?;
        let declared = deviations::parse(&import.files.deviations)?;
        let problems = deviations::verify(&facts::of(&vendor.json)?, &facts, &declared).problems;
        assert!(problems.is_empty(), "{name}: {problems:#?}");
        let client = code(&import, Layout::CLIENT)?;
        let (client, builders) = (client.split_whitespace().collect(), builders(client)?);
        Ok(Self {
            import,
            facts,
            client,
            builders,
        })
    }

    fn assert_facts(&self, expected: &[&str]) {
        for fact in expected {
            assert!(self.facts.contains(*fact), "no fact `{fact}`");
        }
    }

    fn omitted(&self) -> Vec<String> {
        let listed = Omitted::list(&self.import.adoption.doc);
        assert_eq!(
            listed, self.import.adoption.omitted,
            "the list and the report differ"
        );
        let names = listed.into_iter().map(|entry| match entry.part {
            Some(part) => format!("{} {part}", entry.operation),
            None => entry.operation,
        });
        names.collect()
    }

    fn builder(&self, name: &str) -> Result<&[String]> {
        let found = self.builders.get(name).map(Vec::as_slice);
        found.ok_or_else(|| format!("no builder `{name}`").into())
    }

    /// Checks that a builder has a setter, and that the request has its value under the name on the wire.
    fn assert_sent(&self, builder: &str, name: &str, setter: &str) -> Result {
        assert!(
            self.builder(builder)?.contains(&setter.to_owned()),
            "{builder}: no setter `{setter}`"
        );
        let sent = format!("{name:?},&{setter}");
        assert!(
            self.client.contains(&sent),
            "{builder}: `{name}` is not sent"
        );
        Ok(())
    }

    fn assert_required(&self, setter: &str) {
        let missing = format!("{setter}:Err(\"{setter}wasnotinitialized\"");
        assert!(self.client.contains(&missing), "{setter} is not required");
    }
}

/// Returns a generated file.
fn code<'a>(import: &'a Import, path: &str) -> Result<&'a str> {
    let mut files = import.code.iter();
    let (_, text) = files
        .find(|(known, _)| *known == path)
        .ok_or("no such generated file")?;
    Ok(text)
}

fn read(name: &str) -> Result<source::Document> {
    let path = import_replay::import_documents()?
        .into_iter()
        .find(|path| path.file_stem().is_some_and(|stem| stem == name))
        .ok_or_else(|| format!("{name}: not a document of the imports"))?;
    Ok(source::read_file(&path, &Limits::default())?)
}

/// Returns the fields of the request builders of a client, by name.
fn builders(client: &str) -> Result<BTreeMap<String, Vec<String>>> {
    let mut found = BTreeMap::new();
    for item in syn::parse_file(client)?.items {
        let Item::Mod(module) = item else { continue };
        let (_, items) = module.content.unwrap_or_default();
        for item in items.into_iter().filter(|_| module.ident == "builder") {
            let Item::Struct(builder) = item else {
                continue;
            };
            let Fields::Named(fields) = builder.fields else {
                continue;
            };
            let names = fields.named.iter().filter_map(|field| field.ident.as_ref());
            let names = names.map(ToString::to_string).collect();
            found.insert(builder.ident.to_string(), names);
        }
    }
    Ok(found)
}

#[test]
fn references_with_escapes_lead_to_their_target() -> Result {
    Imported::of("encoded-references")?.assert_facts(&[
        "GET /invoices/{id} path:id! string",
        "GET /invoices/{id} query:lang string",
        "GET /invoices/{id} -> 200.note string",
        "GET /orders/{id} -> 200.\"net price\" number",
        "GET /units -> 200.slash.bySlash string",
        "GET /units -> 200.tilde.byTilde string",
        "GET /units -> 200.escape.byEscape string",
        "GET /units -> 200.encodedTilde.bySlash string",
        "GET /units -> 200.percent.byPercent string",
        "GET /units -> 200.literal.byLiteral string",
        "GET /units -> 200.letters.byLetters string",
        "GET /units -> 200.plain.byLetters string",
        "GET /units -> 200.plus.byPlus string",
        "GET /units -> 200.field number",
        "POST /shapes body.kind! string",
        "POST /shapes body.radius number",
        "POST /shapes body.width number",
    ]);
    Ok(())
}

#[test]
fn references_in_extensions_and_values_are_not_followed() -> Result {
    Imported::of("references-in-extensions")?.assert_facts(&[
        "POST /pay query:mode string",
        "POST /pay body.amount! number",
        "POST /pay body.preset.name string",
        "POST /pay -> 200.id string",
        // Names of fields, not an extension and not a reference.
        "POST /pay body.x-memo.text string",
        "POST /pay body.$ref string",
        "POST /pay body.link.$ref string",
        "GET /shared -> 200.text string",
    ]);
    Ok(())
}

#[test]
fn references_lead_to_components_of_every_kind() -> Result {
    let imported = Imported::of("references-to-components")?;
    for path in ["/pay", "/pay/again"] {
        for fact in [
            "header:X-Tenant! string",
            "query:limit integer",
            "body.amount! number",
            "-> 200.id string",
        ] {
            imported.assert_facts(&[&format!("POST {path} {fact}")]);
        }
    }
    imported.assert_facts(&[
        "GET /status -> 200.id string",
        "GET /by-callback -> 200.paidId string",
    ]);
    assert_eq!(imported.builders.len(), 4, "a callback is not an operation");
    imported.assert_required("x_tenant");
    Ok(())
}

#[test]
fn references_lead_to_path_items() -> Result {
    let imported = Imported::of("references-to-path-items")?;
    imported.assert_facts(&[
        "GET /a query:shared! integer",
        "GET /b query:shared! integer",
        "GET /a -> 200.shared string",
        "GET /b -> 200.shared string",
        "GET /c -> 200.shared string",
    ]);
    assert_eq!(imported.omitted(), ["TRACE /a", "TRACE /b"]);
    assert_eq!(imported.builders.len(), 3, "a webhook is not an operation");
    Ok(())
}

#[test]
fn trace_is_omitted_and_other_methods_are_generated() -> Result {
    let imported = Imported::of("methods")?;
    assert_eq!(
        imported.omitted(),
        ["TRACE /only-trace", "TRACE /pay", "TRACE /with-body"]
    );
    let operations = [
        "GetPay",
        "HeadPay",
        "OptionsPay",
        "OptionsOnlyOptionsById",
        "GetWithBody",
        "HeadWithBody",
    ];
    for operation in operations {
        imported.builder(operation)?;
    }
    assert_eq!(imported.builders.len(), operations.len());
    assert!(!imported.client.to_lowercase().contains("trace"));
    for setter in ["id", "access_control_request_method"] {
        imported.assert_required(setter);
    }
    let methods = ["client.head(url)", "request(::reqwest::Method::OPTIONS,url"];
    for method in methods {
        assert_eq!(imported.client.matches(method).count(), 2, "{method}");
    }
    Ok(())
}

/// A write that the document lists with an empty success is accepted if the response is empty. Our document lists none.
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
    let table = code(&imported.import, Layout::OPERATIONS)?;
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

    // A person decides in a document of which people review each change.
    let vendor = read("empty-successes")?;
    let reviewed = adopt(&empty(), &Facts::new(), &vendor.json, Mode::Record)?;
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
    for mode in [Mode::Assume, Mode::Record] {
        let adopted = adopt(ours, &known, &changed, mode)?;
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
    let ours = adopt(&empty(), &Facts::new(), &vendor, Mode::Assume)?.doc;
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
        let adoption = adopt(&ours, &known, &changed, Mode::Assume)?;
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
            &Adopted::parse(&(header.to_owned() + &stored))?,
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
    let mut ours = adopt(&empty(), &Facts::new(), &vendor, Mode::Assume)?.doc;
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
    let adopted = adopt(&ours, &known, &vendor, Mode::Assume)?.doc;
    let found = adopted.pointer(pointer).cloned().ok_or("no parameter")?;
    let mut expected = Json::Object(expected);
    let (mut found, expected) = (found, &mut expected);
    for map in [&mut found, expected] {
        map.as_object_mut().ok_or("not an object")?.sort_keys();
    }
    assert_eq!(found, *expected);
    Ok(())
}

#[test]
fn required_headers_are_required_setters() -> Result {
    let imported = Imported::of("headers")?;
    for (name, setter) in [
        ("Api-Version", "api_version"),
        ("Idempotency-Key", "idempotency_key"),
        ("If-Match", "if_match"),
        ("User-Agent", "user_agent"),
        ("X-Amount", "x_amount"),
        ("X-Dry-Run", "x_dry_run"),
        ("X-Filter", "x_filter"),
        ("X-Mode", "x_mode"),
        ("X-Shared", "x_shared"),
        ("X-Tags", "x_tags"),
        ("x-tenant", "x_tenant"),
    ] {
        imported.assert_sent("PostPay", name, setter)?;
        imported.assert_required(setter);
    }
    imported.assert_sent("PostPay", "X-Optional", "x_optional")?;
    imported.assert_sent("GetOverridden", "X-Shared", "x_shared")?;
    imported.assert_facts(&["GET /overridden header:X-Shared integer"]);
    assert_eq!(
        imported.omitted(),
        [
            "DELETE /impossible `header:_X Y_`",
            "GET /impossible",
            "POST /pay `header:AUTHORIZATION`",
            "POST /pay `header:Accept`",
            "POST /pay `header:X-Api-Key`",
            "POST /pay `header:content-type`",
        ]
    );
    Ok(())
}

#[test]
fn parameters_with_names_of_generated_code_are_sent() -> Result {
    let imported = Imported::of("names")?;
    // Every response and body has a field of this name, for unknown fields.
    assert_eq!(imported.omitted(), ["POST /queries `body.extra`"]);
    for (builder, suffix) in [
        ("GetQueries", "query"),
        ("PostQueries", "query"),
        ("PutHeaders", "header"),
    ] {
        for name in ["request", "send", "body", "new"] {
            imported.assert_sent(builder, name, &format!("{name}_{suffix}"))?;
        }
        for name in ["self", "crate"] {
            imported.assert_sent(builder, name, &format!("{name}_"))?;
        }
        let clients = [format!("client_{suffix}"), format!("client_{suffix}_2")];
        for setter in &clients {
            assert!(
                imported.builder(builder)?.contains(setter),
                "{builder}: {setter}"
            );
        }
    }
    for location in ["path", "query", "header", "cookie"] {
        let setter = format!("client_{location}");
        let fields = imported.builder("DeleteFourByClient")?;
        assert!(fields.contains(&setter), "{setter}");
    }
    // A keyword since edition 2024.
    imported.assert_sent("GetQueries", "gen", "gen_")?;
    let path = imported.builder("GetAllByClientByClientByRequestBySendByBodyBySelfByCrateByNew")?;
    let body = imported.builder("PostQueries")?;
    assert!(
        path.contains(&"self_".to_owned()) && path.len() == 9,
        "{path:?}"
    );
    assert!(body.contains(&"body".to_owned()), "{body:?}");
    for operation in [
        "GetClient",
        "GetNew",
        "GetSend",
        "GetRequest",
        "GetSelf",
        "GetCrate",
        "GetBody",
        "GetBuilder",
    ] {
        imported.builder(operation)?;
    }
    for field in ["client", "request", "send", "body", "self", "crate", "new"] {
        imported.assert_facts(&[&format!("POST /queries body.{field}! string")]);
    }
    Ok(())
}

/// An omitted operation is declared as a deviation, and its reason is listed in the document.
#[test]
fn verification_requires_that_omitted_operations_are_listed() -> Result {
    let directory = tempfile::tempdir()?;
    let imported = Imported::of("methods")?;
    let layout = Layout::new(directory.path());
    workspace::create(&Layout::new(root()), &layout, &imported.import)?;
    let problems = || -> Result<Vec<String>> { Ok(Verification::of(&layout)?.verdict.problems) };
    assert!(problems()?.is_empty());

    let mut doc = Json::read(&layout.document())?;
    let Some(Json::Array(entries)) = doc.pointer_mut("/x-partna-omitted") else {
        return Err("no list".into());
    };
    let removed = entries.remove(1);
    std::fs::write(layout.document(), doc.pretty()?)?;
    let name = removed.text("operation").ok_or("no operation")?;
    assert_eq!(
        problems()?,
        [format!(
            "our document omits `{name}` (omitted-operation), and does not list it in x-partna-omitted; list it with the reason"
        )]
    );

    let listed = Json::parse(r#"{"operation": "GET /pay", "reason": "is not needed"}"#)?;
    let Some(Json::Array(entries)) = doc.pointer_mut("/x-partna-omitted") else {
        return Err("no list".into());
    };
    entries.extend([removed, listed]);
    std::fs::write(layout.document(), doc.pretty()?)?;
    let found = problems()?;
    assert!(
        matches!(&found[..], [only] if only.contains("lists `GET /pay`")),
        "{found:?}"
    );

    // A part of an omitted operation does not list the operation.
    let Some(map) = doc.as_object_mut() else {
        return Err("not an object".into());
    };
    let part = r#"[{"operation": "TRACE /pay", "part": "body", "reason": "is not needed"}]"#;
    map.insert("x-partna-omitted".to_owned(), Json::parse(part)?);
    std::fs::write(layout.document(), doc.pretty()?)?;
    assert_eq!(problems()?.len(), 3);
    Ok(())
}

/// Unit tests of the copied crates use types of our document, so they do not compile with another one.
#[test]
fn imported_workspace_has_no_tests_of_our_document() -> Result {
    let directory = tempfile::tempdir()?;
    let imported = Imported::of("methods")?;
    let (ours, out) = (Layout::new(root()), Layout::new(directory.path()));
    workspace::create(&ours, &out, &imported.import)?;
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(directory.path())
        .output()?;
    assert!(output.status.success(), "{output:?}");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().ok_or("no packages")?;
    assert_eq!(packages.len(), 2);
    for package in packages {
        let targets = package["targets"].as_array().ok_or("no targets")?;
        assert_eq!(targets.len(), 1, "{targets:#?}");
        for target in targets {
            assert_eq!(target["kind"], json!(["lib"]));
            assert_eq!(
                (&target["test"], &target["doctest"]),
                (&json!(false), &json!(false))
            );
        }
        assert_eq!(
            package["dependencies"]
                .as_array()
                .map(|all| { all.iter().filter(|one| one["kind"] == "dev").count() }),
            Some(0)
        );
    }
    Ok(())
}

/// A document that is added for soak needs a test here.
#[test]
fn every_document_has_a_test() -> Result {
    let names: Vec<String> = import_replay::import_documents()?
        .iter()
        .filter_map(|path| path.file_stem()?.to_str().map(str::to_owned))
        .collect();
    let tests = include_str!("imports.rs");
    for name in &names {
        assert!(tests.contains(&format!("Imported::of({name:?})")), "{name}");
    }
    assert!(names.len() > 6);
    Ok(())
}
