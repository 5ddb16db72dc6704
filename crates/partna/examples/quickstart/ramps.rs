//! From naira to dollars, and back.

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
use crate::tell::{amount, heading, line};
use crate::webhooks::Webhooks;

const NAIRA: i64 = 20_000;
const DOLLARS: i64 = 5;
/// Where the naira go in the end: an account that does not exist, of a bank that does.
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

    heading("Naira for dollars", "create_ramp()");
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
    let (reference, order) = make(partna, ramp).await?;
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
    line("to get", arrives(&order, "USDT"));
    line("reference", &reference);

    heading("She pays", "create_mock_fiat_deposit(), .wait_for_ramp()");
    // The account's own name, and not the placeholder that the order shows.
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

    heading("Dollars for naira", "create_ramp()");
    let ramp = RampRequest::offramp_to_bank(OfframpToBank {
        account_name: &customer.account,
        currency: Currency::Usdt,
        network: Network::Tron,
        amount: ExchangeAmount::From(DOLLARS.into()),
        bank: BANK,
        rate_key: &rate_key,
    });
    let (reference, order) = make(partna, ramp).await?;
    let to_pay = order.from_amount.unwrap_or(DOLLARS.into());
    line("to pay", format_args!("{to_pay} USDT, on tron"));
    line("to get", arrives(&order, "NGN"));
    line("reference", &reference);

    heading("She pays", "create_mock_deposit(), .wait_for_ramp()");
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

/// Says what an amount buys, and answers the key that holds the rate for a while.
async fn rate(partna: &Partna, from: Currency, to: Currency, sold: i64) -> Result<String> {
    heading(&format!("What do {sold} {from} buy?"), "get_rate()");
    let request = partna
        .get_rate()
        .from_currency(from.as_str())
        .to_currency(to.as_str());
    let answer = request.from_amount(sold).send().await?.into_inner();
    // Other pairs and the way back may be there, too.
    let pair = format!("{from}_to_{to}");
    let rate = answer.data.unwrap_or_default().rate.remove(&pair);
    let rate = rate.ok_or_else(|| format!("there is no rate {pair}"))?;
    line("one", format_args!("{} {to}", amount(rate.rate)));
    line("all", format_args!("{} {to}", amount(rate.to_amount)));
    Ok(rate.rate_key()?.to_owned())
}

/// Makes a ramp, once.
async fn make(
    partna: &Partna,
    ramp: types::builder::RampRequest,
) -> Result<(Reference, types::RampOrder)> {
    let write = partna
        .create_ramp()
        .body(ramp)
        .with_reference(Reference::random())?;
    // In earnest, the reference is written down here, where it survives the process.
    let reference = write.reference().clone();
    match write.send().await? {
        Outcome::Accepted(answer) => {
            let order = answer.into_inner().data.ok_or("the ramp has no order")?;
            Ok((reference, order))
        }
        // In earnest, it is looked up: `pending.resolve()`.
        Outcome::Unknown(_) => {
            Err(format!("whether there is a ramp {reference} is not known").into())
        }
    }
}

fn arrives(order: &types::RampOrder, currency: &str) -> String {
    let (net, fees) = (order.to_amount, order.total_fees_in_to_currency);
    format!("{} {currency}, after {} of fees", amount(net), amount(fees))
}

/// Tells of a ramp until it has ended, which has to be well.
async fn follow(
    partna: &Partna,
    webhooks: &mut Webhooks<'_>,
    customer: &Customer,
    reference: &Reference,
) -> Result {
    webhooks.tell_ramp(reference).await;
    let wait = partna
        .wait_for_ramp(reference)
        .account_name(customer.account.as_str())
        .initial_interval(Duration::from_millis(500))
        .deadline(Duration::from_secs(300));
    let ramp = wait.run().await?;
    let status = ramp.status.ok_or("the ramp has no status")?;
    line("ramp", &status);
    if status == RampStatus::Completed {
        Ok(())
    } else {
        Err(format!("the ramp {reference} has not ended well").into())
    }
}
