//! Controls for tests: unused faults, browser requests, the failing bank.

use std::error::Error;
use std::time::Duration;

use partna_auth::types;
use partna_sandbox::{ErrorKind, Fault, Sandbox};
use partna_webhook::Event;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Guards against a hang.
const TIMEOUT: Duration = Duration::from_secs(60);

fn origin(sandbox: &Sandbox) -> String {
    format!("http://127.0.0.1:{}", sandbox.port())
}

async fn unused(sandbox: &Sandbox) -> Result<Value> {
    let url = format!("{}/sandbox/faults", origin(sandbox));
    let response = Client::new().get(url).send().await?.error_for_status()?;
    let faults: Value = serde_json::from_slice(&response.bytes().await?)?;
    Ok(faults.get("unused").ok_or("no list")?.clone())
}

async fn deposit(sandbox: &Sandbox) -> Result {
    let deposit = types::MockDepositRequest::builder()
        .currency("NGN")
        .network("naira")
        .amount("10.5");
    let partna = sandbox.client();
    partna.create_mock_deposit().body(deposit).send().await?;
    Ok(())
}

/// The admin interface lists each fault in the format that `/sandbox/fail` accepts.
#[tokio::test]
async fn lists_each_fault_until_it_is_used() -> Result {
    let second = Some(Duration::from_millis(1500));
    let faults = [
        (
            Fault::Delay(Duration::from_millis(1)),
            json!({"fault": "delay", "seconds": 0.001}),
        ),
        (Fault::Stall, json!({"fault": "stall"})),
        (Fault::Reset, json!({"fault": "reset"})),
        (Fault::Truncate, json!({"fault": "truncate"})),
        (Fault::Garbage, json!({"fault": "garbage"})),
        (Fault::BadGateway, json!({"fault": "bad_gateway"})),
        (
            Fault::RateLimited {
                retry_after: second,
            },
            json!({"fault": "rate_limited", "seconds": 1.5}),
        ),
        (
            Fault::RateLimited { retry_after: None },
            json!({"fault": "rate_limited"}),
        ),
        (Fault::Unavailable, json!({"fault": "unavailable"})),
        (
            Fault::TemporarilyDisabled,
            json!({"fault": "temporarily_disabled"}),
        ),
        (Fault::CommitThenDrop, json!({"fault": "commit_then_drop"})),
    ];
    let sandbox = Sandbox::start().await?;
    let fail = format!("{}/sandbox/fail", origin(&sandbox));
    let http = Client::new();
    for (fault, mut listed_fault) in faults {
        sandbox.check_faults_used()?;
        sandbox.fail_next(fault.clone())?;
        assert_eq!(unused(&sandbox).await?, json!([listed_fault]));
        let queued = Client::new()
            .post(&fail)
            .body(listed_fault.to_string())
            .send()
            .await?;
        queued.error_for_status()?;
        listed_fault["operation"] = json!("get_rate");
        sandbox.fail("get_rate", fault.clone())?;
        let listed = sandbox.unused_faults();
        let listed: Vec<_> = listed
            .iter()
            .map(|it| (&it.fault, it.operation.as_deref()))
            .collect();
        assert_eq!(
            listed,
            [(&fault, Some("get_rate")), (&fault, None), (&fault, None)]
        );
        let error = sandbox
            .check_faults_used()
            .err()
            .ok_or("no fault is unused")?;
        assert_eq!(error.kind(), ErrorKind::UnusedFaults);
        assert!(
            error.to_string().contains("3 unused") && error.to_string().contains("get_rate"),
            "{error}"
        );

        // A request without a key uses no fault.
        let url = format!("{}/user/balances", sandbox.base_url());
        assert_eq!(
            http.get(&url).send().await?.status(),
            StatusCode::UNAUTHORIZED
        );
        assert_eq!(sandbox.unused_faults().len(), 3);
        for path in ["rate", "user/balances", "user/balances"] {
            let url = format!("{}/{path}", sandbox.base_url());
            let request = http.get(url).header("x-api-key", Sandbox::API_KEY);
            let request = request.header("x-api-user", Sandbox::API_USER);
            let queued = sandbox.unused_faults().len();
            // The request is aborted, because it may fail or not end.
            let request = tokio::spawn(request.send());
            while sandbox.unused_faults().len() == queued {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            request.abort();
        }
        assert_eq!(unused(&sandbox).await?, json!([]));
    }
    Ok(())
}

#[tokio::test]
async fn webhook_fault_is_unused_until_it_is_applied() -> Result {
    let sandbox = Sandbox::start().await?;
    sandbox.fail_next(Fault::DuplicateWebhooks)?;
    assert_eq!(
        unused(&sandbox).await?,
        json!([{"fault": "duplicate_webhooks"}])
    );
    deposit(&sandbox).await?;
    for _ in 0..2 {
        timeout(TIMEOUT, sandbox.next_webhook()).await?;
    }
    sandbox.check_faults_used()?;

    // A single event is delayed, and the fault is unused.
    sandbox.fail_next(Fault::ReorderWebhooks)?;
    deposit(&sandbox).await?;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(
        unused(&sandbox).await?,
        json!([{"fault": "reorder_webhooks"}])
    );
    assert!(sandbox.check_faults_used().is_err());
    deposit(&sandbox).await?;
    for _ in 0..2 {
        timeout(TIMEOUT, sandbox.next_webhook()).await?;
    }
    sandbox.check_faults_used()?;
    Ok(())
}

fn cors_headers(response: &Response) -> Vec<String> {
    let names = response.headers().keys().map(ToString::to_string);
    names
        .filter(|name| name.starts_with("access-control"))
        .collect()
}

#[tokio::test]
async fn preflight_is_denied_and_uses_no_fault() -> Result {
    let sandbox = Sandbox::start().await?;
    sandbox.fail_next(Fault::Unavailable)?;
    sandbox.fail("get_rate", Fault::Unavailable)?;
    let http = Client::new();
    let preflight = |path: &str| {
        let url = format!("{}{path}", origin(&sandbox));
        http.request(Method::OPTIONS, url)
            .header("origin", "https://shop.example")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "x-api-key, x-api-user")
    };
    for path in [
        "/v4/account",
        "/v4/user/balances",
        "/v4/rate?fromCurrency=NGN",
        "/v4/banks",
    ] {
        // Browsers send no key. A key does not change the response.
        for key in [None, Some(Sandbox::API_KEY)] {
            let mut request = preflight(path);
            if let Some(key) = key {
                request = request
                    .header("x-api-key", key)
                    .header("x-api-user", Sandbox::API_USER);
            }
            let response = request.send().await?;
            assert_eq!(response.status(), StatusCode::NO_CONTENT, "{path}");
            assert_eq!(cors_headers(&response), Vec::<String>::new(), "{path}");
            assert!(!response.headers().contains_key("content-type"), "{path}");
            assert!(response.bytes().await?.is_empty(), "{path}");
        }
    }
    assert_eq!(sandbox.unused_faults().len(), 2);

    // An unknown path, and requests that are not preflights.
    let response = preflight("/v4/unknown").send().await?;
    assert_eq!(
        (response.status(), cors_headers(&response).len()),
        (StatusCode::NOT_FOUND, 0)
    );
    let url = format!("{}/v4/account", origin(&sandbox));
    let plain = http.request(Method::OPTIONS, &url);
    assert_eq!(plain.send().await?.status(), StatusCode::METHOD_NOT_ALLOWED);
    let plain = http
        .request(Method::OPTIONS, &url)
        .header("origin", "https://shop.example");
    assert_eq!(plain.send().await?.status(), StatusCode::METHOD_NOT_ALLOWED);
    // A host name that resolves to loopback.
    let rebound = preflight("/v4/account").header("host", "evil.example");
    assert_eq!(rebound.send().await?.status(), StatusCode::FORBIDDEN);
    Ok(())
}

