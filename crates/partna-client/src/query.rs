//! Encodes query parameters, for generated code.

#![allow(dead_code, reason = "a document may not have parameters of each form")]

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Request;
use serde::Serialize;

use crate::parameter_value::ParameterValue::{Absent, List, Members, Scalar};
use crate::parameter_value::{self};
use crate::request_error::RequestError;

/// One `name=value` of a query, before it is encoded.
pub(crate) type Pair = (Cow<'static, str>, String);

/// All characters except the unreserved ones of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Percent-encodes a part of a query.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Returns the pairs of a parameter: one for text, a number or a boolean; one for each element of a list, under the name of the
/// parameter; one for each member of an object, under the name of the member. Null values are omitted.
///
/// # Errors
///
/// [`RequestError::Query`] for a value that cannot be serialized, and for a list or an object inside another list or object.
pub(crate) fn pairs<T: Serialize + ?Sized>(
    name: &'static str,
    value: &T,
) -> Result<Vec<Pair>, RequestError> {
    Ok(match value_of(name, value)? {
        Absent => Vec::new(),
        Scalar(text) => vec![(name.into(), text)],
        List(texts) => texts.into_iter().map(|text| (name.into(), text)).collect(),
        Members(members) => members,
    })
}

fn value_of<T: Serialize + ?Sized>(
    name: &'static str,
    value: &T,
) -> Result<parameter_value::ParameterValue, RequestError> {
    parameter_value::ParameterValue::of(value).ok_or_else(|| RequestError::Query(name.to_owned()))
}

/// Returns the pairs of an object in the style `deepObject`: `name[member]=value`.
///
/// # Errors
///
/// [`RequestError::Query`] for a value that is not an object of scalars.
pub(crate) fn deep_pairs<T: Serialize + ?Sized>(
    name: &'static str,
    value: &T,
) -> Result<Vec<Pair>, RequestError> {
    match value_of(name, value)? {
        Absent => Ok(Vec::new()),
        Members(members) => Ok(members
            .into_iter()
            .map(|(member, text)| (format!("{name}[{member}]").into(), text))
            .collect()),
        Scalar(_) | List(_) => Err(RequestError::Query(name.to_owned())),
    }
}

/// Returns the pair of a parameter whose value is JSON text. Null is omitted.
///
/// # Errors
///
/// [`RequestError::Query`] for a value that cannot be serialized.
pub(crate) fn json_pairs<T: Serialize + ?Sized>(
    name: &'static str,
    value: &T,
) -> Result<Vec<Pair>, RequestError> {
    let text = serde_json::to_string(value).map_err(|_| RequestError::Query(name.to_owned()))?;
    let is_set = text != "null";
    Ok(is_set.then(|| (name.into(), text)).into_iter().collect())
}

/// Appends a list or an object in one pair, whose parts are separated by a comma, a blank or a vertical bar. An empty value is
/// omitted.
///
/// # Errors
///
/// [`RequestError::Query`] if the separator is a blank or a bar and a part contains it: a server could not distinguish them.
pub(crate) fn append_delimited<T: Serialize + ?Sized>(
    request: &mut Request,
    name: &'static str,
    value: &T,
    delimiter: char,
) -> Result<(), RequestError> {
    let parts: Vec<String> = match value_of(name, value)? {
        Absent => return Ok(()),
        Scalar(text) => vec![text],
        List(texts) => texts,
        Members(members) => {
            let parts = members.into_iter();
            parts
                .flat_map(|(member, text)| [member.into_owned(), text])
                .collect()
        }
    };
    if parts.is_empty() {
        return Ok(());
    }
    // A comma inside a part is encoded, and a separating comma is not. Other separators are always encoded.
    let separator = match delimiter {
        ',' => ",".to_owned(),
        _ if parts.iter().any(|part| part.contains(delimiter)) => {
            return Err(RequestError::Query(name.to_owned()));
        }
        other => encode(other.encode_utf8(&mut [0; 4])),
    };
    let parts: Vec<String> = parts.iter().map(|part| encode(part)).collect();
    let pair = format!("{}={}", encode(name), parts.join(&separator));
    append(request, &pair);
    Ok(())
}

/// The characters that are encoded even in a value whose reserved characters are allowed, because they would end or change the
/// value, or because a URL cannot contain them.
const ALLOW_RESERVED: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Appends the pair of a scalar whose reserved characters are not encoded, except `#`, `&`, `+` and `%`, which would end or
/// change the value. Null is omitted.
///
/// # Errors
///
/// [`RequestError::Query`] for a list or an object.
pub(crate) fn append_reserved<T: Serialize + ?Sized>(
    request: &mut Request,
    name: &'static str,
    value: &T,
) -> Result<(), RequestError> {
    match value_of(name, value)? {
        Absent => {}
        Scalar(text) => {
            let text = utf8_percent_encode(&text, ALLOW_RESERVED);
            append(request, &format!("{}={text}", encode(name)));
        }
        List(_) | Members(_) => return Err(RequestError::Query(name.to_owned())),
    }
    Ok(())
}

/// Appends an encoded pair to the query of a request.
fn append(request: &mut Request, pair: &str) {
    let query = match request.url().query() {
        Some(query) if !query.is_empty() => format!("{query}&{pair}"),
        _ => pair.to_owned(),
    };
    request.url_mut().set_query(Some(&query));
}

/// Returns the encoded text of a scalar, for a parameter in the query part of an operation's path.
///
/// # Errors
///
/// [`RequestError::Query`] for null, a list or an object.
pub(crate) fn inline<T: Serialize + ?Sized>(
    name: &'static str,
    value: &T,
) -> Result<String, RequestError> {
    match value_of(name, value)? {
        Scalar(text) => Ok(encode(&text)),
        Absent | List(_) | Members(_) => Err(RequestError::Query(name.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::error::Error;

    use partna_types::{Amount, AmountParam};
    use serde::Serializer;
    use serde_json::json;

    use super::*;
    use crate::ErrorKind;

    type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

    /// Returns the query of a request with the value as its parameter `a b`. `None` if there is no query.
    fn sent<T: Serialize>(value: T) -> Result<Option<String>> {
        let pairs = pairs("a b", &value).map_err(|error| error.of_operation("list_accounts"))?;
        let request = reqwest::Client::new()
            .get("http://localhost/p")
            .query(&pairs)
            .build()?;
        Ok(request.url().query().map(str::to_owned))
    }

    #[test]
    fn scalars_are_one_pair() -> Result {
        let ascii: String = (0..128u8).map(char::from).collect();
        for (found, expected) in [
            (
                sent(&ascii)?,
                "%00%01%02%03%04%05%06%07%08%09%0A%0B%0C%0D%0E%0F%10%11%12%13%14%15%16%17%18%19%1A%1B%1C%1D%1E%1F\
                 +%21%22%23%24%25%26%27%28%29*%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40ABCDEFGHIJKLMNOPQRSTUVWXYZ\
                 %5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D%7E%7F",
            ),
            (sent("é€😀")?, "%C3%A9%E2%82%AC%F0%9F%98%80"),
            (sent("")?, ""),
            (sent("null")?, "null"),
            (sent('&')?, "%26"),
            (sent(true)?, "true"),
            (sent(-1i8)?, "-1"),
            (sent(i64::MIN)?, "-9223372036854775808"),
            (sent(u64::MAX)?, "18446744073709551615"),
            (sent(1.0)?, "1.0"),
            (sent(1e16)?, "1e16"),
            (sent(0.00001)?, "0.00001"),
            (sent(1e-7)?, "1e-7"),
            (sent(123456789.123)?, "123456789.123"),
            (sent(Some("x"))?, "x"),
        ] {
            assert_eq!(found, Some(format!("a+b={expected}")));
        }
        Ok(())
    }

    #[test]
    fn reserved_characters_stay_unless_they_end_a_value() -> Result {
        let mut request = reqwest::Client::new()
            .get("http://localhost/p?a=1")
            .build()?;
        let (text, absent) = (":/?[]@!$()*,;= #&+%é", None::<u8>);
        for error in [
            append_reserved(&mut request, "b c", text),
            append_reserved(&mut request, "d", &absent),
        ] {
            error.map_err(|error| error.of_operation("list_accounts"))?;
        }
        let expected = "a=1&b%20c=:/?[]@!$()*,;=%20%23%26%2B%25%C3%A9";
        assert_eq!(request.url().query(), Some(expected));
        assert!(append_reserved(&mut request, "d", &["x"]).is_err());
        Ok(())
    }

    #[test]
    fn null_is_left_out() -> Result {
        #[derive(Serialize)]
        struct Unit;

        assert_eq!(sent(None::<u8>)?, None);
        assert_eq!(sent(())?, None);
        assert_eq!(sent(Unit)?, None);
        assert_eq!(sent(serde_json::Value::Null)?, None);
        Ok(())
    }

    #[test]
    fn amounts_keep_their_digits() -> Result {
        let amount: Amount = "12.50".parse()?;
        let sent_amount = Some("a+b=12.50".to_owned());
        assert_eq!(sent(AmountParam::from(amount))?, sent_amount);
        assert_eq!(sent(Some(AmountParam::from(amount)))?, sent_amount);
        assert_eq!(sent(amount)?, sent_amount);
        let long: Amount = "1234567890123456789.123456789".parse()?;
        assert_eq!(
            sent([long, amount])?.as_deref(),
            Some("a+b=1234567890123456789.123456789&a+b=12.50")
        );
        Ok(())
    }

    #[test]
    fn lists_repeat_the_name() -> Result {
        for (found, expected) in [
            (sent(vec!["x", "y z", "&"])?, "a+b=x&a+b=y+z&a+b=%26"),
            (sent(vec![1, 2])?, "a+b=1&a+b=2"),
            (sent(Some([1, 2]))?, "a+b=1&a+b=2"),
            (sent(vec![Some(1), None, Some(3)])?, "a+b=1&a+b=3"),
        ] {
            assert_eq!(found.as_deref(), Some(expected));
        }
        assert_eq!(sent(Vec::<u8>::new())?, None);
        Ok(())
    }

    #[derive(Serialize)]
    enum Kind {
        #[serde(rename = "pay in")]
        PayIn,
        One(u8),
    }

    #[test]
    fn variants_are_text_or_a_member() -> Result {
        for (found, expected) in [
            (sent(Kind::PayIn)?, "a+b=pay+in"),
            (sent([Kind::PayIn])?, "a+b=pay+in"),
            (sent(Kind::One(1))?, "One=1"),
        ] {
            assert_eq!(found.as_deref(), Some(expected));
        }
        Ok(())
    }

    #[test]
    fn objects_send_their_members_in_order() -> Result {
        #[derive(Serialize)]
        struct Filter {
            status: &'static str,
            limit: Option<u32>,
            country: Option<&'static str>,
            #[serde(rename = "a&b")]
            ab: bool,
        }

        let filter = Filter {
            status: "ok &",
            limit: Some(5),
            country: None,
            ab: true,
        };
        for (found, expected) in [
            (sent(filter)?, "status=ok+%26&limit=5&a%26b=true"),
            (sent(BTreeMap::from([("z", 1), ("a", 2)]))?, "a=2&z=1"),
            (sent(BTreeMap::from([(1, "x")]))?, "1=x"),
        ] {
            assert_eq!(found.as_deref(), Some(expected));
        }
        assert_eq!(sent(BTreeMap::<String, u8>::new())?, None);
        Ok(())
    }

    /// Its error contains its value, as errors of serde may.
    struct Unserializable(&'static str);

    impl Serialize for Unserializable {
        fn serialize<S: Serializer>(&self, _: S) -> std::result::Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom(self.0))
        }
    }

    #[test]
    fn rejects_values_that_cannot_be_a_query() -> Result {
        let unserializable = Unserializable("a value that was set");
        for found in [
            sent(json!([[1]])),
            sent(json!([{"a": 1}])),
            sent(json!({"a": [1]})),
            sent(json!({"a": {"b": 1}})),
            sent(vec![unserializable]),
            sent(BTreeMap::from([(vec![1], 1)])),
        ] {
            let error = found.err().ok_or("sent")?;
            let error: Box<crate::Error> = error.downcast().map_err(|_| "another error")?;
            assert_eq!(error.kind(), ErrorKind::Invalid);
            assert_eq!(
                error.to_string(),
                "list_accounts: query parameter `a b`: the value cannot be written as a query; set text, a number, a \
                 boolean, or a list or an object of those"
            );
            assert!(!format!("{error:?}").contains("a value that was set"));
        }
        Ok(())
    }
}
