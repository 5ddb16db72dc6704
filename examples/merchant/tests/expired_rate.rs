//! Rates that expire before they are used.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use partna::webhook::Status;

use crate::Result;
use crate::common::{Merchant, Proxy, kobo_in_and_out, pay_as_customer, ramps, sandbox};

#[tokio::test]
async fn expired_rate_is_replaced_and_one_ramp_is_created() -> Result {
    let (sandbox, directory) = (Arc::new(sandbox().await?), tempfile::tempdir()?);
    let (clock, sent) = (sandbox.clone(), Arc::new(AtomicUsize::new(0)));
    let proxy = Proxy::start(&sandbox, move |request| {
        if request == "POST /ramp" && sent.fetch_add(1, Ordering::SeqCst) < 2 {
            clock.advance(Duration::from_secs(121)); // a rate lives for 120 s
        }
    });
    let proxy = proxy.await?;
    let client = proxy.client.clone();
    let merchant = Merchant::start_with(&sandbox, client, &directory, None).await?;
    let order = merchant.order("17").await?;
    assert!(order.pay_in.is_some());
    assert_eq!(proxy.statuses("POST /ramp"), [400, 400, 200]);
    assert_eq!(ramps(&sandbox).await?.len(), 1);
    pay_as_customer(&sandbox, &order)?;
    merchant.wait_for_status("17", &Status::Completed).await?;
    assert_eq!(kobo_in_and_out(&sandbox)?.0, 2_000_000);
    Ok(())
}

#[tokio::test]
async fn rate_that_expires_every_time_leaves_the_order_open() -> Result {
    let (sandbox, directory) = (Arc::new(sandbox().await?), tempfile::tempdir()?);
    let clock = sandbox.clone();
    let proxy = Proxy::start(&sandbox, move |request| {
        if request == "POST /ramp" {
            clock.advance(Duration::from_secs(121));
        }
    });
    let proxy = proxy.await?;
    let client = proxy.client.clone();
    let merchant = Merchant::start_with(&sandbox, client, &directory, None).await?;
    let order = merchant.order("17").await?;
    assert_eq!((order.state, order.pay_in), (merchant::table::State::New, None));
    assert_eq!(proxy.statuses("POST /ramp"), [400; 5]);
    assert!(ramps(&sandbox).await?.is_empty());
    kobo_in_and_out(&sandbox)?;
    Ok(())
}
