//! Transfers between accounts, collections by mobile money, conversions.

use partna_types::{Amount, Currency, MobileNetwork};

use super::ExchangeAmount;
use super::checks::required;
use crate::types::{CollectionRequest, ConversionRequest, TransferRequest, builder};

/// A transfer between two accounts of the merchant. The document marks only `toAccount` as required. The other required
/// fields are assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountTransfer<'a> {
    /// Account to debit.
    pub from_account: &'a str,
    /// Account to credit.
    pub to_account: &'a str,
    /// Currency to move. Dollar stablecoins are held as USD.
    pub currency: Currency,
    /// Amount to move, in major units of `currency`.
    pub amount: Amount,
}

/// A collection by mobile money. The document marks only `currency` as required. The other required fields are assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MobileCollection<'a> {
    /// Account to credit.
    pub account_name: &'a str,
    /// Amount to collect, in major units of the payer's currency.
    pub amount: Amount,
    /// The payer.
    pub payer: MobilePayer<'a>,
}

/// The payer of a collection.
///
/// ```
/// use partna_client::requests::MobilePayer;
/// use partna_types::MobileNetwork;
///
/// let payer = MobilePayer::Ghana { mobile_network: MobileNetwork::Mtn, mobile_number: "0241234567" };
/// # let _ = payer;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MobilePayer<'a> {
    /// A payer in Ghana, who pays in GHS.
    Ghana {
        /// The carrier. The document lists MTN and Telecel.
        mobile_network: MobileNetwork,
        /// The payer's mobile-money number.
        mobile_number: &'a str,
    },
    /// A payer in Kenya, who pays in KES. The document does not list a Kenyan carrier for collections, so `mobileNetwork` is not
    /// sent.
    Kenya {
        /// The payer's mobile-money number.
        mobile_number: &'a str,
    },
}

/// A conversion between two currencies of one account. The document marks only `rateKey` as required. The other required fields
/// are assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion<'a> {
    /// Account in which the money is converted.
    pub account_name: &'a str,
    /// Currency to sell. Dollar stablecoins are converted as USD.
    pub from_currency: Currency,
    /// Currency to buy.
    pub to_currency: Currency,
    /// The sold amount or the bought amount.
    pub amount: ExchangeAmount,
    /// Rate key for the exchange from `from_currency` to `to_currency`, as `Partna::rate` or `get_rate` returns it.
    pub rate_key: &'a str,
}

impl TransferRequest {
    /// Builds a transfer between two accounts of the merchant.
    ///
    /// ```
    /// use partna_client::requests::AccountTransfer;
    /// use partna_client::types::TransferRequest;
    /// use partna_types::Currency;
    ///
    /// let transfer = TransferRequest::between(AccountTransfer {
    ///     from_account: "amina01",
    ///     to_account: "bello02",
    ///     currency: Currency::Usd,
    ///     amount: "25.50".parse()?,
    /// });
    /// # transfer.build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty.
    pub fn between(transfer: AccountTransfer<'_>) -> builder::TransferRequest {
        Self::builder()
            .from_account(required(transfer.from_account))
            .to_account(required(transfer.to_account))
            .currency(transfer.currency)
            .amount(transfer.amount)
    }
}

impl CollectionRequest {
    /// Builds a collection by mobile money. There are no collections of NGN, which customers pay by bank transfer.
    ///
    /// ```
    /// use partna_client::requests::{MobileCollection, MobilePayer};
    /// use partna_client::types::CollectionRequest;
    /// use partna_types::MobileNetwork;
    ///
    /// let collection = CollectionRequest::from_mobile(MobileCollection {
    ///     account_name: "amina01",
    ///     amount: "80.50".parse()?,
    ///     payer: MobilePayer::Ghana { mobile_network: MobileNetwork::Mtn, mobile_number: "0241234567" },
    /// });
    /// # collection.build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty.
    pub fn from_mobile(collection: MobileCollection<'_>) -> builder::CollectionRequest {
        let request = Self::builder()
            .account_name(required(collection.account_name))
            .amount(collection.amount);
        match collection.payer {
            MobilePayer::Ghana {
                mobile_network,
                mobile_number,
            } => request
                .currency(Currency::Ghs)
                .mobile_network(mobile_network)
                .mobile_number(required(mobile_number)),
            MobilePayer::Kenya { mobile_number } => request
                .currency(Currency::Kes)
                .mobile_number(required(mobile_number)),
        }
    }
}

impl ConversionRequest {
    /// Builds a conversion at the rate of a rate key.
    ///
    /// ```
    /// use partna_client::requests::{Conversion, ExchangeAmount};
    /// use partna_client::types::ConversionRequest;
    /// use partna_types::Currency;
    ///
    /// let conversion = ConversionRequest::at_rate(Conversion {
    ///     account_name: "amina01",
    ///     from_currency: Currency::Ngn,
    ///     to_currency: Currency::Usd,
    ///     amount: ExchangeAmount::To(10.into()),
    ///     rate_key: "0.0006-NGN_to_USD-0a1b2c3d-1755873718",
    /// });
    /// # conversion.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty.
    pub fn at_rate(conversion: Conversion<'_>) -> builder::ConversionRequest {
        let request = Self::builder()
            .account_name(required(conversion.account_name))
            .from_currency(conversion.from_currency)
            .to_currency(conversion.to_currency)
            .rate_key(required(conversion.rate_key));
        match conversion.amount {
            ExchangeAmount::From(amount) => request.from_amount(amount),
            ExchangeAmount::To(amount) => request.to_amount(amount),
        }
    }
}
