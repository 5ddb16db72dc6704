//! Requests that change settings of the merchant.

use std::fmt::Display;

use partna_types::{Amount, Currency, FeeType};

use super::checks::required;
use crate::types::{SettingsRequest, WebhookRequest, builder};

impl SettingsRequest {
    /// Builds a change of the merchant's fee: type, amount and currency, which the API accepts only together. Other settings do
    /// not change.
    ///
    /// A fixed fee is in major units of `currency`; the document lists only USD. It is not documented whether 2 percent is sent
    /// as 2 or as 0.02: check `get_settings` and a breakdown afterwards.
    ///
    /// ```
    /// use partna_client::types::SettingsRequest;
    /// use partna_types::{Currency, FeeType};
    ///
    /// let settings = SettingsRequest::fee(FeeType::Fixed, "0.25", Currency::Usd).fee_account("fees01");
    /// # settings.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: the amount is invalid.
    pub fn fee(
        fee_type: FeeType,
        amount: impl TryInto<Amount, Error: Display>,
        currency: Currency,
    ) -> builder::SettingsRequest {
        Self::builder()
            .fee_type(fee_type)
            .fee_amount(amount)
            .fee_currency(currency)
    }
}

impl WebhookRequest {
    /// Builds the request that sets the URL that receives events. The document marks the URL as optional. Assumed: it is
    /// required.
    ///
    /// ```
    /// use partna_client::types::WebhookRequest;
    ///
    /// let webhook = WebhookRequest::deliver_to("https://billing.example/partna");
    /// # webhook.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: the URL is empty.
    pub fn deliver_to(url: impl Into<String>) -> builder::WebhookRequest {
        Self::builder().url(required(url))
    }
}
