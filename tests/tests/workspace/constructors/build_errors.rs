//! Bodies that cannot be built: the error, and no request.

use partna_auth::requests::{MobileRecipient, OfframpToMobile};
use partna_auth::types::{AccountRequest, KycRequest, RampRequest, TransferRequest};
use partna_auth::{Error, ErrorKind, Reference, WithReference};
use partna_tests::builder;
use wiremock::MockServer;

use super::missing_fields::to_mobile;
use super::{Result, phone};

#[tokio::test]
async fn invalid_body_is_not_sent() -> Result {
    let server = MockServer::start().await;
    let partna = builder(&server.uri())?.build().await?;
    let recipient = MobileRecipient {
        shortcode: "",
        ..phone()
    };
    let ramp = RampRequest::offramp_to_mobile(OfframpToMobile {
        recipient,
        ..to_mobile()
    });
    let referenced = partna
        .create_ramp()
        .body(ramp.clone())
        .with_reference(Reference::random());
    let sent = partna.create_ramp().body(ramp).send().await;
    let mapped = partna
        .create_ramp()
        .body_map(|_| RampRequest::builder())
        .send()
        .await;
    let unset = partna.create_ramp().send().await;
    let expected = "create_ramp: RampRequest: `shortcode` is not valid: it is empty; set it with `.shortcode(..)`";
    let missing =
        "create_ramp: RampRequest: `from_currency` is missing; set it with `.from_currency(..)`";
    for (error, expected) in [
        (referenced.err(), expected),
        (sent.err(), expected),
        (mapped.err(), missing),
        (unset.err(), missing),
    ] {
        let error = error.ok_or("accepted")?;
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert_eq!(error.to_string(), expected);
    }
    let requests = server.received_requests().await.unwrap_or_default();
    assert_eq!(requests.len(), 0);
    Ok(())
}

#[test]
fn build_error_contains_the_body_the_field_and_the_fix() -> Result {
    let missing = TransferRequest::builder().build().err().ok_or("built")?;
    assert_eq!(missing.kind(), ErrorKind::Invalid);
    assert_eq!(
        missing.to_string(),
        "TransferRequest: `to_account` is missing; set it with `.to_account(..)`"
    );
    let invalid = AccountRequest::builder().account_name("Amina 01").build();
    assert_eq!(
        invalid.err().ok_or("built")?.to_string(),
        "AccountRequest: `account_name` is not valid: doesn't match pattern \"^[a-z0-9]{2,40}$\"; set it with \
         `.account_name(..)`"
    );
    Ok(())
}

#[test]
fn try_into_returns_the_error_of_build() -> Result {
    let converted: std::result::Result<RampRequest, Error> = RampRequest::builder().try_into();
    let built = RampRequest::builder().build();
    let (converted, built) = (converted.err().ok_or("built")?, built.err().ok_or("built")?);
    assert_eq!(converted.to_string(), built.to_string());
    assert_eq!(converted.kind(), built.kind());
    Ok(())
}

#[test]
fn error_of_another_field_does_not_contain_a_secret() -> Result {
    let builder = KycRequest::builder().bvn("22222222222");
    let error = builder.build().err().ok_or("built")?;
    assert!(!format!("{error} {error:?}").contains("2222"));
    Ok(())
}
