//! The program of the crate that `tests/amounts.rs` builds outside this workspace: numbers in, a line each, and out again
//! through the generated types, through a `Value`, and through serde's buffers, or `error`.

use std::io::BufRead;

use partna_client::types::{Rate, TransferRequest};
use serde_json::Value;

fn main() {
    // That the feature is on: without it, a number of 30 digits is a float.
    let long = "123456789012345678901234567890";
    assert_eq!(serde_json::from_str::<Value>(long).unwrap().to_string(), long);
    for line in std::io::stdin().lock().lines() {
        println!("{}", answer(&line.unwrap()).unwrap_or_else(|| "error".to_owned()));
    }
}

fn answer(number: &str) -> Option<String> {
    let json = format!("{{\"rate\":{number}}}");
    let direct: Rate = serde_json::from_str(&json).ok()?;
    let value: Value = serde_json::from_str(&json).unwrap();
    let valued: Rate = serde_json::from_value(value.clone()).ok()?;
    // The known fields of a type that flattens are read directly; a map in a map is not.
    let nested: Rate = serde_json::from_value(serde_json::to_value(&direct).unwrap()).ok()?;
    let request = format!("{{\"amount\":{number},\"toAccount\":\"x\"}}");
    let request: TransferRequest = serde_json::from_str(&request).ok()?;
    let mut written: Vec<String> = [direct, valued, nested].map(|rate| serde_json::to_string(&rate).unwrap()).to_vec();
    written.push(serde_json::to_string(&request).unwrap().replace("amount", "rate").replace(",\"toAccount\":\"x\"", ""));
    written.dedup();
    match written.as_slice() {
        [only] => Some(only.strip_prefix("{\"rate\":")?.strip_suffix('}')?.to_owned()),
        several => Some(format!("{several:?}")),
    }
}
