//! Converts naira of the account `ACCOUNT` to dollars.

use std::error::Error;

use partna::requests::{Conversion, ExchangeAmount};
use partna::types::ConversionRequest;
use partna::writes::{Outcome, Resolution, WithReference};
use partna::{Currency, Partna, Reference};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let partna = Partna::from_env().await?;
    let rate = partna.rate(Currency::Ngn, Currency::Usd).await?;
    let conversion = ConversionRequest::at_rate(Conversion {
        account_name: &std::env::var("ACCOUNT")?,
        from_currency: Currency::Ngn,
        to_currency: Currency::Usd,
        amount: ExchangeAmount::From(5_000.into()),
        rate_key: rate.rate_key()?,
    });

    let write = partna.convert_currency().body(conversion).with_reference(Reference::random())?;
    // A service stores the reference on disk before it sends.
    println!("reference {}", write.reference());
    match write.send().await? {
        Outcome::Accepted(response) => println!("got {:?} USD", response.into_data()?.to_amount),
        // No document describes a second request with the reference: look it up, and do not send it again.
        Outcome::Unknown(pending) => match pending.resolve().await? {
            Resolution::Found(record) => println!("Partna has it: {:?}", record.status()),
            Resolution::NotSeen => println!("not seen so far; look it up again later"),
        },
    }
    Ok(())
}
