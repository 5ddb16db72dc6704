//! Statements about servers.

use std::collections::BTreeSet;

use crate::json::{self, Json};
use crate::remainder::{Leaf, Remainder};

/// The statements about one server.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Server {
    pub url: String,
    /// The URL with its variables: `https://{host}/v4`.
    template: String,
    /// The members of the server that `url` does not show.
    pub leaves: Vec<Leaf>,
}

impl Server {
    /// Returns the JSON pointer to which the pointers of the leaves are relative.
    pub fn pointer(&self) -> String {
        json::join("/servers", &self.template)
    }
}

/// Returns the statements about a list of servers.
pub(super) fn all<'a>(
    remainder: &mut Remainder<'a>,
    servers: &'a [Json],
) -> anyhow::Result<BTreeSet<Server>> {
    let servers = servers.iter().map(|server| {
        let (url, leaves) = facts(remainder, server)?;
        let template = server.text("url").unwrap_or_default().to_owned();
        Ok(Server {
            url,
            template,
            leaves,
        })
    });
    servers.collect()
}

/// Returns the URL of a server with the defaults of its variables, and the members that this URL does not show.
fn facts<'a>(
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
