//! Finds the address at which an account receives crypto.

use partna_client::{Error, ErrorKind, Operation, types};
use partna_types::{AssetType, Network};

use crate::Partna;

impl Partna {
    /// Returns the address at which an account receives a currency on a network.
    ///
    /// It sends two requests, or more if the API lists other accounts first. `list_supported_assets` returns the ledger that the
    /// currency is paid into, and the position of the address in that ledger. For example, the address for USDT on tron is at
    /// position 1 of the USD ledger. `list_accounts` returns the address. If either response is ambiguous, the call fails, since a
    /// deposit to an address on another network is lost.
    ///
    /// Source: `destinationCurrency` and `assetIndex` in the vendor's document, and its guide, which describes `assetIndex` as an
    /// index into `asset` of that ledger.
    ///
    /// ```no_run
    /// use partna_auth::{Currency, Network};
    ///
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let address = partna.deposit_address("amina01", Currency::Usdt, Network::Tron).await?;
    /// println!("send USDT on tron to {address}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] if the API does not list the asset, the account, its ledger, or an address at the position; fiat
    /// ledgers have no address. [`ErrorKind::Undecodable`] if several assets match and differ, if the asset has no ledger or no
    /// valid position, if an address of the account cannot be read, or if the address at the position is not for crypto or has
    /// the form of another chain. And the errors of [`find_account`](Self::find_account) and
    /// [`Client::list_supported_assets`](partna_client::Client::list_supported_assets).
    pub async fn deposit_address(
        &self,
        account: &str,
        currency: impl AsRef<str>,
        network: impl AsRef<str>,
    ) -> Result<String, Error> {
        let (ledger, position) = {
            let response = self.list_supported_assets().send().await?.into_inner();
            let assets = response.data.ok_or_else(|| {
                let problem = "the response has no data; request the address again";
                new_error("list_supported_assets", ErrorKind::Undecodable, problem)
            })?;
            find_ledger_and_position(assets.find(currency.as_ref(), network.as_ref())?)?
        };
        let new_error = |kind, problem| new_error("list_accounts", kind, problem);
        let found = self.find_listed(account).await?.ok_or_else(|| {
            let problem = "no account has this name; create it with `ensure_account`";
            new_error(ErrorKind::NotFound, problem)
        })?;
        if found.has_lost_addresses {
            let problem = "an address of the response cannot be read, so the positions are unknown; see `mismatched_fields` of `list_accounts`";
            return Err(new_error(ErrorKind::Undecodable, problem));
        }
        let ledger = found.account.get(&ledger).ok_or_else(|| {
            let problem = "the account has no ledger for this currency; compare the ledgers of `find_account`";
            new_error(ErrorKind::NotFound, problem)
        })?;
        let at_position = ledger.asset.get(position);
        let address = at_position.and_then(|asset| asset.id.as_deref());
        let Some(address) = address.filter(|address| !address.trim().is_empty()) else {
            let problem = "the account has no address at the position of this asset; pay in fiat with an onramp, and ask the vendor's support for a missing address";
            return Err(new_error(ErrorKind::NotFound, problem));
        };
        let is_fiat = at_position.is_some_and(is_fiat);
        if is_fiat || is_of_another_chain(network.as_ref(), address) {
            let problem = "the address at the position of this asset is not for its network; ask the vendor's support for the right one";
            return Err(new_error(ErrorKind::Undecodable, problem));
        }
        Ok(address.to_owned())
    }
}

/// Returns the ledger that an asset is paid into, and the position of its address.
fn find_ledger_and_position(asset: &types::SupportedAsset) -> Result<(String, usize), Error> {
    let new_error = |problem| new_error("list_supported_assets", ErrorKind::Undecodable, problem);
    let ledger = asset.destination_currency.as_ref();
    let ledger = ledger.ok_or_else(|| {
        new_error("the asset has no `destinationCurrency`; ask the vendor's support for its ledger")
    })?;
    let position = asset
        .asset_index
        .and_then(|index| usize::try_from(index).ok());
    let position = position.ok_or_else(|| {
        new_error("the asset has no valid `assetIndex`; ask the vendor's support for the address")
    })?;
    Ok((ledger.as_str().to_owned(), position))
}

fn new_error(operation: &str, kind: ErrorKind, problem: &str) -> Error {
    Error::new(kind, format!("deposit address: {problem}"))
        .with_operation(Operation::by_id(operation))
}

fn is_fiat(asset: &types::DepositAddress) -> bool {
    let fiat = [
        AssetType::GhanaianCedis,
        AssetType::KenyanShilling,
        AssetType::Naira,
    ];
    asset.type_.as_ref().is_some_and(|it| fiat.contains(it))
}

/// Returns whether an address has the form of a chain other than this network. Returns `false` if the form is unknown.
fn is_of_another_chain(network: &str, address: &str) -> bool {
    let digits = address.strip_prefix("0x").unwrap_or_default();
    let is_evm = digits.len() == 40 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_tron = address.len() == 34
        && address.starts_with('T')
        && address.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match Network::from(network.to_ascii_lowercase()) {
        Network::Avalanche
        | Network::Base
        | Network::Binance
        | Network::Celo
        | Network::Ethereum
        | Network::Polygon => is_tron,
        Network::Tron => is_evm,
        Network::Bitcoin | Network::Solana => is_evm || is_tron,
        _ => false,
    }
}
