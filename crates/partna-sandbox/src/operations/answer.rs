//! What an operation is asked, and what it says.

use std::borrow::Cow;
use std::collections::BTreeMap;

use partna_auth::Amount;
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::rates::LARGEST;

/// A request that has passed the document.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    /// The operation's id.
    pub(crate) id: &'a str,
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) body: &'a [u8],
}

impl Call<'_> {
    /// The body, read into what the operation needs of it.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        serde_json::from_slice(self.body)
            .map_err(|_| Refusal::invalid("body", "what the document says", None))
    }

    /// A parameter; an empty one counts as none.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// A whole number from 1 on, or what holds without one.
    pub(crate) fn count(&self, name: &str, default: usize) -> Result<usize, Refusal> {
        match self.parameter(name) {
            None => Ok(default),
            Some(text) => match text.parse() {
                Ok(number) if number > 0 => Ok(number),
                _ => Err(Refusal::invalid(name, "min(1)", Some(text))),
            },
        }
    }
}

/// A success.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// JSON.
    pub(crate) body: String,
}

#[derive(Serialize)]
struct Envelope<T> {
    data: T,
    message: &'static str,
}

impl Answer {
    /// `{data, message: "success"}`.
    pub(crate) fn data(data: impl Serialize) -> Result<Self, Refusal> {
        Self::said(data, "success")
    }

    /// `{data, message}`.
    pub(crate) fn said(data: impl Serialize, message: &'static str) -> Result<Self, Refusal> {
        Self::whole(&Envelope { data, message })
    }

    /// `{message}`.
    pub(crate) fn message(message: &str) -> Result<Self, Refusal> {
        Self::whole(&json!({"message": message}))
    }

    /// An answer without the usual envelope.
    pub(crate) fn whole(body: &impl Serialize) -> Result<Self, Refusal> {
        match serde_json::to_string(body) {
            Ok(body) => Ok(Self { status: 200, body }),
            Err(_) => Err(Refusal::new(500, "internal server error")),
        }
    }

    /// The same as a 201.
    pub(crate) fn created(mut self) -> Self {
        self.status = 201;
        self
    }
}

/// A refusal, in the API's words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) message: Cow<'static, str>,
    pub(crate) data: Option<Value>,
}

impl Refusal {
    pub(crate) fn new(status: u16, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            message: message.into(),
            data: None,
        }
    }

    /// A 400.
    pub(crate) fn bad(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(400, message)
    }

    /// A 404.
    pub(crate) fn not_found(message: &'static str) -> Self {
        Self::new(404, message)
    }

    /// A validation error, as the document shows it. A secret's value is not to be given.
    pub(crate) fn invalid(field: &str, expected: &str, value: Option<&str>) -> Self {
        let value = value.unwrap_or_default();
        let line = format!("Field: [{field}] Expected:[{expected}] Value: [{value}]");
        Self {
            status: 400,
            message: "validation error".into(),
            data: Some(json!([line])),
        }
    }

    pub(crate) fn insufficient_funds() -> Self {
        Self::bad("insufficient funds")
    }

    pub(crate) fn too_large() -> Self {
        Self::invalid("amount", "an amount that can be counted", None)
    }

    /// How a transfer and a withdrawal refuse a reference that they know.
    pub(crate) fn reference_exists() -> Self {
        Self::new(409, "transactionReference already exist")
    }

    /// How a ramp does.
    pub(crate) fn ramp_reference_exists() -> Self {
        Self::bad("ramp reference already exists")
    }
}

/// How fine an amount may be.
const FINEST: u32 = 8;

/// An amount that has to be there, and more than nothing.
pub(crate) fn positive(field: &str, amount: Option<Amount>) -> Result<Decimal, Refusal> {
    let Some(amount) = amount.map(|amount| amount.decimal().normalize()) else {
        return Err(Refusal::invalid(field, "required", None));
    };
    let wrong = |expected| Err(Refusal::invalid(field, expected, Some(&amount.to_string())));
    if amount <= Decimal::ZERO {
        wrong("more than 0")
    } else if amount > LARGEST {
        wrong("at most 1000000000000000")
    } else if amount.scale() > FINEST {
        wrong("at most 8 decimals")
    } else {
        Ok(amount)
    }
}

/// Of two amounts that go for each other, the one that is given.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Known {
    From(Decimal),
    To(Decimal),
}

impl Known {
    /// What is bought if that alone is given, and what is sold otherwise.
    pub(crate) fn given(from: Option<Amount>, to: Option<Amount>) -> Result<Self, Refusal> {
        match (from, to) {
            (None, Some(_)) => positive("toAmount", to).map(Self::To),
            _ => positive("fromAmount", from).map(Self::From),
        }
    }
}

/// An amount that was reckoned, if it can be counted with like one that was given.
pub(crate) fn countable(amount: Option<Decimal>) -> Result<Decimal, Refusal> {
    amount
        .filter(|amount| *amount <= LARGEST)
        .ok_or_else(Refusal::too_large)
}

/// An amount as it travels.
pub(crate) fn money(amount: Decimal) -> Result<Amount, Refusal> {
    Amount::try_from(amount.normalize()).map_err(|_| Refusal::too_large())
}

/// A time, as the API's texts have it: RFC 3339, in UTC.
pub(crate) fn date(seconds: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    time.format(&Rfc3339).unwrap_or_default()
}

/// A field that has to be there.
pub(crate) fn required(field: &str, value: Option<String>) -> Result<String, Refusal> {
    match value {
        Some(value) if !value.is_empty() => Ok(value),
        _ => Err(Refusal::invalid(field, "required", None)),
    }
}
