//! Serializes responses with their empty lists, as the API does. The generated types omit empty lists.
//!
//! Each struct `...Form` declares all fields of its generated type. If the document renames a field, the struct does not compile.

use std::collections::BTreeMap;

use partna_auth::{Amount, Country, Currency, UnixSeconds, types};
use serde::{Serialize, Serializer};

/// A value of a generated type that is serialized with its empty lists.
pub(crate) struct WithLists<'a, T>(pub(crate) &'a T);

impl Serialize for WithLists<'_, types::AccountDetails> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        AccountDetailsForm::serialize(self.0, serializer)
    }
}

impl Serialize for WithLists<'_, types::AccountDetailsPage> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        AccountDetailsPageForm::serialize(self.0, serializer)
    }
}

impl Serialize for WithLists<'_, types::AccountList> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        AccountListForm::serialize(self.0, serializer)
    }
}

impl Serialize for WithLists<'_, types::AdminsResponse> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        AdminsForm::serialize(self.0, serializer)
    }
}

impl Serialize for WithLists<'_, types::PhoneList> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        PhoneListForm::serialize(self.0, serializer)
    }
}

impl Serialize for WithLists<'_, types::RampPage> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RampPageForm::serialize(self.0, serializer)
    }
}

impl Serialize for WithLists<'_, types::RateTable> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RateTableForm::serialize(self.0, serializer)
    }
}

impl Serialize for WithLists<'_, types::SupportedAsset> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        SupportedAssetForm::serialize(self.0, serializer)
    }
}

impl Serialize for WithLists<'_, types::SupportedAssets> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        SupportedAssetsForm::serialize(self.0, serializer)
    }
}

impl Serialize for WithLists<'_, types::UserProfile> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        UserProfileForm::serialize(self.0, serializer)
    }
}

#[derive(Serialize)]
#[serde(remote = "types::AccountList")]
struct AccountListForm {
    accounts: Vec<types::Account>,
}

#[derive(Serialize)]
#[serde(remote = "types::AccountDetailsPage", rename_all = "camelCase")]
struct AccountDetailsPageForm {
    #[serde(serialize_with = "serialize_each_with_lists")]
    accounts: Vec<types::AccountDetails>,
    page: Option<i64>,
    per_page: Option<i64>,
    total_pages: Option<i64>,
}

#[derive(Serialize)]
#[serde(remote = "types::AccountDetails", rename_all = "camelCase")]
struct AccountDetailsForm {
    #[serde(rename = "Banks")]
    banks: BTreeMap<String, types::CustomerBank>,
    #[serde(rename = "KYCs")]
    kycs: BTreeMap<String, types::KycRecord>,
    created_at: Option<UnixSeconds>,
    email: Option<String>,
    external_ref: Option<String>,
}

#[derive(Serialize)]
#[serde(remote = "types::AdminsResponse", rename_all = "PascalCase")]
struct AdminsForm {
    admin_permissions: Vec<types::Admin>,
}

#[derive(Serialize)]
#[serde(remote = "types::PhoneList", rename_all = "camelCase")]
struct PhoneListForm {
    valid_phone_records: Vec<types::PhoneRecord>,
}

#[derive(Serialize)]
#[serde(remote = "types::RampPage", rename_all = "camelCase")]
struct RampPageForm {
    page: Option<i64>,
    per_page: Option<i64>,
    ramp_requests: Vec<types::Ramp>,
    total: Option<i64>,
}

#[derive(Serialize)]
#[serde(remote = "types::RateTable")]
struct RateTableForm {
    rate: BTreeMap<String, types::Rate>,
}

#[derive(Serialize)]
#[serde(remote = "types::SupportedAssets", rename_all = "camelCase")]
struct SupportedAssetsForm {
    #[serde(serialize_with = "serialize_by_currency")]
    by_currency: BTreeMap<String, types::NetworksOfCurrency>,
    #[serde(rename = "byNetWork", serialize_with = "serialize_by_network")]
    by_network: BTreeMap<String, types::CurrenciesOfNetwork>,
}

