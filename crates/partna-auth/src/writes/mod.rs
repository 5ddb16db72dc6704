//! Writes with a reference that can be looked up: a handle before the request is sent, and an outcome after it.

mod lookup;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use partna_client::{
    Call, Client, Error, ErrorKind, HasReference, Operation, Recovery, RejectsDuplicates,
    ResponseValue, send_and_decode,
};
use partna_types::Reference;
use serde::de::DeserializeOwned;

use crate::client::{new_request, set_json};
pub use lookup::Record;
use lookup::look_up;

/// An extension of request builders that sets the reference of a write without sending the write.
///
/// Import this trait to call [`with_reference`](Self::with_reference): `use partna_auth::WithReference`.
pub trait WithReference: HasReference {
    /// Returns the validated write with this reference. It sends no request: call [`Write::send`] for that.
    ///
    /// Store the reference and the body durably, then call [`send`](Write::send). The guide `partna::guide::writes` has a
    /// complete program.
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
    ///         Resolution::Found(record) => println!("it took effect, with status {:?}", record.status()),
    ///         Resolution::NotSeen => println!("no record so far: it may still take effect; see `send_again`"),
    ///     },
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] with the field that is missing or not valid, or if the body already has another reference.
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
                "the body: it already has another reference; remove it from the body, or use it for this write",
            ));
        }
        *field = Some(reference.as_str().to_owned());
        // The error of serde may quote the value that it could not serialize, so it is dropped.
        let body = serde_json::to_vec(&body).map_err(|_| {
            invalid("the body: it cannot be serialized as JSON; check the values of its fields")
        })?;
        let inner = WriteState {
            client,
            operation,
            reference,
            body: body.into(),
            may_be_sent: AtomicBool::new(false),
            types: PhantomData,
        };
        Ok(Write(Arc::new(inner)))
    }
}

impl<B: HasReference> WithReference for B {}

/// A write with a reference, ready to be sent once.
///
/// `T` is the response. `D` is a property of the operation and not of this write: [`RejectsDuplicates`] if the API documents that
/// it rejects a duplicate reference, [`DuplicatesUndocumented`](partna_client::DuplicatesUndocumented) if the effect of a duplicate
/// is not documented.
///
/// It is sent by the client that created it, and is bound to the environment and the user of that client: it is never sent as
/// another merchant, even if the source of the credentials has changed in the meantime.
///
/// If the future of a `send` is dropped before it completes, the `Write` remains: the next `send` sends no request, and returns
/// [`Outcome::Unknown`].
#[must_use = "nothing is sent until `send`"]
pub struct Write<T, D>(Arc<WriteState<T, D>>);

/// A write whose outcome is unknown.
///
/// [`resolve`](Self::resolve) looks it up. [`send_again`](Self::send_again) sends it again. This method exists only if `D` is
/// [`RejectsDuplicates`]: the API documents that the operation rejects a duplicate reference. [`recovery`](Self::recovery)
/// describes how to continue after a lost response, such as how to show the customer of a ramp where to pay.
///
/// Like the [`Write`] that returned it, it is bound to the environment and the user of its client: no request is sent as another
/// merchant.
#[must_use = "its outcome is unknown until `resolve`"]
pub struct Pending<T, D>(Arc<WriteState<T, D>>);

struct WriteState<T, D> {
    client: Client,
    operation: &'static Operation,
    reference: Reference,
    /// Every attempt sends these bytes.
    body: Bytes,
    /// Whether a request may have been sent. Set when a `send` starts, and cleared if it returns an error, because that `send`
    /// had no effect.
    may_be_sent: AtomicBool,
    types: PhantomData<fn() -> (T, D)>,
}

/// The outcome of a write that was sent.
#[derive(Debug)]
#[must_use = "its outcome may be unknown"]
pub enum Outcome<T, D> {
    /// The API accepted it, and this is its response. The payment may still be in progress, and may still be canceled.
    Accepted(ResponseValue<T>),
    /// The write may or may not have taken effect. This is also the outcome if the API reports that the reference exists: a proxy
    /// may have repeated the request, or another write has the reference. The response is lost, including data that only it has,
    /// such as the bank account that a customer pays into: [`Pending::recovery`] describes how to continue.
    Unknown(Pending<T, D>),
}

