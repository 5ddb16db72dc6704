//! Reconciles: compares the payouts of the last day with a ledger, the file `LEDGER`. Its lines are references and amounts.
//! The guide `reconcile` has the reasons, and `merchant/src/reconcile.rs` does the same for a service.

use std::collections::BTreeMap;
use std::error::Error;
use std::time::{Duration, SystemTime};

use futures_util::TryStreamExt;
use partna_auth::{Amount, Partna, Reference, TransactionKind, UnixSeconds};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let partna = Partna::from_env().await?;
    let mut ledger = BTreeMap::<Reference, Amount>::new();
    for line in std::fs::read_to_string(std::env::var("LEDGER")?)?.lines() {
        let (reference, amount) = line.split_once(' ').ok_or("a line has no amount")?;
        ledger.insert(reference.parse()?, amount.parse()?);
    }

    let yesterday = UnixSeconds::from(SystemTime::now() - Duration::from_secs(24 * 3600));
    let mut payouts = partna.transactions(yesterday).kind(TransactionKind::Withdraw).stream();
    while let Some(payout) = payouts.try_next().await? {
        let (amount, status) = (payout.amount, &payout.status);
        let ours = payout.reference().and_then(|reference| ledger.remove(&reference));
        if ours.is_none() {
            println!("unknown: {:?}, {amount:?}", payout.transaction_reference);
        } else if ours != amount {
            println!("differs: {:?}, {ours:?} and {amount:?}", payout.transaction_reference);
        } else {
            println!("agrees: {:?} is {status:?}", payout.transaction_reference);
        }
    }
    for reference in ledger.keys() {
        println!("not seen: {reference}; look it up again, and do not pay it again");
    }
    Ok(())
}
