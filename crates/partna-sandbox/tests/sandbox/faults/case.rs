//! One kind of call with one fault.

use std::time::Duration;

use futures_util::TryStreamExt;
use partna_auth::{
    Amount, CallOptions, ErrorKind, Outcome, Partna, Pending, Reference, RejectsDuplicates, Resent,
    Resolution, Retries, WithReference, Write, types,
};
use partna_sandbox::{Books, Fault, Sandbox, Seed};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use tokio::time::sleep;

use super::Result;

/// The timeout of an attempt.
const ATTEMPT_TIMEOUT: Duration = Duration::from_millis(800);
/// A delay that is longer than the timeout of an attempt.
pub const DELAY_PAST_TIMEOUT: Duration = Duration::from_millis(1600);
/// A delay that is longer than a lookup and a resend.
pub const DELAY_PAST_RESEND: Duration = Duration::from_secs(4);

/// The kinds of call, by their recovery after a fault.
#[derive(Clone, Copy, Debug)]
pub enum CallKind {
    Get,
    ReadByPost,
    Transfer,
    Withdrawal,
    Ramp,
    Conversion,
    Account,
    UnsafeGet,
}

const ACCOUNT_NAME: &str = "chidi03";
const TRANSFER_AMOUNT: Decimal = Decimal::from_parts(2575, 0, 0, false, 2);
const WITHDRAWAL_AMOUNT: Decimal = Decimal::from_parts(400, 0, 0, false, 0);
const CONVERSION_AMOUNT: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
const EXTERNAL_ADDRESS: &str = "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF";

/// One kind of call with one fault, on a separate sandbox.
pub struct Case {
    kind: CallKind,
    pub sandbox: Sandbox,
    partna: Partna,
    /// The wait before the recovery.
    recovery_delay: Duration,
}

impl Case {
    pub async fn new(kind: CallKind, fault: &Fault) -> Result<Self> {
        let seed = Seed::read(
            "[[accounts]]\nname = \"amina01\"\nbalances = { NGN = \"100000\" }\n[[accounts]]\nname = \"bello02\"\n",
        )?;
        let sandbox = Sandbox::builder().seed(seed).start().await?;
        Ok(Self {
            kind,
            partna: client_with_short_waits(&sandbox),
            sandbox,
            recovery_delay: match fault {
                Fault::Delay(time) if *time < DELAY_PAST_RESEND => *time,
                _ => Duration::from_millis(50),
            },
        })
    }

    pub fn books(&self) -> Result<Books> {
        let books = self.sandbox.books();
        books.check()?;
        Ok(books)
    }

    /// Returns how often the write was applied, from the books and lists.
    pub async fn count_applied(&self) -> Result<usize> {
        let books = self.books()?;
        let naira = books.lines.get("NGN").ok_or("no naira")?;
        let (moved, amount) = match self.kind {
            CallKind::Transfer => (self.balance("bello02").await?, TRANSFER_AMOUNT),
            CallKind::Withdrawal => (naira.withdrawals, WITHDRAWAL_AMOUNT),
            CallKind::Conversion => (naira.converted_out, CONVERSION_AMOUNT),
            CallKind::Ramp => {
                let list = self.partna.ramps(Sandbox::API_USER);
                let ramps: Vec<types::Ramp> = list.stream().try_collect().await?;
                return Ok(ramps.len());
            }
            CallKind::Account => {
                let accounts = self.partna.account_details().stream();
                let accounts: Vec<types::AccountDetails> = accounts.try_collect().await?;
                let named = accounts
                    .iter()
                    .filter(|account| account.external_ref.as_deref() == Some(ACCOUNT_NAME));
                return Ok(named.count());
            }
            CallKind::Get | CallKind::ReadByPost | CallKind::UnsafeGet => return Ok(0),
        };
        if moved == Decimal::ZERO {
            Ok(0)
        } else if moved == amount {
            Ok(1)
        } else {
            Err(format!("moved amount: {moved}, expected {amount}").into())
        }
    }

