//! Writes that can be looked up: a handle before anything is sent, and an outcome after.

mod lookup;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use partna_client::{
    Call, Client, Error, ErrorKind, Operation, Recovery, Referenced, Rejected, ResponseValue,
    exchange,
};
use partna_types::Reference;
use serde::de::DeserializeOwned;

use crate::client::{as_json, begin};
pub use lookup::Record;
use lookup::look_up;

/// Gives a write its reference, and sends nothing. Import it to call [`with_reference`](Self::with_reference): `use partna_auth::WithReference`.
pub trait WithReference: Referenced {
    /// Returns the write with this reference, checked and ready. It sends nothing: [`Write::send`] does.
    ///
    /// Write the reference and the body down where they survive your process, then call [`send`](Write::send).
    /// The guide `partna::guide::writes` has a whole program.
    ///
    /// ```no_run
    /// use partna_auth::{WithReference, Outcome, Partna, Reference, Resolution, types};
    ///
    /// # async fn example(partna: Partna, order: types::RampRequest) -> Result<(), partna_auth::Error> {
    /// let reference = Reference::random();
    /// let write = partna.create_ramp().body(order).with_reference(reference)?;
    /// match write.send().await? {
    ///     Outcome::Accepted(ramp) => println!("{:?}", ramp.message),
    ///     Outcome::Unknown(pending) => match pending.resolve().await? {
    ///         Resolution::Committed(record) => println!("it happened, and is {:?}", record.status()),
    ///         Resolution::NotSeen => println!("not seen so far: it may still happen; see `send_again`"),
    ///     },
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] naming what is missing or does not fit, or if the body already has another reference.
    fn with_reference(
        self,
        reference: Reference,
    ) -> Result<Write<Self::Response, Self::Duplicates>, Error>
    where
        Self: Sized,
    {
        let operation = Operation::by_id(Self::OPERATION);
        let invalid =
            |message: &str| Error::new(ErrorKind::Invalid, message).with_operation(operation);
        let operation =
            operation.ok_or_else(|| invalid("the operation: it is not in `OPERATIONS`"))?;
        let (client, mut body) = self.into_parts()?;
        let field = Self::reference(&mut body);
        if field
            .as_deref()
            .is_some_and(|existing| existing != reference.as_str())
        {
            return Err(invalid(
                "the body: it already has another reference; remove that, or use it",
            ));
        }
        *field = Some(reference.as_str().to_owned());
        // serde's text may quote what it could not write.
        let body = serde_json::to_vec(&body)
            .map_err(|_| invalid("the body: it cannot be written as JSON"))?;
        let inner = Inner {
            client,
            operation,
            reference,
            body: body.into(),
            sent: AtomicBool::new(false),
            types: PhantomData,
        };
        Ok(Write(Arc::new(inner)))
    }
}

impl<B: Referenced> WithReference for B {}

/// A write with a reference, ready to be sent once.
///
/// `T` is the response. `D` describes the operation: [`Rejected`] if the API documents that it refuses a reference that it has
/// seen, [`Unproven`](partna_client::Unproven) if nobody documents what it does. It says nothing about this write.
///
/// It holds the client that it was made from, and so is bound to the environment and the user of that client: it never goes
/// out as another merchant, even if the source of the credentials has changed meanwhile.
///
/// If the future of a `send` is dropped half-way, the `Write` remains: the next `send` sends nothing, and returns that the
/// outcome is unknown.
#[must_use = "nothing is sent until `send`"]
pub struct Write<T, D>(Arc<Inner<T, D>>);

/// A write whose outcome is not known.
///
/// [`resolve`](Self::resolve) looks it up. [`send_again`](Self::send_again) sends it again; it exists if `D` is [`Rejected`], which
/// describes the operation and not this write: the API refuses a reference that it has seen. [`recovery`](Self::recovery) says
/// how to continue with the operation, such as how the customer of a ramp still learns where to pay.
///
/// Like the [`Write`] it comes from, it is bound to the environment and the user of its client: neither method goes out as another
/// merchant.
#[must_use = "its outcome is unknown until `resolve`"]
pub struct Pending<T, D>(Arc<Inner<T, D>>);

