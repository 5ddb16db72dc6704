//! Tests that paths of a document are read in the form in which they are sent, or rejected before they are used.

use openapi_facts::json::{Json, Map};

use super::{HostileWorkspace, Result, files, output};

/// Returns a document with one operation for each method, on one path, and its declared path parameters.
fn document(path: &str, parameters: &[&str]) -> Result<Json> {
    let parameters: Vec<String> = parameters
        .iter()
        .map(|name| {
            let name = serde_json::to_string(name)?;
            Ok(format!(
                r#"{{"name":{name},"in":"path","required":true,"schema":{{"type":"string"}}}}"#
            ))
        })
        .collect::<Result<_>>()?;
    let operation = format!(
        r#"{{"parameters":[{}],"responses":{{"200":{{"description":"ok"}}}}}}"#,
        parameters.join(",")
    );
    let mut paths = Map::new();
    let item = format!(r#"{{"get":{operation},"post":{operation}}}"#);
    paths.insert(path.to_owned(), Json::parse(&item)?);
    let mut doc =
        Json::parse(r#"{"openapi":"3.0.3","info":{"title":"x","version":"1"},"paths":{}}"#)?;
    *doc.pointer_mut("/paths").ok_or("no paths")? = Json::Object(paths);
    Ok(doc)
}

/// A path, its declared parameters, and its problem.
const REJECTED: [(&str, &[&str], &str); 21] = [
    ("/h/\"} , \"x\": {\"", &[], "brace"),
    ("/a/{b", &["b"], "brace"),
    ("/a/b}", &[], "brace"),
    ("/{a}}", &["a"], "brace"),
    ("/{{a}}", &["a"], "brace"),
    ("/{a{b}}", &["a", "b"], "brace"),
    ("/}{", &[], "brace"),
    ("/{a/b}", &["a/b"], "brace"),
    ("/{a}/{", &["a"], "brace"),
    ("/\u{1b}[31m{\r\n::error::x", &[], "brace"),
    ("/a/{}/c", &[], "letter"),
    ("/{-}", &["-"], "letter"),
    ("/{...}", &[], "letter"),
    ("/..", &[], "segment"),
    ("/a/../b", &[], "segment"),
    ("/a/./b", &[], "segment"),
    ("/a/%2e%2E/b", &[], "segment"),
    ("/a/.%2e", &[], "segment"),
    ("a", &[], "begin with `/`"),
    ("", &[], "begin with `/`"),
    ("{a}", &["a"], "begin with `/`"),
];

#[test]
fn rejects_paths_that_cannot_be_sent() -> Result {
    let hostile = HostileWorkspace::new()?;
    let ours = hostile.copy_workspace()?;
    let before = files(&ours)?;
    for (path, parameters, problem) in REJECTED {
        std::fs::write(
            hostile.path("bad.json"),
            document(path, parameters)?.pretty()?,
        )?;
        for line in [
            "facts @bad.json",
            "upstream diff --from @bad.json",
            "upstream diff --from @vendor.json --base @bad.json --format github",
            "upstream pr-body --from @bad.json",
            "upstream acknowledge 0123456789ab --why x --from @bad.json",
            "upstream fetch --from @bad.json --out @kept.json",
            "upstream strip @bad.json @kept.json",
            "upstream import @bad.json --out @made",
            "upstream adopt --from @bad.json --dir @copy",
            "upstream adopt --from @bad.json --dir @copy --assume",
        ] {
            let output = hostile.xtask(line)?;
            let message = String::from_utf8(output.stderr)?;
            assert_eq!(
                output.status.code(),
                Some(30),
                "{path:?}, {line}: {message}"
            );
            assert!(
                message.starts_with("error: ")
                    && message.contains("bad.json: path `")
                    && message.contains(problem)
                    && message.contains("; correct the path in a copy of the document")
                    && message.lines().count() == 1,
                "{path:?}, {line}: {message}"
            );
            output::assert_harmless(&message);
            assert_eq!(output.stdout, b"", "{path:?}, {line}");
        }
        assert!(!hostile.path("made").exists() && !hostile.path("kept.json").exists());
        assert_eq!(files(&ours)?, before, "{path:?}");
    }
    Ok(())
}

/// A path, its declared parameters, and the path as it is sent.
const SENT: [(&str, &[&str], &str); 20] = [
    ("/{undeclared}", &[], "/{undeclared}"),
    ("/{a}/{a}", &["a"], "/{a}/{a}"),
    ("/{a}{b}:c", &["a", "b"], "/{a}{b}:c"),
    ("/{1}", &["1"], "/{1}"),
    (
        "/{self}/{type}/{url}",
        &["self", "type", "url"],
        "/{self}/{type}/{url}",
    ),
    ("/{a b}", &["a b"], "/{a%20b}"),
    ("/{é}", &["é"], "/{%C3%A9}"),
    ("/a\u{0}\t\n\u{1b}b", &[], "/a%00%09%0A%1Bb"),
    ("/a'b\"c d", &[], "/a'b%22c%20d"),
    ("/a?b=c&d#e", &[], "/a?b=c&d%23e"),
    ("/a\\b\\..\\c", &[], "/a%5Cb%5C..%5Cc"),
    ("/é/日本", &[], "/%C3%A9/%E6%97%A5%E6%9C%AC"),
    ("/%zz/%4", &[], "/%25zz/%254"),
    ("/%41%2f%", &[], "/%41%2f%25"),
    ("/<b>`x`|^[c]", &[], "/%3Cb%3E%60x%60%7C%5E%5Bc%5D"),
    ("/a;b,c@d:e!$()*+~_-.x", &[], "/a;b,c@d:e!$()*+~_-.x"),
    ("/...", &[], "/..."),
    (
        "/\u{202e}\u{2028}::error::x",
        &[],
        "/%E2%80%AE%E2%80%A8::error::x",
    ),
    ("/*/ //! x", &[], "/*/%20//!%20x"),
    ("/::error file=a::b", &[], "/::error%20file=a::b"),
];

#[test]
fn paths_are_percent_encoded_in_generated_code() -> Result {
    let hostile = HostileWorkspace::new()?;
    let long = format!("/{}", "\u{1}a".repeat(1_900));
    let encoded = long.replace('\u{1}', "%01");
    let cases = SENT.into_iter().chain([(&*long, &[][..], &*encoded)]);
    for (path, parameters, sent) in cases {
        std::fs::write(
            hostile.path("vendor.json"),
            document(path, parameters)?.pretty()?,
        )?;
        let workspace = hostile.import()?;
        let read = |file: &str| -> Result<String> {
            let path = workspace.join("crates/partna-client/src").join(file);
            let text = std::fs::read_to_string(path)?;
            syn::parse_file(&text)?;
            Ok(text)
        };
        let table = read("generated/operations.rs")?;
        assert_eq!(
            table.matches(&format!("path: \"{sent}\",")).count(),
            2,
            "{path:?}: {table}"
        );
        // The generator replaces the parameters with placeholders.
        let mut format = String::from("{}");
        for (at, part) in sent.split('{').enumerate() {
            match part.split_once('}') {
                Some((_, rest)) if at > 0 => format += &format!("{{}}{rest}"),
                _ => format += part,
            }
        }
        let format = format!("\"{format}\",");
        assert!(
            read("generated/client.rs")?.contains(&format),
            "{path:?}: {format}"
        );
        let facts = hostile.run("facts @vendor.json", &[0])?;
        assert!(facts.starts_with(&format!("GET {sent}\n")), "{facts}");
        hostile.run("upstream diff --from @vendor.json --format markdown", &[20])?;
        hostile.copy_workspace()?;
        hostile.run(
            "upstream adopt --from @vendor.json --dir @copy --assume",
            &[0],
        )?;
        std::fs::remove_dir_all(&workspace)?;
        std::fs::remove_dir_all(hostile.path("copy"))?;
    }
    Ok(())
}
