//! Amounts are exact through the generated types, also if another crate enables serde_json's `arbitrary_precision`. A crate
//! outside of this workspace enables it here.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use partna_auth::{Amount, AmountParam, types};
use partna_tests::root;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde::{Deserialize, Serialize};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Deserializes and serializes a number through `Rate`, which keeps unknown fields, through `TransferRequest`, which does not, and
/// through `RateTable`, a map of `Rate`. Returns an error if the results differ.
fn through_types(number: &str) -> std::result::Result<String, String> {
    let rate = reencode::<types::Rate>(&format!("{{\"rate\":{number},\"unknown\":true}}"))?;
    let rate = inner(&rate, "{\"rate\":", ",\"unknown\":true}")?;
    let request = reencode::<types::TransferRequest>(&format!(
        "{{\"amount\":{number},\"toAccount\":\"x\"}}"
    ))?;
    let request = inner(&request, "{\"amount\":", ",\"toAccount\":\"x\"}")?;
    let table = reencode::<types::RateTable>(&format!(
        "{{\"rate\":{{\"A_to_B\":{{\"toAmount\":{number}}}}}}}"
    ))?;
    let table = inner(&table, "{\"rate\":{\"A_to_B\":{\"toAmount\":", "}}}")?;
    if rate == request && request == table {
        Ok(rate)
    } else {
        Err(format!("{rate} {request} {table}"))
    }
}

