//! Orders: a customer pays in naira, and the merchant gets dollars.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use partna_auth::types::{AccountRequest, RampOrderResponse, RampRequest, builder};
use partna_auth::{Amount, Currency, Error, Network, RampType, ResponseValue};
use serde::{Deserialize, Serialize};

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
    app.pay(&id, order.customer, order.amount, Kind::Order)
        .await
}

/// The bank account that the customer pays into.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PayTo {
    pub bank_name: String,
    pub account_number: String,
    pub amount: Amount,
}

impl PayTo {
    pub fn of(response: ResponseValue<RampOrderResponse>) -> Option<Self> {
        let order = response.into_data().ok()?;
        Some(Self {
            bank_name: order.bank_name?,
            account_number: order.account_number?,
            amount: order.from_amount?,
        })
    }
}

impl App {
    /// A ramp at the rate of now, which holds for about two minutes.
    pub async fn ramp(&self, order: &Payment) -> Result<builder::RampRequest, Error> {
        let account = AccountRequest::builder().account_name(order.account.as_str());
        self.partna.ensure_account(account).await?;
        let rate = self.partna.rate(Currency::Ngn, Currency::Usdt).await?;
        let mut ramp = RampRequest::builder();
        if let Some(key) = rate.key {
            ramp = ramp.rate_key(key);
        }
        Ok(ramp
            .account_name(order.account.as_str())
            .type_(RampType::FiatToCrypto)
            .from_currency(Currency::Ngn)
            .from_network(Network::Naira)
            .from_amount(order.amount)
            .to_currency(Currency::Usdt)
            .to_network(Network::Tron)
            .crypto_address(self.address.as_str())
            .cancel_pending_ramp_request(!order.replaced.is_empty()))
    }
}
