//! The OpenAPI document, compiled for the validation of requests.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::{Arc, OnceLock};

use http::StatusCode;
use jsonschema::Validator;
use partna_client::DOCUMENT_JSON;
use serde_json::{Value, json};

use super::field_problem::{FieldProblem, find_problems};

/// All operations, by path and then by method.
#[derive(Debug)]
pub(crate) struct Api {
    paths: BTreeMap<String, BTreeMap<String, OperationSchema>>,
}

/// The request and the successful response of an operation.
#[derive(Debug)]
pub(crate) struct OperationSchema {
    /// Whether the operation needs credentials.
    pub(crate) authenticated: bool,
    pub(crate) parameters: Vec<Parameter>,
    /// The schema of the body. `None` for an operation without a body.
    pub(crate) body: Option<Arc<Validator>>,
    /// The names of secret fields, whose values are redacted.
    pub(crate) secrets: Vec<String>,
    pub(crate) status: StatusCode,
    pub(crate) example: Value,
}

/// A query parameter.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    required: bool,
    integer: bool,
    schema: Arc<Validator>,
}

impl Parameter {
    /// Returns the problems of a value, or of a missing value.
    pub(crate) fn problems(&self, value: Option<&str>) -> Vec<FieldProblem> {
        let Some(text) = value else {
            return if self.required {
                vec![FieldProblem::missing(&self.name)]
            } else {
                Vec::new()
            };
        };
        let value = match self.integer.then(|| parse_integer(text)).flatten() {
            Some(number) => json!(number),
            None => json!(text),
        };
        find_problems(&self.schema, &value)
            .into_iter()
            .map(|problem| problem.with_field(&self.name))
            .collect()
    }
}

/// Parses an integer of any length, because the document has no bounds. A value that does not fit into `i64` becomes `i64::MAX`.
fn parse_integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| text.parse().unwrap_or(i64::MAX))
}

impl Api {
    /// Returns the built-in document, which is compiled once per process.
    pub(crate) fn shared() -> io::Result<Arc<Self>> {
        static SHARED: OnceLock<Arc<Api>> = OnceLock::new();
        if let Some(api) = SHARED.get() {
            return Ok(Arc::clone(api));
        }
        let api = Arc::new(Self::read(DOCUMENT_JSON)?);
        Ok(Arc::clone(SHARED.get_or_init(|| api)))
    }

    /// Returns the operations of a path, by method.
    pub(crate) fn path(&self, path: &str) -> Option<&BTreeMap<String, OperationSchema>> {
        self.paths.get(path)
    }

    fn read(document: &str) -> io::Result<Self> {
        let document: Value = serde_json::from_str(document)?;
        let mut reader = DocumentReader {
            document: &document,
            validators: HashMap::new(),
        };
        let mut paths = BTreeMap::new();
        for (path, item) in entries(document.get("paths")) {
            let mut methods = BTreeMap::new();
            for (method, operation) in entries(Some(item)) {
                let read = reader
                    .operation(operation)
                    .map_err(|problem| invalid(format!("{method} {path}: {problem}")))?;
                methods.insert(method.to_uppercase(), read);
            }
            paths.insert(path.clone(), methods);
        }
        Ok(Self { paths })
    }
}

struct DocumentReader<'a> {
    document: &'a Value,
    /// The validators by schema text. Parameters and bodies with the same schema share a validator.
    validators: HashMap<String, Arc<Validator>>,
}

impl DocumentReader<'_> {
    fn operation(&mut self, operation: &Value) -> Result<OperationSchema, String> {
        let success = entries(operation.get("responses")).find_map(|(status, response)| {
            let status = status.parse().ok().filter(StatusCode::is_success)?;
            Some((
                status,
                response.pointer("/content/application~1json/example")?,
            ))
        });
        let (status, example) = success.ok_or("no success with an example")?;
        let security = operation.get("security").and_then(Value::as_array);
        let body = operation
            .pointer("/requestBody/content/application~1json/schema/$ref")
            .and_then(Value::as_str);
        Ok(OperationSchema {
            authenticated: security.is_none_or(|security| !security.is_empty()),
            parameters: parameters(operation)
                .map(|parameter| self.parameter(parameter))
                .collect::<Result<_, _>>()?,
            body: body
                .map(|reference| self.validator(&json!({"$ref": reference})))
                .transpose()?,
            secrets: self.secrets(operation, body),
            status,
            example: example.clone(),
        })
    }

    fn parameter(&mut self, parameter: &Value) -> Result<Parameter, String> {
        let schema = parameter
            .get("schema")
            .ok_or("a parameter without a schema")?;
        Ok(Parameter {
            name: parameter
                .get("name")
                .and_then(Value::as_str)
                .ok_or("a parameter without a name")?
                .to_owned(),
            required: parameter.get("required") == Some(&json!(true)),
            integer: schema.get("type") == Some(&json!("integer")),
            schema: self.validator(schema)?,
        })
    }

    /// Returns the names of the secret parameters and fields of an operation.
    fn secrets(&self, operation: &Value, body: Option<&str>) -> Vec<String> {
        let is_secret = |schema: Option<&Value>| {
            schema.and_then(|schema| schema.get("format")) == Some(&json!("password"))
        };
        let named = parameters(operation)
            .filter(|parameter| is_secret(parameter.get("schema")))
            .filter_map(|parameter| parameter.get("name")?.as_str())
            .map(str::to_owned);
        let properties = body.and_then(|body| {
            self.document
                .pointer(&format!("{}/properties", body.trim_start_matches('#')))
        });
        let fields = entries(properties).filter(|(_, schema)| is_secret(Some(schema)));
        named.chain(fields.map(|(name, _)| name.clone())).collect()
    }

    /// Returns the validator of a schema, which may refer to the components of the document.
    fn validator(&mut self, schema: &Value) -> Result<Arc<Validator>, String> {
        match self.validators.entry(schema.to_string()) {
            Entry::Occupied(known) => Ok(Arc::clone(known.get())),
            Entry::Vacant(new) => {
                let root =
                    json!({"allOf": [schema], "components": self.document.get("components")});
                // The schemas of OpenAPI 3.0 are based on draft 4.
                let validator =
                    jsonschema::draft4::new(&root).map_err(|error| error.to_string())?;
                Ok(Arc::clone(new.insert(Arc::new(validator))))
            }
        }
    }
}

fn parameters(operation: &Value) -> impl Iterator<Item = &Value> {
    let parameters = operation.get("parameters").and_then(Value::as_array);
    parameters.into_iter().flatten()
}

pub(crate) fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn invalid(problem: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, problem)
}
