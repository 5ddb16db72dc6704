//! Inlines components before an update of the document, and restores them afterwards.
//!
//! Several operations may use the same component. To change it for one operation only, each use is replaced with a copy
//! of the component, marked with the component's name. After the change, the unchanged form of the copies becomes the
//! component again. If no copy is unchanged, the most common form becomes the component. Each other form becomes a new
//! component.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, bail};
use indexmap::IndexMap;
use openapi_facts::facts::METHODS;
use openapi_facts::json::{Json, Map};

use super::object;
use crate::extensions;
use crate::names::{UsedNames, pascal};

/// Marks a new schema that becomes a component. The value is the name of its field.
pub const NAMED: &str = "x-adopt-named";
/// Marks an inlined schema. The value is the name of its component.
const ORIGIN: &str = "x-adopt-origin";
/// The description of an inlined schema at this place, which may differ from the description of the component.
const DESCRIPTION: &str = "x-adopt-description";

const REFERENCE: &str = "#/components/schemas/";

/// A callback that receives a name for a schema, and the schema.
type Visit<'a> = dyn FnMut(&str, &mut Json) -> anyhow::Result<()> + 'a;

/// Calls `visit` on the schema of every parameter, request body and success response.
fn visit_roots(doc: &mut Json, visit: &mut Visit<'_>) -> anyhow::Result<()> {
    let paths = super::member(doc, "paths")?;
    for operation in paths
        .values_mut()
        .filter_map(Json::as_object_mut)
        .flat_map(|item| item.iter_mut())
        .filter(|(method, _)| METHODS.contains(&method.as_str()))
        .filter_map(|(_, operation)| operation.as_object_mut())
    {
        let id = operation.get("operationId").and_then(Json::as_str);
        let name = pascal(id.unwrap_or("operation"));
        if let Some(Json::Array(parameters)) = operation.get_mut("parameters") {
            for parameter in parameters {
                let label = pascal(parameter.text("name").unwrap_or(""));
                let is_json = parameter.get("content").is_some();
                let schema = match is_json {
                    true => media(parameter),
                    false => parameter.as_object_mut().and_then(|p| p.get_mut("schema")),
                };
                if let Some(schema) = schema {
                    visit(&format!("{name}{label}"), schema)?;
                }
            }
        }
        if let Some(schema) = operation.get_mut("requestBody").and_then(media) {
            visit(&format!("{name}Request"), schema)?;
        }
        if let Some(Json::Object(responses)) = operation.get_mut("responses") {
            for (status, response) in responses {
                if status.starts_with('2')
                    && let Some(schema) = media(response)
                {
                    visit(&format!("{name}Response"), schema)?;
                }
            }
        }
    }
    Ok(())
}

/// Returns the schema of a request body, a response or a parameter with JSON text.
pub fn media(holder: &mut Json) -> Option<&mut Json> {
    let content = holder.as_object_mut()?.get_mut("content")?;
    let (_, media) = content.as_object_mut()?.iter_mut().next()?;
    media.as_object_mut()?.get_mut("schema")
}

/// Returns the document with every component inlined where it is used.
pub fn inline(doc: &Json) -> anyhow::Result<Json> {
    let mut expanded = doc.clone();
    visit_roots(&mut expanded, &mut |_, schema| {
        *schema = inlined(doc, schema, &mut Vec::new())?;
        Ok(())
    })?;
    Ok(expanded)
}

fn inlined(doc: &Json, schema: &Json, open: &mut Vec<String>) -> anyhow::Result<Json> {
    if let Some(name) = schema.text("$ref").and_then(|r| r.strip_prefix(REFERENCE)) {
        if open.iter().any(|other| other == name) {
            bail!(
                "component `{name}`: it contains itself, which adoption does not support; break the cycle"
            );
        }
        let component = doc.at(&["components", "schemas", name]).with_context(|| {
            format!("component `{name}`: not declared; correct the `$ref`, or add the component")
        })?;
        open.push(name.to_owned());
        let mut schema = inlined(doc, component, open)?;
        open.pop();
        set_key(&mut schema, ORIGIN, name.into());
        return Ok(schema);
    }
    if let [only] = schema.list("allOf") {
        let mut contents = inlined(doc, only, open)?;
        if let Some(text) = schema.get("description") {
            set_key(&mut contents, DESCRIPTION, text.clone());
        }
        return Ok(contents);
    }
    let mut schema = schema.clone();
    visit_children(&mut schema, &mut |_, inner| {
        *inner = inlined(doc, inner, open)?;
        Ok(())
    })?;
    Ok(schema)
}

fn set_key(schema: &mut Json, key: &str, value: Json) {
    if let Json::Object(map) = schema {
        map.insert(key.into(), value);
    }
}

