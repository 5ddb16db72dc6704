//! Deposits, and transfers between accounts.

use partna_auth::{Amount, ErrorKind, Reference, WithReference, types};
use rust_decimal::Decimal;

use super::Result;
use super::outcome::{WriteOutcome, send_and_resolve};
use super::worker::{Worker, pick};

/// The currencies and networks of deposits. USDT is not included, because such a deposit could pay a ramp.
const DEPOSITS: [(&str, &str); 8] = [
    ("NGN", "naira"),
    ("KES", "kenyanshilling"),
    ("USDC", "polygon"),
    ("USDC", "solana"),
    ("CUSD", "celo"),
    ("BTC", "bitcoin"),
    ("ETH", "base"),
    ("BNB", "binance"),
];
const TRANSFERRED: [&str; 7] = ["BNB", "BTC", "ETH", "GHS", "KES", "NGN", "USD"];

impl Worker {
    pub async fn deposit(&mut self) -> Result {
        let (currency, network) = pick(&mut self.random, &DEPOSITS)?;
        let (account, amount) = (self.account()?, self.amount(currency)?);
        let hash = self.reference()?;
        let body = types::MockDepositRequest::builder()
            .account_name(account.as_str())
            .amount(amount)
            .currency(currency)
            .network(network)
            .tx_hash(hash.as_str());
        let is_applied = match self.partna.create_mock_deposit().body(body).send().await {
            Ok(_) => true,
            Err(error) if error.kind() == ErrorKind::OutcomeUnknown => {
                self.is_recorded(&hash).await?
            }
            Err(error) => return Err(error.into()),
        };
        self.model.count(if is_applied {
            "deposit: done"
        } else {
            "deposit: lost"
        });
        if is_applied {
            self.model.deposit(&account, currency, amount.decimal());
            self.model
                .record(hash.as_str(), "Deposit", currency, amount)?;
            self.used.push(hash);
        }
        Ok(())
    }

    /// A deposit without a reference is identified by its unique amount.
    pub async fn deposit_fiat(&mut self) -> Result {
        let account = self.account()?;
        let cents = 30_000_037 + 100 * self.fixture.next_number();
        let amount = Amount::try_from(Decimal::new(cents, 2))?;
        let body = types::MockFiatDepositRequest::builder()
            .account_name(account.as_str())
            .amount(amount)
            .currency("NGN");
        let is_applied = match self
            .partna
            .create_mock_fiat_deposit()
            .body(body)
            .send()
            .await
        {
            Ok(_) => true,
            Err(error) if error.kind() == ErrorKind::OutcomeUnknown => {
                self.count_deposits(&account, "NGN", amount).await? > 0
            }
            Err(error) => return Err(error.into()),
        };
        let result = if is_applied { "done" } else { "lost" };
        self.model.count(format!("fiat deposit: {result}"));
        if is_applied {
            self.model.deposit(&account, "NGN", amount.decimal());
            self.model.unnamed_deposits += 1;
        }
        Ok(())
    }

    pub async fn collect(&mut self) -> Result {
        let currency = pick(&mut self.random, &["GHS", "KES"])?;
        let (account, amount) = (self.account()?, self.amount(currency)?);
        let body = types::CollectionRequest::builder()
            .account_name(account.as_str())
            .amount(amount)
            .currency(currency)
            .mobile_network("MTN")
            .mobile_number("0240000001");
        let reference = self.reference()?;
        let write = self.partna.initiate_transfer().body(body);
        let outcome = send_and_resolve(write.with_reference(reference.clone())?).await?;
        self.count_outcome("collection", &outcome);
        if outcome.is_applied(amount)? {
            self.model.deposit(&account, currency, amount.decimal());
            self.model
                .record(reference.as_str(), "Deposit", currency, amount)?;
            self.used.push(reference);
        }
        Ok(())
    }

    pub async fn transfer(&mut self) -> Result {
        let currency = pick(&mut self.random, &TRANSFERRED)?;
        let (from, to, amount) = (
            self.account()?,
            self.account()?,
            self.amount_to_spend(currency)?,
        );
        let reference = self.reference()?;
        let body = transfer_of(&from, &to, currency, amount);
        let write = self.partna.create_transfer().body(body);
        let outcome = send_and_resolve(write.with_reference(reference.clone())?).await?;
        self.count_outcome("transfer", &outcome);
        if outcome.is_applied(amount)? {
            self.record_transfer(&from, &to, currency, amount, reference)?;
        }
        Ok(())
    }

    fn record_transfer(
        &mut self,
        from: &str,
        to: &str,
        currency: &str,
        amount: Amount,
        reference: Reference,
    ) -> Result {
        let kind = "Internal Transfer";
        self.model.transfer(from, to, currency, amount.decimal());
        self.model
            .record(reference.as_str(), kind, currency, amount)?;
        self.used.push(reference);
        Ok(())
    }

    /// Sends the same transfer twice concurrently. At most one of the two is applied.
    pub async fn race(&mut self) -> Result {
        let currency = pick(&mut self.random, &TRANSFERRED)?;
        let (from, to, amount) = (self.account()?, self.account()?, self.amount(currency)?);
        let reference = self.reference()?;
        let body = transfer_of(&from, &to, currency, amount);
        let first = self.partna.create_transfer().body(body.clone());
        let second = self.partna.create_transfer().body(body);
        let first = first.with_reference(reference.clone())?;
        let second = second.with_reference(reference.clone())?;
        let (first, second) = tokio::join!(send_and_resolve(first), send_and_resolve(second));
        let (first, second) = (first?, second?);
        if matches!(
            (&first, &second),
            (WriteOutcome::Accepted(_), WriteOutcome::Accepted(_))
        ) {
            return Err(format!("{reference}: two concurrent transfers were accepted").into());
        }
        let (is_first, is_second) = (first.is_applied(amount)?, second.is_applied(amount)?);
        if is_first || is_second {
            self.model.count("race: one of two");
            self.record_transfer(&from, &to, currency, amount, reference)?;
        }
        Ok(())
    }
}

pub fn transfer_of(
    from: &str,
    to: &str,
    currency: &str,
    amount: Amount,
) -> types::builder::TransferRequest {
    types::TransferRequest::builder()
        .from_account(from)
        .to_account(to)
        .currency(currency)
        .amount(amount)
}
