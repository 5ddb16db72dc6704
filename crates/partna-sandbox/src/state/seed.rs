//! The initial state of a sandbox, read from TOML.

mod parse;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use partna_auth::Secret;
use rust_decimal::Decimal;

use super::{Country, IncomingDeposit, KycRecord, State, StateError};
use crate::Error;
use crate::pricing::ledger::Ledger;

/// The phone number of customers that a seed marks as verified in Kenya.
const KENYAN_PHONE: &str = "0712345678";

/// The initial state of a sandbox: its merchant, accounts, and prices of currencies.
///
/// ```
/// use partna_sandbox::Seed;
///
/// let seed = Seed::read(r#"
///     settle_after_seconds = 30      # how long withdrawals and paid ramps take to settle
///
///     [merchant]
///     username = "acme"              # also the name of the merchant account
///     api_key = "1--M--73616e64626f782d0000000000000001--9999999999999--00000001"
///     kyc_exempt = true              # may supply KYC records of its customers
///
///     [[accounts]]
///     name = "amina01"
///     email = "amina@example.com"
///     kyc = ["NG"]                   # countries in which the customer is verified: NG, KE
///     balances = { NGN = "250000.75", USDT = "20" }
///
///     [prices]                       # of one unit, in US dollars
///     NGN = "0.000597221725"
/// "#)?;
/// # let _ = seed;
/// # Ok::<(), partna_sandbox::Error>(())
/// ```
///
/// All fields are optional; unknown fields are rejected. Amounts are strings, so that they are exact. A balance is booked as a
/// deposit without a webhook. An account with the merchant's user name is the merchant account.
#[derive(Clone, Debug, Default)]
pub struct Seed {
    username: Option<String>,
    api_key: Option<Secret>,
    kyc_exempt: bool,
    settle_after_seconds: Option<u32>,
    accounts: Vec<SeedAccount>,
    prices: Vec<(Ledger, Decimal)>,
}

#[derive(Clone, Debug)]
struct SeedAccount {
    name: String,
    email: Option<String>,
    kyc: BTreeSet<Country>,
    balances: Vec<SeedBalance>,
}

#[derive(Clone, Debug)]
struct SeedBalance {
    /// The currency code in the seed, such as `USDT`.
    currency: String,
    amount: Decimal,
}

impl Seed {
    /// Parses a seed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Seed`](crate::ErrorKind::Seed) if the text is not TOML, has an unknown field, or has an invalid value: a
    /// currency without a ledger, an amount with more decimals than its currency has, or a name that the API rejects.
    pub fn read(text: &str) -> Result<Self, Error> {
        parse::parse(text)
    }

    /// Reads a seed from a file.
    ///
    /// # Errors
    ///
    /// The errors of [`read`](Self::read), and [`ErrorKind::Seed`](crate::ErrorKind::Seed) if the file cannot be read. The message
    /// includes the path of the file.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = fs::read_to_string(path).map_err(|error| {
            let path = path.display();
            Error::seed(format!(
                "seed {path}: cannot be read: {error}; check the path and its permissions"
            ))
        })?;
        Self::read(&text).map_err(|error| Error::seed(format!("seed {}: {error}", path.display())))
    }

    pub(crate) fn username(&self) -> Option<&str> {
        self.username.as_deref()
    }

    pub(crate) fn api_key(&self) -> Option<&str> {
        self.api_key.as_ref().map(Secret::expose)
    }

    /// Applies the seed to a new state that was created with the seed's user name and key.
    pub(crate) fn apply(&self, state: &mut State) -> Result<(), Error> {
        state.merchant.kyc_exempt = self.kyc_exempt;
        if let Some(seconds) = self.settle_after_seconds {
            state.settle_after_ms = i64::from(seconds) * 1000;
        }
        for (ledger, dollars) in &self.prices {
            state.rates.set(*ledger, *dollars);
        }
        for account in &self.accounts {
            account
                .apply(state)
                .map_err(|error| Error::seed(format!("account `{}`: {error}", account.name)))?;
        }
        Ok(())
    }
}

