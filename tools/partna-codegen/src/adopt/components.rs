//! Components written out where they are used, and put back under names.
//!
//! A component that two operations share cannot be changed for one of them. So each use is written out, with a mark that
//! says where it came from; after the change, uses that are still alike share their component again, and others get one
//! of their own.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, bail};
use indexmap::IndexMap;
use openapi_facts::facts::METHODS;
use openapi_facts::json::{Json, Map};

use super::object;
use crate::extensions;
use crate::names::{UsedNames, pascal};

/// On a schema that is new and wants a name: that of its field.
pub const NAMED: &str = "x-adopt-named";
/// The component that a schema was written out from.
const ORIGIN: &str = "x-adopt-origin";
/// What the place says about the component that stands there.
const DESCRIPTION: &str = "x-adopt-words";

const REFERENCE: &str = "#/components/schemas/";

/// Where schemas stand in an operation: a name by rule, and the schema.
type Visit<'a> = dyn FnMut(&str, &mut Json) -> anyhow::Result<()> + 'a;

/// Calls `visit` on the schema of every parameter, body and success.
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
                if let Some(schema) = parameter.as_object_mut().and_then(|p| p.get_mut("schema")) {
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

/// The schema of a body or an answer.
pub fn media(holder: &mut Json) -> Option<&mut Json> {
    let content = holder.as_object_mut()?.get_mut("content")?;
    let media = content.as_object_mut()?.get_mut("application/json")?;
    media.as_object_mut()?.get_mut("schema")
}

/// The document with every component written out where it is used.
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
            bail!("the component `{name}` holds itself, which adoption cannot bring along");
        }
        let component = doc
            .at(&["components", "schemas", name])
            .with_context(|| format!("there is no component `{name}`"))?;
        open.push(name.to_owned());
        let mut whole = inlined(doc, component, open)?;
        open.pop();
        set_key(&mut whole, ORIGIN, name.into());
        return Ok(whole);
    }
    if let [only] = schema.list("allOf") {
        let mut whole = inlined(doc, only, open)?;
        if let Some(words) = schema.get("description") {
            set_key(&mut whole, DESCRIPTION, words.clone());
        }
        return Ok(whole);
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

/// Calls `visit` on the schemas directly below one, each with the name of its field.
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

/// Whether a schema stands under a name, or wants one.
pub fn is_named(schema: &Json) -> bool {
    schema.get(NAMED).is_some() || schema.get(ORIGIN).is_some()
}

/// Says what a schema is at its place.
pub fn with_description(mut schema: Json, words: &str) -> Json {
    let is_named = is_named(&schema);
    if let Json::Object(map) = &mut schema {
        if is_named {
            map.insert(DESCRIPTION.into(), words.into());
        } else {
            map.shift_insert(0, "description".into(), words.into());
        }
    }
    schema
}

/// Puts another schema in the place of one, and kept_forms the words of the place.
pub fn replace(schema: &mut Json, new: Json) {
    let own = schema.get(ORIGIN).is_none();
    let words = schema.text(DESCRIPTION);
    let words = words.or(schema.text("description").filter(|_| own));
    *schema = match words {
        Some(words) => with_description(new, words),
        None => new,
    };
}

/// The document with its components put back.
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
    /// What each component was before, written out, and what it looks like without words.
    before: BTreeMap<String, String>,
    shapes: HashMap<String, String>,
    /// How often each form of a component is used, in the order in which they were met.
    uses: BTreeMap<String, IndexMap<String, usize>>,
    /// The form that kept_forms the name.
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
            // What errors answer is nobody's to change here, and is not written out.
            if name == "ApiError" {
                restorer.components.insert(name.to_owned(), schema.clone());
                continue;
            }
            let mut whole = inlined(original, schema, &mut vec![name.to_owned()])?;
            set_key(&mut whole, ORIGIN, name.into());
            restorer.before.insert(name.to_owned(), form(&whole)?);
            restorer
                .shapes
                .entry(shape(&whole)?)
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
        // Only fails where `visit` does.
        let _ = visit_children(schema, &mut |_, inner| {
            self.count(inner);
            Ok(())
        });
    }

    /// A component kept_forms its name for the form that it had, or else for the one most used.
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

    /// What stands at the place of a schema: a reference, or the schema.
    fn restore_schema(&mut self, rule: &str, schema: &Json) -> anyhow::Result<Json> {
        if !is_named(schema) {
            return self.restore_contents(rule, schema);
        }
        let (name, is_new) = self.name(rule, schema)?;
        if is_new {
            // UsedNames before what is below, so that the outer names go first.
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
            Some(words) => object([
                ("description", words.clone()),
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

    /// The name of a schema, and whether nothing stands under it yet.
    fn name(&mut self, rule: &str, schema: &Json) -> anyhow::Result<(String, bool)> {
        let form = form(schema)?;
        if let Some(origin) = schema.text(ORIGIN)
            && self.kept_forms.get(origin) == Some(&form)
        {
            return Ok((origin.to_owned(), !self.components.contains_key(origin)));
        }
        // A new one that looks like one of ours is ours, as long as ours stays as it is.
        if schema.get(NAMED).is_some()
            && let Some(ours) = self.shapes.get(&shape(schema)?)
            && self
                .kept_forms
                .get(ours)
                .is_some_and(|form| self.before.get(ours) == Some(form))
        {
            return Ok((ours.clone(), false));
        }
        // Enums of one subject are one; anything else that is new has a name of its own, unless it is a form of the same.
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

/// A schema as text, to tell uses apart: all but what the place says, and the words by rule of what is new.
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

/// A schema without any words, to find one that is ours already.
fn shape(schema: &Json) -> anyhow::Result<String> {
    let mut schema = schema.clone();
    strip(&mut schema, &|_, key| {
        ["description", extensions::RUST, extensions::NAMES].contains(&key)
            || key.starts_with("x-adopt-")
    });
    sort(&mut schema);
    Ok(serde_json::to_string(&schema)?)
}

/// Takes keys off a schema and those below it; `drops` is told whether the schema is one that wants a name.
fn strip(schema: &mut Json, drops: &dyn Fn(bool, &str) -> bool) {
    if let Json::Object(map) = schema {
        let is_new = map.contains_key(NAMED);
        map.retain(|key, _| !drops(is_new, key));
    }
    // Only fails where `visit` does.
    let _ = visit_children(schema, &mut |_, inner| {
        strip(inner, drops);
        Ok(())
    });
}

/// Sorts keys and lists of texts: neither their order is a fact.
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
