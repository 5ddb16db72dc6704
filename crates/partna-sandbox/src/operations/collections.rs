//! Collections by mobile money.

use partna_auth::Amount;
use serde::Deserialize;

use super::answer::{positive, required};
use super::deposits::{Arrival, arrive};
use super::{Answer, Call, Outcome, Refusal};
use crate::world::World;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    account_name: Option<String>,
    amount: Option<Amount>,
    currency: String,
    mobile_number: Option<String>,
    transaction_reference: Option<String>,
}

/// The customer pays at once: there is nobody here who could hesitate.
pub(super) fn initiate(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: Body = call.body()?;
    let reference = world.reference(body.transaction_reference, Refusal::reference_exists)?;
    let account = world.account_or_own(body.account_name.as_deref())?;
    let number = required("mobileNumber", body.mobile_number)?;
    let arrival = Arrival {
        account: &account,
        currency: &body.currency,
        amount: positive("amount", body.amount)?,
        from: &number,
    };
    arrive(world, &reference, &arrival)?;
    Answer::message("Deposit initiated successfully")
}
