//! Lookup of a supported asset.

use std::collections::BTreeMap;

use crate::response_texts::one_line;
use crate::types::{SupportedAsset, SupportedAssets};
use crate::{Error, ErrorKind, Operation};

impl SupportedAssets {
    /// Returns the asset for a currency on a network.
    ///
    /// Names are compared without regard to ASCII case. Both maps of the response are searched. If the entries for the currency
    /// and network differ, the result is an error.
    ///
    /// Source: the keys of `byCurrency` and `byNetWork` in the vendor's document.
    ///
    /// ```
    /// use partna_client::types::SupportedAssets;
    /// use partna_client::ErrorKind;
    /// use partna_types::{Currency, Network};
    ///
    /// let assets: SupportedAssets = serde_json::from_str(
    ///     r#"{"byCurrency": {"USDT": {"tron": {"assetIndex": 1, "destinationCurrency": "USD"}}}}"#,
    /// )?;
    /// assert_eq!(assets.find(Currency::Usdt, Network::Tron)?.asset_index, Some(1));
    /// let missing = assets.find(Currency::Usdt, Network::Solana).map_err(|error| error.kind());
    /// assert_eq!(missing.err(), Some(ErrorKind::NotFound));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] if the list has no such asset. [`ErrorKind::Undecodable`] if it has several entries that differ in
    /// their ledger, index, contract, decimals, minimum or fee.
    pub fn find(
        &self,
        currency: impl AsRef<str>,
        network: impl AsRef<str>,
    ) -> Result<&SupportedAsset, Error> {
        let (currency, network) = (currency.as_ref(), network.as_ref());
        let by_currency =
            named(&self.by_currency, currency).flat_map(|networks| named(networks, network));
        let by_network =
            named(&self.by_network, network).flat_map(|currencies| named(currencies, currency));
        let mut matches = by_currency.chain(by_network);
        let error = |kind, problem: &str| {
            let text = format!("{} on {}: {problem}", one_line(currency), one_line(network));
            Error::new(kind, text).with_operation(Operation::by_id("list_supported_assets"))
        };
        let Some(asset) = matches.next() else {
            let problem = "the API does not list this asset; use a currency and a network of `list_supported_assets`";
            return Err(error(ErrorKind::NotFound, problem));
        };
        if matches.all(|other| is_same(asset, other)) {
            Ok(asset)
        } else {
            let problem = "the API lists several assets that differ; compare the entries of `list_supported_assets`";
            Err(error(ErrorKind::Undecodable, problem))
        }
    }
}

fn named<'a, T>(map: &'a BTreeMap<String, T>, name: &str) -> impl Iterator<Item = &'a T> {
    let is_match = move |key: &str| key.eq_ignore_ascii_case(name);
    map.iter()
        .filter_map(move |(key, value)| is_match(key).then_some(value))
}

/// Returns whether two entries have the same destination and the same cost.
fn is_same(one: &SupportedAsset, other: &SupportedAsset) -> bool {
    let facts = |asset: &SupportedAsset| {
        (
            asset.asset_index,
            asset.contract_address.clone(),
            asset.decimals,
            asset.destination_currency.clone(),
            asset.minimum_withdrawal,
            asset.withdrawal_fee,
        )
    };
    facts(one) == facts(other)
}
