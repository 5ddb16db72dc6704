// Made by `cargo xtask generate` from openapi/partna.json; do not edit.

use partna_client::builder;
use crate::Partna;
/// Account: Customer accounts and profiles.
impl Partna {
    /// Lists accounts with their ledgers
    ///
    /// Lists the merchant's accounts, or only the account in `accountName`. Balances are in major currency units. The response has no total: read pages until a page has fewer entries than `perPage`.
    ///
    /// Sends `GET /account`. It changes nothing.
    pub fn list_accounts(&self) -> builder::ListAccounts<'_> {
        self.client().list_accounts()
    }
    /// Opens a bank account for a customer
    ///
    /// Opens a virtual bank account in NGN or KES. The customer's KYC must be complete.
    ///
    /// Sends `PUT /account`. It writes, and takes no reference by which it could be found again.
    pub fn create_bank_account(&self) -> builder::CreateBankAccount<'_> {
        self.client().create_bank_account()
    }
    /// Creates an account
    ///
    /// Creates an account for a customer, with a ledger in every currency. E-mail addresses are unique per merchant: the API rejects a second account with the same e-mail address with 400 or 409. Find the existing account by its e-mail address with `list_account_details`.
    ///
    /// Sends `POST /account`. It writes, and takes no reference by which it could be found again.
    pub fn create_account(&self) -> builder::CreateAccount<'_> {
        self.client().create_account()
    }
    /// Lists customers with bank accounts and KYC records
    ///
    /// Lists customers with their bank accounts and KYC records by country, one page at a time, or only the customer in `accountName`.
    ///
    /// Sends `GET /account/account-details`. It changes nothing.
    pub fn list_account_details(&self) -> builder::ListAccountDetails<'_> {
        self.client().list_account_details()
    }
    /// Completes the registration of a customer
    ///
    /// Completes a registration that `register_account` started, with the code that the customer received. Only for merchants whose registration type is open. Does not require credentials.
    ///
    /// Sends `POST /account/complete-registration`. It writes, and takes no reference by which it could be found again.
    pub fn complete_registration(&self) -> builder::CompleteRegistration<'_> {
        self.client().complete_registration()
    }
    /// Changes the e-mail address of an account
    ///
    /// Replaces the e-mail address of a customer's account.
    ///
    /// Sends `PUT /account/email`. It writes, and takes no reference by which it could be found again.
    pub fn update_account_email(&self) -> builder::UpdateAccountEmail<'_> {
        self.client().update_account_email()
    }
    /// Gets the profile of the calling merchant
    ///
    /// Returns the profile of the merchant that the credentials belong to. Use it as a cheap check that the credentials work.
    ///
    /// Sends `GET /account/myprofile`. It changes nothing.
    pub fn get_my_profile(&self) -> builder::GetMyProfile<'_> {
        self.client().get_my_profile()
    }
    /// Lists permission sets
    ///
    /// Lists the permission sets that administrators can receive.
    ///
    /// Sends `GET /account/permissions`. It changes nothing.
    pub fn list_permissions(&self) -> builder::ListPermissions<'_> {
        self.client().list_permissions()
    }
    /// Starts the registration of a customer
    ///
    /// Sends a code to a customer who registers an account with a merchant. Only for merchants whose registration type is open. Does not require credentials.
    ///
    /// Sends `POST /account/register`. It writes, and takes no reference by which it could be found again.
    pub fn register_account(&self) -> builder::RegisterAccount<'_> {
        self.client().register_account()
    }
    /// Searches accounts by name
    ///
    /// Lists the names of the accounts that match a text of at least 2 characters.
    ///
    /// Sends `GET /account/search`. It changes nothing.
    pub fn search_accounts(&self) -> builder::SearchAccounts<'_> {
        self.client().search_accounts()
    }
    /// Gets the profile of a customer
    ///
    /// Returns the person behind an account, and the countries in which their KYC is complete.
    ///
    /// Sends `GET /user/profile`. It changes nothing.
    pub fn get_user_profile(&self) -> builder::GetUserProfile<'_> {
        self.client().get_user_profile()
    }
}
/// Admin: Merchant administration.
impl Partna {
    /// Lists the IP whitelist
    ///
    /// Lists the IP addresses from which clients may call the API.
    ///
    /// Sends `GET /user/ip-whitelist`. It changes nothing.
    pub fn list_whitelisted_ips(&self) -> builder::ListWhitelistedIps<'_> {
        self.client().list_whitelisted_ips()
    }
    /// Adds addresses to the IP whitelist
    ///
    /// Adds IP addresses from which clients may call the API.
    ///
    /// Sends `POST /user/ip-whitelist`. It writes, and takes no reference by which it could be found again.
    pub fn add_whitelisted_ips(&self) -> builder::AddWhitelistedIps<'_> {
        self.client().add_whitelisted_ips()
    }
    /// Removes an address from the IP whitelist
    ///
    /// Removes one IP address from which clients may call the API.
    ///
    /// Sends `DELETE /user/ip-whitelist`. It writes, and takes no reference by which it could be found again.
    pub fn delete_whitelisted_ip(&self) -> builder::DeleteWhitelistedIp<'_> {
        self.client().delete_whitelisted_ip()
    }
}
/// Bank: Banks and bank codes.
impl Partna {
    /// Lists banks
    ///
    /// Lists the banks of a currency with the bank codes that withdrawals and offramps require. Does not require credentials.
    ///
    /// Sends `GET /banks`. It changes nothing. The vendor's guide calls it `GET /bank`.
    pub fn list_banks(&self) -> builder::ListBanks<'_> {
        self.client().list_banks()
    }
}
/// Discount: Volume discounts.
impl Partna {
    /// Lists volume discounts
    ///
    /// Lists the discounts on offramps from USD to NGN, by transaction value.
    ///
    /// Sends `GET /discount`. It changes nothing.
    pub fn list_discounts(&self) -> builder::ListDiscounts<'_> {
        self.client().list_discounts()
    }
}
/// KYC: Identity verification (KYC) of customers.
impl Partna {
    /// Starts the KYC of a customer
    ///
    /// Looks up a customer by BVN in Nigeria or by phone number in Kenya, and returns the verification methods available to the customer. The number of look-ups is limited. The error `kyc previously completed` means that the KYC is already complete.
    ///
    /// Sends `POST /kyc`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /kyc/initiate`.
    pub fn start_kyc(&self) -> builder::StartKyc<'_> {
        self.client().start_kyc()
    }
    /// Submits the KYC record of a customer
    ///
    /// Records KYC data that the merchant has verified. Only for merchants that are exempt from KYC; `get_kyc_exemption` returns whether a merchant is exempt.
    ///
    /// Sends `POST /kyc/complete-kyc`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /kyc/merchant-kyc`.
    pub fn complete_kyc(&self) -> builder::CompleteKyc<'_> {
        self.client().complete_kyc()
    }
    /// Confirms KYC with the code received
    ///
    /// Completes KYC with the code that the customer received by SMS or e-mail. Staging accepts 123456.
    ///
    /// Sends `PUT /kyc/confirm-otp`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_kyc_otp(&self) -> builder::ConfirmKycOtp<'_> {
        self.client().confirm_kyc_otp()
    }
    /// Confirms the phone number of a BVN
    ///
    /// Submits the full phone number of the BVN record. Call it if the API requires a confirmed phone number before it accepts a verification method; then choose the method again.
    ///
    /// Sends `PUT /kyc/confirm-phone`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_kyc_phone(&self) -> builder::ConfirmKycPhone<'_> {
        self.client().confirm_kyc_phone()
    }
    /// Chooses a verification method, by the older path
    ///
    /// Does the same as `set_kyc_verification_method`, under the older path.
    ///
    /// Sends `PUT /kyc/handle-otp`. It writes, and takes no reference by which it could be found again.
    pub fn send_kyc_otp(&self) -> builder::SendKycOtp<'_> {
        self.client().send_kyc_otp()
    }
    /// Looks up the holder of a bank account
    ///
    /// Returns the name of a bank account's holder. Changes nothing, although it is a POST.
    ///
    /// Sends `POST /kyc/resolve-account`. It changes nothing.
    pub fn resolve_bank_account(&self) -> builder::ResolveBankAccount<'_> {
        self.client().resolve_bank_account()
    }
    /// Lists the verification methods of a country
    ///
    /// Lists the KYC methods of the country that a currency selects.
    ///
    /// Sends `GET /kyc/supported-methods`. It changes nothing. The vendor's guide calls it `GET /kyc/verification-methods`.
    pub fn list_kyc_methods(&self) -> builder::ListKycMethods<'_> {
        self.client().list_kyc_methods()
    }
    /// Chooses a verification method
    ///
    /// Chooses how a customer proves ownership of the BVN, and sends the code. A response or an error may require confirmation of the phone number first, with `confirm_kyc_phone`.
    ///
    /// Sends `PUT /kyc/verification-method`. It writes, and takes no reference by which it could be found again.
    pub fn set_kyc_verification_method(&self) -> builder::SetKycVerificationMethod<'_> {
        self.client().set_kyc_verification_method()
    }
    /// Lists the verified phone numbers of a customer
    ///
    /// Lists the numbers that a customer has verified in a country, with the `phoneID` that ramps in KES require.
    ///
    /// Sends `GET /phone`. It changes nothing.
    pub fn list_phones(&self) -> builder::ListPhones<'_> {
        self.client().list_phones()
    }
    /// Registers the phone number of a customer
    ///
    /// Registers a phone number for verification, and returns the available verification methods.
    ///
    /// Sends `POST /phone`. It writes, and takes no reference by which it could be found again.
    pub fn register_phone(&self) -> builder::RegisterPhone<'_> {
        self.client().register_phone()
    }
    /// Confirms a phone number with the code received
    ///
    /// Completes the verification of a phone number.
    ///
    /// Sends `PUT /phone/confirm`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_phone(&self) -> builder::ConfirmPhone<'_> {
        self.client().confirm_phone()
    }
    /// Chooses how a phone number is verified
    ///
    /// Starts a verification in which the API sends a code to the number, or waits for a code from the number.
    ///
    /// Sends `PUT /phone/verify`. It writes, and takes no reference by which it could be found again.
    pub fn verify_phone(&self) -> builder::VerifyPhone<'_> {
        self.client().verify_phone()
    }
    /// Checks whether a merchant may submit KYC data
    ///
    /// Succeeds for a merchant that is exempt from KYC. For any other merchant, the API returns 400.
    ///
    /// Sends `GET /user/kyc-exempt`. It changes nothing.
    pub fn get_kyc_exemption(&self) -> builder::GetKycExemption<'_> {
        self.client().get_kyc_exemption()
    }
}
/// MFA: Second factor (MFA) of the merchant.
impl Partna {
    /// Gets the status of the second factor
    ///
    /// Returns whether the calling merchant has enrolled an authenticator app.
    ///
    /// Sends `GET /mfa`. It changes nothing.
    pub fn get_mfa_status(&self) -> builder::GetMfaStatus<'_> {
        self.client().get_mfa_status()
    }
    /// Completes the enrollment of a second factor
    ///
    /// Verifies a code from the authenticator app and enables the second factor.
    ///
    /// Sends `PUT /mfa`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_mfa(&self) -> builder::ConfirmMfa<'_> {
        self.client().confirm_mfa()
    }
    /// Starts the enrollment of a second factor
    ///
    /// Creates the secrets for an authenticator app. The API shows them only once. Enrollment is complete after `confirm_mfa` has accepted a code.
    ///
    /// Sends `POST /mfa`. It writes, and takes no reference by which it could be found again.
    pub fn enroll_mfa(&self) -> builder::EnrollMfa<'_> {
        self.client().enroll_mfa()
    }
    /// Disables the second factor
    ///
    /// Removes the authenticator app of an account.
    ///
    /// Sends `PUT /mfa/disable`. It writes, and takes no reference by which it could be found again.
    pub fn disable_mfa(&self) -> builder::DisableMfa<'_> {
        self.client().disable_mfa()
    }
}
/// Mock: Simulated deposits, on staging only.
impl Partna {
    /// Simulates a deposit, on staging
    ///
    /// Simulates a deposit of crypto or fiat. Exists only on staging. The vendor's document requires no credentials for this operation; the vendor's guide sends them.
    ///
    /// Sends `POST /mock/deposit`. It writes; `reference` is the caller's own reference. Exists on staging alone, and is refused elsewhere before anything is sent.
    pub fn create_mock_deposit(&self) -> builder::CreateMockDeposit<'_> {
        self.client().create_mock_deposit()
    }
    /// Simulates a bank deposit, on staging
    ///
    /// Simulates a deposit of naira into a customer's bank account. Exists only on staging.
    ///
    /// Sends `POST /mock/deposit-fiat`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /mock/fiat-deposit`. Exists on staging alone, and is refused elsewhere before anything is sent.
    pub fn create_mock_fiat_deposit(&self) -> builder::CreateMockFiatDeposit<'_> {
        self.client().create_mock_fiat_deposit()
    }
}
/// Pricing: Fees that merchants owe.
impl Partna {
    /// Gets the fees that a merchant owes
    ///
    /// Returns the fees that have not been charged to a merchant yet.
    ///
    /// Sends `GET /pricing/pending`. It changes nothing.
    pub fn get_pending_pricing(&self) -> builder::GetPendingPricing<'_> {
        self.client().get_pending_pricing()
    }
    /// Triggers a billing step for a merchant
    ///
    /// Sends a reminder or a receipt, charges the merchant, or retries a charge. The operation has effects, although it is a GET: a charge moves money. It is never retried automatically. The vendor's current document lists no success response for it.
    ///
    /// Sends `GET /pricing/trigger`. It acts, although it is a GET.
    pub fn trigger_pricing(&self) -> builder::TriggerPricing<'_> {
        self.client().trigger_pricing()
    }
}
/// Ramp: Onramps and offramps.
impl Partna {
    /// Lists ramps
    ///
    /// Lists an account's onramps and offramps one page at a time, or only the ramp with a reference. `accountName` is optional in the vendor's document, but the API has been observed to require it.
    ///
    /// Sends `GET /ramp`. It changes nothing.
    pub fn list_ramps(&self) -> builder::ListRamps<'_> {
        self.client().list_ramps()
    }
    /// Creates an onramp or an offramp
    ///
    /// Orders a conversion from fiat to crypto or from crypto to fiat, at the rate of a rate key. The response states where the customer pays in. An account can have only one pending ramp. Set your own reference: the API rejects a reference that it has seen, and `list_ramps` finds the ramp by it.
    ///
    /// Sends `POST /ramp`. It writes; `rampReference` is the caller's own reference.
    pub fn create_ramp(&self) -> builder::CreateRamp<'_> {
        self.client().create_ramp()
    }
    /// Calculates the fees of a ramp
    ///
    /// Returns the cost of a ramp, itemized by fee. Changes nothing, although it is a POST.
    ///
    /// Sends `POST /ramp/breakdown`. It changes nothing.
    pub fn get_ramp_breakdown(&self) -> builder::GetRampBreakdown<'_> {
        self.client().get_ramp_breakdown()
    }
}
/// Rate: Exchange rates and rate keys.
impl Partna {
    /// Preorders a conversion
    ///
    /// Creates a rate key for the merchant. A conversion can be completed with this key later.
    ///
    /// Sends `POST /convert/preorder`. It writes; `transactionReference` is the caller's own reference.
    pub fn preorder_conversion(&self) -> builder::PreorderConversion<'_> {
        self.client().preorder_conversion()
    }
    /// Gets rates and rate keys
    ///
    /// Returns rates by currency pair, each with a rate key that fixes the rate for a short time.
    ///
    /// Sends `GET /rate`. It changes nothing.
    pub fn get_rate(&self) -> builder::GetRate<'_> {
        self.client().get_rate()
    }
    /// Checks a rate key
    ///
    /// Returns whether a rate key is valid and whether it has expired. The API rejects a malformed key with 400.
    ///
    /// Sends `GET /rate/verify-rate-key`. It changes nothing.
    pub fn verify_rate_key(&self) -> builder::VerifyRateKey<'_> {
        self.client().verify_rate_key()
    }
}
/// Supported: Supported currencies and networks for deposits and withdrawals.
impl Partna {
    /// Lists supported assets
    ///
    /// Lists currencies and networks with contract addresses, decimals, minimum withdrawals and fees. Does not require credentials.
    ///
    /// Sends `GET /supported/assets`. It changes nothing.
    pub fn list_supported_assets(&self) -> builder::ListSupportedAssets<'_> {
        self.client().list_supported_assets()
    }
}
/// Transfer: Transfers, withdrawals and transactions.
impl Partna {
    /// Converts between two ledgers of an account
    ///
    /// Sells one currency for another within an account, at the rate of a rate key. Dollar stablecoins are converted as USD.
    ///
    /// Sends `POST /convert`. It writes; `transactionReference` is the caller's own reference.
    pub fn convert_currency(&self) -> builder::ConvertCurrency<'_> {
        self.client().convert_currency()
    }
    /// Lists transactions
    ///
    /// Lists transactions of every kind. The response is not paginated: narrow `unixStartDate` and `unixEndDate` instead. The API returns the error `endpoint temporarily disabled` with status 401; it is unrelated to credentials.
    ///
    /// Sends `GET /transfer`. It changes nothing.
    pub fn list_transactions(&self) -> builder::ListTransactions<'_> {
        self.client().list_transactions()
    }
    /// Transfers money between two accounts
    ///
    /// Debits one account and credits another in the same currency. The response contains no data: set your own reference and look up the transfer with `get_transaction`. The API rejects a reference that it has seen with 409.
    ///
    /// Sends `POST /transfer`. It writes; `transactionReference` is the caller's own reference.
    pub fn create_transfer(&self) -> builder::CreateTransfer<'_> {
        self.client().create_transfer()
    }
    /// Gets a transaction by its reference
    ///
    /// Returns one transaction. If the API does not find a reference, that does not prove that the transaction did not happen.
    ///
    /// Sends `GET /transfer/details`. It changes nothing.
    pub fn get_transaction(&self) -> builder::GetTransaction<'_> {
        self.client().get_transaction()
    }
    /// Initiates a mobile-money deposit
    ///
    /// Requests a deposit in GHS or KES from a payer's mobile-money account. NGN does not need this step.
    ///
    /// Sends `POST /transfer/initiate`. It writes; `transactionReference` is the caller's own reference.
    pub fn initiate_transfer(&self) -> builder::InitiateTransfer<'_> {
        self.client().initiate_transfer()
    }
    /// Withdraws to a bank, a phone or a blockchain
    ///
    /// Withdraws money from an account. The response contains only a message: set your own reference and look up the withdrawal with `get_transaction`. The API rejects a reference that it has seen with 409, and a key that is not permitted to withdraw with 401.
    ///
    /// Sends `POST /transfer/withdraw`. It writes; `transactionReference` is the caller's own reference.
    pub fn create_withdrawal(&self) -> builder::CreateWithdrawal<'_> {
        self.client().create_withdrawal()
    }
}
/// User: The merchant: API keys, webhook, settings and administrators.
impl Partna {
    /// Changes the endpoint and callback URL of a merchant
    ///
    /// Sets the callback URL and the endpoint of the calling merchant.
    ///
    /// Sends `PUT /user`. It writes, and takes no reference by which it could be found again.
    pub fn update_user(&self) -> builder::UpdateUser<'_> {
        self.client().update_user()
    }
    /// Creates and activates a user
    ///
    /// Creates a merchant user. The API rejects keys without this permission with 401.
    ///
    /// Sends `POST /user/activate`. It writes, and takes no reference by which it could be found again.
    pub fn activate_user(&self) -> builder::ActivateUser<'_> {
        self.client().activate_user()
    }
    /// Lists administrators
    ///
    /// Lists the merchant's active administrators. The response has neither `data` nor `message`.
    ///
    /// Sends `GET /user/admin`. It changes nothing.
    pub fn list_admins(&self) -> builder::ListAdmins<'_> {
        self.client().list_admins()
    }
    /// Adds an administrator
    ///
    /// Grants a person permissions on the merchant's account.
    ///
    /// Sends `POST /user/admin`. It writes, and takes no reference by which it could be found again.
    pub fn create_admin(&self) -> builder::CreateAdmin<'_> {
        self.client().create_admin()
    }
    /// Removes an administrator
    ///
    /// Revokes the permissions of an administrator.
    ///
    /// Sends `DELETE /user/admin`. It writes, and takes no reference by which it could be found again.
    pub fn delete_admin(&self) -> builder::DeleteAdmin<'_> {
        self.client().delete_admin()
    }
    /// Generates an API key
    ///
    /// Creates a key with a name and a scope. The API shows the key only once. To rotate a key, generate a new key, switch to it, then invalidate the old key.
    ///
    /// Sends `POST /user/apikey`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /user/api-key`.
    pub fn generate_api_key(&self) -> builder::GenerateApiKey<'_> {
        self.client().generate_api_key()
    }
    /// Deletes an API key
    ///
    /// Deletes a key, identified by its short form.
    ///
    /// Sends `DELETE /user/apikey`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `DELETE /user/api-key`.
    pub fn delete_api_key(&self) -> builder::DeleteApiKey<'_> {
        self.client().delete_api_key()
    }
    /// Lists the scopes of API keys
    ///
    /// Returns the names of the scopes with the letter of each scope.
    ///
    /// Sends `GET /user/apikey-scope`. It changes nothing. The vendor's guide calls it `GET /user/api-key/scopes`.
    pub fn list_api_key_scopes(&self) -> builder::ListApiKeyScopes<'_> {
        self.client().list_api_key_scopes()
    }
    /// Lists API keys
    ///
    /// Lists the merchant's keys by name. The response does not contain the keys themselves.
    ///
    /// Sends `GET /user/apikeys`. It changes nothing. The vendor's guide calls it `GET /user/api-keys`.
    pub fn list_api_keys(&self) -> builder::ListApiKeys<'_> {
        self.client().list_api_keys()
    }
    /// Gets balances
    ///
    /// Returns the balances of the merchant and of its customers, by currency.
    ///
    /// Sends `GET /user/balances`. It changes nothing.
    pub fn get_balances(&self) -> builder::GetBalances<'_> {
        self.client().get_balances()
    }
    /// Invalidates an API key
    ///
    /// Invalidates a key, identified by its full text, and returns a key.
    ///
    /// Sends `POST /user/invalidate-apikey`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /user/api-key/invalidate`.
    pub fn invalidate_api_key(&self) -> builder::InvalidateApiKey<'_> {
        self.client().invalidate_api_key()
    }
    /// Gets the settings of a merchant
    ///
    /// Returns the registration type, the fee, the deposit handling and the source of crypto payments.
    ///
    /// Sends `GET /user/settings`. It changes nothing.
    pub fn get_settings(&self) -> builder::GetSettings<'_> {
        self.client().get_settings()
    }
    /// Changes the settings of a merchant
    ///
    /// Changes the registration type, the fee, the deposit handling or the source of crypto payments. The API rejects invalid values with 400 and a list in `data`.
    ///
    /// Sends `PUT /user/settings`. It writes, and takes no reference by which it could be found again.
    pub fn update_settings(&self) -> builder::UpdateSettings<'_> {
        self.client().update_settings()
    }
    /// Gets the webhook address
    ///
    /// Returns the address to which the API delivers events.
    ///
    /// Sends `GET /user/webhook`. It changes nothing.
    pub fn get_webhook(&self) -> builder::GetWebhook<'_> {
        self.client().get_webhook()
    }
    /// Sets the webhook address
    ///
    /// Sets the address to which the API delivers events.
    ///
    /// Sends `POST /user/webhook`. It writes, and takes no reference by which it could be found again.
    pub fn set_webhook(&self) -> builder::SetWebhook<'_> {
        self.client().set_webhook()
    }
    /// Removes the webhook address
    ///
    /// Stops the delivery of events.
    ///
    /// Sends `DELETE /user/webhook`. It writes, and takes no reference by which it could be found again.
    pub fn delete_webhook(&self) -> builder::DeleteWebhook<'_> {
        self.client().delete_webhook()
    }
}
