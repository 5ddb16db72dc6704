//! Responses as servers have sent them, over real sockets.

use partna_auth::{ErrorKind, Outcome, WithReference, types};
use partna_tests::scripted_server::ScriptedServer;
use partna_tests::server::Reply;
use partna_tests::transfers::{REFERENCE, reference, send_transfer, transfer};

use super::Result;

const ACCOUNTS: &str = r#"{"data": {"accounts": [
    {"NGN": {"accountName": "amina01", "asset": [], "balance": "", "pendingDebit": 0}},
    {"USD": {"accountName": "bello02", "asset": [], "balance": 1, "pendingDebit": 0}}
]}, "message": "success"}"#;

fn lines<T>(response: &partna_auth::ResponseValue<T>) -> Vec<String> {
    let mismatched = response.mismatched_fields().iter();
    mismatched.map(ToString::to_string).collect()
}

#[tokio::test]
async fn empty_text_omits_only_its_field() -> Result {
    let api = ScriptedServer::start().await?;
    api.set_ok_body(ACCOUNTS);
    let response = api.partna.list_accounts().send().await?;
    assert_eq!(
        lines(&response),
        [
            "data.accounts[0].NGN.balance: expected a decimal number, found text; the field is omitted"
        ]
    );
    let accounts = response.into_inner().data.unwrap_or_default().accounts;
    let ledgers: Vec<_> = accounts
        .iter()
        .flat_map(|account| account.values())
        .collect();
    assert_eq!(ledgers.len(), 2);
    assert!(ledgers[0].balance.is_none() && ledgers[1].balance == Some(1.into()));

    // These members are not documented, so no type reads them.
    api.set_ok_body(r#"{"data": {"NGN": "", "USD": 5}, "message": "success"}"#);
    let response = api.partna.get_balances().send().await?;
    assert!(response.data.is_some() && response.mismatched_fields().is_empty());

    api.set_ok_body(
        r#"{"data": {"customer": {"NGN": "", "USD": {"availableBalance": "5"}}}, "message": "success"}"#,
    );
    let response = api.partna.get_balances().send().await?;
    assert_eq!(
        lines(&response),
        [
            "data.customer.NGN: expected an object, found text; the field is omitted",
            "data.customer.USD.availableBalance: expected a decimal number, found text; the field is converted",
        ]
    );
    let customer = response.into_inner().data.unwrap_or_default().customer;
    let balance = customer
        .get("USD")
        .and_then(|ledger| ledger.available_balance);
    assert_eq!((customer.len(), balance), (1, Some(5.into())));
    Ok(())
}

#[tokio::test]
async fn ramp_with_odd_amount_is_accepted_with_its_reference() -> Result {
    let api = ScriptedServer::start().await?;
    api.set_ok_body(&format!(
        r#"{{"data": {{"rampReference": "{REFERENCE}", "fromAmount": 1000, "toAmount": "", "status": "pending"}},
            "message": "success"}}"#
    ));
    let order = types::RampRequest::builder()
        .account_name("amina01")
        .from_amount(1000)
        .from_currency("NGN")
        .from_network("naira")
        .to_currency("USDT")
        .to_network("tron")
        .rate_key("0.0006-NGN_to_USDT-5ddc8f46-1755873777");
    let Outcome::Accepted(response) = api
        .partna
        .create_ramp()
        .body(order)
        .with_reference(reference()?)?
        .send()
        .await?
    else {
        return Err("the ramp is not accepted".into());
    };
    assert_eq!(
        lines(&response),
        ["data.toAmount: expected a decimal number, found text; the field is omitted"]
    );
    let ramp = response.into_inner().data.ok_or("no ramp")?;
    assert_eq!(ramp.ramp_reference.as_deref(), Some(REFERENCE));
    Ok(())
}

