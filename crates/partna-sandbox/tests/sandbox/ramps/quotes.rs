//! What ramps cost: the documented figures, fees, caps, and what cannot be counted.

use partna_auth::{Amount, FeeType, Partna, types};
use partna_sandbox::Sandbox;
use rust_decimal::Decimal;

use super::{FAR, Result, key, offramp, onramp, refused, sandbox, send, text};

async fn fee(partna: &Partna, kind: FeeType, amount: &str, cap: &str) -> Result {
    let body = types::SettingsRequest::builder()
        .fee_type(kind)
        .fee_currency("USD")
        .fee_amount(amount.parse::<Amount>()?)
        .fee_cap(cap.parse::<Amount>()?);
    partna.update_settings().body(body).send().await?;
    Ok(())
}

async fn breakdown(
    partna: &Partna,
    from_amount: Option<&str>,
    to_amount: Option<&str>,
) -> Result<types::RampBreakdown> {
    let mut body = types::RampBreakdownRequest::builder()
        .from_currency("NGN")
        .from_network("naira")
        .to_currency("USDT")
        .to_network("tron")
        .crypto_address(FAR)
        .rate_key(key(partna, "NGN", "USDT").await?);
    if let Some(amount) = from_amount {
        body = body.from_amount(amount.parse::<Amount>()?);
    }
    if let Some(amount) = to_amount {
        body = body.to_amount(amount.parse::<Amount>()?);
    }
    let answer = partna.get_ramp_breakdown().body(body).send().await?;
    Ok(answer.into_inner().data.ok_or("no breakdown")?)
}

/// The figures of the documented breakdown, but for its fee for the deposit, which there is none of here.
#[tokio::test]
async fn a_breakdown_is_the_documented_one() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    fee(&partna, FeeType::Percentage, "2", "0").await?;
    let told = breakdown(&partna, Some("10000"), None).await?;
    let figures = [
        ("rate", told.rate, "0.000597221725"),
        ("total from", told.total_amount_in_from_currency, "10000"),
        ("total to", told.total_amount_in_to_currency, "5.97221725"),
        ("part", told.merchant_percentage_applied, "0.02"),
        ("merchant from", told.merchant_fee_in_from_currency, "200"),
        (
            "merchant to",
            told.merchant_fee_in_to_currency,
            "0.119444345",
        ),
        ("merchant dollars", told.merchant_fee_usd, "0.119444345"),
        (
            "sending from",
            told.withdrawal_fee_in_from_currency,
            "16.7442",
        ),
        ("sending to", told.withdrawal_fee_in_to_currency, "0.01"),
        ("fees from", told.total_fees_in_from_currency, "216.7442"),
        ("fees to", told.total_fees_in_to_currency, "0.129444345"),
        ("net", told.net_amount_in_to_currency, "5.8427"),
    ];
    for (name, figure, documented) in figures {
        assert_eq!(text(figure), documented, "{name}");
    }
    assert_eq!(told.merchant_fee_capped, Some(false));
    Ok(())
}

/// Whoever says what is to arrive pays for no more than that, however the merchant's fee is set.
#[tokio::test]
async fn what_is_to_arrive_costs_what_it_has_to() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for (kind, amount, cap, fee_of_merchant) in [
        (FeeType::Percentage, "10", "1", "1"),
        (FeeType::Percentage, "100", "1", "1"),
        (FeeType::Percentage, "0", "0", "0"),
        (FeeType::Fixed, "2.5", "0", "2.5"),
    ] {
        fee(&partna, kind.clone(), amount, cap).await?;
        for wanted in ["1000", "5.245512", "0.00000001"] {
            let told = breakdown(&partna, None, Some(wanted)).await?;
            assert_eq!(text(told.net_amount_in_to_currency), wanted);
            let merchant = text(told.merchant_fee_in_to_currency);
            if wanted == "1000" {
                assert_eq!(merchant, fee_of_merchant, "{kind} {amount}");
            }
            // A digit of naira is worth less than a hundredth of a hundredth.
            let all = told.total_amount_in_to_currency.ok_or("no total")?;
            let over = all.decimal()
                - wanted.parse::<Decimal>()?
                - merchant.parse::<Decimal>()?
                - Decimal::new(1, 2);
            assert!(
                over >= Decimal::ZERO && over < Decimal::new(1, 4),
                "{over} too much for {wanted} by {kind} {amount}"
            );
        }
    }
    fee(&partna, FeeType::Percentage, "100", "0").await?;
    let body = onramp(&partna, "a1")
        .await?
        .from_amount(Amount::from(1_000_000));
    assert_eq!(
        refused(send(&partna, body).await)?,
        "the amount does not cover the fees"
    );
    Ok(())
}

