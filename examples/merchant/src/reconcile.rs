//! Settles what is open, and compares the table with what Partna has on record.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use futures_util::TryStreamExt;
use partna_auth::{Amount, Reference, TransactionKind, UnixSeconds};
use partna_webhook::Status;

use crate::table::{Payment, State};
use crate::{App, Failure};

/// A record may be listed later than its time says, so a run looks back a day further than the last one, in seconds.
const OVERLAP: i64 = 24 * 3600;

/// What a person has to look at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Problem {
    /// Whether Partna has it is still not known.
    Open,
    /// Partna accepted it, and lists it nowhere.
    Missing,
    /// Partna lists it, and the table does not have it.
    Unknown,
    /// A ramp was replaced, and paid all the same.
    PaidAfterReplacement,
    Amount,
    Status,
}

/// What Partna lists of a ramp or a withdrawal.
type Row = (Option<Amount>, Option<Status>, Option<UnixSeconds>);

impl App {
    /// Goes on with every payment that a crash, a lost response or an outage left behind.
    pub async fn settle(&self) {
        for (id, _) in self.table.read().payments.iter().filter(|it| it.1.is_open()) {
            if let Err(failure) = self.advance(id).await {
                tracing::warn!(id, ?failure, "not settled");
            }
        }
    }

    /// Compares the table with the lists. It may stop anywhere and run again: it only moves payments forward.
    pub async fn reconcile(&self, now: SystemTime) -> Result<Vec<(Reference, Problem)>, Failure> {
        self.settle().await;
        let before = self.table.read();
        // A ramp that was canceled has not ended: it can still be completed.
        let has_ended = |it: &Payment| it.status.as_ref().is_some_and(Status::is_final);
        let open = before.payments.values().filter(|it| !has_ended(it));
        let times = open.map(|it| it.created_at).chain([before.reconciled_at]);
        let since = times.min().map_or(0, |oldest| oldest.get() - OVERLAP);
        let since = UnixSeconds::from(since);
        let listed = self.listed(since).await?;

        // Read after the lists: what was sent meanwhile may be in them.
        let payments = self.table.read().payments;
        let mut problems = Vec::new();
        for (reference, (amount, status, created)) in &listed {
            let is_paid = *status > Some(Status::Pending);
            let problem = match payments.values().find(|it| it.reference == *reference) {
                Some(it) if *amount != Some(it.amount) => Some(Problem::Amount),
                Some(_) => {
                    // A webhook may have been missed, or a ramp that was canceled may be completed by now.
                    let observed = self.observe(reference, status.clone(), true)?.status;
                    let differs = status.partial_cmp(&observed).is_none();
                    differs.then_some(Problem::Status)
                }
                None if payments.values().any(|it| it.replaced.contains(reference)) => {
                    is_paid.then_some(Problem::PaidAfterReplacement)
                }
                None => (*created >= Some(since)).then_some(Problem::Unknown),
            };
            problems.extend(problem.map(|problem| (reference.clone(), problem)));
        }
        for it in payments.into_values() {
            let is_due = (since..now.into()).contains(&it.created_at);
            let is_missing = is_due && !listed.contains_key(&it.reference);
            match it.state {
                State::New | State::Sent => problems.push((it.reference, Problem::Open)),
                State::Accepted if is_missing => problems.push((it.reference, Problem::Missing)),
                State::Accepted | State::Refused(_) => {}
            }
        }
        let done = |content: &mut crate::table::Content| content.reconciled_at = now.into();
        self.table.change(done)?;
        Ok(problems)
    }

    /// All ramps of the accounts, and the withdrawals since a time.
    async fn listed(&self, since: UnixSeconds) -> Result<BTreeMap<Reference, Row>, Failure> {
        let mut listed = BTreeMap::new();
        let payments = self.table.read().payments;
        let accounts: BTreeSet<&String> = payments.values().map(|it| &it.account).collect();
        for account in accounts {
            let mut ramps = self.partna.ramps(account).stream();
            while let Some(it) = ramps.try_next().await? {
                let status = it.status.as_ref().map(Status::from);
                let row = (it.from_amount, status, it.created_at);
                listed.extend(it.reference().map(|reference| (reference, row)));
            }
        }
        let withdrawals = self.partna.transactions(since);
        let mut withdrawals = withdrawals.kind(TransactionKind::Withdraw).stream();
        while let Some(it) = withdrawals.try_next().await? {
            let status = it.status.as_ref().map(Status::from);
            let row = (it.amount, status, it.timestamp);
            listed.extend(it.reference().map(|reference| (reference, row)));
        }
        Ok(listed)
    }
}
