//! Payouts: the merchant pays naira from its own account to a bank account.

use partna::requests::{BankAccount, BankWithdrawal};
use partna::types::{WithdrawalRequest, builder};

use crate::*;

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

/// `POST /payouts/ID`. A repeated request with the same id is the same payout.
pub async fn create((Shared(app), Path(id), body): Input) -> Reply {
    let payout: Payout = serde_json::from_slice(&body)?;
    app.pay(&id, app.account.clone(), payout.amount, Kind::Payout(payout.to)).await
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
