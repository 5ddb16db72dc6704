//! Creates an onramp: a customer pays naira, and the account `ACCOUNT` receives USDT.

use std::error::Error;

use partna::ramps::PayInDestination;
use partna::requests::{CryptoAddress, ExchangeAmount, FiatPayIn, Onramp};
use partna::types::RampRequest;
use partna::writes::{Outcome, Resolution, WithReference};
use partna::{Currency, Network, Partna, Reference};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let partna = Partna::from_env().await?;
    let account = std::env::var("ACCOUNT")?;
    let address = partna.deposit_address(&account, Currency::Usdt, Network::Tron).await?;
    let rate = partna.rate(Currency::Ngn, Currency::Usdt).await?;
    let ramp = RampRequest::onramp(Onramp {
        account_name: &account,
        pay_in: FiatPayIn::Naira,
        amount: ExchangeAmount::From(20_000.into()),
        pay_out: CryptoAddress {
            currency: Currency::Usdt,
            network: Network::Tron,
            address: &address,
        },
        rate_key: rate.rate_key()?,
    })
    .cancel_pending_ramp_request(true); // an account has one pending ramp: this one replaces it

    let write = partna.create_ramp().body(ramp).with_reference(Reference::random())?;
    // A service stores the reference on disk before it sends.
    println!("reference {}", write.reference());
    match write.send().await? {
        Outcome::Accepted(response) => {
            let pay_in = response.into_data()?.pay_in()?;
            if let PayInDestination::Account { number, bank, holder, .. } = &pay_in.destination {
                println!("the customer pays {:?} NGN", pay_in.amount);
                println!("to {number} at {bank:?}, in the name of {holder:?}");
                println!("until {:?}", pay_in.expires_at);
            }
        }
        Outcome::Unknown(pending) => match pending.resolve().await? {
            // Only the lost response had the bank account: run this again, for another ramp.
            Resolution::Found(record) => {
                println!("the ramp is {:?}; replace it", record.status())
            }
            Resolution::NotSeen => println!("not seen so far; look it up again later"),
        },
    }
    Ok(())
}
