//! A server with transactions, in any order.
//!
//! Why not the sandbox: the API does not document the order, the maximum size of a response and whether a window includes its
//! ends. This server has each variant, and thousands of transactions at chosen times.

use partna_auth::{Partna, UnixSeconds, types};
use partna_tests::builder;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use super::{Result, START};

/// A xorshift generator of pseudo-random numbers, which are the same in every run.
pub(crate) struct XorShift(pub(crate) u64);

impl XorShift {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % end
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}

/// The time of a transaction, and the number of its reference, if it has one.
pub(crate) type Entry = (i64, Option<usize>);

/// The order of the transactions in a response.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order {
    Shuffled,
    NewestFirst,
    OldestFirst,
}

/// The transactions of a server, and how it selects them.
#[derive(Clone)]
pub(crate) struct TransactionServer {
    pub(crate) entries: Arc<Vec<Entry>>,
    /// Whether a window includes its last second.
    pub(crate) includes_end: bool,
    /// Whether a window includes its first second.
    pub(crate) includes_start: bool,
    pub(crate) order: Order,
    /// The maximum number of transactions in a response, also if the requested limit is higher.
    pub(crate) cap: usize,
    /// Whether transactions have a time.
    pub(crate) has_times: bool,
    pub(crate) random: Arc<Mutex<XorShift>>,
}

impl TransactionServer {
    pub(crate) fn new(entries: Vec<Entry>, includes_end: bool) -> Self {
        Self {
            entries: Arc::new(entries),
            includes_end,
            includes_start: true,
            order: Order::Shuffled,
            cap: usize::MAX,
            has_times: true,
            random: Arc::new(Mutex::new(XorShift(0x5eed_cafe))),
        }
    }

    /// Returns the transactions in a window. A window without `to` has no end.
    pub(crate) fn entries_within(&self, from: i64, to: Option<i64>) -> Vec<Entry> {
        let is_after_start = |time: i64| time > from || self.includes_start && time == from;
        let is_before_end =
            |time: i64| to.is_none_or(|to| time < to || self.includes_end && time == to);
        let entries = self.entries.iter().copied();
        entries
            .filter(|(time, _)| is_after_start(*time) && is_before_end(*time))
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

impl Respond for TransactionServer {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = |name| parameter(request, name).unwrap_or(0);
        let mut random = self.random.lock().unwrap_or_else(PoisonError::into_inner);
        let mut selected =
            self.entries_within(number("unixStartDate"), parameter(request, "unixEndDate"));
        match self.order {
            Order::Shuffled => random.shuffle(&mut selected),
            Order::NewestFirst => selected.sort_by_key(|(time, _)| std::cmp::Reverse(*time)),
            Order::OldestFirst => selected.sort_by_key(|(time, _)| *time),
        }
        selected.truncate(usize::try_from(number("limit")).unwrap_or(0).min(self.cap));
        // The status of a transaction may differ between two responses.
        let mut status = || {
            if random.below(2) == 0 {
                "pending"
            } else {
                "completed"
            }
        };
        let selected: Vec<Value> = selected
            .into_iter()
            .map(|entry| {
                let mut row = transaction(entry, status());
                if let Some(row) = row.as_object_mut().filter(|_| !self.has_times) {
                    row.remove("timestamp");
                }
                row
            })
            .collect();
        ResponseTemplate::new(200).set_body_json(json!({"message": "success", "data": selected}))
    }
}

pub(crate) fn parameter(request: &Request, name: &str) -> Option<i64> {
    let mut pairs = request.url.query_pairs();
    let (_, value) = pairs.find(|(key, _)| key == name)?;
    value.parse().ok()
}

pub(crate) fn transaction((time, reference): Entry, status: &str) -> Value {
    let reference = reference.map(|number| format!("{number:032x}"));
    json!({
        "amount": 5, "currency": "NGN", "fromAccount": "amina01", "toAccount": "bello02", "status": status,
        "timestamp": time, "transactionReference": reference,
    })
}

pub(crate) fn to_entry(transaction: &types::Transaction) -> Option<Entry> {
    let reference = transaction.transaction_reference.as_deref();
    let reference = reference.and_then(|text| usize::from_str_radix(text, 16).ok());
    Some((transaction.timestamp?.get(), reference))
}

/// Returns the entries of transactions, sorted.
pub(crate) fn sorted_entries(transactions: &[types::Transaction]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = transactions.iter().filter_map(to_entry).collect();
    entries.sort_unstable();
    entries
}

pub(crate) fn sorted(entries: &[Entry]) -> Vec<Entry> {
    let mut entries = entries.to_vec();
    entries.sort_unstable();
    entries
}

/// Returns the requested windows, in order. `None` means that a window has no end.
pub(crate) async fn requested_windows(server: &MockServer) -> Vec<(i64, Option<i64>)> {
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

/// Returns 5,000 transactions within 100,000 seconds: 3,500 at random times, and 1,500 in three single seconds, one of which is
/// in the middle.
pub(crate) fn busy_entries() -> Vec<Entry> {
    let mut random = XorShift(20_250_822);
    let anywhere = (0..3500).map(|_| i64::try_from(random.below(100_000)).unwrap_or(0));
    let mut times: Vec<i64> = anywhere.collect();
    for (second, count) in [(50_000, 500), (70_000, 600), (30_000, 400)] {
        times.extend(std::iter::repeat_n(second, count));
    }
    let numbered = times.into_iter().enumerate();
    numbered
        .map(|(number, time)| (START + time, Some(number)))
        .collect()
}
