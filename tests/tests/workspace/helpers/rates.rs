//! The rate of exactly two currencies.

use partna_auth::{Amount, Currency, ErrorKind};
use serde_json::{Value, json};

use super::{FixedServer, Result, kind, sandbox};

fn row(from: &str, to: &str) -> Value {
    json!({"fromCurrency": from, "toCurrency": to, "rate": 1500, "key": "1500-USDT_to_NGN-5ddc8f46-1755873777"})
}

async fn rates(table: Value) -> Result<FixedServer> {
    let body = json!({"message": "success", "data": {"rate": table}});
    Ok(FixedServer::start()
        .await?
        .respond("GET", "/rate", 200, body)
        .await)
}

#[tokio::test]
async fn returns_both_directions_on_the_sandbox() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for (from, to) in [
        (Currency::Usdt, Currency::Ngn),
        (Currency::Ngn, Currency::Usdt),
    ] {
        let rate = partna.rate(&from, &to).await?;
        assert_eq!(
            (rate.from_currency.as_ref(), rate.to_currency.as_ref()),
            (Some(&from), Some(&to))
        );
        let key = rate.key.ok_or("no key")?;
        assert!(key.contains(&format!("-{from}_to_{to}-")), "{key}");
    }
    Ok(())
}

#[tokio::test]
async fn returns_the_rate_of_the_requested_direction() -> Result {
    let mut table = json!({"NGN_to_USDT": row("NGN", "USDT"), "USDT_to_NGN": row("USDT", "NGN"), "USD_to_NGN": row("USD", "NGN")});
    table["NGN_to_USDT"]["rate"] = json!(2);
    let server = rates(table).await?;
    let rate = server.partna.rate("NGN", "USDT").await?;
    assert_eq!(rate.rate, Some(Amount::from(2)));
    Ok(())
}

#[tokio::test]
async fn rejects_a_table_without_the_rate() -> Result {
    for table in [
        json!({}),
        json!(null),
        json!({"NGN_to_USDT": row("NGN", "USDT")}),
        json!({"USD_to_NGN": row("USD", "NGN"), "USDT_to_NGNX": row("USDT", "NGN")}),
        json!({"usdt_to_ngn": row("USDT", "NGN")}),
    ] {
        let server = rates(table.clone()).await?;
        let result = server.partna.rate("USDT", "NGN").await;
        assert_eq!(kind(result), Some(ErrorKind::NotFound), "{table}");
    }
    Ok(())
}

#[tokio::test]
async fn rejects_an_entry_of_other_currencies_or_without_a_rate() -> Result {
    let changed = |name: &str, value: Value| {
        let mut row = row("USDT", "NGN");
        row[name] = value;
        row
    };
    for entry in [
        row("NGN", "USDT"),
        row("USDT", "KES"),
        row("USD", "NGN"),
        changed("rate", json!(null)),
        changed("rate", json!(0)),
        changed("rate", json!(-1)),
        changed("rate", json!("many")),
        changed("key", json!(null)),
        changed("key", json!(" ")),
    ] {
        let server =
            rates(json!({"USDT_to_NGN": entry, "NGN_to_USDT": row("NGN", "USDT")})).await?;
        let result = server.partna.rate("USDT", "NGN").await;
        assert_eq!(kind(result), Some(ErrorKind::Undecodable), "{entry}");
    }
    Ok(())
}
