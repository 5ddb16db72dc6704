//! Transforms the code that progenitor generates. The input is parsed, and only syntax trees are edited.
//!
//! - Our own code sends requests and reads responses (`send.rs`). The crate progenitor-client is not used
//!   (`progenitor_client.rs`).
//! - A null in place of an array or a map is read as empty.
//! - Structs are `#[non_exhaustive]`, so that a new field is a minor change.
//! - The code that builds requests is generated from our document (`request.rs`).
//! - A setter of an optional field accepts the value itself, not an `Option`: `.currency("NGN")`.
//! - `JsonSchema` is derived only with the feature `schemars`.
//! - Types without required fields derive `Default`. Responses have no builder, so the tests of users need another way
//!   to create them.
//! - Builders of types that are only in responses are removed, because these types are never sent, and their builders
//!   are a third of the code.
//! - Builders of bodies have `build`, which returns our error (`body_builders.rs`); all builders are `#[must_use]`.
//! - A doc comment of several lines becomes one comment per line.
//! - Operations and setters have the texts of our document.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use openapi_facts::json::Json;
use quote::ToTokens;
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, Fields, FnArg, ImplItem, Item, ItemEnum, ItemImpl, ItemMod, ItemStruct, parse_quote,
};

use super::body_builders::{self, UnprefixedBodyError};
use super::syntax::{argument, content, type_name};
use super::{docs, progenitor_client, send};
use crate::document::bare;

/// Transforms the file that progenitor generates. `sent` contains the names of the types that requests contain.
pub fn shape(file: &mut syn::File, doc: &Json, sent: &BTreeSet<String>) -> anyhow::Result<()> {
    let operations = docs::operations(doc);
    for item in &mut file.items {
        match item {
            Item::Impl(block) if is_inherent(block, "Client") => shape_client(block, &operations)?,
            Item::Mod(module) if module.ident == "types" => shape_types(module, sent)?,
            Item::Mod(module) if module.ident == "builder" => {
                shape_operations(module, &operations)?
            }
            _ => {}
        }
    }
    progenitor_client::replace(file)?;
    docs::LineByLine.visit_file_mut(file);
    Ok(())
}

fn is_inherent(block: &ItemImpl, name: &str) -> bool {
    block.trait_.is_none() && self_name(block).as_deref() == Some(name)
}

/// Returns the last segment of the type of a block: `X` of `impl From<Y> for super::X`.
fn self_name(block: &ItemImpl) -> Option<String> {
    type_name(&block.self_ty)
}

/// Changes `Client`: removes the constructor that builds an HTTP client. `Client` is only created from parts that the
/// caller configures, usually `partna-auth`.
fn shape_client(block: &mut ItemImpl, operations: &docs::OperationsDocs) -> anyhow::Result<()> {
    block
        .items
        .retain(|item| !matches!(item, ImplItem::Fn(f) if f.sig.ident == "new"));
    for item in &mut block.items {
        let ImplItem::Fn(function) = item else {
            continue;
        };
        let name = function.sig.ident.to_string();
        if name == "new_with_client" {
            function.sig.ident = parse_quote!(new);
            function.attrs = docs::lines(
                "Creates a client.\n\n`baseurl` has no trailing slash, `client` only builds requests, and `inner` \
                 sends them. `partna-auth` makes all three safe; use its `Partna` unless you supply your own transport.",
            );
        } else if let Some(operation) = operations.get(&bare(&name)) {
            function.attrs = docs::lines(&operation.text);
        }
    }
    Ok(())
}

