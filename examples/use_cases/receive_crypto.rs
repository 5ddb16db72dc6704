//! Prints the address at which the account `ACCOUNT` receives USDT on Tron. The webhook `Deposit` reports deposits.

use std::error::Error;

use partna::types::AccountRequest;
use partna::{Currency, Network, Partna};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let partna = Partna::from_env().await?;
    let account = std::env::var("ACCOUNT")?;
    // Creates the account if it does not exist.
    partna.ensure_account(AccountRequest::builder().account_name(account.as_str())).await?;
    let address = partna.deposit_address(&account, Currency::Usdt, Network::Tron).await?;
    println!("send only USDT on Tron to {address}");
    Ok(())
}
