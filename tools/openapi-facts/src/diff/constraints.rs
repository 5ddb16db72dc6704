//! Selects the rule for a changed keyword of a request value: whether the keyword now allows more, fewer or other
//! values.

use super::rules::Rule;

/// Returns the rule for a change of `deprecated`.
pub(super) fn deprecation_rule(before: Option<&str>, after: Option<&str>) -> Option<Rule> {
    match (before == Some("true"), after == Some("true")) {
        (false, true) => Some(Rule::FieldDeprecated),
        (true, false) => Some(Rule::FieldRestored),
        _ => None,
    }
}

/// Returns the rule for a changed keyword, or `None` if the new text has the same meaning.
pub(super) fn keyword_rule(
    keyword: &str,
    before: Option<&str>,
    after: Option<&str>,
) -> Option<Rule> {
    if before == after {
        return None;
    }
    match keyword {
        "style" | "explode" | "content" | "allowReserved" => Some(Rule::ParameterEncodingChanged),
        "default" => Some(Rule::DefaultChanged),
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => {
            bound_rule(before, after, |before, after| after > before)
        }
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => {
            bound_rule(before, after, |before, after| after < before)
        }
        "uniqueItems" | "closed" | "readOnly" => flag_rule(before, after),
        "allowEmptyValue" | "untyped" => flag_rule(after, before),
        _ => Some(unordered_rule(before, after)),
    }
}

/// Returns the rule for a changed flag that restricts values if it is true.
fn flag_rule(before: Option<&str>, after: Option<&str>) -> Option<Rule> {
    match (before == Some("true"), after == Some("true")) {
        (false, true) => Some(Rule::ConstraintTightened),
        (true, false) => Some(Rule::ConstraintLoosened),
        _ => None,
    }
}

/// Returns the rule for a changed numeric bound, or for a changed flag, because OpenAPI 3.0 writes exclusive bounds as
/// flags.
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
        // `1` and `1.0` are equal. Two different integers beyond the precision of `f64` parse as the same number, but
        // are not equal.
        (Some(_), Some(_)) if is_same_number(before, after) => None,
        _ => Some(unordered_rule(before, after)),
    }
}

/// Returns the rule for a changed restriction whose values have no order, such as a pattern.
fn unordered_rule(before: Option<&str>, after: Option<&str>) -> Rule {
    match (before, after) {
        (None, Some(_)) => Rule::ConstraintTightened,
        (Some(_), None) => Rule::ConstraintLoosened,
        _ => Rule::ConstraintChanged,
    }
}

/// Whether two texts that parse as the same `f64` are the same number.
fn is_same_number(before: Option<&str>, after: Option<&str>) -> bool {
    let exact = |text: Option<&str>| text.and_then(|text| text.parse::<i128>().ok());
    match (exact(before), exact(after)) {
        (Some(before), Some(after)) => before == after,
        _ => true,
    }
}
