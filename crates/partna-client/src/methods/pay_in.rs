//! Pay-in details of a ramp: from the response of `create_ramp`, and from the record of the ramp in `list_ramps`.

use partna_types::{Amount, Currency, Network, UnixSeconds};
use serde::{Deserialize, Serialize};

use crate::methods::fiat::{is_fiat, is_rail};
use crate::methods::ramp_order::assumed_address;
use crate::types::{Ramp, RampOrder};
use crate::{Error, ErrorKind, Operation};

/// The details that a customer needs to pay for a ramp.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PayIn {
    /// The account or address to pay to.
    pub destination: PayInDestination,
    /// The amount to pay, in major units of `currency`.
    pub amount: Option<Amount>,
    /// The currency to pay.
    pub currency: Option<Currency>,
    /// The chain or rail to pay on.
    pub network: Option<Network>,
    /// The end of the payment period. It may be in the past: do not show an expired destination.
    pub expires_at: Option<UnixSeconds>,
}

/// The account or address that a customer pays to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum PayInDestination {
    /// A bank account, or the mobile-money number of an onramp from KES.
    #[non_exhaustive]
    Account {
        /// The number to pay to.
        number: String,
        /// The bank of the account.
        bank: Option<String>,
        /// The holder of the account. A placeholder on staging.
        holder: Option<String>,
    },
    /// The deposit address of an offramp. **Assumed**: see [`RampOrder::deposit_address`].
    Address(String),
}

impl RampOrder {
    /// Returns the pay-in details: the bank account of an onramp, or the deposit address of an offramp.
    ///
    /// Store them with your own order: `list_ramps` is not documented to return them.
    ///
    /// ```
    /// use partna_client::PayInDestination;
    /// use partna_client::types::RampOrder;
    ///
    /// let order: RampOrder = serde_json::from_str(
    ///     r#"{"fromCurrency": "NGN", "fromAmount": 20000, "accountNumber": "9012345678", "bankName": "Test Bank"}"#,
    /// )?;
    /// let pay_in = order.pay_in()?;
    /// let PayInDestination::Account { number, .. } = &pay_in.destination else {
    ///     return Err("an onramp is paid by bank".into());
    /// };
    /// assert_eq!(number, "9012345678");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] if an onramp has no account number, and the errors of
    /// [`deposit_address`](Self::deposit_address) for an offramp.
    pub fn pay_in(&self) -> Result<PayIn, Error> {
        let destination = if self.is_onramp() {
            let number = text(self.account_number.as_ref()).ok_or_else(|| {
                let problem =
                    "the response has no account number; read `extra`, or replace the ramp";
                error("create_ramp", ErrorKind::NotFound, problem)
            })?;
            PayInDestination::Account {
                number,
                bank: text(self.bank_name.as_ref()),
                holder: text(self.account_name.as_ref()),
            }
        } else {
            PayInDestination::Address(self.deposit_address()?.to_owned())
        };
        Ok(PayIn {
            destination,
            amount: self.from_amount,
            currency: self.from_currency.clone(),
            network: self.from_network.clone(),
            expires_at: self.expiry_date,
        })
    }
}

impl Ramp {
    /// Returns the pay-in details, if the record has them. Use it if the response of `create_ramp` was lost.
    ///
    /// The record of an **onramp** is not documented to have the bank account to pay into, so the result is an error of kind
    /// [`ErrorKind::NotFound`]. Replace the ramp then: `create_ramp` with a new reference, a new rate key and
    /// `cancel_pending_ramp_request`. For an **offramp**, this method reads the fields that [`RampOrder::deposit_address`] reads,
    /// which is **assumed**.
    ///
    /// ```
    /// use partna_client::ErrorKind;
    /// use partna_client::types::Ramp;
    ///
    /// let onramp: Ramp = serde_json::from_str(r#"{"type": "fiatToCrypto", "status": "pending", "fromCurrency": "NGN"}"#)?;
    /// assert_eq!(onramp.pay_in().err().map(|error| error.kind()), Some(ErrorKind::NotFound)); // replace it
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] unless the ramp is `pending`: it is already paid or has ended, and must not be paid now.
    /// [`ErrorKind::NotFound`] if the record has no destination. [`ErrorKind::Undecodable`] if the record has two different
    /// addresses, or something other than text.
    pub fn pay_in(&self) -> Result<PayIn, Error> {
        let error = |kind, problem: &str| error("list_ramps", kind, problem);
        let status = self.status.as_ref().map_or("", |status| status.as_str());
        if !status.eq_ignore_ascii_case("pending") {
            let problem = "the ramp is not pending; check its status, and do not pay it now";
            return Err(error(ErrorKind::Conflict, problem));
        }
        if self.is_onramp() {
            let problem = "the record of an onramp does not have the bank account to pay into; replace the ramp: call \
                           `create_ramp` with a new reference, a new rate key and `cancel_pending_ramp_request`";
            return Err(error(ErrorKind::NotFound, problem));
        }
        let address = assumed_address(&self.extra)
            .map_err(|problem| error(ErrorKind::Undecodable, problem))?
            .ok_or_else(|| {
                let problem = "the record has no deposit address; replace the ramp: call `create_ramp` with a new \
                               reference, a new rate key and `cancel_pending_ramp_request`";
                error(ErrorKind::NotFound, problem)
            })?;
        Ok(PayIn {
            destination: PayInDestination::Address(address.to_owned()),
            amount: self.from_amount,
            currency: self.from_currency.clone(),
            network: self.from_network.clone(),
            expires_at: self.expired_at,
        })
    }

    /// Returns whether the ramp is an onramp: by its type, or else by its source currency and network. If all of them are
    /// missing, returns true, so that no address is returned for a ramp of unknown direction.
    fn is_onramp(&self) -> bool {
        match self.type_.as_ref().map(|kind| kind.as_str()) {
            Some("fiatToCrypto") => true,
            Some("cryptoToFiat") => false,
            _ => match (&self.from_currency, &self.from_network) {
                (None, None) => true,
                (currency, network) => {
                    currency.as_ref().is_some_and(is_fiat) || network.as_ref().is_some_and(is_rail)
                }
            },
        }
    }
}

