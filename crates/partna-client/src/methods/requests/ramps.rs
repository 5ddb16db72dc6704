//! Ramps: fiat to crypto, and crypto to fiat.

use partna_types::{Currency, Network, RampType};

use super::checks::{chain, crypto, required};
use super::{BankAccount, CryptoAddress, ExchangeAmount, MobileRecipient};
use crate::types::{RampBreakdownRequest, RampRequest, builder};

/// An onramp: fiat in, crypto out.
///
/// Assumed: an onramp needs `accountName`. The document marks it as optional, all known clients send it, and `list_ramps`
/// requires it. Also assumed, from one published client: a pay-in in KES needs the id of a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onramp<'a> {
    /// The Partna account that the ramp belongs to.
    pub account_name: &'a str,
    /// The fiat that is paid in.
    pub pay_in: FiatPayIn<'a>,
    /// The amount paid in or the amount paid out.
    pub amount: ExchangeAmount,
    /// Recipient of the crypto. A payment to a wrong address cannot be reversed.
    pub pay_out: CryptoAddress<'a>,
    /// Rate key for the exchange from the fiat to the crypto currency, as `Partna::rate` or `get_rate` returns it.
    pub rate_key: &'a str,
}

/// The fiat that pays for an onramp.
///
/// ```
/// use partna_client::requests::FiatPayIn;
///
/// let by_bank = FiatPayIn::Naira;
/// let by_phone = FiatPayIn::KenyanShilling { phone_id: "8f14e45fceea167a5a36dedd4bea2543" };
/// # let _ = (by_bank, by_phone);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FiatPayIn<'a> {
    /// NGN by bank transfer. The response has the account to pay into.
    Naira,
    /// KES by mobile money.
    KenyanShilling {
        /// The verified phone that pays, as `list_phones` returns it: 32 hex digits.
        phone_id: &'a str,
    },
}

/// An offramp: crypto in, naira out to a bank account.
///
/// The document lists NGN and KES for ramps, and its bank fields are for NGN. Assumed: an offramp needs `accountName`, as for
/// [`Onramp`]. In the vendor's guide, `accountName` is the holder of the bank account. In the document, it is the Partna account;
/// this type follows the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfframpToBank<'a> {
    /// The Partna account that the ramp belongs to, not the holder of the bank account.
    pub account_name: &'a str,
    /// The crypto currency that is paid in.
    pub currency: Currency,
    /// The chain on which the crypto is paid in.
    pub network: Network,
    /// The amount paid in or the amount paid out.
    pub amount: ExchangeAmount,
    /// Bank account that receives the naira.
    pub bank: BankAccount<'a>,
    /// Rate key for the exchange from the crypto currency to NGN, as `Partna::rate` or `get_rate` returns it.
    pub rate_key: &'a str,
}

/// An offramp: crypto in, Kenyan shillings out to mobile money.
///
/// The document requires the recipient for `toNetwork` `kenyanshilling`. Assumed: `accountName` is required, as for [`Onramp`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfframpToMobile<'a> {
    /// The Partna account that the ramp belongs to.
    pub account_name: &'a str,
    /// The crypto currency that is paid in.
    pub currency: Currency,
    /// The chain on which the crypto is paid in.
    pub network: Network,
    /// The amount paid in or the amount paid out.
    pub amount: ExchangeAmount,
    /// Recipient of the shillings.
    pub recipient: MobileRecipient<'a>,
    /// Rate key for the exchange from the crypto currency to KES, as `Partna::rate` or `get_rate` returns it.
    pub rate_key: &'a str,
}

impl RampRequest {
    /// Builds an onramp: fiat in, crypto out.
    ///
    /// ```
    /// use partna_client::requests::{CryptoAddress, ExchangeAmount, FiatPayIn, Onramp};
    /// use partna_client::types::RampRequest;
    /// use partna_types::{Currency, Network};
    ///
    /// let ramp = RampRequest::onramp(Onramp {
    ///     account_name: "amina01",
    ///     pay_in: FiatPayIn::Naira,
    ///     amount: ExchangeAmount::From(20_000.into()),
    ///     pay_out: CryptoAddress {
    ///         currency: Currency::Usdt,
    ///         network: Network::Tron,
    ///         address: "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
    ///     },
    ///     rate_key: "0.0006-NGN_to_USDT-0a1b2c3d-1755873718",
    /// });
    /// # ramp.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty, the currency is fiat, or the network is a fiat
    /// rail.
    pub fn onramp(onramp: Onramp<'_>) -> builder::RampRequest {
        let request = Self::builder()
            .type_(RampType::FiatToCrypto)
            .account_name(required(onramp.account_name))
            .rate_key(required(onramp.rate_key))
            .to_currency(crypto(onramp.pay_out.currency))
            .to_network(chain(onramp.pay_out.network))
            .crypto_address(required(onramp.pay_out.address));
        let request = match onramp.pay_in {
            FiatPayIn::Naira => request
                .from_currency(Currency::Ngn)
                .from_network(Network::Naira),
            FiatPayIn::KenyanShilling { phone_id } => request
                .from_currency(Currency::Kes)
                .from_network(Network::KenyanShilling)
                .phone_id(required(phone_id)),
        };
        with_amount(request, onramp.amount)
    }

