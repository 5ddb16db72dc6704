//! Answers before and after. Any 2xx is a success to our client, and every error is read as one type.

use std::collections::BTreeMap;

use super::compare::{At, Comparison, keys};
use super::families::ANSWER;
use super::rules::Rule;
use crate::api_model::{Answer, Entry, Fields, list};

type Answers = BTreeMap<String, Answer>;

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

impl Comparison {
    pub fn answers(&mut self, old: &Answers, new: &Answers) {
        for (status, after) in new {
            if let Some(before) = old.get(status) {
                self.answer(status, before, after);
            }
        }
        let of = |answers: &Answers, others: &Answers, success: bool| -> Vec<String> {
            let lone = answers
                .keys()
                .filter(|status| !others.contains_key(*status));
            lone.filter(|status| is_success(status) == success)
                .cloned()
                .collect()
        };
        for status in of(old, new, false) {
            let before = old.get(&status).map(Answer::summary);
            self.add(&at(&status, ""), Rule::AnswerErrorRemoved, before, None);
        }
        for status in of(new, old, false) {
            let after = new.get(&status).map(Answer::summary);
            self.add(&at(&status, ""), Rule::AnswerErrorAdded, None, after);
        }
        self.successes(old, new, &of(old, new, true), &of(new, old, true));
    }

    /// Successes that one document has and the other has not. One that goes and one that comes are the same answer under
    /// another number.
    fn successes(&mut self, old: &Answers, new: &Answers, gone: &[String], came: &[String]) {
        for (from, to) in gone.iter().zip(came) {
            let (before, after) = (Some(from.clone()), Some(to.clone()));
            self.add(&at(to, ""), Rule::AnswerSuccessChanged, before, after);
            if let (Some(before), Some(after)) = (old.get(from), new.get(to)) {
                self.answer(to, before, after);
            }
        }
        for status in gone.iter().skip(came.len()) {
            if let Some(answer) = old.get(status) {
                let rule = Rule::AnswerSuccessRemoved;
                self.add(&at(status, ""), rule, Some(answer.summary()), None);
                self.fields(status, &unlike(answer, new), &Fields::new());
            }
        }
        for status in came.iter().skip(gone.len()) {
            if let Some(answer) = new.get(status) {
                let rule = Rule::AnswerSuccessAdded;
                self.add(&at(status, ""), rule, None, Some(answer.summary()));
                self.fields(status, &Fields::new(), &unlike(answer, old));
            }
        }
    }

    /// An answer that both documents have.
    fn answer(&mut self, status: &str, old: &Answer, new: &Answer) {
        for name in keys(&old.headers, &new.headers) {
            let kind = |answer: &Answer| answer.headers.get(name).map(|kinds| list(kinds, ""));
            let (before, after) = (kind(old), kind(new));
            let rule = match (&before, &after) {
                (None, _) => Rule::AnswerHeaderAdded,
                (_, None) => Rule::AnswerHeaderRemoved,
                (before, after) if before != after => Rule::AnswerHeaderChanged,
                _ => continue,
            };
            self.add(&at(status, &format!(" header {name}")), rule, before, after);
        }
        let contents = at(status, " content");
        if is_success(status) {
            let rules = (Rule::AnswerContentTypeAdded, Rule::AnswerContentTypeRemoved);
            self.sets(&contents, rules, &old.content, &new.content);
            self.fields(status, &old.fields, &new.fields);
        } else {
            if old.content != new.content {
                let said = |answer: &Answer| Some(list(&answer.content, "no content"));
                let rule = Rule::ErrorContentTypeChanged;
                self.add(&contents, rule, said(old), said(new));
            }
            self.errors(status, &old.fields, &new.fields);
        }
    }

    /// The fields of a success.
    fn fields(&mut self, status: &str, old: &Fields, new: &Fields) {
        for field in keys(old, new) {
            let (before, after) = (old.get(field), new.get(field));
            let at = At::entry(format!("-> {status}{field}"), [before, after]);
            match (before, after) {
                (Some(before), Some(after)) => self.entry(&at, &ANSWER, before, after),
                (Some(before), None) => self.add(&at, ANSWER.removed, Some(before.shape()), None),
                (None, after) => {
                    self.add(&at, ANSWER.added_optional, None, after.map(Entry::shape));
                }
            }
        }
    }

    /// The fields of an error: whatever they are, they are read.
    fn errors(&mut self, status: &str, old: &Fields, new: &Fields) {
        for field in keys(old, new) {
            let (before, after) = (old.get(field), new.get(field));
            let is_message = field == ".message";
            let rule = match (before, after) {
                (None, _) => Rule::ErrorFieldAdded,
                (_, None) if is_message => Rule::ErrorMessageChanged,
                (_, None) => Rule::ErrorFieldRemoved,
                (Some(before), Some(after)) if is_message && before.bases() != after.bases() => {
                    Rule::ErrorMessageChanged
                }
                _ => Rule::ErrorFieldChanged,
            };
            let said = |entry: &Entry| {
                let mark = if entry.required() { "required " } else { "" };
                format!("{mark}{}", entry.shape())
            };
            let (before, after) = (before.map(said), after.map(said));
            if before != after {
                self.add(&at(status, field), rule, before, after);
            }
        }
    }
}

fn at(status: &str, rest: &str) -> At {
    At::new(format!("-> {status}{rest}"))
}

/// The fields of a success that no success of the other document has in the same shape.
fn unlike(answer: &Answer, others: &Answers) -> Fields {
    let known = |field: &String, entry: &Entry| {
        let successes = others.iter().filter(|(status, _)| is_success(status));
        successes
            .filter_map(|(_, other)| other.fields.get(field))
            .any(|other| other.shape() == entry.shape())
    };
    let fields = answer.fields.iter();
    fields
        .filter(|(field, entry)| !known(field, entry))
        .map(|(field, entry)| (field.clone(), entry.clone()))
        .collect()
}
