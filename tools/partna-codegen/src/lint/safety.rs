//! Rules about the safety data in `x-partna-*` keys, which state whether a call may be retried, and how to look up a
//! write.

use std::collections::{BTreeSet, HashMap};

use openapi_facts::json::Json;
use openapi_facts::schema::resolve;

use super::operations::{OperationChecker, keys};
use crate::document::body_schema;
use crate::extensions;
use crate::scopes;

/// The names of the parameters of every operation, by operation id.
type ParametersById<'a> = HashMap<&'a str, BTreeSet<&'a str>>;

const REFERENCE: &[&str] = &["field", "lookup", "parameter", "with"];
const RECOVERY: &[&str] = &["check", "done", "how", "missing"];

impl OperationChecker<'_> {
    pub(super) fn check_effect(&mut self, known_parameters: &ParametersById<'_>) {
        let effect = self.text(extensions::EFFECT).unwrap_or("").to_owned();
        match (effect.as_str(), self.method.as_str()) {
            ("read", _)
            | ("unsafe-get", "GET")
            | ("write", "POST" | "PUT" | "DELETE" | "PATCH") => {}
            _ => self.find(
                "",
                format!(
                    "the effect `{effect}` does not fit {}: retries depend on it",
                    self.method
                ),
                format!(
                    "set {} to read, write, or unsafe-get for a GET that changes state",
                    extensions::EFFECT
                ),
            ),
        }
        let duplicates = self.text(extensions::DUPLICATES).unwrap_or("").to_owned();
        let reference = self.operation.get(extensions::REFERENCE);
        let fits = match (effect.as_str(), duplicates.as_str()) {
            ("write", "rejected" | "undocumented") => reference.is_some(),
            ("write", "none") | ("read" | "unsafe-get", "") => reference.is_none(),
            _ => false,
        };
        if !fits {
            self.find("", "`x-partna-effect`, `x-partna-reference` and `x-partna-duplicates` are inconsistent", "set `x-partna-duplicates` to `rejected` or `undocumented` for a write with a reference, and to `none` for a write without a reference; for other effects, remove `x-partna-reference` and `x-partna-duplicates`");
        }
        if let Some(reference) = reference {
            self.check_reference(reference, known_parameters);
        }
        if let Some(recovery) = self.operation.get(extensions::RECOVERY) {
            self.check_recovery(recovery, &effect, known_parameters);
        }
        let environments = self.operation.get(extensions::ENVIRONMENTS);
        let staging =
            |value: &Json| matches!(value.items(), [only] if only.as_str() == Some("staging"));
        if environments.is_some_and(|value| !staging(value)) {
            self.find(
                &format!("/{}", extensions::ENVIRONMENTS),
                "this key is only for operations that exist only on staging",
                "set the key to `[\"staging\"]`, or remove it",
            );
        }
    }

    /// Rejects scopes that all operations of the method reject anyway, because only additional scopes may be stated.
    /// The letters are checked only if the document has the enum of scopes.
    pub(super) fn check_scopes(&mut self) {
        let Some(stated) = self.operation.get(extensions::REFUSED_SCOPES) else {
            return;
        };
        let documented = scopes::documented(self.doc);
        let mut seen = BTreeSet::new();
        let mut is_stated_once = |scope: &Json| {
            scope.as_str().is_some_and(|scope| {
                (documented.is_empty() || documented.contains(scope))
                    && !scopes::refused_by_rule(&self.method).contains(&scope)
                    && seen.insert(scope.to_owned())
            })
        };
        if stated.items().is_empty() || !stated.items().iter().all(&mut is_stated_once) {
            let letters = documented.into_iter().collect::<Vec<_>>().join(", ");
            self.find(
                &format!("/{}", extensions::REFUSED_SCOPES),
                "the value is not a list of key scopes that this operation rejects in addition to the scopes that its method rejects",
                format!("write letters of `ApiKeyScope` ({letters}), each once, or delete the key"),
            );
        }
    }

    fn check_recovery(
        &mut self,
        recovery: &Json,
        effect: &str,
        known_parameters: &ParametersById<'_>,
    ) {
        let pointer = format!("{}/{}", self.pointer, extensions::RECOVERY);
        keys(&pointer, recovery, RECOVERY, self.findings);
        if effect == "read" {
            self.find(
                &format!("/{}", extensions::RECOVERY),
                "a read needs no recovery",
                "remove it",
            );
        }
        let is_missing =
            |key: &&&str| **key != "check" && recovery.text(key).is_none_or(str::is_empty);
        for key in RECOVERY.iter().filter(is_missing) {
            self.find(
                &format!("/{}/{key}", extensions::RECOVERY),
                format!("`{key}` is missing: callers need it after a lost response"),
                "write in `how` the way to find out whether the write took effect, in `done` the action if it did, and in `missing` the action if it did not",
            );
        }
        if let Some(check) = recovery.text("check")
            && !known_parameters.contains_key(check)
        {
            self.find(
                &format!("/{}/check", extensions::RECOVERY),
                format!("there is no operation `{check}`"),
                "name the read that shows whether the write took effect, or remove it",
            );
        }
    }

    fn check_reference(&mut self, reference: &Json, known_parameters: &ParametersById<'_>) {
        keys(
            &format!("{}/{}", self.pointer, extensions::REFERENCE),
            reference,
            REFERENCE,
            self.findings,
        );
        let text = |key| reference.text(key);
        let body = body_schema(self.operation);
        let fields = body
            .and_then(|body| resolve(self.doc, body).ok())
            .and_then(|body| body.get("properties"));
        let has_field = |name: &str| fields.is_some_and(|fields| fields.get(name).is_some());
        let field = text("field").unwrap_or("");
        if !has_field(field) {
            self.find(
                &format!("/{}/field", extensions::REFERENCE),
                format!("the body has no field `{field}`"),
                "name the field that carries the caller's reference",
            );
        }
        let (Some(lookup), Some(parameter)) = (text("lookup"), text("parameter")) else {
            if reference.entries().any(|(key, _)| key != "field") {
                self.find(
                    &format!("/{}", extensions::REFERENCE),
                    "a lookup needs both an operation and its parameter",
                    "state `lookup` and `parameter`, or neither",
                );
            }
            return;
        };
        let parameters = known_parameters.get(lookup);
        if parameters.is_none() {
            self.find(
                &format!("/{}/lookup", extensions::REFERENCE),
                format!("there is no operation `{lookup}`"),
                "name the operation that looks up the reference",
            );
        }
        let with = reference.list("with").iter().filter_map(Json::as_str);
        for name in with.clone().filter(|name| !has_field(name)) {
            self.find(
                &format!("/{}/with", extensions::REFERENCE),
                format!("the body has no field `{name}`"),
                "name a field that is sent together with the reference",
            );
        }
        for name in std::iter::once(parameter).chain(with) {
            if !parameters.is_some_and(|names| names.contains(name)) {
                self.find(
                    &format!("/{}/parameter", extensions::REFERENCE),
                    format!("`{lookup}` has no parameter `{name}`"),
                    "name the parameter that accepts the reference",
                );
            }
        }
    }
}
