//! Generates the code that builds the HTTP request of an operation: method, URL, query, headers, cookies and body, as
//! the document states them. progenitor only generates the request builder. The code here reads the values that the
//! builder's setters stored.

use anyhow::{Context, bail};
use openapi_facts::json::Json;
use openapi_facts::sanitize;
use openapi_facts::schema::resolve;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Stmt, parse_quote};

use crate::media::{self, MediaKind};
use crate::parameters::{self, Form, Parameter};

/// The code of one request.
pub struct Request {
    method: String,
    path: String,
    parameters: Vec<ParameterCode>,
    body: Option<Body>,
    accept: String,
}

/// The properties of a parameter that determine its code.
struct ParameterCode {
    location: String,
    name: String,
    setter: String,
    form: Form,
    /// Whether the value is a list, an object, or JSON of unknown type.
    has_parts: bool,
    /// Whether the value is an object with fields.
    has_fields: bool,
}

struct Body {
    kind: MediaKind,
    media_type: String,
    required: bool,
}

/// Returns the parameters inside a path, in the order of the path. A variable in the query of a path may also be
/// declared as a query parameter.
pub fn path_parameters<'a, 'b>(
    path: &str,
    parameters: &'a [Parameter<'b>],
) -> Vec<&'a Parameter<'b>> {
    let mut found: Vec<&Parameter<'_>> = Vec::new();
    for (_, name, in_query) in variables(path) {
        let of = |location: &str| {
            let mut all = parameters.iter();
            all.find(|known| known.location == location && is_variable(known.name, name))
        };
        let parameter = of("path").or_else(|| in_query.then(|| of("query")).flatten());
        if let Some(parameter) = parameter
            && !found.iter().any(|known| std::ptr::eq(*known, parameter))
        {
            found.push(parameter);
        }
    }
    found
}

/// Whether a parameter has the name of a variable in a path. Variables are percent-encoded like the path, but parameter
/// names are not.
pub fn is_variable(name: &str, variable: &str) -> bool {
    name == variable || sanitize::fact_path(name) == variable
}

/// Whether a path contains a parameter.
pub fn has_variable(path: &str, name: &str) -> bool {
    variables(path)
        .iter()
        .any(|(_, variable, _)| is_variable(name, variable))
}

/// Returns, for each variable of a path: the text before it, its name, and whether it is in the query of the path.
pub fn variables(path: &str) -> Vec<(&str, &str, bool)> {
    let (mut found, mut rest, mut in_query) = (Vec::new(), path, false);
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        in_query |= before.contains('?');
        found.push((before, name, in_query));
        rest = after;
    }
    found
}

