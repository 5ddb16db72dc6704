//! What has happened, as an event tells it.

mod kinds;
mod shape;
mod unread;

use std::fmt;

use partna_types::{Currency, Network};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};

pub use kinds::{Convert, Deposit, Ramp, Transfer, Verification, Withdrawal};
use shape::{Fields, Misfit};
pub use unread::Unread;

use crate::{Error, ErrorKind, Status};

/// What has happened.
///
/// Only `data` is signed, not the name of the event. So a name that this crate knows makes an event of it only if `data` has
/// the fields that this event always has, each of its kind; and where two events have the same fields, what tells them
/// apart: for ramps the side on which fiat money is, for verifications a reason. Anything else is a misfit.
///
/// `Debug` and `Display` show which event it is and which fields it has, and no value of them: what a log keeps is for its
/// reader to choose.
///
/// ```
/// use partna_webhook::{Event, Verified};
///
/// fn handle(event: &Verified) {
///     match &event.event {
///         Event::Deposit(deposit) => println!("{} {}", deposit.amount, deposit.currency),
///         Event::Onramp(ramp) | Event::Offramp(ramp) => println!("{}", ramp.status),
///         Event::Other(other) => println!("new to us, and {} bytes long", other.data().len()),
///         _ => {}
///     }
/// }
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// Money has come in to an account.
    Deposit(Deposit),
    /// Money was converted from one currency to another.
    Convert(Convert),
    /// Money was moved between two accounts.
    Transfer(Transfer),
    /// Money goes out, or has gone.
    Withdrawal(Withdrawal),
    /// From fiat money to crypto, by the API or by the widget. Until 2025-09 its name was `On Ramp`.
    Onramp(Box<Ramp>),
    /// From crypto to fiat money, by the API or by the widget. Until 2025-09 its name was `Off Ramp`.
    Offramp(Box<Ramp>),
    /// A person's identity was verified.
    VerificationSuccess(Verification),
    /// A person's identity could not be verified.
    VerificationFailed(Verification),
    /// An event that this crate does not know, kept whole.
    Other(OtherEvent),
}

/// The events that have a type, under the names they have had.
const NAMES: [(&str, Name); 10] = [
    ("Deposit", Name::Deposit),
    ("Convert", Name::Convert),
    ("Transfer", Name::Transfer),
    ("Withdrawal", Name::Withdrawal),
    ("Onramp", Name::Onramp),
    ("On Ramp", Name::Onramp),
    ("Offramp", Name::Offramp),
    ("Off Ramp", Name::Offramp),
    ("verification.success", Name::VerificationSuccess),
    ("verification.failed", Name::VerificationFailed),
];

#[derive(Clone, Copy, PartialEq)]
enum Name {
    Deposit,
    Convert,
    Transfer,
    Withdrawal,
    Onramp,
    Offramp,
    VerificationSuccess,
    VerificationFailed,
}

impl Name {
    fn of(text: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text))
            .map(|(_, name)| *name)
    }

    fn as_str(self) -> &'static str {
        NAMES
            .iter()
            .find(|(_, name)| *name == self)
            .map_or("", |(text, _)| text)
    }
}

impl Event {
    /// Reads an event that nobody has verified: for tests of what you do with events.
    ///
    /// ```
    /// use partna_webhook::Event;
    ///
    /// let data = r#"{"amount":10.50,"toUser":"shop","currency":"NGN","toAccount":"amina","status":"completed",
    ///     "sessionId":"0f3c","transactionMemo":""}"#;
    /// let event = Event::unverified("deposit", data)?;
    /// assert!(matches!(event, Event::Deposit(deposit) if deposit.amount.to_string() == "10.50"));
    /// # Ok::<(), partna_webhook::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Malformed`] if `data` is not JSON, [`ErrorKind::Misfit`] if it is not what the name says.
    pub fn unverified(name: &str, data: &str) -> Result<Self, Error> {
        serde_json::from_str::<IgnoredAny>(data)
            .map_err(|_| Error::new(ErrorKind::Malformed, "`data` is not JSON"))?;
        Self::read(name, data)
    }

    /// Reads an event of its name and its `data`, which is JSON.
    pub(crate) fn read(name: &str, data: &str) -> Result<Self, Error> {
        let Some(known) = Name::of(name) else {
            return Ok(Self::Other(OtherEvent {
                name: name.into(),
                data: data.into(),
            }));
        };
        let fields = serde_json::from_str::<Fields<'_>>(data)
            .map_err(|_| Misfit::saying("`data` is no object"));
        let event = fields.and_then(|fields| Self::fit(known, fields));
        event.map_err(|misfit| {
            let what = format!(
                "`data` does not fit the event `{}`: {misfit}",
                known.as_str()
            );
            Error::misfit(known.as_str(), what, misfit.missing)
        })
    }

    fn fit(name: Name, fields: Fields<'_>) -> Result<Self, Misfit> {
        Ok(match name {
            Name::Deposit => Self::Deposit(Deposit::read(fields)?),
            Name::Convert => Self::Convert(Convert::read(fields)?),
            Name::Transfer => Self::Transfer(Transfer::read(fields)?),
            Name::Withdrawal => Self::Withdrawal(Withdrawal::read(fields)?),
            Name::Onramp => Self::Onramp(ramp(fields, Side::Fiat)?),
            Name::Offramp => Self::Offramp(ramp(fields, Side::Crypto)?),
            Name::VerificationSuccess => {
                let verification = Verification::read(fields)?;
                if verification.reason.is_some() {
                    return Err(Misfit::saying("there is a `reason`, as of a failure"));
                }
                Self::VerificationSuccess(verification)
            }
            Name::VerificationFailed => {
                let verification = Verification::read(fields)?;
                if verification.reason.is_none() {
                    return Err(Misfit::missing("reason"));
                }
                Self::VerificationFailed(verification)
            }
        })
    }

