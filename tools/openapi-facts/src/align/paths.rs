//! Aligns paths: the names of their parameters, and a prefix that moved between servers and paths.

use std::collections::{BTreeMap, BTreeSet};

use super::Parsed;
use crate::fact::{About, Fact, Place, Root};

/// Moves a prefix between the servers and the paths of the new document, if its paths then equal those of the old one.
pub fn align_prefix(old: &Parsed, new: &mut Parsed) -> bool {
    let (Some(known), Some(own)) = (base_path(old), base_path(new)) else {
        return false;
    };
    if known == own {
        return false;
    }
    let moved = |operation: &str| -> Option<String> {
        let (method, path) = operation.split_once(' ')?;
        let path = format!("{own}{path}");
        let path = path
            .strip_prefix(known.as_str())
            .filter(|path| path.starts_with('/'))?;
        Some(format!("{method} {path}"))
    };
    let known_templates: BTreeSet<String> =
        old.operations.keys().map(|name| template(name)).collect();
    let count = |names: &mut dyn Iterator<Item = String>| {
        names
            .filter(|name| known_templates.contains(&template(name)))
            .count()
    };
    let direct = count(&mut new.operations.keys().cloned());
    let shifted = count(&mut new.operations.keys().filter_map(|name| moved(name)));
    if shifted <= direct || !new.operations.keys().all(|name| moved(name).is_some()) {
        return false;
    }
    new.operations = std::mem::take(&mut new.operations)
        .into_iter()
        .filter_map(|(name, abouts)| Some((moved(&name)?, abouts)))
        .collect();
    for fact in &mut new.document {
        if let Fact::Server(url) = fact
            && let Some(origin) = url.trim_end_matches('/').strip_suffix(own.as_str())
        {
            *url = format!("{origin}{known}");
        }
    }
    true
}

/// Returns the path that all servers share; `None` if they have none in common.
fn base_path(parsed: &Parsed) -> Option<String> {
    let servers = parsed.document.iter().filter_map(|fact| match fact {
        Fact::Server(url) => Some(url.as_str()),
        _ => None,
    });
    let mut paths: BTreeSet<&str> = servers.map(path_of).collect();
    let only = paths.pop_first()?;
    paths.is_empty().then(|| only.to_owned())
}

fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let start = rest.find('/').unwrap_or(rest.len());
    rest.get(start..).unwrap_or_default().trim_end_matches('/')
}

/// Renames the path parameters of operations whose path differs from a known one only in them.
pub fn align_parameters(old: &Parsed, new: &mut Parsed) -> bool {
    let mut is_changed = false;
    let by_template = |parsed: &Parsed, others: &Parsed| {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in parsed
            .operations
            .keys()
            .filter(|name| !others.operations.contains_key(*name))
        {
            names.entry(template(name)).or_default().push(name.clone());
        }
        names
    };
    let (known, own) = (by_template(old, new), by_template(new, old));
    for (template, names) in &own {
        if let ([name], Some([known])) = (names.as_slice(), known.get(template).map(Vec::as_slice))
            && let Some(mut abouts) = new.operations.remove(name)
        {
            let pairs: BTreeMap<&str, &str> = parameters(name).zip(parameters(known)).collect();
            for about in &mut abouts {
                if let About::Place {
                    place:
                        Place {
                            root: Root::Parameter { location, name },
                            ..
                        },
                    ..
                } = about
                    && location == "path"
                    && let Some(known) = pairs.get(name.as_str())
                {
                    (*known).clone_into(name);
                }
            }
            new.operations.insert(known.clone(), abouts);
            is_changed = true;
        }
    }
    is_changed
}

/// Returns a method and path with the names of its parameters removed: `GET /users/{}`.
pub fn template(operation: &str) -> String {
    let mut text = String::new();
    let mut rest = operation;
    while let Some((before, (_, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        text += before;
        text += "{}";
        rest = after;
    }
    text + rest
}

/// Returns the names of the parameters of a path in order.
fn parameters(operation: &str) -> impl Iterator<Item = &str> {
    operation
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
}
