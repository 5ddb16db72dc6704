//! The sandbox against the document: every operation, every answer validated.

use std::error::Error;

use partna_auth::{ErrorKind, OPERATIONS, types};
use partna_sandbox::Sandbox;
use partna_tests::wire::arguments;
use partna_tests::{Answer, Arguments, CallError, call, document};
use serde_json::{Value, json};
use xtask::generate::operations::operations;
use xtask::json::Json;
use xtask::schema::resolve;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

async fn ask(
    sandbox: &Sandbox,
    key: &str,
    id: &str,
    arguments: &Arguments,
) -> Result<std::result::Result<Answer, CallError>> {
    let partna = sandbox.client_with_key(key)?;
    Ok(call(&partna, id, arguments).ok_or("no such call")?.await)
}

fn refused(result: std::result::Result<Answer, CallError>) -> Result<partna_auth::Error> {
    match result {
        Err(CallError::Call(error)) => Ok(error),
        other => Err(format!("{other:?}").into()),
    }
}

fn id(operation: &Json) -> Result<&str> {
    Ok(operation.text("operationId").ok_or("no id")?)
}

/// The status is the documented one, and the answer fits its schema.
#[tokio::test]
async fn every_operation_answers_by_the_document() -> Result {
    let (doc, sandbox) = (document()?, Sandbox::start().await?);
    let components: Value = doc.get("components").ok_or("no components")?.convert()?;
    for (_, _, operation) in operations(&doc) {
        let id = id(operation)?;
        let answer = ask(&sandbox, Sandbox::API_KEY, id, &arguments(&doc, operation)?).await??;
        let response = operation
            .get("responses")
            .and_then(|all| all.get(&answer.status.to_string()));
        let schema =
            response.and_then(|response| response.at(&["content", "application/json", "schema"]));
        let schema: Value = schema
            .ok_or_else(|| format!("{id} answers {}", answer.status))?
            .convert()?;
        let validator =
            jsonschema::draft4::new(&json!({"allOf": [schema], "components": components}))?;
        let value: Value = serde_json::from_str(&answer.json)?;
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{id}");
    }
    Ok(())
}

/// A wrong key is refused with the API's text, by all but the five operations that ask for none.
#[tokio::test]
async fn a_wrong_key_is_refused() -> Result {
    let (doc, sandbox) = (document()?, Sandbox::start().await?);
    let mut open = Vec::new();
    for (_, _, operation) in operations(&doc) {
        let id = id(operation)?;
        match ask(&sandbox, "1--M--mistyped", id, &arguments(&doc, operation)?).await? {
            Ok(_) => open.push(id),
            Err(CallError::Call(error)) => {
                assert_eq!(
                    (error.kind(), error.message()),
                    (ErrorKind::Api, Some("invalid apikey")),
                    "{id}"
                );
                assert_eq!(
                    error.status().map(|status| status.as_u16()),
                    Some(401),
                    "{id}"
                );
            }
            Err(error) => return Err(error.into()),
        }
    }
    assert_eq!(
        open,
        [
            "complete_registration",
            "register_account",
            "list_banks",
            "create_mock_deposit",
            "list_supported_assets"
        ]
    );
    assert!(
        OPERATIONS
            .iter()
            .filter(|operation| !operation.authenticated)
            .all(|operation| open.contains(&operation.id))
    );
    Ok(())
}

