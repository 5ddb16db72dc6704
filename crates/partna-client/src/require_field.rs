//! Required fields of responses.

use crate::{Error, ErrorKind};

/// Converts an absent field of a response into an error.
///
/// All fields of responses are optional, so that one absent field does not make the whole response unusable. Use this for a field
/// that the caller cannot continue without.
///
/// ```
/// use partna_client::{ErrorKind, RequireField, types::Ramp};
///
/// let ramp: Ramp = serde_json::from_str(r#"{"status": "completed"}"#)?;
/// assert_eq!(ramp.status.required("status")?.as_str(), "completed");
/// let error = ramp.to_amount.required("to_amount").err();
/// assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::Undecodable));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait RequireField<T> {
    /// Returns the value. The error contains `field`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Undecodable`] if there is no value. It does not mean that the call failed: a write whose response lacks a
    /// field was accepted.
    fn required(self, field: &str) -> Result<T, Error>;
}

impl<T> RequireField<T> for Option<T> {
    fn required(self, field: &str) -> Result<T, Error> {
        self.ok_or_else(|| {
            let problem = format!(
                "`{field}`: the call succeeded, but the response has no value for this field; read `mismatched_fields` of the response, or look up the object again"
            );
            Error::new(ErrorKind::Undecodable, problem)
        })
    }
}
