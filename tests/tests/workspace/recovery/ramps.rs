//! Ramps after a lost response: the customer receives payment details, and pays once.

use partna_auth::{
    ErrorKind, Outcome, Partna, PayIn, PayInDestination, Pending, RampStatus, Reference,
    RejectsDuplicates, Resent, Resolution, WithReference, types,
};
use partna_sandbox::{Fault, Sandbox, Seed};

use super::Result;

const ADDRESS: &str = "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF";

pub async fn sandbox() -> Result<Sandbox> {
    let seed = "[[accounts]]\nname = \"amina01\"\nkyc = [\"NG\"]\n";
    Ok(Sandbox::builder().seed(Seed::read(seed)?).start().await?)
}

async fn rate_key(partna: &Partna, from: &str, to: &str) -> Result<String> {
    Ok(partna.rate(from, to).await?.key.ok_or("no rate key")?)
}

pub async fn onramp(partna: &Partna) -> Result<types::RampRequest> {
    let body = types::RampRequest::builder()
        .account_name("amina01")
        .from_amount(20_000)
        .from_currency("NGN")
        .from_network("naira")
        .to_currency("USDT")
        .to_network("tron")
        .crypto_address(ADDRESS)
        .rate_key(rate_key(partna, "NGN", "USDT").await?);
    Ok(body.try_into()?)
}

async fn offramp(partna: &Partna) -> Result<types::RampRequest> {
    let body = types::RampRequest::builder()
        .account_name("amina01")
        .from_amount(25)
        .from_currency("USDT")
        .from_network("tron")
        .to_currency("NGN")
        .to_network("naira")
        .bank_code("057")
        .account_number("0120000001")
        .rate_key(rate_key(partna, "USDT", "NGN").await?);
    Ok(body.try_into()?)
}

type PendingRamp = Pending<types::RampOrderResponse, RejectsDuplicates>;

async fn lose(sandbox: &Sandbox, order: types::RampRequest, fault: Fault) -> Result<PendingRamp> {
    sandbox.fail("create_ramp", fault)?;
    let write = sandbox
        .client()
        .create_ramp()
        .body(order)
        .with_reference(Reference::random())?;
    match write.send().await? {
        Outcome::Unknown(pending) => Ok(pending),
        Outcome::Accepted(order) => Err(format!("the response arrived: {order:?}").into()),
    }
}

/// Replaces the pending order with the same order: the recovery of `create_ramp`.
async fn replace(partna: &Partna, mut order: types::RampRequest) -> Result<(Reference, PayIn)> {
    let from = order.from_currency.as_str().to_owned();
    order.rate_key = rate_key(partna, &from, order.to_currency.as_str()).await?;
    order.cancel_pending_ramp_request = Some(true);
    let reference = Reference::random();
    let write = partna
        .create_ramp()
        .body(order)
        .with_reference(reference.clone())?;
    let Outcome::Accepted(order) = write.send().await? else {
        return Err("the second response is lost".into());
    };
    let order = order.into_inner().data.ok_or("no order")?;
    Ok((reference, order.pay_in()?))
}

async fn ramps(partna: &Partna) -> Result<Vec<(String, String)>> {
    let ramps = partna.list_ramps().account_name("amina01").send().await?;
    let ramps = ramps.into_inner().data.unwrap_or_default().ramp_requests;
    let line = |ramp: types::Ramp| {
        let status = ramp
            .status
            .map_or_else(String::new, |status| status.to_string());
        (ramp.ramp_reference.unwrap_or_default(), status)
    };
    Ok(ramps.into_iter().map(line).collect())
}

#[tokio::test]
async fn lost_onramp_is_replaced_and_paid_once() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let order = onramp(&partna).await?;
    let pending = lose(&sandbox, order.clone(), Fault::CommitThenDrop).await?;
    let Resolution::Found(record) = pending.resolve().await? else {
        return Err("the ramp is not on record".into());
    };
    assert_eq!(record.status(), Some("pending"));
    let error = record
        .pay_in()
        .err()
        .ok_or("the record contains the bank account")?;
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(
        error.to_string().contains("cancel_pending_ramp_request"),
        "{error}"
    );

    let (second, pay_in) = replace(&partna, order).await?;
    let PayInDestination::Account { number, .. } = &pay_in.destination else {
        return Err(format!("{pay_in:?}").into());
    };
    assert!(!number.is_empty());
    assert_eq!(
        pay_in.amount.map(|it| it.to_string()),
        Some("20000".to_owned())
    );
    assert!(pay_in.expires_at.is_some());
    sandbox.pay_ramp(second.as_str())?;
    let paid = partna
        .wait_for_ramp(&second)
        .account_name("amina01")
        .run()
        .await?;
    assert_eq!(paid.status, Some(RampStatus::Completed));
    let first = (pending.reference().to_string(), "canceled".to_owned());
    let all = ramps(&partna).await?;
    assert_eq!(all.len(), 2);
    assert!(all.contains(&first), "{all:?}");
    // Sending the first request again creates no third ramp.
    let resent = pending.send_again().await?;
    assert!(
        matches!(resent, Resent::AlreadyApplied(Some(_))),
        "{resent:?}"
    );
    assert_eq!(ramps(&partna).await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn record_of_lost_offramp_has_the_deposit_address() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let pending = lose(&sandbox, offramp(&partna).await?, Fault::CommitThenDrop).await?;
    let Resolution::Found(record) = pending.resolve().await? else {
        return Err("the ramp is not on record".into());
    };
    let pay_in = record.pay_in()?;
    let PayInDestination::Address(address) = &pay_in.destination else {
        return Err(format!("{pay_in:?}").into());
    };
    assert!(address.starts_with('T'), "{address}");
    sandbox.pay_ramp(pending.reference().as_str())?;
    let wait = partna
        .wait_for_ramp(pending.reference())
        .account_name("amina01");
    let paid = wait.run().await?;
    assert_eq!(paid.status, Some(RampStatus::Completed));
    // A paid ramp has no payment details.
    let Resolution::Found(record) = pending.resolve().await? else {
        return Err("the ramp is not on record".into());
    };
    let kind = record.pay_in().err().map(|error| error.kind());
    assert_eq!(kind, Some(ErrorKind::Conflict));
    Ok(())
}

#[tokio::test]
async fn ramp_that_never_arrived_is_sent_again() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let pending = lose(&sandbox, onramp(&partna).await?, Fault::BadGateway).await?;
    let resolution = pending.resolve().await?;
    assert!(matches!(resolution, Resolution::NotSeen), "{resolution:?}");
    let Resent::Accepted(order) = pending.send_again().await? else {
        return Err("the ramp was not sent again".into());
    };
    let pay_in = order.into_inner().data.ok_or("no order")?.pay_in()?;
    assert!(matches!(
        pay_in.destination,
        PayInDestination::Account { .. }
    ));
    assert_eq!(ramps(&partna).await?.len(), 1);
    Ok(())
}
