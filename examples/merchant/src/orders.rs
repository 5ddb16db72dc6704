//! Orders: a customer pays in naira, and the merchant gets dollars.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use partna_auth::requests::{CryptoAddress, ExchangeAmount, FiatPayIn, Onramp};
use partna_auth::types::{AccountRequest, RampRequest, builder};
use partna_auth::{Amount, Currency, Error, Network};
use serde::Deserialize;

use crate::table::{Kind, Payment};
use crate::{App, Shown};

#[derive(Deserialize)]
pub struct Order {
    /// The name of the customer's account: 2 to 40 lower-case letters and digits.
    customer: String,
    /// In naira.
    amount: Amount,
}

type Input = (State<Arc<App>>, Path<String>, Json<Order>);

/// `POST /orders/ID`. It may be sent again: the same id is the same order.
pub async fn place((State(app), Path(id), Json(order)): Input) -> Shown {
    app.pay(&id, order.customer, order.amount, Kind::Order).await
}

impl App {
    /// A ramp at the rate of now, which holds for about two minutes.
    pub async fn ramp(&self, order: &Payment) -> Result<builder::RampRequest, Error> {
        let account = AccountRequest::builder().account_name(order.account.as_str());
        self.partna.ensure_account(account).await?;
        let rate = self.partna.rate(Currency::Ngn, Currency::Usdt).await?;
        let ramp = RampRequest::onramp(Onramp {
            account_name: &order.account,
            pay_in: FiatPayIn::Naira,
            amount: ExchangeAmount::From(order.amount),
            pay_out: CryptoAddress {
                currency: Currency::Usdt,
                network: Network::Tron,
                address: &self.address,
            },
            rate_key: rate.rate_key()?,
        });
        Ok(ramp.cancel_pending_ramp_request(!order.replaced.is_empty()))
    }
}
