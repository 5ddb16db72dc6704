//! Deposit addresses, and the assets that determine them.

use partna_auth::types::SupportedAssets;
use partna_auth::{Currency, ErrorKind, Network};
use serde_json::{Value, json};

use super::{EVM, FixedServer, Result, SOLANA, TRON, account, kind, sandbox};

fn usdt_asset(index: Value) -> Value {
    json!({"assetIndex": index, "destinationCurrency": "USD", "decimals": 6})
}

fn supported(by_currency: &Value, by_network: &Value) -> Value {
    json!({"message": "success", "data": {"byCurrency": by_currency, "byNetWork": by_network}})
}

/// Returns USDT on tron, ethereum and solana, at the documented positions.
fn dollars() -> Value {
    let networks = json!({"ethereum": usdt_asset(json!(0)), "tron": usdt_asset(json!(1)), "solana": usdt_asset(json!(2))});
    supported(&json!({"USDT": networks}), &json!({}))
}

async fn with(assets: Value, accounts: Value) -> Result<FixedServer> {
    let server = FixedServer::start().await?.accounts(accounts).await;
    Ok(server
        .respond("GET", "/supported/assets", 200, assets)
        .await)
}

#[tokio::test]
async fn returns_the_address_of_each_network_on_the_sandbox() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let listed = partna.find_account("amina01").await?.ok_or("no account")?;
    let dollars: Vec<_> = listed["USD"]
        .asset
        .iter()
        .map(|asset| asset.id.clone())
        .collect();
    for (network, position) in [
        (Network::Ethereum, 0),
        (Network::Tron, 1),
        (Network::Solana, 2),
    ] {
        let address = partna
            .deposit_address("amina01", Currency::Usdt, &network)
            .await?;
        assert_eq!(dollars[position].as_ref(), Some(&address), "{network}");
    }
    let bitcoin = partna.deposit_address("amina01", "BTC", "bitcoin").await?;
    assert_eq!(listed["BTC"].asset[0].id, Some(bitcoin));
    Ok(())
}