    /// Builds an offramp that pays naira to a bank account.
    ///
    /// ```
    /// use partna_client::requests::{BankAccount, ExchangeAmount, OfframpToBank};
    /// use partna_client::types::RampRequest;
    /// use partna_types::{Currency, Network};
    ///
    /// let ramp = RampRequest::offramp_to_bank(OfframpToBank {
    ///     account_name: "amina01",
    ///     currency: Currency::Usdt,
    ///     network: Network::Tron,
    ///     amount: ExchangeAmount::From(5.into()),
    ///     bank: BankAccount { bank_code: "058", account_number: "0123456789" },
    ///     rate_key: "1600-USDT_to_NGN-0a1b2c3d-1755873718",
    /// });
    /// # ramp.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty, the currency is fiat, or the network is a fiat
    /// rail.
    pub fn offramp_to_bank(offramp: OfframpToBank<'_>) -> builder::RampRequest {
        let request = Self::builder()
            .type_(RampType::CryptoToFiat)
            .account_name(required(offramp.account_name))
            .rate_key(required(offramp.rate_key))
            .from_currency(crypto(offramp.currency))
            .from_network(chain(offramp.network))
            .to_currency(Currency::Ngn)
            .to_network(Network::Naira)
            .bank_code(required(offramp.bank.bank_code))
            .account_number(required(offramp.bank.account_number));
        with_amount(request, offramp.amount)
    }

    /// Builds an offramp that pays Kenyan shillings to mobile money.
    ///
    /// ```
    /// use partna_client::requests::{ExchangeAmount, MobileRecipient, OfframpToMobile};
    /// use partna_client::types::RampRequest;
    /// use partna_types::{Currency, MobileNetwork, Network, PaymentNetwork};
    ///
    /// let ramp = RampRequest::offramp_to_mobile(OfframpToMobile {
    ///     account_name: "njeri01",
    ///     currency: Currency::Usdc,
    ///     network: Network::Celo,
    ///     amount: ExchangeAmount::To(650.into()),
    ///     recipient: MobileRecipient {
    ///         mobile_network: MobileNetwork::Safaricom,
    ///         payment_network: PaymentNetwork::Mobile,
    ///         shortcode: "0712345678",
    ///     },
    ///     rate_key: "129-USDC_to_KES-0a1b2c3d-1755873718",
    /// });
    /// # ramp.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty, the currency is fiat, or the network is a fiat
    /// rail.
    pub fn offramp_to_mobile(offramp: OfframpToMobile<'_>) -> builder::RampRequest {
        let request = Self::builder()
            .type_(RampType::CryptoToFiat)
            .account_name(required(offramp.account_name))
            .rate_key(required(offramp.rate_key))
            .from_currency(crypto(offramp.currency))
            .from_network(chain(offramp.network))
            .to_currency(Currency::Kes)
            .to_network(Network::KenyanShilling)
            .mobile_network(offramp.recipient.mobile_network)
            .payment_network(offramp.recipient.payment_network)
            .shortcode(required(offramp.recipient.shortcode));
        with_amount(request, offramp.amount)
    }
}

fn with_amount(request: builder::RampRequest, amount: ExchangeAmount) -> builder::RampRequest {
    match amount {
        ExchangeAmount::From(amount) => request.from_amount(amount),
        ExchangeAmount::To(amount) => request.to_amount(amount),
    }
}

impl RampBreakdownRequest {
    /// Builds the request for the fees of a ramp from the request for the ramp, so that both describe the same exchange.
    ///
    /// ```
    /// use partna_client::types::{RampBreakdownRequest, RampRequest};
    ///
    /// # async fn example(client: partna_client::Client, ramp: RampRequest) -> Result<(), partna_client::Error> {
    /// let fees = client.get_ramp_breakdown().body(RampBreakdownRequest::of_ramp(&ramp)).send().await?;
    /// println!("{fees:?}");
    /// client.create_ramp().body(ramp).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn of_ramp(ramp: &RampRequest) -> Self {
        let ramp = ramp.clone();
        Self {
            account_name: ramp.account_name,
            account_number: ramp.account_number,
            bank_code: ramp.bank_code,
            crypto_address: ramp.crypto_address,
            from_amount: ramp.from_amount,
            from_currency: ramp.from_currency,
            from_network: ramp.from_network,
            rate_key: ramp.rate_key,
            to_amount: ramp.to_amount,
            to_currency: ramp.to_currency,
            to_network: ramp.to_network,
            type_: ramp.type_,
        }
    }
}
