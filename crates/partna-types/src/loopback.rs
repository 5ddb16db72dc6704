//! Recognizes loopback hosts.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Returns whether the host of a parsed URL is a loopback host: an address in 127.0.0.0/8, such an address mapped to IPv6, the
/// address `::1`, or the name `localhost` with or without a trailing dot.
///
/// URL parsers normalize short forms of IPv4 addresses, such as `127.1`; this function does not. Subdomains of `localhost` and
/// addresses such as `0.0.0.0` are not accepted, because their meaning depends on the machine.
///
/// ```
/// use partna_types::is_loopback;
///
/// assert!(is_loopback("localhost.") && is_loopback("127.0.0.1") && is_loopback("[::ffff:127.0.0.1]"));
/// assert!(!is_loopback("localhost.example.com") && !is_loopback("0.0.0.0"));
/// ```
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return address.is_loopback();
    }
    let bracketed = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let address = bracketed.unwrap_or(host).parse::<Ipv6Addr>();
    address.is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognizes_all_spellings_of_loopback() {
        for host in [
            "localhost",
            "localhost.",
            "LOCALHOST",
            "127.0.0.1",
            "127.255.0.9",
            "[::1]",
            "::1",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f09:909]",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            ".",
            "localhost..",
            ".localhost",
            "foo.localhost",
            "localhost.example.com",
            "127.1",
            "127.0.0.1.",
            "127.0.0.1.example.com",
            "0.0.0.0",
            "10.0.0.1",
            "[::]",
            "[::2]",
            "[::127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[::1",
            "localhost:80",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
