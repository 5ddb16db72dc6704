//! Finds the rate of a currency pair.

use partna_client::{Error, ErrorKind, Operation, types};
use partna_types::{Amount, Currency};

use crate::Partna;

impl Partna {
    /// Returns the rate from one currency to another, in exactly this direction.
    ///
    /// The API returns a table that may contain both directions and other currency pairs. `rate` and `key` of the result are always
    /// present. `rate` is in units of `to` for one unit of `from`. `key` is the rate key, which fixes the rate for about 120
    /// seconds, as observed in the vendor's examples. Pass it as `rateKey`. For a specific amount, use `get_rate`.
    ///
    /// Source: the keys `FROM_to_TO` in the vendor's document.
    ///
    /// ```no_run
    /// use partna_auth::Currency;
    ///
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let rate = partna.rate(Currency::Ngn, Currency::Usdt).await?;
    /// println!("{:?} USDT for 1 NGN, with the key {:?}", rate.rate, rate.key);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] if the response does not have this currency pair. [`ErrorKind::Undecodable`] if the entry of this
    /// pair states other currencies, has no key, or has no positive rate. And the errors of
    /// [`Client::get_rate`](partna_client::Client::get_rate).
    pub async fn rate(
        &self,
        from: impl AsRef<str>,
        to: impl AsRef<str>,
    ) -> Result<types::Rate, Error> {
        let (from, to) = (from.as_ref(), to.as_ref());
        let request = self.get_rate().from_currency(from).to_currency(to);
        let mut table = request.send().await?.into_inner().data.unwrap_or_default();
        let rate = table.rate.remove(&format!("{from}_to_{to}"));
        let rate = rate.ok_or_else(|| {
            let problem = "the response does not have this pair; check both currencies";
            new_error(ErrorKind::NotFound, problem)
        })?;
        let is_other = |stated: &Option<Currency>, code: &str| {
            stated
                .as_ref()
                .is_some_and(|stated| stated.as_str() != code)
        };
        if is_other(&rate.from_currency, from) || is_other(&rate.to_currency, to) {
            let problem = "the entry of this pair has other currencies; request the rate again";
            return Err(new_error(ErrorKind::Undecodable, problem));
        }
        let is_positive = rate.rate.is_some_and(|rate| rate > Amount::from(0));
        let has_key = rate.key.as_ref().is_some_and(|key| !key.trim().is_empty());
        if !is_positive || !has_key {
            let problem =
                "the entry of this pair has no key, or no positive rate; request the rate again";
            return Err(new_error(ErrorKind::Undecodable, problem));
        }
        Ok(rate)
    }
}

fn new_error(kind: ErrorKind, problem: &str) -> Error {
    Error::new(kind, format!("rate: {problem}")).with_operation(Operation::by_id("get_rate"))
}
