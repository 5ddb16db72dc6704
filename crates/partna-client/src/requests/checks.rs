//! Values that a setter takes only if they are there and are of the right sort.

use partna_types::{AssetType, Currency, Network, Secret, VerificationMethod, WithdrawalNetwork};

use crate::fiat::{is_fiat, is_rail};

/// A value, or what is wrong with it. A setter keeps the problem until the body is built.
pub(super) struct Checked<T>(Result<T, &'static str>);

macro_rules! checked {
    (for $($target:ty),*) => {
        $(impl TryFrom<Checked<$target>> for $target {
            type Error = &'static str;

            fn try_from(checked: Checked<$target>) -> Result<Self, &'static str> {
                checked.0
            }
        })*
    };
}

checked!(for String, AssetType, Currency, Network, Secret, VerificationMethod, WithdrawalNetwork);

const EMPTY: &str = "it is empty";

/// A text that must not be empty.
pub(super) fn required(text: impl Into<String>) -> Checked<String> {
    let text = text.into();
    Checked(if text.trim().is_empty() {
        Err(EMPTY)
    } else {
        Ok(text)
    })
}

/// A secret that must not be empty.
pub(super) fn required_secret(secret: Secret) -> Checked<Secret> {
    Checked(if secret.expose().trim().is_empty() {
        Err(EMPTY)
    } else {
        Ok(secret)
    })
}

/// A currency that is not one of the fiat currencies.
pub(super) fn crypto(currency: Currency) -> Checked<Currency> {
    Checked(if is_fiat(&currency) {
        Err("a fiat currency has no address on a chain")
    } else {
        Ok(currency)
    })
}

/// A network that is not one of the rails for fiat.
pub(super) fn chain(network: Network) -> Checked<Network> {
    Checked(if is_rail(&network) {
        Err("a rail for fiat is not a chain")
    } else {
        Ok(network)
    })
}

/// A chain, as withdrawals name it.
pub(super) fn withdrawal_chain(network: Network) -> Checked<WithdrawalNetwork> {
    Checked(
        chain(network)
            .0
            .map(|network| WithdrawalNetwork::from(network.as_str())),
    )
}

/// The asset type of a currency that banks pay out.
pub(super) fn bank_asset_type(currency: &Currency) -> Checked<AssetType> {
    Checked(match currency {
        Currency::Ngn => Ok(AssetType::Naira),
        Currency::Ghs => Ok(AssetType::GhanaianCedis),
        Currency::Kes => Err("KES goes to mobile money; use `WithdrawalRequest::to_mobile`"),
        _ => Err("only NGN and GHS go to a bank"),
    })
}

/// A method that needs no bank account.
pub(super) fn code_method(method: VerificationMethod) -> Checked<VerificationMethod> {
    Checked(match method {
        VerificationMethod::BankDetails => {
            Err("it needs a bank account; use `KycMethodRequest::by_bank_account`")
        }
        other => Ok(other),
    })
}
