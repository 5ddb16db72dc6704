// Verifies webhooks of Partna, and receives them.
//
//     node partna-webhook.mjs KEY.pem [PORT]
//
// Needs Node 20, and no packages.

import { isUtf8 } from "node:buffer";
import { constants, createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_DEPTH = 64;
const REQUEST_TIMEOUT = 10_000; // milliseconds
const DIGEST_BYTES = 32;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const WHITESPACE = " \t\n\r";

/** A body that is not a genuine delivery, and the HTTP status to respond with. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem);
    this.status = status;
  }
}

/** Reads the public key: PKCS#1 PEM (`BEGIN RSA PUBLIC KEY`), as Partna publishes it. */
export function loadKey(pem) {
  const key = createPublicKey(pem);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== "rsa" || bits < 2048 || bits > 8192 || bits % 8 !== 0) {
    throw new Error("key: not an RSA key of 2048 to 8192 bits");
  }
  return key;
}

/** Returns the event name, which is not signed, and the signed bytes of `data`. Throws `Refused`. */
export function verify(key, body) {
  if (body.length > MAX_BODY_BYTES) throw new Refused(413, "body: too large");
  if (body.subarray(0, 3).equals(BYTE_ORDER_MARK)) body = body.subarray(3);
  const { event, data, signature } = split(body);
  // Genuine signatures have the maximum length. The length of the digest is the default of most libraries, for tests. The lengths
  // are numbers because `RSA_PSS_SALTLEN_MAX_SIGN` accepts any length in verification.
  const saltLengths = [key.asymmetricKeyDetails.modulusLength / 8 - DIGEST_BYTES - 2, DIGEST_BYTES];
  // The raw bytes first; then without whitespace between the tokens, which a proxy may have added.
  for (const signed of [data, compact(data)]) {
    if (saltLengths.some((saltLength) => isSigned(key, signature, signed, saltLength))) {
      return { event, signed };
    }
  }
  throw new Refused(401, "signature: invalid");
}

function isSigned(key, signature, signed, saltLength) {
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }; // MGF1 with the same digest
  return verifySignature("sha256", signed, pss, signature);
}

/**
 * Returns `event`, the bytes of `data` exactly as they are in the body, and the bytes of `signature`.
 *
 * Parsing and re-serializing `data` changes bytes, and a search for `"data":` may find it inside of texts. Therefore the parser
 * only checks that the body is JSON, and this function finds the start and the end of each member of the outer object.
 */
function split(body) {
  const text = body.toString("latin1"); // a character for each byte: offsets in the text are offsets in the body
  if (depth(text) > MAX_DEPTH) throw new Refused(400, "body: too deep");
  const notADelivery = () => new Refused(400, "body: not a delivery");
  try {
    JSON.parse(text);
  } catch {
    throw notADelivery();
  }
  let at = skipWhitespace(text, 0);
  if (text[at] !== "{") throw notADelivery();
  const ranges = new Map();
  at = skipWhitespace(text, at + 1);
  while (text[at] !== "}") {
    const nameEnd = valueEnd(text, at);
    const name = textOf(body.subarray(at, nameEnd));
    if (name === undefined) throw notADelivery();
    at = skipWhitespace(text, nameEnd);
    const start = skipWhitespace(text, at + 1); // after the colon
    const end = valueEnd(text, start);
    // Repeated name: parsers differ in which value they use.
    if (ranges.has(name) && ["event", "data", "signature"].includes(name)) throw notADelivery();
    ranges.set(name, [start, end]);
    at = skipWhitespace(text, end);
    if (text[at] === ",") at = skipWhitespace(text, at + 1);
  }
  if (!ranges.has("data") || !ranges.has("event")) throw notADelivery();
  const [start, end] = ranges.get("data");
  if (!isUtf8(body.subarray(0, start)) || !isUtf8(body.subarray(end))) throw notADelivery();
  const event = textOf(body.subarray(...ranges.get("event")));
  if (event === undefined) throw notADelivery();
  const rawSignature = ranges.has("signature") ? body.subarray(...ranges.get("signature")) : Buffer.from("null");
  if (["null", '""'].includes(rawSignature.toString())) throw new Refused(401, "signature: missing");
  const base64 = textOf(rawSignature);
  const signature = Buffer.from(base64 ?? "", "base64");
  // Node ignores characters that are not base64, so compare.
  if (base64 === undefined || signature.toString("base64") !== base64) throw notADelivery();
  return { event, data: body.subarray(start, end), signature };
}

