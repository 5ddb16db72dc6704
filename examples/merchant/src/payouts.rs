//! Payouts: the merchant pays naira from its own account to a bank account.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use partna_auth::types::{WithdrawalRequest, builder};
use partna_auth::{Amount, AssetType, Currency};
use serde::Deserialize;

use crate::table::{Kind, Payment};
use crate::{App, Shown};

#[derive(Deserialize)]
pub struct Payout {
    /// In naira.
    amount: Amount,
    bank_code: String,
    account_number: String,
}

type Input = (State<Arc<App>>, Path<String>, Json<Payout>);

/// `POST /payouts/ID`. It may be sent again: the same id is the same payout.
pub async fn place((State(app), Path(id), Json(payout)): Input) -> Shown {
    let Payout {
        amount,
        bank_code,
        account_number,
    } = payout;
    let kind = Kind::Payout {
        bank_code,
        account_number,
    };
    app.pay(&id, app.account.clone(), amount, kind).await
}

impl App {
    pub fn withdrawal(&self, payout: &Payment) -> builder::WithdrawalRequest {
        let mut withdrawal = WithdrawalRequest::builder();
        if let Kind::Payout {
            bank_code,
            account_number,
        } = &payout.kind
        {
            withdrawal = withdrawal
                .bank_code(bank_code)
                .account_number(account_number);
        }
        withdrawal
            .from_account(payout.account.as_str())
            .type_(AssetType::Naira)
            .currency(Currency::Ngn)
            .amount(payout.amount)
    }
}
