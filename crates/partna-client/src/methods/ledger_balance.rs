//! The available amount of a ledger.

use partna_types::Amount;

use crate::types::LedgerBalance;

impl LedgerBalance {
    /// Returns the available amount: `balance` minus `pendingDebit`, exact, in major units of the currency. It is negative if
    /// `pendingDebit` is larger.
    ///
    /// `None` if the response lacks one of the two fields, or if the difference has more digits than an [`Amount`] holds.
    ///
    /// **Assumed.** The vendor's document describes neither field. `get_balances` has the same two values under the names
    /// `availableBalance` and `pendingDebit`.
    ///
    /// ```
    /// use partna_client::types::LedgerBalance;
    ///
    /// let ledger: LedgerBalance = serde_json::from_str(r#"{"balance": 250000.75, "pendingDebit": 1500}"#)?;
    /// assert_eq!(ledger.available().map(|amount| amount.to_string()).as_deref(), Some("248500.75"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn available(&self) -> Option<Amount> {
        let balance = self.balance?.decimal().normalize();
        let pending = self.pending_debit?.decimal().normalize();
        let rest = balance.checked_sub(pending)?;
        // A rounded difference has fewer decimals than its operands.
        let is_exact = rest.scale() >= balance.scale().max(pending.scale());
        is_exact.then(|| Amount::try_from(rest).ok()).flatten()
    }
}
