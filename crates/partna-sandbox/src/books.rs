//! The public view of the money in a sandbox.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::Error;
use crate::pricing::ledger::Ledger;
use crate::state::{Movement, State};

/// The money in, the money out and the balances, by currency.
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
    /// The totals by currency: BNB, BTC, ETH, GHS, KES, NGN, and USD, which includes the stablecoins.
    pub lines: BTreeMap<String, CurrencyTotals>,
}

/// The totals of a currency in major units, over all accounts, since the state of the sandbox was created.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CurrencyTotals {
    /// The balances of the accounts, including the amounts reserved for payments in progress.
    pub balances: Decimal,
    /// The deposits from outside.
    pub deposits: Decimal,
    /// The amounts bought with another currency.
    pub converted_in: Decimal,
    /// The amounts sold for another currency.
    pub converted_out: Decimal,
    /// The amounts paid out.
    pub withdrawals: Decimal,
    /// The network fees, and the rounding losses of ramps.
    pub fees: Decimal,
}

impl Books {
    pub(crate) fn of(state: &State) -> Self {
        let line = |ledger: Ledger| {
            let moved = state.movements.totals_by_movement(ledger);
            let sum = |movement| moved.get(&movement).copied().unwrap_or_default();
            let line = CurrencyTotals {
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

    /// Checks for each currency that the sum of all balances equals the money in (deposits, conversions) minus the money out
    /// (conversions, withdrawals, fees).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Internal`](crate::ErrorKind::Internal) with the currency that does not balance and its totals.
    pub fn check(&self) -> Result<(), Error> {
        for (currency, line) in &self.lines {
            let money_in = line.deposits + line.converted_in;
            let money_out = line.converted_out + line.withdrawals + line.fees;
            if line.balances != money_in - money_out {
                return Err(Error::internal(format!(
                    "books: {currency} does not balance ({line:?}); report this as a bug"
                )));
            }
        }
        Ok(())
    }
}
