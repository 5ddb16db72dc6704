//! How much of anything there may be, before it is taken apart, and before its references are written out.

use super::Limits;
use super::unreadable::Cause;
use crate::facts::METHODS;
use crate::json::Json;

/// How deep values may lie. A schema takes two levels for one of what it describes: `properties`, and the name.
const DEPTH: usize = 128;

/// How many values a document may have for each that is allowed once references are written out: most stand in examples.
const VALUES: usize = 10;

/// How long a JSON pointer into it may be. Pointers are made for every value, so one long name is paid for at each below it.
const PLACE: usize = 4096;

/// How many bytes its facts may take for each value: names stand in every fact below them.
const FACTS: usize = 640;

/// How many parameters an operation may have: each is a step of a chain of calls, which the printer of code follows by
/// recursion.
const PARAMETERS: usize = 100;

/// Keywords whose members are called as the vendor likes, be it `$ref` or `example`.
pub const NAMED: [&str; 9] = [
    "parameters",
    "requestBodies",
    "securitySchemes",
    "properties",
    "responses",
    "content",
    "headers",
    "schemas",
    "paths",
];

/// Whether a text is small enough to be taken apart. Before each value but the first stands one of three signs.
pub fn count(text: &str, limits: &Limits) -> Result<(), Cause> {
    let most = limits.values.saturating_mul(VALUES);
    if text.len() <= most {
        return Ok(());
    }
    let (mut count, mut quoted, mut escaped) = (0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b',' | b'[' | b'{' if !quoted => count += 1,
            _ => {}
        }
    }
    if count > most {
        return Err(Cause::TooMuch("values", most));
    }
    Ok(())
}

/// Whether every value can be pointed at in few bytes.
pub fn names(value: &Json, length: usize) -> Result<(), Cause> {
    if length > PLACE {
        return Err(Cause::TooMuch("bytes in the name of a place", PLACE));
    }
    for item in value.items() {
        names(item, length + 8)?;
    }
    for (key, child) in value.entries() {
        names(
            child,
            length + 1 + key.len() + key.matches(['~', '/']).count(),
        )?;
    }
    Ok(())
}

/// Whether no operation has more parameters than a call can be made of.
pub fn parameters(doc: &Json) -> Result<(), Cause> {
    for (path, item) in doc.get("paths").into_iter().flat_map(Json::entries) {
        let shared = item.list("parameters").len().max(path.matches('{').count());
        let own = METHODS.iter().filter_map(|method| item.get(method));
        let most = own
            .map(|operation| operation.list("parameters").len())
            .max();
        if shared + most.unwrap_or_default() > PARAMETERS {
            return Err(Cause::TooMuch("parameters of one operation", PARAMETERS));
        }
    }
    Ok(())
}

/// Whether the document ends once its references are written out.
pub fn expansion(doc: &Json, limits: &Limits) -> Result<(), Cause> {
    let mut budget = Budget {
        doc,
        values: limits.values,
        left: limits.values,
        text: limits.values.saturating_mul(FACTS),
        open: Vec::new(),
    };
    let at = At {
        named: true,
        depth: 0,
        name: 0,
    };
    budget.spend(doc.get("paths").unwrap_or(&Json::Null), at)
}

/// Where a walk is.
#[derive(Clone, Copy)]
struct At {
    /// Whether the keys of the value are names, and not keywords.
    named: bool,
    depth: usize,
    /// How many bytes a fact about it begins with.
    name: usize,
}

/// Walks a document as those do who write its references out, and gives up where they would not come to an end.
struct Budget<'a> {
    doc: &'a Json,
    values: usize,
    left: usize,
    /// How many more bytes of facts there may be.
    text: usize,
    /// The references that are being followed.
    open: Vec<&'a str>,
}

impl<'a> Budget<'a> {
    fn spend(&mut self, value: &'a Json, at: At) -> Result<(), Cause> {
        self.left = self.left.checked_sub(1).ok_or(Cause::TooMuch(
            "values once references are written out",
            self.values,
        ))?;
        let text = at.name + value.as_str().map_or(0, str::len);
        self.text = self.text.checked_sub(text).ok_or(Cause::TooMuch(
            "bytes of names and values once references are written out",
            self.values.saturating_mul(FACTS),
        ))?;
        if at.depth > DEPTH {
            return Err(Cause::TooMuch("levels", DEPTH));
        }
        let below = At {
            named: false,
            depth: at.depth + 1,
            name: at.name,
        };
        if !at.named
            && let Some(target) = value.text("$ref")
        {
            let inner = target
                .strip_prefix('#')
                .and_then(|place| self.doc.pointer(place));
            // One that is open already is where a recursive type ends.
            let Some(inner) = inner.filter(|_| !self.open.contains(&target)) else {
                return Ok(());
            };
            self.open.push(target);
            self.spend(inner, below)?;
            self.open.pop();
            return Ok(());
        }
        for item in value.items() {
            self.spend(item, below)?;
        }
        for (key, child) in value.entries() {
            if at.named || !key.starts_with("example") {
                let below = At {
                    named: !at.named && NAMED.contains(&key),
                    name: at.name + if at.named { key.len() } else { 0 },
                    ..below
                };
                self.spend(child, below)?;
            }
        }
        Ok(())
    }
}
