//! The permitted reasons for differences between our document and the vendor's, and the facts that each reason covers.

use openapi_facts::fact::{Fact, OperationFact, Place, Root, Statement, Step};
use serde::Deserialize;

mod by_rule;
mod index;

pub use index::{Compared, Difference};

/// The document that contains a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Side {
    /// The vendor's document.
    Vendor,
    /// Our document.
    Ours,
}

/// The permitted kinds of difference. Each is checked against the facts that it covers.
#[derive(
    Clone,
    Copy,
    Debug,
    Deserialize,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    strum::Display,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Reason {
    /// An object with a fixed key for every currency, country, network or currency pair becomes a map.
    MapKeys,
    /// Like [`MapKeys`](Self::MapKeys), and the values also become whole numbers.
    MapKeysWholeNumber,
    /// A `number` that contains only whole numbers becomes an `integer`.
    WholeNumber,
    /// A query parameter that accepts a whole number. The vendor declares it as `string`, and our document as
    /// `integer`.
    QueryInteger,
    /// A value is required in the vendor's document, but the API does not enforce this.
    RequiredLifted,
    /// A property that exists in the vendor's document by mistake.
    LeakedProperty,
    /// A field of responses that the vendor's document lacks.
    UndeclaredField,
    /// A field of requests that the vendor has announced, and that the vendor's document lacks.
    Announced,
    /// A field whose real type differs from the declared type. Our document omits the field, so it is an unknown field
    /// without a type.
    KeptAsExtra,
    /// An object keeps unknown fields.
    ExtensionMap,
    /// A success response of an operation for which the vendor documents no success.
    MissingSuccess,
    /// Every operation has one error type, for the documented statuses and all others.
    UnifiedError,
    /// A nullable value is optional instead: null is read as an absent value, and null is never sent.
    NullAsAbsent,
    /// The values of a response are an open list, which may be incomplete.
    OpenResponse,
    /// An enum value without a Rust name, such as an empty text. Open enums accept it as an unknown value.
    UnnamedValue,
    /// A server URL in another form. Our document has https URLs without a final slash, which apply to all operations.
    ServerForm,
    /// A parameter whose type is not `string` in the vendor's document, and which is sent as text.
    QueryText,
    /// A parameter that callers cannot set, such as a header of the HTTP client, or a parameter without a unique Rust
    /// name.
    NoParameter,
    /// An optional request body that cannot be generated.
    DroppedBody,
    /// An operation with a required part that cannot be generated.
    OmittedOperation,
    /// Bodies are JSON only.
    JsonOnly,
    /// One success response represents all documented success responses.
    OneSuccess,
    /// A success response without a documented body may be any object.
    EmptySuccess,
    /// An object without documented contents may contain anything.
    OpenObject,
    /// A value without a single type stays JSON.
    Untyped,
    /// A field without a unique Rust name.
    Nameless,
    /// Error bodies of another form. The client reads only their message.
    ErrorShape,
}

/// The parts of a fact about a value.
#[derive(Clone, Copy)]
struct Value<'a> {
    operation: &'a str,
    place: &'a Place,
    required: bool,
    statement: &'a Statement,
}

impl Reason {
    /// Whether a difference is of the kind that this reason covers.
    pub fn fits(self, difference: &Difference<'_>, compared: &Compared<'_>) -> bool {
        let side = difference.side;
        let (operation, fact) = match &difference.fact {
            Some(Fact::Operation { operation, fact }) => (operation, fact),
            Some(Fact::Server(url)) => return self.fits_server(side, url, compared),
            Some(Fact::Scheme { .. } | Fact::Note { .. }) | None => return false,
        };
        if self.fits_operation(side, operation, fact, compared) {
            return true;
        }
        let OperationFact::Place {
            place,
            required,
            statement,
        } = fact
        else {
            return false;
        };
        let value = Value {
            operation,
            place,
            required: *required,
            statement,
        };
        self.fits_value(side, value, compared) || self.fits_by_rule(side, value, compared)
    }

    fn fits_server(self, side: Side, url: &str, compared: &Compared<'_>) -> bool {
        self == Reason::ServerForm && (side == Side::Vendor || compared.vendor.has_server(url))
    }

