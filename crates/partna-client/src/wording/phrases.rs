//! Matches texts of the API by single words: a subject and a predicate, in the forms that servers commonly use.
//!
//! The fixed texts are in `texts.rs`. The phrases here are assumed: the vendor does not document them.

use super::meaning::Meaning;
use super::words::{END, NEGATIONS, Words, is_one_of};

/// The maximum distance between a subject and its predicate, in words. The text of a reference may be between them, and may
/// consist of several words.
const NEAR: usize = 12;

impl Words {
    /// Returns the first meaning of the text in an error response, in the order of [`Meaning`].
    pub(crate) fn meaning(&self) -> Option<Meaning> {
        self.meanings().map(|(meaning, _)| meaning).min()
    }

    /// Returns whether the text is an error with any status. A text that affirms a success is not.
    pub(crate) fn is_refusal(&self) -> bool {
        !self.affirms("success*")
            && self
                .meanings()
                .any(|(_, is_error_anywhere)| is_error_anywhere)
    }

    /// Returns all meanings. The boolean states whether the text is an error with any status.
    fn meanings(&self) -> impl Iterator<Item = (Meaning, bool)> {
        let rules = [
            (
                Meaning::TemporarilyDisabled,
                self.is_temporarily_disabled(),
                true,
            ),
            (
                Meaning::TemporarilyDisabled,
                self.is_endpoint_disabled(),
                false,
            ),
            (Meaning::KeyUnknown, self.is_key_rejected(), true),
            (Meaning::KeyUnknown, self.is_key_invalidated(), false),
            (Meaning::RampPending, self.is_ramp_pending(), true),
            (
                Meaning::ReferenceExists,
                self.is_reference_duplicate(),
                true,
            ),
            (Meaning::ReferenceExists, self.is_reference_used(), false),
            (Meaning::ReferenceExists, self.is_duplicate(), true),
            (Meaning::InsufficientFunds, self.is_balance_exceeded(), true),
            (Meaning::InsufficientFunds, self.is_balance_low(), false),
            (Meaning::RateKeyExpired, self.is_rate_key_expired(), false),
            (Meaning::RateKeyInvalid, self.is_rate_key_unknown(), false),
            (Meaning::KycIncomplete, self.is_kyc_missing(), true),
            (Meaning::NotFound, self.is_not_found(), true),
            (Meaning::Failed, self.is_failure(), true),
        ];
        let found = rules.into_iter().filter(|(_, matches, _)| *matches);
        found.map(|(meaning, _, is_error_anywhere)| (meaning, is_error_anywhere))
    }

    /// Returns whether the text, in a response that rejects the request, is about the scope of the key.
    pub(crate) fn is_about_scope(&self) -> bool {
        let phrases = [
            "scope|scopes|permission|permissions|privilege|privileges|rights",
            "not|isnt|arent allowed|permitted",
            "not|isnt|arent authorized|authorised to",
            "unauthorized|unauthorised to",
            "no access",
            "have access",
            "read|get only",
            "readonly",
            "cannot be used for|to|with",
            "can not be used for|to|with",
        ];
        phrases.iter().any(|phrase| self.has(phrase))
            || self.are_near(&self.all("access to"), &self.all("denied|refused"), NEAR)
    }

    /// Returns whether the text has a negation, and so may deny that a reference exists.
    pub(crate) fn may_deny_reference(&self) -> bool {
        let is_duplicate = self.is_reference_duplicate() || self.is_reference_used();
        !is_duplicate && (self.has(NEGATIONS) || self.has("no|must"))
    }

    /// Returns whether a text about a key is about its scope, such as `invalid api key scope`.
    pub(crate) fn is_about_scope_of_key(&self) -> bool {
        self.has("key|keys scope|scopes|permission|permissions")
    }

    fn is_temporarily_disabled(&self) -> bool {
        let off = "disabled|unavailable|suspended|down|offline|off|closed|paused|deactivated";
        let (now, off) = (self.all("temporarily"), self.affirmed(off));
        let of_key = self.has("key|keys|token|account|user") && !self.has(ENDPOINT);
        !of_key && self.are_near(&now, &off, 3)
    }

    fn is_endpoint_disabled(&self) -> bool {
        let mut off = self.affirmed("disabled|unavailable|suspended|deactivated|offline");
        off.extend(self.affirmed("not available"));
        off.extend(self.affirmed("switched|turned off"));
        off.extend(self.affirmed("under maintenance"));
        self.follows(&self.all(ENDPOINT), &off, 5)
    }

    /// Returns the positions of API keys in the text, without rate keys and one-time passwords. If `any`, the word `key` is
    /// sufficient.
    fn keys(&self, any: bool) -> Vec<usize> {
        let mut keys = self.all("api|access|secret key|keys");
        keys.iter_mut().for_each(|at| *at += 1);
        keys.extend(self.all("token|tokens|credential|credentials"));
        if any {
            keys.extend(self.all("key|keys"));
        }
        keys.retain(|at| {
            let previous = self.before(*at).next().unwrap_or(END);
            let next = self.word(at + 1);
            !is_one_of(previous, "rate|idempotency|otp|feature")
                && !is_one_of(next, "scope*|permission*")
        });
        keys
    }