struct Inner<T, D> {
    client: Client,
    operation: &'static Operation,
    reference: Reference,
    /// Every attempt sends these very bytes.
    body: Bytes,
    /// Whether a `send` has begun whose end nobody saw.
    sent: AtomicBool,
    types: PhantomData<fn() -> (T, D)>,
}

/// The outcome of a write that was sent.
#[derive(Debug)]
#[must_use = "its outcome may be unknown"]
pub enum Outcome<T, D> {
    /// The API accepted it, and this is its response. The money may still have to move.
    Accepted(ResponseValue<T>),
    /// It may have happened or not. This is also the outcome if the API says that the reference exists: a proxy may have repeated
    /// the request, or another write has the reference. The response is lost, with all that only it has, such as the bank account
    /// that a customer pays into: [`Pending::recovery`] says how to continue.
    Unknown(Pending<T, D>),
}

/// What a look-up says of a write. The guide `partna::guide::writes` has a table of what to do next,
/// by operation: "After a lost response".
#[derive(Debug)]
#[must_use = "it may not have been seen"]
pub enum Resolution {
    /// The API has it on record, and this is the record. Do not send it again. For a ramp, [`Record::pay_in`] returns where
    /// the customer pays, or an error that says how to replace the ramp. A ramp that is `canceled` may still become `completed`.
    Committed(Record),
    /// The API shows no record of it so far. It may have happened all the same, or may still happen. Call
    /// [`Pending::send_again`] if the operation has it; otherwise look it up again later. [`Recovery::missing`] says what is safe.
    NotSeen,
}

/// The outcome of a write that was sent again.
#[derive(Debug)]
#[must_use = "its outcome may still be unknown"]
pub enum Resent<T, D> {
    /// The API accepted it this time, and this is its response.
    Accepted(ResponseValue<T>),
    /// The API accepted the first request: it refused the second because the reference exists. Holds the record, or `None` if the
    /// look-up finds nothing or fails.
    AlreadyApplied(Option<Record>),
    /// Still not known.
    Unknown(Pending<T, D>),
}

impl<T: DeserializeOwned, D> Write<T, D> {
    /// Returns the reference of the write.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.0.reference
    }

    /// Sends it, once. If an earlier `send` returned an outcome or was dropped half-way, it sends nothing and returns
    /// [`Outcome::Unknown`].
    ///
    /// # Errors
    ///
    /// The errors of any call, except [`ErrorKind::OutcomeUnknown`] and a refusal that says that the reference exists: these are
    /// outcomes here. An error means that the write did not happen by this `send`. If [`Error::status`] is some, the API refused
    /// it: pay under a new reference once the cause is gone. If it is `None`, the request never left: call `send` again, or give the
    /// payment up. Record either where you wrote the reference down, or the next start takes the payment for open.
    pub async fn send(&self) -> Result<Outcome<T, D>, Error> {
        let pending = || Outcome::Unknown(Pending(self.0.clone()));
        if self.0.sent.swap(true, Ordering::SeqCst) {
            return Ok(pending());
        }
        match self.0.send_request().await {
            Ok(response) => Ok(Outcome::Accepted(response)),
            // A reference that exists may be that of this very attempt, repeated by a proxy.
            Err(error) if is_unknown(&error) || error.is_duplicate_reference() => Ok(pending()),
            Err(error) => {
                self.0.sent.store(false, Ordering::SeqCst);
                Err(error)
            }
        }
    }

    /// Returns the handle of a write that an earlier process may have sent. It sends nothing.
    ///
    /// ```no_run
    /// use partna_auth::{Error, WithReference, Partna, Reference, Resolution, types};
    ///
    /// /// Returns whether the API has a transfer on record that was written down before the process ended.
    /// async fn is_on_record(partna: &Partna, reference: Reference, body: types::TransferRequest) -> Result<bool, Error> {
    ///     let pending = partna.create_transfer().body(body).with_reference(reference)?.assume_sent();
    ///     Ok(matches!(pending.resolve().await?, Resolution::Committed(_)))
    /// }
    /// ```
    pub fn assume_sent(self) -> Pending<T, D> {
        self.0.sent.store(true, Ordering::SeqCst);
        Pending(self.0)
    }
}

