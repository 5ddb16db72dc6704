//! A customer: her account, and how she proves who she is.

use partna::enums::VerificationMethod;
use partna::{Currency, Partna, Reference, Secret, types};

use crate::Result;
use crate::tell::{heading, line};
use crate::webhooks::Webhooks;

/// What staging takes for the bank verification number of somebody: any 11 digits.
const BVN: &str = "22222222222";
/// The phone number on the record behind it, and the code that everybody receives there.
const PHONE: &str = "08030013843";
const CODE: &str = "123456";
/// The way of verification that the code is documented for.
const BY_PHONE: VerificationMethod = VerificationMethod::Phone1;
/// Where among the addresses of dollars the one on tron is: `assetIndex` in the answer of `list_supported_assets`.
const TRON: usize = 1;

pub(crate) struct Customer {
    pub(crate) account: String,
    email: String,
}

impl Customer {
    pub(crate) async fn open(partna: &Partna) -> Result<Self> {
        heading("A customer opens an account", "create_account()");
        let random: String = Reference::random().as_str().chars().take(12).collect();
        let account = format!("quick{random}");
        let email = format!("{account}@example.com");
        let request = types::AccountRequest::builder()
            .account_name(account.as_str())
            .email(email.as_str());
        let answer = partna.create_account().body(request).send().await?;
        let ledgers = answer.into_inner().data.unwrap_or_default();
        let currencies: Vec<&str> = ledgers.keys().map(String::as_str).collect();
        line("account", &account);
        line("holds", currencies.join(", "));
        Ok(Self { account, email })
    }

    pub(crate) async fn identify(&self, partna: &Partna, webhooks: &mut Webhooks<'_>) -> Result {
        heading(
            "Who is she?",
            "start_kyc(), .set_kyc_verification_method(), .confirm_kyc_otp()",
        );
        let lookup = types::KycRequest::nigeria(self.account.as_str(), Secret::from(BVN));
        let answer = partna.start_kyc().body(lookup).send().await?;
        let offered = answer.into_inner().data.unwrap_or_default().methods;
        let methods = offered.iter().filter_map(|option| option.method.as_ref());
        let methods: Vec<&VerificationMethod> = methods.collect();
        let names: Vec<&str> = methods.iter().map(|method| method.as_str()).collect();
        line("methods", names.join(", "));

        let known = methods.iter().find(|method| ***method == BY_PHONE);
        let method = known
            .or(methods.first())
            .ok_or("no way of verification is offered")?;
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
        let answer = partna.confirm_kyc_otp().body(code).send().await?;
        let message = answer.into_inner().message.unwrap_or_default();
        line(method.as_str(), message);
        webhooks.tell_verification(&self.email).await;
        Ok(())
    }

    /// Has a code sent, and answers what the API says to that.
    async fn send_code(&self, partna: &Partna, method: &VerificationMethod) -> Result<String> {
        let account = self.account.as_str();
        let choice = types::KycMethodRequest::by_code(account, Currency::Ngn, method.clone());
        let request = partna.set_kyc_verification_method().body(choice);
        let answer = request.send().await?.into_inner();
        Ok(answer.message.unwrap_or_default())
    }

    /// Where dollars on tron reach the account.
    pub(crate) async fn tron_address(&self, partna: &Partna) -> Result<String> {
        let ledgers = self.ledgers(partna).await?;
        let dollars = ledgers.get("USD").and_then(|usd| usd.asset.get(TRON));
        let address = dollars.and_then(|asset| asset.id.clone());
        Ok(address.ok_or("the account has no address on tron")?)
    }

    pub(crate) async fn balance(&self, partna: &Partna) -> Result {
        heading("What does she have now?", "list_accounts()");
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
        let answer = request.send().await?.into_inner();
        let found = answer.data.unwrap_or_default().accounts;
        Ok(found
            .into_iter()
            .next()
            .ok_or("the account is not listed")?)
    }
}
