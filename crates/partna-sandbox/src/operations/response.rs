//! Success and error responses of operations, with the API's texts.

use std::borrow::Cow;

use partna_auth::{HasData, types};
use serde::Serialize;
use serde_json::{Value, json};

use super::lists::WithLists;
use crate::pricing::error::PricingError;
use crate::state::{ReferenceKind, StateError};

/// The result of an operation.
pub(crate) type OperationResult = Result<Success, ErrorResponse>;

/// A success response.
#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) status: u16,
    /// The body, as JSON.
    pub(crate) body: String,
}

#[derive(Serialize)]
struct Envelope<T> {
    data: T,
    message: &'static str,
}

impl Success {
    /// Returns `{data, message: "success"}`, with the data of a documented response.
    pub(crate) fn data<R>(data: R::Data) -> OperationResult
    where
        R: HasData,
        R::Data: Serialize,
    {
        Self::data_and_message::<R>(data, "success")
    }

    /// Returns `{data, message}`, with the data of a documented response.
    pub(crate) fn data_and_message<R>(data: R::Data, message: &'static str) -> OperationResult
    where
        R: HasData,
        R::Data: Serialize,
    {
        Self::with_body(&Envelope { data, message })
    }

    /// Returns `{data, message}`, with the data of a documented response, including its empty lists.
    pub(crate) fn data_with_lists<R>(data: &R::Data, message: &'static str) -> OperationResult
    where
        R: HasData,
        for<'a> WithLists<'a, R::Data>: Serialize,
    {
        let data = WithLists(data);
        Self::with_body(&Envelope { data, message })
    }

    /// Returns `{message}`.
    pub(crate) fn message(message: &str) -> OperationResult {
        let mut body = types::MessageResponse::default();
        body.message = Some(message.to_owned());
        Self::with_body(&body)
    }

    /// Returns `{message}` of an operation that moves money.
    pub(crate) fn acknowledgement(message: &str) -> OperationResult {
        let mut body = types::Acknowledgement::default();
        body.message = Some(message.to_owned());
        Self::with_body(&body)
    }

    /// Returns a success response with the JSON of `body`, without the usual envelope.
    pub(crate) fn with_body(body: &impl Serialize) -> OperationResult {
        match serde_json::to_string(body) {
            Ok(body) => Ok(Self { status: 200, body }),
            Err(_) => Err(ErrorResponse::new(500, "internal server error")),
        }
    }

    /// Changes the status to 201.
    pub(crate) fn created(mut self) -> Self {
        self.status = 201;
        self
    }
}

/// An error response, with the API's text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ErrorResponse {
    pub(crate) status: u16,
    pub(crate) message: Cow<'static, str>,
    pub(crate) data: Option<Value>,
}

impl ErrorResponse {
    pub(crate) fn new(status: u16, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            message: message.into(),
            data: None,
        }
    }

    /// Returns a 400 response.
    pub(crate) fn bad_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(400, message)
    }

    /// Returns a 404 response.
    pub(crate) fn not_found(message: &'static str) -> Self {
        Self::new(404, message)
    }

    /// Returns a validation error in the format of the API. Pass no value for a secret field.
    pub(crate) fn invalid_field(field: &str, expected: &str, value: Option<&str>) -> Self {
        let value = value.unwrap_or_default();
        let line = format!("Field: [{field}] Expected:[{expected}] Value: [{value}]");
        Self {
            status: 400,
            message: "validation error".into(),
            data: Some(json!([line])),
        }
    }

    /// Returns the error for an amount above the maximum.
    pub(crate) fn amount_too_large() -> Self {
        Self::invalid_field("amount", "an amount that can be counted", None)
    }
}

/// Maps an error of the state to the API's response.
impl From<StateError> for ErrorResponse {
    fn from(error: StateError) -> Self {
        match error {
            StateError::UnknownAccount => Self::not_found("account not found"),
            StateError::UnknownMerchant => Self::not_found("merchant not found"),
            StateError::UnknownRamp => Self::not_found("ramp not found"),
            StateError::UnknownCurrency(currency) => {
                Self::invalid_field("currency", "a currency", Some(&currency))
            }
            StateError::UnknownKey | StateError::InvalidRateKey => Self::bad_request("invalid key"),
            StateError::ReferenceInUse(ReferenceKind::Payment) => {
                Self::new(409, "transactionReference already exist")
            }
            StateError::ReferenceInUse(ReferenceKind::Ramp) => {
                Self::bad_request("ramp reference already exists")
            }
            StateError::ReferenceInUse(ReferenceKind::MockDeposit) => {
                Self::bad_request("this deposit was made before")
            }
            StateError::InsufficientFunds => Self::bad_request("insufficient funds"),
            StateError::ExpiredRateKey => Self::bad_request("rate key has expired"),
            StateError::Pricing(error) => error.into(),
        }
    }
}

impl From<PricingError> for ErrorResponse {
    fn from(error: PricingError) -> Self {
        match error {
            PricingError::TooLarge => Self::amount_too_large(),
            PricingError::FeesNotCovered => Self::bad_request("the amount does not cover the fees"),
        }
    }
}
