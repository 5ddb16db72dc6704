//! Probes of a key. A probe is a read that shows whether the API accepts the key. A key works if the API accepts it.

use std::time::Duration;

use http::StatusCode;
use partna_client::{Error, ErrorKind};

use super::run::RotationRun;
use crate::Credentials;

/// The maximum number of probes without the expected result. A probe is repeated because a change of a key may take a moment to
/// reach all servers of the API.
const MAX_PROBES: u32 = 5;
/// The wait after the first probe without the expected result. Each further wait is longer by this time.
pub(super) const PROBE_INTERVAL: Duration = Duration::from_millis(200);
/// The wait after a probe that shows that the API rejects a key.
const CONFIRM_INTERVAL: Duration = Duration::from_millis(50);

/// The result of one probe of a key.
pub(super) enum KeyState {
    /// A read succeeded.
    Accepted,
    /// The API accepts the key, but rejects the request because the scope of the key does not include the read.
    OutOfScope,
    /// The API responded with a 401 because of the key itself. This is conclusive only if the API accepts another key at the same
    /// time, because a firewall, an IP allowlist or an outage rejects every key.
    Rejected(Error),
    /// Any other response, or no response. It is inconclusive, even a 403, because a firewall also sends that status.
    Unclear(Error),
}

/// Evidence about two keys from requests other than probes: a key that the API should reject, and another key that it should
/// accept.
#[derive(Clone, Copy, Default)]
pub(super) struct Evidence {
    /// Whether the API reported that it invalidated the first key. Then fewer consecutive rejections are required.
    pub(super) is_invalidated: bool,
    /// Whether the API has accepted the other key in a request. This is sufficient evidence if the scope of the other key does not
    /// include a read of a probe.
    pub(super) is_other_key_accepted: bool,
}

impl KeyState {
    pub(super) fn is_working(&self) -> bool {
        matches!(self, Self::Accepted | Self::OutOfScope)
    }
}

/// The conclusion about a key that the API should reject while it accepts another key.
pub(super) enum Verdict {
    /// The API rejects the key, and accepts the other key.
    Rejected,
    /// The API accepts the key.
    Works,
    /// The probes are inconclusive.
    Unclear(Error),
}

impl RotationRun {
    /// Requests the list of keys with these credentials. If the scope of the key does not include the list, requests the balances.
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

    /// Probes a key until the API accepts it, at most [`MAX_PROBES`] times.
    ///
    /// # Errors
    ///
    /// The error of the last probe: the API rejects the key, or the probe is inconclusive.
    pub(super) async fn ensure_works(&self, credentials: &Credentials) -> Result<(), Error> {
        let mut probes = 1;
        loop {
            match self.probe(credentials).await {
                KeyState::Accepted | KeyState::OutOfScope => return Ok(()),
                KeyState::Rejected(error) | KeyState::Unclear(error) if probes == MAX_PROBES => {
                    return Err(error);
                }
                KeyState::Rejected(_) | KeyState::Unclear(_) => {
                    self.sleep(PROBE_INTERVAL * probes).await;
                }
            }
            probes += 1;
        }
    }

    /// Determines by one probe of each key whether the API rejects `key` while it accepts `other`.
    async fn probe_rejection(
        &self,
        key: &Credentials,
        other: &Credentials,
        evidence: Evidence,
    ) -> Verdict {
        match self.probe(key).await {
            KeyState::Accepted | KeyState::OutOfScope => Verdict::Works,
            KeyState::Unclear(error) => Verdict::Unclear(error),
            KeyState::Rejected(error) => match self.probe(other).await {
                KeyState::Accepted => Verdict::Rejected,
                KeyState::OutOfScope if evidence.is_other_key_accepted => Verdict::Rejected,
                KeyState::OutOfScope => Verdict::Unclear(error),
                KeyState::Rejected(other) | KeyState::Unclear(other) => Verdict::Unclear(other),
            },
        }
    }

    /// Determines whether the API rejects `key` now. A single 401 is not sufficient, but a single other response ends the probes.
    pub(super) async fn check_rejected(&self, key: &Credentials, other: &Credentials) -> Verdict {
        self.probe_until_settled(key, other, Evidence::default(), 1)
            .await
    }

    /// Waits until the API rejects `key`, because an invalidation may take a moment to reach all servers of the API.
    pub(super) async fn await_rejection(
        &self,
        key: &Credentials,
        other: &Credentials,
        evidence: Evidence,
    ) -> Verdict {
        self.probe_until_settled(key, other, evidence, MAX_PROBES)
            .await
    }

    /// Probes until the API rejects `key` several times in a row, or until `max_misses` probes did not show that. Returns the last
    /// verdict.
    async fn probe_until_settled(
        &self,
        key: &Credentials,
        other: &Credentials,
        evidence: Evidence,
        max_misses: u32,
    ) -> Verdict {
        let mut required = if evidence.is_invalidated { 2 } else { 3 };
        let (mut rejected, mut missed) = (0, 0);
        loop {
            match self.probe_rejection(key, other, evidence).await {
                Verdict::Rejected => {
                    rejected += 1;
                    if rejected == required {
                        return Verdict::Rejected;
                    }
                    self.sleep(CONFIRM_INTERVAL).await;
                }
                verdict => {
                    (rejected, required) = (0, 3);
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

/// Classifies the result of a read. A success shows that the API accepts the key only if the response contains data. A gateway may
/// also respond with a 204, `{}` or an HTML page.
fn classify(read: Result<(StatusCode, bool), Error>) -> KeyState {
    let error = match read {
        Ok((StatusCode::OK, true)) => return KeyState::Accepted,
        Ok((status, _)) => {
            let message = format!(
                "the read that checks a key: the response is {status} without data; run again"
            );
            return KeyState::Unclear(Error::new(ErrorKind::Undecodable, message));
        }
        Err(error) => error,
    };
    match (error.status(), error.kind()) {
        (Some(StatusCode::UNAUTHORIZED), ErrorKind::ScopeRefused) => KeyState::OutOfScope,
        (Some(StatusCode::UNAUTHORIZED), ErrorKind::NotAuthenticated) => KeyState::Rejected(error),
        _ => KeyState::Unclear(error),
    }
}