    /// Returns whether one of the phrases describes a key: after it, as in `the key you sent is invalid`, or shortly before it.
    fn describes_key(&self, keys: &[usize], phrases: &[&str]) -> bool {
        let linked = |at: &usize| {
            let previous = self.before(*at).next().unwrap_or(END);
            is_one_of(previous, LINKS) && !is_one_of(self.word(at + 1), "scope*|permission*")
        };
        let found = |phrase: &&str| {
            let phrases = self.affirmed(phrase);
            let after: Vec<usize> = phrases.iter().copied().filter(linked).collect();
            let is_before = |at: usize, key: usize| {
                at < key
                    && self.is_near(at, key, 4)
                    && (at..key).all(|it| !is_one_of(self.word(it), "for|with|by|on|to|of|in"))
            };
            let mut pairs = phrases
                .iter()
                .flat_map(|at| keys.iter().map(move |key| (*at, *key)));
            self.follows(keys, &after, 7) || pairs.any(|(at, key)| is_before(at, key))
        };
        phrases.iter().any(found)
    }

    fn is_key_rejected(&self) -> bool {
        let phrases = [
            "invalid|incorrect|wrong|unknown|bad|malformed",
            "unrecognized|unrecognised",
        ];
        let denied = [
            "not|isnt|wasnt valid|recognized|recognised|found|known|active",
            "does not exist",
            "doesnt exist",
            "no longer valid|active|accepted",
        ];
        let any = [
            "unrecognized|unrecognised",
            "not|isnt|wasnt recognized|recognised",
            "no longer valid|active|accepted",
        ];
        self.describes_key(&self.keys(false), &phrases)
            || self.describes_key(&self.keys(false), &denied)
            || self.describes_key(&self.keys(true), &any)
            || self.has("no such key|token")
            || self.has("no such api key")
    }

    fn is_key_invalidated(&self) -> bool {
        let phrases = "revoked|deactivated|disabled|suspended|blocked|inactive";
        let expired = "expired|invalidated|deleted";
        self.describes_key(&self.keys(true), &[phrases])
            || self.describes_key(&self.keys(false), &[expired])
    }

    fn rate_keys(&self) -> Vec<usize> {
        let mut keys = self.all("rate key|keys");
        keys.iter_mut().for_each(|at| *at += 1);
        keys
    }

    fn is_rate_key_expired(&self) -> bool {
        let phrases = ["expired|outdated|stale", "no longer valid|active"];
        self.describes_key(&self.rate_keys(), &phrases)
    }

    fn is_rate_key_unknown(&self) -> bool {
        let phrases = [
            "invalid|incorrect|wrong|unknown|bad|malformed",
            "unrecognized|unrecognised",
            "not|isnt|wasnt valid|recognized|recognised|found|known",
            "does not exist",
            "doesnt exist",
        ];
        self.describes_key(&self.rate_keys(), &phrases)
    }

    fn is_balance_exceeded(&self) -> bool {
        let funds = self.all("fund|funds|balance|balances|money");
        let mut lacking = self.all("sufficient|enough");
        lacking.retain(|at| self.is_negated(*at));
        let above = self.affirmed("exceed|exceeds|exceeded|exceeding|above");
        self.are_near(&funds, &lacking, 3) || self.follows(&above, &self.all("balance|balances"), 5)
    }

    /// Returns whether the text reports a low balance. A success may have such a text as a warning.
    fn is_balance_low(&self) -> bool {
        let funds = self.all("fund|funds|balance|balances");
        self.follows(&funds, &self.affirmed("low|insufficient"), 3)
    }

    fn is_ramp_pending(&self) -> bool {
        let ramp = self.are_near(&self.all("pending"), &self.all("ramp|ramps"), 3);
        let is_there = self.affirms("have|has|already|exist|exists|existing|finish|complete|wait");
        ramp && is_there && !self.has("canceled|cancelled")
    }

    /// Returns the positions of words for existence, without requirements such as `must exist`.
    fn existing(&self) -> Vec<usize> {
        let mut found = self.affirmed("exist|exists|existed|existing");
        let demands = "must|should|to|if|whether|may|can|could";
        found.retain(|at| !self.before(*at).take(2).any(|it| is_one_of(it, demands)));
        found
    }

    /// Returns the positions of words for duplicates and for required uniqueness.
    fn repeated(&self) -> Vec<usize> {
        let mut found = self.all("unique|nonunique");
        found.retain(|at| {
            let mut before = self.before(*at).take(5);
            let previous = self.before(*at).next().unwrap_or(END);
            let is_need = before.any(|it| is_one_of(it, "need|needs|required|have"));
            !(is_one_of(previous, "is|are") || is_need && self.is_unneeded(*at))
        });
        found.extend(self.affirmed("duplicate*|reused|repeated"));
        found
    }