    async fn balance(&self, account: &str) -> Result<Decimal> {
        let response = self
            .partna
            .list_accounts()
            .account_name(account)
            .send()
            .await?;
        let accounts = response.into_inner().data.unwrap_or_default().accounts;
        let ledger = accounts.first().and_then(|account| account.get("NGN"));
        let balance = ledger.and_then(|ledger| ledger.balance);
        Ok(balance.ok_or("no balance")?.decimal())
    }

    /// Reads, and reads again if that failed. The books must not change.
    async fn read<T>(
        &self,
        call: impl AsyncFn() -> std::result::Result<T, partna_auth::Error>,
    ) -> Result<String> {
        let before = self.books()?;
        let mut result = "accepted".to_owned();
        if let Err(error) = call().await {
            call().await?;
            result = format!("{:?}, then accepted", error.kind());
        }
        sleep(self.recovery_delay).await;
        if self.books()? != before {
            return Err("a read changed the books".into());
        }
        Ok(result)
    }

    /// Sends a write, and compares its reported outcome with the books. Returns the pending write if the outcome is unknown.
    async fn write<T: DeserializeOwned, D>(
        &self,
        write: Write<T, D>,
    ) -> Result<(String, Option<Pending<T, D>>)> {
        let outcome = write.send().await;
        sleep(self.recovery_delay).await;
        let applied = self.count_applied().await?;
        match outcome {
            Ok(Outcome::Accepted(_)) => {
                check_count(applied, 1)?;
                Ok(("accepted".to_owned(), None))
            }
            Ok(Outcome::Unknown(pending)) => {
                let found = match pending.resolve().await? {
                    Resolution::Found(record) => {
                        record.amount().ok_or("no amount")?;
                        1
                    }
                    Resolution::NotSeen => 0,
                };
                check_count(applied, found)?;
                Ok((
                    format!("unknown, {}", describe_count(applied)),
                    Some(pending),
                ))
            }
            // A failed write was not applied and may be sent again.
            Err(error) => {
                check_count(applied, 0)?;
                let resent = write.send().await?;
                check_count(self.count_applied().await?, 1)?;
                match resent {
                    Outcome::Accepted(_) => Ok((
                        format!(
                            "{:?}, {}; resent: accepted",
                            error.kind(),
                            describe_count(0)
                        ),
                        None,
                    )),
                    Outcome::Unknown(_) => Err("the outcome is unknown without a fault".into()),
                }
            }
        }
    }

    /// Sends a write, and resends it if its outcome is unknown. It must be applied once in each case.
    async fn write_and_resend<T: DeserializeOwned>(
        &self,
        write: Write<T, RejectsDuplicates>,
    ) -> Result<String> {
        let (result, pending) = self.write(write).await?;
        let Some(pending) = pending else {
            return Ok(result);
        };
        let resent = match pending.send_again().await? {
            Resent::Accepted(_) => "accepted",
            Resent::AlreadyApplied(Some(_)) => "already applied",
            Resent::AlreadyApplied(None) => {
                return Err("the write was already applied but has no record".into());
            }
            Resent::Unknown(_) => return Err("the outcome is unknown without a fault".into()),
        };
        check_count(self.count_applied().await?, 1)?;
        Ok(format!("{result}; resent: {resent}"))
    }

    /// Creates an account, which has no lookup by reference. Its name is unique.
    async fn create_account(&self) -> Result<String> {
        let create = async || {
            let body = types::AccountRequest::builder().account_name(ACCOUNT_NAME);
            self.partna.create_account().body(body).send().await
        };
        let created = create().await;
        sleep(self.recovery_delay).await;
        let applied = self.count_applied().await?;
        let result = match &created {
            Ok(_) => {
                check_count(applied, 1)?;
                return Ok("accepted".to_owned());
            }
            Err(error) if error.kind() == ErrorKind::OutcomeUnknown => "unknown".to_owned(),
            Err(error) => {
                check_count(applied, 0)?;
                format!("{:?}", error.kind())
            }
        };
        let resent = match create().await {
            Ok(_) if applied == 0 => "accepted".to_owned(),
            Err(error) if applied == 1 => format!("{:?}", error.kind()),
            other => return Err(format!("{}, then {other:?}", describe_count(applied)).into()),
        };
        check_count(self.count_applied().await?, 1)?;
        Ok(format!(
            "{result}, {}; resent: {resent}",
            describe_count(applied)
        ))
    }

