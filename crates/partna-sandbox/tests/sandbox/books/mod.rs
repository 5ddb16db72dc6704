//! The books of a sandbox under random operations from many tasks: they balance whatever happens, and what the tasks were told
//! is what happened.

mod actor;
mod again;
mod audit;
mod conversions;
mod end;
mod model;
mod moves;
mod payouts;
mod ramps;

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use actor::Actor;
use model::{Model, Tally};
use partna_auth::{Amount, CallOptions, Partna, Retries, types};
use partna_sandbox::{Sandbox, Seed};
use rust_decimal::Decimal;
use tokio::task::JoinSet;

type Failure = Box<dyn Error + Send + Sync>;
type Result<T = ()> = std::result::Result<T, Failure>;

const SEED: u64 = 20_261_124;
const TASKS: u64 = 8;
/// Operations of a task between two audits.
const EACH: u32 = 63;
/// Audits. Operations are 10,080: 8 x 63 x 20.
const ROUNDS: u32 = 20;
/// The account that the merchant's own fee of ramps goes to, and its part of what is bought.
const FEES: &str = "fees01";
const FEE_PERCENT: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
/// The accounts that all tasks use.
const SHARED: [&str; 8] = [
    FEES,
    "amina01",
    "bello02",
    "chidi03",
    "dayo04",
    "esi05",
    "femi06",
    Sandbox::API_USER,
];

/// What has to have happened, or the test shows less than it says: lines of the tally.
const WANTED: [&str; 22] = [
    "deposit: done",
    "fiat deposit: done",
    "collection: done",
    "transfer: done",
    "transfer: lost, and found",
    "transfer: lost, and not there",
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
    "ramp paid: goes on",
    "ramp paid: goes on at a later rate",
    "ramp paid: stays in the account",
    "ramp paid: not twice",
    "used reference: found",
    "race: one of two",
];

/// A sandbox, and what all tasks know of it.
pub struct Scene {
    /// The sandbox.
    pub sandbox: Sandbox,
    /// Accounts that all tasks use.
    pub shared: Vec<String>,
    /// Deposit addresses of the shared accounts, by account and kind of network.
    addresses: BTreeMap<(String, &'static str), String>,
    /// What it costs to send, by currency and network.
    fees: BTreeMap<(String, String), Decimal>,
    /// When the sandbox was started, and how far its clock was put forward since, in seconds.
    pub started: i64,
    advanced: AtomicI64,
    numbers: AtomicI64,
}

impl Scene {
    async fn new() -> Result<Self> {
        let accounts: String = SHARED
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
            shared: SHARED.map(str::to_owned).into(),
            started: i64::try_from(now.as_secs())?,
            advanced: AtomicI64::new(0),
            numbers: AtomicI64::new(0),
        })
    }

    /// A client of its own, which does not wait long.
    pub async fn client(&self) -> Result<Partna> {
        let partna = self.sandbox.client_with_key(Sandbox::API_KEY).await?;
        let retries = Retries::default()
            .attempts(10)
            .first_wait(Duration::from_millis(1))
            .longest_wait(Duration::from_millis(5));
        Ok(partna.with(CallOptions::new().retries(retries)))
    }

    /// Puts the clock forward.
    pub fn advance(&self, seconds: u32) {
        self.advanced
            .fetch_add(i64::from(seconds), Ordering::SeqCst);
        self.sandbox.advance(Duration::from_secs(seconds.into()));
    }

    /// The sandbox's time, give or take some seconds.
    pub fn now(&self) -> i64 {
        self.started + self.advanced.load(Ordering::SeqCst)
    }

    /// A number that nobody had before.
    pub fn number(&self) -> i64 {
        self.numbers.fetch_add(1, Ordering::SeqCst)
    }

    /// Where an account is paid by a network.
    pub fn address(&self, account: &str, network: &str) -> Result<&str> {
        let kind = match network {
            "bitcoin" | "solana" | "tron" => network,
            _ => "ethereum",
        };
        let mut known = self.addresses.iter();
        let found = known.find(|((name, of), _)| name == account && *of == kind);
        let (_, address) = found.ok_or_else(|| format!("{account} has no address on {network}"))?;
        Ok(address)
    }

    /// What a withdrawal costs.
    pub fn fee(&self, currency: &str, network: &str) -> Result<Decimal> {
        let place = (currency.to_owned(), network.to_owned());
        let fee = self.fees.get(&place);
        Ok(*fee.ok_or_else(|| format!("{currency} has no fee on {network}"))?)
    }
}

async fn addresses(partna: &Partna) -> Result<BTreeMap<(String, &'static str), String>> {
    let mut found = BTreeMap::new();
    for name in SHARED {
        let answer = partna.list_accounts().account_name(name).send().await?;
        let accounts = answer.into_inner().data.unwrap_or_default().accounts;
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
    let answer = partna.list_supported_assets().send().await?.into_inner();
    let mut found = BTreeMap::new();
    for (currency, networks) in answer.data.ok_or("no assets")?.by_currency {
        for (network, asset) in networks.iter() {
            let fee = asset.withdrawal_fee.ok_or("no fee")?;
            found.insert((currency.clone(), network.clone()), fee.decimal());
        }
    }
    Ok(found)
}

/// A sandbox from its start to the last audit.
async fn story(seed: u64) -> Result<Tally> {
    let scene = Arc::new(Scene::new().await?);
    let partna = scene.client().await?;
    let mut model = Model::default();
    model.accounts.extend(scene.shared.iter().cloned());
    let mut actors = Vec::new();
    for number in 0..TASKS {
        actors.push(Actor::new(scene.clone(), number, seed).await?);
    }
    for _ in 0..ROUNDS {
        // Lists of transactions want less than a thousand in a second.
        scene.advance(1);
        let mut tasks = JoinSet::new();
        for mut actor in actors.drain(..) {
            tasks.spawn(async move {
                actor.act(EACH).await?;
                Ok::<_, Failure>(actor)
            });
        }
        while let Some(actor) = tasks.join_next().await {
            let mut actor = actor??;
            model.absorb(std::mem::take(&mut actor.model))?;
            actors.push(actor);
        }
        audit::settle(&partna, &mut model).await?;
        audit::money(&scene, &partna, &model).await?;
        audit::ramps(&partna, &model, &scene.shared).await?;
    }
    // Whatever is under way ends, and every ramp that waits expires.
    scene.advance(2 * 3600);
    audit::settle(&partna, &mut model).await?;
    if let Some(payment) = model.under_way.first() {
        return Err(format!("it has not ended: {payment:?}").into());
    }
    audit::money(&scene, &partna, &model).await?;
    let everybody: Vec<String> = model.accounts.iter().cloned().collect();
    let pending = audit::ramps(&partna, &model, &everybody).await?;
    if pending != 0 {
        return Err(format!("{pending} ramps wait for ever").into());
    }
    audit::transactions(&scene, &partna, &model).await?;
    Ok(model.tally)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_books_balance_whatever_happens() -> Result {
    let stories = if std::env::var_os("PARTNA_SOAK").is_some() {
        10
    } else {
        1
    };
    let mut tally = Tally::new();
    for seed in SEED..SEED + stories {
        println!("seed {seed}");
        let told = story(seed)
            .await
            .map_err(|error| format!("seed {seed}: {error}"))?;
        for (what, times) in told {
            *tally.entry(what).or_default() += times;
        }
    }
    for (what, times) in &tally {
        println!("{times:>6} {what}");
    }
    for wanted in WANTED {
        assert!(tally.contains_key(wanted), "this never happened: {wanted}");
    }
    Ok(())
}
