//! Replaces what progenitor's code uses of progenitor-client by modules of `partna-client`. A user's build can hold only one
//! progenitor-client of a minor release, and the choice is the user's.

use anyhow::{Context, bail};
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Ident, Item, ItemImpl, ItemUse, UseTree, parse_quote};

use super::syntax::content;

/// The crate, as code names it.
const CRATE: &str = "progenitor_client";

/// Rewrites a file whose `send` is already cut: [`send::split`](super::send::split).
///
/// # Errors
///
/// If the file uses something of progenitor-client that has no replacement.
pub fn replace(file: &mut syn::File) -> anyhow::Result<()> {
    file.items.retain(|item| !is_of_progenitor_client(item));
    let builders = file.items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => Some(module),
        _ => None,
    });
    let builders = content(builders.context("progenitor made no module `builder`")?)?;
    builders.retain(|item| !is_import_of_several(item));
    builders.insert(
        0,
        parse_quote!(
            use crate::ResponseValue;
        ),
    );
    builders.insert(
        1,
        parse_quote!(
            use crate::request_error::RequestError;
        ),
    );
    Replaced.visit_file_mut(file);
    let mut left = Left(false);
    left.visit_file(file);
    if left.0 {
        bail!(
            "progenitor's code uses a part of progenitor-client that has no replacement in partna-client"
        );
    }
    Ok(())
}

/// Imports, the prelude that exports them, and the traits that give access to the parts of a client or hook into a request.
fn is_of_progenitor_client(item: &Item) -> bool {
    match item {
        Item::Use(import) => is_import_of(import, CRATE),
        Item::Mod(module) => module.ident == "prelude",
        Item::Impl(ItemImpl {
            trait_: Some((_, path, _)),
            ..
        }) => path
            .segments
            .last()
            .is_some_and(|name| name.ident == "ClientInfo" || name.ident == "ClientHooks"),
        _ => false,
    }
}

/// `use super::{encode_path, ByteStream, ...};`, beside which there is `use super::types;`.
fn is_import_of_several(item: &Item) -> bool {
    matches!(item, Item::Use(import) if is_import_of(import, "super")
        && matches!(&import.tree, UseTree::Path(path) if matches!(*path.tree, UseTree::Group(_))))
}

fn is_import_of(import: &ItemUse, name: &str) -> bool {
    matches!(&import.tree, UseTree::Path(path) if path.ident == name)
}

struct Replaced;

impl VisitMut for Replaced {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Some(pairs) = query_pairs(expr) {
            *expr = pairs;
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    fn visit_expr_path_mut(&mut self, expr: &mut syn::ExprPath) {
        if expr.path.is_ident("encode_path") {
            expr.path = parse_quote!(crate::path_segment::encode_path);
        } else if is_path(&expr.path, &["Error", "InvalidRequest"]) {
            expr.path = parse_quote!(RequestError::Invalid);
        }
    }
}

/// Makes `crate::query::pairs(..)?` of `progenitor_client::QueryParam::new(..)`.
fn query_pairs(expr: &Expr) -> Option<Expr> {
    let Expr::Call(call) = expr else { return None };
    let Expr::Path(function) = &*call.func else {
        return None;
    };
    if !is_path(&function.path, &[CRATE, "QueryParam", "new"]) {
        return None;
    }
    let arguments = &call.args;
    Some(parse_quote!(crate::query::pairs(#arguments)?))
}

fn is_path(path: &syn::Path, names: &[&str]) -> bool {
    path.segments.len() == names.len()
        && path
            .segments
            .iter()
            .zip(names)
            .all(|(segment, name)| segment.ident == name)
}

/// Whether progenitor-client is named anywhere.
struct Left(bool);

impl<'ast> Visit<'ast> for Left {
    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.0 |= ident == CRATE;
        visit::visit_ident(self, ident);
    }
}
