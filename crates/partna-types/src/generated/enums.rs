// Made by `cargo xtask generate` from openapi/partna.json; do not edit.

use crate::open_enum::open_enum;

open_enum! {
    /// Values of `AdminRole`.
    AdminRole {
        /// `admin` on the wire.
        Admin = "admin",
        /// `operation` on the wire.
        Operation = "operation",
        /// `settings` on the wire.
        Settings = "settings",
        /// `view` on the wire.
        View = "view",
    }
}

open_enum! {
    /// Values of `ApiKeyScope`.
    ApiKeyScope {
        /// `G` on the wire.
        GetOnly = "G",
        /// `M` on the wire.
        Master = "M",
        /// `N` on the wire.
        NoWithdrawal = "N",
        /// `W` on the wire.
        Withdrawal = "W",
    }
}

open_enum! {
    /// Values of `AnsweredAssetType`, `WithdrawalType`.
    AssetType {
        /// `crypto` on the wire.
        Crypto = "crypto",
        /// `ghanaiancedis` on the wire.
        GhanaianCedis = "ghanaiancedis",
        /// `kenyanshilling` on the wire.
        KenyanShilling = "kenyanshilling",
        /// `naira` on the wire.
        Naira = "naira",
    }
}

open_enum! {
    /// Values of `AnsweredBankAccountStatus`.
    BankAccountStatus {
        /// `ACTIVE` on the wire.
        Active = "ACTIVE",
    }
}

open_enum! {
    /// Values of `AnsweredCountry`, `PhoneCountry`.
    Country {
        /// `KE` on the wire.
        Ke = "KE",
        /// `NG` on the wire.
        Ng = "NG",
    }
}

open_enum! {
    /// Values of `AnsweredCryptoPaymentSource`, `CryptoPaymentSource`.
    CryptoPaymentSource {
        /// `known` on the wire.
        Known = "known",
        /// `unknown` on the wire.
        Unknown = "unknown",
    }
}

open_enum! {
    /// Values of `AnsweredCurrency`, `AssetCurrency`, `BankAccountCurrency`, `BankCurrency`, `CollectionCurrency`, `ConversionCurrency`, `FeeCurrency`, `KycCurrency`, `MockDepositCurrency`, `MockFiatCurrency`, `RampCurrency`, `TransactionCurrency`, `TransferCurrency`, `WithdrawalCurrency`.
    Currency {
        /// `BNB` on the wire.
        Bnb = "BNB",
        /// `BTC` on the wire.
        Btc = "BTC",
        /// `CUSD` on the wire.
        Cusd = "CUSD",
        /// `ETH` on the wire.
        Eth = "ETH",
        /// `GHS` on the wire.
        Ghs = "GHS",
        /// `KES` on the wire.
        Kes = "KES",
        /// `NGN` on the wire.
        Ngn = "NGN",
        /// `USD` on the wire.
        Usd = "USD",
        /// `USDC` on the wire.
        Usdc = "USDC",
        /// `USDJ` on the wire.
        Usdj = "USDJ",
        /// `USDT` on the wire.
        Usdt = "USDT",
    }
}

open_enum! {
    /// Values of `AnsweredExpireAction`, `ExpireAction`.
    ExpireAction {
        /// `deposit` on the wire.
        Deposit = "deposit",
        /// `useCurrentRate` on the wire.
        UseCurrentRate = "useCurrentRate",
    }
}

open_enum! {
    /// Values of `AnsweredFeeType`, `FeeType`.
    FeeType {
        /// `fixed` on the wire.
        Fixed = "fixed",
        /// `percentage` on the wire.
        Percentage = "percentage",
    }
}

open_enum! {
    /// Values of `FiatEvent`.
    FiatEvent {
        /// `transfer.success` on the wire.
        TransferSuccess = "transfer.success",
    }
}

open_enum! {
    /// Values of `Gender`.
    Gender {
        /// `Female` on the wire.
        Female = "Female",
        /// `Male` on the wire.
        Male = "Male",
    }
}

open_enum! {
    /// Values of `KycDocument`.
    KycDocument {
        /// `BVN` on the wire.
        Bvn = "BVN",
    }
}

open_enum! {
    /// Values of `AnsweredKycStatus`.
    KycStatus {
        /// `verified` on the wire.
        Verified = "verified",
    }
}

open_enum! {
    /// Values of `AnsweredMobileNetwork`, `CollectionMobileNetwork`, `MobileNetwork`.
    MobileNetwork {
        /// `Airtel` on the wire.
        Airtel = "Airtel",
        /// `MTN` on the wire.
        Mtn = "MTN",
        /// `Safaricom` on the wire.
        Safaricom = "Safaricom",
        /// `TELECEL` on the wire.
        Telecel = "TELECEL",
        /// `Telkom` on the wire.
        Telkom = "Telkom",
    }
}

