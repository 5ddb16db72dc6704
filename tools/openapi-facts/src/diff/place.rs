//! Places within an operation, as facts write them: `body.fromAmount`, `query:page`, `-> 200.data.*[]`.

/// Where each segment behind the first begins: at a `.` or a `[` that is not within quotes.
fn cuts(place: &str) -> Vec<usize> {
    let (mut found, mut quoted, mut escaped) = (Vec::new(), false, false);
    for (at, letter) in place.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '.' | '[' if !quoted => found.push(at),
            _ => {}
        }
    }
    found
}

/// The place that holds this one; none for a body, a parameter or an answer itself.
pub fn parent(place: &str) -> Option<&str> {
    place.get(..*cuts(place).last()?)
}

/// Whether it is there whenever what holds it is: the items of an array, the values of a map.
pub fn is_inner(place: &str) -> bool {
    place.ends_with("[]") || place.ends_with(".*")
}

/// The name that a place ends with, be it of a field or of a parameter, past `[]` and `.*`.
pub fn name(place: &str) -> Option<&str> {
    let mut end = place.len();
    for at in cuts(place).into_iter().rev() {
        let segment = place.get(at..end)?;
        if segment != "[]" && segment != ".*" {
            return Some(
                segment
                    .strip_prefix('.')
                    .unwrap_or(segment)
                    .trim_matches('"'),
            );
        }
        end = at;
    }
    let (_, name) = place.get(..end)?.split_once(':')?;
    Some(name.trim_matches('"'))
}

/// Status and field of an answer's place without its arrow: `200.data.x` is `200` and `.data.x`.
pub fn answer(place: &str) -> (&str, &str) {
    let end = cuts(place).first().copied().unwrap_or(place.len());
    place.split_at_checked(end).unwrap_or((place, ""))
}

/// Whether a place of a request lies in the body, and not in a parameter.
pub fn in_body(place: &str) -> bool {
    place
        .strip_prefix("body")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
