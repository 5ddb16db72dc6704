//! Applies changes of the vendor's operations to our document.

use std::collections::{BTreeSet, HashSet};

use anyhow::Context;
use openapi_facts::api_model::{ApiModel, Operation};
use openapi_facts::fact::Root;
use openapi_facts::json::{Json, Map};
use openapi_facts::sanitize;

use super::adopter::{Adopter, success};
use super::new_operation::{errors, number, rust_names};
use super::schema_from_facts::Position;
use super::{components, member, object};
use crate::document::operations;
use crate::names::UsedNames;

/// Renames paths that gained or lost a final slash. It is the same operation: it is moved in our document, and the old facts are
/// compared with the new path.
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
        for name in names {
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
                            self.update_operation(name, ours, before, after)
                        }
                        // Our document had the operation before the vendor documented it.
                        (Some(_), None) => {}
                        (None, _) => {
                            let operation = self.new_operation(name, after, &mut ids);
                            item.insert(method, operation);
                        }
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

    /// Updates an operation that existed before.
    fn update_operation(&mut self, name: &str, ours: &mut Json, old: &Operation, new: &Operation) {
        let Some(map) = ours.as_object_mut() else {
            return;
        };
        if old.security != new.security {
            map.insert("security".into(), self.security(name, &new.security));
        }
        if old.parameters != new.parameters {
            self.update_parameters(name, map, old, new);
        }
        match (&old.body, &new.body) {
            (Some(_), None) => drop(map.shift_remove("requestBody")),
            (before, Some(after)) if before.as_ref() != Some(after) => {
                let place = Position::new(name, Root::Body);
                let known = map.get_mut("requestBody").and_then(components::media);
                if let (Some(schema), Some(before)) = (known, before) {
                    self.schemas.merge_root(schema, before, after, &place);
                    if before.required != after.required
                        && let Some(Json::Object(body)) = map.get_mut("requestBody")
                    {
                        body.insert("required".into(), Json::Bool(after.required));
                    }
                } else if let Some(body) = self.body(name, new) {
                    map.insert("requestBody".into(), body);
                }
            }
            _ => {}
        }
        if old.responses != new.responses {
            self.update_responses(name, map, old, new);
        }
    }

    fn update_parameters(&mut self, name: &str, ours: &mut Map, old: &Operation, new: &Operation) {
        let list = ours
            .entry("parameters".to_owned())
            .or_insert_with(|| Json::Array(Vec::new()));
        let Json::Array(list) = list else {
            return;
        };
        let is = |parameter: &Json, (place, name): &(String, String)| {
            parameter.text("in") == Some(place) && parameter.text("name") == Some(name)
        };
        list.retain(|parameter| {
            let gone = |key: &(String, String)| !new.parameters.contains_key(key);
            // A path parameter exists even if the vendor does not declare it.
            let template = format!("{{{}}}", parameter.text("name").unwrap_or(""));
            let is_in_path = parameter.text("in") == Some("path") && name.contains(&template);
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
            if before == Some(node) {
                continue;
            }
            let Some(known) = list.iter_mut().find(|known| is(known, key)) else {
                let taken = rust_names(list);
                list.extend(self.parameter(name, key, node, &taken));
                continue;
            };
            let Some(known) = known.as_object_mut() else {
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
    }

    fn update_responses(&mut self, name: &str, ours: &mut Map, old: &Operation, new: &Operation) {
        let (before, after) = (success(old), success(new));
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
        if let (Some(mine), Some((status, response))) = (mine, after) {
            let known = before.and_then(|(_, success)| success.body.as_ref());
            let root = Root::Response {
                status: status.clone(),
            };
            let place = Position::new(name, root);
            let mut current = responses.shift_remove(&mine).unwrap_or(Json::Null);
            match (components::media(&mut current), known, &response.body) {
                (Some(schema), Some(known), Some(body)) => {
                    self.schemas.merge_root(schema, known, body, &place);
                }
                // The vendor's response still has no documented body, so the one in our document is kept.
                (Some(_), None, None) => {}
                _ => current = self.response(name, status, Some(response)),
            }
            responses.insert(number(status), current);
        }
        responses.sort_keys();
    }
}
