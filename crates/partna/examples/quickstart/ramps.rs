//! An onramp, naira to dollars, and an offramp, dollars to naira.

use std::time::Duration;

use partna::enums::RampStatus;
use partna::requests::{
    BankAccount, CryptoAddress, ExchangeAmount, FiatPayIn, MockRampPayment, OfframpToBank, Onramp,
};
use partna::types::{MockDepositRequest, MockFiatDepositRequest, RampRequest};
use partna::writes::{Outcome, WithReference};
use partna::{Currency, Network, Partna, Reference, types};

use crate::Result;
use crate::customer::Customer;
use crate::output::{amount, heading, line};
use crate::webhooks::Webhooks;

const NAIRA: i64 = 20_000;
const DOLLARS: i64 = 5;
/// The bank account that receives the naira: a known bank, and an account number that does not exist.
const BANK: BankAccount<'static> = BankAccount {
    bank_code: "057",
    account_number: "0123456789",
};

pub(crate) async fn onramp(
    partna: &Partna,
    webhooks: &mut Webhooks<'_>,
    customer: &Customer,
) -> Result {
    let rate_key = rate(partna, Currency::Ngn, Currency::Usdt, NAIRA).await?;

    heading("Buy dollars for naira", "create_ramp()");
    let ramp = RampRequest::onramp(Onramp {
        account_name: &customer.account,
        pay_in: FiatPayIn::Naira,
        amount: ExchangeAmount::From(NAIRA.into()),
        pay_out: CryptoAddress {
            currency: Currency::Usdt,
            network: Network::Tron,
            address: &customer.tron_address(partna).await?,
        },
        rate_key: &rate_key,
    });
    let (reference, order) = create(partna, ramp).await?;
    let to_pay = order.from_amount.unwrap_or(NAIRA.into());
    let (bank, number) = (order.bank_name.as_deref(), order.account_number.as_deref());
    line(
        "to pay",
        format_args!(
            "{to_pay} NGN, to account {} of {}",
            number.unwrap_or("?"),
            bank.unwrap_or("?")
        ),
    );
    line("to get", net_amount(&order, "USDT"));
    line("reference", &reference);

    heading(
        "The customer pays",
        "create_mock_fiat_deposit(), .wait_for_ramp()",
    );
    // The name of the customer's account; the order shows a placeholder.
    let deposit = MockFiatDepositRequest::naira(customer.account.as_str(), to_pay);
    partna
        .create_mock_fiat_deposit()
        .body(deposit)
        .send()
        .await?;
    follow(partna, webhooks, customer, &reference).await
}

pub(crate) async fn offramp(
    partna: &Partna,
    webhooks: &mut Webhooks<'_>,
    customer: &Customer,
) -> Result {
    let rate_key = rate(partna, Currency::Usdt, Currency::Ngn, DOLLARS).await?;

    heading("Sell dollars for naira", "create_ramp()");
    let ramp = RampRequest::offramp_to_bank(OfframpToBank {
        account_name: &customer.account,
        currency: Currency::Usdt,
        network: Network::Tron,
        amount: ExchangeAmount::From(DOLLARS.into()),
        bank: BANK,
        rate_key: &rate_key,
    });
    let (reference, order) = create(partna, ramp).await?;
    let to_pay = order.from_amount.unwrap_or(DOLLARS.into());
    line("to pay", format_args!("{to_pay} USDT, on tron"));
    line("to get", net_amount(&order, "NGN"));
    line("reference", &reference);

    heading(
        "The customer pays",
        "create_mock_deposit(), .wait_for_ramp()",
    );
    let deposit = MockDepositRequest::for_ramp(MockRampPayment {
        account_name: &customer.account,
        reference: reference.as_str(),
        currency: Currency::Usdt,
        network: Network::Tron,
        amount: to_pay,
    });
    partna.create_mock_deposit().body(deposit).send().await?;
    follow(partna, webhooks, customer, &reference).await
}

/// Prints the value of an amount, and returns the key that reserves the rate.
async fn rate(partna: &Partna, from: Currency, to: Currency, sold: i64) -> Result<String> {
    heading(&format!("What do {sold} {from} buy?"), "get_rate()");
    let request = partna
        .get_rate()
        .from_currency(from.as_str())
        .to_currency(to.as_str());
    let response = request.from_amount(sold).send().await?.into_inner();
    // The response may contain other pairs and the opposite direction.
    let pair = format!("{from}_to_{to}");
    let rate = response.data.unwrap_or_default().rate.remove(&pair);
    let rate = rate.ok_or_else(|| format!("the rates: have no {pair}"))?;
    line("one", format_args!("{} {to}", amount(rate.rate)));
    line("all", format_args!("{} {to}", amount(rate.to_amount)));
    Ok(rate.rate_key()?.to_owned())
}

/// Creates a ramp.
async fn create(
    partna: &Partna,
    ramp: types::builder::RampRequest,
) -> Result<(Reference, types::RampOrder)> {
    let write = partna
        .create_ramp()
        .body(ramp)
        .with_reference(Reference::random())?;
    // A service stores the reference here, before it sends.
    let reference = write.reference().clone();
    match write.send().await? {
        Outcome::Accepted(response) => {
            let order = response
                .into_inner()
                .data
                .ok_or("the response: has no order")?;
            Ok((reference, order))
        }
        // A service looks it up: `pending.resolve()`.
        Outcome::Unknown(_) => {
            Err(format!("the ramp {reference}: its outcome is unknown; look it up").into())
        }
    }
}

fn net_amount(order: &types::RampOrder, currency: &str) -> String {
    let (net, fees) = (order.to_amount, order.total_fees_in_to_currency);
    format!("{} {currency}, after {} of fees", amount(net), amount(fees))
}

/// Prints the events of a ramp until it ends, and returns an error unless it completes.
async fn follow(
    partna: &Partna,
    webhooks: &mut Webhooks<'_>,
    customer: &Customer,
    reference: &Reference,
) -> Result {
    webhooks.print_ramp(reference).await;
    let wait = partna
        .wait_for_ramp(reference)
        .account_name(customer.account.as_str())
        .initial_interval(Duration::from_millis(500))
        .deadline(Duration::from_secs(300));
    let ramp = wait.run().await?;
    let status = ramp.status.ok_or("the ramp: has no status")?;
    line("ramp", &status);
    if status == RampStatus::Completed {
        Ok(())
    } else {
        Err(format!("the ramp {reference}: ended as {status}").into())
    }
}
