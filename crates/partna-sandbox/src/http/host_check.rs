//! The check of the `Host` header, which prevents DNS rebinding: a web page must not reach the sandbox through a browser.

use std::net::IpAddr;

use http::request::Parts;
use http::uri::Authority;
use http::{Method, header};

/// Returns whether a request is a CORS preflight, which a browser sends before a request from another origin.
pub(crate) fn is_preflight(parts: &Parts) -> bool {
    parts.method == Method::OPTIONS
        && parts.headers.contains_key(header::ORIGIN)
        && parts
            .headers
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

/// Returns whether every host name of a request is safe from DNS rebinding.
///
/// With DNS rebinding, a web page makes its own host name resolve to the address of the sandbox, and its browser then treats the
/// sandbox as the same origin. The page needs a name of public DNS for this. It cannot use an IP address, `localhost`, a name
/// without a dot (such as the name of a container), or a name in a reserved domain (RFC 6761 and 6762, such as a name in a
/// cluster).
pub(crate) fn is_allowed_host(parts: &Parts, listen_address: IpAddr) -> bool {
    let hosts = parts.headers.get_all(header::HOST);
    let authority = parts.uri.authority().map(Authority::as_str);
    hosts
        .iter()
        .map(|host| host.to_str().unwrap_or_default())
        .chain(authority)
        .all(|host| is_allowed_name(host, listen_address))
}

/// Domains that public DNS does not have.
const RESERVED_DOMAINS: [&str; 4] = [".internal", ".local", ".test", ".home.arpa"];

fn is_allowed_name(host: &str, listen_address: IpAddr) -> bool {
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
        return address == listen_address || listen_address.is_unspecified();
    }
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let is_reserved = RESERVED_DOMAINS.iter().any(|domain| name.ends_with(domain));
    let is_private = !name.contains('.') || is_reserved;
    name.ends_with(".localhost") || (!listen_address.is_loopback() && is_private)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allows_only_names_outside_public_dns() {
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
            assert!(is_allowed_name(host, loopback), "{host}");
            assert!(is_allowed_name(host, anywhere), "{host}");
        }
        for host in [
            "evil.example:8080",
            "",
            "192.168.1.7",
            "127.0.0.1.evil.example",
            "sandbox:8080",
            "localhost.evil.example",
        ] {
            assert!(!is_allowed_name(host, loopback), "{host}");
        }
        for host in [
            "192.168.1.7:8080",
            "sandbox:8080",
            "my_sandbox_1:8080",
            "host.docker.internal",
            "sandbox.payments.svc.cluster.local:8080",
            "Sandbox.Test.",
        ] {
            assert!(is_allowed_name(host, anywhere), "{host}");
            assert!(is_allowed_name(host, lan), "{host}");
        }
        assert!(!is_allowed_name("evil.example", anywhere));
        assert!(!is_allowed_name("192.168.1.8", lan));
    }

    #[test]
    fn rejects_request_if_one_of_its_hosts_is_not_allowed() {
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
