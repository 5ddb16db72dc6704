//! Generates the operation table. It contains the data of each operation that is not in the generated types, such as
//! its effect.

use std::collections::{BTreeSet, HashMap};

use anyhow::Context;
use openapi_facts::fact::{Fact, OperationFact, Statement};
use openapi_facts::facts;
use openapi_facts::json::Json;
use openapi_facts::schema::{View, resolve};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::document::{body_schema, operations};
use crate::extensions;
use crate::media;
use crate::parameters;
use crate::scopes;
use crate::upstream_facts::UpstreamFactsFile;

/// Returns the table, sorted by id, as Rust syntax.
pub fn table(doc: &Json, adopted: &UpstreamFactsFile) -> anyhow::Result<syn::File> {
    let documented = documented_values(doc)?;
    let mut rows = Vec::new();
    for (method, path, operation) in operations(doc) {
        let id = operation
            .text("operationId")
            .with_context(|| format!("{method} {path}: no operationId; add one"))?;
        rows.push((id, row(doc, id, &method, path, operation, &documented)?));
    }
    rows.sort_by_key(|(id, _)| *id);
    let rows = rows.into_iter().map(|(_, row)| row);
    let (source, date, sha256) = (&adopted.source, &adopted.date, &adopted.sha256);
    Ok(syn::parse_quote! {
        use partna_types::Environment::{Production, Staging};

        use crate::operation::{DocumentedEnumValues, Duplicates, Effect, Lookup, Operation, Recovery, ReferenceField, VendorDocument};

        /// The vendor's document that these bindings were last updated to.
        pub const VENDOR_DOCUMENT: VendorDocument = VendorDocument {
            source: #source,
            date: #date,
            sha256: #sha256,
        };

        /// Every operation of the document, sorted by id.
        pub static OPERATIONS: &[Operation] = &[#(#rows),*];
    })
}

fn row(
    doc: &Json,
    id: &str,
    method: &str,
    path: &str,
    operation: &Json,
    documented: &Documented,
) -> anyhow::Result<TokenStream> {
    let text = |key: &str| operation.text(key);
    let effect = match text(extensions::EFFECT) {
        Some("read") => quote!(Effect::Read),
        Some("unsafe-get") => quote!(Effect::UnsafeGet),
        Some("write") => quote!(Effect::Write),
        _ => anyhow::bail!("`{id}`: no {}; add one", extensions::EFFECT),
    };
    let duplicates = match text(extensions::DUPLICATES) {
        Some("rejected") => quote!(Duplicates::Rejected),
        Some("undocumented") => quote!(Duplicates::Undocumented),
        _ => quote!(Duplicates::None),
    };
    let reference = optional(operation.get(extensions::REFERENCE).map(reference));
    let recovery = optional(operation.get(extensions::RECOVERY).map(recovery));
    let guide = optional(text(extensions::GUIDE).map(|guide| quote!(#guide)));
    let environments = match operation.get(extensions::ENVIRONMENTS) {
        Some(_) => quote!(&[Staging]),
        None => quote!(&[Staging, Production]),
    };
    let authenticated = operation
        .get("security")
        .is_none_or(|security| !security.items().is_empty());
    let refused_scopes = scopes::refused(method, operation);
    let refused_scopes = refused_scopes.iter();
    let members = success_members(doc, operation)?;
    let empty = operation.list(extensions::EMPTY_SUCCESSES).iter();
    let empty = empty
        .filter_map(media::success_status)
        .map(Literal::u16_unsuffixed);
    let secrets = secrets(doc, operation);
    let name = format!("{method} {path}");
    let values = documented.get(&name).into_iter().flatten().map(
        |(field, values)| quote!(DocumentedEnumValues { field: #field, values: &[#(#values),*] }),
    );
    Ok(quote! {
        Operation {
            id: #id,
            method: #method,
            path: #path,
            effect: #effect,
            reference: #reference,
            duplicates: #duplicates,
            recovery: #recovery,
            environments: #environments,
            authenticated: #authenticated,
            refused_scopes: &[#(#refused_scopes),*],
            guide: #guide,
            success_members: &[#(#members),*],
            empty_successes: &[#(#empty),*],
            secrets: &[#(#secrets),*],
            values: &[#(#values),*],
        }
    })
}

fn optional(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

fn reference(reference: &Json) -> TokenStream {
    let text = |key| reference.text(key);
    let field = text("field");
    let with = reference.list("with").iter().filter_map(Json::as_str);
    let lookup = text("lookup").zip(text("parameter")).map(|(operation, parameter)| {
        quote!(Lookup { operation: #operation, parameter: #parameter, with: &[#(#with),*] })
    });
    let lookup = optional(lookup);
    quote!(ReferenceField { field: #field, lookup: #lookup })
}

/// Generates the recovery advice in parts, and as one text, so that an error can contain the text as `&'static str`.
fn recovery(recovery: &Json) -> TokenStream {
    let text = |key| recovery.text(key).unwrap_or_default();
    let check = optional(recovery.text("check").map(|check| quote!(#check)));
    let (how, done, missing) = (text("how"), text("done"), text("missing"));
    let advice = format!(
        "The request may have taken effect: {how}. If it did: {done}. If it did not: {missing}."
    );
    quote!(Recovery { check: #check, how: #how, done: #done, missing: #missing, advice: #advice })
}

/// Returns the top-level members of all documented success responses.
fn success_members<'a>(doc: &'a Json, operation: &'a Json) -> anyhow::Result<BTreeSet<&'a str>> {
    let responses = operation
        .get("responses")
        .into_iter()
        .flat_map(Json::entries);
    let mut members = BTreeSet::new();
    for (_, response) in responses.filter(|(status, _)| status.starts_with('2')) {
        let response = resolve(doc, response)?;
        let schema = media::typed(response).and_then(|(_, media)| media.get("schema"));
        let view = schema.map(|schema| View::of(doc, schema, &mut Vec::new()));
        members.extend(
            view.transpose()?
                .flatten()
                .into_iter()
                .flat_map(|view| view.properties.into_keys()),
        );
    }
    Ok(members)
}

/// Returns the names of secret body fields and parameters.
fn secrets<'a>(doc: &'a Json, operation: &'a Json) -> impl Iterator<Item = &'a str> {
    let is_secret = |schema: &Json| schema.text("format") == Some("password");
    let body = body_schema(operation)
        .and_then(|body| resolve(doc, body).ok())
        .and_then(|body| body.get("properties"));
    let fields = body
        .into_iter()
        .flat_map(Json::entries)
        .filter(move |(_, schema)| is_secret(schema));
    let parameters = operation.list("parameters");
    let parameters = parameters
        .iter()
        .filter(move |parameter| parameters::schema(parameter).is_some_and(is_secret));
    fields
        .map(|(name, _)| name)
        .chain(parameters.filter_map(|parameter| parameter.text("name")))
}

/// The request fields with an enum, and the documented values of each field, by operation.
type Documented = HashMap<String, Vec<(String, Vec<String>)>>;

/// Collects the documented values from the facts.
fn documented_values(doc: &Json) -> anyhow::Result<Documented> {
    let mut all = Documented::new();
    for line in facts::of(doc)? {
        let Fact::Operation { operation, fact } = line.parse()? else {
            continue;
        };
        let OperationFact::Place {
            place,
            statement: Statement::Value(value),
            ..
        } = fact
        else {
            continue;
        };
        let field = place.to_string();
        let found = all.entry(operation).or_default();
        match found.last_mut() {
            Some((known, values)) if *known == field => values.push(value),
            _ => found.push((field, vec![value])),
        }
    }
    Ok(all)
}
