//! Onramps and offramps of each kind.

use partna_auth::requests::{
    ExchangeAmount, FiatPayIn, MockRampPayment, OfframpToBank, OfframpToMobile, Onramp,
};
use partna_auth::types::{MockDepositRequest, RampBreakdownRequest, RampRequest};
use partna_auth::{Amount, Country, Currency, Network, Partna, RampStatus, RampType, types};

use super::{
    BANK, EXTERNAL_ADDRESS, Result, balance, phone, ramp, rate_key, sandbox, send_accepted, wallet,
};

#[tokio::test]
async fn onramp_of_naira_pays_out_to_the_address() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let address = partna
        .deposit_address("bello02", Currency::Usdt, Network::Tron)
        .await?;
    let key = rate_key(&partna, Currency::Ngn, Currency::Usdt).await?;
    let request = RampRequest::onramp(Onramp {
        account_name: "amina01",
        pay_in: FiatPayIn::Naira,
        amount: ExchangeAmount::From(20_000.into()),
        pay_out: wallet(&address),
        rate_key: &key,
    });
    let (reference, order) = send_accepted(partna.create_ramp().body(request)).await?;
    sandbox.pay(&order).await?;
    let ramp = ramp(&partna, &reference).await?;
    assert_eq!(ramp.status, Some(RampStatus::Completed));
    assert_eq!(ramp.type_, Some(RampType::FiatToCrypto));
    let paid_out = ramp.to_amount.ok_or("no amount")?;
    assert_eq!(
        balance(&partna, "bello02", "USD").await?,
        paid_out.to_string()
    );
    Ok(sandbox.books().check()?)
}

/// Registers and confirms a Kenyan phone of an account.
async fn phone_id(partna: &Partna, account: &str) -> Result<String> {
    let body = types::PhoneRequest::builder()
        .account_name(account)
        .country(Country::Ke)
        .mobile_network("Safaricom")
        .phone_number("0712345678");
    let phone = partna.register_phone().body(body).send().await?;
    let id = phone.into_inner().data.and_then(|data| data.phone_id);
    let id = id.ok_or("no phone")?;
    let body = types::PhoneVerificationRequest::builder()
        .phone_id(id.as_str())
        .verification_method(partna_auth::VerificationMethod::SendOtp);
    partna.verify_phone().body(body).send().await?;
    let body = types::PhoneOtpRequest::builder()
        .phone_id(id.as_str())
        .otp("123456");
    partna.confirm_phone().body(body).send().await?;
    Ok(id)
}

#[tokio::test]
async fn onramp_of_shillings_is_paid_by_the_phone() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let phone_id = phone_id(&partna, "njeri01").await?;
    let key = rate_key(&partna, Currency::Kes, Currency::Usdt).await?;
    let request = RampRequest::onramp(Onramp {
        account_name: "njeri01",
        pay_in: FiatPayIn::KenyanShilling {
            phone_id: &phone_id,
        },
        amount: ExchangeAmount::To(5.into()),
        pay_out: wallet(EXTERNAL_ADDRESS),
        rate_key: &key,
    });
    let (reference, order) = send_accepted(partna.create_ramp().body(request)).await?;
    let data = order.data.clone().ok_or("no order")?;
    assert_eq!(data.account_number.as_deref(), Some("0712345678"));
    sandbox.pay(&order).await?;
    let ramp = ramp(&partna, &reference).await?;
    assert_eq!(ramp.status, Some(RampStatus::Completed));
    assert_eq!(ramp.address.as_deref(), Some(EXTERNAL_ADDRESS));
    Ok(sandbox.books().check()?)
}

/// Pays for an offramp with a simulated deposit.
async fn pay(partna: &Partna, account_name: &str, order: types::RampOrderResponse) -> Result {
    let order = order.data.ok_or("no order")?;
    let payment = MockDepositRequest::for_ramp(MockRampPayment {
        account_name,
        reference: order.ramp_reference.as_deref().ok_or("no reference")?,
        currency: order.from_currency.ok_or("no currency")?,
        network: order.from_network.ok_or("no network")?,
        amount: order.from_amount.ok_or("no amount")?,
    });
    partna.create_mock_deposit().body(payment).send().await?;
    Ok(())
}

#[tokio::test]
async fn offramp_to_bank_pays_the_bank_account() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let key = rate_key(&partna, Currency::Usdt, Currency::Ngn).await?;
    let request = RampRequest::offramp_to_bank(OfframpToBank {
        account_name: "amina01",
        currency: Currency::Usdt,
        network: Network::Tron,
        amount: ExchangeAmount::From(5.into()),
        bank: BANK,
        rate_key: &key,
    });
    let (reference, order) = send_accepted(partna.create_ramp().body(request)).await?;
    pay(&partna, "amina01", order).await?;
    let ramp = ramp(&partna, &reference).await?;
    assert_eq!(ramp.status, Some(RampStatus::Completed));
    assert_eq!(ramp.type_, Some(RampType::CryptoToFiat));
    assert_eq!(ramp.bank_account_number.as_deref(), Some("0120000001"));
    assert_eq!(ramp.bank_name.as_deref(), Some("Zenith Bank"));
    let books = sandbox.books();
    books.check()?;
    let paid_out = ramp.to_amount.ok_or("no amount")?.decimal();
    assert_eq!(books.lines["NGN"].withdrawals, paid_out);
    Ok(())
}

#[tokio::test]
async fn offramp_to_mobile_pays_the_phone() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let key = rate_key(&partna, Currency::Usdc, Currency::Kes).await?;
    let request = RampRequest::offramp_to_mobile(OfframpToMobile {
        account_name: "njeri01",
        currency: Currency::Usdc,
        network: Network::Celo,
        amount: ExchangeAmount::From("5.50".parse()?),
        recipient: phone(),
        rate_key: &key,
    });
    let (reference, order) = send_accepted(partna.create_ramp().body(request)).await?;
    pay(&partna, "njeri01", order).await?;
    let ramp = ramp(&partna, &reference).await?;
    assert_eq!(ramp.status, Some(RampStatus::Completed));
    assert_eq!(ramp.bank_account_number.as_deref(), Some("0712345678"));
    assert_eq!(ramp.bank_name.as_deref(), Some("Safaricom"));
    let books = sandbox.books();
    books.check()?;
    let paid_out = ramp.to_amount.ok_or("no amount")?.decimal();
    assert_eq!(books.lines["KES"].withdrawals, paid_out);
    Ok(())
}

#[tokio::test]
async fn breakdown_of_a_ramp_equals_its_fees() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let key = rate_key(&partna, Currency::Usdt, Currency::Ngn).await?;
    let request = RampRequest::offramp_to_bank(OfframpToBank {
        account_name: "amina01",
        currency: Currency::Usdt,
        network: Network::Tron,
        amount: ExchangeAmount::To(8_000.into()),
        bank: BANK,
        rate_key: &key,
    })
    .build()?;
    let breakdown = RampBreakdownRequest::of_ramp(&request);
    let fees = partna.get_ramp_breakdown().body(breakdown).send().await?;
    let fees = fees.into_inner().data.ok_or("no fees")?;
    let (_, order) = send_accepted(partna.create_ramp().body(request)).await?;
    let charged = order.data.and_then(|order| order.total_fees_in_to_currency);
    assert_eq!(fees.total_fees_in_to_currency, charged);
    assert!(charged.is_some_and(|fees| fees > Amount::from(0)));
    Ok(())
}
