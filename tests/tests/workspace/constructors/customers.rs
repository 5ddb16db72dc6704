//! KYC, holders of bank accounts, and settings.

use partna_auth::types::{
    KycMethodRequest, KycOtpRequest, KycRequest, ResolveBankAccountRequest, SettingsRequest,
    WebhookRequest,
};
use partna_auth::{Currency, FeeType, MobileNetwork, Partna, Secret, VerificationMethod};

use super::{BANK, Result, sandbox};

async fn confirm(partna: &Partna, currency: Currency) -> Result {
    let request = KycOtpRequest::builder()
        .account_name("bello02")
        .currency(currency)
        .otp("123456");
    partna.confirm_kyc_otp().body(request).send().await?;
    Ok(())
}

async fn countries(partna: &Partna) -> Result<Vec<String>> {
    let request = partna.get_user_profile().account_name("bello02");
    let profile = request.send().await?.into_inner().data.ok_or("none")?;
    let countries = profile.kycs.iter().map(ToString::to_string);
    Ok(countries.collect())
}

#[tokio::test]
async fn kyc_of_each_country_verifies_the_customer_there() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let request = KycRequest::nigeria("bello02", Secret::from("22222222222"));
    partna.start_kyc().body(request).send().await?;
    let request = KycMethodRequest::by_code("bello02", Currency::Ngn, VerificationMethod::Phone1);
    let choice = partna.set_kyc_verification_method().body(request);
    choice.send().await?;
    confirm(&partna, Currency::Ngn).await?;
    assert_eq!(countries(&partna).await?, ["NG"]);

    let request = KycRequest::kenya("bello02", MobileNetwork::Safaricom, "0712345678");
    let offered = partna.start_kyc().body(request).send().await?.into_inner();
    let offered = offered.data.unwrap_or_default().methods;
    let method = offered.first().and_then(|choice| choice.method.clone());
    let method = method.ok_or("no method")?;
    let request = KycMethodRequest::by_code("bello02", Currency::Kes, method);
    let choice = partna.set_kyc_verification_method().body(request);
    choice.send().await?;
    confirm(&partna, Currency::Kes).await?;
    assert_eq!(countries(&partna).await?, ["KE", "NG"]);
    Ok(())
}

#[tokio::test]
async fn kyc_by_bank_account_is_accepted() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let request = KycRequest::nigeria("bello02", Secret::from("22222222222"));
    partna.start_kyc().body(request).send().await?;
    let request = KycMethodRequest::by_bank_account("bello02", BANK);
    let choice = partna.set_kyc_verification_method().body(request);
    choice.send().await?;
    Ok(())
}

#[tokio::test]
async fn holder_of_a_bank_account_is_found() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let request = ResolveBankAccountRequest::bank(Currency::Ngn, BANK);
    let holder = partna.resolve_bank_account().body(request).send().await?;
    let holder = holder.into_inner().data.ok_or("no holder")?;
    assert_eq!(holder.account_number.as_deref(), Some("0120000001"));
    assert!(holder.account_name.is_some_and(|name| !name.is_empty()));
    Ok(())
}

#[tokio::test]
async fn fee_and_webhook_are_set() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let request = SettingsRequest::fee(FeeType::Fixed, "0.25", Currency::Usd);
    partna.update_settings().body(request).send().await?;
    let settings = partna.get_settings().send().await?.into_inner().data;
    let fees = settings.and_then(|settings| settings.fees).ok_or("none")?;
    assert_eq!(fees.fee_amount, Some("0.25".parse()?));
    assert_eq!(fees.fee_type, Some(FeeType::Fixed));

    let url = "http://127.0.0.1:9/partna";
    let request = WebhookRequest::deliver_to(url);
    partna.set_webhook().body(request).send().await?;
    let webhook = partna.get_webhook().send().await?.into_inner().data;
    assert_eq!(
        webhook.and_then(|webhook| webhook.url).as_deref(),
        Some(url)
    );
    Ok(())
}
