//! Finds cycles among the source files of a crate, from the Rust paths in their code.
//!
//! A file uses another file if its code contains the path of the module in that file, or of an item in that module.
//! Three kinds of paths are ignored: paths to an enclosing module, paths in test code, and paths in a `pub use` that
//! lead to submodules of the same module.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use anyhow::Context;
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, UseTree, Visibility};

/// The path of a module from the root of its crate. The root has the empty path.
type Module = Vec<String>;

/// The files of a crate, and the files that each of them uses.
pub struct Files {
    paths: BTreeMap<Module, PathBuf>,
    uses: BTreeMap<Module, BTreeSet<Module>>,
}

impl Files {
    /// Reads the files in the `src` directory of a crate. Files in `src/bin` are separate crates.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or is not valid Rust.
    pub fn read(source: &Path) -> anyhow::Result<Self> {
        let mut paths = BTreeMap::new();
        collect(source, &mut Vec::new(), &mut paths)?;
        let mut syntax = BTreeMap::new();
        for (module, path) in &paths {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let file = syn::parse_file(&text)
                .with_context(|| format!("{}: not valid Rust", path.display()))?;
            syntax.insert(module.clone(), file);
        }
        let mut tests = BTreeSet::new();
        for (module, file) in &syntax {
            collect_test_modules(module, &file.items, &mut tests);
        }
        let is_test = |module: &Module| {
            (0..=module.len())
                .any(|end| module.get(..end).is_some_and(|start| tests.contains(start)))
        };
        let modules: BTreeSet<Module> = paths.keys().cloned().collect();
        let mut uses = BTreeMap::new();
        for (module, file) in syntax.iter().filter(|(module, _)| !is_test(module)) {
            let mut reader = Reader {
                modules: &modules,
                file: module,
                module: module.clone(),
                reexports: false,
                used: BTreeSet::new(),
            };
            reader.visit_file(file);
            let mut used = reader.used;
            used.retain(|other| !is_test(other));
            uses.insert(module.clone(), used);
        }
        Ok(Self { paths, uses })
    }

    /// Returns the groups of files that use one another, the largest first. Each file of a group uses all other files
    /// of the group, directly or indirectly.
    pub fn cycles(&self) -> Vec<Vec<&Path>> {
        let reach: BTreeMap<&Module, BTreeSet<&Module>> = self
            .uses
            .keys()
            .map(|module| (module, self.reachable(module)))
            .collect();
        let mut groups: BTreeSet<Vec<&Module>> = BTreeSet::new();
        for (module, reached) in &reach {
            let mutual =
                |other: &&&Module| reach.get(*other).is_some_and(|back| back.contains(module));
            let group: Vec<&Module> = reached.iter().filter(mutual).copied().collect();
            if group.len() > 1 {
                groups.insert(group);
            }
        }
        let mut cycles: Vec<Vec<&Path>> = groups
            .into_iter()
            .map(|group| {
                let paths = group
                    .into_iter()
                    .filter_map(|module| self.paths.get(module));
                paths.map(PathBuf::as_path).collect()
            })
            .collect();
        cycles.sort_by_key(|group| std::cmp::Reverse(group.len()));
        cycles
    }

    /// Returns the modules that a module uses, directly or indirectly.
    fn reachable<'a>(&'a self, from: &Module) -> BTreeSet<&'a Module> {
        let mut found = BTreeSet::new();
        let mut next: VecDeque<&Module> = self.uses.get(from).into_iter().flatten().collect();
        while let Some(module) = next.pop_front() {
            if found.insert(module) {
                next.extend(self.uses.get(module).into_iter().flatten());
            }
        }
        found
    }
}

