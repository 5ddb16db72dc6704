//! Changes to one value that are facts. `notes.rs` has those that are none.

use openapi_facts::json::Json;

use super::sites::{Side, Site};
use super::{Drift, notes, one, text};
use crate::edit::Edit;

/// Every change that this site can take.
pub fn at(site: &Site<'_>) -> Vec<Drift> {
    let mut found = Vec::new();
    presence(site, &mut found);
    marks(site, &mut found);
    types(site, &mut found);
    values(site, &mut found);
    notes::at(site, &mut found);
    found
}

const NEW: &str = "zzUnheardOf";

fn presence(site: &Site<'_>, found: &mut Vec<Drift>) {
    if let Some(properties) = site.schema.get("properties") {
        let mut wider = properties.clone();
        if let Json::Object(map) = &mut wider {
            map.insert(NEW.to_owned(), text());
        }
        let place = vec![format!("{}.{NEW}", site.place)];
        let add = Edit::insert("properties", wider);
        found.extend(site.drift(
            [
                None,
                Some((
                    "request field added",
                    "request-field-added-optional",
                    "safe",
                )),
                Some(("answer field added", "response-field-added", "safe")),
                Some(("error field added", "error-field-added", "safe")),
            ],
            &site.pointer,
            vec![add.clone()],
            place.clone(),
        ));
        let required = Edit::push("required", NEW.into());
        found.extend(site.drift(
            [
                None,
                Some((
                    "required request field added",
                    "request-field-added-required",
                    "breaks",
                )),
                Some((
                    "required answer field added",
                    "response-field-added",
                    "safe",
                )),
                None,
            ],
            &site.pointer,
            vec![add, required],
            place,
        ));
    }
    if site.side == Side::Parameter || !site.is_field() {
        return;
    }
    let mut places = site.here();
    places.extend(site.below.iter().cloned());
    let pointer = format!("{}/properties", site.holder);
    found.extend(site.drift(
        [
            None,
            Some((
                "request field removed",
                "request-field-removed",
                "may break",
            )),
            Some(("answer field removed", "response-field-removed", "breaks")),
            (!site.place.ends_with(".message")).then_some((
                "error field removed",
                "error-field-removed",
                "safe",
            )),
        ],
        &pointer,
        vec![Edit::Remove(site.name.clone())],
        places,
    ));
}

fn marks(site: &Site<'_>, found: &mut Vec<Drift>) {
    if !site.is_field() {
        return;
    }
    let (on, off) = if site.side == Side::Parameter {
        let mark = |on| Edit::insert("required", Json::Bool(on));
        (mark(true), mark(false))
    } else {
        let name = || site.name.as_str().into();
        (
            Edit::push("required", name()),
            Edit::take("required", name()),
        )
    };
    let drift = if site.required {
        site.drift(
            [
                Some((
                    "parameter became optional",
                    "parameter-became-optional",
                    "safe",
                )),
                Some((
                    "request field became optional",
                    "request-field-became-optional",
                    "safe",
                )),
                Some((
                    "answer field became optional",
                    "response-field-became-optional",
                    "safe",
                )),
                None,
            ],
            &site.holder,
            vec![off],
            site.here(),
        )
    } else {
        site.drift(
            [
                Some((
                    "parameter became required",
                    "parameter-became-required",
                    "breaks",
                )),
                Some((
                    "request field became required",
                    "request-field-became-required",
                    "breaks",
                )),
                Some((
                    "answer field became required",
                    "response-field-became-required",
                    "safe",
                )),
                Some(("error field became required", "error-field-changed", "safe")),
            ],
            &site.holder,
            vec![on],
            site.here(),
        )
    };
    found.extend(drift);
}

