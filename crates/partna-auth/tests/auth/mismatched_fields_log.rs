//! Each field of a response that does not have the documented form is logged once.

use std::error::Error;

use partna_tests::log::Log;
use partna_tests::scripted_server::ScriptedServer;
use tracing_subscriber::filter::LevelFilter;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

#[tokio::test]
async fn each_mismatched_field_is_logged_once_without_its_value() -> Result {
    let (log, _guard) = Log::of_thread(LevelFilter::WARN);
    let api = ScriptedServer::start().await?;
    let ramps = |text: &str| {
        format!(
            r#"{{"data": {{"rampRequests": [{{"fromAmount": "{text}"}}, {{"fromAmount": "{text}", "bankName": 7}}]}}}}"#
        )
    };
    for text in ["canary one", "canary two"] {
        api.set_ok_body(&ramps(text));
        api.partna.list_ramps().send().await?;
        api.partna.clone().list_ramps().send().await?;
        api.partna
            .request("GET", "/ramp")
            .send::<serde_json::Value>()
            .await?;
    }
    let text = log.text();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(
        lines[0].contains("data.rampRequests[].fromAmount") && lines[0].contains("list_ramps"),
        "{text}"
    );
    assert!(
        lines[1].contains("data.rampRequests[].bankName") && lines[1].contains("converted"),
        "{text}"
    );
    assert!(!text.contains("canary"), "{text}");
    // A map can have any number of names, so the log is limited.
    let names: Vec<_> = (0..2_000).map(|n| format!("\"N{n}\": \"\"")).collect();
    api.set_ok_body(&format!(
        "{{\"data\": {{\"customer\": {{{}}}}}}}",
        names.join(",")
    ));
    let response = api.partna.get_balances().send().await?;
    assert_eq!(
        (
            response.mismatched_fields().len(),
            response.mismatched_count()
        ),
        (1_000, 2_000)
    );
    assert!(
        log.text().lines().count() <= 501,
        "{}",
        log.text().lines().count()
    );
    Ok(())
}
