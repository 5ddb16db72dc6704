//! The properties of operations: the types of the generated table.

use partna_types::Environment;

/// An operation of the API.
///
/// ```
/// use partna_client::{Effect, Operation};
///
/// let ramp = Operation::by_id("create_ramp");
/// assert_eq!(ramp.map(|ramp| ramp.effect), Some(Effect::Write));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The name of the operation and of the client's method, such as `create_ramp`.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path below the base URL.
    pub path: &'static str,
    /// Whether the operation changes state.
    pub effect: Effect,
    /// The field for the caller's reference, if the operation has one.
    pub reference: Option<ReferenceField>,
    /// How the API treats a duplicate reference.
    pub duplicates: Duplicates,
    /// The steps after a lost response; `None` for reads.
    pub recovery: Option<Recovery>,
    /// The environments that have the operation.
    pub environments: &'static [Environment],
    /// Whether the document requires credentials. The SDK sends them even if it does not.
    pub authenticated: bool,
    /// The letters of the key scopes that the API is documented to reject for this operation, sorted. A read-only key may only
    /// send GET requests, and a key without withdrawals may not withdraw. The API may reject other scopes as well.
    pub refused_scopes: &'static [&'static str],
    /// The path of the operation in the vendor's guide, if it differs from `path`.
    pub guide: Option<&'static str>,
    /// The members at the top level of the documented success, sorted. A response without any of them does not show that a write
    /// was accepted. Empty if the document lists none: then any non-empty JSON is sufficient.
    pub success_members: &'static [&'static str],
    /// The statuses with which an empty response is a success: a write is accepted if the response has one of these statuses and
    /// an empty body. Empty for every operation of Partna: its document lists some successes without content, but the API sends a
    /// body.
    pub empty_successes: &'static [u16],
    /// The secret fields of the body and the secret parameters, by their names on the wire.
    pub secrets: &'static [&'static str],
    /// The documented values of the enums in the request. Other values may be sent.
    pub values: &'static [DocumentedEnumValues],
}

/// Whether an operation changes state. This, and not the HTTP method, determines whether a call may be retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// Only reads, even if the method is POST.
    Read,
    /// Changes state although the method is GET.
    UnsafeGet,
    /// Changes state.
    Write,
}

/// The field for the caller's reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReferenceField {
    /// Name of the field in the body, on the wire.
    pub field: &'static str,
    /// How to look up the reference, if that is documented.
    pub lookup: Option<Lookup>,
}

/// The operation that looks up a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lookup {
    /// Id of the operation.
    pub operation: &'static str,
    /// The query parameter of this operation for the reference.
    pub parameter: &'static str,
    /// Fields of the write to send as parameters of the same name: the API has been observed to require them.
    pub with: &'static [&'static str],
}

/// How the API treats a reference that is sent a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Duplicates {
    /// The API documents that it rejects the second write.
    Rejected,
    /// Not documented.
    Undocumented,
    /// The operation has no reference.
    None,
}

/// The steps after the response of a write was lost: how to check whether the write took effect, and how to continue.
///
/// The texts name operations by their ids, and parameters and fields as on the wire. Undocumented behavior is marked with
/// "assumed" or "undocumented". The guide of `partna-auth` has a table of all operations.
///
/// ```
/// use partna_client::Operation;
///
/// let recovery = Operation::by_id("create_account").and_then(|operation| operation.recovery);
/// let recovery = recovery.ok_or("every write has one")?;
/// assert_eq!(recovery.check, Some("list_accounts"));
/// println!("{}", recovery.advice);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recovery {
    /// Id of the read that shows whether the write took effect; `None` if no read shows it.
    pub check: Option<&'static str>,
    /// The next call, with its parameters.
    pub how: &'static str,
    /// The next step if the write took effect.
    pub done: &'static str,
    /// The next step if the write did not take effect. A read that does not show a write does not prove that it never takes
    /// effect.
    pub missing: &'static str,
    /// All of these in one text, as [`Error::help`](crate::Error::help) returns it.
    pub advice: &'static str,
}

/// The values that the document lists for a field or parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentedEnumValues {
    /// The field or parameter, such as `body.currency` or `query:currency`.
    pub field: &'static str,
    /// The values, sorted.
    pub values: &'static [&'static str],
}

/// The version of the vendor's document that these bindings implement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VendorDocument {
    /// The published file.
    pub source: &'static str,
    /// The date on which it was published, YYYY-MM-DD.
    pub date: &'static str,
    /// SHA-256 of its bytes, in hex.
    pub sha256: &'static str,
}
