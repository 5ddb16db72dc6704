//! Checks of the values that constructors pass to setters.

use partna_types::{AssetType, Currency, Network, Secret, VerificationMethod, WithdrawalNetwork};

use crate::methods::fiat::{is_fiat, is_rail};

/// A value, or the problem with it. A setter keeps the problem until the body is built.
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

/// Checks that a text is not empty.
pub(super) fn required(text: impl Into<String>) -> Checked<String> {
    let text = text.into();
    Checked(if text.trim().is_empty() {
        Err(EMPTY)
    } else {
        Ok(text)
    })
}

/// Checks that a secret is not empty.
pub(super) fn required_secret(secret: Secret) -> Checked<Secret> {
    Checked(if secret.expose().trim().is_empty() {
        Err(EMPTY)
    } else {
        Ok(secret)
    })
}

/// Checks that a currency is not fiat.
pub(super) fn crypto(currency: Currency) -> Checked<Currency> {
    Checked(if is_fiat(&currency) {
        Err("a fiat currency has no address on a chain")
    } else {
        Ok(currency)
    })
}

/// Checks that a network is not a fiat rail.
pub(super) fn chain(network: Network) -> Checked<Network> {
    Checked(if is_rail(&network) {
        Err("a payment rail for fiat money is not a chain")
    } else {
        Ok(network)
    })
}

/// Checks that a network is a chain, and converts it for withdrawals.
pub(super) fn withdrawal_chain(network: Network) -> Checked<WithdrawalNetwork> {
    Checked(
        chain(network)
            .0
            .map(|network| WithdrawalNetwork::from(network.as_str())),
    )
}

/// Returns the asset type of a currency for bank payouts.
pub(super) fn bank_asset_type(currency: &Currency) -> Checked<AssetType> {
    Checked(match currency {
        Currency::Ngn => Ok(AssetType::Naira),
        Currency::Ghs => Ok(AssetType::GhanaianCedis),
        Currency::Kes => Err("KES is paid out to mobile money; use `WithdrawalRequest::to_mobile`"),
        _ => Err(
            "only NGN and GHS are paid out to a bank; set another currency or use another constructor",
        ),
    })
}

/// Checks that a method does not need a bank account.
pub(super) fn code_method(method: VerificationMethod) -> Checked<VerificationMethod> {
    Checked(match method {
        VerificationMethod::BankDetails => {
            Err("it needs a bank account; use `KycMethodRequest::by_bank_account`")
        }
        other => Ok(other),
    })
}
