//! Bodies with a missing or wrong field: the error contains the field.

use partna_auth::requests::{
    AccountTransfer, BankAccount, BankWithdrawal, ChainWithdrawal, Conversion, CryptoAddress,
    ExchangeAmount, FiatPayIn, MobileCollection, MobilePayer, MobileWithdrawal, MockDeposit,
    MockRampPayment, OfframpToBank, OfframpToMobile, Onramp,
};
use partna_auth::types::{
    CollectionRequest, ConversionRequest, KycMethodRequest, KycRequest, MockDepositRequest,
    MockFiatDepositRequest, RampRequest, ResolveBankAccountRequest, SettingsRequest,
    TransferRequest, WebhookRequest, WithdrawalRequest,
};
use partna_auth::{
    Currency, Error, ErrorKind, FeeType, MobileNetwork, Network, Secret, VerificationMethod,
};

use super::{BANK, EXTERNAL_ADDRESS, Result, phone, wallet};

/// Builds a body with each of these texts empty in turn, and collects the errors.
macro_rules! each_field_empty {
    ($errors:ident, $constructor:expr, $fields:expr; $($($member:ident).+ => $field:literal),* $(,)?) => {
        $(for blank in ["", " \t"] {
            let mut fields = $fields;
            fields.$($member).+ = blank;
            $errors.push(($field, $constructor(fields).build().map(drop)));
        })*
    };
}

fn onramp() -> Onramp<'static> {
    Onramp {
        account_name: "amina01",
        pay_in: FiatPayIn::Naira,
        amount: ExchangeAmount::From(20_000.into()),
        pay_out: wallet(EXTERNAL_ADDRESS),
        rate_key: "key",
    }
}

fn to_bank() -> OfframpToBank<'static> {
    OfframpToBank {
        account_name: "amina01",
        currency: Currency::Usdt,
        network: Network::Tron,
        amount: ExchangeAmount::From(5.into()),
        bank: BANK,
        rate_key: "key",
    }
}

pub fn to_mobile() -> OfframpToMobile<'static> {
    OfframpToMobile {
        account_name: "njeri01",
        currency: Currency::Usdc,
        network: Network::Celo,
        amount: ExchangeAmount::From(5.into()),
        recipient: phone(),
        rate_key: "key",
    }
}

fn bank_withdrawal() -> BankWithdrawal<'static> {
    BankWithdrawal {
        from_account: "amina01",
        currency: Currency::Ngn,
        amount: 400.into(),
        bank: BANK,
    }
}

fn chain_withdrawal() -> ChainWithdrawal<'static> {
    ChainWithdrawal {
        from_account: "amina01",
        amount: 12.into(),
        to: wallet(EXTERNAL_ADDRESS),
    }
}

type Built = std::result::Result<(), Error>;

