//! Exports of the crates with `pub use`.

use std::collections::BTreeSet;

use partna_drift_tests::public_api::sources;
use partna_tests::root;
use syn::visit::Visit;

use super::Result;

/// The names are listed explicitly, so that a generated name is not exported unnoticed.
#[test]
fn every_enum_is_exported_by_name() -> Result {
    let root = root()?;
    let enums = std::fs::read_to_string(root.join("crates/partna-types/src/generated/enums.rs"))?;
    let names = enums
        .lines()
        .filter_map(|line| line.strip_prefix("    ")?.strip_suffix(" {"))
        .filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
    let names: Vec<&str> = names.collect();
    assert!(names.len() > 20, "{names:?}");
    for package in ["partna-types", "partna-auth"] {
        let exports = std::fs::read_to_string(root.join(format!("crates/{package}/src/lib.rs")))?;
        let mut exported = ExportedNames::default();
        exported.visit_file(&syn::parse_file(&exports)?);
        for name in &names {
            let is_exported = exported.names.contains(*name);
            assert!(
                is_exported,
                "crates/{package}/src/lib.rs: `{name}` is not exported; add it"
            );
        }
    }
    Ok(())
}

#[test]
fn no_crate_reexports_a_glob() -> Result {
    let root = root()?;
    let mut files = 0;
    for entry in std::fs::read_dir(root.join("crates"))? {
        let name = entry?.file_name().into_string().map_err(|_| "not UTF-8")?;
        for (file, text) in sources(&root, &name)? {
            let mut exported = ExportedNames::default();
            exported.visit_file(&syn::parse_file(&text)?);
            assert_eq!(
                exported.globs,
                0,
                "{}: exports a glob; list the names",
                file.display()
            );
            files += 1;
        }
    }
    assert!(files > 100, "{files}");
    Ok(())
}

/// The exports of a file with `pub use`.
#[derive(Default)]
struct ExportedNames {
    names: BTreeSet<String>,
    globs: usize,
}

impl ExportedNames {
    fn add(&mut self, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => self.add(&path.tree),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.add(item)),
            syn::UseTree::Name(name) => drop(self.names.insert(name.ident.to_string())),
            syn::UseTree::Rename(name) => drop(self.names.insert(name.rename.to_string())),
            syn::UseTree::Glob(_) => self.globs += 1,
        }
    }
}

impl<'ast> Visit<'ast> for ExportedNames {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if matches!(item.vis, syn::Visibility::Public(_)) {
            self.add(&item.tree);
        }
    }
}
