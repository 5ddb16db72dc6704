//! Money that goes out: to banks, to phones and to addresses, some of which are the merchant's own again.

use partna_auth::{WithReference, types};
use rand::RngExt;

use super::Result;
use super::actor::{Actor, pick};
use super::end::end_of;
use super::model::UnderWay;

/// Currencies, each with a network that it leaves by.
const WAYS: [(&str, &str); 10] = [
    ("NGN", "naira"),
    ("GHS", "ghanaiancedis"),
    ("KES", "kenyanshilling"),
    ("USDT", "tron"),
    ("USDC", "solana"),
    ("USDC", "polygon"),
    ("CUSD", "celo"),
    ("ETH", "base"),
    ("BTC", "bitcoin"),
    ("BNB", "binance"),
];

/// The bank that takes money and does not keep it.
const FAILURE_BANK: &str = "0000";

/// An address that belongs to nobody here.
pub fn far(network: &str) -> &'static str {
    match network {
        "bitcoin" => "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "solana" => "4Nd1mYQmzHpQGq9Yt9yJdVtq5wQ7xkB5b1Zc3rT8uVwX",
        "tron" => "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
        _ => "0x2eea5A634DB062E0e47Ec9fD37F3cab7Ee8FfD92",
    }
}

impl Actor {
    pub async fn withdraw(&mut self) -> Result {
        let (currency, network) = pick(&mut self.random, &WAYS)?;
        let (account, amount) = (self.account()?, self.spent(currency)?);
        let body = types::WithdrawalRequest::builder()
            .from_account(account.as_str())
            .currency(currency)
            .amount(amount);
        let (mut to, mut fails) = (None, false);
        let body = match network {
            "naira" | "ghanaiancedis" => {
                fails = network == "naira" && self.random.random_ratio(1, 5);
                let code = match network {
                    "naira" if fails => FAILURE_BANK,
                    "naira" => "057",
                    _ => "030100",
                };
                body.account_number("0120000001").bank_code(code)
            }
            "kenyanshilling" => body
                .network("MOBILE")
                .mobile_network("Safaricom")
                .shortcode("0712345678"),
            _ => {
                to = self.destination()?;
                body.network(network)
                    .address(self.address_of(to.as_deref(), network)?)
            }
        };
        let reference = self.reference()?;
        let write = self.partna.create_withdrawal().body(body);
        let end = end_of(write.with_reference(reference.clone())?).await?;
        self.tell("withdrawal", &end);
        if end.is_done(amount)? {
            let fee = self.scene.fee(currency, network)?;
            self.model
                .record(reference.as_str(), "Withdraw", currency, amount)?;
            self.model.under_way.push(UnderWay {
                reference: reference.to_string(),
                account,
                currency: currency.to_owned(),
                amount: amount.decimal(),
                fee,
                to,
                is_ramp: false,
                fails,
            });
            self.used.push(reference);
        }
        Ok(())
    }

    /// Where coins go: to one of the shared accounts, or to none.
    pub fn destination(&mut self) -> Result<Option<String>> {
        if self.random.random_ratio(1, 3) {
            pick(&mut self.random, &self.scene.shared).map(Some)
        } else {
            Ok(None)
        }
    }

    pub fn address_of(&self, account: Option<&str>, network: &str) -> Result<String> {
        Ok(match account {
            Some(account) => self.scene.address(account, network)?.to_owned(),
            None => far(network).to_owned(),
        })
    }
}
