//! Creates an offramp: a customer of the account `ACCOUNT` sends USDT, and a bank account receives naira.

use std::error::Error;

use partna::requests::{BankAccount, ExchangeAmount, OfframpToBank};
use partna::types::RampRequest;
use partna::writes::{Outcome, Resolution, WithReference};
use partna::{Currency, Network, Partna, Reference};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let partna = Partna::from_env().await?;
    let rate = partna.rate(Currency::Usdt, Currency::Ngn).await?;
    let ramp = RampRequest::offramp_to_bank(OfframpToBank {
        account_name: &std::env::var("ACCOUNT")?,
        currency: Currency::Usdt,
        network: Network::Tron,
        amount: ExchangeAmount::From("5.5".parse()?),
        bank: BankAccount { bank_code: "057", account_number: "0123456789" },
        rate_key: rate.rate_key()?,
    })
    .cancel_pending_ramp_request(true); // an account has one pending ramp: this one replaces it

    let write = partna.create_ramp().body(ramp).with_reference(Reference::random())?;
    // A service stores the reference on disk before it sends.
    println!("reference {}", write.reference());
    match write.send().await? {
        Outcome::Accepted(response) => {
            let pay_in = response.into_data()?.pay_in()?;
            println!("the customer sends {:?} USDT to {:?}", pay_in.amount, pay_in.destination);
        }
        Outcome::Unknown(pending) => match pending.resolve().await? {
            Resolution::Found(record) => println!("send USDT to {:?}", record.pay_in()?),
            Resolution::NotSeen => println!("not seen so far; look it up again later"),
        },
    }
    Ok(())
}
