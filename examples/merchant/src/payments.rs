//! Sends payments of the table to Partna, despite crashes, lost responses and expired rates.

use partna::writes::{Outcome, RejectsDuplicates, Resent, Resolution, Write};
use partna::{ErrorKind, Reason, client::ResponseValue};

use crate::*;

/// The result of an attempt. `None` if the outcome is still unknown.
type AttemptResult = Option<(Option<Status>, Option<PayIn>)>;

impl App {
    /// Records a payment unless its id exists, and then sends or continues it.
    pub async fn pay(&self, id: &str, account: String, amount: Amount, kind: Kind) -> Reply {
        let requested = (kind.clone(), account.clone(), amount);
        let new = Payment {
            kind,
            account,
            amount,
            created_at: SystemTime::now().into(),
            reference: Reference::random(),
            replaced: Vec::new(),
            state: State::New,
            status: None,
            pay_in: None,
        };
        let insert = |it: &mut Content| it.payments.entry(id.to_owned()).or_insert(new).clone();
        let payment = self.table.change(insert)?;
        if (payment.kind, payment.account, payment.amount) != requested {
            return Err(Failure(StatusCode::CONFLICT, "id_exists".to_owned()));
        }
        self.advance(id).await.map(Json)
    }

    /// Advances a payment as far as possible now. An open payment stays in the table for the next call.
    pub async fn advance(&self, id: &str) -> Result<Payment, Failure> {
        let _lock = self.lock_payment(id).await;
        for _ in 0..5 {
            let payment = self.get(id)?;
            if !payment.is_open() {
                break;
            }
            let is_first = payment.state == State::New;
            let reference = &payment.reference;
            let set = |state| self.table.update(reference, |it| it.state = state);
            if is_first {
                set(State::Sent)?; // from here on the request may have left
            }
            match self.attempt(&payment, is_first).await {
                Ok(None) => break,
                Ok(Some((status, pay_in))) => {
                    self.table.update(reference, |it| it.pay_in = pay_in)?;
                    if self.observe(reference, status, true)?.is_unpayable() {
                        // The bank account was only in the lost response, and no look-up has it: replace the ramp.
                        self.table.update(reference, |it| {
                            it.replaced.push(mem::replace(&mut it.reference, Reference::random()));
                            (it.state, it.status) = (State::New, None);
                        })?;
                    }
                }
                // This attempt had no effect. A refusal of the first attempt is final, unless the rate has expired or is
                // invalid. A refusal of a later attempt is not final: an earlier attempt may have taken effect. The next attempt has a new rate and the same reference, which Partna
                // rejects in that case.
                Err(error) => {
                    use ErrorKind::{Api, Conflict, Invalid, NotFound};
                    use Reason::{RateKeyExpired, RateKeyInvalid};
                    let is_rate = matches!(error.reason(), Some(RateKeyExpired | RateKeyInvalid));
                    let is_refusal = matches!(error.kind(), Api | Conflict | Invalid | NotFound);
                    let is_final = is_first && is_refusal && !is_rate;
                    set(if is_final { State::Refused(error_code(&error)) } else { payment.state })?;
                    if !is_final && !is_rate {
                        return Err(error.into());
                    }
                }
            }
        }
        self.get(id)
    }

    async fn attempt(&self, payment: &Payment, is_first: bool) -> Result<AttemptResult, Error> {
        let (partna, reference) = (&self.partna, payment.reference.clone());
        match &payment.kind {
            Kind::Order => {
                let write = partna.create_ramp().body(self.ramp(payment).await?);
                let write = write.with_reference(reference)?;
                deliver(write, is_first, |it| it.into_data().ok()?.pay_in().ok()).await
            }
            Kind::Payout(bank) => {
                let write = partna.create_withdrawal().body(bank.withdrawal(payment));
                deliver(write.with_reference(reference)?, is_first, |_| None).await
            }
        }
    }

    /// Records the status of an event or a record. Events arrive in any order: an earlier status never replaces a later one, and
    /// `completed` is never replaced. If two statuses have no order, a status of the API replaces the stored one, and a status of
    /// an event only if it is final.
    pub fn observe(&self, reference: &Reference, status: Option<Status>, is_api: bool) -> Stored {
        self.table.update(reference, |it| {
            it.state = State::Accepted;
            let Some(status) = status else { return };
            let current = it.status.clone().map(LatestStatus::from);
            let change = current.map_or(StatusChange::Newer, |it| it.compare(&status));
            let is_success = it.status.as_ref().is_some_and(Status::is_success);
            let replaces = !is_success && (is_api || status.is_final());
            if change == StatusChange::Newer || (change == StatusChange::Incomparable && replaces) {
                it.status = Some(status);
            }
        })
    }
}

/// Sends a write for the first time, or settles one that may have been sent.
async fn deliver<T: DeserializeOwned>(
    write: Write<T, RejectsDuplicates>,
    is_first: bool,
    pay_in: impl Fn(ResponseValue<T>) -> Option<PayIn>,
) -> Result<AttemptResult, Error> {
    let pending = match is_first {
        false => write.assume_sent(),
        true => match write.send().await? {
            Outcome::Accepted(response) => return Ok(Some((None, pay_in(response)))),
            Outcome::Unknown(pending) => pending,
        },
    };
    let record = match pending.resolve().await {
        Ok(Resolution::Found(record)) => Some(record),
        // Partna rejects a known reference, so this cannot pay twice.
        Ok(Resolution::NotSeen) if !is_first => match pending.send_again().await? {
            Resent::Accepted(response) => return Ok(Some((None, pay_in(response)))),
            Resent::AlreadyApplied(record) => record,
            Resent::Unknown(_) => None,
        },
        Ok(Resolution::NotSeen) | Err(_) => None, // it may appear later
    };
    Ok(record.map(|it| (it.status().map(Status::from), it.pay_in().ok())))
}

impl Payment {
    /// Whether it needs an attempt: it is not settled, or it is a pending ramp of which the bank account is unknown.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::New | State::Sent) || self.is_unpayable()
    }

    fn is_unpayable(&self) -> bool {
        self.pay_in.is_none() && self.kind == Kind::Order && self.status == Some(Status::Pending)
    }

    /// Whether the status is final. A canceled ramp has not ended: a customer who pays late completes it.
    pub fn has_ended(&self) -> bool {
        matches!(self.state, State::Refused(_))
            || self.status.as_ref().is_some_and(Status::is_final)
    }
}
