//! The deposit address of an offramp, which is undocumented.

use partna_auth::types::{RampOrder, RampRequest};
use partna_auth::{Amount, ErrorKind, Partna};
use serde_json::{Value, json};

use super::{EVM, Result, TRON, kind, sandbox};

fn order(fields: &Value) -> Result<RampOrder> {
    let mut order = json!({"fromCurrency": "USDT", "fromNetwork": "tron", "toCurrency": "NGN", "accountNumber": ""});
    for (name, value) in fields.as_object().ok_or("no object")? {
        order[name] = value.clone();
    }
    Ok(serde_json::from_value(order)?)
}

async fn ramp(
    partna: &Partna,
    from: [&str; 2],
    to: [&str; 2],
    reference: &str,
) -> Result<RampOrder> {
    let key = partna.rate(from[0], to[0]).await?.key.ok_or("no key")?;
    let body = RampRequest::builder()
        .account_name("amina01".to_owned())
        .from_currency(from[0])
        .from_network(from[1])
        .from_amount(Amount::from(5000))
        .to_currency(to[0])
        .to_network(to[1])
        .crypto_address(TRON.to_owned())
        .account_number("0120000001".to_owned())
        .bank_code("058".to_owned())
        .cancel_pending_ramp_request(true)
        .rate_key(key)
        .ramp_reference(reference.to_owned());
    let response = partna.create_ramp().body(body).send().await?.into_inner();
    Ok(response.data.ok_or("no order")?)
}

#[tokio::test]
async fn offramp_of_the_sandbox_has_a_deposit_address() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let offramp = ramp(&partna, ["USDT", "tron"], ["NGN", "naira"], "a1").await?;
    assert!(offramp.deposit_address()?.starts_with('T'));
    let onramp = ramp(&partna, ["NGN", "naira"], ["USDT", "tron"], "a2").await?;
    assert_eq!(kind(onramp.deposit_address()), Some(ErrorKind::Invalid));
    Ok(())
}

#[test]
fn reads_either_field_and_both_if_they_agree() -> Result {
    for fields in [
        json!({"cryptoAddress": TRON}),
        json!({"paymentAddress": TRON}),
        json!({"cryptoAddress": TRON, "paymentAddress": TRON}),
        json!({"cryptoAddress": null, "paymentAddress": TRON}),
        json!({"cryptoAddress": TRON, "paymentAddress": ""}),
        json!({"cryptoAddress": TRON, "accountNumber": "0120000001"}),
    ] {
        assert_eq!(order(&fields)?.deposit_address()?, TRON, "{fields}");
    }
    Ok(())
}

#[test]
fn rejects_missing_and_conflicting_addresses() -> Result {
    for (fields, expected) in [
        (json!({}), ErrorKind::NotFound),
        (json!({"cryptoAddress": null}), ErrorKind::NotFound),
        (json!({"cryptoAddress": " "}), ErrorKind::NotFound),
        (json!({"cryptoaddress": TRON}), ErrorKind::NotFound),
        (json!({"address": TRON}), ErrorKind::NotFound),
        (
            json!({"cryptoAddress": TRON, "paymentAddress": EVM}),
            ErrorKind::Undecodable,
        ),
        (
            json!({"cryptoAddress": {"tron": TRON}}),
            ErrorKind::Undecodable,
        ),
        (
            json!({"cryptoAddress": TRON, "paymentAddress": 1}),
            ErrorKind::Undecodable,
        ),
    ] {
        assert_eq!(
            kind(order(&fields)?.deposit_address()),
            Some(expected),
            "{fields}"
        );
    }
    Ok(())
}

/// The address in an onramp is that to which the customer receives crypto.
#[test]
fn rejects_the_address_of_an_onramp() -> Result {
    for fields in [
        json!({"fromCurrency": "NGN", "fromNetwork": "naira"}),
        json!({"fromCurrency": "ngn", "fromNetwork": null}),
        json!({"fromCurrency": null, "fromNetwork": "mpesa"}),
        json!({"fromCurrency": "KES", "fromNetwork": "mobileMoney"}),
        json!({"fromCurrency": null, "fromNetwork": null, "accountNumber": "0120000001"}),
    ] {
        let mut fields = fields;
        fields["cryptoAddress"] = json!(TRON);
        let result = order(&fields)?;
        assert_eq!(
            kind(result.deposit_address()),
            Some(ErrorKind::Invalid),
            "{fields}"
        );
    }
    let unknown =
        order(&json!({"fromCurrency": null, "fromNetwork": null, "cryptoAddress": TRON}))?;
    assert_eq!(unknown.deposit_address()?, TRON);
    Ok(())
}
