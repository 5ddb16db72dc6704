//! Checks the paths of a document. A client must be able to send each path unchanged, and each parameter must have a
//! unique setter.

use std::collections::HashMap;

use super::RustNames;
use super::unusable_document::Cause;
use crate::json::Json;
use crate::sanitize::fact_path;

/// Checks every path of a document.
pub fn check_paths(doc: &Json, names: &dyn RustNames) -> Result<(), Cause> {
    let paths = doc.get("paths").into_iter().flat_map(Json::entries);
    for (path, _) in paths.filter(|(path, _)| !path.starts_with("x-")) {
        if let Err(problem) = check_path(path, names) {
            return Err(Cause::Path(path.to_owned(), problem));
        }
    }
    Ok(())
}

fn check_path(path: &str, names: &dyn RustNames) -> Result<(), &'static str> {
    if !path.starts_with('/') {
        return Err("it does not begin with `/`");
    }
    // The path is checked in the form that facts and generated code contain.
    let path = fact_path(path);
    // A client resolves the segments `.` and `..` before it sends a request, so the request would have another path.
    let is_dot_segment = |segment: &str| {
        let dots = segment.replace("%2e", ".").replace("%2E", ".");
        dots == "." || dots == ".."
    };
    if path.split('/').any(is_dot_segment) {
        return Err("it has a segment `.` or `..`, which is resolved before a request is sent");
    }
    let mut names_by_rust_name: HashMap<String, &str> = HashMap::new();
    for name in parameter_names(&path).ok_or("it has a brace that is not part of a `{name}`")? {
        let rust = names.field(name);
        if rust.is_empty() || !name.chars().any(char::is_alphanumeric) {
            return Err("it has a parameter whose name has no letter or digit");
        }
        if names_by_rust_name
            .insert(rust, name)
            .is_some_and(|other| other != name)
        {
            return Err("it has two parameters with the same Rust name");
        }
    }
    Ok(())
}

/// Returns the parameter names of a path, or `None` if a brace is unmatched or a name is not valid.
fn parameter_names(path: &str) -> Option<Vec<&str>> {
    let (mut names, mut rest) = (Vec::new(), path);
    while let Some(at) = rest.find(['{', '}']) {
        let name = rest.get(at..)?.strip_prefix('{')?;
        let end = name.find(['{', '}', '/'])?;
        let (name, after) = name.split_at_checked(end)?;
        rest = after.strip_prefix('}')?;
        names.push(name);
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_braces_as_parameters_or_rejects_them() {
        for (path, names) in [
            ("/a", Some(vec![])),
            ("/{a}-{b}/{}", Some(vec!["a", "b", ""])),
            ("/{a", None),
            ("/a}", None),
            ("/{a}}", None),
            ("/{{a}", None),
            ("/{a/b}", None),
        ] {
            assert_eq!(parameter_names(path), names, "{path}");
        }
    }
}
