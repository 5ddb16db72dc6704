//! The public functions that are async or return a future or a stream. They are compiled and not called.

use std::sync::Arc;
use std::time::Duration;

use futures_util::Stream;
use partna_auth::types::builder::AccountRequest;
use partna_auth::types::{RampOrderResponse, RampOrderResponse as Data};
use partna_auth::{
    ApiKey, Builder, Call, Clock, Credentials, Currency, DuplicatesUndocumented, JournalRecord,
    KeyStore, Keys, LoadRequest, Network, Partna, Pending, Provider, RejectsDuplicates, Request,
    Rotation, Secret, SharedTransport, StoreLock, Transport, Write,
};
use partna_sandbox::Sandbox;
use partna_webhook::service::{Endpoint, Events, Handler};
use partna_webhook::{ClaimToken, Deduplicate, IdempotencyKey};

use super::types::Listed;

fn future<F: Future + Send>(_: F) {}

/// Requires `'static`, because a task owns the stream that it reads.
fn stream<S: Stream + Send + 'static>(_: S) {}

/// Lists functions, and compiles a call of each.
macro_rules! list {
    ($($krate:literal: $owner:ident $(:: $name:ident)?
        $([$($parameters:tt)*])? ($($argument:ident: $ty:ty),*) => $check:ident($call:expr);)*) => {
        pub(crate) const FUTURES: &[Listed] = &[$(
            ($krate, concat!(stringify!($owner) $(, "::", stringify!($name))?)),
        )*];
        $(const _: () = {
            #[allow(dead_code, reason = "compiled and not called")]
            fn call<$($($parameters)*)?>($($argument: $ty),*) {
                $check($call);
            }
        };)*
    };
}

