//! The costs of ramps: the documented figures, fees, caps, and amounts that cannot be computed.

use partna_auth::{Amount, FeeType, Partna, types};
use partna_sandbox::Sandbox;
use rust_decimal::Decimal;

use super::{EXTERNAL_ADDRESS, Result, key, offramp, onramp, rejection, sandbox, send, text};

async fn set_fee(partna: &Partna, kind: FeeType, amount: &str, cap: &str) -> Result {
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
        .crypto_address(EXTERNAL_ADDRESS)
        .rate_key(key(partna, "NGN", "USDT").await?);
    if let Some(amount) = from_amount {
        body = body.from_amount(amount.parse::<Amount>()?);
    }
    if let Some(amount) = to_amount {
        body = body.to_amount(amount.parse::<Amount>()?);
    }
    let response = partna.get_ramp_breakdown().body(body).send().await?;
    Ok(response.into_inner().data.ok_or("no breakdown")?)
}

/// The figures of the documented breakdown without the deposit fee, which the sandbox does not have.
#[tokio::test]
async fn breakdown_has_documented_figures() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    set_fee(&partna, FeeType::Percentage, "2", "0").await?;
    let quote = breakdown(&partna, Some("10000"), None).await?;
    let figures = [
        ("rate", quote.rate, "0.000597221725"),
        ("total from", quote.total_amount_in_from_currency, "10000"),
        ("total to", quote.total_amount_in_to_currency, "5.97221725"),
        ("part", quote.merchant_percentage_applied, "0.02"),
        ("merchant from", quote.merchant_fee_in_from_currency, "200"),
        (
            "merchant to",
            quote.merchant_fee_in_to_currency,
            "0.119444345",
        ),
        ("merchant dollars", quote.merchant_fee_usd, "0.119444345"),
        (
            "sending from",
            quote.withdrawal_fee_in_from_currency,
            "16.7442",
        ),
        ("sending to", quote.withdrawal_fee_in_to_currency, "0.01"),
        ("fees from", quote.total_fees_in_from_currency, "216.7442"),
        ("fees to", quote.total_fees_in_to_currency, "0.129444345"),
        ("net", quote.net_amount_in_to_currency, "5.8427"),
    ];
    for (name, figure, documented) in figures {
        assert_eq!(text(figure), documented, "{name}");
    }
    assert_eq!(quote.merchant_fee_capped, Some(false));
    Ok(())
}

/// With a target amount, the source amount is the smallest that covers the amount and the fees.
#[tokio::test]
async fn target_amount_has_minimal_source_amount() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for (kind, amount, cap, expected_fee) in [
        (FeeType::Percentage, "10", "1", "1"),
        (FeeType::Percentage, "100", "1", "1"),
        (FeeType::Percentage, "0", "0", "0"),
        (FeeType::Fixed, "2.5", "0", "2.5"),
    ] {
        set_fee(&partna, kind.clone(), amount, cap).await?;
        for target in ["1000", "5.245512", "0.00000001"] {
            let quote = breakdown(&partna, None, Some(target)).await?;
            assert_eq!(text(quote.net_amount_in_to_currency), target);
            let merchant = text(quote.merchant_fee_in_to_currency);
            if target == "1000" {
                assert_eq!(merchant, expected_fee, "{kind} {amount}");
            }
            // The smallest unit of naira is worth less than 0.0001 dollars.
            let total = quote.total_amount_in_to_currency.ok_or("no total")?;
            let excess = total.decimal()
                - target.parse::<Decimal>()?
                - merchant.parse::<Decimal>()?
                - Decimal::new(1, 2);
            assert!(
                excess >= Decimal::ZERO && excess < Decimal::new(1, 4),
                "{target} with {kind} {amount}: {excess} too much"
            );
        }
    }
    set_fee(&partna, FeeType::Percentage, "100", "0").await?;
    let body = onramp(&partna, "a1")
        .await?
        .from_amount(Amount::from(1_000_000));
    assert_eq!(
        rejection(send(&partna, body).await)?,
        "the amount does not cover the fees"
    );
    Ok(())
}

