//! Simulated deposits, on staging and in a sandbox. For production, such a request is rejected before it is sent.

use std::fmt::Display;

use partna_types::{Amount, Currency, FiatEvent, Network};

use super::checks::required;
use crate::methods::fiat::is_fiat;
use crate::types::{MockDepositRequest, MockFiatDepositRequest, builder};

/// A simulated deposit into an account. The document marks no field as required. Assumed: these fields are required.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockDeposit<'a> {
    /// Name of the account to credit. Do not use the placeholder that staging returns in ramps.
    pub account_name: &'a str,
    /// Currency that arrives.
    pub currency: Currency,
    /// Chain or rail on which the currency arrives.
    pub network: Network,
    /// Amount that arrives, in major units of `currency`.
    pub amount: Amount,
}

/// A simulated deposit that pays for a ramp. The document marks no field as required. Assumed: these fields are required.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockRampPayment<'a> {
    /// Name of the account of the ramp. Do not use the placeholder that staging returns in ramps.
    pub account_name: &'a str,
    /// Reference of the ramp.
    pub reference: &'a str,
    /// Currency that arrives, which is the ramp's `fromCurrency`.
    pub currency: Currency,
    /// Chain or rail on which the currency arrives, which is the ramp's `fromNetwork`.
    pub network: Network,
    /// Amount that arrives, in major units of `currency`.
    pub amount: Amount,
}

impl MockDepositRequest {
    /// Builds a deposit into an account. For fiat, `fiatEvent` is set to its only documented value.
    ///
    /// ```
    /// use partna_client::requests::MockDeposit;
    /// use partna_client::types::MockDepositRequest;
    /// use partna_types::{Currency, Network};
    ///
    /// let deposit = MockDepositRequest::to_account(MockDeposit {
    ///     account_name: "amina01",
    ///     currency: Currency::Usdt,
    ///     network: Network::Tron,
    ///     amount: 50.into(),
    /// });
    /// # deposit.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty.
    pub fn to_account(deposit: MockDeposit<'_>) -> builder::MockDepositRequest {
        let is_fiat = is_fiat(&deposit.currency);
        let request = Self::builder()
            .account_name(required(deposit.account_name))
            .currency(deposit.currency)
            .network(deposit.network)
            .amount(deposit.amount);
        if is_fiat {
            request.fiat_event(FiatEvent::TransferSuccess)
        } else {
            request
        }
    }

    /// Builds a deposit that pays for a ramp.
    ///
    /// ```
    /// use partna_client::requests::MockRampPayment;
    /// use partna_client::types::MockDepositRequest;
    /// use partna_types::{Currency, Network};
    ///
    /// let payment = MockDepositRequest::for_ramp(MockRampPayment {
    ///     account_name: "amina01",
    ///     reference: "409ed52dd5584966a2316b5672202ada",
    ///     currency: Currency::Usdt,
    ///     network: Network::Tron,
    ///     amount: "5.50".parse()?,
    /// });
    /// # payment.build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty.
    pub fn for_ramp(payment: MockRampPayment<'_>) -> builder::MockDepositRequest {
        let reference = required(payment.reference);
        Self::to_account(MockDeposit {
            account_name: payment.account_name,
            currency: payment.currency,
            network: payment.network,
            amount: payment.amount,
        })
        .is_ramp(true)
        .reference(reference)
    }
}

impl MockFiatDepositRequest {
    /// Builds a deposit of naira into the bank account of a customer. The document lists no other currency.
    ///
    /// ```
    /// use partna_client::types::MockFiatDepositRequest;
    ///
    /// let deposit = MockFiatDepositRequest::naira("amina01", 20_000);
    /// # deposit.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: the account name is empty, or the amount is invalid.
    pub fn naira(
        account_name: impl Into<String>,
        amount: impl TryInto<Amount, Error: Display>,
    ) -> builder::MockFiatDepositRequest {
        Self::builder()
            .account_name(required(account_name))
            .currency(Currency::Ngn)
            .amount(amount)
    }
}
