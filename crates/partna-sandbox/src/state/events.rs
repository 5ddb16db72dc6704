//! Events for the merchant. Names and fields are those of the API, which writes amounts as numbers.

use partna_auth::Amount;
use rust_decimal::Decimal;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};

use super::{Ramp, RampKind, RampStatus, State, Transaction};

/// Serializes an amount exactly, without trailing zeros.
fn serialize_exact<S: Serializer>(amount: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    Amount::try_from(amount.normalize())
        .map_err(S::Error::custom)?
        .serialize(serializer)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Deposit<'a> {
    #[serde(serialize_with = "serialize_exact")]
    amount: Decimal,
    to_user: &'a str,
    currency: &'a str,
    to_account: &'a str,
    status: &'a str,
    session_id: &'a str,
    transaction_memo: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Convert<'a> {
    transaction_reference: &'a str,
    from_user: &'a str,
    to_account: &'a str,
    timestamp: i64,
    #[serde(serialize_with = "serialize_exact")]
    from_amount: Decimal,
    #[serde(serialize_with = "serialize_exact")]
    to_amount: Decimal,
    from_currency: &'a str,
    to_currency: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Transfer<'a> {
    transaction_reference: &'a str,
    #[serde(serialize_with = "serialize_exact")]
    amount: Decimal,
    from_user: &'a str,
    to_user: &'a str,
    currency: &'a str,
    from_account: &'a str,
    to_account: &'a str,
    status: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Withdrawal<'a> {
    transaction_reference: &'a str,
    #[serde(serialize_with = "serialize_exact")]
    amount: Decimal,
    from_user: &'a str,
    currency: &'a str,
    network: &'a str,
    from_account: &'a str,
    to_address: &'a str,
    status: &'a str,
    transaction_hash: &'a str,
}

/// A ramp event. A fiat payment has a session id, a crypto payment has a transaction hash.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RampEvent<'a> {
    transaction_reference: &'a str,
    to_user: &'a str,
    to_account: &'a str,
    status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    session_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_hash: Option<&'a str>,
    #[serde(serialize_with = "serialize_exact")]
    from_amount: Decimal,
    #[serde(serialize_with = "serialize_exact")]
    to_amount: Decimal,
    from_currency: &'a str,
    to_currency: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_memo: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Verification<'a> {
    /// Unique per event: two failures of one person are two events.
    id: String,
    email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_name: Option<String>,
    merchant: String,
    verification_method: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl State {
    /// Queues an event for delivery to the merchant.
    pub(crate) fn emit(&mut self, event: &str, data: &impl Serialize) {
        match serde_json::to_string(data) {
            Ok(data) => self.outbox.push(event, data, self.now_ms),
            // Only an amount with too many digits fails, and the validation of requests rejects such amounts.
            Err(error) => tracing::warn!(
                target: "partna_sandbox",
                "{event}: not sent, because its data cannot be serialized: {error}"
            ),
        }
    }

    /// Emits a deposit event. The session id identifies the deposit, unless the sandbox is configured to leave it empty.
    pub(crate) fn emit_deposit(
        &mut self,
        account: &str,
        currency: &str,
        amount: Decimal,
        session: &str,
        memo: &str,
    ) {
        let user = self.merchant.username.clone();
        let deposit = Deposit {
            amount,
            to_user: &user,
            currency,
            to_account: account,
            status: "completed",
            session_id: if self.deposits_without_session {
                ""
            } else {
                session
            },
            transaction_memo: memo,
        };
        self.emit("Deposit", &deposit);
    }

    pub(crate) fn emit_convert(
        &mut self,
        reference: &str,
        account: &str,
        (from_currency, from_amount): (&str, Decimal),
        (to_currency, to_amount): (&str, Decimal),
    ) {
        let user = self.merchant.username.clone();
        let convert = Convert {
            transaction_reference: reference,
            from_user: &user,
            to_account: account,
            timestamp: self.now(),
            from_amount,
            to_amount,
            from_currency,
            to_currency,
        };
        self.emit("Convert", &convert);
    }

    pub(crate) fn emit_transfer(&mut self, transaction: &Transaction) {
        let transfer = Transfer {
            transaction_reference: &transaction.reference,
            amount: transaction.amount,
            from_user: &transaction.from.user,
            to_user: &transaction.to.user,
            currency: &transaction.currency,
            from_account: &transaction.from.account,
            to_account: &transaction.to.account,
            status: transaction.status.as_str(),
        };
        self.emit("Transfer", &transfer);
    }

    /// Emits a withdrawal event. The hash is empty until the withdrawal has a hash.
    pub(crate) fn emit_withdrawal(&mut self, transaction: &Transaction, network: &str, hash: &str) {
        let withdrawal = Withdrawal {
            transaction_reference: &transaction.reference,
            amount: transaction.amount,
            from_user: &transaction.from.user,
            currency: &transaction.currency,
            network,
            from_account: &transaction.from.account,
            to_address: &transaction.to.account,
            status: transaction.status.as_str(),
            transaction_hash: hash,
        };
        self.emit("Withdrawal", &withdrawal);
    }

    /// Emits a ramp event with the ramp's status. The session id or hash of the payment is the same in all events of a ramp, and
    /// empty until the ramp is paid.
    pub(crate) fn emit_ramp(&mut self, ramp: &Ramp) {
        let user = self.merchant.username.clone();
        let hex = match ramp.status {
            RampStatus::Pending | RampStatus::Canceled => None,
            _ => Some(self.derive_hex(&format!("payment/{}", ramp.reference))),
        };
        let session: String = hex.iter().flat_map(|hex| hex.chars().take(32)).collect();
        let hash = hex.map_or_else(String::new, |hex| format!("0x{hex}"));
        let is_onramp = ramp.kind == RampKind::FiatToCrypto;
        let event = RampEvent {
            transaction_reference: &ramp.reference,
            to_user: &user,
            to_account: &ramp.account,
            status: ramp.status.as_str(),
            session_id: is_onramp.then_some(session.as_str()),
            transaction_hash: (!is_onramp).then_some(hash.as_str()),
            from_amount: ramp.from_amount,
            to_amount: ramp.to_amount,
            from_currency: &ramp.from_currency,
            to_currency: &ramp.to_currency,
            transaction_memo: is_onramp.then_some(""),
        };
        self.emit(if is_onramp { "Onramp" } else { "Offramp" }, &event);
    }

    /// Emits the event of a successful or failed identity verification, with the reason for a failure.
    pub(crate) fn emit_verification(
        &mut self,
        account: &str,
        method: &str,
        failure_reason: Option<&str>,
    ) {
        let account = self.accounts.get(account);
        let person = account
            .and_then(|account| account.kyc.values().next())
            .map(|kyc| (kyc.first_name.clone(), kyc.last_name.clone()));
        let (first_name, last_name) = person.unzip();
        let email = account.and_then(|account| account.email.clone());
        let verification = Verification {
            id: self.next_id(24),
            email: email.unwrap_or_default(),
            first_name,
            last_name,
            merchant: self.merchant.username.clone(),
            verification_method: method,
            reason: failure_reason,
        };
        let event = match failure_reason {
            None => "verification.success",
            Some(_) => "verification.failed",
        };
        self.emit(event, &verification);
    }
}

#[cfg(test)]
mod tests;