/// Calls `visit` on each schema directly inside a schema, with the name of its field.
fn visit_children(schema: &mut Json, visit: &mut Visit<'_>) -> anyhow::Result<()> {
    let Json::Object(map) = schema else {
        return Ok(());
    };
    if let Some(Json::Object(properties)) = map.get_mut("properties") {
        for (name, property) in properties {
            visit(name, property)?;
        }
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner @ Json::Object(_)) = map.get_mut(key) {
            visit("", inner)?;
        }
    }
    Ok(())
}

/// Whether a schema is, or becomes, a component.
pub fn is_named(schema: &Json) -> bool {
    schema.get(NAMED).is_some() || schema.get(ORIGIN).is_some()
}

/// Sets the description of a schema at its place, without changing the description of its component.
pub fn with_description(mut schema: Json, text: &str) -> Json {
    let is_named = is_named(&schema);
    if let Json::Object(map) = &mut schema {
        if is_named {
            map.insert(DESCRIPTION.into(), text.into());
        } else {
            map.shift_insert(0, "description".into(), text.into());
        }
    }
    schema
}

/// Replaces a schema, and keeps its description at this place.
pub fn replace(schema: &mut Json, new: Json) {
    let own = schema.get(ORIGIN).is_none();
    let text = schema.text(DESCRIPTION);
    let text = text.or(schema.text("description").filter(|_| own));
    *schema = match text {
        Some(text) => with_description(new, text),
        None => new,
    };
}

/// Returns the document with its components restored.
pub fn restore(mut expanded: Json, original: &Json) -> anyhow::Result<Json> {
    let mut restorer = Restorer::new(original)?;
    visit_roots(&mut expanded, &mut |_, schema| {
        restorer.count(schema);
        Ok(())
    })?;
    restorer.choose();
    visit_roots(&mut expanded, &mut |name, schema| {
        *schema = restorer.restore_schema(name, schema)?;
        Ok(())
    })?;
    let components = super::member(&mut expanded, "components")?;
    components.insert("schemas".into(), Json::Object(restorer.components));
    Ok(expanded)
}

struct Restorer {
    /// The form of each component before the change: its schema as text, for comparisons.
    before: BTreeMap<String, String>,
    shapes: HashMap<String, String>,
    /// The number of uses of each form of a component. Forms are in the order of their first use.
    uses: BTreeMap<String, IndexMap<String, usize>>,
    /// The form of each component that keeps the component's name.
    kept_forms: BTreeMap<String, String>,
    names: HashMap<String, String>,
    taken: UsedNames,
    components: Map,
}

impl Restorer {
    fn new(original: &Json) -> anyhow::Result<Self> {
        let mut restorer = Restorer {
            before: BTreeMap::new(),
            shapes: HashMap::new(),
            uses: BTreeMap::new(),
            kept_forms: BTreeMap::new(),
            names: HashMap::new(),
            taken: UsedNames::default(),
            components: Map::new(),
        };
        let schemas = original.at(&["components", "schemas"]);
        for (name, schema) in schemas.into_iter().flat_map(Json::entries) {
            restorer.taken.add(name);
            // The error type is the same for all operations, and is not inlined.
            if name == "ApiError" {
                restorer.components.insert(name.to_owned(), schema.clone());
                continue;
            }
            let mut schema = inlined(original, schema, &mut vec![name.to_owned()])?;
            set_key(&mut schema, ORIGIN, name.into());
            restorer.before.insert(name.to_owned(), form(&schema)?);
            restorer
                .shapes
                .entry(shape(&schema)?)
                .or_insert(name.to_owned());
        }
        Ok(restorer)
    }

    fn count(&mut self, schema: &mut Json) {
        if let Some(origin) = schema.text(ORIGIN).map(str::to_owned)
            && let Ok(form) = form(schema)
        {
            let forms = self.uses.entry(origin).or_default();
            *forms.entry(form).or_default() += 1;
        }
        // `visit_children` fails only if `visit` fails.
        let _ = visit_children(schema, &mut |_, inner| {
            self.count(inner);
            Ok(())
        });
    }

    /// Chooses the form of each component that keeps the component's name: the unchanged form, or else the form with
    /// the most uses.
    fn choose(&mut self) {
        for (name, forms) in &self.uses {
            let before = self.before.get(name);
            let unchanged = before.and_then(|before| forms.get_key_value(before));
            let most_used = forms.iter().rev().max_by_key(|(_, count)| *count);
            if let Some((form, _)) = unchanged.or(most_used) {
                self.kept_forms.insert(name.clone(), form.clone());
            }
        }
    }