    /// Whether a fact is of the kind that this reason covers. Checks the reasons for facts about servers, bodies and
    /// responses.
    fn fits_operation(
        self,
        side: Side,
        operation: &str,
        fact: &OperationFact,
        compared: &Compared<'_>,
    ) -> bool {
        let other = compared.other(side);
        let succeeds = fact.status().is_some_and(is_success);
        match (self, side) {
            (Reason::ServerForm, Side::Vendor) => matches!(fact, OperationFact::Server(_)),
            (Reason::DroppedBody, Side::Vendor) => {
                let is_body = match fact {
                    OperationFact::Content(_) => true,
                    OperationFact::Place { place, .. } => place.is_in_body(),
                    _ => false,
                };
                is_body && !other.states(operation, &Place::from(Root::Body))
            }
            (Reason::OmittedOperation, Side::Vendor) => !other.has_operation(operation),
            (Reason::JsonOnly, Side::Ours) if succeeds => {
                matches!(fact, OperationFact::ResponseContent { .. })
            }
            (Reason::JsonOnly, _) => match fact {
                OperationFact::Content(kind) | OperationFact::ResponseContent { kind, .. } => {
                    (side == Side::Vendor) != (kind == "application/json")
                }
                _ => false,
            },
            (Reason::MissingSuccess, Side::Ours) => {
                succeeds && !other.has_any_status(operation, is_success)
            }
            (Reason::EmptySuccess, Side::Ours) => {
                let status = fact.status().unwrap_or_default();
                let body = Place::from(Root::Response {
                    status: status.to_owned(),
                });
                succeeds && other.has_status(operation, status) && !other.states(operation, &body)
            }
            (Reason::OneSuccess, _) => {
                let status = fact.status().unwrap_or_default();
                succeeds && !other.has_status(operation, status)
            }
            (Reason::UnifiedError, _) => {
                let status = fact.status().unwrap_or_default();
                let is_range = side == Side::Ours && ["4XX", "5XX"].contains(&status);
                let is_data = matches!(
                    fact,
                    OperationFact::Place { place, .. }
                        if place.steps.first() == Some(&Step::Field("data".to_owned()))
                );
                is_range || (status.starts_with(['4', '5']) && is_data)
            }
            (Reason::ErrorShape, _) => fact.status().is_some() && !succeeds,
            _ => false,
        }
    }

    /// Whether a fact about a value is of the kind that this reason covers. Checks the reasons that only a person
    /// declares.
    fn fits_value(self, side: Side, value: Value<'_>, compared: &Compared<'_>) -> bool {
        let Value {
            operation,
            place,
            required,
            statement,
        } = value;
        let other = compared.other(side);
        // Whether the other document has the statement about the same place, if fields of the vendor's document are
        // replaced by the values of a map in our document.
        let across_maps = |statement: &Statement| match side {
            Side::Vendor => other.states_generalized(operation, place, required, statement),
            Side::Ours => other.states_specialized(operation, place, required, statement),
        };
        // Whether the vendor's document has the type `theirs`, and our document has the type `ours`.
        let becomes = |theirs: &str, ours: &str, other_states: &dyn Fn(&Statement) -> bool| {
            let (own, others) = match side {
                Side::Vendor => (theirs, ours),
                Side::Ours => (ours, theirs),
            };
            statement.is_type(own) && other_states(&Statement::parse(others))
        };
        let same_place =
            |statement: &Statement| other.states_exactly(operation, place, required, statement);
        let is_response = place.status().is_some_and(is_success);
        let last = place.steps.last();
        match (self, side) {
            (Reason::MapKeys, _) => across_maps(statement),
            (Reason::MapKeysWholeNumber, _) => becomes("number", "integer", &across_maps),
            (Reason::WholeNumber, _) => becomes("number", "integer", &same_place),
            (Reason::QueryInteger, _) => {
                place.location() == Some("query") && becomes("string", "integer", &same_place)
            }
            (Reason::RequiredLifted, _) => {
                required == (side == Side::Vendor)
                    && other.states_exactly(operation, place, !required, statement)
            }
            (Reason::LeakedProperty, Side::Vendor) => {
                let has_no_name = |name: &str| !name.contains(char::is_alphanumeric);
                matches!(last, Some(Step::Field(name)) if has_no_name(name))
                    && !other.states(operation, place)
            }
            (Reason::UndeclaredField, Side::Ours) => {
                let mut steps = place.steps.iter();
                let is_plain = steps.any(|step| matches!(step, Step::Field(_)))
                    && !place.steps.contains(&Step::Values);
                is_response && is_plain && !other.states(operation, place)
            }
            (Reason::Announced, Side::Ours) => {
                let is_field = place
                    .steps
                    .iter()
                    .any(|step| matches!(step, Step::Field(_)));
                let is_sent = if place.is_in_body() {
                    is_field
                } else {
                    matches!(place.location(), Some("query" | "header" | "cookie"))
                };
                is_sent && !other.states(operation, place)
            }
            (Reason::KeptAsExtra, Side::Vendor) => {
                let mut holders = std::iter::once(place.clone()).chain(place.ancestors());
                let key = holders.find(|place| place.steps.last() != Some(&Step::Items));
                let holder = key.and_then(|key| key.parent());
                // Numbers are excluded, because most numbers are amounts, and amounts in unknown fields are not exact.
                !statement.is_type("number")
                    && holder.is_some_and(|holder| other.is_untyped_map(operation, &holder))
            }
            (Reason::ExtensionMap, Side::Ours) => {
                is_response && last == Some(&Step::Values) && statement.is_type("any")
            }
            _ => false,
        }
    }
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

#[cfg(test)]
mod tests {
    use openapi_facts::facts::Facts;

    use super::*;

