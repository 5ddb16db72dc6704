//! Writes that can be asked about: a handle before anything is sent, and an outcome after.

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

use crate::record::{Record, look_up};
use crate::request::{as_json, begin};

/// Gives a write its reference. In scope with `use partna_auth::Once`.
pub trait Once: Referenced {
    /// Fixes what will be sent, with this reference, and sends nothing yet.
    ///
    /// Keep the reference where it survives your process, then [`send`](Write::send). What comes after is known by it.
    ///
    /// ```no_run
    /// use partna_auth::{Once, Outcome, Partna, Reference, Resolution, types};
    ///
    /// # async fn example(partna: Partna, order: types::RampRequest) -> Result<(), partna_auth::Error> {
    /// let reference = Reference::random();
    /// let write = partna.create_ramp().body(order).once(reference)?;
    /// match write.send().await? {
    ///     Outcome::Done(ramp) => println!("{:?}", ramp.message),
    ///     Outcome::Unknown(pending) => match pending.resolve().await? {
    ///         Resolution::Committed(record) => println!("it happened, and is {:?}", record.status()),
    ///         Resolution::NotSeen => println!("not seen so far, which does not mean that it did not happen"),
    ///     },
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] naming what is missing or does not fit, or if the body has another reference already.
    fn once(self, reference: Reference) -> Result<Write<Self::Answer, Self::Duplicates>, Error>
    where
        Self: Sized,
    {
        let operation = Operation::by_id(Self::OPERATION);
        let invalid = |what: &str| Error::new(ErrorKind::Invalid, what).with_operation(operation);
        let operation = operation.ok_or_else(|| invalid("the operation is not in the table"))?;
        let (client, mut body) = self.into_parts()?;
        let field = Self::reference(&mut body);
        if field
            .as_deref()
            .is_some_and(|given| given != reference.as_str())
        {
            return Err(invalid("the body has another reference already"));
        }
        *field = Some(reference.as_str().to_owned());
        // serde's text may quote what it could not write.
        let body =
            serde_json::to_vec(&body).map_err(|_| invalid("the body cannot be written as JSON"))?;
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

impl<B: Referenced> Once for B {}

/// A write with a reference, ready to be sent once.
///
/// It holds the client that it was made from, and so is bound to the environment and the user of that client: it never goes
/// out as another merchant, even if the source of the credentials has changed meanwhile.
///
/// It lives on when a `send` is dropped half-way: the next `send` then answers that the outcome is unknown, and sends nothing.
#[must_use = "nothing is sent until `send`"]
pub struct Write<T, D>(Arc<Inner<T, D>>);

/// A write whose outcome is not known. [`resolve`](Self::resolve) looks it up, and [`recovery`](Self::recovery) says how to go on
/// with its operation, such as how the customer of a ramp still learns where to pay. Like the [`Write`] it comes from, it is bound to the environment and the user of its
/// client: [`resolve`](Self::resolve) and [`send_again`](Self::send_again) never go out as another merchant.
#[must_use = "look up what became of it with `resolve`"]
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

/// What became of a write.
#[derive(Debug)]
#[must_use = "its outcome may be unknown"]
pub enum Outcome<T, D> {
    /// The API took it, and this is its answer.
    Done(ResponseValue<T>),
    /// It may have happened or not. So it is too if the API says that the reference exists: a proxy may have repeated the request
    /// by itself, or another write has the reference. The response is lost, with all that only it has, such as the bank account
    /// that a customer pays into: [`Pending::recovery`] says how to go on.
    Unknown(Pending<T, D>),
}

/// What a look-up says of a write. The guide has a table of what to do next, by operation:
/// [After a lost response](crate::guide::writes#after-a-lost-response).
#[derive(Debug)]
#[must_use = "it may not have been seen"]
pub enum Resolution {
    /// It happened, and this is what the API has on record. Do not send it again. For a ramp, [`Record::pay_in`] returns where
    /// the customer pays, or an error that says how to replace the ramp. A ramp that is `canceled` may still become `completed`.
    Committed(Record),
    /// The API has no record of it so far. That does not mean that it did not happen, or will not: it may be under way still.
    /// [`Recovery::missing`] says what is safe to do.
    NotSeen,
}

/// What became of a write that was sent once more.
#[derive(Debug)]
#[must_use = "its outcome may still be unknown"]
pub enum Repeated<T, D> {
    /// The API took it this time, and this is its answer.
    Done(ResponseValue<T>),
    /// The API refused the reference as one that exists: the first time had arrived. With what it has on record; none if the
    /// look-up finds nothing, fails, or does not exist.
    Arrived(Option<Record>),
    /// Still not known.
    Unknown(Pending<T, D>),
}

impl<T: DeserializeOwned, D> Write<T, D> {
    /// The reference that it goes by.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.0.reference
    }

    /// Sends it; the first time. After that it sends nothing and answers [`Outcome::Unknown`], be it that a `send` was
    /// dropped half-way, ended in the unknown, or was answered.
    ///
    /// # Errors
    ///
    /// What any call may fail with, except [`ErrorKind::OutcomeUnknown`] and a refusal that says that the reference exists, which
    /// are outcomes here: an error means that the write did not happen by this `send`. After one, it may be sent again.
    pub async fn send(&self) -> Result<Outcome<T, D>, Error> {
        let pending = || Outcome::Unknown(Pending(self.0.clone()));
        if self.0.sent.swap(true, Ordering::SeqCst) {
            return Ok(pending());
        }
        match self.0.deliver().await {
            Ok(answer) => Ok(Outcome::Done(answer)),
            // A reference that exists may be that of this very attempt, repeated by a proxy.
            Err(error) if is_unknown(&error) || error.is_duplicate_reference() => Ok(pending()),
            Err(error) => {
                self.0.sent.store(false, Ordering::SeqCst);
                Err(error)
            }
        }
    }

    /// Takes it for sent: for a reference that was written down before the process ended.
    pub fn assume_sent(self) -> Pending<T, D> {
        self.0.sent.store(true, Ordering::SeqCst);
        Pending(self.0)
    }
}

