//! The wire snapshot of one operation: the exact request, and the result of every kind of response.

mod documented;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;

use openapi_facts::json::Json;
use partna_codegen::extensions;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::schema_walk::{full_example, walk, without_empty};
use crate::{Arguments, CallError, CallResponse, KEY, Partna, USER, builder, call};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// An operation under test, with its own server and client.
pub struct Wire<'a> {
    doc: &'a Json,
    operation: &'a Json,
    id: String,
    method: String,
    path: String,
    arguments: Arguments,
    server: MockServer,
    partna: Partna,
}

impl<'a> Wire<'a> {
    /// Creates the test of an operation, with arguments for every parameter and every field.
    ///
    /// # Errors
    ///
    /// If the document has no ID, example or success of the operation.
    pub async fn new(doc: &'a Json, method: &str, path: &str, operation: &'a Json) -> Result<Self> {
        let server = MockServer::start().await;
        let partna = builder(&format!("{}/v4", server.uri()))?.build().await?;
        Ok(Self {
            doc,
            operation,
            id: operation.text("operationId").ok_or("no id")?.to_owned(),
            method: method.to_owned(),
            path: format!("/v4{path}"),
            arguments: arguments(doc, operation)?,
            server,
            partna,
        })
    }

    /// Sends the request with every kind of response, and returns the text of the snapshot.
    ///
    /// # Errors
    ///
    /// If the request is not the documented one, or the documented response is not accepted.
    pub async fn report(&self) -> Result<String> {
        let (status, schema, example) = self.documented_success()?;
        let mut text = format!("{} ({} {})\n\n", self.id, self.method, self.path);
        let response = self
            .call(ResponseTemplate::new(status).set_body_json(&example))
            .await?;
        text += &self.received_request().await?;
        let response = response?;
        let decoded: Value = serde_json::from_str(&response.json)?;
        let is_same = without_empty(&decoded) == without_empty(&example);
        writeln!(
            text,
            "\n{status} as documented: {}",
            if is_same {
                "reads and writes the same"
            } else {
                &response.json
            }
        )?;
        for (name, template) in error_responses() {
            let result = match self.call(template).await? {
                Err(CallError::Call(error)) => format!("{:?}: {error}", error.kind()),
                other => format!("{other:?}"),
            };
            writeln!(text, "{name}: {result}")?;
        }
        let empty = match self.call(ResponseTemplate::new(status)).await? {
            Ok(empty) => empty.json,
            // An empty body decodes as an empty object, so an operation that returns a list fails.
            Err(error) => error.to_string(),
        };
        writeln!(text, "{status} with an empty body: {empty}")?;
        writeln!(
            text,
            "unknown enum values: {}",
            self.report_unknown_values(status, schema, &example).await?
        )?;
        writeln!(
            text,
            "unknown fields: {}",
            self.report_unknown_fields(status, schema, &example).await?
        )?;
        writeln!(
            text,
            "null collections: {}",
            self.report_null_collections(status, schema, &example)
                .await?
        )?;
        Ok(text)
    }

    /// Replaces every listed value of an enum with an unknown one, and reports whether the client keeps it.
    async fn report_unknown_values(
        &self,
        status: u16,
        schema: &Json,
        example: &Value,
    ) -> Result<String> {
        let mut changed = example.clone();
        let mut sites = BTreeSet::new();
        walk(
            self.doc,
            schema,
            &mut changed,
            "",
            &mut |schema, value, path| {
                if schema.get(extensions::VALUES).is_some() {
                    *value = json!(UNKNOWN_VALUE);
                    sites.insert(path_or_top(path));
                }
            },
        );
        let decoded = self.round_trip(status, &changed).await?;
        let verdict = if without_empty(&decoded) == without_empty(&changed) {
            "kept"
        } else {
            "LOST"
        };
        Ok(join_sites(sites).map_or_else(
            || "none".to_owned(),
            |sites| format!("{verdict} at {sites}"),
        ))
    }