fn expect_named(errors: Vec<(&'static str, Built)>) -> Result {
    for (field, built) in errors {
        let error = built.err().ok_or_else(|| format!("{field}: accepted"))?;
        assert_eq!(error.kind(), ErrorKind::Invalid, "{field}");
        let text = error.to_string();
        assert!(text.contains(&format!("`{field}`")), "{field}: {text}");
    }
    Ok(())
}

#[test]
fn empty_text_is_rejected_with_the_field() -> Result {
    let mut errors = Vec::new();
    each_field_empty!(errors, RampRequest::onramp, onramp();
        account_name => "account_name", rate_key => "rate_key", pay_out.address => "crypto_address");
    for phone_id in ["", " "] {
        let pay_in = FiatPayIn::KenyanShilling { phone_id };
        let built = RampRequest::onramp(Onramp { pay_in, ..onramp() }).build();
        errors.push(("phone_id", built.map(drop)));
    }
    each_field_empty!(errors, RampRequest::offramp_to_bank, to_bank();
        account_name => "account_name", rate_key => "rate_key", bank.bank_code => "bank_code",
        bank.account_number => "account_number");
    each_field_empty!(errors, RampRequest::offramp_to_mobile, to_mobile();
        account_name => "account_name", rate_key => "rate_key", recipient.shortcode => "shortcode");
    each_field_empty!(errors, WithdrawalRequest::to_bank, bank_withdrawal();
        from_account => "from_account", bank.bank_code => "bank_code", bank.account_number => "account_number");
    each_field_empty!(errors, WithdrawalRequest::to_mobile,
        MobileWithdrawal { from_account: "njeri01", amount: 650.into(), recipient: phone() };
        from_account => "from_account", recipient.shortcode => "shortcode");
    each_field_empty!(errors, WithdrawalRequest::to_chain, chain_withdrawal();
        from_account => "from_account", to.address => "address");
    each_field_empty!(errors, TransferRequest::between,
        AccountTransfer { from_account: "amina01", to_account: "bello02", currency: Currency::Usd, amount: 1.into() };
        from_account => "from_account", to_account => "to_account");
    each_field_empty!(errors, ConversionRequest::at_rate,
        Conversion {
            account_name: "amina01",
            from_currency: Currency::Ngn,
            to_currency: Currency::Usd,
            amount: ExchangeAmount::To(1.into()),
            rate_key: "key",
        };
        account_name => "account_name", rate_key => "rate_key");
    each_field_empty!(errors, MockDepositRequest::to_account,
        MockDeposit { account_name: "a1", currency: Currency::Usdt, network: Network::Tron, amount: 1.into() };
        account_name => "account_name");
    each_field_empty!(errors, MockDepositRequest::for_ramp,
        MockRampPayment {
            account_name: "a1",
            reference: "a1",
            currency: Currency::Usdt,
            network: Network::Tron,
            amount: 1.into(),
        };
        account_name => "account_name", reference => "reference");
    expect_named(errors)
}

#[test]
fn empty_argument_is_rejected_with_the_field() -> Result {
    let mut errors: Vec<(&'static str, Built)> = Vec::new();
    let kenyan = |number| MobilePayer::Kenya {
        mobile_number: number,
    };
    let ghanaian = |number| MobilePayer::Ghana {
        mobile_network: MobileNetwork::Mtn,
        mobile_number: number,
    };
    let collect = |account_name, payer| {
        CollectionRequest::from_mobile(MobileCollection {
            account_name,
            amount: 80.into(),
            payer,
        })
    };
    let code = VerificationMethod::Phone1;
    for empty in ["", " "] {
        let bvn = Secret::from("22222222222");
        let no_number = BankAccount {
            account_number: empty,
            ..BANK
        };
        let no_code = BankAccount {
            bank_code: empty,
            ..BANK
        };
        errors.extend([
            (
                "account_name",
                collect(empty, kenyan("07")).build().map(drop),
            ),
            (
                "mobile_number",
                collect("a1", kenyan(empty)).build().map(drop),
            ),
            (
                "mobile_number",
                collect("a1", ghanaian(empty)).build().map(drop),
            ),
            (
                "account_name",
                KycRequest::nigeria(empty, bvn.clone()).build().map(drop),
            ),
            (
                "account_name",
                KycRequest::kenya(empty, MobileNetwork::Airtel, "07")
                    .build()
                    .map(drop),
            ),
            (
                "kes_shortcode",
                KycRequest::kenya("a1", MobileNetwork::Airtel, empty)
                    .build()
                    .map(drop),
            ),
            (
                "account_name",
                KycMethodRequest::by_code(empty, Currency::Ngn, code.clone())
                    .build()
                    .map(drop),
            ),
            (
                "account_name",
                KycMethodRequest::by_bank_account(empty, BANK)
                    .build()
                    .map(drop),
            ),
            (
                "account_number",
                KycMethodRequest::by_bank_account("a1", no_number)
                    .build()
                    .map(drop),
            ),
            (
                "bank_code",
                KycMethodRequest::by_bank_account("a1", no_code)
                    .build()
                    .map(drop),
            ),
            (
                "account_number",
                ResolveBankAccountRequest::bank(Currency::Ngn, no_number)
                    .build()
                    .map(drop),
            ),
            (
                "bank_code",
                ResolveBankAccountRequest::bank(Currency::Ngn, no_code)
                    .build()
                    .map(drop),
            ),
            (
                "account_name",
                MockFiatDepositRequest::naira(empty, 1).build().map(drop),
            ),
            (
                "amount",
                MockFiatDepositRequest::naira("a1", "ten").build().map(drop),
            ),
            (
                "fee_amount",
                SettingsRequest::fee(FeeType::Fixed, empty, Currency::Usd)
                    .build()
                    .map(drop),
            ),
            ("url", WebhookRequest::deliver_to(empty).build().map(drop)),
        ]);
    }
    expect_named(errors)
}

#[test]
fn empty_bvn_is_rejected_with_the_field() -> Result {
    let built = KycRequest::nigeria("a1", Secret::from(" ")).build();
    expect_named(vec![("bvn", built.map(drop))])
}

#[test]
fn fiat_currency_for_crypto_is_rejected_with_the_field() -> Result {
    let mut errors: Vec<(&'static str, Built)> = Vec::new();
    for currency in [Currency::Ngn, Currency::Kes, Currency::Ghs, "ngn".into()] {
        let pay_out = CryptoAddress {
            currency: currency.clone(),
            ..wallet(EXTERNAL_ADDRESS)
        };
        let to = pay_out.clone();
        let offramp = OfframpToBank {
            currency: currency.clone(),
            ..to_bank()
        };
        let mobile = OfframpToMobile {
            currency,
            ..to_mobile()
        };
        errors.extend([
            (
                "to_currency",
                RampRequest::onramp(Onramp {
                    pay_out,
                    ..onramp()
                })
                .build()
                .map(drop),
            ),
            (
                "from_currency",
                RampRequest::offramp_to_bank(offramp).build().map(drop),
            ),
            (
                "from_currency",
                RampRequest::offramp_to_mobile(mobile).build().map(drop),
            ),
            (
                "currency",
                WithdrawalRequest::to_chain(ChainWithdrawal {
                    to,
                    ..chain_withdrawal()
                })
                .build()
                .map(drop),
            ),
        ]);
    }
    for network in [
        Network::Naira,
        Network::KenyanShilling,
        Network::Mpesa,
        "mobilemoney".into(),
    ] {
        let pay_out = CryptoAddress {
            network: network.clone(),
            ..wallet(EXTERNAL_ADDRESS)
        };
        let to = pay_out.clone();
        let offramp = OfframpToBank {
            network: network.clone(),
            ..to_bank()
        };
        let mobile = OfframpToMobile {
            network,
            ..to_mobile()
        };
        errors.extend([
            (
                "to_network",
                RampRequest::onramp(Onramp {
                    pay_out,
                    ..onramp()
                })
                .build()
                .map(drop),
            ),
            (
                "from_network",
                RampRequest::offramp_to_bank(offramp).build().map(drop),
            ),
            (
                "from_network",
                RampRequest::offramp_to_mobile(mobile).build().map(drop),
            ),
            (
                "network",
                WithdrawalRequest::to_chain(ChainWithdrawal {
                    to,
                    ..chain_withdrawal()
                })
                .build()
                .map(drop),
            ),
        ]);
    }
    expect_named(errors)
}

#[test]
fn currency_without_bank_payouts_is_rejected() -> Result {
    let currencies = [Currency::Kes, Currency::Usdt, Currency::Usd, "ZMW".into()];
    let errors = currencies.map(|currency| {
        let withdrawal = BankWithdrawal {
            currency,
            ..bank_withdrawal()
        };
        (
            "type_",
            WithdrawalRequest::to_bank(withdrawal).build().map(drop),
        )
    });
    expect_named(errors.into())
}

#[test]
fn bank_account_method_without_an_account_is_rejected() -> Result {
    for method in [VerificationMethod::BankDetails, "bankdetails".into()] {
        let built = KycMethodRequest::by_code("a1", Currency::Ngn, method).build();
        expect_named(vec![("verification_method", built.map(drop))])?;
    }
    Ok(())
}

#[test]
fn later_setter_replaces_an_invalid_constructor_value() -> Result {
    let bank = BankAccount {
        bank_code: "",
        ..BANK
    };
    let withdrawal = BankWithdrawal {
        bank,
        ..bank_withdrawal()
    };
    let built = WithdrawalRequest::to_bank(withdrawal)
        .bank_code("")
        .build()?;
    assert_eq!(built.bank_code.as_deref(), Some(""));
    Ok(())
}
