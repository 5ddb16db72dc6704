//! Aligns the spelling of servers.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::GroupedFacts;
use crate::fact::{Fact, OperationFact};

/// Changes each server URL of the new facts to the spelling of the old facts. Returns whether a URL changed.
pub fn align(old: &GroupedFacts, new: &mut GroupedFacts) -> bool {
    let known = document_servers(&old.document);
    let mut is_changed = rename(&known, new.document.iter_mut().filter_map(document_server));
    for (name, facts) in &mut new.operations {
        if let Some(old) = old.operations.get(name) {
            let known = old.iter().filter_map(|fact| match fact {
                OperationFact::Server(url) => Some(url.clone()),
                _ => None,
            });
            let own = facts.iter_mut().filter_map(|fact| match fact {
                OperationFact::Server(url) => Some(url),
                _ => None,
            });
            is_changed |= rename(&known.collect(), own);
        }
    }
    is_changed
}

fn document_servers(document: &[Fact]) -> BTreeSet<String> {
    let urls = document.iter().filter_map(|fact| match fact {
        Fact::Server(url) => Some(url.clone()),
        _ => None,
    });
    urls.collect()
}

fn document_server(fact: &mut Fact) -> Option<&mut String> {
    match fact {
        Fact::Server(url) => Some(url),
        _ => None,
    }
}

fn rename<'a>(known: &BTreeSet<String>, own: impl Iterator<Item = &'a mut String>) -> bool {
    if known.is_empty() {
        return false;
    }
    let by_meaning: BTreeMap<String, &String> =
        known.iter().map(|url| (canonical(url), url)).collect();
    let mut is_changed = false;
    for url in own.filter(|url| !known.contains(*url)) {
        if let Some(known) = by_meaning.get(&canonical(url)) {
            url.clone_from(known);
            is_changed = true;
        }
    }
    is_changed
}

/// Returns a URL with a host in lowercase, and without a default port and a final slash.
fn canonical(url: &str) -> String {
    let parsed = Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.to_string());
    parsed.trim_end_matches('/').to_owned()
}
