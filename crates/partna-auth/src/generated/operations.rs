// Made by `cargo xtask generate` from openapi/partna.json; do not edit.

use partna_client::builder;
use crate::Partna;
/// Account: Customer accounts and profiles.
impl Partna {
    /// List accounts with their ledgers
    ///
    /// Lists the merchant's accounts, or the one named. Balances are in major units of their currency. The answer carries no total: read pages until one is shorter than `perPage`.
    ///
    /// Sends `GET /account`. It changes nothing.
    pub fn list_accounts(&self) -> builder::ListAccounts<'_> {
        self.client().list_accounts()
    }
    /// Open a bank account for a customer
    ///
    /// Opens a virtual bank account in NGN or KES. The customer's KYC has to be complete.
    ///
    /// Sends `PUT /account`. It writes, and takes no reference by which it could be found again.
    pub fn create_bank_account(&self) -> builder::CreateBankAccount<'_> {
        self.client().create_bank_account()
    }
    /// Create an account
    ///
    /// Opens an account for a customer, with a ledger in every currency. E-mail addresses are unique within a merchant: a second attempt is refused with 400 or 409, and the account is then found by its e-mail in `list_account_details`.
    ///
    /// Sends `POST /account`. It writes, and takes no reference by which it could be found again.
    pub fn create_account(&self) -> builder::CreateAccount<'_> {
        self.client().create_account()
    }
    /// List customers with bank accounts and KYC records
    ///
    /// Lists customers page by page, or the one named, with their bank accounts and KYC records by country.
    ///
    /// Sends `GET /account/account-details`. It changes nothing.
    pub fn list_account_details(&self) -> builder::ListAccountDetails<'_> {
        self.client().list_account_details()
    }
    /// Complete a customer's own registration
    ///
    /// Confirms with a code what `register_account` began. Only for merchants whose registration type is open. Takes no credentials.
    ///
    /// Sends `POST /account/complete-registration`. It writes, and takes no reference by which it could be found again.
    pub fn complete_registration(&self) -> builder::CompleteRegistration<'_> {
        self.client().complete_registration()
    }
    /// Change the e-mail address of an account
    ///
    /// Replaces the e-mail address under which a customer is reached.
    ///
    /// Sends `PUT /account/email`. It writes, and takes no reference by which it could be found again.
    pub fn update_account_email(&self) -> builder::UpdateAccountEmail<'_> {
        self.client().update_account_email()
    }
    /// Get the profile behind the credentials
    ///
    /// Answers who the calling merchant is. A cheap way to find out whether credentials work.
    ///
    /// Sends `GET /account/myprofile`. It changes nothing.
    pub fn get_my_profile(&self) -> builder::GetMyProfile<'_> {
        self.client().get_my_profile()
    }
    /// List permission sets
    ///
    /// Lists the sets of permissions that administrators can be given.
    ///
    /// Sends `GET /account/permissions`. It changes nothing.
    pub fn list_permissions(&self) -> builder::ListPermissions<'_> {
        self.client().list_permissions()
    }
    /// Begin a customer's own registration
    ///
    /// Sends a code to a customer who registers an account with a merchant. Only for merchants whose registration type is open. Takes no credentials.
    ///
    /// Sends `POST /account/register`. It writes, and takes no reference by which it could be found again.
    pub fn register_account(&self) -> builder::RegisterAccount<'_> {
        self.client().register_account()
    }
    /// Search accounts by name
    ///
    /// Lists the names of accounts that match a text of at least two characters.
    ///
    /// Sends `GET /account/search`. It changes nothing.
    pub fn search_accounts(&self) -> builder::SearchAccounts<'_> {
        self.client().search_accounts()
    }
    /// Get the profile of a customer
    ///
    /// Answers who is behind an account, and in which countries KYC is complete.
    ///
    /// Sends `GET /user/profile`. It changes nothing.
    pub fn get_user_profile(&self) -> builder::GetUserProfile<'_> {
        self.client().get_user_profile()
    }
}
/// Admin: Administration of a merchant.
impl Partna {
    /// List the IP whitelist
    ///
    /// Lists the addresses from which the API may be called.
    ///
    /// Sends `GET /user/ip-whitelist`. It changes nothing.
    pub fn list_whitelisted_ips(&self) -> builder::ListWhitelistedIps<'_> {
        self.client().list_whitelisted_ips()
    }
    /// Add addresses to the IP whitelist
    ///
    /// Adds addresses from which the API may be called.
    ///
    /// Sends `POST /user/ip-whitelist`. It writes, and takes no reference by which it could be found again.
    pub fn add_whitelisted_ips(&self) -> builder::AddWhitelistedIps<'_> {
        self.client().add_whitelisted_ips()
    }
    /// Take an address off the IP whitelist
    ///
    /// Removes one address from which the API may be called.
    ///
    /// Sends `DELETE /user/ip-whitelist`. It writes, and takes no reference by which it could be found again.
    pub fn delete_whitelisted_ip(&self) -> builder::DeleteWhitelistedIp<'_> {
        self.client().delete_whitelisted_ip()
    }
}
/// Bank: Banks and their codes.
impl Partna {
    /// List banks
    ///
    /// Lists the banks of a currency with the codes that withdrawals and offramps take. Takes no credentials.
    ///
    /// Sends `GET /banks`. It changes nothing. The vendor's guide calls it `GET /bank`.
    pub fn list_banks(&self) -> builder::ListBanks<'_> {
        self.client().list_banks()
    }
}
/// Discount: Volume discounts.
impl Partna {
    /// List volume discounts
    ///
    /// Lists the discounts that apply to offramps from USD to NGN, by the value of the transaction.
    ///
    /// Sends `GET /discount`. It changes nothing.
    pub fn list_discounts(&self) -> builder::ListDiscounts<'_> {
        self.client().list_discounts()
    }
}
/// KYC: Identity of customers.
impl Partna {
    /// Start a customer's KYC
    ///
    /// Looks a customer up by BVN in Nigeria or by phone number in Kenya, and answers the ways in which the customer can prove to be that person. Look-ups are limited in number. An error that says `kyc previously completed` means that there is nothing left to do.
    ///
    /// Sends `POST /kyc`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /kyc/initiate`.
    pub fn start_kyc(&self) -> builder::StartKyc<'_> {
        self.client().start_kyc()
    }
    /// Supply a customer's KYC record
    ///
    /// Records KYC data that the merchant has checked itself. Only for merchants that are exempt, as `get_kyc_exemption` tells.
    ///
    /// Sends `POST /kyc/complete-kyc`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /kyc/merchant-kyc`.
    pub fn complete_kyc(&self) -> builder::CompleteKyc<'_> {
        self.client().complete_kyc()
    }
    /// Confirm KYC with the code received
    ///
    /// Completes KYC with the code that went to the customer by SMS or e-mail. Staging takes 123456.
    ///
    /// Sends `PUT /kyc/confirm-otp`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_kyc_otp(&self) -> builder::ConfirmKycOtp<'_> {
        self.client().confirm_kyc_otp()
    }
    /// Confirm the phone number of a BVN
    ///
    /// States the full phone number on the BVN record, where choosing a method answered that the phone has to be confirmed first. Then choose the method again.
    ///
    /// Sends `PUT /kyc/confirm-phone`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_kyc_phone(&self) -> builder::ConfirmKycPhone<'_> {
        self.client().confirm_kyc_phone()
    }
    /// Choose a way of verification, by its older path
    ///
    /// Does what `set_kyc_verification_method` does, under the path that came first.
    ///
    /// Sends `PUT /kyc/handle-otp`. It writes, and takes no reference by which it could be found again.
    pub fn send_kyc_otp(&self) -> builder::SendKycOtp<'_> {
        self.client().send_kyc_otp()
    }
    /// Look up the holder of a bank account
    ///
    /// Answers in whose name a bank account is held. Changes nothing, though it is a POST.
    ///
    /// Sends `POST /kyc/resolve-account`. It changes nothing.
    pub fn resolve_bank_account(&self) -> builder::ResolveBankAccount<'_> {
        self.client().resolve_bank_account()
    }
    /// List a country's ways of verification
    ///
    /// Lists the methods of KYC in the country that a currency stands for.
    ///
    /// Sends `GET /kyc/supported-methods`. It changes nothing. The vendor's guide calls it `GET /kyc/verification-methods`.
    pub fn list_kyc_methods(&self) -> builder::ListKycMethods<'_> {
        self.client().list_kyc_methods()
    }
    /// Choose a way of verification
    ///
    /// Chooses how a customer proves to own the BVN, and sends the code. An answer or an error may ask to confirm the phone number first, with `confirm_kyc_phone`.
    ///
    /// Sends `PUT /kyc/verification-method`. It writes, and takes no reference by which it could be found again.
    pub fn set_kyc_verification_method(&self) -> builder::SetKycVerificationMethod<'_> {
        self.client().set_kyc_verification_method()
    }
    /// List a customer's verified phone numbers
    ///
    /// Lists the numbers that a customer has verified in a country, with the `phoneID` that ramps in KES take.
    ///
    /// Sends `GET /phone`. It changes nothing.
    pub fn list_phones(&self) -> builder::ListPhones<'_> {
        self.client().list_phones()
    }
    /// Register a customer's phone number
    ///
    /// Takes down a number that is to be verified, and answers how that can be done.
    ///
    /// Sends `POST /phone`. It writes, and takes no reference by which it could be found again.
    pub fn register_phone(&self) -> builder::RegisterPhone<'_> {
        self.client().register_phone()
    }
    /// Confirm a phone number with the code received
    ///
    /// Completes the verification of a phone number.
    ///
    /// Sends `PUT /phone/confirm`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_phone(&self) -> builder::ConfirmPhone<'_> {
        self.client().confirm_phone()
    }
    /// Choose how a phone number is verified
    ///
    /// Has the API send a code to the number, or waits for one from it.
    ///
    /// Sends `PUT /phone/verify`. It writes, and takes no reference by which it could be found again.
    pub fn verify_phone(&self) -> builder::VerifyPhone<'_> {
        self.client().verify_phone()
    }
    /// Tell whether a merchant may supply KYC data itself
    ///
    /// Succeeds for an exempt merchant. One that is not exempt is answered with 400.
    ///
    /// Sends `GET /user/kyc-exempt`. It changes nothing.
    pub fn get_kyc_exemption(&self) -> builder::GetKycExemption<'_> {
        self.client().get_kyc_exemption()
    }
}
/// MFA: Second factor of the merchant.
impl Partna {
    /// Tell whether a second factor is set up
    ///
    /// Answers whether the calling merchant has enrolled an authenticator app.
    ///
    /// Sends `GET /mfa`. It changes nothing.
    pub fn get_mfa_status(&self) -> builder::GetMfaStatus<'_> {
        self.client().get_mfa_status()
    }
    /// Complete the set-up of a second factor
    ///
    /// Proves with a code that the authenticator app works, and turns the second factor on.
    ///
    /// Sends `PUT /mfa`. It writes, and takes no reference by which it could be found again.
    pub fn confirm_mfa(&self) -> builder::ConfirmMfa<'_> {
        self.client().confirm_mfa()
    }
    /// Begin to set up a second factor
    ///
    /// Makes the secrets for an authenticator app and shows them once. Enrolment is complete when `confirm_mfa` has taken a code.
    ///
    /// Sends `POST /mfa`. It writes, and takes no reference by which it could be found again.
    pub fn enroll_mfa(&self) -> builder::EnrollMfa<'_> {
        self.client().enroll_mfa()
    }
    /// Turn the second factor off
    ///
    /// Removes the authenticator app of an account.
    ///
    /// Sends `PUT /mfa/disable`. It writes, and takes no reference by which it could be found again.
    pub fn disable_mfa(&self) -> builder::DisableMfa<'_> {
        self.client().disable_mfa()
    }
}
/// Mock: Simulated deposits, on staging alone.
impl Partna {
    /// Simulate a deposit, on staging
    ///
    /// Pretends that crypto or fiat arrived. Exists on staging alone. The document asks for no credentials here, the guide sends them.
    ///
    /// Sends `POST /mock/deposit`. It writes; `reference` is the caller's own reference. Exists on staging alone, and is refused elsewhere before anything is sent.
    pub fn create_mock_deposit(&self) -> builder::CreateMockDeposit<'_> {
        self.client().create_mock_deposit()
    }
    /// Simulate a bank deposit, on staging
    ///
    /// Pretends that naira arrived in a customer's bank account. Exists on staging alone.
    ///
    /// Sends `POST /mock/deposit-fiat`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /mock/fiat-deposit`. Exists on staging alone, and is refused elsewhere before anything is sent.
    pub fn create_mock_fiat_deposit(&self) -> builder::CreateMockFiatDeposit<'_> {
        self.client().create_mock_fiat_deposit()
    }
}
/// Pricing: What merchants owe.
impl Partna {
    /// Tell what a merchant owes
    ///
    /// Answers the fees that have not been charged to a merchant yet.
    ///
    /// Sends `GET /pricing/pending`. It changes nothing.
    pub fn get_pending_pricing(&self) -> builder::GetPendingPricing<'_> {
        self.client().get_pending_pricing()
    }
    /// Set off a step of billing a merchant
    ///
    /// Sends a reminder or a receipt, charges, or tries a charge again. It acts, although it is a GET: a charge moves money. It is never repeated by itself. The vendor's current document lists no success for it.
    ///
    /// Sends `GET /pricing/trigger`. It acts, although it is a GET.
    pub fn trigger_pricing(&self) -> builder::TriggerPricing<'_> {
        self.client().trigger_pricing()
    }
}
/// Ramp: Onramps and offramps.
impl Partna {
    /// List ramps
    ///
    /// Lists an account's onramps and offramps page by page, or the one with a reference. `accountName` is optional by the document, yet the API has been seen to insist on it.
    ///
    /// Sends `GET /ramp`. It changes nothing.
    pub fn list_ramps(&self) -> builder::ListRamps<'_> {
        self.client().list_ramps()
    }
    /// Start an onramp or an offramp
    ///
    /// Orders money to be turned from fiat into crypto or back, at the rate that a rate key holds. The answer says where to pay in. An account may have one pending ramp. Give a reference of your own: the API refuses one it has seen, and `list_ramps` finds it again.
    ///
    /// Sends `POST /ramp`. It writes; `rampReference` is the caller's own reference.
    pub fn create_ramp(&self) -> builder::CreateRamp<'_> {
        self.client().create_ramp()
    }
    /// Work out the fees of a ramp
    ///
    /// Answers what a ramp would cost, part by part. Changes nothing, though it is a POST.
    ///
    /// Sends `POST /ramp/breakdown`. It changes nothing.
    pub fn get_ramp_breakdown(&self) -> builder::GetRampBreakdown<'_> {
        self.client().get_ramp_breakdown()
    }
}
/// Rate: Rates and rate keys.
impl Partna {
    /// Order a conversion ahead
    ///
    /// Makes a rate key of the merchant's own, under which a conversion can be completed later.
    ///
    /// Sends `POST /convert/preorder`. It writes; `transactionReference` is the caller's own reference.
    pub fn preorder_conversion(&self) -> builder::PreorderConversion<'_> {
        self.client().preorder_conversion()
    }
    /// Get rates and rate keys
    ///
    /// Answers rates by pair, each with a key that holds it for a short while.
    ///
    /// Sends `GET /rate`. It changes nothing.
    pub fn get_rate(&self) -> builder::GetRate<'_> {
        self.client().get_rate()
    }
    /// Check a rate key
    ///
    /// Answers whether a rate key is valid and whether it has expired. A malformed key is refused with 400.
    ///
    /// Sends `GET /rate/verify-rate-key`. It changes nothing.
    pub fn verify_rate_key(&self) -> builder::VerifyRateKey<'_> {
        self.client().verify_rate_key()
    }
}
/// Supported: What can be paid in and out, and on which networks.
impl Partna {
    /// List supported assets
    ///
    /// Lists currencies and networks with contracts, decimals, least withdrawals and fees. Takes no credentials.
    ///
    /// Sends `GET /supported/assets`. It changes nothing.
    pub fn list_supported_assets(&self) -> builder::ListSupportedAssets<'_> {
        self.client().list_supported_assets()
    }
}
/// Transfer: Transfers, withdrawals and transactions.
impl Partna {
    /// Convert between two ledgers of an account
    ///
    /// Sells one currency for another within an account, at the rate that a rate key holds. Dollar stablecoins are converted as USD.
    ///
    /// Sends `POST /convert`. It writes; `transactionReference` is the caller's own reference.
    pub fn convert_currency(&self) -> builder::ConvertCurrency<'_> {
        self.client().convert_currency()
    }
    /// List transactions
    ///
    /// Lists transactions of every kind. There are no pages: narrow `unixStartDate` and `unixEndDate` instead. The error `endpoint temporarily disabled` comes as a 401 and has nothing to do with credentials.
    ///
    /// Sends `GET /transfer`. It changes nothing.
    pub fn list_transactions(&self) -> builder::ListTransactions<'_> {
        self.client().list_transactions()
    }
    /// Move money between two accounts
    ///
    /// Debits one account and credits another in the same currency. The answer carries nothing: give a reference of your own and look it up with `get_transaction`. A reference seen before is refused with 409.
    ///
    /// Sends `POST /transfer`. It writes; `transactionReference` is the caller's own reference.
    pub fn create_transfer(&self) -> builder::CreateTransfer<'_> {
        self.client().create_transfer()
    }
    /// Get a transaction by its reference
    ///
    /// Answers one transaction. Not finding a reference does not prove that nothing happened.
    ///
    /// Sends `GET /transfer/details`. It changes nothing.
    pub fn get_transaction(&self) -> builder::GetTransaction<'_> {
        self.client().get_transaction()
    }
    /// Announce a mobile-money deposit
    ///
    /// Asks a payer's mobile-money account for a deposit in GHS or KES. NGN needs no such step.
    ///
    /// Sends `POST /transfer/initiate`. It writes; `transactionReference` is the caller's own reference.
    pub fn initiate_transfer(&self) -> builder::InitiateTransfer<'_> {
        self.client().initiate_transfer()
    }
    /// Withdraw to a bank, a phone or a chain
    ///
    /// Pays out of an account. The answer carries a message alone: give a reference of your own and look it up with `get_transaction`. A reference seen before is refused with 409. A key without the right to withdraw is refused with 401.
    ///
    /// Sends `POST /transfer/withdraw`. It writes; `transactionReference` is the caller's own reference.
    pub fn create_withdrawal(&self) -> builder::CreateWithdrawal<'_> {
        self.client().create_withdrawal()
    }
}
/// User: The merchant: keys, webhook, settings, administrators.
impl Partna {
    /// Change a merchant's endpoint and callback
    ///
    /// Sets the callback URL and the endpoint of the calling merchant.
    ///
    /// Sends `PUT /user`. It writes, and takes no reference by which it could be found again.
    pub fn update_user(&self) -> builder::UpdateUser<'_> {
        self.client().update_user()
    }
    /// Create and activate a user
    ///
    /// Opens a merchant user. Keys without that right are refused with 401.
    ///
    /// Sends `POST /user/activate`. It writes, and takes no reference by which it could be found again.
    pub fn activate_user(&self) -> builder::ActivateUser<'_> {
        self.client().activate_user()
    }
    /// List administrators
    ///
    /// Lists the merchant's active administrators. The answer has neither `data` nor `message`.
    ///
    /// Sends `GET /user/admin`. It changes nothing.
    pub fn list_admins(&self) -> builder::ListAdmins<'_> {
        self.client().list_admins()
    }
    /// Add an administrator
    ///
    /// Gives a person permissions on the merchant's account.
    ///
    /// Sends `POST /user/admin`. It writes, and takes no reference by which it could be found again.
    pub fn create_admin(&self) -> builder::CreateAdmin<'_> {
        self.client().create_admin()
    }
    /// Remove an administrator
    ///
    /// Takes the permissions of an administrator away.
    ///
    /// Sends `DELETE /user/admin`. It writes, and takes no reference by which it could be found again.
    pub fn delete_admin(&self) -> builder::DeleteAdmin<'_> {
        self.client().delete_admin()
    }
    /// Generate an API key
    ///
    /// Makes a new key with a name and a scope, and shows it once. To rotate: generate, switch over, then invalidate the old one.
    ///
    /// Sends `POST /user/apikey`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /user/api-key`.
    pub fn generate_api_key(&self) -> builder::GenerateApiKey<'_> {
        self.client().generate_api_key()
    }
    /// Delete an API key
    ///
    /// Deletes a key, named by its short form.
    ///
    /// Sends `DELETE /user/apikey`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `DELETE /user/api-key`.
    pub fn delete_api_key(&self) -> builder::DeleteApiKey<'_> {
        self.client().delete_api_key()
    }
    /// List the scopes of API keys
    ///
    /// Answers the names of the scopes and the letter of each.
    ///
    /// Sends `GET /user/apikey-scope`. It changes nothing. The vendor's guide calls it `GET /user/api-key/scopes`.
    pub fn list_api_key_scopes(&self) -> builder::ListApiKeyScopes<'_> {
        self.client().list_api_key_scopes()
    }
    /// List API keys
    ///
    /// Lists the merchant's keys by name, without the keys themselves.
    ///
    /// Sends `GET /user/apikeys`. It changes nothing. The vendor's guide calls it `GET /user/api-keys`.
    pub fn list_api_keys(&self) -> builder::ListApiKeys<'_> {
        self.client().list_api_keys()
    }
    /// Get balances
    ///
    /// Answers what the merchant holds itself and for its customers, by currency.
    ///
    /// Sends `GET /user/balances`. It changes nothing.
    pub fn get_balances(&self) -> builder::GetBalances<'_> {
        self.client().get_balances()
    }
    /// Invalidate an API key
    ///
    /// Ends the life of a key, named in full, and answers a key in return.
    ///
    /// Sends `POST /user/invalidate-apikey`. It writes, and takes no reference by which it could be found again. The vendor's guide calls it `POST /user/api-key/invalidate`.
    pub fn invalidate_api_key(&self) -> builder::InvalidateApiKey<'_> {
        self.client().invalidate_api_key()
    }
    /// Get a merchant's settings
    ///
    /// Answers registration type, fee, handling of deposits and source of crypto payments.
    ///
    /// Sends `GET /user/settings`. It changes nothing.
    pub fn get_settings(&self) -> builder::GetSettings<'_> {
        self.client().get_settings()
    }
    /// Change a merchant's settings
    ///
    /// Changes registration type, fee, handling of deposits or source of crypto payments. Values that do not fit are refused with 400 and a list in `data`.
    ///
    /// Sends `PUT /user/settings`. It writes, and takes no reference by which it could be found again.
    pub fn update_settings(&self) -> builder::UpdateSettings<'_> {
        self.client().update_settings()
    }
    /// Get the webhook address
    ///
    /// Answers where events are delivered.
    ///
    /// Sends `GET /user/webhook`. It changes nothing.
    pub fn get_webhook(&self) -> builder::GetWebhook<'_> {
        self.client().get_webhook()
    }
    /// Set the webhook address
    ///
    /// Sets where events are delivered.
    ///
    /// Sends `POST /user/webhook`. It writes, and takes no reference by which it could be found again.
    pub fn set_webhook(&self) -> builder::SetWebhook<'_> {
        self.client().set_webhook()
    }
    /// Remove the webhook address
    ///
    /// Ends the delivery of events.
    ///
    /// Sends `DELETE /user/webhook`. It writes, and takes no reference by which it could be found again.
    pub fn delete_webhook(&self) -> builder::DeleteWebhook<'_> {
        self.client().delete_webhook()
    }
}
