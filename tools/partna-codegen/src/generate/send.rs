//! Splits progenitor's `send` after the request is built. The first half becomes the crate-private `request`. The public `send`
//! passes the request to the transport and reads the response with our own code, so that every error is a `partna_client::Error`.

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
    let request_index = request.block.stmts.iter().position(|statement| {
        matches!(statement, syn::Stmt::Local(local) if matches!(&local.pat, syn::Pat::Ident(pat) if pat.ident == "request"))
    });
    let request_index =
        request_index.with_context(|| format!("`{id}`: `send` has no variable `request`"))?;
    request.block.stmts.truncate(request_index + 1);
    let end = parse_quote!(Ok((client, request)));
    request.block.stmts.push(syn::Stmt::Expr(end, None));
    request.sig.ident = parse_quote!(request);
    request.sig.asyncness = None;
    request.sig.output =
        parse_quote!(-> Result<(&'a super::Client, reqwest::Request), RequestError>);
    request.vis = parse_quote!(pub(crate));
    request.attrs.clear();
    let mut public: syn::ImplItemFn = parse_quote! {
        pub async fn send(self) -> Result<ResponseValue<#response>, crate::Error> {
            let (client, request) = self.request().map_err(|error| error.of_operation(#id))?;
            client.exchange(#id, request).await
        }
    };
    public.attrs = docs::lines(&operation.send_text);
    block.items.push(ImplItem::Fn(public));
    Ok(())
}

/// Returns the `T` of `Result<ResponseValue<T>, Error<E>>`.
fn response_type(returned: &Type) -> Option<Type> {
    let value = argument(returned)?;
    (type_name(&value)? == "ResponseValue").then(|| argument(&value))?
}
