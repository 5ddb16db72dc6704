//! Checks the size of a document: the number of values before parsing, and the size that the document would have with
//! its references expanded.

use super::Limits;
use super::unusable_document::Cause;
use crate::facts::METHODS;
use crate::json::Json;
use crate::object_kind::Shape;
use crate::schema;

/// The maximum number of nested levels in a document. A field of an object in a schema needs two levels: `properties`
/// and the name of the field.
pub const MAX_DEPTH: usize = 128;

/// The maximum number of values in the text, as a multiple of `Limits::values`. It is larger because `Limits::values`
/// does not include examples, and most values are in examples.
pub const MAX_VALUES_FACTOR: usize = 10;

/// The maximum length of a JSON pointer in bytes. A long name is repeated in the pointer of every value below it.
const MAX_POINTER_BYTES: usize = 4096;

/// The maximum number of bytes in facts, per value in `Limits::values`. A name is repeated in every fact about the
/// values inside it.
const FACT_BYTES_PER_VALUE: usize = 640;

/// The maximum number of parameters of an operation. Each parameter is a call in a chain of method calls in the
/// generated code, and the code printer processes the chain recursively.
const MAX_PARAMETERS: usize = 100;

/// Checks the number of values before parsing. Each value except the first follows `,`, `[` or `{`, so counting these
/// characters is sufficient.
pub fn check_value_count(text: &str, limits: &Limits) -> Result<(), Cause> {
    let max = limits.values.saturating_mul(MAX_VALUES_FACTOR);
    if text.len() <= max {
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
    if count > max {
        return Err(Cause::TooMany("values", max));
    }
    Ok(())
}

/// Checks the nesting of every value, and the length of its JSON pointer.
pub fn check_pointers(doc: &Json) -> Result<(), Cause> {
    check_pointers_below(doc, 0, 0)
}

fn check_pointers_below(value: &Json, length: usize, depth: usize) -> Result<(), Cause> {
    if length > MAX_POINTER_BYTES {
        return Err(Cause::TooMany("bytes in a JSON pointer", MAX_POINTER_BYTES));
    }
    if depth >= MAX_DEPTH {
        return Err(Cause::TooMany("levels of nesting", MAX_DEPTH));
    }
    for item in value.items() {
        check_pointers_below(item, length + 8, depth + 1)?;
    }
    for (key, child) in value.entries() {
        let length = length + 1 + key.len() + key.matches(['~', '/']).count();
        check_pointers_below(child, length, depth + 1)?;
    }
    Ok(())
}

/// Checks the number of parameters of each operation.
pub fn check_parameters(doc: &Json) -> Result<(), Cause> {
    let paths = doc.get("paths").into_iter().flat_map(Json::entries);
    for (path, item) in paths.filter(|(path, _)| !path.starts_with("x-")) {
        // References have been checked already, so this does not fail.
        let item = schema::resolve(doc, item).unwrap_or(item);
        let shared = item.list("parameters").len().max(path.matches('{').count());
        let own = METHODS.iter().filter_map(|method| item.get(method));
        let max_own = own
            .map(|operation| operation.list("parameters").len())
            .max();
        if shared + max_own.unwrap_or_default() > MAX_PARAMETERS {
            return Err(Cause::TooMany(
                "parameters in one operation",
                MAX_PARAMETERS,
            ));
        }
    }
    Ok(())
}

/// Checks the size of the document after its references are expanded.
pub fn check_expansion(doc: &Json, limits: &Limits) -> Result<(), Cause> {
    let mut budget = ExpansionBudget {
        doc,
        max_values: limits.values,
        values_left: limits.values,
        bytes_left: limits.values.saturating_mul(FACT_BYTES_PER_VALUE),
        followed: Vec::new(),
    };
    for key in ["servers", "paths", "webhooks"] {
        let at = WalkPosition {
            shape: Shape::DOCUMENT.member(key),
            depth: 0,
            prefix_bytes: 0,
        };
        budget.charge(doc.get(key).unwrap_or(&Json::Null), at)?;
    }
    Ok(())
}

/// The position of the walk.
#[derive(Clone, Copy)]
struct WalkPosition {
    shape: Shape,
    depth: usize,
    /// The length of the names that precede the value in a fact, in bytes.
    prefix_bytes: usize,
}

/// Counts the values and bytes of a document with its references expanded, and stops at the limits.
struct ExpansionBudget<'a> {
    doc: &'a Json,
    max_values: usize,
    values_left: usize,
    /// The number of bytes that may still be counted.
    bytes_left: usize,
    /// The references being followed.
    followed: Vec<&'a str>,
}

impl<'a> ExpansionBudget<'a> {
    fn charge(&mut self, value: &'a Json, at: WalkPosition) -> Result<(), Cause> {
        self.values_left = self.values_left.checked_sub(1).ok_or(Cause::TooMany(
            "values after references are expanded",
            self.max_values,
        ))?;
        let text = at.prefix_bytes + value.as_str().map_or(0, str::len);
        self.bytes_left = self.bytes_left.checked_sub(text).ok_or(Cause::TooMany(
            "bytes of names and values after references are expanded",
            self.max_values.saturating_mul(FACT_BYTES_PER_VALUE),
        ))?;
        if at.depth > MAX_DEPTH {
            return Err(Cause::TooMany("levels of nesting", MAX_DEPTH));
        }
        let below = |shape: Shape| WalkPosition {
            shape,
            depth: at.depth + 1,
            prefix_bytes: at.prefix_bytes,
        };
        if at.shape.may_be_reference()
            && let Some(target) = value.text("$ref")
        {
            // A reference that is already being followed is the end of a recursive type.
            let inner = self.doc.reference(target);
            let Some(inner) = inner.filter(|_| !self.followed.contains(&target)) else {
                return Ok(());
            };
            self.followed.push(target);
            self.charge(inner, below(at.shape))?;
            self.followed.pop();
            return Ok(());
        }
        for item in value.items() {
            self.charge(item, below(at.shape.item()))?;
        }
        for (key, child) in value.entries() {
            let (shape, is_name) = (at.shape.member(key), at.shape.has_names());
            let is_example = !is_name && at.shape != Shape::Data && key.starts_with("example");
            if !is_example {
                let mut below = below(shape);
                below.prefix_bytes += if is_name { key.len() } else { 0 };
                self.charge(child, below)?;
            }
        }
        Ok(())
    }
}
