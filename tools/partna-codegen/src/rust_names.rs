//! Indexes our document by place: the Rust name of each place, and its documented properties, such as the format.

use std::collections::BTreeMap;

use heck::ToUpperCamelCase;
use openapi_facts::diff::{Difference, KnownApi, Rule, RuleSubject, RustItem};
use openapi_facts::fact::{Place, Root, Step};
use openapi_facts::json::Json;
use openapi_facts::schema::{View, resolve};

use crate::document::operations;
use crate::extensions;
use crate::open_enums::{components, values, variant_name};
use crate::parameters::{self, snake};

pub struct RustApi<'a> {
    doc: &'a Json,
    operations: BTreeMap<String, KnownOperation>,
    /// The number of places that have each variant, by Rust type and value.
    variants: BTreeMap<(&'a str, &'a str), usize>,
}

/// The number of places that lose a variant, by Rust type and value.
type RemovedVariants = BTreeMap<(String, String), usize>;

struct KnownOperation {
    id: String,
    effect: String,
    /// The field that carries the caller's reference.
    pub reference: Option<String>,
    success: Option<String>,
    places: BTreeMap<Place, KnownPlace>,
}

struct KnownPlace {
    rust: String,
    /// The component that contains the fields of the place.
    holder: Option<String>,
    pub format: Option<String>,
    /// The enum component that lists the values of the place.
    vocabulary: Option<String>,
}

impl<'a> RustApi<'a> {
    /// Indexes a document. A schema that cannot be read is skipped.
    pub fn of(doc: &'a Json) -> Self {
        let mut known = BTreeMap::new();
        for (method, path, declared) in operations(doc) {
            let name = format!("{method} {path}");
            known.insert(key(&name), operation(doc, path, declared));
        }
        let listed: BTreeMap<&str, (&str, &Json)> = components(doc)
            .map(|(name, rust, schema)| (name, (rust, schema)))
            .collect();
        let mut variants = BTreeMap::new();
        let places = known
            .values()
            .flat_map(|known: &KnownOperation| known.places.values());
        for (rust, schema) in places.filter_map(|place| listed.get(place.vocabulary.as_deref()?)) {
            for value in values(schema) {
                *variants.entry((*rust, value)).or_default() += 1;
            }
        }
        Self {
            doc,
            operations: known,
            variants,
        }
    }

    /// Counts the places that lose each variant. A variant is removed only if all its places lose it.
    fn lost(&self, found: &[Difference]) -> RemovedVariants {
        let mut lost = BTreeMap::new();
        for found in found {
            let operation = found
                .operation
                .as_deref()
                .and_then(|name| self.operation(name));
            let known = operation.and_then(|operation| operation.place(&found.place));
            let value = found
                .before
                .as_deref()
                .filter(|_| is_enum_value(found) && found.rule.is_removal());
            if let (Some((known, _)), Some(value)) = (known, value)
                && let Some((rust, _)) = self.variant(known, value)
            {
                *lost.entry((rust.to_owned(), value.to_owned())).or_default() += 1;
            }
        }
        lost
    }

    /// Whether a variant exists both before and after the changes.
    fn has(&self, rust: &str, value: &str, lost: &RemovedVariants) -> bool {
        let lost = lost.get(&(rust.to_owned(), value.to_owned()));
        self.variants
            .get(&(rust, value))
            .is_some_and(|places| lost.is_none_or(|lost| places > lost))
    }

    fn operation(&self, name: &str) -> Option<&KnownOperation> {
        self.operations.get(&key(name))
    }

