//! Ramps that are created, rejected, replaced, and paid before their expiry, late or twice.

use partna_auth::{Amount, ErrorKind, Partna, Record, WithReference, types};
use rand::RngExt;
use rust_decimal::Decimal;
use serde_json::json;

use super::Result;
use super::model::PendingPayment;
use super::outcome::{WriteOutcome, send_and_resolve};
use super::worker::{Worker, pick};

/// The maximum number of ramps that a task keeps for payment.
const MAX_ORDERS: usize = 12;

const BOUGHT: [(&str, &str); 4] = [
    ("USDT", "tron"),
    ("USDT", "solana"),
    ("USDC", "polygon"),
    ("ETH", "base"),
];
const SOLD: [(&str, &str); 3] = [("USDT", "tron"), ("USDT", "solana"), ("USDT", "polygon")];

/// A ramp that was created.
#[derive(Debug)]
pub struct Order {
    reference: String,
    account: String,
    /// The response of the API, or its reconstruction if it was lost.
    order: types::RampOrderResponse,
    /// The shared account that receives the payout, if any.
    to: Option<String>,
    /// The number of payments that stayed in the account.
    late_payments: usize,
}

impl Worker {
    pub async fn ramp(&mut self) -> Result {
        let account = pick(&mut self.random, &self.fixture.shared)?;
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
        let mut payout_account = None;
        body = if is_onramp {
            payout_account = self.destination()?;
            body.crypto_address(self.address_of(payout_account.as_deref(), to.1)?)
        } else {
            body.account_number("0120000001").bank_code("057")
        };
        let reference = self.reference()?;
        let write = self.partna.create_ramp().body(body);
        let outcome = send_and_resolve(write.with_reference(reference.clone())?).await?;
        self.count_outcome("ramp", &outcome);
        let order = match outcome {
            WriteOutcome::Accepted(order) => order,
            WriteOutcome::Recorded(Record::Ramp(_)) => {
                serde_json::from_value(json!({"data": {"rampReference": reference.as_str()}}))?
            }
            WriteOutcome::Recorded(other) => {
                return Err(format!("the record is not a ramp: {other:?}").into());
            }
            WriteOutcome::NotSeen | WriteOutcome::Rejected(_) => return Ok(()),
        };
        self.model
            .ramps
            .insert(reference.to_string(), account.clone());
        self.remember(Order {
            reference: reference.to_string(),
            account,
            order,
            to: payout_account,
            late_payments: 0,
        });
        self.used.push(reference);
        Ok(())
    }

    fn remember(&mut self, order: Order) {
        if self.orders.len() >= MAX_ORDERS {
            self.orders.pop_front();
        }
        self.orders.push_back(order);
    }

    async fn ramp_key(&self, from: &str, to: &str) -> Result<String> {
        let request = self.partna.get_rate().from_currency(from).to_currency(to);
        let rates = request.send().await?.into_inner().data.unwrap_or_default();
        let mut rates = rates.rate;
        let rate = rates.remove(&format!("{from}_to_{to}")).ok_or("no rate")?;
        Ok(rate.key.ok_or("no key")?)
    }

    /// Sets a unique integer as the source amount, or a target amount so large that no other deposit equals its source amount.
    fn with_amount(
        &mut self,
        body: types::builder::RampRequest,
        from: &str,
        to: &str,
    ) -> types::builder::RampRequest {
        let number = self.fixture.next_number();
        if self.random.random_ratio(3, 4) {
            let min = if from == "NGN" { 5000 } else { 5 };
            return body.from_amount(min + number);
        }
        match to {
            "ETH" => body.to_amount(1),
            "NGN" => body.to_amount(1_000_000 + number),
            _ => body.to_amount(1000 + number),
        }
    }

    /// Returns the listed ramp of an order.
    async fn listed(&self, order: &Order) -> Result<types::Ramp> {
        listed(&self.partna, &order.account, &order.reference).await
    }

    /// Pays a ramp in any status.
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
                self.model.count("ramp paid: request lost");
                self.remember(order);
                return Ok(());
            }
        } else {
            self.fixture.sandbox.pay(&order.order).await?;
        }
        let ramp = self.listed(&order).await?;
        match status(&ramp) {
            "processing" | "completed" => self.record_processing(order, &ramp, amount).await,
            "canceled" => {
                self.model.count("ramp paid: stays in the account");
                let currency = ramp.from_currency.as_ref().ok_or("no currency")?;
                self.model
                    .deposit(&order.account, currency.as_str(), amount.decimal());
                self.model.unnamed_deposits += 1;
                order.late_payments += 1;
                if self.random.random_ratio(1, 2) {
                    self.remember(order);
                }
                Ok(())
            }
            other => {
                Err(format!("ramp: unexpected status {other} after its payment: {ramp:?}").into())
            }
        }
    }

    /// Records a ramp that processes its payment. A late payment is exchanged at the current rate.
    async fn record_processing(
        &mut self,
        order: Order,
        ramp: &types::Ramp,
        amount: Amount,
    ) -> Result {
        let is_later = ramp.processed_rate != ramp.initial_rate;
        self.model.count(if is_later {
            "ramp paid: processing at a later rate"
        } else {
            "ramp paid: processing"
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
            if self.fixture.sandbox.pay(&order.order).await.is_ok() {
                return Err(format!("{}: paid twice", order.reference).into());
            }
            self.model.count("ramp paid: second payment rejected");
        }
        self.model.pending.push(PendingPayment {
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

    /// Pays a ramp with a deposit, and returns whether the deposit was applied.
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
                let count = self.count_deposits(&order.account, currency.as_str(), amount);
                count.await? > order.late_payments
            }
            _ => true,
        })
    }
}

pub fn status(ramp: &types::Ramp) -> &str {
    ramp.status.as_ref().map_or("none", AsRef::as_ref)
}

/// Returns the listed ramp of a reference.
pub async fn listed(partna: &Partna, account: &str, reference: &str) -> Result<types::Ramp> {
    let request = partna.list_ramps().account_name(account);
    let response = request.ramp_reference(reference).send().await?;
    let mut ramps = response.into_inner().data.unwrap_or_default().ramp_requests;
    match ramps.pop() {
        Some(ramp) if ramps.is_empty() && ramp.ramp_reference.as_deref() == Some(reference) => {
            Ok(ramp)
        }
        other => Err(format!("{reference}: listed as {other:?}").into()),
    }
}
