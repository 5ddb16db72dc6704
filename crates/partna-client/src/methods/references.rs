//! References in responses.

use partna_types::Reference;

use crate::types::{Conversion, PreorderReceipt, Ramp, RampOrder, Transaction, TransactionDetails};

macro_rules! reference {
    (for $($name:ident: $field:ident),* $(,)?) => {$(
        impl $name {
            #[doc = concat!("Returns the caller's own reference, from `", stringify!($field), "`.")]
            ///
            /// `None` if the response has none, or text that is not a valid [`Reference`]: then the write was not sent by this
            /// SDK. The field has the text.
            ///
            /// ```
            #[doc = concat!("use partna_client::types::", stringify!($name), ";")]
            ///
            /// let reference = "f32c3925063447a54905d31305a14da5";
            #[doc = concat!("let mut known = ", stringify!($name), "::default();")]
            #[doc = concat!("known.", stringify!($field), " = Some(reference.to_owned());")]
            /// assert_eq!(known.reference(), Some(reference.parse()?));
            #[doc = concat!("known.", stringify!($field), " = Some(\"order 12\".to_owned());")]
            /// assert_eq!(known.reference(), None);
            /// # Ok::<(), partna_types::InvalidReference>(())
            /// ```
            #[must_use]
            pub fn reference(&self) -> Option<Reference> {
                self.$field.as_deref()?.parse().ok()
            }
        }
    )*};
}

reference! {
    for
    Conversion: transaction_reference,
    PreorderReceipt: transaction_reference,
    Ramp: ramp_reference,
    RampOrder: ramp_reference,
    Transaction: transaction_reference,
    TransactionDetails: transaction_reference,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{RampRequest, RampsResponse, TransferRequest};
    use crate::{HttpResponse, Operation, decode};

    type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

    #[test]
    fn setters_accept_a_reference() -> Result {
        let reference: Reference = "f32c3925063447a54905d31305a14da5".parse()?;
        let transfer = TransferRequest::builder()
            .transaction_reference(&reference)
            .amount("1")
            .to_account("bello02");
        let transfer = TransferRequest::try_from(transfer)?;
        assert_eq!(
            transfer.transaction_reference.as_deref(),
            Some(reference.as_str())
        );
        // It fails for the fields that are missing, and not for the reference.
        let ramp = RampRequest::builder().ramp_reference(reference);
        let error = RampRequest::try_from(ramp).err().map(|it| it.to_string());
        assert!(
            !error
                .ok_or("it is not complete")?
                .contains("ramp_reference")
        );
        Ok(())
    }

    #[test]
    fn invalid_reference_in_response_is_kept_as_text() -> Result {
        for text in ["order 12", "a/b", "", "\u{e9}", &"a".repeat(500)] {
            let body = serde_json::json!({"data": {"rampRequests": [{"rampReference": text, "status": "completed"}]}});
            let response = HttpResponse::new(body.to_string().into());
            let response = decode::<RampsResponse>(Operation::by_id("list_ramps"), response)?;
            assert!(response.mismatched_fields().is_empty());
            let ramps = response.into_data()?.ramp_requests;
            let ramp = ramps.first().ok_or(text)?;
            assert_eq!(ramp.ramp_reference.as_deref(), Some(text));
            assert_eq!(ramp.reference(), None);
        }
        Ok(())
    }
}