    /// Returns the Rust names of all places.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let places = self
            .operations
            .values()
            .flat_map(|known| known.places.values());
        places.map(|place| place.rust.as_str())
    }

    /// Returns the Rust item that a difference affects.
    fn item(&self, found: &Difference, lost: &RemovedVariants) -> RustItem {
        let operation = found.operation.as_deref();
        let Some(operation) = operation.and_then(|name| self.operation(name)) else {
            return RustItem::default();
        };
        match found.rule.subject() {
            RuleSubject::Operation if found.rule == Rule::OperationAdded => RustItem::default(),
            RuleSubject::Operation => RustItem {
                name: Some(format!("Client::{}", operation.id)),
                is_unchanged: false,
            },
            RuleSubject::Field => self.field(operation, found, lost),
            RuleSubject::Access | RuleSubject::Response => RustItem::default(),
        }
    }

    fn field(
        &self,
        operation: &KnownOperation,
        found: &Difference,
        lost: &RemovedVariants,
    ) -> RustItem {
        let Some((known, exact)) = operation.place(&found.place) else {
            let name = found
                .rule
                .is_addition()
                .then(|| operation.new_item_name(&found.place));
            return RustItem {
                name: name.flatten(),
                is_unchanged: false,
            };
        };
        let value = match (&found.before, &found.after) {
            (Some(value), None) | (None, Some(value)) => value.as_str(),
            _ => "",
        };
        let is_value = is_enum_value(found);
        if is_value && let Some((rust, variant)) = self.variant(known, value) {
            return RustItem {
                name: Some(format!("partna_types::{rust}::{variant}")),
                is_unchanged: self.has(rust, value, lost),
            };
        }
        RustItem {
            name: Some(known.rust.clone()),
            is_unchanged: !is_value
                && (found.rule.is_addition() || (found.rule.is_removal() && !exact)),
        }
    }

    fn variant(&self, known: &KnownPlace, value: &str) -> Option<(&'a str, String)> {
        let component = known.vocabulary.as_deref()?;
        let schema = self.doc.at(&["components", "schemas", component])?;
        let rust = schema.text(extensions::RUST)?;
        (rust != "bool").then(|| (rust, variant_name(schema, value)))
    }
}

impl KnownApi for RustApi<'_> {
    fn rust_items(&self, differences: &[Difference]) -> Vec<RustItem> {
        let lost = self.lost(differences);
        let items = differences.iter().map(|found| self.item(found, &lost));
        items.collect()
    }

    fn may_change_state(&self, operation: &str) -> Option<bool> {
        Some(self.operation(operation)?.may_change_state())
    }

    fn reference_field(&self, operation: &str) -> Option<&str> {
        self.operation(operation)?.reference.as_deref()
    }

    fn format(&self, operation: &str, place: &str) -> Option<&str> {
        let (known, _) = self.operation(operation)?.place(place)?;
        known.format.as_deref()
    }
}

impl KnownOperation {
    /// Whether the operation may move money or change state.
    fn may_change_state(&self) -> bool {
        self.effect != "read"
    }

    /// Returns the data of a place. The flag is false if our document has a map instead, whose values the place belongs
    /// to.
    fn place(&self, place: &str) -> Option<(&KnownPlace, bool)> {
        self.known(self.translated(place.parse().ok()?))
    }

    fn known(&self, place: Place) -> Option<(&KnownPlace, bool)> {
        if let Some(known) = self.places.get(&place) {
            return Some((known, true));
        }
        let mut places = self.places.iter();
        let map = places.find(|(general, _)| place.is_case_of(general));
        map.map(|(_, known)| (known, false))
    }

    /// Returns the corresponding place in our document, in which an operation has only one success status.
    fn translated(&self, mut place: Place) -> Place {
        if let (Root::Response { status }, Some(ours)) = (&mut place.root, &self.success)
            && status.starts_with('2')
        {
            status.clone_from(ours);
        }
        place
    }

    /// Returns the Rust name that a new place will have.
    fn new_item_name(&self, place: &str) -> Option<String> {
        let place: Place = place.parse().ok()?;
        if place.is_item_or_map_value() {
            return None;
        }
        let field = snake(place.name()?);
        match place.parent() {
            Some(parent) => {
                let (parent, _) = self.known(self.translated(parent))?;
                let holder = parent.holder.as_deref()?;
                Some(format!("types::{holder}::{field}"))
            }
            None => Some(format!(
                "builder::{}::{field}",
                self.id.to_upper_camel_case()
            )),
        }
    }
}

/// Whether a value of an enum was added or removed.
fn is_enum_value(found: &Difference) -> bool {
    found.rule.name().contains("-value-")
}

/// Returns the key of an operation, which ignores a final slash.
fn key(operation: &str) -> String {
    operation.trim_end_matches('/').to_owned()
}

