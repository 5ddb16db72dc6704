//! Ramps: made, refused, replaced, and paid in time, late or twice.

use partna_auth::{Amount, ErrorKind, Partna, Record, WithReference, types};
use rand::RngExt;
use rust_decimal::Decimal;
use serde_json::json;

use super::Result;
use super::actor::{Actor, pick};
use super::end::{End, end_of};
use super::model::UnderWay;

/// How many ramps a task remembers, to pay them.
const REMEMBERED: usize = 12;

const BOUGHT: [(&str, &str); 4] = [
    ("USDT", "tron"),
    ("USDT", "solana"),
    ("USDC", "polygon"),
    ("ETH", "base"),
];
const SOLD: [(&str, &str); 3] = [("USDT", "tron"), ("USDT", "solana"), ("USDT", "polygon")];

/// A ramp that was made.
#[derive(Debug)]
pub struct Order {
    reference: String,
    account: String,
    /// As the API returned it, or would have.
    order: types::RampOrderResponse,
    /// The shared account that it pays out to, if it does.
    to: Option<String>,
    /// How often money came for it that stayed in the account.
    late: usize,
}

impl Actor {
    pub async fn ramp(&mut self) -> Result {
        let account = pick(&mut self.random, &self.scene.shared)?;
        let is_onramp = self.random.random_ratio(1, 2);
        let (from, to) = if is_onramp {
            (("NGN", "naira"), pick(&mut self.random, &BOUGHT)?)
        } else {
            (pick(&mut self.random, &SOLD)?, ("NGN", "naira"))
        };
        let body = types::RampRequest::builder()
            .account_name(account.as_str())
            .from_currency(from.0)
            .from_network(from.1)
            .to_currency(to.0)
            .to_network(to.1)
            .rate_key(self.ramp_key(from.0, to.0).await?)
            .cancel_pending_ramp_request(self.random.random_ratio(1, 2));
        let mut body = self.with_amount(body, from.0, to.0);
        if self.random.random_ratio(1, 2) {
            body = body.expire_action(pick(&mut self.random, &["deposit", "useCurrentRate"])?);
        }
        if self.random.random_ratio(1, 4) {
            body = body.ramp_exp_time(300_i64);
        }
        let mut pays = None;
        body = if is_onramp {
            pays = self.destination()?;
            body.crypto_address(self.address_of(pays.as_deref(), to.1)?)
        } else {
            body.account_number("0120000001").bank_code("057")
        };
        let reference = self.reference()?;
        let write = self.partna.create_ramp().body(body);
        let end = end_of(write.with_reference(reference.clone())?).await?;
        self.tell("ramp", &end);
        let order = match end {
            End::Done(order) => order,
            End::Found(Record::Ramp(_)) => {
                serde_json::from_value(json!({"data": {"rampReference": reference.as_str()}}))?
            }
            End::Found(other) => return Err(format!("no ramp: {other:?}").into()),
            End::NotSeen | End::Refused(_) => return Ok(()),
        };
        self.model
            .ramps
            .insert(reference.to_string(), account.clone());
        self.remember(Order {
            reference: reference.to_string(),
            account,
            order,
            to: pays,
            late: 0,
        });
        self.used.push(reference);
        Ok(())
    }

    fn remember(&mut self, order: Order) {
        if self.orders.len() >= REMEMBERED {
            self.orders.pop_front();
        }
        self.orders.push_back(order);
    }

    async fn ramp_key(&self, from: &str, to: &str) -> Result<String> {
        let question = self.partna.get_rate().from_currency(from).to_currency(to);
        let rates = question.send().await?.into_inner().data.unwrap_or_default();
        let mut rates = rates.rate;
        let rate = rates.remove(&format!("{from}_to_{to}")).ok_or("no rate")?;
        Ok(rate.key.ok_or("no key")?)
    }

    /// What is given, whole and never the same; or what is got, so much that no deposit is what is then to be given.
    fn with_amount(
        &mut self,
        body: types::builder::RampRequest,
        from: &str,
        to: &str,
    ) -> types::builder::RampRequest {
        let number = self.scene.number();
        if self.random.random_ratio(3, 4) {
            let least = if from == "NGN" { 5000 } else { 5 };
            return body.from_amount(least + number);
        }
        match to {
            "ETH" => body.to_amount(1),
            "NGN" => body.to_amount(1_000_000 + number),
            _ => body.to_amount(1000 + number),
        }
    }

