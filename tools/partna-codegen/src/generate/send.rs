//! Splits the method `send` that progenitor generates. The part that reads the setters, together with the code of
//! `request.rs` that builds the request, becomes the crate-private method `request`. The new public `send` passes the
//! request to the transport, and reads the response with our own code, so that every error is a `partna_client::Error`.

use anyhow::{Context, bail};
use syn::{ImplItem, ItemImpl, Type, parse_quote};

use super::docs;
use super::syntax::{argument, type_name};

/// Turns `send` into `request`, which builds a request, and adds a `send` that uses the transport.
pub fn split(block: &mut ItemImpl, operation: &docs::OperationDocs) -> anyhow::Result<()> {
    let id = &operation.id;
    let Some(ImplItem::Fn(request)) = block
        .items
        .iter_mut()
        .find(|item| matches!(item, ImplItem::Fn(f) if f.sig.ident == "send"))
    else {
        bail!("`{id}`: progenitor generated no `send`");
    };
    let syn::ReturnType::Type(_, returned) = &request.sig.output else {
        bail!("`{id}`: `send` returns nothing");
    };
    let response = response_type(returned).with_context(|| {
        format!("`{id}`: `send` does not return Result<ResponseValue<T>, Error<E>>")
    })?;
    let url_index = request.block.stmts.iter().position(is_url);
    let url_index =
        url_index.with_context(|| format!("`{id}`: `send` has no variable for the URL"))?;
    request.block.stmts.truncate(url_index);
    let statements = operation.request.statements();
    let statements = statements.with_context(|| format!("`{id}`: cannot write its request"))?;
    request.block.stmts.extend(statements);
    let end = parse_quote!(Ok((client, request)));
    request.block.stmts.push(syn::Stmt::Expr(end, None));
    request.sig.ident = parse_quote!(request);
    request.sig.asyncness = None;
    request.sig.output =
        parse_quote!(-> Result<(&'a super::Client, reqwest::Request), RequestError>);
    request.vis = parse_quote!(pub(crate));
    request.attrs.clear();
    let media_types = &operation.bytes;
    let mut public: syn::ImplItemFn = if media_types.is_empty() {
        parse_quote! {
            pub async fn send(self) -> Result<ResponseValue<#response>, crate::Error> {
                let (client, request) = self.request().map_err(|error| error.of_operation(#id))?;
                client.send_and_decode(#id, request).await
            }
        }
    } else {
        parse_quote! {
            pub async fn send(self) -> Result<ResponseValue<::std::vec::Vec<u8>>, crate::Error> {
                let (client, request) = self.request().map_err(|error| error.of_operation(#id))?;
                client.send_and_read_bytes(#id, &[#(#media_types),*], request).await
            }
        }
    };
    public.attrs = docs::lines(&operation.send_text);
    block.items.push(ImplItem::Fn(public));
    Ok(())
}

/// Whether a statement is `let url = format!(..);`. A setter may have the same name, but its value is not a macro call.
fn is_url(statement: &syn::Stmt) -> bool {
    let syn::Stmt::Local(local) = statement else {
        return false;
    };
    let is_named =
        matches!(&local.pat, syn::Pat::Ident(pat) if pat.ident == "url" || pat.ident == "_url");
    let is_macro = local
        .init
        .as_ref()
        .is_some_and(|init| matches!(*init.expr, syn::Expr::Macro(_)));
    is_named && is_macro
}

/// Returns the `T` of `Result<ResponseValue<T>, Error<E>>`.
fn response_type(returned: &Type) -> Option<Type> {
    let value = argument(returned)?;
    (type_name(&value)? == "ResponseValue").then(|| argument(&value))?
}
