//! Probes of a key: the conclusions that the responses of the API allow.

use std::time::Duration;

use http::StatusCode;
use partna_client::{Error, ErrorKind};

use super::run::RotationRun;
use crate::Credentials;

/// The number of probes after which the state of a key is final. A change may take a moment to reach all servers of the API.
const MAX_PROBES: u32 = 5;
/// The wait after the first probe. Each further wait is longer by this time.
pub(super) const PROBE_INTERVAL: Duration = Duration::from_millis(200);
/// The wait between consecutive refusals of a key.
const CONFIRM_INTERVAL: Duration = Duration::from_millis(50);

/// The result of a read with a key.
pub(super) enum KeyState {
    /// A read succeeded.
    Accepted,
    /// The API accepts the key and refuses the request, because the scope of the key does not include the read.
    OutOfScope,
    /// A 401 for the key itself. It is conclusive only while another key is accepted: a firewall, an IP allowlist or an outage
    /// refuses every key.
    Refused(Error),
    /// Any other response is inconclusive, including a 403, which a firewall also sends.
    Unclear(Error),
}

/// Evidence from other requests than the probes of a key.
#[derive(Clone, Copy, Default)]
pub(super) struct Evidence {
    /// Whether the API reported that it invalidated the key. Fewer refusals are required then.
    pub(super) is_invalidated: bool,
    /// Whether the API has performed a request with the other key. This replaces a read for a key whose scope includes no read.
    pub(super) other_has_acted: bool,
}

impl KeyState {
    pub(super) fn is_working(&self) -> bool {
        matches!(self, Self::Accepted | Self::OutOfScope)
    }
}

/// The conclusion about a key that should be refused while another one is accepted.
pub(super) enum Verdict {
    /// The key is refused while the other one is accepted.
    Refused,
    /// The key works.
    Works,
    /// The probes are inconclusive.
    Unclear(Error),
}

impl RotationRun {
    /// Reads the list of keys with a key and, if the scope of the key does not include it, the balances.
    pub(super) async fn probe(&self, credentials: &Credentials) -> KeyState {
        let partna = self
            .rotation
            .partna
            .with_fixed_credentials(credentials.clone());
        let read = partna.list_api_keys().send().await;
        let read = read.map(|response| (response.status(), response.into_inner().data.is_some()));
        match classify(read) {
            KeyState::OutOfScope => {
                let read = partna.get_balances().send().await;
                let read =
                    read.map(|response| (response.status(), response.into_inner().data.is_some()));
                match classify(read) {
                    KeyState::Accepted => KeyState::Accepted,
                    _ => KeyState::OutOfScope,
                }
            }
            state => state,
        }
    }

    /// Probes a key until it works.
    ///
    /// # Errors
    ///
    /// The refusal of the API, or the error that makes the state of the key unclear.
    pub(super) async fn ensure_works(&self, credentials: &Credentials) -> Result<(), Error> {
        let mut probes = 1;
        loop {
            match self.probe(credentials).await {
                KeyState::Accepted | KeyState::OutOfScope => return Ok(()),
                KeyState::Refused(error) | KeyState::Unclear(error) if probes == MAX_PROBES => {
                    return Err(error);
                }
                KeyState::Refused(_) | KeyState::Unclear(_) => {
                    self.sleep(PROBE_INTERVAL * probes).await;
                }
            }
            probes += 1;
        }
    }

    /// Probes once whether a key is refused while another one is accepted.
    async fn probe_refusal(
        &self,
        key: &Credentials,
        other: &Credentials,
        evidence: Evidence,
    ) -> Verdict {
        match self.probe(key).await {
            KeyState::Accepted | KeyState::OutOfScope => Verdict::Works,
            KeyState::Unclear(error) => Verdict::Unclear(error),
            KeyState::Refused(error) => match self.probe(other).await {
                KeyState::Accepted => Verdict::Refused,
                KeyState::OutOfScope if evidence.other_has_acted => Verdict::Refused,
                KeyState::OutOfScope => Verdict::Unclear(error),
                KeyState::Refused(other) | KeyState::Unclear(other) => Verdict::Unclear(other),
            },
        }
    }

    /// Determines whether a key is refused now. A single 401 is not sufficient.
    pub(super) async fn check_refused(&self, key: &Credentials, other: &Credentials) -> Verdict {
        self.probe_until_settled(key, other, Evidence::default(), 1)
            .await
    }

    /// Waits until a key is refused: a change may take a moment to reach all servers of the API.
    pub(super) async fn await_refusal(
        &self,
        key: &Credentials,
        other: &Credentials,
        evidence: Evidence,
    ) -> Verdict {
        self.probe_until_settled(key, other, evidence, MAX_PROBES)
            .await
    }

    /// Probes until the key was refused several times in a row, or was not refused `max_misses` times. Returns the last verdict.
    async fn probe_until_settled(
        &self,
        key: &Credentials,
        other: &Credentials,
        evidence: Evidence,
        max_misses: u32,
    ) -> Verdict {
        let mut required = if evidence.is_invalidated { 2 } else { 3 };
        let (mut refused, mut missed) = (0, 0);
        loop {
            match self.probe_refusal(key, other, evidence).await {
                Verdict::Refused => {
                    refused += 1;
                    if refused == required {
                        return Verdict::Refused;
                    }
                    self.sleep(CONFIRM_INTERVAL).await;
                }
                verdict => {
                    (refused, required) = (0, 3);
                    missed += 1;
                    if missed == max_misses {
                        return verdict;
                    }
                    self.sleep(PROBE_INTERVAL * missed).await;
                }
            }
        }
    }

    pub(super) async fn sleep(&self, duration: Duration) {
        let clock = self.rotation.partna.shared().clock.clone();
        clock.sleep(duration).await;
    }
}

/// Classifies the result of a read. A success is accepted only with data: a 204, `{}` or an HTML page of a gateway is not.
fn classify(read: Result<(StatusCode, bool), Error>) -> KeyState {
    let error = match read {
        Ok((StatusCode::OK, true)) => return KeyState::Accepted,
        Ok((status, _)) => {
            let message =
                format!("the response to a read with the key: {status} without data; run again");
            return KeyState::Unclear(Error::new(ErrorKind::Undecodable, message));
        }
        Err(error) => error,
    };
    match (error.status(), error.kind()) {
        (Some(StatusCode::UNAUTHORIZED), ErrorKind::ScopeRefused) => KeyState::OutOfScope,
        (Some(StatusCode::UNAUTHORIZED), ErrorKind::NotAuthenticated) => KeyState::Refused(error),
        _ => KeyState::Unclear(error),
    }
}
