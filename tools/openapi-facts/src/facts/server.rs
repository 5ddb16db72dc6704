//! Statements about servers.

use crate::json::Json;
use crate::remainder::{Leaf, Remainder};

/// Returns the URL of a server with the defaults of its variables, and what the URL does not show.
pub(super) fn facts<'a>(
    remainder: &mut Remainder<'a>,
    server: &'a Json,
) -> anyhow::Result<(String, Vec<Leaf>)> {
    let mut url = server.text("url").unwrap_or_default().to_owned();
    let mut leaves = Vec::new();
    for (key, value) in server.entries().filter(|(key, _)| *key != "url") {
        if key != "variables" {
            leaves.extend(remainder.member(key, value)?);
            continue;
        }
        for (name, variable) in value.entries() {
            if variable.entries().next().is_none() {
                leaves.extend(
                    remainder
                        .member(name, variable)?
                        .into_iter()
                        .map(|leaf| leaf.below(&["variables"])),
                );
            }
            let placeholder = format!("{{{name}}}");
            let default = variable
                .text("default")
                .filter(|_| url.contains(&placeholder));
            if let Some(default) = default {
                url = url.replace(&placeholder, default);
            }
            for (key, value) in variable.entries() {
                if key != "default" || default.is_none() {
                    let below = remainder.member(key, value)?;
                    leaves.extend(
                        below
                            .into_iter()
                            .map(|leaf| leaf.below(&["variables", name])),
                    );
                }
            }
        }
    }
    Ok((url, leaves))
}
