//! Where the customer of an offramp pays in.

use serde_json::{Map, Value};

use crate::methods::fiat::{is_fiat, is_rail};
use crate::types::RampOrder;
use crate::{Error, ErrorKind, Operation};

/// Fields of a response that the document does not have.
type Extra = Map<String, Value>;

/// The undocumented fields that may hold the address. `cryptoAddress` is read by one published client, on a path that it never
/// proved; `paymentAddress` is its name in the vendor's webhooks.
const ASSUMED_FIELDS: [&str; 2] = ["cryptoAddress", "paymentAddress"];

impl RampOrder {
    /// Returns the address that the customer of an offramp sends crypto to.
    ///
    /// **Assumed.** The vendor's guide says that an offramp has a deposit address, and its document has no field for it. This
    /// reads `cryptoAddress` and `paymentAddress` from `extra`: one published client reads the first, and the vendor's webhooks
    /// use the second. Send a small amount on staging first.
    ///
    /// ```
    /// use partna_client::types::RampOrder;
    ///
    /// let order: RampOrder = serde_json::from_str(
    ///     r#"{"fromCurrency": "USDT", "fromNetwork": "tron", "cryptoAddress": "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF"}"#,
    /// )?;
    /// assert_eq!(order.deposit_address()?, "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] for an onramp, whose address would be the customer's own: it is paid in by bank or mobile money.
    /// [`ErrorKind::NotFound`] if neither field holds an address. [`ErrorKind::Undecodable`] if the fields differ, or hold
    /// something other than text.
    pub fn deposit_address(&self) -> Result<&str, Error> {
        let error = |kind, problem: &str| {
            let text = format!("deposit address: {problem}");
            Error::new(kind, text).with_operation(Operation::by_id("create_ramp"))
        };
        if self.is_onramp() {
            let problem =
                "an onramp has none; pay in to `account_number` at `bank_name`, as the order says";
            return Err(error(ErrorKind::Invalid, problem));
        }
        let found = assumed_address(&self.extra)
            .map_err(|problem| error(ErrorKind::Undecodable, problem))?;
        found.ok_or_else(|| {
            let problem =
                "the response holds none; read `extra`, or wait for `paymentAddress` of the webhook";
            error(ErrorKind::NotFound, problem)
        })
    }

    /// By what is paid in; and by the bank account to pay into, where the response says nothing of the first.
    pub(crate) fn is_onramp(&self) -> bool {
        let has_text = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
        match (&self.from_currency, &self.from_network) {
            (None, None) => has_text(&self.account_number),
            (currency, network) => {
                currency.as_ref().is_some_and(is_fiat) || network.as_ref().is_some_and(is_rail)
            }
        }
    }
}

/// Reads the address of an offramp from undocumented fields. The error is the problem and its fix.
pub(crate) fn assumed_address(extra: &Extra) -> Result<Option<&str>, &'static str> {
    let mut found = None;
    for value in ASSUMED_FIELDS.iter().filter_map(|name| extra.get(*name)) {
        match value.as_str() {
            Some(text) if text.trim().is_empty() => {}
            Some(text) if found.is_none_or(|known| known == text) => found = Some(text),
            None if value.is_null() => {}
            Some(_) => {
                return Err(
                    "the response holds two different addresses; ask the vendor's support which one is right",
                );
            }
            None => return Err("the response holds something other than text; read `extra`"),
        }
    }
    Ok(found)
}
