//! The words of a text: their order, their distance and negations.

/// The maximum numbers of compared words and characters of a text.
const MAX_WORDS: usize = 150;
const MAX_LETTERS: usize = 2000;

/// Negations before a word.
pub(crate) const NEGATIONS: &str = "not|never|cannot|cant|isnt|arent|wasnt|werent|doesnt|dont|didnt|hasnt|havent|wont|couldnt|without|non|nor|neither";

/// The word that marks the end of a sentence.
pub(crate) const END: &str = ".";

/// Words that begin a clause. A negation before them does not apply to it.
const CONJUNCTIONS: &str = "because|but|since|as|and|so";

/// The words of a text in lower case, with a full stop where a sentence ends. `transactionReference` is two words.
pub(crate) struct Words {
    words: Vec<String>,
    /// For each word, the number of its clause. Commas and similar marks separate clauses.
    parts: Vec<usize>,
}

impl Words {
    pub(crate) fn of(text: &str) -> Self {
        let letters: Vec<char> = text.chars().take(MAX_LETTERS).collect();
        let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
        let (mut words, mut word) = (Vec::new(), String::new());
        let (mut parts, mut part) = (Vec::new(), 0);
        for (index, &c) in letters.iter().enumerate() {
            let previous = index.checked_sub(1).map_or(' ', at);
            let next = at(index + 1);
            if c.is_alphanumeric() {
                let is_hump = c.is_uppercase()
                    && (previous.is_lowercase() || previous.is_uppercase() && next.is_lowercase());
                if is_hump {
                    add_word(&mut words, &mut word);
                }
                word.extend(c.to_lowercase());
            } else if matches!(c, '\'' | '’') && previous.is_alphabetic() && next.is_alphabetic()
            {
                // `isn't` is one word.
            } else {
                add_word(&mut words, &mut word);
                if matches!(c, '.' | ';' | '!' | '?' | '\n') && !next.is_alphanumeric() {
                    words.push(END.to_owned());
                }
                parts.resize(words.len(), part);
                let is_pause = matches!(c, ',' | ':' | '(' | ')' | '–' | '—');
                part += usize::from(is_pause || c == '-' && next.is_whitespace());
            }
        }
        add_word(&mut words, &mut word);
        parts.resize(words.len(), part);
        words.truncate(MAX_WORDS);
        Self { words, parts }
    }

    pub(crate) fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or(END, String::as_str)
    }

    /// Returns the positions of a phrase. A word of the phrase may be a list of alternatives, separated by bars, and an asterisk
    /// matches any ending.
    pub(crate) fn all(&self, phrase: &str) -> Vec<usize> {
        let fits = |at: usize| {
            let mut parts = phrase.split_whitespace().enumerate();
            parts.all(|(index, part)| is_one_of(self.word(at + index), part))
        };
        (0..self.words.len()).filter(|at| fits(*at)).collect()
    }

    pub(crate) fn has(&self, phrase: &str) -> bool {
        !self.all(phrase).is_empty()
    }

    /// Returns the words before a position within its sentence, the nearest first.
    pub(crate) fn before(&self, at: usize) -> impl Iterator<Item = &str> + Clone {
        let before = self.words.iter().take(at).rev().map(String::as_str);
        before.take_while(|word| *word != END)
    }

    pub(crate) fn is_negated(&self, at: usize) -> bool {
        let part = self.parts.get(at);
        let length = (0..at).rev().take_while(|it| self.parts.get(*it) == part);
        let before = self.before(at).take(length.count());
        let before = before.take_while(|it| !is_one_of(it, CONJUNCTIONS));
        let (mut nearest, mut all) = (before.clone().take(3), before);
        nearest.any(|it| is_one_of(it, NEGATIONS)) || all.any(|it| is_one_of(it, "no|none|nothing"))
    }

    /// Returns the positions at which a phrase is not negated.
    pub(crate) fn affirmed(&self, phrase: &str) -> Vec<usize> {
        let mut found = self.all(phrase);
        found.retain(|at| !self.is_negated(*at));
        found
    }

    pub(crate) fn affirms(&self, phrase: &str) -> bool {
        !self.affirmed(phrase).is_empty()
    }

    /// Returns whether two positions are in one sentence and at most `distance` words apart.
    pub(crate) fn is_near(&self, a: usize, b: usize, distance: usize) -> bool {
        let (first, last) = (a.min(b), a.max(b));
        last - first <= distance && (first..last).all(|at| self.word(at) != END)
    }

    /// Returns whether a position of `then` follows a position of `first` in the same sentence, within `distance` words.
    pub(crate) fn follows(&self, first: &[usize], then: &[usize], distance: usize) -> bool {
        let follows = |a: usize, b: usize| a < b && self.is_near(a, b, distance);
        first.iter().any(|a| then.iter().any(|b| follows(*a, *b)))
    }

    pub(crate) fn are_near(&self, some: &[usize], others: &[usize], distance: usize) -> bool {
        self.follows(some, others, distance) || self.follows(others, some, distance)
    }
}

/// Returns whether a word is one of the alternatives, which are separated by bars.
pub(crate) fn is_one_of(word: &str, alternatives: &str) -> bool {
    alternatives
        .split('|')
        .any(|it| match it.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => word == it,
        })
}

/// Adds a complete word to `words`, and clears it. Compound names such as `apikey` are split.
fn add_word(words: &mut Vec<String>, word: &mut String) {
    let word = std::mem::take(word);
    for end in ["reference", "references", "key", "keys"] {
        let known = ["api", "rate", "transaction", "ramp"];
        if let Some(start) = word.strip_suffix(end)
            && known.contains(&start)
        {
            words.extend([start.to_owned(), end.to_owned()]);
            return;
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
}
