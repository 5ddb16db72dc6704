//! The program of the guide `writes` pays once, after lost responses, refusals and restarts.

#![allow(
    clippy::print_stderr,
    reason = "the program of the guide reports in this way"
)]

use std::cell::RefCell;
use std::collections::BTreeMap;

use partna_auth::requests::{BankAccount, BankWithdrawal};
use partna_auth::{Currency, ErrorKind};
use partna_sandbox::{Fault, Sandbox, Seed};

include!("program.rs");

/// In memory, for as long as the test runs: body and end of each payment.
#[derive(Default)]
struct Table(RefCell<BTreeMap<String, (String, Option<String>)>>);

impl Journal for Table {
    fn record(&self, reference: &Reference, body: &str) -> Result {
        let line = (body.to_owned(), None);
        self.0.borrow_mut().insert(reference.to_string(), line);
        Ok(())
    }

    fn close(&self, reference: &Reference, result: &str) -> Result {
        let mut lines = self.0.borrow_mut();
        let line = lines.get_mut(reference.as_str()).ok_or("no such line")?;
        assert_eq!(line.1.replace(result.to_owned()), None, "closed twice");
        Ok(())
    }

    fn open(&self) -> Result<Vec<(String, String)>> {
        let lines = self.0.borrow();
        let open = lines.iter().filter(|(_, (_, end))| end.is_none());
        Ok(open
            .map(|(key, line)| (key.clone(), line.0.clone()))
            .collect())
    }
}

impl Table {
    fn ends(&self) -> Vec<Option<String>> {
        self.0
            .borrow()
            .values()
            .map(|line| line.1.clone())
            .collect()
    }
}

async fn sandbox() -> Result<Sandbox> {
    let seed = Seed::read("[[accounts]]\nname = \"amina01\"\nbalances = { NGN = \"1000\" }\n")?;
    Ok(Sandbox::builder().seed(seed).start().await?)
}

fn body(amount: u32) -> Result<partna_auth::types::WithdrawalRequest> {
    let withdrawal = BankWithdrawal {
        from_account: "amina01",
        currency: Currency::Ngn,
        amount: amount.into(),
        bank: BankAccount {
            bank_code: "058",
            account_number: "0123456789",
        },
    };
    Ok(partna_auth::types::WithdrawalRequest::to_bank(withdrawal).build()?)
}

/// How many payouts Partna has on record.
async fn payouts(partna: &Partna) -> Result<usize> {
    let since = partna_auth::UnixSeconds::from(0);
    let listed = partna.list_transactions().unix_start_date(since);
    Ok(listed
        .type_("Withdraw")
        .limit(1000)
        .send()
        .await?
        .into_data()?
        .len())
}

#[test]
fn guide_has_the_program() {
    let guide = include_str!("../../../../crates/partna/docs/writes.md");
    let program = include_str!("program.rs");
    assert!(
        guide.contains(program),
        "copy `program.rs` into the guide `writes`"
    );
}

#[tokio::test]
async fn lost_responses_end_in_one_payment() -> Result {
    for fault in [
        Fault::CommitThenDrop,
        Fault::Garbage,
        Fault::Truncate,
        Fault::Reset,
        Fault::BadGateway,
    ] {
        let (sandbox, table) = (sandbox().await?, Table::default());
        let partna = sandbox.client();
        sandbox.fail("create_withdrawal", fault.clone())?;
        pay(&partna, &table, body(400)?).await?;
        assert_eq!(table.ends(), [Some("accepted".to_owned())], "{fault:?}");
        settle_open(&partna, &table).await?;
        assert_eq!(payouts(&partna).await?, 1, "{fault:?}");
    }
    Ok(())
}

#[tokio::test]
async fn refused_payment_is_closed_and_not_paid_at_the_next_start() -> Result {
    let (sandbox, table) = (sandbox().await?, Table::default());
    let partna = sandbox.client();
    let error = pay(&partna, &table, body(5000)?)
        .await
        .err()
        .ok_or("it was paid")?;
    let error = error.downcast::<partna_auth::Error>()?;
    assert!(
        error.status().is_some() && error.kind() != ErrorKind::OutcomeUnknown,
        "{error}"
    );
    assert_eq!(table.ends(), [Some("not made".to_owned())]);
    settle_open(&partna, &table).await?;
    assert_eq!(payouts(&partna).await?, 0);
    Ok(())
}

#[tokio::test]
async fn payment_that_was_written_down_and_not_sent_is_paid_at_the_next_start() -> Result {
    let (sandbox, table) = (sandbox().await?, Table::default());
    let partna = sandbox.client();
    let text = partna_auth::serde_json::to_string(&body(400)?)?;
    table.record(&Reference::random(), &text)?;
    for _ in 0..2 {
        settle_open(&partna, &table).await?;
        assert_eq!(table.ends(), [Some("accepted".to_owned())]);
        assert_eq!(payouts(&partna).await?, 1);
    }
    Ok(())
}

#[tokio::test]
async fn second_send_after_a_restart_does_not_pay_twice() -> Result {
    let sandbox = sandbox().await?;
    let (partna, reference) = (sandbox.client(), Reference::random());
    let write = partna
        .create_withdrawal()
        .body(body(400)?)
        .with_reference(reference.clone())?;
    assert!(matches!(write.send().await?, Outcome::Accepted(_)));
    let write = partna
        .create_withdrawal()
        .body(body(400)?)
        .with_reference(reference)?;
    assert!(matches!(write.send().await?, Outcome::Unknown(_)));
    assert_eq!(payouts(&partna).await?, 1);
    Ok(())
}
