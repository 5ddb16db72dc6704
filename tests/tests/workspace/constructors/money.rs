//! Transfers, collections, conversions and simulated deposits.

use partna_auth::requests::{
    AccountTransfer, Conversion, ExchangeAmount, MobileCollection, MobilePayer, MockDeposit,
};
use partna_auth::types::{
    CollectionRequest, ConversionRequest, MockDepositRequest, MockFiatDepositRequest,
    TransferRequest,
};
use partna_auth::{Currency, MobileNetwork, Network};

use super::{Result, balance, rate_key, sandbox, send_accepted};

#[tokio::test]
async fn transfer_debits_the_first_account_and_credits_the_second() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let request = TransferRequest::between(AccountTransfer {
        from_account: "amina01",
        to_account: "bello02",
        currency: Currency::Usd,
        amount: "25.50".parse()?,
    });
    send_accepted(partna.create_transfer().body(request)).await?;
    assert_eq!(balance(&partna, "amina01", "USD").await?, "274.5");
    assert_eq!(balance(&partna, "bello02", "USD").await?, "25.5");
    Ok(())
}

#[tokio::test]
async fn collection_credits_the_account_in_the_payers_currency() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let ghanaian = MobilePayer::Ghana {
        mobile_network: MobileNetwork::Mtn,
        mobile_number: "0241234567",
    };
    let kenyan = MobilePayer::Kenya {
        mobile_number: "0712345678",
    };
    for (payer, currency) in [(ghanaian, "GHS"), (kenyan, "KES")] {
        let request = CollectionRequest::from_mobile(MobileCollection {
            account_name: "bello02",
            amount: "80.50".parse()?,
            payer,
        });
        send_accepted(partna.initiate_transfer().body(request)).await?;
        assert_eq!(balance(&partna, "bello02", currency).await?, "80.5");
    }
    Ok(())
}

#[tokio::test]
async fn conversion_fixes_the_given_amount() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let key = rate_key(&partna, Currency::Ngn, Currency::Usd).await?;
    let conversion = Conversion {
        account_name: "amina01",
        from_currency: Currency::Ngn,
        to_currency: Currency::Usd,
        amount: ExchangeAmount::From(1_000.into()),
        rate_key: &key,
    };
    let request = ConversionRequest::at_rate(conversion.clone());
    let (_, sold) = send_accepted(partna.convert_currency().body(request)).await?;
    let sold = sold.data.ok_or("no conversion")?;
    assert_eq!(sold.from_amount, Some(1_000.into()));
    assert_eq!(balance(&partna, "amina01", "NGN").await?, "99000");

    let request = ConversionRequest::at_rate(Conversion {
        amount: ExchangeAmount::To(10.into()),
        ..conversion
    });
    let before = partna_auth::Amount::try_from(balance(&partna, "amina01", "USD").await?.as_str())?;
    let (_, bought) = send_accepted(partna.convert_currency().body(request)).await?;
    let bought = bought.data.ok_or("no conversion")?;
    assert_eq!(bought.to_amount, Some(10.into()));
    let after = partna_auth::Amount::try_from(balance(&partna, "amina01", "USD").await?.as_str())?;
    assert_eq!((after.decimal() - before.decimal()).to_string(), "10.0000");
    Ok(())
}

#[tokio::test]
async fn mock_deposit_credits_the_account_in_any_currency() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for (currency, network, ledger) in [
        (Currency::Usdt, Network::Tron, "USD"),
        (Currency::Kes, Network::KenyanShilling, "KES"),
        (Currency::Ngn, Network::Naira, "NGN"),
    ] {
        let request = MockDepositRequest::to_account(MockDeposit {
            account_name: "bello02",
            currency,
            network,
            amount: 50.into(),
        });
        partna.create_mock_deposit().body(request).send().await?;
        assert_eq!(balance(&partna, "bello02", ledger).await?, "50");
    }
    let request = MockFiatDepositRequest::naira("bello02", "20.25");
    partna
        .create_mock_fiat_deposit()
        .body(request)
        .send()
        .await?;
    assert_eq!(balance(&partna, "bello02", "NGN").await?, "70.25");
    Ok(())
}
