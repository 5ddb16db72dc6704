//! Merges all success responses that the vendor documents for an operation into one, because our document has only one.

use std::collections::BTreeSet;

use openapi_facts::api_model::{Node, Operation, Response};

use crate::media::{self, MediaKind};

/// The success response of an operation in our document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Success {
    /// The status of the vendor's response that describes the body, as the vendor writes it: `201`, `2XX` or `default`.
    pub status: String,
    /// A type that can hold every documented body. `None` if no body is documented, or if the body is read as bytes.
    pub body: Option<Node>,
    pub media: SuccessMedia,
    /// Whether the type was merged from different bodies, or also represents an empty body.
    pub is_merged: bool,
}

/// The statuses of a success without content, if the vendor documents a range or `default`. A response with the status
/// 203 or 206 is not complete.
const EMPTY_STATUSES: [u16; 5] = [200, 201, 202, 204, 205];

/// Returns the success statuses that are documented without content. A 204 or a 205 never has content.
pub fn empty_statuses(method: &str, operation: &Operation) -> BTreeSet<u16> {
    // The response of a HEAD never has a body, so an empty body does not show that a write was accepted.
    if method == "HEAD" {
        return BTreeSet::new();
    }
    let documented = || operation.responses.iter();
    let exact = |status: &String| {
        status
            .parse::<u16>()
            .ok()
            .filter(|status| (200..300).contains(status))
    };
    let has_success = documented().any(|(status, _)| status.starts_with('2'));
    let mut found = BTreeSet::new();
    for (status, response) in documented() {
        let is_empty = response.content.is_empty() && response.body.is_none();
        let is_range = status.starts_with('2') || (status == "default" && !has_success);
        match exact(status) {
            Some(status) if is_empty || [204, 205].contains(&status) => drop(found.insert(status)),
            None if is_range && is_empty => {
                let listed: BTreeSet<u16> = documented()
                    .filter_map(|(status, _)| exact(status))
                    .collect();
                found.extend(
                    EMPTY_STATUSES
                        .into_iter()
                        .filter(|status| !listed.contains(status)),
                );
            }
            _ => {}
        }
    }
    found
}

/// The media types of a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuccessMedia {
    Json(String),
    /// At least one success is not JSON, so the body is bytes.
    Bytes(BTreeSet<String>),
}

/// Returns the success response of an operation. A `default` is a success if the operation has no 2xx status.
pub fn of(method: &str, operation: &Operation) -> Option<Success> {
    let all = operation.responses.iter();
    let mut successes: Vec<(&String, &Response)> =
        all.filter(|(status, _)| status.starts_with('2')).collect();
    if successes.is_empty() {
        successes.extend(operation.responses.get_key_value("default"));
    }
    let with_body = successes
        .iter()
        .find(|(_, response)| response.body.is_some());
    let (status, _) = with_body.or(successes.first())?;
    let status = (*status).clone();
    let empty = |status: String| Success {
        status,
        body: None,
        media: SuccessMedia::Json(media::JSON.to_owned()),
        is_merged: false,
    };
    // The response of a HEAD never has a body.
    if method == "HEAD" || with_body.is_none() {
        return Some(empty(status));
    }
    let is_json = |kind: &&String| media::kind(kind) == Some(MediaKind::Json);
    let kinds = || successes.iter().flat_map(|(_, response)| &response.content);
    let has_other = successes.iter().any(|(_, response)| {
        !response.content.is_empty() && !response.content.iter().any(|kind| is_json(&kind))
    });
    if has_other {
        let kinds = kinds().cloned().collect();
        return Some(Success {
            media: SuccessMedia::Bytes(kinds),
            ..empty(status)
        });
    }
    let bodies: Vec<&Node> = successes
        .iter()
        .filter_map(|(_, response)| response.body.as_ref())
        .collect();
    let mut bodies_left = bodies.iter();
    let first = (*bodies_left.next()?).clone();
    let mut body = bodies_left.fold(first.clone(), |all, body| union(&all, body));
    let is_empty_too = bodies.len() < successes.len();
    // An empty body is decoded as an object without fields, so a type that is not an object cannot represent it.
    if is_empty_too && body.kind != "object" {
        body = any();
    }
    let json = kinds().find(|kind| *kind == media::JSON);
    let json = json.or_else(|| kinds().find(is_json));
    Some(Success {
        is_merged: body != first || is_empty_too,
        body: Some(body),
        media: SuccessMedia::Json(
            json.map_or(media::JSON, |kind| media::sent(kind))
                .to_owned(),
        ),
        ..empty(status)
    })
}

fn any() -> Node {
    Node {
        kind: "any".to_owned(),
        ..Node::default()
    }
}