fn reencode<T: for<'de> Deserialize<'de> + Serialize>(
    json: &str,
) -> std::result::Result<String, String> {
    let value: T = serde_json::from_str(json).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

fn inner(text: &str, before: &str, after: &str) -> std::result::Result<String, String> {
    let found = text
        .strip_prefix(before)
        .and_then(|rest| rest.strip_suffix(after));
    found
        .map(str::to_owned)
        .ok_or_else(|| format!("unexpected {text}"))
}

/// A JSON number: sign, digits before and after the point, exponent.
#[derive(Clone, Debug)]
struct Number {
    negative: bool,
    whole: String,
    decimals: String,
    exponent: Option<i32>,
}

impl Number {
    fn text(&self) -> String {
        let point = if self.decimals.is_empty() { "" } else { "." };
        let exponent = self
            .exponent
            .map(|exponent| format!("e{exponent}"))
            .unwrap_or_default();
        format!(
            "{}{}{point}{}{exponent}",
            if self.negative { "-" } else { "" },
            self.whole,
            self.decimals
        )
    }

    /// Returns the number without an exponent, by moving the decimal point in the text. Returns `None` if the number has more than
    /// 28 significant digits or more than 28 decimals.
    fn plain(&self) -> Option<String> {
        let (mut whole, mut decimals) = (self.whole.clone(), self.decimals.clone());
        let exponent = self.exponent.unwrap_or(0);
        for _ in 0..exponent.max(0) {
            whole.push(if decimals.is_empty() {
                '0'
            } else {
                decimals.remove(0)
            });
        }
        for _ in 0..(-exponent).max(0) {
            decimals.insert(0, whole.pop().unwrap_or('0'));
        }
        let whole = whole.trim_start_matches('0');
        let significant = format!("{whole}{decimals}");
        if significant.trim_start_matches('0').len() > 28 || decimals.len() > 28 {
            return None;
        }
        let whole = if whole.is_empty() { "0" } else { whole };
        let point = if decimals.is_empty() { "" } else { "." };
        Some(format!(
            "{}{whole}{point}{decimals}",
            if self.negative { "-" } else { "" }
        ))
    }
}

fn number(exponents: impl Strategy<Value = Option<i32>>) -> impl Strategy<Value = Number> {
    let whole = prop_oneof![Just("0".to_owned()), "[1-9][0-9]{0,27}", "[1-9]0{0,28}"];
    let decimals = prop_oneof![
        Just(String::new()),
        "[0-9]{1,28}",
        "0{1,28}",
        "[0-9]{1,4}",
        "0{20,28}[1-9]"
    ];
    (any::<bool>(), whole, decimals, exponents).prop_map(|(negative, whole, decimals, exponent)| {
        Number {
            negative,
            whole,
            decimals,
            exponent,
        }
    })
}

/// Generates the same numbers in each run.
fn numbers(exponents: impl Strategy<Value = Option<i32>>) -> Result<Vec<Number>> {
    let strategy = number(exponents);
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let count = if std::env::var_os("PARTNA_SOAK").is_some() {
        100_000
    } else {
        2000
    };
    (0..count)
        .map(|_| {
            Ok(strategy
                .new_tree(&mut runner)
                .map_err(|reason| reason.to_string())?
                .current())
        })
        .collect()
}

fn with_exponents() -> impl Strategy<Value = Option<i32>> {
    (-40..40).prop_map(Some)
}

#[test]
fn number_without_exponent_round_trips_exactly() -> Result {
    let numbers = numbers(Just(None))?;
    for number in &numbers {
        let text = number.text();
        match number.plain() {
            Some(plain) => {
                assert_eq!(plain, text, "the oracle is wrong");
                assert_eq!(through_types(&text), Ok(plain));
            }
            None => assert!(through_types(&text).is_err(), "{text} was rounded"),
        }
    }
    let fit = numbers
        .iter()
        .filter(|number| number.plain().is_some())
        .count();
    assert!(
        fit > numbers.len() / 3 && fit < numbers.len() * 9 / 10,
        "{fit} fit"
    );
    Ok(())
}

#[test]
fn exponents_are_serialized_in_plain_form() -> Result {
    for number in numbers(with_exponents())? {
        match number.plain() {
            Some(plain) => assert_eq!(through_types(&number.text()), Ok(plain)),
            None => assert!(
                through_types(&number.text()).is_err(),
                "{} was rounded",
                number.text()
            ),
        }
    }
    Ok(())
}

#[test]
fn rejects_amount_that_is_not_a_number() {
    for text in [
        "\"12.50\"",
        "\"\"",
        "\"12,5\"",
        "\"0x1\"",
        "\" 1\"",
        "true",
        "[1]",
        "{}",
        "{\"a\":1}",
        "\"1\\n\"",
    ] {
        assert!(through_types(text).is_err(), "{text}");
    }
}

/// serde's buffers convert numbers to floats, which keep 15 digits.
#[test]
fn buffers_and_values_keep_15_digits() -> Result {
    #[derive(Debug, Deserialize, Serialize)]
    #[serde(untagged)]
    enum Untagged {
        Rate(types::Rate),
    }
    #[derive(Debug, Deserialize, Serialize)]
    #[serde(tag = "kind")]
    enum Tagged {
        Rate(types::Rate),
    }
    #[derive(Debug, Deserialize, Serialize)]
    struct Flattened {
        #[serde(flatten)]
        rate: types::Rate,
    }
    for number in ["0.000597221725", "1674.42", "-5", "123456789012345", "0.1"] {
        let json = format!("{{\"rate\":{number}}}");
        let tagged = format!("{{\"kind\":\"Rate\",\"rate\":{number}}}");
        assert_eq!(reencode::<Untagged>(&json)?, json);
        assert_eq!(reencode::<Flattened>(&json)?, json);
        assert_eq!(reencode::<Tagged>(&tagged)?, tagged);
        let value: serde_json::Value = serde_json::from_str(&json)?;
        assert_eq!(
            serde_json::to_string(&serde_json::from_value::<types::Rate>(value)?)?,
            json
        );
    }
    Ok(())
}

/// An amount in a query is plain text: a raw value would be sent as a struct.
#[test]
fn amount_parameter_is_plain_text() -> Result {
    for plain in numbers(Just(None))?.iter().filter_map(Number::plain) {
        let amount: Amount = plain.parse()?;
        assert_eq!(
            serde_json::to_string(&AmountParam::from(amount))?,
            format!("\"{plain}\"")
        );
    }
    Ok(())
}

/// A crate outside of this workspace that enables `arbitrary_precision` for its whole build.
struct ExternalCrate {
    program: PathBuf,
}

impl ExternalCrate {
    fn build() -> Result<Self> {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("arbitrary-precision");
        std::fs::create_dir_all(directory.join("src"))?;
        let root = root()?;
        let manifest = format!(
            "[package]\nname = \"arbitrary-precision\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             partna-client = {{ path = {:?} }}\npartna-types = {{ path = {:?} }}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\n\
             serde_json = {{ version = \"1\", features = [\"arbitrary_precision\"] }}\n\n\
             [profile.dev]\ndebug = \"line-tables-only\"\n",
            root.join("crates/partna-client"),
            root.join("crates/partna-types")
        );
        std::fs::write(directory.join("Cargo.toml"), manifest)?;
        std::fs::write(
            directory.join("src/main.rs"),
            include_str!("arbitrary_precision.rs.txt"),
        )?;
        // The versions of this workspace, which are already downloaded.
        std::fs::copy(root.join("Cargo.lock"), directory.join("Cargo.lock"))?;
        // The target directory of the workspace, so that crates without serde_json are compiled once.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
        let output = Command::new(env!("CARGO"))
            .args(["build", "--offline", "--quiet", "--target-dir"])
            .arg(&target)
            .arg("--manifest-path")
            .arg(directory.join("Cargo.toml"))
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        Ok(Self {
            program: target.join("debug/arbitrary-precision"),
        })
    }

    /// Writes lines to the program, and reads the same number of lines.
    fn run(&self, lines: &[String]) -> Result<Vec<String>> {
        let mut child = Command::new(&self.program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut stdin = child.stdin.take().ok_or("no stdin")?;
        let text = lines.join("\n");
        let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
        let output = child.wait_with_output()?;
        writer.join().map_err(|_| "the writer panicked")??;
        Ok(String::from_utf8(output.stdout)?
            .lines()
            .map(str::to_owned)
            .collect())
    }
}

#[test]
fn amounts_are_exact_with_arbitrary_precision() -> Result {
    let external = ExternalCrate::build()?;
    let mut sent = numbers(Just(None))?;
    sent.extend(numbers(with_exponents())?);
    let lines: Vec<String> = sent.iter().map(Number::text).collect();
    let results = external.run(&lines)?;
    assert_eq!(results.len(), sent.len());
    for (number, result) in sent.iter().zip(results) {
        assert_eq!(
            result,
            number.plain().unwrap_or_else(|| "error".to_owned()),
            "{}",
            number.text()
        );
    }
    Ok(())
}
