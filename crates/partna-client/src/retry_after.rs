//! The header `Retry-After`.

use std::time::Duration;

use http::header::{DATE, RETRY_AFTER};

use crate::HttpResponse;

/// Returns how long to wait before the next request, from the `Retry-After` header of a response.
///
/// The header holds seconds, or a date. A date is compared with the `Date` header of the same response, so the local clock is not
/// used. RFC 9110 defines whole seconds; servers and gateways also send fractions such as `1.5`, which are kept to the nanosecond
/// and rounded up. A date in the past means no wait. A number that is too large becomes [`Duration::MAX`]. If there are several
/// headers, the longest wait is used.
///
/// Returns `None` without the header, for a date in a response without `Date`, and for text that is neither a number nor a date,
/// such as a number with a sign, an exponent, a unit or a decimal comma. Source: RFC 9110, section 10.2.3; fractions as observed
/// by other clients.
///
/// ```
/// use std::time::Duration;
/// use partna_client::retry_after;
///
/// let response = |text: &str| http::Response::builder().header("retry-after", text).body("".into());
/// assert_eq!(retry_after(&response("7")?), Some(Duration::from_secs(7)));
/// assert_eq!(retry_after(&response(" 1.5 ")?), Some(Duration::from_millis(1500)));
/// assert_eq!(retry_after(&response("later")?), None);
/// # Ok::<(), http::Error>(())
/// ```
#[must_use]
pub fn retry_after(response: &HttpResponse) -> Option<Duration> {
    let texts = response.headers().get_all(RETRY_AFTER).into_iter();
    let waits = texts.filter_map(|value| {
        let text = value.to_str().ok()?.trim();
        parse_seconds(text).or_else(|| wait_until_date(response, text))
    });
    waits.max()
}

/// Parses a number of seconds: digits, with or without a fraction.
fn parse_seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let Ok(whole) = whole.parse() else {
        return Some(Duration::MAX);
    };
    let (kept, rest) = fraction.split_at(fraction.len().min(9));
    let nanos: u32 = format!("{kept:0<9}").parse().ok()?;
    let is_rounded_up = rest.bytes().any(|digit| digit != b'0');
    let wait = Duration::new(whole, nanos);
    Some(wait.saturating_add(Duration::from_nanos(is_rounded_up.into())))
}

/// Parses a date, and returns the time between the `Date` of the response and this date.
fn wait_until_date(response: &HttpResponse, text: &str) -> Option<Duration> {
    let parse_date = |text: &str| httpdate::parse_http_date(text).ok();
    let sent = response.headers().get(DATE)?.to_str().ok()?;
    let wait = parse_date(text)?.duration_since(parse_date(sent.trim())?);
    Some(wait.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    const SENT: &str = "Tue, 24 Nov 2026 06:00:00 GMT";

    fn wait(texts: &[&'static str]) -> Option<Duration> {
        let mut response = HttpResponse::default();
        response
            .headers_mut()
            .insert(DATE, HeaderValue::from_static(SENT));
        for text in texts {
            response
                .headers_mut()
                .append(RETRY_AFTER, HeaderValue::from_static(text));
        }
        retry_after(&response)
    }

    #[test]
    fn accepts_fractions_and_surrounding_blanks() {
        for (text, millis) in [
            ("7", 7000),
            ("0", 0),
            ("007", 7000),
            ("1.5", 1500),
            ("  1.5\t", 1500),
            ("0.25", 250),
            ("2.000", 2000),
            ("3.10", 3100),
        ] {
            assert_eq!(wait(&[text]), Some(Duration::from_millis(millis)), "{text}");
        }
        let beyond_nanos = Some(Duration::new(1, 123_456_790));
        assert_eq!(wait(&["1.1234567890001"]), beyond_nanos);
        assert_eq!(wait(&["0.9999999999"]), Some(Duration::from_secs(1)));
    }

    #[test]
    fn ignores_malformed_values() {
        for text in [
            "",
            " ",
            ".",
            "1.",
            ".5",
            "-1",
            "+1",
            "-1.5",
            "1e3",
            "1,5",
            "1.5s",
            "1 .5",
            "1.5.5",
            "inf",
            "NaN",
            "0x10",
            "later",
            "Tue, 24 Nov",
            "1.5, 2",
        ] {
            assert_eq!(wait(&[text]), None, "{text:?}");
        }
        assert_eq!(wait(&[]), None);
        let digits_of_another_script = HeaderValue::from_bytes("\u{664}".as_bytes());
        let mut response = HttpResponse::default();
        if let Ok(value) = digits_of_another_script {
            response.headers_mut().insert(RETRY_AFTER, value);
        }
        assert_eq!(retry_after(&response), None);
    }

    #[test]
    fn caps_too_large_numbers() {
        let max = Some(Duration::MAX);
        assert_eq!(wait(&["18446744073709551616"]), max);
        assert_eq!(wait(&["99999999999999999999999999.5"]), max);
        assert_eq!(wait(&["18446744073709551615.9999999999"]), max);
    }

    #[test]
    fn uses_longest_of_several_headers() {
        assert_eq!(
            wait(&["2", "nonsense", "3.5"]),
            Some(Duration::from_millis(3500))
        );
    }

    #[test]
    fn date_is_relative_to_date_header() {
        let later = "Tue, 24 Nov 2026 06:00:09 GMT";
        assert_eq!(wait(&[later]), Some(Duration::from_secs(9)));
        assert_eq!(
            wait(&["Tue, 24 Nov 2026 05:00:00 GMT"]),
            Some(Duration::ZERO)
        );
        let mut undated = HttpResponse::default();
        undated
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from_static(later));
        assert_eq!(retry_after(&undated), None);
    }
}
