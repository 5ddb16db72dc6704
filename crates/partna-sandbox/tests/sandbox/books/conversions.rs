//! Conversions: at a rate that holds, at one that holds no more, and at one that was never given.

use partna_auth::{Amount, WithReference, types};
use rand::RngExt;

use super::Result;
use super::actor::{Actor, pick};
use super::end::{End, end_of};

const CONVERTED: [&str; 6] = ["BTC", "ETH", "USD", "BNB", "NGN", "KES"];

/// A rate that was given for two amounts.
#[derive(Clone, Debug)]
pub struct Quote {
    key: String,
    from: &'static str,
    to: &'static str,
    from_amount: Amount,
    to_amount: Amount,
    /// Whether it was asked by what is got.
    by_to: bool,
}

impl Actor {
    /// A rate between two currencies; none if too little is bought.
    async fn quote(&mut self) -> Result<Option<Quote>> {
        let from = pick(&mut self.random, &CONVERTED)?;
        let others: Vec<&str> = CONVERTED.into_iter().filter(|to| *to != from).collect();
        let to = pick(&mut self.random, &others)?;
        let by_to = self.random.random_ratio(1, 4);
        let asked = if by_to {
            self.amount(to)?
        } else {
            self.spent(from)?
        };
        let question = self.partna.get_rate().from_currency(from).to_currency(to);
        let question = if by_to {
            question.to_amount(asked)
        } else {
            question.from_amount(asked)
        };
        let rates = question.send().await?.into_inner().data.unwrap_or_default();
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
            by_to,
        }))
    }

    /// Converts at a quote, and answers whether that happened. If it did, then by the amounts of the quote.
    async fn convert_at(&mut self, quote: &Quote, key: &str) -> Result<bool> {
        let account = self.account()?;
        let body = types::ConversionRequest::builder()
            .account_name(account.as_str())
            .rate_key(key)
            .from_currency(quote.from)
            .to_currency(quote.to);
        let body = if quote.by_to {
            body.to_amount(quote.to_amount)
        } else {
            body.from_amount(quote.from_amount)
        };
        let reference = self.reference()?;
        let write = self.partna.convert_currency().body(body);
        let end = end_of(write.with_reference(reference.clone())?).await?;
        self.tell("conversion", &end);
        if let End::Done(answer) = &end {
            let told = answer.data.as_ref().ok_or("no conversion")?;
            let told = (told.from_amount, told.to_amount);
            if told != (Some(quote.from_amount), Some(quote.to_amount)) {
                return Err(format!("{quote:?} became {told:?}").into());
            }
        }
        if !end.is_done(quote.from_amount)? {
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
                self.kept = Some(quote);
            }
        }
        Ok(())
    }

    /// At a rate of some time ago, which may hold or not.
    pub async fn convert_kept(&mut self) -> Result {
        match self.kept.take() {
            None => self.convert().await,
            Some(quote) => self.convert_at(&quote, &quote.key).await.map(drop),
        }
    }

    pub async fn convert_expired(&mut self) -> Result {
        let Some(quote) = self.quote().await? else {
            return Ok(());
        };
        self.scene.advance(121);
        if self.convert_at(&quote, &quote.key).await? {
            return Err("an expired key was taken".into());
        }
        Ok(())
    }

    /// With a rate that is better by a digit.
    pub async fn convert_garbled(&mut self) -> Result {
        let Some(quote) = self.quote().await? else {
            return Ok(());
        };
        let key = format!("9{}", quote.key);
        if self.convert_at(&quote, &key).await? {
            return Err("a key that was never given was taken".into());
        }
        Ok(())
    }
}