    fn facts(lines: &[&str]) -> Facts {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    fn fits(reason: Reason, side: Side, line: &str, vendor: &[&str], ours: &[&str]) -> bool {
        let (vendor, ours) = (facts(vendor), facts(ours));
        let fact = line.parse().ok();
        assert!(fact.is_some(), "{line}");
        let difference = Difference { side, line, fact };
        reason.fits(&difference, &Compared::of(&vendor, &ours))
    }

    #[test]
    fn reasons_reject_facts_of_other_kinds() {
        let holder = ["GET /a -> 200.x.* any"];
        assert!(fits(
            Reason::KeptAsExtra,
            Side::Vendor,
            "GET /a -> 200.x.meta string",
            &[],
            &holder
        ));
        assert!(!fits(
            Reason::KeptAsExtra,
            Side::Vendor,
            "GET /a -> 200.x.toAmount number",
            &[],
            &holder
        ));
        assert!(!fits(
            Reason::ExtensionMap,
            Side::Ours,
            "POST /a body.* any",
            &[],
            &[]
        ));
        assert!(fits(
            Reason::UnifiedError,
            Side::Ours,
            "GET /a -> 400.data any",
            &[],
            &[]
        ));
        assert!(!fits(
            Reason::UnifiedError,
            Side::Ours,
            "GET /a -> 400.database any",
            &[],
            &[]
        ));
        assert!(!fits(
            Reason::UnifiedError,
            Side::Vendor,
            "GET /a -> 4XX.message string",
            &[],
            &[]
        ));
        assert!(!fits(
            Reason::UndeclaredField,
            Side::Ours,
            "GET /a body.x string",
            &[],
            &[]
        ));
    }

    #[test]
    fn announced_field_is_one_of_a_request_that_the_vendor_does_not_state() {
        let vendor = ["POST /a body! object", "POST /a body.known string"];
        let announced = |line: &str| fits(Reason::Announced, Side::Ours, line, &vendor, &[]);
        for line in [
            "POST /a body.new string",
            "POST /a body.new! string",
            "POST /a body.new =KES",
            "POST /a body.new[].x number",
            "POST /a query:new string",
        ] {
            assert!(announced(line), "{line}");
        }
        for line in [
            "POST /a body! array",
            "POST /a body.known number",
            "POST /a body.known! string",
            "POST /a body.known =KES",
            "POST /a -> 200.new string",
            "POST /a path:new! string",
            "POST /a content text/csv",
        ] {
            assert!(!announced(line), "{line}");
        }
        let ours = ["POST /a body.new string"];
        let theirs = "POST /a body.new number";
        assert!(!fits(Reason::Announced, Side::Vendor, theirs, &[], &ours));
    }

    #[test]
    fn quoted_names_are_one_step() {
        let theirs = r#"GET /a -> 200.x."a.b".y string"#;
        let ours = ["GET /a -> 200.x.*.y string"];
        assert!(fits(Reason::MapKeys, Side::Vendor, theirs, &[], &ours));
        // `x.a.b` is three steps, and `*` is one.
        let deeper = "GET /a -> 200.x.a.b.y string";
        assert!(!fits(Reason::MapKeys, Side::Vendor, deeper, &[], &ours));
        let items = [r#"GET /a -> 200.x."a[]" string"#];
        let ours = "GET /a -> 200.x.*[] string";
        assert!(!fits(Reason::MapKeys, Side::Ours, ours, &items, &[]));
        let star = r#"GET /a -> 200."*".y string"#;
        assert!(fits(Reason::UndeclaredField, Side::Ours, star, &[], &[]));
    }

    #[test]
    fn nameless_field_is_one_whose_rust_name_is_taken() {
        let escaped = r#"GET /a -> 200."a\nb" string"#;
        let meets = |line: &str, other: &str| {
            fits(Reason::Nameless, Side::Vendor, line, &[line, other], &[])
        };
        assert!(meets("GET /a -> 200.aB string", "GET /a -> 200.a_b string"));
        assert!(!meets(
            "GET /a -> 200.aB string",
            "GET /a -> 200.a_c string"
        ));
        // The escape is not part of the name.
        assert!(meets(escaped, "GET /a -> 200.ab string"));
        // Items and values have no name, so they cannot conflict.
        assert!(!meets("GET /a -> 200.x[] string", "GET /a -> 200.x array"));
        assert!(!meets("GET /a -> 200.x.* string", "GET /a -> 200.x object"));
        // Facts inside such a field are covered too.
        assert!(fits(
            Reason::Nameless,
            Side::Vendor,
            "GET /a -> 200.aB[].x string",
            &["GET /a -> 200.aB array", "GET /a -> 200.a_b string"],
            &[]
        ));
    }

    #[test]
    fn declared_field_is_not_undeclared_where_it_is_required() {
        let ours = "GET /a -> 200.x string";
        let vendor = ["GET /a -> 200.x! string"];
        assert!(!fits(
            Reason::UndeclaredField,
            Side::Ours,
            ours,
            &vendor,
            &[]
        ));
        assert!(fits(Reason::RequiredLifted, Side::Ours, ours, &vendor, &[]));
    }
}
