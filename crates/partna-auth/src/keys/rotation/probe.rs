//! What the API's responses prove about a key.

use std::time::Duration;

use http::StatusCode;
use partna_client::{Error, ErrorKind};

use super::engine::RotationRun;
use crate::Credentials;

/// How often a key is probed before its state counts as settled. A change may take a moment to reach all of the API.
const PROBES: u32 = 5;
/// The wait after the first probe. Each further wait is longer by as much.
const PROBE_WAIT: Duration = Duration::from_millis(200);

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
        let listed = classify(partna.keys().list().await.err());
        match listed {
            KeyState::OutOfScope => match classify(partna.get_balances().send().await.err()) {
                KeyState::Accepted => KeyState::Accepted,
                _ => KeyState::OutOfScope,
            },
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
                KeyState::Refused(error) | KeyState::Unclear(error) if probes == PROBES => {
                    return Err(error);
                }
                KeyState::Refused(_) | KeyState::Unclear(_) => self.wait_before_probe(probes).await,
            }
            probes += 1;
        }
    }

    /// Probes whether a key is refused while another one is accepted.
    pub(super) async fn refusal(&self, key: &Credentials, other: &Credentials) -> Verdict {
        match self.probe(key).await {
            state if state.works() => Verdict::Works,
            KeyState::Refused(error) => match self.probe(other).await {
                KeyState::Accepted => Verdict::Refused,
                KeyState::Refused(other) | KeyState::Unclear(other) => Verdict::Unclear(other),
                KeyState::OutOfScope => Verdict::Unclear(error),
            },
            KeyState::Unclear(error) => Verdict::Unclear(error),
            KeyState::Accepted | KeyState::OutOfScope => Verdict::Works,
        }
    }

    /// Repeats [`refusal`](Self::refusal) until it holds or the probes are used up. The last verdict counts.
    pub(super) async fn await_refusal(&self, key: &Credentials, other: &Credentials) -> Verdict {
        let mut probes = 1;
        loop {
            let verdict = self.refusal(key, other).await;
            if probes == PROBES || matches!(verdict, Verdict::Refused) {
                return verdict;
            }
            self.wait_before_probe(probes).await;
            probes += 1;
        }
    }

    async fn wait_before_probe(&self, probes: u32) {
        let clock = self.rotation.partna.shared().clock.clone();
        clock.sleep(PROBE_WAIT * probes).await;
    }
}

fn classify(error: Option<Error>) -> KeyState {
    let Some(error) = error else {
        return KeyState::Accepted;
    };
    match (error.status(), error.kind()) {
        (Some(StatusCode::UNAUTHORIZED), ErrorKind::ScopeRefused) => KeyState::OutOfScope,
        (Some(StatusCode::UNAUTHORIZED), ErrorKind::NotAuthenticated) => KeyState::Refused(error),
        _ => KeyState::Unclear(error),
    }
}
