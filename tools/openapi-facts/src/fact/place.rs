//! A *place*: a parameter, the body of a request or of a response, or a value inside one of them.

/// Where a value is in the requests and responses of an operation: `body.fromAmount`, `query:page`, `-> 200.data.*[]`,
/// `body|card.number`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub root: Root,
    pub steps: Vec<Step>,
}

/// The start of a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    Body,
    Parameter { location: String, name: String },
    Response { status: String },
}

/// A step from a value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// An object to a field.
    Field(String),
    /// An array to its items.
    Items,
    /// A map to its values.
    Values,
    /// A schema to one of its alternatives. The alternative describes the same value.
    Alternative(String),
}

impl Place {
    pub fn body() -> Self {
        Self::from(Root::Body)
    }

    /// Returns the place that contains this one; `None` for a body, a parameter or a response.
    pub fn parent(&self) -> Option<Self> {
        let (_, steps) = self.steps.split_last()?;
        Some(Self {
            root: self.root.clone(),
            steps: steps.to_vec(),
        })
    }

    /// Returns the places that contain this one. The nearest place is first, and the body, parameter or response is
    /// last.
    pub fn ancestors(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), Self::parent)
    }

    /// Returns the body, parameter or response that contains this place.
    pub fn outermost(&self) -> Self {
        Self::from(self.root.clone())
    }

    /// Returns the place one step below.
    #[must_use]
    pub fn below(&self, step: Step) -> Self {
        let mut place = self.clone();
        place.steps.push(step);
        place
    }

    /// Whether this place is `general`, or becomes `general` if some of its fields are replaced by `.*`.
    pub fn is_case_of(&self, general: &Self) -> bool {
        let steps = self.steps.iter().zip(&general.steps);
        self.root == general.root
            && self.steps.len() == general.steps.len()
            && steps.into_iter().all(|(own, step)| {
                own == step || matches!((own, step), (Step::Field(_), Step::Values))
            })
    }

    /// Returns this place without the steps to alternatives. Both places describe the same value.
    #[must_use]
    pub fn without_alternatives(&self) -> Self {
        let steps = self.steps.iter();
        let steps = steps.filter(|step| !matches!(step, Step::Alternative(_)));
        Self {
            root: self.root.clone(),
            steps: steps.cloned().collect(),
        }
    }

    /// Whether the place is an array item or a map value. The array or the map can be required, but not its items or values.
    pub fn is_item_or_map_value(&self) -> bool {
        let mut steps = self.steps.iter().rev();
        let last = steps.find(|step| !matches!(step, Step::Alternative(_)));
        matches!(last, Some(Step::Items | Step::Values))
    }

    /// Returns the name of the last field of the place, or of its parameter. Steps to items, map values and
    /// alternatives are skipped.
    pub fn name(&self) -> Option<&str> {
        let fields = self.steps.iter().rev().find_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Items | Step::Values | Step::Alternative(_) => None,
        });
        match &self.root {
            Root::Parameter { name, .. } => fields.or(Some(name)),
            Root::Body | Root::Response { .. } => fields,
        }
    }

    pub fn is_in_body(&self) -> bool {
        self.root == Root::Body
    }

    /// Returns the status of the response that contains this place.
    pub fn status(&self) -> Option<&str> {
        match &self.root {
            Root::Response { status } => Some(status),
            Root::Body | Root::Parameter { .. } => None,
        }
    }

    /// Returns the location of the parameter that contains this place: `query`, `path`, `header` or `cookie`.
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
