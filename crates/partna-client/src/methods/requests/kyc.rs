//! Requests for KYC, and for the holder of a bank account.

use partna_types::{Currency, MobileNetwork, Secret, VerificationMethod};

use super::BankAccount;
use super::checks::{code_method, required, required_secret};
use crate::types::{KycMethodRequest, KycRequest, ResolveBankAccountRequest, builder};

impl KycRequest {
    /// Builds the request that starts KYC in Nigeria, with a bank verification number (BVN) of 11 digits.
    ///
    /// ```
    /// use partna_client::types::KycRequest;
    /// use partna_types::Secret;
    ///
    /// let kyc = KycRequest::nigeria("amina01", Secret::from("22222222222"));
    /// # kyc.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: the account name or the number is empty.
    pub fn nigeria(account_name: impl Into<String>, bvn: Secret) -> builder::KycRequest {
        Self::builder()
            .account_name(required(account_name))
            .bvn(required_secret(bvn))
    }

    /// Builds the request that starts KYC in Kenya, with a phone number of 10 digits beginning with 07.
    ///
    /// ```
    /// use partna_client::types::KycRequest;
    /// use partna_types::MobileNetwork;
    ///
    /// let kyc = KycRequest::kenya("njeri01", MobileNetwork::Safaricom, "0712345678");
    /// # kyc.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty.
    pub fn kenya(
        account_name: impl Into<String>,
        carrier: MobileNetwork,
        phone: impl Into<String>,
    ) -> builder::KycRequest {
        Self::builder()
            .account_name(required(account_name))
            .kes_mobile_network(carrier.as_str())
            .kes_shortcode(required(phone))
    }
}

impl KycMethodRequest {
    /// Builds the choice of a verification method with a code: any method except `bankdetails`.
    ///
    /// `currency` selects the country: NGN or KES. It is optional in the document, and every known client sends it.
    ///
    /// ```
    /// use partna_client::types::KycMethodRequest;
    /// use partna_types::{Currency, VerificationMethod};
    ///
    /// let choice = KycMethodRequest::by_code("amina01", Currency::Ngn, VerificationMethod::Phone1);
    /// # choice.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: the account name is empty, or the method is `BankDetails`.
    pub fn by_code(
        account_name: impl Into<String>,
        currency: Currency,
        method: VerificationMethod,
    ) -> builder::KycMethodRequest {
        Self::builder()
            .account_name(required(account_name))
            .currency(currency)
            .verification_method(code_method(method))
    }

    /// Builds the choice of the method `bankdetails`, which needs a bank account of the customer. Assumed: this method is for
    /// Nigeria, where bank accounts are linked to a BVN.
    ///
    /// ```
    /// use partna_client::requests::BankAccount;
    /// use partna_client::types::KycMethodRequest;
    ///
    /// let bank = BankAccount { bank_code: "058", account_number: "0123456789" };
    /// let choice = KycMethodRequest::by_bank_account("amina01", bank);
    /// # choice.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty.
    pub fn by_bank_account(
        account_name: impl Into<String>,
        bank: BankAccount<'_>,
    ) -> builder::KycMethodRequest {
        Self::builder()
            .account_name(required(account_name))
            .currency(Currency::Ngn)
            .verification_method(VerificationMethod::BankDetails)
            .bank_code(required(bank.bank_code))
            .account_number(required(bank.account_number))
    }
}

impl ResolveBankAccountRequest {
    /// Builds the request that looks up the holder of a bank account. Pass the same `BankAccount` to the payout that follows.
    ///
    /// ```
    /// use partna_client::requests::BankAccount;
    /// use partna_client::types::ResolveBankAccountRequest;
    /// use partna_types::Currency;
    ///
    /// let bank = BankAccount { bank_code: "058", account_number: "0123456789" };
    /// let holder = ResolveBankAccountRequest::bank(Currency::Ngn, bank);
    /// # holder.build()?;
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The builder reports these errors when it is built or sent: a text is empty.
    pub fn bank(currency: Currency, bank: BankAccount<'_>) -> builder::ResolveBankAccountRequest {
        Self::builder()
            .currency(currency)
            .bank_code(required(bank.bank_code))
            .account_number(required(bank.account_number))
    }
}
