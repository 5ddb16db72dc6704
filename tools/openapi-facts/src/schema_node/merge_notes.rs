//! Merges the notes of several parts. The tightest of several bounds applies.

use super::SchemaNode;

impl SchemaNode<'_> {
    /// Adds a note. The tighter of two numeric bounds replaces the other.
    pub(super) fn add_note(&mut self, keyword: &'static str, value: String) {
        let prefers_smaller = match keyword {
            "maximum" | "maxLength" | "maxItems" | "maxProperties" => Some(true),
            "minimum" | "minLength" | "minItems" | "minProperties" => Some(false),
            _ => None,
        };
        let known = self
            .notes
            .iter()
            .find(|(name, _)| *name == keyword)
            .cloned();
        if let (Some(prefers_smaller), Some(known)) = (prefers_smaller, known)
            && let (Ok(old), Ok(new)) = (known.1.parse::<f64>(), value.parse::<f64>())
        {
            if (new < old) != prefers_smaller {
                return;
            }
            self.notes.remove(&known);
        }
        self.notes.insert((keyword, value));
    }
}
