//! Brings payments from the table to Partna, through crashes, lost responses and expired rates.

use partna::writes::{Outcome, Rejected, Resent, Resolution, Write};
use partna::{ErrorKind, Reason, client::ResponseValue};

use crate::*;

/// What an attempt shows of a payment. `None` if that is still not known.
type Seen = Option<(Option<Status>, Option<PayIn>)>;

impl App {
    /// Writes a payment down unless its id is there, and then sends it or goes on with it.
    pub async fn pay(&self, id: &str, account: String, amount: Amount, kind: Kind) -> Shown {
        let wanted = (kind.clone(), account.clone(), amount);
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
        let payment = self
            .table
            .change(|content| content.payments.entry(id.to_owned()).or_insert(new).clone())?;
        if (payment.kind, payment.account, payment.amount) != wanted {
            return Err(Failure(StatusCode::CONFLICT, "id_exists".to_owned()));
        }
        self.advance(id).await.map(Json)
    }

    /// Brings a payment as far as it goes now. What is not settled stays in the table, for the next time.
    pub async fn advance(&self, id: &str) -> Result<Payment, Failure> {
        let _turn = self.turn(id).await;
        for _ in 0..5 {
            let payment = self.get(id)?;
            if !payment.is_open() {
                break;
            }
            let is_first = payment.state == State::New;
            let of = &payment.reference;
            let set = |state| self.table.update(of, |it| it.state = state);
            if is_first {
                set(State::Sent)?; // from here on it may have left
            }
            match self.attempt(&payment, is_first).await {
                Ok(None) => break,
                Ok(Some((status, pay_in))) => {
                    self.table.update(of, |it| it.pay_in = pay_in)?;
                    if self.observe(of, status, true)?.is_unpayable() {
                        // The response with the bank account was lost, and no look-up has it: another ramp takes its place.
                        self.table.update(of, |it| {
                            it.replaced.push(mem::replace(&mut it.reference, Reference::random()));
                            (it.state, it.status) = (State::New, None);
                        })?;
                    }
                }
                // This attempt did nothing. If it was the first, a refusal is final; the next one has a new rate, and the same
                // reference: Partna refuses it if an earlier one arrived after all.
                Err(error) => {
                    use ErrorKind::{Api, Conflict, Invalid, NotFound};
                    use Reason::{RateKeyExpired, RateKeyInvalid};
                    let is_rate = matches!(error.reason(), Some(RateKeyExpired | RateKeyInvalid));
                    let is_refusal = matches!(error.kind(), Api | Conflict | Invalid | NotFound);
                    let is_final = is_first && is_refusal && !is_rate;
                    set(if is_final { State::Refused(name(&error)) } else { payment.state })?;
                    if !is_final && !is_rate {
                        return Err(error.into());
                    }
                }
            }
        }
        self.get(id)
    }

    async fn attempt(&self, payment: &Payment, is_first: bool) -> Result<Seen, Error> {
        let (partna, reference) = (&self.partna, payment.reference.clone());
        match &payment.kind {
            Kind::Order => {
                let write = partna
                    .create_ramp()
                    .body(self.ramp(payment).await?)
                    .with_reference(reference)?;
                deliver(write, is_first, |it| it.into_data().ok()?.pay_in().ok()).await
            }
            Kind::Payout(bank) => {
                let write = partna.create_withdrawal().body(bank.withdrawal(payment));
                deliver(write.with_reference(reference)?, is_first, |_| None).await
            }
        }
    }

    /// Takes the status of an event or a record. Events arrive in any order: an earlier status never replaces a later one, and
    /// nothing replaces `completed`. Where statuses have no order, those of the `api` count, and of events those that end a payment.
    pub fn observe(&self, of: &Reference, to: Option<Status>, api: bool) -> io::Result<Payment> {
        self.table.update(of, |it| {
            it.state = State::Accepted;
            let Some(status) = to else { return };
            let current = it.status.clone().map(Progress::from);
            let change = current.map_or(StatusChange::Newer, |it| it.compare(&status));
            let is_success = it.status.as_ref().is_some_and(Status::is_success);
            let counts = !is_success && (api || status.is_final());
            if change == StatusChange::Newer || (change == StatusChange::Incomparable && counts) {
                it.status = Some(status);
            }
        })
    }
}

/// Sends a write for the first time, or goes on with one that may have been sent.
async fn deliver<T: DeserializeOwned>(
    write: Write<T, Rejected>,
    is_first: bool,
    pay_in: impl Fn(ResponseValue<T>) -> Option<PayIn>,
) -> Result<Seen, Error> {
    let pending = match is_first {
        false => write.assume_sent(),
        true => match write.send().await? {
            Outcome::Accepted(response) => return Ok(Some((None, pay_in(response)))),
            Outcome::Unknown(pending) => pending,
        },
    };
    let record = match pending.resolve().await {
        Ok(Resolution::Committed(record)) => Some(record),
        // Partna refuses a reference that it has seen, so this cannot pay twice.
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
    /// Whether there is something to do: it is not settled, or a customer waits to pay a ramp and nobody knows where.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::New | State::Sent) || self.is_unpayable()
    }

    fn is_unpayable(&self) -> bool {
        self.pay_in.is_none() && self.kind == Kind::Order && self.status == Some(Status::Pending)
    }

    /// A ramp that was canceled has not ended: a customer who pays late completes it.
    pub fn has_ended(&self) -> bool {
        matches!(self.state, State::Refused(_))
            || self.status.as_ref().is_some_and(Status::is_final)
    }
}
