//! Applies changes of the vendor's operations to our document.

use std::collections::{BTreeSet, HashSet};

use anyhow::Context;
use openapi_facts::api_model::{ApiModel, Node, Operation};
use openapi_facts::fact::Root;
use openapi_facts::json::{Json, Map};
use openapi_facts::sanitize;

use super::adopter::Adopter;
use super::new_operation::{errors, number, setters};
use super::schema_from_facts::{OperationOmitted, Position};
use super::{components, encodings, member, object, omitted, success, wire_form};
use crate::document::operations;
use crate::extensions;
use crate::generate::request::has_variable;
use crate::media::MediaKind;
use crate::names::UsedNames;
use crate::progress::ProgressStep;

/// Treats an operation whose path gained or lost a final slash as the same operation: renames its path in our document,
/// and in the old model.
pub fn follow_moved_paths(
    doc: &mut Json,
    old: &mut ApiModel,
    new: &ApiModel,
) -> anyhow::Result<()> {
    let mut moved_any = false;
    let gone: Vec<String> = old
        .operations
        .keys()
        .filter(|name| !new.operations.contains_key(*name))
        .cloned()
        .collect();
    for name in &gone {
        let (method, path) = name.split_once(' ').unwrap_or_default();
        let bare = path.trim_end_matches('/');
        let moved = [bare.to_owned(), format!("{bare}/")]
            .into_iter()
            .find(|other| {
                let other = format!("{method} {other}");
                new.operations.contains_key(&other) && !old.operations.contains_key(&other)
            });
        let Some(to) = moved.filter(|to| !to.is_empty()) else {
            continue;
        };
        if let Some(operation) = old.operations.remove(name) {
            old.operations.insert(format!("{method} {to}"), operation);
        }
        let paths = member(doc, "paths")?;
        let method = method.to_lowercase();
        let item = paths.get_mut(path).and_then(Json::as_object_mut);
        let operation = item.and_then(|item| item.shift_remove(&method));
        if let Some(operation) = operation {
            let item = paths.entry(to).or_insert_with(|| Json::Object(Map::new()));
            if let Json::Object(item) = item {
                item.insert(method, operation);
            }
        }
        moved_any = true;
    }
    if moved_any {
        remove_empty_paths(member(doc, "paths")?);
    }
    Ok(())
}

/// Removes paths without operations.
fn remove_empty_paths(paths: &mut Map) {
    paths.retain(|_, item| item.as_object().is_none_or(|item| !item.is_empty()));
}