    /// Which event it is, as Partna writes it today; none of one that this crate does not know.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        let name = match self {
            Self::Deposit(_) => Name::Deposit,
            Self::Convert(_) => Name::Convert,
            Self::Transfer(_) => Name::Transfer,
            Self::Withdrawal(_) => Name::Withdrawal,
            Self::Onramp(_) => Name::Onramp,
            Self::Offramp(_) => Name::Offramp,
            Self::VerificationSuccess(_) => Name::VerificationSuccess,
            Self::VerificationFailed(_) => Name::VerificationFailed,
            Self::Other(_) => return None,
        };
        Some(name.as_str())
    }

    /// The caller's own reference for what it is about; deposits and verifications have none.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        match self {
            Self::Convert(convert) => Some(&convert.transaction_reference),
            Self::Transfer(transfer) => Some(&transfer.transaction_reference),
            Self::Withdrawal(withdrawal) => Some(&withdrawal.transaction_reference),
            Self::Onramp(ramp) | Self::Offramp(ramp) => Some(&ramp.transaction_reference),
            _ => None,
        }
    }

    /// How far it is; conversions and verifications do not say.
    #[must_use]
    pub fn status(&self) -> Option<&Status> {
        match self {
            Self::Deposit(deposit) => Some(&deposit.status),
            Self::Transfer(transfer) => Some(&transfer.status),
            Self::Withdrawal(withdrawal) => Some(&withdrawal.status),
            Self::Onramp(ramp) | Self::Offramp(ramp) => Some(&ramp.status),
            _ => None,
        }
    }
}

/// What kind of money is on one side of a ramp.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Fiat,
    Crypto,
}

impl Side {
    /// `USD` is neither: it is the name of the ledger that stablecoins are in.
    fn of_currency(currency: &Currency) -> Option<Self> {
        match currency {
            Currency::Ghs | Currency::Kes | Currency::Ngn => Some(Self::Fiat),
            Currency::Bnb
            | Currency::Btc
            | Currency::Cusd
            | Currency::Eth
            | Currency::Usdc
            | Currency::Usdj
            | Currency::Usdt => Some(Self::Crypto),
            _ => None,
        }
    }

    fn of_network(network: &Network) -> Option<Self> {
        match network {
            Network::GhanaianCedis
            | Network::KenyanShilling
            | Network::MobileMoney
            | Network::Mpesa
            | Network::Naira => Some(Self::Fiat),
            Network::Other(_) => None,
            _ => Some(Self::Crypto),
        }
    }
}

/// Reads a ramp whose money comes from this side. Onramp and offramp have the same fields, so the money has to show it.
fn ramp(fields: Fields<'_>, wanted: Side) -> Result<Box<Ramp>, Misfit> {
    let ramp = Ramp::read(fields)?;
    let from = [
        Side::of_currency(&ramp.from_currency),
        ramp.from_network.as_ref().and_then(Side::of_network),
    ];
    let to = [
        Side::of_currency(&ramp.to_currency),
        ramp.to_network.as_ref().and_then(Side::of_network),
    ];
    let is = |side: Side, found: [Option<Side>; 2]| found.contains(&Some(side));
    let onramp = is(Side::Fiat, from) || is(Side::Crypto, to);
    let offramp = is(Side::Crypto, from) || is(Side::Fiat, to);
    match (onramp, offramp) {
        (true, false) if wanted == Side::Fiat => Ok(Box::new(ramp)),
        (false, true) if wanted == Side::Crypto => Ok(Box::new(ramp)),
        (false, false) => Err(Misfit::saying(
            "neither currencies nor networks show its direction",
        )),
        _ => Err(Misfit::saying(
            "its currencies or networks are of another direction",
        )),
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name().unwrap_or("another event"))
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner: &dyn fmt::Debug = match self {
            Self::Deposit(deposit) => deposit,
            Self::Convert(convert) => convert,
            Self::Transfer(transfer) => transfer,
            Self::Withdrawal(withdrawal) => withdrawal,
            Self::Onramp(ramp) | Self::Offramp(ramp) => ramp,
            Self::VerificationSuccess(verification) | Self::VerificationFailed(verification) => {
                verification
            }
            Self::Other(other) => other,
        };
        match self.name() {
            Some(name) => f.debug_tuple(name).field(inner).finish(),
            None => fmt::Debug::fmt(inner, f),
        }
    }
}

/// An event that this crate does not know, kept whole.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct OtherEvent {
    name: Box<str>,
    data: Box<str>,
}

impl OtherEvent {
    /// Its name, as it arrived. It is not signed.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its JSON, as it was signed.
    #[must_use]
    pub fn data(&self) -> &str {
        &self.data
    }

    /// Reads its JSON as a type of yours.
    ///
    /// # Errors
    ///
    /// If it is not one. serde's words may repeat a value.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.data)
    }
}

impl fmt::Debug for OtherEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtherEvent")
            .field("name", &format_args!("{} bytes", self.name.len()))
            .field("data", &format_args!("{} bytes", self.data.len()))
            .finish()
    }
}

#[cfg(test)]
mod tests;
