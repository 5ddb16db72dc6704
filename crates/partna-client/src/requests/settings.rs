//! Settings of the merchant whose fields go together.

use std::fmt::Display;

use partna_types::{Amount, Currency, FeeType};

use super::checks::required;
use crate::types::{SettingsRequest, WebhookRequest, builder};

impl SettingsRequest {
    /// Builds a change of the merchant's fee: type, amount and currency, which the API takes only together. All other settings
    /// stay as they are.
    ///
    /// A fixed fee is in major units of `currency`; the document lists USD alone. Whether a percentage is written 2 or 0.02 is
    /// not documented: check `get_settings` and a breakdown afterwards.
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
    /// The builder keeps them until it is built or sent: the amount is not one.
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
    /// Builds the setting of the URL that receives events. The document marks the URL as optional; that it is needed is assumed.
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
    /// The builder keeps them until it is built or sent: the URL is empty.
    pub fn deliver_to(url: impl Into<String>) -> builder::WebhookRequest {
        Self::builder().url(required(url))
    }
}
