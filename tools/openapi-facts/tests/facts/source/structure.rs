//! The structure of every part that is read: a wrong type is reported with its pointer.

use super::{Result, parse, rejection};

/// A valid document with all parts.
const DOCUMENT: &str = r##"{"openapi":"3.1.0","servers":[{"url":"/{v}","variables":{"v":{"default":"a","enum":["a"]}}}],
"security":[{"k":["s"]}],
"paths":{"/a":{"servers":[],"parameters":[],"post":{"tags":["t"],"security":[{}],"servers":[{"url":"/"}],
"parameters":[{"name":"q","in":"query","style":"form","explode":true,"required":false,"content":{"a/b":{"schema":{}}}}],
"requestBody":{"required":true,"content":{"a/b":{"schema":{"type":"object"},"encoding":{"f":{"contentType":"t","style":"form",
"explode":false,"headers":{"h":{"schema":{}}}}}}}},
"callbacks":{"c":{"{$url}":{"post":{"responses":{"200":{"headers":{"h":{"schema":{}}}}}}}}},
"responses":{"200":{"description":"","headers":{"h":{"content":{}}},"content":{"a/b":{"schema":{"type":["string","null"],
"format":"f","nullable":true,"enum":[1],"required":["a"],"properties":{"p":{}},"patternProperties":{"p":{}},"$defs":{"p":{}},
"dependentSchemas":{"p":{}},"allOf":[{}],"anyOf":[{}],"oneOf":[{}],"prefixItems":[{}],"not":{},"items":{},
"additionalProperties":{},"if":{},"then":{},"else":{},"contains":{},"propertyNames":{},"unevaluatedItems":{},
"unevaluatedProperties":{},"contentSchema":{},"discriminator":{"propertyName":"p","mapping":{"a":"b"}}}}},
"links":{"l":{"operationId":"o","operationRef":"r","parameters":{"p":1},"server":{"url":"/"}}}}}}}},
"webhooks":{"w":{"post":{"responses":{"200":{"description":""}}}}},
"components":{"pathItems":{"i":{"get":{"responses":{}}}},"callbacks":{"c":{"{$url}":{}}},"links":{"l":{}},"examples":{"e":{}},
"securitySchemes":{"o":{"type":"oauth2","flows":{"implicit":{"scopes":{"s":"text"},"authorizationUrl":"/","tokenUrl":"/",
"refreshUrl":"/"}}},"m":{"type":"mutualTLS"}}}}"##;

/// Returns whether any value is valid at a pointer.
fn is_data(pointer: &str) -> bool {
    let is = |end: &str| pointer.ends_with(end);
    pointer.contains("/enum/")
        || pointer.contains("/examples")
        || pointer.contains("/parameters/p")
        || pointer.contains("/scopes/")
        || is("description")
        // Text of a variable may be a number.
        || is("/variables/v/default")
        || pointer.contains("/variables/v/enum/")
}

#[test]
fn reports_each_value_of_a_wrong_type_with_its_pointer() -> Result {
    let doc = openapi_facts::json::Json::parse(DOCUMENT)?;
    parse(DOCUMENT)?;
    let mut pointers = Vec::new();
    doc.walk("", &mut |pointer, _| pointers.push(pointer.to_owned()));
    let (mut checked, mut wrong) = (0, Vec::new());
    for pointer in pointers.iter().filter(|it| !it.is_empty() && !is_data(it)) {
        for odd in ["7", "[7]", r#"{"a":7}"#, "\"\\u001b\""] {
            let mut doc = doc.clone();
            let value = openapi_facts::json::Json::parse(odd)?;
            let old = doc.pointer_mut(pointer).ok_or("no value")?;
            // A value of the same type is not wrong.
            if std::mem::discriminant(old) == std::mem::discriminant(&value) {
                continue;
            }
            *old = value;
            checked += 1;
            match rejection(&doc.pretty()?) {
                Ok(message) => assert!(!message.contains('\u{1b}'), "{message:?}"),
                Err(_) => wrong.push(format!("{pointer} {odd}")),
            }
        }
    }
    assert!(checked > 400, "{checked} values");
    // In a schema, `type` is a text or a list. `required` is a list; a flag is a common mistake, which the parser accepts.
    let accepted = |it: &&String| it.contains("/type ") || it.contains("/required ");
    let wrong: Vec<&String> = wrong.iter().filter(|it| !accepted(it)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

#[test]
fn server_variables_are_text() -> Result {
    let doc = r#"{"openapi":"3.0.3","servers":[{"url":"/{a}{b}","variables":{"a":{"default":8443,"enum":[8443,"443"]},
        "b":{"default":true}}}],"paths":{}}"#;
    let doc = parse(doc)?;
    let variables = doc.pointer("/servers/0/variables").cloned();
    let expected = r#"{"a":{"default":"8443","enum":["8443","443"]},"b":{"default":"true"}}"#;
    assert_eq!(variables, Some(openapi_facts::json::Json::parse(expected)?));
    Ok(())
}

#[test]
fn parameters_named_like_parts_of_the_builder_are_accepted() -> Result {
    for name in ["client", "_client", "request", "send", "body"] {
        let doc = format!(
            r#"{{"openapi":"3.0.3","paths":{{"/a/{{{name}}}/":{{"get":{{"responses":{{}}}}}},"/a?x=1":{{"get":{{"responses":{{}}}}}}}}}}"#
        );
        parse(&doc)?;
    }
    Ok(())
}

/// Keywords that hold schemas are nested as deeply as the parser permits.
#[test]
fn deep_schemas_are_rejected_or_read() -> Result {
    for keyword in ["not", "items", "if", "allOf", "$defs", "prefixItems"] {
        let (open, close) = match keyword {
            "allOf" | "prefixItems" => (format!(r#"{{"{keyword}":["#), "]}"),
            "$defs" => (format!(r#"{{"{keyword}":{{"a":"#), "}}"),
            _ => (format!(r#"{{"{keyword}":"#), "}"),
        };
        let (mut accepted, mut rejected) = (0, 0);
        for depth in (1..140).step_by(3) {
            let schema = format!("{}false{}", open.repeat(depth), close.repeat(depth));
            let doc =
                format!(r#"{{"openapi":"3.1.0","components":{{"schemas":{{"A":{schema}}}}}}}"#);
            match parse(&doc) {
                Ok(doc) => {
                    accepted += 1;
                    // The result can be read again.
                    openapi_facts::json::Json::parse(&doc.pretty()?)?;
                }
                Err(error) => {
                    rejected += 1;
                    let message = error.to_string();
                    assert!(
                        message.contains("recursion") || message.contains("levels"),
                        "{message}"
                    );
                }
            }
        }
        assert!(
            accepted > 15 && rejected > 5,
            "{keyword}: {accepted}, {rejected}"
        );
    }
    Ok(())
}
