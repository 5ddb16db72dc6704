//! Withdrawals to a bank, to mobile money and to a chain.

use partna_auth::requests::{BankAccount, BankWithdrawal, ChainWithdrawal, MobileWithdrawal};
use partna_auth::types::WithdrawalRequest;
use partna_auth::{Currency, Network, PaymentNetwork, TransactionStatus};

use super::{BANK, Result, balance, phone, sandbox, send_accepted, transaction, wallet};

#[tokio::test]
async fn withdrawal_to_bank_reaches_the_bank_account() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let ghanaian = BankAccount {
        bank_code: "040100",
        account_number: "12345678",
    };
    for (currency, bank, to) in [
        (Currency::Ngn, BANK, "057::0120000001"),
        (Currency::Ghs, ghanaian, "040100::12345678"),
    ] {
        let request = WithdrawalRequest::to_bank(BankWithdrawal {
            from_account: "amina01",
            currency: currency.clone(),
            amount: "400.50".parse()?,
            bank,
        });
        let (reference, _) = send_accepted(partna.create_withdrawal().body(request)).await?;
        let paid = transaction(&partna, &reference).await?;
        assert_eq!(paid.status, Some(TransactionStatus::Completed));
        assert_eq!(paid.credit_account.as_deref(), Some(to));
        let line = &sandbox.books().lines[currency.as_str()];
        assert_eq!(line.withdrawals.to_string(), "400.5");
    }
    Ok(sandbox.books().check()?)
}

#[tokio::test]
async fn withdrawal_to_mobile_reaches_the_recipient_on_every_rail() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for (rail, shortcode) in [
        (PaymentNetwork::Mobile, "0712345678"),
        (PaymentNetwork::BuyGoods, "5566778"),
        (PaymentNetwork::Paybill, "222111"),
    ] {
        let mut recipient = phone();
        recipient.payment_network = rail;
        recipient.shortcode = shortcode;
        let request = WithdrawalRequest::to_mobile(MobileWithdrawal {
            from_account: "njeri01",
            amount: 650.into(),
            recipient,
        });
        let (reference, _) = send_accepted(partna.create_withdrawal().body(request)).await?;
        let paid = transaction(&partna, &reference).await?;
        assert_eq!(paid.status, Some(TransactionStatus::Completed));
        assert_eq!(paid.credit_account.as_deref(), Some(shortcode));
    }
    let books = sandbox.books();
    assert_eq!(books.lines["KES"].withdrawals.to_string(), "1950");
    Ok(books.check()?)
}

#[tokio::test]
async fn withdrawal_to_chain_reaches_the_address() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let address = partna
        .deposit_address("bello02", Currency::Usdt, Network::Tron)
        .await?;
    let request = WithdrawalRequest::to_chain(ChainWithdrawal {
        from_account: "amina01",
        amount: "12.25".parse()?,
        to: wallet(&address),
    });
    let (reference, _) = send_accepted(partna.create_withdrawal().body(request)).await?;
    let paid = transaction(&partna, &reference).await?;
    assert_eq!(paid.status, Some(TransactionStatus::Completed));
    assert_eq!(balance(&partna, "bello02", "USD").await?, "12.25");
    Ok(sandbox.books().check()?)
}
