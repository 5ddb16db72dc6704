//! The exports of a crate, parsed from its `lib.rs`.

use partna_tests::root;
use syn::{Item, UseTree, Visibility};

use super::Result;

/// A public name at the root of a crate, or in a public module of its `lib.rs`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Export {
    pub(crate) krate: String,
    pub(crate) module: Option<String>,
    pub(crate) name: String,
    /// The path of the item. It begins with a crate.
    pub(crate) source: Vec<String>,
}

impl Export {
    /// Returns whether the crate defines the item.
    pub(crate) fn is_own(&self) -> bool {
        self.source.first() == Some(&self.krate)
    }

    /// Returns whether this is a re-export of another crate's item.
    pub(crate) fn is_from(&self, krate: &str, name: &str) -> bool {
        self.source.first().is_some_and(|first| first == krate) && self.name == name
    }
}

pub(crate) fn of_crate(name: &str) -> Result<Vec<Export>> {
    let path = root()?.join("crates").join(name).join("src/lib.rs");
    of_text(&name.replace('-', "_"), &std::fs::read_to_string(path)?)
}

pub(crate) fn of_text(krate: &str, text: &str) -> Result<Vec<Export>> {
    let mut exports = Vec::new();
    read(krate, None, &syn::parse_file(text)?.items, &mut exports)?;
    Ok(exports)
}

fn read(krate: &str, module: Option<&str>, items: &[Item], exports: &mut Vec<Export>) -> Result {
    for item in items {
        if is_hidden(item) {
            continue;
        }
        let (visibility, ident) = match item {
            Item::Const(item) => (&item.vis, &item.ident),
            Item::Enum(item) => (&item.vis, &item.ident),
            Item::Fn(item) => (&item.vis, &item.sig.ident),
            Item::Mod(item) => (&item.vis, &item.ident),
            Item::Static(item) => (&item.vis, &item.ident),
            Item::Struct(item) => (&item.vis, &item.ident),
            Item::Trait(item) => (&item.vis, &item.ident),
            Item::Type(item) => (&item.vis, &item.ident),
            Item::Use(item) if is_public(&item.vis) => {
                let mut leaves = Vec::new();
                flatten(&item.tree, &mut Vec::new(), &mut leaves)?;
                for (name, mut source) in leaves {
                    // The path of a module of the crate does not contain the crate.
                    let external_crates =
                        ["partna_", "http", "reqwest", "rust_decimal", "serde_json"];
                    let first = source.first().map_or("", String::as_str);
                    if !external_crates.iter().any(|start| first.starts_with(start)) {
                        source = vec![krate.to_owned(), name.clone()];
                    }
                    exports.push(Export {
                        krate: krate.to_owned(),
                        module: module.map(str::to_owned),
                        name,
                        source,
                    });
                }
                continue;
            }
            Item::Macro(_) | Item::Use(_) | Item::Impl(_) => continue,
            other => {
                return Err(format!("unknown kind of item; add it to `read`: {other:?}").into());
            }
        };
        if !is_public(visibility) {
            continue;
        }
        exports.push(Export {
            krate: krate.to_owned(),
            module: module.map(str::to_owned),
            name: ident.to_string(),
            source: vec![krate.to_owned(), ident.to_string()],
        });
        if let Item::Mod(item) = item
            && let Some((_, inner)) = &item.content
        {
            read(krate, Some(&ident.to_string()), inner, exports)?;
        }
    }
    Ok(())
}

/// Returns whether a re-export is `#[doc(hidden)]`, which means that it is only for crates of this workspace.
fn is_hidden(item: &Item) -> bool {
    let Item::Use(item) = item else {
        return false;
    };
    item.attrs.iter().any(|attribute| {
        attribute.path().is_ident("doc")
            && attribute
                .parse_args::<syn::Ident>()
                .is_ok_and(|argument| argument == "hidden")
    })
}

/// Collects the names that a `use` imports, each with its path.
fn flatten(
    tree: &UseTree,
    path: &mut Vec<String>,
    leaves: &mut Vec<(String, Vec<String>)>,
) -> Result {
    match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            flatten(&inner.tree, path, leaves)?;
            path.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, path, leaves)?;
            }
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            let mut source = path.clone();
            source.push(name.clone());
            leaves.push((name, source));
        }
        UseTree::Rename(renamed) => {
            let mut source = path.clone();
            source.push(renamed.ident.to_string());
            leaves.push((renamed.rename.to_string(), source));
        }
        UseTree::Glob(_) => {
            return Err(format!("glob import of {}; list the names", path.join("::")).into());
        }
    }
    Ok(())
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
