//! Whether a request is for this sandbox at all: browsers can be led here by pages of others.

use std::net::IpAddr;

use http::request::Parts;
use http::uri::Authority;
use http::{Method, header};

/// Whether a request is a CORS preflight: a browser asks before a page of another origin sends.
pub(crate) fn is_preflight(parts: &Parts) -> bool {
    parts.method == Method::OPTIONS
        && parts.headers.contains_key(header::ORIGIN)
        && parts
            .headers
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

/// Whether a request was meant for a sandbox here. A page of the web can have its own name lead to loopback, and would be read
/// like any page of its origin; it cannot have it be an address, `localhost`, or a name that no public DNS has: one without a
/// dot, as of a container, or one below a domain that is reserved (RFC 6761 and 6762), as of a cluster.
pub(crate) fn is_allowed_host(parts: &Parts, bound: IpAddr) -> bool {
    let hosts = parts.headers.get_all(header::HOST);
    let named = parts.uri.authority().map(Authority::as_str);
    hosts
        .iter()
        .map(|host| host.to_str().unwrap_or_default())
        .chain(named)
        .all(|host| is_ours(host, bound))
}

/// Domains that no public DNS has names below.
const RESERVED_DOMAINS: [&str; 4] = [".internal", ".local", ".test", ".home.arpa"];

fn is_ours(host: &str, bound: IpAddr) -> bool {
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    let name = authority.host();
    if partna_auth::is_loopback(name) {
        return true;
    }
    let name = name.trim_start_matches('[').trim_end_matches(']');
    if let Ok(address) = name.parse::<IpAddr>() {
        let address = address.to_canonical();
        return address == bound || bound.is_unspecified();
    }
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let is_reserved = RESERVED_DOMAINS.iter().any(|domain| name.ends_with(domain));
    let is_private = !name.contains('.') || is_reserved;
    name.ends_with(".localhost") || (!bound.is_loopback() && is_private)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_nobody_else_can_have_are_ours() {
        let loopback: IpAddr = "127.0.0.1".parse().unwrap();
        let anywhere: IpAddr = "0.0.0.0".parse().unwrap();
        let lan: IpAddr = "192.168.1.7".parse().unwrap();
        for host in [
            "127.0.0.1:8080",
            "localhost",
            "LOCALHOST:1",
            "[::1]:80",
            "a.localhost",
            "127.9.9.9",
        ] {
            assert!(is_ours(host, loopback), "{host}");
            assert!(is_ours(host, anywhere), "{host}");
        }
        for host in [
            "evil.example:8080",
            "",
            "192.168.1.7",
            "127.0.0.1.evil.example",
            "sandbox:8080",
            "localhost.evil.example",
        ] {
            assert!(!is_ours(host, loopback), "{host}");
        }
        for host in [
            "192.168.1.7:8080",
            "sandbox:8080",
            "my_sandbox_1:8080",
            "host.docker.internal",
            "sandbox.payments.svc.cluster.local:8080",
            "Sandbox.Test.",
        ] {
            assert!(is_ours(host, anywhere), "{host}");
            assert!(is_ours(host, lan), "{host}");
        }
        assert!(!is_ours("evil.example", anywhere));
        assert!(!is_ours("192.168.1.8", lan));
    }

    #[test]
    fn every_host_that_is_named_has_to_be_ours() {
        let loopback: IpAddr = "127.0.0.1".parse().unwrap();
        let is_allowed_host = |uri: &str, hosts: &[&str]| {
            let mut request = http::Request::get(uri);
            for host in hosts {
                request = request.header(header::HOST, *host);
            }
            super::is_allowed_host(&request.body(()).unwrap().into_parts().0, loopback)
        };
        assert!(is_allowed_host("/v4/banks", &["127.0.0.1:1"]));
        assert!(is_allowed_host("/v4/banks", &[]));
        assert!(!is_allowed_host(
            "/v4/banks",
            &["127.0.0.1:1", "evil.example"]
        ));
        assert!(!is_allowed_host(
            "http://evil.example/v4/banks",
            &["127.0.0.1:1"]
        ));
    }
}