#[tokio::test]
async fn admin_interface_rejects_browser_pages() -> Result {
    let sandbox = Sandbox::start().await?;
    let http = Client::new();
    for path in [
        "books",
        "faults",
        "webhook-key",
        "inbox",
        "advance",
        "pay",
        "fail",
        "unknown",
    ] {
        for method in [Method::OPTIONS, Method::GET, Method::POST] {
            for page in ["https://shop.example", "null", &origin(&sandbox)] {
                let url = format!("{}/sandbox/{path}", origin(&sandbox));
                let request = http.request(method.clone(), url).header("origin", page);
                let request = request.header("access-control-request-method", "POST");
                let response = request.send().await?;
                assert_eq!(response.status(), StatusCode::FORBIDDEN, "{method} {path}");
                assert_eq!(
                    cors_headers(&response),
                    Vec::<String>::new(),
                    "{method} {path}"
                );
            }
        }
    }
    Ok(())
}

/// The account of the failing bank resolves, the withdrawal is accepted, and the money is returned.
#[tokio::test]
async fn withdrawal_to_failing_bank_is_accepted_and_fails_later() -> Result {
    let sandbox = Sandbox::builder()
        .settle_after(Duration::from_secs(30))
        .start()
        .await?;
    let partna = sandbox.client();
    deposit(&sandbox).await?;
    timeout(TIMEOUT, sandbox.next_webhook()).await?;
    let banks = partna.list_banks().currency("NGN").only_validators(true);
    let banks = banks.send().await?.into_inner().data;
    let codes: Vec<_> = banks
        .iter()
        .filter_map(|bank| bank.code.as_deref())
        .collect();
    assert!(codes.contains(&"0000"), "{codes:?}");
    for number in ["0120000001", "9999999999"] {
        let resolve = |code: &str| {
            let body = types::ResolveBankAccountRequest::builder()
                .account_number(number)
                .bank_code(code)
                .currency("NGN");
            partna.resolve_bank_account().body(body).send()
        };
        let name = |code: &'static str| async move {
            let resolved = resolve(code).await?.into_inner().data.ok_or("no account")?;
            Result::Ok(resolved.account_name)
        };
        assert_eq!(name("0000").await?, name("057").await?);
    }
    let invalid = types::ResolveBankAccountRequest::builder()
        .account_number("12345")
        .bank_code("0000")
        .currency("NGN");
    assert!(
        partna
            .resolve_bank_account()
            .body(invalid)
            .send()
            .await
            .is_err()
    );

    let payout = types::WithdrawalRequest::builder()
        .from_account(Sandbox::API_USER)
        .amount(5)
        .currency("NGN")
        .bank_code("0000")
        .account_number("0120000001");
    partna.create_withdrawal().body(payout).send().await?;
    let mut statuses = Vec::new();
    for _ in 0..2 {
        let event = timeout(TIMEOUT, sandbox.next_webhook()).await?;
        let Event::Withdrawal(withdrawal) = event else {
            return Err(format!("{event:?}").into());
        };
        statuses.push(withdrawal.status.as_str().to_owned());
        sandbox.advance(Duration::from_secs(30));
    }
    assert_eq!(statuses, ["processing", "failed"]);
    let balances = partna.get_balances().send().await?.into_inner().data;
    let naira = balances.and_then(|balances| balances.merchant.get("NGN").cloned());
    let naira = naira.and_then(|naira| naira.available_balance);
    assert_eq!(naira, Some("10.5".parse()?));
    Ok(())
}
