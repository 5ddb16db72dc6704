//! Facts round-trip through text: those of both documents of the vendor, and generated ones.

use std::path::Path;

use openapi_facts::api_model::ApiModel;
use openapi_facts::fact::{Fact, OperationFact, Place, Root, Statement, Step, place_line, split};
use openapi_facts::facts::Facts;
use proptest::collection::vec;
use proptest::prelude::*;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The facts of both documents, with the number of facts without notes.
const FACT_FILES: [(&str, usize); 2] = [
    ("openapi/upstream.facts", 1_840),
    ("tests/upstream/2025-12-23.facts", PREVIOUS_FACT_COUNT),
];
const PREVIOUS_FACT_COUNT: usize = 1_623;

fn read_facts(path: &str) -> Result<Facts> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path);
    let text = std::fs::read_to_string(path)?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

#[test]
fn vendor_facts_round_trip() -> Result {
    for (path, count) in FACT_FILES {
        let facts = read_facts(path)?;
        let mut fact_count = 0;
        for line in &facts {
            let fact: Fact = line.parse()?;
            assert_eq!(fact.line(), *line, "{fact:?}");
            assert_eq!(fact.to_string(), *line);
            if let Fact::Operation { operation, fact } = &fact
                && let OperationFact::Place {
                    place,
                    required,
                    statement,
                } = fact
            {
                assert_eq!(place_line(operation, place, *required, statement), *line);
                assert_eq!(place.to_string().parse::<Place>()?, *place, "{line}");
                assert_eq!(split(line).1, statement.to_string(), "{line}");
            }
            fact_count += usize::from(!split(line).1.starts_with('~'));
        }
        assert_eq!(fact_count, count, "{path}");
    }
    Ok(())
}

/// Removes one fact at a time: the model of the remaining facts differs from the model of all facts.
#[test]
fn removing_a_fact_changes_the_model() -> Result {
    for (path, _) in FACT_FILES {
        let facts = read_facts(path)?;
        let whole = ApiModel::of(&facts);
        // The existence of an operation or a status is implied by its other facts.
        for line in facts.iter().step_by(29) {
            let is_implied = matches!(
                line.parse()?,
                Fact::Operation {
                    fact: OperationFact::Exists | OperationFact::Status(_),
                    ..
                }
            );
            let mut others = facts.clone();
            others.remove(line);
            if !is_implied {
                assert_ne!(ApiModel::of(&others), whole, "{line}");
            }
        }
    }
    Ok(())
}

/// Generates names that a document may have.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z][a-zA-Z0-9_-]{0,8}",
        "[a-c .\"\\\\*=~!?:{}|\\[\\]]{0,6}",
        ".{0,6}",
        Just("\u{202e}\u{3164}\n".to_owned()),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        name().prop_map(Step::Field),
        Just(Step::Items),
        Just(Step::Values)
    ]
}

fn place() -> impl Strategy<Value = Place> {
    let location = prop_oneof![Just("query"), Just("path"), Just("header"), Just("cookie")];
    let root = prop_oneof![
        Just(Root::Body),
        (location, name()).prop_map(|(location, name)| Root::Parameter {
            location: location.to_owned(),
            name
        }),
        name().prop_map(|status| Root::Response { status }),
    ];
    (root, vec(step(), 0..5)).prop_map(|(root, steps)| Place { root, steps })
}

fn statement() -> impl Strategy<Value = Statement> {
    let kind = prop_oneof![Just("string"), Just("number|string"), Just("any")];
    // Texts that are escaped to stay on one line do not round-trip, so they are not generated.
    prop_oneof![
        (kind, any::<bool>()).prop_map(|(name, nullable)| Statement::Type {
            name: name.to_owned(),
            nullable
        }),
        "[ -~]{0,12}".prop_map(Statement::Value),
        ("[a-zA-Z]{1,8}", "[ -~]{0,12}")
            .prop_map(|(keyword, value)| Statement::Note { keyword, value }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1024,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_260_330),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_fact_about_a_value_round_trips(place in place(), required: bool, statement in statement()) {
        let is_header = matches!(
            (&place.root, &statement),
            (Root::Response { .. }, Statement::Note { keyword, .. }) if keyword == "header"
        );
        prop_assume!(!is_header);
        let fact = OperationFact::Place { place, required, statement };
        let fact = Fact::Operation { operation: "GET /a/{b}".to_owned(), fact };
        let line = fact.line();
        prop_assert_eq!(line.lines().count(), 1);
        let read = line.parse::<Fact>().ok();
            prop_assert_eq!(read.as_ref(), Some(&fact), "{}", line);
    }

    #[test]
    fn any_scheme_header_or_status_round_trips(name in name(), other in name()) {
        let operation = "GET /a".to_owned();
        for fact in [
            Fact::Scheme { name: name.clone(), definition: "http basic".to_owned() },
            Fact::Operation { operation: operation.clone(), fact: OperationFact::Status(name.clone()) },
            Fact::Operation {
                operation,
                fact: OperationFact::Header { status: name, name: other, kind: "string".to_owned() },
            },
        ] {
            let line = fact.line();
            let read = line.parse::<Fact>().ok();
            prop_assert_eq!(read.as_ref(), Some(&fact), "{}", line);
        }
    }

    #[test]
    fn adding_any_fact_changes_the_model(place in place(), required: bool, statement in statement(), name in name()) {
        let operation = "GET /a".to_owned();
        let status = "200".to_owned();
        let kind = "string".to_owned();
        let model = |lines: &[String]| ApiModel::of(&lines.iter().cloned().collect());
        for fact in [
            OperationFact::Place { place, required, statement },
            OperationFact::Header { status: status.clone(), name, kind: kind.clone() },
            OperationFact::ResponseContent { status: status.clone(), kind: kind.clone() },
            OperationFact::Content(kind.clone()),
            OperationFact::Server(kind.clone()),
            OperationFact::Security(kind),
        ] {
            let fact = Fact::Operation { operation: operation.clone(), fact };
            let known = [operation.clone(), format!("{operation} -> {status}")];
            let more = [known.as_slice(), &[fact.line()]].concat();
            prop_assert_ne!(model(&more), model(&known), "{}", fact);
        }
    }

    #[test]
    fn any_line_is_rejected_or_round_trips(line in "(GET /a|POST /b|server|scheme) ?[ -~]{0,30}") {
        if let Ok(fact) = line.parse::<Fact>() {
            let written = fact.line();
            let read = written.parse::<Fact>().ok();
            prop_assert_eq!(read.as_ref(), Some(&fact), "{}", line);
        }
    }
}
