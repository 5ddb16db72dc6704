//! The deposit address of an offramp.

use serde_json::{Map, Value};

use crate::methods::fiat::{is_fiat, is_rail};
use crate::types::RampOrder;
use crate::{Error, ErrorKind, Operation};

/// Fields of a response that are not in the document.
type Extra = Map<String, Value>;

/// The undocumented fields that may hold the address. One published client reads `cryptoAddress`, in code without a test. The
/// vendor's webhooks use `paymentAddress`.
const ASSUMED_FIELDS: [&str; 2] = ["cryptoAddress", "paymentAddress"];

impl RampOrder {
    /// Returns the address that the customer of an offramp sends crypto to.
    ///
    /// **Assumed.** According to the vendor's guide, an offramp has a deposit address; the document has no field for it. This
    /// method reads `cryptoAddress` and `paymentAddress` from `extra`: one published client reads the first, and the vendor's
    /// webhooks use the second. Send a small amount on staging first.
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
    /// [`ErrorKind::Invalid`] for an onramp: the customer pays by bank or mobile money, and the address in the order receives the
    /// crypto. [`ErrorKind::NotFound`] if neither field holds an address. [`ErrorKind::Undecodable`] if the fields differ, or
    /// hold a value other than text.
    pub fn deposit_address(&self) -> Result<&str, Error> {
        let error = |kind, problem: &str| {
            let text = format!("deposit address: {problem}");
            Error::new(kind, text).with_operation(Operation::by_id("create_ramp"))
        };
        if self.is_onramp() {
            let problem =
                "an onramp has no deposit address; pay to `account_number` at `bank_name`";
            return Err(error(ErrorKind::Invalid, problem));
        }
        let found = assumed_address(&self.extra)
            .map_err(|problem| error(ErrorKind::Undecodable, problem))?;
        found.ok_or_else(|| {
            let problem =
                "not in the response; read `extra`, or wait for `paymentAddress` of the webhook";
            error(ErrorKind::NotFound, problem)
        })
    }

    /// Returns whether the ramp is an onramp: by its source currency and network, or else by the presence of a bank account to
    /// pay to.
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

/// Reads the address of an offramp from undocumented fields. The error describes the problem and the fix.
pub(crate) fn assumed_address(extra: &Extra) -> Result<Option<&str>, &'static str> {
    let mut found = None;
    for value in ASSUMED_FIELDS.iter().filter_map(|name| extra.get(*name)) {
        match value.as_str() {
            Some(text) if text.trim().is_empty() => {}
            Some(text) if found.is_none_or(|known| known == text) => found = Some(text),
            None if value.is_null() => {}
            Some(_) => {
                return Err(
                    "the response has two different addresses; contact the vendor's support",
                );
            }
            None => return Err("the response has an address that is not text; read `extra`"),
        }
    }
    Ok(found)
}
