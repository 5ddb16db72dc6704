// Made by `cargo xtask generate` from openapi/partna.json; do not edit.

/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///An account: its ledgers, keyed by currency code. Dollar stablecoins are held in the USD ledger.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[serde(transparent)]
    #[derive(Default)]
    pub struct Account(
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub ::std::collections::BTreeMap<::std::string::String, LedgerBalance>,
    );
    impl ::std::ops::Deref for Account {
        type Target = ::std::collections::BTreeMap<::std::string::String, LedgerBalance>;
        fn deref(
            &self,
        ) -> &::std::collections::BTreeMap<::std::string::String, LedgerBalance> {
            &self.0
        }
    }
    impl ::std::convert::From<Account>
    for ::std::collections::BTreeMap<::std::string::String, LedgerBalance> {
        fn from(value: Account) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<
        ::std::collections::BTreeMap<::std::string::String, LedgerBalance>,
    > for Account {
        fn from(
            value: ::std::collections::BTreeMap<::std::string::String, LedgerBalance>,
        ) -> Self {
            Self(value)
        }
    }
    ///A customer: contact data, bank accounts and KYC records.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct AccountDetails {
        ///Bank or mobile-money accounts, keyed by ISO 3166-1 alpha-2 country code.
        #[serde(
            rename = "Banks",
            default,
            skip_serializing_if = ":: std :: collections :: BTreeMap::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub banks: ::std::collections::BTreeMap<::std::string::String, CustomerBank>,
        ///Time of creation, in Unix seconds.
        #[serde(
            rename = "createdAt",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub created_at: ::std::option::Option<::partna_types::UnixSeconds>,
        ///E-mail address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub email: ::std::option::Option<::std::string::String>,
        ///Name of the account, used as `accountName` in other operations.
        #[serde(
            rename = "externalRef",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub external_ref: ::std::option::Option<::std::string::String>,
        ///KYC records, keyed by ISO 3166-1 alpha-2 country code.
        #[serde(
            rename = "KYCs",
            default,
            skip_serializing_if = ":: std :: collections :: BTreeMap::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub kycs: ::std::collections::BTreeMap<::std::string::String, KycRecord>,
    }
    ///One page of customers with their bank accounts and KYC records.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct AccountDetailsPage {
        ///The customers of this page.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub accounts: ::std::vec::Vec<AccountDetails>,
        ///Number of this page, starting at 1.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub page: ::std::option::Option<i64>,
        ///Number of entries per page.
        #[serde(
            rename = "perPage",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub per_page: ::std::option::Option<i64>,
        ///Number of pages.
        #[serde(
            rename = "totalPages",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub total_pages: ::std::option::Option<i64>,
    }
    ///Response body of `list_account_details`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct AccountDetailsResponse {
        ///One page of customers.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<AccountDetailsPage>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `update_account_email`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct AccountEmailRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///The new e-mail address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub email: ::std::option::Option<::std::string::String>,
    }
    impl AccountEmailRequest {
        pub fn builder() -> builder::AccountEmailRequest {
            Default::default()
        }
    }
    ///Accounts with their ledgers.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct AccountList {
        ///One account per entry. There is no total: a page with fewer entries than `perPage` is the last page.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub accounts: ::std::vec::Vec<Account>,
    }
    ///Response body of `search_accounts`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct AccountNamesResponse {
        ///Names of the accounts that match.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub data: ::std::vec::Vec<::std::string::String>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `create_account`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct AccountRequest {
        ///Name of the new account, which identifies the account in every other operation.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<NewAccountName>,
        ///E-mail address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub email: ::std::option::Option<::std::string::String>,
        ///Kind of account. The API documents no values; `personal` has been observed to work.
        #[serde(rename = "type", skip_serializing_if = "::std::option::Option::is_none")]
        pub type_: ::std::option::Option<::std::string::String>,
    }
    impl AccountRequest {
        pub fn builder() -> builder::AccountRequest {
            Default::default()
        }
    }
    ///Response body of `create_account`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct AccountResponse {
        ///The ledgers of the new account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<Account>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Response body of `list_accounts`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct AccountsResponse {
        ///The accounts found.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<AccountList>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///A response about money that is documented to contain only a message. All other fields that the API sends are kept.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct Acknowledgement {
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///An administrator of the merchant.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Admin {
        ///E-mail address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub email: ::std::option::Option<::std::string::String>,
        ///Permissions of the administrator.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub roles: ::std::vec::Vec<::partna_types::enums::AdminRole>,
        ///User name.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub username: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `create_admin`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct AdminRequest {
        ///E-mail address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub email: ::std::option::Option<::std::string::String>,
        ///Full name, 2 to 100 characters.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub fullname: ::std::option::Option<::std::string::String>,
        ///Permissions: first `admin`, then any of `view`, `operation` and `settings`.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub roles: ::std::vec::Vec<::partna_types::enums::AdminRole>,
        ///User name: 2 to 40 lower-case letters and digits.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub username: ::std::option::Option<::std::string::String>,
    }
    impl AdminRequest {
        pub fn builder() -> builder::AdminRequest {
            Default::default()
        }
    }
    ///Response body of `list_admins`. It has no envelope.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct AdminsResponse {
        ///The administrators.
        #[serde(
            rename = "AdminPermissions",
            default,
            skip_serializing_if = "::std::vec::Vec::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub admin_permissions: ::std::vec::Vec<Admin>,
    }
    ///The error that every rejected or failed request returns.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ApiError {
        ///Details of the error, if any: for a validation error a list of strings; each string contains a field, the expected value and the received value.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<::serde_json::Value>,
        ///Message from the API that describes the error. Match it by substring and ignore case, because the wording changes.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///The metadata of an API key.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ApiKeyInfo {
        ///Short form of the key, 8 hexadecimal digits; apparently the value that `delete_api_key` accepts.
        #[serde(
            rename = "Apikey",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub apikey: ::std::option::Option<::partna_types::Secret>,
        ///Time of deletion, as RFC 3339 text. A key that is not deleted has the year 1.
        #[serde(
            rename = "DeletedAt",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub deleted_at: ::std::option::Option<::std::string::String>,
        ///Whether the key expires.
        #[serde(
            rename = "Expirable",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub expirable: ::std::option::Option<bool>,
        ///Time of expiry, in Unix seconds, although the key's text contains milliseconds.
        #[serde(
            rename = "Expiration",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub expiration: ::std::option::Option<::partna_types::UnixSeconds>,
        ///Name of the key.
        #[serde(
            rename = "Keyname",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub keyname: ::std::option::Option<::std::string::String>,
        ///User name of the merchant that the key belongs to.
        #[serde(
            rename = "Username",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub username: ::std::option::Option<::std::string::String>,
    }
    ///The merchant's keys.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ApiKeyList {
        ///One key per entry, without the key itself.
        #[serde(
            rename = "Apikeys",
            default,
            skip_serializing_if = "::std::vec::Vec::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub apikeys: ::std::vec::Vec<ApiKeyInfo>,
    }
    ///Request body of `generate_api_key`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ApiKeyRequest {
        ///An existing key to delete in the same request.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub apikey: ::std::option::Option<::partna_types::Secret>,
        ///Lifetime of the key, in days.
        #[serde(
            rename = "expirationInDays",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub expiration_in_days: ::std::option::Option<i64>,
        ///Lifetime of the key, in months. The effect of both lifetimes together is undocumented.
        #[serde(
            rename = "expirationInMonths",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub expiration_in_months: ::std::option::Option<i64>,
        ///Name of the new key, chosen by the caller.
        pub keyname: ::std::string::String,
        ///Code from the authenticator app, if a second factor is set up.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub otp: ::std::option::Option<::partna_types::Secret>,
        ///Scope of the key.
        pub scope: ::partna_types::enums::ApiKeyScope,
    }
    impl ApiKeyRequest {
        pub fn builder() -> builder::ApiKeyRequest {
            Default::default()
        }
    }
    ///Response body of `generate_api_key` and `invalidate_api_key`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ApiKeyResponse {
        ///The key.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<ApiKeySecret>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Response body of `list_api_key_scopes`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ApiKeyScopesResponse {
        ///Letters of the scopes, keyed by scope name.
        #[serde(
            default,
            skip_serializing_if = ":: std :: collections :: BTreeMap::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub data: ::std::collections::BTreeMap<
            ::std::string::String,
            ::partna_types::enums::ApiKeyScope,
        >,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///A full API key. The API shows it only once.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ApiKeySecret {
        ///The key, as sent in the header `x-api-key`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub apikey: ::std::option::Option<::partna_types::Secret>,
    }
    ///Response body of `list_api_keys`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ApiKeysResponse {
        ///The keys.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<ApiKeyList>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///The balance in one currency.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct Balance {
        ///Available balance, in major units of the currency.
        #[serde(
            rename = "availableBalance",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub available_balance: ::std::option::Option<::partna_types::Amount>,
        ///Amount reserved for debits in progress, in major currency units.
        #[serde(
            rename = "pendingDebit",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub pending_debit: ::std::option::Option<::partna_types::Amount>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///The balances of a merchant and of its customers.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Balances {
        ///Total balances of all customers, keyed by currency.
        #[serde(
            default,
            skip_serializing_if = ":: std :: collections :: BTreeMap::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub customer: ::std::collections::BTreeMap<::std::string::String, Balance>,
        ///Balances of the merchant, keyed by currency.
        #[serde(
            default,
            skip_serializing_if = ":: std :: collections :: BTreeMap::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub merchant: ::std::collections::BTreeMap<::std::string::String, Balance>,
    }
    ///Response body of `get_balances`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct BalancesResponse {
        ///The balances.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<Balances>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///A bank that can receive payments.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Bank {
        ///Bank code: 2 to 6 digits, kept as text because leading zeros are significant. Empty for one of staging's test banks.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<::std::string::String>,
        ///Name of the bank.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<::std::string::String>,
    }
    ///A virtual bank account that receives payments for a customer.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct BankAccount {
        ///Name of the account holder, as the bank shows it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Account number. Keep it as text, because leading zeros are significant.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub account_number: ::std::option::Option<::std::string::String>,
        ///Bank code, from `list_banks`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub bank_code: ::std::option::Option<::std::string::String>,
        ///Name of the bank.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub bank_name: ::std::option::Option<::std::string::String>,
        ///Currency of the account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Status of the account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<::partna_types::enums::BankAccountStatus>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Request body of `create_bank_account`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct BankAccountRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(rename = "accountName")]
        pub account_name: ::std::string::String,
        ///Currency of the bank account.
        pub currency: ::partna_types::enums::Currency,
        ///Preferred name of the account holder for the bank to show, if the bank permits one.
        #[serde(
            rename = "preferredAccountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub preferred_account_name: ::std::option::Option<::std::string::String>,
    }
    impl BankAccountRequest {
        pub fn builder() -> builder::BankAccountRequest {
            Default::default()
        }
    }
    ///Response body of `create_bank_account`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct BankAccountsResponse {
        ///The opened bank accounts.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub data: ::std::vec::Vec<BankAccount>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Response body of `list_banks`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct BanksResponse {
        ///The banks.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub data: ::std::vec::Vec<Bank>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `initiate_transfer`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct CollectionRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Amount to collect, in major units of `currency`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency to collect.
        pub currency: ::partna_types::enums::Currency,
        ///Mobile carrier of the payer.
        #[serde(
            rename = "mobileNetwork",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub mobile_network: ::std::option::Option<::partna_types::enums::MobileNetwork>,
        ///Mobile-money number of the payer.
        #[serde(
            rename = "mobileNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub mobile_number: ::std::option::Option<::std::string::String>,
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "transactionReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_reference: ::std::option::Option<::std::string::String>,
    }
    impl CollectionRequest {
        pub fn builder() -> builder::CollectionRequest {
            Default::default()
        }
    }
    ///Request body of `complete_registration`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct CompleteRegistrationRequest {
        ///E-mail address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub email: ::std::option::Option<::std::string::String>,
        ///User name of the merchant.
        #[serde(
            rename = "merchantName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub merchant_name: ::std::option::Option<::std::string::String>,
        ///The code that the customer received, 6 digits. Staging accepts 123456.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub otp: ::std::option::Option<::partna_types::Secret>,
    }
    impl CompleteRegistrationRequest {
        pub fn builder() -> builder::CompleteRegistrationRequest {
            Default::default()
        }
    }
    ///A conversion between two ledgers of one account.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct Conversion {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Sell amount, in major units of `fromCurrency`.
        #[serde(
            rename = "fromAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency sold.
        #[serde(
            rename = "fromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Rate: units of the bought currency for one unit of the sold currency.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub rate: ::std::option::Option<::partna_types::Amount>,
        ///Buy amount, in major units of `toCurrency`.
        #[serde(
            rename = "toAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency bought.
        #[serde(
            rename = "toCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "transactionReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_reference: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Request body of `convert_currency`. Set the amount in one of the two currencies, and the rate key of the currency pair.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ConversionRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Sell amount, in major units of `fromCurrency`.
        #[serde(
            rename = "fromAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency to sell.
        #[serde(
            rename = "fromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Rate key that fixes the rate, from `get_rate`.
        #[serde(rename = "rateKey")]
        pub rate_key: ::std::string::String,
        ///Buy amount, in major units of `toCurrency`.
        #[serde(
            rename = "toAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency to buy.
        #[serde(
            rename = "toCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "transactionReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_reference: ::std::option::Option<::std::string::String>,
    }
    impl ConversionRequest {
        pub fn builder() -> builder::ConversionRequest {
            Default::default()
        }
    }
    ///Response body of `convert_currency`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct ConversionResponse {
        ///The conversion.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<Conversion>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///The assets of one network, keyed by currency.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[serde(transparent)]
    #[derive(Default)]
    pub struct CurrenciesOfNetwork(
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub ::std::collections::BTreeMap<::std::string::String, SupportedAsset>,
    );
    impl ::std::ops::Deref for CurrenciesOfNetwork {
        type Target = ::std::collections::BTreeMap<
            ::std::string::String,
            SupportedAsset,
        >;
        fn deref(
            &self,
        ) -> &::std::collections::BTreeMap<::std::string::String, SupportedAsset> {
            &self.0
        }
    }
    impl ::std::convert::From<CurrenciesOfNetwork>
    for ::std::collections::BTreeMap<::std::string::String, SupportedAsset> {
        fn from(value: CurrenciesOfNetwork) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<
        ::std::collections::BTreeMap<::std::string::String, SupportedAsset>,
    > for CurrenciesOfNetwork {
        fn from(
            value: ::std::collections::BTreeMap<::std::string::String, SupportedAsset>,
        ) -> Self {
            Self(value)
        }
    }
    ///A customer's bank or mobile-money account in one country. The available fields depend on the country.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct CustomerBank {
        ///Name of the account holder, as the bank shows it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Account number. Keep it as text, because leading zeros are significant.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub account_number: ::std::option::Option<::std::string::String>,
        ///Bank code, from `list_banks`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub bank_code: ::std::option::Option<::std::string::String>,
        ///Name of the bank.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub bank_name: ::std::option::Option<::std::string::String>,
        ///Currency of the account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Mobile carrier; empty for a bank account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub mobile_network: ::std::option::Option<::partna_types::enums::MobileNetwork>,
        ///Mobile-money number; empty for a bank account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub shortcode: ::std::option::Option<::std::string::String>,
        ///Status of the account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<::partna_types::enums::BankAccountStatus>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///A destination for deposits into a ledger.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct DepositAddress {
        ///Address on the blockchain; empty for fiat ledgers without an address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub id: ::std::option::Option<::std::string::String>,
        ///Type of the address.
        #[serde(rename = "type", skip_serializing_if = "::std::option::Option::is_none")]
        pub type_: ::std::option::Option<::partna_types::enums::AssetType>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///One tier of the volume discount on offramps from USD to NGN.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Discount {
        ///The discount, as text with a percent sign.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub discount: ::std::option::Option<::std::string::String>,
        ///Minimum transaction value of the tier, in US dollars, as text.
        #[serde(
            rename = "minimumAssetValueInUSD",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub minimum_asset_value_in_usd: ::std::option::Option<::std::string::String>,
    }
    ///Response body of `list_discounts`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct DiscountsResponse {
        ///The tiers.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub data: ::std::vec::Vec<Discount>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///The fee that a merchant charges its customers.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct FeeSettings {
        ///Account that receives the fee.
        #[serde(
            rename = "feeAccount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_account: ::std::option::Option<::std::string::String>,
        ///Fee, in major units of `feeCurrency` if it is a fixed amount. It is undocumented whether a percentage of 2 % is written 2 or 0.02.
        #[serde(
            rename = "feeAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_amount: ::std::option::Option<::partna_types::Amount>,
        ///Maximum fee if the fee is a percentage, in major units of `feeCurrency`.
        #[serde(
            rename = "feeCap",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_cap: ::std::option::Option<::partna_types::Amount>,
        ///Currency of the fee.
        #[serde(
            rename = "feeCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Type of the fee: an amount or a percentage.
        #[serde(
            rename = "feeType",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_type: ::std::option::Option<::partna_types::enums::FeeType>,
    }
    ///Request body of `invalidate_api_key`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct InvalidateApiKeyRequest {
        ///The full key to invalidate.
        pub apikey: ::partna_types::Secret,
    }
    impl InvalidateApiKeyRequest {
        pub fn builder() -> builder::InvalidateApiKeyRequest {
            Default::default()
        }
    }
    ///The delivery of the code or the request for payment of a KYC verification.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct KycDispatch {
        ///Number of attempts so far.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub attempts: ::std::option::Option<i64>,
        ///Amount to pay, for the method `bankdetails`.
        #[serde(
            rename = "expectedPayment",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub expected_payment: ::std::option::Option<::std::string::String>,
        ///Destination of the code, partly masked.
        #[serde(
            rename = "maskedPhoneNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub masked_phone_number: ::std::option::Option<::std::string::String>,
        ///The code itself, observed only on staging.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub otp: ::std::option::Option<::partna_types::Secret>,
        ///Bank account to pay into, for the method `bankdetails`.
        #[serde(
            rename = "partnaBankDetails",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub partna_bank_details: ::std::option::Option<::std::string::String>,
        ///Identifier of the verification in progress.
        #[serde(
            rename = "subscriptionId",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub subscription_id: ::std::option::Option<::std::string::String>,
    }
    ///Response body of `set_kyc_verification_method` and `send_kyc_otp`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct KycDispatchResponse {
        ///Details of the delivery. Observed on staging; the vendor documents only a message.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<KycDispatch>,
        ///Message from the API that describes the result; it may require confirmation of the phone number first.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `set_kyc_verification_method` and of the older operation `send_kyc_otp`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct KycMethodRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(rename = "accountName")]
        pub account_name: ::std::string::String,
        ///Bank account number, for the method `bankdetails`.
        #[serde(
            rename = "accountNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_number: ::std::option::Option<::std::string::String>,
        ///Bank code of that account, for the method `bankdetails`.
        #[serde(
            rename = "bankCode",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub bank_code: ::std::option::Option<::std::string::String>,
        ///Currency that selects the country of the KYC in progress.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///One of the methods from the response of `start_kyc`.
        #[serde(rename = "verificationMethod")]
        pub verification_method: ::partna_types::enums::VerificationMethod,
    }
    impl KycMethodRequest {
        pub fn builder() -> builder::KycMethodRequest {
            Default::default()
        }
    }
    ///The verification methods available to a customer.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct KycMethods {
        ///Methods to choose from. Send the chosen method with `set_kyc_verification_method`.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub methods: ::std::vec::Vec<VerificationOption>,
    }
    ///Response body of `start_kyc`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct KycMethodsResponse {
        ///The available verification methods.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<KycMethods>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `confirm_kyc_otp`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct KycOtpRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(rename = "accountName")]
        pub account_name: ::std::string::String,
        ///Currency that selects the country of the KYC to confirm. Optional in the vendor's document; every known client sends it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///The code that the customer received, 6 digits. Staging accepts 123456.
        pub otp: ::partna_types::Secret,
    }
    impl KycOtpRequest {
        pub fn builder() -> builder::KycOtpRequest {
            Default::default()
        }
    }
    ///Request body of `confirm_kyc_phone`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct KycPhoneRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(rename = "accountName")]
        pub account_name: ::std::string::String,
        ///Phone number of the BVN record in local form: 11 digits, starting with 0. Staging has 08030013843.
        pub phone: ::std::string::String,
    }
    impl KycPhoneRequest {
        pub fn builder() -> builder::KycPhoneRequest {
            Default::default()
        }
    }
    ///The KYC data of a customer in one country. The available fields depend on the country.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct KycRecord {
        ///First line of the address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub address_line_1: ::std::option::Option<::std::string::String>,
        ///Second line of the address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub address_line_2: ::std::option::Option<::std::string::String>,
        ///Date of birth, YYYY-MM-DD.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub dob: ::std::option::Option<::std::string::String>,
        ///Given name.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub first_name: ::std::option::Option<::std::string::String>,
        ///Family name.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub last_name: ::std::option::Option<::std::string::String>,
        ///Local government area, in Nigeria.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub lga_of_residence: ::std::option::Option<::std::string::String>,
        ///Middle name.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub middle_name: ::std::option::Option<::std::string::String>,
        ///Mobile carrier of the number in `shortcode`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub mobile_network: ::std::option::Option<::partna_types::enums::MobileNetwork>,
        ///Kenyan phone number that was verified.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub shortcode: ::std::option::Option<::std::string::String>,
        ///State, in Nigeria.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub state_of_residence: ::std::option::Option<::std::string::String>,
        ///Status of the record.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<::partna_types::enums::KycStatus>,
    }
    ///Request body of `start_kyc`. Nigeria requires `bvn`; Kenya requires `kesMobileNetwork` and `kesShortcode`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct KycRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(rename = "accountName")]
        pub account_name: ::std::string::String,
        ///Bank verification number of 11 digits, for Nigeria. Staging accepts any 11 digits.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub bvn: ::std::option::Option<::partna_types::Secret>,
        ///Mobile carrier, for Kenya: the name of the carrier, not of its payment product.
        #[serde(
            rename = "kesMobileNetwork",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub kes_mobile_network: ::std::option::Option<::std::string::String>,
        ///Kenyan phone number of 10 digits, starting with 07.
        #[serde(
            rename = "kesShortcode",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub kes_shortcode: ::std::option::Option<::std::string::String>,
    }
    impl KycRequest {
        pub fn builder() -> builder::KycRequest {
            Default::default()
        }
    }
    ///One currency of an account: its balance and its deposit addresses.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct LedgerBalance {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Deposit addresses. For USD the position is significant: 0 is EVM and Celo, 1 Tron, 2 Solana (`assetIndex` of a supported asset).
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub asset: ::std::vec::Vec<DepositAddress>,
        ///Balance of the ledger, in major units of its currency.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub balance: ::std::option::Option<::partna_types::Amount>,
        ///Amount reserved for debits in progress, in major currency units.
        #[serde(
            rename = "pendingDebit",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub pending_debit: ::std::option::Option<::partna_types::Amount>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Request body of `complete_kyc`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MerchantKycRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(rename = "accountName")]
        pub account_name: ::std::string::String,
        ///Date of birth, YYYY-MM-DD.
        pub dob: ::std::string::String,
        ///Number of the identity document.
        #[serde(rename = "documentId")]
        pub document_id: ::partna_types::Secret,
        ///E-mail address.
        pub email: ::std::string::String,
        ///Given name.
        #[serde(rename = "firstName")]
        pub first_name: ::std::string::String,
        ///Gender as recorded on the document.
        pub gender: ::partna_types::enums::Gender,
        ///Type of the document.
        #[serde(rename = "kycDocument")]
        pub kyc_document: ::partna_types::enums::KycDocument,
        ///Family name.
        #[serde(rename = "lastName")]
        pub last_name: ::std::string::String,
        ///Middle name.
        #[serde(rename = "middleName")]
        pub middle_name: ::std::string::String,
        ///Phone number.
        #[serde(rename = "phoneNumber")]
        pub phone_number: ::std::string::String,
    }
    impl MerchantKycRequest {
        pub fn builder() -> builder::MerchantKycRequest {
            Default::default()
        }
    }
    ///A response that contains no data, only a message.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MessageResponse {
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `confirm_mfa`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MfaConfirmationRequest {
        ///Code of 6 digits from the authenticator app. Optional in the vendor's document, although the body has no other field.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub token: ::std::option::Option<::partna_types::Secret>,
    }
    impl MfaConfirmationRequest {
        pub fn builder() -> builder::MfaConfirmationRequest {
            Default::default()
        }
    }
    ///Request body of `disable_mfa`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MfaDisableRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Code of 6 digits from the authenticator app. Callers with an API key do not have one.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub token: ::std::option::Option<::partna_types::Secret>,
    }
    impl MfaDisableRequest {
        pub fn builder() -> builder::MfaDisableRequest {
            Default::default()
        }
    }
    ///The secrets of a new second factor. The API shows them only once.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MfaEnrollment {
        ///QR code of the secret to scan, as a data URI.
        #[serde(
            rename = "qrCode",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub qr_code: ::std::option::Option<::partna_types::Secret>,
        ///Codes that replace a lost device.
        #[serde(
            rename = "recoveryPhrases",
            default,
            skip_serializing_if = "::std::vec::Vec::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub recovery_phrases: ::std::vec::Vec<::partna_types::Secret>,
        ///Shared secret in base32, to type in.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub secret: ::std::option::Option<::partna_types::Secret>,
    }
    ///Response body of `enroll_mfa`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MfaEnrollmentResponse {
        ///The data that the authenticator app needs.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<MfaEnrollment>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///The status of a second factor.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MfaStatus {
        ///Whether a second factor is set up.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub enrolled: ::std::option::Option<bool>,
    }
    ///Response body of `get_mfa_status`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MfaStatusResponse {
        ///The status of the second factor.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<MfaStatus>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `create_mock_deposit`. The required fields depend on the currency.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MockDepositRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Amount of the deposit, in major units of `currency`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub amount: ::std::option::Option<::partna_types::Amount>,
        ///Number of confirmations on the simulated blockchain.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub confirmations: ::std::option::Option<i64>,
        ///Currency of the deposit.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Event of the bank, for fiat.
        #[serde(
            rename = "fiatEvent",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fiat_event: ::std::option::Option<::partna_types::enums::FiatEvent>,
        ///Address that sends the deposit.
        #[serde(
            rename = "fromAddress",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_address: ::std::option::Option<::std::string::String>,
        ///Whether the deposit pays for a ramp.
        #[serde(
            rename = "isRamp",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub is_ramp: ::std::option::Option<bool>,
        ///Blockchain or rail of the deposit.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub network: ::std::option::Option<::partna_types::enums::Network>,
        ///Reference of the deposit.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub reference: ::std::option::Option<::std::string::String>,
        ///Bank account that sends the deposit, for fiat.
        #[serde(
            rename = "sourceAccount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub source_account: ::std::option::Option<::std::string::String>,
        ///Identifier of the transaction at the provider.
        #[serde(
            rename = "transactionID",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_id: ::std::option::Option<::std::string::String>,
        ///Hash of the transaction on the blockchain.
        #[serde(
            rename = "txHash",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub tx_hash: ::std::option::Option<::std::string::String>,
        ///Merchant whose account receives the deposit.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub username: ::std::option::Option<::std::string::String>,
    }
    impl MockDepositRequest {
        pub fn builder() -> builder::MockDepositRequest {
            Default::default()
        }
    }
    ///Request body of `create_mock_fiat_deposit`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MockFiatDepositRequest {
        ///Name of the account that receives the deposit. Use the name of the account, not the placeholder that staging shows in ramps.
        #[serde(rename = "accountName")]
        pub account_name: ::std::string::String,
        ///Amount of the deposit, in naira.
        pub amount: ::partna_types::Amount,
        ///Currency of the deposit.
        pub currency: ::partna_types::enums::Currency,
        ///Merchant whose account receives the deposit.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub username: ::std::option::Option<::std::string::String>,
    }
    impl MockFiatDepositRequest {
        pub fn builder() -> builder::MockFiatDepositRequest {
            Default::default()
        }
    }
    ///The person behind the calling merchant.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MyProfile {
        ///Time of creation, in Unix seconds.
        #[serde(
            rename = "createdAt",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub created_at: ::std::option::Option<::partna_types::UnixSeconds>,
        ///Date of birth, YYYY-MM-DD.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub dob: ::std::option::Option<::std::string::String>,
        ///Given name.
        #[serde(
            rename = "firstName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub first_name: ::std::option::Option<::std::string::String>,
        ///Family name.
        #[serde(
            rename = "lastName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub last_name: ::std::option::Option<::std::string::String>,
        ///Middle name.
        #[serde(
            rename = "middleName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub middle_name: ::std::option::Option<::std::string::String>,
        ///Phone number.
        #[serde(
            rename = "phoneNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub phone_number: ::std::option::Option<::std::string::String>,
    }
    ///Response body of `get_my_profile`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct MyProfileResponse {
        ///The profile.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<MyProfile>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///The assets of one currency, keyed by network.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[serde(transparent)]
    #[derive(Default)]
    pub struct NetworksOfCurrency(
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub ::std::collections::BTreeMap<::std::string::String, SupportedAsset>,
    );
    impl ::std::ops::Deref for NetworksOfCurrency {
        type Target = ::std::collections::BTreeMap<
            ::std::string::String,
            SupportedAsset,
        >;
        fn deref(
            &self,
        ) -> &::std::collections::BTreeMap<::std::string::String, SupportedAsset> {
            &self.0
        }
    }
    impl ::std::convert::From<NetworksOfCurrency>
    for ::std::collections::BTreeMap<::std::string::String, SupportedAsset> {
        fn from(value: NetworksOfCurrency) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<
        ::std::collections::BTreeMap<::std::string::String, SupportedAsset>,
    > for NetworksOfCurrency {
        fn from(
            value: ::std::collections::BTreeMap<::std::string::String, SupportedAsset>,
        ) -> Self {
            Self(value)
        }
    }
    ///Name for a new account: 2 to 40 lower-case letters and digits.
    #[derive(::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[serde(transparent)]
    pub struct NewAccountName(::std::string::String);
    impl ::std::ops::Deref for NewAccountName {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }
    impl ::std::convert::From<NewAccountName> for ::std::string::String {
        fn from(value: NewAccountName) -> Self {
            value.0
        }
    }
    impl ::std::str::FromStr for NewAccountName {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            static PATTERN: ::std::sync::LazyLock<::regress::Regex> = ::std::sync::LazyLock::new(||
            { ::regress::Regex::new("^[a-z0-9]{2,40}$").unwrap() });
            if PATTERN.find(value).is_none() {
                return Err("doesn't match pattern \"^[a-z0-9]{2,40}$\"".into());
            }
            Ok(Self(value.to_string()))
        }
    }
    impl ::std::convert::TryFrom<&str> for NewAccountName {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for NewAccountName {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl<'de> ::serde::Deserialize<'de> for NewAccountName {
        fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
        where
            D: ::serde::Deserializer<'de>,
        {
            ::std::string::String::deserialize(deserializer)?
                .parse()
                .map_err(|e: self::error::ConversionError| {
                    <D::Error as ::serde::de::Error>::custom(e.to_string())
                })
        }
    }
    ///Fees of a merchant that have not been charged yet.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct PendingPricing {
        ///Amount of the fees, in major units of an undocumented currency.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub amount: ::std::option::Option<::partna_types::Amount>,
        ///User name of the merchant.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub username: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Response body of `get_pending_pricing`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PendingPricingResponse {
        ///The fees.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<PendingPricing>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///A named set of permissions.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PermissionSet {
        ///Purpose of the permission set.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub description: ::std::option::Option<::std::string::String>,
        ///Name of the permission set.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<::std::string::String>,
        ///Permissions in the set.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub permissions: ::std::vec::Vec<::partna_types::enums::AdminRole>,
    }
    ///Response body of `list_permissions`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PermissionsResponse {
        ///The permission sets that can be granted.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub data: ::std::vec::Vec<PermissionSet>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Response body of `confirm_phone`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PhoneConfirmationResponse {
        ///Message from the API that describes the result. The field is spelled with a double g on the wire.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub messagge: ::std::option::Option<::std::string::String>,
    }
    ///Verified phone numbers.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PhoneList {
        ///The numbers, each with the `phoneID` that a ramp in KES requires.
        #[serde(
            rename = "validPhoneRecords",
            default,
            skip_serializing_if = "::std::vec::Vec::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub valid_phone_records: ::std::vec::Vec<PhoneRecord>,
    }
    ///Request body of `confirm_phone`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PhoneOtpRequest {
        ///The code that the customer received, 6 digits. Staging accepts 123456.
        pub otp: ::partna_types::Secret,
        ///Identifier of the phone number, 32 hexadecimal digits.
        #[serde(rename = "phoneID")]
        pub phone_id: ::std::string::String,
    }
    impl PhoneOtpRequest {
        pub fn builder() -> builder::PhoneOtpRequest {
            Default::default()
        }
    }
    ///A verified phone number.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PhoneRecord {
        ///Country of the number.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub country: ::std::option::Option<::partna_types::enums::Country>,
        ///Mobile carrier of the number.
        #[serde(
            rename = "mobileNetwork",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub mobile_network: ::std::option::Option<::partna_types::enums::MobileNetwork>,
        ///Identifier of the phone number, 32 hexadecimal digits.
        #[serde(
            rename = "phoneID",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub phone_id: ::std::option::Option<::std::string::String>,
        ///Phone number.
        #[serde(
            rename = "phoneNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub phone_number: ::std::option::Option<::std::string::String>,
    }
    ///A phone number whose verification is pending.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PhoneRegistration {
        ///Phone number, partly masked.
        #[serde(
            rename = "maskedPhoneNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub masked_phone_number: ::std::option::Option<::std::string::String>,
        ///Available verification methods.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub methods: ::std::vec::Vec<VerificationOption>,
        ///Identifier of the phone number, 32 hexadecimal digits.
        #[serde(
            rename = "phoneID",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub phone_id: ::std::option::Option<::std::string::String>,
    }
    ///Response body of `register_phone`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PhoneRegistrationResponse {
        ///The registered number.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<PhoneRegistration>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `register_phone`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PhoneRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(rename = "accountName")]
        pub account_name: ::std::string::String,
        ///Country of the number.
        pub country: ::partna_types::enums::Country,
        ///Mobile carrier of the number.
        #[serde(rename = "mobileNetwork")]
        pub mobile_network: ::std::string::String,
        ///Phone number.
        #[serde(rename = "phoneNumber")]
        pub phone_number: ::std::string::String,
    }
    impl PhoneRequest {
        pub fn builder() -> builder::PhoneRequest {
            Default::default()
        }
    }
    ///A verification of a phone number in progress.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PhoneVerification {
        ///Phone number, partly masked.
        #[serde(
            rename = "maskedPhoneNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub masked_phone_number: ::std::option::Option<::std::string::String>,
        ///Identifier of the phone number, 32 hexadecimal digits.
        #[serde(
            rename = "phoneID",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub phone_id: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `verify_phone`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PhoneVerificationRequest {
        ///Identifier of the phone number, 32 hexadecimal digits.
        #[serde(rename = "phoneID")]
        pub phone_id: ::std::string::String,
        ///Sender of the code.
        #[serde(rename = "verificationMethod")]
        pub verification_method: ::partna_types::enums::VerificationMethod,
    }
    impl PhoneVerificationRequest {
        pub fn builder() -> builder::PhoneVerificationRequest {
            Default::default()
        }
    }
    ///Response body of `verify_phone`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PhoneVerificationResponse {
        ///The verification in progress.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<PhoneVerification>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Response body of `list_phones`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PhonesResponse {
        ///The numbers found.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<PhoneList>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///The reference of a preordered conversion.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct PreorderReceipt {
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "transactionReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_reference: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Request body of `preorder_conversion`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct PreorderRequest {
        ///Name of the Partna account: 2 to 40 lower-case letters and digits.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Sell amount, in major units of `fromCurrency`.
        #[serde(
            rename = "fromAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_amount: ::std::option::Option<::partna_types::Amount>,
        ///Rate key that fixes the rate, from `get_rate`.
        #[serde(rename = "rateKey")]
        pub rate_key: ::std::string::String,
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "transactionReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_reference: ::std::option::Option<::std::string::String>,
    }
    impl PreorderRequest {
        pub fn builder() -> builder::PreorderRequest {
            Default::default()
        }
    }
    ///Response body of `preorder_conversion`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct PreorderResponse {
        ///The reference of the preorder.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<PreorderReceipt>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///A ramp in its current state. Bank fields belong to offramps, `address` to onramps.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct Ramp {
        ///Address that an onramp pays out to.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub address: ::std::option::Option<::std::string::String>,
        ///Holder of the payout account, for an offramp.
        #[serde(
            rename = "bankAccountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub bank_account_name: ::std::option::Option<::std::string::String>,
        ///Number of the payout account, for an offramp.
        #[serde(
            rename = "bankAccountNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub bank_account_number: ::std::option::Option<::std::string::String>,
        ///Bank of the payout account.
        #[serde(
            rename = "bankName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub bank_name: ::std::option::Option<::std::string::String>,
        ///Whether the ramp was confirmed. This has been observed as false on completed ramps: use `status`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub confirmed: ::std::option::Option<bool>,
        ///Time of creation, in Unix seconds.
        #[serde(
            rename = "createdAt",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub created_at: ::std::option::Option<::partna_types::UnixSeconds>,
        ///Action after the rate key has expired.
        #[serde(
            rename = "expireAction",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub expire_action: ::std::option::Option<::partna_types::enums::ExpireAction>,
        ///Time of expiry of the ramp, in Unix seconds.
        #[serde(
            rename = "expiredAt",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub expired_at: ::std::option::Option<::partna_types::UnixSeconds>,
        ///Sell amount, in major units of `fromCurrency`.
        #[serde(
            rename = "fromAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency paid in.
        #[serde(
            rename = "fromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Blockchain or rail of the pay-in.
        #[serde(
            rename = "fromNetwork",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_network: ::std::option::Option<::partna_types::enums::Network>,
        ///Rate at the creation of the ramp: units of `toCurrency` for one unit of `fromCurrency`.
        #[serde(
            rename = "initialRate",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub initial_rate: ::std::option::Option<::partna_types::Amount>,
        ///Rate at the execution of the ramp: units of `toCurrency` for one unit of `fromCurrency`.
        #[serde(
            rename = "processedRate",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub processed_rate: ::std::option::Option<::partna_types::Amount>,
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "rampReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub ramp_reference: ::std::option::Option<::std::string::String>,
        ///Status of the ramp.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<::partna_types::enums::RampStatus>,
        ///Amount paid out, in major units of `toCurrency`.
        #[serde(
            rename = "toAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency paid out.
        #[serde(
            rename = "toCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Blockchain or rail of the payout.
        #[serde(
            rename = "toNetwork",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_network: ::std::option::Option<::partna_types::enums::Network>,
        ///Total fees, in major units of `fromCurrency`.
        #[serde(
            rename = "totalFeesInFromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub total_fees_in_from_currency: ::std::option::Option<::partna_types::Amount>,
        ///Total fees, in major units of `toCurrency`.
        #[serde(
            rename = "totalFeesInToCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub total_fees_in_to_currency: ::std::option::Option<::partna_types::Amount>,
        ///Direction of the ramp.
        #[serde(rename = "type", skip_serializing_if = "::std::option::Option::is_none")]
        pub type_: ::std::option::Option<::partna_types::enums::RampType>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///The cost of a ramp. The total fees are the sum of the deposit, merchant and withdrawal fees.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct RampBreakdown {
        ///Whether the deposit fee reached its cap.
        #[serde(
            rename = "DepositFeeCapped",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub deposit_fee_capped: ::std::option::Option<bool>,
        ///Deposit fee, in major units of the currency paid in.
        #[serde(
            rename = "DepositFeeInFromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub deposit_fee_in_from_currency: ::std::option::Option<::partna_types::Amount>,
        ///Deposit fee, in major units of the currency paid out.
        #[serde(
            rename = "DepositFeeInToCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub deposit_fee_in_to_currency: ::std::option::Option<::partna_types::Amount>,
        ///Deposit fee rate, as a fraction: 0.02 is 2 %.
        #[serde(
            rename = "DepositPercentageApplied",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub deposit_percentage_applied: ::std::option::Option<::partna_types::Amount>,
        ///Whether the merchant fee reached its cap.
        #[serde(
            rename = "MerchantFeeCapped",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub merchant_fee_capped: ::std::option::Option<bool>,
        ///Merchant fee, in major units of the currency paid in.
        #[serde(
            rename = "MerchantFeeInFromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub merchant_fee_in_from_currency: ::std::option::Option<::partna_types::Amount>,
        ///Merchant fee, in major units of the currency paid out.
        #[serde(
            rename = "MerchantFeeInToCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub merchant_fee_in_to_currency: ::std::option::Option<::partna_types::Amount>,
        ///Merchant fee, in US dollars.
        #[serde(
            rename = "MerchantFeeUSD",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub merchant_fee_usd: ::std::option::Option<::partna_types::Amount>,
        ///Merchant fee rate, as a fraction: 0.02 is 2 %.
        #[serde(
            rename = "MerchantPercentageApplied",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub merchant_percentage_applied: ::std::option::Option<::partna_types::Amount>,
        ///Amount after fees, in major units of the currency paid out.
        #[serde(
            rename = "NetAmountInToCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub net_amount_in_to_currency: ::std::option::Option<::partna_types::Amount>,
        ///Rate: units of the currency paid out for one unit of the currency paid in.
        #[serde(rename = "Rate", skip_serializing_if = "::std::option::Option::is_none")]
        pub rate: ::std::option::Option<::partna_types::Amount>,
        ///Amount before fees, in major units of the currency paid in.
        #[serde(
            rename = "TotalAmountInFromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub total_amount_in_from_currency: ::std::option::Option<::partna_types::Amount>,
        ///Amount before fees, in major units of the currency paid out.
        #[serde(
            rename = "TotalAmountInToCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub total_amount_in_to_currency: ::std::option::Option<::partna_types::Amount>,
        ///Total fees, in major units of the currency paid in.
        #[serde(
            rename = "TotalFeesInFromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub total_fees_in_from_currency: ::std::option::Option<::partna_types::Amount>,
        ///Total fees, in major units of the currency paid out.
        #[serde(
            rename = "TotalFeesInToCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub total_fees_in_to_currency: ::std::option::Option<::partna_types::Amount>,
        ///Withdrawal fee, in major units of the currency paid in.
        #[serde(
            rename = "WithdrawalFeeInFromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub withdrawal_fee_in_from_currency: ::std::option::Option<
            ::partna_types::Amount,
        >,
        ///Withdrawal fee, in major units of the currency paid out.
        #[serde(
            rename = "WithdrawalFeeInToCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub withdrawal_fee_in_to_currency: ::std::option::Option<::partna_types::Amount>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Request body of `get_ramp_breakdown`. Set the amount in one of the two currencies.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct RampBreakdownRequest {
        ///Name of the Partna account, not of the holder of a bank account.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Account number of the bank account to pay out to.
        #[serde(
            rename = "accountNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_number: ::std::option::Option<::std::string::String>,
        ///Bank of the payout account.
        #[serde(
            rename = "bankCode",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub bank_code: ::std::option::Option<::std::string::String>,
        ///Blockchain address to pay out to.
        #[serde(
            rename = "cryptoAddress",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub crypto_address: ::std::option::Option<::std::string::String>,
        ///Amount to pay in, in major units of `fromCurrency`. Set this or `toAmount`.
        #[serde(
            rename = "fromAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency to pay in.
        #[serde(rename = "fromCurrency")]
        pub from_currency: ::partna_types::enums::Currency,
        ///Blockchain or rail of the pay-in.
        #[serde(rename = "fromNetwork")]
        pub from_network: ::partna_types::enums::Network,
        ///Rate key that fixes the rate, from `get_rate`.
        #[serde(rename = "rateKey")]
        pub rate_key: ::std::string::String,
        ///Amount to pay out, in major units of `toCurrency`. Set this or `fromAmount`.
        #[serde(
            rename = "toAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency to pay out.
        #[serde(rename = "toCurrency")]
        pub to_currency: ::partna_types::enums::Currency,
        ///Blockchain or rail of the payout.
        #[serde(rename = "toNetwork")]
        pub to_network: ::partna_types::enums::Network,
        ///Direction of the ramp.
        #[serde(rename = "type", skip_serializing_if = "::std::option::Option::is_none")]
        pub type_: ::std::option::Option<::partna_types::enums::RampType>,
    }
    impl RampBreakdownRequest {
        pub fn builder() -> builder::RampBreakdownRequest {
            Default::default()
        }
    }
    ///Response body of `get_ramp_breakdown`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct RampBreakdownResponse {
        ///The itemized fees.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<RampBreakdown>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///A newly created ramp: the destination of the customer's payment, and the payout. The deposit address of an offramp is not in the API's document; undeclared fields that the API sends are kept in `extra`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct RampOrder {
        ///Holder of the bank account to pay into. On staging a placeholder.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Account number of the bank account to pay into, for an onramp.
        #[serde(
            rename = "accountNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_number: ::std::option::Option<::std::string::String>,
        ///Bank of the payout account.
        #[serde(
            rename = "bankName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub bank_name: ::std::option::Option<::std::string::String>,
        ///Rate: units of `toCurrency` for one unit of `fromCurrency`.
        #[serde(
            rename = "currentRate",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub current_rate: ::std::option::Option<::partna_types::Amount>,
        ///Applied discount, as text.
        #[serde(
            rename = "discountApplied",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub discount_applied: ::std::option::Option<::std::string::String>,
        ///Time until which the ramp waits for the money, in Unix seconds.
        #[serde(
            rename = "expiryDate",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub expiry_date: ::std::option::Option<::partna_types::UnixSeconds>,
        ///Fee, in major units of `fromCurrency`.
        #[serde(
            rename = "feeInFromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_in_from_currency: ::std::option::Option<::partna_types::Amount>,
        ///Fee, in major units of `toCurrency`.
        #[serde(
            rename = "feeInToCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_in_to_currency: ::std::option::Option<::partna_types::Amount>,
        ///Amount to pay in, in major units of `fromCurrency`.
        #[serde(
            rename = "fromAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency to pay in.
        #[serde(
            rename = "fromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Blockchain or rail of the pay-in.
        #[serde(
            rename = "fromNetwork",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_network: ::std::option::Option<::partna_types::enums::Network>,
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "rampReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub ramp_reference: ::std::option::Option<::std::string::String>,
        ///Amount that will be paid out, in major units of `toCurrency`.
        #[serde(
            rename = "toAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency paid out.
        #[serde(
            rename = "toCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Blockchain or rail of the payout.
        #[serde(
            rename = "toNetwork",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_network: ::std::option::Option<::partna_types::enums::Network>,
        ///Total fees, in major units of `fromCurrency`.
        #[serde(
            rename = "totalFeesInFromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub total_fees_in_from_currency: ::std::option::Option<::partna_types::Amount>,
        ///Total fees, in major units of `toCurrency`.
        #[serde(
            rename = "totalFeesInToCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub total_fees_in_to_currency: ::std::option::Option<::partna_types::Amount>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Response body of `create_ramp`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct RampOrderResponse {
        ///The destination of the payment and the expected payout.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<RampOrder>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///One page of ramps.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct RampPage {
        ///Number of this page, starting at 1.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub page: ::std::option::Option<i64>,
        ///Number of entries per page.
        #[serde(
            rename = "perPage",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub per_page: ::std::option::Option<i64>,
        ///The ramps of this page.
        #[serde(
            rename = "rampRequests",
            default,
            skip_serializing_if = "::std::vec::Vec::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub ramp_requests: ::std::vec::Vec<Ramp>,
        ///Number of ramps on all pages.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub total: ::std::option::Option<i64>,
    }
    ///Request body of `create_ramp`. Set the amount in one of the two currencies; the other required fields depend on the direction and the networks.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct RampRequest {
        ///Name of the Partna account that the ramp belongs to, not of the holder of a bank account.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///Account number of the bank account to pay out to, for an offramp to NGN.
        #[serde(
            rename = "accountNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_number: ::std::option::Option<::std::string::String>,
        ///Bank code of that account, from `list_banks`.
        #[serde(
            rename = "bankCode",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub bank_code: ::std::option::Option<::std::string::String>,
        ///Whether to replace a pending ramp; an account can have only one pending ramp. The API's default is false.
        #[serde(
            rename = "cancelPendingRampRequest",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub cancel_pending_ramp_request: ::std::option::Option<bool>,
        ///Blockchain address to pay out to, for an onramp.
        #[serde(
            rename = "cryptoAddress",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub crypto_address: ::std::option::Option<::std::string::String>,
        ///Action after the rate key has expired. The API's default is `useCurrentRate`.
        #[serde(
            rename = "expireAction",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub expire_action: ::std::option::Option<::partna_types::enums::ExpireAction>,
        ///Amount to pay in, in major units of `fromCurrency`. Set this or `toAmount`.
        #[serde(
            rename = "fromAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency to pay in.
        #[serde(rename = "fromCurrency")]
        pub from_currency: ::partna_types::enums::Currency,
        ///Blockchain or rail of the pay-in.
        #[serde(rename = "fromNetwork")]
        pub from_network: ::partna_types::enums::Network,
        ///Mobile carrier; required if `toNetwork` is `kenyanshilling`.
        #[serde(
            rename = "mobileNetwork",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub mobile_network: ::std::option::Option<::partna_types::enums::MobileNetwork>,
        ///Mobile-money rail; required if `toNetwork` is `kenyanshilling`.
        #[serde(
            rename = "paymentNetwork",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub payment_network: ::std::option::Option<
            ::partna_types::enums::PaymentNetwork,
        >,
        ///Identifier of the verified phone number that pays in KES, from `list_phones`.
        #[serde(
            rename = "phoneID",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub phone_id: ::std::option::Option<::std::string::String>,
        ///Time that the ramp waits for the money, in seconds. The API's default is 3600.
        #[serde(
            rename = "rampExpTime",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub ramp_exp_time: ::std::option::Option<i64>,
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "rampReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub ramp_reference: ::std::option::Option<::std::string::String>,
        ///Rate key that fixes the rate, from `get_rate`.
        #[serde(rename = "rateKey")]
        pub rate_key: ::std::string::String,
        ///Address of the customer, to send from or to receive at.
        #[serde(
            rename = "sendingAddress",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub sending_address: ::std::option::Option<::std::string::String>,
        ///Mobile-money number, till or pay bill; required if `toNetwork` is `kenyanshilling`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub shortcode: ::std::option::Option<::std::string::String>,
        ///Amount to pay out, in major units of `toCurrency`. Set this or `fromAmount`.
        #[serde(
            rename = "toAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency to pay out.
        #[serde(rename = "toCurrency")]
        pub to_currency: ::partna_types::enums::Currency,
        ///Blockchain or rail of the payout.
        #[serde(rename = "toNetwork")]
        pub to_network: ::partna_types::enums::Network,
        ///Direction of the ramp.
        #[serde(rename = "type", skip_serializing_if = "::std::option::Option::is_none")]
        pub type_: ::std::option::Option<::partna_types::enums::RampType>,
    }
    impl RampRequest {
        pub fn builder() -> builder::RampRequest {
            Default::default()
        }
    }
    ///Response body of `list_ramps`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct RampsResponse {
        ///One page of ramps.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<RampPage>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///The price of one currency in another, with the rate key that fixes it for a short time.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct Rate {
        ///Sell amount, in major units of `fromCurrency`.
        #[serde(
            rename = "fromAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency sold.
        #[serde(
            rename = "fromCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Rate key, to send as `rateKey`. The number at its end appears to be its expiry in Unix seconds, about 120 seconds in the future.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub key: ::std::option::Option<::std::string::String>,
        ///Rate: units of the bought currency for one unit of the sold currency.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub rate: ::std::option::Option<::partna_types::Amount>,
        ///Buy amount, in major units of `toCurrency`.
        #[serde(
            rename = "toAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency bought.
        #[serde(
            rename = "toCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_currency: ::std::option::Option<::partna_types::enums::Currency>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Response body of `verify_rate_key`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct RateKeyResponse {
        ///The status of the rate key.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<RateKeyStatus>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///The status of a rate key.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct RateKeyStatus {
        ///Whether the rate key has expired.
        #[serde(
            rename = "isExp",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub is_exp: ::std::option::Option<bool>,
        ///Whether the rate key can be used.
        #[serde(
            rename = "isValid",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub is_valid: ::std::option::Option<bool>,
    }
    ///Rates by currency pair.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct RateTable {
        ///Rates, keyed `FROM_to_TO`. The response may contain both directions and more currency pairs than requested: look up the exact pair.
        #[serde(
            default,
            skip_serializing_if = ":: std :: collections :: BTreeMap::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub rate: ::std::collections::BTreeMap<::std::string::String, Rate>,
    }
    ///Response body of `get_rate`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct RatesResponse {
        ///The rates found.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<RateTable>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Request body of `register_account`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct RegisterAccountRequest {
        ///Name of the new account, which identifies the account in every other operation.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<NewAccountName>,
        ///E-mail address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub email: ::std::option::Option<::std::string::String>,
        ///User name of the merchant.
        #[serde(
            rename = "merchantName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub merchant_name: ::std::option::Option<::std::string::String>,
    }
    impl RegisterAccountRequest {
        pub fn builder() -> builder::RegisterAccountRequest {
            Default::default()
        }
    }
    ///Proof of a completed registration.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct RegistrationReceipt {
        ///Code issued to the new account.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<::partna_types::Secret>,
    }
    ///Response body of `complete_registration`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct RegistrationResponse {
        ///The result of the registration.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<RegistrationReceipt>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `resolve_bank_account`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ResolveBankAccountRequest {
        ///Account number to look up.
        #[serde(rename = "accountNumber")]
        pub account_number: ::std::string::String,
        ///Bank code, from `list_banks`. Also required for KES.
        #[serde(rename = "bankCode")]
        pub bank_code: ::std::string::String,
        ///Currency of the account.
        pub currency: ::partna_types::enums::Currency,
        ///Mobile carrier, for KES.
        #[serde(
            rename = "mobileNetwork",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub mobile_network: ::std::option::Option<::std::string::String>,
        ///Mobile-money number, for KES. Only this schema spells it with a capital C.
        #[serde(
            rename = "shortCode",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub short_code: ::std::option::Option<::std::string::String>,
    }
    impl ResolveBankAccountRequest {
        pub fn builder() -> builder::ResolveBankAccountRequest {
            Default::default()
        }
    }
    ///The holder of a bank account.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ResolvedBankAccount {
        ///Name of the account holder, according to the bank.
        #[serde(
            rename = "accountName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_name: ::std::option::Option<::std::string::String>,
        ///The account number that was looked up.
        #[serde(
            rename = "accountNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_number: ::std::option::Option<::std::string::String>,
    }
    ///Response body of `resolve_bank_account`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ResolvedBankAccountResponse {
        ///The account found.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<ResolvedBankAccount>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///A merchant's settings.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Settings {
        ///Whether customers' deposits are transferred directly to the merchant's main account.
        #[serde(
            rename = "autoMoveDeposit",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub auto_move_deposit: ::std::option::Option<bool>,
        ///Destination of crypto deposits.
        #[serde(
            rename = "cryptoPaymentSource",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub crypto_payment_source: ::std::option::Option<
            ::partna_types::enums::CryptoPaymentSource,
        >,
        ///Fee that the merchant charges.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub fees: ::std::option::Option<FeeSettings>,
        ///Registration type: whether customers may register their own accounts.
        #[serde(
            rename = "registrationType",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub registration_type: ::std::option::Option<
            ::partna_types::enums::RegistrationType,
        >,
    }
    ///Request body of `update_settings`. Omitted fields keep their values.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SettingsRequest {
        ///Whether customers' deposits are transferred directly to the merchant's main account. The API's default is false.
        #[serde(
            rename = "autoMoveDeposit",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub auto_move_deposit: ::std::option::Option<bool>,
        ///Destination of crypto deposits. The API's default is `known`.
        #[serde(
            rename = "cryptoPaymentSource",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub crypto_payment_source: ::std::option::Option<
            ::partna_types::enums::CryptoPaymentSource,
        >,
        ///Account that receives the fee; it must exist.
        #[serde(
            rename = "feeAccount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_account: ::std::option::Option<::std::string::String>,
        ///Fee, in major units of `feeCurrency` if it is a fixed amount. It is undocumented whether a percentage of 2 % is written 2 or 0.02. Send it together with `feeCurrency` and `feeType`.
        #[serde(
            rename = "feeAmount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_amount: ::std::option::Option<::partna_types::Amount>,
        ///Maximum fee if the fee is a percentage, in major units of `feeCurrency`.
        #[serde(
            rename = "feeCap",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_cap: ::std::option::Option<::partna_types::Amount>,
        ///Currency of the fee. Send it together with `feeAmount` and `feeType`.
        #[serde(
            rename = "feeCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Type of the fee: an amount or a percentage. Send it together with `feeAmount` and `feeCurrency`.
        #[serde(
            rename = "feeType",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub fee_type: ::std::option::Option<::partna_types::enums::FeeType>,
        ///Registration type: whether customers may register their own accounts.
        #[serde(
            rename = "registrationType",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub registration_type: ::std::option::Option<
            ::partna_types::enums::RegistrationType,
        >,
    }
    impl SettingsRequest {
        pub fn builder() -> builder::SettingsRequest {
            Default::default()
        }
    }
    ///Response body of `get_settings`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SettingsResponse {
        ///The settings.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<Settings>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///A currency on a network.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct SupportedAsset {
        ///Position of the deposit address in the `asset` list of the ledger.
        #[serde(
            rename = "assetIndex",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub asset_index: ::std::option::Option<i64>,
        ///Contract address of the token; empty for a native coin or fiat.
        #[serde(
            rename = "contractAddress",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub contract_address: ::std::option::Option<::std::string::String>,
        ///Number of decimals of the token.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub decimals: ::std::option::Option<i64>,
        ///Ledger to which a deposit is credited.
        #[serde(
            rename = "destinationCurrency",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub destination_currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Sources of test coins, on staging.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub faucets: ::std::vec::Vec<::std::string::String>,
        ///Minimum withdrawal, in major units of the currency.
        #[serde(
            rename = "minimumWithdrawal",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub minimum_withdrawal: ::std::option::Option<::partna_types::Amount>,
        ///Name of the asset.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<::std::string::String>,
        ///Symbol of the asset.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub symbol: ::std::option::Option<::std::string::String>,
        ///Link to a block explorer, with `%s` for the hash of the transaction.
        #[serde(
            rename = "transactionExplorerLink",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_explorer_link: ::std::option::Option<::std::string::String>,
        ///Withdrawal fee, in major units of the currency.
        #[serde(
            rename = "withdrawalFee",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub withdrawal_fee: ::std::option::Option<::partna_types::Amount>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///All supported assets, by currency and by network.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SupportedAssets {
        ///Assets, keyed by currency and then by network.
        #[serde(
            rename = "byCurrency",
            default,
            skip_serializing_if = ":: std :: collections :: BTreeMap::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub by_currency: ::std::collections::BTreeMap<
            ::std::string::String,
            NetworksOfCurrency,
        >,
        ///Assets, keyed by network and then by currency. Spelled with a capital W on the wire.
        #[serde(
            rename = "byNetWork",
            default,
            skip_serializing_if = ":: std :: collections :: BTreeMap::is_empty"
        )]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub by_network: ::std::collections::BTreeMap<
            ::std::string::String,
            CurrenciesOfNetwork,
        >,
    }
    ///Response body of `list_supported_assets`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SupportedAssetsResponse {
        ///The assets, by currency and by network.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<SupportedAssets>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///The verification methods of a country.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SupportedKycMethods {
        ///The country.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub country: ::std::option::Option<::partna_types::enums::Country>,
        ///Names of the methods.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub methods: ::std::vec::Vec<::partna_types::enums::VerificationMethod>,
    }
    ///Response body of `list_kyc_methods`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SupportedKycMethodsResponse {
        ///The methods of the country.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<SupportedKycMethods>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///A transaction in the list of transactions.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct Transaction {
        ///Amount moved, in major units of `currency`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency moved.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Time of the transaction, as RFC 3339 text.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub date: ::std::option::Option<::std::string::String>,
        ///Account debited.
        #[serde(
            rename = "fromAccount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_account: ::std::option::Option<::std::string::String>,
        ///Undocumented; in the only example it is the debited account.
        #[serde(
            rename = "fromTo",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_to: ::std::option::Option<::std::string::String>,
        ///Merchant debited.
        #[serde(
            rename = "fromUser",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_user: ::std::option::Option<::std::string::String>,
        ///Status of the transaction.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<::partna_types::enums::TransactionStatus>,
        ///Time of the transaction, in Unix seconds.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::partna_types::UnixSeconds>,
        ///Account credited.
        #[serde(
            rename = "toAccount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_account: ::std::option::Option<::std::string::String>,
        ///Merchant credited.
        #[serde(
            rename = "toUser",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub to_user: ::std::option::Option<::std::string::String>,
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "transactionReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_reference: ::std::option::Option<::std::string::String>,
        ///Kind of the transaction.
        #[serde(
            rename = "transactionType",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_type: ::std::option::Option<
            ::partna_types::enums::TransactionType,
        >,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///A single transaction. Its field names differ from those in the list.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct TransactionDetails {
        ///Amount moved, in major units of `currency`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub amount: ::std::option::Option<::partna_types::Amount>,
        ///Account credited.
        #[serde(
            rename = "creditAccount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub credit_account: ::std::option::Option<::std::string::String>,
        ///Merchant credited.
        #[serde(
            rename = "creditUser",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub credit_user: ::std::option::Option<::std::string::String>,
        ///Currency moved.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Account debited.
        #[serde(
            rename = "debitAccount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub debit_account: ::std::option::Option<::std::string::String>,
        ///Merchant debited.
        #[serde(
            rename = "debitUser",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub debit_user: ::std::option::Option<::std::string::String>,
        ///Status of the transaction.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<::partna_types::enums::TransactionStatus>,
        ///Time of the transaction, in Unix seconds.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::partna_types::UnixSeconds>,
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "transactionReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_reference: ::std::option::Option<::std::string::String>,
        ///Kind of the transaction.
        #[serde(
            rename = "transactionType",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_type: ::std::option::Option<
            ::partna_types::enums::TransactionType,
        >,
        ///Time of the transaction, as RFC 3339 text.
        #[serde(
            rename = "UTCTimestamp",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub utc_timestamp: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Response body of `get_transaction`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct TransactionDetailsResponse {
        ///The transaction.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<TransactionDetails>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Response body of `list_transactions`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct TransactionsResponse {
        ///The transactions. The response is not paginated and has no total: narrow the time window instead.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub data: ::std::vec::Vec<Transaction>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Additional data of a transfer. Documented as an empty object; all fields that the API sends are kept.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[serde(transparent)]
    #[derive(Default)]
    pub struct TransferReceipt(
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    );
    impl ::std::ops::Deref for TransferReceipt {
        type Target = ::serde_json::Map<::std::string::String, ::serde_json::Value>;
        fn deref(
            &self,
        ) -> &::serde_json::Map<::std::string::String, ::serde_json::Value> {
            &self.0
        }
    }
    impl ::std::convert::From<TransferReceipt>
    for ::serde_json::Map<::std::string::String, ::serde_json::Value> {
        fn from(value: TransferReceipt) -> Self {
            value.0
        }
    }
    impl ::std::convert::From<
        ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    > for TransferReceipt {
        fn from(
            value: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
        ) -> Self {
            Self(value)
        }
    }
    ///Request body of `create_transfer`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct TransferRequest {
        ///Amount to transfer, in major units of `currency`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub amount: ::std::option::Option<::partna_types::Amount>,
        ///Currency to transfer.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Account to debit.
        #[serde(
            rename = "fromAccount",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub from_account: ::std::option::Option<::std::string::String>,
        ///Account to credit.
        #[serde(rename = "toAccount")]
        pub to_account: ::std::string::String,
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "transactionReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_reference: ::std::option::Option<::std::string::String>,
    }
    impl TransferRequest {
        pub fn builder() -> builder::TransferRequest {
            Default::default()
        }
    }
    ///Response body of `create_transfer`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct TransferResponse {
        ///Additional data of the transfer; empty so far.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<TransferReceipt>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(flatten)]
        /// What the answer holds beyond the documented fields.
        pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    }
    ///Request body of `activate_user`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct UserActivationRequest {
        ///E-mail address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub email: ::std::option::Option<::std::string::String>,
        ///User name: 2 to 40 lower-case letters and digits.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub username: ::std::option::Option<::std::string::String>,
    }
    impl UserActivationRequest {
        pub fn builder() -> builder::UserActivationRequest {
            Default::default()
        }
    }
    ///The person behind a customer's account.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct UserProfile {
        ///Time of creation, in Unix seconds.
        #[serde(
            rename = "createdAt",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub created_at: ::std::option::Option<::partna_types::UnixSeconds>,
        ///Date of birth, YYYY-MM-DD.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub dob: ::std::option::Option<::std::string::String>,
        ///Given name.
        #[serde(
            rename = "firstName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub first_name: ::std::option::Option<::std::string::String>,
        ///Countries in which KYC is complete.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub kycs: ::std::vec::Vec<::partna_types::enums::Country>,
        ///Family name.
        #[serde(
            rename = "lastName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub last_name: ::std::option::Option<::std::string::String>,
        ///Middle name.
        #[serde(
            rename = "middleName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub middle_name: ::std::option::Option<::std::string::String>,
        ///Phone number.
        #[serde(
            rename = "phoneNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub phone_number: ::std::option::Option<::std::string::String>,
    }
    ///Response body of `get_user_profile`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct UserProfileResponse {
        ///The profile.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<UserProfile>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `update_user`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct UserRequest {
        ///URL to which the API sends callbacks.
        #[serde(
            rename = "callbackUrl",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub callback_url: ::std::option::Option<::std::string::String>,
        ///Identifier of the endpoint to use.
        #[serde(
            rename = "endpointId",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub endpoint_id: ::std::option::Option<::std::string::String>,
    }
    impl UserRequest {
        pub fn builder() -> builder::UserRequest {
            Default::default()
        }
    }
    ///A verification method offered to the customer.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct VerificationOption {
        ///Explanation of the method for the customer.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub hint: ::std::option::Option<::std::string::String>,
        ///Name of the method, as sent in later requests.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub method: ::std::option::Option<::partna_types::enums::VerificationMethod>,
    }
    ///The address to which the API delivers events.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Webhook {
        ///Webhook address; empty if not set.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub url: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `set_webhook`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct WebhookRequest {
        ///Address that receives events by POST and responds with 200 immediately.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub url: ::std::option::Option<::std::string::String>,
    }
    impl WebhookRequest {
        pub fn builder() -> builder::WebhookRequest {
            Default::default()
        }
    }
    ///Response body of `get_webhook`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct WebhookResponse {
        ///The address.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<Webhook>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `add_whitelisted_ips`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(Default)]
    #[non_exhaustive]
    pub struct WhitelistRequest {
        ///IP addresses to add.
        #[serde(rename = "ipAddresses")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub ip_addresses: ::std::vec::Vec<::std::string::String>,
        ///User name of the merchant.
        #[serde(
            rename = "merchantName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub merchant_name: ::std::option::Option<::std::string::String>,
    }
    impl WhitelistRequest {
        pub fn builder() -> builder::WhitelistRequest {
            Default::default()
        }
    }
    ///Response body of `list_whitelisted_ips`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct WhitelistResponse {
        ///The IP addresses.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        #[serde(deserialize_with = "crate::serde_helpers::null_as_empty")]
        pub data: ::std::vec::Vec<::std::string::String>,
        ///Message from the API that describes the result.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///Request body of `create_withdrawal`. The required fields depend on `type`: `address` and `network` for crypto, bank or mobile-money fields for fiat.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct WithdrawalRequest {
        ///Account number of the bank account to pay out to, for NGN and GHS.
        #[serde(
            rename = "accountNumber",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub account_number: ::std::option::Option<::std::string::String>,
        ///Blockchain address to pay out to, for crypto.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub address: ::std::option::Option<::std::string::String>,
        ///Amount to withdraw, in major units of `currency`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub amount: ::std::option::Option<::partna_types::Amount>,
        ///Bank code of that account, from `list_banks`.
        #[serde(
            rename = "bankCode",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub bank_code: ::std::option::Option<::std::string::String>,
        ///Currency to withdraw.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub currency: ::std::option::Option<::partna_types::enums::Currency>,
        ///Account to debit.
        #[serde(rename = "fromAccount")]
        pub from_account: ::std::string::String,
        ///Mobile carrier, for KES.
        #[serde(
            rename = "mobileNetwork",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub mobile_network: ::std::option::Option<::partna_types::enums::MobileNetwork>,
        ///Blockchain, or mobile-money rail for KES.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub network: ::std::option::Option<::partna_types::enums::WithdrawalNetwork>,
        ///Code from the authenticator app. Only dashboard sessions need it; API keys do not.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub otp: ::std::option::Option<::partna_types::Secret>,
        ///Mobile-money number of the recipient, for KES.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub shortcode: ::std::option::Option<::std::string::String>,
        ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
        #[serde(
            rename = "transactionReference",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub transaction_reference: ::std::option::Option<::std::string::String>,
        ///The type of the asset to withdraw.
        #[serde(rename = "type", skip_serializing_if = "::std::option::Option::is_none")]
        pub type_: ::std::option::Option<::partna_types::enums::AssetType>,
    }
    impl WithdrawalRequest {
        pub fn builder() -> builder::WithdrawalRequest {
            Default::default()
        }
    }
    /// Types for composing complex structures.
    pub mod builder {
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`AccountEmailRequest`](super::AccountEmailRequest).
        pub struct AccountEmailRequest {
            account_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            email: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for AccountEmailRequest {
            fn default() -> Self {
                Self {
                    account_name: Ok(Default::default()),
                    email: Ok(Default::default()),
                }
            }
        }
        impl AccountEmailRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///The new e-mail address.
            pub fn email<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.email = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("email", e));
                self
            }
        }
        impl ::std::convert::TryFrom<AccountEmailRequest>
        for super::AccountEmailRequest {
            type Error = crate::Error;
            fn try_from(
                value: AccountEmailRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "AccountEmailRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    email: value.email.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::AccountEmailRequest> for AccountEmailRequest {
            fn from(value: super::AccountEmailRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    email: Ok(value.email),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`AccountRequest`](super::AccountRequest).
        pub struct AccountRequest {
            account_name: ::std::result::Result<
                ::std::option::Option<super::NewAccountName>,
                ::std::string::String,
            >,
            email: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            type_: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for AccountRequest {
            fn default() -> Self {
                Self {
                    account_name: Ok(Default::default()),
                    email: Ok(Default::default()),
                    type_: Ok(Default::default()),
                }
            }
        }
        impl AccountRequest {
            ///Name of the new account, which identifies the account in every other operation.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::NewAccountName>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///E-mail address.
            pub fn email<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.email = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("email", e));
                self
            }
            ///Kind of account. The API documents no values; `personal` has been observed to work.
            pub fn type_<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.type_ = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("type_", e));
                self
            }
        }
        impl ::std::convert::TryFrom<AccountRequest> for super::AccountRequest {
            type Error = crate::Error;
            fn try_from(
                value: AccountRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "AccountRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    email: value.email.map_err(error)?,
                    type_: value.type_.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::AccountRequest> for AccountRequest {
            fn from(value: super::AccountRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    email: Ok(value.email),
                    type_: Ok(value.type_),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`AdminRequest`](super::AdminRequest).
        pub struct AdminRequest {
            email: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            fullname: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            roles: ::std::result::Result<
                ::std::vec::Vec<::partna_types::enums::AdminRole>,
                ::std::string::String,
            >,
            username: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for AdminRequest {
            fn default() -> Self {
                Self {
                    email: Ok(Default::default()),
                    fullname: Ok(Default::default()),
                    roles: Ok(Default::default()),
                    username: Ok(Default::default()),
                }
            }
        }
        impl AdminRequest {
            ///E-mail address.
            pub fn email<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.email = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("email", e));
                self
            }
            ///Full name, 2 to 100 characters.
            pub fn fullname<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.fullname = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("fullname", e));
                self
            }
            ///Permissions: first `admin`, then any of `view`, `operation` and `settings`.
            pub fn roles<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::vec::Vec<::partna_types::enums::AdminRole>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.roles = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("roles", e));
                self
            }
            ///User name: 2 to 40 lower-case letters and digits.
            pub fn username<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.username = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("username", e));
                self
            }
        }
        impl ::std::convert::TryFrom<AdminRequest> for super::AdminRequest {
            type Error = crate::Error;
            fn try_from(
                value: AdminRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "AdminRequest",
                    problem,
                );
                Ok(Self {
                    email: value.email.map_err(error)?,
                    fullname: value.fullname.map_err(error)?,
                    roles: value.roles.map_err(error)?,
                    username: value.username.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::AdminRequest> for AdminRequest {
            fn from(value: super::AdminRequest) -> Self {
                Self {
                    email: Ok(value.email),
                    fullname: Ok(value.fullname),
                    roles: Ok(value.roles),
                    username: Ok(value.username),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`ApiKeyRequest`](super::ApiKeyRequest).
        pub struct ApiKeyRequest {
            apikey: ::std::result::Result<
                ::std::option::Option<::partna_types::Secret>,
                ::std::string::String,
            >,
            expiration_in_days: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            expiration_in_months: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            keyname: ::std::result::Result<::std::string::String, ::std::string::String>,
            otp: ::std::result::Result<
                ::std::option::Option<::partna_types::Secret>,
                ::std::string::String,
            >,
            scope: ::std::result::Result<
                ::partna_types::enums::ApiKeyScope,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for ApiKeyRequest {
            fn default() -> Self {
                Self {
                    apikey: Ok(Default::default()),
                    expiration_in_days: Ok(Default::default()),
                    expiration_in_months: Ok(Default::default()),
                    keyname: Err(crate::body_error::missing("keyname")),
                    otp: Ok(Default::default()),
                    scope: Err(crate::body_error::missing("scope")),
                }
            }
        }
        impl ApiKeyRequest {
            ///An existing key to delete in the same request.
            pub fn apikey<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Secret>,
                T::Error: ::std::fmt::Display,
            {
                self.apikey = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("apikey", e));
                self
            }
            ///Lifetime of the key, in days.
            pub fn expiration_in_days<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.expiration_in_days = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("expiration_in_days", e));
                self
            }
            ///Lifetime of the key, in months. The effect of both lifetimes together is undocumented.
            pub fn expiration_in_months<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.expiration_in_months = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid(
                        "expiration_in_months",
                        e,
                    ));
                self
            }
            ///Name of the new key, chosen by the caller.
            pub fn keyname<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.keyname = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("keyname", e));
                self
            }
            ///Code from the authenticator app, if a second factor is set up.
            pub fn otp<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Secret>,
                T::Error: ::std::fmt::Display,
            {
                self.otp = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("otp", e));
                self
            }
            ///Scope of the key.
            pub fn scope<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::ApiKeyScope>,
                T::Error: ::std::fmt::Display,
            {
                self.scope = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("scope", e));
                self
            }
        }
        impl ::std::convert::TryFrom<ApiKeyRequest> for super::ApiKeyRequest {
            type Error = crate::Error;
            fn try_from(
                value: ApiKeyRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "ApiKeyRequest",
                    problem,
                );
                Ok(Self {
                    apikey: value.apikey.map_err(error)?,
                    expiration_in_days: value.expiration_in_days.map_err(error)?,
                    expiration_in_months: value.expiration_in_months.map_err(error)?,
                    keyname: value.keyname.map_err(error)?,
                    otp: value.otp.map_err(error)?,
                    scope: value.scope.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::ApiKeyRequest> for ApiKeyRequest {
            fn from(value: super::ApiKeyRequest) -> Self {
                Self {
                    apikey: Ok(value.apikey),
                    expiration_in_days: Ok(value.expiration_in_days),
                    expiration_in_months: Ok(value.expiration_in_months),
                    keyname: Ok(value.keyname),
                    otp: Ok(value.otp),
                    scope: Ok(value.scope),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`BankAccountRequest`](super::BankAccountRequest).
        pub struct BankAccountRequest {
            account_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            currency: ::std::result::Result<
                ::partna_types::enums::Currency,
                ::std::string::String,
            >,
            preferred_account_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for BankAccountRequest {
            fn default() -> Self {
                Self {
                    account_name: Err(crate::body_error::missing("account_name")),
                    currency: Err(crate::body_error::missing("currency")),
                    preferred_account_name: Ok(Default::default()),
                }
            }
        }
        impl BankAccountRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Currency of the bank account.
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("currency", e));
                self
            }
            ///Preferred name of the account holder for the bank to show, if the bank permits one.
            pub fn preferred_account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.preferred_account_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid(
                        "preferred_account_name",
                        e,
                    ));
                self
            }
        }
        impl ::std::convert::TryFrom<BankAccountRequest> for super::BankAccountRequest {
            type Error = crate::Error;
            fn try_from(
                value: BankAccountRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "BankAccountRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    currency: value.currency.map_err(error)?,
                    preferred_account_name: value.preferred_account_name.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::BankAccountRequest> for BankAccountRequest {
            fn from(value: super::BankAccountRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    currency: Ok(value.currency),
                    preferred_account_name: Ok(value.preferred_account_name),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`CollectionRequest`](super::CollectionRequest).
        pub struct CollectionRequest {
            account_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            currency: ::std::result::Result<
                ::partna_types::enums::Currency,
                ::std::string::String,
            >,
            mobile_network: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::MobileNetwork>,
                ::std::string::String,
            >,
            mobile_number: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            transaction_reference: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for CollectionRequest {
            fn default() -> Self {
                Self {
                    account_name: Ok(Default::default()),
                    amount: Ok(Default::default()),
                    currency: Err(crate::body_error::missing("currency")),
                    mobile_network: Ok(Default::default()),
                    mobile_number: Ok(Default::default()),
                    transaction_reference: Ok(Default::default()),
                }
            }
        }
        impl CollectionRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Amount to collect, in major units of `currency`.
            pub fn amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("amount", e));
                self
            }
            ///Currency to collect.
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("currency", e));
                self
            }
            ///Mobile carrier of the payer.
            pub fn mobile_network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::MobileNetwork>,
                T::Error: ::std::fmt::Display,
            {
                self.mobile_network = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("mobile_network", e));
                self
            }
            ///Mobile-money number of the payer.
            pub fn mobile_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.mobile_number = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("mobile_number", e));
                self
            }
            ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
            pub fn transaction_reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.transaction_reference = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid(
                        "transaction_reference",
                        e,
                    ));
                self
            }
        }
        impl ::std::convert::TryFrom<CollectionRequest> for super::CollectionRequest {
            type Error = crate::Error;
            fn try_from(
                value: CollectionRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "CollectionRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    amount: value.amount.map_err(error)?,
                    currency: value.currency.map_err(error)?,
                    mobile_network: value.mobile_network.map_err(error)?,
                    mobile_number: value.mobile_number.map_err(error)?,
                    transaction_reference: value.transaction_reference.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::CollectionRequest> for CollectionRequest {
            fn from(value: super::CollectionRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    amount: Ok(value.amount),
                    currency: Ok(value.currency),
                    mobile_network: Ok(value.mobile_network),
                    mobile_number: Ok(value.mobile_number),
                    transaction_reference: Ok(value.transaction_reference),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`CompleteRegistrationRequest`](super::CompleteRegistrationRequest).
        pub struct CompleteRegistrationRequest {
            email: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            merchant_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            otp: ::std::result::Result<
                ::std::option::Option<::partna_types::Secret>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for CompleteRegistrationRequest {
            fn default() -> Self {
                Self {
                    email: Ok(Default::default()),
                    merchant_name: Ok(Default::default()),
                    otp: Ok(Default::default()),
                }
            }
        }
        impl CompleteRegistrationRequest {
            ///E-mail address.
            pub fn email<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.email = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("email", e));
                self
            }
            ///User name of the merchant.
            pub fn merchant_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.merchant_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("merchant_name", e));
                self
            }
            ///The code that the customer received, 6 digits. Staging accepts 123456.
            pub fn otp<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Secret>,
                T::Error: ::std::fmt::Display,
            {
                self.otp = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("otp", e));
                self
            }
        }
        impl ::std::convert::TryFrom<CompleteRegistrationRequest>
        for super::CompleteRegistrationRequest {
            type Error = crate::Error;
            fn try_from(
                value: CompleteRegistrationRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "CompleteRegistrationRequest",
                    problem,
                );
                Ok(Self {
                    email: value.email.map_err(error)?,
                    merchant_name: value.merchant_name.map_err(error)?,
                    otp: value.otp.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::CompleteRegistrationRequest>
        for CompleteRegistrationRequest {
            fn from(value: super::CompleteRegistrationRequest) -> Self {
                Self {
                    email: Ok(value.email),
                    merchant_name: Ok(value.merchant_name),
                    otp: Ok(value.otp),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`ConversionRequest`](super::ConversionRequest).
        pub struct ConversionRequest {
            account_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            from_amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            from_currency: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::Currency>,
                ::std::string::String,
            >,
            rate_key: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            to_amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            to_currency: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::Currency>,
                ::std::string::String,
            >,
            transaction_reference: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for ConversionRequest {
            fn default() -> Self {
                Self {
                    account_name: Ok(Default::default()),
                    from_amount: Ok(Default::default()),
                    from_currency: Ok(Default::default()),
                    rate_key: Err(crate::body_error::missing("rate_key")),
                    to_amount: Ok(Default::default()),
                    to_currency: Ok(Default::default()),
                    transaction_reference: Ok(Default::default()),
                }
            }
        }
        impl ConversionRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Sell amount, in major units of `fromCurrency`.
            pub fn from_amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.from_amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("from_amount", e));
                self
            }
            ///Currency to sell.
            pub fn from_currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.from_currency = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("from_currency", e));
                self
            }
            ///Rate key that fixes the rate, from `get_rate`.
            pub fn rate_key<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.rate_key = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("rate_key", e));
                self
            }
            ///Buy amount, in major units of `toCurrency`.
            pub fn to_amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.to_amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("to_amount", e));
                self
            }
            ///Currency to buy.
            pub fn to_currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.to_currency = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("to_currency", e));
                self
            }
            ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
            pub fn transaction_reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.transaction_reference = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid(
                        "transaction_reference",
                        e,
                    ));
                self
            }
        }
        impl ::std::convert::TryFrom<ConversionRequest> for super::ConversionRequest {
            type Error = crate::Error;
            fn try_from(
                value: ConversionRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "ConversionRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    from_amount: value.from_amount.map_err(error)?,
                    from_currency: value.from_currency.map_err(error)?,
                    rate_key: value.rate_key.map_err(error)?,
                    to_amount: value.to_amount.map_err(error)?,
                    to_currency: value.to_currency.map_err(error)?,
                    transaction_reference: value.transaction_reference.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::ConversionRequest> for ConversionRequest {
            fn from(value: super::ConversionRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    from_amount: Ok(value.from_amount),
                    from_currency: Ok(value.from_currency),
                    rate_key: Ok(value.rate_key),
                    to_amount: Ok(value.to_amount),
                    to_currency: Ok(value.to_currency),
                    transaction_reference: Ok(value.transaction_reference),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`InvalidateApiKeyRequest`](super::InvalidateApiKeyRequest).
        pub struct InvalidateApiKeyRequest {
            apikey: ::std::result::Result<::partna_types::Secret, ::std::string::String>,
        }
        impl ::std::default::Default for InvalidateApiKeyRequest {
            fn default() -> Self {
                Self {
                    apikey: Err(crate::body_error::missing("apikey")),
                }
            }
        }
        impl InvalidateApiKeyRequest {
            ///The full key to invalidate.
            pub fn apikey<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Secret>,
                T::Error: ::std::fmt::Display,
            {
                self.apikey = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("apikey", e));
                self
            }
        }
        impl ::std::convert::TryFrom<InvalidateApiKeyRequest>
        for super::InvalidateApiKeyRequest {
            type Error = crate::Error;
            fn try_from(
                value: InvalidateApiKeyRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "InvalidateApiKeyRequest",
                    problem,
                );
                Ok(Self {
                    apikey: value.apikey.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::InvalidateApiKeyRequest>
        for InvalidateApiKeyRequest {
            fn from(value: super::InvalidateApiKeyRequest) -> Self {
                Self { apikey: Ok(value.apikey) }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`KycMethodRequest`](super::KycMethodRequest).
        pub struct KycMethodRequest {
            account_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            account_number: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            bank_code: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            currency: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::Currency>,
                ::std::string::String,
            >,
            verification_method: ::std::result::Result<
                ::partna_types::enums::VerificationMethod,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for KycMethodRequest {
            fn default() -> Self {
                Self {
                    account_name: Err(crate::body_error::missing("account_name")),
                    account_number: Ok(Default::default()),
                    bank_code: Ok(Default::default()),
                    currency: Ok(Default::default()),
                    verification_method: Err(
                        crate::body_error::missing("verification_method"),
                    ),
                }
            }
        }
        impl KycMethodRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Bank account number, for the method `bankdetails`.
            pub fn account_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_number = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_number", e));
                self
            }
            ///Bank code of that account, for the method `bankdetails`.
            pub fn bank_code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.bank_code = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("bank_code", e));
                self
            }
            ///Currency that selects the country of the KYC in progress.
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("currency", e));
                self
            }
            ///One of the methods from the response of `start_kyc`.
            pub fn verification_method<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::VerificationMethod>,
                T::Error: ::std::fmt::Display,
            {
                self.verification_method = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("verification_method", e));
                self
            }
        }
        impl ::std::convert::TryFrom<KycMethodRequest> for super::KycMethodRequest {
            type Error = crate::Error;
            fn try_from(
                value: KycMethodRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "KycMethodRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    account_number: value.account_number.map_err(error)?,
                    bank_code: value.bank_code.map_err(error)?,
                    currency: value.currency.map_err(error)?,
                    verification_method: value.verification_method.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::KycMethodRequest> for KycMethodRequest {
            fn from(value: super::KycMethodRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    account_number: Ok(value.account_number),
                    bank_code: Ok(value.bank_code),
                    currency: Ok(value.currency),
                    verification_method: Ok(value.verification_method),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`KycOtpRequest`](super::KycOtpRequest).
        pub struct KycOtpRequest {
            account_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            currency: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::Currency>,
                ::std::string::String,
            >,
            otp: ::std::result::Result<::partna_types::Secret, ::std::string::String>,
        }
        impl ::std::default::Default for KycOtpRequest {
            fn default() -> Self {
                Self {
                    account_name: Err(crate::body_error::missing("account_name")),
                    currency: Ok(Default::default()),
                    otp: Err(crate::body_error::missing("otp")),
                }
            }
        }
        impl KycOtpRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Currency that selects the country of the KYC to confirm. Optional in the vendor's document; every known client sends it.
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("currency", e));
                self
            }
            ///The code that the customer received, 6 digits. Staging accepts 123456.
            pub fn otp<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Secret>,
                T::Error: ::std::fmt::Display,
            {
                self.otp = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("otp", e));
                self
            }
        }
        impl ::std::convert::TryFrom<KycOtpRequest> for super::KycOtpRequest {
            type Error = crate::Error;
            fn try_from(
                value: KycOtpRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "KycOtpRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    currency: value.currency.map_err(error)?,
                    otp: value.otp.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::KycOtpRequest> for KycOtpRequest {
            fn from(value: super::KycOtpRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    currency: Ok(value.currency),
                    otp: Ok(value.otp),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`KycPhoneRequest`](super::KycPhoneRequest).
        pub struct KycPhoneRequest {
            account_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            phone: ::std::result::Result<::std::string::String, ::std::string::String>,
        }
        impl ::std::default::Default for KycPhoneRequest {
            fn default() -> Self {
                Self {
                    account_name: Err(crate::body_error::missing("account_name")),
                    phone: Err(crate::body_error::missing("phone")),
                }
            }
        }
        impl KycPhoneRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Phone number of the BVN record in local form: 11 digits, starting with 0. Staging has 08030013843.
            pub fn phone<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.phone = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("phone", e));
                self
            }
        }
        impl ::std::convert::TryFrom<KycPhoneRequest> for super::KycPhoneRequest {
            type Error = crate::Error;
            fn try_from(
                value: KycPhoneRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "KycPhoneRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    phone: value.phone.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::KycPhoneRequest> for KycPhoneRequest {
            fn from(value: super::KycPhoneRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    phone: Ok(value.phone),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`KycRequest`](super::KycRequest).
        pub struct KycRequest {
            account_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            bvn: ::std::result::Result<
                ::std::option::Option<::partna_types::Secret>,
                ::std::string::String,
            >,
            kes_mobile_network: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            kes_shortcode: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for KycRequest {
            fn default() -> Self {
                Self {
                    account_name: Err(crate::body_error::missing("account_name")),
                    bvn: Ok(Default::default()),
                    kes_mobile_network: Ok(Default::default()),
                    kes_shortcode: Ok(Default::default()),
                }
            }
        }
        impl KycRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Bank verification number of 11 digits, for Nigeria. Staging accepts any 11 digits.
            pub fn bvn<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Secret>,
                T::Error: ::std::fmt::Display,
            {
                self.bvn = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("bvn", e));
                self
            }
            ///Mobile carrier, for Kenya: the name of the carrier, not of its payment product.
            pub fn kes_mobile_network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.kes_mobile_network = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("kes_mobile_network", e));
                self
            }
            ///Kenyan phone number of 10 digits, starting with 07.
            pub fn kes_shortcode<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.kes_shortcode = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("kes_shortcode", e));
                self
            }
        }
        impl ::std::convert::TryFrom<KycRequest> for super::KycRequest {
            type Error = crate::Error;
            fn try_from(value: KycRequest) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "KycRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    bvn: value.bvn.map_err(error)?,
                    kes_mobile_network: value.kes_mobile_network.map_err(error)?,
                    kes_shortcode: value.kes_shortcode.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::KycRequest> for KycRequest {
            fn from(value: super::KycRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    bvn: Ok(value.bvn),
                    kes_mobile_network: Ok(value.kes_mobile_network),
                    kes_shortcode: Ok(value.kes_shortcode),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`MerchantKycRequest`](super::MerchantKycRequest).
        pub struct MerchantKycRequest {
            account_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            dob: ::std::result::Result<::std::string::String, ::std::string::String>,
            document_id: ::std::result::Result<
                ::partna_types::Secret,
                ::std::string::String,
            >,
            email: ::std::result::Result<::std::string::String, ::std::string::String>,
            first_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            gender: ::std::result::Result<
                ::partna_types::enums::Gender,
                ::std::string::String,
            >,
            kyc_document: ::std::result::Result<
                ::partna_types::enums::KycDocument,
                ::std::string::String,
            >,
            last_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            middle_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            phone_number: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for MerchantKycRequest {
            fn default() -> Self {
                Self {
                    account_name: Err(crate::body_error::missing("account_name")),
                    dob: Err(crate::body_error::missing("dob")),
                    document_id: Err(crate::body_error::missing("document_id")),
                    email: Err(crate::body_error::missing("email")),
                    first_name: Err(crate::body_error::missing("first_name")),
                    gender: Err(crate::body_error::missing("gender")),
                    kyc_document: Err(crate::body_error::missing("kyc_document")),
                    last_name: Err(crate::body_error::missing("last_name")),
                    middle_name: Err(crate::body_error::missing("middle_name")),
                    phone_number: Err(crate::body_error::missing("phone_number")),
                }
            }
        }
        impl MerchantKycRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Date of birth, YYYY-MM-DD.
            pub fn dob<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.dob = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("dob", e));
                self
            }
            ///Number of the identity document.
            pub fn document_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Secret>,
                T::Error: ::std::fmt::Display,
            {
                self.document_id = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("document_id", e));
                self
            }
            ///E-mail address.
            pub fn email<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.email = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("email", e));
                self
            }
            ///Given name.
            pub fn first_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.first_name = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("first_name", e));
                self
            }
            ///Gender as recorded on the document.
            pub fn gender<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Gender>,
                T::Error: ::std::fmt::Display,
            {
                self.gender = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("gender", e));
                self
            }
            ///Type of the document.
            pub fn kyc_document<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::KycDocument>,
                T::Error: ::std::fmt::Display,
            {
                self.kyc_document = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("kyc_document", e));
                self
            }
            ///Family name.
            pub fn last_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.last_name = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("last_name", e));
                self
            }
            ///Middle name.
            pub fn middle_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.middle_name = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("middle_name", e));
                self
            }
            ///Phone number.
            pub fn phone_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.phone_number = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("phone_number", e));
                self
            }
        }
        impl ::std::convert::TryFrom<MerchantKycRequest> for super::MerchantKycRequest {
            type Error = crate::Error;
            fn try_from(
                value: MerchantKycRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "MerchantKycRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    dob: value.dob.map_err(error)?,
                    document_id: value.document_id.map_err(error)?,
                    email: value.email.map_err(error)?,
                    first_name: value.first_name.map_err(error)?,
                    gender: value.gender.map_err(error)?,
                    kyc_document: value.kyc_document.map_err(error)?,
                    last_name: value.last_name.map_err(error)?,
                    middle_name: value.middle_name.map_err(error)?,
                    phone_number: value.phone_number.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::MerchantKycRequest> for MerchantKycRequest {
            fn from(value: super::MerchantKycRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    dob: Ok(value.dob),
                    document_id: Ok(value.document_id),
                    email: Ok(value.email),
                    first_name: Ok(value.first_name),
                    gender: Ok(value.gender),
                    kyc_document: Ok(value.kyc_document),
                    last_name: Ok(value.last_name),
                    middle_name: Ok(value.middle_name),
                    phone_number: Ok(value.phone_number),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`MfaConfirmationRequest`](super::MfaConfirmationRequest).
        pub struct MfaConfirmationRequest {
            token: ::std::result::Result<
                ::std::option::Option<::partna_types::Secret>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for MfaConfirmationRequest {
            fn default() -> Self {
                Self {
                    token: Ok(Default::default()),
                }
            }
        }
        impl MfaConfirmationRequest {
            ///Code of 6 digits from the authenticator app. Optional in the vendor's document, although the body has no other field.
            pub fn token<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Secret>,
                T::Error: ::std::fmt::Display,
            {
                self.token = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("token", e));
                self
            }
        }
        impl ::std::convert::TryFrom<MfaConfirmationRequest>
        for super::MfaConfirmationRequest {
            type Error = crate::Error;
            fn try_from(
                value: MfaConfirmationRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "MfaConfirmationRequest",
                    problem,
                );
                Ok(Self {
                    token: value.token.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::MfaConfirmationRequest>
        for MfaConfirmationRequest {
            fn from(value: super::MfaConfirmationRequest) -> Self {
                Self { token: Ok(value.token) }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`MfaDisableRequest`](super::MfaDisableRequest).
        pub struct MfaDisableRequest {
            account_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            token: ::std::result::Result<
                ::std::option::Option<::partna_types::Secret>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for MfaDisableRequest {
            fn default() -> Self {
                Self {
                    account_name: Ok(Default::default()),
                    token: Ok(Default::default()),
                }
            }
        }
        impl MfaDisableRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Code of 6 digits from the authenticator app. Callers with an API key do not have one.
            pub fn token<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Secret>,
                T::Error: ::std::fmt::Display,
            {
                self.token = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("token", e));
                self
            }
        }
        impl ::std::convert::TryFrom<MfaDisableRequest> for super::MfaDisableRequest {
            type Error = crate::Error;
            fn try_from(
                value: MfaDisableRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "MfaDisableRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    token: value.token.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::MfaDisableRequest> for MfaDisableRequest {
            fn from(value: super::MfaDisableRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    token: Ok(value.token),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`MockDepositRequest`](super::MockDepositRequest).
        pub struct MockDepositRequest {
            account_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            confirmations: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            currency: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::Currency>,
                ::std::string::String,
            >,
            fiat_event: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::FiatEvent>,
                ::std::string::String,
            >,
            from_address: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            is_ramp: ::std::result::Result<
                ::std::option::Option<bool>,
                ::std::string::String,
            >,
            network: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::Network>,
                ::std::string::String,
            >,
            reference: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            source_account: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            transaction_id: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            tx_hash: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            username: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for MockDepositRequest {
            fn default() -> Self {
                Self {
                    account_name: Ok(Default::default()),
                    amount: Ok(Default::default()),
                    confirmations: Ok(Default::default()),
                    currency: Ok(Default::default()),
                    fiat_event: Ok(Default::default()),
                    from_address: Ok(Default::default()),
                    is_ramp: Ok(Default::default()),
                    network: Ok(Default::default()),
                    reference: Ok(Default::default()),
                    source_account: Ok(Default::default()),
                    transaction_id: Ok(Default::default()),
                    tx_hash: Ok(Default::default()),
                    username: Ok(Default::default()),
                }
            }
        }
        impl MockDepositRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Amount of the deposit, in major units of `currency`.
            pub fn amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("amount", e));
                self
            }
            ///Number of confirmations on the simulated blockchain.
            pub fn confirmations<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.confirmations = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("confirmations", e));
                self
            }
            ///Currency of the deposit.
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("currency", e));
                self
            }
            ///Event of the bank, for fiat.
            pub fn fiat_event<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::FiatEvent>,
                T::Error: ::std::fmt::Display,
            {
                self.fiat_event = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("fiat_event", e));
                self
            }
            ///Address that sends the deposit.
            pub fn from_address<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.from_address = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("from_address", e));
                self
            }
            ///Whether the deposit pays for a ramp.
            pub fn is_ramp<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.is_ramp = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("is_ramp", e));
                self
            }
            ///Blockchain or rail of the deposit.
            pub fn network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Network>,
                T::Error: ::std::fmt::Display,
            {
                self.network = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("network", e));
                self
            }
            ///Reference of the deposit.
            pub fn reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.reference = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("reference", e));
                self
            }
            ///Bank account that sends the deposit, for fiat.
            pub fn source_account<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.source_account = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("source_account", e));
                self
            }
            ///Identifier of the transaction at the provider.
            pub fn transaction_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.transaction_id = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("transaction_id", e));
                self
            }
            ///Hash of the transaction on the blockchain.
            pub fn tx_hash<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.tx_hash = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("tx_hash", e));
                self
            }
            ///Merchant whose account receives the deposit.
            pub fn username<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.username = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("username", e));
                self
            }
        }
        impl ::std::convert::TryFrom<MockDepositRequest> for super::MockDepositRequest {
            type Error = crate::Error;
            fn try_from(
                value: MockDepositRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "MockDepositRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    amount: value.amount.map_err(error)?,
                    confirmations: value.confirmations.map_err(error)?,
                    currency: value.currency.map_err(error)?,
                    fiat_event: value.fiat_event.map_err(error)?,
                    from_address: value.from_address.map_err(error)?,
                    is_ramp: value.is_ramp.map_err(error)?,
                    network: value.network.map_err(error)?,
                    reference: value.reference.map_err(error)?,
                    source_account: value.source_account.map_err(error)?,
                    transaction_id: value.transaction_id.map_err(error)?,
                    tx_hash: value.tx_hash.map_err(error)?,
                    username: value.username.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::MockDepositRequest> for MockDepositRequest {
            fn from(value: super::MockDepositRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    amount: Ok(value.amount),
                    confirmations: Ok(value.confirmations),
                    currency: Ok(value.currency),
                    fiat_event: Ok(value.fiat_event),
                    from_address: Ok(value.from_address),
                    is_ramp: Ok(value.is_ramp),
                    network: Ok(value.network),
                    reference: Ok(value.reference),
                    source_account: Ok(value.source_account),
                    transaction_id: Ok(value.transaction_id),
                    tx_hash: Ok(value.tx_hash),
                    username: Ok(value.username),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`MockFiatDepositRequest`](super::MockFiatDepositRequest).
        pub struct MockFiatDepositRequest {
            account_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            amount: ::std::result::Result<::partna_types::Amount, ::std::string::String>,
            currency: ::std::result::Result<
                ::partna_types::enums::Currency,
                ::std::string::String,
            >,
            username: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for MockFiatDepositRequest {
            fn default() -> Self {
                Self {
                    account_name: Err(crate::body_error::missing("account_name")),
                    amount: Err(crate::body_error::missing("amount")),
                    currency: Err(crate::body_error::missing("currency")),
                    username: Ok(Default::default()),
                }
            }
        }
        impl MockFiatDepositRequest {
            ///Name of the account that receives the deposit. Use the name of the account, not the placeholder that staging shows in ramps.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Amount of the deposit, in naira.
            pub fn amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.amount = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("amount", e));
                self
            }
            ///Currency of the deposit.
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("currency", e));
                self
            }
            ///Merchant whose account receives the deposit.
            pub fn username<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.username = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("username", e));
                self
            }
        }
        impl ::std::convert::TryFrom<MockFiatDepositRequest>
        for super::MockFiatDepositRequest {
            type Error = crate::Error;
            fn try_from(
                value: MockFiatDepositRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "MockFiatDepositRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    amount: value.amount.map_err(error)?,
                    currency: value.currency.map_err(error)?,
                    username: value.username.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::MockFiatDepositRequest>
        for MockFiatDepositRequest {
            fn from(value: super::MockFiatDepositRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    amount: Ok(value.amount),
                    currency: Ok(value.currency),
                    username: Ok(value.username),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`PhoneOtpRequest`](super::PhoneOtpRequest).
        pub struct PhoneOtpRequest {
            otp: ::std::result::Result<::partna_types::Secret, ::std::string::String>,
            phone_id: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for PhoneOtpRequest {
            fn default() -> Self {
                Self {
                    otp: Err(crate::body_error::missing("otp")),
                    phone_id: Err(crate::body_error::missing("phone_id")),
                }
            }
        }
        impl PhoneOtpRequest {
            ///The code that the customer received, 6 digits. Staging accepts 123456.
            pub fn otp<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Secret>,
                T::Error: ::std::fmt::Display,
            {
                self.otp = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("otp", e));
                self
            }
            ///Identifier of the phone number, 32 hexadecimal digits.
            pub fn phone_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.phone_id = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("phone_id", e));
                self
            }
        }
        impl ::std::convert::TryFrom<PhoneOtpRequest> for super::PhoneOtpRequest {
            type Error = crate::Error;
            fn try_from(
                value: PhoneOtpRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "PhoneOtpRequest",
                    problem,
                );
                Ok(Self {
                    otp: value.otp.map_err(error)?,
                    phone_id: value.phone_id.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::PhoneOtpRequest> for PhoneOtpRequest {
            fn from(value: super::PhoneOtpRequest) -> Self {
                Self {
                    otp: Ok(value.otp),
                    phone_id: Ok(value.phone_id),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`PhoneRequest`](super::PhoneRequest).
        pub struct PhoneRequest {
            account_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            country: ::std::result::Result<
                ::partna_types::enums::Country,
                ::std::string::String,
            >,
            mobile_network: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            phone_number: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for PhoneRequest {
            fn default() -> Self {
                Self {
                    account_name: Err(crate::body_error::missing("account_name")),
                    country: Err(crate::body_error::missing("country")),
                    mobile_network: Err(crate::body_error::missing("mobile_network")),
                    phone_number: Err(crate::body_error::missing("phone_number")),
                }
            }
        }
        impl PhoneRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Country of the number.
            pub fn country<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Country>,
                T::Error: ::std::fmt::Display,
            {
                self.country = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("country", e));
                self
            }
            ///Mobile carrier of the number.
            pub fn mobile_network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.mobile_network = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("mobile_network", e));
                self
            }
            ///Phone number.
            pub fn phone_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.phone_number = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("phone_number", e));
                self
            }
        }
        impl ::std::convert::TryFrom<PhoneRequest> for super::PhoneRequest {
            type Error = crate::Error;
            fn try_from(
                value: PhoneRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "PhoneRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    country: value.country.map_err(error)?,
                    mobile_network: value.mobile_network.map_err(error)?,
                    phone_number: value.phone_number.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::PhoneRequest> for PhoneRequest {
            fn from(value: super::PhoneRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    country: Ok(value.country),
                    mobile_network: Ok(value.mobile_network),
                    phone_number: Ok(value.phone_number),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`PhoneVerificationRequest`](super::PhoneVerificationRequest).
        pub struct PhoneVerificationRequest {
            phone_id: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            verification_method: ::std::result::Result<
                ::partna_types::enums::VerificationMethod,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for PhoneVerificationRequest {
            fn default() -> Self {
                Self {
                    phone_id: Err(crate::body_error::missing("phone_id")),
                    verification_method: Err(
                        crate::body_error::missing("verification_method"),
                    ),
                }
            }
        }
        impl PhoneVerificationRequest {
            ///Identifier of the phone number, 32 hexadecimal digits.
            pub fn phone_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.phone_id = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("phone_id", e));
                self
            }
            ///Sender of the code.
            pub fn verification_method<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::VerificationMethod>,
                T::Error: ::std::fmt::Display,
            {
                self.verification_method = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("verification_method", e));
                self
            }
        }
        impl ::std::convert::TryFrom<PhoneVerificationRequest>
        for super::PhoneVerificationRequest {
            type Error = crate::Error;
            fn try_from(
                value: PhoneVerificationRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "PhoneVerificationRequest",
                    problem,
                );
                Ok(Self {
                    phone_id: value.phone_id.map_err(error)?,
                    verification_method: value.verification_method.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::PhoneVerificationRequest>
        for PhoneVerificationRequest {
            fn from(value: super::PhoneVerificationRequest) -> Self {
                Self {
                    phone_id: Ok(value.phone_id),
                    verification_method: Ok(value.verification_method),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`PreorderRequest`](super::PreorderRequest).
        pub struct PreorderRequest {
            account_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            from_amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            rate_key: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            transaction_reference: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for PreorderRequest {
            fn default() -> Self {
                Self {
                    account_name: Ok(Default::default()),
                    from_amount: Ok(Default::default()),
                    rate_key: Err(crate::body_error::missing("rate_key")),
                    transaction_reference: Ok(Default::default()),
                }
            }
        }
        impl PreorderRequest {
            ///Name of the Partna account: 2 to 40 lower-case letters and digits.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Sell amount, in major units of `fromCurrency`.
            pub fn from_amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.from_amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("from_amount", e));
                self
            }
            ///Rate key that fixes the rate, from `get_rate`.
            pub fn rate_key<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.rate_key = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("rate_key", e));
                self
            }
            ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
            pub fn transaction_reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.transaction_reference = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid(
                        "transaction_reference",
                        e,
                    ));
                self
            }
        }
        impl ::std::convert::TryFrom<PreorderRequest> for super::PreorderRequest {
            type Error = crate::Error;
            fn try_from(
                value: PreorderRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "PreorderRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    from_amount: value.from_amount.map_err(error)?,
                    rate_key: value.rate_key.map_err(error)?,
                    transaction_reference: value.transaction_reference.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::PreorderRequest> for PreorderRequest {
            fn from(value: super::PreorderRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    from_amount: Ok(value.from_amount),
                    rate_key: Ok(value.rate_key),
                    transaction_reference: Ok(value.transaction_reference),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`RampBreakdownRequest`](super::RampBreakdownRequest).
        pub struct RampBreakdownRequest {
            account_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            account_number: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            bank_code: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            crypto_address: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            from_amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            from_currency: ::std::result::Result<
                ::partna_types::enums::Currency,
                ::std::string::String,
            >,
            from_network: ::std::result::Result<
                ::partna_types::enums::Network,
                ::std::string::String,
            >,
            rate_key: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            to_amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            to_currency: ::std::result::Result<
                ::partna_types::enums::Currency,
                ::std::string::String,
            >,
            to_network: ::std::result::Result<
                ::partna_types::enums::Network,
                ::std::string::String,
            >,
            type_: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::RampType>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for RampBreakdownRequest {
            fn default() -> Self {
                Self {
                    account_name: Ok(Default::default()),
                    account_number: Ok(Default::default()),
                    bank_code: Ok(Default::default()),
                    crypto_address: Ok(Default::default()),
                    from_amount: Ok(Default::default()),
                    from_currency: Err(crate::body_error::missing("from_currency")),
                    from_network: Err(crate::body_error::missing("from_network")),
                    rate_key: Err(crate::body_error::missing("rate_key")),
                    to_amount: Ok(Default::default()),
                    to_currency: Err(crate::body_error::missing("to_currency")),
                    to_network: Err(crate::body_error::missing("to_network")),
                    type_: Ok(Default::default()),
                }
            }
        }
        impl RampBreakdownRequest {
            ///Name of the Partna account, not of the holder of a bank account.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Account number of the bank account to pay out to.
            pub fn account_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_number = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_number", e));
                self
            }
            ///Bank of the payout account.
            pub fn bank_code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.bank_code = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("bank_code", e));
                self
            }
            ///Blockchain address to pay out to.
            pub fn crypto_address<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.crypto_address = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("crypto_address", e));
                self
            }
            ///Amount to pay in, in major units of `fromCurrency`. Set this or `toAmount`.
            pub fn from_amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.from_amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("from_amount", e));
                self
            }
            ///Currency to pay in.
            pub fn from_currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.from_currency = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("from_currency", e));
                self
            }
            ///Blockchain or rail of the pay-in.
            pub fn from_network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Network>,
                T::Error: ::std::fmt::Display,
            {
                self.from_network = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("from_network", e));
                self
            }
            ///Rate key that fixes the rate, from `get_rate`.
            pub fn rate_key<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.rate_key = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("rate_key", e));
                self
            }
            ///Amount to pay out, in major units of `toCurrency`. Set this or `fromAmount`.
            pub fn to_amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.to_amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("to_amount", e));
                self
            }
            ///Currency to pay out.
            pub fn to_currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.to_currency = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("to_currency", e));
                self
            }
            ///Blockchain or rail of the payout.
            pub fn to_network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Network>,
                T::Error: ::std::fmt::Display,
            {
                self.to_network = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("to_network", e));
                self
            }
            ///Direction of the ramp.
            pub fn type_<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::RampType>,
                T::Error: ::std::fmt::Display,
            {
                self.type_ = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("type_", e));
                self
            }
        }
        impl ::std::convert::TryFrom<RampBreakdownRequest>
        for super::RampBreakdownRequest {
            type Error = crate::Error;
            fn try_from(
                value: RampBreakdownRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "RampBreakdownRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    account_number: value.account_number.map_err(error)?,
                    bank_code: value.bank_code.map_err(error)?,
                    crypto_address: value.crypto_address.map_err(error)?,
                    from_amount: value.from_amount.map_err(error)?,
                    from_currency: value.from_currency.map_err(error)?,
                    from_network: value.from_network.map_err(error)?,
                    rate_key: value.rate_key.map_err(error)?,
                    to_amount: value.to_amount.map_err(error)?,
                    to_currency: value.to_currency.map_err(error)?,
                    to_network: value.to_network.map_err(error)?,
                    type_: value.type_.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::RampBreakdownRequest> for RampBreakdownRequest {
            fn from(value: super::RampBreakdownRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    account_number: Ok(value.account_number),
                    bank_code: Ok(value.bank_code),
                    crypto_address: Ok(value.crypto_address),
                    from_amount: Ok(value.from_amount),
                    from_currency: Ok(value.from_currency),
                    from_network: Ok(value.from_network),
                    rate_key: Ok(value.rate_key),
                    to_amount: Ok(value.to_amount),
                    to_currency: Ok(value.to_currency),
                    to_network: Ok(value.to_network),
                    type_: Ok(value.type_),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`RampRequest`](super::RampRequest).
        pub struct RampRequest {
            account_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            account_number: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            bank_code: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            cancel_pending_ramp_request: ::std::result::Result<
                ::std::option::Option<bool>,
                ::std::string::String,
            >,
            crypto_address: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            expire_action: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::ExpireAction>,
                ::std::string::String,
            >,
            from_amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            from_currency: ::std::result::Result<
                ::partna_types::enums::Currency,
                ::std::string::String,
            >,
            from_network: ::std::result::Result<
                ::partna_types::enums::Network,
                ::std::string::String,
            >,
            mobile_network: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::MobileNetwork>,
                ::std::string::String,
            >,
            payment_network: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::PaymentNetwork>,
                ::std::string::String,
            >,
            phone_id: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            ramp_exp_time: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            ramp_reference: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            rate_key: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            sending_address: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            shortcode: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            to_amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            to_currency: ::std::result::Result<
                ::partna_types::enums::Currency,
                ::std::string::String,
            >,
            to_network: ::std::result::Result<
                ::partna_types::enums::Network,
                ::std::string::String,
            >,
            type_: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::RampType>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for RampRequest {
            fn default() -> Self {
                Self {
                    account_name: Ok(Default::default()),
                    account_number: Ok(Default::default()),
                    bank_code: Ok(Default::default()),
                    cancel_pending_ramp_request: Ok(Default::default()),
                    crypto_address: Ok(Default::default()),
                    expire_action: Ok(Default::default()),
                    from_amount: Ok(Default::default()),
                    from_currency: Err(crate::body_error::missing("from_currency")),
                    from_network: Err(crate::body_error::missing("from_network")),
                    mobile_network: Ok(Default::default()),
                    payment_network: Ok(Default::default()),
                    phone_id: Ok(Default::default()),
                    ramp_exp_time: Ok(Default::default()),
                    ramp_reference: Ok(Default::default()),
                    rate_key: Err(crate::body_error::missing("rate_key")),
                    sending_address: Ok(Default::default()),
                    shortcode: Ok(Default::default()),
                    to_amount: Ok(Default::default()),
                    to_currency: Err(crate::body_error::missing("to_currency")),
                    to_network: Err(crate::body_error::missing("to_network")),
                    type_: Ok(Default::default()),
                }
            }
        }
        impl RampRequest {
            ///Name of the Partna account that the ramp belongs to, not of the holder of a bank account.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///Account number of the bank account to pay out to, for an offramp to NGN.
            pub fn account_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_number = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_number", e));
                self
            }
            ///Bank code of that account, from `list_banks`.
            pub fn bank_code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.bank_code = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("bank_code", e));
                self
            }
            ///Whether to replace a pending ramp; an account can have only one pending ramp. The API's default is false.
            pub fn cancel_pending_ramp_request<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.cancel_pending_ramp_request = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid(
                        "cancel_pending_ramp_request",
                        e,
                    ));
                self
            }
            ///Blockchain address to pay out to, for an onramp.
            pub fn crypto_address<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.crypto_address = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("crypto_address", e));
                self
            }
            ///Action after the rate key has expired. The API's default is `useCurrentRate`.
            pub fn expire_action<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::ExpireAction>,
                T::Error: ::std::fmt::Display,
            {
                self.expire_action = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("expire_action", e));
                self
            }
            ///Amount to pay in, in major units of `fromCurrency`. Set this or `toAmount`.
            pub fn from_amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.from_amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("from_amount", e));
                self
            }
            ///Currency to pay in.
            pub fn from_currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.from_currency = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("from_currency", e));
                self
            }
            ///Blockchain or rail of the pay-in.
            pub fn from_network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Network>,
                T::Error: ::std::fmt::Display,
            {
                self.from_network = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("from_network", e));
                self
            }
            ///Mobile carrier; required if `toNetwork` is `kenyanshilling`.
            pub fn mobile_network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::MobileNetwork>,
                T::Error: ::std::fmt::Display,
            {
                self.mobile_network = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("mobile_network", e));
                self
            }
            ///Mobile-money rail; required if `toNetwork` is `kenyanshilling`.
            pub fn payment_network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::PaymentNetwork>,
                T::Error: ::std::fmt::Display,
            {
                self.payment_network = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("payment_network", e));
                self
            }
            ///Identifier of the verified phone number that pays in KES, from `list_phones`.
            pub fn phone_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.phone_id = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("phone_id", e));
                self
            }
            ///Time that the ramp waits for the money, in seconds. The API's default is 3600.
            pub fn ramp_exp_time<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.ramp_exp_time = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("ramp_exp_time", e));
                self
            }
            ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
            pub fn ramp_reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.ramp_reference = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("ramp_reference", e));
                self
            }
            ///Rate key that fixes the rate, from `get_rate`.
            pub fn rate_key<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.rate_key = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("rate_key", e));
                self
            }
            ///Address of the customer, to send from or to receive at.
            pub fn sending_address<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.sending_address = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("sending_address", e));
                self
            }
            ///Mobile-money number, till or pay bill; required if `toNetwork` is `kenyanshilling`.
            pub fn shortcode<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.shortcode = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("shortcode", e));
                self
            }
            ///Amount to pay out, in major units of `toCurrency`. Set this or `fromAmount`.
            pub fn to_amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.to_amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("to_amount", e));
                self
            }
            ///Currency to pay out.
            pub fn to_currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.to_currency = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("to_currency", e));
                self
            }
            ///Blockchain or rail of the payout.
            pub fn to_network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Network>,
                T::Error: ::std::fmt::Display,
            {
                self.to_network = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("to_network", e));
                self
            }
            ///Direction of the ramp.
            pub fn type_<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::RampType>,
                T::Error: ::std::fmt::Display,
            {
                self.type_ = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("type_", e));
                self
            }
        }
        impl ::std::convert::TryFrom<RampRequest> for super::RampRequest {
            type Error = crate::Error;
            fn try_from(
                value: RampRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "RampRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    account_number: value.account_number.map_err(error)?,
                    bank_code: value.bank_code.map_err(error)?,
                    cancel_pending_ramp_request: value
                        .cancel_pending_ramp_request
                        .map_err(error)?,
                    crypto_address: value.crypto_address.map_err(error)?,
                    expire_action: value.expire_action.map_err(error)?,
                    from_amount: value.from_amount.map_err(error)?,
                    from_currency: value.from_currency.map_err(error)?,
                    from_network: value.from_network.map_err(error)?,
                    mobile_network: value.mobile_network.map_err(error)?,
                    payment_network: value.payment_network.map_err(error)?,
                    phone_id: value.phone_id.map_err(error)?,
                    ramp_exp_time: value.ramp_exp_time.map_err(error)?,
                    ramp_reference: value.ramp_reference.map_err(error)?,
                    rate_key: value.rate_key.map_err(error)?,
                    sending_address: value.sending_address.map_err(error)?,
                    shortcode: value.shortcode.map_err(error)?,
                    to_amount: value.to_amount.map_err(error)?,
                    to_currency: value.to_currency.map_err(error)?,
                    to_network: value.to_network.map_err(error)?,
                    type_: value.type_.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::RampRequest> for RampRequest {
            fn from(value: super::RampRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    account_number: Ok(value.account_number),
                    bank_code: Ok(value.bank_code),
                    cancel_pending_ramp_request: Ok(value.cancel_pending_ramp_request),
                    crypto_address: Ok(value.crypto_address),
                    expire_action: Ok(value.expire_action),
                    from_amount: Ok(value.from_amount),
                    from_currency: Ok(value.from_currency),
                    from_network: Ok(value.from_network),
                    mobile_network: Ok(value.mobile_network),
                    payment_network: Ok(value.payment_network),
                    phone_id: Ok(value.phone_id),
                    ramp_exp_time: Ok(value.ramp_exp_time),
                    ramp_reference: Ok(value.ramp_reference),
                    rate_key: Ok(value.rate_key),
                    sending_address: Ok(value.sending_address),
                    shortcode: Ok(value.shortcode),
                    to_amount: Ok(value.to_amount),
                    to_currency: Ok(value.to_currency),
                    to_network: Ok(value.to_network),
                    type_: Ok(value.type_),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`RegisterAccountRequest`](super::RegisterAccountRequest).
        pub struct RegisterAccountRequest {
            account_name: ::std::result::Result<
                ::std::option::Option<super::NewAccountName>,
                ::std::string::String,
            >,
            email: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            merchant_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for RegisterAccountRequest {
            fn default() -> Self {
                Self {
                    account_name: Ok(Default::default()),
                    email: Ok(Default::default()),
                    merchant_name: Ok(Default::default()),
                }
            }
        }
        impl RegisterAccountRequest {
            ///Name of the new account, which identifies the account in every other operation.
            pub fn account_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::NewAccountName>,
                T::Error: ::std::fmt::Display,
            {
                self.account_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_name", e));
                self
            }
            ///E-mail address.
            pub fn email<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.email = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("email", e));
                self
            }
            ///User name of the merchant.
            pub fn merchant_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.merchant_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("merchant_name", e));
                self
            }
        }
        impl ::std::convert::TryFrom<RegisterAccountRequest>
        for super::RegisterAccountRequest {
            type Error = crate::Error;
            fn try_from(
                value: RegisterAccountRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "RegisterAccountRequest",
                    problem,
                );
                Ok(Self {
                    account_name: value.account_name.map_err(error)?,
                    email: value.email.map_err(error)?,
                    merchant_name: value.merchant_name.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::RegisterAccountRequest>
        for RegisterAccountRequest {
            fn from(value: super::RegisterAccountRequest) -> Self {
                Self {
                    account_name: Ok(value.account_name),
                    email: Ok(value.email),
                    merchant_name: Ok(value.merchant_name),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`ResolveBankAccountRequest`](super::ResolveBankAccountRequest).
        pub struct ResolveBankAccountRequest {
            account_number: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            bank_code: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            currency: ::std::result::Result<
                ::partna_types::enums::Currency,
                ::std::string::String,
            >,
            mobile_network: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            short_code: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for ResolveBankAccountRequest {
            fn default() -> Self {
                Self {
                    account_number: Err(crate::body_error::missing("account_number")),
                    bank_code: Err(crate::body_error::missing("bank_code")),
                    currency: Err(crate::body_error::missing("currency")),
                    mobile_network: Ok(Default::default()),
                    short_code: Ok(Default::default()),
                }
            }
        }
        impl ResolveBankAccountRequest {
            ///Account number to look up.
            pub fn account_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_number = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("account_number", e));
                self
            }
            ///Bank code, from `list_banks`. Also required for KES.
            pub fn bank_code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.bank_code = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("bank_code", e));
                self
            }
            ///Currency of the account.
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("currency", e));
                self
            }
            ///Mobile carrier, for KES.
            pub fn mobile_network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.mobile_network = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("mobile_network", e));
                self
            }
            ///Mobile-money number, for KES. Only this schema spells it with a capital C.
            pub fn short_code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.short_code = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("short_code", e));
                self
            }
        }
        impl ::std::convert::TryFrom<ResolveBankAccountRequest>
        for super::ResolveBankAccountRequest {
            type Error = crate::Error;
            fn try_from(
                value: ResolveBankAccountRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "ResolveBankAccountRequest",
                    problem,
                );
                Ok(Self {
                    account_number: value.account_number.map_err(error)?,
                    bank_code: value.bank_code.map_err(error)?,
                    currency: value.currency.map_err(error)?,
                    mobile_network: value.mobile_network.map_err(error)?,
                    short_code: value.short_code.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::ResolveBankAccountRequest>
        for ResolveBankAccountRequest {
            fn from(value: super::ResolveBankAccountRequest) -> Self {
                Self {
                    account_number: Ok(value.account_number),
                    bank_code: Ok(value.bank_code),
                    currency: Ok(value.currency),
                    mobile_network: Ok(value.mobile_network),
                    short_code: Ok(value.short_code),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`SettingsRequest`](super::SettingsRequest).
        pub struct SettingsRequest {
            auto_move_deposit: ::std::result::Result<
                ::std::option::Option<bool>,
                ::std::string::String,
            >,
            crypto_payment_source: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::CryptoPaymentSource>,
                ::std::string::String,
            >,
            fee_account: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            fee_amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            fee_cap: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            fee_currency: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::Currency>,
                ::std::string::String,
            >,
            fee_type: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::FeeType>,
                ::std::string::String,
            >,
            registration_type: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::RegistrationType>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for SettingsRequest {
            fn default() -> Self {
                Self {
                    auto_move_deposit: Ok(Default::default()),
                    crypto_payment_source: Ok(Default::default()),
                    fee_account: Ok(Default::default()),
                    fee_amount: Ok(Default::default()),
                    fee_cap: Ok(Default::default()),
                    fee_currency: Ok(Default::default()),
                    fee_type: Ok(Default::default()),
                    registration_type: Ok(Default::default()),
                }
            }
        }
        impl SettingsRequest {
            ///Whether customers' deposits are transferred directly to the merchant's main account. The API's default is false.
            pub fn auto_move_deposit<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.auto_move_deposit = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("auto_move_deposit", e));
                self
            }
            ///Destination of crypto deposits. The API's default is `known`.
            pub fn crypto_payment_source<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::CryptoPaymentSource>,
                T::Error: ::std::fmt::Display,
            {
                self.crypto_payment_source = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid(
                        "crypto_payment_source",
                        e,
                    ));
                self
            }
            ///Account that receives the fee; it must exist.
            pub fn fee_account<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.fee_account = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("fee_account", e));
                self
            }
            ///Fee, in major units of `feeCurrency` if it is a fixed amount. It is undocumented whether a percentage of 2 % is written 2 or 0.02. Send it together with `feeCurrency` and `feeType`.
            pub fn fee_amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.fee_amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("fee_amount", e));
                self
            }
            ///Maximum fee if the fee is a percentage, in major units of `feeCurrency`.
            pub fn fee_cap<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.fee_cap = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("fee_cap", e));
                self
            }
            ///Currency of the fee. Send it together with `feeAmount` and `feeType`.
            pub fn fee_currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.fee_currency = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("fee_currency", e));
                self
            }
            ///Type of the fee: an amount or a percentage. Send it together with `feeAmount` and `feeCurrency`.
            pub fn fee_type<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::FeeType>,
                T::Error: ::std::fmt::Display,
            {
                self.fee_type = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("fee_type", e));
                self
            }
            ///Registration type: whether customers may register their own accounts.
            pub fn registration_type<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::RegistrationType>,
                T::Error: ::std::fmt::Display,
            {
                self.registration_type = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("registration_type", e));
                self
            }
        }
        impl ::std::convert::TryFrom<SettingsRequest> for super::SettingsRequest {
            type Error = crate::Error;
            fn try_from(
                value: SettingsRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "SettingsRequest",
                    problem,
                );
                Ok(Self {
                    auto_move_deposit: value.auto_move_deposit.map_err(error)?,
                    crypto_payment_source: value.crypto_payment_source.map_err(error)?,
                    fee_account: value.fee_account.map_err(error)?,
                    fee_amount: value.fee_amount.map_err(error)?,
                    fee_cap: value.fee_cap.map_err(error)?,
                    fee_currency: value.fee_currency.map_err(error)?,
                    fee_type: value.fee_type.map_err(error)?,
                    registration_type: value.registration_type.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::SettingsRequest> for SettingsRequest {
            fn from(value: super::SettingsRequest) -> Self {
                Self {
                    auto_move_deposit: Ok(value.auto_move_deposit),
                    crypto_payment_source: Ok(value.crypto_payment_source),
                    fee_account: Ok(value.fee_account),
                    fee_amount: Ok(value.fee_amount),
                    fee_cap: Ok(value.fee_cap),
                    fee_currency: Ok(value.fee_currency),
                    fee_type: Ok(value.fee_type),
                    registration_type: Ok(value.registration_type),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`TransferRequest`](super::TransferRequest).
        pub struct TransferRequest {
            amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            currency: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::Currency>,
                ::std::string::String,
            >,
            from_account: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            to_account: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            transaction_reference: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for TransferRequest {
            fn default() -> Self {
                Self {
                    amount: Ok(Default::default()),
                    currency: Ok(Default::default()),
                    from_account: Ok(Default::default()),
                    to_account: Err(crate::body_error::missing("to_account")),
                    transaction_reference: Ok(Default::default()),
                }
            }
        }
        impl TransferRequest {
            ///Amount to transfer, in major units of `currency`.
            pub fn amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("amount", e));
                self
            }
            ///Currency to transfer.
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("currency", e));
                self
            }
            ///Account to debit.
            pub fn from_account<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.from_account = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("from_account", e));
                self
            }
            ///Account to credit.
            pub fn to_account<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.to_account = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("to_account", e));
                self
            }
            ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
            pub fn transaction_reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.transaction_reference = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid(
                        "transaction_reference",
                        e,
                    ));
                self
            }
        }
        impl ::std::convert::TryFrom<TransferRequest> for super::TransferRequest {
            type Error = crate::Error;
            fn try_from(
                value: TransferRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "TransferRequest",
                    problem,
                );
                Ok(Self {
                    amount: value.amount.map_err(error)?,
                    currency: value.currency.map_err(error)?,
                    from_account: value.from_account.map_err(error)?,
                    to_account: value.to_account.map_err(error)?,
                    transaction_reference: value.transaction_reference.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::TransferRequest> for TransferRequest {
            fn from(value: super::TransferRequest) -> Self {
                Self {
                    amount: Ok(value.amount),
                    currency: Ok(value.currency),
                    from_account: Ok(value.from_account),
                    to_account: Ok(value.to_account),
                    transaction_reference: Ok(value.transaction_reference),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`UserActivationRequest`](super::UserActivationRequest).
        pub struct UserActivationRequest {
            email: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            username: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for UserActivationRequest {
            fn default() -> Self {
                Self {
                    email: Ok(Default::default()),
                    username: Ok(Default::default()),
                }
            }
        }
        impl UserActivationRequest {
            ///E-mail address.
            pub fn email<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.email = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("email", e));
                self
            }
            ///User name: 2 to 40 lower-case letters and digits.
            pub fn username<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.username = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("username", e));
                self
            }
        }
        impl ::std::convert::TryFrom<UserActivationRequest>
        for super::UserActivationRequest {
            type Error = crate::Error;
            fn try_from(
                value: UserActivationRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "UserActivationRequest",
                    problem,
                );
                Ok(Self {
                    email: value.email.map_err(error)?,
                    username: value.username.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::UserActivationRequest>
        for UserActivationRequest {
            fn from(value: super::UserActivationRequest) -> Self {
                Self {
                    email: Ok(value.email),
                    username: Ok(value.username),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`UserRequest`](super::UserRequest).
        pub struct UserRequest {
            callback_url: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            endpoint_id: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for UserRequest {
            fn default() -> Self {
                Self {
                    callback_url: Ok(Default::default()),
                    endpoint_id: Ok(Default::default()),
                }
            }
        }
        impl UserRequest {
            ///URL to which the API sends callbacks.
            pub fn callback_url<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.callback_url = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("callback_url", e));
                self
            }
            ///Identifier of the endpoint to use.
            pub fn endpoint_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.endpoint_id = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("endpoint_id", e));
                self
            }
        }
        impl ::std::convert::TryFrom<UserRequest> for super::UserRequest {
            type Error = crate::Error;
            fn try_from(
                value: UserRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "UserRequest",
                    problem,
                );
                Ok(Self {
                    callback_url: value.callback_url.map_err(error)?,
                    endpoint_id: value.endpoint_id.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::UserRequest> for UserRequest {
            fn from(value: super::UserRequest) -> Self {
                Self {
                    callback_url: Ok(value.callback_url),
                    endpoint_id: Ok(value.endpoint_id),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`WebhookRequest`](super::WebhookRequest).
        pub struct WebhookRequest {
            url: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for WebhookRequest {
            fn default() -> Self {
                Self {
                    url: Ok(Default::default()),
                }
            }
        }
        impl WebhookRequest {
            ///Address that receives events by POST and responds with 200 immediately.
            pub fn url<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.url = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("url", e));
                self
            }
        }
        impl ::std::convert::TryFrom<WebhookRequest> for super::WebhookRequest {
            type Error = crate::Error;
            fn try_from(
                value: WebhookRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "WebhookRequest",
                    problem,
                );
                Ok(Self {
                    url: value.url.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::WebhookRequest> for WebhookRequest {
            fn from(value: super::WebhookRequest) -> Self {
                Self { url: Ok(value.url) }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`WhitelistRequest`](super::WhitelistRequest).
        pub struct WhitelistRequest {
            ip_addresses: ::std::result::Result<
                ::std::vec::Vec<::std::string::String>,
                ::std::string::String,
            >,
            merchant_name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for WhitelistRequest {
            fn default() -> Self {
                Self {
                    ip_addresses: Err(crate::body_error::missing("ip_addresses")),
                    merchant_name: Ok(Default::default()),
                }
            }
        }
        impl WhitelistRequest {
            ///IP addresses to add.
            pub fn ip_addresses<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.ip_addresses = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("ip_addresses", e));
                self
            }
            ///User name of the merchant.
            pub fn merchant_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.merchant_name = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("merchant_name", e));
                self
            }
        }
        impl ::std::convert::TryFrom<WhitelistRequest> for super::WhitelistRequest {
            type Error = crate::Error;
            fn try_from(
                value: WhitelistRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "WhitelistRequest",
                    problem,
                );
                Ok(Self {
                    ip_addresses: value.ip_addresses.map_err(error)?,
                    merchant_name: value.merchant_name.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::WhitelistRequest> for WhitelistRequest {
            fn from(value: super::WhitelistRequest) -> Self {
                Self {
                    ip_addresses: Ok(value.ip_addresses),
                    merchant_name: Ok(value.merchant_name),
                }
            }
        }
        #[derive(Clone, Debug)]
        #[must_use = "a body does nothing until it is built or sent"]
        /// Builds a [`WithdrawalRequest`](super::WithdrawalRequest).
        pub struct WithdrawalRequest {
            account_number: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            address: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            amount: ::std::result::Result<
                ::std::option::Option<::partna_types::Amount>,
                ::std::string::String,
            >,
            bank_code: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            currency: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::Currency>,
                ::std::string::String,
            >,
            from_account: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            mobile_network: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::MobileNetwork>,
                ::std::string::String,
            >,
            network: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::WithdrawalNetwork>,
                ::std::string::String,
            >,
            otp: ::std::result::Result<
                ::std::option::Option<::partna_types::Secret>,
                ::std::string::String,
            >,
            shortcode: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            transaction_reference: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            type_: ::std::result::Result<
                ::std::option::Option<::partna_types::enums::AssetType>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for WithdrawalRequest {
            fn default() -> Self {
                Self {
                    account_number: Ok(Default::default()),
                    address: Ok(Default::default()),
                    amount: Ok(Default::default()),
                    bank_code: Ok(Default::default()),
                    currency: Ok(Default::default()),
                    from_account: Err(crate::body_error::missing("from_account")),
                    mobile_network: Ok(Default::default()),
                    network: Ok(Default::default()),
                    otp: Ok(Default::default()),
                    shortcode: Ok(Default::default()),
                    transaction_reference: Ok(Default::default()),
                    type_: Ok(Default::default()),
                }
            }
        }
        impl WithdrawalRequest {
            ///Account number of the bank account to pay out to, for NGN and GHS.
            pub fn account_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.account_number = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("account_number", e));
                self
            }
            ///Blockchain address to pay out to, for crypto.
            pub fn address<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.address = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("address", e));
                self
            }
            ///Amount to withdraw, in major units of `currency`.
            pub fn amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Amount>,
                T::Error: ::std::fmt::Display,
            {
                self.amount = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("amount", e));
                self
            }
            ///Bank code of that account, from `list_banks`.
            pub fn bank_code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.bank_code = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("bank_code", e));
                self
            }
            ///Currency to withdraw.
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::Currency>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("currency", e));
                self
            }
            ///Account to debit.
            pub fn from_account<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.from_account = value
                    .try_into()
                    .map_err(|e| crate::body_error::not_valid("from_account", e));
                self
            }
            ///Mobile carrier, for KES.
            pub fn mobile_network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::MobileNetwork>,
                T::Error: ::std::fmt::Display,
            {
                self.mobile_network = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("mobile_network", e));
                self
            }
            ///Blockchain, or mobile-money rail for KES.
            pub fn network<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::WithdrawalNetwork>,
                T::Error: ::std::fmt::Display,
            {
                self.network = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("network", e));
                self
            }
            ///Code from the authenticator app. Only dashboard sessions need it; API keys do not.
            pub fn otp<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::Secret>,
                T::Error: ::std::fmt::Display,
            {
                self.otp = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("otp", e));
                self
            }
            ///Mobile-money number of the recipient, for KES.
            pub fn shortcode<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.shortcode = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("shortcode", e));
                self
            }
            ///Reference chosen by the caller: hexadecimal digits, 32 of them in every example.
            pub fn transaction_reference<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.transaction_reference = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid(
                        "transaction_reference",
                        e,
                    ));
                self
            }
            ///The type of the asset to withdraw.
            pub fn type_<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::partna_types::enums::AssetType>,
                T::Error: ::std::fmt::Display,
            {
                self.type_ = value
                    .try_into()
                    .map(::std::option::Option::Some)
                    .map_err(|e| crate::body_error::not_valid("type_", e));
                self
            }
        }
        impl ::std::convert::TryFrom<WithdrawalRequest> for super::WithdrawalRequest {
            type Error = crate::Error;
            fn try_from(
                value: WithdrawalRequest,
            ) -> ::std::result::Result<Self, crate::Error> {
                let error = |problem| crate::body_error::unbuildable(
                    "WithdrawalRequest",
                    problem,
                );
                Ok(Self {
                    account_number: value.account_number.map_err(error)?,
                    address: value.address.map_err(error)?,
                    amount: value.amount.map_err(error)?,
                    bank_code: value.bank_code.map_err(error)?,
                    currency: value.currency.map_err(error)?,
                    from_account: value.from_account.map_err(error)?,
                    mobile_network: value.mobile_network.map_err(error)?,
                    network: value.network.map_err(error)?,
                    otp: value.otp.map_err(error)?,
                    shortcode: value.shortcode.map_err(error)?,
                    transaction_reference: value.transaction_reference.map_err(error)?,
                    type_: value.type_.map_err(error)?,
                })
            }
        }
        impl ::std::convert::From<super::WithdrawalRequest> for WithdrawalRequest {
            fn from(value: super::WithdrawalRequest) -> Self {
                Self {
                    account_number: Ok(value.account_number),
                    address: Ok(value.address),
                    amount: Ok(value.amount),
                    bank_code: Ok(value.bank_code),
                    currency: Ok(value.currency),
                    from_account: Ok(value.from_account),
                    mobile_network: Ok(value.mobile_network),
                    network: Ok(value.network),
                    otp: Ok(value.otp),
                    shortcode: Ok(value.shortcode),
                    transaction_reference: Ok(value.transaction_reference),
                    type_: Ok(value.type_),
                }
            }
        }
        impl AccountEmailRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::AccountEmailRequest, crate::Error> {
                super::AccountEmailRequest::try_from(self)
            }
        }
        impl AccountRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::AccountRequest, crate::Error> {
                super::AccountRequest::try_from(self)
            }
        }
        impl AdminRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::AdminRequest, crate::Error> {
                super::AdminRequest::try_from(self)
            }
        }
        impl ApiKeyRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::ApiKeyRequest, crate::Error> {
                super::ApiKeyRequest::try_from(self)
            }
        }
        impl BankAccountRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::BankAccountRequest, crate::Error> {
                super::BankAccountRequest::try_from(self)
            }
        }
        impl CollectionRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::CollectionRequest, crate::Error> {
                super::CollectionRequest::try_from(self)
            }
        }
        impl CompleteRegistrationRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<
                super::CompleteRegistrationRequest,
                crate::Error,
            > {
                super::CompleteRegistrationRequest::try_from(self)
            }
        }
        impl ConversionRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::ConversionRequest, crate::Error> {
                super::ConversionRequest::try_from(self)
            }
        }
        impl InvalidateApiKeyRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::InvalidateApiKeyRequest, crate::Error> {
                super::InvalidateApiKeyRequest::try_from(self)
            }
        }
        impl KycMethodRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::KycMethodRequest, crate::Error> {
                super::KycMethodRequest::try_from(self)
            }
        }
        impl KycOtpRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::KycOtpRequest, crate::Error> {
                super::KycOtpRequest::try_from(self)
            }
        }
        impl KycPhoneRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::KycPhoneRequest, crate::Error> {
                super::KycPhoneRequest::try_from(self)
            }
        }
        impl KycRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::KycRequest, crate::Error> {
                super::KycRequest::try_from(self)
            }
        }
        impl MerchantKycRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::MerchantKycRequest, crate::Error> {
                super::MerchantKycRequest::try_from(self)
            }
        }
        impl MfaConfirmationRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::MfaConfirmationRequest, crate::Error> {
                super::MfaConfirmationRequest::try_from(self)
            }
        }
        impl MfaDisableRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::MfaDisableRequest, crate::Error> {
                super::MfaDisableRequest::try_from(self)
            }
        }
        impl MockDepositRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::MockDepositRequest, crate::Error> {
                super::MockDepositRequest::try_from(self)
            }
        }
        impl MockFiatDepositRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::MockFiatDepositRequest, crate::Error> {
                super::MockFiatDepositRequest::try_from(self)
            }
        }
        impl PhoneOtpRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::PhoneOtpRequest, crate::Error> {
                super::PhoneOtpRequest::try_from(self)
            }
        }
        impl PhoneRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::PhoneRequest, crate::Error> {
                super::PhoneRequest::try_from(self)
            }
        }
        impl PhoneVerificationRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::PhoneVerificationRequest, crate::Error> {
                super::PhoneVerificationRequest::try_from(self)
            }
        }
        impl PreorderRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::PreorderRequest, crate::Error> {
                super::PreorderRequest::try_from(self)
            }
        }
        impl RampBreakdownRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::RampBreakdownRequest, crate::Error> {
                super::RampBreakdownRequest::try_from(self)
            }
        }
        impl RampRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::RampRequest, crate::Error> {
                super::RampRequest::try_from(self)
            }
        }
        impl RegisterAccountRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::RegisterAccountRequest, crate::Error> {
                super::RegisterAccountRequest::try_from(self)
            }
        }
        impl ResolveBankAccountRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::ResolveBankAccountRequest, crate::Error> {
                super::ResolveBankAccountRequest::try_from(self)
            }
        }
        impl SettingsRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::SettingsRequest, crate::Error> {
                super::SettingsRequest::try_from(self)
            }
        }
        impl TransferRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::TransferRequest, crate::Error> {
                super::TransferRequest::try_from(self)
            }
        }
        impl UserActivationRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::UserActivationRequest, crate::Error> {
                super::UserActivationRequest::try_from(self)
            }
        }
        impl UserRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::UserRequest, crate::Error> {
                super::UserRequest::try_from(self)
            }
        }
        impl WebhookRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::WebhookRequest, crate::Error> {
                super::WebhookRequest::try_from(self)
            }
        }
        impl WhitelistRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::WhitelistRequest, crate::Error> {
                super::WhitelistRequest::try_from(self)
            }
        }
        impl WithdrawalRequest {
            /// Builds the body. It can then be kept, compared and written down, and goes to the same operation as the builder.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming the first field that is missing or not valid. Nothing is sent.
            pub fn build(
                self,
            ) -> ::std::result::Result<super::WithdrawalRequest, crate::Error> {
                super::WithdrawalRequest::try_from(self)
            }
        }
    }
    /// Error types.
    pub mod error {
        /// Error from a `TryFrom` or `FromStr` implementation.
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::std::fmt::Debug for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }
        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }
    impl crate::has_data::sealed::Sealed for AccountDetailsResponse {}
    impl crate::HasData for AccountDetailsResponse {
        type Data = AccountDetailsPage;
        fn data(&self) -> ::std::option::Option<&AccountDetailsPage> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<AccountDetailsPage> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for AccountNamesResponse {}
    impl crate::HasData for AccountNamesResponse {
        type Data = ::std::vec::Vec<::std::string::String>;
        fn data(
            &self,
        ) -> ::std::option::Option<&::std::vec::Vec<::std::string::String>> {
            ::std::option::Option::Some(&self.data)
        }
        fn into_data(
            self,
        ) -> ::std::option::Option<::std::vec::Vec<::std::string::String>> {
            ::std::option::Option::Some(self.data)
        }
    }
    impl crate::has_data::sealed::Sealed for AccountResponse {}
    impl crate::HasData for AccountResponse {
        type Data = Account;
        fn data(&self) -> ::std::option::Option<&Account> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<Account> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for AccountsResponse {}
    impl crate::HasData for AccountsResponse {
        type Data = AccountList;
        fn data(&self) -> ::std::option::Option<&AccountList> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<AccountList> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for ApiKeyResponse {}
    impl crate::HasData for ApiKeyResponse {
        type Data = ApiKeySecret;
        fn data(&self) -> ::std::option::Option<&ApiKeySecret> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<ApiKeySecret> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for ApiKeyScopesResponse {}
    impl crate::HasData for ApiKeyScopesResponse {
        type Data = ::std::collections::BTreeMap<
            ::std::string::String,
            ::partna_types::enums::ApiKeyScope,
        >;
        fn data(
            &self,
        ) -> ::std::option::Option<
            &::std::collections::BTreeMap<
                ::std::string::String,
                ::partna_types::enums::ApiKeyScope,
            >,
        > {
            ::std::option::Option::Some(&self.data)
        }
        fn into_data(
            self,
        ) -> ::std::option::Option<
            ::std::collections::BTreeMap<
                ::std::string::String,
                ::partna_types::enums::ApiKeyScope,
            >,
        > {
            ::std::option::Option::Some(self.data)
        }
    }
    impl crate::has_data::sealed::Sealed for ApiKeysResponse {}
    impl crate::HasData for ApiKeysResponse {
        type Data = ApiKeyList;
        fn data(&self) -> ::std::option::Option<&ApiKeyList> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<ApiKeyList> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for BalancesResponse {}
    impl crate::HasData for BalancesResponse {
        type Data = Balances;
        fn data(&self) -> ::std::option::Option<&Balances> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<Balances> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for BankAccountsResponse {}
    impl crate::HasData for BankAccountsResponse {
        type Data = ::std::vec::Vec<BankAccount>;
        fn data(&self) -> ::std::option::Option<&::std::vec::Vec<BankAccount>> {
            ::std::option::Option::Some(&self.data)
        }
        fn into_data(self) -> ::std::option::Option<::std::vec::Vec<BankAccount>> {
            ::std::option::Option::Some(self.data)
        }
    }
    impl crate::has_data::sealed::Sealed for BanksResponse {}
    impl crate::HasData for BanksResponse {
        type Data = ::std::vec::Vec<Bank>;
        fn data(&self) -> ::std::option::Option<&::std::vec::Vec<Bank>> {
            ::std::option::Option::Some(&self.data)
        }
        fn into_data(self) -> ::std::option::Option<::std::vec::Vec<Bank>> {
            ::std::option::Option::Some(self.data)
        }
    }
    impl crate::has_data::sealed::Sealed for ConversionResponse {}
    impl crate::HasData for ConversionResponse {
        type Data = Conversion;
        fn data(&self) -> ::std::option::Option<&Conversion> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<Conversion> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for DiscountsResponse {}
    impl crate::HasData for DiscountsResponse {
        type Data = ::std::vec::Vec<Discount>;
        fn data(&self) -> ::std::option::Option<&::std::vec::Vec<Discount>> {
            ::std::option::Option::Some(&self.data)
        }
        fn into_data(self) -> ::std::option::Option<::std::vec::Vec<Discount>> {
            ::std::option::Option::Some(self.data)
        }
    }
    impl crate::has_data::sealed::Sealed for KycDispatchResponse {}
    impl crate::HasData for KycDispatchResponse {
        type Data = KycDispatch;
        fn data(&self) -> ::std::option::Option<&KycDispatch> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<KycDispatch> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for KycMethodsResponse {}
    impl crate::HasData for KycMethodsResponse {
        type Data = KycMethods;
        fn data(&self) -> ::std::option::Option<&KycMethods> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<KycMethods> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for MfaEnrollmentResponse {}
    impl crate::HasData for MfaEnrollmentResponse {
        type Data = MfaEnrollment;
        fn data(&self) -> ::std::option::Option<&MfaEnrollment> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<MfaEnrollment> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for MfaStatusResponse {}
    impl crate::HasData for MfaStatusResponse {
        type Data = MfaStatus;
        fn data(&self) -> ::std::option::Option<&MfaStatus> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<MfaStatus> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for MyProfileResponse {}
    impl crate::HasData for MyProfileResponse {
        type Data = MyProfile;
        fn data(&self) -> ::std::option::Option<&MyProfile> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<MyProfile> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for PendingPricingResponse {}
    impl crate::HasData for PendingPricingResponse {
        type Data = PendingPricing;
        fn data(&self) -> ::std::option::Option<&PendingPricing> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<PendingPricing> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for PermissionsResponse {}
    impl crate::HasData for PermissionsResponse {
        type Data = ::std::vec::Vec<PermissionSet>;
        fn data(&self) -> ::std::option::Option<&::std::vec::Vec<PermissionSet>> {
            ::std::option::Option::Some(&self.data)
        }
        fn into_data(self) -> ::std::option::Option<::std::vec::Vec<PermissionSet>> {
            ::std::option::Option::Some(self.data)
        }
    }
    impl crate::has_data::sealed::Sealed for PhoneRegistrationResponse {}
    impl crate::HasData for PhoneRegistrationResponse {
        type Data = PhoneRegistration;
        fn data(&self) -> ::std::option::Option<&PhoneRegistration> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<PhoneRegistration> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for PhoneVerificationResponse {}
    impl crate::HasData for PhoneVerificationResponse {
        type Data = PhoneVerification;
        fn data(&self) -> ::std::option::Option<&PhoneVerification> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<PhoneVerification> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for PhonesResponse {}
    impl crate::HasData for PhonesResponse {
        type Data = PhoneList;
        fn data(&self) -> ::std::option::Option<&PhoneList> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<PhoneList> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for PreorderResponse {}
    impl crate::HasData for PreorderResponse {
        type Data = PreorderReceipt;
        fn data(&self) -> ::std::option::Option<&PreorderReceipt> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<PreorderReceipt> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for RampBreakdownResponse {}
    impl crate::HasData for RampBreakdownResponse {
        type Data = RampBreakdown;
        fn data(&self) -> ::std::option::Option<&RampBreakdown> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<RampBreakdown> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for RampOrderResponse {}
    impl crate::HasData for RampOrderResponse {
        type Data = RampOrder;
        fn data(&self) -> ::std::option::Option<&RampOrder> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<RampOrder> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for RampsResponse {}
    impl crate::HasData for RampsResponse {
        type Data = RampPage;
        fn data(&self) -> ::std::option::Option<&RampPage> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<RampPage> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for RateKeyResponse {}
    impl crate::HasData for RateKeyResponse {
        type Data = RateKeyStatus;
        fn data(&self) -> ::std::option::Option<&RateKeyStatus> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<RateKeyStatus> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for RatesResponse {}
    impl crate::HasData for RatesResponse {
        type Data = RateTable;
        fn data(&self) -> ::std::option::Option<&RateTable> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<RateTable> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for RegistrationResponse {}
    impl crate::HasData for RegistrationResponse {
        type Data = RegistrationReceipt;
        fn data(&self) -> ::std::option::Option<&RegistrationReceipt> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<RegistrationReceipt> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for ResolvedBankAccountResponse {}
    impl crate::HasData for ResolvedBankAccountResponse {
        type Data = ResolvedBankAccount;
        fn data(&self) -> ::std::option::Option<&ResolvedBankAccount> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<ResolvedBankAccount> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for SettingsResponse {}
    impl crate::HasData for SettingsResponse {
        type Data = Settings;
        fn data(&self) -> ::std::option::Option<&Settings> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<Settings> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for SupportedAssetsResponse {}
    impl crate::HasData for SupportedAssetsResponse {
        type Data = SupportedAssets;
        fn data(&self) -> ::std::option::Option<&SupportedAssets> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<SupportedAssets> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for SupportedKycMethodsResponse {}
    impl crate::HasData for SupportedKycMethodsResponse {
        type Data = SupportedKycMethods;
        fn data(&self) -> ::std::option::Option<&SupportedKycMethods> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<SupportedKycMethods> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for TransactionDetailsResponse {}
    impl crate::HasData for TransactionDetailsResponse {
        type Data = TransactionDetails;
        fn data(&self) -> ::std::option::Option<&TransactionDetails> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<TransactionDetails> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for TransactionsResponse {}
    impl crate::HasData for TransactionsResponse {
        type Data = ::std::vec::Vec<Transaction>;
        fn data(&self) -> ::std::option::Option<&::std::vec::Vec<Transaction>> {
            ::std::option::Option::Some(&self.data)
        }
        fn into_data(self) -> ::std::option::Option<::std::vec::Vec<Transaction>> {
            ::std::option::Option::Some(self.data)
        }
    }
    impl crate::has_data::sealed::Sealed for TransferResponse {}
    impl crate::HasData for TransferResponse {
        type Data = TransferReceipt;
        fn data(&self) -> ::std::option::Option<&TransferReceipt> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<TransferReceipt> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for UserProfileResponse {}
    impl crate::HasData for UserProfileResponse {
        type Data = UserProfile;
        fn data(&self) -> ::std::option::Option<&UserProfile> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<UserProfile> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for WebhookResponse {}
    impl crate::HasData for WebhookResponse {
        type Data = Webhook;
        fn data(&self) -> ::std::option::Option<&Webhook> {
            self.data.as_ref()
        }
        fn into_data(self) -> ::std::option::Option<Webhook> {
            self.data
        }
    }
    impl crate::has_data::sealed::Sealed for WhitelistResponse {}
    impl crate::HasData for WhitelistResponse {
        type Data = ::std::vec::Vec<::std::string::String>;
        fn data(
            &self,
        ) -> ::std::option::Option<&::std::vec::Vec<::std::string::String>> {
            ::std::option::Option::Some(&self.data)
        }
        fn into_data(
            self,
        ) -> ::std::option::Option<::std::vec::Vec<::std::string::String>> {
            ::std::option::Option::Some(self.data)
        }
    }
}
#[derive(Clone, Debug)]
/// Client for Partna API
///
/// The Partna v4 API as this project describes it. It contains every wire-level fact that the vendor publishes; the names, descriptions, types and safety data are written by this project. Amounts are in major currency units.
///
/// Version: 4.0.0
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::transport::SharedTransport,
}
impl Client {
    /// Puts a client together.
    ///
    /// `baseurl` has no trailing slash, `client` only builds requests, and `inner` sends them. `partna-auth` makes all three safe; use its `Partna` unless you bring a transport of your own.
    pub fn new(
        baseurl: &str,
        client: reqwest::Client,
        inner: crate::transport::SharedTransport,
    ) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
            inner,
        }
    }
}
impl Client {
    /// Lists accounts with their ledgers
    ///
    /// Lists the merchant's accounts, or only the account in `accountName`. Balances are in major currency units. The response has no total: read pages until a page has fewer entries than `perPage`.
    ///
    /// Sends `GET /account`. It changes nothing.
    pub fn list_accounts(&self) -> builder::ListAccounts<'_> {
        builder::ListAccounts::new(self)
    }
    /// Opens a bank account for a customer
    ///
    /// Opens a virtual bank account in NGN or KES. The customer's KYC must be complete.
    ///
    /// Sends `PUT /account`. It writes, and takes no reference by which it could be found again.
    pub fn create_bank_account(&self) -> builder::CreateBankAccount<'_> {
        builder::CreateBankAccount::new(self)
    }
    /// Creates an account
    ///
    /// Creates an account for a customer, with a ledger in every currency. E-mail addresses are unique per merchant: the API rejects a second account with the same e-mail address with 400 or 409. Find the existing account by its e-mail address with `list_account_details`.
    ///
    /// Sends `POST /account`. It writes, and takes no reference by which it could be found again.
    pub fn create_account(&self) -> builder::CreateAccount<'_> {
        builder::CreateAccount::new(self)
    }
    /// Lists customers with bank accounts and KYC records
    ///
    /// Lists customers with their bank accounts and KYC records by country, one page at a time, or only the customer in `accountName`.
    ///
    /// Sends `GET /account/account-details`. It changes nothing.
    pub fn list_account_details(&self) -> builder::ListAccountDetails<'_> {
        builder::ListAccountDetails::new(self)
    }
    /// Completes the registration of a customer
    ///
    /// Completes a registration that `register_account` started, with the code that the customer received. Only for merchants whose registration type is open. Does not require credentials.
    ///
    /// Sends `POST /account/complete-registration`. It writes, and takes no reference by which it could be found again.
    pub fn complete_registration(&self) -> builder::CompleteRegistration<'_> {
        builder::CompleteRegistration::new(self)
    }
    /// Changes the e-mail address of an account
    ///
    /// Replaces the e-mail address of a customer's account.
    ///
    /// Sends `PUT /account/email`. It writes, and takes no reference by which it could be found again.
    pub fn update_account_email(&self) -> builder::UpdateAccountEmail<'_> {
        builder::UpdateAccountEmail::new(self)
    }
    /// Gets the profile of the calling merchant
    ///
    /// Returns the profile of the merchant that the credentials belong to. Use it as a cheap check that the credentials work.
    ///
    /// Sends `GET /account/myprofile`. It changes nothing.
    pub fn get_my_profile(&self) -> builder::GetMyProfile<'_> {
        builder::GetMyProfile::new(self)
    }
    /// Lists permission sets
    ///
    /// Lists the permission sets that administrators can receive.
    ///
    /// Sends `GET /account/permissions`. It changes nothing.
    pub fn list_permissions(&self) -> builder::ListPermissions<'_> {
        builder::ListPermissions::new(self)
    }
    /// Starts the registration of a customer
    ///
    /// Sends a code to a customer who registers an account with a merchant. Only for merchants whose registration type is open. Does not require credentials.
    ///
    /// Sends `POST /account/register`. It writes, and takes no reference by which it could be found again.
    pub fn register_account(&self) -> builder::RegisterAccount<'_> {
        builder::RegisterAccount::new(self)
    }
    /// Searches accounts by name
    ///
    /// Lists the names of the accounts that match a text of at least 2 characters.
    ///
    /// Sends `GET /account/search`. It changes nothing.
    pub fn search_accounts(&self) -> builder::SearchAccounts<'_> {
        builder::SearchAccounts::new(self)
    }
    /// Lists banks
    ///
    /// Lists the banks of a currency with the bank codes that withdrawals and offramps require. Does not require credentials.
    ///
    /// Sends `GET /banks`. It changes nothing. The vendor's guide calls it `GET /bank`.
    pub fn list_banks(&self) -> builder::ListBanks<'_> {
        builder::ListBanks::new(self)
    }
    /// Converts between two ledgers of an account
    ///
    /// Sells one currency for another within an account, at the rate of a rate key. Dollar stablecoins are converted as USD.
    ///
    /// Sends `POST /convert`. It writes; `transactionReference` is the caller's own reference.
    pub fn convert_currency(&self) -> builder::ConvertCurrency<'_> {
        builder::ConvertCurrency::new(self)
    }
    /// Preorders a conversion
    ///
    /// Creates a rate key for the merchant. A conversion can be completed with this key later.
    ///
    /// Sends `POST /convert/preorder`. It writes; `transactionReference` is the caller's own reference.
    pub fn preorder_conversion(&self) -> builder::PreorderConversion<'_> {
        builder::PreorderConversion::new(self)
    }
    /// Lists volume discounts
    ///
    /// Lists the discounts on offramps from USD to NGN, by transaction value.
    ///
    /// Sends `GET /discount`. It changes nothing.
    pub fn list_discounts(&self) -> builder::ListDiscounts<'_> {
        builder::ListDiscounts::new(self)
    }
    /// Starts the KYC of a customer
    ///
    /// Looks up a customer by BVN in Nigeria or by phone number in Kenya, and returns the verification methods available to the customer. The number of look-ups is limited. The error `kyc previously completed` means that the KYC is already complete.
    ///
    /// Sends `POST /kyc`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /kyc/initiate`.
    pub fn start_kyc(&self) -> builder::StartKyc<'_> {
        builder::StartKyc::new(self)
    }
    /// Submits the KYC record of a customer
    ///
    /// Records KYC data that the merchant has verified. Only for merchants that are exempt from KYC; `get_kyc_exemption` returns whether a merchant is exempt.
    ///
    /// Sends `POST /kyc/complete-kyc`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /kyc/merchant-kyc`.
    pub fn complete_kyc(&self) -> builder::CompleteKyc<'_> {
        builder::CompleteKyc::new(self)
    }
    /// Confirms KYC with the code received
    ///
    /// Completes KYC with the code that the customer received by SMS or e-mail. Staging accepts 123456.
    ///
    /// Sends `PUT /kyc/confirm-otp`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_kyc_otp(&self) -> builder::ConfirmKycOtp<'_> {
        builder::ConfirmKycOtp::new(self)
    }
    /// Confirms the phone number of a BVN
    ///
    /// Submits the full phone number of the BVN record. Call it if the API requires a confirmed phone number before it accepts a verification method; then choose the method again.
    ///
    /// Sends `PUT /kyc/confirm-phone`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_kyc_phone(&self) -> builder::ConfirmKycPhone<'_> {
        builder::ConfirmKycPhone::new(self)
    }
    /// Chooses a verification method, by the older path
    ///
    /// Does the same as `set_kyc_verification_method`, under the older path.
    ///
    /// Sends `PUT /kyc/handle-otp`. It writes, and takes no reference by which it could be found again.
    pub fn send_kyc_otp(&self) -> builder::SendKycOtp<'_> {
        builder::SendKycOtp::new(self)
    }
    /// Looks up the holder of a bank account
    ///
    /// Returns the name of a bank account's holder. Changes nothing, although it is a POST.
    ///
    /// Sends `POST /kyc/resolve-account`. It changes nothing.
    pub fn resolve_bank_account(&self) -> builder::ResolveBankAccount<'_> {
        builder::ResolveBankAccount::new(self)
    }
    /// Lists the verification methods of a country
    ///
    /// Lists the KYC methods of the country that a currency selects.
    ///
    /// Sends `GET /kyc/supported-methods`. It changes nothing. The vendor's guide calls it `GET /kyc/verification-methods`.
    pub fn list_kyc_methods(&self) -> builder::ListKycMethods<'_> {
        builder::ListKycMethods::new(self)
    }
    /// Chooses a verification method
    ///
    /// Chooses how a customer proves ownership of the BVN, and sends the code. A response or an error may require confirmation of the phone number first, with `confirm_kyc_phone`.
    ///
    /// Sends `PUT /kyc/verification-method`. It writes, and takes no reference by which it could be found again.
    pub fn set_kyc_verification_method(&self) -> builder::SetKycVerificationMethod<'_> {
        builder::SetKycVerificationMethod::new(self)
    }
    /// Gets the status of the second factor
    ///
    /// Returns whether the calling merchant has enrolled an authenticator app.
    ///
    /// Sends `GET /mfa`. It changes nothing.
    pub fn get_mfa_status(&self) -> builder::GetMfaStatus<'_> {
        builder::GetMfaStatus::new(self)
    }
    /// Completes the enrollment of a second factor
    ///
    /// Verifies a code from the authenticator app and enables the second factor.
    ///
    /// Sends `PUT /mfa`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_mfa(&self) -> builder::ConfirmMfa<'_> {
        builder::ConfirmMfa::new(self)
    }
    /// Starts the enrollment of a second factor
    ///
    /// Creates the secrets for an authenticator app. The API shows them only once. Enrollment is complete after `confirm_mfa` has accepted a code.
    ///
    /// Sends `POST /mfa`. It writes, and takes no reference by which it could be found again.
    pub fn enroll_mfa(&self) -> builder::EnrollMfa<'_> {
        builder::EnrollMfa::new(self)
    }
    /// Disables the second factor
    ///
    /// Removes the authenticator app of an account.
    ///
    /// Sends `PUT /mfa/disable`. It writes, and takes no reference by which it could be found again.
    pub fn disable_mfa(&self) -> builder::DisableMfa<'_> {
        builder::DisableMfa::new(self)
    }
    /// Simulates a deposit, on staging
    ///
    /// Simulates a deposit of crypto or fiat. Exists only on staging. The vendor's document requires no credentials for this operation; the vendor's guide sends them.
    ///
    /// Sends `POST /mock/deposit`. It writes; `reference` is the caller's own reference. Exists on staging alone, and is refused elsewhere before anything is sent.
    pub fn create_mock_deposit(&self) -> builder::CreateMockDeposit<'_> {
        builder::CreateMockDeposit::new(self)
    }
    /// Simulates a bank deposit, on staging
    ///
    /// Simulates a deposit of naira into a customer's bank account. Exists only on staging.
    ///
    /// Sends `POST /mock/deposit-fiat`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /mock/fiat-deposit`. Exists on staging alone, and is refused elsewhere before anything is sent.
    pub fn create_mock_fiat_deposit(&self) -> builder::CreateMockFiatDeposit<'_> {
        builder::CreateMockFiatDeposit::new(self)
    }
    /// Lists the verified phone numbers of a customer
    ///
    /// Lists the numbers that a customer has verified in a country, with the `phoneID` that ramps in KES require.
    ///
    /// Sends `GET /phone`. It changes nothing.
    pub fn list_phones(&self) -> builder::ListPhones<'_> {
        builder::ListPhones::new(self)
    }
    /// Registers the phone number of a customer
    ///
    /// Registers a phone number for verification, and returns the available verification methods.
    ///
    /// Sends `POST /phone`. It writes, and takes no reference by which it could be found again.
    pub fn register_phone(&self) -> builder::RegisterPhone<'_> {
        builder::RegisterPhone::new(self)
    }
    /// Confirms a phone number with the code received
    ///
    /// Completes the verification of a phone number.
    ///
    /// Sends `PUT /phone/confirm`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_phone(&self) -> builder::ConfirmPhone<'_> {
        builder::ConfirmPhone::new(self)
    }
    /// Chooses how a phone number is verified
    ///
    /// Starts a verification in which the API sends a code to the number, or waits for a code from the number.
    ///
    /// Sends `PUT /phone/verify`. It writes, and takes no reference by which it could be found again.
    pub fn verify_phone(&self) -> builder::VerifyPhone<'_> {
        builder::VerifyPhone::new(self)
    }
    /// Gets the fees that a merchant owes
    ///
    /// Returns the fees that have not been charged to a merchant yet.
    ///
    /// Sends `GET /pricing/pending`. It changes nothing.
    pub fn get_pending_pricing(&self) -> builder::GetPendingPricing<'_> {
        builder::GetPendingPricing::new(self)
    }
    /// Triggers a billing step for a merchant
    ///
    /// Sends a reminder or a receipt, charges the merchant, or retries a charge. The operation has effects, although it is a GET: a charge moves money. It is never retried automatically. The vendor's current document lists no success response for it.
    ///
    /// Sends `GET /pricing/trigger`. It acts, although it is a GET.
    pub fn trigger_pricing(&self) -> builder::TriggerPricing<'_> {
        builder::TriggerPricing::new(self)
    }
    /// Lists ramps
    ///
    /// Lists an account's onramps and offramps one page at a time, or only the ramp with a reference. `accountName` is optional in the vendor's document, but the API has been observed to require it.
    ///
    /// Sends `GET /ramp`. It changes nothing.
    pub fn list_ramps(&self) -> builder::ListRamps<'_> {
        builder::ListRamps::new(self)
    }
    /// Creates an onramp or an offramp
    ///
    /// Orders a conversion from fiat to crypto or from crypto to fiat, at the rate of a rate key. The response states where the customer pays in. An account can have only one pending ramp. Set your own reference: the API rejects a reference that it has seen, and `list_ramps` finds the ramp by it.
    ///
    /// Sends `POST /ramp`. It writes; `rampReference` is the caller's own reference.
    pub fn create_ramp(&self) -> builder::CreateRamp<'_> {
        builder::CreateRamp::new(self)
    }
    /// Calculates the fees of a ramp
    ///
    /// Returns the cost of a ramp, itemized by fee. Changes nothing, although it is a POST.
    ///
    /// Sends `POST /ramp/breakdown`. It changes nothing.
    pub fn get_ramp_breakdown(&self) -> builder::GetRampBreakdown<'_> {
        builder::GetRampBreakdown::new(self)
    }
    /// Gets rates and rate keys
    ///
    /// Returns rates by currency pair, each with a rate key that fixes the rate for a short time.
    ///
    /// Sends `GET /rate`. It changes nothing.
    pub fn get_rate(&self) -> builder::GetRate<'_> {
        builder::GetRate::new(self)
    }
    /// Checks a rate key
    ///
    /// Returns whether a rate key is valid and whether it has expired. The API rejects a malformed key with 400.
    ///
    /// Sends `GET /rate/verify-rate-key`. It changes nothing.
    pub fn verify_rate_key(&self) -> builder::VerifyRateKey<'_> {
        builder::VerifyRateKey::new(self)
    }
    /// Lists supported assets
    ///
    /// Lists currencies and networks with contract addresses, decimals, minimum withdrawals and fees. Does not require credentials.
    ///
    /// Sends `GET /supported/assets`. It changes nothing.
    pub fn list_supported_assets(&self) -> builder::ListSupportedAssets<'_> {
        builder::ListSupportedAssets::new(self)
    }
    /// Lists transactions
    ///
    /// Lists transactions of every kind. The response is not paginated: narrow `unixStartDate` and `unixEndDate` instead. The API returns the error `endpoint temporarily disabled` with status 401; it is unrelated to credentials.
    ///
    /// Sends `GET /transfer`. It changes nothing.
    pub fn list_transactions(&self) -> builder::ListTransactions<'_> {
        builder::ListTransactions::new(self)
    }
    /// Transfers money between two accounts
    ///
    /// Debits one account and credits another in the same currency. The response contains no data: set your own reference and look up the transfer with `get_transaction`. The API rejects a reference that it has seen with 409.
    ///
    /// Sends `POST /transfer`. It writes; `transactionReference` is the caller's own reference.
    pub fn create_transfer(&self) -> builder::CreateTransfer<'_> {
        builder::CreateTransfer::new(self)
    }
    /// Gets a transaction by its reference
    ///
    /// Returns one transaction. If the API does not find a reference, that does not prove that the transaction did not happen.
    ///
    /// Sends `GET /transfer/details`. It changes nothing.
    pub fn get_transaction(&self) -> builder::GetTransaction<'_> {
        builder::GetTransaction::new(self)
    }
    /// Initiates a mobile-money deposit
    ///
    /// Requests a deposit in GHS or KES from a payer's mobile-money account. NGN does not need this step.
    ///
    /// Sends `POST /transfer/initiate`. It writes; `transactionReference` is the caller's own reference.
    pub fn initiate_transfer(&self) -> builder::InitiateTransfer<'_> {
        builder::InitiateTransfer::new(self)
    }
    /// Withdraws to a bank, a phone or a blockchain
    ///
    /// Withdraws money from an account. The response contains only a message: set your own reference and look up the withdrawal with `get_transaction`. The API rejects a reference that it has seen with 409, and a key that is not permitted to withdraw with 401.
    ///
    /// Sends `POST /transfer/withdraw`. It writes; `transactionReference` is the caller's own reference.
    pub fn create_withdrawal(&self) -> builder::CreateWithdrawal<'_> {
        builder::CreateWithdrawal::new(self)
    }
    /// Changes the endpoint and callback URL of a merchant
    ///
    /// Sets the callback URL and the endpoint of the calling merchant.
    ///
    /// Sends `PUT /user`. It writes, and takes no reference by which it could be found again.
    pub fn update_user(&self) -> builder::UpdateUser<'_> {
        builder::UpdateUser::new(self)
    }
    /// Creates and activates a user
    ///
    /// Creates a merchant user. The API rejects keys without this permission with 401.
    ///
    /// Sends `POST /user/activate`. It writes, and takes no reference by which it could be found again.
    pub fn activate_user(&self) -> builder::ActivateUser<'_> {
        builder::ActivateUser::new(self)
    }
    /// Lists administrators
    ///
    /// Lists the merchant's active administrators. The response has neither `data` nor `message`.
    ///
    /// Sends `GET /user/admin`. It changes nothing.
    pub fn list_admins(&self) -> builder::ListAdmins<'_> {
        builder::ListAdmins::new(self)
    }
    /// Adds an administrator
    ///
    /// Grants a person permissions on the merchant's account.
    ///
    /// Sends `POST /user/admin`. It writes, and takes no reference by which it could be found again.
    pub fn create_admin(&self) -> builder::CreateAdmin<'_> {
        builder::CreateAdmin::new(self)
    }
    /// Removes an administrator
    ///
    /// Revokes the permissions of an administrator.
    ///
    /// Sends `DELETE /user/admin`. It writes, and takes no reference by which it could be found again.
    pub fn delete_admin(&self) -> builder::DeleteAdmin<'_> {
        builder::DeleteAdmin::new(self)
    }
    /// Generates an API key
    ///
    /// Creates a key with a name and a scope. The API shows the key only once. To rotate a key, generate a new key, switch to it, then invalidate the old key.
    ///
    /// Sends `POST /user/apikey`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /user/api-key`.
    pub fn generate_api_key(&self) -> builder::GenerateApiKey<'_> {
        builder::GenerateApiKey::new(self)
    }
    /// Deletes an API key
    ///
    /// Deletes a key, identified by its short form.
    ///
    /// Sends `DELETE /user/apikey`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `DELETE /user/api-key`.
    pub fn delete_api_key(&self) -> builder::DeleteApiKey<'_> {
        builder::DeleteApiKey::new(self)
    }
    /// Lists the scopes of API keys
    ///
    /// Returns the names of the scopes with the letter of each scope.
    ///
    /// Sends `GET /user/apikey-scope`. It changes nothing. The vendor's guide calls it `GET /user/api-key/scopes`.
    pub fn list_api_key_scopes(&self) -> builder::ListApiKeyScopes<'_> {
        builder::ListApiKeyScopes::new(self)
    }
    /// Lists API keys
    ///
    /// Lists the merchant's keys by name. The response does not contain the keys themselves.
    ///
    /// Sends `GET /user/apikeys`. It changes nothing. The vendor's guide calls it `GET /user/api-keys`.
    pub fn list_api_keys(&self) -> builder::ListApiKeys<'_> {
        builder::ListApiKeys::new(self)
    }
    /// Gets balances
    ///
    /// Returns the balances of the merchant and of its customers, by currency.
    ///
    /// Sends `GET /user/balances`. It changes nothing.
    pub fn get_balances(&self) -> builder::GetBalances<'_> {
        builder::GetBalances::new(self)
    }
    /// Invalidates an API key
    ///
    /// Invalidates a key, identified by its full text, and returns a key.
    ///
    /// Sends `POST /user/invalidate-apikey`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /user/api-key/invalidate`.
    pub fn invalidate_api_key(&self) -> builder::InvalidateApiKey<'_> {
        builder::InvalidateApiKey::new(self)
    }
    /// Lists the IP whitelist
    ///
    /// Lists the IP addresses from which clients may call the API.
    ///
    /// Sends `GET /user/ip-whitelist`. It changes nothing.
    pub fn list_whitelisted_ips(&self) -> builder::ListWhitelistedIps<'_> {
        builder::ListWhitelistedIps::new(self)
    }
    /// Adds addresses to the IP whitelist
    ///
    /// Adds IP addresses from which clients may call the API.
    ///
    /// Sends `POST /user/ip-whitelist`. It writes, and takes no reference by which it could be found again.
    pub fn add_whitelisted_ips(&self) -> builder::AddWhitelistedIps<'_> {
        builder::AddWhitelistedIps::new(self)
    }
    /// Removes an address from the IP whitelist
    ///
    /// Removes one IP address from which clients may call the API.
    ///
    /// Sends `DELETE /user/ip-whitelist`. It writes, and takes no reference by which it could be found again.
    pub fn delete_whitelisted_ip(&self) -> builder::DeleteWhitelistedIp<'_> {
        builder::DeleteWhitelistedIp::new(self)
    }
    /// Checks whether a merchant may submit KYC data
    ///
    /// Succeeds for a merchant that is exempt from KYC. For any other merchant, the API returns 400.
    ///
    /// Sends `GET /user/kyc-exempt`. It changes nothing.
    pub fn get_kyc_exemption(&self) -> builder::GetKycExemption<'_> {
        builder::GetKycExemption::new(self)
    }
    /// Gets the profile of a customer
    ///
    /// Returns the person behind an account, and the countries in which their KYC is complete.
    ///
    /// Sends `GET /user/profile`. It changes nothing.
    pub fn get_user_profile(&self) -> builder::GetUserProfile<'_> {
        builder::GetUserProfile::new(self)
    }
    /// Gets the settings of a merchant
    ///
    /// Returns the registration type, the fee, the deposit handling and the source of crypto payments.
    ///
    /// Sends `GET /user/settings`. It changes nothing.
    pub fn get_settings(&self) -> builder::GetSettings<'_> {
        builder::GetSettings::new(self)
    }
    /// Changes the settings of a merchant
    ///
    /// Changes the registration type, the fee, the deposit handling or the source of crypto payments. The API rejects invalid values with 400 and a list in `data`.
    ///
    /// Sends `PUT /user/settings`. It writes, and takes no reference by which it could be found again.
    pub fn update_settings(&self) -> builder::UpdateSettings<'_> {
        builder::UpdateSettings::new(self)
    }
    /// Gets the webhook address
    ///
    /// Returns the address to which the API delivers events.
    ///
    /// Sends `GET /user/webhook`. It changes nothing.
    pub fn get_webhook(&self) -> builder::GetWebhook<'_> {
        builder::GetWebhook::new(self)
    }
    /// Sets the webhook address
    ///
    /// Sets the address to which the API delivers events.
    ///
    /// Sends `POST /user/webhook`. It writes, and takes no reference by which it could be found again.
    pub fn set_webhook(&self) -> builder::SetWebhook<'_> {
        builder::SetWebhook::new(self)
    }
    /// Removes the webhook address
    ///
    /// Stops the delivery of events.
    ///
    /// Sends `DELETE /user/webhook`. It writes, and takes no reference by which it could be found again.
    pub fn delete_webhook(&self) -> builder::DeleteWebhook<'_> {
        builder::DeleteWebhook::new(self)
    }
}
/// Types for composing operation parameters.
#[allow(clippy::all)]
pub mod builder {
    use crate::ResponseValue;
    use crate::request_error::RequestError;
    use super::types;
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_accounts`](super::Client::list_accounts).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListAccounts<'a> {
        client: &'a super::Client,
        account_name: Result<Option<::std::string::String>, String>,
        page: Result<Option<i64>, String>,
        per_page: Result<Option<i64>, String>,
    }
    impl<'a> ListAccounts<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                account_name: Ok(None),
                page: Ok(None),
                per_page: Ok(None),
            }
        }
        /// Name of the account to list: 2 to 40 lower-case letters and digits.
        pub fn account_name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.account_name = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for account_name failed"
                        .to_string()
                });
            self
        }
        /// Page number, starting at 1.
        pub fn page<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.page = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i64` for page failed".to_string());
            self
        }
        /// Number of entries per page.
        pub fn per_page<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.per_page = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i64` for per_page failed".to_string());
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, account_name, page, per_page } = self;
            let account_name = account_name.map_err(RequestError::Invalid)?;
            let page = page.map_err(RequestError::Invalid)?;
            let per_page = per_page.map_err(RequestError::Invalid)?;
            let url = format!("{}/account", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("accountName", &account_name)?)
                .query(&crate::query::pairs("page", &page)?)
                .query(&crate::query::pairs("perPage", &per_page)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /account`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 401, such as `invalid apikey`
        /// - 404, such as `account not found`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::AccountsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_accounts"))?;
            client.exchange("list_accounts", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::create_bank_account`](super::Client::create_bank_account).
    #[must_use = "a request does nothing until it is sent"]
    pub struct CreateBankAccount<'a> {
        client: &'a super::Client,
        body: Result<types::builder::BankAccountRequest, String>,
    }
    impl<'a> CreateBankAccount<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BankAccountRequest>,
            <V as std::convert::TryInto<
                types::BankAccountRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::BankAccountRequest,
            ) -> types::builder::BankAccountRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::BankAccountRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/account", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /account`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `user has not completed kyc`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::BankAccountsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("create_bank_account"))?;
            client.exchange("create_bank_account", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::create_account`](super::Client::create_account).
    #[must_use = "a request does nothing until it is sent"]
    pub struct CreateAccount<'a> {
        client: &'a super::Client,
        body: Result<types::builder::AccountRequest, String>,
    }
    impl<'a> CreateAccount<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::AccountRequest>,
            <V as std::convert::TryInto<
                types::AccountRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::AccountRequest,
            ) -> types::builder::AccountRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::AccountRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/account", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /account`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `Account name or email already exists`
        /// - 401, such as `get only api key cannot access POST /account`
        /// - 409, such as `account already exists`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::AccountResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("create_account"))?;
            client.exchange("create_account", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_account_details`](super::Client::list_account_details).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListAccountDetails<'a> {
        client: &'a super::Client,
        account_name: Result<Option<::std::string::String>, String>,
        page: Result<Option<i64>, String>,
        per_page: Result<Option<i64>, String>,
    }
    impl<'a> ListAccountDetails<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                account_name: Ok(None),
                page: Ok(None),
                per_page: Ok(None),
            }
        }
        /// Name of the account to list.
        pub fn account_name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.account_name = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for account_name failed"
                        .to_string()
                });
            self
        }
        /// Page number, starting at 1.
        pub fn page<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.page = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i64` for page failed".to_string());
            self
        }
        /// Number of entries per page.
        pub fn per_page<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.per_page = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i64` for per_page failed".to_string());
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, account_name, page, per_page } = self;
            let account_name = account_name.map_err(RequestError::Invalid)?;
            let page = page.map_err(RequestError::Invalid)?;
            let per_page = per_page.map_err(RequestError::Invalid)?;
            let url = format!("{}/account/account-details", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("accountName", &account_name)?)
                .query(&crate::query::pairs("page", &page)?)
                .query(&crate::query::pairs("perPage", &per_page)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /account/account-details`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::AccountDetailsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_account_details"))?;
            client.exchange("list_account_details", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::complete_registration`](super::Client::complete_registration).
    #[must_use = "a request does nothing until it is sent"]
    pub struct CompleteRegistration<'a> {
        client: &'a super::Client,
        body: Result<types::builder::CompleteRegistrationRequest, String>,
    }
    impl<'a> CompleteRegistration<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::CompleteRegistrationRequest>,
            <V as std::convert::TryInto<
                types::CompleteRegistrationRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::CompleteRegistrationRequest,
            ) -> types::builder::CompleteRegistrationRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::CompleteRegistrationRequest::try_from(v)
                        .map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/account/complete-registration", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /account/complete-registration`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 500, such as `cannot create account`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::RegistrationResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("complete_registration"))?;
            client.exchange("complete_registration", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::update_account_email`](super::Client::update_account_email).
    #[must_use = "a request does nothing until it is sent"]
    pub struct UpdateAccountEmail<'a> {
        client: &'a super::Client,
        body: Result<types::builder::AccountEmailRequest, String>,
    }
    impl<'a> UpdateAccountEmail<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::AccountEmailRequest>,
            <V as std::convert::TryInto<
                types::AccountEmailRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::AccountEmailRequest,
            ) -> types::builder::AccountEmailRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::AccountEmailRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/account/email", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /account/email`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 404, such as `account not found`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("update_account_email"))?;
            client.exchange("update_account_email", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::get_my_profile`](super::Client::get_my_profile).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetMyProfile<'a> {
        client: &'a super::Client,
    }
    impl<'a> GetMyProfile<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/account/myprofile", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /account/myprofile`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MyProfileResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("get_my_profile"))?;
            client.exchange("get_my_profile", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_permissions`](super::Client::list_permissions).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListPermissions<'a> {
        client: &'a super::Client,
    }
    impl<'a> ListPermissions<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/account/permissions", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /account/permissions`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PermissionsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_permissions"))?;
            client.exchange("list_permissions", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::register_account`](super::Client::register_account).
    #[must_use = "a request does nothing until it is sent"]
    pub struct RegisterAccount<'a> {
        client: &'a super::Client,
        body: Result<types::builder::RegisterAccountRequest, String>,
    }
    impl<'a> RegisterAccount<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::RegisterAccountRequest>,
            <V as std::convert::TryInto<
                types::RegisterAccountRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::RegisterAccountRequest,
            ) -> types::builder::RegisterAccountRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::RegisterAccountRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/account/register", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /account/register`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("register_account"))?;
            client.exchange("register_account", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::search_accounts`](super::Client::search_accounts).
    #[must_use = "a request does nothing until it is sent"]
    pub struct SearchAccounts<'a> {
        client: &'a super::Client,
        account_name: Result<Option<::std::string::String>, String>,
        limit: Result<Option<i64>, String>,
    }
    impl<'a> SearchAccounts<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                account_name: Ok(None),
                limit: Ok(None),
            }
        }
        /// Part of the account name, at least 2 characters.
        pub fn account_name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.account_name = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for account_name failed"
                        .to_string()
                });
            self
        }
        /// Maximum number of names to return.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i64` for limit failed".to_string());
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, account_name, limit } = self;
            let account_name = account_name.map_err(RequestError::Invalid)?;
            let limit = limit.map_err(RequestError::Invalid)?;
            let url = format!("{}/account/search", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("accountName", &account_name)?)
                .query(&crate::query::pairs("limit", &limit)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /account/search`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::AccountNamesResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("search_accounts"))?;
            client.exchange("search_accounts", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_banks`](super::Client::list_banks).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListBanks<'a> {
        client: &'a super::Client,
        currency: Result<Option<::partna_types::enums::Currency>, String>,
        only_validators: Result<Option<bool>, String>,
    }
    impl<'a> ListBanks<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                currency: Ok(None),
                only_validators: Ok(None),
            }
        }
        /// Currency of the banks to list.
        pub fn currency<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::enums::Currency>,
        {
            self.currency = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: enums :: Currency` for currency failed"
                        .to_string()
                });
            self
        }
        /// Whether to list only validators. The term is undocumented; presumably it means banks whose accounts can be resolved.
        pub fn only_validators<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<bool>,
        {
            self.only_validators = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `bool` for only_validators failed".to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, currency, only_validators } = self;
            let currency = currency.map_err(RequestError::Invalid)?;
            let only_validators = only_validators.map_err(RequestError::Invalid)?;
            let url = format!("{}/banks", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("currency", &currency)?)
                .query(&crate::query::pairs("onlyValidators", &only_validators)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /banks`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::BanksResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_banks"))?;
            client.exchange("list_banks", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::convert_currency`](super::Client::convert_currency).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ConvertCurrency<'a> {
        client: &'a super::Client,
        body: Result<types::builder::ConversionRequest, String>,
    }
    impl<'a> ConvertCurrency<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ConversionRequest>,
            <V as std::convert::TryInto<
                types::ConversionRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::ConversionRequest,
            ) -> types::builder::ConversionRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::ConversionRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/convert", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /convert`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `insufficient funds`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ConversionResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("convert_currency"))?;
            client.exchange("convert_currency", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::preorder_conversion`](super::Client::preorder_conversion).
    #[must_use = "a request does nothing until it is sent"]
    pub struct PreorderConversion<'a> {
        client: &'a super::Client,
        body: Result<types::builder::PreorderRequest, String>,
    }
    impl<'a> PreorderConversion<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PreorderRequest>,
            <V as std::convert::TryInto<
                types::PreorderRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::PreorderRequest,
            ) -> types::builder::PreorderRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::PreorderRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/convert/preorder", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /convert/preorder`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PreorderResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("preorder_conversion"))?;
            client.exchange("preorder_conversion", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_discounts`](super::Client::list_discounts).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListDiscounts<'a> {
        client: &'a super::Client,
        amount: Result<Option<::partna_types::AmountParam>, String>,
        from_currency: Result<Option<::std::string::String>, String>,
        to_currency: Result<Option<::std::string::String>, String>,
    }
    impl<'a> ListDiscounts<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                amount: Ok(None),
                from_currency: Ok(None),
                to_currency: Ok(None),
            }
        }
        /// Amount of the transaction, in major units of `fromCurrency`.
        pub fn amount<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::AmountParam>,
        {
            self.amount = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: AmountParam` for amount failed"
                        .to_string()
                });
            self
        }
        /// Currency paid in.
        pub fn from_currency<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.from_currency = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for from_currency failed"
                        .to_string()
                });
            self
        }
        /// Currency paid out.
        pub fn to_currency<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.to_currency = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for to_currency failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, amount, from_currency, to_currency } = self;
            let amount = amount.map_err(RequestError::Invalid)?;
            let from_currency = from_currency.map_err(RequestError::Invalid)?;
            let to_currency = to_currency.map_err(RequestError::Invalid)?;
            let url = format!("{}/discount", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("amount", &amount)?)
                .query(&crate::query::pairs("fromCurrency", &from_currency)?)
                .query(&crate::query::pairs("toCurrency", &to_currency)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /discount`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::DiscountsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_discounts"))?;
            client.exchange("list_discounts", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::start_kyc`](super::Client::start_kyc).
    #[must_use = "a request does nothing until it is sent"]
    pub struct StartKyc<'a> {
        client: &'a super::Client,
        body: Result<types::builder::KycRequest, String>,
    }
    impl<'a> StartKyc<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::KycRequest>,
            <V as std::convert::TryInto<types::KycRequest>>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::KycRequest,
            ) -> types::builder::KycRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::KycRequest::try_from(v).map_err(|e| e.to_string()))
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/kyc", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /kyc`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::KycMethodsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("start_kyc"))?;
            client.exchange("start_kyc", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::complete_kyc`](super::Client::complete_kyc).
    #[must_use = "a request does nothing until it is sent"]
    pub struct CompleteKyc<'a> {
        client: &'a super::Client,
        body: Result<types::builder::MerchantKycRequest, String>,
    }
    impl<'a> CompleteKyc<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::MerchantKycRequest>,
            <V as std::convert::TryInto<
                types::MerchantKycRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::MerchantKycRequest,
            ) -> types::builder::MerchantKycRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::MerchantKycRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/kyc/complete-kyc", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /kyc/complete-kyc`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `user not exempted`
        /// - 409, such as `KYC record already exists`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("complete_kyc"))?;
            client.exchange("complete_kyc", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::confirm_kyc_otp`](super::Client::confirm_kyc_otp).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ConfirmKycOtp<'a> {
        client: &'a super::Client,
        body: Result<types::builder::KycOtpRequest, String>,
    }
    impl<'a> ConfirmKycOtp<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::KycOtpRequest>,
            <V as std::convert::TryInto<types::KycOtpRequest>>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::KycOtpRequest,
            ) -> types::builder::KycOtpRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::KycOtpRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/kyc/confirm-otp", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /kyc/confirm-otp`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("confirm_kyc_otp"))?;
            client.exchange("confirm_kyc_otp", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::confirm_kyc_phone`](super::Client::confirm_kyc_phone).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ConfirmKycPhone<'a> {
        client: &'a super::Client,
        body: Result<types::builder::KycPhoneRequest, String>,
    }
    impl<'a> ConfirmKycPhone<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::KycPhoneRequest>,
            <V as std::convert::TryInto<
                types::KycPhoneRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::KycPhoneRequest,
            ) -> types::builder::KycPhoneRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::KycPhoneRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/kyc/confirm-phone", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /kyc/confirm-phone`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("confirm_kyc_phone"))?;
            client.exchange("confirm_kyc_phone", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::send_kyc_otp`](super::Client::send_kyc_otp).
    #[must_use = "a request does nothing until it is sent"]
    pub struct SendKycOtp<'a> {
        client: &'a super::Client,
        body: Result<types::builder::KycMethodRequest, String>,
    }
    impl<'a> SendKycOtp<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::KycMethodRequest>,
            <V as std::convert::TryInto<
                types::KycMethodRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::KycMethodRequest,
            ) -> types::builder::KycMethodRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::KycMethodRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/kyc/handle-otp", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /kyc/handle-otp`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::KycDispatchResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("send_kyc_otp"))?;
            client.exchange("send_kyc_otp", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::resolve_bank_account`](super::Client::resolve_bank_account).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ResolveBankAccount<'a> {
        client: &'a super::Client,
        body: Result<types::builder::ResolveBankAccountRequest, String>,
    }
    impl<'a> ResolveBankAccount<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ResolveBankAccountRequest>,
            <V as std::convert::TryInto<
                types::ResolveBankAccountRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::ResolveBankAccountRequest,
            ) -> types::builder::ResolveBankAccountRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::ResolveBankAccountRequest::try_from(v)
                        .map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/kyc/resolve-account", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /kyc/resolve-account`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `Invalid bank account details`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ResolvedBankAccountResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("resolve_bank_account"))?;
            client.exchange("resolve_bank_account", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_kyc_methods`](super::Client::list_kyc_methods).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListKycMethods<'a> {
        client: &'a super::Client,
        currency: Result<Option<::partna_types::enums::Currency>, String>,
    }
    impl<'a> ListKycMethods<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                currency: Ok(None),
            }
        }
        /// Currency that selects the country. The API's default is KES.
        pub fn currency<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::enums::Currency>,
        {
            self.currency = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: enums :: Currency` for currency failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, currency } = self;
            let currency = currency.map_err(RequestError::Invalid)?;
            let url = format!("{}/kyc/supported-methods", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("currency", &currency)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /kyc/supported-methods`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::SupportedKycMethodsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_kyc_methods"))?;
            client.exchange("list_kyc_methods", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::set_kyc_verification_method`](super::Client::set_kyc_verification_method).
    #[must_use = "a request does nothing until it is sent"]
    pub struct SetKycVerificationMethod<'a> {
        client: &'a super::Client,
        body: Result<types::builder::KycMethodRequest, String>,
    }
    impl<'a> SetKycVerificationMethod<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::KycMethodRequest>,
            <V as std::convert::TryInto<
                types::KycMethodRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::KycMethodRequest,
            ) -> types::builder::KycMethodRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::KycMethodRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/kyc/verification-method", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /kyc/verification-method`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::KycDispatchResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("set_kyc_verification_method"))?;
            client.exchange("set_kyc_verification_method", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::get_mfa_status`](super::Client::get_mfa_status).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetMfaStatus<'a> {
        client: &'a super::Client,
    }
    impl<'a> GetMfaStatus<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/mfa", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /mfa`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MfaStatusResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("get_mfa_status"))?;
            client.exchange("get_mfa_status", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::confirm_mfa`](super::Client::confirm_mfa).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ConfirmMfa<'a> {
        client: &'a super::Client,
        body: Result<types::builder::MfaConfirmationRequest, String>,
    }
    impl<'a> ConfirmMfa<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::MfaConfirmationRequest>,
            <V as std::convert::TryInto<
                types::MfaConfirmationRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::MfaConfirmationRequest,
            ) -> types::builder::MfaConfirmationRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::MfaConfirmationRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/mfa", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /mfa`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("confirm_mfa"))?;
            client.exchange("confirm_mfa", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::enroll_mfa`](super::Client::enroll_mfa).
    #[must_use = "a request does nothing until it is sent"]
    pub struct EnrollMfa<'a> {
        client: &'a super::Client,
    }
    impl<'a> EnrollMfa<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/mfa", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /mfa`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 401, such as `unable to access this resource`
        /// - 404, such as `account not found`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MfaEnrollmentResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("enroll_mfa"))?;
            client.exchange("enroll_mfa", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::disable_mfa`](super::Client::disable_mfa).
    #[must_use = "a request does nothing until it is sent"]
    pub struct DisableMfa<'a> {
        client: &'a super::Client,
        body: Result<types::builder::MfaDisableRequest, String>,
    }
    impl<'a> DisableMfa<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::MfaDisableRequest>,
            <V as std::convert::TryInto<
                types::MfaDisableRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::MfaDisableRequest,
            ) -> types::builder::MfaDisableRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::MfaDisableRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/mfa/disable", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /mfa/disable`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("disable_mfa"))?;
            client.exchange("disable_mfa", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::create_mock_deposit`](super::Client::create_mock_deposit).
    #[must_use = "a request does nothing until it is sent"]
    pub struct CreateMockDeposit<'a> {
        client: &'a super::Client,
        body: Result<types::builder::MockDepositRequest, String>,
    }
    impl<'a> CreateMockDeposit<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::MockDepositRequest>,
            <V as std::convert::TryInto<
                types::MockDepositRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::MockDepositRequest,
            ) -> types::builder::MockDepositRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::MockDepositRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/mock/deposit", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /mock/deposit`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `Unsupported provider`
        /// - 500, such as `Unable to process deposit`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("create_mock_deposit"))?;
            client.exchange("create_mock_deposit", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::create_mock_fiat_deposit`](super::Client::create_mock_fiat_deposit).
    #[must_use = "a request does nothing until it is sent"]
    pub struct CreateMockFiatDeposit<'a> {
        client: &'a super::Client,
        body: Result<types::builder::MockFiatDepositRequest, String>,
    }
    impl<'a> CreateMockFiatDeposit<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::MockFiatDepositRequest>,
            <V as std::convert::TryInto<
                types::MockFiatDepositRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::MockFiatDepositRequest,
            ) -> types::builder::MockFiatDepositRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::MockFiatDepositRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/mock/deposit-fiat", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /mock/deposit-fiat`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 422, such as `request could not be completed`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("create_mock_fiat_deposit"))?;
            client.exchange("create_mock_fiat_deposit", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_phones`](super::Client::list_phones).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListPhones<'a> {
        client: &'a super::Client,
        account_name: Result<::std::string::String, String>,
        country: Result<::partna_types::enums::Country, String>,
    }
    impl<'a> ListPhones<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                account_name: Err("account_name was not initialized".to_string()),
                country: Err("country was not initialized".to_string()),
            }
        }
        /// Name of the customer's account.
        pub fn account_name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.account_name = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for account_name failed"
                        .to_string()
                });
            self
        }
        /// Country of the phone numbers.
        pub fn country<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::enums::Country>,
        {
            self.country = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: partna_types :: enums :: Country` for country failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, account_name, country } = self;
            let account_name = account_name.map_err(RequestError::Invalid)?;
            let country = country.map_err(RequestError::Invalid)?;
            let url = format!("{}/phone", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("accountName", &account_name)?)
                .query(&crate::query::pairs("country", &country)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /phone`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PhonesResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_phones"))?;
            client.exchange("list_phones", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::register_phone`](super::Client::register_phone).
    #[must_use = "a request does nothing until it is sent"]
    pub struct RegisterPhone<'a> {
        client: &'a super::Client,
        body: Result<types::builder::PhoneRequest, String>,
    }
    impl<'a> RegisterPhone<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PhoneRequest>,
            <V as std::convert::TryInto<types::PhoneRequest>>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::PhoneRequest,
            ) -> types::builder::PhoneRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::PhoneRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/phone", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /phone`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PhoneRegistrationResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("register_phone"))?;
            client.exchange("register_phone", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::confirm_phone`](super::Client::confirm_phone).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ConfirmPhone<'a> {
        client: &'a super::Client,
        body: Result<types::builder::PhoneOtpRequest, String>,
    }
    impl<'a> ConfirmPhone<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PhoneOtpRequest>,
            <V as std::convert::TryInto<
                types::PhoneOtpRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::PhoneOtpRequest,
            ) -> types::builder::PhoneOtpRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::PhoneOtpRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/phone/confirm", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /phone/confirm`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PhoneConfirmationResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("confirm_phone"))?;
            client.exchange("confirm_phone", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::verify_phone`](super::Client::verify_phone).
    #[must_use = "a request does nothing until it is sent"]
    pub struct VerifyPhone<'a> {
        client: &'a super::Client,
        body: Result<types::builder::PhoneVerificationRequest, String>,
    }
    impl<'a> VerifyPhone<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PhoneVerificationRequest>,
            <V as std::convert::TryInto<
                types::PhoneVerificationRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::PhoneVerificationRequest,
            ) -> types::builder::PhoneVerificationRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::PhoneVerificationRequest::try_from(v)
                        .map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/phone/verify", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /phone/verify`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PhoneVerificationResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("verify_phone"))?;
            client.exchange("verify_phone", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::get_pending_pricing`](super::Client::get_pending_pricing).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetPendingPricing<'a> {
        client: &'a super::Client,
        username: Result<Option<::std::string::String>, String>,
    }
    impl<'a> GetPendingPricing<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                username: Ok(None),
            }
        }
        /// User name of the merchant.
        pub fn username<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.username = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for username failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, username } = self;
            let username = username.map_err(RequestError::Invalid)?;
            let url = format!("{}/pricing/pending", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("username", &username)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /pricing/pending`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 401, such as `unauthorised self trigger`
        /// - 500, such as `cannot get user's account count`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PendingPricingResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("get_pending_pricing"))?;
            client.exchange("get_pending_pricing", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::trigger_pricing`](super::Client::trigger_pricing).
    #[must_use = "a request does nothing until it is sent"]
    pub struct TriggerPricing<'a> {
        client: &'a super::Client,
        action: Result<Option<::partna_types::enums::PricingAction>, String>,
        username: Result<Option<::std::string::String>, String>,
    }
    impl<'a> TriggerPricing<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                action: Ok(None),
                username: Ok(None),
            }
        }
        /// Billing step to trigger.
        pub fn action<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::enums::PricingAction>,
        {
            self.action = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: enums :: PricingAction` for action failed"
                        .to_string()
                });
            self
        }
        /// User name of the merchant.
        pub fn username<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.username = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for username failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, action, username } = self;
            let action = action.map_err(RequestError::Invalid)?;
            let username = username.map_err(RequestError::Invalid)?;
            let url = format!("{}/pricing/trigger", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("action", &action)?)
                .query(&crate::query::pairs("username", &username)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /pricing/trigger`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 401, such as `unauthorised self trigger`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::Acknowledgement>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("trigger_pricing"))?;
            client.exchange("trigger_pricing", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_ramps`](super::Client::list_ramps).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListRamps<'a> {
        client: &'a super::Client,
        account_name: Result<Option<::std::string::String>, String>,
        page: Result<Option<i64>, String>,
        per_page: Result<Option<i64>, String>,
        ramp_reference: Result<Option<::std::string::String>, String>,
    }
    impl<'a> ListRamps<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                account_name: Ok(None),
                page: Ok(None),
                per_page: Ok(None),
                ramp_reference: Ok(None),
            }
        }
        /// Name of the account whose ramps to list.
        pub fn account_name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.account_name = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for account_name failed"
                        .to_string()
                });
            self
        }
        /// Page number, starting at 1.
        pub fn page<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.page = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i64` for page failed".to_string());
            self
        }
        /// Number of entries per page.
        pub fn per_page<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.per_page = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i64` for per_page failed".to_string());
            self
        }
        /// Reference of the ramp to list.
        pub fn ramp_reference<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.ramp_reference = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for ramp_reference failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, account_name, page, per_page, ramp_reference } = self;
            let account_name = account_name.map_err(RequestError::Invalid)?;
            let page = page.map_err(RequestError::Invalid)?;
            let per_page = per_page.map_err(RequestError::Invalid)?;
            let ramp_reference = ramp_reference.map_err(RequestError::Invalid)?;
            let url = format!("{}/ramp", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("accountName", &account_name)?)
                .query(&crate::query::pairs("page", &page)?)
                .query(&crate::query::pairs("perPage", &per_page)?)
                .query(&crate::query::pairs("rampReference", &ramp_reference)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /ramp`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `accountName is required`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::RampsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_ramps"))?;
            client.exchange("list_ramps", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::create_ramp`](super::Client::create_ramp).
    #[must_use = "a request does nothing until it is sent"]
    pub struct CreateRamp<'a> {
        client: &'a super::Client,
        body: Result<types::builder::RampRequest, String>,
    }
    impl<'a> CreateRamp<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::RampRequest>,
            <V as std::convert::TryInto<types::RampRequest>>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::RampRequest,
            ) -> types::builder::RampRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::RampRequest::try_from(v).map_err(|e| e.to_string()))
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/ramp", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /ramp`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `ramp reference already exists`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::RampOrderResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("create_ramp"))?;
            client.exchange("create_ramp", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::get_ramp_breakdown`](super::Client::get_ramp_breakdown).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetRampBreakdown<'a> {
        client: &'a super::Client,
        body: Result<types::builder::RampBreakdownRequest, String>,
    }
    impl<'a> GetRampBreakdown<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::RampBreakdownRequest>,
            <V as std::convert::TryInto<
                types::RampBreakdownRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::RampBreakdownRequest,
            ) -> types::builder::RampBreakdownRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::RampBreakdownRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/ramp/breakdown", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /ramp/breakdown`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::RampBreakdownResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("get_ramp_breakdown"))?;
            client.exchange("get_ramp_breakdown", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::get_rate`](super::Client::get_rate).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetRate<'a> {
        client: &'a super::Client,
        from_amount: Result<Option<::partna_types::AmountParam>, String>,
        from_currency: Result<Option<::std::string::String>, String>,
        to_amount: Result<Option<::partna_types::AmountParam>, String>,
        to_currency: Result<Option<::std::string::String>, String>,
    }
    impl<'a> GetRate<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                from_amount: Ok(None),
                from_currency: Ok(None),
                to_amount: Ok(None),
                to_currency: Ok(None),
            }
        }
        /// Sell amount, in major units of `fromCurrency`.
        pub fn from_amount<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::AmountParam>,
        {
            self.from_amount = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: AmountParam` for from_amount failed"
                        .to_string()
                });
            self
        }
        /// Currency to sell.
        pub fn from_currency<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.from_currency = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for from_currency failed"
                        .to_string()
                });
            self
        }
        /// Buy amount, in major units of `toCurrency`.
        pub fn to_amount<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::AmountParam>,
        {
            self.to_amount = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: AmountParam` for to_amount failed"
                        .to_string()
                });
            self
        }
        /// Currency to buy.
        pub fn to_currency<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.to_currency = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for to_currency failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, from_amount, from_currency, to_amount, to_currency } = self;
            let from_amount = from_amount.map_err(RequestError::Invalid)?;
            let from_currency = from_currency.map_err(RequestError::Invalid)?;
            let to_amount = to_amount.map_err(RequestError::Invalid)?;
            let to_currency = to_currency.map_err(RequestError::Invalid)?;
            let url = format!("{}/rate", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("fromAmount", &from_amount)?)
                .query(&crate::query::pairs("fromCurrency", &from_currency)?)
                .query(&crate::query::pairs("toAmount", &to_amount)?)
                .query(&crate::query::pairs("toCurrency", &to_currency)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /rate`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 503, such as `Rates not available, please try again later`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::RatesResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("get_rate"))?;
            client.exchange("get_rate", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::verify_rate_key`](super::Client::verify_rate_key).
    #[must_use = "a request does nothing until it is sent"]
    pub struct VerifyRateKey<'a> {
        client: &'a super::Client,
        key: Result<Option<::std::string::String>, String>,
    }
    impl<'a> VerifyRateKey<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                key: Ok(None),
            }
        }
        /// Rate key to check.
        pub fn key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for key failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, key } = self;
            let key = key.map_err(RequestError::Invalid)?;
            let url = format!("{}/rate/verify-rate-key", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("key", &key)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /rate/verify-rate-key`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `invalid key`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::RateKeyResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("verify_rate_key"))?;
            client.exchange("verify_rate_key", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_supported_assets`](super::Client::list_supported_assets).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListSupportedAssets<'a> {
        client: &'a super::Client,
        currency: Result<Option<::partna_types::enums::Currency>, String>,
    }
    impl<'a> ListSupportedAssets<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                currency: Ok(None),
            }
        }
        /// Currency to filter by.
        pub fn currency<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::enums::Currency>,
        {
            self.currency = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: enums :: Currency` for currency failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, currency } = self;
            let currency = currency.map_err(RequestError::Invalid)?;
            let url = format!("{}/supported/assets", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("currency", &currency)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /supported/assets`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::SupportedAssetsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_supported_assets"))?;
            client.exchange("list_supported_assets", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_transactions`](super::Client::list_transactions).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListTransactions<'a> {
        client: &'a super::Client,
        account_name: Result<Option<::std::string::String>, String>,
        currency: Result<Option<::partna_types::enums::Currency>, String>,
        limit: Result<Option<i64>, String>,
        status: Result<Option<::partna_types::enums::TransactionStatus>, String>,
        transaction_reference: Result<Option<::std::string::String>, String>,
        type_: Result<Option<::partna_types::enums::TransactionKind>, String>,
        unix_end_date: Result<Option<::partna_types::UnixSeconds>, String>,
        unix_start_date: Result<Option<::partna_types::UnixSeconds>, String>,
        username: Result<Option<::std::string::String>, String>,
    }
    impl<'a> ListTransactions<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                account_name: Ok(None),
                currency: Ok(None),
                limit: Ok(None),
                status: Ok(None),
                transaction_reference: Ok(None),
                type_: Ok(None),
                unix_end_date: Ok(None),
                unix_start_date: Ok(None),
                username: Ok(None),
            }
        }
        /// Account to filter by.
        pub fn account_name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.account_name = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for account_name failed"
                        .to_string()
                });
            self
        }
        /// Currency to filter by.
        pub fn currency<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::enums::Currency>,
        {
            self.currency = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: enums :: Currency` for currency failed"
                        .to_string()
                });
            self
        }
        /// Maximum number of transactions to return. The API's default is 100, its maximum 1000.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `i64` for limit failed".to_string());
            self
        }
        /// Status to filter by.
        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::enums::TransactionStatus>,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: enums :: TransactionStatus` for status failed"
                        .to_string()
                });
            self
        }
        /// Reference of the transaction to list.
        pub fn transaction_reference<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.transaction_reference = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for transaction_reference failed"
                        .to_string()
                });
            self
        }
        /// Kind of transaction to filter by.
        pub fn type_<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::enums::TransactionKind>,
        {
            self.type_ = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: enums :: TransactionKind` for type_ failed"
                        .to_string()
                });
            self
        }
        /// End of the time window, in Unix seconds; must be later than the start.
        pub fn unix_end_date<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::UnixSeconds>,
        {
            self.unix_end_date = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: UnixSeconds` for unix_end_date failed"
                        .to_string()
                });
            self
        }
        /// Start of the time window, in Unix seconds.
        pub fn unix_start_date<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::UnixSeconds>,
        {
            self.unix_start_date = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: partna_types :: UnixSeconds` for unix_start_date failed"
                        .to_string()
                });
            self
        }
        /// Merchant to filter by.
        pub fn username<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.username = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for username failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self {
                client,
                account_name,
                currency,
                limit,
                status,
                transaction_reference,
                type_,
                unix_end_date,
                unix_start_date,
                username,
            } = self;
            let account_name = account_name.map_err(RequestError::Invalid)?;
            let currency = currency.map_err(RequestError::Invalid)?;
            let limit = limit.map_err(RequestError::Invalid)?;
            let status = status.map_err(RequestError::Invalid)?;
            let transaction_reference = transaction_reference
                .map_err(RequestError::Invalid)?;
            let type_ = type_.map_err(RequestError::Invalid)?;
            let unix_end_date = unix_end_date.map_err(RequestError::Invalid)?;
            let unix_start_date = unix_start_date.map_err(RequestError::Invalid)?;
            let username = username.map_err(RequestError::Invalid)?;
            let url = format!("{}/transfer", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("accountName", &account_name)?)
                .query(&crate::query::pairs("currency", &currency)?)
                .query(&crate::query::pairs("limit", &limit)?)
                .query(&crate::query::pairs("status", &status)?)
                .query(
                    &crate::query::pairs("transactionReference", &transaction_reference)?,
                )
                .query(&crate::query::pairs("type", &type_)?)
                .query(&crate::query::pairs("unixEndDate", &unix_end_date)?)
                .query(&crate::query::pairs("unixStartDate", &unix_start_date)?)
                .query(&crate::query::pairs("username", &username)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /transfer`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 401, such as `endpoint temporarily disabled`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::TransactionsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_transactions"))?;
            client.exchange("list_transactions", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::create_transfer`](super::Client::create_transfer).
    #[must_use = "a request does nothing until it is sent"]
    pub struct CreateTransfer<'a> {
        client: &'a super::Client,
        body: Result<types::builder::TransferRequest, String>,
    }
    impl<'a> CreateTransfer<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TransferRequest>,
            <V as std::convert::TryInto<
                types::TransferRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::TransferRequest,
            ) -> types::builder::TransferRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::TransferRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/transfer", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /transfer`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `insufficient funds`
        /// - 404, such as `toAccount not found`
        /// - 409, such as `transactionReference already exist`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::TransferResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("create_transfer"))?;
            client.exchange("create_transfer", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::get_transaction`](super::Client::get_transaction).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetTransaction<'a> {
        client: &'a super::Client,
        account_name: Result<Option<::std::string::String>, String>,
        transaction_reference: Result<::std::string::String, String>,
    }
    impl<'a> GetTransaction<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                account_name: Ok(None),
                transaction_reference: Err(
                    "transaction_reference was not initialized".to_string(),
                ),
            }
        }
        /// Account that the transaction belongs to.
        pub fn account_name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.account_name = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for account_name failed"
                        .to_string()
                });
            self
        }
        /// Reference of the transaction.
        pub fn transaction_reference<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.transaction_reference = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for transaction_reference failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, account_name, transaction_reference } = self;
            let account_name = account_name.map_err(RequestError::Invalid)?;
            let transaction_reference = transaction_reference
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/transfer/details", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("accountName", &account_name)?)
                .query(
                    &crate::query::pairs("transactionReference", &transaction_reference)?,
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /transfer/details`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 404, such as `transaction not found`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::TransactionDetailsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("get_transaction"))?;
            client.exchange("get_transaction", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::initiate_transfer`](super::Client::initiate_transfer).
    #[must_use = "a request does nothing until it is sent"]
    pub struct InitiateTransfer<'a> {
        client: &'a super::Client,
        body: Result<types::builder::CollectionRequest, String>,
    }
    impl<'a> InitiateTransfer<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::CollectionRequest>,
            <V as std::convert::TryInto<
                types::CollectionRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::CollectionRequest,
            ) -> types::builder::CollectionRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::CollectionRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/transfer/initiate", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /transfer/initiate`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::Acknowledgement>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("initiate_transfer"))?;
            client.exchange("initiate_transfer", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::create_withdrawal`](super::Client::create_withdrawal).
    #[must_use = "a request does nothing until it is sent"]
    pub struct CreateWithdrawal<'a> {
        client: &'a super::Client,
        body: Result<types::builder::WithdrawalRequest, String>,
    }
    impl<'a> CreateWithdrawal<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::WithdrawalRequest>,
            <V as std::convert::TryInto<
                types::WithdrawalRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::WithdrawalRequest,
            ) -> types::builder::WithdrawalRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::WithdrawalRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/transfer/withdraw", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /transfer/withdraw`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `wrong network address`
        /// - 401, such as `no withdrawal api key cannot access POST /transfer/withdraw`
        /// - 409, such as `transactionReference already exist`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::Acknowledgement>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("create_withdrawal"))?;
            client.exchange("create_withdrawal", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::update_user`](super::Client::update_user).
    #[must_use = "a request does nothing until it is sent"]
    pub struct UpdateUser<'a> {
        client: &'a super::Client,
        body: Result<types::builder::UserRequest, String>,
    }
    impl<'a> UpdateUser<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::UserRequest>,
            <V as std::convert::TryInto<types::UserRequest>>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::UserRequest,
            ) -> types::builder::UserRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::UserRequest::try_from(v).map_err(|e| e.to_string()))
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/user", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /user`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `endpoint id not found`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("update_user"))?;
            client.exchange("update_user", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::activate_user`](super::Client::activate_user).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ActivateUser<'a> {
        client: &'a super::Client,
        body: Result<types::builder::UserActivationRequest, String>,
    }
    impl<'a> ActivateUser<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::UserActivationRequest>,
            <V as std::convert::TryInto<
                types::UserActivationRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::UserActivationRequest,
            ) -> types::builder::UserActivationRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::UserActivationRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/user/activate", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /user/activate`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `username or email already exists`
        /// - 401, such as `unauthorised self registration`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("activate_user"))?;
            client.exchange("activate_user", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_admins`](super::Client::list_admins).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListAdmins<'a> {
        client: &'a super::Client,
    }
    impl<'a> ListAdmins<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/user/admin", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /user/admin`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::AdminsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_admins"))?;
            client.exchange("list_admins", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::create_admin`](super::Client::create_admin).
    #[must_use = "a request does nothing until it is sent"]
    pub struct CreateAdmin<'a> {
        client: &'a super::Client,
        body: Result<types::builder::AdminRequest, String>,
    }
    impl<'a> CreateAdmin<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::AdminRequest>,
            <V as std::convert::TryInto<types::AdminRequest>>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::AdminRequest,
            ) -> types::builder::AdminRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::AdminRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/user/admin", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /user/admin`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("create_admin"))?;
            client.exchange("create_admin", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::delete_admin`](super::Client::delete_admin).
    #[must_use = "a request does nothing until it is sent"]
    pub struct DeleteAdmin<'a> {
        client: &'a super::Client,
        email: Result<Option<::std::string::String>, String>,
    }
    impl<'a> DeleteAdmin<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                email: Ok(None),
            }
        }
        /// E-mail address of the administrator.
        pub fn email<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.email = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for email failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, email } = self;
            let email = email.map_err(RequestError::Invalid)?;
            let url = format!("{}/user/admin", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("email", &email)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `DELETE /user/admin`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("delete_admin"))?;
            client.exchange("delete_admin", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::generate_api_key`](super::Client::generate_api_key).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GenerateApiKey<'a> {
        client: &'a super::Client,
        body: Result<types::builder::ApiKeyRequest, String>,
    }
    impl<'a> GenerateApiKey<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ApiKeyRequest>,
            <V as std::convert::TryInto<types::ApiKeyRequest>>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::ApiKeyRequest,
            ) -> types::builder::ApiKeyRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::ApiKeyRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/user/apikey", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /user/apikey`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `invalid API scope`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ApiKeyResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("generate_api_key"))?;
            client.exchange("generate_api_key", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::delete_api_key`](super::Client::delete_api_key).
    #[must_use = "a request does nothing until it is sent"]
    pub struct DeleteApiKey<'a> {
        client: &'a super::Client,
        apikey_hash: Result<::partna_types::Secret, String>,
    }
    impl<'a> DeleteApiKey<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                apikey_hash: Err("apikey_hash was not initialized".to_string()),
            }
        }
        /// Short form of the key, presumably the one that `list_api_keys` returns.
        pub fn apikey_hash<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::partna_types::Secret>,
        {
            self.apikey_hash = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: partna_types :: Secret` for apikey_hash failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, apikey_hash } = self;
            let apikey_hash = apikey_hash.map_err(RequestError::Invalid)?;
            let url = format!("{}/user/apikey", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("apikeyHash", &apikey_hash)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `DELETE /user/apikey`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `invalid key`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("delete_api_key"))?;
            client.exchange("delete_api_key", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_api_key_scopes`](super::Client::list_api_key_scopes).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListApiKeyScopes<'a> {
        client: &'a super::Client,
    }
    impl<'a> ListApiKeyScopes<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/user/apikey-scope", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /user/apikey-scope`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ApiKeyScopesResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_api_key_scopes"))?;
            client.exchange("list_api_key_scopes", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_api_keys`](super::Client::list_api_keys).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListApiKeys<'a> {
        client: &'a super::Client,
    }
    impl<'a> ListApiKeys<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/user/apikeys", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /user/apikeys`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ApiKeysResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_api_keys"))?;
            client.exchange("list_api_keys", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::get_balances`](super::Client::get_balances).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetBalances<'a> {
        client: &'a super::Client,
    }
    impl<'a> GetBalances<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/user/balances", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /user/balances`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::BalancesResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("get_balances"))?;
            client.exchange("get_balances", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::invalidate_api_key`](super::Client::invalidate_api_key).
    #[must_use = "a request does nothing until it is sent"]
    pub struct InvalidateApiKey<'a> {
        client: &'a super::Client,
        body: Result<types::builder::InvalidateApiKeyRequest, String>,
    }
    impl<'a> InvalidateApiKey<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::InvalidateApiKeyRequest>,
            <V as std::convert::TryInto<
                types::InvalidateApiKeyRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::InvalidateApiKeyRequest,
            ) -> types::builder::InvalidateApiKeyRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::InvalidateApiKeyRequest::try_from(v)
                        .map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/user/invalidate-apikey", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /user/invalidate-apikey`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ApiKeyResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("invalidate_api_key"))?;
            client.exchange("invalidate_api_key", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::list_whitelisted_ips`](super::Client::list_whitelisted_ips).
    #[must_use = "a request does nothing until it is sent"]
    pub struct ListWhitelistedIps<'a> {
        client: &'a super::Client,
        merchant_name: Result<Option<::std::string::String>, String>,
    }
    impl<'a> ListWhitelistedIps<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                merchant_name: Ok(None),
            }
        }
        /// User name of the merchant.
        pub fn merchant_name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.merchant_name = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for merchant_name failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, merchant_name } = self;
            let merchant_name = merchant_name.map_err(RequestError::Invalid)?;
            let url = format!("{}/user/ip-whitelist", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("merchantName", &merchant_name)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /user/ip-whitelist`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::WhitelistResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("list_whitelisted_ips"))?;
            client.exchange("list_whitelisted_ips", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::add_whitelisted_ips`](super::Client::add_whitelisted_ips).
    #[must_use = "a request does nothing until it is sent"]
    pub struct AddWhitelistedIps<'a> {
        client: &'a super::Client,
        body: Result<types::builder::WhitelistRequest, String>,
    }
    impl<'a> AddWhitelistedIps<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::WhitelistRequest>,
            <V as std::convert::TryInto<
                types::WhitelistRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::WhitelistRequest,
            ) -> types::builder::WhitelistRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::WhitelistRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/user/ip-whitelist", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /user/ip-whitelist`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("add_whitelisted_ips"))?;
            client.exchange("add_whitelisted_ips", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::delete_whitelisted_ip`](super::Client::delete_whitelisted_ip).
    #[must_use = "a request does nothing until it is sent"]
    pub struct DeleteWhitelistedIp<'a> {
        client: &'a super::Client,
        ip_address: Result<::std::string::String, String>,
        merchant_name: Result<Option<::std::string::String>, String>,
    }
    impl<'a> DeleteWhitelistedIp<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                ip_address: Err("ip_address was not initialized".to_string()),
                merchant_name: Ok(None),
            }
        }
        /// The address.
        pub fn ip_address<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.ip_address = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for ip_address failed"
                        .to_string()
                });
            self
        }
        /// User name of the merchant.
        pub fn merchant_name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.merchant_name = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for merchant_name failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, ip_address, merchant_name } = self;
            let ip_address = ip_address.map_err(RequestError::Invalid)?;
            let merchant_name = merchant_name.map_err(RequestError::Invalid)?;
            let url = format!("{}/user/ip-whitelist", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("ipAddress", &ip_address)?)
                .query(&crate::query::pairs("merchantName", &merchant_name)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `DELETE /user/ip-whitelist`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("delete_whitelisted_ip"))?;
            client.exchange("delete_whitelisted_ip", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::get_kyc_exemption`](super::Client::get_kyc_exemption).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetKycExemption<'a> {
        client: &'a super::Client,
    }
    impl<'a> GetKycExemption<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/user/kyc-exempt", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /user/kyc-exempt`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `user not exempted`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("get_kyc_exemption"))?;
            client.exchange("get_kyc_exemption", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::get_user_profile`](super::Client::get_user_profile).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetUserProfile<'a> {
        client: &'a super::Client,
        account_name: Result<::std::string::String, String>,
    }
    impl<'a> GetUserProfile<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                account_name: Err("account_name was not initialized".to_string()),
            }
        }
        /// Name of the customer's account.
        pub fn account_name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.account_name = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for account_name failed"
                        .to_string()
                });
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, account_name } = self;
            let account_name = account_name.map_err(RequestError::Invalid)?;
            let url = format!("{}/user/profile", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&crate::query::pairs("accountName", &account_name)?)
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /user/profile`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::UserProfileResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("get_user_profile"))?;
            client.exchange("get_user_profile", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::get_settings`](super::Client::get_settings).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetSettings<'a> {
        client: &'a super::Client,
    }
    impl<'a> GetSettings<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/user/settings", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /user/settings`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::SettingsResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("get_settings"))?;
            client.exchange("get_settings", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::update_settings`](super::Client::update_settings).
    #[must_use = "a request does nothing until it is sent"]
    pub struct UpdateSettings<'a> {
        client: &'a super::Client,
        body: Result<types::builder::SettingsRequest, String>,
    }
    impl<'a> UpdateSettings<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::SettingsRequest>,
            <V as std::convert::TryInto<
                types::SettingsRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::SettingsRequest,
            ) -> types::builder::SettingsRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::SettingsRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/user/settings", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `PUT /user/settings`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `validation error`
        /// - 404, such as `invalid feeAccount name`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("update_settings"))?;
            client.exchange("update_settings", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::get_webhook`](super::Client::get_webhook).
    #[must_use = "a request does nothing until it is sent"]
    pub struct GetWebhook<'a> {
        client: &'a super::Client,
    }
    impl<'a> GetWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/user/webhook", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `GET /user/webhook`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::WebhookResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("get_webhook"))?;
            client.exchange("get_webhook", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::set_webhook`](super::Client::set_webhook).
    #[must_use = "a request does nothing until it is sent"]
    pub struct SetWebhook<'a> {
        client: &'a super::Client,
        body: Result<types::builder::WebhookRequest, String>,
    }
    impl<'a> SetWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        /// Sets the whole body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::WebhookRequest>,
            <V as std::convert::TryInto<
                types::WebhookRequest,
            >>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map(From::from).map_err(|e| e.to_string());
            self
        }
        /// Changes the body built so far.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::WebhookRequest,
            ) -> types::builder::WebhookRequest,
        {
            self.body = self.body.map(f);
            self
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::WebhookRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(RequestError::Invalid)?;
            let url = format!("{}/user/webhook", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .build()?;
            Ok((client, request))
        }
        /// Sends `POST /user/webhook`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("set_webhook"))?;
            client.exchange("set_webhook", request).await
        }
    }
    #[derive(Debug, Clone)]
    /// Builds a request of [`Client::delete_webhook`](super::Client::delete_webhook).
    #[must_use = "a request does nothing until it is sent"]
    pub struct DeleteWebhook<'a> {
        client: &'a super::Client,
    }
    impl<'a> DeleteWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }
        pub(crate) fn request(
            self,
        ) -> Result<(&'a super::Client, reqwest::Request), RequestError> {
            let Self { client } = self;
            let url = format!("{}/user/webhook", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            Ok((client, request))
        }
        /// Sends `DELETE /user/webhook`.
        ///
        /// # Errors
        ///
        /// [`crate::Error`] says what happened.
        /// - 400, such as `no url to delete`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::MessageResponse>, crate::Error> {
            let (client, request) = self
                .request()
                .map_err(|error| error.of_operation("delete_webhook"))?;
            client.exchange("delete_webhook", request).await
        }
    }
    impl crate::referenced::Sealed for ConvertCurrency<'_> {}
    impl crate::Referenced for ConvertCurrency<'_> {
        type Body = types::ConversionRequest;
        type Response = types::ConversionResponse;
        type Duplicates = crate::Unproven;
        const OPERATION: &'static str = "convert_currency";
        fn into_parts(self) -> Result<(super::Client, Self::Body), crate::Error> {
            let body = self
                .body
                .and_then(|body| {
                    types::ConversionRequest::try_from(body)
                        .map_err(|error| error.to_string())
                });
            let body = body
                .map_err(|problem| {
                    RequestError::Invalid(problem).of_operation("convert_currency")
                })?;
            Ok((self.client.clone(), body))
        }
        fn reference(body: &mut Self::Body) -> &mut Option<String> {
            &mut body.transaction_reference
        }
    }
    impl crate::referenced::Sealed for PreorderConversion<'_> {}
    impl crate::Referenced for PreorderConversion<'_> {
        type Body = types::PreorderRequest;
        type Response = types::PreorderResponse;
        type Duplicates = crate::Unproven;
        const OPERATION: &'static str = "preorder_conversion";
        fn into_parts(self) -> Result<(super::Client, Self::Body), crate::Error> {
            let body = self
                .body
                .and_then(|body| {
                    types::PreorderRequest::try_from(body)
                        .map_err(|error| error.to_string())
                });
            let body = body
                .map_err(|problem| {
                    RequestError::Invalid(problem).of_operation("preorder_conversion")
                })?;
            Ok((self.client.clone(), body))
        }
        fn reference(body: &mut Self::Body) -> &mut Option<String> {
            &mut body.transaction_reference
        }
    }
    impl crate::referenced::Sealed for CreateMockDeposit<'_> {}
    impl crate::Referenced for CreateMockDeposit<'_> {
        type Body = types::MockDepositRequest;
        type Response = types::MessageResponse;
        type Duplicates = crate::Unproven;
        const OPERATION: &'static str = "create_mock_deposit";
        fn into_parts(self) -> Result<(super::Client, Self::Body), crate::Error> {
            let body = self
                .body
                .and_then(|body| {
                    types::MockDepositRequest::try_from(body)
                        .map_err(|error| error.to_string())
                });
            let body = body
                .map_err(|problem| {
                    RequestError::Invalid(problem).of_operation("create_mock_deposit")
                })?;
            Ok((self.client.clone(), body))
        }
        fn reference(body: &mut Self::Body) -> &mut Option<String> {
            &mut body.reference
        }
    }
    impl crate::referenced::Sealed for CreateRamp<'_> {}
    impl crate::Referenced for CreateRamp<'_> {
        type Body = types::RampRequest;
        type Response = types::RampOrderResponse;
        type Duplicates = crate::Rejected;
        const OPERATION: &'static str = "create_ramp";
        fn into_parts(self) -> Result<(super::Client, Self::Body), crate::Error> {
            let body = self
                .body
                .and_then(|body| {
                    types::RampRequest::try_from(body).map_err(|error| error.to_string())
                });
            let body = body
                .map_err(|problem| {
                    RequestError::Invalid(problem).of_operation("create_ramp")
                })?;
            Ok((self.client.clone(), body))
        }
        fn reference(body: &mut Self::Body) -> &mut Option<String> {
            &mut body.ramp_reference
        }
    }
    impl crate::referenced::Sealed for CreateTransfer<'_> {}
    impl crate::Referenced for CreateTransfer<'_> {
        type Body = types::TransferRequest;
        type Response = types::TransferResponse;
        type Duplicates = crate::Rejected;
        const OPERATION: &'static str = "create_transfer";
        fn into_parts(self) -> Result<(super::Client, Self::Body), crate::Error> {
            let body = self
                .body
                .and_then(|body| {
                    types::TransferRequest::try_from(body)
                        .map_err(|error| error.to_string())
                });
            let body = body
                .map_err(|problem| {
                    RequestError::Invalid(problem).of_operation("create_transfer")
                })?;
            Ok((self.client.clone(), body))
        }
        fn reference(body: &mut Self::Body) -> &mut Option<String> {
            &mut body.transaction_reference
        }
    }
    impl crate::referenced::Sealed for InitiateTransfer<'_> {}
    impl crate::Referenced for InitiateTransfer<'_> {
        type Body = types::CollectionRequest;
        type Response = types::Acknowledgement;
        type Duplicates = crate::Unproven;
        const OPERATION: &'static str = "initiate_transfer";
        fn into_parts(self) -> Result<(super::Client, Self::Body), crate::Error> {
            let body = self
                .body
                .and_then(|body| {
                    types::CollectionRequest::try_from(body)
                        .map_err(|error| error.to_string())
                });
            let body = body
                .map_err(|problem| {
                    RequestError::Invalid(problem).of_operation("initiate_transfer")
                })?;
            Ok((self.client.clone(), body))
        }
        fn reference(body: &mut Self::Body) -> &mut Option<String> {
            &mut body.transaction_reference
        }
    }
    impl crate::referenced::Sealed for CreateWithdrawal<'_> {}
    impl crate::Referenced for CreateWithdrawal<'_> {
        type Body = types::WithdrawalRequest;
        type Response = types::Acknowledgement;
        type Duplicates = crate::Rejected;
        const OPERATION: &'static str = "create_withdrawal";
        fn into_parts(self) -> Result<(super::Client, Self::Body), crate::Error> {
            let body = self
                .body
                .and_then(|body| {
                    types::WithdrawalRequest::try_from(body)
                        .map_err(|error| error.to_string())
                });
            let body = body
                .map_err(|problem| {
                    RequestError::Invalid(problem).of_operation("create_withdrawal")
                })?;
            Ok((self.client.clone(), body))
        }
        fn reference(body: &mut Self::Body) -> &mut Option<String> {
            &mut body.transaction_reference
        }
    }
}
