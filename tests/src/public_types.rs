// Made by `cargo xtask generate` from openapi/partna.json; do not edit.

use partna_auth::types;
use crate::{PublicType, entry};
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
        partna_types::AdminRole > ("AdminRole"), entry:: < partna_types::ApiKeyScope >
        ("ApiKeyScope"), entry:: < partna_types::AssetType > ("AssetType"), entry:: <
        partna_types::BankAccountStatus > ("BankAccountStatus"), entry:: <
        partna_types::Country > ("Country"), entry:: < partna_types::CryptoPaymentSource
        > ("CryptoPaymentSource"), entry:: < partna_types::Currency > ("Currency"),
        entry:: < partna_types::ExpireAction > ("ExpireAction"), entry:: <
        partna_types::FeeType > ("FeeType"), entry:: < partna_types::FiatEvent >
        ("FiatEvent"), entry:: < partna_types::Gender > ("Gender"), entry:: <
        partna_types::KycDocument > ("KycDocument"), entry:: < partna_types::KycStatus >
        ("KycStatus"), entry:: < partna_types::MobileNetwork > ("MobileNetwork"), entry::
        < partna_types::Network > ("Network"), entry:: < partna_types::PaymentNetwork >
        ("PaymentNetwork"), entry:: < partna_types::PricingAction > ("PricingAction"),
        entry:: < partna_types::RampStatus > ("RampStatus"), entry:: <
        partna_types::RampType > ("RampType"), entry:: < partna_types::RegistrationType >
        ("RegistrationType"), entry:: < partna_types::TransactionKind >
        ("TransactionKind"), entry:: < partna_types::TransactionStatus >
        ("TransactionStatus"), entry:: < partna_types::TransactionType >
        ("TransactionType"), entry:: < partna_types::VerificationMethod >
        ("VerificationMethod"), entry:: < partna_types::WithdrawalNetwork >
        ("WithdrawalNetwork")
    ]
}
