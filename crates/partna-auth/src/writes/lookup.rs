//! Looks up the record of a write.

use partna_client::{
    Call, Client, Error, ErrorKind, Lookup, Operation, PayIn, ResponseValue, send_and_decode, types,
};
use partna_types::tolerant::MismatchedField;
use partna_types::{Amount, RampStatus, Reference};

use crate::client::new_request;
use crate::transport::without_indices;

/// The record that the API has of a write.
///
/// It contains less data than the lost response. The record of an onramp lacks the bank account that the customer pays into, and
/// the record of a conversion lacks its rate. [`Pending::recovery`](crate::Pending::recovery) describes how to continue.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Record {
    /// A ramp, from `list_ramps`.
    Ramp(Box<types::Ramp>),
    /// A transfer, a withdrawal, a conversion or a collection, from `get_transaction`.
    Transaction(Box<types::TransactionDetails>),
}

impl Record {
    /// Returns the status as text, as the API spells it. [`is_final`](Self::is_final) and [`is_success`](Self::is_success) classify
    /// it.
    ///
    /// In rows of lists, the same status is an enum, such as [`RampStatus`].
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        match self {
            Self::Ramp(ramp) => ramp.status.as_ref().map(AsRef::as_ref),
            Self::Transaction(transaction) => transaction.status.as_ref().map(AsRef::as_ref),
        }
    }

    /// Returns whether its status is final: no other status is known to follow it. A record without a status is not final, and
    /// `canceled` is not final either: a late payment completes a canceled ramp. See [`RampStatus::is_final`].
    ///
    /// ```no_run
    /// # fn example(record: partna_auth::Record) {
    /// match (record.is_final(), record.is_success()) {
    ///     (true, true) => println!("paid"),
    ///     (true, false) => println!("not paid, and final"),
    ///     (false, _) => println!("in progress, or canceled: look it up again later"),
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.common_status().is_some_and(|it| it.is_final())
    }

    /// Returns whether the payment was made: its status is `completed`.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.common_status().is_some_and(|it| it.is_success())
    }

    /// A status has the same meaning for a ramp and a transaction.
    fn common_status(&self) -> Option<RampStatus> {
        match self {
            Self::Ramp(ramp) => ramp.status.clone(),
            Self::Transaction(transaction) => transaction.status.as_ref().map(RampStatus::from),
        }
    }

    /// Returns the amount in major units of its currency. For a ramp, it is the amount on the paying side.
    #[must_use]
    pub fn amount(&self) -> Option<Amount> {
        match self {
            Self::Ramp(ramp) => ramp.from_amount,
            Self::Transaction(transaction) => transaction.amount,
        }
    }

    /// Returns the details that the customer needs to make the payment for a ramp, if the record has them. Use it after the
    /// response of `create_ramp` was lost.
    ///
    /// ```no_run
    /// use partna_auth::{ErrorKind, PayIn, Record, Error};
    ///
    /// /// Returns where to pay; `None` if the ramp has to be replaced by another, under a new reference.
    /// fn where_to_pay(record: &Record) -> Result<Option<PayIn>, Error> {
    ///     match record.pay_in() {
    ///         Ok(pay_in) => Ok(Some(pay_in)),
    ///         Err(error) if error.kind() == ErrorKind::NotFound => Ok(None), // as for every onramp
    ///         Err(error) => Err(error), // paid or ended: the customer must not pay it now
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The errors of [`types::Ramp::pay_in`]: [`ErrorKind::NotFound`] if the record does not have the destination of the payment,
    /// [`ErrorKind::Conflict`] if the ramp is not pending. [`ErrorKind::Invalid`] for a transaction, which has no pay-in.
    pub fn pay_in(&self) -> Result<PayIn, Error> {
        match self {
            Self::Ramp(ramp) => ramp.pay_in(),
            Self::Transaction(_) => {
                let message = "pay-in details: a transaction has no pay-in details; read the status of the transaction";
                let lookup_operation = Operation::by_id("get_transaction");
                Err(Error::new(ErrorKind::Invalid, message).with_operation(lookup_operation))
            }
        }
    }
}