/** Returns the end of the JSON value that begins at `at`. The text is valid JSON. */
function valueEnd(text, at) {
  if (text[at] === '"') return stringEnd(text, at);
  let level = 0;
  for (; at < text.length; at++) {
    const c = text[at];
    if (c === '"') at = stringEnd(text, at) - 1;
    else if (c === "{" || c === "[") level++;
    else if (level === 0 && (c === "," || c === "}" || c === "]" || WHITESPACE.includes(c))) return at;
    else if ((c === "}" || c === "]") && --level === 0) return at + 1;
  }
  return at;
}

function stringEnd(text, at) {
  for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === "\\") at++;
  return at + 1;
}

function skipWhitespace(text, at) {
  while (at < text.length && WHITESPACE.includes(text[at])) at++;
  return at;
}

/** Decodes a JSON string; `undefined` for anything else. */
function textOf(raw) {
  if (!isUtf8(raw)) return undefined;
  const value = JSON.parse(raw.toString("utf8"));
  return typeof value === "string" && value.isWellFormed() ? value : undefined;
}

/** Returns the maximum depth of objects and arrays. */
function depth(text) {
  let deepest = 0;
  let level = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (c === '"') at = stringEnd(text, at) - 1;
    else if (c === "{" || c === "[") deepest = Math.max(deepest, ++level);
    else if (c === "}" || c === "]") level = Math.max(level - 1, 0);
  }
  return deepest;
}

/** Removes the whitespace between tokens. */
function compact(data) {
  const text = data.toString("latin1");
  const kept = [];
  for (let at = 0; at < text.length; ) {
    const end = text[at] === '"' ? stringEnd(text, at) : at + 1;
    if (!WHITESPACE.includes(text[at])) kept.push(text.slice(at, end));
    at = end;
  }
  return Buffer.from(kept.join(""), "latin1");
}

/**
 * Replace this with a row in your database: `key` in a unique column, in the transaction that books the event.
 *
 * Do not rely on `name`: it is not signed. Check that `data` has the fields of that event, and look up your own order by its
 * reference. `JSON.parse` converts amounts to floats: parse them from the text with a decimal type instead.
 */
function handle(name, data, key) {
  const fields = JSON.parse(data.toString("utf8"));
  const { transactionReference: reference = null, status = null } = fields ?? {};
  console.log(JSON.stringify({ event: name, key, reference, status }));
}

const seen = new Set(); // only of this process

function receive(publicKey, request, response) {
  const respond = (status) => response.writeHead(status, { "content-length": 0, connection: "close" }).end();
  if (request.method !== "POST") return respond(405);
  const chunks = [];
  let length = 0;
  request.on("error", () => {});
  request.on("data", (chunk) => {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      chunks.length = 0;
      request.removeAllListeners("data").resume(); // discards the rest
      respond(413);
    } else chunks.push(chunk);
  });
  request.on("end", () => {
    if (length > MAX_BODY_BYTES) return;
    try {
      const { event, signed } = verify(publicKey, Buffer.concat(chunks));
      const key = createHash("sha256").update(signed).digest("hex"); // equal for all deliveries of one event
      if (!seen.has(key)) {
        handle(event, signed, key);
        seen.add(key);
      }
      respond(200);
    } catch (error) {
      const refused = error instanceof Refused;
      console.error(refused ? error.message : error.name);
      respond(refused ? error.status : 503); // 503: the event is not stored, Partna delivers it again
    }
  });
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const key = loadKey(readFileSync(argv[2]));
  const server = createServer((request, response) => receive(key, request, response));
  server.requestTimeout = REQUEST_TIMEOUT;
  server.listen(Number(argv[3] ?? 8080), "127.0.0.1", () => {
    console.log(JSON.stringify({ listening: server.address().port }));
  });
}
