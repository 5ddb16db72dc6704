//! A list of the operations, for reviewers of a change.

use openapi_facts::facts;
use openapi_facts::json::Json;
use openapi_facts::sanitize;
use partna_codegen::document::operations;
use partna_codegen::extensions;

/// Returns one line per operation: method, path, id, parameters, body, response, statuses, security, effect and reference. If
/// they are not the default, environments, refused scopes and the name in the guide follow.
pub fn of(doc: &Json) -> anyhow::Result<String> {
    Ok(operations(doc)
        .map(|(method, path, operation)| {
            sanitize::fact(operation_line(doc, &method, path, operation)) + "\n"
        })
        .collect())
}

fn operation_line(doc: &Json, method: &str, path: &str, operation: &Json) -> String {
    let text = |key: &str| operation.text(key).unwrap_or("?");
    let mut words = vec![format!(
        "{method} {path} {}({})",
        text("operationId"),
        parameter_names(operation)
    )];
    if let Some(body) = operation.get("requestBody") {
        words.push(format!("body {}", body_component(body)));
    }
    let responses: Vec<(&str, &Json)> = operation
        .get("responses")
        .into_iter()
        .flat_map(Json::entries)
        .collect();
    let success = responses.iter().find(|(status, _)| status.starts_with('2'));
    let statuses: Vec<&str> = responses.iter().map(|(status, _)| *status).collect();
    words.push(format!(
        "-> {} {}",
        success.map_or("?", |(_, response)| body_component(response)),
        statuses.join(",")
    ));
    words.push(format!(
        "security {}",
        facts::security::requirement(doc, operation)
    ));
    words.push(format!("effect {}", text(extensions::EFFECT)));
    if let Some(reference) = operation.get(extensions::REFERENCE) {
        words.push(format!(
            "reference {} duplicates {}",
            serde_json::to_string(reference).unwrap_or_default(),
            text(extensions::DUPLICATES)
        ));
    }
    if let Some(environments) = operation.get(extensions::ENVIRONMENTS) {
        words.push(format!(
            "only {}",
            serde_json::to_string(environments).unwrap_or_default()
        ));
    }
    if let Some(scopes) = operation.get(extensions::REFUSED_SCOPES) {
        words.push(format!(
            "refused scopes {}",
            serde_json::to_string(scopes).unwrap_or_default()
        ));
    }
    if operation.get(extensions::GUIDE).is_some() {
        words.push(format!("guide {}", text(extensions::GUIDE)));
    }
    words.join(" ")
}

fn parameter_names(operation: &Json) -> String {
    let parameters = operation.list("parameters").iter();
    let named = parameters.filter_map(|parameter| {
        let required = parameter.get("required").and_then(Json::as_bool) == Some(true);
        Some(format!(
            "{}{}",
            parameter.text("name")?,
            if required { "!" } else { "" }
        ))
    });
    named.collect::<Vec<_>>().join(" ")
}

/// Returns the name of the component of a body.
fn body_component(holder: &Json) -> &str {
    let schema = holder
        .get("content")
        .into_iter()
        .flat_map(Json::entries)
        .find_map(|(_, media)| media.get("schema"));
    let reference = schema
        .and_then(|schema| schema.get("$ref"))
        .and_then(Json::as_str);
    reference
        .and_then(|reference| reference.rsplit('/').next())
        .unwrap_or("?")
}