/// Looks up a reference with the operation that [`Operation::reference`] lists. `body` is the body of the write, since the look-up
/// may need other fields of it. Returns `None` if the API has no record.
pub(crate) async fn look_up(
    client: &Client,
    operation: &'static Operation,
    reference: &Reference,
    body: &[u8],
) -> Result<Option<Record>, Error> {
    let lookup = operation.reference.and_then(|reference| reference.lookup);
    let Some(lookup) = lookup else {
        let advice = operation
            .recovery
            .map_or("contact Partna, or compare the balances", |it| it.how);
        let message = format!("reference: no look-up is documented; {advice}");
        return Err(Error::new(ErrorKind::Unsupported, message).with_operation(Some(operation)));
    };
    let lookup_operation = Operation::by_id(lookup.operation);
    let request = lookup_request(client, lookup_operation, lookup, reference, body)?;
    let (transport, call) = (client.transport(), Call::new(request, lookup_operation));
    let is_match = |found: &Option<String>| found.as_deref() == Some(reference.as_str());
    let found = match lookup.operation {
        "list_ramps" => send_and_decode::<types::RampsResponse>(transport, call)
            .await
            .and_then(|response| {
                let absence = check_record_readable(lookup_operation, &response);
                let ramps = response.into_inner().data.unwrap_or_default().ramp_requests;
                let mut ramps = ramps.into_iter();
                // The filter by reference is documented, but the client does not rely on it: the response may contain other ramps.
                let found = ramps.find(|ramp| is_match(&ramp.ramp_reference));
                found.map_or(absence, |ramp| Ok(Some(Record::Ramp(Box::new(ramp)))))
            }),
        _ => send_and_decode::<types::TransactionDetailsResponse>(transport, call)
            .await
            .and_then(|response| {
                let absence = check_record_readable(lookup_operation, &response);
                let transaction = response.into_inner().data;
                let found = transaction.filter(|it| is_match(&it.transaction_reference));
                found.map_or(absence, |it| Ok(Some(Record::Transaction(Box::new(it)))))
            }),
    };
    match found {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        found => found,
    }
}

/// The paths of the fields that the client needs to find the record in the response of a look-up.
const RECORD_PATHS: [&str; 5] = [
    "data",
    "data.transactionReference",
    "data.rampRequests",
    "data.rampRequests[]",
    "data.rampRequests[].rampReference",
];

/// Returns the result for a response in which the record was not found: `None`, or an error if the record may be in a field that
/// cannot be read.
fn check_record_readable<T>(
    lookup_operation: Option<&'static Operation>,
    response: &ResponseValue<T>,
) -> Result<Option<Record>, Error> {
    let fields = response.mismatched_fields();
    let may_hide_record = |field: &&MismatchedField| {
        let path = without_indices(field.path());
        !field.is_converted() && !field.is_empty() && RECORD_PATHS.contains(&path.as_str())
    };
    let message = match fields.iter().find(may_hide_record) {
        Some(field) => field.to_string(),
        None if response.mismatched_count() > fields.len() => "too many fields to list".to_owned(),
        None => return Ok(None),
    };
    let message = format!(
        "the look-up: its response does not show whether the reference is on record ({message}); inspect the response of `{}`",
        lookup_operation.map_or("the look-up", |operation| operation.id)
    );
    Err(Error::new(ErrorKind::Undecodable, message).with_operation(lookup_operation))
}

fn lookup_request(
    client: &Client,
    lookup_operation: Option<&'static Operation>,
    lookup: Lookup,
    reference: &Reference,
    body: &[u8],
) -> Result<reqwest::Request, Error> {
    let lookup_operation = lookup_operation.ok_or_else(|| {
        Error::new(
            ErrorKind::Config,
            "the look-up: its operation is not in `OPERATIONS`",
        )
    })?;
    let mut request = new_request(client, lookup_operation)?;
    let fields: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let with = lookup
        .with
        .iter()
        .filter_map(|name| Some((*name, fields.get(*name)?.as_str()?)));
    let url = request.url_mut();
    url.query_pairs_mut()
        .append_pair(lookup.parameter, reference.as_str())
        .extend_pairs(with);
    Ok(request)
}
