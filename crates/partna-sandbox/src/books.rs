//! The books of a sandbox, as its owner sees them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::Error;
use crate::pricing::ledger::Ledger;
use crate::state::{Movement, State};

/// What came in and went out, in each currency that has a balance.
///
/// ```
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use partna_auth::{Amount, Currency, Network, types};
///
/// let sandbox = partna_sandbox::Sandbox::start().await?;
/// let deposit = types::MockDepositRequest::builder()
///     .currency(Currency::Ngn).network(Network::Naira).amount("2500.5".parse::<Amount>()?);
/// sandbox.client().create_mock_deposit().body(deposit).send().await?;
///
/// let books = sandbox.books();
/// books.check()?;
/// assert_eq!(books.lines["NGN"].deposits.to_string(), "2500.5");
/// # Ok(())
/// # }
/// # tokio::runtime::Runtime::new()?.block_on(example())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Books {
    /// By currency: BNB, BTC, ETH, GHS, KES, NGN, and USD with all stablecoins in it.
    pub lines: BTreeMap<String, Line>,
}

/// A currency, in major units. Amounts are sums over all accounts, from the start of the sandbox.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Line {
    /// What accounts have, with what is held back for payments under way.
    pub balances: Decimal,
    /// What came from outside.
    pub deposits: Decimal,
    /// What was bought with another currency.
    pub converted_in: Decimal,
    /// What another currency was bought with.
    pub converted_out: Decimal,
    /// What went out.
    pub withdrawals: Decimal,
    /// What networks took, and what was cut off of ramps.
    pub fees: Decimal,
}

impl Books {
    pub(crate) fn of(state: &State) -> Self {
        let line = |ledger: Ledger| {
            let moved = state.journal.totals_by_movement(ledger);
            let sum = |movement| moved.get(&movement).copied().unwrap_or_default();
            let line = Line {
                balances: state.total_balance(ledger),
                deposits: sum(Movement::Deposit),
                converted_in: sum(Movement::ConvertedIn),
                converted_out: sum(Movement::ConvertedOut),
                withdrawals: sum(Movement::Withdrawal),
                fees: sum(Movement::Fee),
            };
            (ledger.as_str().to_owned(), line)
        };
        Self {
            lines: Ledger::ALL.into_iter().map(line).collect(),
        }
    }

    /// Whether everything adds up: balances are deposits and what was bought, less what was sold, sent and charged.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Broken`](crate::ErrorKind::Broken), with the currency that does not and its figures.
    pub fn check(&self) -> Result<(), Error> {
        for (currency, line) in &self.lines {
            let came = line.deposits + line.converted_in;
            let went = line.converted_out + line.withdrawals + line.fees;
            if line.balances != came - went {
                return Err(Error::broken(format!(
                    "{currency} does not add up: {line:?}"
                )));
            }
        }
        Ok(())
    }
}
