//! Mutations of one value that change facts. `notes.rs` has the others.

use openapi_facts::diff::Rule;
use openapi_facts::json::Json;

use super::sites::{Side, Site};
use super::{VendorMutation, notes, one, text};
use crate::edit::Edit;

/// Returns every mutation of this site.
pub fn mutations_of(site: &Site<'_>) -> Vec<VendorMutation> {
    let mut found = Vec::new();
    mutate_presence(site, &mut found);
    mutate_required_marks(site, &mut found);
    mutate_types(site, &mut found);
    mutate_enum_values(site, &mut found);
    notes::add_mutations_of(site, &mut found);
    found
}

const NEW_FIELD: &str = "zzUnheardOf";

fn mutate_presence(site: &Site<'_>, found: &mut Vec<VendorMutation>) {
    if let Some(properties) = site.schema.get("properties") {
        let mut wider = properties.clone();
        if let Json::Object(map) = &mut wider {
            map.insert(NEW_FIELD.to_owned(), text());
        }
        let place = vec![format!("{}.{NEW_FIELD}", site.place)];
        let add = Edit::insert("properties", wider);
        found.extend(site.mutation(
            [
                None,
                Some((
                    "request field added",
                    Rule::RequestFieldAddedOptional,
                    "safe",
                )),
                Some(("response field added", Rule::ResponseFieldAdded, "safe")),
                Some(("error field added", Rule::ErrorFieldAdded, "safe")),
            ],
            &site.pointer,
            vec![add.clone()],
            place.clone(),
        ));
        let required = Edit::append_to("required", NEW_FIELD.into());
        found.extend(site.mutation(
            [
                None,
                Some((
                    "required request field added",
                    Rule::RequestFieldAddedRequired,
                    "breaks",
                )),
                Some((
                    "required response field added",
                    Rule::ResponseFieldAdded,
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
    let mut places = site.own_place();
    places.extend(site.nested_places.iter().cloned());
    let pointer = format!("{}/properties", site.holder);
    let removed = site.mutation(
        [
            None,
            Some((
                "request field removed",
                Rule::RequestFieldRemoved,
                "may break",
            )),
            Some((
                "response field removed",
                Rule::ResponseFieldRemoved,
                "breaks",
            )),
            (!site.place.ends_with(".message")).then_some((
                "error field removed",
                Rule::ErrorFieldRemoved,
                "safe",
            )),
        ],
        &pointer,
        vec![Edit::Remove(site.name.clone())],
        places,
    );
    found.extend(removed.map(|mut mutation| {
        // A name that stays in `required` still requires the field.
        let edit = Edit::remove_from("required", site.name.as_str().into());
        mutation.edits.push((site.holder.clone(), edit));
        mutation
    }));
}

fn mutate_required_marks(site: &Site<'_>, found: &mut Vec<VendorMutation>) {
    if !site.is_field() {
        return;
    }
    let (on, off) = if site.side == Side::Parameter {
        let mark = |on| Edit::insert("required", Json::Bool(on));
        (mark(true), mark(false))
    } else {
        let name = || site.name.as_str().into();
        (
            Edit::append_to("required", name()),
            Edit::remove_from("required", name()),
        )
    };
    let mutation = if site.required {
        site.mutation(
            [
                Some((
                    "parameter became optional",
                    Rule::ParameterBecameOptional,
                    "safe",
                )),
                Some((
                    "request field became optional",
                    Rule::RequestFieldBecameOptional,
                    "safe",
                )),
                Some((
                    "response field became optional",
                    Rule::ResponseFieldBecameOptional,
                    "safe",
                )),
                None,
            ],
            &site.holder,
            vec![off],
            site.own_place(),
        )
    } else {
        site.mutation(
            [
                Some((
                    "parameter became required",
                    Rule::ParameterBecameRequired,
                    "breaks",
                )),
                Some((
                    "request field became required",
                    Rule::RequestFieldBecameRequired,
                    "breaks",
                )),
                Some((
                    "response field became required",
                    Rule::ResponseFieldBecameRequired,
                    "safe",
                )),
                Some((
                    "error field became required",
                    Rule::ErrorFieldChanged,
                    "safe",
                )),
            ],
            &site.holder,
            vec![on],
            site.own_place(),
        )
    };
    found.extend(mutation);
}

fn mutate_types(site: &Site<'_>, found: &mut Vec<VendorMutation>) {
    let is_scalar = ["string", "number", "integer", "boolean"].contains(&site.schema_type());
    let has_any_value = site.schema.get("enum").is_none();
    if is_scalar && has_any_value {
        let other = if site.schema_type() == "boolean" {
            "number"
        } else {
            "boolean"
        };
        found.extend(site.mutation(
            [
                Some(("parameter retyped", Rule::ParameterTypeChanged, "breaks")),
                Some((
                    "request field retyped",
                    Rule::RequestFieldTypeChanged,
                    "breaks",
                )),
                Some((
                    "response field retyped",
                    Rule::ResponseFieldTypeChanged,
                    "breaks",
                )),
                (!site.place.ends_with(".message")).then_some((
                    "error field retyped",
                    Rule::ErrorFieldChanged,
                    "safe",
                )),
            ],
            &site.pointer,
            vec![Edit::insert("type", other.into())],
            site.own_place(),
        ));
    }
    if site.schema_type() == "integer" {
        found.extend(site.mutation(
            [
                Some(("parameter widened", Rule::ParameterTypeWidened, "safe")),
                Some((
                    "request field widened",
                    Rule::RequestFieldTypeWidened,
                    "safe",
                )),
                None,
                None,
            ],
            &site.pointer,
            vec![Edit::insert("type", "number".into())],
            site.own_place(),
        ));
    }
    let is_item_or_map_value = site.place.ends_with("[]") || site.place.ends_with(".*");
    if site.schema.get("nullable").is_none()
        && (is_scalar || site.schema_type() == "object")
        && !is_item_or_map_value
    {
        found.extend(site.mutation(
            [
                Some((
                    "parameter became nullable",
                    Rule::ParameterBecameNullable,
                    "safe",
                )),
                Some((
                    "request field became nullable",
                    Rule::RequestFieldBecameNullable,
                    "safe",
                )),
                Some((
                    "response field became nullable",
                    Rule::ResponseFieldBecameNullable,
                    "safe",
                )),
                None,
            ],
            &site.pointer,
            vec![Edit::insert("nullable", Json::Bool(true))],
            site.own_place(),
        ));
    }
    if site.schema.get("properties").is_some() && site.is_field() {
        // The vendor made this change to GET /account: a list of objects replaced an object.
        let mut list = one("items", site.schema.clone());
        if let Json::Object(map) = &mut list {
            map.insert("type".to_owned(), "array".into());
        }
        let mut expected = vec![(Rule::ResponseFieldTypeChanged, site.place.clone())];
        expected.extend(
            site.nested_places
                .iter()
                .map(|place| (Rule::ResponseFieldRemoved, place.clone())),
        );
        expected.push((Rule::ResponseFieldAdded, format!("{}[]", site.place)));
        let inside = |place: &String| place.replacen(&site.place, &format!("{}[]", site.place), 1);
        expected.extend(
            site.nested_places
                .iter()
                .map(|place| (Rule::ResponseFieldAdded, inside(place))),
        );
        if site.side == Side::Response
            && let Some((holder, key)) = site.pointer.rsplit_once('/')
        {
            found.push(VendorMutation {
                kind: "response object became a list",
                edits: vec![(holder.to_owned(), Edit::insert(key.to_owned(), list))],
                expected,
                production_impact: "breaks",
                operation: Some(site.operation.clone()),
            });
        }
    }
}

fn mutate_enum_values(site: &Site<'_>, found: &mut Vec<VendorMutation>) {
    let listed = site.schema.list("enum");
    if let Some(first) = listed.first().filter(|_| listed.len() > 1) {
        found.extend(site.mutation(
            [
                Some(("parameter value added", Rule::ParameterValueAdded, "safe")),
                Some(("request value added", Rule::RequestFieldValueAdded, "safe")),
                Some(("response value added", Rule::ResponseValueAdded, "safe")),
                None,
            ],
            &site.pointer,
            vec![Edit::append_to("enum", NEW_FIELD.into())],
            site.own_place(),
        ));
        found.extend(site.mutation(
            [
                Some((
                    "parameter value removed",
                    Rule::ParameterValueRemoved,
                    "breaks",
                )),
                Some((
                    "request value removed",
                    Rule::RequestFieldValueRemoved,
                    "breaks",
                )),
                Some(("response value removed", Rule::ResponseValueRemoved, "safe")),
                None,
            ],
            &site.pointer,
            vec![Edit::remove_from("enum", first.clone())],
            site.own_place(),
        ));
    }
    if !listed.is_empty() {
        found.extend(site.mutation(
            [
                Some(("parameter enum dropped", Rule::ParameterEnumDropped, "safe")),
                Some((
                    "request enum dropped",
                    Rule::RequestFieldEnumDropped,
                    "safe",
                )),
                Some(("response enum dropped", Rule::ResponseEnumDropped, "safe")),
                None,
            ],
            &site.pointer,
            vec![Edit::Remove("enum".to_owned())],
            site.own_place(),
        ));
    } else if site.schema_type() == "string" {
        let two = Json::Array(vec!["a".into(), "b c".into()]);
        found.extend(site.mutation(
            [
                Some((
                    "parameter enum introduced",
                    Rule::ParameterEnumIntroduced,
                    "may break",
                )),
                Some((
                    "request enum introduced",
                    Rule::RequestFieldEnumIntroduced,
                    "may break",
                )),
                Some((
                    "response enum introduced",
                    Rule::ResponseEnumIntroduced,
                    "safe",
                )),
                None,
            ],
            &site.pointer,
            vec![Edit::insert("enum", two)],
            site.own_place(),
        ));
    }
}
