//! Declares the differences between our updated document and the vendor's, each with its reason.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::Context;
use openapi_facts::facts::Facts;
use openapi_facts::json::{Json, Map};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

use crate::deviations::{self, Compared, Declared, Deviation, Difference, Pattern, Reason, Side};
use crate::extensions;
use crate::names::UsedNames;
use crate::open_enums::{components, values, variant_name};

/// Sets the variant names of enum values that cannot be converted to a variant name, or whose variant name conflicts
/// with another value.
pub fn name_variants(doc: &mut Json) -> anyhow::Result<()> {
    // A name that a person chose in one component applies to all components of the same type.
    let mut named: BTreeMap<(String, String), String> = BTreeMap::new();
    for (_, rust, schema) in components(doc) {
        for (text, name) in schema
            .get(extensions::NAMES)
            .into_iter()
            .flat_map(Json::entries)
        {
            let key = (rust.to_owned(), text.to_owned());
            named.insert(key, name.as_str().unwrap_or_default().to_owned());
        }
    }
    let mut taken: BTreeMap<String, UsedNames> = BTreeMap::new();
    for ((rust, _), name) in &named {
        taken.entry(rust.clone()).or_default().add(name);
    }
    let mut seen: BTreeSet<(String, String)> = named.keys().cloned().collect();
    for (_, rust, schema) in components(doc).filter(|(_, rust, _)| *rust != "bool") {
        for text in values(schema) {
            let key = (rust.to_owned(), text.to_owned());
            if !seen.insert(key.clone()) {
                continue;
            }
            let names = taken.entry(rust.to_owned()).or_default();
            let name = variant_name(schema, text);
            if crate::open_enums::is_variant(&name) && names.add(&name) {
                continue;
            }
            let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
            let base = if crate::open_enums::is_variant(&plain) {
                plain
            } else {
                format!("Value{plain}")
            };
            named.insert(key, names.unique(&base, |count| count.to_string()));
        }
    }
    if named.is_empty() {
        return Ok(());
    }
    let schemas = doc
        .pointer_mut("/components/schemas")
        .and_then(Json::as_object_mut)
        .context("the document has no schemas")?;
    for schema in schemas.values_mut() {
        let Some(rust) = schema.text(extensions::RUST).map(str::to_owned) else {
            continue;
        };
        let in_schema: Vec<(String, String)> = values(schema)
            .filter_map(|text| {
                Some((
                    text.to_owned(),
                    named.get(&(rust.clone(), text.to_owned()))?.clone(),
                ))
            })
            .collect();
        if let (Json::Object(map), false) = (schema, in_schema.is_empty()) {
            let names = map
                .entry(extensions::NAMES.to_owned())
                .or_insert_with(|| Json::Object(Map::new()));
            if let Json::Object(names) = names {
                names.extend(
                    in_schema
                        .into_iter()
                        .map(|(text, name)| (text, name.as_str().into())),
                );
            }
        }
    }
    Ok(())
}

/// Updates `deviations.toml`: removes patterns that match no difference, and adds the undeclared differences that one
/// of [`Reason::BY_RULE`] covers. `upstream verify` reports the other undeclared differences.
pub fn update_deviations(toml: &str, vendor: &Facts, ours: &Facts) -> anyhow::Result<String> {
    let known = deviations::parse(toml)?;
    let mut document: DocumentMut = toml.parse()?;
    let compared = Compared::of(vendor, ours);
    let differences = compared.differences();
    // An entry declares a difference only if its reason covers the kind of the difference.
    let fits = |reason: Reason, found: &Difference<'_>| reason.fits(found, &compared);
    remove_unused(&mut document, &known, &differences, &fits);
    let declared = Declared::of(&known);
    let mut added: BTreeMap<Reason, (Array, Array)> = BTreeMap::new();
    for found in &differences {
        let mut matching = declared.matching(found.side, found.line).into_iter();
        if matching.any(|(_, entry)| fits(entry.reason, found)) {
            continue;
        }
        let Some(reason) = Reason::BY_RULE
            .into_iter()
            .find(|reason| fits(*reason, found))
        else {
            continue;
        };
        let (theirs, mine) = added.entry(reason).or_default();
        let list = match found.side {
            Side::Vendor => theirs,
            Side::Ours => mine,
        };
        list.push_formatted(exact_pattern(found.line));
    }
    for (reason, (vendor, ours)) in added {
        add_entry(&mut document, reason, vendor, ours)?;
    }
    Ok(document.to_string())
}

