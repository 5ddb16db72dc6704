//! The events that have a type. Sources: the samples of the vendor's guide, and its published delivery.

use partna_types::{Amount, Currency, Network, UnixSeconds, WithdrawalNetwork};

use super::schema::payload;
use crate::Status;

payload! {
    /// Money has come in to an account. It has no reference and no time. Its session identifies it, and may be missing: then the
    /// event has no [idempotency key](crate::Verified::idempotency_key).
    Deposit {
        required {
            /// How much.
            amount: Amount = "amount",
            /// In which currency.
            currency: Currency = "currency",
            /// The account it is for.
            to_account: String = "toAccount",
            /// How far it is.
            status: Status = "status",
        }
        nullable {
            /// The merchant it is for.
            to_user: String = "toUser",
            /// The bank's name for the payment. It identifies the deposit.
            session_id: String = "sessionId",
            /// What the payer wrote.
            transaction_memo: String = "transactionMemo",
        }
        optional {}
    }
}

payload! {
    /// Money was converted. There is no status: it has happened.
    Convert {
        required {
            /// The reference of the conversion.
            transaction_reference: String = "transactionReference",
            /// How much was given.
            from_amount: Amount = "fromAmount",
            /// How much was got.
            to_amount: Amount = "toAmount",
            /// The currency that was given.
            from_currency: Currency = "fromCurrency",
            /// The currency that was got.
            to_currency: Currency = "toCurrency",
        }
        nullable {
            /// The merchant whose money it is.
            from_user: String = "fromUser",
            /// The account it is in.
            to_account: String = "toAccount",
        }
        optional {
            /// When. It is in genuine deliveries, and not in the guide.
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
            /// How much.
            amount: Amount = "amount",
            /// In which currency.
            currency: Currency = "currency",
            /// How far it is.
            status: Status = "status",
        }
        nullable {
            /// The merchant it is from.
            from_user: String = "fromUser",
            /// The merchant it is for.
            to_user: String = "toUser",
            /// The account it is from.
            from_account: String = "fromAccount",
            /// The account it is for.
            to_account: String = "toAccount",
        }
        optional {}
    }
}

payload! {
    /// Money goes out, or has gone.
    Withdrawal {
        required {
            /// The reference of the withdrawal.
            transaction_reference: String = "transactionReference",
            /// How much.
            amount: Amount = "amount",
            /// In which currency.
            currency: Currency = "currency",
            /// How far it is.
            status: Status = "status",
        }
        nullable {
            /// The merchant it is from.
            from_user: String = "fromUser",
            /// The account it is from.
            from_account: String = "fromAccount",
            /// By which network.
            network: WithdrawalNetwork = "network",
            /// Where to.
            to_address: String = "toAddress",
            /// Its hash on the chain, once there is one.
            transaction_hash: String = "transactionHash",
        }
        optional {}
    }
}

payload! {
    /// From fiat money to crypto or back. The event says which, as does [`direction`](Self::direction).
    ///
    /// A ramp of the API names accounts, one of the widget times, networks and fees; and which of them are there depends on
    /// how far it is.
    Ramp {
        required {
            /// The reference of the ramp: `rampReference` elsewhere in the API.
            transaction_reference: String = "transactionReference",
            /// How far it is.
            status: Status = "status",
        }
        nullable {
            /// How much is given.
            from_amount: Amount = "fromAmount",
            /// How much is got; before the ramp is paid, its rate may not be fixed.
            to_amount: Amount = "toAmount",
            /// The currency that is given.
            from_currency: Currency = "fromCurrency",
            /// The currency that is got.
            to_currency: Currency = "toCurrency",
        }
        optional {
            /// The merchant it is for.
            to_user: String = "toUser",
            /// The account it is for.
            to_account: String = "toAccount",
            /// The bank's name for the payment.
            session_id: String = "sessionId",
            /// What the payer wrote.
            transaction_memo: String = "transactionMemo",
            /// Its hash on the chain, once there is one.
            transaction_hash: String = "transactionHash",
            /// When.
            timestamp: UnixSeconds = "timestamp",
            /// By which network it comes.
            from_network: Network = "fromNetwork",
            /// By which network it goes.
            to_network: Network = "toNetwork",
            /// All fees, in the currency that is given.
            total_fees_in_from_currency: Amount = "totalFeesInFromCurrency",
            /// All fees, in the currency that is got.
            total_fees_in_to_currency: Amount = "totalFeesInToCurrency",
            /// Until when it can be paid.
            expire_at: UnixSeconds = "expireAt",
            /// Where it goes outside Partna: an address of a wallet, or a bank or mobile account such as
            /// `Safaricom::0726140198::::MOBILE`.
            to_external_account: String = "toExternalAccount",
            /// The wallet that it came from.
            sending_address: String = "sendingAddress",
            /// Where crypto is to be sent, of an offramp that is pending.
            payment_address: String = "paymentAddress",
        }
    }
}

payload! {
    /// A person's identity was verified, or could not be.
    ///
    /// The vendor shows no example of version 4 of its API. The fields are those of version 2. Of them only the field of the
    /// address is insisted upon, which may be empty, and that of the reason of a failure.
    Verification {
        required {}
        nullable {
            /// The person's e-mail address.
            email: String = "email",
        }
        optional {
            /// The vendor's name for the person or the attempt.
            id: String = "id",
            /// The person's first name.
            first_name: String = "firstName",
            /// The person's last name.
            last_name: String = "lastName",
            /// The merchant.
            merchant: String = "merchant",
            /// How it was done.
            verification_method: String = "verificationMethod",
            /// Why it failed. A verification that succeeded has none.
            reason: String = "reason",
        }
    }
}
