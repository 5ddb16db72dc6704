//! Withdrawals: to a bank, to mobile money, to a chain.
//!
//! The document marks only `fromAccount` as required, and does not document when other fields are required. The required fields
//! here are assumed from the names of the fields and from ramps, which have the same destinations.

use partna_types::{Amount, AssetType, Currency, WithdrawalNetwork};

use super::checks::{bank_asset_type, crypto, required, withdrawal_chain};
use super::{BankAccount, CryptoAddress, MobileRecipient};
use crate::types::{WithdrawalRequest, builder};

/// A withdrawal of NGN or GHS to a bank account. Its required fields are assumed; see [`WithdrawalRequest::to_bank`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankWithdrawal<'a> {
    /// Account to debit.
    pub from_account: &'a str,
    /// Currency to withdraw: NGN or GHS.
    pub currency: Currency,
    /// Amount that the bank account receives, in major units of `currency`.
    pub amount: Amount,
    /// The recipient.
    pub bank: BankAccount<'a>,
}

/// A withdrawal of KES to mobile money. Its required fields are assumed; see [`WithdrawalRequest::to_mobile`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MobileWithdrawal<'a> {
    /// Account to debit.
    pub from_account: &'a str,
    /// Amount that the recipient receives, in shillings.
    pub amount: Amount,
    /// The recipient.
    pub recipient: MobileRecipient<'a>,
}

/// A withdrawal to an address on a chain. Its required fields are assumed; see [`WithdrawalRequest::to_chain`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainWithdrawal<'a> {
    /// Account to debit.
    pub from_account: &'a str,
    /// Amount that the address receives, in major units of its currency.
    pub amount: Amount,
    /// Recipient of the crypto. A payment to a wrong address cannot be reversed.
    pub to: CryptoAddress<'a>,
}

impl WithdrawalRequest {
    /// Builds a withdrawal of NGN or GHS to a bank account.
    ///
    /// Sets `type` according to the currency. Assumed: NGN and GHS can be withdrawn to a bank, and need the bank code and the
    /// account number. It is not documented whether the network fee is added to the amount or deducted from it.
    ///
    /// ```
    /// use partna_client::requests::{BankAccount, BankWithdrawal};
    /// use partna_client::types::WithdrawalRequest;
    /// use partna_types::Currency;
    ///
    /// let withdrawal = WithdrawalRequest::to_bank(BankWithdrawal {
    ///     from_account: "amina01",
    ///     currency: Currency::Ngn,
    ///     amount: "400.50".parse()?,
    ///     bank: BankAccount { bank_code: "058", account_number: "0123456789" },
    /// });
    /// # withdrawal.build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty, or the currency is neither NGN nor GHS. For
    /// another currency set `.currency(..)` and `.type_(..)` afterwards.
    pub fn to_bank(withdrawal: BankWithdrawal<'_>) -> builder::WithdrawalRequest {
        Self::builder()
            .from_account(required(withdrawal.from_account))
            .amount(withdrawal.amount)
            .type_(bank_asset_type(&withdrawal.currency))
            .currency(withdrawal.currency)
            .bank_code(required(withdrawal.bank.bank_code))
            .account_number(required(withdrawal.bank.account_number))
    }

    /// Builds a withdrawal of KES to mobile money: a phone, a till or a pay bill.
    ///
    /// Assumed: all three destinations need the carrier and the short code, as for ramps.
    ///
    /// ```
    /// use partna_client::requests::{MobileRecipient, MobileWithdrawal};
    /// use partna_client::types::WithdrawalRequest;
    /// use partna_types::{MobileNetwork, PaymentNetwork};
    ///
    /// let withdrawal = WithdrawalRequest::to_mobile(MobileWithdrawal {
    ///     from_account: "njeri01",
    ///     amount: 650.into(),
    ///     recipient: MobileRecipient {
    ///         mobile_network: MobileNetwork::Safaricom,
    ///         payment_network: PaymentNetwork::Mobile,
    ///         shortcode: "0712345678",
    ///     },
    /// });
    /// # withdrawal.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty.
    pub fn to_mobile(withdrawal: MobileWithdrawal<'_>) -> builder::WithdrawalRequest {
        let recipient = withdrawal.recipient;
        Self::builder()
            .from_account(required(withdrawal.from_account))
            .amount(withdrawal.amount)
            .type_(AssetType::KenyanShilling)
            .currency(Currency::Kes)
            .network(WithdrawalNetwork::from(recipient.payment_network.as_str()))
            .mobile_network(recipient.mobile_network)
            .shortcode(required(recipient.shortcode))
    }

    /// Builds a withdrawal to an address on a chain.
    ///
    /// ```
    /// use partna_client::requests::{ChainWithdrawal, CryptoAddress};
    /// use partna_client::types::WithdrawalRequest;
    /// use partna_types::{Currency, Network};
    ///
    /// let withdrawal = WithdrawalRequest::to_chain(ChainWithdrawal {
    ///     from_account: "amina01",
    ///     amount: "12.25".parse()?,
    ///     to: CryptoAddress {
    ///         currency: Currency::Usdt,
    ///         network: Network::Tron,
    ///         address: "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
    ///     },
    /// });
    /// # withdrawal.build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty, the currency is fiat, or the network is a fiat
    /// rail.
    pub fn to_chain(withdrawal: ChainWithdrawal<'_>) -> builder::WithdrawalRequest {
        Self::builder()
            .from_account(required(withdrawal.from_account))
            .amount(withdrawal.amount)
            .type_(AssetType::Crypto)
            .currency(crypto(withdrawal.to.currency))
            .network(withdrawal_chain(withdrawal.to.network))
            .address(required(withdrawal.to.address))
    }
}
