//! Pairs of small documents, each with a kind of change that is easy to miss: composition, servers, callbacks, names.
//!
//! Documents whose import is difficult belong to the suites of the reader and of the generator.

use std::path::Path;

use openapi_facts::diff::{Acknowledged, Report};
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use partna_codegen::adopt::{OpenQuestionPolicy, adopt, declare, empty_document};
use partna_codegen::deviations::{self, Reason, Side};
use partna_codegen::source::{self, Limits};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Name, exit status, and rule and place of each change.
const PAIRS: [(&str, u8, &[&str]); 7] = [
    (
        "polymorphic-parent",
        20,
        &[
            "response-field-type-changed -> 201.fee",
            "response-field-added -> 201|post.label",
            "response-field-removed -> 201|post.stamp",
            "request-field-type-changed body.fee",
            "request-field-added-required body|post.label",
            "request-field-removed body|post.stamp",
        ],
    ),
    (
        "shared-property",
        20,
        &[
            "response-value-added -> 200[]|#1.kind",
            "response-value-removed -> 200[]|#1.kind",
            "response-field-type-changed -> 200[]|#1.limit",
            "response-field-type-changed -> 200[]|#1.price.unit",
        ],
    ),
    (
        "callback-link-content",
        20,
        &[
            "unmodelled-change /paths/~1order/post/callbacks/shipped/{$request.query.url}/post/requestBody/content/application~1json/schema/properties/id/type",
            "unmodelled-change /paths/~1order/post/callbacks/shipped/{$request.query.url}/post/requestBody/content/application~1json/schema/properties/orderId/type",
            "unmodelled-change /paths/~1order/post/responses/200/links/pay/parameters/id",
            "discriminator-changed body|gift",
            "parameter-added-required query:filter.after",
            "parameter-removed query:filter.from",
        ],
    ),
    (
        "server-variable",
        20,
        &["server-added server", "server-removed server"],
    ),
    (
        "default-only",
        20,
        &[
            "response-field-removed -> default.receipt",
            "response-field-became-required -> default.state",
            "response-field-type-changed -> default.total",
        ],
    ),
    ("path-parameter", 0, &[]),
    ("moved-prefix", 0, &[]),
];

fn document(name: &str, version: &str) -> Result<Json> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("documents/pairs");
    let path = directory.join(format!("{name}.{version}.json"));
    let bytes = std::fs::read(path)?;
    Ok(source::parse(&bytes, &Limits::default())?)
}

fn report(old: &Facts, new: &Facts) -> Report {
    Report::new(old, new, None, &Acknowledged::default())
}

#[test]
fn each_pair_has_exactly_its_changes() -> Result {
    for (name, exit, expected) in PAIRS {
        let old = facts::with_notes(&document(name, "old")?)?;
        let new = facts::with_notes(&document(name, "new")?)?;
        let report = report(&old, &new);
        let found: Vec<String> = report
            .changes
            .iter()
            .map(|change| format!("{} {}", change.rule.name(), change.place))
            .collect();
        assert_eq!(found, expected, "{name}");
        assert_eq!(report.level().exit_code(), exit, "{name}");
    }
    Ok(())
}

#[test]
fn changed_host_has_the_priority_of_key_changes() -> Result {
    let [old, new] = ["old", "new"].map(|version| document("server-variable", version));
    let report = report(&facts::with_notes(&old?)?, &facts::with_notes(&new?)?);
    assert_eq!(report.counts().keys, 2);
    Ok(())
}

/// A report needs only the stored facts of an adopted document, and not the document.
#[test]
fn adopted_facts_give_the_same_report() -> Result {
    for (name, ..) in PAIRS {
        let old = facts::with_notes(&document(name, "old")?)?;
        let new = facts::with_notes(&document(name, "new")?)?;
        let text: String = old.iter().map(|fact| format!("{fact}\n")).collect();
        let header = "# source: a test\n# date: 2026-01-01\n# sha256: 0\n";
        let stored =
            partna_codegen::upstream_facts::UpstreamFactsFile::parse(&format!("{header}{text}"))?;
        assert_eq!(report(&stored.facts, &new), report(&old, &new), "{name}");
    }
    Ok(())
}

