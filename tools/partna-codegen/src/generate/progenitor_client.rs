//! Replaces the parts of the crate progenitor-client that progenitor's code uses with modules of `partna-client`.
//! Generated code requires one exact version of progenitor-client, and Cargo allows only one version of each minor
//! release. If our crates depended on progenitor-client, a program that needs another version of the same minor release
//! could not use them.

use anyhow::{Context, bail};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit_mut::VisitMut;
use syn::{Item, ItemImpl, ItemUse, UseTree, parse_quote};

use super::syntax::content;

/// The name of the crate in code.
const CRATE: &str = "progenitor_client";

/// The function of progenitor-client for path parameters. Our replacement has the same name.
const ENCODE_PATH: &str = "encode_path";

/// Rewrites a file whose `send` is already split by [`send::split`](super::send::split).
///
/// # Errors
///
/// If the file uses a part of progenitor-client without a replacement.
pub fn replace(file: &mut syn::File) -> anyhow::Result<()> {
    file.items.retain(|item| !is_of_progenitor_client(item));
    let builders = file.items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => Some(module),
        _ => None,
    });
    let builders = content(builders.context("progenitor generated no module `builder`")?)?;
    builders.retain(|item| !is_import_of_several(item));
    let mut imports: Vec<Item> = vec![
        parse_quote!(
            use crate::ResponseValue;
        ),
        parse_quote!(
            use crate::request_error::RequestError;
        ),
    ];
    let has_path_parameters = builders
        .iter()
        .any(|item| contains_name(item.to_token_stream(), ENCODE_PATH));
    if has_path_parameters {
        imports.push(parse_quote!(
            use crate::path_segment::encode_path;
        ));
    }
    builders.splice(0..0, imports);
    PathReplacer.visit_file_mut(file);
    if contains_name(file.to_token_stream(), CRATE) {
        bail!(
            "progenitor's code uses a part of progenitor-client without a replacement in partna-client; add one"
        );
    }
    Ok(())
}

/// Whether an item is needed only with progenitor-client: its imports, the prelude that re-exports them, and the
/// implementations of its traits.
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

/// Whether an item is `use super::{encode_path, ByteStream, ...};`. `use super::types;` is a separate import.
fn is_import_of_several(item: &Item) -> bool {
    matches!(item, Item::Use(import) if is_import_of(import, "super")
        && matches!(&import.tree, UseTree::Path(path) if matches!(*path.tree, UseTree::Group(_))))
}

fn is_import_of(import: &ItemUse, name: &str) -> bool {
    matches!(&import.tree, UseTree::Path(path) if path.ident == name)
}

struct PathReplacer;

impl VisitMut for PathReplacer {
    fn visit_expr_path_mut(&mut self, expr: &mut syn::ExprPath) {
        if is_path(&expr.path, &["Error", "InvalidRequest"]) {
            expr.path = parse_quote!(RequestError::Invalid);
        }
    }
}

fn is_path(path: &syn::Path, names: &[&str]) -> bool {
    path.segments.len() == names.len()
        && path
            .segments
            .iter()
            .zip(names)
            .all(|(segment, name)| segment.ident == name)
}

/// Whether a name occurs, also in the arguments of macros: a URL is the argument of `format!`.
fn contains_name(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => contains_name(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(file: &syn::File) -> String {
        file.to_token_stream().to_string().replace(' ', "")
    }

    fn client(request: syn::Expr) -> syn::File {
        parse_quote! {
            #[allow(unused_imports)]
            use progenitor_client::{ClientHooks, OperationInfo, RequestBuilderExt, encode_path};
            #[allow(unused_imports)]
            pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
            impl ClientInfo<()> for Client {}
            impl ClientHooks<()> for &Client {}
            pub mod builder {
                use super::types;
                #[allow(unused_imports)]
                use super::{ByteStream, ClientHooks, ClientInfo, Error, ResponseValue, encode_path};
                fn request(id: Result<String, String>, limit: u8) -> Result<reqwest::Request, RequestError> {
                    let id = id.map_err(Error::InvalidRequest)?;
                    #request
                }
            }
            pub mod prelude {
                pub use super::Client;
            }
        }
    }

    #[test]
    fn parts_of_progenitor_client_are_replaced() -> anyhow::Result<()> {
        let mut file = client(parse_quote! {
            client.get(format!("{}/a/{}", base, encode_path(&id.to_string())))
                .build()
        });
        replace(&mut file)?;
        let expected: syn::File = parse_quote! {
            pub mod builder {
                use crate::ResponseValue;
                use crate::request_error::RequestError;
                use crate::path_segment::encode_path;
                use super::types;
                fn request(id: Result<String, String>, limit: u8) -> Result<reqwest::Request, RequestError> {
                    let id = id.map_err(RequestError::Invalid)?;
                    client.get(format!("{}/a/{}", base, encode_path(&id.to_string())))
                        .build()
                }
            }
        };
        assert_eq!(text(&file), text(&expected));
        Ok(())
    }

    #[test]
    fn path_segments_are_imported_only_where_used() -> anyhow::Result<()> {
        let mut file = client(parse_quote!(client.get(base).build()));
        replace(&mut file)?;
        assert!(!text(&file).contains("encode_path"));
        Ok(())
    }

    #[test]
    fn rejects_a_part_without_replacement() {
        for request in [
            parse_quote!(progenitor_client::ByteStream::new(id)),
            parse_quote!(format!("{}", progenitor_client::other(&id))),
        ] {
            let result = replace(&mut client(request));
            assert!(result.is_err_and(|error| error.to_string().contains("without a replacement")));
        }
    }
}
