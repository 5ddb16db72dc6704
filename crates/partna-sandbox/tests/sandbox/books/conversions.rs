//! Conversions with a valid, an expired and an invalid rate key.

use partna_auth::{Amount, WithReference, types};
use rand::RngExt;

use super::Result;
use super::outcome::{WriteOutcome, send_and_resolve};
use super::worker::{Worker, pick};

const CONVERTED_CURRENCIES: [&str; 6] = ["BTC", "ETH", "USD", "BNB", "NGN", "KES"];

/// A rate with both of its amounts.
#[derive(Clone, Debug)]
pub struct Quote {
    key: String,
    from: &'static str,
    to: &'static str,
    from_amount: Amount,
    to_amount: Amount,
    /// Whether it was requested with the target amount.
    has_target_amount: bool,
}

impl Worker {
    /// Requests a rate between two currencies. Returns `None` if the bought amount is too small.
    async fn quote(&mut self) -> Result<Option<Quote>> {
        let from = pick(&mut self.random, &CONVERTED_CURRENCIES)?;
        let others: Vec<&str> = CONVERTED_CURRENCIES
            .into_iter()
            .filter(|to| *to != from)
            .collect();
        let to = pick(&mut self.random, &others)?;
        let has_target_amount = self.random.random_ratio(1, 4);
        let amount = if has_target_amount {
            self.amount(to)?
        } else {
            self.amount_to_spend(from)?
        };
        let request = self.partna.get_rate().from_currency(from).to_currency(to);
        let request = if has_target_amount {
            request.to_amount(amount)
        } else {
            request.from_amount(amount)
        };
        let rates = request.send().await?.into_inner().data.unwrap_or_default();
        let mut rates = rates.rate;
        let Some(rate) = rates.remove(&format!("{from}_to_{to}")) else {
            return Ok(None);
        };
        Ok(Some(Quote {
            key: rate.key.ok_or("no key")?,
            from,
            to,
            from_amount: rate.from_amount.ok_or("no amount")?,
            to_amount: rate.to_amount.ok_or("no amount")?,
            has_target_amount,
        }))
    }

    /// Converts with a quote, and returns whether the conversion was applied with the amounts of the quote.
    async fn convert_at(&mut self, quote: &Quote, key: &str) -> Result<bool> {
        let account = self.account()?;
        let body = types::ConversionRequest::builder()
            .account_name(account.as_str())
            .rate_key(key)
            .from_currency(quote.from)
            .to_currency(quote.to);
        let body = if quote.has_target_amount {
            body.to_amount(quote.to_amount)
        } else {
            body.from_amount(quote.from_amount)
        };
        let reference = self.reference()?;
        let write = self.partna.convert_currency().body(body);
        let outcome = send_and_resolve(write.with_reference(reference.clone())?).await?;
        self.count_outcome("conversion", &outcome);
        if let WriteOutcome::Accepted(response) = &outcome {
            let conversion = response.data.as_ref().ok_or("no conversion")?;
            let amounts = (conversion.from_amount, conversion.to_amount);
            if amounts != (Some(quote.from_amount), Some(quote.to_amount)) {
                return Err(format!("{quote:?}: converted with {amounts:?}").into());
            }
        }
        if !outcome.is_applied(quote.from_amount)? {
            return Ok(false);
        }
        let (from, to) = (quote.from_amount.decimal(), quote.to_amount.decimal());
        self.model
            .convert(&account, (quote.from, from), (quote.to, to));
        self.model
            .record(reference.as_str(), "Convert", quote.from, quote.from_amount)?;
        self.used.push(reference);
        Ok(true)
    }

    pub async fn convert(&mut self) -> Result {
        if let Some(quote) = self.quote().await? {
            self.convert_at(&quote, &quote.key).await?;
            if self.random.random_ratio(1, 4) {
                self.stored_quote = Some(quote);
            }
        }
        Ok(())
    }

    /// Converts with an earlier rate, which may have expired.
    pub async fn convert_stored(&mut self) -> Result {
        match self.stored_quote.take() {
            None => self.convert().await,
            Some(quote) => self.convert_at(&quote, &quote.key).await.map(drop),
        }
    }

    pub async fn convert_expired(&mut self) -> Result {
        let Some(quote) = self.quote().await? else {
            return Ok(());
        };
        self.fixture.advance(121);
        if self.convert_at(&quote, &quote.key).await? {
            return Err("an expired rate key was accepted".into());
        }
        Ok(())
    }

    /// Converts with a rate key whose rate has one digit more.
    pub async fn convert_garbled(&mut self) -> Result {
        let Some(quote) = self.quote().await? else {
            return Ok(());
        };
        let key = format!("9{}", quote.key);
        if self.convert_at(&quote, &key).await? {
            return Err("an invalid rate key was accepted".into());
        }
        Ok(())
    }
}