open_enum! {
    /// Values of `AnsweredNetwork`, `BreakdownNetwork`, `MockDepositNetwork`, `RampNetwork`.
    Network {
        /// `avalanche` on the wire.
        Avalanche = "avalanche",
        /// `base` on the wire.
        Base = "base",
        /// `binance` on the wire.
        Binance = "binance",
        /// `bitcoin` on the wire.
        Bitcoin = "bitcoin",
        /// `celo` on the wire.
        Celo = "celo",
        /// `ethereum` on the wire.
        Ethereum = "ethereum",
        /// `ghanaiancedis` on the wire.
        GhanaianCedis = "ghanaiancedis",
        /// `kenyanshilling` on the wire.
        KenyanShilling = "kenyanshilling",
        /// `mobileMoney` on the wire.
        MobileMoney = "mobileMoney",
        /// `mpesa` on the wire.
        Mpesa = "mpesa",
        /// `naira` on the wire.
        Naira = "naira",
        /// `polygon` on the wire.
        Polygon = "polygon",
        /// `solana` on the wire.
        Solana = "solana",
        /// `tron` on the wire.
        Tron = "tron",
    }
}

open_enum! {
    /// Values of `PaymentNetwork`.
    PaymentNetwork {
        /// `BUY_GOODS` on the wire.
        BuyGoods = "BUY_GOODS",
        /// `MOBILE` on the wire.
        Mobile = "MOBILE",
        /// `PAYBILL` on the wire.
        Paybill = "PAYBILL",
    }
}

open_enum! {
    /// Values of `PricingAction`.
    PricingAction {
        /// `charge` on the wire.
        Charge = "charge",
        /// `receipt` on the wire.
        Receipt = "receipt",
        /// `reminder` on the wire.
        Reminder = "reminder",
        /// `retry` on the wire.
        Retry = "retry",
    }
}

open_enum! {
    /// Values of `AnsweredRampStatus`.
    RampStatus {
        /// `canceled` on the wire.
        Canceled = "canceled",
        /// `completed` on the wire.
        Completed = "completed",
        /// `pending` on the wire.
        Pending = "pending",
        /// `processing` on the wire.
        Processing = "processing",
        /// `received` on the wire.
        Received = "received",
    }
}

open_enum! {
    /// Values of `AnsweredRampType`, `RampType`.
    RampType {
        /// `cryptoToFiat` on the wire.
        CryptoToFiat = "cryptoToFiat",
        /// `fiatToCrypto` on the wire.
        FiatToCrypto = "fiatToCrypto",
    }
}

open_enum! {
    /// Values of `AnsweredRegistrationType`, `RegistrationType`.
    RegistrationType {
        /// `closed` on the wire.
        Closed = "closed",
        /// `open` on the wire.
        Open = "open",
    }
}

open_enum! {
    /// Values of `TransactionKind`.
    TransactionKind {
        /// `Convert` on the wire.
        Convert = "Convert",
        /// `Deposit` on the wire.
        Deposit = "Deposit",
        /// `OffRamp` on the wire.
        OffRamp = "OffRamp",
        /// `OnRamp` on the wire.
        OnRamp = "OnRamp",
        /// `Transfer` on the wire.
        Transfer = "Transfer",
        /// `Withdraw` on the wire.
        Withdraw = "Withdraw",
    }
}

open_enum! {
    /// Values of `AnsweredTransactionStatus`, `TransactionStatus`.
    TransactionStatus {
        /// `completed` on the wire.
        Completed = "completed",
        /// `failed` on the wire.
        Failed = "failed",
        /// `pending` on the wire.
        Pending = "pending",
        /// `processing` on the wire.
        Processing = "processing",
        /// `retried` on the wire.
        Retried = "retried",
    }
}

open_enum! {
    /// Values of `AnsweredTransactionType`.
    TransactionType {
        /// `Internal Transfer` on the wire.
        InternalTransfer = "Internal Transfer",
        /// `Transfer` on the wire.
        Transfer = "Transfer",
    }
}

open_enum! {
    /// Values of `AnsweredVerificationMethod`, `KycVerificationMethod`, `PhoneVerificationMethod`.
    VerificationMethod {
        /// `alternate_phone` on the wire.
        AlternatePhone = "alternate_phone",
        /// `bankdetails` on the wire.
        BankDetails = "bankdetails",
        /// `email` on the wire.
        Email = "email",
        /// `phone` on the wire.
        Phone = "phone",
        /// `phone_1` on the wire.
        Phone1 = "phone_1",
        /// `receiveotp` on the wire.
        ReceiveOtp = "receiveotp",
        /// `sendotp` on the wire.
        SendOtp = "sendotp",
    }
}

open_enum! {
    /// Values of `WithdrawalNetwork`.
    WithdrawalNetwork {
        /// `BUY_GOODS` on the wire.
        BuyGoods = "BUY_GOODS",
        /// `MOBILE` on the wire.
        Mobile = "MOBILE",
        /// `PAYBILL` on the wire.
        Paybill = "PAYBILL",
        /// `avalanche` on the wire.
        Avalanche = "avalanche",
        /// `base` on the wire.
        Base = "base",
        /// `binance` on the wire.
        Binance = "binance",
        /// `bitcoin` on the wire.
        Bitcoin = "bitcoin",
        /// `celo` on the wire.
        Celo = "celo",
        /// `ethereum` on the wire.
        Ethereum = "ethereum",
        /// `polygon` on the wire.
        Polygon = "polygon",
        /// `solana` on the wire.
        Solana = "solana",
        /// `tron` on the wire.
        Tron = "tron",
    }
}
