//! The body on the wire for each constructor.

use std::fmt::Write;

use partna_auth::requests::{
    AccountTransfer, BankWithdrawal, ChainWithdrawal, Conversion, ExchangeAmount, FiatPayIn,
    MobileCollection, MobilePayer, MobileWithdrawal, MockDeposit, MockRampPayment, OfframpToBank,
    OfframpToMobile, Onramp,
};
use partna_auth::types::{
    CollectionRequest, ConversionRequest, KycMethodRequest, KycRequest, MockDepositRequest,
    MockFiatDepositRequest, RampBreakdownRequest, RampRequest, ResolveBankAccountRequest,
    SettingsRequest, TransferRequest, WebhookRequest, WithdrawalRequest,
};
use partna_auth::{
    Currency, ExpireAction, FeeType, MobileNetwork, Network, Secret, VerificationMethod,
};
use partna_tests::{builder, snapshots};
use wiremock::MockServer;

use super::{BANK, EXTERNAL_ADDRESS, Result, phone, wallet};

/// Sends each body with its operation. The response is a 404, which is ignored.
macro_rules! send {
    ($partna:ident, $($operation:ident($body:expr)),* $(,)?) => {
        $($partna.$operation().body($body).send().await.err().ok_or("accepted")?;)*
    };
}

#[tokio::test]
async fn each_constructor_sends_the_documented_body() -> Result {
    let server = MockServer::start().await;
    let partna = builder(&server.uri())?.build().await?;
    let naira = Onramp {
        account_name: "amina01",
        pay_in: FiatPayIn::Naira,
        amount: ExchangeAmount::From(20_000.into()),
        pay_out: wallet(EXTERNAL_ADDRESS),
        rate_key: "key",
    };
    let shillings = Onramp {
        pay_in: FiatPayIn::KenyanShilling { phone_id: "p1" },
        amount: ExchangeAmount::To("5.50".parse()?),
        ..naira.clone()
    };
    let to_bank = OfframpToBank {
        account_name: "amina01",
        currency: Currency::Usdt,
        network: Network::Tron,
        amount: ExchangeAmount::From(5.into()),
        bank: BANK,
        rate_key: "key",
    };
    let to_mobile = OfframpToMobile {
        account_name: "njeri01",
        currency: Currency::Usdc,
        network: Network::Celo,
        amount: ExchangeAmount::To(650.into()),
        recipient: phone(),
        rate_key: "key",
    };
    let later = RampRequest::offramp_to_bank(to_bank.clone()).expire_action(ExpireAction::Deposit);
    send!(
        partna,
        create_ramp(RampRequest::onramp(naira.clone())),
        create_ramp(RampRequest::onramp(shillings)),
        create_ramp(later.cancel_pending_ramp_request(true)),
        create_ramp(RampRequest::offramp_to_mobile(to_mobile)),
        get_ramp_breakdown(RampBreakdownRequest::of_ramp(
            &RampRequest::onramp(naira).build()?
        )),
        get_ramp_breakdown(RampBreakdownRequest::of_ramp(
            &RampRequest::offramp_to_bank(to_bank).build()?
        )),
    );
    let withdrawal = |currency| BankWithdrawal {
        from_account: "amina01",
        currency,
        amount: 400.into(),
        bank: BANK,
    };
    send!(
        partna,
        create_withdrawal(WithdrawalRequest::to_bank(withdrawal(Currency::Ngn))),
        create_withdrawal(WithdrawalRequest::to_bank(withdrawal(Currency::Ghs))),
        create_withdrawal(WithdrawalRequest::to_mobile(MobileWithdrawal {
            from_account: "njeri01",
            amount: 650.into(),
            recipient: phone(),
        })),
        create_withdrawal(WithdrawalRequest::to_chain(ChainWithdrawal {
            from_account: "amina01",
            amount: "12.25".parse()?,
            to: wallet(EXTERNAL_ADDRESS),
        })),
    );
    let collection = |payer| MobileCollection {
        account_name: "amina01",
        amount: 80.into(),
        payer,
    };
    let ghanaian = MobilePayer::Ghana {
        mobile_network: MobileNetwork::Mtn,
        mobile_number: "0241234567",
    };
    let kenyan = MobilePayer::Kenya {
        mobile_number: "0712345678",
    };
    send!(
        partna,
        create_transfer(TransferRequest::between(AccountTransfer {
            from_account: "amina01",
            to_account: "bello02",
            currency: Currency::Usd,
            amount: "25.50".parse()?,
        })),
        initiate_transfer(CollectionRequest::from_mobile(collection(ghanaian))),
        initiate_transfer(CollectionRequest::from_mobile(collection(kenyan))),
        convert_currency(ConversionRequest::at_rate(Conversion {
            account_name: "amina01",
            from_currency: Currency::Ngn,
            to_currency: Currency::Usd,
            amount: ExchangeAmount::To(10.into()),
            rate_key: "key",
        })),
        start_kyc(KycRequest::nigeria("amina01", Secret::from("22222222222"))),
        start_kyc(KycRequest::kenya(
            "njeri01",
            MobileNetwork::Safaricom,
            "0712345678"
        )),
        set_kyc_verification_method(KycMethodRequest::by_code(
            "amina01",
            Currency::Ngn,
            VerificationMethod::Email
        )),
        set_kyc_verification_method(KycMethodRequest::by_bank_account("amina01", BANK)),
        resolve_bank_account(ResolveBankAccountRequest::bank(Currency::Ghs, BANK)),
    );
    let deposit = |currency, network| MockDeposit {
        account_name: "amina01",
        currency,
        network,
        amount: 50.into(),
    };
    send!(
        partna,
        create_mock_deposit(MockDepositRequest::to_account(deposit(
            Currency::Usdt,
            Network::Tron
        ))),
        create_mock_deposit(MockDepositRequest::to_account(deposit(
            Currency::Ngn,
            Network::Naira
        ))),
        create_mock_deposit(MockDepositRequest::for_ramp(MockRampPayment {
            account_name: "amina01",
            reference: "a1",
            currency: Currency::Usdt,
            network: Network::Tron,
            amount: "5.50".parse()?,
        })),
        create_mock_fiat_deposit(MockFiatDepositRequest::naira("amina01", "20.50")),
        update_settings(SettingsRequest::fee(FeeType::Fixed, "0.25", Currency::Usd)),
        set_webhook(WebhookRequest::deliver_to("https://billing.example/partna")),
    );
    let mut text = String::new();
    for request in server.received_requests().await.unwrap_or_default() {
        let body = String::from_utf8(request.body)?;
        writeln!(text, "{} {} {body}", request.method, request.url.path())?;
    }
    snapshots().bind(|| insta::assert_snapshot!("constructors_wire", text));
    Ok(())
}
