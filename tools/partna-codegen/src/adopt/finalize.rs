//! The last steps of an adoption, after the components are restored.

use std::collections::BTreeSet;

use anyhow::Context;
use openapi_facts::api_model::ApiModel;
use openapi_facts::json::{Json, join};
use openapi_facts::schema::resolve;

use super::adopter::Adopter;
use super::{declare, examples, object, texts};
use crate::document::{body_schema, operations, parameters_by_id};
use crate::extensions;

impl Adopter<'_> {
    /// Sets the names of enum variants, removes references that are no longer valid, declares tags, updates examples,
    /// and records the open questions in the document.
    pub fn finalize(&mut self, doc: &mut Json, new: &ApiModel) -> anyhow::Result<()> {
        declare::name_variants(doc)?;
        self.remove_broken_references(doc)?;
        examples::update(doc, new, self)?;
        self.declare_tags(doc);
        for (name, questions) in &self.schemas.questions {
            let (method, path) = name.split_once(' ').unwrap_or_default();
            let pointer = join(&join("/paths", path), &method.to_lowercase());
            if let Some(Json::Object(operation)) = doc.pointer_mut(&pointer) {
                let known = operation
                    .entry(self.open_questions.extension().to_owned())
                    .or_insert_with(|| texts([]));
                if let Json::Array(known) = known {
                    known.extend(questions.iter().map(|question| question.as_str().into()));
                }
            }
        }
        Ok(())
    }

    /// Removes the caller's reference from an operation if its field no longer exists, or removes only its look-up if
    /// the look-up is no longer possible. Records a question for each.
    fn remove_broken_references(&mut self, doc: &mut Json) -> anyhow::Result<()> {
        let parameters = parameters_by_id(doc);
        let mut broken: Vec<(String, String, bool)> = Vec::new();
        for (method, path, operation) in operations(doc) {
            let Some(reference) = operation.get(extensions::REFERENCE) else {
                continue;
            };
            let body = body_schema(operation);
            let fields = body.and_then(|body| resolve(doc, body).ok());
            let has = |name: &str| {
                fields.is_some_and(|fields| fields.at(&["properties", name]).is_some())
            };
            let lost_field = !has(reference.text("field").unwrap_or(""));
            let lookup = reference.text("lookup");
            let with = reference.list("with").iter().filter_map(Json::as_str);
            let mut names = with.clone().chain(reference.text("parameter"));
            let lost_lookup = lookup.is_some_and(|id| {
                let parameters_of = parameters.get(id);
                parameters_of
                    .is_none_or(|parameters_of| names.any(|name| !parameters_of.contains(name)))
                    || with.clone().any(|name| !has(name))
            });
            if lost_field || lost_lookup {
                let pointer = join(&join("/paths", path), &method.to_lowercase());
                broken.push((format!("{method} {path}"), pointer, lost_field));
            }
        }
        for (name, pointer, lost_field) in broken {
            let operation = doc.pointer_mut(&pointer).and_then(Json::as_object_mut);
            let operation = operation
                .with_context(|| format!("{name}: not an object; declare the operation"))?;
            let question = if lost_field {
                operation.shift_remove(extensions::REFERENCE);
                operation.insert(extensions::DUPLICATES.into(), "none".into());
                "reference: the field that carried the caller's reference was removed. Until a person decides, the operation has no reference"
            } else {
                if let Some(Json::Object(reference)) = operation.get_mut(extensions::REFERENCE) {
                    reference.retain(|key, _| key == "field");
                }
                "reference: the operation that looked up the reference was removed, or has other parameters. Until a person decides, there is no lookup"
            };
            self.schemas.record_question(&name, question.to_owned());
        }
        Ok(())
    }

    /// Declares the tags that operations use.
    fn declare_tags(&self, doc: &mut Json) {
        let used: BTreeSet<String> = operations(doc)
            .flat_map(|(_, _, operation)| operation.list("tags"))
            .filter_map(Json::as_str)
            .map(str::to_owned)
            .collect();
        if let Some(Json::Array(tags)) = doc.pointer_mut("/tags") {
            let declared = tags.iter().filter_map(|tag| tag.text("name"));
            let declared: BTreeSet<String> = declared.map(str::to_owned).collect();
            for name in used.difference(&declared) {
                let text = "A group of the vendor's document.";
                tags.push(object([
                    ("name", name.as_str().into()),
                    ("description", text.into()),
                ]));
            }
        }
    }
}
