//! The walk through a list that can only be narrowed by time.
//!
//! An answer that holds fewer items than it may is complete. A full one may have been cut off anywhere, since no order
//! is documented, so none of it is given: all of it comes again from the halves of its window.

use futures_core::Stream;
use futures_util::stream;
use partna_client::{Error, ErrorKind, Operation, types};

use super::given::{Given, whole};
use super::transactions::Transactions;

/// The most transactions that one answer holds. Source: the maximum of `limit` in the vendor's document.
pub(super) const MOST: u16 = 1000;

/// A time, in Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) from: i64,
    pub(super) to: i64,
}

impl Window {
    /// The older half and the newer one; none for a second, the shortest time that the API takes. The second in the
    /// middle belongs to both: nobody documents whether the ends of a window are part of it.
    fn halves(self) -> Option<[Self; 2]> {
        if self.to.saturating_sub(self.from) < 2 {
            return None;
        }
        let middle = i64::midpoint(self.from, self.to);
        Some([
            Self { to: middle, ..self },
            Self {
                from: middle,
                ..self
            },
        ])
    }
}

/// All transactions of a time, window by window.
pub(super) fn windows(
    list: Transactions,
    all: Window,
    size: u16,
) -> impl Stream<Item = Result<Vec<types::Transaction>, Error>> + Send + 'static {
    let walk = Walk {
        list,
        size,
        open: vec![all],
        given: Given::default(),
    };
    stream::try_unfold(walk, Walk::next)
}

/// How far a walk has got.
struct Walk {
    list: Transactions,
    /// How many items an answer may hold.
    size: u16,
    /// Windows to ask for, the newest last.
    open: Vec<Window>,
    given: Given,
}

impl Walk {
    async fn next(mut self) -> Result<Option<(Vec<types::Transaction>, Self)>, Error> {
        while let Some(window) = self.open.pop() {
            if window.to <= window.from {
                return Err(error(
                    ErrorKind::Invalid,
                    "the time has to end after it begins".to_owned(),
                ));
            }
            let mut found = self.complete(window, self.size).await?;
            if found.is_none() {
                if let Some(halves) = window.halves() {
                    self.open.extend(halves);
                    continue;
                }
                if self.size < MOST {
                    found = self.complete(window, MOST).await?;
                }
            }
            let items = found.ok_or_else(|| overfull(window))?;
            let keys: Vec<String> = items.iter().map(key).collect();
            return Ok(Some((self.given.fresh(items, &keys), self)));
        }
        Ok(None)
    }

    /// What a window holds; none if that may not be all.
    async fn complete(
        &self,
        window: Window,
        size: u16,
    ) -> Result<Option<Vec<types::Transaction>>, Error> {
        let items = self.list.ask(window, size).await?;
        Ok((items.len() < usize::from(size)).then_some(items))
    }
}

/// All there is to it save its state, which may move between two answers. The reference is not enough: not all have
/// one, and nobody documents that two kinds of transaction never share it.
fn key(transaction: &types::Transaction) -> String {
    let mut lasting = transaction.clone();
    lasting.status = None;
    whole(&lasting)
}

fn overfull(window: Window) -> Error {
    error(
        ErrorKind::Refused,
        format!(
            "{MOST} transactions or more fall in one second, from {} to {} in Unix time: the API shows no more than {MOST} at \
             once, and offers no way to ask for the rest; narrow the list by account, currency or kind",
            window.from, window.to
        ),
    )
}

fn error(kind: ErrorKind, what: String) -> Error {
    Error::new(kind, what).with_operation(Operation::by_id("list_transactions"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_share_the_middle_and_get_shorter() {
        for (from, to, middle) in [
            (0, 10, 5),
            (0, 3, 1),
            (7, 9, 8),
            (-3, 0, -1),
            (-4, -1, -2),
            (i64::MIN, i64::MAX, 0),
        ] {
            let older = Window { from, to: middle };
            let newer = Window { from: middle, to };
            assert_eq!(Window { from, to }.halves(), Some([older, newer]));
        }
        assert_eq!(Window { from: 4, to: 5 }.halves(), None);
    }
}
