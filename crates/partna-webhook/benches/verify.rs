//! The cost of verifying and parsing a delivery, compared with the RSA verification only.
//!
//! `cargo bench --package partna-webhook --bench verify`. Both alternate in short rounds in one run, so that other load on the
//! machine affects both equally; the ratios are the medians over the rounds. "Bare" is aws-lc-rs with a parsed key, the slice of
//! `data` and the decoded signature. At 50 KB the baseline also includes one pass of serde_json over the body, into a `Value`; a
//! pass that discards all values is shown as well.

#![allow(clippy::print_stdout, reason = "the purpose of a benchmark")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use aws_lc_rs::signature::{
    ParsedPublicKey, RSA_PSS_2048_8192_SHA256, RsaParameters, RsaPssSaltLength,
};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use criterion::Criterion;
use partna_webhook::{Environment, Signer, Verifier};
use serde::de::IgnoredAny;
use serde_json::Value;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

static MAX_SALT: RsaParameters =
    RSA_PSS_2048_8192_SHA256.with_pss_salt_length(RsaPssSaltLength::Max);
const ROUND_COUNT: usize = 100;
const CALLS_PER_ROUND: usize = 50;

fn main() -> Result {
    let signer = Signer::generate()?;
    let small = Delivery::new(&signer, &data_of(500))?;
    let large = Delivery::new(&signer, &data_of(50_000))?;
    println!(
        "microseconds: baseline, partna-webhook, and the median of the ratios; {ROUND_COUNT} rounds of {CALLS_PER_ROUND} calls"
    );
    compare(
        "0.5 KB, bare RSA",
        || small.verify_signature(),
        || small.verify_delivery(),
    );
    compare(
        "50 KB, bare RSA and one pass into a Value",
        || large.verify_signature() && large.parse::<Value>(),
        || large.verify_delivery(),
    );
    compare(
        "50 KB, bare RSA and one pass without values",
        || large.verify_signature() && large.parse::<IgnoredAny>(),
        || large.verify_delivery(),
    );
    compare(
        "50 KB, only bare RSA",
        || large.verify_signature(),
        || large.verify_delivery(),
    );

    // Criterion measures the same calls, for comparisons over time.
    let mut criterion = Criterion::default().sample_size(50).configure_from_args();
    for (name, subject) in [("0.5 KB", &small), ("50 KB", &large)] {
        criterion.bench_function(&format!("bare RSA, {name}"), |bencher| {
            bencher.iter(|| subject.verify_signature())
        });
        criterion.bench_function(&format!("verify, {name}"), |bencher| {
            bencher.iter(|| subject.verify_delivery())
        });
    }
    criterion.final_summary();
    Ok(())
}

/// A delivery, and the parsed parts for the bare verification.
struct Delivery {
    verifier: Verifier,
    body: Vec<u8>,
    data: String,
    signature: Vec<u8>,
    key: ParsedPublicKey,
}

impl Delivery {
    fn new(signer: &Signer, data: &str) -> Result<Self> {
        let body = signer.sign("Onramp", data)?;
        let text = std::str::from_utf8(&body)?;
        let (_, signature) = text.rsplit_once("\"signature\":\"").ok_or("no signature")?;
        let signature = BASE64_STANDARD.decode(signature.trim_end_matches("\"}"))?;
        let public = signer.public_key()?;
        let subject = Self {
            key: ParsedPublicKey::new(&MAX_SALT, public.as_der())?,
            verifier: Verifier::for_environment(Environment::Staging)
                .without_built_in_key()
                .with_key(public),
            data: data.to_owned(),
            signature,
            body,
        };
        if !subject.verify_signature() || !subject.verify_delivery() {
            return Err("the delivery does not verify".into());
        }
        Ok(subject)
    }

    fn verify_signature(&self) -> bool {
        let (data, signature) = (black_box(self.data.as_bytes()), black_box(&self.signature));
        self.key.verify_sig(data, signature).is_ok()
    }

    fn verify_delivery(&self) -> bool {
        black_box(self.verifier.verify(black_box(&self.body))).is_ok()
    }

    fn parse<T: serde::de::DeserializeOwned>(&self) -> bool {
        black_box(serde_json::from_slice::<T>(black_box(&self.body))).is_ok()
    }
}

/// Returns the `data` of an onramp of about `bytes` bytes. A list of objects fills the rest.
fn data_of(bytes: usize) -> String {
    let mut data = r#"{"transactionReference":"a1632e4ea53f2802846cf7797d29bfba","toUser":"eltnegbiz2","toAccount":"eltnegbiz2","status":"completed","sessionId":"090405260128093012345678901234","timestamp":1775132847,"fromAmount":1500.10,"toAmount":0.966183,"fromCurrency":"NGN","toCurrency":"USDT","fromNetwork":"naira","toNetwork":"tron","transactionMemo":"for the books","steps":["#
        .to_owned();
    let step = r#"{"at":1775132847,"what":"moved","amount":12.50}"#;
    data.push_str(step);
    while data.len() + step.len() + 3 < bytes {
        data.push(',');
        data.push_str(step);
    }
    data.push_str("]}");
    data
}

/// Prints the time of each call, and their ratio.
fn compare(name: &str, baseline: impl Fn() -> bool, measured: impl Fn() -> bool) {
    let time = |call: &dyn Fn() -> bool| {
        let start = Instant::now();
        let all = (0..CALLS_PER_ROUND).all(|_| call());
        assert!(black_box(all));
        start.elapsed().as_secs_f64() * 1e6 / CALLS_PER_ROUND as f64
    };
    let rounds: Vec<(f64, f64)> = (0..ROUND_COUNT)
        .map(|_| (time(&baseline), time(&measured)))
        .collect();
    let of = |pick: fn(&(f64, f64)) -> f64| median(rounds.iter().map(pick).collect());
    println!(
        "  {name:<50}{:>9.1}{:>9.1}{:>8.3}",
        of(|(baseline, _)| *baseline),
        of(|(_, measured)| *measured),
        of(|(baseline, measured)| measured / baseline),
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