#[tokio::test]
async fn numbers_become_text_of_their_digits() -> Result {
    let api = ScriptedServer::start().await?;
    api.set_ok_body(
        r#"{"data": {"page": 1, "perPage": "10", "rampRequests": [
            {"bankAccountNumber": 120000001, "bankName": 1e400, "fromAmount": "0.10", "rampReference": 12345678901234567890123}
        ]}, "message": "success"}"#,
    );
    let response = api.partna.list_ramps().send().await?;
    assert_eq!(response.mismatched_fields().len(), 5);
    assert!(
        response
            .mismatched_fields()
            .iter()
            .all(|field| field.is_converted())
    );
    let ramps = response.into_inner().data.unwrap_or_default();
    assert_eq!(ramps.per_page, Some(10));
    let ramp = ramps.ramp_requests.first().ok_or("no ramp")?;
    assert_eq!(ramp.bank_account_number.as_deref(), Some("120000001"));
    assert_eq!(ramp.bank_name.as_deref(), Some("1e400"));
    assert_eq!(
        ramp.ramp_reference.as_deref(),
        Some("12345678901234567890123")
    );
    assert_eq!(
        ramp.from_amount.map(|amount| amount.to_string()).as_deref(),
        Some("0.10")
    );

    api.set_ok_body(
        r#"{"data": [{"code": 44, "name": "Access Bank"}, null], "message": "success"}"#,
    );
    let response = api.partna.list_banks().currency("NGN").send().await?;
    assert_eq!(response.mismatched_fields().len(), 2);
    assert_eq!(
        response.data.first().and_then(|bank| bank.code.as_deref()),
        Some("44")
    );
    Ok(())
}

/// The `data` of these bodies cannot be read by serde_json, or their bytes are not strict JSON.
#[tokio::test]
async fn odd_bytes_and_values_do_not_hide_acceptance() -> Result {
    let api = ScriptedServer::start().await?;
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    for body in [
        "\u{feff}{\"message\": \"success\"}".as_bytes().to_vec(),
        b"{\"message\": \"succ\xe9s\", \"data\": {\"transactionReference\": \"\"}}".to_vec(),
        b"{\"message\": \"success\", \"data\": {\"memo\": \"\xff\xfe\"}}".to_vec(),
        br#"{"message": "success", "data": {"amount": 1e400}}"#.to_vec(),
        br#"{"message": "success", "data": {"memo": "\ud800"}}"#.to_vec(),
        br#"{"message": "success", "data": ["odd", null]}"#.to_vec(),
        br#"{"message": ["success"], "data": 7}"#.to_vec(),
        br#"{"message": "success", "message": "success"}"#.to_vec(),
        format!("{{\"message\": \"success\", \"data\": {deep}}}").into_bytes(),
        format!("{{\"message\": \"success\", \"data\": {{\"transactionReference\": {deep}}}}}")
            .into_bytes(),
    ] {
        let shown = String::from_utf8_lossy(&body[..body.len().min(100)]).into_owned();
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        api.set_reply(Reply::RawThenClose([head.into_bytes(), body].concat()));
        assert_eq!(send_transfer(&api.partna).await?, "done", "{shown}");
    }
    for body in [
        &b"{\"message\": \"insufficient funds\", \"data\": \"\xff\"}"[..],
        b"{\"error\": \"\xff\"}",
        br#"{"message": "success", "statusCode": 1e400}"#,
        b"\xef\xbb\xbf",
    ] {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        api.set_reply(Reply::RawThenClose([head.as_bytes(), body].concat()));
        assert_eq!(
            send_transfer(&api.partna).await?,
            "unknown",
            "{}",
            String::from_utf8_lossy(body)
        );
    }
    Ok(())
}

