//! Rotation of the key during payments.

use std::time::{Duration, SystemTime};

use futures_util::future::join_all;
use merchant::table::State;
use partna::Environment;
use partna::credentials::{Credentials, ProfileFile};
use partna::keys::{FileStore, KeyStore};
use partna::sandbox::Sandbox;

use crate::Result;
use crate::common::{Merchant, kobo_in_and_out, sandbox};

#[tokio::test]
async fn rotation_during_payouts_loses_no_payment() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let path = directory.path().join("credentials.toml");
    let old = Credentials::new(Environment::Sandbox, Sandbox::API_KEY, Sandbox::API_USER)?;
    FileStore::at(&path).publish(old.key(), &old).await?;
    let client = sandbox.client_builder().credentials(ProfileFile::at(&path)).build().await?;
    let merchant = Merchant::start_with(&sandbox, client, &directory, Some(path.clone())).await?;

    let payouts = async {
        let mut payouts = Vec::new();
        for round in 0..5 {
            let ids: Vec<String> = (0..4).map(|it| format!("{round}-{it}")).collect();
            payouts.extend(join_all(ids.iter().map(|id| merchant.payout(id))).await);
        }
        payouts
    };
    let after_expiry = SystemTime::now() + Duration::from_secs(1 << 34);
    let (rotated, payouts) = tokio::join!(merchant.app.rotate(after_expiry), payouts);
    rotated.map_err(|failure| failure.1)?;
    for payout in payouts {
        assert_eq!(payout?.state, State::Accepted);
    }
    assert_eq!(kobo_in_and_out(&sandbox)?.1, 5_001_000);
    assert!(!sandbox.accepts_key(Sandbox::API_KEY));
    assert!(!std::fs::read_to_string(&path)?.contains(Sandbox::API_KEY));
    merchant.order("17").await?;
    Ok(())
}
