//! The payloads of events. Sources: the samples of the vendor's guide, and its published delivery.

use partna_types::{Amount, Currency, Network, UnixSeconds, WithdrawalNetwork};

use super::schema::payload;
use crate::Status;

payload! {
    /// Money has arrived in an account. The event has no reference and no time. The session identifies it, and may be missing:
    /// then the event has no [idempotency key](crate::Verified::idempotency_key).
    Deposit {
        required {
            /// The amount.
            amount: Amount = "amount",
            /// The currency.
            currency: Currency = "currency",
            /// The recipient account.
            to_account: String = "toAccount",
            /// The status.
            status: Status = "status",
        }
        nullable {
            /// The recipient merchant.
            to_user: String = "toUser",
            /// The bank's identifier of the payment. It identifies the deposit.
            session_id: String = "sessionId",
            /// The payer's memo.
            transaction_memo: String = "transactionMemo",
        }
        optional {}
    }
}

payload! {
    /// Money was converted. The event has no status: the conversion is complete.
    Convert {
        required {
            /// The reference of the conversion.
            transaction_reference: String = "transactionReference",
            /// The sold amount.
            from_amount: Amount = "fromAmount",
            /// The bought amount.
            to_amount: Amount = "toAmount",
            /// The sold currency.
            from_currency: Currency = "fromCurrency",
            /// The bought currency.
            to_currency: Currency = "toCurrency",
        }
        nullable {
            /// The merchant.
            from_user: String = "fromUser",
            /// The account.
            to_account: String = "toAccount",
        }
        optional {
            /// The time. It is in genuine deliveries, but not in the guide.
            timestamp: UnixSeconds = "timestamp",
        }
    }
}

payload! {
    /// Money was moved between two accounts.
    Transfer {
        required {
            /// The reference of the transfer.
            transaction_reference: String = "transactionReference",
            /// The amount.
            amount: Amount = "amount",
            /// The currency.
            currency: Currency = "currency",
            /// The status.
            status: Status = "status",
        }
        nullable {
            /// The sending merchant.
            from_user: String = "fromUser",
            /// The recipient merchant.
            to_user: String = "toUser",
            /// The sending account.
            from_account: String = "fromAccount",
            /// The recipient account.
            to_account: String = "toAccount",
        }
        optional {}
    }
}

payload! {
    /// Money is being withdrawn, or was withdrawn.
    Withdrawal {
        required {
            /// The reference of the withdrawal.
            transaction_reference: String = "transactionReference",
            /// The amount.
            amount: Amount = "amount",
            /// The currency.
            currency: Currency = "currency",
            /// The status.
            status: Status = "status",
        }
        nullable {
            /// The sending merchant.
            from_user: String = "fromUser",
            /// The sending account.
            from_account: String = "fromAccount",
            /// The network.
            network: WithdrawalNetwork = "network",
            /// The destination.
            to_address: String = "toAddress",
            /// The transaction hash on the chain, when it exists.
            transaction_hash: String = "transactionHash",
        }
        optional {}
    }
}

payload! {
    /// A ramp from fiat money to crypto or back. The type of the event and [`direction`](Self::direction) have the direction.
    ///
    /// A ramp of the API has accounts; a ramp of the widget has times, networks and fees. Which fields are present also depends
    /// on the status.
    Ramp {
        required {
            /// The reference of the ramp: `rampReference` elsewhere in the API.
            transaction_reference: String = "transactionReference",
            /// The status.
            status: Status = "status",
        }
        nullable {
            /// The amount paid in.
            from_amount: Amount = "fromAmount",
            /// The amount paid out. The rate may not be fixed before the ramp is paid.
            to_amount: Amount = "toAmount",
            /// The currency paid in.
            from_currency: Currency = "fromCurrency",
            /// The currency paid out.
            to_currency: Currency = "toCurrency",
        }
        optional {
            /// The recipient merchant.
            to_user: String = "toUser",
            /// The recipient account.
            to_account: String = "toAccount",
            /// The bank's identifier of the payment.
            session_id: String = "sessionId",
            /// The payer's memo.
            transaction_memo: String = "transactionMemo",
            /// The transaction hash on the chain, when it exists.
            transaction_hash: String = "transactionHash",
            /// The time.
            timestamp: UnixSeconds = "timestamp",
            /// The network of the incoming money.
            from_network: Network = "fromNetwork",
            /// The network of the outgoing money.
            to_network: Network = "toNetwork",
            /// The total of all fees, in the currency paid in.
            total_fees_in_from_currency: Amount = "totalFeesInFromCurrency",
            /// The total of all fees, in the currency paid out.
            total_fees_in_to_currency: Amount = "totalFeesInToCurrency",
            /// The end of the payment period.
            expire_at: UnixSeconds = "expireAt",
            /// The destination outside of Partna: a wallet address, or a bank or mobile account such as
            /// `Safaricom::0726140198::::MOBILE`.
            to_external_account: String = "toExternalAccount",
            /// The sending wallet.
            sending_address: String = "sendingAddress",
            /// The deposit address of a pending offramp.
            payment_address: String = "paymentAddress",
        }
    }
}

payload! {
    /// A person's identity was verified, or could not be.
    ///
    /// The vendor has no example for version 4 of its API. The fields are those of version 2. Only `email` is required, which may
    /// be empty, and `reason` of a failure.
    KycVerification {
        required {}
        nullable {
            /// The person's e-mail address.
            email: String = "email",
        }
        optional {
            /// The vendor's identifier of the person or the attempt.
            id: String = "id",
            /// The person's first name.
            first_name: String = "firstName",
            /// The person's last name.
            last_name: String = "lastName",
            /// The merchant.
            merchant: String = "merchant",
            /// The method of the verification.
            verification_method: String = "verificationMethod",
            /// The reason of a failure. A successful verification has none.
            reason: String = "reason",
        }
    }
}