list! {
    "partna-client": send_and_decode(to: &SharedTransport, call: Call) => future(partna_auth::send_and_decode::<serde_json::Value>(to, call));
    "partna-client": Transport::send(it: &dyn Transport, call: Call) => future(it.send(call));

    "partna-auth": Builder::build(it: Builder) => future(it.build());
    "partna-auth": Partna::deposit_address(it: &Partna, name: &str)
        => future(it.deposit_address(name, Currency::Usdt, Network::Tron));
    "partna-auth": Partna::ensure_account(it: &Partna, body: AccountRequest) => future(it.ensure_account(body));
    "partna-auth": Partna::find_account(it: &Partna, name: &str) => future(it.find_account(name));
    "partna-auth": Partna::from_env() => future(Partna::from_env());
    "partna-auth": Partna::rate(it: &Partna) => future(it.rate(Currency::Ngn, "USDT"));
    "partna-auth": Request::send(it: Request<'_>) => future(it.send::<serde_json::Value>());
    "partna-auth": WaitForRamp::run(it: partna_auth::WaitForRamp) => future(it.run());

    "partna-auth": Write::send(it: &Write<Data, RejectsDuplicates>) => future(it.send());
    "partna-auth": Pending::resolve(it: &Pending<Data, DuplicatesUndocumented>) => future(it.resolve());
    "partna-auth": Pending::send_again(it: &Pending<Data, RejectsDuplicates>) => future(it.send_again());

    "partna-auth": AccountDetails::stream(it: partna_auth::AccountDetails) => stream(it.stream());
    "partna-auth": Accounts::stream(it: partna_auth::Accounts) => stream(it.stream());
    "partna-auth": Ramps::stream(it: partna_auth::Ramps) => stream(it.stream());
    "partna-auth": RampsOfAllAccounts::stream(it: partna_auth::RampsOfAllAccounts) => stream(it.stream());
    "partna-auth": Transactions::stream(it: partna_auth::Transactions) => stream(it.stream());

    "partna-auth": Generate::send(it: partna_auth::Generate) => future(it.send());
    "partna-auth": Keys::delete(it: &Keys, short: &Secret) => future(it.delete(short));
    "partna-auth": Keys::invalidate(it: &Keys, key: &ApiKey) => future(it.invalidate(key));
    "partna-auth": Keys::list(it: &Keys) => future(it.list());
    "partna-auth": Keys::scopes(it: &Keys) => future(it.scopes());
    "partna-auth": Rotation::abandon(it: Rotation) => future(it.abandon());
    "partna-auth": Rotation::finish(it: Rotation) => future(it.finish());
    "partna-auth": Rotation::prepare(it: Rotation) => future(it.prepare());
    "partna-auth": Rotation::run(it: Rotation) => future(it.run());
    "partna-auth": Rotation::unexpected(it: Rotation) => future(it.unexpected());

    "partna-auth": Clock::sleep(it: &dyn Clock, time: Duration) => future(it.sleep(time));
    "partna-auth": Provider::load(it: &dyn Provider, request: &LoadRequest) => future(it.load(request));
    "partna-auth": KeyStore::check_publish(it: &dyn KeyStore, old: &Credentials) => future(it.check_publish(old));
    "partna-auth": KeyStore::has_credentials(it: &dyn KeyStore, credentials: &Credentials)
        => future(it.has_credentials(credentials));
    "partna-auth": KeyStore::load_journal(it: &dyn KeyStore) => future(it.load_journal());
    "partna-auth": KeyStore::lock(it: &dyn KeyStore) => future(it.lock());
    "partna-auth": KeyStore::publish(it: &dyn KeyStore, old: &ApiKey, new: &Credentials)
        => future(it.publish(old, new));
    "partna-auth": KeyStore::save_journal(it: &dyn KeyStore, journal: &JournalRecord)
        => future(it.save_journal(journal));
    "partna-auth": StoreLock::still_held(it: &dyn StoreLock) => future(it.still_held());

    "partna-webhook": Events::next(it: &mut Events) => future(it.next());
    "partna-webhook": Handler::receive(it: &Handler) => future(it.receive(b""));
    "partna-webhook": Deduplicate::claim[D: Deduplicate](it: &D, key: &IdempotencyKey)
        => future(it.claim(key, Duration::ZERO));
    "partna-webhook": Deduplicate::complete[D: Deduplicate](it: &D, token: &ClaimToken)
        => future(it.complete(token));
    "partna-webhook": Deduplicate::release[D: Deduplicate](it: &D, token: &ClaimToken)
        => future(it.release(token));

    "partna-sandbox": Builder::start(it: partna_sandbox::Builder) => future(it.start());
    "partna-sandbox": Sandbox::client_with_key(it: &Sandbox, key: &str) => future(it.client_with_key(key));
    "partna-sandbox": Sandbox::next_webhook(it: &Sandbox) => future(it.next_webhook());
    "partna-sandbox": Sandbox::pay(it: &Sandbox, order: &RampOrderResponse) => future(it.pay(order));
    "partna-sandbox": Sandbox::start() => future(Sandbox::start());
    "partna-sandbox": Sandbox::stop(it: Sandbox) => future(it.stop());
    "partna-sandbox": Sandbox::wait_for_webhooks(it: &Sandbox) => future(it.wait_for_webhooks());
}

/// Futures of shared handles can be moved into tasks.
#[allow(dead_code, reason = "compiled and not called")]
fn handles_move_into_tasks(
    partna: Partna,
    sandbox: Arc<Sandbox>,
    builder: Builder,
    write: Write<Data, RejectsDuplicates>,
    endpoint: Endpoint,
    store: Arc<impl Deduplicate + 'static>,
    key: IdempotencyKey,
) {
    tokio::spawn(async move { builder.build().await.map(drop) });
    tokio::spawn(async move { partna.keys().rotate().run().await.map(drop) });
    tokio::spawn(async move { write.send().await.map(drop) });
    tokio::spawn(async move { sandbox.next_webhook().await });
    tokio::spawn(async move { endpoint.receive(b"") });
    tokio::spawn(async move { store.claim(&key, Duration::ZERO).await.map(drop) });
}
