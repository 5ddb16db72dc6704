//! Every public type is `Send + Sync + 'static`, every error implements `Error`, and every public future is `Send`.
//!
//! The compiler checks the lists in `types.rs` and `futures.rs`. The tests compare the lists with the public interface.

mod futures;
mod interface;
mod types;

use std::collections::BTreeMap;

use interface::{CRATES, Interface};
use partna_auth::OPERATIONS;
use types::Listed;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Returns the items of the interface that are not listed, as `crate: name`. A name that the interface has twice must be listed
/// twice.
fn missing<'a>(
    found: impl Fn(&Interface) -> &Vec<String>,
    listed: impl IntoIterator<Item = &'a Listed>,
) -> Result<Vec<String>> {
    let mut counts: BTreeMap<String, i32> = BTreeMap::new();
    for name in CRATES {
        for item in found(&Interface::read(name)?) {
            *counts.entry(format!("{name}: {item}")).or_default() += 1;
        }
    }
    assert!(
        !counts.is_empty(),
        "the interface is empty; check `interface.rs`"
    );
    for (name, item) in listed {
        *counts.entry(format!("{name}: {item}")).or_default() -= 1;
    }
    let missing = counts.into_iter().filter(|(_, count)| *count > 0);
    Ok(missing.map(|(item, _)| item).collect())
}

#[test]
fn every_public_type_is_listed() -> Result {
    let listed = types::types().into_iter();
    let listed: Vec<_> = listed.chain(types::traits()).collect();
    let missing = missing(|interface| &interface.types, &listed)?;
    assert_eq!(missing, Vec::<String>::new(), "add them to `types.rs`");
    Ok(())
}

#[test]
fn every_public_error_is_listed() -> Result {
    let missing = missing(|interface| &interface.errors, &types::errors())?;
    assert_eq!(missing, Vec::<String>::new(), "add them to `types.rs`");
    Ok(())
}

#[test]
fn every_public_future_is_listed() -> Result {
    let missing = missing(|interface| &interface.futures, futures::FUTURES)?;
    assert_eq!(missing, Vec::<String>::new(), "add them to `futures.rs`");
    Ok(())
}

/// The futures of generated builders are `Send`, because `partna_tests::call` boxes them as `Send`.
#[test]
fn every_generated_type_is_listed() -> Result {
    let generated = interface::generated()?;
    let mut listed: Vec<String> = partna_tests::request_types()
        .into_iter()
        .map(str::to_owned)
        .chain(
            partna_tests::public_types()
                .iter()
                .map(|ty| format!("types::{}", ty.name)),
        )
        .collect();
    listed.sort();
    let missing: Vec<_> = generated
        .iter()
        .filter(|name| listed.binary_search(name).is_err())
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
    let builders = generated
        .iter()
        .filter(|name| name.starts_with("builder::"));
    assert_eq!(builders.count(), OPERATIONS.len());
    Ok(())
}
