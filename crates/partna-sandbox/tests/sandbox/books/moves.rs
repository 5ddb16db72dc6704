//! Money that comes in, and money that goes from one account to another.

use partna_auth::{Amount, ErrorKind, Reference, WithReference, types};
use rust_decimal::Decimal;

use super::Result;
use super::actor::{Actor, pick};
use super::end::{End, end_of};

/// What deposits are made of. Ramps are paid in USDT, so that none is paid by chance.
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

impl Actor {
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
        let arrived = match self.partna.create_mock_deposit().body(body).send().await {
            Ok(_) => true,
            Err(error) if error.kind() == ErrorKind::OutcomeUnknown => {
                self.is_on_record(&hash).await?
            }
            Err(error) => return Err(error.into()),
        };
        self.model.note(if arrived {
            "deposit: done"
        } else {
            "deposit: lost"
        });
        if arrived {
            self.model.deposit(&account, currency, amount.decimal());
            self.model
                .record(hash.as_str(), "Deposit", currency, amount)?;
            self.used.push(hash);
        }
        Ok(())
    }

    /// A deposit that has no reference is known again by its amount, which no other has.
    pub async fn deposit_fiat(&mut self) -> Result {
        let account = self.account()?;
        let cents = 30_000_037 + 100 * self.scene.number();
        let amount = Amount::try_from(Decimal::new(cents, 2))?;
        let body = types::MockFiatDepositRequest::builder()
            .account_name(account.as_str())
            .amount(amount)
            .currency("NGN");
        let arrived = match self
            .partna
            .create_mock_fiat_deposit()
            .body(body)
            .send()
            .await
        {
            Ok(_) => true,
            Err(error) if error.kind() == ErrorKind::OutcomeUnknown => {
                self.arrivals(&account, "NGN", amount).await? > 0
            }
            Err(error) => return Err(error.into()),
        };
        let what = if arrived { "done" } else { "lost" };
        self.model.note(format!("fiat deposit: {what}"));
        if arrived {
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
        let end = end_of(write.with_reference(reference.clone())?).await?;
        self.tell("collection", &end);
        if end.is_done(amount)? {
            self.model.deposit(&account, currency, amount.decimal());
            self.model
                .record(reference.as_str(), "Deposit", currency, amount)?;
            self.used.push(reference);
        }
        Ok(())
    }

    pub async fn transfer(&mut self) -> Result {
        let currency = pick(&mut self.random, &TRANSFERRED)?;
        let (from, to, amount) = (self.account()?, self.account()?, self.spent(currency)?);
        let reference = self.reference()?;
        let body = transfer_of(&from, &to, currency, amount);
        let write = self.partna.create_transfer().body(body);
        let end = end_of(write.with_reference(reference.clone())?).await?;
        self.tell("transfer", &end);
        if end.is_done(amount)? {
            self.transferred(&from, &to, currency, amount, reference)?;
        }
        Ok(())
    }

    fn transferred(
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

    /// The same transfer twice at once: one of the two, or none.
    pub async fn race(&mut self) -> Result {
        let currency = pick(&mut self.random, &TRANSFERRED)?;
        let (from, to, amount) = (self.account()?, self.account()?, self.amount(currency)?);
        let reference = self.reference()?;
        let body = transfer_of(&from, &to, currency, amount);
        let first = self.partna.create_transfer().body(body.clone());
        let second = self.partna.create_transfer().body(body);
        let first = first.with_reference(reference.clone())?;
        let second = second.with_reference(reference.clone())?;
        let (first, second) = tokio::join!(end_of(first), end_of(second));
        let (first, second) = (first?, second?);
        if matches!((&first, &second), (End::Done(_), End::Done(_))) {
            return Err(format!("{reference} was taken twice at once").into());
        }
        let (one, other) = (first.is_done(amount)?, second.is_done(amount)?);
        if one || other {
            self.model.note("race: one of two");
            self.transferred(&from, &to, currency, amount, reference)?;
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