fn types(site: &Site<'_>, found: &mut Vec<Drift>) {
    let is_scalar = ["string", "number", "integer", "boolean"].contains(&site.kind());
    let is_free = site.schema.get("enum").is_none();
    if is_scalar && is_free {
        let other = if site.kind() == "boolean" {
            "number"
        } else {
            "boolean"
        };
        found.extend(site.drift(
            [
                Some(("parameter retyped", "parameter-type-changed", "breaks")),
                Some((
                    "request field retyped",
                    "request-field-type-changed",
                    "breaks",
                )),
                Some((
                    "answer field retyped",
                    "response-field-type-changed",
                    "breaks",
                )),
                (!site.place.ends_with(".message")).then_some((
                    "error field retyped",
                    "error-field-changed",
                    "safe",
                )),
            ],
            &site.pointer,
            vec![Edit::insert("type", other.into())],
            site.here(),
        ));
    }
    if site.kind() == "integer" {
        found.extend(site.drift(
            [
                Some(("parameter widened", "parameter-type-widened", "safe")),
                Some((
                    "request field widened",
                    "request-field-type-widened",
                    "safe",
                )),
                None,
                None,
            ],
            &site.pointer,
            vec![Edit::insert("type", "number".into())],
            site.here(),
        ));
    }
    let is_inner = site.place.ends_with("[]") || site.place.ends_with(".*");
    if site.schema.get("nullable").is_none() && (is_scalar || site.kind() == "object") && !is_inner
    {
        found.extend(site.drift(
            [
                Some((
                    "parameter became nullable",
                    "parameter-became-nullable",
                    "safe",
                )),
                Some((
                    "request field became nullable",
                    "request-field-became-nullable",
                    "safe",
                )),
                Some((
                    "answer field became nullable",
                    "response-field-became-nullable",
                    "safe",
                )),
                None,
            ],
            &site.pointer,
            vec![Edit::insert("nullable", Json::Bool(true))],
            site.here(),
        ));
    }
    if site.schema.get("properties").is_some() && site.is_field() {
        // As GET /account did: an object becomes a list of it.
        let mut list = one("items", site.schema.clone());
        if let Json::Object(map) = &mut list {
            map.insert("type".to_owned(), "array".into());
        }
        let mut expected = vec![("response-field-type-changed", site.place.clone())];
        expected.extend(
            site.below
                .iter()
                .map(|place| ("response-field-removed", place.clone())),
        );
        expected.push(("response-field-added", format!("{}[]", site.place)));
        let inside = |place: &String| place.replacen(&site.place, &format!("{}[]", site.place), 1);
        expected.extend(
            site.below
                .iter()
                .map(|place| ("response-field-added", inside(place))),
        );
        if site.side == Side::Answer
            && let Some((holder, key)) = site.pointer.rsplit_once('/')
        {
            found.push(Drift {
                kind: "answer object became a list",
                edits: vec![(holder.to_owned(), Edit::insert(key.to_owned(), list))],
                expected,
                deployed: "breaks",
                operation: Some(site.operation.clone()),
            });
        }
    }
}

fn values(site: &Site<'_>, found: &mut Vec<Drift>) {
    let listed = site.schema.list("enum");
    if let Some(first) = listed.first().filter(|_| listed.len() > 1) {
        found.extend(site.drift(
            [
                Some(("parameter value added", "parameter-value-added", "safe")),
                Some(("request value added", "request-field-value-added", "safe")),
                Some(("answer value added", "response-value-added", "safe")),
                None,
            ],
            &site.pointer,
            vec![Edit::push("enum", NEW.into())],
            site.here(),
        ));
        found.extend(site.drift(
            [
                Some((
                    "parameter value removed",
                    "parameter-value-removed",
                    "breaks",
                )),
                Some((
                    "request value removed",
                    "request-field-value-removed",
                    "breaks",
                )),
                Some(("answer value removed", "response-value-removed", "safe")),
                None,
            ],
            &site.pointer,
            vec![Edit::take("enum", first.clone())],
            site.here(),
        ));
    }
    if !listed.is_empty() {
        found.extend(site.drift(
            [
                Some(("parameter enum dropped", "parameter-enum-dropped", "safe")),
                Some(("request enum dropped", "request-field-enum-dropped", "safe")),
                Some(("answer enum dropped", "response-enum-dropped", "safe")),
                None,
            ],
            &site.pointer,
            vec![Edit::Remove("enum".to_owned())],
            site.here(),
        ));
    } else if site.kind() == "string" {
        let two = Json::Array(vec!["a".into(), "b c".into()]);
        found.extend(site.drift(
            [
                Some((
                    "parameter enum introduced",
                    "parameter-enum-introduced",
                    "may break",
                )),
                Some((
                    "request enum introduced",
                    "request-field-enum-introduced",
                    "may break",
                )),
                Some(("answer enum introduced", "response-enum-introduced", "safe")),
                None,
            ],
            &site.pointer,
            vec![Edit::insert("enum", two)],
            site.here(),
        ));
    }
}
