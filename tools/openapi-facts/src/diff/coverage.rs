//! Writes the part of the documentation that lists which parts of a document a report covers.

use crate::remainder::WORDS;
use crate::schema::NOTE_KEYWORDS;

/// Parts that no rule models: the object that has them, and their keyword.
pub(super) const UNMODELLED: [(&str, &str); 14] = [
    ("document", "webhooks"),
    ("server variable", "enum"),
    ("security scheme", "bearerFormat"),
    ("operation", "callbacks"),
    ("request body or response, of one media type", "encoding"),
    ("response", "links"),
    ("response header", "required"),
    ("response header", "deprecated"),
    ("response header", "content"),
    ("schema of a response header", "maximum"),
    ("schema", "not"),
    ("schema", "xml"),
    ("schema", "minContains"),
    ("schema", "patternProperties"),
];

/// Differences without an effect on the wire.
const EQUAL: [(&str, &str); 13] = [
    (
        "names of components and security schemes",
        "the value of a discriminator, if it is the name of a component",
    ),
    (
        "order of keys, parameters, enum values, servers and alternatives",
        "",
    ),
    ("names of path parameters", "their position is compared"),
    ("a prefix that moves between all servers and all paths", ""),
    (
        "case of header names and media types, and the charset of a media type",
        "",
    ),
    (
        "defaults that are written out, such as `style: form` of a query parameter",
        "`additionalProperties: true` and `minLength: 0`",
    ),
    (
        "a reference in place of its target, and `allOf` in place of the merged schema",
        "a keyword that several parts state, even with the same value",
    ),
    (
        "`$anchor`, `$comment`, and schemas in `$defs` or `definitions`",
        "schemas to which a reference leads",
    ),
    (
        "a whole number that is written as a fraction, and the order of keys in a default or `const`",
        "",
    ),
    (
        "the slash at the end of a server, the case of its host, and a default port",
        "",
    ),
    ("servers of an operation that are those of the document", ""),
    ("titles of alternatives", ""),
    ("`info` and `openapi`", ""),
];

/// Returns the notes, the unmodelled changes and the differences that are not reported, as Markdown.
pub fn coverage() -> String {
    let code = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    let mut text = "## Notes\n\nNotes are statements that our document does not have to contain. A report lists their changes, and `upstream verify` \
        ignores them.\n\n| note | rules |\n| --- | --- |\n"
        .to_owned();
    text += &format!(
        "| {} of a request | `constraint-*`, `default-changed`, `field-deprecated`, `field-restored` |\n",
        code(&NOTE_KEYWORDS)
    );
    text += "| the same keywords of a response | `response-constraint-changed`, `field-deprecated`, `field-restored` |\n";
    text += "| `style`, `explode`, `allowReserved` and the media type of a parameter | `parameter-encoding-changed` |\n";
    text +=
        "| `allowEmptyValue` of a parameter, `additionalProperties: false` | `constraint-*` |\n";
    text += "| `propertyName` and `mapping` of a discriminator | `discriminator-changed` |\n";
    text += "| `readOnly` fields of a request, `writeOnly` fields of a response | `one-way-field-changed` |\n";
    text += "| headers of a response and their types | `response-header-*` |\n";
    text += "| extensions, `x-*` | `extension-changed` |\n";
    text += "\n## Unmodelled changes\n\nA difference without a rule is an `unmodelled-change` at its JSON pointer, with references resolved. \
        It counts as breaking until a person has reviewed it. These are examples; any other keyword is reported in the same \
        way.\n\n| in | keyword |\n| --- | --- |\n";
    for (place, keyword) in UNMODELLED {
        text += &format!("| {place} | `{keyword}` |\n");
    }
    text += &format!(
        "\n## Not reported\n\nThese keywords are words, at any object: {}. Fields and values with these names are compared.\n\n\
         The following differences are not changes:\n\n| difference | but reported |\n| --- | --- |\n",
        code(&WORDS)
    );
    for (difference, exception) in EQUAL {
        text += &format!("| {difference} | {exception} |\n");
    }
    text
}
