//! Why our document may differ from the vendor's, and which facts each reason may be used for.

use openapi_facts::fact::{About, Fact, Place, Root, Statement, Step};
use serde::Deserialize;

mod by_rule;
mod index;

pub use index::{Compared, Difference};

/// Whose fact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Side {
    /// The vendor states it and we do not.
    Vendor,
    /// We state it and the vendor does not.
    Ours,
}

/// The kinds of difference there may be. Each is checked against the facts that it is used for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Reason {
    /// An object with a fixed key for every currency, country, network or pair becomes a map.
    MapKeys,
    /// The same, for fields that are whole numbers besides.
    MapKeysWholeNumber,
    /// A `number` that only ever holds whole numbers becomes an `integer`.
    WholeNumber,
    /// A query parameter declared `string` that takes a whole number.
    QueryInteger,
    /// A required mark that the API does not insist on.
    RequiredLifted,
    /// A property that exists in the vendor's document by mistake.
    LeakedProperty,
    /// A field that answers have and the vendor's document lacks.
    UndeclaredField,
    /// A field whose type is not what is declared: it is kept, untyped, among the unknown fields.
    KeptAsExtra,
    /// Unknown fields are kept.
    ExtensionMap,
    /// An operation without any documented success gets one.
    MissingSuccess,
    /// Every operation has one error type, for the documented statuses and for all others.
    UnifiedError,
    /// Null is read as absent, and absent is written.
    NullAsAbsent,
    /// Values of an answer are open, and only listed.
    OpenResponse,
    /// A value without a name in Rust, such as an empty text; open enums take it.
    UnnamedValue,
    /// An address as our clients can use it: https, without a last slash, for all operations.
    ServerForm,
    /// A parameter of another type, which travels as text.
    QueryText,
    /// A header, a cookie or a parameter without a Rust name of its own: callers cannot set it.
    NoParameter,
    /// A body that a method without one would drop on the way.
    DroppedBody,
    /// Bodies are JSON.
    JsonOnly,
    /// One success stands for all.
    OneSuccess,
    /// A success without a documented body may answer any object.
    EmptySuccess,
    /// An object of which nothing is said may hold anything.
    OpenObject,
    /// What has no single type stays JSON.
    Untyped,
    /// A field without a Rust name of its own.
    Nameless,
    /// Errors of another shape, which are read for their message.
    ErrorShape,
}

/// A fact about a value, taken apart.
#[derive(Clone, Copy)]
struct Value<'a> {
    operation: &'a str,
    place: &'a Place,
    required: bool,
    statement: &'a Statement,
}

impl Reason {
    /// Whether a difference is of the kind that this reason names.
    pub fn fits(self, difference: &Difference<'_>, compared: &Compared<'_>) -> bool {
        let side = difference.side;
        let (operation, about) = match &difference.fact {
            Some(Fact::Operation { operation, about }) => (operation, about),
            Some(Fact::Server(url)) => return self.fits_server(side, url, compared),
            Some(Fact::Scheme { .. }) | None => return false,
        };
        if self.fits_operation(side, operation, about, compared) {
            return true;
        }
        let About::Place {
            place,
            required,
            statement,
        } = about
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
        let mut theirs = compared.vendor.servers.iter();
        let is_same = |theirs: &String| theirs.trim_end_matches('/') == url;
        self == Reason::ServerForm && (side == Side::Vendor || theirs.any(is_same))
    }

    /// Reasons about an operation, its bodies and its responses as a whole.
    fn fits_operation(
        self,
        side: Side,
        operation: &str,
        about: &About,
        compared: &Compared<'_>,
    ) -> bool {
        let other = compared.other(side);
        let succeeds = about.status().is_some_and(is_success);
        match (self, side) {
            (Reason::ServerForm, Side::Vendor) => matches!(about, About::Server(_)),
            (Reason::DroppedBody, Side::Vendor) => {
                let method = operation.split(' ').next().unwrap_or_default();
                let is_body = match about {
                    About::Content(_) => true,
                    About::Place { place, .. } => place.is_in_body(),
                    _ => false,
                };
                is_body && ["GET", "DELETE", "HEAD"].contains(&method)
            }
            (Reason::JsonOnly, _) => match about {
                About::Content(kind) | About::ResponseContent { kind, .. } => {
                    (side == Side::Vendor) != (kind == "application/json")
                }
                _ => false,
            },
            (Reason::MissingSuccess, Side::Ours) => {
                succeeds && !other.has_status(operation, is_success)
            }
            (Reason::EmptySuccess, Side::Ours) => {
                let status = about.status().unwrap_or_default();
                let body = Place::from(Root::Response {
                    status: status.to_owned(),
                });
                succeeds
                    && other.has_status(operation, |known| known == status)
                    && !other.states(operation, &body)
            }
            (Reason::OneSuccess, _) => {
                let status = about.status();
                succeeds && !other.has_status(operation, |known| Some(known) == status)
            }
            (Reason::UnifiedError, _) => {
                let status = about.status().unwrap_or_default();
                let is_range = side == Side::Ours && ["4XX", "5XX"].contains(&status);
                let is_data = matches!(
                    about,
                    About::Place { place, .. }
                        if place.steps.first() == Some(&Step::Field("data".to_owned()))
                );
                is_range || (status.starts_with(['4', '5']) && is_data)
            }
            (Reason::ErrorShape, _) => about.status().is_some() && !succeeds,
            _ => false,
        }
    }

    /// Reasons about a value that a person declares.
    fn fits_value(self, side: Side, value: Value<'_>, compared: &Compared<'_>) -> bool {
        let Value {
            operation,
            place,
            required,
            statement,
        } = value;
        let other = compared.other(side);
        // Whether the other side says this of the same place, with the keys of maps as they are there.
        let across_maps = |statement: &Statement| match side {
            Side::Vendor => other.states_generalized(operation, place, required, statement),
            Side::Ours => other.states_specialized(operation, place, required, statement),
        };
        // Whether one side says the first type, and the other the second.
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
            (Reason::KeptAsExtra, Side::Vendor) => {
                let mut holders = std::iter::once(place.clone()).chain(place.ancestors());
                let key = holders.find(|place| place.steps.last() != Some(&Step::Items));
                let holder = key.and_then(|key| key.parent());
                // Numbers are money more often than not, and what is kept as extra is no longer exact.
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
        // The escape is no letter of the name.
        assert!(meets(escaped, "GET /a -> 200.ab string"));
        // Items and values have no name, and so no other's.
        assert!(!meets("GET /a -> 200.x[] string", "GET /a -> 200.x array"));
        assert!(!meets("GET /a -> 200.x.* string", "GET /a -> 200.x object"));
        // What lies in such a field goes with it.
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
