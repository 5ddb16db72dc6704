//! Parameters of the constructors of request bodies: one type per use case, and shared parts.
//!
//! The required fields of an operation often depend on the use case, and the document marks few of them as required. A
//! constructor requires the fields of its use case: code without one of them does not compile, and an empty text is an error that
//! contains the name of the field. The constructors return the generated builder, so set optional fields with its setters.
//!
//! ```
//! use partna_client::requests::{BankAccount, ExchangeAmount, OfframpToBank};
//! use partna_client::types::RampRequest;
//! use partna_types::{Currency, ExpireAction, Network};
//!
//! let ramp = RampRequest::offramp_to_bank(OfframpToBank {
//!     account_name: "amina01",
//!     currency: Currency::Usdt,
//!     network: Network::Tron,
//!     amount: ExchangeAmount::From("5.50".parse()?),
//!     bank: BankAccount { bank_code: "058", account_number: "0123456789" },
//!     rate_key: "1600-USDT_to_NGN-0a1b2c3d-1755873718",
//! })
//! .expire_action(ExpireAction::Deposit)
//! .build()?;
//! assert_eq!(ramp.to_currency, Currency::Ngn);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Fields are named as in the API. Amounts are decimals in major units: `25.50` of NGN is 25 naira and 50 kobo.

mod checks;
mod deposits;
mod kyc;
mod parts;
mod ramps;
mod settings;
mod transfers;
mod withdrawals;

pub use deposits::{MockDeposit, MockRampPayment};
pub use parts::{BankAccount, CryptoAddress, ExchangeAmount, MobileRecipient};
pub use ramps::{FiatPayIn, OfframpToBank, OfframpToMobile, Onramp};
pub use transfers::{AccountTransfer, Conversion, MobileCollection, MobilePayer};
pub use withdrawals::{BankWithdrawal, ChainWithdrawal, MobileWithdrawal};
