//! Brings payments from the table to Partna, whatever goes wrong on the way.

use std::{io, mem, time::SystemTime};

use axum::{Json, http::StatusCode};
use partna_auth::{Amount, Error, ErrorKind, Once, Outcome, Reason, Record, Reference};
use partna_auth::{Rejected, Repeated, Resolution, ResponseValue, Write};
use partna_webhook::{Progress, Status, Step};
use serde::de::DeserializeOwned;

use crate::orders::PayTo;
use crate::table::{Kind, Payment, State};
use crate::{App, Failure, Shown, name, unix_seconds};

/// What an attempt shows of a payment. `None` if that is still not known.
type Seen = Option<(Option<Status>, Option<PayTo>)>;

impl App {
    /// Writes a payment down unless its id is there, and then sends it or goes on with it.
    pub async fn pay(&self, id: &str, account: String, amount: Amount, kind: Kind) -> Shown {
        let wanted = (kind.clone(), account.clone(), amount);
        let payment = self.table.change(|content| {
            let payment = content.payments.entry(id.to_owned());
            let payment = payment.or_insert_with(|| Payment {
                kind,
                account,
                amount,
                created_at: unix_seconds(SystemTime::now()),
                reference: Reference::random(),
                replaced: Vec::new(),
                state: State::New,
                status: None,
                pay_to: None,
            });
            payment.clone()
        })?;
        if (payment.kind, payment.account, payment.amount) != wanted {
            return Err(Failure(StatusCode::CONFLICT, "id_exists".to_owned()));
        }
        self.advance(id).await.map(Json)
    }

    /// Brings a payment as far as it goes now. What is not settled stays in the table, for the next reconciliation.
    pub async fn advance(&self, id: &str) -> Result<Payment, Failure> {
        let _turn = self.turn(id).await;
        for _ in 0..5 {
            let payment = self.get(id)?;
            let is_first = payment.state == State::New;
            if !is_first && payment.state != State::Sent && !is_unpayable(&payment) {
                break;
            }
            let set = |state| self.table.update(&payment.reference, |it| it.state = state);
            if is_first {
                set(State::Sent)?; // from here on it may have left
            }
            match self.attempt(&payment, is_first).await {
                Ok(None) => break,
                Ok(Some((status, pay_to))) => {
                    self.table
                        .update(&payment.reference, |it| it.pay_to = pay_to)?;
                    let payment = self.observe(&payment.reference, status, true)?;
                    if is_unpayable(&payment) {
                        self.replace(&payment)?;
                    }
                }
                // Nothing was created, so the next attempt has a new rate. It keeps the reference: if an earlier attempt
                // arrived after all, Partna refuses this one.
                Err(error) if is_about_rate(&error) => drop(set(payment.state.clone())?),
                Err(error) if is_first && is_refusal(&error) => {
                    set(State::Refused(name(&error)))?;
                }
                // This attempt did nothing, which says nothing about an earlier one.
                Err(error) => {
                    set(payment.state.clone())?;
                    return Err(error.into());
                }
            }
        }
        self.get(id)
    }

    async fn attempt(&self, payment: &Payment, is_first: bool) -> Result<Seen, Error> {
        let reference = payment.reference.clone();
        if payment.kind == Kind::Order {
            let ramp = self.ramp(payment).await?;
            let write = self.partna.create_ramp().body(ramp).once(reference)?;
            deliver(write, is_first, PayTo::of).await
        } else {
            let withdrawal = self.withdrawal(payment);
            let write = self
                .partna
                .create_withdrawal()
                .body(withdrawal)
                .once(reference)?;
            deliver(write, is_first, |_| None).await
        }
    }

    /// The response with the bank account was lost, and no look-up has it. So nobody can pay this ramp: another takes its place.
    fn replace(&self, payment: &Payment) -> io::Result<Payment> {
        self.table.update(&payment.reference, |it| {
            it.replaced
                .push(mem::replace(&mut it.reference, Reference::random()));
            (it.state, it.status) = (State::New, None);
        })
    }

    /// Takes the status of an event or a record. Events arrive in any order: an earlier status never replaces a later one, and
    /// nothing replaces `completed`. Where statuses have no order, records count, and of events those that end a payment.
    pub fn observe(
        &self,
        of: &Reference,
        to: Option<Status>,
        is_record: bool,
    ) -> io::Result<Payment> {
        self.table.update(of, |it| {
            it.state = State::Accepted;
            let Some(status) = to else { return };
            let step = it
                .status
                .clone()
                .map_or(Step::Forward, |it| Progress::from(it).step(&status));
            let is_success = it.status.as_ref().is_some_and(Status::is_success);
            let counts = !is_success && (is_record || status.is_final());
            if step == Step::Forward || (step == Step::Unclear && counts) {
                it.status = Some(status);
            }
        })
    }
}

/// Sends a write for the first time, or goes on with one that may have been sent.
async fn deliver<T: DeserializeOwned>(
    write: Write<T, Rejected>,
    is_first: bool,
    pay_to: impl Fn(ResponseValue<T>) -> Option<PayTo>,
) -> Result<Seen, Error> {
    let pending = match is_first {
        false => write.assume_sent(),
        true => match write.send().await? {
            Outcome::Done(response) => return Ok(Some((None, pay_to(response)))),
            Outcome::Unknown(pending) => pending,
        },
    };
    let seen = |record: Record| Some((record.status().map(Status::from), None));
    Ok(match pending.resolve().await {
        Ok(Resolution::Committed(record)) => seen(record),
        // Partna refuses a reference that it has seen, so this cannot pay twice.
        Ok(Resolution::NotSeen) if !is_first => match pending.send_again().await? {
            Repeated::Done(response) => Some((None, pay_to(response))),
            Repeated::Arrived(record) => record.and_then(seen),
            Repeated::Unknown(_) => None,
        },
        Ok(Resolution::NotSeen) | Err(_) => None, // it may appear later
    })
}

/// Whether a customer waits to pay a ramp, and nobody knows where.
fn is_unpayable(payment: &Payment) -> bool {
    let is_pending = payment.status == Some(Status::Pending);
    payment.kind == Kind::Order && is_pending && payment.pay_to.is_none()
}

fn is_about_rate(error: &Error) -> bool {
    matches!(
        error.reason(),
        Some(Reason::RateKeyExpired | Reason::RateKeyInvalid)
    )
}

/// Whether Partna refused the payment itself. Otherwise it may pass later: an expired key, a rate limit, a broken network.
fn is_refusal(error: &Error) -> bool {
    use ErrorKind::{Api, Conflict, Invalid, NotFound};
    matches!(error.kind(), Api | Conflict | Invalid | NotFound)
}
