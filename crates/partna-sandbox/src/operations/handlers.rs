//! The handler of each operation.

use super::operation_call::OperationCall;
use super::response::OperationResult;
use super::{
    accounts, banks, collections, conversions, deposits, keys, kyc, mfa, phones, pricing, profile,
    ramp_queries, ramps, rates, settings, transactions, transfers, withdrawals,
};
use crate::state::State;
use Handler::{Read, Write};

/// The implementation of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Handler {
    /// Does not change the state.
    Read(fn(&State, &OperationCall<'_>) -> OperationResult),
    /// May change the state, which is persisted before the response is sent.
    Write(fn(&mut State, &OperationCall<'_>) -> OperationResult),
    /// Does not use the state: the response is the example of the document.
    Example,
}

/// All handlers, sorted by operation id.
const HANDLERS: [(&str, Handler); 66] = [
    ("activate_user", Read(profile::activate)),
    ("add_whitelisted_ips", Write(settings::add_to_whitelist)),
    ("complete_kyc", Write(kyc::complete_with_supplied_record)),
    (
        "complete_registration",
        Write(accounts::complete_registration),
    ),
    ("confirm_kyc_otp", Write(kyc::confirm_otp)),
    ("confirm_kyc_phone", Write(kyc::confirm_phone)),
    ("confirm_mfa", Write(mfa::confirm)),
    ("confirm_phone", Write(phones::confirm)),
    ("convert_currency", Write(conversions::convert)),
    ("create_account", Write(accounts::create)),
    ("create_admin", Write(profile::create_admin)),
    ("create_bank_account", Write(banks::create)),
    ("create_mock_deposit", Write(deposits::mock)),
    ("create_mock_fiat_deposit", Write(deposits::mock_fiat)),
    ("create_ramp", Write(ramps::create)),
    ("create_transfer", Write(transfers::create)),
    ("create_withdrawal", Write(withdrawals::create)),
    ("delete_admin", Write(profile::delete_admin)),
    ("delete_api_key", Write(keys::delete)),
    ("delete_webhook", Write(settings::delete_webhook)),
    (
        "delete_whitelisted_ip",
        Write(settings::delete_from_whitelist),
    ),
    ("disable_mfa", Write(mfa::disable)),
    ("enroll_mfa", Write(mfa::enroll)),
    ("generate_api_key", Write(keys::generate)),
    ("get_balances", Read(transactions::balances)),
    ("get_kyc_exemption", Read(kyc::check_exemption)),
    ("get_mfa_status", Read(mfa::status)),
    ("get_my_profile", Read(profile::my_profile)),
    ("get_ramp_breakdown", Read(ramp_queries::breakdown)),
    ("get_rate", Read(rates::get)),
    ("get_settings", Read(settings::get)),
    ("get_transaction", Read(transactions::details)),
    ("get_unpaid_fees", Read(pricing::pending)),
    ("get_user_profile", Read(profile::user_profile)),
    ("get_webhook", Read(settings::webhook)),
    ("initiate_transfer", Write(collections::initiate)),
    ("invalidate_api_key", Write(keys::invalidate)),
    ("list_account_details", Read(accounts::details)),
    ("list_accounts", Read(accounts::list)),
    ("list_admins", Read(profile::admins)),
    ("list_api_key_scopes", Read(keys::scopes)),
    ("list_api_keys", Read(keys::list)),
    ("list_banks", Read(banks::list)),
    ("list_discounts", Read(pricing::discounts)),
    ("list_kyc_methods", Read(kyc::list_methods)),
    ("list_permissions", Read(profile::permissions)),
    ("list_phones", Read(phones::list)),
    ("list_ramps", Read(ramp_queries::list)),
    ("list_supported_assets", Read(rates::list_assets)),
    ("list_transactions", Read(transactions::list)),
    ("list_whitelisted_ips", Read(settings::whitelist)),
    ("preorder_conversion", Write(conversions::preorder)),
    ("register_account", Write(accounts::register)),
    ("register_phone", Write(phones::register)),
    ("resolve_bank_account", Read(banks::resolve)),
    ("search_accounts", Read(accounts::search)),
    ("send_kyc_otp", Write(kyc::set_method)),
    ("set_kyc_verification_method", Write(kyc::set_method)),
    ("set_webhook", Write(settings::set_webhook)),
    ("start_kyc", Write(kyc::start)),
    ("trigger_billing", Read(pricing::trigger)),
    ("update_account_email", Write(accounts::update_email)),
    ("update_settings", Write(settings::update)),
    ("update_user", Write(profile::update)),
    ("verify_phone", Write(phones::verify)),
    ("verify_rate_key", Read(rates::verify)),
];

/// Returns the handler of an operation. An operation without an entry responds with its example.
pub(crate) fn find_handler(id: &str) -> Handler {
    let index = HANDLERS.binary_search_by_key(&id, |(known, _)| known);
    let entry = index.ok().and_then(|index| HANDLERS.get(index));
    entry.map_or(Handler::Example, |(_, handler)| *handler)
}

#[cfg(test)]
mod tests {
    use partna_auth::{Effect, OPERATIONS};

    use super::*;

    #[test]
    fn handlers_match_documented_operations() {
        let documented: Vec<&str> = OPERATIONS.iter().map(|operation| operation.id).collect();
        let ids: Vec<&str> = HANDLERS.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, documented);
        assert_eq!(ids.len(), 66);
    }

    #[test]
    fn documented_reads_have_no_write_handler() {
        for operation in OPERATIONS {
            let is_write = matches!(find_handler(operation.id), Write(_));
            let is_documented_read = operation.effect == Effect::Read;
            assert!(!(is_write && is_documented_read), "{}", operation.id);
        }
    }
}