    /// A ramp as it is listed.
    async fn listed(&self, order: &Order) -> Result<types::Ramp> {
        listed(&self.partna, &order.account, &order.reference).await
    }

    /// Pays a ramp, whatever has become of it meanwhile.
    pub async fn pay(&mut self) -> Result {
        if self.orders.is_empty() {
            return self.deposit().await;
        }
        let index = self.random.random_range(0..self.orders.len());
        let mut order = self.orders.remove(index).ok_or("no order")?;
        let before = self.listed(&order).await?;
        let amount = before.from_amount.ok_or("no amount")?;
        let is_unique = amount.decimal().fract() == Decimal::ZERO;
        if is_unique && self.random.random_ratio(1, 3) {
            if !self.pay_by_deposit(&order, &before, amount).await? {
                self.model.note("ramp paid: lost");
                self.remember(order);
                return Ok(());
            }
        } else {
            self.scene.sandbox.pay(&order.order).await?;
        }
        let ramp = self.listed(&order).await?;
        match status(&ramp) {
            "processing" | "completed" => self.goes_on(order, &ramp, amount).await,
            "canceled" => {
                self.model.note("ramp paid: stays in the account");
                let currency = ramp.from_currency.as_ref().ok_or("no currency")?;
                self.model
                    .deposit(&order.account, currency.as_str(), amount.decimal());
                self.model.unnamed_deposits += 1;
                order.late += 1;
                if self.random.random_ratio(1, 2) {
                    self.remember(order);
                }
                Ok(())
            }
            other => Err(format!("paid, and {other}: {ramp:?}").into()),
        }
    }

    /// The money of a ramp has come, and is on its way.
    async fn goes_on(&mut self, order: Order, ramp: &types::Ramp, amount: Amount) -> Result {
        let is_later = ramp.processed_rate != ramp.initial_rate;
        self.model.note(if is_later {
            "ramp paid: goes on at a later rate"
        } else {
            "ramp paid: goes on"
        });
        let currency = ramp.from_currency.as_ref().ok_or("no currency")?.as_str();
        let kind = if currency == "NGN" {
            "OnRamp"
        } else {
            "OffRamp"
        };
        self.model
            .deposit(&order.account, currency, amount.decimal());
        self.model
            .record(&order.reference, kind, currency, amount)?;
        if self.random.random_ratio(1, 4) {
            if self.scene.sandbox.pay(&order.order).await.is_ok() {
                return Err(format!("{} was paid twice", order.reference).into());
            }
            self.model.note("ramp paid: not twice");
        }
        self.model.under_way.push(UnderWay {
            reference: order.reference,
            account: order.account,
            currency: currency.to_owned(),
            amount: amount.decimal(),
            fee: Decimal::ZERO,
            to: order.to,
            is_ramp: true,
            fails: false,
        });
        Ok(())
    }

    /// Pays a ramp over the API, and says whether the money arrived.
    async fn pay_by_deposit(
        &self,
        order: &Order,
        ramp: &types::Ramp,
        amount: Amount,
    ) -> Result<bool> {
        let currency = ramp.from_currency.clone().ok_or("no currency")?;
        let network = ramp.from_network.clone().ok_or("no network")?;
        let body = types::MockDepositRequest::builder()
            .is_ramp(true)
            .reference(order.reference.as_str())
            .currency(currency.clone())
            .network(network)
            .amount(amount);
        match self.partna.create_mock_deposit().body(body).send().await {
            Ok(_) => return Ok(true),
            Err(error) if error.kind() == ErrorKind::OutcomeUnknown => {}
            Err(error) => return Err(error.into()),
        }
        Ok(match status(&self.listed(order).await?) {
            "pending" => false,
            "canceled" => {
                let seen = self.arrivals(&order.account, currency.as_str(), amount);
                seen.await? > order.late
            }
            _ => true,
        })
    }
}

pub fn status(ramp: &types::Ramp) -> &str {
    ramp.status.as_ref().map_or("none", AsRef::as_ref)
}

/// The ramp of a reference, as it is listed.
pub async fn listed(partna: &Partna, account: &str, reference: &str) -> Result<types::Ramp> {
    let question = partna.list_ramps().account_name(account);
    let answer = question.ramp_reference(reference).send().await?;
    let mut ramps = answer.into_inner().data.unwrap_or_default().ramp_requests;
    match ramps.pop() {
        Some(ramp) if ramps.is_empty() && ramp.ramp_reference.as_deref() == Some(reference) => {
            Ok(ramp)
        }
        other => Err(format!("{reference} is listed as {other:?}").into()),
    }
}