impl<T: DeserializeOwned, D> Pending<T, D> {
    /// Returns the reference of the write.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.0.reference
    }

    /// Returns how to go on after the response was lost, for this very operation: what to call next, and what to do if the
    /// write took effect or did not. It sends nothing. For people and logs: it has nothing of the request.
    ///
    /// ```no_run
    /// # use partna_auth::{Pending, Rejected, types};
    /// # fn example(pending: Pending<types::RampOrderResponse, Rejected>) {
    /// if let Some(recovery) = pending.recovery() {
    ///     eprintln!("{}: {}", pending.reference(), recovery.advice);
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn recovery(&self) -> Option<Recovery> {
        self.0.operation.recovery
    }

    /// Looks the reference up. It sends this read alone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] if no look-up is documented for the operation: `preorder_conversion` and `create_mock_deposit`. The
    /// errors of the look-up, except [`ErrorKind::NotFound`], which is [`Resolution::NotSeen`].
    /// [`ErrorKind::Undecodable`] if a field of the response that may hold the record cannot be read.
    pub async fn resolve(&self) -> Result<Resolution, Error> {
        let found = look_up(
            &self.0.client,
            self.0.operation,
            &self.0.reference,
            &self.0.body,
        )
        .await?;
        Ok(found.map_or(Resolution::NotSeen, Resolution::Committed))
    }
}

impl<T: DeserializeOwned> Pending<T, Rejected> {
    /// Sends the same bytes again. The write cannot happen twice: this method exists only for operations ([`Rejected`]) where the
    /// API documents that it refuses a reference that it has seen. Nothing else calls it.
    ///
    /// ```no_run
    /// use partna_auth::{Error, Pending, Rejected, Resent, types};
    ///
    /// /// Returns whether the API has accepted the transfer; `false` if that is still not known.
    /// async fn is_accepted(pending: &Pending<types::TransferResponse, Rejected>) -> Result<bool, Error> {
    ///     match pending.send_again().await? {
    ///         Resent::Accepted(_) | Resent::AlreadyApplied(_) => Ok(true),
    ///         Resent::Unknown(_) => Ok(false),
    ///     }
    /// }
    /// ```
    ///
    /// ```compile_fail,E0599
    /// # async fn example(partna: partna_auth::Partna, body: partna_auth::types::ConversionRequest) -> Result<(), partna_auth::Error> {
    /// use partna_auth::{WithReference, Reference};
    ///
    /// let pending = partna.convert_currency().body(body).with_reference(Reference::random())?.assume_sent();
    /// pending.send_again().await?; // what becomes of a second conversion is documented nowhere
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The errors of any call. They say nothing about the first request: it may have happened. A refusal that says that the
    /// reference exists is never an error here.
    pub async fn send_again(&self) -> Result<Resent<T, Rejected>, Error> {
        match self.0.send_request().await {
            Ok(response) => Ok(Resent::Accepted(response)),
            // First: this is known even where the status by itself leaves the outcome open.
            Err(error) if error.is_duplicate_reference() => {
                // That it happened is known; what is on record is more than was asked for.
                let found = look_up(
                    &self.0.client,
                    self.0.operation,
                    &self.0.reference,
                    &self.0.body,
                )
                .await;
                Ok(Resent::AlreadyApplied(found.unwrap_or_default()))
            }
            Err(error) if is_unknown(&error) => Ok(Resent::Unknown(Self(self.0.clone()))),
            Err(error) => Err(error),
        }
    }
}

fn is_unknown(error: &Error) -> bool {
    error.kind() == ErrorKind::OutcomeUnknown
}

impl<T: DeserializeOwned, D> Inner<T, D> {
    async fn send_request(&self) -> Result<ResponseValue<T>, Error> {
        let mut request = begin(&self.client, self.operation)?;
        as_json(&mut request, Some(self.body.clone()));
        let call = Call::new(request, Some(self.operation));
        exchange(self.client.transport(), call).await
    }
}

macro_rules! impl_handle_debug {
    ($name:ident) => {
        impl<T, D> fmt::Debug for $name<T, D> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name))
                    .field("operation", &self.0.operation.id)
                    .field("reference", &self.0.reference)
                    .field("sent", &self.0.sent)
                    .finish_non_exhaustive()
            }
        }
    };
}

impl_handle_debug!(Write);
impl_handle_debug!(Pending);
