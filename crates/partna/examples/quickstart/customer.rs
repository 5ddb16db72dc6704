//! A customer: the account, and the verification of the identity.

use partna::enums::VerificationMethod;
use partna::{Currency, Partna, Reference, Secret, types};

use crate::Result;
use crate::output::{heading, line};
use crate::webhooks::Webhooks;

/// The bank verification number. Staging accepts any 11 digits.
const BVN: &str = "22222222222";
/// The phone number on the BVN record, and the code that every phone receives on staging.
const PHONE: &str = "08030013843";
const CODE: &str = "123456";
/// The verification method for which the code is documented.
const BY_PHONE: VerificationMethod = VerificationMethod::Phone1;
/// The index of the address on tron in the ledger of dollars: `assetIndex` in the response of `list_supported_assets`.
const TRON: usize = 1;

pub(crate) struct Customer {
    pub(crate) account: String,
    email: String,
}

impl Customer {
    pub(crate) async fn open(partna: &Partna) -> Result<Self> {
        heading("Open a customer account", "create_account()");
        let random: String = Reference::random().as_str().chars().take(12).collect();
        let account = format!("quick{random}");
        let email = format!("{account}@example.com");
        let request = types::AccountRequest::builder()
            .account_name(account.as_str())
            .email(email.as_str());
        let response = partna.create_account().body(request).send().await?;
        let ledgers = response.into_inner().data.unwrap_or_default();
        let currencies: Vec<&str> = ledgers.keys().map(String::as_str).collect();
        line("account", &account);
        line("holds", currencies.join(", "));
        Ok(Self { account, email })
    }

    pub(crate) async fn identify(&self, partna: &Partna, webhooks: &mut Webhooks<'_>) -> Result {
        heading(
            "Verify the customer",
            "start_kyc(), .set_kyc_verification_method(), .confirm_kyc_otp()",
        );
        let lookup = types::KycRequest::nigeria(self.account.as_str(), Secret::from(BVN));
        let response = partna.start_kyc().body(lookup).send().await?;
        let offered = response.into_inner().data.unwrap_or_default().methods;
        let methods = offered.iter().filter_map(|option| option.method.as_ref());
        let methods: Vec<&VerificationMethod> = methods.collect();
        let names: Vec<&str> = methods.iter().map(|method| method.as_str()).collect();
        line("methods", names.join(", "));

        let known = methods.iter().find(|method| ***method == BY_PHONE);
        let method = known
            .or(methods.first())
            .ok_or("the KYC: has no verification method")?;
        let sent = self.send_code(partna, method).await?;
        if sent.to_lowercase().contains("confirm phone") {
            let phone = types::KycPhoneRequest::builder()
                .account_name(self.account.as_str())
                .phone(PHONE);
            partna.confirm_kyc_phone().body(phone).send().await?;
            self.send_code(partna, method).await?;
        }
        let code = types::KycOtpRequest::builder()
            .account_name(self.account.as_str())
            .currency(Currency::Ngn)
            .otp(CODE);
        let response = partna.confirm_kyc_otp().body(code).send().await?;
        let message = response.into_inner().message.unwrap_or_default();
        line(method.as_str(), message);
        webhooks.print_verification(&self.email).await;
        Ok(())
    }

    /// Requests a code, and returns the message of the API.
    async fn send_code(&self, partna: &Partna, method: &VerificationMethod) -> Result<String> {
        let account = self.account.as_str();
        let choice = types::KycMethodRequest::by_code(account, Currency::Ngn, method.clone());
        let request = partna.set_kyc_verification_method().body(choice);
        let response = request.send().await?.into_inner();
        Ok(response.message.unwrap_or_default())
    }

    /// The account's address for dollars on tron.
    pub(crate) async fn tron_address(&self, partna: &Partna) -> Result<String> {
        let ledgers = self.ledgers(partna).await?;
        let dollars = ledgers.get("USD").and_then(|usd| usd.asset.get(TRON));
        let address = dollars.and_then(|asset| asset.id.clone());
        Ok(address.ok_or("the account: has no address on tron")?)
    }

    pub(crate) async fn balance(&self, partna: &Partna) -> Result {
        heading("Which balances are there?", "list_accounts()");
        for (currency, ledger) in self.ledgers(partna).await?.iter() {
            let balance = ledger.balance.unwrap_or_default();
            if !balance.decimal().is_zero() {
                line(currency, balance);
            }
        }
        Ok(())
    }

    async fn ledgers(&self, partna: &Partna) -> Result<types::Account> {
        let request = partna.list_accounts().account_name(self.account.as_str());
        let response = request.send().await?.into_inner();
        let found = response.data.unwrap_or_default().accounts;
        Ok(found
            .into_iter()
            .next()
            .ok_or("the account: is not listed")?)
    }
}
