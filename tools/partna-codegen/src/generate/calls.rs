//! Generates one function for each operation, with arguments and result as JSON. The suites call these functions, and
//! so cover all operations of the document.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use openapi_facts::json::Json;
use proc_macro2::Ident;
use quote::quote;
use syn::{Fields, Item, ItemStruct, Type};

use super::syntax::{argument, module, type_name};
use crate::document::{bare, operations};
use crate::media::{self, MediaKind};
use crate::parameters::{self, Parameter};

/// Returns the functions, as Rust syntax.
pub fn calls(client: &syn::File, doc: &Json) -> anyhow::Result<syn::File> {
    let builders: BTreeMap<String, &ItemStruct> = module(client, "builder")?
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) => Some((bare(&item.ident.to_string()), item)),
            _ => None,
        })
        .collect();
    let mut functions = Vec::new();
    let mut arms = Vec::new();
    for (_, _, operation) in operations(doc) {
        let id = operation
            .text("operationId")
            .context("an operation without operationId; add one")?;
        let builder = builders
            .get(&bare(id))
            .with_context(|| format!("`{id}`: progenitor generated no builder"))?;
        let name: Ident = syn::parse_str(id).with_context(|| {
            format!("`{id}`: not a valid Rust method name; change the operationId")
        })?;
        let steps = steps(builder, operation)?;
        let arguments = if steps.is_empty() {
            quote!(_)
        } else {
            quote!(arguments)
        };
        functions.push(quote! {
            async fn #name(client: &Client, #arguments: &Arguments) -> Result<CallResponse, CallError> {
                let request = client.#name();
                #(#steps)*
                encode(request.send().await)
            }
        });
        arms.push(quote!(#id => Box::pin(#name(client, arguments))));
    }
    Ok(syn::parse_quote! {
        use crate::call::{Arguments, CallError, CallFuture, CallResponse, encode};
        use crate::{Client, types};

        /// Calls an operation by its id. Returns `None` if there is no such operation.
        pub fn call<'a>(client: &'a Client, operation: &str, arguments: &'a Arguments) -> Option<CallFuture<'a>> {
            Some(match operation {
                #(#arms,)*
                _ => return None,
            })
        }

        #(#functions)*
    })
}

/// Returns a statement for each parameter, and one for the body.
fn steps(builder: &ItemStruct, operation: &Json) -> anyhow::Result<Vec<proc_macro2::TokenStream>> {
    let declared = parameters::of(operation);
    // The name of an argument is the parameter's name on the wire, or the name of the setter if several parameters have
    // the same name.
    let key = |parameter: &Parameter<'_>| {
        let mut same = declared.iter().filter(|other| other.name == parameter.name);
        match same.nth(1) {
            Some(_) => parameter.setter.clone(),
            None => parameter.name.to_owned(),
        }
    };
    let parameters: BTreeMap<String, String> = declared
        .iter()
        .map(|parameter| (parameter.setter.clone(), key(parameter)))
        .collect();
    let media_type = operation.get("requestBody").and_then(media::of);
    let is_bytes = media_type.is_some_and(|(kind, _)| media::kind(kind) == Some(MediaKind::Bytes));
    let Fields::Named(fields) = &builder.fields else {
        bail!("builder `{}`: no named fields", builder.ident);
    };
    let mut steps = Vec::new();
    for field in &fields.named {
        let setter = field
            .ident
            .as_ref()
            .with_context(|| format!("builder `{}`: a field without a name", builder.ident))?;
        let value_of = argument(&field.ty);
        match (setter.to_string().as_str(), value_of) {
            ("client", _) => {}
            ("body", Some(_)) if is_bytes => steps.push(quote! {
                let request = match arguments.bytes() {
                    Some(value) => request.body(value),
                    None => request,
                };
            }),
            ("body", Some(body)) => {
                let name = type_name(&body).with_context(|| {
                    format!("builder `{}`: a body without a type", builder.ident)
                })?;
                let body = Ident::new(&name, setter.span());
                steps.push(quote! {
                    let request = match arguments.body::<types::#body>()? {
                        Some(value) => request.body(value),
                        None => request,
                    };
                });
            }
            (name, Some(value_of)) => {
                let wire = parameters.get(name).with_context(|| {
                    format!("builder `{}`: `{name}` is not a parameter", builder.ident)
                })?;
                let value = value_type(&value_of);
                let read = match is_text(&value) {
                    true => quote!(parameter),
                    false => quote!(json_parameter),
                };
                steps.push(quote! {
                    let request = match arguments.#read::<#value>(#wire)? {
                        Some(value) => request.#setter(value),
                        None => request,
                    };
                });
            }
            (name, None) => bail!("builder `{}`: `{name}` has no value type", builder.ident),
        }
    }
    Ok(steps)
}

/// Whether an argument of this type is parsed from text instead of JSON. Lists, JSON values and types of the document
/// are parsed from JSON.
fn is_text(ty: &Type) -> bool {
    let is_of_document = matches!(ty, Type::Path(path)
        if path.path.segments.first().is_some_and(|first| first.ident == "types"));
    !is_of_document
        && !matches!(
            type_name(ty).as_deref(),
            Some("Vec" | "Value" | "BTreeMap" | "Map")
        )
}

/// Returns the `T` of `Option<T>`, or `T` itself.
fn value_type(ty: &Type) -> Type {
    match type_name(ty).as_deref() {
        Some("Option") => argument(ty).unwrap_or_else(|| ty.clone()),
        _ => ty.clone(),
    }
}