/// The result of a look-up of a write. The guide `partna::guide::writes` has a table with the next step for each operation:
/// "After a lost response".
#[derive(Debug)]
#[must_use = "it may not have been seen"]
pub enum Resolution {
    /// The API has a record of it. Do not send it again. For a ramp, [`Record::pay_in`] returns where the customer pays, or an
    /// error with the way to replace the ramp. A ramp that is `canceled` may still become `completed`.
    Found(Record),
    /// The API has no record of it so far. The write may still have taken effect, or may take effect later. Call
    /// [`Pending::send_again`] if this method exists for the operation. Otherwise look the reference up again later.
    /// [`Recovery::missing`] describes what is safe.
    NotSeen,
}

/// The outcome of a write that was sent again.
#[derive(Debug)]
#[must_use = "its outcome may still be unknown"]
pub enum Resent<T, D> {
    /// The API accepted it this time, and this is its response.
    Accepted(ResponseValue<T>),
    /// The API accepted an earlier request: it rejected this one because the reference exists. The value is the record, or `None`
    /// if the look-up finds no record or fails.
    AlreadyApplied(Option<Record>),
    /// The outcome is still unknown.
    Unknown(Pending<T, D>),
}

impl<T: DeserializeOwned, D> Write<T, D> {
    /// Returns the reference of the write.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.0.reference
    }

    /// Sends the write once. If an earlier `send` returned an outcome or was dropped before it completed, this sends no request
    /// and returns [`Outcome::Unknown`].
    ///
    /// # Errors
    ///
    /// The errors of any call, except [`ErrorKind::OutcomeUnknown`] and a rejection because the reference exists, which are
    /// returned as [`Outcome::Unknown`]. An error means that this `send` had no effect. If [`Error::status`] is `Some`, the API
    /// rejected the write: pay under a new reference once the cause is fixed. If it is `None`, the request was not sent: call
    /// `send` again, or cancel the payment. Record the result where you stored the reference; otherwise the next start treats the
    /// payment as open.
    pub async fn send(&self) -> Result<Outcome<T, D>, Error> {
        let pending = || Outcome::Unknown(Pending(self.0.clone()));
        if self.0.may_be_sent.swap(true, Ordering::SeqCst) {
            return Ok(pending());
        }
        match self.0.send_request().await {
            Ok(response) => Ok(Outcome::Accepted(response)),
            // The reference may exist because a proxy repeated this attempt.
            Err(error) if is_outcome_unknown(&error) || error.is_duplicate_reference() => {
                Ok(pending())
            }
            Err(error) => {
                self.0.may_be_sent.store(false, Ordering::SeqCst);
                Err(error)
            }
        }
    }

    /// Returns the handle of a write that an earlier process may have sent. It sends no request.
    ///
    /// ```no_run
    /// use partna_auth::{Error, WithReference, Partna, Reference, Resolution, types};
    ///
    /// /// Returns whether the API has a record of a transfer that was stored before the process ended.
    /// async fn is_on_record(partna: &Partna, reference: Reference, body: types::TransferRequest) -> Result<bool, Error> {
    ///     let pending = partna.create_transfer().body(body).with_reference(reference)?.assume_sent();
    ///     Ok(matches!(pending.resolve().await?, Resolution::Found(_)))
    /// }
    /// ```
    pub fn assume_sent(self) -> Pending<T, D> {
        self.0.may_be_sent.store(true, Ordering::SeqCst);
        Pending(self.0)
    }
}

