//! A task that does what its dice say, and keeps what it saw of it.

use std::collections::VecDeque;
use std::sync::Arc;

use partna_auth::{Amount, ErrorKind, Partna, Reference, types};
use partna_sandbox::Fault;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rust_decimal::Decimal;

use super::conversions::Quote;
use super::end::End;
use super::model::{Model, ledger};
use super::ramps::Order;
use super::{Result, Scene};

/// What a task can do.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Deposit,
    FiatDeposit,
    Collection,
    Transfer,
    Race,
    Convert,
    ConvertKept,
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
    Look,
}

/// Of a thousand deeds, how many are of a kind.
const DEEDS: [(u32, Deed); 18] = [
    (190, Deed::Deposit),
    (60, Deed::FiatDeposit),
    (40, Deed::Collection),
    (155, Deed::Transfer),
    (30, Deed::Race),
    (140, Deed::Convert),
    (20, Deed::ConvertKept),
    (10, Deed::ConvertExpired),
    (15, Deed::ConvertGarbled),
    (110, Deed::Withdraw),
    (90, Deed::Ramp),
    (75, Deed::Pay),
    (25, Deed::Repeat),
    (12, Deed::Open),
    (15, Deed::Wait),
    (5, Deed::WaitLong),
    (5, Deed::Reprice),
    (3, Deed::Look),
];

/// What goes wrong now and then, for whoever asks next. After none of it a read has to be given up.
const FAULTS: [Fault; 5] = [
    Fault::CommitThenDrop,
    Fault::Reset,
    Fault::Unavailable,
    Fault::Truncate,
    Fault::BadGateway,
];

pub struct Actor {
    pub number: u64,
    pub scene: Arc<Scene>,
    pub partna: Partna,
    pub random: StdRng,
    /// What it saw since it was last asked.
    pub model: Model,
    /// Accounts that it opened.
    pub own: Vec<String>,
    /// References that took effect.
    pub used: Vec<Reference>,
    /// Ramps that it may pay.
    pub orders: VecDeque<Order>,
    /// A rate that it may come back to.
    pub kept: Option<Quote>,
    pub opened: u32,
}

pub fn pick<T: Clone>(random: &mut StdRng, of: &[T]) -> Result<T> {
    Ok(of.choose(random).cloned().ok_or("nothing to choose from")?)
}

/// Digits after the point of a currency, and the most that is moved of it, in its smallest unit.
fn size(currency: &str) -> (u32, i64) {
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

impl Actor {
    pub async fn new(scene: Arc<Scene>, number: u64, seed: u64) -> Result<Self> {
        Ok(Self {
            number,
            partna: scene.client().await?,
            random: StdRng::seed_from_u64(seed * 100 + number),
            model: Model::default(),
            own: Vec::new(),
            used: Vec::new(),
            orders: VecDeque::new(),
            kept: None,
            opened: 0,
            scene,
        })
    }

    pub async fn act(&mut self, times: u32) -> Result {
        for _ in 0..times {
            if self.random.random_ratio(1, 25) {
                let fault = pick(&mut self.random, &FAULTS)?;
                self.scene.sandbox.fail_next(fault)?;
            }
            let deed = self.draw();
            let done = self.perform(deed).await;
            done.map_err(|error| format!("task {}, {deed:?}: {error}", self.number))?;
        }
        Ok(())
    }

    fn draw(&mut self) -> Deed {
        let all: u32 = DEEDS.iter().map(|(weight, _)| weight).sum();
        let mut left = self.random.random_range(0..all);
        for (weight, deed) in DEEDS {
            if left < weight {
                return deed;
            }
            left -= weight;
        }
        Deed::Look
    }

    async fn perform(&mut self, deed: Deed) -> Result {
        match deed {
            Deed::Deposit => self.deposit().await,
            Deed::FiatDeposit => self.deposit_fiat().await,
            Deed::Collection => self.collect().await,
            Deed::Transfer => self.transfer().await,
            Deed::Race => self.race().await,
            Deed::Convert => self.convert().await,
            Deed::ConvertKept => self.convert_kept().await,
            Deed::ConvertExpired => self.convert_expired().await,
            Deed::ConvertGarbled => self.convert_garbled().await,
            Deed::Withdraw => self.withdraw().await,
            Deed::Ramp => self.ramp().await,
            Deed::Pay => self.pay().await,
            Deed::Repeat => self.repeat().await,
            Deed::Open => self.open().await,
            Deed::Wait => self.wait(1, 40),
            Deed::WaitLong => self.wait(3600, 4000),
            Deed::Reprice => {
                let dollars = Decimal::new(self.random.random_range(570..=630), 6);
                Ok(self.scene.sandbox.set_price("NGN", dollars)?)
            }
            Deed::Look => Ok(self.scene.sandbox.books().check()?),
        }
    }

    fn wait(&mut self, least: u32, most: u32) -> Result {
        let seconds = self.random.random_range(least..=most);
        self.scene.advance(seconds);
        Ok(())
    }

    pub fn reference(&mut self) -> Result<Reference> {
        Ok(format!("{:032x}", self.random.random::<u128>()).parse()?)
    }

    /// An account, mostly one that all share.
    pub fn account(&mut self) -> Result<String> {
        if !self.own.is_empty() && self.random.random_ratio(1, 10) {
            pick(&mut self.random, &self.own)
        } else {
            pick(&mut self.random, &self.scene.shared)
        }
    }

    /// An amount that is never whole: those are for ramps.
    fn amount_of(&mut self, currency: &str, times: i64) -> Result<Amount> {
        let (places, most) = size(currency);
        let units = self.random.random_range(1..=most) * times;
        let is_whole = units % 10_i64.pow(places) == 0;
        Ok(Decimal::new(units + i64::from(is_whole), places).try_into()?)
    }

    pub fn amount(&mut self, currency: &str) -> Result<Amount> {
        self.amount_of(currency, 1)
    }

    /// An amount to spend: now and then more than anybody has.
    pub fn spent(&mut self, currency: &str) -> Result<Amount> {
        let times = if self.random.random_ratio(1, 10) {
            500
        } else {
            1
        };
        self.amount_of(currency, times)
    }

    /// Counts the end of a write.
    pub fn tell<T>(&mut self, what: &str, end: &End<T>) {
        let how = match end {
            End::Done(_) => "done",
            End::Found(_) => "lost, and found",
            End::NotSeen => "lost, and not there",
            End::Refused(error) => error.message().unwrap_or("refused without a word"),
        };
        self.model.note(format!("{what}: {how}"));
    }

    /// Whether a transaction is on record, for writes that have no look-up of their own.
    pub async fn is_on_record(&self, reference: &Reference) -> Result<bool> {
        let question = self.partna.get_transaction();
        match question
            .transaction_reference(reference.as_str())
            .send()
            .await
        {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// How many deposits of an amount an account has seen lately.
    pub async fn arrivals(&self, account: &str, currency: &str, amount: Amount) -> Result<usize> {
        let question = self.partna.list_transactions().account_name(account);
        let question = question.type_("Deposit").limit(1000);
        let rows = question.send().await?.into_inner().data;
        let fits = |row: &&types::Transaction| {
            row.amount == Some(amount)
                && row.to_account.as_deref() == Some(account)
                && row.currency.as_ref().map(AsRef::as_ref) == Some(ledger(currency))
        };
        Ok(rows.iter().filter(fits).count())
    }
}
