//! The program of the crate that `tests/amounts.rs` builds outside this workspace: numbers in, a line each, and out again
//! through the generated types, through a `Value`, and through serde's buffers, or `error`.

use std::io::BufRead;

use partna_client::types::{Rate, TransferRequest};
use partna_types::{Amount, amount_number, amount_text};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize, Serialize)]
struct Number {
    #[serde(with = "amount_number")]
    rate: Amount,
}

#[derive(Deserialize, Serialize)]
struct Text {
    #[serde(with = "amount_text")]
    rate: Amount,
}

#[derive(Deserialize, Serialize)]
struct Optional {
    #[serde(default, with = "amount_text::option")]
    rate: Option<Amount>,
}

#[derive(Deserialize, Serialize)]
struct Flattened {
    #[serde(flatten)]
    number: Number,
}

/// A user's own types, through text, a `Value` and serde's buffers, as text of a number.
fn own(json: &str) -> Option<Vec<String>> {
    let number: Number = serde_json::from_str(json).ok()?;
    let text = serde_json::to_string(&Text { rate: number.rate }).unwrap();
    let valued = serde_json::to_value(serde_json::from_str::<Text>(&text).ok()?).unwrap();
    let valued: Text = serde_json::from_value(valued).ok()?;
    let optional: Optional = serde_json::from_str(&text).ok()?;
    let flattened: Flattened = serde_json::from_str(json).ok()?;
    let flattened_text = serde_json::to_string(&flattened).unwrap();
    let texts = [serde_json::to_string(&valued).unwrap(), serde_json::to_string(&optional).unwrap(), text];
    let mut written = vec![serde_json::to_string(&number).unwrap(), flattened_text];
    written.extend(texts.map(|text| text.replace(":\"", ":").replace("\"}", "}")));
    Some(written)
}

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
    written.extend(own(&json)?);
    written.dedup();
    match written.as_slice() {
        [only] => Some(only.strip_prefix("{\"rate\":")?.strip_suffix('}')?.to_owned()),
        several => Some(format!("{several:?}")),
    }
}
