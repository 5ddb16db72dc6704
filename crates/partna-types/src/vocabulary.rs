// Made by `cargo xtask generate` from openapi/partna.json; do not edit.

use crate::open_enum::open_enum;

open_enum! {
    /// Values of `AdminRole`.
    AdminRole {
        Admin = "admin",
        Operation = "operation",
        Settings = "settings",
        View = "view",
    }
}

open_enum! {
    /// Values of `ApiKeyScope`.
    ApiKeyScope {
        GetOnly = "G",
        Master = "M",
        NoWithdrawal = "N",
        Withdrawal = "W",
    }
}

open_enum! {
    /// Values of `AnsweredAssetType`, `WithdrawalType`.
    AssetType {
        Crypto = "crypto",
        GhanaianCedis = "ghanaiancedis",
        KenyanShilling = "kenyanshilling",
        Naira = "naira",
    }
}

open_enum! {
    /// Values of `AnsweredBankAccountStatus`.
    BankAccountStatus {
        Active = "ACTIVE",
    }
}

open_enum! {
    /// Values of `AnsweredCountry`, `PhoneCountry`.
    Country {
        Ke = "KE",
        Ng = "NG",
    }
}

open_enum! {
    /// Values of `AnsweredCryptoPaymentSource`, `CryptoPaymentSource`.
    CryptoPaymentSource {
        Known = "known",
        Unknown = "unknown",
    }
}

open_enum! {
    /// Values of `AnsweredCurrency`, `AssetCurrency`, `BankAccountCurrency`, `BankCurrency`, `CollectionCurrency`, `ConversionCurrency`, `FeeCurrency`, `KycCurrency`, `MockDepositCurrency`, `MockFiatCurrency`, `RampCurrency`, `TransactionCurrency`, `TransferCurrency`, `WithdrawalCurrency`.
    Currency {
        Bnb = "BNB",
        Btc = "BTC",
        Cusd = "CUSD",
        Eth = "ETH",
        Ghs = "GHS",
        Kes = "KES",
        Ngn = "NGN",
        Usd = "USD",
        Usdc = "USDC",
        Usdj = "USDJ",
        Usdt = "USDT",
    }
}

open_enum! {
    /// Values of `AnsweredExpireAction`, `ExpireAction`.
    ExpireAction {
        Deposit = "deposit",
        UseCurrentRate = "useCurrentRate",
    }
}

open_enum! {
    /// Values of `AnsweredFeeType`, `FeeType`.
    FeeType {
        Fixed = "fixed",
        Percentage = "percentage",
    }
}

open_enum! {
    /// Values of `FiatEvent`.
    FiatEvent {
        TransferSuccess = "transfer.success",
    }
}

open_enum! {
    /// Values of `Gender`.
    Gender {
        Female = "Female",
        Male = "Male",
    }
}

open_enum! {
    /// Values of `KycDocument`.
    KycDocument {
        Bvn = "BVN",
    }
}

open_enum! {
    /// Values of `AnsweredKycStatus`.
    KycStatus {
        Verified = "verified",
    }
}

open_enum! {
    /// Values of `AnsweredMobileNetwork`, `CollectionMobileNetwork`, `MobileNetwork`.
    MobileNetwork {
        Airtel = "Airtel",
        Mtn = "MTN",
        Safaricom = "Safaricom",
        Telecel = "TELECEL",
        Telkom = "Telkom",
    }
}

open_enum! {
    /// Values of `AnsweredNetwork`, `BreakdownNetwork`, `MockDepositNetwork`, `RampNetwork`.
    Network {
        Avalanche = "avalanche",
        Base = "base",
        Binance = "binance",
        Bitcoin = "bitcoin",
        Celo = "celo",
        Ethereum = "ethereum",
        GhanaianCedis = "ghanaiancedis",
        KenyanShilling = "kenyanshilling",
        MobileMoney = "mobileMoney",
        Mpesa = "mpesa",
        Naira = "naira",
        Polygon = "polygon",
        Solana = "solana",
        Tron = "tron",
    }
}

open_enum! {
    /// Values of `PaymentNetwork`.
    PaymentNetwork {
        BuyGoods = "BUY_GOODS",
        Mobile = "MOBILE",
        Paybill = "PAYBILL",
    }
}

open_enum! {
    /// Values of `PricingAction`.
    PricingAction {
        Charge = "charge",
        Receipt = "receipt",
        Reminder = "reminder",
        Retry = "retry",
    }
}

open_enum! {
    /// Values of `AnsweredRampStatus`.
    RampStatus {
        Canceled = "canceled",
        Completed = "completed",
        Pending = "pending",
        Processing = "processing",
        Received = "received",
    }
}

open_enum! {
    /// Values of `AnsweredRampType`, `RampType`.
    RampType {
        CryptoToFiat = "cryptoToFiat",
        FiatToCrypto = "fiatToCrypto",
    }
}

open_enum! {
    /// Values of `AnsweredRegistrationType`, `RegistrationType`.
    RegistrationType {
        Closed = "closed",
        Open = "open",
    }
}

open_enum! {
    /// Values of `TransactionKind`.
    TransactionKind {
        Convert = "Convert",
        Deposit = "Deposit",
        OffRamp = "OffRamp",
        OnRamp = "OnRamp",
        Transfer = "Transfer",
        Withdraw = "Withdraw",
    }
}

open_enum! {
    /// Values of `AnsweredTransactionStatus`, `TransactionStatus`.
    TransactionStatus {
        Completed = "completed",
        Failed = "failed",
        Pending = "pending",
        Processing = "processing",
        Retried = "retried",
    }
}

open_enum! {
    /// Values of `AnsweredTransactionType`.
    TransactionType {
        InternalTransfer = "Internal Transfer",
        Transfer = "Transfer",
    }
}

open_enum! {
    /// Values of `AnsweredVerificationMethod`, `KycVerificationMethod`, `PhoneVerificationMethod`.
    VerificationMethod {
        AlternatePhone = "alternate_phone",
        BankDetails = "bankdetails",
        Email = "email",
        Phone = "phone",
        Phone1 = "phone_1",
        ReceiveOtp = "receiveotp",
        SendOtp = "sendotp",
    }
}

open_enum! {
    /// Values of `WithdrawalNetwork`.
    WithdrawalNetwork {
        BuyGoods = "BUY_GOODS",
        Mobile = "MOBILE",
        Paybill = "PAYBILL",
        Avalanche = "avalanche",
        Base = "base",
        Binance = "binance",
        Bitcoin = "bitcoin",
        Celo = "celo",
        Ethereum = "ethereum",
        Polygon = "polygon",
        Solana = "solana",
        Tron = "tron",
    }
}
