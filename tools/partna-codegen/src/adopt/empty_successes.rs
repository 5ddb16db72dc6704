//! Records the success responses that the vendor documents without content.

use openapi_facts::api_model::Operation;
use openapi_facts::json::{Json, Map};

use super::adopter::Adopter;
use super::{OpenQuestionPolicy, success};
use crate::extensions;

impl Adopter<'_> {
    /// Updates the list of success statuses without content. If open questions are recorded for a person, statuses are
    /// added only if the operation already has this list. Otherwise the person decides whether an empty response shows
    /// that a write was accepted.
    pub(super) fn update_empty_successes(
        &mut self,
        name: &str,
        ours: &mut Map,
        old: Option<&Operation>,
        new: &Operation,
    ) {
        let method = name.split(' ').next().unwrap_or_default();
        let statuses = success::empty_statuses(method, new);
        let before = old.map(|old| success::empty_statuses(method, old));
        let is_listed = ours.contains_key(extensions::EMPTY_SUCCESSES);
        if before.as_ref() == Some(&statuses) {
            return;
        }
        if statuses.is_empty() {
            ours.shift_remove(extensions::EMPTY_SUCCESSES);
        } else if is_listed || self.open_questions == OpenQuestionPolicy::UseDefaults {
            let statuses = statuses.into_iter();
            let statuses = statuses.map(|status| Json::Number(status.into())).collect();
            ours.insert(extensions::EMPTY_SUCCESSES.into(), Json::Array(statuses));
        } else {
            let statuses: Vec<String> = statuses.iter().map(u16::to_string).collect();
            let question = format!(
                "content: a success ({}) has no documented content; until a person adds {}, an empty response to a write is an unknown outcome",
                statuses.join(", "),
                extensions::EMPTY_SUCCESSES
            );
            self.schemas.record_question(name, question);
        }
    }
}