/// Returns a type that can hold the values of both types. An object has the fields of both types, because all fields of
/// responses are optional.
fn union(a: &Node, b: &Node) -> Node {
    if a == b {
        return a.clone();
    }
    let is_number = |node: &Node| matches!(node.kind.as_str(), "integer" | "number");
    let kind = if a.kind == b.kind {
        a.kind.clone()
    } else if is_number(a) && is_number(b) {
        "number".to_owned()
    } else {
        return Node {
            required: a.required && b.required,
            ..any()
        };
    };
    let mut properties = a.properties.clone();
    for (name, node) in &b.properties {
        let node = match a.properties.get(name) {
            Some(known) => union(known, node),
            None => node.clone(),
        };
        properties.insert(name.clone(), node);
    }
    let both = |a: &Option<Box<Node>>, b: &Option<Box<Node>>| match (a, b) {
        (Some(a), Some(b)) => Some(Box::new(union(a, b))),
        (Some(_), None) | (None, Some(_)) => Some(Box::new(any())),
        (None, None) => None,
    };
    let values = match a.values.is_empty() || b.values.is_empty() {
        true => BTreeSet::new(),
        false => a.values.union(&b.values).cloned().collect(),
    };
    Node {
        required: a.required && b.required,
        nullable: a.nullable || b.nullable,
        kind,
        values,
        properties,
        items: both(&a.items, &b.items),
        map: both(&a.map, &b.map),
    }
}

#[cfg(test)]
mod tests {
    use openapi_facts::api_model::ApiModel;
    use openapi_facts::facts::Facts;

    use super::*;

    fn success(lines: &[&str]) -> Option<Success> {
        let facts: Facts = lines.iter().map(|line| format!("GET /a {line}")).collect();
        let model = ApiModel::of(&facts);
        of("GET", model.operations.get("GET /a")?)
    }

    fn summary(lines: &[&str]) -> Option<(String, String, Vec<String>, bool)> {
        let found = success(lines)?;
        let body = found.body.unwrap_or_default();
        let names = body.properties.keys().cloned().collect();
        Some((found.status, body.kind, names, found.is_merged))
    }

    #[test]
    fn default_without_others_and_ranges_are_successes() {
        for status in ["default", "2XX"] {
            let lines = [
                format!("-> {status}"),
                format!("-> {status} content application/json"),
                format!("-> {status} object"),
                format!("-> {status}.id string"),
            ];
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let expected = (
                status.to_owned(),
                "object".to_owned(),
                vec!["id".to_owned()],
                false,
            );
            assert_eq!(summary(&lines), Some(expected));
        }
        let error = [
            "-> 204",
            "-> default",
            "-> default object",
            "-> default.id string",
        ];
        let found = success(&error);
        assert_eq!(
            found.map(|found| (found.status, found.body)),
            Some(("204".to_owned(), None))
        );
    }

    #[test]
    fn successes_without_content_are_empty() {
        let empty = |lines: &[&str]| -> Vec<u16> {
            let facts: Facts = lines.iter().map(|line| format!("PUT /a {line}")).collect();
            let model = ApiModel::of(&facts);
            let operation = model.operations.get("PUT /a");
            operation
                .map(|operation| empty_statuses("PUT", operation))
                .into_iter()
                .flatten()
                .collect()
        };
        for (lines, expected) in [
            (&["-> 204"][..], &[204][..]),
            (&["-> 200", "-> 400"], &[200]),
            (&["-> 200", "-> 200 content text/csv", "-> 204"], &[204]),
            (&["-> 200", "-> 200 object", "-> default"], &[]),
            (
                &["-> 204", "-> 204 content application/json", "-> 204 object"],
                &[204],
            ),
            (&["-> 2XX"], &[200, 201, 202, 204, 205]),
            (&["-> default"], &[200, 201, 202, 204, 205]),
            (
                &["-> 200", "-> 200 object", "-> 2XX"],
                &[201, 202, 204, 205],
            ),
            (&["-> default", "-> default object"], &[]),
            (&["-> 302"], &[]),
        ] {
            assert_eq!(empty(lines), expected, "{lines:?}");
        }
        let model = ApiModel::of(&["HEAD /a -> 200".to_owned()].into());
        let head = model.operations.get("HEAD /a");
        assert_eq!(
            head.map(|head| empty_statuses("HEAD", head)),
            Some(BTreeSet::new())
        );
    }

    #[test]
    fn one_type_holds_all_successes() {
        let both = [
            "-> 200",
            "-> 200 content application/json",
            "-> 200 object",
            "-> 200.id string",
            "-> 200.n integer",
            "-> 202",
            "-> 202 content application/json",
            "-> 202 object",
            "-> 202.job string",
            "-> 202.n number",
        ];
        let names = vec!["id".to_owned(), "job".to_owned(), "n".to_owned()];
        let expected = ("200".to_owned(), "object".to_owned(), names, true);
        assert_eq!(summary(&both), Some(expected));
        let other = [
            "-> 200",
            "-> 200 object",
            "-> 200.id string",
            "-> 201",
            "-> 201 array",
        ];
        assert_eq!(summary(&other).map(|found| found.1), Some("any".to_owned()));
        let empty = ["-> 200", "-> 200 array", "-> 200[] string", "-> 204"];
        assert_eq!(summary(&empty).map(|found| found.1), Some("any".to_owned()));
    }

    #[test]
    fn success_that_is_not_json_is_bytes() {
        let found = success(&[
            "-> 200",
            "-> 200 content text/csv",
            "-> 200 string",
            "-> 202",
            "-> 202 content application/json",
            "-> 202 object",
        ]);
        let kinds = ["application/json", "text/csv"].map(str::to_owned);
        assert_eq!(
            found.map(|found| found.media),
            Some(SuccessMedia::Bytes(kinds.into()))
        );
    }
}
