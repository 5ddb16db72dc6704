//! The public interface of what is written by hand, read off its syntax: one line an item.

use std::path::{Path, PathBuf};

use anyhow::Context;
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Fields, ImplItem, Item, TraitItem, Visibility};

/// The lines of a crate's files, the generated ones aside.
pub fn of(root: &Path, name: &str) -> anyhow::Result<Vec<String>> {
    let mut lines = Vec::new();
    for (path, text) in sources(root, name)? {
        if !text.starts_with("// Made by ") {
            let file = syn::parse_file(&text)
                .with_context(|| format!("{} is not Rust", path.display()))?;
            items(&file.items, &mut lines);
        }
    }
    lines.sort();
    lines.dedup();
    Ok(lines)
}

/// The Rust files of a crate with their text, in no particular order.
pub fn sources(root: &Path, name: &str) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    let mut folders = vec![root.join("crates").join(name).join("src")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path)?;
                found.push((path, text));
            }
        }
    }
    Ok(found)
}

fn items(items: &[Item], lines: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Use(item) if is_public(&item.vis) => {
                lines.push(format!("pub use {}", text(&item.tree)))
            }
            Item::Const(item) if is_public(&item.vis) => {
                lines.push(format!("const {}: {}", item.ident, text(&item.ty)))
            }
            Item::Static(item) if is_public(&item.vis) => {
                lines.push(format!("static {}: {}", item.ident, text(&item.ty)))
            }
            Item::Type(item) if is_public(&item.vis) => {
                lines.push(format!("type {} = {}", item.ident, text(&item.ty)))
            }
            Item::Fn(item) if is_public(&item.vis) => {
                lines.push(attributes(&item.attrs) + &text(&item.sig))
            }
            Item::Struct(item) if is_public(&item.vis) => {
                lines.push(format!(
                    "{}struct {}{}",
                    attributes(&item.attrs),
                    item.ident,
                    text(&item.generics)
                ));
                fields(&item.ident.to_string(), &item.fields, lines);
            }
            Item::Enum(item) if is_public(&item.vis) => {
                lines.push(format!(
                    "{}enum {}{}",
                    attributes(&item.attrs),
                    item.ident,
                    text(&item.generics)
                ));
                for variant in &item.variants {
                    lines.push(format!(
                        "enum {}::{}{}",
                        item.ident,
                        variant.ident,
                        text(&variant.fields)
                    ));
                }
            }
            Item::Trait(item) if is_public(&item.vis) => {
                lines.push(format!(
                    "trait {}{}: {}",
                    item.ident,
                    text(&item.generics),
                    text(&item.supertraits)
                ));
                for inner in &item.items {
                    if let TraitItem::Fn(function) = inner {
                        lines.push(format!("trait {}::{}", item.ident, text(&function.sig)));
                    }
                }
            }
            Item::Impl(block) => implementation(block, lines),
            // A module in the same file, such as those of the facade. Modules in files are read by themselves.
            Item::Mod(item) if is_public(&item.vis) => {
                if let Some((_, inner)) = &item.content {
                    let mut within = Vec::new();
                    self::items(inner, &mut within);
                    let name = &item.ident;
                    lines.extend(within.iter().map(|line| format!("mod {name}: {line}")));
                }
            }
            // A macro that makes public items is part of the interface; its words stand for them.
            Item::Macro(item) if !item.mac.path.is_ident("compile_error") => {
                let name = text(&item.mac.path);
                lines.push(format!(
                    "macro {name} {}",
                    text(&without_docs(item.mac.tokens.clone()))
                ));
            }
            _ => {}
        }
    }
}

fn implementation(block: &syn::ItemImpl, lines: &mut Vec<String>) {
    let owner = text(&block.self_ty);
    if let Some((_, path, _)) = &block.trait_ {
        let name = format!("impl{} {} for {owner}", text(&block.generics), text(path));
        for item in &block.items {
            if let ImplItem::Type(item) = item {
                lines.push(format!("{name}: {} = {}", item.ident, text(&item.ty)));
            }
        }
        lines.push(name);
        return;
    }
    for item in &block.items {
        match item {
            ImplItem::Fn(function) if is_public(&function.vis) => {
                lines.push(format!(
                    "{}{owner}::{}",
                    attributes(&function.attrs),
                    text(&function.sig)
                ));
            }
            ImplItem::Const(item) if is_public(&item.vis) => {
                lines.push(format!("{owner}::const {}: {}", item.ident, text(&item.ty)))
            }
            _ => {}
        }
    }
}

fn fields(owner: &str, fields: &Fields, lines: &mut Vec<String>) {
    for (index, field) in fields.iter().enumerate() {
        if is_public(&field.vis) {
            let name = field
                .ident
                .as_ref()
                .map_or_else(|| index.to_string(), ToString::to_string);
            lines.push(format!("{owner}.{name}: {}", text(&field.ty)));
        }
    }
}

/// What an attribute promises: derives, and whether more may come.
fn attributes(attributes: &[syn::Attribute]) -> String {
    let told = attributes.iter().filter(|attribute| {
        let path = attribute.path();
        ["cfg_attr", "derive", "must_use", "non_exhaustive"]
            .iter()
            .any(|name| path.is_ident(name))
    });
    told.map(|attribute| text(attribute) + " ").collect()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Tokens without doc comments, at any depth.
fn without_docs(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let is_doc = |group: &Group| {
            group
                .stream()
                .into_iter()
                .next()
                .is_some_and(|first| first.to_string() == "doc")
        };
        match token {
            TokenTree::Group(group) if is_doc(&group) => drop(kept.pop()),
            TokenTree::Group(group) => {
                let inner = without_docs(group.stream());
                kept.push(Group::new(group.delimiter(), inner).into());
            }
            other => kept.push(other),
        }
    }
    kept.into_iter().collect()
}

/// Tokens as one line, without the blanks that set them apart.
fn text(tokens: &impl ToTokens) -> String {
    let spaced = tokens.to_token_stream().to_string();
    let mut line = String::new();
    for word in spaced.split_whitespace() {
        let glued = line.is_empty()
            || line.ends_with(['(', '<', '&', '[', ':', '\'', '#', '!'])
            || word.starts_with(['(', ')', '>', ',', ';', '[', ']', ':', '<', '?', '.']);
        if !glued {
            line.push(' ');
        }
        line += word;
    }
    line
}