fn collect(
    directory: &Path,
    module: &mut Module,
    found: &mut BTreeMap<Module, PathBuf>,
) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(directory)
        .with_context(|| format!("cannot read {}", directory.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_stem().and_then(|name| name.to_str());
        let Some(name) = name.map(str::to_owned) else {
            continue;
        };
        if path.is_dir() {
            if module.is_empty() && name == "bin" {
                continue;
            }
            module.push(name);
            collect(&path, module, found)?;
            module.pop();
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let mut own = module.clone();
            match (name.as_str(), module.is_empty()) {
                // `main.rs` beside `lib.rs` is the root of a separate crate.
                ("main", true) if directory.join("lib.rs").exists() => continue,
                ("lib" | "main", true) | ("mod", false) => {}
                _ => own.push(name),
            }
            found.insert(own, path);
        }
    }
    Ok(())
}

/// Records modules in separate files that are declared only for tests.
fn collect_test_modules(module: &Module, items: &[Item], found: &mut BTreeSet<Module>) {
    for item in items {
        if let Item::Mod(ItemMod {
            attrs,
            ident,
            content: None,
            ..
        }) = item
            && is_test(attrs)
        {
            let mut own = module.clone();
            own.push(ident.to_string());
            found.insert(own);
        }
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    })
}

/// Macros whose tokens become code of another crate, so that paths in them are ignored.
const QUOTES: [&str; 4] = ["format_ident", "parse_quote", "quote", "quote_spanned"];

/// Records the modules that a file uses.
struct Reader<'a> {
    modules: &'a BTreeSet<Module>,
    /// The module of the file.
    file: &'a Module,
    /// The module that contains the current item. An inline module differs from `file`.
    module: Module,
    /// Whether the current item is a `pub use`.
    reexports: bool,
    used: BTreeSet<Module>,
}

impl Reader<'_> {
    /// Records the file that a path leads to.
    fn record_path(&mut self, path: &[String]) {
        let Some((first, mut rest)) = path.split_first() else {
            return;
        };
        let mut target = match first.as_str() {
            "crate" => Module::new(),
            "self" => self.module.clone(),
            "super" => {
                let mut target = self.module.clone();
                target.pop();
                while let Some(("super", after)) = rest
                    .split_first()
                    .map(|(name, after)| (name.as_str(), after))
                {
                    target.pop();
                    rest = after;
                }
                target
            }
            name => {
                let mut target = self.module.clone();
                target.push(name.to_owned());
                if !self.modules.contains(&target) {
                    return;
                }
                target
            }
        };
        for name in rest {
            target.push(name.clone());
            if !self.modules.contains(&target) {
                target.pop();
                break;
            }
        }
        // An inline module belongs to the file that contains it.
        while !self.modules.contains(&target) && target.pop().is_some() {}
        let is_around = self.file.starts_with(&target);
        let is_own = self.reexports && target.starts_with(self.file);
        if !is_around && !is_own {
            self.used.insert(target);
        }
    }

    fn record_use(&mut self, tree: &UseTree, path: &mut Vec<String>) {
        match tree {
            UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                self.record_use(&tree.tree, path);
                path.pop();
            }
            UseTree::Name(tree) => {
                path.push(tree.ident.to_string());
                self.record_path(path);
                path.pop();
            }
            UseTree::Rename(tree) => {
                path.push(tree.ident.to_string());
                self.record_path(path);
                path.pop();
            }
            UseTree::Glob(_) => self.record_path(path),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.record_use(tree, path);
                }
            }
        }
    }

    /// Records the paths in the tokens of a macro.
    fn record_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.end_path(&mut path);
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.end_path(&mut path);
                    colons = 0;
                    self.record_tokens(group.stream());
                }
                _ => {
                    self.end_path(&mut path);
                    colons = 0;
                }
            }
        }
        self.end_path(&mut path);
    }

    fn end_path(&mut self, path: &mut Vec<String>) {
        if path.len() > 1 {
            self.record_path(path);
        }
        path.clear();
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.reexports = !matches!(item.vis, Visibility::Inherited);
        self.record_use(&item.tree, &mut Vec::new());
        self.reexports = false;
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if names.len() > 1 && path.leading_colon.is_none() {
            self.record_path(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        let is_quote = QUOTES.iter().any(|name| {
            item.path
                .segments
                .last()
                .is_some_and(|last| last.ident == name)
        });
        if !is_quote {
            self.record_tokens(item.tokens.clone());
        }
        visit::visit_macro(self, item);
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}
