//! Random operations from many tasks on one sandbox: the books always balance, and they match the responses that the tasks
//! received.

mod audit;
mod conversions;
mod duplicates;
mod model;
mod outcome;
mod payouts;
mod ramps;
mod transfers;
mod worker;

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use model::{Model, Tally};
use partna_auth::{Amount, CallOptions, Partna, Retries, types};
use partna_sandbox::{Sandbox, Seed};
use rust_decimal::Decimal;
use tokio::task::JoinSet;
use worker::Worker;

type Failure = Box<dyn Error + Send + Sync>;
type Result<T = ()> = std::result::Result<T, Failure>;

const SEED: u64 = 20_261_124;
const TASKS: u64 = 8;
/// The number of operations per task between two audits.
const OPERATIONS_PER_ROUND: u32 = 63;
/// The number of audits. The number of operations is 8 x 63 x 20 = 10,080.
const ROUNDS: u32 = 20;
/// The account that receives the merchant's fee of ramps, and the fee in percent of the bought amount.
const FEES: &str = "fees01";
const FEE_PERCENT: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
/// The accounts that all tasks use.
const SHARED_ACCOUNTS: [&str; 8] = [
    FEES,
    "amina01",
    "bello02",
    "chidi03",
    "dayo04",
    "esi05",
    "femi06",
    Sandbox::API_USER,
];

/// Entries that the tally must have, so that the test covers these cases.
const REQUIRED_ENTRIES: [&str; 22] = [
    "deposit: done",
    "fiat deposit: done",
    "collection: done",
    "transfer: done",
    "transfer: response lost, recorded",
    "transfer: response lost, not recorded",
    "transfer: insufficient funds",
    "conversion: done",
    "conversion: rate key has expired",
    "conversion: invalid key",
    "withdrawal: done",
    "withdrawal: insufficient funds",
    "withdrawal ended: completed",
    "withdrawal ended: failed",
    "ramp: done",
    "ramp: User already has a pending ramp request",
    "ramp paid: processing",
    "ramp paid: processing at a later rate",
    "ramp paid: stays in the account",
    "ramp paid: second payment rejected",
    "used reference: recorded",
    "race: one of two",
];

/// A sandbox and the data that all tasks share.
pub struct Fixture {
    /// The sandbox.
    pub sandbox: Sandbox,
    /// Accounts that all tasks use.
    pub shared: Vec<String>,
    /// Deposit addresses of the shared accounts, by account and network family.
    addresses: BTreeMap<(String, &'static str), String>,
    /// The withdrawal fees, by currency and network.
    fees: BTreeMap<(String, String), Decimal>,
    /// The start of the sandbox, in Unix seconds.
    pub started: i64,
    /// How far its clock was advanced since, in seconds.
    advanced: AtomicI64,
    numbers: AtomicI64,
}

impl Fixture {
    async fn new() -> Result<Self> {
        let accounts: String = SHARED_ACCOUNTS
            .iter()
            .filter(|name| **name != Sandbox::API_USER)
            .map(|name| format!("[[accounts]]\nname = \"{name}\"\nkyc = [\"NG\"]\n"))
            .collect();
        let builder = Sandbox::builder().seed(Seed::read(&accounts)?);
        let sandbox = builder
            .settle_after(Duration::from_secs(20))
            .start()
            .await?;
        let partna = sandbox.client();
        let settings = types::SettingsRequest::builder()
            .fee_account(FEES)
            .fee_type("percentage")
            .fee_currency("USD")
            .fee_amount(Amount::try_from(FEE_PERCENT)?);
        partna.update_settings().body(settings).send().await?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
        Ok(Self {
            addresses: addresses(&partna).await?,
            fees: fees(&partna).await?,
            sandbox,
            shared: SHARED_ACCOUNTS.map(str::to_owned).into(),
            started: i64::try_from(now.as_secs())?,
            advanced: AtomicI64::new(0),
            numbers: AtomicI64::new(0),
        })
    }

    /// Returns a separate client with short waits.
    pub async fn client(&self) -> Result<Partna> {
        let partna = self.sandbox.client_with_key(Sandbox::API_KEY).await?;
        let retries = Retries::default()
            .attempts(10)
            .base_delay(Duration::from_millis(1))
            .max_delay(Duration::from_millis(5));
        Ok(partna.with(CallOptions::new().retries(retries)))
    }

    /// Advances the clock.
    pub fn advance(&self, seconds: u32) {
        self.advanced
            .fetch_add(i64::from(seconds), Ordering::SeqCst);
        self.sandbox.advance(Duration::from_secs(seconds.into()));
    }

    /// Returns the time of the sandbox, to within a few seconds.
    pub fn now(&self) -> i64 {
        self.started + self.advanced.load(Ordering::SeqCst)
    }

    /// Returns a unique number.
    pub fn next_number(&self) -> i64 {
        self.numbers.fetch_add(1, Ordering::SeqCst)
    }

