//! What is tried a second time under a name that is taken.

use partna_auth::{ErrorKind, WithReference, types};
use rand::RngExt;
use rand::seq::IndexedRandom;

use super::Result;
use super::actor::Actor;
use super::end::{End, end_of, is_refusal};
use super::moves::transfer_of;

impl Actor {
    /// Something else under a reference that took effect.
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
                let end = end_of(write.with_reference(reference)?).await?;
                self.not_again(&end)
            }
            1 => {
                let body = types::WithdrawalRequest::builder()
                    .from_account(from)
                    .amount(amount)
                    .currency("NGN")
                    .account_number("0120000001")
                    .bank_code("057");
                let write = self.partna.create_withdrawal().body(body);
                let end = end_of(write.with_reference(reference)?).await?;
                self.not_again(&end)
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
                let end = end_of(write.with_reference(reference)?).await?;
                self.not_again(&end)
            }
            _ => {
                let body = types::MockDepositRequest::builder()
                    .account_name(from)
                    .amount(amount)
                    .currency("NGN")
                    .network("naira")
                    .tx_hash(reference.as_str());
                match self.partna.create_mock_deposit().body(body).send().await {
                    Ok(_) => Err(format!("{reference} was taken twice").into()),
                    Err(error) if error.kind() == ErrorKind::OutcomeUnknown => Ok(()),
                    Err(error) if is_refusal(&error) => Ok(()),
                    Err(error) => Err(error.into()),
                }
            }
        }
    }

    fn not_again<T>(&mut self, end: &End<T>) -> Result {
        match end {
            End::Done(_) => Err("a used reference was taken".into()),
            End::Refused(error) => Err(format!("a used reference was refused as {error}").into()),
            // The API says that the reference exists, or the response was lost. What is found is what happened before.
            End::Found(_) => {
                self.model.note("used reference: found");
                Ok(())
            }
            End::NotSeen => Ok(()),
        }
    }

    /// A new account, or now and then one that is there.
    pub async fn open(&mut self) -> Result {
        if self.random.random_ratio(1, 4) {
            let name = self.account()?;
            let body = types::AccountRequest::builder().account_name(name.as_str());
            return match self.partna.create_account().body(body).send().await {
                Ok(_) => Err(format!("{name} was opened twice").into()),
                Err(error) => match error.kind() {
                    ErrorKind::Conflict | ErrorKind::OutcomeUnknown => Ok(()),
                    _ => Err(error.into()),
                },
            };
        }
        self.opened += 1;
        let name = format!("task{}of{}", self.opened, self.number);
        let body = types::AccountRequest::builder().account_name(name.as_str());
        let opened = match self.partna.create_account().body(body).send().await {
            Ok(_) => true,
            Err(error) if error.kind() == ErrorKind::OutcomeUnknown => self.is_there(&name).await?,
            Err(error) => return Err(error.into()),
        };
        if opened {
            self.model.note("account: opened");
            self.model.accounts.insert(name.clone());
            self.own.push(name);
        }
        Ok(())
    }

    async fn is_there(&self, name: &str) -> Result<bool> {
        match self.partna.list_accounts().account_name(name).send().await {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