/// Adoption keeps what people wrote about an operation whose path differs only in names.
#[test]
fn adoption_of_renamed_paths_keeps_the_document() -> Result {
    for (name, path) in [
        (
            "path-parameter",
            "/paths/~1orders~1{order}~1lines~1{id}/get",
        ),
        ("moved-prefix", "/paths/~1orders~1{id}/delete"),
    ] {
        let old = document(name, "old")?;
        let mut ours = adopt(
            &empty_document(),
            &Facts::new(),
            &old,
            OpenQuestionPolicy::UseDefaults,
        )?
        .doc;
        let Some(Json::Object(operation)) = ours.pointer_mut(path) else {
            return Err(format!("{name}: our document has no {path}").into());
        };
        for (key, value) in [
            ("operationId", "our_name"),
            ("summary", "A text that a person wrote"),
            ("x-partna-effect", "acts"),
        ] {
            operation.insert(key.to_owned(), value.into());
        }
        let adoption = adopt(
            &ours,
            &facts::with_notes(&old)?,
            &document(name, "new")?,
            OpenQuestionPolicy::UseDefaults,
        )?;
        assert_eq!(adoption.doc.pretty()?, ours.pretty()?, "{name}");
    }
    Ok(())
}

/// Adopts a document. Returns our document and the declared deviations, and checks that they are complete.
fn adopt_with(ours: &Json, old: &Facts, declared: &str, vendor: &Json) -> Result<(Json, String)> {
    let doc = adopt(ours, old, vendor, OpenQuestionPolicy::UseDefaults)?.doc;
    let (theirs, mine) = (facts::of(vendor)?, facts::of(&doc)?);
    let declared = declare::update_deviations(declared, &theirs, &mine)?;
    let problems = deviations::verify(&theirs, &mine, &deviations::parse(&declared)?).problems;
    assert!(problems.is_empty(), "{problems:#?}");
    Ok((doc, declared))
}

fn is_announced(declared: &str) -> Result<bool> {
    let deviations = deviations::parse(declared)?;
    Ok(deviations
        .iter()
        .any(|deviation| deviation.reason == Reason::Announced))
}

/// A person adds a field of a request that the vendor announced. It stays until the vendor documents it.
#[test]
fn announced_field_is_kept_until_the_vendor_documents_it() -> Result {
    const BODY: &str = "/paths/~1checkout/post/requestBody/content/application~1json/schema";
    let add_field = |doc: &mut Json, pointer: &str| -> Result {
        let Some(Json::Object(properties)) = doc.pointer_mut(pointer) else {
            return Err(format!("no properties at {pointer}").into());
        };
        properties.insert("voucher".to_owned(), Json::parse(r#"{"type": "string"}"#)?);
        Ok(())
    };
    let (first, second) = (
        document("default-only", "old")?,
        document("default-only", "new")?,
    );
    let (mut ours, mut declared) =
        adopt_with(&empty_document(), &Facts::new(), "deviation = []\n", &first)?;
    let component = ours.pointer(BODY).and_then(|schema| schema.text("$ref"));
    let component = component.and_then(|reference| reference.strip_prefix('#'));
    let properties = format!(
        "{}/properties",
        component.ok_or("our body has no component")?
    );
    add_field(&mut ours, &properties)?;
    declared += &format!(
        "\n[[deviation]]\nreason = {:?}\nwhat = \"a voucher\"\nwhy = \"callers need it\"\nevidence = \"the changelog\"\n\
         {} = [\"=POST /checkout body.voucher string\"]\n",
        Reason::Announced.to_string(),
        Side::Ours
    );

    let known = facts::with_notes(&first)?;
    let (ours, declared) = adopt_with(&ours, &known, &declared, &second)?;
    assert!(facts::of(&ours)?.contains("POST /checkout body.voucher string"));
    assert!(is_announced(&declared)?);

    let mut documented = second.clone();
    add_field(&mut documented, &format!("{BODY}/properties"))?;
    let known = facts::with_notes(&second)?;
    let (ours, declared) = adopt_with(&ours, &known, &declared, &documented)?;
    assert!(facts::of(&ours)?.contains("POST /checkout body.voucher string"));
    assert!(!is_announced(&declared)?, "{declared}");
    Ok(())
}
