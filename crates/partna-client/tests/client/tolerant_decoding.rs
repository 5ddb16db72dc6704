//! Tolerant decoding of responses: a test for each rule.

use std::error::Error;

use openapi_facts::json::Json;
use partna_auth::{ErrorKind, tolerant, types};
use partna_codegen::document::reachable;
use partna_codegen::extensions;
use partna_tests::{builder, component, document, serve};
use serde_json::{Map, Value, json};
use wiremock::{MockServer, ResponseTemplate};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Returns the names and schemas of all object components of responses.
fn response_schemas(doc: &Json) -> Vec<(String, &Json)> {
    reachable(doc, "responses")
        .into_iter()
        .filter_map(|name| {
            let schema = doc.at(&["components", "schemas", &name])?;
            (schema.text("type")? == "object").then_some((name, schema))
        })
        .collect()
}

fn reencode(component_name: &str, value: &Value) -> Result<Value> {
    let public = component(component_name).ok_or_else(|| format!("no type `{component_name}`"))?;
    Ok(serde_json::from_str(&(public.reencode)(
        &value.to_string(),
    )?)?)
}

/// The operations that these tests call.
const OPERATIONS: [(&str, &str); 5] = [
    ("DELETE", "/user/webhook"),
    ("GET", "/account"),
    ("POST", "/transfer"),
    ("GET", "/user/balances"),
    ("GET", "/pricing/trigger"),
];

async fn server_with(template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    serve(&server, &OPERATIONS, template).await;
    server
}

/// All fields of responses are optional.
#[test]
fn every_response_decodes_from_empty_object() -> Result {
    let doc = document()?;
    let schemas = response_schemas(&doc);
    assert!(schemas.len() > 80, "{}", schemas.len());
    for (name, _) in schemas {
        assert_eq!(reencode(&name, &json!({}))?, json!({}), "{name}");
    }
    Ok(())
}

/// Null in place of an array or a map is empty; any other null is absent.
#[test]
fn every_field_decodes_from_null() -> Result {
    let doc = document()?;
    let (mut arrays, mut maps) = (0, 0);
    for (name, schema) in response_schemas(&doc) {
        let mut nulls = Map::new();
        for (field, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
            nulls.insert(field.to_owned(), Value::Null);
            match property.text("type") {
                Some("array") => arrays += 1,
                Some("object") => maps += 1,
                _ => {}
            }
        }
        assert_eq!(reencode(&name, &Value::Object(nulls))?, json!({}), "{name}");
        if schema.get("properties").is_none() {
            assert_eq!(reencode(&name, &Value::Null)?, json!({}), "{name}");
        }
    }
    assert!(arrays > 20 && maps > 5, "{arrays} arrays, {maps} maps");
    Ok(())
}

/// Any 2xx is the success of a read.
#[tokio::test]
async fn any_2xx_is_success_of_read() -> Result {
    for status in [200, 201, 202, 206, 299] {
        let server =
            server_with(ResponseTemplate::new(status).set_body_json(json!({"message": "done"})))
                .await;
        let partna = builder(&server.uri())?.build().await?;
        let response = partna.list_accounts().send().await?;
        assert_eq!(
            (response.status().as_u16(), response.message.as_deref()),
            (status, Some("done"))
        );
    }
    Ok(())
}

/// An empty 2xx body of a read is `{}`; for a write it is not evidence.
#[tokio::test]
async fn empty_body_of_read_is_empty_object() -> Result {
    for template in [
        ResponseTemplate::new(204),
        ResponseTemplate::new(200),
        ResponseTemplate::new(200).set_body_string(" \r\n"),
    ] {
        let server = server_with(template).await;
        let partna = builder(&server.uri())?.build().await?;
        assert!(partna.list_accounts().send().await?.data.is_none());
        let write = partna.delete_webhook().send().await.err();
        let kind = write.map(|error| error.kind());
        assert_eq!(kind, Some(ErrorKind::OutcomeUnknown));
    }
    Ok(())
}

