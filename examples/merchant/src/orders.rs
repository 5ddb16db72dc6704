//! Orders: a customer pays naira, and the merchant gets dollars.

use partna::requests::{CryptoAddress, ExchangeAmount, FiatPayIn, Onramp};
use partna::types::{AccountRequest, RampRequest, builder};

use crate::*;

#[derive(Deserialize)]
pub struct Order {
    /// The name of the customer's account: 2 to 40 lower-case letters and digits.
    customer: String,
    /// In naira.
    amount: Amount,
}

/// `POST /orders/ID`. A repeated request with the same id is the same order.
pub async fn create((Shared(app), Path(id), body): Input) -> Reply {
    let order: Order = serde_json::from_slice(&body)?;
    app.pay(&id, order.customer, order.amount, Kind::Order).await
}

impl App {
    /// Builds a ramp at the current rate, which is valid for about two minutes.
    pub async fn ramp(&self, order: &Payment) -> Result<builder::RampRequest, Error> {
        let account = AccountRequest::builder().account_name(order.account.as_str());
        self.partna.ensure_account(account).await?;
        let rate = self.partna.rate(Currency::Ngn, Currency::Usdt).await?;
        let (currency, network) = (Currency::Usdt, Network::Tron);
        let pay_out = CryptoAddress { currency, network, address: &self.address };
        let ramp = RampRequest::onramp(Onramp {
            account_name: &order.account,
            pay_in: FiatPayIn::Naira,
            amount: ExchangeAmount::From(order.amount),
            pay_out,
            rate_key: rate.rate_key()?,
        });
        // An account has one pending ramp, so this may cancel the ramp of another order. Do not cancel one
        // that a customer may pay.
        let is_paying = |it: Payment| {
            it.account == order.account && it.pay_in.is_some() && it.status <= Some(Status::Pending)
        };
        let is_paying = self.table.read().payments.into_values().any(is_paying);
        Ok(ramp.cancel_pending_ramp_request(!order.replaced.is_empty() && !is_paying))
    }
}
