// Made by `cargo xtask generate` from openapi/partna.json; do not edit.

use crate::open_enum::open_enum;

open_enum! {
    /// A permission of an administrator.
    ///
    /// It is `AdminRole` in the API's document.
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
    /// The scope of an API key: M for everything, G for reads only, W also for withdrawals, N for everything except withdrawals.
    ///
    /// It is `ApiKeyScope` in the API's document.
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
    /// The type of an asset: crypto, or one of three fiat currencies.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `ResponseAssetType`: The type of an asset: crypto, or one of three fiat currencies.
    /// - `WithdrawalType`: The type of the asset to withdraw.
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
    /// The status of a bank account; empty for a bank account that is not set up.
    ///
    /// It is `ResponseBankAccountStatus` in the API's document.
    BankAccountStatus {
        /// `ACTIVE` on the wire.
        Active = "ACTIVE",
    }
}

open_enum! {
    /// An ISO 3166-1 alpha-2 country code.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `PhoneCountry`: ISO 3166-1 alpha-2 countries in which phone numbers can be verified.
    /// - `ResponseCountry`: An ISO 3166-1 alpha-2 country code.
    Country {
        /// `KE` on the wire.
        Ke = "KE",
        /// `NG` on the wire.
        Ng = "NG",
    }
}

open_enum! {
    /// The destination of crypto deposits: `known` is a wallet that the user specifies, `unknown` an address that the service creates.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `CryptoPaymentSource`: The destination of crypto deposits: `known` is a wallet that the user specifies, `unknown` an address that the service creates.
    /// - `ResponseCryptoPaymentSource`: The destination of crypto deposits, in responses.
    CryptoPaymentSource {
        /// `known` on the wire.
        Known = "known",
        /// `unknown` on the wire.
        Unknown = "unknown",
    }
}

open_enum! {
    /// The code of a currency: fiat money or crypto.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `AssetCurrency`: Currencies by which supported assets can be filtered.
    /// - `BankAccountCurrency`: Currencies in which a customer's bank account can be opened.
    /// - `BankCurrency`: Currencies whose banks can be listed and whose bank accounts can be resolved.
    /// - `CollectionCurrency`: Currencies in which a mobile-money deposit must be initiated.
    /// - `ConversionCurrency`: Ledger currencies that can be converted into one another. Dollar stablecoins are held as USD.
    /// - `FeeCurrency`: Currencies in which a merchant fee can be set.
    /// - `KycCurrency`: The currency that selects the country of a KYC operation: KES for Kenya, NGN for Nigeria.
    /// - `MockDepositCurrency`: Currencies of a simulated deposit.
    /// - `MockFiatCurrency`: Currencies of a simulated bank deposit.
    /// - `RampCurrency`: Currencies that a ramp converts from or to.
    /// - `ResponseCurrency`: The code of a currency: fiat money or crypto.
    /// - `TransactionCurrency`: Ledger currencies by which transactions can be filtered.
    /// - `TransferCurrency`: Ledger currencies that can be transferred between accounts.
    /// - `WithdrawalCurrency`: Currencies that can be withdrawn.
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
    /// The action for a ramp whose rate key has expired when the money arrives.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `ExpireAction`: The action for a ramp whose rate key has expired when the money arrives.
    /// - `ResponseExpireAction`: The action after a rate has expired, in responses.
    ExpireAction {
        /// `deposit` on the wire.
        Deposit = "deposit",
        /// `useCurrentRate` on the wire.
        UseCurrentRate = "useCurrentRate",
    }
}

open_enum! {
    /// The type of a merchant fee: an amount or a percentage.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `FeeType`: The type of a merchant fee: an amount or a percentage.
    /// - `ResponseFeeType`: The type of a fee, in responses: an amount or a percentage.
    FeeType {
        /// `fixed` on the wire.
        Fixed = "fixed",
        /// `percentage` on the wire.
        Percentage = "percentage",
    }
}

open_enum! {
    /// A provider event that a simulated fiat deposit can represent.
    ///
    /// It is `FiatEvent` in the API's document.
    FiatEvent {
        /// `transfer.success` on the wire.
        TransferSuccess = "transfer.success",
    }
}