impl<T: DeserializeOwned, D> Pending<T, D> {
    /// Returns the reference of the write.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.0.reference
    }

    /// Returns how to continue after a lost response of this operation: the next call, and the steps for a write that took effect
    /// and for a write that did not. It sends no request. Its texts are for people and logs, and have no data of the request.
    ///
    /// ```no_run
    /// # use partna_auth::{Pending, RejectsDuplicates, types};
    /// # fn example(pending: Pending<types::RampOrderResponse, RejectsDuplicates>) {
    /// if let Some(recovery) = pending.recovery() {
    ///     eprintln!("{}: {}", pending.reference(), recovery.advice);
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn recovery(&self) -> Option<Recovery> {
        self.0.operation.recovery
    }

    /// Looks up the reference. It sends only this read.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] if no look-up is documented for the operation: `preorder_conversion` and `create_mock_deposit`.
    /// The errors of the look-up, except [`ErrorKind::NotFound`], which is [`Resolution::NotSeen`]. [`ErrorKind::Undecodable`] if
    /// a field of the response that may have the record cannot be read.
    pub async fn resolve(&self) -> Result<Resolution, Error> {
        let found = look_up(
            &self.0.client,
            self.0.operation,
            &self.0.reference,
            &self.0.body,
        )
        .await?;
        Ok(found.map_or(Resolution::NotSeen, Resolution::Found))
    }
}

impl<T: DeserializeOwned> Pending<T, RejectsDuplicates> {
    /// Sends the same bytes again. The write cannot take effect twice, because this method exists only for operations for which the
    /// API documents that it rejects a duplicate reference ([`RejectsDuplicates`]). The crate never calls it automatically.
    ///
    /// ```no_run
    /// use partna_auth::{Error, Pending, RejectsDuplicates, Resent, types};
    ///
    /// /// Returns whether the API has accepted the transfer; `false` if that is still unknown.
    /// async fn is_accepted(pending: &Pending<types::TransferResponse, RejectsDuplicates>) -> Result<bool, Error> {
    ///     match pending.send_again().await? {
    ///         Resent::Accepted(_) | Resent::AlreadyApplied(_) => Ok(true),
    ///         Resent::Unknown(_) => Ok(false),
    ///     }
    /// }
    /// ```
    ///
    /// ```compile_fail,E0599
    /// # async fn example(partna: partna_auth::Partna, body: partna_auth::types::ConversionRequest) -> Result<(),
    /// partna_auth::Error> { use partna_auth::{WithReference, Reference};
    ///
    /// let pending = partna.convert_currency().body(body).with_reference(Reference::random())?.assume_sent();
    /// pending.send_again().await?; // not documented: the effect of a second conversion
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The errors of any call. They do not describe the first request, which may have taken effect. A rejection because the
    /// reference exists is never an error here.
    pub async fn send_again(&self) -> Result<Resent<T, RejectsDuplicates>, Error> {
        match self.0.send_request().await {
            Ok(response) => Ok(Resent::Accepted(response)),
            // This case is first, because a duplicate is conclusive even if the status leaves the outcome open.
            Err(error) if error.is_duplicate_reference() => {
                // The write has taken effect. The record is additional, so a failed look-up is not an error.
                let found = look_up(
                    &self.0.client,
                    self.0.operation,
                    &self.0.reference,
                    &self.0.body,
                )
                .await;
                Ok(Resent::AlreadyApplied(found.unwrap_or_default()))
            }
            Err(error) if is_outcome_unknown(&error) => Ok(Resent::Unknown(Self(self.0.clone()))),
            Err(error) => Err(error),
        }
    }
}

fn is_outcome_unknown(error: &Error) -> bool {
    error.kind() == ErrorKind::OutcomeUnknown
}

impl<T: DeserializeOwned, D> WriteState<T, D> {
    async fn send_request(&self) -> Result<ResponseValue<T>, Error> {
        let mut request = new_request(&self.client, self.operation)?;
        set_json(&mut request, Some(self.body.clone()));
        let call = Call::new(request, Some(self.operation));
        send_and_decode(self.client.transport(), call).await
    }
}

macro_rules! impl_handle_debug {
    ($name:ident) => {
        impl<T, D> fmt::Debug for $name<T, D> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name))
                    .field("operation", &self.0.operation.id)
                    .field("reference", &self.0.reference)
                    .field("sent", &self.0.may_be_sent)
                    .finish_non_exhaustive()
            }
        }
    };
}

impl_handle_debug!(Write);
impl_handle_debug!(Pending);
