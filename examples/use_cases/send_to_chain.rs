//! Pays out USDT from the account `ACCOUNT` to `ADDRESS` on Tron. Money sent to a wrong address is lost.

use std::error::Error;

use partna::requests::{ChainWithdrawal, CryptoAddress};
use partna::types::WithdrawalRequest;
use partna::writes::{Outcome, Resolution, WithReference};
use partna::{Currency, Network, Partna, Reference};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let partna = Partna::from_env().await?;
    let withdrawal = WithdrawalRequest::to_chain(ChainWithdrawal {
        from_account: &std::env::var("ACCOUNT")?,
        amount: "1.5".parse()?,
        to: CryptoAddress {
            currency: Currency::Usdt,
            network: Network::Tron,
            address: &std::env::var("ADDRESS")?,
        },
    });

    let write = partna.create_withdrawal().body(withdrawal).with_reference(Reference::random())?;
    // A service stores the reference on disk before it sends.
    println!("reference {}", write.reference());
    match write.send().await? {
        Outcome::Accepted(_) => println!("accepted: a webhook has the hash of the transaction"),
        Outcome::Unknown(pending) => match pending.resolve().await? {
            Resolution::Found(record) => println!("Partna has it: {:?}", record.status()),
            Resolution::NotSeen => println!("not seen so far; look it up again later"),
        },
    }
    Ok(())
}