open_enum! {
    /// Gender as recorded on an identity document.
    ///
    /// It is `Gender` in the API's document.
    Gender {
        /// `Female` on the wire.
        Female = "Female",
        /// `Male` on the wire.
        Male = "Male",
    }
}

open_enum! {
    /// An identity document that the API accepts when a merchant submits KYC data.
    ///
    /// It is `KycDocument` in the API's document.
    KycDocument {
        /// `BVN` on the wire.
        Bvn = "BVN",
    }
}

open_enum! {
    /// The status of a KYC record; empty until the record is complete.
    ///
    /// It is `ResponseKycStatus` in the API's document.
    KycStatus {
        /// `verified` on the wire.
        Verified = "verified",
    }
}

open_enum! {
    /// A mobile carrier in Kenya.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `CollectionMobileNetwork`: Mobile carriers that support the collection of deposits.
    /// - `MobileNetwork`: A mobile carrier in Kenya.
    /// - `ResponseMobileNetwork`: A mobile carrier, in responses.
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
    /// A blockchain or fiat rail that transports money.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `BreakdownNetwork`: Blockchains and fiat rails that a breakdown accepts for the pay-in. `base` is missing only from this list.
    /// - `MockDepositNetwork`: Blockchains and fiat rails of a simulated deposit.
    /// - `RampNetwork`: Blockchains and fiat rails for the pay-in or payout of a ramp.
    /// - `ResponseNetwork`: A blockchain or fiat rail that transports money.
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
    /// A mobile-money rail in Kenya.
    ///
    /// It is `PaymentNetwork` in the API's document.
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
    /// The billing step that a pricing trigger starts.
    ///
    /// It is `PricingAction` in the API's document.
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
    /// The status of a ramp. `canceled` is spelled with one l.
    ///
    /// It is `ResponseRampStatus` in the API's document.
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
    /// Direction of a ramp: `fiatToCrypto` is an onramp, `cryptoToFiat` an offramp.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `RampType`: Direction of a ramp: `fiatToCrypto` is an onramp, `cryptoToFiat` an offramp.
    /// - `ResponseRampType`: The direction of a ramp, in responses.
    RampType {
        /// `cryptoToFiat` on the wire.
        CryptoToFiat = "cryptoToFiat",
        /// `fiatToCrypto` on the wire.
        FiatToCrypto = "fiatToCrypto",
    }
}

open_enum! {
    /// The registration type of a merchant: whether customers may register their own accounts.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `RegistrationType`: The registration type of a merchant: whether customers may register their own accounts.
    /// - `ResponseRegistrationType`: The registration type of a merchant, in responses.
    RegistrationType {
        /// `closed` on the wire.
        Closed = "closed",
        /// `open` on the wire.
        Open = "open",
    }
}

open_enum! {
    /// A kind of transaction by which the list is filtered. This is not `TransactionType`, which is in responses. Its values are documented only for the filter: compare the text of a response.
    ///
    /// It is `TransactionKind` in the API's document.
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
    /// The status of a transaction.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `ResponseTransactionStatus`: The status of a transaction, in responses.
    /// - `TransactionStatus`: The status of a transaction.
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
    /// The kind of a transaction in responses. This is not `TransactionKind`, by which the list is filtered. Responses may contain texts other than these two values: compare the text with `as_str()`.
    ///
    /// It is `ResponseTransactionType` in the API's document.
    TransactionType {
        /// `Internal Transfer` on the wire.
        InternalTransfer = "Internal Transfer",
        /// `Transfer` on the wire.
        Transfer = "Transfer",
    }
}

open_enum! {
    /// A method to prove that a BVN or a phone number belongs to a customer.
    ///
    /// These components of the API's document are of this type:
    ///
    /// - `KycVerificationMethod`: Methods by which a customer proves ownership of a BVN or a phone number.
    /// - `PhoneVerificationMethod`: The methods to verify a phone number: the API sends the code, or the customer sends it.
    /// - `ResponseVerificationMethod`: A method to prove that a BVN or a phone number belongs to a customer.
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
    /// A blockchain for crypto withdrawals, or a mobile-money rail for withdrawals in KES.
    ///
    /// It is `WithdrawalNetwork` in the API's document.
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