/// Returns a pattern for one fact, on a separate line.
fn exact_pattern(fact: &str) -> Value {
    Value::from(format!("={fact}")).decorated("\n  ", "")
}

/// Removes patterns that match no difference, and entries without patterns. If a pattern also matches a difference that
/// the reason of the entry does not cover, it is replaced with one pattern for each covered difference.
fn remove_unused(
    document: &mut DocumentMut,
    known: &[Deviation],
    differences: &[Difference<'_>],
    fits: &dyn Fn(Reason, &Difference<'_>) -> bool,
) {
    let Some(entries) = document
        .get_mut("deviation")
        .and_then(Item::as_array_of_tables_mut)
    else {
        return;
    };
    let stated: HashMap<(Side, &str), &Difference<'_>> = differences
        .iter()
        .map(|found| ((found.side, found.line), found))
        .collect();
    for (entry, deviation) in entries.iter_mut().zip(known) {
        for (side, key) in [(Side::Vendor, "vendor"), (Side::Ours, "ours")] {
            let Some(list) = entry.get_mut(key).and_then(Item::as_array_mut) else {
                continue;
            };
            let mut narrowed: Vec<&Difference<'_>> = Vec::new();
            list.retain(|pattern| {
                let pattern = pattern.as_str().unwrap_or("");
                let covered: Vec<&Difference<'_>> = match Pattern::of(pattern) {
                    Pattern::Exact(fact) => {
                        stated.get(&(side, fact)).copied().into_iter().collect()
                    }
                    Pattern::Glob(glob) => differences
                        .iter()
                        .filter(|found| found.side == side && glob.matches(found.line))
                        .collect(),
                };
                let (own, others): (Vec<_>, Vec<_>) = covered
                    .into_iter()
                    .partition(|found| fits(deviation.reason, found));
                if others.is_empty() {
                    return !own.is_empty();
                }
                narrowed.extend(own);
                false
            });
            narrowed
                .into_iter()
                .for_each(|found| list.push_formatted(exact_pattern(found.line)));
        }
    }
    entries.retain(|entry| {
        let list = |key: &str| entry.get(key).and_then(Item::as_array);
        ["vendor", "ours"]
            .into_iter()
            .filter_map(list)
            .any(|list| !list.is_empty())
    });
}

fn add_entry(
    document: &mut DocumentMut,
    reason: Reason,
    vendor: Array,
    ours: Array,
) -> anyhow::Result<()> {
    if document
        .get("deviation")
        .and_then(Item::as_array_of_tables)
        .is_none()
    {
        document.remove("deviation");
        document.insert("deviation", Item::ArrayOfTables(ArrayOfTables::new()));
    }
    let entries = document
        .get_mut("deviation")
        .and_then(Item::as_array_of_tables_mut)
        .context("openapi/deviations.toml: `deviation` is not an array of tables; write each entry as `[[deviation]]`")?;
    let mut entry = Table::new();
    entry.insert("reason", value(reason.to_string()));
    entry.insert("what", value(reason.description()));
    entry.insert("why", value("Declared by rule during an adoption."));
    entry.insert("evidence", value("None yet: not reviewed."));
    for (key, mut list) in [("vendor", vendor), ("ours", ours)] {
        if !list.is_empty() {
            list.set_trailing("\n");
            list.set_trailing_comma(true);
            entry.insert(key, value(list));
        }
    }
    entries.push(entry);
    Ok(())
}
