//! The position of a schema in an operation.

use crate::fact::{Place, Step};

/// The position of a schema.
pub(super) struct SchemaPosition {
    pub place: Place,
    pub required: bool,
    pub is_request: bool,
}

impl SchemaPosition {
    pub fn new(place: Place, required: bool, is_request: bool) -> Self {
        Self {
            place,
            required,
            is_request,
        }
    }

    /// Calls `visit` with the position extended by one step.
    pub fn below<T>(
        &mut self,
        step: Step,
        required: bool,
        visit: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer_required = std::mem::replace(&mut self.required, required);
        self.place.steps.push(step);
        let result = visit(self);
        self.place.steps.pop();
        self.required = outer_required;
        result
    }
}