fn text(value: Option<&String>) -> Option<String> {
    value.filter(|text| !text.trim().is_empty()).cloned()
}

fn error(operation: &str, kind: ErrorKind, problem: &str) -> Error {
    Error::new(kind, format!("pay-in details: {problem}"))
        .with_operation(Operation::by_id(operation))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ramp(value: serde_json::Value) -> Ramp {
        serde_json::from_value(value).unwrap_or_default()
    }

    fn kind(value: serde_json::Value) -> Option<ErrorKind> {
        ramp(value).pay_in().err().map(|error| error.kind())
    }

    #[test]
    fn offramp_record_has_assumed_address() -> Result<(), Error> {
        let pay_in = ramp(json!({
            "type": "cryptoToFiat", "status": "Pending", "fromCurrency": "USDT", "fromNetwork": "tron",
            "fromAmount": 25.5, "expiredAt": 1_750_003_600, "bankAccountNumber": "0120000001", "cryptoAddress": "TSN",
        }))
        .pay_in()?;
        assert_eq!(
            pay_in.destination,
            PayInDestination::Address("TSN".to_owned())
        );
        assert_eq!(
            pay_in.amount.map(|it| it.to_string()),
            Some("25.5".to_owned())
        );
        assert_eq!(pay_in.currency, Some(Currency::Usdt));
        assert!(pay_in.expires_at.is_some());
        Ok(())
    }

    #[test]
    fn ignores_payout_account_of_offramp() {
        let offramp =
            json!({"type": "cryptoToFiat", "status": "pending", "bankAccountNumber": "0120000001"});
        assert_eq!(kind(offramp), Some(ErrorKind::NotFound));
    }

    #[test]
    fn ignores_payout_address_of_onramp() {
        for direction in [
            json!({"type": "fiatToCrypto"}),
            json!({"fromCurrency": "NGN"}),
            json!({}),
        ] {
            let mut onramp = direction;
            onramp["status"] = json!("pending");
            onramp["address"] = json!("TSN");
            onramp["cryptoAddress"] = json!("TSN");
            assert_eq!(kind(onramp.clone()), Some(ErrorKind::NotFound), "{onramp}");
        }
    }

    #[test]
    fn ramp_that_is_not_pending_has_no_destination() {
        for status in [
            json!("received"),
            json!("completed"),
            json!("canceled"),
            json!("odd"),
            json!(null),
        ] {
            let offramp = json!({"type": "cryptoToFiat", "status": status, "cryptoAddress": "TSN"});
            assert_eq!(kind(offramp), Some(ErrorKind::Conflict), "{status}");
        }
    }

    #[test]
    fn rejects_record_with_two_addresses() {
        let offramp = json!({
            "type": "cryptoToFiat", "status": "pending", "cryptoAddress": "TSN", "paymentAddress": "other",
        });
        assert_eq!(kind(offramp), Some(ErrorKind::Undecodable));
    }

    #[test]
    fn rejects_order_without_account_number() {
        let order = |number: &str| {
            let order = json!({"fromCurrency": "NGN", "accountNumber": number});
            let order: RampOrder = serde_json::from_value(order).unwrap_or_default();
            order.pay_in().err().map(|error| error.kind())
        };
        assert_eq!(order(" "), Some(ErrorKind::NotFound));
        assert_eq!(order("9012345678"), None);
    }
}
