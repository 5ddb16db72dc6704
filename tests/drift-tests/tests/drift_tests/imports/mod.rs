//! Imports of documents with constructs that are easily misread, or for which it is easy to generate wrong code. Soak compiles
//! the same documents.

mod values;
mod workspaces;

use std::collections::BTreeMap;

use openapi_facts::facts::{self, Facts};
use partna_codegen::adopt::Omitted;
use partna_codegen::deviations;
use partna_codegen::layout::Layout;
use partna_codegen::source::{self, Limits};
use partna_codegen::workspace::{self, Import};
use partna_drift_tests::import_replay;
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

/// A document that is added for soak needs a test here.
#[test]
fn every_document_has_a_test() -> Result {
    let names: Vec<String> = import_replay::import_documents()?
        .iter()
        .filter_map(|path| path.file_stem()?.to_str().map(str::to_owned))
        .collect();
    let tests = concat!(include_str!("mod.rs"), include_str!("values.rs"));
    for name in &names {
        assert!(tests.contains(&format!("Imported::of({name:?})")), "{name}");
    }
    assert!(names.len() > 6);
    Ok(())
}
