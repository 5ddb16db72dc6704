//! The encodings of parameters and of the fields of forms, from the notes of the vendor's facts.

use openapi_facts::api_model::{ApiModel, Node, Operation};
use openapi_facts::fact::{Fact, OperationFact, Place, Root, Statement, keyword};
use openapi_facts::facts::Facts;
use openapi_facts::json::Json;

use super::object;
use crate::media::FORM;

/// The notes on a parameter that state its encoding.
const KEYWORDS: [&str; 4] = ["allowReserved", "content", "explode", "style"];

/// Adds the notes about encodings to the model, so that a changed encoding makes two operations different.
pub fn add(model: &mut ApiModel, facts: &Facts) {
    for fact in facts.iter().filter(|line| line.contains(" ~")) {
        let Ok(Fact::Operation { operation, fact }) = fact.parse::<Fact>() else {
            continue;
        };
        let Some(operation) = model.operations.get_mut(&operation) else {
            continue;
        };
        match fact {
            OperationFact::Place {
                place,
                statement: Statement::Note { keyword, value },
                ..
            } if KEYWORDS.contains(&keyword.as_str())
                && place.steps.is_empty()
                && place.location().is_some() =>
            {
                if let Some(entry) = operation.request.get_mut(&place.to_string()) {
                    entry.keywords.entry(keyword).or_default().insert(value);
                }
            }
            OperationFact::Note { keyword, value } if keyword == keyword::UNMODELLED => {
                let (pointer, value) = value.split_once(' ').unwrap_or((&value, ""));
                if encoded_field(pointer).is_some() {
                    let notes = &mut operation.remainder.unmodelled;
                    let values = notes.entry(pointer.to_owned()).or_default();
                    values.insert(value.to_owned());
                }
            }
            _ => {}
        }
    }
}

/// Returns the encoding of a parameter, as an OpenAPI parameter object without name and schema.
pub fn of_parameter(operation: &Operation, (location, name): &(String, String)) -> Json {
    let place = Place::from(Root::Parameter {
        location: location.clone(),
        name: name.clone(),
    });
    let mut declared = object([("in", location.as_str().into())]);
    let entry = operation.request.get(&place.to_string());
    let notes = entry.into_iter().flat_map(|entry| &entry.keywords);
    if let Json::Object(declared) = &mut declared {
        for (keyword, values) in notes {
            let value = match keyword.as_str() {
                "content" => {
                    let kinds = values.iter();
                    Json::Object(kinds.map(|kind| (kind.clone(), object([]))).collect())
                }
                "style" => Json::from(values.first().map_or("", String::as_str)),
                _ => Json::Bool(values.contains("true")),
            };
            declared.insert(keyword.clone(), value);
        }
    }
    declared
}

/// Returns the name of a field in a form body that does not have the default encoding, which is one pair for each
/// scalar.
pub fn special_form_field(operation: &Operation, body: &Node) -> Option<String> {
    let notes = operation.remainder.unmodelled.iter();
    let mut special = notes.filter_map(|(pointer, values)| {
        let (field, keyword) = encoded_field(pointer)?;
        let node = body.properties.get(&field).or(body.map.as_deref())?;
        let is_list = node.kind == "array";
        let is_usual = values.iter().all(|value| match (keyword, value.as_str()) {
            ("style", "\"form\"") | ("explode", "true") | ("allowReserved", "false") => true,
            ("explode", "false") | ("contentType", "\"text/plain\"") => !is_list,
            _ => false,
        });
        (!is_usual).then_some(field)
    });
    special.next()
}

/// Splits the JSON pointer of an encoding of a form body into the name of the field and the keyword.
fn encoded_field(pointer: &str) -> Option<(String, &str)> {
    let media = pointer.strip_prefix("/requestBody/content/")?;
    let (media, rest) = media.split_once('/')?;
    if !media.replace("~1", "/").starts_with(FORM) {
        return None;
    }
    let (field, keyword) = rest.strip_prefix("encoding/")?.split_once('/')?;
    Some((field.replace("~1", "/").replace("~0", "~"), keyword))
}
