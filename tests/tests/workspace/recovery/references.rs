//! Writes with a reference after a lost response: the money moves once.

use partna_auth::{
    ErrorKind, Outcome, Partna, Reference, Resent, Resolution, WithReference, types,
};
use partna_sandbox::{Fault, Sandbox, Seed};

use super::Result;

const SEED: &str = r#"
    [[accounts]]
    name = "amina01"
    balances = { NGN = "1000" }

    [[accounts]]
    name = "bello02"
"#;

async fn sandbox() -> Result<Sandbox> {
    Ok(Sandbox::builder().seed(Seed::read(SEED)?).start().await?)
}

pub async fn naira(partna: &Partna, account: &str) -> Result<String> {
    let accounts = partna.list_accounts().account_name(account).send().await?;
    let accounts = accounts.into_inner().data.unwrap_or_default().accounts;
    let ledger = accounts.first().and_then(|account| account.get("NGN"));
    let balance = ledger
        .and_then(|ledger| ledger.balance)
        .ok_or("no balance")?;
    Ok(balance.to_string())
}

fn transfer() -> types::builder::TransferRequest {
    types::TransferRequest::builder()
        .from_account("amina01")
        .to_account("bello02")
        .amount(100)
        .currency("NGN")
}

fn withdrawal() -> types::builder::WithdrawalRequest {
    types::WithdrawalRequest::builder()
        .from_account("amina01")
        .amount(100)
        .currency("NGN")
        .type_("naira")
        .bank_code("057")
        .account_number("0120000001")
}

#[tokio::test]
async fn lost_transfer_is_on_record_and_moves_once() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for (fault, is_done) in [(Fault::CommitThenDrop, true), (Fault::Unavailable, false)] {
        let before = naira(&partna, "bello02").await?.parse::<u32>()?;
        sandbox.fail("create_transfer", fault)?;
        let write = partna
            .create_transfer()
            .body(transfer())
            .with_reference(Reference::random())?;
        let Outcome::Unknown(pending) = write.send().await? else {
            return Err("the response arrived".into());
        };
        let recovery = pending.recovery().ok_or("no recovery")?;
        assert_eq!(recovery.check, Some("get_transaction"));
        match (pending.resolve().await?, is_done) {
            (Resolution::Found(record), true) => {
                assert_eq!(record.status(), Some("completed"));
                let error = record.pay_in().err().ok_or("a transfer has a pay-in")?;
                assert_eq!(error.kind(), ErrorKind::Invalid);
            }
            (Resolution::NotSeen, false) => {
                let resent = pending.send_again().await?;
                assert!(matches!(resent, Resent::Accepted(_)), "{resent:?}");
            }
            (other, _) => return Err(format!("{other:?}").into()),
        }
        // A caller who ignores the record does not move money twice.
        let resent = pending.send_again().await?;
        assert!(
            matches!(resent, Resent::AlreadyApplied(Some(_))),
            "{resent:?}"
        );
        assert_eq!(naira(&partna, "bello02").await?, (before + 100).to_string());
    }
    Ok(())
}

#[tokio::test]
async fn lost_withdrawal_is_on_record_and_paid_once() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    sandbox.fail("create_withdrawal", Fault::CommitThenDrop)?;
    let write = partna
        .create_withdrawal()
        .body(withdrawal())
        .with_reference(Reference::random())?;
    let Outcome::Unknown(pending) = write.send().await? else {
        return Err("the response arrived".into());
    };
    let Resolution::Found(record) = pending.resolve().await? else {
        return Err("the withdrawal is not on record".into());
    };
    assert_eq!(record.status(), Some("completed"));
    let resent = pending.send_again().await?;
    assert!(
        matches!(resent, Resent::AlreadyApplied(Some(_))),
        "{resent:?}"
    );
    assert_eq!(naira(&partna, "amina01").await?, "899.99");
    Ok(())
}

#[tokio::test]
async fn lost_conversion_is_on_record_with_its_account() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let rate = partna.rate("NGN", "USD").await?;
    let body = types::ConversionRequest::builder()
        .account_name("amina01")
        .rate_key(rate.key.ok_or("no rate key")?)
        .from_amount(500);
    sandbox.fail("convert_currency", Fault::CommitThenDrop)?;
    let write = partna
        .convert_currency()
        .body(body)
        .with_reference(Reference::random())?;
    let Outcome::Unknown(pending) = write.send().await? else {
        return Err("the response arrived".into());
    };
    let resolution = pending.resolve().await?;
    assert!(matches!(resolution, Resolution::Found(_)), "{resolution:?}");
    assert_eq!(naira(&partna, "amina01").await?, "500");
    Ok(())
}

/// The error of a missing look-up contains the recovery.
#[tokio::test]
async fn lost_preorder_error_contains_the_recovery() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let rate = partna.rate("NGN", "USD").await?;
    let body = types::PreorderRequest::builder()
        .account_name("amina01")
        .rate_key(rate.key.ok_or("no rate key")?)
        .from_amount(500);
    sandbox.fail("preorder_conversion", Fault::CommitThenDrop)?;
    let write = partna
        .preorder_conversion()
        .body(body)
        .with_reference(Reference::random())?;
    let Outcome::Unknown(pending) = write.send().await? else {
        return Err("the response arrived".into());
    };
    let error = pending
        .resolve()
        .await
        .err()
        .ok_or("the look-up succeeded")?;
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    let recovery = pending.recovery().ok_or("no recovery")?;
    assert!(error.to_string().contains(recovery.how), "{error}");
    Ok(())
}