impl SeedAccount {
    fn apply(&self, state: &mut State) -> Result<(), StateError> {
        if !state.accounts.contains_key(&self.name) {
            state.open_account(&self.name, None);
        }
        let account = state.account_mut(&self.name)?;
        account.email.clone_from(&self.email);
        for country in &self.kyc {
            let record = kyc_record(*country, &account.fake_data_seed);
            account.verify(*country, record);
        }
        for balance in &self.balances {
            self.deposit(state, balance)?;
        }
        Ok(())
    }

    /// Books an initial balance as a deposit, so that the books balance and lists include it.
    fn deposit(&self, state: &mut State, balance: &SeedBalance) -> Result<(), StateError> {
        let reference = state.next_id(32);
        let deposit = IncomingDeposit {
            account: &self.name,
            currency: &balance.currency,
            amount: balance.amount,
            from: "",
        };
        state.book_deposit(&reference, &deposit)
    }
}

fn kyc_record(country: Country, fake_data_seed: &str) -> KycRecord {
    match country {
        Country::Ke => KycRecord::kenyan(fake_data_seed, "Safaricom", KENYAN_PHONE),
        Country::Ng => KycRecord::nigerian(fake_data_seed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPLETE_SEED: &str = r#"
        settle_after_seconds = 30

        [merchant]
        username = "acme"
        api_key = "1--M--73616e64626f782dc0ffee00c0ffee00--9999999999999--c0ffee00"
        kyc_exempt = true

        [[accounts]]
        name = "amina01"
        email = "amina@example.com"
        kyc = ["NG", "KE"]

        [accounts.balances]
        NGN = "250000.75"
        USDT = "20.5"
        USDC = "1"

        [[accounts]]
        name = "acme"
        balances = { BTC = "0.00000001" }

        [prices]
        NGN = "0.000597221725"
    "#;

    fn state_of(seed: &Seed) -> State {
        let user = seed.username().unwrap_or("merchant");
        let key = seed.api_key().unwrap_or("key");
        let mut state = State::new("seed", 1_000, user, key);
        seed.apply(&mut state).unwrap();
        state
    }

    #[test]
    fn applies_complete_seed() {
        let seed = Seed::read(COMPLETE_SEED).unwrap();
        let state = state_of(&seed);
        assert!(state.merchant.kyc_exempt);
        assert_eq!(state.settle_after_ms, 30_000);
        let names: Vec<&String> = state.accounts.keys().collect();
        assert_eq!(names, ["acme", "amina01"]);
        let amina = state.account("amina01").unwrap();
        assert!(amina.is_verified(Country::Ng) && amina.is_verified(Country::Ke));
        assert_eq!(amina.email.as_deref(), Some("amina@example.com"));
        for (account, ledger, total) in [
            ("amina01", Ledger::Ngn, "250000.75"),
            ("amina01", Ledger::Usd, "21.5"),
            ("acme", Ledger::Btc, "0.00000001"),
        ] {
            let balance = state.movements.balance(account, ledger);
            assert_eq!(balance.available().to_string(), total);
        }
        assert_eq!(state.transactions.len(), 4);
        assert_eq!(state.references.len(), 4);
        assert!(state.outbox.is_empty());
        crate::Books::of(&state).check().unwrap();
    }

    #[test]
    fn empty_seed_changes_nothing() {
        let state = state_of(&Seed::read("").unwrap());
        assert_eq!(state.accounts.len(), 1);
        assert!(state.transactions.is_empty() && !state.merchant.kyc_exempt);
    }

    #[test]
    fn errors_include_path_of_seed_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("seed.toml");
        assert!(
            Seed::from_file(&path)
                .unwrap_err()
                .to_string()
                .contains("seed.toml")
        );
        fs::write(&path, COMPLETE_SEED).unwrap();
        assert!(Seed::from_file(&path).is_ok());
        fs::write(&path, "nonsense = 1").unwrap();
        let error = Seed::from_file(&path).unwrap_err().to_string();
        assert!(
            error.contains("seed.toml") && error.contains("nonsense"),
            "{error}"
        );
    }
}
