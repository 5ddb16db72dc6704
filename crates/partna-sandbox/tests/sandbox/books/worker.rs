//! A task that runs random operations and records their outcomes.

use std::collections::VecDeque;
use std::sync::Arc;

use partna_auth::{Amount, ErrorKind, Partna, Reference, types};
use partna_sandbox::Fault;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rust_decimal::Decimal;

use super::conversions::Quote;
use super::model::{Model, ledger};
use super::outcome::WriteOutcome;
use super::ramps::Order;
use super::{Fixture, Result};

/// An operation of a task.
#[derive(Clone, Copy, Debug)]
enum Action {
    Deposit,
    FiatDeposit,
    Collection,
    Transfer,
    Race,
    Convert,
    ConvertStored,
    ConvertExpired,
    ConvertGarbled,
    Withdraw,
    Ramp,
    Pay,
    Repeat,
    Open,
    Wait,
    WaitLong,
    Reprice,
    CheckBooks,
}

/// The actions and their weights. The sum of the weights is about a thousand.
const WEIGHTED_ACTIONS: [(u32, Action); 18] = [
    (190, Action::Deposit),
    (60, Action::FiatDeposit),
    (40, Action::Collection),
    (155, Action::Transfer),
    (30, Action::Race),
    (140, Action::Convert),
    (20, Action::ConvertStored),
    (10, Action::ConvertExpired),
    (15, Action::ConvertGarbled),
    (110, Action::Withdraw),
    (90, Action::Ramp),
    (75, Action::Pay),
    (25, Action::Repeat),
    (12, Action::Open),
    (15, Action::Wait),
    (5, Action::WaitLong),
    (5, Action::Reprice),
    (3, Action::CheckBooks),
];

/// Faults that are queued at random for the next request. Reads recover from each of them.
const FAULTS: [Fault; 5] = [
    Fault::CommitThenDrop,
    Fault::Reset,
    Fault::Unavailable,
    Fault::Truncate,
    Fault::BadGateway,
];

/// A task with its own client, random numbers and model.
pub struct Worker {
    pub number: u64,
    pub fixture: Arc<Fixture>,
    pub partna: Partna,
    pub random: StdRng,
    /// The outcomes since the last audit.
    pub model: Model,
    /// Accounts that it created.
    pub own: Vec<String>,
    /// References that took effect.
    pub used: Vec<Reference>,
    /// Ramps that it can pay.
    pub orders: VecDeque<Order>,
    /// A rate that a later conversion can use.
    pub stored_quote: Option<Quote>,
    pub opened: u32,
}

pub fn pick<T: Clone>(random: &mut StdRng, values: &[T]) -> Result<T> {
    Ok(values
        .choose(random)
        .cloned()
        .ok_or("pick: the list is empty")?)
}

/// Returns the number of decimals of a currency, and the maximum amount of an operation, in its smallest unit.
fn unit_and_max(currency: &str) -> (u32, i64) {
    match ledger(currency) {
        "BTC" => (8, 1_000_000),
        "ETH" => (8, 20_000_000),
        "BNB" => (8, 50_000_000),
        "USD" => (4, 3_000_000),
        "GHS" => (2, 200_000),
        "KES" => (2, 3_000_000),
        _ => (2, 20_000_000),
    }
}

impl Worker {
    pub async fn new(fixture: Arc<Fixture>, number: u64, seed: u64) -> Result<Self> {
        Ok(Self {
            number,
            partna: fixture.client().await?,
            random: StdRng::seed_from_u64(seed * 100 + number),
            model: Model::default(),
            own: Vec::new(),
            used: Vec::new(),
            orders: VecDeque::new(),
            stored_quote: None,
            opened: 0,
            fixture,
        })
    }

    pub async fn run(&mut self, times: u32) -> Result {
        for _ in 0..times {
            if self.random.random_ratio(1, 25) {
                let fault = pick(&mut self.random, &FAULTS)?;
                self.fixture.sandbox.fail_next(fault)?;
            }
            let action = self.next_action();
            let result = self.perform(action).await;
            result.map_err(|error| format!("task {}, {action:?}: {error}", self.number))?;
        }
        Ok(())
    }