    pub async fn run(&self) -> Result<String> {
        let partna = &self.partna;
        match self.kind {
            CallKind::Get => self.read(async || partna.get_balances().send().await).await,
            CallKind::ReadByPost => {
                let body = types::RampBreakdownRequest::builder()
                    .from_amount(1000)
                    .from_currency("NGN")
                    .from_network("naira")
                    .to_currency("USDT")
                    .to_network("tron")
                    .rate_key(rate_key(partna, "USDT").await?);
                let request_breakdown =
                    async || partna.get_ramp_breakdown().body(body.clone()).send().await;
                self.read(request_breakdown).await
            }
            CallKind::Transfer => {
                let body = types::TransferRequest::builder()
                    .from_account("amina01")
                    .to_account("bello02")
                    .currency("NGN")
                    .amount(Amount::try_from(TRANSFER_AMOUNT)?);
                let write = partna.create_transfer().body(body);
                self.write_and_resend(write.with_reference(Reference::random())?)
                    .await
            }
            CallKind::Withdrawal => {
                let body = types::WithdrawalRequest::builder()
                    .from_account("amina01")
                    .currency("NGN")
                    .amount(Amount::try_from(WITHDRAWAL_AMOUNT)?)
                    .account_number("0120000001")
                    .bank_code("057");
                let write = partna.create_withdrawal().body(body);
                self.write_and_resend(write.with_reference(Reference::random())?)
                    .await
            }
            CallKind::Ramp => {
                let write = partna.create_ramp().body(onramp(partna).await?);
                self.write_and_resend(write.with_reference(Reference::random())?)
                    .await
            }
            CallKind::Conversion => {
                let body = types::ConversionRequest::builder()
                    .account_name("amina01")
                    .from_amount(Amount::try_from(CONVERSION_AMOUNT)?)
                    .rate_key(rate_key(partna, "USD").await?);
                let write = partna.convert_currency().body(body);
                let (result, _) = self
                    .write(write.with_reference(Reference::random())?)
                    .await?;
                Ok(result)
            }
            CallKind::Account => self.create_account().await,
            CallKind::UnsafeGet => {
                let before = self.books()?;
                let result = match partna.trigger_billing().send().await {
                    Ok(_) => "accepted".to_owned(),
                    Err(error) => format!("{:?}", error.kind()),
                };
                sleep(self.recovery_delay).await;
                if self.books()? != before {
                    return Err("the call changed the books".into());
                }
                Ok(result)
            }
        }
    }
}

/// Returns a client with short timeouts and waits.
pub fn client_with_short_waits(sandbox: &Sandbox) -> Partna {
    let retries = Retries::default()
        .base_delay(Duration::from_millis(5))
        .seed(1);
    sandbox.client().with(
        CallOptions::new()
            .attempt_timeout(ATTEMPT_TIMEOUT)
            .retries(retries),
    )
}

fn check_count(applied: usize, expected: usize) -> Result {
    if applied == expected {
        Ok(())
    } else {
        Err(format!("write: applied {applied} times, expected {expected} times").into())
    }
}

fn describe_count(applied: usize) -> &'static str {
    match applied {
        0 => "not applied",
        1 => "applied",
        _ => "applied more than once",
    }
}

/// Returns a rate key from naira.
async fn rate_key(partna: &Partna, to: &str) -> Result<String> {
    let request = partna.get_rate().from_currency("NGN").to_currency(to);
    let rates = request.send().await?.into_inner().data.unwrap_or_default();
    let mut rates = rates.rate;
    let rate = rates.remove(&format!("NGN_to_{to}")).ok_or("no rate")?;
    Ok(rate.key.ok_or("no key")?)
}

/// Returns an onramp of the merchant's account.
pub async fn onramp(partna: &Partna) -> Result<types::builder::RampRequest> {
    Ok(types::RampRequest::builder()
        .account_name(Sandbox::API_USER)
        .from_amount(20_000)
        .from_currency("NGN")
        .from_network("naira")
        .to_currency("USDT")
        .to_network("tron")
        .crypto_address(EXTERNAL_ADDRESS)
        .rate_key(rate_key(partna, "USDT").await?))
}
