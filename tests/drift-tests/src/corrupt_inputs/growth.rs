//! Valid documents with a large number of one item.

use openapi_facts::json::{Json, Map};

/// The items of which a document has a large number.
pub const KINDS: [&str; 15] = [
    "fields of a request",
    "fields of a response",
    "fields without a name",
    "values of a request",
    "values without a name",
    "operations",
    "operations of one name",
    "types",
    "responses",
    "nested objects",
    "parameters",
    "levels",
    "statuses",
    "content types",
    "servers",
];

/// Returns a document with `count` items of a kind. Each item is one fact or more.
pub fn document(kind: &str, count: usize) -> Json {
    let paths = match kind {
        "operations" => map((0..count).map(|at| (format!("/p{at}"), item("get", operation([]))))),
        "operations of one name" => map((0..count).map(|at| {
            (
                format!("/{}", punctuation_name(at)),
                item("get", operation([])),
            )
        })),
        "types" => map((0..count).map(|at| {
            (
                format!("/p{at}"),
                item("post", body(object([(format!("a{at}"), text())]))),
            )
        })),
        "responses" => map((0..count).map(|at| {
            let response = response(object([(format!("a{at}"), text())]));
            (format!("/p{at}"), item("get", response))
        })),
        "nested objects" => map((0..count.div_ceil(2)).map(|at| {
            let inner = |name: &str| object([(format!("{name}{at}"), number())]);
            let outer = [("a", inner("x")), ("b", inner("y"))];
            let fields = outer.map(|(name, schema)| (name.to_owned(), schema));
            (format!("/p{at}"), item("post", body(object(fields))))
        })),
        "parameters" => map((0..count.div_ceil(PARAMETERS_PER_OPERATION)).map(|at| {
            let names = (0..PARAMETERS_PER_OPERATION).map(|number| format!("p{number}"));
            let path: String = names.clone().map(|name| format!("/{{{name}}}")).collect();
            let declared = names.map(|name| {
                map([
                    ("name".to_owned(), name.as_str().into()),
                    ("in".to_owned(), "path".into()),
                    ("schema".to_owned(), text()),
                ])
            });
            let declared = Json::Array(declared.collect());
            (
                format!("/o{at}{path}"),
                item("get", operation([("parameters", declared)])),
            )
        })),
        "levels" => map((0..count.div_ceil(LEVELS_PER_SCHEMA)).map(|at| {
            (
                format!("/p{at}"),
                item("post", body(nested(LEVELS_PER_SCHEMA))),
            )
        })),
        "fields of a request" => one(
            "/transfer",
            item(
                "post",
                body(object((0..count).map(|at| (format!("f{at}"), text())))),
            ),
        ),
        "fields of a response" => one(
            "/transfer",
            item(
                "post",
                response(object((0..count).map(|at| (format!("f{at}"), number())))),
            ),
        ),
        "fields without a name" => one(
            "/transfer",
            item(
                "post",
                body(object((0..count).map(|at| (punctuation_name(at), text())))),
            ),
        ),
        "values of a request" => one(
            "/transfer",
            item("post", body(values((0..count).map(|at| format!("V{at}"))))),
        ),
        "values without a name" => one(
            "/transfer",
            item("post", body(values((0..count).map(punctuation_name)))),
        ),
        "statuses" => {
            let statuses =
                (0..count).map(|at| (format!("4{at:02}"), one("description", "x".into())));
            one(
                "/transfer",
                item("get", operation([("responses", map(statuses))])),
            )
        }
        "content types" => {
            let kinds = (0..count).map(|at| (format!("text/{at}"), map([])));
            one(
                "/transfer",
                item(
                    "post",
                    operation([("requestBody", one("content", map(kinds)))]),
                ),
            )
        }
        _ => {
            let servers = (0..count)
                .map(|at| one("url", format!("https://example.com/{at}").as_str().into()));
            one(
                "/transfer",
                item(
                    "get",
                    operation([("servers", Json::Array(servers.collect()))]),
                ),
            )
        }
    };
    let info = map([
        ("title".to_owned(), "x".into()),
        ("version".to_owned(), "1".into()),
    ]);
    map([
        ("openapi".to_owned(), "3.0.3".into()),
        ("info".to_owned(), info),
        ("paths".to_owned(), paths),
    ])
}

/// The number of parameters of an operation. Each is declared, and is also a part of the path.
const PARAMETERS_PER_OPERATION: usize = 45;

/// The number of levels of a schema.
const LEVELS_PER_SCHEMA: usize = 50;

fn map(entries: impl IntoIterator<Item = (String, Json)>) -> Json {
    Json::Object(entries.into_iter().collect::<Map>())
}

fn one(key: &str, value: Json) -> Json {
    map([(key.to_owned(), value)])
}

fn item(method: &str, operation: Json) -> Json {
    one(method, operation)
}

fn operation<const N: usize>(parts: [(&str, Json); N]) -> Json {
    let responses = one("200", one("description", "x".into()));
    let mut operation = Map::from([("responses".to_owned(), responses)]);
    operation.extend(parts.map(|(key, value)| (key.to_owned(), value)));
    Json::Object(operation)
}

fn media(schema: Json) -> Json {
    one("content", one("application/json", one("schema", schema)))
}

fn body(schema: Json) -> Json {
    operation([("requestBody", media(schema))])
}

fn response(schema: Json) -> Json {
    operation([("responses", one("200", media(schema)))])
}

fn text() -> Json {
    one("type", "string".into())
}

fn number() -> Json {
    one("type", "number".into())
}

fn object(properties: impl IntoIterator<Item = (String, Json)>) -> Json {
    map([
        ("type".to_owned(), "object".into()),
        ("properties".to_owned(), map(properties)),
    ])
}

fn values(values: impl Iterator<Item = String>) -> Json {
    let listed = values.map(|value| value.as_str().into()).collect();
    let currency = map([
        ("type".to_owned(), "string".into()),
        ("enum".to_owned(), Json::Array(listed)),
    ]);
    object([("currency".to_owned(), currency)])
}

fn nested(levels: usize) -> Json {
    (0..levels).fold(text(), |inner, _| object([("x".to_owned(), inner)]))
}

/// Returns a name without letters and digits, unique for each number.
fn punctuation_name(mut number: usize) -> String {
    let mut name = String::from("-");
    loop {
        name.push(['-', '_', '~', '!'].get(number % 4).copied().unwrap_or('-'));
        number /= 4;
        if number == 0 {
            return name + "-";
        }
    }
}