    /// Adds an unknown field to every object, and reports where the client keeps it.
    async fn report_unknown_fields(
        &self,
        status: u16,
        schema: &Json,
        example: &Value,
    ) -> Result<String> {
        let mut changed = example.clone();
        let (mut added, mut kept) = (BTreeSet::new(), BTreeSet::new());
        walk(
            self.doc,
            schema,
            &mut changed,
            "",
            &mut |schema, value, path| {
                if let (Some(map), Some(_)) = (value.as_object_mut(), schema.get("properties")) {
                    map.insert(UNKNOWN_VALUE.to_owned(), json!({"n": 1}));
                    added.insert(path_or_top(path));
                }
            },
        );
        let mut decoded = self.round_trip(status, &changed).await?;
        walk(self.doc, schema, &mut decoded, "", &mut |_, value, path| {
            if value.get(UNKNOWN_VALUE) == Some(&json!({"n": 1})) {
                kept.insert(path_or_top(path));
            }
        });
        let dropped: BTreeSet<String> = added.difference(&kept).cloned().collect();
        let lines = [("kept", join_sites(kept)), ("dropped", join_sites(dropped))];
        let lines = lines
            .into_iter()
            .filter_map(|(verdict, sites)| Some(format!("{verdict} at {}", sites?)));
        Ok(lines.collect::<Vec<_>>().join("; "))
    }

    /// Sets every array and every map to null, one at a time, and reports whether the client reads it as empty.
    async fn report_null_collections(
        &self,
        status: u16,
        schema: &Json,
        example: &Value,
    ) -> Result<String> {
        let (mut sites, mut lost) = (BTreeSet::new(), Vec::new());
        for index in 0.. {
            let (mut changed, mut seen, mut nulled) = (example.clone(), 0, None);
            walk(
                self.doc,
                schema,
                &mut changed,
                "",
                &mut |schema, value, path| {
                    let is_map = schema.get("additionalProperties").is_some()
                        && schema.get("properties").is_none();
                    // A response that is null as a whole is not a null collection.
                    let is_collection = value.is_array() || (value.is_object() && is_map);
                    if is_collection && !path.is_empty() {
                        if seen == index {
                            *value = Value::Null;
                            nulled = Some(path_or_top(path));
                        }
                        seen += 1;
                    }
                },
            );
            let Some(site) = nulled else { break };
            if !self.shows_success(&changed) {
                continue;
            }
            let decoded = self.round_trip(status, &changed).await?;
            if without_empty(&decoded) != without_empty(&changed) {
                lost.push(format!("LOST at {site}: {decoded}"));
            }
            sites.insert(site);
        }
        lost.extend(join_sites(sites).map(|sites| format!("read as empty at {sites}")));
        Ok(if lost.is_empty() {
            "none".to_owned()
        } else {
            lost.join("; ")
        })
    }

    /// Returns a response as JSON after the client has decoded it and the test has encoded it again.
    async fn round_trip(&self, status: u16, response: &Value) -> Result<Value> {
        let response = self
            .call(ResponseTemplate::new(status).set_body_json(response))
            .await??;
        Ok(serde_json::from_str(&response.json)?)
    }

    /// Returns whether the documented success shows that the request was accepted. The success of a write does not show it if
    /// all its values are null.
    ///
    /// # Errors
    ///
    /// If the operation has no documented success.
    pub fn has_evidence(&self) -> Result<bool> {
        let (_, _, example) = self.documented_success()?;
        Ok(self.shows_success(&example))
    }

    /// Returns whether a response shows that the request was accepted.
    fn shows_success(&self, response: &Value) -> bool {
        let is_read = self.operation.text(extensions::EFFECT) == Some("read");
        let has_value = |members: &serde_json::Map<String, Value>| {
            members.values().any(|value| !value.is_null())
        };
        is_read || response.as_object().is_none_or(has_value)
    }