impl Adopter<'_> {
    /// Updates a document whose components are inlined.
    pub fn update_operations(
        &mut self,
        doc: &mut Json,
        old: &ApiModel,
        new: &ApiModel,
    ) -> anyhow::Result<()> {
        self.update_servers(doc, old, new);
        self.update_schemes(doc, old, new)?;
        let mut ids = UsedNames::default();
        for (_, _, operation) in operations(doc) {
            ids.add(operation.text("operationId").unwrap_or(""));
        }
        let mut removed_any = false;
        let names: BTreeSet<&String> = old.operations.keys().chain(new.operations.keys()).collect();
        let total = names.len();
        for (number, name) in (1..).zip(names) {
            (self.on_progress)(ProgressStep::Operations { number, total });
            let (method, path) = name
                .split_once(' ')
                .with_context(|| format!("{name}: an operation without a path"))?;
            let method = method.to_lowercase();
            let paths = member(doc, "paths")?;
            match (old.operations.get(name), new.operations.get(name)) {
                (before, Some(after)) => {
                    if before == Some(after) {
                        continue;
                    }
                    let item = paths
                        .entry(path.to_owned())
                        .or_insert_with(|| Json::Object(Map::new()));
                    let item = item
                        .as_object_mut()
                        .with_context(|| format!("{path}: the path item is not an object"))?;
                    match (item.get_mut(&method), before) {
                        (Some(ours), Some(before)) => {
                            let updated = self.update_operation(name, ours, before, after);
                            if updated.is_err() {
                                item.shift_remove(&method);
                                removed_any = true;
                            }
                        }
                        // Our document already contains the operation that the vendor added.
                        (Some(_), None) => {}
                        (None, _) => match self.new_operation(name, after, &mut ids) {
                            Ok(operation) => drop(item.insert(method, operation)),
                            Err(OperationOmitted) => removed_any = true,
                        },
                    }
                }
                (_, None) => {
                    if let Some(Json::Object(item)) = paths.get_mut(path) {
                        item.shift_remove(&method);
                    }
                    removed_any = true;
                }
            }
        }
        if removed_any {
            remove_empty_paths(member(doc, "paths")?);
        }
        omitted::update(doc, new, &self.schemas.omitted);
        Ok(())
    }

    fn update_servers(&mut self, doc: &mut Json, old: &ApiModel, new: &ApiModel) {
        let bare = |url: &str| url.trim_end_matches('/').to_owned();
        let gone: HashSet<String> = old
            .servers
            .difference(&new.servers)
            .map(|url| bare(url))
            .collect();
        let still: HashSet<String> = new.servers.iter().map(|url| bare(url)).collect();
        let Some(Json::Array(servers)) = doc.pointer_mut("/servers") else {
            return;
        };
        servers.retain(|server| {
            let url = server.text("url").unwrap_or("").to_owned();
            !gone.contains(&url) || still.contains(&url)
        });
        let mut known: HashSet<String> = servers
            .iter()
            .filter_map(|server| server.text("url"))
            .map(str::to_owned)
            .collect();
        for url in new.servers.difference(&old.servers).map(|url| bare(url)) {
            if !url.starts_with("https://") {
                let question = format!(
                    "server: {} is not https, and is omitted",
                    sanitize::name(&url)
                );
                self.schemas.record_question("servers", question);
            } else if known.insert(url.clone()) {
                servers.push(object([
                    ("url", url.as_str().into()),
                    ("description", "A server of the vendor's document.".into()),
                ]));
            }
        }
    }

    fn update_schemes(
        &mut self,
        doc: &mut Json,
        old: &ApiModel,
        new: &ApiModel,
    ) -> anyhow::Result<()> {
        if old.schemes == new.schemes {
            return Ok(());
        }
        let components = doc
            .pointer_mut("/components")
            .context("the document has no components")?;
        let ours = member(components, "securitySchemes")?;
        ours.retain(|name, _| !old.schemes.contains_key(name) || new.schemes.contains_key(name));
        for name in new.schemes.keys() {
            if old.schemes.get(name) == new.schemes.get(name) {
                continue;
            }
            let declared = self.vendor.at(&["components", "securitySchemes", name]);
            let Some(Json::Object(mut scheme)) = declared.cloned() else {
                continue;
            };
            scheme.retain(|key, _| !key.starts_with("x-"));
            let text = "A scheme of the vendor's document.";
            scheme.insert("description".into(), text.into());
            ours.insert(name.clone(), Json::Object(scheme));
        }
        Ok(())
    }

    /// Updates an operation that both versions of the vendor's document contain.
    ///
    /// # Errors
    ///
    /// If a required part of the operation can no longer be sent.
    fn update_operation(
        &mut self,
        name: &str,
        ours: &mut Json,
        old: &Operation,
        new: &Operation,
    ) -> Result<(), OperationOmitted> {
        let Some(map) = ours.as_object_mut() else {
            return Ok(());
        };
        if old.security != new.security {
            map.insert("security".into(), self.security(name, &new.security));
        }
        if old.request != new.request {
            self.update_parameters(name, map, old, new)?;
        }
        self.update_body(name, map, old, new)?;
        if old.responses != new.responses {
            self.update_responses(name, map, old, new);
            self.update_empty_successes(name, map, Some(old), new);
        }
        Ok(())
    }

    fn update_body(
        &mut self,
        name: &str,
        ours: &mut Map,
        old: &Operation,
        new: &Operation,
    ) -> Result<(), OperationOmitted> {
        let Some(after) = &new.body else {
            if old.body.is_some() {
                ours.shift_remove("requestBody");
            }
            return Ok(());
        };
        let media = |operation: &Operation, body| {
            let special = encodings::special_form_field(operation, body);
            let media = wire_form::request_media(&operation.content, body, special.is_none());
            media.map(|(media_type, kind)| (media_type.to_owned(), kind))
        };
        let before = old.body.as_ref();
        let media_before = before.and_then(|before| media(old, before));
        let media_after = media(new, after);
        let is_same_media = media_before == media_after;
        if before == Some(after) && is_same_media {
            return Ok(());
        }
        let is_typed = matches!(media_after, Some((_, MediaKind::Json | MediaKind::Form)));
        let known = ours.get_mut("requestBody").and_then(components::media);
        if let (Some(schema), Some(before), true) = (known, before, is_typed && is_same_media) {
            let place = Position::new(name, Root::Body);
            self.schemas.merge_root(schema, before, after, &place);
            self.schemas.check_named(name)?;
            if before.required != after.required
                && let Some(Json::Object(body)) = ours.get_mut("requestBody")
            {
                body.insert("required".into(), Json::Bool(after.required));
            }
        } else if let Some(body) = self.body(name, new)? {
            ours.insert("requestBody".into(), body);
        } else {
            ours.shift_remove("requestBody");
        }
        Ok(())
    }

    fn update_parameters(
        &mut self,
        name: &str,
        ours: &mut Map,
        old: &Operation,
        new: &Operation,
    ) -> Result<(), OperationOmitted> {
        let list = ours
            .entry("parameters".to_owned())
            .or_insert_with(|| Json::Array(Vec::new()));
        let Json::Array(list) = list else {
            return Ok(());
        };
        let is = |parameter: &Json, (place, name): &(String, String)| {
            parameter.text("in") == Some(place) && parameter.text("name") == Some(name)
        };
        list.retain(|parameter| {
            let gone = |key: &(String, String)| !new.parameters.contains_key(key);
            // A variable in the path is a parameter, even if the vendor does not declare it.
            let path = name.split_once(' ').map_or("", |(_, path)| path);
            let is_in_path = parameter.text("in") == Some("path")
                && has_variable(path, parameter.text("name").unwrap_or(""));
            let mut keys = old.parameters.keys();
            is_in_path || !keys.any(|key| is(parameter, key) && gone(key))
        });
        for parameter in list.iter_mut() {
            let mut keys = old.parameters.keys();
            if keys.any(|key| is(parameter, key) && !new.parameters.contains_key(key))
                && let Some(parameter) = parameter.as_object_mut()
            {
                let text = object([("type", "string".into())]);
                parameter.insert("schema".into(), text);
            }
        }
        for (key, node) in &new.parameters {
            let before = old.parameters.get(key);
            let declared = encodings::of_parameter(new, key);
            let is_same_form = declared == encodings::of_parameter(old, key);
            if before == Some(node) && is_same_form {
                continue;
            }
            let Some(index) = list.iter().position(|known| is(known, key)) else {
                let taken = setters(list);
                list.extend(self.parameter(name, key, node, &declared, &taken)?);
                continue;
            };
            // Not every form can represent lists and objects, so the parameter is built and checked again.
            let has_parts = |node: &Node| ["array", "object"].contains(&node.kind.as_str());
            if !is_same_form || has_parts(node) || before.is_some_and(has_parts) {
                let old = list.remove(index);
                let taken = setters(list);
                if let Some(mut new) = self.parameter(name, key, node, &declared, &taken)? {
                    // Our schema is kept if only the form changed.
                    let is_same_type = before == Some(node) && new.get("schema").is_some();
                    let kept: &[&str] = match is_same_type {
                        true => &["description", "example", "schema", extensions::SETTER],
                        false => &["description", extensions::SETTER],
                    };
                    for kept in kept.iter().copied() {
                        if let (Some(text), Some(new)) = (old.get(kept), new.as_object_mut()) {
                            new.insert(kept.to_owned(), text.clone());
                        }
                    }
                    list.insert(index, new);
                }
                continue;
            }
            let Some(known) = list.get_mut(index).and_then(Json::as_object_mut) else {
                continue;
            };
            let root = Root::Parameter {
                location: key.0.clone(),
                name: key.1.clone(),
            };
            let place = Position::new(name, root);
            if let Some(schema) = known.get_mut("schema") {
                self.schemas.merge(schema, before, node, &place);
            }
            if before.is_some_and(|before| before.required != node.required) {
                if node.required {
                    known.insert("required".into(), Json::Bool(true));
                } else {
                    known.shift_remove("required");
                }
            }
        }
        if list.is_empty() {
            ours.shift_remove("parameters");
        }
        Ok(())
    }

    fn update_responses(&mut self, name: &str, ours: &mut Map, old: &Operation, new: &Operation) {
        let method = name.split(' ').next().unwrap_or_default();
        let (before, after) = (success::of(method, old), success::of(method, new));
        let Some(Json::Object(responses)) = ours.get_mut("responses") else {
            return;
        };
        responses.retain(|status, _| {
            let is_error = status.starts_with(['4', '5']) && !status.ends_with("XX");
            !is_error || new.responses.contains_key(status) || !old.responses.contains_key(status)
        });
        for (status, response) in errors(new) {
            responses.entry(status).or_insert(response);
        }
        let mine = responses
            .keys()
            .find(|status| status.starts_with('2'))
            .cloned();
        if let (Some(mine), Some(after)) = (mine, after) {
            let is_same_media = before
                .as_ref()
                .is_some_and(|before| before.media == after.media);
            let known = before.as_ref().and_then(|success| success.body.as_ref());
            let root = Root::Response {
                status: after.status.clone(),
            };
            let place = Position::new(name, root);
            let mut current = responses.shift_remove(&mine).unwrap_or(Json::Null);
            match (components::media(&mut current), known, &after.body) {
                (Some(schema), Some(known), Some(body)) if is_same_media => {
                    self.schemas.merge_root(schema, known, body, &place);
                }
                // The vendor's response still has no documented body, so the body in our document is kept.
                (Some(_), None, None) if is_same_media => {}
                _ => current = self.response(name, Some(&after)),
            }
            responses.insert(number(&after.status), current);
        }
        responses.sort_keys();
    }
}
