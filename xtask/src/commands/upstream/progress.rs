//! Shows the progress of long commands on stderr.

use std::io::{IsTerminal, Write, stderr};

use partna_codegen::progress::ProgressStep;

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// On one line of a terminal, which is overwritten.
    Overwritten,
    /// On one line per step.
    Lines,
    Quiet,
}

/// Shows steps and counts. No text of the document is shown. Nothing is shown unless stderr is a terminal, or the user
/// requests progress.
pub struct Progress {
    style: Style,
    last: Option<ProgressStep>,
}

impl Progress {
    pub fn new(requested: bool) -> Self {
        let style = match (stderr().is_terminal(), requested) {
            (true, _) => Style::Overwritten,
            (false, true) => Style::Lines,
            (false, false) => Style::Quiet,
        };
        Self { style, last: None }
    }

    /// Shows a step. Errors of the terminal are ignored, so that the command continues.
    pub fn show(&mut self, step: ProgressStep) {
        if !self.last.is_none_or(|last| is_new(last, step)) {
            return;
        }
        self.last = Some(step);
        match self.style {
            Style::Overwritten => drop(write!(stderr(), "\r\x1b[K{step}")),
            Style::Lines => drop(writeln!(stderr(), "{step}")),
            Style::Quiet => {}
        }
    }

    /// Removes the line with the progress. Call this before the command prints its result.
    pub fn clear(&mut self) {
        if self.style == Style::Overwritten && self.last.take().is_some() {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}

impl Drop for Progress {
    /// Removes the line with the progress, so that an error is printed on an empty line.
    fn drop(&mut self) {
        self.clear();
    }
}

/// Whether to show a step. `last` is the step that was shown last. Operations are shown at every tenth of their number.
fn is_new(last: ProgressStep, step: ProgressStep) -> bool {
    match (last, step) {
        (
            ProgressStep::Operations { number: shown, .. },
            ProgressStep::Operations { number, total },
        ) => number == total || number * 10 / total.max(1) > shown * 10 / total.max(1),
        (last, step) => last != step,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_each_tenth_part_of_the_operations() {
        let total = 163;
        let mut last = ProgressStep::Facts;
        let mut shown = Vec::new();
        for number in 1..=total {
            let step = ProgressStep::Operations { number, total };
            if is_new(last, step) {
                shown.push(number);
                last = step;
            }
        }
        assert_eq!(shown, [1, 17, 33, 49, 66, 82, 98, 115, 131, 147, 163]);
    }
}
