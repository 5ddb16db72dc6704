//! A server with transactions, in no order.
//!
//! Why not the sandbox: the API does not document the order, the limit of a response and the ends of a window. This server has
//! each variant of them, and thousands of transactions at chosen times.

use partna_auth::{Partna, UnixSeconds, types};
use partna_tests::builder;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use super::{Result, START};

/// Numbers that look random, and are the same in every run: xorshift.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % sides
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.roll(last + 1);
            items.swap(last, other);
        }
    }
}

/// A transaction as the server has it: when, and its reference if it has one.
pub(crate) type Entry = (i64, Option<usize>);

/// Which transactions a response begins with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order {
    Shuffled,
    NewestFirst,
    OldestFirst,
}

/// All transactions of a server.
#[derive(Clone)]
pub(crate) struct Ledger {
    pub(crate) entries: Arc<Vec<Entry>>,
    /// Whether a transaction of a window's last second is part of it.
    pub(crate) with_end: bool,
    /// Whether a transaction of a window's first second is part of it.
    pub(crate) with_start: bool,
    pub(crate) order: Order,
    /// How many transactions a response holds at most, whatever is requested.
    pub(crate) cap: usize,
    /// Whether transactions show their time.
    pub(crate) has_times: bool,
    pub(crate) dice: Arc<Mutex<Dice>>,
}

impl Ledger {
    pub(crate) fn new(entries: Vec<Entry>, with_end: bool) -> Self {
        Self {
            entries: Arc::new(entries),
            with_end,
            with_start: true,
            order: Order::Shuffled,
            cap: usize::MAX,
            has_times: true,
            dice: Arc::new(Mutex::new(Dice(0x5eed_cafe))),
        }
    }

    /// What a window holds. It has no end if the client sets none.
    pub(crate) fn within(&self, from: i64, to: Option<i64>) -> Vec<Entry> {
        let begins = |time: i64| time > from || self.with_start && time == from;
        let ends = |time: i64| to.is_none_or(|to| time < to || self.with_end && time == to);
        let entries = self.entries.iter().copied();
        entries
            .filter(|(time, _)| begins(*time) && ends(*time))
            .collect()
    }

    pub(crate) async fn serve(&self) -> Result<(MockServer, Partna)> {
        let server = MockServer::start().await;
        Mock::given(method("GET"))
            .and(path("/transfer"))
            .respond_with(self.clone())
            .mount(&server)
            .await;
        let partna = builder(&server.uri())?.build().await?;
        Ok((server, partna))
    }
}

impl Respond for Ledger {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = |name| parameter(request, name).unwrap_or(0);
        let mut dice = self.dice.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = self.within(number("unixStartDate"), parameter(request, "unixEndDate"));
        match self.order {
            Order::Shuffled => dice.shuffle(&mut found),
            Order::NewestFirst => found.sort_by_key(|(time, _)| std::cmp::Reverse(*time)),
            Order::OldestFirst => found.sort_by_key(|(time, _)| *time),
        }
        found.truncate(usize::try_from(number("limit")).unwrap_or(0).min(self.cap));
        // States move all the time.
        let mut status = || {
            if dice.roll(2) == 0 {
                "pending"
            } else {
                "completed"
            }
        };
        let found: Vec<Value> = found
            .into_iter()
            .map(|entry| {
                let mut row = transaction(entry, status());
                if let Some(row) = row.as_object_mut().filter(|_| !self.has_times) {
                    row.remove("timestamp");
                }
                row
            })
            .collect();
        ResponseTemplate::new(200).set_body_json(json!({"message": "success", "data": found}))
    }
}

pub(crate) fn parameter(request: &Request, name: &str) -> Option<i64> {
    let mut pairs = request.url.query_pairs();
    let (_, value) = pairs.find(|(key, _)| key == name)?;
    value.parse().ok()
}

pub(crate) fn transaction((when, reference): Entry, status: &str) -> Value {
    let reference = reference.map(|number| format!("{number:032x}"));
    json!({
        "amount": 5, "currency": "NGN", "fromAccount": "amina01", "toAccount": "bello02", "status": status,
        "timestamp": when, "transactionReference": reference,
    })
}

pub(crate) fn entry(transaction: &types::Transaction) -> Option<Entry> {
    let reference = transaction.transaction_reference.as_deref();
    let reference = reference.and_then(|text| usize::from_str_radix(text, 16).ok());
    Some((transaction.timestamp?.get(), reference))
}

/// What was given, sorted.
pub(crate) fn entries(transactions: &[types::Transaction]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = transactions.iter().filter_map(entry).collect();
    entries.sort_unstable();
    entries
}

pub(crate) fn sorted(entries: &[Entry]) -> Vec<Entry> {
    let mut entries = entries.to_vec();
    entries.sort_unstable();
    entries
}

/// The windows that were requested, in order. None means that a window has no end.
pub(crate) async fn windows(server: &MockServer) -> Vec<(i64, Option<i64>)> {
    let requests = server.received_requests().await.unwrap_or_default();
    let window = |request: &Request| {
        let from = parameter(request, "unixStartDate")?;
        Some((from, parameter(request, "unixEndDate")))
    };
    requests.iter().filter_map(window).collect()
}

pub(crate) fn at(offset: i64) -> UnixSeconds {
    UnixSeconds::from(START + offset)
}

/// 5,000 transactions within 100,000 seconds: most of them anywhere, and heaps in single seconds, the one in the middle
/// among them.
pub(crate) fn busy() -> Vec<Entry> {
    let mut dice = Dice(20_250_822);
    let anywhere = (0..3500).map(|_| i64::try_from(dice.roll(100_000)).unwrap_or(0));
    let mut times: Vec<i64> = anywhere.collect();
    for (second, heap) in [(50_000, 500), (70_000, 600), (30_000, 400)] {
        times.extend(std::iter::repeat_n(second, heap));
    }
    let numbered = times.into_iter().enumerate();
    numbered
        .map(|(number, time)| (START + time, Some(number)))
        .collect()
}