fn shape_types(module: &mut ItemMod, sent: &BTreeSet<String>) -> anyhow::Result<()> {
    let items = content(module)?;
    items.retain(|item| match item {
        Item::Impl(block) => {
            !is_builder_fn(block) || self_name(block).is_some_and(|name| sent.contains(&name))
        }
        _ => true,
    });
    let mut fields: BTreeMap<String, Vec<Attribute>> = BTreeMap::new();
    for item in items.iter_mut() {
        if let Item::Struct(ItemStruct { attrs, .. }) | Item::Enum(ItemEnum { attrs, .. }) = item {
            derive_json_schema(attrs);
        }
        if let Item::Struct(item) = item {
            shape_struct(item);
            for field in &item.fields {
                if let Some(ident) = &field.ident {
                    fields.insert(format!("{}.{ident}", item.ident), docs::of(&field.attrs));
                }
            }
        }
    }
    let builders = items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => Some(module),
        _ => None,
    });
    let builders = content(builders.context("progenitor generated no builders of types")?)?;
    builders.retain(|item| match item {
        Item::Struct(item) => sent.contains(&item.ident.to_string()),
        Item::Impl(block) => self_name(block).is_some_and(|name| sent.contains(&name)),
        _ => true,
    });
    body_builders::shape(builders);
    for item in builders {
        if let Item::Impl(block) = item {
            let Some(owner) = self_name(block) else {
                continue;
            };
            take_values(block);
            for (setter, attrs) in setters(block) {
                if let Some(text) = fields.get(&format!("{owner}.{setter}")) {
                    attrs.clone_from(text);
                }
            }
        } else if let Item::Struct(item) = item {
            item.attrs.extend(docs::lines(&format!(
                "Builds a [`{0}`](super::{0}).",
                item.ident
            )));
        }
    }
    Ok(())
}

/// `impl X { pub fn builder() -> builder::X }`
fn is_builder_fn(block: &ItemImpl) -> bool {
    block.trait_.is_none()
        && matches!(&block.items[..], [ImplItem::Fn(f)] if f.sig.ident == "builder")
}

fn is_collection(field: &syn::Field) -> bool {
    let name = type_name(&field.ty);
    matches!(name.as_deref(), Some("Vec" | "BTreeMap" | "Map"))
}

