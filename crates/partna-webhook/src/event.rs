//! What has happened, as an event tells it.

mod kinds;
mod rules;
mod shape;
mod unread;
mod unrecognized;

use std::fmt;

use partna_types::{Currency, Network};
use serde::de::IgnoredAny;

pub use kinds::{Convert, Deposit, Ramp, Transfer, Verification, Withdrawal};
use rules::{Kind, is_identified};
use shape::Fields;
pub use unread::Unread;
use unrecognized::Differences;
pub use unrecognized::{PayloadMismatch, UnrecognizedReason};

use crate::{Error, ErrorKind, Status};

/// What has happened.
///
/// Only `data` is signed, not the name of the event. So the fields of `data` decide: a name makes an event only of `data` that
/// has the fields this event needs, each of its type, and none that this event never has. Onramp and offramp have the same
/// fields; currencies and networks show the direction. Anything else is [`Unrecognized`](Self::Unrecognized), and never typed.
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
///         Event::Unrecognized { data, reason, .. } => println!("{} bytes, look it up: {reason}", data.len()),
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
    /// A genuine delivery that this crate has no type for: its name is unknown, or the fields of `data` contradict it.
    ///
    /// Do not act on what it says. Keep it and look the transaction up in the API: the name may have been changed on the way
    /// to you, or Partna sends something new.
    Unrecognized {
        /// The name, as it arrived. It is not signed.
        name: Box<str>,
        /// The JSON that was signed.
        data: Box<str>,
        /// Why the event has no type.
        reason: UnrecognizedReason,
    },
}

/// An event, and whether anything in `data` tells it from another event.
pub(crate) struct Read {
    pub(crate) event: Event,
    pub(crate) is_identified: bool,
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
    /// [`ErrorKind::Malformed`] if `data` is not JSON.
    pub fn unverified(name: &str, data: &str) -> Result<Self, Error> {
        serde_json::from_str::<IgnoredAny>(data)
            .map_err(|_| Error::new(ErrorKind::Malformed, "`data` is not JSON"))?;
        Ok(Self::read(name, data).event)
    }

    /// Reads an event of its name and its `data`, which is JSON.
    pub(crate) fn read(name: &str, data: &str) -> Read {
        let named = Kind::of_name(name);
        let Ok(fields) = serde_json::from_str::<Fields<'_>>(data) else {
            let differences = Differences::other("it is not an object");
            let event = Self::unrecognized(name, data, named, differences, None);
            return Read {
                event,
                is_identified: false,
            };
        };
        let (shape, differences) = match named {
            None => (shape(&fields), Differences::default()),
            Some(kind) => match Self::fit(kind, fields.clone()) {
                Ok(event) => {
                    return Read {
                        event,
                        is_identified: is_identified(Some(kind), &fields),
                    };
                }
                // `data` may be another event, under a changed name.
                Err(differences) => (shape(&fields), differences),
            },
        };
        Read {
            event: Self::unrecognized(name, data, named, differences, shape),
            is_identified: is_identified(Kind::of_fields(&fields), &fields),
        }
    }

    fn unrecognized(
        name: &str,
        data: &str,
        named: Option<Kind>,
        differences: Differences,
        shape: Option<Kind>,
    ) -> Self {
        let shape = shape
            .filter(|shape| named != Some(*shape))
            .map(Kind::as_str);
        let reason = match named {
            None => UnrecognizedReason::UnknownName { shape },
            Some(kind) => {
                let mismatch = PayloadMismatch::new(kind.as_str(), differences, shape);
                UnrecognizedReason::PayloadMismatch(mismatch)
            }
        };
        Self::Unrecognized {
            name: name.into(),
            data: data.into(),
            reason,
        }
    }

    fn fit(kind: Kind, fields: Fields<'_>) -> Result<Self, Differences> {
        let differences = Differences::of(&fields, &kind.rules());
        if !differences.is_empty() {
            return Err(differences);
        }
        Ok(match kind {
            Kind::Deposit => Self::Deposit(Deposit::read(fields)?),
            Kind::Convert => Self::Convert(Convert::read(fields)?),
            Kind::Transfer => Self::Transfer(Transfer::read(fields)?),
            Kind::Withdrawal => Self::Withdrawal(Withdrawal::read(fields)?),
            Kind::Onramp => Self::Onramp(ramp(fields, Side::Fiat)?),
            Kind::Offramp => Self::Offramp(ramp(fields, Side::Crypto)?),
            Kind::VerificationSuccess => Self::VerificationSuccess(Verification::read(fields)?),
            Kind::VerificationFailed => Self::VerificationFailed(Verification::read(fields)?),
        })
    }

    /// Which event it is, as Partna writes it today; none if it is unrecognized.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        let kind = match self {
            Self::Deposit(_) => Kind::Deposit,
            Self::Convert(_) => Kind::Convert,
            Self::Transfer(_) => Kind::Transfer,
            Self::Withdrawal(_) => Kind::Withdrawal,
            Self::Onramp(_) => Kind::Onramp,
            Self::Offramp(_) => Kind::Offramp,
            Self::VerificationSuccess(_) => Kind::VerificationSuccess,
            Self::VerificationFailed(_) => Kind::VerificationFailed,
            Self::Unrecognized { .. } => return None,
        };
        Some(kind.as_str())
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

impl Ramp {
    /// The side that the money comes from, if currencies and networks show it and do not contradict each other.
    fn source(&self) -> Result<Side, Differences> {
        let from = [
            Side::of_currency(&self.from_currency),
            self.from_network.as_ref().and_then(Side::of_network),
        ];
        let to = [
            Side::of_currency(&self.to_currency),
            self.to_network.as_ref().and_then(Side::of_network),
        ];
        let is = |side: Side, found: [Option<Side>; 2]| found.contains(&Some(side));
        let onramp = is(Side::Fiat, from) || is(Side::Crypto, to);
        let offramp = is(Side::Crypto, from) || is(Side::Fiat, to);
        match (onramp, offramp) {
            (true, false) => Ok(Side::Fiat),
            (false, true) => Ok(Side::Crypto),
            (true, true) => Err(Differences::other(
                "its currencies and networks contradict each other",
            )),
            (false, false) => Err(Differences::other(
                "neither currencies nor networks show its direction",
            )),
        }
    }
}

/// Reads a ramp whose money comes from this side. Onramp and offramp have the same fields, so the money has to show it.
fn ramp(fields: Fields<'_>, wanted: Side) -> Result<Box<Ramp>, Differences> {
    let ramp = Ramp::read(fields)?;
    if ramp.source()? != wanted {
        return Err(Differences::other(
            "its currencies or networks are of another direction",
        ));
    }
    Ok(Box::new(ramp))
}

/// The kind of event whose fields these are, whatever name they came under.
fn shape(fields: &Fields<'_>) -> Option<Kind> {
    match Kind::of_fields(fields)? {
        Kind::Onramp | Kind::Offramp => match Ramp::read(fields.clone()).ok()?.source().ok()? {
            Side::Fiat => Some(Kind::Onramp),
            Side::Crypto => Some(Kind::Offramp),
        },
        kind => Some(kind),
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name().unwrap_or("an unrecognized event"))
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
            Self::Unrecognized { name, data, reason } => {
                return f
                    .debug_struct("Unrecognized")
                    .field("name", &format_args!("{} bytes", name.len()))
                    .field("data", &format_args!("{} bytes", data.len()))
                    .field("reason", reason)
                    .finish();
            }
        };
        f.debug_tuple(self.name().unwrap_or_default())
            .field(inner)
            .finish()
    }
}

#[cfg(test)]
mod tests;
