//! The key of a rate.

use crate::types::Rate;
use crate::{Error, ErrorKind, Operation};

impl Rate {
    /// Returns the key of the rate, for `rate_key` of a ramp or a conversion.
    ///
    /// ```
    /// use partna_client::types::Rate;
    ///
    /// let rate: Rate = serde_json::from_str(r#"{"key": "1600-USDT_to_NGN-0a1b2c3d-1755873718"}"#)?;
    /// assert_eq!(rate.rate_key()?, "1600-USDT_to_NGN-0a1b2c3d-1755873718");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Undecodable`] if the response has no key, or if the key is empty.
    pub fn rate_key(&self) -> Result<&str, Error> {
        let key = self.key.as_deref().filter(|key| !key.trim().is_empty());
        key.ok_or_else(|| {
            let problem = "rate key: missing in the response; request the rate again";
            Error::new(ErrorKind::Undecodable, problem).with_operation(Operation::by_id("get_rate"))
        })
    }
}
