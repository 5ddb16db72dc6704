//! Parts of several use cases.

use partna_types::{Amount, Currency, MobileNetwork, Network, PaymentNetwork};

/// A bank account to pay out to, or to look up.
///
/// `list_banks` lists the codes. Staging's `Test Bank 1` has an empty code, which constructors reject: set it with
/// `.bank_code("")` afterwards.
///
/// ```
/// use partna_client::requests::BankAccount;
///
/// let bank = BankAccount { bank_code: "058", account_number: "0123456789" };
/// # let _ = bank;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BankAccount<'a> {
    /// Code of the bank, 2 to 6 digits with leading zeros, as `list_banks` returns it. In the sandbox, `058` is Guaranty Trust
    /// Bank, and `02` is a test bank.
    pub bank_code: &'a str,
    /// Number of the account: 10 digits in Nigeria.
    pub account_number: &'a str,
}

/// A recipient of mobile money in Kenya.
///
/// It is not documented whether a pay bill needs the payer's account number as well; `.account_number(..)` of the builder is the
/// only field for such a number.
///
/// ```
/// use partna_client::requests::MobileRecipient;
/// use partna_types::{MobileNetwork, PaymentNetwork};
///
/// let phone = MobileRecipient {
///     mobile_network: MobileNetwork::Safaricom,
///     payment_network: PaymentNetwork::Mobile,
///     shortcode: "0712345678",
/// };
/// # let _ = phone;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MobileRecipient<'a> {
    /// The carrier. The document lists Safaricom and Airtel.
    pub mobile_network: MobileNetwork,
    /// The kind of the short code: a phone, a till (`BuyGoods`) or a pay bill.
    pub payment_network: PaymentNetwork,
    /// Phone number in local form (`07…`), till number or pay bill number.
    pub shortcode: &'a str,
}

/// An address on a chain to pay out to.
///
/// Constructors reject a fiat currency and a fiat rail. The API checks whether the chain supports the currency, and whether the
/// address is valid on the chain.
///
/// ```
/// use partna_client::requests::CryptoAddress;
/// use partna_types::{Currency, Network};
///
/// let wallet = CryptoAddress {
///     currency: Currency::Usdt,
///     network: Network::Tron,
///     address: "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
/// };
/// # let _ = wallet;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CryptoAddress<'a> {
    /// Currency to pay out.
    pub currency: Currency,
    /// Chain to pay out on.
    pub network: Network,
    /// Address of the recipient on that chain.
    pub address: &'a str,
}

/// The amount on one side of an exchange. The rate determines the amount on the other side.
///
/// The document marks both amounts as optional. It is not documented which amount the API uses if it receives both, so only one
/// amount can be set.
///
/// ```
/// use partna_client::requests::ExchangeAmount;
///
/// let pay_in = ExchangeAmount::From(20_000.into());
/// let pay_out = ExchangeAmount::To("11.25".parse()?);
/// # let _ = (pay_in, pay_out);
/// # Ok::<(), partna_types::AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExchangeAmount {
    /// `fromAmount`: the amount paid in or sold, in major units of the currency exchanged from.
    From(Amount),
    /// `toAmount`: the amount paid out or bought, in major units of the currency exchanged to.
    To(Amount),
}
