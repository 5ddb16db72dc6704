// Made by `cargo xtask generate` from openapi/partna.json; do not edit.

use partna_auth::{builder, types};
use crate::{PublicType, entry, thread_safe};
/// Every public type of the generated client, then every open enum.
pub fn public_types() -> Vec<PublicType> {
    vec![
        entry:: < types::Account > ("Account"), entry:: < types::AccountDetails >
        ("AccountDetails"), entry:: < types::AccountDetailsPage > ("AccountDetailsPage"),
        entry:: < types::AccountDetailsResponse > ("AccountDetailsResponse"), entry:: <
        types::AccountEmailRequest > ("AccountEmailRequest"), entry:: <
        types::AccountList > ("AccountList"), entry:: < types::AccountNamesResponse >
        ("AccountNamesResponse"), entry:: < types::AccountRequest > ("AccountRequest"),
        entry:: < types::AccountResponse > ("AccountResponse"), entry:: <
        types::AccountsResponse > ("AccountsResponse"), entry:: < types::Acknowledgement
        > ("Acknowledgement"), entry:: < types::Admin > ("Admin"), entry:: <
        types::AdminRequest > ("AdminRequest"), entry:: < types::AdminsResponse >
        ("AdminsResponse"), entry:: < types::ApiError > ("ApiError"), entry:: <
        types::ApiKeyInfo > ("ApiKeyInfo"), entry:: < types::ApiKeyList > ("ApiKeyList"),
        entry:: < types::ApiKeyRequest > ("ApiKeyRequest"), entry:: <
        types::ApiKeyResponse > ("ApiKeyResponse"), entry:: < types::ApiKeyScopesResponse
        > ("ApiKeyScopesResponse"), entry:: < types::ApiKeySecret > ("ApiKeySecret"),
        entry:: < types::ApiKeysResponse > ("ApiKeysResponse"), entry:: < types::Balance
        > ("Balance"), entry:: < types::Balances > ("Balances"), entry:: <
        types::BalancesResponse > ("BalancesResponse"), entry:: < types::Bank > ("Bank"),
        entry:: < types::BankAccount > ("BankAccount"), entry:: <
        types::BankAccountRequest > ("BankAccountRequest"), entry:: <
        types::BankAccountsResponse > ("BankAccountsResponse"), entry:: <
        types::BanksResponse > ("BanksResponse"), entry:: < types::CollectionRequest >
        ("CollectionRequest"), entry:: < types::CompleteRegistrationRequest >
        ("CompleteRegistrationRequest"), entry:: < types::Conversion > ("Conversion"),
        entry:: < types::ConversionRequest > ("ConversionRequest"), entry:: <
        types::ConversionResponse > ("ConversionResponse"), entry:: <
        types::CurrenciesOfNetwork > ("CurrenciesOfNetwork"), entry:: <
        types::CustomerBank > ("CustomerBank"), entry:: < types::DepositAddress >
        ("DepositAddress"), entry:: < types::Discount > ("Discount"), entry:: <
        types::DiscountsResponse > ("DiscountsResponse"), entry:: < types::FeeSettings >
        ("FeeSettings"), entry:: < types::InvalidateApiKeyRequest >
        ("InvalidateApiKeyRequest"), entry:: < types::KycDispatch > ("KycDispatch"),
        entry:: < types::KycDispatchResponse > ("KycDispatchResponse"), entry:: <
        types::KycMethodRequest > ("KycMethodRequest"), entry:: < types::KycMethods >
        ("KycMethods"), entry:: < types::KycMethodsResponse > ("KycMethodsResponse"),
        entry:: < types::KycOtpRequest > ("KycOtpRequest"), entry:: <
        types::KycPhoneRequest > ("KycPhoneRequest"), entry:: < types::KycRecord >
        ("KycRecord"), entry:: < types::KycRequest > ("KycRequest"), entry:: <
        types::LedgerBalance > ("LedgerBalance"), entry:: < types::MerchantKycRequest >
        ("MerchantKycRequest"), entry:: < types::MessageResponse > ("MessageResponse"),
        entry:: < types::MfaConfirmationRequest > ("MfaConfirmationRequest"), entry:: <
        types::MfaDisableRequest > ("MfaDisableRequest"), entry:: < types::MfaEnrollment
        > ("MfaEnrollment"), entry:: < types::MfaEnrollmentResponse >
        ("MfaEnrollmentResponse"), entry:: < types::MfaStatus > ("MfaStatus"), entry:: <
        types::MfaStatusResponse > ("MfaStatusResponse"), entry:: <
        types::MockDepositRequest > ("MockDepositRequest"), entry:: <
        types::MockFiatDepositRequest > ("MockFiatDepositRequest"), entry:: <
        types::MyProfile > ("MyProfile"), entry:: < types::MyProfileResponse >
        ("MyProfileResponse"), entry:: < types::NetworksOfCurrency >
        ("NetworksOfCurrency"), entry:: < types::NewAccountName > ("NewAccountName"),
        entry:: < types::PendingPricing > ("PendingPricing"), entry:: <
        types::PendingPricingResponse > ("PendingPricingResponse"), entry:: <
        types::PermissionSet > ("PermissionSet"), entry:: < types::PermissionsResponse >
        ("PermissionsResponse"), entry:: < types::PhoneConfirmationResponse >
        ("PhoneConfirmationResponse"), entry:: < types::PhoneList > ("PhoneList"),
        entry:: < types::PhoneOtpRequest > ("PhoneOtpRequest"), entry:: <
        types::PhoneRecord > ("PhoneRecord"), entry:: < types::PhoneRegistration >
        ("PhoneRegistration"), entry:: < types::PhoneRegistrationResponse >
        ("PhoneRegistrationResponse"), entry:: < types::PhoneRequest > ("PhoneRequest"),
        entry:: < types::PhoneVerification > ("PhoneVerification"), entry:: <
        types::PhoneVerificationRequest > ("PhoneVerificationRequest"), entry:: <
        types::PhoneVerificationResponse > ("PhoneVerificationResponse"), entry:: <
        types::PhonesResponse > ("PhonesResponse"), entry:: < types::PreorderReceipt >
        ("PreorderReceipt"), entry:: < types::PreorderRequest > ("PreorderRequest"),
        entry:: < types::PreorderResponse > ("PreorderResponse"), entry:: < types::Ramp >
        ("Ramp"), entry:: < types::RampBreakdown > ("RampBreakdown"), entry:: <
        types::RampBreakdownRequest > ("RampBreakdownRequest"), entry:: <
        types::RampBreakdownResponse > ("RampBreakdownResponse"), entry:: <
        types::RampOrder > ("RampOrder"), entry:: < types::RampOrderResponse >
        ("RampOrderResponse"), entry:: < types::RampPage > ("RampPage"), entry:: <
        types::RampRequest > ("RampRequest"), entry:: < types::RampsResponse >
        ("RampsResponse"), entry:: < types::Rate > ("Rate"), entry:: <
        types::RateKeyResponse > ("RateKeyResponse"), entry:: < types::RateKeyStatus >
        ("RateKeyStatus"), entry:: < types::RateTable > ("RateTable"), entry:: <
        types::RatesResponse > ("RatesResponse"), entry:: < types::RegisterAccountRequest
        > ("RegisterAccountRequest"), entry:: < types::RegistrationReceipt >
        ("RegistrationReceipt"), entry:: < types::RegistrationResponse >
        ("RegistrationResponse"), entry:: < types::ResolveBankAccountRequest >
        ("ResolveBankAccountRequest"), entry:: < types::ResolvedBankAccount >
        ("ResolvedBankAccount"), entry:: < types::ResolvedBankAccountResponse >
        ("ResolvedBankAccountResponse"), entry:: < types::Settings > ("Settings"),
        entry:: < types::SettingsRequest > ("SettingsRequest"), entry:: <
        types::SettingsResponse > ("SettingsResponse"), entry:: < types::SupportedAsset >
        ("SupportedAsset"), entry:: < types::SupportedAssets > ("SupportedAssets"),
        entry:: < types::SupportedAssetsResponse > ("SupportedAssetsResponse"), entry:: <
        types::SupportedKycMethods > ("SupportedKycMethods"), entry:: <
        types::SupportedKycMethodsResponse > ("SupportedKycMethodsResponse"), entry:: <
        types::Transaction > ("Transaction"), entry:: < types::TransactionDetails >
        ("TransactionDetails"), entry:: < types::TransactionDetailsResponse >
        ("TransactionDetailsResponse"), entry:: < types::TransactionsResponse >
        ("TransactionsResponse"), entry:: < types::TransferReceipt > ("TransferReceipt"),
        entry:: < types::TransferRequest > ("TransferRequest"), entry:: <
        types::TransferResponse > ("TransferResponse"), entry:: <
        types::UserActivationRequest > ("UserActivationRequest"), entry:: <
        types::UserProfile > ("UserProfile"), entry:: < types::UserProfileResponse >
        ("UserProfileResponse"), entry:: < types::UserRequest > ("UserRequest"), entry::
        < types::VerificationOption > ("VerificationOption"), entry:: < types::Webhook >
        ("Webhook"), entry:: < types::WebhookRequest > ("WebhookRequest"), entry:: <
        types::WebhookResponse > ("WebhookResponse"), entry:: < types::WhitelistRequest >
        ("WhitelistRequest"), entry:: < types::WhitelistResponse > ("WhitelistResponse"),
        entry:: < types::WithdrawalRequest > ("WithdrawalRequest"), entry:: <
        partna_types::enums::AdminRole > ("AdminRole"), entry:: <
        partna_types::enums::ApiKeyScope > ("ApiKeyScope"), entry:: <
        partna_types::enums::AssetType > ("AssetType"), entry:: <
        partna_types::enums::BankAccountStatus > ("BankAccountStatus"), entry:: <
        partna_types::enums::Country > ("Country"), entry:: <
        partna_types::enums::CryptoPaymentSource > ("CryptoPaymentSource"), entry:: <
        partna_types::enums::Currency > ("Currency"), entry:: <
        partna_types::enums::ExpireAction > ("ExpireAction"), entry:: <
        partna_types::enums::FeeType > ("FeeType"), entry:: <
        partna_types::enums::FiatEvent > ("FiatEvent"), entry:: <
        partna_types::enums::Gender > ("Gender"), entry:: <
        partna_types::enums::KycDocument > ("KycDocument"), entry:: <
        partna_types::enums::KycStatus > ("KycStatus"), entry:: <
        partna_types::enums::MobileNetwork > ("MobileNetwork"), entry:: <
        partna_types::enums::Network > ("Network"), entry:: <
        partna_types::enums::PaymentNetwork > ("PaymentNetwork"), entry:: <
        partna_types::enums::PricingAction > ("PricingAction"), entry:: <
        partna_types::enums::RampStatus > ("RampStatus"), entry:: <
        partna_types::enums::RampType > ("RampType"), entry:: <
        partna_types::enums::RegistrationType > ("RegistrationType"), entry:: <
        partna_types::enums::TransactionKind > ("TransactionKind"), entry:: <
        partna_types::enums::TransactionStatus > ("TransactionStatus"), entry:: <
        partna_types::enums::TransactionType > ("TransactionType"), entry:: <
        partna_types::enums::VerificationMethod > ("VerificationMethod"), entry:: <
        partna_types::enums::WithdrawalNetwork > ("WithdrawalNetwork")
    ]
}
/// Every other public type of the generated client, by its path.
pub fn request_types() -> Vec<&'static str> {
    vec![
        thread_safe:: < partna_auth::Client > ("Client"), thread_safe:: <
        builder::ListAccounts < 'static >> ("builder::ListAccounts"), thread_safe:: <
        builder::CreateBankAccount < 'static >> ("builder::CreateBankAccount"),
        thread_safe:: < builder::CreateAccount < 'static >> ("builder::CreateAccount"),
        thread_safe:: < builder::ListAccountDetails < 'static >>
        ("builder::ListAccountDetails"), thread_safe:: < builder::CompleteRegistration <
        'static >> ("builder::CompleteRegistration"), thread_safe:: <
        builder::UpdateAccountEmail < 'static >> ("builder::UpdateAccountEmail"),
        thread_safe:: < builder::GetMyProfile < 'static >> ("builder::GetMyProfile"),
        thread_safe:: < builder::ListPermissions < 'static >>
        ("builder::ListPermissions"), thread_safe:: < builder::RegisterAccount < 'static
        >> ("builder::RegisterAccount"), thread_safe:: < builder::SearchAccounts <
        'static >> ("builder::SearchAccounts"), thread_safe:: < builder::ListBanks <
        'static >> ("builder::ListBanks"), thread_safe:: < builder::ConvertCurrency <
        'static >> ("builder::ConvertCurrency"), thread_safe:: <
        builder::PreorderConversion < 'static >> ("builder::PreorderConversion"),
        thread_safe:: < builder::ListDiscounts < 'static >> ("builder::ListDiscounts"),
        thread_safe:: < builder::StartKyc < 'static >> ("builder::StartKyc"),
        thread_safe:: < builder::CompleteKyc < 'static >> ("builder::CompleteKyc"),
        thread_safe:: < builder::ConfirmKycOtp < 'static >> ("builder::ConfirmKycOtp"),
        thread_safe:: < builder::ConfirmKycPhone < 'static >>
        ("builder::ConfirmKycPhone"), thread_safe:: < builder::SendKycOtp < 'static >>
        ("builder::SendKycOtp"), thread_safe:: < builder::ResolveBankAccount < 'static >>
        ("builder::ResolveBankAccount"), thread_safe:: < builder::ListKycMethods <
        'static >> ("builder::ListKycMethods"), thread_safe:: <
        builder::SetKycVerificationMethod < 'static >>
        ("builder::SetKycVerificationMethod"), thread_safe:: < builder::GetMfaStatus <
        'static >> ("builder::GetMfaStatus"), thread_safe:: < builder::ConfirmMfa <
        'static >> ("builder::ConfirmMfa"), thread_safe:: < builder::EnrollMfa < 'static
        >> ("builder::EnrollMfa"), thread_safe:: < builder::DisableMfa < 'static >>
        ("builder::DisableMfa"), thread_safe:: < builder::CreateMockDeposit < 'static >>
        ("builder::CreateMockDeposit"), thread_safe:: < builder::CreateMockFiatDeposit <
        'static >> ("builder::CreateMockFiatDeposit"), thread_safe:: <
        builder::ListPhones < 'static >> ("builder::ListPhones"), thread_safe:: <
        builder::RegisterPhone < 'static >> ("builder::RegisterPhone"), thread_safe:: <
        builder::ConfirmPhone < 'static >> ("builder::ConfirmPhone"), thread_safe:: <
        builder::VerifyPhone < 'static >> ("builder::VerifyPhone"), thread_safe:: <
        builder::GetPendingPricing < 'static >> ("builder::GetPendingPricing"),
        thread_safe:: < builder::TriggerPricing < 'static >> ("builder::TriggerPricing"),
        thread_safe:: < builder::ListRamps < 'static >> ("builder::ListRamps"),
        thread_safe:: < builder::CreateRamp < 'static >> ("builder::CreateRamp"),
        thread_safe:: < builder::GetRampBreakdown < 'static >>
        ("builder::GetRampBreakdown"), thread_safe:: < builder::GetRate < 'static >>
        ("builder::GetRate"), thread_safe:: < builder::VerifyRateKey < 'static >>
        ("builder::VerifyRateKey"), thread_safe:: < builder::ListSupportedAssets <
        'static >> ("builder::ListSupportedAssets"), thread_safe:: <
        builder::ListTransactions < 'static >> ("builder::ListTransactions"),
        thread_safe:: < builder::CreateTransfer < 'static >> ("builder::CreateTransfer"),
        thread_safe:: < builder::GetTransaction < 'static >> ("builder::GetTransaction"),
        thread_safe:: < builder::InitiateTransfer < 'static >>
        ("builder::InitiateTransfer"), thread_safe:: < builder::CreateWithdrawal <
        'static >> ("builder::CreateWithdrawal"), thread_safe:: < builder::UpdateUser <
        'static >> ("builder::UpdateUser"), thread_safe:: < builder::ActivateUser <
        'static >> ("builder::ActivateUser"), thread_safe:: < builder::ListAdmins <
        'static >> ("builder::ListAdmins"), thread_safe:: < builder::CreateAdmin <
        'static >> ("builder::CreateAdmin"), thread_safe:: < builder::DeleteAdmin <
        'static >> ("builder::DeleteAdmin"), thread_safe:: < builder::GenerateApiKey <
        'static >> ("builder::GenerateApiKey"), thread_safe:: < builder::DeleteApiKey <
        'static >> ("builder::DeleteApiKey"), thread_safe:: < builder::ListApiKeyScopes <
        'static >> ("builder::ListApiKeyScopes"), thread_safe:: < builder::ListApiKeys <
        'static >> ("builder::ListApiKeys"), thread_safe:: < builder::GetBalances <
        'static >> ("builder::GetBalances"), thread_safe:: < builder::InvalidateApiKey <
        'static >> ("builder::InvalidateApiKey"), thread_safe:: <
        builder::ListWhitelistedIps < 'static >> ("builder::ListWhitelistedIps"),
        thread_safe:: < builder::AddWhitelistedIps < 'static >>
        ("builder::AddWhitelistedIps"), thread_safe:: < builder::DeleteWhitelistedIp <
        'static >> ("builder::DeleteWhitelistedIp"), thread_safe:: <
        builder::GetKycExemption < 'static >> ("builder::GetKycExemption"), thread_safe::
        < builder::GetUserProfile < 'static >> ("builder::GetUserProfile"), thread_safe::
        < builder::GetSettings < 'static >> ("builder::GetSettings"), thread_safe:: <
        builder::UpdateSettings < 'static >> ("builder::UpdateSettings"), thread_safe:: <
        builder::GetWebhook < 'static >> ("builder::GetWebhook"), thread_safe:: <
        builder::SetWebhook < 'static >> ("builder::SetWebhook"), thread_safe:: <
        builder::DeleteWebhook < 'static >> ("builder::DeleteWebhook"), thread_safe:: <
        types::builder::AccountEmailRequest < >> ("types::builder::AccountEmailRequest"),
        thread_safe:: < types::builder::AccountRequest < >>
        ("types::builder::AccountRequest"), thread_safe:: < types::builder::AdminRequest
        < >> ("types::builder::AdminRequest"), thread_safe:: <
        types::builder::ApiKeyRequest < >> ("types::builder::ApiKeyRequest"),
        thread_safe:: < types::builder::BankAccountRequest < >>
        ("types::builder::BankAccountRequest"), thread_safe:: <
        types::builder::CollectionRequest < >> ("types::builder::CollectionRequest"),
        thread_safe:: < types::builder::CompleteRegistrationRequest < >>
        ("types::builder::CompleteRegistrationRequest"), thread_safe:: <
        types::builder::ConversionRequest < >> ("types::builder::ConversionRequest"),
        thread_safe:: < types::builder::InvalidateApiKeyRequest < >>
        ("types::builder::InvalidateApiKeyRequest"), thread_safe:: <
        types::builder::KycMethodRequest < >> ("types::builder::KycMethodRequest"),
        thread_safe:: < types::builder::KycOtpRequest < >>
        ("types::builder::KycOtpRequest"), thread_safe:: <
        types::builder::KycPhoneRequest < >> ("types::builder::KycPhoneRequest"),
        thread_safe:: < types::builder::KycRequest < >> ("types::builder::KycRequest"),
        thread_safe:: < types::builder::MerchantKycRequest < >>
        ("types::builder::MerchantKycRequest"), thread_safe:: <
        types::builder::MfaConfirmationRequest < >>
        ("types::builder::MfaConfirmationRequest"), thread_safe:: <
        types::builder::MfaDisableRequest < >> ("types::builder::MfaDisableRequest"),
        thread_safe:: < types::builder::MockDepositRequest < >>
        ("types::builder::MockDepositRequest"), thread_safe:: <
        types::builder::MockFiatDepositRequest < >>
        ("types::builder::MockFiatDepositRequest"), thread_safe:: <
        types::builder::PhoneOtpRequest < >> ("types::builder::PhoneOtpRequest"),
        thread_safe:: < types::builder::PhoneRequest < >>
        ("types::builder::PhoneRequest"), thread_safe:: <
        types::builder::PhoneVerificationRequest < >>
        ("types::builder::PhoneVerificationRequest"), thread_safe:: <
        types::builder::PreorderRequest < >> ("types::builder::PreorderRequest"),
        thread_safe:: < types::builder::RampBreakdownRequest < >>
        ("types::builder::RampBreakdownRequest"), thread_safe:: <
        types::builder::RampRequest < >> ("types::builder::RampRequest"), thread_safe:: <
        types::builder::RegisterAccountRequest < >>
        ("types::builder::RegisterAccountRequest"), thread_safe:: <
        types::builder::ResolveBankAccountRequest < >>
        ("types::builder::ResolveBankAccountRequest"), thread_safe:: <
        types::builder::SettingsRequest < >> ("types::builder::SettingsRequest"),
        thread_safe:: < types::builder::TransferRequest < >>
        ("types::builder::TransferRequest"), thread_safe:: <
        types::builder::UserActivationRequest < >>
        ("types::builder::UserActivationRequest"), thread_safe:: <
        types::builder::UserRequest < >> ("types::builder::UserRequest"), thread_safe:: <
        types::builder::WebhookRequest < >> ("types::builder::WebhookRequest"),
        thread_safe:: < types::builder::WhitelistRequest < >>
        ("types::builder::WhitelistRequest"), thread_safe:: <
        types::builder::WithdrawalRequest < >> ("types::builder::WithdrawalRequest"),
        thread_safe:: < types::error::ConversionError < >>
        ("types::error::ConversionError")
    ]
}
