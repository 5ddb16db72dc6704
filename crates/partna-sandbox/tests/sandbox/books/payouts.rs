//! Withdrawals to banks, phones and addresses, including addresses of the merchant.

use partna_auth::{WithReference, types};
use rand::RngExt;

use super::Result;
use super::model::PendingPayment;
use super::outcome::send_and_resolve;
use super::worker::{Worker, pick};

/// The currencies and networks of withdrawals.
const PAYOUT_NETWORKS: [(&str, &str); 10] = [
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

/// The bank whose withdrawals fail.
const FAILURE_BANK: &str = "0000";

/// Returns an address that does not belong to an account of the sandbox.
pub fn external_address(network: &str) -> &'static str {
    match network {
        "bitcoin" => "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "solana" => "4Nd1mYQmzHpQGq9Yt9yJdVtq5wQ7xkB5b1Zc3rT8uVwX",
        "tron" => "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
        _ => "0x2eea5A634DB062E0e47Ec9fD37F3cab7Ee8FfD92",
    }
}

impl Worker {
    pub async fn withdraw(&mut self) -> Result {
        let (currency, network) = pick(&mut self.random, &PAYOUT_NETWORKS)?;
        let (account, amount) = (self.account()?, self.amount_to_spend(currency)?);
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
        let outcome = send_and_resolve(write.with_reference(reference.clone())?).await?;
        self.count_outcome("withdrawal", &outcome);
        if outcome.is_applied(amount)? {
            let fee = self.fixture.fee(currency, network)?;
            self.model
                .record(reference.as_str(), "Withdraw", currency, amount)?;
            self.model.pending.push(PendingPayment {
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

    /// Returns a shared account as the destination, or `None` for an external address.
    pub fn destination(&mut self) -> Result<Option<String>> {
        if self.random.random_ratio(1, 3) {
            pick(&mut self.random, &self.fixture.shared).map(Some)
        } else {
            Ok(None)
        }
    }

    pub fn address_of(&self, account: Option<&str>, network: &str) -> Result<String> {
        Ok(match account {
            Some(account) => self.fixture.address(account, network)?.to_owned(),
            None => external_address(network).to_owned(),
        })
    }
}
