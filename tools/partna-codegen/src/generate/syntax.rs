//! Finds parts of generated Rust syntax.

use anyhow::Context;
use syn::{Item, ItemMod, Type};

/// Returns the first type argument: the `T` of `Option<T>`.
pub fn argument(ty: &Type) -> Option<Type> {
    let Type::Path(path) = ty else { return None };
    let syn::PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments
    else {
        return None;
    };
    match arguments.args.first()? {
        syn::GenericArgument::Type(ty) => Some(ty.clone()),
        _ => None,
    }
}

pub fn content(module: &mut ItemMod) -> anyhow::Result<&mut Vec<Item>> {
    let name = module.ident.to_string();
    let (_, items) = module
        .content
        .as_mut()
        .with_context(|| format!("progenitor's module `{name}` is empty"))?;
    Ok(items)
}

/// Returns the items of a module that progenitor generated.
pub fn module<'a>(file: &'a syn::File, name: &str) -> anyhow::Result<&'a [Item]> {
    let found = file.items.iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == name => module.content.as_ref(),
        _ => None,
    });
    let (_, items) = found.with_context(|| format!("progenitor generated no module `{name}`"))?;
    Ok(items)
}

pub fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}