    /// Returns the status, schema and example of the documented success.
    fn documented_success(&self) -> Result<(u16, &'a Json, Value)> {
        let responses = self
            .operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries);
        let (status, response) = responses
            .into_iter()
            .find(|(status, _)| status.starts_with('2'))
            .ok_or("no success")?;
        let media = response
            .at(&["content", "application/json"])
            .ok_or("no JSON")?;
        let example = media.get("example").ok_or("no example")?.convert()?;
        Ok((
            status.parse()?,
            media.get("schema").ok_or("no schema")?,
            example,
        ))
    }

    /// Sends the request to a server that sends this response to the documented request, and 404 to any other.
    async fn call(
        &self,
        response: ResponseTemplate,
    ) -> Result<std::result::Result<CallResponse, CallError>> {
        self.server.reset().await;
        let (query, body) = (
            self.query(),
            self.arguments.body.clone().unwrap_or_default(),
        );
        let mock = Mock::given(method(self.method.as_str()))
            .and(path(self.path.as_str()))
            .and(header("x-api-key", KEY))
            .and(header("x-api-user", USER))
            .and(move |request: &Request| {
                request.url.query_pairs().into_owned().collect::<Vec<_>>() == query
            })
            .and(move |request: &Request| is_same_body(&request.body, &body));
        mock.respond_with(response).mount(&self.server).await;
        let result = call(self.partna.client(), &self.id, &self.arguments)
            .ok_or("no call of this operation")?
            .await;
        // The server must receive exactly one request. An undocumented request gets a 404, which no snapshot contains.
        match self
            .server
            .received_requests()
            .await
            .unwrap_or_default()
            .len()
        {
            1 => {}
            count => return Err(format!("{count} requests arrived: {result:?}").into()),
        }
        Ok(result)
    }

    /// Returns the expected query, sorted.
    fn query(&self) -> Vec<(String, String)> {
        let text = |value: &Value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        };
        let mut query: Vec<(String, String)> = self
            .arguments
            .parameters
            .iter()
            .map(|(name, value)| (name.clone(), text(value)))
            .collect();
        query.sort();
        query
    }

    /// Returns the text of the request that arrived.
    async fn received_request(&self) -> Result<String> {
        let requests = self.server.received_requests().await.unwrap_or_default();
        let [request] = requests.as_slice() else {
            return Err(format!("{} requests arrived", requests.len()).into());
        };
        let mut text = format!("{} {}", request.method, request.url.path());
        for part in request
            .url
            .query()
            .into_iter()
            .flat_map(|query| query.split('&'))
        {
            write!(text, "\n  {part}")?;
        }
        for line in header_lines(request) {
            write!(text, "\n{line}")?;
        }
        text.push('\n');
        if !request.body.is_empty() {
            // Raw text of each field: a `Value` would convert amounts to floats.
            let fields: BTreeMap<String, &RawValue> = serde_json::from_slice(&request.body)?;
            for (name, value) in fields {
                write!(text, "\n  {name}: {}", value.get())?;
            }
            text.push('\n');
        }
        Ok(text)
    }
}

const UNKNOWN_VALUE: &str = "unheard-of";

/// Returns the path to show for a value; the root has no path.
fn path_or_top(path: &str) -> String {
    if path.is_empty() {
        "the top".to_owned()
    } else {
        path.to_owned()
    }
}

/// Joins paths for a line of the report; `None` if there are none.
fn join_sites(sites: BTreeSet<String>) -> Option<String> {
    (!sites.is_empty()).then(|| sites.into_iter().collect::<Vec<_>>().join(", "))
}

/// Returns whether a body is the expected JSON. The snapshot shows the exact text of numbers.
fn is_same_body(body: &[u8], expected: &str) -> bool {
    if expected.is_empty() {
        return body.is_empty();
    }
    let sent = serde_json::from_slice::<Value>(body).ok();
    sent.is_some() && sent == serde_json::from_str(expected).ok()
}

/// Returns the responses with which a call must fail, by name.
fn error_responses() -> [(&'static str, ResponseTemplate); 3] {
    let page = "<html><h1>502 Bad Gateway</h1></html>";
    [
        (
            "400",
            ResponseTemplate::new(400)
                .set_body_json(json!({"message": "refused", "data": ["Field: [x]"]})),
        ),
        (
            "401",
            ResponseTemplate::new(401).set_body_json(json!({"message": "invalid apikey"})),
        ),
        (
            "502 with an HTML page",
            ResponseTemplate::new(502).set_body_raw(page, "text/html"),
        ),
    ]
}

/// Returns the sorted headers, without those of this machine, and with placeholders for credentials and version.
fn header_lines(request: &Request) -> Vec<String> {
    let version = env!("CARGO_PKG_VERSION");
    let mut lines: Vec<String> = request
        .headers
        .iter()
        .filter(|(name, _)| *name != "host" && *name != "content-length")
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or("?")))
        .map(|line| {
            line.replace(KEY, "[key]")
                .replace(USER, "[user]")
                .replace(version, "[version]")
        })
        .collect();
    lines.sort();
    lines
}

/// Returns arguments with every documented parameter and every documented field.
///
/// # Errors
///
/// If an example is missing.
pub fn arguments(doc: &Json, operation: &Json) -> Result<Arguments> {
    let mut parameters = Map::new();
    for parameter in operation.list("parameters") {
        let name = parameter.text("name").ok_or("a parameter without a name")?;
        parameters.insert(
            name.to_owned(),
            parameter.get("example").ok_or("no example")?.convert()?,
        );
    }
    let body = match operation.at(&["requestBody", "content", "application/json"]) {
        None => None,
        Some(media) => {
            let example: Value = media.get("example").ok_or("no example")?.convert()?;
            Some(
                full_example(doc, media.get("schema").ok_or("no schema")?, Some(&example))
                    .to_string(),
            )
        }
    };
    Ok(Arguments { parameters, body })
}
