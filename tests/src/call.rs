//! Arguments and results of the generated calls.

use std::pin::Pin;
use std::str::FromStr;

use partna_types::tolerant::MismatchedField;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::ResponseValue;

/// The arguments of a call: parameters by their names on the wire, and a body.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Parameters, each a string or a number.
    pub parameters: Map<String, Value>,
    /// The body as JSON text, so that no number passes through a float.
    pub body: Option<String>,
}

impl Arguments {
    pub(crate) fn parameter<T: FromStr>(&self, name: &str) -> Result<Option<T>, CallError> {
        let Some(value) = self.parameters.get(name) else {
            return Ok(None);
        };
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let parsed = text.parse().map_err(|_| {
            CallError::Argument(format!(
                "parameter `{name}`: `{text}` is not a valid value; use a value of its type"
            ))
        });
        parsed.map(Some)
    }

    /// A parameter whose value has parts. Our document may have none.
    #[allow(dead_code, reason = "depends on the document")]
    pub(crate) fn json_parameter<T: DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<T>, CallError> {
        let parse = |value: &serde_json::Value| {
            serde_json::from_value(value.clone())
                .map_err(|error| CallError::Argument(error.to_string()))
        };
        self.parameters.get(name).map(parse).transpose()
    }

    /// A body that is not JSON. Our document may have none.
    #[allow(dead_code, reason = "depends on the document")]
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        self.body.as_ref().map(|text| text.clone().into_bytes())
    }

    pub(crate) fn body<T: DeserializeOwned>(&self) -> Result<Option<T>, CallError> {
        let parse = |text: &String| {
            serde_json::from_str(text).map_err(|error| CallError::Argument(error.to_string()))
        };
        self.body.as_ref().map(parse).transpose()
    }
}

/// The response of a call.
#[derive(Clone, Debug)]
pub struct CallResponse {
    /// The status.
    pub status: u16,
    /// The decoded body, encoded again.
    pub json: String,
    /// The fields that do not have the documented form.
    pub mismatched: Vec<MismatchedField>,
}

/// The error of a call.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The arguments do not match the operation.
    #[error("{0}")]
    Argument(String),
    /// The call failed.
    #[error(transparent)]
    Call(crate::Error),
}

/// A call in flight.
pub type CallFuture<'a> =
    Pin<Box<dyn Future<Output = Result<CallResponse, CallError>> + Send + 'a>>;

pub(crate) fn encode<T: Serialize>(
    result: Result<ResponseValue<T>, crate::Error>,
) -> Result<CallResponse, CallError> {
    let response = result.map_err(CallError::Call)?;
    let json = serde_json::to_string(&*response)
        .map_err(|error| CallError::Argument(error.to_string()))?;
    Ok(CallResponse {
        status: response.status().as_u16(),
        json,
        mismatched: response.mismatched_fields().to_vec(),
    })
}
