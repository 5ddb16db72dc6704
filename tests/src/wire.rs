//! The wire net: for one operation, the exact request that leaves, and what comes of every kind of answer.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;

use partna_auth::Partna;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use wiremock::matchers::{header, method, path, query_param};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};
use xtask::json::Json;

use crate::typed::{full, substance, walk};
use crate::{Answer, Arguments, CallError, KEY, USER, builder, call};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// An operation under test, with a server and a client of its own.
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
    /// Sets an operation up, with arguments for every parameter and every field.
    ///
    /// # Errors
    ///
    /// If the document lacks what it needs.
    pub async fn new(doc: &'a Json, method: &str, path: &str, operation: &'a Json) -> Result<Self> {
        let server = MockServer::start().await;
        let partna = builder(&format!("{}/v4", server.uri()))?.build()?;
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

    /// Everything there is to see, as text for a snapshot.
    ///
    /// # Errors
    ///
    /// If the request is not the documented one, or an answer is treated in a way that no text foresees.
    pub async fn report(&self) -> Result<String> {
        let (status, schema, example) = self.success()?;
        let mut text = format!("{} ({} {})\n\n", self.id, self.method, self.path);
        let answer = self
            .call(ResponseTemplate::new(status).set_body_json(&example))
            .await?;
        text += &self.request().await?;
        let answer = answer?;
        let back: Value = serde_json::from_str(&answer.json)?;
        let same = substance(&back) == substance(&example);
        writeln!(
            text,
            "\n{status} as documented: {}",
            if same {
                "reads and writes the same"
            } else {
                &answer.json
            }
        )?;
        for (name, template) in refusals() {
            let told = match self.call(template).await? {
                Err(CallError::Call(error)) => format!("{:?}: {error}", error.kind()),
                other => format!("{other:?}"),
            };
            writeln!(text, "{name}: {told}")?;
        }
        let empty = self.call(ResponseTemplate::new(status)).await??;
        writeln!(text, "{status} with an empty body: {}", empty.json)?;
        for (name, changed, expected) in self.changes(schema, &example) {
            let told = match &changed {
                None => "none there".to_owned(),
                Some((answer, places)) => {
                    let answer = self
                        .call(ResponseTemplate::new(status).set_body_json(answer))
                        .await??;
                    let back: Value = serde_json::from_str(&answer.json)?;
                    format!(
                        "{} at {places}",
                        expected(self.doc, schema, &example, &back)
                    )
                }
            };
            writeln!(text, "{name}: {told}")?;
        }
        Ok(text)
    }

    /// The documented success: status, schema, example.
    fn success(&self) -> Result<(u16, &'a Json, Value)> {
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

    /// Sends the request to a server that answers the documented request, and no other, in the given way.
    async fn call(
        &self,
        answer: ResponseTemplate,
    ) -> Result<std::result::Result<Answer, CallError>> {
        self.server.reset().await;
        let mut mock = Mock::given(method(self.method.as_str()))
            .and(path(self.path.as_str()))
            .and(header("x-api-key", KEY))
            .and(header("x-api-user", USER));
        for (name, value) in &self.arguments.parameters {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            mock = mock.and(query_param(name.as_str(), value));
        }
        mock.respond_with(answer).mount(&self.server).await;
        let result = call(&self.partna, &self.id, &self.arguments)
            .ok_or("no such call")?
            .await;
        // One request, and the documented one: any other is answered 404, which no snapshot holds.
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

    /// The request that arrived.
    async fn request(&self) -> Result<String> {
        let requests = self.server.received_requests().await.unwrap_or_default();
        let [request] = requests.as_slice() else {
            return Err(format!("{} requests arrived", requests.len()).into());
        };
        let mut text = format!("{} {}", request.method, request.url.path());
        for (name, value) in request.url.query_pairs() {
            write!(text, "\n  {name} = {value}")?;
        }
        for line in headers(request) {
            write!(text, "\n{line}")?;
        }
        text.push('\n');
        if !request.body.is_empty() {
            // Field by field and in the very text: a `Value` would make floats of amounts.
            let fields: BTreeMap<String, &RawValue> = serde_json::from_slice(&request.body)?;
            for (name, value) in fields {
                write!(text, "\n  {name}: {}", value.get())?;
            }
            text.push('\n');
        }
        Ok(text)
    }

    /// Answers that nobody has seen yet: name, the answer and where it was changed, and how to judge what came of it.
    #[allow(clippy::type_complexity, reason = "named once, here")]
    fn changes(
        &self,
        schema: &Json,
        example: &Value,
    ) -> Vec<(&'static str, Option<(Value, String)>, Judge)> {
        let doc = self.doc;
        let change = |apply: fn(&Json, &mut Value) -> bool| {
            let (mut answer, mut places) = (example.clone(), Vec::new());
            walk(doc, schema, &mut answer, "", &mut |schema, value, path| {
                if apply(schema, value) {
                    places.push(if path.is_empty() {
                        "the top".to_owned()
                    } else {
                        path.to_owned()
                    });
                }
            });
            places.sort();
            places.dedup();
            (!places.is_empty()).then(|| (answer, places.join(", ")))
        };
        vec![
            (
                "unknown enum values",
                change(unheard_value),
                kept_values as Judge,
            ),
            (
                "unknown fields",
                change(unheard_field),
                kept_fields as Judge,
            ),
            ("null collections", change(null_collection), empty as Judge),
        ]
    }
}

type Judge = fn(&Json, &Json, &Value, &Value) -> String;

const UNHEARD: &str = "unheard-of";

fn unheard_value(schema: &Json, value: &mut Value) -> bool {
    let is_word = schema.get("x-partna-values").is_some();
    if is_word {
        *value = json!(UNHEARD);
    }
    is_word
}

fn unheard_field(schema: &Json, value: &mut Value) -> bool {
    match value
        .as_object_mut()
        .filter(|_| schema.get("properties").is_some())
    {
        Some(map) => map.insert(UNHEARD.to_owned(), json!({"n": 1})).is_none(),
        None => false,
    }
}

fn null_collection(schema: &Json, value: &mut Value) -> bool {
    let is_map = schema.get("additionalProperties").is_some() && schema.get("properties").is_none();
    let is_collection = value.is_array() || (value.is_object() && is_map);
    if is_collection {
        *value = Value::Null;
    }
    is_collection
}

fn kept_values(doc: &Json, schema: &Json, example: &Value, back: &Value) -> String {
    let mut expected = example.clone();
    walk(doc, schema, &mut expected, "", &mut |schema, value, _| {
        unheard_value(schema, value);
    });
    if substance(&expected) == substance(back) {
        "kept".to_owned()
    } else {
        format!("LOST: {back}")
    }
}

fn kept_fields(doc: &Json, schema: &Json, _: &Value, back: &Value) -> String {
    let (mut back, mut kept) = (back.clone(), Vec::new());
    walk(doc, schema, &mut back, "", &mut |_, value, path| {
        if value.get(UNHEARD).is_some() {
            kept.push(if path.is_empty() { "the top" } else { path }.to_owned());
        }
    });
    kept.sort();
    kept.dedup();
    if kept.is_empty() {
        "none is kept, and none breaks anything,".to_owned()
    } else {
        format!("kept at {}; sent", kept.join(", "))
    }
}

fn empty(_: &Json, _: &Json, _: &Value, back: &Value) -> String {
    format!("read as empty ({back})")
}

fn refusals() -> [(&'static str, ResponseTemplate); 3] {
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

/// Headers in order, without those that name this machine, with credentials and version taken out.
fn headers(request: &Request) -> Vec<String> {
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

/// Arguments with every documented parameter and every documented field.
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
            Some(full(doc, media.get("schema").ok_or("no schema")?, Some(&example)).to_string())
        }
    };
    Ok(Arguments { parameters, body })
}
