//! Writes with a reference or an account name that is already used.

use partna_auth::{ErrorKind, WithReference, types};
use rand::RngExt;
use rand::seq::IndexedRandom;

use super::Result;
use super::outcome::{WriteOutcome, is_rejection, send_and_resolve};
use super::transfers::transfer_of;
use super::worker::Worker;

impl Worker {
    /// Sends another write with a used reference.
    pub async fn repeat(&mut self) -> Result {
        let Some(reference) = self.used.choose(&mut self.random).cloned() else {
            return self.deposit().await;
        };
        let amount = self.amount("NGN")?;
        let (from, to) = (self.account()?, self.account()?);
        match self.random.random_range(0..4) {
            0 => {
                let body = transfer_of(&from, &to, "NGN", amount);
                let write = self.partna.create_transfer().body(body);
                let outcome = send_and_resolve(write.with_reference(reference)?).await?;
                self.check_not_applied(&outcome)
            }
            1 => {
                let body = types::WithdrawalRequest::builder()
                    .from_account(from)
                    .amount(amount)
                    .currency("NGN")
                    .account_number("0120000001")
                    .bank_code("057");
                let write = self.partna.create_withdrawal().body(body);
                let outcome = send_and_resolve(write.with_reference(reference)?).await?;
                self.check_not_applied(&outcome)
            }
            2 => {
                let body = types::RampRequest::builder()
                    .account_name(from)
                    .from_currency("USDT")
                    .from_network("tron")
                    .to_currency("NGN")
                    .to_network("naira")
                    .rate_key("none")
                    .cancel_pending_ramp_request(true);
                let write = self.partna.create_ramp().body(body);
                let outcome = send_and_resolve(write.with_reference(reference)?).await?;
                self.check_not_applied(&outcome)
            }
            _ => {
                let body = types::MockDepositRequest::builder()
                    .account_name(from)
                    .amount(amount)
                    .currency("NGN")
                    .network("naira")
                    .tx_hash(reference.as_str());
                match self.partna.create_mock_deposit().body(body).send().await {
                    Ok(_) => Err(format!("{reference}: accepted twice").into()),
                    Err(error) if error.kind() == ErrorKind::OutcomeUnknown => Ok(()),
                    Err(error) if is_rejection(&error) => Ok(()),
                    Err(error) => Err(error.into()),
                }
            }
        }
    }

    fn check_not_applied<T>(&mut self, outcome: &WriteOutcome<T>) -> Result {
        match outcome {
            WriteOutcome::Accepted(_) => Err("a used reference was accepted".into()),
            WriteOutcome::Rejected(error) => {
                Err(format!("a used reference was rejected without a lookup: {error}").into())
            }
            // The API reported that the reference exists, or the response was lost. The record is that of the first write.
            WriteOutcome::Recorded(_) => {
                self.model.count("used reference: recorded");
                Ok(())
            }
            WriteOutcome::NotSeen => Ok(()),
        }
    }

    /// Creates a new account, or tries to create an existing one.
    pub async fn open(&mut self) -> Result {
        if self.random.random_ratio(1, 4) {
            let name = self.account()?;
            let body = types::AccountRequest::builder().account_name(name.as_str());
            return match self.partna.create_account().body(body).send().await {
                Ok(_) => Err(format!("{name}: created twice").into()),
                Err(error) => match error.kind() {
                    ErrorKind::Conflict | ErrorKind::OutcomeUnknown => Ok(()),
                    _ => Err(error.into()),
                },
            };
        }
        self.opened += 1;
        let name = format!("task{}of{}", self.opened, self.number);
        let body = types::AccountRequest::builder().account_name(name.as_str());
        let is_created = match self.partna.create_account().body(body).send().await {
            Ok(_) => true,
            Err(error) if error.kind() == ErrorKind::OutcomeUnknown => {
                self.account_exists(&name).await?
            }
            Err(error) => return Err(error.into()),
        };
        if is_created {
            self.model.count("account: created");
            self.model.accounts.insert(name.clone());
            self.own.push(name);
        }
        Ok(())
    }

    async fn account_exists(&self, name: &str) -> Result<bool> {
        match self.partna.list_accounts().account_name(name).send().await {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
