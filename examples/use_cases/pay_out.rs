//! Pays out naira from the account `ACCOUNT` to a bank account. Repeated runs pay once: the file `PAYOUT` has the payout. Delete
//! the file for another payout. The guide `writes` explains the steps.

use std::error::Error;
use std::path::Path;

use partna::requests::{BankAccount, BankWithdrawal};
use partna::types::WithdrawalRequest;
use partna::writes::{Outcome, Resent, Resolution, WithReference};
use partna::{Currency, Partna, Reference};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let partna = Partna::from_env().await?;
    let path = std::env::var("PAYOUT")?;
    let may_have_been_sent = Path::new(&path).exists();
    if !may_have_been_sent {
        let withdrawal = WithdrawalRequest::to_bank(BankWithdrawal {
            from_account: &std::env::var("ACCOUNT")?,
            currency: Currency::Ngn,
            amount: "400.50".parse()?,
            bank: BankAccount { bank_code: "057", account_number: "0123456789" },
        });
        // Stored before it is sent. A service uses a row in its database instead.
        let payout = serde_json::to_string(&(Reference::random(), withdrawal.build()?))?;
        std::fs::write(&path, payout)?;
    }

    let (reference, withdrawal): (Reference, WithdrawalRequest) =
        serde_json::from_str(&std::fs::read_to_string(&path)?)?;
    println!("reference {reference}");
    let write = partna.create_withdrawal().body(withdrawal).with_reference(reference)?;
    let pending = match may_have_been_sent {
        true => write.assume_sent(),
        // An error means that this request was not accepted: a service books it as refused.
        false => match write.send().await? {
            Outcome::Accepted(_) => {
                println!("accepted: a webhook reports the arrival");
                return Ok(());
            }
            Outcome::Unknown(pending) => pending,
        },
    };
    match pending.resolve().await? {
        Resolution::Found(record) => println!("Partna has it: {:?}", record.status()),
        // Partna rejects a known reference, so this cannot pay twice.
        Resolution::NotSeen => match pending.send_again().await? {
            Resent::Accepted(_) => println!("accepted: by this request"),
            Resent::AlreadyApplied(_) => println!("accepted: by an earlier request"),
            Resent::Unknown(_) => println!("unknown: run this again later"),
        },
    }
    Ok(())
}
