//! What is known of an operation besides its types: the rows of the generated table.

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
    /// Its name, which is that of the client's method: `create_ramp`.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path below the base URL.
    pub path: &'static str,
    /// What it does to the world.
    pub effect: Effect,
    /// The field in which a caller names the write, for those that have one.
    pub reference: Option<ReferenceField>,
    /// What happens to a reference that was seen before.
    pub duplicates: Duplicates,
    /// What to do after its response was lost; `None` for reads.
    pub recovery: Option<Recovery>,
    /// Where it exists.
    pub environments: &'static [Environment],
    /// Whether the document asks for credentials. They are sent in any case.
    pub authenticated: bool,
    /// Letters of the key scopes that the API refuses here, sorted, as far as documented: keys that only read may only GET, and
    /// keys without withdrawals may not withdraw. Other scopes may be refused as well: the API decides.
    pub refused_scopes: &'static [&'static str],
    /// What the vendor's guide calls it, where that is another path.
    pub guide: Option<&'static str>,
    /// Members at the top level of its documented success, sorted. A response without any of them does not show that a write
    /// was accepted. Empty if the document lists none: then any JSON that says something will do.
    pub success_members: &'static [&'static str],
    /// Fields of its body and parameters that are secret, as they travel.
    pub secrets: &'static [&'static str],
    /// The documented values of its enums. Others may be sent.
    pub values: &'static [DocumentedValues],
}

/// What an operation does to the world. It decides whether a call may be repeated, and the HTTP method does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// Only reads, even if it is a POST.
    Read,
    /// Changes something although it is a GET.
    UnsafeGet,
    /// Changes something.
    Write,
}

/// The field that carries a caller's own reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReferenceField {
    /// Name of the field in the body, as it travels.
    pub field: &'static str,
    /// How the reference is found again, where that is documented.
    pub lookup: Option<Lookup>,
}

/// The operation that finds a reference again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lookup {
    /// Id of the operation.
    pub operation: &'static str,
    /// Its query parameter for the reference.
    pub parameter: &'static str,
    /// Fields of the write that go along under the same name: the API has been seen to insist on them.
    pub with: &'static [&'static str],
}

/// What happens when a reference is sent a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Duplicates {
    /// The API documents that it refuses the second.
    Rejected,
    /// Nobody knows.
    Unproven,
    /// There is no reference.
    None,
}

/// What to do after the response of a write was lost: how to find out whether the write took effect, and how to go on.
///
/// Texts name operations by their ids, and parameters and fields as they travel. Where nobody documents what happens, the text
/// says "assumed" or "nothing documents". `partna-auth`'s guide has all of them in a table.
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
    /// What to call next, with which parameters.
    pub how: &'static str,
    /// What to do if the write took effect.
    pub done: &'static str,
    /// What to do if it did not. A read that does not show a write does not prove that it never takes effect.
    pub missing: &'static str,
    /// All of it in one text, as [`Error::help`](crate::Error::help) returns it.
    pub advice: &'static str,
}

/// The values that the document lists for a field or parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentedValues {
    /// `body.currency` or `query:currency`.
    pub field: &'static str,
    /// The values, sorted.
    pub values: &'static [&'static str],
}

/// Which of the vendor's documents these bindings were last brought in line with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// Where it was published.
    pub source: &'static str,
    /// When it was published, YYYY-MM-DD.
    pub date: &'static str,
    /// SHA-256 of its bytes, in hex.
    pub sha256: &'static str,
}