/// serde reads a time from an integer or an integral float. Only tolerant decoding converts digits in a string, and lists them.
#[test]
fn times_accept_integers_and_integral_floats() -> Result {
    for text in ["1755873600", "1755873600.0", "1.7558736e9"] {
        let ramp: types::Ramp = serde_json::from_str(&format!("{{\"createdAt\":{text}}}"))?;
        assert_eq!(
            ramp.created_at.map(|time| time.get()),
            Some(1_755_873_600),
            "{text}"
        );
        assert_eq!(serde_json::to_string(&ramp)?, "{\"createdAt\":1755873600}");
    }
    let json = "{\"createdAt\":\"1755873600\"}";
    assert!(serde_json::from_str::<types::Ramp>(json).is_err());
    let ramp = tolerant::from_slice::<types::Ramp>(json.as_bytes())?;
    assert_eq!(ramp.mismatched_count(), 1);
    assert_eq!(ramp.into_value().created_at, Some(1_755_873_600.into()));
    Ok(())
}

/// A type keeps unknown fields if its schema allows them, as the schemas of ramps, transfers and deposit addresses do.
#[test]
fn keeps_unknown_fields_where_documented() -> Result {
    let doc = document()?;
    let mut kept = Vec::new();
    for (name, schema) in response_schemas(&doc) {
        if schema.get("additionalProperties") == Some(&Json::Bool(true)) {
            let unknown = json!({"paymentAddress": "0xabc", "steps": [1, {"n": null}]});
            assert_eq!(reencode(&name, &unknown)?, unknown, "{name}");
            kept.push(name);
        }
    }
    for name in [
        "RampOrder",
        "Ramp",
        "DepositAddress",
        "Transaction",
        "TransactionDetails",
        "Conversion",
        "TransferReceipt",
    ] {
        assert!(
            kept.iter().any(|kept| kept == name),
            "{name} drops unknown fields"
        );
    }
    Ok(())
}

/// Unknown values of enums are kept.
#[test]
fn keeps_unknown_enum_values() -> Result {
    let doc = document()?;
    let mut seen = 0;
    for (name, schema) in response_schemas(&doc) {
        for (field, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
            let reference = match property.get("allOf").map(Json::items) {
                Some([only]) => only.text("$ref"),
                _ => None,
            };
            let target =
                reference.and_then(|reference| doc.pointer(reference.trim_start_matches('#')));
            if target.is_some_and(|target| target.get(extensions::VALUES).is_some()) {
                seen += 1;
                let value = json!({ field: "a value of next year" });
                assert_eq!(reencode(&name, &value)?, value, "{name}.{field}");
            }
        }
    }
    assert!(seen > 25, "{seen}");
    Ok(())
}

/// Patterns, lengths and ranges are not enforced in responses.
#[test]
fn responses_are_not_validated() -> Result {
    let text = document()?.pretty()?;
    // The test adds constraints to a field of responses, and the generator removes them. The pattern of `NewAccountName` remains,
    // because only requests use it.
    let tightened = text.replacen(
        "\"description\": \"Bank code: 2 to 6 digits",
        "\"pattern\": \"^[0-9]+$\", \"minLength\": 2, \"maxLength\": 6, \"description\": \"Bank code: 2 to 6 digits",
        1,
    );
    assert_ne!(text, tightened);
    let lowered = partna_codegen::generate::lower::lower(&Json::parse(&tightened)?)?;
    let code = lowered
        .pointer("/components/schemas/Bank/properties/code")
        .ok_or("no code")?;
    assert_eq!(
        code.entries().map(|(key, _)| key).collect::<Vec<_>>(),
        ["description", "type"]
    );
    let name = lowered.pointer("/components/schemas/NewAccountName/pattern");
    assert!(name.is_some(), "requests are written strictly");
    assert!(types::NewAccountName::try_from("No Good").is_err());
    Ok(())
}

/// If a 2xx of a write cannot be decoded, the outcome of the write is unknown.
#[tokio::test]
async fn undecodable_response_leaves_write_unknown() -> Result {
    let server =
        server_with(ResponseTemplate::new(200).set_body_string("<html>all good</html>")).await;
    let partna = builder(&server.uri())?.build().await?;
    let write = partna
        .create_transfer()
        .body(types::TransferRequest::builder().to_account("bello02"));
    let error = write.send().await.err().ok_or("it was decoded")?;
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    let error = partna
        .get_balances()
        .send()
        .await
        .err()
        .ok_or("it was decoded")?;
    assert_eq!(error.kind(), ErrorKind::Undecodable);
    let error = partna
        .trigger_billing()
        .send()
        .await
        .err()
        .ok_or("it was decoded")?;
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "a GET that acts");
    Ok(())
}
