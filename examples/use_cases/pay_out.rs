//! Pay out: naira from the account `ACCOUNT` to a bank account.

use std::error::Error;

use partna_auth::requests::{BankAccount, BankWithdrawal};
use partna_auth::types::WithdrawalRequest;
use partna_auth::{Currency, Once, Outcome, Partna, Reference, Resolution};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let partna = Partna::from_env().await?;
    let withdrawal = WithdrawalRequest::to_bank(BankWithdrawal {
        from_account: &std::env::var("ACCOUNT")?,
        currency: Currency::Ngn,
        amount: "400.50".parse()?,
        bank: BankAccount { bank_code: "057", account_number: "0123456789" },
    });

    let write = partna.create_withdrawal().body(withdrawal).once(Reference::random())?;
    // A service keeps the reference where it survives a crash, before it sends.
    println!("reference {}", write.reference());
    match write.send().await? {
        Outcome::Done(_) => println!("accepted: the webhook says when it has arrived"),
        Outcome::Unknown(pending) => match pending.resolve().await? {
            Resolution::Committed(record) => println!("it happened: {:?}", record.status()),
            Resolution::NotSeen => println!("not seen so far; look it up again later"),
        },
    }
    Ok(())
}
