//! The texts of the API in a body, wherever a server puts them: the one collector for errors and for errors inside a success.

use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde_json::Value;

use crate::HttpResponse;
use crate::json_text::{json, without_bom};
use crate::members::members;
use crate::wording::{Meaning, is_about_scope, is_failure_word, is_refusal, meaning, normal_form};

/// How many texts of a body are compared.
const MAX_TEXTS: usize = 64;

/// How deep lists and objects are searched for texts.
const MAX_DEPTH: usize = 6;

/// Where a text stands. The first location in this order is shown where no text says more than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Location {
    Message,
    Error,
    Detail,
    /// It may repeat what was sent, or is a part of something else. It is compared in an error and never shown.
    Hidden,
}

#[derive(Debug)]
struct Text {
    location: Location,
    text: String,
}

/// All texts of a body, none of them empty.
#[derive(Debug, Default)]
pub(crate) struct ResponseTexts(Vec<Text>);

impl ResponseTexts {
    /// The texts of any body: a JSON object, another JSON value, or plain text. An HTML or XML page has none, nor has broken
    /// JSON.
    pub(crate) fn of(response: &HttpResponse) -> Self {
        let body = without_bom(response.body());
        if let Some(members) = members(body, true) {
            return Self::among(&members);
        }
        let mut texts = Self::default();
        match json(body) {
            Some(value) => texts.collect(Location::Message, &value, 0),
            None => {
                if let Some(text) = plain_text(response, body) {
                    texts.push(Location::Hidden, &text);
                }
            }
        }
        texts
    }

    /// The texts among the members of a body. Those at the top level come first, so that no long list keeps them out.
    pub(crate) fn among(members: &[(String, Value)]) -> Self {
        let mut texts = Self::default();
        for is_direct in [true, false] {
            for (name, value) in members {
                if value.is_string() == is_direct
                    && let Some(location) = location_of(name)
                {
                    texts.collect(location, value, 0);
                }
            }
        }
        texts
    }

    fn push(&mut self, location: Location, text: &str) {
        // The value of a field that the API found fault with is the caller's.
        let text = match text.split_once("Value:") {
            Some((before, _)) if location == Location::Hidden && text.contains("Field:") => before,
            _ => text,
        };
        if self.0.len() < MAX_TEXTS && !text.trim().is_empty() {
            let text = text.to_owned();
            self.0.push(Text { location, text });
        }
    }

    fn collect(&mut self, at: Location, value: &Value, depth: usize) {
        if depth > MAX_DEPTH || self.0.len() >= MAX_TEXTS {
            return;
        }
        match value {
            Value::String(text) => self.push(at, text),
            Value::Array(items) => items
                .iter()
                .for_each(|item| self.collect(at, item, depth + 1)),
            Value::Object(members) => {
                for (name, value) in members {
                    let is_text = location_of(name).is_some();
                    // What was sent, and the fields of a record, are not the API's texts.
                    if !is_text && (at == Location::Hidden || is_input(name)) {
                        continue;
                    }
                    let at = if is_label(name) {
                        at.max(Location::Detail)
                    } else {
                        at
                    };
                    self.collect(at, value, depth + 1);
                    if !is_text {
                        self.push_named(name, value);
                    }
                }
            }
            _ => {}
        }
    }

    /// `{"transactionReference": ["already exist"]}` says so of the reference.
    fn push_named(&mut self, name: &str, value: &Value) {
        let items = value.as_array().map_or(&[][..], Vec::as_slice);
        let texts = std::iter::once(value).chain(items).take(MAX_TEXTS);
        for text in texts.filter_map(Value::as_str) {
            self.push(Location::Hidden, &format!("{name} {text}"));
        }
    }

    /// What the texts mean beside the status of an error: the first meaning of all.
    pub(crate) fn meaning(&self) -> Option<Meaning> {
        self.0.iter().filter_map(|it| meaning(&it.text)).min()
    }

    /// Whether a text says that the caller's reference exists.
    pub(crate) fn has_duplicate_reference(&self) -> bool {
        let mut meanings = self.0.iter().map(|it| meaning(&it.text));
        meanings.any(|meaning| meaning == Some(Meaning::ReferenceExists))
    }

    /// Whether a text is about what a key may do.
    pub(crate) fn is_about_scope(&self) -> bool {
        self.0.iter().any(|it| is_about_scope(&it.text))
    }

    /// Whether a text is that of an error, with any status beside it.
    pub(crate) fn has_refusal(&self) -> bool {
        self.0.iter().any(Text::is_refusal)
    }

    /// Without the message of a success, if there is the text of an error.
    pub(crate) fn without_success_message(mut self) -> Self {
        if self.0.iter().any(|it| it.location == Location::Error) {
            self.0
                .retain(|it| it.location != Location::Message || it.is_refusal());
        }
        self
    }

    /// The text to show: the one with the first meaning, or else the first. The name of a status says least.
    pub(crate) fn shown(&self) -> Option<&str> {
        let shown = self.0.iter().filter(|it| it.location != Location::Hidden);
        let rank = |it: &&Text| {
            let meaning = meaning(&it.text).filter(|_| !is_reason_phrase(&it.text));
            (meaning.is_none(), meaning, it.location)
        };
        Some(shown.min_by_key(rank)?.text.as_str())
    }
}

impl Text {
    fn is_refusal(&self) -> bool {
        let is_message = self.location == Location::Message;
        self.location != Location::Hidden
            && (is_refusal(&self.text) || is_message && is_failure_word(&self.text))
    }
}

/// The location of a member that may hold a text.
fn location_of(name: &str) -> Option<Location> {
    match normal_form(name).as_str() {
        "message" | "messagge" | "messages" | "msg" => Some(Location::Message),
        "error" | "errors" | "err" | "errormessage" | "errormessages" | "errormsg"
        | "errordescription" => Some(Location::Error),
        "detail" | "details" | "description" | "reason" | "title" => Some(Location::Detail),
        "data" => Some(Location::Hidden),
        _ => None,
    }
}

/// Whether a member of an error repeats what was sent, as validators do.
fn is_input(name: &str) -> bool {
    let names = ["value", "rejectedvalue", "input", "target", "received"];
    names.contains(&normal_form(name).as_str())
}

/// Whether a member says less than a sentence beside it: `{"field": "amount", "message": "too low"}`.
fn is_label(name: &str) -> bool {
    let names = ["code", "field", "property", "param", "path", "type", "name"];
    names.contains(&normal_form(name).as_str())
}

fn is_reason_phrase(text: &str) -> bool {
    let text = normal_form(text);
    let reasons = (400..600).filter_map(|status| StatusCode::from_u16(status).ok());
    let mut reasons = reasons.filter_map(|status| status.canonical_reason());
    reasons.any(|reason| normal_form(reason) == text)
}

/// The body as plain text; none for a page or for broken JSON.
fn plain_text(response: &HttpResponse, body: &[u8]) -> Option<String> {
    let kind = response.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    if kind.contains("html") || kind.contains("xml") {
        return None;
    }
    let text = String::from_utf8_lossy(body);
    let text = text.trim();
    (!text.starts_with(['<', '{', '[', '"'])).then(|| text.to_owned())
}

/// A text of the API on one line, truncated if it is long.
pub(crate) fn one_line(message: &str) -> String {
    const MAX_CHARS: usize = 300;
    let mut line: String = message
        .chars()
        .take(MAX_CHARS)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if message.chars().count() > MAX_CHARS {
        line.push('…');
    }
    line
}
