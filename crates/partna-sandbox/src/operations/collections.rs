//! Collections by mobile money.

use partna_auth::types;

use super::fields::{positive_amount, required};
use super::operation_call::OperationCall;
use super::response::{OperationResult, Success};
use crate::state::{IncomingDeposit, ReferenceKind, State};

/// Starts a collection. The simulated customer pays immediately.
pub(super) fn initiate(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::CollectionRequest = call.body()?;
    let reference = state.new_reference(body.transaction_reference, ReferenceKind::Payment)?;
    let account = state.resolve_account(body.account_name.as_deref())?;
    let number = required("mobileNumber", body.mobile_number)?;
    let deposit = IncomingDeposit {
        account: &account,
        currency: body.currency.as_str(),
        amount: positive_amount("amount", body.amount)?,
        from: &number,
    };
    state.receive_deposit(&reference, &deposit)?;
    Success::acknowledgement("Deposit initiated successfully")
}