fn operation(doc: &Json, path: &str, declared: &Json) -> KnownOperation {
    let text = |key: &str| declared.text(key).unwrap_or_default().to_owned();
    let id = text("operationId");
    let mut places = BTreeMap::new();
    let shared = doc
        .at(&["paths", path])
        .map_or(&[][..], |item| item.list("parameters"));
    for parameter in shared.iter().chain(declared.list("parameters")) {
        let Ok(parameter) = resolve(doc, parameter) else {
            continue;
        };
        let name = parameter.text("name").unwrap_or_default();
        let at = parameter.text("in").unwrap_or_default();
        let setter = parameters::setter(parameter);
        let rust = format!("builder::{}::{setter}", id.to_upper_camel_case());
        if let Some(schema) = parameters::schema(parameter) {
            let mut place = Place::from(Root::Parameter {
                location: at.to_owned(),
                name: name.to_owned(),
            });
            collect_places(doc, &mut places, &mut place, &rust, schema, &mut Vec::new());
        }
    }
    let responses = declared
        .get("responses")
        .into_iter()
        .flat_map(Json::entries);
    let success = responses
        .map(|(status, _)| status)
        .find(|status| status.starts_with('2'));
    let response = success.and_then(|status| {
        let response = declared.at(&["responses", status])?;
        let status = status.to_owned();
        Some((Root::Response { status }, response))
    });
    let body = declared.get("requestBody").map(|body| (Root::Body, body));
    for (root, holder) in body.into_iter().chain(response) {
        let mut place = Place::from(root);
        let holder = resolve(doc, holder).unwrap_or(holder);
        let contents = holder.get("content").into_iter().flat_map(Json::entries);
        for schema in contents.filter_map(|(_, media)| media.get("schema")) {
            let rust = component(schema).map_or_else(String::new, |name| format!("types::{name}"));
            collect_places(doc, &mut places, &mut place, &rust, schema, &mut Vec::new());
        }
    }
    KnownOperation {
        id,
        effect: text(extensions::EFFECT),
        reference: declared
            .at(&[extensions::REFERENCE, "field"])
            .and_then(Json::as_str)
            .map(str::to_owned),
        success: success.map(str::to_owned),
        places,
    }
}

/// Records the data of a place and of the places inside it. `open` contains the references that are being followed, to
/// detect cycles.
fn collect_places<'a>(
    doc: &'a Json,
    places: &mut BTreeMap<Place, KnownPlace>,
    place: &mut Place,
    rust: &str,
    schema: &'a Json,
    open: &mut Vec<&'a str>,
) {
    let depth = open.len();
    if let Ok(Some(view)) = View::of(doc, schema, open) {
        let component = component(schema);
        let declared = component.and_then(|name| doc.at(&["components", "schemas", name]));
        let lists_values = declared.is_some_and(|schema| schema.get(extensions::RUST).is_some());
        let formats = view
            .notes
            .iter()
            .filter(|(keyword, _)| *keyword == "format");
        places.insert(
            place.clone(),
            KnownPlace {
                rust: rust.to_owned(),
                holder: component
                    .filter(|_| !view.properties.is_empty())
                    .map(str::to_owned),
                format: formats.map(|(_, format)| format.clone()).next(),
                vocabulary: component.filter(|_| lists_values).map(str::to_owned),
            },
        );
        for (field, property) in &view.properties {
            let name = component.map(|holder| format!("types::{holder}::{}", snake(field)));
            let name = name.as_deref().unwrap_or(rust);
            place.steps.push(Step::Field((*field).to_owned()));
            collect_places(doc, places, place, name, property, open);
            place.steps.pop();
        }
        for items in &view.items {
            place.steps.push(Step::Items);
            collect_places(doc, places, place, rust, items, open);
            place.steps.pop();
        }
        // If an object has fields, `additionalProperties: true` only keeps unknown fields. It is not recorded as a
        // place, so that a new field counts as an addition.
        if let Some(values) = view.additional
            && (view.properties.is_empty() || values.as_object().is_some())
            && values != &Json::Bool(false)
        {
            place.steps.push(Step::Values);
            collect_places(doc, places, place, rust, values, open);
            place.steps.pop();
        }
    }
    open.truncate(depth);
}

/// Returns the component that a schema refers to, directly or by an `allOf` with one part.
fn component(schema: &Json) -> Option<&str> {
    if let Some(reference) = schema.text("$ref") {
        return reference.strip_prefix("#/components/schemas/");
    }
    match schema.get("allOf").map(Json::items) {
        Some([only]) => component(only),
        _ => None,
    }
}
