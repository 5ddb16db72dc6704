//! Where a value is in an operation.

/// A place of a value in an operation: `body.fromAmount`, `query:page`, `-> 200.data.*[]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub root: Root,
    pub steps: Vec<Step>,
}

/// Where a place begins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    Body,
    Parameter { location: String, name: String },
    Response { status: String },
}

/// A step down from a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    Field(String),
    /// The items of an array.
    Items,
    /// The values of a map.
    Values,
}

impl Place {
    pub fn body() -> Self {
        Self::from(Root::Body)
    }

    /// The place that holds this one; none for a body, a parameter or a response itself.
    pub fn parent(&self) -> Option<Self> {
        let (_, steps) = self.steps.split_last()?;
        Some(Self {
            root: self.root.clone(),
            steps: steps.to_vec(),
        })
    }

    /// The places that hold this one, the nearest first, the body, parameter or response last.
    pub fn ancestors(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), Self::parent)
    }

    /// The body, parameter or response that it is in.
    pub fn outermost(&self) -> Self {
        Self::from(self.root.clone())
    }

    /// The place a step below.
    #[must_use]
    pub fn below(&self, step: Step) -> Self {
        let mut place = self.clone();
        place.steps.push(step);
        place
    }

    /// Whether this is `general`, or `general` with fields in the place of some of its `.*`.
    pub fn is_case_of(&self, general: &Self) -> bool {
        let steps = self.steps.iter().zip(&general.steps);
        self.root == general.root
            && self.steps.len() == general.steps.len()
            && steps.into_iter().all(|(own, step)| {
                own == step || matches!((own, step), (Step::Field(_), Step::Values))
            })
    }

    /// Whether it is there whenever what holds it is: the items of an array, the values of a map.
    pub fn is_inner(&self) -> bool {
        matches!(self.steps.last(), Some(Step::Items | Step::Values))
    }

    /// The name of the field or parameter that a place ends with, past `[]` and `.*`.
    pub fn name(&self) -> Option<&str> {
        let fields = self.steps.iter().rev().find_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Items | Step::Values => None,
        });
        match &self.root {
            Root::Parameter { name, .. } => fields.or(Some(name)),
            Root::Body | Root::Response { .. } => fields,
        }
    }

    pub fn is_in_body(&self) -> bool {
        self.root == Root::Body
    }

    /// The status of the response that it is in.
    pub fn status(&self) -> Option<&str> {
        match &self.root {
            Root::Response { status } => Some(status),
            Root::Body | Root::Parameter { .. } => None,
        }
    }

    /// Where the parameter is that it is in: `query`, `path`, `header` or `cookie`.
    pub fn location(&self) -> Option<&str> {
        match &self.root {
            Root::Parameter { location, .. } => Some(location),
            Root::Body | Root::Response { .. } => None,
        }
    }
}

impl From<Root> for Place {
    fn from(root: Root) -> Self {
        let steps = Vec::new();
        Self { root, steps }
    }
}
