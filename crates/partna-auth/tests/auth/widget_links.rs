//! Links to the vendor's payment pages.

use std::error::Error;

use partna_auth::{
    Amount, Credentials, Currency, Environment, ErrorKind, Network, Partna, Reference,
};
use partna_tests::{KEY, USER, builder};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const ADDRESS: &str = "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF";
const REFERENCE: &str = "f32c3925063447a54905d31305a14da5";

async fn partna(environment: Environment) -> Result<Partna> {
    let credentials = Credentials::new(environment, KEY, USER)?;
    Ok(Partna::builder().credentials(credentials).build().await?)
}

#[tokio::test]
async fn onramp_link_has_documented_parameters() -> Result {
    let partna = partna(Environment::Staging).await?;
    let link = partna.onramp_link("1000.50".parse()?, "NGN", "USDT", "tron", ADDRESS);
    assert_eq!(
        link.url()?.as_str(),
        "https://staging-pay.getpartna.com/v4/pay/onramp?amount=1000.50&from_currency=NGN&to_currency=USDT&to_network=tron\
         &address=TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF&merchant=canaryuser"
    );
    let reference: Reference = REFERENCE.parse()?;
    assert_eq!(
        link.reference(reference).url()?.as_str(),
        "https://staging-pay.getpartna.com/v4/pay/onramp?amount=1000.50&from_currency=NGN&to_currency=USDT&to_network=tron\
         &address=TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF&merchant=canaryuser&reference=f32c3925063447a54905d31305a14da5"
    );
    Ok(())
}

#[tokio::test]
async fn offramp_link_has_documented_parameters() -> Result {
    let partna = partna(Environment::Production).await?;
    let link = partna.offramp_link(
        "6e-7".parse()?,
        Currency::Btc,
        Network::Bitcoin,
        Currency::Ngn,
    );
    assert_eq!(
        link.url()?.as_str(),
        "https://pay.getpartna.com/v4/pay/offramp?amount=0.0000006&from_currency=BTC&from_network=bitcoin&to_currency=NGN\
         &merchant=canaryuser"
    );
    let link = link.address(ADDRESS).reference(REFERENCE.parse()?);
    assert_eq!(
        link.url()?.as_str(),
        "https://pay.getpartna.com/v4/pay/offramp?amount=0.0000006&from_currency=BTC&from_network=bitcoin&to_currency=NGN\
         &merchant=canaryuser&address=TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF&reference=f32c3925063447a54905d31305a14da5"
    );
    Ok(())
}

#[tokio::test]
async fn values_are_percent_encoded() -> Result {
    let partna = partna(Environment::Staging).await?;
    let injected = "a b&merchant=other#é";
    let url = partna
        .onramp_link(1.into(), "N&G", "U=SDT", "tron", injected)
        .url()?;
    let pairs: Vec<_> = url.query_pairs().into_owned().collect();
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        pairs,
        [
            ("amount", "1"),
            ("from_currency", "N&G"),
            ("to_currency", "U=SDT"),
            ("to_network", "tron"),
            ("address", injected),
            ("merchant", USER),
        ]
    );
    assert_eq!(url.fragment(), None);
    Ok(())
}

#[tokio::test]
async fn link_host_follows_environment_not_base_url() -> Result {
    let partna = builder("http://127.0.0.1:9/v4")?.build().await?;
    let url = partna.offramp_link(1.into(), "USDT", "tron", "NGN").url()?;
    assert_eq!(url.host_str(), Some("staging-pay.getpartna.com"));
    Ok(())
}

#[tokio::test]
async fn rejects_amount_that_is_not_positive_and_blank_address() -> Result {
    let partna = partna(Environment::Staging).await?;
    for amount in ["0", "0.00", "-0", "-1"] {
        let amount: Amount = amount.parse()?;
        let onramp = partna.onramp_link(amount, "NGN", "USDT", "tron", ADDRESS);
        let offramp = partna.offramp_link(amount, "USDT", "tron", "NGN");
        for result in [onramp.url(), offramp.url()] {
            let error = result.err().ok_or("a link was made")?;
            assert_eq!(error.kind(), ErrorKind::Invalid);
            assert!(error.to_string().contains("amount"), "{error}");
        }
    }
    for address in ["", " "] {
        let onramp = partna.onramp_link(1.into(), "NGN", "USDT", "tron", address);
        let offramp = partna.offramp_link(1.into(), "USDT", "tron", "NGN");
        for result in [onramp.url(), offramp.address(address).url()] {
            let error = result.err().ok_or("a link was made")?;
            assert_eq!(error.kind(), ErrorKind::Invalid);
            assert!(error.to_string().contains("address"), "{error}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn link_has_no_key_and_debug_has_no_merchant() -> Result {
    let partna = partna(Environment::Staging).await?;
    let onramp = partna.onramp_link(1.into(), "NGN", "USDT", "tron", ADDRESS);
    let offramp = partna.offramp_link(1.into(), "USDT", "tron", "NGN");
    let debug = format!("{onramp:?} {offramp:?}");
    assert!(debug.contains(ADDRESS) && !debug.contains(USER), "{debug}");
    for text in [debug, onramp.url()?.into(), offramp.url()?.into()] {
        assert!(
            !text.contains(KEY) && !text.contains("canary-key"),
            "{text}"
        );
    }
    Ok(())
}