/// A unit of naira buys less of a bitcoin than can be told; that costs nobody the ramp.
#[tokio::test]
async fn what_is_to_arrive_may_be_worth_much() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for percent in ["0", "2", "33.3"] {
        fee(&partna, FeeType::Percentage, percent, "0").await?;
        for wanted in ["0.5", "0.12345678", "0.00000001"] {
            let body = types::RampBreakdownRequest::builder()
                .from_currency("NGN")
                .from_network("naira")
                .to_currency("BTC")
                .to_network("bitcoin")
                .to_amount(wanted.parse::<Amount>()?)
                .rate_key(key(&partna, "NGN", "BTC").await?);
            let told = partna.get_ramp_breakdown().body(body).send().await?;
            let told = told.into_inner().data.ok_or("no breakdown")?;
            assert_eq!(text(told.net_amount_in_to_currency), wanted);
            let all = told.total_amount_in_to_currency.ok_or("no total")?;
            let fees = told.total_fees_in_to_currency.ok_or("no fees")?;
            let over = all.decimal() - fees.decimal() - wanted.parse::<Decimal>()?;
            assert!(
                over >= Decimal::ZERO && over <= Decimal::new(3, 8),
                "{over} too much for {wanted} by {percent} %"
            );
        }
    }
    Ok(())
}

/// What is paid is what was told, to the digit, and the merchant's fee is where it belongs.
#[tokio::test]
async fn what_was_told_is_booked() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    fee(&partna, FeeType::Percentage, "2", "0").await?;
    let body = onramp(&partna, "a1")
        .await?
        .from_amount(Amount::from(10_000));
    let order = send(&partna, body).await?;
    let said = order.data.clone().ok_or("no order")?;
    assert_eq!(
        (text(said.to_amount), text(said.fee_in_to_currency)),
        ("5.8427".into(), "0.01".into())
    );
    sandbox.pay(&order).await?;
    let books = sandbox.books();
    books.check()?;
    let dollars = &books.lines["USD"];
    let kept = "0.11944434".parse::<Decimal>()?;
    assert_eq!(dollars.withdrawals.to_string(), "5.8427");
    assert_eq!(dollars.converted_in.to_string(), "5.97221725");
    assert_eq!(dollars.balances, kept);
    assert_eq!(
        dollars.fees,
        dollars.converted_in - dollars.withdrawals - kept
    );
    Ok(())
}

/// A fee of which half is said would mean something that nobody said.
#[tokio::test]
async fn a_fee_is_set_whole() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let body = types::SettingsRequest::builder().fee_amount(Amount::from(5));
    let error = partna.update_settings().body(body).send().await.err();
    let error = error.ok_or("it was taken")?;
    assert_eq!(error.fields().len(), 1);
    assert_eq!(error.fields()[0].name, "feeCurrency");
    let body = types::SettingsRequest::builder().auto_move_deposit(true);
    partna.update_settings().body(body).send().await?;
    Ok(())
}

/// What is too much to be counted with is refused, whether it was given or comes of what was given.
#[tokio::test]
async fn what_cannot_be_counted_is_refused() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let most = "1000000000000000".parse::<Amount>()?;
    let deposit = types::MockDepositRequest::builder()
        .account_name("amina01")
        .currency("BTC")
        .network("bitcoin")
        .amount(most);
    partna.create_mock_deposit().body(deposit).send().await?;
    let body = types::ConversionRequest::builder()
        .account_name("amina01")
        .from_amount(most)
        .rate_key(key(&partna, "BTC", "NGN").await?);
    let converted = partna.convert_currency().body(body).send().await;
    assert_eq!(refused(converted)?, "validation error");
    // Such a price makes a rate that can be told, and amounts that cannot.
    sandbox.set_price("NGN", Decimal::new(1, 18))?;
    let body = offramp(&partna, "a1").await?;
    assert_eq!(
        refused(send(&partna, body.clone()).await)?,
        "validation error"
    );
    // The merchant's fee is too much by itself.
    fee(&partna, FeeType::Fixed, "1000000000000000", "0").await?;
    let little = body.from_amount("0.00000001".parse::<Amount>()?);
    assert_eq!(refused(send(&partna, little).await)?, "validation error");
    partna
        .list_accounts()
        .account_name("amina01")
        .send()
        .await?;
    Ok(sandbox.books().check()?)
}

/// A pair whose rate is too small to be told is answered as documented, and cedis are not converted.
#[tokio::test]
async fn there_is_not_a_rate_for_everything() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client();
    let body = types::ConversionRequest::builder()
        .from_amount(Amount::from(1))
        .rate_key(key(&partna, "GHS", "USD").await?);
    let converted = partna.convert_currency().body(body).send().await;
    assert_eq!(refused(converted)?, "validation error");

    sandbox.set_price("NGN", Decimal::new(1, 8))?;
    let rate = partna.get_rate().from_currency("NGN").to_currency("BTC");
    let error = rate.send().await.err().ok_or("there is a rate")?;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(
        error.message(),
        Some("Rates not available, please try again later")
    );
    Ok(())
}
