//! Settles open payments, and compares the table with Partna's records.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::TryStreamExt;
use partna::enums::TransactionKind;

use crate::*;

/// A difference that a person has to check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Problem {
    /// The outcome is still unknown.
    Open,
    /// Partna accepted it, and no list has it.
    Missing,
    /// Partna lists it, and it is not in the table.
    Unknown,
    /// A replaced ramp was paid.
    PaidAfterReplacement,
    Amount,
    Status,
}

/// Amount, status and time of a listed ramp or withdrawal.
type Row = (Option<Amount>, Option<Status>, Option<UnixSeconds>);

impl App {
    /// Continues every payment that is open after a crash, a lost response or an outage.
    pub async fn settle(&self) {
        for (id, _) in self.table.read().payments.iter().filter(|it| it.1.is_open()) {
            let settled = self.advance(id).await.map(|it| it.state);
            tracing::info!(id, ?settled);
        }
    }

    /// Compares the table with the lists. It can be interrupted and repeated: it only advances payments.
    pub async fn reconcile(&self, now: SystemTime) -> Result<Vec<(Reference, Problem)>, Failure> {
        self.settle().await;
        let before = self.table.read();
        let open = before.payments.values().filter(|it| !it.has_ended());
        let oldest = open.map(|it| it.created_at).fold(before.reconciled_at, Ord::min);
        // A record may be listed late, so a run includes one more day.
        let since = UnixSeconds::from((oldest.get() - 24 * 3600).max(0));
        let mut listed = self.listed(since).await?;

        let mut problems = Vec::new();
        // Read after the lists, which may contain payments that were sent in the meantime.
        for it in self.table.read().payments.into_values() {
            let is_due = (since..now.into()).contains(&it.created_at);
            let problem = match listed.remove(&it.reference) {
                Some((amount, ..)) if amount != Some(it.amount) => Some(Problem::Amount),
                Some((_, status, _)) => {
                    // Records a missed webhook, or the late completion of a canceled ramp.
                    let stored = self.observe(&it.reference, status.clone(), true)?.status;
                    status.partial_cmp(&stored).is_none().then_some(Problem::Status)
                }
                None if matches!(it.state, State::New | State::Sent) => Some(Problem::Open),
                None if it.state == State::Accepted && is_due => Some(Problem::Missing),
                None => None,
            };
            problems.extend(problem.map(|problem| (it.reference, problem)));
            for reference in it.replaced {
                let row = listed.remove(&reference);
                if row.is_some_and(|(_, status, _)| status > Some(Status::Pending)) {
                    problems.push((reference, Problem::PaidAfterReplacement));
                }
            }
        }
        let unknown = listed.into_iter().filter(|(_, row)| row.2.is_none_or(|at| at >= since));
        problems.extend(unknown.map(|(reference, _)| (reference, Problem::Unknown)));
        self.table.change(|content| content.reconciled_at = now.into())?;
        Ok(problems)
    }

    /// Returns all ramps of the accounts, and the withdrawals since a time.
    async fn listed(&self, since: UnixSeconds) -> Result<BTreeMap<Reference, Row>, Failure> {
        let mut listed = Vec::new();
        let payments = self.table.read().payments;
        let accounts: BTreeSet<&String> = payments.values().map(|it| &it.account).collect();
        for account in accounts {
            let mut ramps = self.partna.ramps(account).stream();
            while let Some(it) = ramps.try_next().await? {
                let status = it.status.as_ref().map(Status::from);
                listed.push((it.reference(), (it.from_amount, status, it.created_at)));
            }
        }
        let mut payouts = self.partna.transactions(since).kind(TransactionKind::Withdraw).stream();
        while let Some(it) = payouts.try_next().await? {
            let status = it.status.as_ref().map(Status::from);
            listed.push((it.reference(), (it.amount, status, it.timestamp)));
        }
        Ok(listed.into_iter().filter_map(|(reference, row)| Some((reference?, row))).collect())
    }
}