/// Adds an attribute after progenitor's derives: `JsonSchema` is derived if the feature `schemars` is enabled.
fn derive_json_schema(attrs: &mut Vec<Attribute>) {
    let derives = attrs
        .iter()
        .rposition(|attr| attr.path().is_ident("derive"));
    attrs.insert(
        derives.map_or(0, |index| index + 1),
        parse_quote!(#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]),
    );
}

fn shape_struct(item: &mut ItemStruct) {
    let empty = |field: &syn::Field| {
        is_collection(field) || type_name(&field.ty).as_deref() == Some("Option")
    };
    let derives_default = item.attrs.iter().any(|attr| {
        attr.path().is_ident("derive") && quote::quote!(#attr).to_string().contains("Default")
    });
    if item.fields.iter().all(empty) && !derives_default {
        item.attrs.push(parse_quote!(#[derive(Default)]));
    }
    if matches!(item.fields, Fields::Named(_)) {
        item.attrs.push(parse_quote!(#[non_exhaustive]));
    }
    for field in &mut item.fields {
        let flattened = field.attrs.iter().any(|attr| {
            attr.path().is_ident("serde") && quote::quote!(#attr).to_string().contains("flatten")
        });
        if flattened {
            field.attrs.extend(docs::lines(
                "The fields of the response that are not documented.",
            ));
        } else if is_collection(field) {
            field.attrs.push(
                parse_quote!(#[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]),
            );
        }
    }
}

/// Changes setters that require `TryInto<Option<T>>`. They then require `TryInto<T>`, and wrap the value in `Some`.
fn take_values(block: &mut ItemImpl) {
    for item in &mut block.items {
        let ImplItem::Fn(function) = item else {
            continue;
        };
        let mut unwrap = OptionalBound(false);
        if let Some(bounds) = &mut function.sig.generics.where_clause {
            unwrap.visit_where_clause_mut(bounds);
        }
        if unwrap.0 {
            WrapValue.visit_block_mut(&mut function.block);
        }
    }
}

/// Replaces `TryInto<Option<T>>` with `TryInto<T>`, and records that it did.
struct OptionalBound(bool);

impl VisitMut for OptionalBound {
    fn visit_path_segment_mut(&mut self, segment: &mut syn::PathSegment) {
        if segment.ident == "TryInto"
            && let syn::PathArguments::AngleBracketed(arguments) = &mut segment.arguments
            && let Some(syn::GenericArgument::Type(target)) = arguments.args.first_mut()
            && type_name(target).as_deref() == Some("Option")
            && let Some(inner) = argument(target)
        {
            *target = inner;
            self.0 = true;
        }
    }
}

/// Replaces `Vec<T>` with `T`, also in texts, because `lower.rs` declares a parameter with fields as a list.
struct ItemsOfList;

impl VisitMut for ItemsOfList {
    fn visit_type_mut(&mut self, ty: &mut syn::Type) {
        syn::visit_mut::visit_type_mut(self, ty);
        if type_name(ty).as_deref() == Some("Vec")
            && let Some(items) = argument(ty)
        {
            *ty = items;
        }
    }

    fn visit_lit_str_mut(&mut self, text: &mut syn::LitStr) {
        let value = text.value();
        if let Some((start, rest)) = value.split_once(":: std :: vec :: Vec < ")
            && let Some((name, end)) = rest.split_once(" >")
        {
            *text = syn::LitStr::new(&format!("{start}{name}{end}"), text.span());
        }
    }
}

/// Adds `.map(Some)` after `value.try_into()`.
struct WrapValue;

impl VisitMut for WrapValue {
    fn visit_expr_method_call_mut(&mut self, call: &mut syn::ExprMethodCall) {
        if call.method == "map_err" {
            let receiver = &call.receiver;
            call.receiver = parse_quote!(#receiver.map(::std::option::Option::Some));
        }
    }
}

/// Returns the setters of a builder, with their names.
fn setters(block: &mut ItemImpl) -> impl Iterator<Item = (String, &mut Vec<Attribute>)> {
    let inherent = block.trait_.is_none();
    block.items.iter_mut().filter_map(move |item| match item {
        ImplItem::Fn(f) if inherent && matches!(f.sig.inputs.first(), Some(FnArg::Receiver(_))) => {
            Some((f.sig.ident.to_string(), &mut f.attrs))
        }
        _ => None,
    })
}

fn shape_operations(module: &mut ItemMod, operations: &docs::OperationsDocs) -> anyhow::Result<()> {
    for item in content(module)? {
        match item {
            Item::Struct(item) => {
                let operation = by_builder(operations, &item.ident.to_string())?;
                item.attrs.retain(|attr| !attr.path().is_ident("doc"));
                let text = format!(
                    "Builds a request of [`Client::{0}`](super::Client::{0}).",
                    operation.id
                );
                item.attrs.extend(docs::lines(&text));
                item.attrs
                    .push(parse_quote!(#[must_use = "a request does nothing until it is sent"]));
                let objects = operation.request.setters_with_fields();
                for field in &mut item.fields {
                    let name = field.ident.as_ref().map(ToString::to_string);
                    if name.is_some_and(|name| objects.contains(&name.as_str())) {
                        ItemsOfList.visit_type_mut(&mut field.ty);
                    }
                }
            }
            Item::Impl(block) => {
                let name = self_name(block).context("an `impl` block without a type name")?;
                let operation = by_builder(operations, &name)?;
                for (setter, attrs) in setters(block) {
                    *attrs = match setter.as_str() {
                        "body" => docs::lines("Sets the whole body."),
                        "body_map" => docs::lines("Changes the body built so far."),
                        _ => docs::lines(
                            operation
                                .parameters
                                .get(&bare(&setter))
                                .map_or("", String::as_str),
                        ),
                    };
                }
                for item in &mut block.items {
                    if let ImplItem::Fn(function) = item
                        && function.sig.ident == "body"
                        && has_displayable_error(&function.sig.generics)
                    {
                        UnprefixedBodyError.visit_block_mut(&mut function.block);
                    }
                }
                let objects = operation.request.setters_with_fields();
                for item in &mut block.items {
                    if let ImplItem::Fn(function) = item
                        && objects.contains(&function.sig.ident.to_string().as_str())
                    {
                        ItemsOfList.visit_impl_item_fn_mut(function);
                    }
                }
                send::split(block, operation)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn by_builder<'a>(
    operations: &'a docs::OperationsDocs,
    builder: &str,
) -> anyhow::Result<&'a docs::OperationDocs> {
    operations
        .get(&bare(builder))
        .with_context(|| format!("builder `{builder}`: no operation has this name"))
}

/// Whether the error of the conversion implements `Display`. The error of a body without fields may not.
fn has_displayable_error(generics: &syn::Generics) -> bool {
    let clause = generics.where_clause.as_ref();
    clause.is_some_and(|clause| {
        clause
            .to_token_stream()
            .to_string()
            .contains("fmt :: Display")
    })
}