    /// Returns the deposit address of an account on a network.
    pub fn address(&self, account: &str, network: &str) -> Result<&str> {
        let family = match network {
            "bitcoin" | "solana" | "tron" => network,
            _ => "ethereum",
        };
        let mut known = self.addresses.iter();
        let found = known.find(|((name, of), _)| name == account && *of == family);
        let (_, address) = found.ok_or_else(|| format!("{account} has no address on {network}"))?;
        Ok(address)
    }

    /// Returns the fee of a withdrawal.
    pub fn fee(&self, currency: &str, network: &str) -> Result<Decimal> {
        let key = (currency.to_owned(), network.to_owned());
        let fee = self.fees.get(&key);
        Ok(*fee.ok_or_else(|| format!("{currency} has no fee on {network}"))?)
    }
}

async fn addresses(partna: &Partna) -> Result<BTreeMap<(String, &'static str), String>> {
    let mut found = BTreeMap::new();
    for name in SHARED_ACCOUNTS {
        let response = partna.list_accounts().account_name(name).send().await?;
        let accounts = response.into_inner().data.unwrap_or_default().accounts;
        let account = accounts.first().ok_or("no account")?;
        let kinds = [
            ("USD", 0, "ethereum"),
            ("USD", 1, "tron"),
            ("USD", 2, "solana"),
            ("BTC", 0, "bitcoin"),
        ];
        for (ledger, index, kind) in kinds {
            let assets = account.get(ledger).map(|ledger| &ledger.asset);
            let asset = assets.and_then(|assets| assets.get(index));
            let address = asset
                .and_then(|asset| asset.id.clone())
                .ok_or("no address")?;
            found.insert((name.to_owned(), kind), address);
        }
    }
    Ok(found)
}

async fn fees(partna: &Partna) -> Result<BTreeMap<(String, String), Decimal>> {
    let response = partna.list_supported_assets().send().await?.into_inner();
    let mut found = BTreeMap::new();
    for (currency, networks) in response.data.ok_or("no assets")?.by_currency {
        for (network, asset) in networks.iter() {
            let fee = asset.withdrawal_fee.ok_or("no fee")?;
            found.insert((currency.clone(), network.clone()), fee.decimal());
        }
    }
    Ok(found)
}

/// Runs a sandbox from its start to the last audit.
async fn run(seed: u64) -> Result<Tally> {
    let fixture = Arc::new(Fixture::new().await?);
    let partna = fixture.client().await?;
    let mut model = Model::default();
    model.accounts.extend(fixture.shared.iter().cloned());
    let mut workers = Vec::new();
    for number in 0..TASKS {
        workers.push(Worker::new(fixture.clone(), number, seed).await?);
    }
    for _ in 0..ROUNDS {
        // Lists of transactions need fewer than a thousand in one second.
        fixture.advance(1);
        let mut tasks = JoinSet::new();
        for mut worker in workers.drain(..) {
            tasks.spawn(async move {
                worker.run(OPERATIONS_PER_ROUND).await?;
                Ok::<_, Failure>(worker)
            });
        }
        while let Some(worker) = tasks.join_next().await {
            let mut worker = worker??;
            model.merge(std::mem::take(&mut worker.model))?;
            workers.push(worker);
        }
        audit::settle(&partna, &mut model).await?;
        audit::money(&fixture, &partna, &model).await?;
        audit::ramps(&partna, &model, &fixture.shared).await?;
    }
    // Pending payments end, and pending ramps expire.
    fixture.advance(2 * 3600);
    audit::settle(&partna, &mut model).await?;
    if let Some(payment) = model.pending.first() {
        return Err(format!("payment: still pending at the end: {payment:?}").into());
    }
    audit::money(&fixture, &partna, &model).await?;
    let all_accounts: Vec<String> = model.accounts.iter().cloned().collect();
    let pending = audit::ramps(&partna, &model, &all_accounts).await?;
    if pending != 0 {
        return Err(format!("ramps: {pending} still pending at the end").into());
    }
    audit::transactions(&fixture, &partna, &model).await?;
    Ok(model.tally)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn books_balance_under_random_operations_and_faults() -> Result {
    let runs = if std::env::var_os("PARTNA_SOAK").is_some() {
        10
    } else {
        1
    };
    let mut tally = Tally::new();
    for seed in SEED..SEED + runs {
        println!("seed {seed}");
        let entries = run(seed)
            .await
            .map_err(|error| format!("seed {seed}: {error}"))?;
        for (entry, times) in entries {
            *tally.entry(entry).or_default() += times;
        }
    }
    for (entry, times) in &tally {
        println!("{times:>6} {entry}");
    }
    for required in REQUIRED_ENTRIES {
        assert!(
            tally.contains_key(required),
            "tally: no `{required}`; use another seed or more rounds"
        );
    }
    Ok(())
}