    fn is_unneeded(&self, at: usize) -> bool {
        let mut before = self.before(at).take(6);
        before.any(|it| is_one_of(it, NEGATIONS) || it == "no")
    }

    fn describes_reference(&self, phrases: &[usize]) -> bool {
        let references = self.all("reference|references|idempotency");
        // `ref` is accepted only before the phrase. After the phrase, `ref` may introduce an identifier of the response.
        let short = self.all("ref|refs");
        self.are_near(&references, phrases, NEAR)
            || self.follows(&short, phrases, NEAR)
            || self.has("duplicate|duplicated|existing ref|refs")
    }

    fn is_reference_duplicate(&self) -> bool {
        let mut phrases = self.existing();
        phrases.extend(self.repeated());
        phrases.extend(self.affirmed("in use"));
        phrases.extend(self.affirmed("already|previously"));
        let settled = format!("already|previously {SETTLED}");
        let settled_been = format!("already|previously been {SETTLED}");
        phrases.retain(|at| {
            !is_one_of(self.word(*at), "already|previously")
                || self.all(&settled).contains(at)
                || self.all(&settled_been).contains(at)
        });
        self.describes_reference(&phrases)
    }

    /// Returns whether the text reports a used reference without the word `already`. A success may have such a text,
    /// for example to report that the transfer with this reference was processed.
    fn is_reference_used(&self) -> bool {
        let mut phrases = self.affirmed(&format!("is|was|been|reference|references|ref {SETTLED}"));
        phrases.extend(self.affirmed("taken"));
        self.describes_reference(&phrases.iter().map(|at| at + 1).collect::<Vec<_>>())
    }

    fn is_duplicate(&self) -> bool {
        if self.has("kyc|account|user|username|email") {
            return false;
        }
        let orders = self.all(ORDER);
        let duplicates = self.affirmed("duplicate|duplicated|duplicates");
        let mut known = self.affirmed("already|previously exist|exists|existed");
        known.extend(self.affirmed("exist|exists already"));
        known.extend(self.affirmed(&format!("already|previously {SETTLED}")));
        known.extend(self.affirmed(&format!("already|previously been {SETTLED}")));
        self.are_near(&orders, &duplicates, 4)
            || self.follows(&orders, &known, NEAR)
            || self.affirms(&format!("already existing {ORDER}"))
    }

    fn is_kyc_missing(&self) -> bool {
        let mut missing = self.affirmed("required|requires|require|needed|incomplete|mandatory");
        missing.extend(self.affirmed("insufficient|failed|unverified|rejected|expired"));
        missing.extend(self.affirmed("not completed|complete|verified|done|approved|passed"));
        let demands = self.affirmed("complete|finish|pass|undergo");
        let kyc = self.all("kyc");
        self.are_near(&kyc, &missing, 5) || self.follows(&demands, &kyc, 2)
    }

    fn is_not_found(&self) -> bool {
        let mut found = self.affirmed("not found");
        found.extend(self.affirmed("not|couldnt be found"));
        found.extend(self.affirmed("does not exist"));
        found.extend(self.affirmed("doesnt exist"));
        found.extend(self.all("no such"));
        // A text such as `not found on the blacklist` is not an error.
        let lists =
            self.all("blacklist*|blocklist*|denylist*|watchlist*|sanction*|black|block|deny|watch");
        found.retain(|at| !self.follows(&[*at], &lists, 6));
        !found.is_empty()
    }

    fn is_failure(&self) -> bool {
        let phrases = [
            "declined|rejected|refused|denied|unsuccessful|unsuccessfully|aborted",
            "failed to|with|because|due|at|for",
            "has|have failed",
            "could not",
            "couldnt",
            "did not",
            "didnt",
            "unable to",
            "limit|limits exceeded|reached",
            "exceeds|exceeded",
            "error occurred|occured|processing|while",
            "not|isnt|wasnt successful|allowed|permitted|authorized|authorised",
            "not|wasnt processed|completed|accepted|approved|executed|sent",
        ];
        let ends = |at: &usize| self.word(at + 1) == END;
        phrases.iter().any(|phrase| self.affirms(phrase))
            || self.affirmed("failed").iter().any(ends)
            || self.word(0) == "error"
    }
}

const ENDPOINT: &str = "endpoint|endpoints|service|operation|feature|route|resource|method";

/// Resources with a reference.
const ORDER: &str = "transaction|transfer|ramp|request|withdrawal|payment|conversion|deposit|order";

/// Words for a reference that the API has already processed.
const SETTLED: &str = "used|processed|registered|recorded|taken|consumed|submitted|exists|exist";

/// Words between a key and its predicate.
const LINKS: &str = "key|keys|token|tokens|credential|credentials|is|are|was|were|be|been|or|and|now|currently|provided|supplied|has";
