//! Orders: a customer pays in naira, and the merchant gets dollars.

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

/// `POST /orders/ID`. It may be sent again: the same id is the same order.
pub async fn place((Shared(app), Path(id), body): Input) -> Shown {
    let order: Order = serde_json::from_slice(&body)?;
    app.pay(&id, order.customer, order.amount, Kind::Order).await
}

impl App {
    /// A ramp at the rate of now, which holds for about two minutes.
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
        // It cancels the ramp of another order as well, since an account has one pending ramp: not if a customer may pay that.
        let is_paying = |it: Payment| {
            it.account == order.account && it.pay_in.is_some() && it.status <= Some(Status::Pending)
        };
        let is_paying = self.table.read().payments.into_values().any(is_paying);
        Ok(ramp.cancel_pending_ramp_request(!order.replaced.is_empty() && !is_paying))
    }
}