    fn next_action(&mut self) -> Action {
        let all: u32 = WEIGHTED_ACTIONS.iter().map(|(weight, _)| weight).sum();
        let mut left = self.random.random_range(0..all);
        for (weight, action) in WEIGHTED_ACTIONS {
            if left < weight {
                return action;
            }
            left -= weight;
        }
        Action::CheckBooks
    }

    async fn perform(&mut self, action: Action) -> Result {
        match action {
            Action::Deposit => self.deposit().await,
            Action::FiatDeposit => self.deposit_fiat().await,
            Action::Collection => self.collect().await,
            Action::Transfer => self.transfer().await,
            Action::Race => self.race().await,
            Action::Convert => self.convert().await,
            Action::ConvertStored => self.convert_stored().await,
            Action::ConvertExpired => self.convert_expired().await,
            Action::ConvertGarbled => self.convert_garbled().await,
            Action::Withdraw => self.withdraw().await,
            Action::Ramp => self.ramp().await,
            Action::Pay => self.pay().await,
            Action::Repeat => self.repeat().await,
            Action::Open => self.open().await,
            Action::Wait => self.wait(1, 40),
            Action::WaitLong => self.wait(3600, 4000),
            Action::Reprice => {
                let dollars = Decimal::new(self.random.random_range(570..=630), 6);
                Ok(self.fixture.sandbox.set_price("NGN", dollars)?)
            }
            Action::CheckBooks => Ok(self.fixture.sandbox.books().check()?),
        }
    }

    fn wait(&mut self, min: u32, max: u32) -> Result {
        let seconds = self.random.random_range(min..=max);
        self.fixture.advance(seconds);
        Ok(())
    }

    pub fn reference(&mut self) -> Result<Reference> {
        Ok(format!("{:032x}", self.random.random::<u128>()).parse()?)
    }

    /// Returns an account, usually a shared one.
    pub fn account(&mut self) -> Result<String> {
        if !self.own.is_empty() && self.random.random_ratio(1, 10) {
            pick(&mut self.random, &self.own)
        } else {
            pick(&mut self.random, &self.fixture.shared)
        }
    }

    /// Returns an amount that is not an integer, because ramps use integers.
    fn amount_of(&mut self, currency: &str, times: i64) -> Result<Amount> {
        let (decimals, max) = unit_and_max(currency);
        let units = self.random.random_range(1..=max) * times;
        let is_whole = units % 10_i64.pow(decimals) == 0;
        Ok(Decimal::new(units + i64::from(is_whole), decimals).try_into()?)
    }

    pub fn amount(&mut self, currency: &str) -> Result<Amount> {
        self.amount_of(currency, 1)
    }

    /// Returns an amount to spend, sometimes more than any account has.
    pub fn amount_to_spend(&mut self, currency: &str) -> Result<Amount> {
        let times = if self.random.random_ratio(1, 10) {
            500
        } else {
            1
        };
        self.amount_of(currency, times)
    }

    /// Counts the outcome of a write.
    pub fn count_outcome<T>(&mut self, write: &str, outcome: &WriteOutcome<T>) {
        let result = match outcome {
            WriteOutcome::Accepted(_) => "done",
            WriteOutcome::Recorded(_) => "response lost, recorded",
            WriteOutcome::NotSeen => "response lost, not recorded",
            WriteOutcome::Rejected(error) => {
                error.message().unwrap_or("rejected without a message")
            }
        };
        self.model.count(format!("{write}: {result}"));
    }

    /// Returns whether a transaction is recorded, for writes without a lookup.
    pub async fn is_recorded(&self, reference: &Reference) -> Result<bool> {
        let request = self.partna.get_transaction();
        match request
            .transaction_reference(reference.as_str())
            .send()
            .await
        {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Returns the number of recent deposits of an amount to an account.
    pub async fn count_deposits(
        &self,
        account: &str,
        currency: &str,
        amount: Amount,
    ) -> Result<usize> {
        let request = self.partna.list_transactions().account_name(account);
        let request = request.type_("Deposit").limit(1000);
        let rows = request.send().await?.into_inner().data;
        let matches = |row: &&types::Transaction| {
            row.amount == Some(amount)
                && row.to_account.as_deref() == Some(account)
                && row.currency.as_ref().map(AsRef::as_ref) == Some(ledger(currency))
        };
        Ok(rows.iter().filter(matches).count())
    }
}
