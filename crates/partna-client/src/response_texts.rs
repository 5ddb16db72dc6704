//! Collects the texts of the API in the body of a response, to classify errors and to find errors in a 2xx.

use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde_json::Value;

use crate::HttpResponse;
use crate::json_text::{json, without_bom};
use crate::members::members;
use crate::wording::{Meaning, is_about_scope, is_failure_word, is_refusal, meaning, normal_form};

/// The maximum number of compared texts of a body.
const MAX_TEXTS: usize = 64;

/// The maximum depth of lists and objects that are searched for texts.
const MAX_DEPTH: usize = 6;

/// The location of a text in the body. If the meanings of several texts have the same rank, the text of the first location in
/// this order is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Location {
    Message,
    Error,
    Detail,
    /// The text may contain values of the request, or belongs to another record. It is used to classify an error, and is never
    /// shown.
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
    /// Collects the texts of any body: a JSON object, another JSON value, or plain text. An HTML or XML page and invalid JSON
    /// have no texts.
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

    /// Collects the texts of the members of a body. Texts at the top level are first, so that a long list does not use up
    /// [`MAX_TEXTS`] before them.
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
        // Removes the value of an invalid field, which is a value of the request.
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
                    // Values of the request and fields of a record are not texts of the API.
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

    /// Adds each text of a member together with the name of the member: `{"transactionReference": ["already exist"]}` becomes
    /// `transactionReference already exist`.
    fn push_named(&mut self, name: &str, value: &Value) {
        let items = value.as_array().map_or(&[][..], Vec::as_slice);
        let texts = std::iter::once(value).chain(items).take(MAX_TEXTS);
        for text in texts.filter_map(Value::as_str) {
            self.push(Location::Hidden, &format!("{name} {text}"));
        }
    }

    /// Returns the meaning of the texts in an error response: the first of all their meanings, in the order of [`Meaning`].
    pub(crate) fn meaning(&self) -> Option<Meaning> {
        self.0.iter().filter_map(|it| meaning(&it.text)).min()
    }

    /// Returns whether a text reports that the caller's reference exists.
    pub(crate) fn has_duplicate_reference(&self) -> bool {
        let mut meanings = self.0.iter().map(|it| meaning(&it.text));
        meanings.any(|meaning| meaning == Some(Meaning::ReferenceExists))
    }

    /// Returns whether a text is about the scope of a key.
    pub(crate) fn is_about_scope(&self) -> bool {
        self.0.iter().any(|it| is_about_scope(&it.text))
    }

    /// Returns whether a text shows an error, even in a response with a 2xx.
    pub(crate) fn has_refusal(&self) -> bool {
        self.0.iter().any(Text::is_refusal)
    }

    /// Removes success texts such as `"message": "success"` if a member such as `error` has a text.
    pub(crate) fn without_success_message(mut self) -> Self {
        if self.0.iter().any(|it| it.location == Location::Error) {
            self.0
                .retain(|it| it.location != Location::Message || it.is_refusal());
        }
        self
    }

    /// Returns the text to show: the text with the first meaning, or else the first text. A text that is only the reason phrase
    /// of a status, such as `Bad Request`, has no meaning here.
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
    /// Returns whether the text shows an error, even in a response with a 2xx.
    fn is_refusal(&self) -> bool {
        let is_message = self.location == Location::Message;
        self.location != Location::Hidden
            && (is_refusal(&self.text) || is_message && is_failure_word(&self.text))
    }
}

/// Returns the location for a member that may contain a text.
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

/// Returns whether a member of an error contains a value of the request, as validators send it.
fn is_input(name: &str) -> bool {
    let names = ["value", "rejectedvalue", "input", "target", "received"];
    names.contains(&normal_form(name).as_str())
}

/// Returns whether a member is a label, less specific than a message beside it: `{"field": "amount", "message": "too low"}`.
fn is_label(name: &str) -> bool {
    let names = ["code", "field", "property", "param", "path", "type", "name"];
    names.contains(&normal_form(name).as_str())
}

/// Returns whether a text is only the reason phrase of an HTTP status, such as `Bad Request`.
fn is_reason_phrase(text: &str) -> bool {
    let text = normal_form(text);
    let phrases = (400..600).filter_map(|status| StatusCode::from_u16(status).ok());
    let mut phrases = phrases.filter_map(|status| status.canonical_reason());
    phrases.any(|phrase| normal_form(phrase) == text)
}

/// Returns the body as plain text. `None` for HTML, XML and invalid JSON.
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

/// Returns a text on one line, truncated after 300 characters.
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