    /// Returns the replacement of an inlined schema: a reference to a component, or the schema itself if it is not a
    /// component.
    fn restore_schema(&mut self, rule: &str, schema: &Json) -> anyhow::Result<Json> {
        if !is_named(schema) {
            return self.restore_contents(rule, schema);
        }
        let (name, is_new) = self.name(rule, schema)?;
        if is_new {
            // The name is reserved before the names of inner components are chosen.
            self.components.insert(name.clone(), Json::Null);
            let mut contents = self.restore_contents(&name, schema)?;
            if contents.text(extensions::RUST) == Some("") {
                set_key(&mut contents, extensions::RUST, name.as_str().into());
            }
            self.components.insert(name.clone(), contents);
        }
        let reference = object([("$ref", format!("{REFERENCE}{name}").as_str().into())]);
        Ok(match schema.get(DESCRIPTION) {
            None => reference,
            Some(text) => object([
                ("description", text.clone()),
                ("allOf", Json::Array(vec![reference])),
            ]),
        })
    }

    fn restore_contents(&mut self, rule: &str, schema: &Json) -> anyhow::Result<Json> {
        let mut contents = schema.clone();
        if let Json::Object(map) = &mut contents {
            map.retain(|key, _| !key.starts_with("x-adopt-"));
        }
        visit_children(&mut contents, &mut |name, inner| {
            *inner = self.restore_schema(&format!("{rule}{}", pascal(name)), inner)?;
            Ok(())
        })?;
        Ok(contents)
    }

    /// Returns the name of the component for a schema, and whether the component must still be added.
    fn name(&mut self, rule: &str, schema: &Json) -> anyhow::Result<(String, bool)> {
        let form = form(schema)?;
        if let Some(origin) = schema.text(ORIGIN)
            && self.kept_forms.get(origin) == Some(&form)
        {
            return Ok((origin.to_owned(), !self.components.contains_key(origin)));
        }
        // A new schema uses an existing component, if they are equal and the component is unchanged.
        if schema.get(NAMED).is_some()
            && let Some(ours) = self.shapes.get(&shape(schema)?)
            && self
                .kept_forms
                .get(ours)
                .is_some_and(|form| self.before.get(ours) == Some(form))
        {
            return Ok((ours.clone(), false));
        }
        // Equal new enums share a component. Changed copies with the same form share a component too. Every other
        // schema gets a separate component.
        let is_enum = schema.get(extensions::RUST).is_some();
        let key = match schema.text(ORIGIN) {
            Some(_) => form,
            None if is_enum => format!("{} {form}", schema.text(NAMED).unwrap_or("")),
            None => String::new(),
        };
        if let Some(name) = self.names.get(&key).filter(|_| !key.is_empty()) {
            return Ok((name.clone(), false));
        }
        let name = self.taken.unique_type(rule);
        self.names.insert(key, name.clone());
        Ok((name, true))
    }
}

/// Returns a schema as text, to compare the uses of a component. The text omits the description at the place, and the
/// generated descriptions of new schemas.
fn form(schema: &Json) -> anyhow::Result<String> {
    let mut schema = schema.clone();
    if let Json::Object(map) = &mut schema {
        map.shift_remove(DESCRIPTION);
    }
    strip(&mut schema, &|is_new, key| {
        key == NAMED || (key == "description" && is_new)
    });
    Ok(serde_json::to_string(&schema)?)
}

/// Returns a schema as text without descriptions, to find an equal component.
fn shape(schema: &Json) -> anyhow::Result<String> {
    let mut schema = schema.clone();
    strip(&mut schema, &|_, key| {
        ["description", extensions::RUST, extensions::NAMES].contains(&key)
            || key.starts_with("x-adopt-")
    });
    sort(&mut schema);
    Ok(serde_json::to_string(&schema)?)
}

/// Removes keys from a schema and the schemas inside it. `drops` decides, and receives the key, and whether the schema
/// is a new component.
fn strip(schema: &mut Json, drops: &dyn Fn(bool, &str) -> bool) {
    if let Json::Object(map) = schema {
        let is_new = map.contains_key(NAMED);
        map.retain(|key, _| !drops(is_new, key));
    }
    // `visit_children` fails only if `visit` fails.
    let _ = visit_children(schema, &mut |_, inner| {
        strip(inner, drops);
        Ok(())
    });
}

/// Sorts keys and arrays of texts, because their order has no meaning.
fn sort(schema: &mut Json) {
    match schema {
        Json::Object(map) => {
            map.sort_keys();
            map.values_mut().for_each(sort);
        }
        Json::Array(items) => items.sort_by(|a, b| a.as_str().cmp(&b.as_str())),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn restores_inlined_document_unchanged() {
        let doc = crate::lint::tests::document();
        let back = restore(inline(&doc).unwrap(), &doc).unwrap();
        let back = crate::document::canonical(&back).pretty().unwrap();
        assert_eq!(back, doc.pretty().unwrap());
    }
}