/// The smallest unit of naira buys less than the smallest unit of bitcoin.
#[tokio::test]
async fn target_amount_may_have_coarser_units_than_source() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for percent in ["0", "2", "33.3"] {
        set_fee(&partna, FeeType::Percentage, percent, "0").await?;
        for target in ["0.5", "0.12345678", "0.00000001"] {
            let body = types::RampBreakdownRequest::builder()
                .from_currency("NGN")
                .from_network("naira")
                .to_currency("BTC")
                .to_network("bitcoin")
                .to_amount(target.parse::<Amount>()?)
                .rate_key(key(&partna, "NGN", "BTC").await?);
            let quote = partna.get_ramp_breakdown().body(body).send().await?;
            let quote = quote.into_inner().data.ok_or("no breakdown")?;
            assert_eq!(text(quote.net_amount_in_to_currency), target);
            let total = quote.total_amount_in_to_currency.ok_or("no total")?;
            let fees = quote.total_fees_in_to_currency.ok_or("no fees")?;
            let excess = total.decimal() - fees.decimal() - target.parse::<Decimal>()?;
            assert!(
                excess >= Decimal::ZERO && excess <= Decimal::new(3, 8),
                "{target} with {percent} %: {excess} too much"
            );
        }
    }
    Ok(())
}

/// The paid amount equals that of the order, and the merchant receives its fee.
#[tokio::test]
async fn books_match_order() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    set_fee(&partna, FeeType::Percentage, "2", "0").await?;
    let body = onramp(&partna, "a1")
        .await?
        .from_amount(Amount::from(10_000));
    let order = send(&partna, body).await?;
    let quoted = order.data.clone().ok_or("no order")?;
    assert_eq!(
        (text(quoted.to_amount), text(quoted.fee_in_to_currency)),
        ("5.8427".into(), "0.01".into())
    );
    sandbox.pay(&order).await?;
    let books = sandbox.books();
    books.check()?;
    let dollars = &books.lines["USD"];
    let merchant_fee = "0.11944434".parse::<Decimal>()?;
    assert_eq!(dollars.withdrawals.to_string(), "5.8427");
    assert_eq!(dollars.converted_in.to_string(), "5.97221725");
    assert_eq!(dollars.balances, merchant_fee);
    assert_eq!(
        dollars.fees,
        dollars.converted_in - dollars.withdrawals - merchant_fee
    );
    Ok(())
}

/// A partial fee would have an ambiguous meaning.
#[tokio::test]
async fn rejects_partial_fee() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let body = types::SettingsRequest::builder().fee_amount(Amount::from(5));
    let error = partna.update_settings().body(body).send().await.err();
    let error = error.ok_or("the request was accepted")?;
    assert_eq!(error.fields().len(), 1);
    assert_eq!(error.fields()[0].name, "feeCurrency");
    let body = types::SettingsRequest::builder().auto_move_deposit(true);
    partna.update_settings().body(body).send().await?;
    Ok(())
}

/// Amounts of the request and computed amounts.
#[tokio::test]
async fn rejects_amounts_above_limit() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let max = "1000000000000000".parse::<Amount>()?;
    let deposit = types::MockDepositRequest::builder()
        .account_name("amina01")
        .currency("BTC")
        .network("bitcoin")
        .amount(max);
    partna.create_mock_deposit().body(deposit).send().await?;
    let body = types::ConversionRequest::builder()
        .account_name("amina01")
        .from_amount(max)
        .rate_key(key(&partna, "BTC", "NGN").await?);
    let converted = partna.convert_currency().body(body).send().await;
    assert_eq!(rejection(converted)?, "validation error");
    // With this price the rate can be quoted, but the amounts exceed the limit.
    sandbox.set_price("NGN", Decimal::new(1, 18))?;
    let body = offramp(&partna, "a1").await?;
    assert_eq!(
        rejection(send(&partna, body.clone()).await)?,
        "validation error"
    );
    // The merchant's fee exceeds the limit.
    set_fee(&partna, FeeType::Fixed, "1000000000000000", "0").await?;
    let small = body.from_amount("0.00000001".parse::<Amount>()?);
    assert_eq!(rejection(send(&partna, small).await)?, "validation error");
    partna
        .list_accounts()
        .account_name("amina01")
        .send()
        .await?;
    Ok(sandbox.books().check()?)
}

/// A rate that is too small has the documented error, and cedis cannot be converted.
#[tokio::test]
async fn rejects_pairs_without_rate() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client();
    let body = types::ConversionRequest::builder()
        .from_amount(Amount::from(1))
        .rate_key(key(&partna, "GHS", "USD").await?);
    let converted = partna.convert_currency().body(body).send().await;
    assert_eq!(rejection(converted)?, "validation error");

    sandbox.set_price("NGN", Decimal::new(1, 8))?;
    let rate = partna.get_rate().from_currency("NGN").to_currency("BTC");
    let error = rate.send().await.err().ok_or("the rate was quoted")?;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(
        error.message(),
        Some("Rates not available, please try again later")
    );
    Ok(())
}
