//! The crate `partna` has a place for each public item of the crates behind it, and a short front page.

mod exports;

use std::collections::BTreeSet;

use exports::{Export, of_crate, of_text};
use partna::operations::OPERATIONS;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The crates that `partna` re-exports. `partna-auth` re-exports what users need of `partna-client` and `partna-types`.
const BEHIND: [&str; 3] = ["partna-auth", "partna-webhook", "partna-sandbox"];
const MAX_FRONT_ITEMS: usize = 15;
const MODULES: [&str; 16] = [
    "client",
    "credentials",
    "enums",
    "guide",
    "keys",
    "lists",
    "operations",
    "ramps",
    "reexports",
    "requests",
    "sandbox",
    "transport",
    "types",
    "values",
    "webhook",
    "writes",
];

/// The exports of the crates behind the facade.
struct Offered(Vec<Export>);

impl Offered {
    fn read() -> Result<Self> {
        let mut all = Vec::new();
        for name in BEHIND {
            all.extend(of_crate(name)?);
        }
        Ok(Self(all))
    }

    /// The path of the item itself, through each crate that re-exports it.
    fn origin(&self, path: &[String]) -> Vec<String> {
        let [krate, .., name] = path else {
            return path.to_vec();
        };
        let known = self.0.iter().find(|export| {
            let is_same = export.krate == *krate && export.name == *name;
            // `partna-types` has its enums at its root as well.
            is_same || (krate == "partna_types" && export.is_from(krate, name))
        });
        known.map_or_else(|| path.to_vec(), |export| export.source.clone())
    }

    /// The exports that are neither named by a facade nor in a module that it names.
    fn without_place(&self, facade: &[Export]) -> Vec<String> {
        let named: BTreeSet<Vec<String>> = facade
            .iter()
            .map(|export| self.origin(&export.source))
            .collect();
        let has_place = |export: &Export| {
            let origin = self.origin(&export.source);
            let mut prefixes = (1..=origin.len()).filter_map(|length| origin.get(..length));
            prefixes.any(|prefix| named.contains(prefix))
        };
        let missing = self.0.iter().filter(|export| !has_place(export));
        missing
            .map(|export| format!("{}::{}", export.krate, export.name))
            .collect()
    }
}

#[test]
fn every_public_item_has_a_place() -> Result {
    let missing = Offered::read()?.without_place(&of_crate("partna")?);
    assert_eq!(
        missing,
        Vec::<String>::new(),
        "name these in a module of crates/partna/src/lib.rs"
    );
    Ok(())
}

/// Takes each name out of the facade, one by one: the test above reports it.
#[test]
fn each_missing_item_is_reported() -> Result {
    let (offered, facade) = (Offered::read()?, of_crate("partna")?);
    let mut count = 0;
    for export in facade.iter().filter(|export| !export.is_own()) {
        let rest: Vec<Export> = facade
            .iter()
            .filter(|one| *one != export)
            .cloned()
            .collect();
        // `partna::Currency` is in `partna::enums` too.
        let elsewhere = ["Currency", "Network"].contains(&export.name.as_str());
        let missing = offered.without_place(&rest);
        assert_eq!(missing.is_empty(), elsewhere, "{export:?}: {missing:?}");
        count += 1;
    }
    assert!(count > 100, "{count} items");
    Ok(())
}

#[test]
fn front_page_has_modules_and_few_items() -> Result {
    let front = of_crate("partna")?;
    let front = front.iter().filter(|export| export.module.is_none());
    let is_module = |export: &&Export| export.name.starts_with(char::is_lowercase);
    let (modules, items): (Vec<&Export>, Vec<&Export>) = front.partition(is_module);
    assert!(items.len() <= MAX_FRONT_ITEMS, "{items:?}");
    let mut modules: Vec<&str> = modules.iter().map(|module| module.name.as_str()).collect();
    modules.sort_unstable();
    assert_eq!(modules, MODULES);
    Ok(())
}

/// The pages of `partna::Partna` and `partna_auth::Partna` are the same.
#[test]
fn page_of_partna_lists_every_operation_by_topic() -> Result {
    let mut methods = BTreeSet::new();
    for (_, text) in partna_drift_net::public_api::sources(&partna_tests::root()?, "partna-auth")? {
        for item in syn::parse_file(&text)?.items {
            let syn::Item::Impl(block) = item else {
                continue;
            };
            let has_topic = block
                .attrs
                .iter()
                .any(|attribute| attribute.path().is_ident("doc"));
            let is_partna =
                matches!(&*block.self_ty, syn::Type::Path(it) if it.path.is_ident("Partna"));
            if is_partna && has_topic {
                methods.extend(block.items.iter().filter_map(public_method));
            }
        }
    }
    let missing: Vec<&str> = OPERATIONS
        .iter()
        .map(|operation| operation.id)
        .filter(|id| !methods.contains(*id))
        .collect();
    assert_eq!((missing, OPERATIONS.len()), (Vec::new(), 66));
    Ok(())
}

fn public_method(item: &syn::ImplItem) -> Option<String> {
    match item {
        syn::ImplItem::Fn(method) if matches!(method.vis, syn::Visibility::Public(_)) => {
            Some(method.sig.ident.to_string())
        }
        _ => None,
    }
}

/// An item of the facade would be a second one of its kind.
#[test]
fn facade_defines_no_items() -> Result {
    for export in of_crate("partna")? {
        let is_place = MODULES.contains(&export.name.as_str());
        assert!(is_place || !export.is_own(), "{export:?}");
    }
    Ok(())
}

#[test]
fn globs_are_refused() {
    for text in [
        "pub use partna_auth::*;",
        "pub mod keys { pub use partna_auth::types::*; }",
    ] {
        assert!(of_text("partna", text).is_err(), "{text}");
    }
}
