//! One kind of call in one kind of trouble.

use std::time::Duration;

use futures_util::TryStreamExt;
use partna_auth::{
    Amount, CallOptions, ErrorKind, Outcome, Partna, Pending, Reference, Rejected, Resent,
    Resolution, Retries, WithReference, Write, types,
};
use partna_sandbox::{Books, Fault, Sandbox, Seed};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use tokio::time::sleep;

use super::Result;

/// How long an attempt may take.
const PATIENCE: Duration = Duration::from_millis(800);
/// Longer than that.
pub const LONG: Duration = Duration::from_millis(1600);
/// Longer than it takes to look, find nothing, and send again.
pub const LONGEST: Duration = Duration::from_secs(4);

/// The kinds of call, by what may be done about trouble.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Get,
    PostThatReads,
    Transfer,
    Withdrawal,
    Ramp,
    Conversion,
    Account,
    GetThatActs,
}

const NAME: &str = "chidi03";
const TRANSFERRED: Decimal = Decimal::from_parts(2575, 0, 0, false, 2);
const PAID_OUT: Decimal = Decimal::from_parts(400, 0, 0, false, 0);
const CONVERTED: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
const FAR: &str = "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF";

/// One kind of call in one kind of trouble, on a sandbox of its own.
pub struct Cell {
    kind: Kind,
    pub sandbox: Sandbox,
    partna: Partna,
    /// How long to wait before anything is done about trouble.
    rest: Duration,
}

impl Cell {
    pub async fn new(kind: Kind, fault: &Fault) -> Result<Self> {
        let seed = Seed::read(
            "[[accounts]]\nname = \"amina01\"\nbalances = { NGN = \"100000\" }\n[[accounts]]\nname = \"bello02\"\n",
        )?;
        let sandbox = Sandbox::builder().seed(seed).start().await?;
        Ok(Self {
            kind,
            partna: quick(&sandbox),
            sandbox,
            rest: match fault {
                Fault::Delay(time) if *time < LONGEST => *time,
                _ => Duration::from_millis(50),
            },
        })
    }

    pub fn books(&self) -> Result<Books> {
        let books = self.sandbox.books();
        books.check()?;
        Ok(books)
    }

    /// How often it happened so far, by the books.
    pub async fn times(&self) -> Result<usize> {
        let books = self.books()?;
        let naira = books.lines.get("NGN").ok_or("no naira")?;
        let (moved, each) = match self.kind {
            Kind::Transfer => (self.balance("bello02").await?, TRANSFERRED),
            Kind::Withdrawal => (naira.withdrawals, PAID_OUT),
            Kind::Conversion => (naira.converted_out, CONVERTED),
            Kind::Ramp => {
                let list = self.partna.ramps(Sandbox::API_USER);
                let ramps: Vec<types::Ramp> = list.stream().try_collect().await?;
                return Ok(ramps.len());
            }
            Kind::Account => {
                let accounts = self.partna.account_details().stream();
                let accounts: Vec<types::AccountDetails> = accounts.try_collect().await?;
                let named = accounts
                    .iter()
                    .filter(|account| account.external_ref.as_deref() == Some(NAME));
                return Ok(named.count());
            }
            Kind::Get | Kind::PostThatReads | Kind::GetThatActs => return Ok(0),
        };
        if moved == Decimal::ZERO {
            Ok(0)
        } else if moved == each {
            Ok(1)
        } else {
            Err(format!("{moved} was moved instead of {each}").into())
        }
    }

    async fn balance(&self, account: &str) -> Result<Decimal> {
        let answer = self
            .partna
            .list_accounts()
            .account_name(account)
            .send()
            .await?;
        let accounts = answer.into_inner().data.unwrap_or_default().accounts;
        let ledger = accounts.first().and_then(|account| account.get("NGN"));
        let balance = ledger.and_then(|ledger| ledger.balance);
        Ok(balance.ok_or("no balance")?.decimal())
    }

    /// Reads, and once more if that failed: then the trouble is over, and nothing has changed.
    async fn read<T>(
        &self,
        call: impl AsyncFn() -> std::result::Result<T, partna_auth::Error>,
    ) -> Result<String> {
        let before = self.books()?;
        let mut told = "done".to_owned();
        if let Err(error) = call().await {
            call().await?;
            told = format!("{:?}, then done", error.kind());
        }
        sleep(self.rest).await;
        if self.books()? != before {
            return Err("a read has changed the books".into());
        }
        Ok(told)
    }

    /// Sends a write, compares what is told of it with what happened, and hands on what is still not known.
    async fn write<T: DeserializeOwned, D>(
        &self,
        write: Write<T, D>,
    ) -> Result<(String, Option<Pending<T, D>>)> {
        let outcome = write.send().await;
        sleep(self.rest).await;
        let times = self.times().await?;
        match outcome {
            Ok(Outcome::Accepted(_)) => {
                is(times, 1)?;
                Ok(("done".to_owned(), None))
            }
            Ok(Outcome::Unknown(pending)) => {
                let found = match pending.resolve().await? {
                    Resolution::Committed(record) => {
                        record.amount().ok_or("no amount")?;
                        1
                    }
                    Resolution::NotSeen => 0,
                };
                is(times, found)?;
                Ok((format!("unknown, {}", often(times)), Some(pending)))
            }
            // It did not happen, and may be sent again.
            Err(error) => {
                is(times, 0)?;
                let again = write.send().await?;
                is(self.times().await?, 1)?;
                match again {
                    Outcome::Accepted(_) => Ok((
                        format!("{:?}, {}; again: done", error.kind(), often(0)),
                        None,
                    )),
                    Outcome::Unknown(_) => Err("the trouble is over, and it is unknown".into()),
                }
            }
        }
    }

