//! The crate `partna` exports each public item of the crates that it re-exports, and has a short front page.

mod exports;

use std::collections::BTreeSet;

use exports::{Export, of_crate, of_text};
use partna::operations::OPERATIONS;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The crates that `partna` re-exports. `partna-auth` re-exports the items of `partna-client` and `partna-types` for users.
const REEXPORTED_CRATES: [&str; 3] = ["partna-auth", "partna-webhook", "partna-sandbox"];
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

/// The exports of the crates that the facade re-exports.
struct CrateExports(Vec<Export>);

impl CrateExports {
    fn read() -> Result<Self> {
        let mut all = Vec::new();
        for name in REEXPORTED_CRATES {
            all.extend(of_crate(name)?);
        }
        Ok(Self(all))
    }

    /// Returns the path of the item's definition, resolved through re-exports.
    fn origin(&self, path: &[String]) -> Vec<String> {
        let [krate, .., name] = path else {
            return path.to_vec();
        };
        let known = self.0.iter().find(|export| {
            let is_same = export.krate == *krate && export.name == *name;
            // `partna-types` also has its enums at its root.
            is_same || (krate == "partna_types" && export.is_from(krate, name))
        });
        known.map_or_else(|| path.to_vec(), |export| export.source.clone())
    }

    /// Returns the exports that the facade exports neither directly nor through their module.
    fn missing_from(&self, facade: &[Export]) -> Vec<String> {
        let named: BTreeSet<Vec<String>> = facade
            .iter()
            .map(|export| self.origin(&export.source))
            .collect();
        let is_exported = |export: &Export| {
            let origin = self.origin(&export.source);
            let mut prefixes = (1..=origin.len()).filter_map(|length| origin.get(..length));
            prefixes.any(|prefix| named.contains(prefix))
        };
        let missing = self.0.iter().filter(|export| !is_exported(export));
        missing
            .map(|export| format!("{}::{}", export.krate, export.name))
            .collect()
    }
}

#[test]
fn facade_exports_every_public_item() -> Result {
    let missing = CrateExports::read()?.missing_from(&of_crate("partna")?);
    assert_eq!(
        missing,
        Vec::<String>::new(),
        "export these from a module of crates/partna/src/lib.rs"
    );
    Ok(())
}

/// Removes each name from the facade in turn, and checks that the comparison reports it as missing.
#[test]
fn each_missing_item_is_reported() -> Result {
    let (crate_exports, facade) = (CrateExports::read()?, of_crate("partna")?);
    let mut count = 0;
    for export in facade.iter().filter(|export| !export.is_own()) {
        let rest: Vec<Export> = facade
            .iter()
            .filter(|one| *one != export)
            .cloned()
            .collect();
        // `partna::Currency` is in `partna::enums` too.
        let is_exported_twice = ["Currency", "Network"].contains(&export.name.as_str());
        let missing = crate_exports.missing_from(&rest);
        assert_eq!(
            missing.is_empty(),
            is_exported_twice,
            "{export:?}: {missing:?}"
        );
        count += 1;
    }
    assert!(count > 100, "only {count} items were removed");
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

/// `partna::Partna` is `partna_auth::Partna`, so both have the same page.
#[test]
fn page_of_partna_lists_every_operation_by_topic() -> Result {
    let mut methods = BTreeSet::new();
    for (_, text) in partna_drift_tests::public_api::sources(&partna_tests::root()?, "partna-auth")?
    {
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

/// The facade only re-exports, so that no item exists twice.
#[test]
fn facade_defines_no_items() -> Result {
    for export in of_crate("partna")? {
        let is_module = MODULES.contains(&export.name.as_str());
        assert!(is_module || !export.is_own(), "{export:?}");
    }
    Ok(())
}

#[test]
fn globs_are_rejected() {
    for text in [
        "pub use partna_auth::*;",
        "pub mod keys { pub use partna_auth::types::*; }",
    ] {
        assert!(of_text("partna", text).is_err(), "{text}");
    }
}
