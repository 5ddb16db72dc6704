//! Compares Partna's records since yesterday with a ledger, in both directions. `LEDGER` is a file with a line `REFERENCE AMOUNT`
//! for each payment. The guide `reconcile` explains the steps; `merchant/src/reconcile.rs` does it in a service.

use std::collections::BTreeMap;
use std::error::Error;
use std::time::{Duration, SystemTime};

use futures_util::TryStreamExt;
use partna::enums::{RampStatus, TransactionKind};
use partna::{Amount, Partna, Reference, UnixSeconds};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let partna = Partna::from_env().await?;
    let mut ledger = BTreeMap::<Reference, Amount>::new();
    for line in std::fs::read_to_string(std::env::var("LEDGER")?)?.lines() {
        let (reference, amount) =
            line.split_once(' ').ok_or("LEDGER: a line has no amount; write `REFERENCE AMOUNT`")?;
        ledger.insert(reference.parse()?, amount.parse()?);
    }

    // One more day: a record may be listed late.
    let since = UnixSeconds::from(SystemTime::now() - Duration::from_secs(2 * 24 * 3600));
    let mut listed = Vec::new();
    let mut payouts = partna.transactions(since).kind(TransactionKind::Withdraw).stream();
    while let Some(it) = payouts.try_next().await? {
        listed.push((it.reference(), it.amount, it.status.map(RampStatus::from)));
    }
    let mut ramps = partna.ramps_of_all_accounts().stream(); // ramps cannot be listed by time
    while let Some(it) = ramps.try_next().await? {
        if it.created_at.is_none_or(|at| at >= since) {
            listed.push((it.reference(), it.from_amount, it.status));
        }
    }

    for (reference, amount, status) in listed {
        let booked = reference.as_ref().and_then(|it| ledger.remove(it));
        let shown = reference.map_or_else(|| "a payment".to_owned(), |it| it.to_string());
        match booked {
            None => println!("unknown: {shown}, {amount:?}"),
            Some(booked) if Some(booked) != amount => {
                println!("differs: {shown}, {booked}, {amount:?}")
            }
            Some(_) if status.as_ref().is_some_and(RampStatus::is_success) => {
                println!("done: {shown}")
            }
            Some(_) => println!("not done so far: {shown} is {status:?}"),
        }
    }
    for reference in ledger.keys() {
        println!("not seen: {reference}; look it up again, and do not pay it again");
    }
    Ok(())
}