    /// The same, and then sends again what is not known: whatever happened before, it has happened once after that.
    async fn write_again<T: DeserializeOwned>(&self, write: Write<T, Rejected>) -> Result<String> {
        let (told, pending) = self.write(write).await?;
        let Some(pending) = pending else {
            return Ok(told);
        };
        let again = match pending.send_again().await? {
            Resent::Accepted(_) => "done",
            Resent::AlreadyApplied(Some(_)) => "it had arrived",
            Resent::AlreadyApplied(None) => return Err("it arrived, and is not on record".into()),
            Resent::Unknown(_) => return Err("the trouble is over, and it is unknown".into()),
        };
        is(self.times().await?, 1)?;
        Ok(format!("{told}; again: {again}"))
    }

    /// A write that nobody can look up by a reference; but a name is taken once.
    async fn open(&self) -> Result<String> {
        let open = async || {
            let body = types::AccountRequest::builder().account_name(NAME);
            self.partna.create_account().body(body).send().await
        };
        let opened = open().await;
        sleep(self.rest).await;
        let times = self.times().await?;
        let told = match &opened {
            Ok(_) => {
                is(times, 1)?;
                return Ok("done".to_owned());
            }
            Err(error) if error.kind() == ErrorKind::OutcomeUnknown => "unknown".to_owned(),
            Err(error) => {
                is(times, 0)?;
                format!("{:?}", error.kind())
            }
        };
        let again = match open().await {
            Ok(_) if times == 0 => "done".to_owned(),
            Err(error) if times == 1 => format!("{:?}", error.kind()),
            other => return Err(format!("{}, and then {other:?}", often(times)).into()),
        };
        is(self.times().await?, 1)?;
        Ok(format!("{told}, {}; again: {again}", often(times)))
    }

    pub async fn run(&self) -> Result<String> {
        let partna = &self.partna;
        match self.kind {
            Kind::Get => self.read(async || partna.get_balances().send().await).await,
            Kind::PostThatReads => {
                let body = types::RampBreakdownRequest::builder()
                    .from_amount(1000)
                    .from_currency("NGN")
                    .from_network("naira")
                    .to_currency("USDT")
                    .to_network("tron")
                    .rate_key(key(partna, "USDT").await?);
                let ask = async || partna.get_ramp_breakdown().body(body.clone()).send().await;
                self.read(ask).await
            }
            Kind::Transfer => {
                let body = types::TransferRequest::builder()
                    .from_account("amina01")
                    .to_account("bello02")
                    .currency("NGN")
                    .amount(Amount::try_from(TRANSFERRED)?);
                let write = partna.create_transfer().body(body);
                self.write_again(write.with_reference(Reference::random())?)
                    .await
            }
            Kind::Withdrawal => {
                let body = types::WithdrawalRequest::builder()
                    .from_account("amina01")
                    .currency("NGN")
                    .amount(Amount::try_from(PAID_OUT)?)
                    .account_number("0120000001")
                    .bank_code("057");
                let write = partna.create_withdrawal().body(body);
                self.write_again(write.with_reference(Reference::random())?)
                    .await
            }
            Kind::Ramp => {
                let write = partna.create_ramp().body(onramp(partna).await?);
                self.write_again(write.with_reference(Reference::random())?)
                    .await
            }
            Kind::Conversion => {
                let body = types::ConversionRequest::builder()
                    .account_name("amina01")
                    .from_amount(Amount::try_from(CONVERTED)?)
                    .rate_key(key(partna, "USD").await?);
                let write = partna.convert_currency().body(body);
                let (told, _) = self
                    .write(write.with_reference(Reference::random())?)
                    .await?;
                Ok(told)
            }
            Kind::Account => self.open().await,
            Kind::GetThatActs => {
                let before = self.books()?;
                let told = match partna.trigger_pricing().send().await {
                    Ok(_) => "done".to_owned(),
                    Err(error) => format!("{:?}", error.kind()),
                };
                sleep(self.rest).await;
                if self.books()? != before {
                    return Err("it has changed the books".into());
                }
                Ok(told)
            }
        }
    }
}

/// A client that does not wait long.
pub fn quick(sandbox: &Sandbox) -> Partna {
    let retries = Retries::default()
        .first_wait(Duration::from_millis(5))
        .seed(1);
    sandbox.client().with(
        CallOptions::new()
            .attempt_timeout(PATIENCE)
            .retries(retries),
    )
}

fn is(times: usize, meant: usize) -> Result {
    if times == meant {
        Ok(())
    } else {
        Err(format!("it happened {times} times, and should have {meant} times").into())
    }
}

fn often(times: usize) -> &'static str {
    match times {
        0 => "did not happen",
        1 => "happened",
        _ => "happened more than once",
    }
}

/// A key for naira.
async fn key(partna: &Partna, to: &str) -> Result<String> {
    let question = partna.get_rate().from_currency("NGN").to_currency(to);
    let rates = question.send().await?.into_inner().data.unwrap_or_default();
    let mut rates = rates.rate;
    let rate = rates.remove(&format!("NGN_to_{to}")).ok_or("no rate")?;
    Ok(rate.key.ok_or("no key")?)
}

/// A ramp of the merchant's own.
pub async fn onramp(partna: &Partna) -> Result<types::builder::RampRequest> {
    Ok(types::RampRequest::builder()
        .account_name(Sandbox::API_USER)
        .from_amount(20_000)
        .from_currency("NGN")
        .from_network("naira")
        .to_currency("USDT")
        .to_network("tron")
        .crypto_address(FAR)
        .rate_key(key(partna, "USDT").await?))
}
