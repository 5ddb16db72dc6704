//! The merchant's data and settings.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The merchant that owns the sandbox's API keys.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Merchant {
    pub(crate) username: String,
    pub(crate) created_at: i64,
    /// Whether the merchant may supply KYC records for its customers.
    pub(crate) kyc_exempt: bool,
    pub(crate) registration_open: bool,
    pub(crate) auto_move_deposit: bool,
    pub(crate) payment_source_known: bool,
    pub(crate) fee_account: Option<String>,
    pub(crate) fee_amount: Decimal,
    pub(crate) fee_cap: Decimal,
    pub(crate) fee_type: FeeType,
    pub(crate) webhook_url: Option<String>,
    pub(crate) callback_url: Option<String>,
    pub(crate) mfa_enrolled: bool,
    /// Whether an MFA enrollment was started and not confirmed.
    #[serde(rename = "mfa_offered")]
    pub(crate) is_mfa_enrollment_started: bool,
    pub(crate) admins: Vec<Admin>,
    pub(crate) whitelist: Vec<String>,
    /// Registrations that are not completed: account name and e-mail address.
    pub(crate) registrations: Vec<(String, String)>,
}

impl Merchant {
    pub(crate) fn new(username: &str, created_at: i64) -> Self {
        Self {
            username: username.to_owned(),
            created_at,
            kyc_exempt: false,
            registration_open: true,
            auto_move_deposit: false,
            payment_source_known: true,
            fee_account: None,
            fee_amount: Decimal::ZERO,
            fee_cap: Decimal::ZERO,
            fee_type: FeeType::Fixed,
            webhook_url: None,
            callback_url: None,
            mfa_enrolled: false,
            is_mfa_enrollment_started: false,
            admins: Vec::new(),
            whitelist: Vec::new(),
            registrations: Vec::new(),
        }
    }
}

/// The unit of the merchant's fee: US dollars or a percentage.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FeeType {
    Fixed,
    Percentage,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Admin {
    pub(crate) username: String,
    pub(crate) email: String,
    pub(crate) roles: Vec<String>,
}
