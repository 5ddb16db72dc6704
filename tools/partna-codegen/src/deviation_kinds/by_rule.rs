//! The reasons for differences that an adoption declares automatically.

use openapi_facts::fact::{Place, Root, Statement, Step};

use super::index::{Compared, Index};
use super::{Reason, Side, Value};
use crate::names::field;

impl Reason {
    /// The reasons that an adoption declares automatically. The first reason that covers a difference is used, so
    /// narrow reasons are first.
    pub const BY_RULE: [Reason; 22] = [
        Reason::MapKeys,
        Reason::MissingSuccess,
        Reason::UnifiedError,
        Reason::RequiredLifted,
        Reason::WholeNumber,
        Reason::QueryInteger,
        Reason::ServerForm,
        Reason::OmittedOperation,
        Reason::DroppedBody,
        Reason::NoParameter,
        Reason::QueryText,
        Reason::LeakedProperty,
        Reason::OpenResponse,
        Reason::UnnamedValue,
        Reason::NullAsAbsent,
        Reason::Nameless,
        Reason::JsonOnly,
        Reason::EmptySuccess,
        Reason::OneSuccess,
        Reason::OpenObject,
        Reason::Untyped,
        Reason::ErrorShape,
    ];

    /// Returns a sentence that describes what our document states instead.
    pub fn description(self) -> &'static str {
        match self {
            Reason::MapKeys => "Keys that are data become the keys of a map.",
            Reason::MissingSuccess => "A success of an operation that documents none.",
            Reason::UnifiedError => "One type for every error.",
            Reason::RequiredLifted => "Fields that are not required in practice are optional.",
            Reason::WholeNumber => "Whole numbers are integers.",
            Reason::QueryInteger => "Parameters that accept whole numbers are integers.",
            Reason::ServerForm => "Server URLs are https and have no final slash.",
            Reason::DroppedBody => "No optional body that cannot be generated.",
            Reason::OmittedOperation => {
                "No operation of which a required part cannot be generated."
            }
            Reason::NoParameter => "Only parameters that callers can set.",
            Reason::QueryText => "Parameters are sent as text.",
            Reason::LeakedProperty => "No properties without a name.",
            Reason::OpenResponse => "Values of responses are open.",
            Reason::UnnamedValue => "Only values that make a Rust name.",
            Reason::NullAsAbsent => "Null is absent.",
            Reason::Nameless => "Only fields with a unique Rust name.",
            Reason::JsonOnly => "Each body has one media type. A body that is not JSON is bytes.",
            Reason::EmptySuccess => "A response without a documented body may be any object.",
            Reason::OneSuccess => "One success for each operation.",
            Reason::OpenObject => {
                "An object or an array without documented contents may contain anything."
            }
            Reason::Untyped => "A value without a single type stays JSON.",
            Reason::ErrorShape => "Only the message of an error is read.",
            Reason::MapKeysWholeNumber => {
                "Keys that are data become the keys of a map of whole numbers."
            }
            Reason::UndeclaredField => "Fields of responses that the vendor does not declare.",
            Reason::Announced => "Fields of requests that the vendor announced only.",
            Reason::KeptAsExtra => "Fields of another type than declared are kept as JSON.",
            Reason::ExtensionMap => "Unknown fields are kept.",
        }
    }

    /// Whether a fact about a value is of the kind that this reason covers. Checks the reasons of [`Self::BY_RULE`].
    pub(super) fn fits_by_rule(
        self,
        side: Side,
        value: Value<'_>,
        compared: &Compared<'_>,
    ) -> bool {
        let Value {
            operation,
            place,
            required,
            statement,
        } = value;
        let other = compared.other(side);
        let (vendor, ours) = (&compared.vendor, &compared.ours);
        // Whether the other document has a statement about a place that satisfies `holds`, without regard to whether
        // the value is required.
        let others = |place: &Place, holds: &dyn Fn(&Statement) -> bool| {
            other.states_any(operation, place, holds)
        };
        let is_any = |statement: &Statement| statement.is_type("any");
        let is_value = |statement: &Statement| matches!(statement, Statement::Value(_));
        let location = place.location();
        let is_parameter = location.is_some();
        let root = place.outermost();
        match (self, side) {
            (Reason::NoParameter, Side::Vendor) => is_parameter && !ours.states(operation, &root),
            (Reason::NoParameter, Side::Ours) => {
                location == Some("path") && !vendor.states(operation, &root)
            }
            (Reason::QueryText, Side::Vendor) => {
                let is_marked_or_below = required || *place != root;
                is_parameter
                    && (others(place, &|statement| statement.is_type("string"))
                        || (is_marked_or_below && ours.states(operation, &root)))
            }
            (Reason::QueryText, Side::Ours) => {
                let is_text =
                    statement.is_type("string") && others(place, &|statement| !is_value(statement));
                // A path parameter is required in our document, even if the vendor's document does not state this.
                let is_mark =
                    location == Some("path") && others(place, &|other| other == statement);
                is_parameter && (is_text || is_mark)
            }
            (Reason::JsonOnly, _) => {
                let is_bytes = |statement: &Statement| statement.is_type("string");
                let has_bytes = |index: &Index| index.states_any(operation, &root, is_bytes);
                let is_text = *place == root && is_bytes(statement);
                location.is_none() && has_bytes(ours) && (side == Side::Vendor) != is_text
            }
            (Reason::OneSuccess, Side::Ours) => {
                let is_stated_for = |status: String| {
                    let mut place = place.clone();
                    place.root = Root::Response { status };
                    others(&place, &|_| true)
                };
                let statuses = (200..300).map(|status: u16| status.to_string());
                let ranges = ["2XX".to_owned(), "default".to_owned()];
                place.status().is_some_and(super::is_success)
                    && ranges.into_iter().chain(statuses).any(is_stated_for)
            }
            (Reason::OpenResponse, Side::Vendor) => {
                let is_response = place.status().is_some_and(super::is_success);
                is_response && is_value(statement)
            }
            (Reason::UnnamedValue, Side::Vendor) => {
                let is_typed =
                    |statement: &Statement| !is_value(statement) && !statement.is_type("string");
                matches!(statement, Statement::Value(value) if value.is_empty())
                    || (is_value(statement) && others(place, &is_typed))
            }
            (Reason::NullAsAbsent, Side::Vendor) => {
                others(place, &|other| is_null(statement, other))
            }
            (Reason::NullAsAbsent, Side::Ours) => others(place, &|other| is_null(other, statement)),
            (Reason::Nameless, Side::Vendor) => is_nameless(vendor, ours, operation, place),
            (Reason::OpenObject, Side::Ours) => {
                let kind = match place.steps.last() {
                    Some(Step::Values) => "object",
                    Some(Step::Items) => "array",
                    Some(Step::Field(_) | Step::Alternative(_)) | None => return false,
                };
                let is_kind = |statement: &Statement| matches!(statement, Statement::Type { name, .. } if name == kind);
                let holder = place.parent();
                is_any(statement) && holder.is_some_and(|holder| others(&holder, &is_kind))
            }
            (Reason::OpenObject, Side::Vendor) => {
                let mut maps = place.ancestors().map(|holder| holder.below(Step::Values));
                maps.any(|map| others(&map, &is_any))
            }
            (Reason::Untyped, Side::Ours) => is_any(statement) && others(place, &|_| true),
            (Reason::Untyped, Side::Vendor) => {
                others(place, &is_any) || place.ancestors().any(|holder| others(&holder, &is_any))
            }
            _ => false,
        }
    }
}

/// Whether `theirs` is the type `ours` or null.
fn is_null(theirs: &Statement, ours: &Statement) -> bool {
    let Statement::Type {
        name,
        nullable: true,
    } = theirs
    else {
        return false;
    };
    ours.is_type(name)
}

/// Whether our document omits the field, or a field that contains it, because this field has no unique Rust name.
fn is_nameless(vendor: &Index, ours: &Index, operation: &str, place: &Place) -> bool {
    let mut places = std::iter::once(place.clone()).chain(place.ancestors());
    places.any(|place| {
        let (Some(Step::Field(name)), Some(holder)) = (place.steps.last(), place.parent()) else {
            return false;
        };
        let rust = field(name);
        (rust.is_empty()
            || rust == "extra"
            || vendor.has_conflicting_name(operation, &holder, name))
            && !ours.contains(operation, &place)
    })
}