impl Request {
    pub fn of(doc: &Json, method: &str, path: &str, operation: &Json) -> Self {
        let parameters = parameters::of(operation);
        let parameters = parameters.iter().map(|parameter| ParameterCode {
            location: parameter.location.to_owned(),
            name: parameter.name.to_owned(),
            setter: parameter.setter.clone(),
            form: parameter.form.clone(),
            has_parts: has_parts(doc, parameter.schema),
            has_fields: has_fields(doc, parameter.schema),
        });
        let body = operation.get("requestBody").and_then(|body| {
            let (media_type, _) = media::of(body)?;
            Some(Body {
                kind: media::kind(media_type)?,
                media_type: media_type.to_owned(),
                required: body.get("required").and_then(Json::as_bool) == Some(true),
            })
        });
        let responses = operation.get("responses").into_iter();
        let success = responses
            .flat_map(Json::entries)
            .find(|(status, _)| status.starts_with('2'));
        let content = success.and_then(|(_, response)| response.get("content"));
        let accepted: Vec<&str> = content
            .into_iter()
            .flat_map(Json::entries)
            .map(|(kind, _)| kind)
            .collect();
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            parameters: parameters.collect(),
            body,
            accept: match accepted.is_empty() {
                true => media::JSON.to_owned(),
                false => accepted.join(", "),
            },
        }
    }

    /// Returns the setters whose values are objects with fields.
    pub fn setters_with_fields(&self) -> Vec<&str> {
        let objects = self.parameters.iter().filter(|known| known.has_fields);
        objects.map(|known| known.setter.as_str()).collect()
    }

    /// Returns the statements that build `request`. They follow the statements that read the setters.
    pub fn statements(&self) -> anyhow::Result<Vec<Stmt>> {
        // A setter may have the name `url`.
        let is_taken = self.parameters.iter().any(|known| known.setter == "url");
        let url = Ident::new(if is_taken { "_url" } else { "url" }, Span::call_site());
        let (template, arguments, inlined) = self.url()?;
        let arguments = arguments.iter().map(|argument| quote!(#argument,));
        let accept = &self.accept;
        let start = match self.method.as_str() {
            "GET" => quote!(get(#url)),
            "PUT" => quote!(put(#url)),
            "POST" => quote!(post(#url)),
            "DELETE" => quote!(delete(#url)),
            "PATCH" => quote!(patch(#url)),
            "HEAD" => quote!(head(#url)),
            "OPTIONS" => quote!(request(::reqwest::Method::OPTIONS, #url)),
            other => {
                bail!("{other}: a request of this method cannot be generated; omit the operation")
            }
        };
        let (chained_body, later_body) = self.body_code();
        let (mut queries, mut later) = (Vec::new(), Vec::new());
        for parameter in &self.parameters {
            if inlined.contains(&parameter.setter) {
                continue;
            }
            match parameter.location.as_str() {
                "query" => parameter.query_code(&mut queries, &mut later)?,
                "header" => later.push(parameter.header_code()?),
                "cookie" => later.push(parameter.cookie_code()?),
                _ => {}
            }
        }
        later.extend(later_body);
        let mut statements: Vec<Stmt> = vec![
            parse_quote! { let #url = format!(#template, client.baseurl, #(#arguments)*); },
            parse_quote! {
                #[allow(unused_mut)]
                let mut request = client.client.#start
                    .header(
                        ::reqwest::header::ACCEPT,
                        ::reqwest::header::HeaderValue::from_static(#accept),
                    )
                    #chained_body
                    #(#queries)*
                    .build()?;
            },
        ];
        statements.extend(later.into_iter().map(|code| parse_quote!(#code)));
        Ok(statements)
    }

    /// Returns the format string of the URL, its arguments, and the setters whose values are in the URL.
    fn url(&self) -> anyhow::Result<(String, Vec<TokenStream>, Vec<String>)> {
        let (mut template, mut arguments, mut inlined) = ("{}".to_owned(), Vec::new(), Vec::new());
        let mut rest = self.path.as_str();
        for (before, name, in_query) in variables(&self.path) {
            let of = |location: &str| {
                let mut all = self.parameters.iter();
                all.find(|known| known.location == location && is_variable(&known.name, name))
            };
            let parameter = of("path").or_else(|| in_query.then(|| of("query")).flatten());
            let parameter = parameter.with_context(|| {
                format!(
                    "{}: no parameter `{name}` is declared; declare it",
                    self.path
                )
            })?;
            template += before;
            template += "{}";
            arguments.push(parameter.url_code(in_query)?);
            inlined.push(parameter.setter.clone());
            let skipped = before.len() + name.len() + 2;
            rest = rest.get(skipped..).unwrap_or_default();
        }
        Ok((template + rest, arguments, inlined))
    }

    /// Returns the code for the body: as a part of the chain of method calls, or as a statement after the chain.
    fn body_code(&self) -> (TokenStream, Option<TokenStream>) {
        let Some(body) = &self.body else {
            return (TokenStream::new(), None);
        };
        let media_type = media::sent(&body.media_type);
        let header = quote! {
            .header(
                ::reqwest::header::CONTENT_TYPE,
                ::reqwest::header::HeaderValue::from_static(#media_type),
            )
        };
        let usually_has_body = ["POST", "PUT", "PATCH"].contains(&self.method.as_str());
        match body.kind {
            MediaKind::Json if !usually_has_body && !body.required => {
                let code = quote!(crate::request_body::set_optional_json(&mut request, #media_type, &body)?;);
                (TokenStream::new(), Some(code))
            }
            MediaKind::Json if media_type == media::JSON => (quote!(.json(&body)), None),
            MediaKind::Json => (quote!(#header.json(&body)), None),
            MediaKind::Form => (
                quote!(#header.body(crate::request_body::form(&body)?)),
                None,
            ),
            MediaKind::Bytes => (quote!(#header.body(body)), None),
        }
    }
}

impl ParameterCode {
    fn setter(&self) -> Ident {
        Ident::new(&self.setter, Span::call_site())
    }

    fn unsupported<T>(&self) -> anyhow::Result<T> {
        bail!(
            "parameter `{}` in {}: {:?} cannot be generated; omit the parameter",
            self.name,
            self.location,
            self.form
        )
    }

    fn url_code(&self, in_query: bool) -> anyhow::Result<TokenStream> {
        let (name, setter) = (&self.name, self.setter());
        if in_query {
            return Ok(quote!(crate::query::inline(#name, &#setter)?));
        }
        let Form::Style { style, explode } = &self.form else {
            return self.unsupported();
        };
        let style = match style.as_str() {
            "simple" if !self.has_parts => return Ok(quote!(encode_path(&#setter.to_string()))),
            "simple" => quote!(Simple),
            "label" => quote!(Label),
            "matrix" => quote!(Matrix),
            _ => return self.unsupported(),
        };
        Ok(
            quote!(crate::path_segment::styled(#name, &#setter, crate::path_segment::PathStyle::#style, #explode)?),
        )
    }

    fn query_code(
        &self,
        queries: &mut Vec<TokenStream>,
        later: &mut Vec<TokenStream>,
    ) -> anyhow::Result<()> {
        let (name, setter) = (&self.name, self.setter());
        let delimiter = match &self.form {
            Form::Json => {
                queries.push(quote!(.query(&crate::query::json_pairs(#name, &#setter)?)));
                return Ok(());
            }
            Form::Reserved => {
                later.push(quote!(crate::query::append_reserved(&mut request, #name, &#setter)?;));
                return Ok(());
            }
            Form::Style { style, explode } => match style.as_str() {
                "deepObject" => {
                    queries.push(quote!(.query(&crate::query::deep_pairs(#name, &#setter)?)));
                    return Ok(());
                }
                "form" | "spaceDelimited" | "pipeDelimited" if *explode || !self.has_parts => {
                    queries.push(quote!(.query(&crate::query::pairs(#name, &#setter)?)));
                    return Ok(());
                }
                "form" => ',',
                "spaceDelimited" => ' ',
                "pipeDelimited" => '|',
                _ => return self.unsupported(),
            },
        };
        later.push(
            quote!(crate::query::append_delimited(&mut request, #name, &#setter, #delimiter)?;),
        );
        Ok(())
    }

    fn header_code(&self) -> anyhow::Result<TokenStream> {
        let (name, setter) = (&self.name, self.setter());
        Ok(match &self.form {
            Form::Json => {
                quote!(crate::header_parameters::set_json_header(&mut request, #name, &#setter)?;)
            }
            Form::Style { style, explode } if style == "simple" => {
                quote!(crate::header_parameters::set_header(&mut request, #name, &#setter, #explode)?;)
            }
            Form::Reserved | Form::Style { .. } => return self.unsupported(),
        })
    }

    fn cookie_code(&self) -> anyhow::Result<TokenStream> {
        let (name, setter) = (&self.name, self.setter());
        Ok(match &self.form {
            Form::Json => {
                quote!(crate::header_parameters::append_json_cookie(&mut request, #name, &#setter)?;)
            }
            Form::Style { style, explode } if style == "form" && !(self.has_parts && *explode) => {
                quote!(crate::header_parameters::append_cookie(&mut request, #name, &#setter)?;)
            }
            Form::Reserved | Form::Style { .. } => return self.unsupported(),
        })
    }
}

/// Whether the values of a schema are objects with fields.
pub fn has_fields(doc: &Json, schema: &Json) -> bool {
    let schema = resolve(doc, schema).unwrap_or(schema);
    match schema.list("allOf") {
        [only] => has_fields(doc, only),
        _ => schema.get("properties").is_some(),
    }
}

/// Whether the values of a schema are lists, objects, or JSON of unknown type.
fn has_parts(doc: &Json, schema: &Json) -> bool {
    let schema = resolve(doc, schema).unwrap_or(schema);
    if let [only] = schema.list("allOf") {
        return has_parts(doc, only);
    }
    !matches!(
        schema.text("type"),
        Some("string" | "integer" | "number" | "boolean")
    )
}
