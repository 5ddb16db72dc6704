"""Verifies webhooks of Partna, and receives them.

    python3 partna_webhook.py KEY.pem [PORT]

Needs Python 3.9 and the package `cryptography`.
"""

import base64
import hashlib
import json
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key

MAX_BODY_BYTES = 1024 * 1024
MAX_DEPTH = 64
SOCKET_TIMEOUT = 10  # seconds
DIGEST_BYTES = 32

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A string, or the rest of the body if the string is not closed: it always matches, so the time is linear.
STRING = rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)'
WHITESPACE = re.compile(r"[ \t\n\r]*")


class Refused(Exception):
    """A body that is not a genuine delivery, and the HTTP status to respond with."""

    def __init__(self, status, problem):
        super().__init__(problem)
        self.status = status


def load_key(pem):
    """Reads the public key: PKCS#1 PEM (`BEGIN RSA PUBLIC KEY`), as Partna publishes it."""
    key = load_pem_public_key(pem)
    if not isinstance(key, rsa.RSAPublicKey) or not 2048 <= key.key_size <= 8192 or key.key_size % 8:
        raise ValueError("key: not an RSA key of 2048 to 8192 bits")
    return key


def verify(key, body):
    """Returns the event name, which is not signed, and the signed bytes of `data`. Raises `Refused`."""
    if len(body) > MAX_BODY_BYTES:
        raise Refused(413, "body: too large")
    body = body[3:] if body.startswith(BYTE_ORDER_MARK) else body
    if depth(body) > MAX_DEPTH:
        raise Refused(400, "body: too deep")
    try:
        event, data, signature = split(body)
        signature = decode_base64(signature)
    except (ValueError, KeyError, RecursionError):
        raise Refused(400, "body: not a delivery") from None
    # Genuine signatures have the maximum length. The length of the digest is the default of most libraries, for tests. The
    # lengths are numbers because `PSS.MAX_LENGTH` accepts any length in verification.
    salt_lengths = (key.key_size // 8 - DIGEST_BYTES - 2, DIGEST_BYTES)
    # The raw bytes first; then without whitespace between the tokens, which a proxy may have added.
    for signed in (data, compact(data)):
        if any(is_signed(key, signature, signed, salt) for salt in salt_lengths):
            return event, signed
    raise Refused(401, "signature: invalid")


def is_signed(key, signature, signed, salt_length):
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=salt_length)
    try:
        key.verify(signature, signed, pss, hashes.SHA256())
        return True
    except InvalidSignature:
        return False


def split(body):
    """Returns `event`, the bytes of `data` exactly as they are in the body, and `signature`.

    Parsing and re-serializing `data` changes bytes, and a search for `"data":` may find it inside of texts. Therefore this
    function walks the members of the outer object, and the parser finds the end of each value.
    """
    text = body.decode("latin-1")  # a character for each byte: offsets in the text are offsets in the body
    parser = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=reject)
    skip = lambda at: WHITESPACE.match(text, at).end()
    parser.decode(text)  # raises `ValueError` unless the whole text is JSON
    at = skip(0)
    if text[at] != "{":
        raise ValueError("not an object")
    ranges = {}
    at = skip(at + 1)
    while text[at] != "}":
        _, after = parser.raw_decode(text, at)
        name = text_of(body[at:after])
        start = skip(skip(after) + 1)  # after the colon
        _, after = parser.raw_decode(text, start)
        if name in ranges and name in ("event", "data", "signature"):
            raise ValueError("repeated name: parsers differ in which value they use")
        ranges[name] = slice(start, after)
        at = skip(after)
        if text[at] == ",":
            at = skip(at + 1)
    data = ranges["data"]
    for outside in (body[: data.start], body[data.stop :]):
        outside.decode("utf-8")
    event = text_of(body[ranges["event"]])
    signature = body[ranges["signature"]] if "signature" in ranges else b"null"
    if signature in (b"null", b'""'):
        raise Refused(401, "signature: missing")
    return event, body[data], text_of(signature)


def text_of(raw):
    """Decodes a JSON string."""
    value = json.loads(raw.decode("utf-8"))
    if not isinstance(value, str):
        raise ValueError("not a string")
    value.encode("utf-8")  # rejects unpaired surrogates
    return value


def reject(constant):
    raise ValueError(f"{constant} is not JSON")


def decode_base64(text):
    signature = base64.b64decode(text, validate=True)
    if base64.b64encode(signature).decode() != text:
        raise ValueError("not canonical base64")
    return signature


def depth(body):
    """Returns the maximum depth of objects and arrays."""
    deepest = level = 0
    for bracket in re.findall(rb"[{}\[\]]", re.sub(STRING, b"", body, flags=re.DOTALL)):
        level = level + 1 if bracket in b"{[" else max(level - 1, 0)
        deepest = max(deepest, level)
    return deepest


def compact(data):
    """Removes the whitespace between tokens."""
    return re.sub(rb"(" + STRING + rb")|[ \t\n\r]+", lambda found: found[1] or b"", data, flags=re.DOTALL)


def handle(name, data, key):
    """Replace this with a row in your database: `key` in a unique column, in the transaction that books the event.

    Do not rely on `name`: it is not signed. Check that `data` has the fields of that event, and look up your own order by its
    reference. Numbers are kept as text here; `decimal.Decimal` parses them exactly, and a float does not.
    """
    fields = json.loads(data.decode("utf-8", "replace"), parse_int=str, parse_float=str)
    fields = fields if isinstance(fields, dict) else {}
    line = {"event": name, "key": key, "reference": fields.get("transactionReference"), "status": fields.get("status")}
    print(json.dumps(line), flush=True)


class Receiver(BaseHTTPRequestHandler):
    timeout = SOCKET_TIMEOUT
    seen = set()  # only of this process
    lock = threading.Lock()

    def do_POST(self):
        length = self.headers.get("Content-Length", "0")
        if not re.fullmatch(r"[0-9]{1,9}", length) or "Transfer-Encoding" in self.headers:
            return self.respond(411)
        if int(length) > MAX_BODY_BYTES:
            return self.respond(413)
        body = self.rfile.read(int(length))
        if len(body) != int(length):
            return self.respond(400)
        try:
            name, data = verify(self.server.key, body)
            key = hashlib.sha256(data).hexdigest()  # equal for all deliveries of one event
            with self.lock:
                if key not in self.seen:
                    handle(name, data, key)
                    self.seen.add(key)
        except Refused as refused:
            print(refused, file=sys.stderr, flush=True)
            return self.respond(refused.status)
        except Exception as error:  # the event is not stored: Partna delivers it again
            print(type(error).__name__, file=sys.stderr, flush=True)
            return self.respond(503)
        return self.respond(200)

    def respond(self, status):
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def main():
    with open(sys.argv[1], "rb") as file:
        key = load_key(file.read())
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 8080
    server = ThreadingHTTPServer(("127.0.0.1", port), Receiver)
    server.key = key
    print(json.dumps({"listening": server.server_address[1]}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
