//! Payouts: the merchant pays naira from its own account to a bank account.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use partna_auth::requests::{BankAccount, BankWithdrawal};
use partna_auth::types::{WithdrawalRequest, builder};
use partna_auth::{Amount, Currency};
use serde::{Deserialize, Serialize};

use crate::table::{Kind, Payment};
use crate::{App, Shown};

#[derive(Deserialize)]
pub struct Payout {
    /// In naira.
    amount: Amount,
    to: Bank,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bank {
    code: String,
    account: String,
}

type Input = (State<Arc<App>>, Path<String>, Json<Payout>);

/// `POST /payouts/ID`. It may be sent again: the same id is the same payout.
pub async fn place((State(app), Path(id), Json(payout)): Input) -> Shown {
    let (from, kind) = (app.account.clone(), Kind::Payout(payout.to));
    app.pay(&id, from, payout.amount, kind).await
}

impl Bank {
    pub fn withdrawal(&self, payout: &Payment) -> builder::WithdrawalRequest {
        WithdrawalRequest::to_bank(BankWithdrawal {
            from_account: &payout.account,
            currency: Currency::Ngn,
            amount: payout.amount,
            bank: BankAccount { bank_code: &self.code, account_number: &self.account },
        })
    }
}
