//! Changes to one value that are no facts: notes on it, and its words.

use openapi_facts::json::Json;

use super::Drift;
use super::sites::{Kinds, Site};
use crate::edit::Edit;

/// Every such change that this site can take.
pub fn at(site: &Site<'_>, found: &mut Vec<Drift>) {
    narrowed(site, found);
    nothing(site, found);
}

fn narrowed(site: &Site<'_>, found: &mut Vec<Drift>) {
    if site.kind() != "string" {
        return;
    }
    let asked = |kind| Some((kind, "constraint-tightened", "may break"));
    let answered = |kind| Some((kind, "response-constraint-changed", "safe"));
    let mut add = |kinds: Kinds, keyword: &'static str, value: Json| {
        if site.schema.get(keyword).is_none() {
            found.extend(site.drift(
                kinds,
                &site.pointer,
                vec![Edit::insert(keyword, value)],
                site.here(),
            ));
        }
    };
    let length = [
        asked("parameter limited"),
        asked("request field limited"),
        answered("answer field limited"),
        None,
    ];
    add(length, "maxLength", Json::Number(7.into()));
    let pattern = [
        asked("parameter pattern"),
        asked("request pattern"),
        answered("answer pattern"),
        None,
    ];
    add(pattern, "pattern", "^[a-z ]+$".into());
    let format = [
        asked("parameter format"),
        asked("request format"),
        answered("answer format"),
        None,
    ];
    add(format, "format", "date-time".into());
    let default = |kind| Some((kind, "default-changed", "may break"));
    let defaults = [
        default("parameter default"),
        default("request default"),
        None,
        None,
    ];
    add(defaults, "default", "x".into());
    let old = |kind| Some((kind, "field-deprecated", "safe"));
    let deprecated = [
        old("parameter deprecated"),
        old("request field deprecated"),
        old("answer field deprecated"),
        None,
    ];
    add(deprecated, "deprecated", Json::Bool(true));
}

/// What is no fact, and so has to be named by nothing.
fn nothing(site: &Site<'_>, found: &mut Vec<Drift>) {
    for (kind, key, value) in [
        ("description changed", "description", "Other words."),
        ("example changed", "example", "another"),
    ] {
        let kinds = [Some((kind, "", "safe")); 4];
        found.extend(site.drift(
            kinds,
            &site.pointer,
            vec![Edit::insert(key, value.into())],
            Vec::new(),
        ));
    }
}
