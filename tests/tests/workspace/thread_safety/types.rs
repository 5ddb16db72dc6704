//! The public types, with typical type parameters.

use std::error::Error;
use std::sync::Arc;

use partna_auth::types::RampOrderResponse as Data;
use partna_auth::{DuplicatesUndocumented, RejectsDuplicates};
use partna_tests::thread_safe;

/// A crate and the name of one of its items.
pub(crate) type Listed = (&'static str, &'static str);

/// Checks that an error can be stored, sent and boxed.
fn error<T: Error + Send + Sync + 'static>(name: &'static str) -> &'static str {
    thread_safe::<T>(name)
}

/// Checks that each type is thread-safe, and lists it: `crate, path: [Type, Generic[Parameters]]`.
macro_rules! list {
    ($check:ident, $krate:literal, $path:path: [$($name:ident $([$($parameters:tt)*])?),* $(,)?]) => {{
        use $path as listed;
        vec![$(($krate, $check::<listed::$name $(<$($parameters)*>)?>(stringify!($name)))),*]
    }};
}

/// Checks that each trait object is thread-safe, and lists the trait.
macro_rules! list_objects {
    ($krate:literal, $path:path: [$($name:ident),* $(,)?]) => {{
        use $path as listed;
        vec![$(($krate, thread_safe::<Arc<dyn listed::$name>>(stringify!($name)))),*]
    }};
}

pub(crate) fn types() -> Vec<Listed> {
    [
        list!(thread_safe, "partna-types", partna_types: [
            Amount, AmountError, AmountParam, Environment, InvalidReference, UnknownValue, Reference, Secret, TimeOutOfRange,
            UnixMillis, UnixSeconds, UnknownEnvironment,
        ]),
        list!(thread_safe, "partna-types", partna_types::tolerant: [Error, JsonKind, MismatchedField, Tolerant[Data]]),
        list!(thread_safe, "partna-client", partna_auth: [
            HttpResponse, Call, Client, VendorDocument, DocumentedEnumValues, Duplicates, Effect, Error, ErrorKind, InvalidField, Lookup,
            Operation, PayIn, PayInDestination, Reason, Recovery, ReferenceField, RejectsDuplicates, ResponseValue[partna_auth::types::Account], SharedTransport, ErrorTextOrigin,
            DuplicatesUndocumented,
        ]),
        list!(thread_safe, "partna-client", partna_auth::requests: [
            AccountTransfer['static], BankAccount['static], BankWithdrawal['static], ChainWithdrawal['static],
            Conversion['static], CryptoAddress['static], ExchangeAmount, FiatPayIn['static], MobileCollection['static],
            MobilePayer['static], MobileRecipient['static], MobileWithdrawal['static], MockDeposit['static],
            MockRampPayment['static], OfframpToBank['static], OfframpToMobile['static], Onramp['static],
        ]),
        list!(thread_safe, "partna-auth", partna_auth: [
            AccountDetails, Accounts, ApiKey, Builder, CallOptions, Chain, Credentials, EnvVars, FileStore, LoadOutcome, Generate,
            JournalRecord, Keys, LoadedCredentials, OfframpLink, OnrampLink, Outcome[Data, RejectsDuplicates], Partna, Pending[Data, RejectsDuplicates],
            Prepared, ProfileFile, Ramps, RampsOfAllAccounts, Record, Resent[Data, RejectsDuplicates], Request['static], Resolution, Retries, Rotated,
            Rotation, SecretDir, SystemClock, Transactions, Revision, WaitForRamp, LoadRequest, Write[Data, RejectsDuplicates],
        ]),
        list!(thread_safe, "partna-auth", partna_auth: [
            Outcome[Data, DuplicatesUndocumented], Pending[Data, DuplicatesUndocumented], Write[Data, DuplicatesUndocumented],
        ]),
        list!(thread_safe, "partna-webhook", partna_webhook: [
            Claim, ClaimToken, Completion, Convert, Deposit, Direction, Error, ErrorKind, Event, IdempotencyKey, KeyError,
            LikelyCause, MemoryStore, UnknownStatus, PayloadMismatch, LatestStatus, PublicKey, QueuedEvent, Ramp, Salt, SignError,
            Signed['static], Signer, Status, StatusChange, Transfer, RawJson, UnrecognizedReason, KycVerification, Verified, Verifier,
            Withdrawal,
        ]),
        list!(thread_safe, "partna-webhook", partna_webhook::service: [Endpoint, Events, Handler]),
        list!(thread_safe, "partna-sandbox", partna_sandbox: [
            Books, Builder, Error, ErrorKind, Fault, CurrencyTotals, Sandbox, Seed, UnusedFault,
        ]),
    ]
    .concat()
}

pub(crate) fn errors() -> Vec<Listed> {
    [
        list!(error, "partna-types", partna_types: [AmountError, InvalidReference, TimeOutOfRange, UnknownEnvironment]),
        list!(error, "partna-types", partna_types::tolerant: [Error]),
        list!(error, "partna-client", partna_auth: [Error]),
        list!(error, "partna-client", partna_auth::types::error: [ConversionError]),
        list!(error, "partna-webhook", partna_webhook: [Error, KeyError, SignError]),
        list!(error, "partna-sandbox", partna_sandbox: [Error]),
    ]
    .concat()
}

pub(crate) fn traits() -> Vec<Listed> {
    let mut listed = [
        list_objects!("partna-client", partna_auth: [Transport]),
        list_objects!("partna-auth", partna_auth: [Clock, KeyStore, Provider, StoreLock]),
    ]
    .concat();
    // These traits are not dyn-compatible: their implementations are checked by bounds.
    listed.push((
        "partna-client",
        of_referenced::<partna_auth::builder::CreateRamp<'static>>("HasReference"),
    ));
    listed.push(("partna-client", of_data::<Data>("HasData")));
    listed.push(("partna-client", of_required::<Option<Data>>("RequireField")));
    listed.push((
        "partna-auth",
        of_with_reference::<partna_auth::builder::CreateRamp<'static>>("WithReference"),
    ));
    listed.push((
        "partna-webhook",
        of_store::<partna_webhook::MemoryStore>("Deduplicate"),
    ));
    listed
}

/// Checks that the write of a builder is thread-safe.
fn of_with_reference<T: partna_auth::WithReference>(name: &'static str) -> &'static str {
    thread_safe::<partna_auth::Write<T::Response, T::Duplicates>>(name)
}

fn of_referenced<T: partna_auth::HasReference>(name: &'static str) -> &'static str {
    thread_safe::<T::Duplicates>(name)
}

fn of_data<T: partna_auth::HasData>(name: &'static str) -> &'static str
where
    T::Data: Send + Sync + 'static,
{
    thread_safe::<T::Data>(name)
}

fn of_required<T: partna_auth::RequireField<Data> + Send + Sync + 'static>(
    name: &'static str,
) -> &'static str {
    thread_safe::<T>(name)
}

/// Checks that a store and its error are thread-safe.
fn of_store<T: partna_webhook::Deduplicate + 'static>(name: &'static str) -> &'static str {
    error::<T::Error>(thread_safe::<T>(name))
}
