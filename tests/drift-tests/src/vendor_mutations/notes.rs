//! Mutations of one value that change no facts: its notes and its prose.

use openapi_facts::diff::Rule;
use openapi_facts::json::Json;

use super::VendorMutation;
use super::sites::{KindsBySide, Site};
use crate::edit::Edit;

/// Adds every such mutation of this site.
pub fn add_mutations_of(site: &Site<'_>, found: &mut Vec<VendorMutation>) {
    mutate_notes(site, found);
    mutate_prose(site, found);
}

fn mutate_notes(site: &Site<'_>, found: &mut Vec<VendorMutation>) {
    if site.schema_type() != "string" {
        return;
    }
    let request_note = |kind| Some((kind, Rule::ConstraintTightened, "may break"));
    let response_note = |kind| Some((kind, Rule::ResponseConstraintChanged, "safe"));
    let mut add = |kinds: KindsBySide, keyword: &'static str, value: Json| {
        if site.schema.get(keyword).is_none() {
            found.extend(site.mutation(
                kinds,
                &site.pointer,
                vec![Edit::insert(keyword, value)],
                site.own_place(),
            ));
        }
    };
    let length = [
        request_note("parameter limited"),
        request_note("request field limited"),
        response_note("response field limited"),
        None,
    ];
    add(length, "maxLength", Json::Number(7.into()));
    let pattern = [
        request_note("parameter pattern"),
        request_note("request pattern"),
        response_note("response pattern"),
        None,
    ];
    add(pattern, "pattern", "^[a-z ]+$".into());
    let format = [
        request_note("parameter format"),
        request_note("request format"),
        response_note("response format"),
        None,
    ];
    add(format, "format", "date-time".into());
    let default = |kind| Some((kind, Rule::DefaultChanged, "may break"));
    let defaults = [
        default("parameter default"),
        default("request default"),
        None,
        None,
    ];
    add(defaults, "default", "x".into());
    let deprecation = |kind| Some((kind, Rule::FieldDeprecated, "safe"));
    let deprecated = [
        deprecation("parameter deprecated"),
        deprecation("request field deprecated"),
        deprecation("response field deprecated"),
        None,
    ];
    add(deprecated, "deprecated", Json::Bool(true));
}

/// Adds mutations that must not be reported.
fn mutate_prose(site: &Site<'_>, found: &mut Vec<VendorMutation>) {
    for (kind, key, value) in [
        ("description changed", "description", "Other words."),
        ("example changed", "example", "another"),
    ] {
        found.push(VendorMutation {
            kind,
            edits: vec![(site.pointer.clone(), Edit::insert(key, value.into()))],
            expected: Vec::new(),
            production_impact: "safe",
            operation: Some(site.operation.clone()),
        });
    }
}