#[derive(Serialize)]
#[serde(remote = "types::SupportedAsset", rename_all = "camelCase")]
struct SupportedAssetForm {
    asset_index: Option<i64>,
    contract_address: Option<String>,
    decimals: Option<i64>,
    destination_currency: Option<Currency>,
    #[serde(getter = "faucets", skip_serializing_if = "Option::is_none")]
    faucets: Option<Vec<String>>,
    minimum_withdrawal: Option<Amount>,
    name: Option<String>,
    symbol: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_explorer_link: Option<String>,
    withdrawal_fee: Option<Amount>,
}

/// Returns the faucets of an asset. Fiat has neither an explorer nor faucets, as in the documented example.
fn faucets(asset: &types::SupportedAsset) -> Option<Vec<String>> {
    let is_on_chain = asset.transaction_explorer_link.is_some();
    is_on_chain.then(|| asset.faucets.clone())
}

#[derive(Serialize)]
#[serde(remote = "types::UserProfile", rename_all = "camelCase")]
struct UserProfileForm {
    created_at: Option<UnixSeconds>,
    dob: Option<String>,
    first_name: Option<String>,
    kycs: Vec<Country>,
    last_name: Option<String>,
    middle_name: Option<String>,
    phone_number: Option<String>,
}

fn serialize_each_with_lists<T, S>(values: &[T], serializer: S) -> Result<S::Ok, S::Error>
where
    for<'a> WithLists<'a, T>: Serialize,
    S: Serializer,
{
    serializer.collect_seq(values.iter().map(WithLists))
}

type AssetMap<'a> = BTreeMap<&'a String, WithLists<'a, types::SupportedAsset>>;

fn assets_with_lists<'a>(
    assets: impl Iterator<Item = (&'a String, &'a types::SupportedAsset)>,
) -> AssetMap<'a> {
    let assets = assets.map(|(name, asset)| (name, WithLists(asset)));
    assets.collect()
}

fn serialize_by_currency<S: Serializer>(
    by_currency: &BTreeMap<String, types::NetworksOfCurrency>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let by_currency = by_currency.iter();
    serializer.collect_map(by_currency.map(|(name, of)| (name, assets_with_lists(of.iter()))))
}

fn serialize_by_network<S: Serializer>(
    by_network: &BTreeMap<String, types::CurrenciesOfNetwork>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let by_network = by_network.iter();
    serializer.collect_map(by_network.map(|(name, of)| (name, assets_with_lists(of.iter()))))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn serialized<T: Default>() -> Value
    where
        for<'a> WithLists<'a, T>: Serialize,
    {
        serde_json::to_value(WithLists(&T::default())).unwrap()
    }

    #[test]
    fn empty_lists_and_maps_are_written() {
        for (value, member, expected) in [
            (serialized::<types::AccountDetails>(), "Banks", json!({})),
            (serialized::<types::AccountDetails>(), "KYCs", json!({})),
            (
                serialized::<types::AccountDetailsPage>(),
                "accounts",
                json!([]),
            ),
            (serialized::<types::AccountList>(), "accounts", json!([])),
            (
                serialized::<types::AdminsResponse>(),
                "AdminPermissions",
                json!([]),
            ),
            (
                serialized::<types::PhoneList>(),
                "validPhoneRecords",
                json!([]),
            ),
            (serialized::<types::RampPage>(), "rampRequests", json!([])),
            (serialized::<types::RateTable>(), "rate", json!({})),
            (
                serialized::<types::SupportedAssets>(),
                "byCurrency",
                json!({}),
            ),
            (
                serialized::<types::SupportedAssets>(),
                "byNetWork",
                json!({}),
            ),
            (serialized::<types::UserProfile>(), "kycs", json!([])),
        ] {
            assert_eq!(value.get(member), Some(&expected), "{member} of {value}");
        }
    }

    #[test]
    fn fiat_money_has_no_faucets_and_crypto_has_an_empty_list() {
        let mut asset = types::SupportedAsset::default();
        let value = serde_json::to_value(WithLists(&asset)).unwrap();
        assert_eq!(value.get("faucets"), None);
        asset.transaction_explorer_link = Some("https://explorer.example.com".to_owned());
        let value = serde_json::to_value(WithLists(&asset)).unwrap();
        assert_eq!(value.get("faucets"), Some(&json!([])));
    }
}