/// The digits are compared as they are on the wire. A float would round them.
#[tokio::test]
async fn numeric_reference_is_compared_by_its_digits() -> Result {
    let api = ScriptedServer::start().await?;
    let digits = "12345678901234567890123456789012";
    for (found, outcome) in [
        (digits, "done"),
        ("12345678901234567890123456789013", "unknown"),
        ("1", "unknown"),
    ] {
        api.set_ok_body(&format!(
            r#"{{"message": "success", "data": {{"transactionReference": {found}}}}}"#
        ));
        let write = api
            .partna
            .create_transfer()
            .body(transfer())
            .with_reference(digits.parse()?)?;
        let found_outcome = match write.send().await? {
            Outcome::Accepted(_) => "done",
            Outcome::Unknown(_) => "unknown",
        };
        assert_eq!(found_outcome, outcome, "{found}");
    }
    Ok(())
}

#[tokio::test]
async fn only_mismatched_root_is_undecodable() -> Result {
    let api = ScriptedServer::start().await?;
    for body in ["null", "[]", "[{}]", "7", "{\"data\": {}", "{} {}"] {
        api.set_ok_body(body);
        let error = api.partna.list_accounts().send().await.err().ok_or(body)?;
        assert_eq!(error.kind(), ErrorKind::Undecodable, "{body}");
    }
    for body in [
        "{\"data\": []}",
        "{\"data\": [[1]]}",
        "{\"data\": \"odd\", \"message\": 7}",
    ] {
        api.set_ok_body(body);
        let response = api.partna.list_accounts().send().await?;
        assert!(
            response.data.is_none() && !response.mismatched_fields().is_empty(),
            "{body}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn texts_of_an_error_are_kept_in_all_shapes() -> Result {
    let api = ScriptedServer::start().await?;
    for (status, body, kind, message) in [
        (
            400,
            &br#"{"message": ["fromCurrency must be one of: NGN", "amount should not be empty"], "error": "Bad Request",
                "statusCode": 400}"#[..],
            ErrorKind::Invalid,
            Some("fromCurrency must be one of: NGN"),
        ),
        (400, br#"{"message": {"code": "E11000", "text": "duplicate"}}"#, ErrorKind::Invalid, Some("duplicate")),
        (401, br#"{"error": "invalid apikey"}"#, ErrorKind::NotAuthenticated, Some("invalid apikey")),
        (401, br#"{"msg": "Invalid API key"}"#, ErrorKind::NotAuthenticated, Some("Invalid API key")),
        (401, br#"{"message": "Invalid ApiKey."}"#, ErrorKind::NotAuthenticated, Some("Invalid ApiKey.")),
        (403, br#"{"message": "invalid api key"}"#, ErrorKind::NotAuthenticated, Some("invalid api key")),
        (403, br#"{"message": "no"}"#, ErrorKind::ScopeRefused, Some("no")),
        (200, br#"{"success": false, "message": "Insufficient balance"}"#, ErrorKind::Invalid, Some("Insufficient balance")),
        (422, br#"{"errors": [{"field": "amount", "message": "too low"}]}"#, ErrorKind::Invalid, Some("too low")),
        (400, b"[]", ErrorKind::Invalid, None),
        (400, b"\"plain text\"", ErrorKind::Invalid, Some("plain text")),
        (400, b"{\"message\": \"t\xf6o low\", \"n\": 1e400}", ErrorKind::Invalid, Some("t\u{fffd}o low")),
        (400, b"{\"message\": \"amount is low\", \"data\": {\"n\": 1e400, \"s\": \"\\ud800\"}}", ErrorKind::Invalid, Some("amount is low")),
        (401, b"endpoint t\xe9mporarily disabled: \xff temporarily disabled", ErrorKind::TemporarilyDisabled, None),
    ] {
        let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n", body.len());
        api.set_reply(Reply::RawThenClose([head.as_bytes(), body].concat()));
        let shown = String::from_utf8_lossy(body);
        let error = api.partna.get_rate().send().await.err().ok_or("no error")?;
        assert_eq!((error.kind(), error.message()), (kind, message), "{status} {shown}");
    }
    Ok(())
}
