//! The constructors of request bodies: accepted by the sandbox with the intended effect, pinned on the wire, and rejected before
//! sending if a field is missing.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

mod build_errors;
mod customers;
mod missing_fields;
mod money;
mod payouts;
mod ramps;
mod wire;

use std::error::Error;

use partna_auth::requests::{BankAccount, CryptoAddress, MobileRecipient};
use partna_auth::{
    Currency, MobileNetwork, Network, Outcome, Partna, PaymentNetwork, WithReference,
};
use partna_auth::{HasReference, Reference, types};
use partna_sandbox::{Sandbox, Seed};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// An address outside the sandbox.
const EXTERNAL_ADDRESS: &str = "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF";
const BANK: BankAccount<'static> = BankAccount {
    bank_code: "057",
    account_number: "0120000001",
};

fn phone() -> MobileRecipient<'static> {
    MobileRecipient {
        mobile_network: MobileNetwork::Safaricom,
        payment_network: PaymentNetwork::Mobile,
        shortcode: "0712345678",
    }
}

fn wallet(address: &str) -> CryptoAddress<'_> {
    CryptoAddress {
        currency: Currency::Usdt,
        network: Network::Tron,
        address,
    }
}

/// Starts a sandbox with a Nigerian customer, a Kenyan customer, and one without KYC.
async fn sandbox() -> Result<Sandbox> {
    let seed = Seed::read(
        "[[accounts]]\nname = \"amina01\"\nkyc = [\"NG\"]\nbalances = { NGN = \"100000\", GHS = \"500\", USDT = \"300\" }\n\
         [[accounts]]\nname = \"njeri01\"\nkyc = [\"KE\"]\nbalances = { KES = \"5000\" }\n\
         [[accounts]]\nname = \"bello02\"\n",
    )?;
    Ok(Sandbox::builder().seed(seed).start().await?)
}

/// Returns the key of the rate of two currencies.
async fn rate_key(partna: &Partna, from: Currency, to: Currency) -> Result<String> {
    Ok(partna.rate(from, to).await?.rate_key()?.to_owned())
}

/// Sends a write, which must be accepted, and returns its reference and response.
async fn send_accepted<O, D>(write: O) -> Result<(Reference, O::Response)>
where
    O: HasReference<Duplicates = D> + WithReference,
    D: Send + Sync + 'static,
{
    let write = write.with_reference(Reference::random())?;
    let reference = write.reference().clone();
    match write.send().await? {
        Outcome::Accepted(response) => Ok((reference, response.into_inner())),
        Outcome::Unknown(_) => Err("the outcome is unknown".into()),
    }
}

/// Returns the balance of a ledger of an account.
async fn balance(partna: &Partna, account: &str, ledger: &str) -> Result<String> {
    let account = partna.find_account(account).await?.ok_or("no account")?;
    let ledger = account.get(ledger).ok_or("no ledger")?;
    Ok(ledger.balance.ok_or("no balance")?.to_string())
}

async fn ramp(partna: &Partna, reference: &Reference) -> Result<types::Ramp> {
    let request = partna.list_ramps().ramp_reference(reference.as_str());
    let mut found = request.send().await?.into_inner().data.unwrap_or_default();
    Ok(found.ramp_requests.pop().ok_or("no ramp")?)
}

async fn transaction(partna: &Partna, reference: &Reference) -> Result<types::TransactionDetails> {
    let request = partna.get_transaction();
    let request = request.transaction_reference(reference.as_str());
    Ok(request
        .send()
        .await?
        .into_inner()
        .data
        .ok_or("no transaction")?)
}
