//! What a note about a value in a request allows, before and after.

use super::rules::Rule;

/// Whether a place was declared to be on its way out, or was before.
pub(super) fn deprecation_rule(before: Option<&str>, after: Option<&str>) -> Option<Rule> {
    match (before == Some("true"), after == Some("true")) {
        (false, true) => Some(Rule::FieldDeprecated),
        (true, false) => Some(Rule::FieldRestored),
        _ => None,
    }
}

/// The rule for a keyword that changed; none if the change changes nothing.
pub(super) fn note_rule(keyword: &str, before: Option<&str>, after: Option<&str>) -> Option<Rule> {
    if before == after {
        return None;
    }
    match keyword {
        "style" | "explode" => Some(Rule::ParameterEncodingChanged),
        "default" => Some(Rule::DefaultChanged),
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => {
            bound_rule(before, after, |before, after| after > before)
        }
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => {
            bound_rule(before, after, |before, after| after < before)
        }
        "uniqueItems" | "closed" | "readOnly" => flag_rule(before, after),
        "allowEmptyValue" => flag_rule(after, before),
        _ => Some(unordered_rule(before, after)),
    }
}

/// A flag that restricts when it is true.
fn flag_rule(before: Option<&str>, after: Option<&str>) -> Option<Rule> {
    match (before == Some("true"), after == Some("true")) {
        (false, true) => Some(Rule::ConstraintTightened),
        (true, false) => Some(Rule::ConstraintLoosened),
        _ => None,
    }
}

/// A number, or a flag as OpenAPI 3.0 writes exclusive bounds.
fn bound_rule(
    before: Option<&str>,
    after: Option<&str>,
    is_tighter: impl Fn(f64, f64) -> bool,
) -> Option<Rule> {
    let is_flag = |text: Option<&str>| matches!(text, None | Some("true" | "false"));
    if is_flag(before) && is_flag(after) {
        return flag_rule(before, after);
    }
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<f64>().ok());
    match (number(before), number(after)) {
        (Some(before), Some(after)) if is_tighter(before, after) => Some(Rule::ConstraintTightened),
        (Some(before), Some(after)) if is_tighter(after, before) => Some(Rule::ConstraintLoosened),
        // `1` and `1.0`.
        (Some(_), Some(_)) => None,
        _ => Some(unordered_rule(before, after)),
    }
}

/// A restriction that has no order: it came, it went, or it is another one.
fn unordered_rule(before: Option<&str>, after: Option<&str>) -> Rule {
    match (before, after) {
        (None, Some(_)) => Rule::ConstraintTightened,
        (Some(_), None) => Rule::ConstraintLoosened,
        _ => Rule::ConstraintChanged,
    }
}
