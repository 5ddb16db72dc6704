//! The program of the guide `writes` pays once, after lost responses, rejections and restarts.

#![allow(
    clippy::print_stderr,
    reason = "the program of the guide prints errors"
)]

use std::cell::RefCell;
use std::collections::BTreeMap;

use partna_auth::requests::{BankAccount, BankWithdrawal};
use partna_auth::{Currency, ErrorKind};
use partna_sandbox::{Fault, Sandbox, Seed};

include!("program.rs");

/// A journal in memory: the body and the result of each payment.
#[derive(Default)]
struct Table(RefCell<BTreeMap<String, (String, Option<String>)>>);

impl Journal for Table {
    fn record(&self, reference: &Reference, body: &str) -> Result {
        let entry = (body.to_owned(), None);
        self.0.borrow_mut().insert(reference.to_string(), entry);
        Ok(())
    }

    fn close(&self, reference: &Reference, how: &str) -> Result {
        let mut entries = self.0.borrow_mut();
        let entry = entries
            .get_mut(reference.as_str())
            .ok_or("no such payment")?;
        assert_eq!(entry.1.replace(how.to_owned()), None, "closed twice");
        Ok(())
    }

    fn open_payments(&self) -> Result<Vec<(String, String)>> {
        let entries = self.0.borrow();
        let open = entries.iter().filter(|(_, (_, result))| result.is_none());
        Ok(open
            .map(|(key, entry)| (key.clone(), entry.0.clone()))
            .collect())
    }
}

impl Table {
    fn results(&self) -> Vec<Option<String>> {
        self.0
            .borrow()
            .values()
            .map(|entry| entry.1.clone())
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

/// Returns the number of payouts on record.
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
        "docs/writes.md: the program differs; copy `program.rs` into it"
    );
}

#[tokio::test]
async fn lost_response_causes_one_payment() -> Result {
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
        assert_eq!(table.results(), [Some("accepted".to_owned())], "{fault:?}");
        resolve_open_payments(&partna, &table).await?;
        assert_eq!(payouts(&partna).await?, 1, "{fault:?}");
    }
    Ok(())
}

#[tokio::test]
async fn rejected_payment_is_closed_and_not_paid_at_the_next_start() -> Result {
    let (sandbox, table) = (sandbox().await?, Table::default());
    let partna = sandbox.client();
    let error = pay(&partna, &table, body(5000)?)
        .await
        .err()
        .ok_or("the payment succeeded")?;
    let error = error.downcast::<partna_auth::Error>()?;
    assert!(
        error.status().is_some() && error.kind() != ErrorKind::OutcomeUnknown,
        "{error}"
    );
    assert_eq!(table.results(), [Some("not made".to_owned())]);
    resolve_open_payments(&partna, &table).await?;
    assert_eq!(payouts(&partna).await?, 0);
    Ok(())
}

#[tokio::test]
async fn unsent_payment_in_the_journal_is_paid_at_the_next_start() -> Result {
    let (sandbox, table) = (sandbox().await?, Table::default());
    let partna = sandbox.client();
    let text = partna_auth::serde_json::to_string(&body(400)?)?;
    table.record(&Reference::random(), &text)?;
    for _ in 0..2 {
        resolve_open_payments(&partna, &table).await?;
        assert_eq!(table.results(), [Some("accepted".to_owned())]);
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
