//! Builds links to Partna's payment pages.

use partna_client::{Error, ErrorKind};
use partna_types::{Amount, Currency, Environment, Network, Reference};
use url::Url;

use crate::Partna;

impl Partna {
    /// Builds a link to the page on which a customer pays in fiat money and receives crypto at an address. `amount` is in major
    /// units of `from_currency`. No request is sent.
    ///
    /// ```no_run
    /// use partna_auth::{Amount, Currency, Network, Reference};
    ///
    /// # fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let url = partna
    ///     .onramp_link(Amount::from(1000), Currency::Ngn, Currency::Usdt, Network::Tron, "TXYZexampleaddress")
    ///     .reference(Reference::random())
    ///     .url()?;
    /// println!("pay at {url}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn onramp_link(
        &self,
        amount: Amount,
        from_currency: impl Into<Currency>,
        to_currency: impl Into<Currency>,
        to_network: impl Into<Network>,
        address: impl Into<String>,
    ) -> OnrampLink {
        OnrampLink {
            partna: self.clone(),
            amount,
            from_currency: from_currency.into(),
            to_currency: to_currency.into(),
            to_network: to_network.into(),
            address: address.into(),
            reference: None,
        }
    }

    /// Builds a link to the page on which a customer sends crypto and receives fiat money. `amount` is in major units of
    /// `from_currency`. No request is sent.
    ///
    /// ```no_run
    /// use partna_auth::{Currency, Network};
    ///
    /// # fn example(partna: partna_auth::Partna) -> Result<(), Box<dyn std::error::Error>> {
    /// let url = partna.offramp_link("0.20".parse()?, Currency::Usdt, Network::Tron, Currency::Ngn).url()?;
    /// println!("sell at {url}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn offramp_link(
        &self,
        amount: Amount,
        from_currency: impl Into<Currency>,
        from_network: impl Into<Network>,
        to_currency: impl Into<Currency>,
    ) -> OfframpLink {
        OfframpLink {
            partna: self.clone(),
            amount,
            from_currency: from_currency.into(),
            from_network: from_network.into(),
            to_currency: to_currency.into(),
            address: None,
            reference: None,
        }
    }
}

/// A link to the pay-in page, from [`Partna::onramp_link`].
///
/// The link has the merchant's user name, which the page needs, and no key, so it can be shown to anyone. It refers to the page of
/// the client's environment, regardless of the client's base URL.
#[derive(Clone, Debug)]
#[must_use = "the link is returned by `url`"]
pub struct OnrampLink {
    partna: Partna, // shows neither key nor user with `Debug`
    amount: Amount,
    from_currency: Currency,
    to_currency: Currency,
    to_network: Network,
    address: String,
    reference: Option<Reference>,
}

impl OnrampLink {
    /// Sets your reference for the payment, which webhooks and lists include. The page requires hex digits, as in a
    /// [`Reference::random`].
    pub fn reference(mut self, reference: Reference) -> Self {
        self.reference = Some(reference);
        self
    }

    /// Returns the link. Source: the vendor's guide to its widget.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] if the amount is not positive, or the address is blank. [`ErrorKind::Config`] in a sandbox, which has
    /// no payment pages.
    pub fn url(&self) -> Result<Url, Error> {
        check_payment(self.amount, Some(&self.address))?;
        let mut url = page_url(&self.partna, "onramp")?;
        url.query_pairs_mut()
            .append_pair("amount", &self.amount.to_string())
            .append_pair("from_currency", self.from_currency.as_str())
            .append_pair("to_currency", self.to_currency.as_str())
            .append_pair("to_network", self.to_network.as_str())
            .append_pair("address", &self.address);
        append_merchant(&mut url, &self.partna);
        append_optional(
            &mut url,
            "reference",
            self.reference.as_ref().map(Reference::as_str),
        );
        Ok(url)
    }
}

/// A link to the pay-out page, from [`Partna::offramp_link`].
///
/// The link has the merchant's user name, which the page needs, and no key, so it can be shown to anyone. It refers to the page of
/// the client's environment, regardless of the client's base URL.
#[derive(Clone, Debug)]
#[must_use = "the link is returned by `url`"]
pub struct OfframpLink {
    partna: Partna, // shows neither key nor user with `Debug`
    amount: Amount,
    from_currency: Currency,
    from_network: Network,
    to_currency: Currency,
    address: Option<String>,
    reference: Option<Reference>,
}

impl OfframpLink {
    /// Sets the address that the customer sends from.
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }

    /// Sets your reference for the payment, which webhooks and lists include. The page requires hex digits, as in a
    /// [`Reference::random`].
    pub fn reference(mut self, reference: Reference) -> Self {
        self.reference = Some(reference);
        self
    }

    /// Returns the link. Source: the vendor's guide to its widget.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] if the amount is not positive, or an address is set but blank. [`ErrorKind::Config`] in a sandbox,
    /// which has no payment pages.
    pub fn url(&self) -> Result<Url, Error> {
        check_payment(self.amount, self.address.as_deref())?;
        let mut url = page_url(&self.partna, "offramp")?;
        url.query_pairs_mut()
            .append_pair("amount", &self.amount.to_string())
            .append_pair("from_currency", self.from_currency.as_str())
            .append_pair("from_network", self.from_network.as_str())
            .append_pair("to_currency", self.to_currency.as_str());
        append_merchant(&mut url, &self.partna);
        append_optional(&mut url, "address", self.address.as_deref());
        append_optional(
            &mut url,
            "reference",
            self.reference.as_ref().map(Reference::as_str),
        );
        Ok(url)
    }
}

/// Returns the URL of a payment page. Source: the vendor's guide to its widget. The document does not describe these pages.
fn page_url(partna: &Partna, name: &str) -> Result<Url, Error> {
    let config = |message: String| Error::new(ErrorKind::Config, message);
    let host = match partna.environment() {
        Environment::Staging => "https://staging-pay.getpartna.com",
        Environment::Production => "https://pay.getpartna.com",
        other => {
            return Err(config(format!(
                "the environment {other}: it has no payment page; use staging or production"
            )));
        }
    };
    Url::parse(&format!("{host}/v4/pay/{name}")).map_err(|error| {
        config("the payment page: its URL is not valid".to_owned()).with_source(error)
    })
}

fn check_payment(amount: Amount, address: Option<&str>) -> Result<(), Error> {
    let invalid = |message: &str| Err(Error::new(ErrorKind::Invalid, message));
    if amount <= Amount::from(0) {
        return invalid("the amount: it is not positive; use an amount above zero");
    }
    match address {
        Some(address) if address.trim().is_empty() => {
            invalid("the address: it is blank; pass an address")
        }
        _ => Ok(()),
    }
}

fn append_optional(url: &mut Url, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        url.query_pairs_mut().append_pair(name, value);
    }
}

/// Adds the user name of the current credentials.
fn append_merchant(url: &mut Url, partna: &Partna) {
    let snapshot = partna.shared().credential_cache.snapshot();
    append_optional(url, "merchant", Some(snapshot.credentials.user().expose()));
}