impl<T: DeserializeOwned, D> Pending<T, D> {
    /// The reference that it goes by.
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

    /// Asks the API whether it has the reference on record. Nothing is sent but the question.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Refused`] if no look-up is documented for the operation: that of `preorder_conversion` and
    /// `create_mock_deposit`. And whatever the look-up may fail with, [`ErrorKind::NotFound`] aside.
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
    /// Sends the same once more. It is there only for operations of which it is documented that they refuse a reference which
    /// they have seen, so it cannot happen twice; whether to do it is for you to say, and nothing else calls this.
    ///
    /// ```compile_fail,E0599
    /// # async fn example(partna: partna_auth::Partna, body: partna_auth::types::ConversionRequest) -> Result<(), partna_auth::Error> {
    /// use partna_auth::{Once, Reference};
    ///
    /// let pending = partna.convert_currency().body(body).once(Reference::random())?.assume_sent();
    /// pending.send_again().await?; // what becomes of a second conversion is documented nowhere
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// What any call may fail with: a refusal for another reason says nothing of the first time. A refusal that says that the
    /// reference exists is never an error here.
    pub async fn send_again(&self) -> Result<Repeated<T, Rejected>, Error> {
        match self.0.deliver().await {
            Ok(answer) => Ok(Repeated::Done(answer)),
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
                Ok(Repeated::Arrived(found.unwrap_or_default()))
            }
            Err(error) if is_unknown(&error) => Ok(Repeated::Unknown(Self(self.0.clone()))),
            Err(error) => Err(error),
        }
    }
}

fn is_unknown(error: &Error) -> bool {
    error.kind() == ErrorKind::OutcomeUnknown
}

impl<T: DeserializeOwned, D> Inner<T, D> {
    async fn deliver(&self) -> Result<ResponseValue<T>, Error> {
        let mut request = begin(&self.client, self.operation)?;
        as_json(&mut request, Some(self.body.clone()));
        let call = Call::new(request, Some(self.operation));
        exchange(self.client.transport(), call).await
    }
}

macro_rules! debug_of_a_handle {
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

debug_of_a_handle!(Write);
debug_of_a_handle!(Pending);