#[tokio::test]
async fn fiat_and_unknown_assets_and_accounts_have_no_address() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for (account, currency, network) in [
        ("amina01", Currency::Ngn, Network::Naira),
        ("amina01", Currency::Usdt, Network::Bitcoin),
        ("amina01", Currency::from("XYZ"), Network::Tron),
        ("amina", Currency::Usdt, Network::Tron),
    ] {
        let result = partna.deposit_address(account, &currency, &network).await;
        assert_eq!(
            kind(result),
            Some(ErrorKind::NotFound),
            "{account} {currency} {network}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn rejects_account_whose_name_only_begins_with_the_requested_name() -> Result {
    let accounts = json!([account("amina012", &[EVM, TRON, SOLANA])]);
    let server = with(dollars(), accounts).await?;
    let result = server
        .partna
        .deposit_address("amina01", "USDT", "tron")
        .await;
    assert_eq!(kind(result), Some(ErrorKind::NotFound));
    Ok(())
}

#[tokio::test]
async fn rejects_a_missing_or_blank_address() -> Result {
    for addresses in [vec![], vec![EVM], vec![EVM, ""], vec![EVM, "  "]] {
        let server = with(dollars(), json!([account("amina01", &addresses)])).await?;
        let result = server
            .partna
            .deposit_address("amina01", "USDT", "tron")
            .await;
        assert_eq!(kind(result), Some(ErrorKind::NotFound), "{addresses:?}");
    }
    let no_ledger = json!([{"NGN": {"accountName": "amina01", "asset": []}}]);
    let server = with(dollars(), no_ledger).await?;
    let result = server
        .partna
        .deposit_address("amina01", "USDT", "tron")
        .await;
    assert_eq!(kind(result), Some(ErrorKind::NotFound));
    Ok(())
}

/// Undecodable elements are omitted from the list, so later elements have other positions.
#[tokio::test]
async fn rejects_shifted_positions() -> Result {
    let asset = json!(["unreadable", {"id": EVM}, {"id": "another-address"}]);
    let accounts = json!([{"USD": {"accountName": "amina01", "asset": asset}}]);
    let server = with(dollars(), accounts).await?;
    for network in [Network::Ethereum, Network::Tron, Network::Solana] {
        let result = server
            .partna
            .deposit_address("amina01", "USDT", &network)
            .await;
        assert_eq!(kind(result), Some(ErrorKind::Undecodable), "{network}");
    }
    Ok(())
}

#[tokio::test]
async fn rejects_an_address_of_another_chain() -> Result {
    let accounts = json!([account("amina01", &[TRON, EVM, EVM])]);
    let server = with(dollars(), accounts).await?;
    for network in [Network::Ethereum, Network::Tron, Network::Solana] {
        let result = server
            .partna
            .deposit_address("amina01", "USDT", &network)
            .await;
        assert_eq!(kind(result), Some(ErrorKind::Undecodable), "{network}");
    }
    let fiat = json!([{"USD": {"accountName": "amina01", "asset": [{"id": "0120000001", "type": "naira"}]}}]);
    let server = with(dollars(), fiat).await?;
    let result = server
        .partna
        .deposit_address("amina01", "USDT", "ethereum")
        .await;
    assert_eq!(kind(result), Some(ErrorKind::Undecodable));
    Ok(())
}

#[tokio::test]
async fn rejects_an_asset_without_ledger_or_position() -> Result {
    for asset in [
        json!({"assetIndex": 1}),
        json!({"destinationCurrency": "USD"}),
        usdt_asset(json!(-1)),
        usdt_asset(json!("one")),
    ] {
        let assets = supported(&json!({"USDT": {"tron": asset}}), &json!({}));
        let server = with(assets, json!([account("amina01", &[EVM, TRON])])).await?;
        let result = server
            .partna
            .deposit_address("amina01", "USDT", "tron")
            .await;
        assert_eq!(kind(result), Some(ErrorKind::Undecodable), "{asset}");
        assert_eq!(server.requests("GET", "/account").await, 0);
    }
    Ok(())
}

#[tokio::test]
async fn rejects_a_deposit_address_of_assets_that_differ() -> Result {
    let one = json!({"USDT": {"tron": usdt_asset(json!(1))}});
    let other = json!({"tron": {"USDT": usdt_asset(json!(0))}});
    let server = with(
        supported(&one, &other),
        json!([account("amina01", &[EVM, TRON])]),
    )
    .await?;
    let result = server
        .partna
        .deposit_address("amina01", "USDT", "tron")
        .await;
    assert_eq!(kind(result), Some(ErrorKind::Undecodable));
    Ok(())
}

fn assets(by_currency: &Value, by_network: &Value) -> Result<SupportedAssets> {
    Ok(serde_json::from_value(
        json!({"byCurrency": by_currency, "byNetWork": by_network}),
    )?)
}

#[test]
fn finds_an_asset_in_either_map_and_where_both_agree() -> Result {
    let asset = usdt_asset(json!(1));
    let (one, other) = (
        json!({"USDT": {"tron": asset}}),
        json!({"tron": {"USDT": asset}}),
    );
    for found in [
        assets(&one, &other)?,
        assets(&one, &json!({}))?,
        assets(&json!({}), &other)?,
    ] {
        assert_eq!(found.find("USDT", "tron")?.asset_index, Some(1));
        assert_eq!(
            found.find(Currency::Usdt, Network::Tron)?.asset_index,
            Some(1)
        );
        assert_eq!(found.find("usdt", "TRON")?.asset_index, Some(1));
        assert_eq!(
            kind(found.find("USDT", "solana")),
            Some(ErrorKind::NotFound)
        );
        assert_eq!(kind(found.find("USD", "tron")), Some(ErrorKind::NotFound));
        assert_eq!(kind(found.find("", "")), Some(ErrorKind::NotFound));
    }
    Ok(())
}

#[test]
fn rejects_assets_that_differ() -> Result {
    let asset = usdt_asset(json!(1));
    for (name, value) in [
        ("assetIndex", json!(0)),
        ("assetIndex", Value::Null),
        ("destinationCurrency", json!("NGN")),
        (
            "contractAddress",
            json!("TXLAQ63Xg1NAzckPwKHvzw7CSEmLMEqcdj"),
        ),
        ("decimals", json!(18)),
        ("minimumWithdrawal", json!(2)),
        ("withdrawalFee", json!(2)),
    ] {
        let mut other = asset.clone();
        other[name] = value;
        let by_currency = json!({"USDT": {"tron": asset}});
        let maps = assets(&by_currency, &json!({"tron": {"USDT": other}}))?;
        assert_eq!(
            kind(maps.find("USDT", "tron")),
            Some(ErrorKind::Undecodable),
            "{name}"
        );
        let spellings = assets(&json!({"USDT": {"tron": asset, "Tron": other}}), &json!({}))?;
        assert_eq!(
            kind(spellings.find("USDT", "tron")),
            Some(ErrorKind::Undecodable),
            "{name}"
        );
    }
    Ok(())
}
