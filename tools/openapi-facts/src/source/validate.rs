//! Parses and validates a document.

use super::document_text::{self, Format};
use super::unusable_document::{Cause, UnusableDocument};
use super::{Limits, RustNames, normalize, paths, references, size_limits, structure, yaml};
use crate::json::Json;

/// Parses a document and validates it. Other modules may rely on the structure of the result.
///
/// The result is in the internal form, which uses the keywords of OpenAPI 3.0 (see `normalize.rs`).
pub fn parse(
    bytes: &[u8],
    limits: &Limits,
    names: &dyn RustNames,
) -> Result<Json, UnusableDocument> {
    let (text, format) = document_text::decode(bytes)?;
    let mut doc = match format {
        Format::Json => {
            size_limits::check_value_count(text, limits)?;
            Json::parse(text).map_err(|error| Cause::NotJson(format!("{error:#}")))?
        }
        Format::Yaml => yaml::parse(text, limits)?,
    };
    let is_31 = check_version(&doc)?;
    size_limits::check_pointers(&doc)?;
    structure::check(&doc, is_31)?;
    normalize::normalize(&mut doc, limits)?;
    size_limits::check_pointers(&doc)?;
    paths::check_paths(&doc, names)?;
    references::check(&doc)?;
    size_limits::check_parameters(&doc)?;
    size_limits::check_expansion(&doc, limits)?;
    Ok(doc)
}

/// Checks the version. Returns whether it is 3.1.
fn check_version(doc: &Json) -> Result<bool, Cause> {
    let version_at = |key: &str| doc.get(key).and_then(Json::as_str);
    let is = |version: &str, minor: &str| {
        let patch = version.strip_prefix(minor);
        patch.is_some_and(|patch| patch.is_empty() || patch.starts_with('.'))
    };
    match (version_at("openapi"), version_at("swagger")) {
        (Some(version), _) if is(version, "3.0") => Ok(false),
        (Some(version), _) if is(version, "3.1") => Ok(true),
        (Some(version), _) => Err(Cause::OtherVersion(version.to_owned())),
        (None, Some(_)) => Err(Cause::SwaggerTwo),
        (None, None) => Err(Cause::WrongShape(
            "/openapi".to_owned(),
            "a version such as 3.0.3",
        )),
    }
}
