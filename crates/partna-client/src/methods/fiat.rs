//! Recognizes fiat currencies and networks.

use partna_types::{Currency, Network};

pub(crate) fn is_fiat(currency: &Currency) -> bool {
    let code = currency.as_str();
    [Currency::Ghs, Currency::Kes, Currency::Ngn]
        .iter()
        .any(|fiat| fiat.as_str().eq_ignore_ascii_case(code))
}

/// Returns whether a network transfers fiat.
pub(crate) fn is_rail(network: &Network) -> bool {
    let name = network.as_str();
    [
        Network::GhanaianCedis,
        Network::KenyanShilling,
        Network::MobileMoney,
        Network::Mpesa,
        Network::Naira,
    ]
    .iter()
    .any(|rail| rail.as_str().eq_ignore_ascii_case(name))
}
