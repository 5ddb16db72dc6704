//! What operations do: a file a subject.

mod accounts;
mod answer;
mod banks;
mod collections;
mod conversions;
mod deposits;
mod keys;
mod kyc;
mod mfa;
mod phones;
mod pricing;
mod profile;
mod ramp_money;
mod ramp_quote;
mod ramp_views;
mod ramps;
mod rates;
mod settings;
mod transactions;
mod transfers;
mod withdrawals;

pub(crate) use answer::{Answer, Call, Refusal};
pub(crate) use deposits::{Arrival, deposit};
pub(crate) use keys::{admit, scope};
pub(crate) use ramp_money::pay;

use crate::world::{Happening, Scheduled, World};

type Outcome = Result<Answer, Refusal>;

/// What comes by itself, with time.
pub(crate) fn happen(world: &mut World, due: &Scheduled) {
    match due.what {
        // No event is documented for that, and none is sent.
        Happening::RampExpires => ramp_money::cancel(world, &due.reference),
        Happening::RampSettles => ramp_money::settle(world, &due.reference),
        Happening::WithdrawalSettles => withdrawals::settle(world, &due.reference),
    }
}

/// Answers a request that the document has nothing against. None for an operation that keeps nothing: its example will do.
pub(crate) fn answer(world: &mut World, call: &Call<'_>) -> Option<Outcome> {
    Some(match call.id {
        "list_accounts" => accounts::list(world, call),
        "create_account" => accounts::create(world, call),
        "create_bank_account" => banks::create(world, call),
        "list_account_details" => accounts::details(world, call),
        "search_accounts" => accounts::search(world, call),
        "update_account_email" => accounts::update_email(world, call),
        "register_account" => accounts::register(world, call),
        "complete_registration" => accounts::complete_registration(world, call),
        "list_banks" => banks::list(world, call),
        "resolve_bank_account" => banks::resolve(world, call),
        "start_kyc" => kyc::start(world, call),
        "complete_kyc" => kyc::complete(world, call),
        "set_kyc_verification_method" | "send_kyc_otp" => kyc::set_method(world, call),
        "confirm_kyc_phone" => kyc::confirm_phone(world, call),
        "confirm_kyc_otp" => kyc::confirm_otp(world, call),
        "list_kyc_methods" => kyc::methods(world, call),
        "get_kyc_exemption" => kyc::exemption(world, call),
        "list_phones" => phones::list(world, call),
        "register_phone" => phones::register(world, call),
        "verify_phone" => phones::verify(world, call),
        "confirm_phone" => phones::confirm(world, call),
        "get_my_profile" => profile::mine(world, call),
        "get_user_profile" => profile::of_account(world, call),
        "list_permissions" => profile::permissions(world, call),
        "list_admins" => profile::admins(world, call),
        "create_admin" => profile::create_admin(world, call),
        "delete_admin" => profile::delete_admin(world, call),
        "activate_user" => profile::activate(world, call),
        "update_user" => profile::update(world, call),
        "list_api_keys" => keys::list(world, call),
        "generate_api_key" => keys::generate(world, call),
        "invalidate_api_key" => keys::invalidate(world, call),
        "delete_api_key" => keys::delete(world, call),
        "list_api_key_scopes" => keys::scopes(world, call),
        "get_mfa_status" => mfa::status(world, call),
        "enroll_mfa" => mfa::enroll(world, call),
        "confirm_mfa" => mfa::confirm(world, call),
        "disable_mfa" => mfa::disable(world, call),
        "get_settings" => settings::get(world, call),
        "update_settings" => settings::update(world, call),
        "get_webhook" => settings::webhook(world, call),
        "set_webhook" => settings::set_webhook(world, call),
        "delete_webhook" => settings::delete_webhook(world, call),
        "list_whitelisted_ips" => settings::whitelist(world, call),
        "add_whitelisted_ips" => settings::add_to_whitelist(world, call),
        "delete_whitelisted_ip" => settings::delete_from_whitelist(world, call),
        "get_pending_pricing" => pricing::pending(world, call),
        "trigger_pricing" => pricing::trigger(world, call),
        "list_discounts" => pricing::discounts(world, call),
        "get_rate" => rates::get(world, call),
        "verify_rate_key" => rates::verify(world, call),
        "list_supported_assets" => rates::assets(world, call),
        "get_balances" => transactions::balances(world, call),
        "list_transactions" => transactions::list(world, call),
        "get_transaction" => transactions::details(world, call),
        "create_transfer" => transfers::create(world, call),
        "create_withdrawal" => withdrawals::create(world, call),
        "initiate_transfer" => collections::initiate(world, call),
        "convert_currency" => conversions::convert(world, call),
        "preorder_conversion" => conversions::preorder(world, call),
        "create_ramp" => ramps::create(world, call),
        "list_ramps" => ramp_views::list(world, call),
        "get_ramp_breakdown" => ramp_views::breakdown(world, call),
        "create_mock_deposit" => deposits::mock(world, call),
        "create_mock_fiat_deposit" => deposits::mock_fiat(world, call),
        _ => return None,
    })
}
