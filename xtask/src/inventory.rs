//! The operations at a glance: what a reviewer of a change wants to see.

use std::fmt::Write;

use anyhow::Context;

use crate::facts;
use crate::generate::operations::operations;
use crate::json::Json;

/// One line an operation: method, path, id, parameters, body, answer, statuses, security, effect, reference.
pub fn of(doc: &Json) -> anyhow::Result<String> {
    let mut text = String::new();
    for (method, path, operation) in operations(doc) {
        let value = |key: &str| operation.get(key).and_then(Json::as_str).unwrap_or("-");
        let component = |keys: &[&str]| -> String {
            let schema = operation
                .at(keys)
                .and_then(|media| media.get("$ref"))
                .and_then(Json::as_str);
            schema
                .and_then(|reference| reference.rsplit('/').next())
                .unwrap_or("-")
                .to_owned()
        };
        let parameters: Vec<String> = operation
            .get("parameters")
            .map_or(&[][..], Json::items)
            .iter()
            .filter_map(|parameter| {
                let required = parameter.get("required").and_then(Json::as_bool) == Some(true);
                Some(format!(
                    "{}{}",
                    parameter.get("name")?.as_str()?,
                    if required { "!" } else { "" }
                ))
            })
            .collect();
        let responses: Vec<String> = operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries)
            .map(|(status, _)| status.to_owned())
            .collect();
        let success = responses
            .iter()
            .find(|status| status.starts_with('2'))
            .context("no success")?;
        writeln!(
            text,
            "{method} {path} {} ({}) body {} -> {} {} security {} effect {} reference {} {}{}",
            value("operationId"),
            parameters.join(" "),
            component(&["requestBody", "content", "application/json", "schema"]),
            component(&[
                "responses",
                success,
                "content",
                "application/json",
                "schema"
            ]),
            responses.join(","),
            facts::security(doc, operation),
            value("x-partna-effect"),
            operation
                .at(&["x-partna-reference", "field"])
                .and_then(Json::as_str)
                .unwrap_or("-"),
            value("x-partna-duplicates"),
            if operation.get("x-partna-environments").is_some() {
                " staging only"
            } else {
                ""
            },
        )?;
    }
    Ok(text)
}