/// Every required field that is left out, and every value that a list does not have, is refused by the field's name.
#[tokio::test]
async fn what_does_not_fit_is_refused_by_name() -> Result {
    let (doc, sandbox) = (document()?, Sandbox::start().await?);
    let (mut missing, mut unlisted) = (0, 0);
    for (method, path, operation) in operations(&doc) {
        let complete = arguments(&doc, operation)?;
        let url = format!("/{}", path.trim_start_matches('/'));
        let partna = sandbox.client()?;
        // Past the builders, which would not let such requests out.
        let send = async |arguments: &Arguments| -> Result<partna_auth::Error> {
            let mut request = partna.request(&method, &url);
            for (name, value) in &arguments.parameters {
                request = request.query(name, value);
            }
            if let Some(body) = &arguments.body {
                request = request.json(&serde_json::from_str::<Value>(body)?);
            }
            Ok(request
                .send::<Value>()
                .await
                .err()
                .ok_or_else(|| format!("{method} {path} took it"))?)
        };
        for parameter in operation.list("parameters") {
            let name = parameter.text("name").ok_or("no name")?;
            if parameter.get("required").is_some() {
                let mut arguments = complete.clone();
                arguments.parameters.remove(name);
                names(&send(&arguments).await?, name)?;
                missing += 1;
            }
            if parameter
                .get("schema")
                .map(|schema| resolve(&doc, schema))
                .transpose()?
                .is_some_and(|schema| schema.get("enum").is_some())
            {
                let mut arguments = complete.clone();
                arguments
                    .parameters
                    .insert(name.to_owned(), json!("unlisted"));
                names(&send(&arguments).await?, name)?;
                unlisted += 1;
            }
        }
        let schema = operation.at(&["requestBody", "content", "application/json", "schema"]);
        let schema = schema.map(|schema| resolve(&doc, schema)).transpose()?;
        for name in schema
            .and_then(|schema| schema.get("required"))
            .map_or(&[][..], Json::items)
            .iter()
            .filter_map(Json::as_str)
        {
            let mut body: Value = serde_json::from_str(complete.body.as_deref().ok_or("no body")?)?;
            body.as_object_mut().ok_or("no object")?.remove(name);
            let arguments = Arguments {
                body: Some(body.to_string()),
                ..complete.clone()
            };
            names(&send(&arguments).await?, name)?;
            missing += 1;
        }
    }
    println!("{missing} missing, {unlisted} unlisted");
    assert!(missing > 50 && unlisted > 5, "{missing} {unlisted}");
    Ok(())
}

fn names(error: &partna_auth::Error, field: &str) -> Result {
    let data = error.data().map(Value::to_string).unwrap_or_default();
    assert_eq!(
        (
            error.status().map(|status| status.as_u16()),
            error.message()
        ),
        (Some(400), Some("validation error"))
    );
    assert!(
        data.contains(&format!("Field: [{field}]")),
        "{field} is not named in {data}"
    );
    Ok(())
}

#[tokio::test]
async fn a_secret_that_does_not_fit_is_not_sent_back() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client()?;
    let body = json!({"accountName": "amina01", "otp": {"canary": 7}, "currency": "canary"});
    let error = partna
        .request("PUT", "/kyc/confirm-otp")
        .json(&body)
        .send::<Value>()
        .await
        .err()
        .ok_or("taken")?;
    let data = error.data().map(Value::to_string).unwrap_or_default();
    assert!(
        data.contains("Field: [otp]")
            && data.contains("Value: [redacted]")
            && data.contains("Value: [canary]"),
        "{data}"
    );
    assert!(!data.contains("{\\\"canary"), "{data}");
    Ok(())
}

#[tokio::test]
async fn unknown_paths_methods_and_bodies_are_refused() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client()?;
    let status = |error: partna_auth::Error| error.status().map(|status| status.as_u16());
    let error = partna
        .request("GET", "/nope")
        .send::<Value>()
        .await
        .err()
        .ok_or("found")?;
    assert_eq!(status(error), Some(404));
    let error = partna
        .request("PATCH", "/account")
        .send::<Value>()
        .await
        .err()
        .ok_or("taken")?;
    let allowed = error
        .answer()
        .and_then(|answer| answer.headers().get("allow"))
        .cloned();
    assert_eq!(
        allowed.as_ref().and_then(|value| value.to_str().ok()),
        Some("GET, POST, PUT")
    );
    assert_eq!(status(error), Some(405));
    let error = partna
        .request("POST", "/transfer")
        .send::<Value>()
        .await
        .err()
        .ok_or("taken")?;
    names(&error, "body")
}

/// Any number of them at once; stopped, one is gone and the others are not.
#[tokio::test]
async fn sandboxes_start_and_stop_by_themselves() -> Result {
    let (one, other) = (Sandbox::start().await?, Sandbox::start().await?);
    let (first, second) = (one.client()?, other.client()?);
    first.get_balances().send().await?;
    second.get_balances().send().await?;
    tokio::time::timeout(std::time::Duration::from_secs(5), one.stop()).await?;
    let error = refused(
        call(&first, "get_balances", &Arguments::default())
            .ok_or("no call")?
            .await,
    )?;
    assert_eq!(error.kind(), ErrorKind::Transport);
    second.get_balances().send().await?;
    let address = other.base_url();
    drop(other);
    let partna = partna_tests::builder(&address)?.build()?;
    assert!(
        partna
            .create_transfer()
            .body(types::TransferRequest::builder().to_account("x"))
            .send()
            .await
            .is_err()
    );
    Ok(())
}
