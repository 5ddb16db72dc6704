//! Converts media types to the form that facts contain.

/// Returns a media type in the form that facts contain: type and parameter names in lowercase, parameters sorted,
/// without a charset.
pub fn media_type(raw: &str) -> String {
    let mut parts = raw.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default().to_lowercase();
    let parameters = parts.map(|part| match part.split_once('=') {
        Some((name, value)) => format!("{}={}", name.trim().to_lowercase(), value.trim()),
        None => part.to_lowercase(),
    });
    let mut parameters: Vec<String> = parameters
        .filter(|parameter| !parameter.is_empty() && !parameter.starts_with("charset="))
        .collect();
    parameters.sort_unstable();
    std::iter::once(essence)
        .chain(parameters)
        .collect::<Vec<_>>()
        .join(";")
}

pub fn is_json(kind: &str) -> bool {
    let essence = kind.split(';').next().unwrap_or(kind);
    essence == "application/json" || essence.ends_with("+json")
}
