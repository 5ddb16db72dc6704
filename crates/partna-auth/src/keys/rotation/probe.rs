//! What the API's responses prove about a key.

use std::time::Duration;

use http::StatusCode;
use partna_client::{Error, ErrorKind};

use super::run::RotationRun;
use crate::Credentials;

/// How often a key is probed before its state counts as settled. A change may take a moment to reach all of the API.
const MAX_PROBES: u32 = 5;
/// The wait after the first probe. Each further wait is longer by as much.
pub(super) const PROBE_INTERVAL: Duration = Duration::from_millis(200);
/// The wait between two refusals of a key that have to follow one another.
const CONFIRM_INTERVAL: Duration = Duration::from_millis(50);

/// What a read with a key has shown.
pub(super) enum KeyState {
    /// A read succeeded.
    Accepted,
    /// The API knows the key and refuses what it asked for: its scope does not include the read.
    OutOfScope,
    /// A 401 that is about the key itself. It counts only while another key is accepted: a firewall, a whitelist of
    /// addresses or an outage refuses every key.
    Refused(Error),
    /// Anything else proves nothing, a 403 included: a firewall sends it too.
    Unclear(Error),
}

/// What else is known when a key is probed.
#[derive(Clone, Copy, Default)]
pub(super) struct Evidence {
    /// Whether the API has said that it has invalidated the key. Fewer refusals are needed then.
    pub(super) is_invalidated: bool,
    /// Whether the API has acted on a request that was signed with the other key. It stands for a read of a key whose scope
    /// includes none.
    pub(super) other_has_acted: bool,
}

impl KeyState {
    pub(super) fn works(&self) -> bool {
        matches!(self, Self::Accepted | Self::OutOfScope)
    }
}

/// What is known about two keys of which one has to be refused.
pub(super) enum Verdict {
    /// The one is refused while the other is accepted.
    Refused,
    /// The one works.
    Works,
    /// Neither is proved.
    Unclear(Error),
}

impl RotationRun {
    /// Reads with a key: the list of keys and, if the key's scope does not include it, the balances.
    pub(super) async fn probe(&self, credentials: &Credentials) -> KeyState {
        let partna = self.rotation.partna.signing_with(credentials.clone());
        let listed = partna.list_api_keys().send().await;
        let listed =
            listed.map(|response| (response.status(), response.into_inner().data.is_some()));
        match classify(listed) {
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
    /// The API's refusal, or why the state of the key is unclear.
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

    /// Returns whether a key is refused now. One stray 401 does not count.
    pub(super) async fn is_refused(&self, key: &Credentials, other: &Credentials) -> Verdict {
        self.probe_until_settled(key, other, Evidence::default(), 1)
            .await
    }

    /// Waits until a key is refused: a change may take a moment to reach all of the API.
    pub(super) async fn await_refusal(
        &self,
        key: &Credentials,
        other: &Credentials,
        evidence: Evidence,
    ) -> Verdict {
        self.probe_until_settled(key, other, evidence, MAX_PROBES)
            .await
    }

    /// Probes until the key was refused several times in a row, or was not refused `max_misses` times. The last verdict counts.
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

/// Turns a read into what it shows. A success counts if it has what was read: a 204, `{}` or a page of a gateway does not.
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
