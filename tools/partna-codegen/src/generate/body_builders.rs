//! Changes the builders of request bodies, so that they return our `Error` and have a method `build`.

use syn::visit_mut::{self, VisitMut};
use syn::{ImplItem, Item, ItemImpl, parse_quote};

use super::docs;
use super::syntax::type_name;

/// Transforms the builders of bodies: adds `build` and `#[must_use]`, and changes the errors, so that they contain the
/// body, the field and the fix.
pub fn shape(builders: &mut Vec<Item>) {
    let mut builds = Vec::new();
    for item in builders.iter_mut() {
        match item {
            Item::Struct(item) => {
                item.attrs.push(
                    parse_quote!(#[must_use = "a body does nothing until it is built or sent"]),
                );
                builds.push(Item::Impl(build(&item.ident)));
            }
            Item::Impl(block) => shape_block(block),
            _ => {}
        }
    }
    builders.extend(builds);
}

fn shape_block(block: &mut ItemImpl) {
    let Some(owner) = type_name(&block.self_ty) else {
        return;
    };
    let implemented = block
        .trait_
        .as_ref()
        .and_then(|(_, path, _)| path.segments.last())
        .map(|segment| segment.ident.to_string());
    match implemented.as_deref() {
        None => {
            for item in &mut block.items {
                if let ImplItem::Fn(function) = item {
                    let setter = function.sig.ident.to_string();
                    NotValid(&setter).visit_block_mut(&mut function.block);
                }
            }
        }
        Some("Default") => Missing.visit_item_impl_mut(block),
        Some("TryFrom") => {
            for item in &mut block.items {
                match item {
                    ImplItem::Type(item) => item.ty = parse_quote!(crate::Error),
                    ImplItem::Fn(function) => {
                        function.sig.output =
                            parse_quote!(-> ::std::result::Result<Self, crate::Error>);
                        Unbuildable.visit_block_mut(&mut function.block);
                        let error = parse_quote! {
                            let error = |problem| crate::body_error::unbuildable(#owner, problem);
                        };
                        function.block.stmts.insert(0, error);
                    }
                    _ => {}
                }
            }
        }
        Some(_) => {}
    }
}

/// `impl X { pub fn build(self) -> Result<super::X, crate::Error> }`
fn build(name: &syn::Ident) -> ItemImpl {
    let mut function: syn::ImplItemFn = parse_quote! {
        pub fn build(self) -> ::std::result::Result<super::#name, crate::Error> {
            super::#name::try_from(self)
        }
    };
    function.attrs = docs::lines(
        "Builds the body. A body can be stored, compared and serialized, and the operation accepts it in place of the builder.\n\n\
         # Errors\n\n[`ErrorKind::Invalid`](crate::ErrorKind::Invalid) if a field is missing or not valid; the error contains the name of the first one. \
         Nothing is sent.",
    );
    parse_quote!(impl #name { #function })
}

/// Replaces the error of a setter whose value cannot be converted.
struct NotValid<'a>(&'a str);

impl VisitMut for NotValid<'_> {
    fn visit_expr_method_call_mut(&mut self, call: &mut syn::ExprMethodCall) {
        if call.method == "map_err"
            && let Some(argument) = call.args.first_mut()
        {
            let field = self.0;
            *argument = parse_quote!(|e| crate::body_error::not_valid(#field, e));
        }
        visit_mut::visit_expr_method_call_mut(self, call);
    }
}

/// Replaces the error of a required field that was not set.
struct Missing;

impl VisitMut for Missing {
    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        if let syn::Expr::Call(call) = &mut field.expr
            && matches!(&*call.func, syn::Expr::Path(path) if path.path.is_ident("Err"))
            && let syn::Member::Named(name) = &field.member
        {
            let name = name.to_string();
            field.expr = parse_quote!(Err(crate::body_error::missing(#name)));
        }
    }
}

/// Converts the error of a field into an error of the body.
struct Unbuildable;

impl VisitMut for Unbuildable {
    fn visit_expr_try_mut(&mut self, attempt: &mut syn::ExprTry) {
        let value = &attempt.expr;
        attempt.expr = parse_quote!(#value.map_err(error));
    }
}

/// Removes the prefix that progenitor adds to the error of a body, because the error already contains the name of the
/// body.
pub struct UnprefixedBodyError;

impl VisitMut for UnprefixedBodyError {
    fn visit_expr_method_call_mut(&mut self, call: &mut syn::ExprMethodCall) {
        if call.method == "map_err"
            && let Some(argument) = call.args.first_mut()
        {
            *argument = parse_quote!(|e| e.to_string());
        }
        visit_mut::visit_expr_method_call_mut(self, call);
    }
}
