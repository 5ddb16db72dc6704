//! Aligns the names of path parameters, and a prefix that moved between the server URLs and the paths.

use std::collections::{BTreeMap, BTreeSet};

use super::GroupedFacts;
use crate::fact::{Fact, OperationFact, Place, Root, template};
use crate::json::join;

/// Moves a prefix between the server URLs and the paths of the new document, if the move increases the number of paths
/// that both documents have. Paths that do not begin with the prefix are not changed. Returns whether the prefix was
/// moved.
pub fn align_prefix(old: &GroupedFacts, new: &mut GroupedFacts) -> bool {
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
    // An operation may have its own servers. If its path changes, the paths of these server URLs must change too.
    let moved_server = |url: &str| -> Option<String> {
        let (url, slash) = match url.strip_suffix('/') {
            Some(url) => (url, "/"),
            None => (url, ""),
        };
        let origin = match known.strip_prefix(own.as_str()) {
            Some(added) => format!("{url}{added}"),
            None => url
                .strip_suffix(own.strip_prefix(known.as_str())?)?
                .to_owned(),
        };
        Some(origin + slash)
    };
    let known_templates: BTreeSet<String> =
        old.operations.keys().map(|name| template(name)).collect();
    let is_known = |name: &str| known_templates.contains(&template(name));
    let has_own_server = |facts: &[OperationFact]| {
        facts
            .iter()
            .any(|fact| matches!(fact, OperationFact::Server(_)))
    };
    // The new name of each operation that moves.
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let (mut direct, mut shifted) = (0, 0);
    for (name, facts) in &new.operations {
        let has_own = has_own_server(facts);
        let target = moved(name).filter(|_| {
            let mut servers = facts.iter().filter_map(|fact| match fact {
                OperationFact::Server(url) => Some(url),
                _ => None,
            });
            !(has_own && is_known(name)) && servers.all(|url| moved_server(url).is_some())
        });
        direct += usize::from(!has_own && is_known(name));
        match target {
            Some(target) => {
                shifted += usize::from(is_known(&target));
                names.insert(name.clone(), target);
            }
            // The old document has this path too, but below another server path, so the requests differ. A move would
            // hide this difference.
            None if !has_own && is_known(name) => return false,
            None => {}
        }
    }
    let stays = |name: &&String| !names.contains_key(*name);
    let targets: BTreeSet<String> = names.values().map(|name| template(name)).collect();
    let has_conflict = new
        .operations
        .keys()
        .filter(stays)
        .any(|name| targets.contains(&template(name)));
    if shifted <= direct || has_conflict {
        return false;
    }
    let mut pointers = BTreeMap::new();
    new.operations = std::mem::take(&mut new.operations)
        .into_iter()
        .map(|(name, mut facts)| {
            let target = names.get(&name).cloned();
            for fact in &mut facts {
                match fact {
                    OperationFact::Server(url) if target.is_some() => {
                        if let Some(moved) = moved_server(url) {
                            *url = moved;
                        }
                    }
                    OperationFact::Note { value, .. } => rename_link(value, moved),
                    _ => {}
                }
            }
            let target = target.unwrap_or_else(|| name.clone());
            pointers.insert(pointer(&name), pointer(&target));
            (target, facts)
        })
        .collect();
    for fact in &mut new.document {
        match fact {
            Fact::Server(url) => {
                if let Some(moved) = moved_server(url) {
                    *url = moved;
                }
            }
            Fact::Note { value, .. } => rename_link(value, moved),
            _ => {}
        }
    }
    rename_pointers(&mut new.document, &pointers);
    true
}

/// Renames the operation of a link, written `…/operationId GET /rate (getRate)`.
fn rename_link(note: &mut String, moved: impl Fn(&str) -> Option<String>) {
    if let Some((pointer, link)) = note.split_once(' ')
        && pointer.ends_with("/operationId")
        && let Some((operation, id)) = link.split_once(" (")
        && let Some(operation) = moved(operation)
    {
        *note = format!("{pointer} {operation} ({id}");
    }
}

/// Returns the JSON pointer of the path of an operation.
fn pointer(operation: &str) -> String {
    let path = operation
        .split_once(' ')
        .map_or(operation, |(_, path)| path);
    join("/paths", path)
}

/// Renames paths in the pointers of notes on the document.
fn rename_pointers(document: &mut [Fact], pointers: &BTreeMap<String, String>) {
    for fact in document {
        if let Fact::Note { value, .. } = fact
            && let Some(rest) = value.strip_prefix("/paths/")
        {
            let path = rest.split(['/', ' ']).next().unwrap_or_default();
            let known = format!("/paths/{path}");
            if let Some(renamed) = pointers.get(&known) {
                *value = format!("{renamed}{}", value.get(known.len()..).unwrap_or_default());
            }
        }
    }
}

/// Returns the path of the server URLs, or `None` if the paths differ.
fn base_path(grouped: &GroupedFacts) -> Option<String> {
    let servers = grouped.document.iter().filter_map(|fact| match fact {
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

/// Renames path parameters of the new document: if a path differs from an old path only in the names of parameters, it
/// gets the old names. Returns whether a path changed.
pub fn align_parameters(old: &GroupedFacts, new: &mut GroupedFacts) -> bool {
    let mut is_changed = false;
    let by_template = |grouped: &GroupedFacts, others: &GroupedFacts| {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in grouped
            .operations
            .keys()
            .filter(|name| !others.operations.contains_key(*name))
        {
            names.entry(template(name)).or_default().push(name.clone());
        }
        names
    };
    let (known, own) = (by_template(old, new), by_template(new, old));
    let mut pointers = BTreeMap::new();
    for (template, names) in &own {
        if let ([name], Some([known])) = (names.as_slice(), known.get(template).map(Vec::as_slice))
            && let Some(mut facts) = new.operations.remove(name)
        {
            let pairs: BTreeMap<&str, &str> = parameters(name).zip(parameters(known)).collect();
            for fact in &mut facts {
                if let OperationFact::Place {
                    place:
                        Place {
                            root: Root::Parameter { location, name },
                            ..
                        },
                    ..
                } = fact
                    && location == "path"
                    && let Some(known) = pairs.get(name.as_str())
                {
                    (*known).clone_into(name);
                }
            }
            pointers.insert(pointer(name), pointer(known));
            new.operations.insert(known.clone(), facts);
            is_changed = true;
        }
    }
    rename_pointers(&mut new.document, &pointers);
    is_changed
}

/// Returns the names of the parameters of a path, in the order of the path.
fn parameters(operation: &str) -> impl Iterator<Item = &str> {
    operation
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
}
