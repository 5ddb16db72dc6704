//! Raw values of unknown fields.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// The raw JSON of an unknown field. Numbers keep all their digits.
///
/// ```
/// use partna_webhook::{Amount, Event};
///
/// let data = r#"{"amount":1,"toUser":"shop","currency":"NGN","toAccount":"amina","status":"completed","sessionId":"0f3c",
///     "transactionMemo":null,"fee":0.10}"#;
/// let Event::Deposit(deposit) = Event::unverified("Deposit", data)? else { return Ok(()) };
/// let fee: Option<Amount> = deposit.extra.get("fee").map(|fee| fee.read()).transpose()?;
/// assert_eq!(fee.map(|fee| fee.to_string()).as_deref(), Some("0.10"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct RawJson(Box<RawValue>);

impl RawJson {
    /// Returns the JSON.
    #[must_use]
    pub fn get(&self) -> &str {
        self.0.get()
    }

    /// Deserializes the value as your own type.
    ///
    /// # Errors
    ///
    /// Fails if the value does not have this type. The message of serde may contain the value.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.get())
    }
}

impl From<&RawValue> for RawJson {
    fn from(raw: &RawValue) -> Self {
        Self(raw.to_owned())
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for RawJson {}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawJson({} bytes)", self.get().len())
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
