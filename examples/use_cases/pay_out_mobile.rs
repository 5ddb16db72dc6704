//! Pays out Kenyan shillings from the account `ACCOUNT` to a phone.

use std::error::Error;

use partna::enums::{MobileNetwork, PaymentNetwork};
use partna::requests::{MobileRecipient, MobileWithdrawal};
use partna::types::WithdrawalRequest;
use partna::writes::{Outcome, Resolution, WithReference};
use partna::{Partna, Reference};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let partna = Partna::from_env().await?;
    let withdrawal = WithdrawalRequest::to_mobile(MobileWithdrawal {
        from_account: &std::env::var("ACCOUNT")?,
        amount: 250.into(),
        recipient: MobileRecipient {
            mobile_network: MobileNetwork::Safaricom,
            payment_network: PaymentNetwork::Mobile,
            shortcode: "0712345678",
        },
    });

    let write = partna.create_withdrawal().body(withdrawal).with_reference(Reference::random())?;
    // A service stores the reference on disk before it sends.
    println!("reference {}", write.reference());
    match write.send().await? {
        Outcome::Accepted(_) => println!("accepted: a webhook reports the arrival"),
        Outcome::Unknown(pending) => match pending.resolve().await? {
            Resolution::Found(record) => println!("Partna has it: {:?}", record.status()),
            Resolution::NotSeen => println!("not seen so far; look it up again later"),
        },
    }
    Ok(())
}
