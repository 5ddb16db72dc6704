//! Collections by mobile money.

use partna_auth::types;

use super::fields::{positive, required};
use super::request::Call;
use super::response::{Outcome, Success};
use crate::state::{Arrival, ReferenceKind, State};

/// The customer pays at once: there is nobody here who could hesitate.
pub(super) fn initiate(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::CollectionRequest = call.body()?;
    let reference = state.reference(body.transaction_reference, ReferenceKind::Payment)?;
    let account = state.account_or_own(body.account_name.as_deref())?;
    let number = required("mobileNumber", body.mobile_number)?;
    let arrival = Arrival {
        account: &account,
        currency: body.currency.as_str(),
        amount: positive("amount", body.amount)?,
        from: &number,
    };
    state.receive_deposit(&reference, &arrival)?;
    Success::acknowledgement("Deposit initiated successfully")
}
