// Made by `cargo xtask generate` from openapi/partna.json; do not edit.

use crate::call::{Arguments, CallError, CallFuture, CallResponse, encode};
use crate::{Client, types};
/// Calls an operation by its id; none if there is no such operation.
pub fn call<'a>(
    client: &'a Client,
    operation: &str,
    arguments: &'a Arguments,
) -> Option<CallFuture<'a>> {
    Some(
        match operation {
            "list_accounts" => Box::pin(list_accounts(client, arguments)),
            "create_bank_account" => Box::pin(create_bank_account(client, arguments)),
            "create_account" => Box::pin(create_account(client, arguments)),
            "list_account_details" => Box::pin(list_account_details(client, arguments)),
            "complete_registration" => Box::pin(complete_registration(client, arguments)),
            "update_account_email" => Box::pin(update_account_email(client, arguments)),
            "get_my_profile" => Box::pin(get_my_profile(client, arguments)),
            "list_permissions" => Box::pin(list_permissions(client, arguments)),
            "register_account" => Box::pin(register_account(client, arguments)),
            "search_accounts" => Box::pin(search_accounts(client, arguments)),
            "list_banks" => Box::pin(list_banks(client, arguments)),
            "convert_currency" => Box::pin(convert_currency(client, arguments)),
            "preorder_conversion" => Box::pin(preorder_conversion(client, arguments)),
            "list_discounts" => Box::pin(list_discounts(client, arguments)),
            "start_kyc" => Box::pin(start_kyc(client, arguments)),
            "complete_kyc" => Box::pin(complete_kyc(client, arguments)),
            "confirm_kyc_otp" => Box::pin(confirm_kyc_otp(client, arguments)),
            "confirm_kyc_phone" => Box::pin(confirm_kyc_phone(client, arguments)),
            "send_kyc_otp" => Box::pin(send_kyc_otp(client, arguments)),
            "resolve_bank_account" => Box::pin(resolve_bank_account(client, arguments)),
            "list_kyc_methods" => Box::pin(list_kyc_methods(client, arguments)),
            "set_kyc_verification_method" => {
                Box::pin(set_kyc_verification_method(client, arguments))
            }
            "get_mfa_status" => Box::pin(get_mfa_status(client, arguments)),
            "confirm_mfa" => Box::pin(confirm_mfa(client, arguments)),
            "enroll_mfa" => Box::pin(enroll_mfa(client, arguments)),
            "disable_mfa" => Box::pin(disable_mfa(client, arguments)),
            "create_mock_deposit" => Box::pin(create_mock_deposit(client, arguments)),
            "create_mock_fiat_deposit" => {
                Box::pin(create_mock_fiat_deposit(client, arguments))
            }
            "list_phones" => Box::pin(list_phones(client, arguments)),
            "register_phone" => Box::pin(register_phone(client, arguments)),
            "confirm_phone" => Box::pin(confirm_phone(client, arguments)),
            "verify_phone" => Box::pin(verify_phone(client, arguments)),
            "get_pending_pricing" => Box::pin(get_pending_pricing(client, arguments)),
            "trigger_pricing" => Box::pin(trigger_pricing(client, arguments)),
            "list_ramps" => Box::pin(list_ramps(client, arguments)),
            "create_ramp" => Box::pin(create_ramp(client, arguments)),
            "get_ramp_breakdown" => Box::pin(get_ramp_breakdown(client, arguments)),
            "get_rate" => Box::pin(get_rate(client, arguments)),
            "verify_rate_key" => Box::pin(verify_rate_key(client, arguments)),
            "list_supported_assets" => Box::pin(list_supported_assets(client, arguments)),
            "list_transactions" => Box::pin(list_transactions(client, arguments)),
            "create_transfer" => Box::pin(create_transfer(client, arguments)),
            "get_transaction" => Box::pin(get_transaction(client, arguments)),
            "initiate_transfer" => Box::pin(initiate_transfer(client, arguments)),
            "create_withdrawal" => Box::pin(create_withdrawal(client, arguments)),
            "update_user" => Box::pin(update_user(client, arguments)),
            "activate_user" => Box::pin(activate_user(client, arguments)),
            "list_admins" => Box::pin(list_admins(client, arguments)),
            "create_admin" => Box::pin(create_admin(client, arguments)),
            "delete_admin" => Box::pin(delete_admin(client, arguments)),
            "generate_api_key" => Box::pin(generate_api_key(client, arguments)),
            "delete_api_key" => Box::pin(delete_api_key(client, arguments)),
            "list_api_key_scopes" => Box::pin(list_api_key_scopes(client, arguments)),
            "list_api_keys" => Box::pin(list_api_keys(client, arguments)),
            "get_balances" => Box::pin(get_balances(client, arguments)),
            "invalidate_api_key" => Box::pin(invalidate_api_key(client, arguments)),
            "list_whitelisted_ips" => Box::pin(list_whitelisted_ips(client, arguments)),
            "add_whitelisted_ips" => Box::pin(add_whitelisted_ips(client, arguments)),
            "delete_whitelisted_ip" => Box::pin(delete_whitelisted_ip(client, arguments)),
            "get_kyc_exemption" => Box::pin(get_kyc_exemption(client, arguments)),
            "get_user_profile" => Box::pin(get_user_profile(client, arguments)),
            "get_settings" => Box::pin(get_settings(client, arguments)),
            "update_settings" => Box::pin(update_settings(client, arguments)),
            "get_webhook" => Box::pin(get_webhook(client, arguments)),
            "set_webhook" => Box::pin(set_webhook(client, arguments)),
            "delete_webhook" => Box::pin(delete_webhook(client, arguments)),
            _ => return None,
        },
    )
}
async fn list_accounts(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_accounts();
    let request = match arguments.parameter::<::std::string::String>("accountName")? {
        Some(value) => request.account_name(value),
        None => request,
    };
    let request = match arguments.parameter::<i64>("page")? {
        Some(value) => request.page(value),
        None => request,
    };
    let request = match arguments.parameter::<i64>("perPage")? {
        Some(value) => request.per_page(value),
        None => request,
    };
    encode(request.send().await)
}
async fn create_bank_account(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.create_bank_account();
    let request = match arguments.body::<types::BankAccountRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn create_account(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.create_account();
    let request = match arguments.body::<types::AccountRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn list_account_details(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_account_details();
    let request = match arguments.parameter::<::std::string::String>("accountName")? {
        Some(value) => request.account_name(value),
        None => request,
    };
    let request = match arguments.parameter::<i64>("page")? {
        Some(value) => request.page(value),
        None => request,
    };
    let request = match arguments.parameter::<i64>("perPage")? {
        Some(value) => request.per_page(value),
        None => request,
    };
    encode(request.send().await)
}
async fn complete_registration(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.complete_registration();
    let request = match arguments.body::<types::CompleteRegistrationRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn update_account_email(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.update_account_email();
    let request = match arguments.body::<types::AccountEmailRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn get_my_profile(
    client: &Client,
    _: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.get_my_profile();
    encode(request.send().await)
}
async fn list_permissions(
    client: &Client,
    _: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_permissions();
    encode(request.send().await)
}
async fn register_account(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.register_account();
    let request = match arguments.body::<types::RegisterAccountRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn search_accounts(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.search_accounts();
    let request = match arguments.parameter::<::std::string::String>("accountName")? {
        Some(value) => request.account_name(value),
        None => request,
    };
    let request = match arguments.parameter::<i64>("limit")? {
        Some(value) => request.limit(value),
        None => request,
    };
    encode(request.send().await)
}
async fn list_banks(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_banks();
    let request = match arguments
        .parameter::<::partna_types::enums::Currency>("currency")?
    {
        Some(value) => request.currency(value),
        None => request,
    };
    let request = match arguments.parameter::<bool>("onlyValidators")? {
        Some(value) => request.only_validators(value),
        None => request,
    };
    encode(request.send().await)
}
async fn convert_currency(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.convert_currency();
    let request = match arguments.body::<types::ConversionRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn preorder_conversion(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.preorder_conversion();
    let request = match arguments.body::<types::PreorderRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn list_discounts(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_discounts();
    let request = match arguments.parameter::<::partna_types::AmountParam>("amount")? {
        Some(value) => request.amount(value),
        None => request,
    };
    let request = match arguments.parameter::<::std::string::String>("fromCurrency")? {
        Some(value) => request.from_currency(value),
        None => request,
    };
    let request = match arguments.parameter::<::std::string::String>("toCurrency")? {
        Some(value) => request.to_currency(value),
        None => request,
    };
    encode(request.send().await)
}
async fn start_kyc(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.start_kyc();
    let request = match arguments.body::<types::KycRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn complete_kyc(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.complete_kyc();
    let request = match arguments.body::<types::MerchantKycRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn confirm_kyc_otp(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.confirm_kyc_otp();
    let request = match arguments.body::<types::KycOtpRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn confirm_kyc_phone(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.confirm_kyc_phone();
    let request = match arguments.body::<types::KycPhoneRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn send_kyc_otp(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.send_kyc_otp();
    let request = match arguments.body::<types::KycMethodRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn resolve_bank_account(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.resolve_bank_account();
    let request = match arguments.body::<types::ResolveBankAccountRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn list_kyc_methods(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_kyc_methods();
    let request = match arguments
        .parameter::<::partna_types::enums::Currency>("currency")?
    {
        Some(value) => request.currency(value),
        None => request,
    };
    encode(request.send().await)
}
async fn set_kyc_verification_method(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.set_kyc_verification_method();
    let request = match arguments.body::<types::KycMethodRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn get_mfa_status(
    client: &Client,
    _: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.get_mfa_status();
    encode(request.send().await)
}
async fn confirm_mfa(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.confirm_mfa();
    let request = match arguments.body::<types::MfaConfirmationRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn enroll_mfa(client: &Client, _: &Arguments) -> Result<CallResponse, CallError> {
    let request = client.enroll_mfa();
    encode(request.send().await)
}
async fn disable_mfa(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.disable_mfa();
    let request = match arguments.body::<types::MfaDisableRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn create_mock_deposit(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.create_mock_deposit();
    let request = match arguments.body::<types::MockDepositRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn create_mock_fiat_deposit(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.create_mock_fiat_deposit();
    let request = match arguments.body::<types::MockFiatDepositRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn list_phones(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_phones();
    let request = match arguments.parameter::<::std::string::String>("accountName")? {
        Some(value) => request.account_name(value),
        None => request,
    };
    let request = match arguments.parameter::<::partna_types::enums::Country>("country")?
    {
        Some(value) => request.country(value),
        None => request,
    };
    encode(request.send().await)
}
async fn register_phone(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.register_phone();
    let request = match arguments.body::<types::PhoneRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn confirm_phone(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.confirm_phone();
    let request = match arguments.body::<types::PhoneOtpRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn verify_phone(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.verify_phone();
    let request = match arguments.body::<types::PhoneVerificationRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn get_pending_pricing(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.get_pending_pricing();
    let request = match arguments.parameter::<::std::string::String>("username")? {
        Some(value) => request.username(value),
        None => request,
    };
    encode(request.send().await)
}
async fn trigger_pricing(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.trigger_pricing();
    let request = match arguments
        .parameter::<::partna_types::enums::PricingAction>("action")?
    {
        Some(value) => request.action(value),
        None => request,
    };
    let request = match arguments.parameter::<::std::string::String>("username")? {
        Some(value) => request.username(value),
        None => request,
    };
    encode(request.send().await)
}
async fn list_ramps(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_ramps();
    let request = match arguments.parameter::<::std::string::String>("accountName")? {
        Some(value) => request.account_name(value),
        None => request,
    };
    let request = match arguments.parameter::<i64>("page")? {
        Some(value) => request.page(value),
        None => request,
    };
    let request = match arguments.parameter::<i64>("perPage")? {
        Some(value) => request.per_page(value),
        None => request,
    };
    let request = match arguments.parameter::<::std::string::String>("rampReference")? {
        Some(value) => request.ramp_reference(value),
        None => request,
    };
    encode(request.send().await)
}
async fn create_ramp(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.create_ramp();
    let request = match arguments.body::<types::RampRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn get_ramp_breakdown(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.get_ramp_breakdown();
    let request = match arguments.body::<types::RampBreakdownRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn get_rate(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.get_rate();
    let request = match arguments.parameter::<::partna_types::AmountParam>("fromAmount")?
    {
        Some(value) => request.from_amount(value),
        None => request,
    };
    let request = match arguments.parameter::<::std::string::String>("fromCurrency")? {
        Some(value) => request.from_currency(value),
        None => request,
    };
    let request = match arguments.parameter::<::partna_types::AmountParam>("toAmount")? {
        Some(value) => request.to_amount(value),
        None => request,
    };
    let request = match arguments.parameter::<::std::string::String>("toCurrency")? {
        Some(value) => request.to_currency(value),
        None => request,
    };
    encode(request.send().await)
}
async fn verify_rate_key(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.verify_rate_key();
    let request = match arguments.parameter::<::std::string::String>("key")? {
        Some(value) => request.key(value),
        None => request,
    };
    encode(request.send().await)
}
async fn list_supported_assets(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_supported_assets();
    let request = match arguments
        .parameter::<::partna_types::enums::Currency>("currency")?
    {
        Some(value) => request.currency(value),
        None => request,
    };
    encode(request.send().await)
}
async fn list_transactions(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_transactions();
    let request = match arguments.parameter::<::std::string::String>("accountName")? {
        Some(value) => request.account_name(value),
        None => request,
    };
    let request = match arguments
        .parameter::<::partna_types::enums::Currency>("currency")?
    {
        Some(value) => request.currency(value),
        None => request,
    };
    let request = match arguments.parameter::<i64>("limit")? {
        Some(value) => request.limit(value),
        None => request,
    };
    let request = match arguments
        .parameter::<::partna_types::enums::TransactionStatus>("status")?
    {
        Some(value) => request.status(value),
        None => request,
    };
    let request = match arguments
        .parameter::<::std::string::String>("transactionReference")?
    {
        Some(value) => request.transaction_reference(value),
        None => request,
    };
    let request = match arguments
        .parameter::<::partna_types::enums::TransactionKind>("type")?
    {
        Some(value) => request.type_(value),
        None => request,
    };
    let request = match arguments
        .parameter::<::partna_types::UnixSeconds>("unixEndDate")?
    {
        Some(value) => request.unix_end_date(value),
        None => request,
    };
    let request = match arguments
        .parameter::<::partna_types::UnixSeconds>("unixStartDate")?
    {
        Some(value) => request.unix_start_date(value),
        None => request,
    };
    let request = match arguments.parameter::<::std::string::String>("username")? {
        Some(value) => request.username(value),
        None => request,
    };
    encode(request.send().await)
}
async fn create_transfer(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.create_transfer();
    let request = match arguments.body::<types::TransferRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn get_transaction(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.get_transaction();
    let request = match arguments.parameter::<::std::string::String>("accountName")? {
        Some(value) => request.account_name(value),
        None => request,
    };
    let request = match arguments
        .parameter::<::std::string::String>("transactionReference")?
    {
        Some(value) => request.transaction_reference(value),
        None => request,
    };
    encode(request.send().await)
}
async fn initiate_transfer(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.initiate_transfer();
    let request = match arguments.body::<types::CollectionRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn create_withdrawal(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.create_withdrawal();
    let request = match arguments.body::<types::WithdrawalRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn update_user(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.update_user();
    let request = match arguments.body::<types::UserRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn activate_user(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.activate_user();
    let request = match arguments.body::<types::UserActivationRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn list_admins(client: &Client, _: &Arguments) -> Result<CallResponse, CallError> {
    let request = client.list_admins();
    encode(request.send().await)
}
async fn create_admin(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.create_admin();
    let request = match arguments.body::<types::AdminRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn delete_admin(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.delete_admin();
    let request = match arguments.parameter::<::std::string::String>("email")? {
        Some(value) => request.email(value),
        None => request,
    };
    encode(request.send().await)
}
async fn generate_api_key(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.generate_api_key();
    let request = match arguments.body::<types::ApiKeyRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn delete_api_key(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.delete_api_key();
    let request = match arguments.parameter::<::partna_types::Secret>("apikeyHash")? {
        Some(value) => request.apikey_hash(value),
        None => request,
    };
    encode(request.send().await)
}
async fn list_api_key_scopes(
    client: &Client,
    _: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_api_key_scopes();
    encode(request.send().await)
}
async fn list_api_keys(
    client: &Client,
    _: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_api_keys();
    encode(request.send().await)
}
async fn get_balances(
    client: &Client,
    _: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.get_balances();
    encode(request.send().await)
}
async fn invalidate_api_key(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.invalidate_api_key();
    let request = match arguments.body::<types::InvalidateApiKeyRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn list_whitelisted_ips(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.list_whitelisted_ips();
    let request = match arguments.parameter::<::std::string::String>("merchantName")? {
        Some(value) => request.merchant_name(value),
        None => request,
    };
    encode(request.send().await)
}
async fn add_whitelisted_ips(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.add_whitelisted_ips();
    let request = match arguments.body::<types::WhitelistRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn delete_whitelisted_ip(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.delete_whitelisted_ip();
    let request = match arguments.parameter::<::std::string::String>("ipAddress")? {
        Some(value) => request.ip_address(value),
        None => request,
    };
    let request = match arguments.parameter::<::std::string::String>("merchantName")? {
        Some(value) => request.merchant_name(value),
        None => request,
    };
    encode(request.send().await)
}
async fn get_kyc_exemption(
    client: &Client,
    _: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.get_kyc_exemption();
    encode(request.send().await)
}
async fn get_user_profile(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.get_user_profile();
    let request = match arguments.parameter::<::std::string::String>("accountName")? {
        Some(value) => request.account_name(value),
        None => request,
    };
    encode(request.send().await)
}
async fn get_settings(
    client: &Client,
    _: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.get_settings();
    encode(request.send().await)
}
async fn update_settings(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.update_settings();
    let request = match arguments.body::<types::SettingsRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn get_webhook(client: &Client, _: &Arguments) -> Result<CallResponse, CallError> {
    let request = client.get_webhook();
    encode(request.send().await)
}
async fn set_webhook(
    client: &Client,
    arguments: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.set_webhook();
    let request = match arguments.body::<types::WebhookRequest>()? {
        Some(value) => request.body(value),
        None => request,
    };
    encode(request.send().await)
}
async fn delete_webhook(
    client: &Client,
    _: &Arguments,
) -> Result<CallResponse, CallError> {
    let request = client.delete_webhook();
    encode(request.send().await)
}
