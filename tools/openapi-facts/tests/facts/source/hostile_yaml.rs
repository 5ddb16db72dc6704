//! Hostile YAML: expansion of aliases, deep nesting, huge keys, corrupt bytes.

use std::cell::Cell;
use std::fmt::Write as _;

use openapi_facts::json::Json;
use openapi_facts::source::{self, Limits};

use super::yaml::{START, problem_of, value_of};
use super::{Result, TestNames, parse, rejection};

/// Returns anchors `a0` to `a{count - 1}`, each of which has `width` uses of the one before.
fn alias_bomb(count: usize, width: usize, open: &str, close: &str) -> String {
    let mut bomb = format!("x0: &a0 {open}k0: v{close}\n");
    for at in 1..count {
        let uses: Vec<String> = (0..width)
            .map(|it| format!("k{it}: *a{}", at - 1))
            .collect();
        let _ = writeln!(bomb, "x{at}: &a{at} {open}{}{close}", uses.join(", "));
    }
    bomb
}

#[test]
fn rejects_expansion_of_aliases_before_memory_is_used() -> Result {
    let long = "v".repeat(1 << 16);
    let merges: String = (0..3_000)
        .map(|at| format!("x{at}: &m{at} {{k{at}: 1, <<: *m{}}}\n", at.max(1) - 1))
        .collect();
    let merges = merges.replacen(", <<: *m0", "", 1);
    let chain: String = (1..200).fold("x0: &c0 [1]\n".to_owned(), |text, at| {
        text + &format!("x{at}: &c{at} [*c{}]\n", at - 1)
    });
    let keys: String = (0..10_000)
        .map(|at| format!("y{at}: {{*k : 1}}\n"))
        .collect();
    for (bomb, expected) in [
        (
            alias_bomb(10, 10, "{", "}"),
            "more than 1000000 values after aliases are expanded",
        ),
        (
            alias_bomb(60, 9, "{", "}"),
            "more than 1000000 values after aliases are expanded",
        ),
        (
            alias_bomb(10, 10, "[", "]"),
            "more than 1000000 values after aliases are expanded",
        ),
        (
            format!("x: &a \"{long}\"\ny: [{}]\n", vec!["*a"; 1_000].join(", ")),
            "more than 16777216 bytes after aliases are expanded",
        ),
        (
            format!("x: &k \"{long}\"\n{keys}"),
            "more than 16777216 bytes after aliases are expanded",
        ),
        (
            merges,
            "more than 1000000 values after aliases are expanded",
        ),
        (chain, "more than 128 levels of nesting"),
    ] {
        let bomb = format!("{START}{bomb}");
        let mut message = Ok(String::new());
        let work = allocation_counter::measure(|| message = rejection(&bomb));
        let message = message?;
        assert!(message.contains(expected), "{expected}: {message}");
        // The expanded values would need gigabytes.
        assert!(
            work.bytes_max < 300 << 20,
            "{expected}: {} bytes",
            work.bytes_max
        );
    }
    Ok(())
}

#[test]
fn expanded_aliases_count_against_the_limits_of_references() -> Result {
    // 200,000 values in paths, of which most are aliases.
    let fields: Vec<String> = (0..1_000).map(|at| format!("f{at}: {{}}")).collect();
    let uses: Vec<String> = (0..200).map(|at| format!("g{at}: *a")).collect();
    let doc = format!(
        "openapi: 3.0.3\nx: &a {{properties: {{{}}}}}\npaths: {{/a: {{get: {{responses: {{200: {{content: {{a/b: {{schema: {{\
         properties: {{{}}}}}}}}}}}}}}}}}}}\n",
        fields.join(", "),
        uses.join(", ")
    );
    let message = rejection(&doc)?;
    assert!(
        message.contains("more than 100000 values after references"),
        "{message}"
    );
    Ok(())
}

#[test]
fn rejects_deep_nesting_in_every_style() -> Result {
    let block = |line: &str, step: usize| {
        let lines = (0..300).map(|at| format!("{:1$}{line}\n", "", at * step));
        lines.collect::<String>()
    };
    let deep = 100_000;
    for text in [
        format!("x: {}", "[".repeat(deep)),
        format!("x: {}", "{a: ".repeat(deep)),
        format!("x: {}", "[{a: ".repeat(deep)),
        format!("x: {}", "- ".repeat(deep)),
        format!("x:\n  {}a", "- ".repeat(deep)),
        format!("x:\n  {}a", "? ".repeat(deep)),
        format!("x:\n{}", block("  a:", 1)),
        format!("x:\n{}", block("-", 1)),
        format!("x: {}{}", "[".repeat(200), "]".repeat(200)),
        format!(
            "x:\n  {}{}{}",
            "- ".repeat(100),
            "[".repeat(100),
            "]".repeat(100)
        ),
        format!("x:\n{}{}", block("  a:", 1), "[[[]]]"),
    ] {
        let message = problem_of(&text)?;
        assert!(message.len() < 1_000, "{message}");
    }
    assert!(value_of(&format!("x: {}{}", "[".repeat(100), "]".repeat(100))).is_ok());
    Ok(())
}

/// Ten times the input costs at most twelve times the allocations, and as many bytes.
#[test]
fn work_is_linear_in_the_input() -> Result {
    type Build = fn(usize) -> String;
    let builds: [(&str, Build); 9] = [
        ("anchors", |n| {
            (0..n).map(|at| format!("x{at}: &a{at} 1\n")).collect()
        }),
        ("anchors of one name", |n| {
            (0..n).map(|at| format!("x{at}: &a 1\n")).collect()
        }),
        ("aliases", |n| {
            format!("x: &a 1\ny: [{}]\n", vec!["*a"; n].join(", "))
        }),
        ("nested anchors", |n| {
            (0..n)
                .map(|at| format!("x{at}: &a{at} [&b{at} {{c: &d{at} e}}]\n"))
                .collect()
        }),
        ("keys", |n| {
            (0..n).map(|at| format!("x{at}: {{a: 1}}\n")).collect()
        }),
        ("list", |n| format!("x:\n{}", "- a\n".repeat(n))),
        ("flow list", |n| format!("x: [{}]\n", "a, ".repeat(n))),
        ("comments", |n| "# comment\n".repeat(n)),
        ("lines of text", |n| {
            format!("x: \"{}\"\n", "a\\n\n  ".repeat(n))
        }),
    ];
    for (name, build) in builds {
        let cost = |count: usize| -> Result<(u64, u64)> {
            let text = format!("{START}{}", build(count));
            let mut parsed = Ok(Json::Null);
            let work = allocation_counter::measure(|| parsed = parse(&text));
            parsed.map_err(|error| format!("{name}: {error}"))?;
            Ok((work.count_total, work.bytes_total))
        };
        let ((count, bytes), (counts, more_bytes)) = (cost(1_000)?, cost(10_000)?);
        assert!(
            counts <= 12 * count,
            "{name}: {count} and {counts} allocations"
        );
        assert!(
            more_bytes <= 16 * bytes,
            "{name}: {bytes} and {more_bytes} bytes"
        );
    }
    Ok(())
}

#[test]
fn rejects_huge_keys_and_values_with_a_short_message() -> Result {
    let long = "k".repeat(2 << 20);
    for (text, expected) in [
        (format!("{long}: 1\n"), "line "),
        (
            format!("x: 1\n? {long}\n: 1\n? {long}\n: 2\n"),
            "duplicate key",
        ),
        (format!("x: {{? {long} : 1}}\n"), "bytes in a JSON pointer"),
        (format!("x: !{long} a\n"), "line "),
        (format!("x: *{long}\n"), "line "),
        (format!("%{long}\n---\nx: 1\n"), "line "),
        (
            "x: [".to_owned() + &"a,".repeat(1_100_000) + "]\n",
            "more than 1000000 values",
        ),
    ] {
        let message = problem_of(&text)?;
        assert!(message.contains(expected), "{expected}: {message:.300}");
        assert!(message.chars().count() < 700, "{message:.900}");
    }
    Ok(())
}

/// Corrupts valid documents at random. Each is read or rejected with a message on one line.
#[test]
fn corrupt_bytes_never_panic() -> Result {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    let doc = "%YAML 1.2\n---\nopenapi: 3.1.0 # version\nx-base: &base\n  type: [string, 'null']\n  ? key\n  : \"a\\u00e9\\n\"\n\
               paths:\n  /a:\n    get:\n      responses:\n        200: {description: &d ok, x-a: [*d, !!str 1]}\n\
               components:\n  schemas:\n    A:\n      <<: *base\n      description: |-\n        text\n        more\n    x: {}\nx-b: >\n      folded\n";
    let odd: Vec<&[u8]> = vec![
        b"",
        b"\0",
        b"\t",
        b"\r",
        b"\xff",
        b"\xc3",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b": ",
        b"- ",
        b"? ",
        b"&a ",
        b"*d ",
        b"!!x ",
        b"!<",
        b"|\n",
        b">\n",
        b"'",
        b"\"",
        b"\\",
        b"%",
        b"---\n",
        b"...\n",
        b"#",
        b"<<: ",
        b"\n",
        b"    ",
        b"@",
        b"`",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xa8",
        b"\xc2\x85",
        b"~",
        b"{---",
        b"0x",
        b"1e9999",
    ];
    let edits = prop::collection::vec((0..doc.len(), 0..6_usize, prop::sample::select(odd)), 1..5);
    let mut runner = TestRunner::new_with_rng(
        Config {
            cases: 4_000,
            failure_persistence: None,
            ..Config::default()
        },
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let (accepted, rejected) = (Cell::new(0), Cell::new(0));
    runner.run(&edits, |edits| {
        let mut bytes = doc.as_bytes().to_vec();
        for (at, removed, inserted) in edits {
            let at = at.min(bytes.len());
            let end = (at + removed).min(bytes.len());
            bytes.splice(at..end, inserted.iter().copied());
        }
        match source::parse(&bytes, &Limits::default(), &TestNames) {
            Ok(_) => accepted.set(accepted.get() + 1),
            Err(error) => {
                rejected.set(rejected.get() + 1);
                let message = error.to_string();
                prop_assert!(!message.contains(char::is_control), "{message:?}");
            }
        }
        Ok(())
    })?;
    let (accepted, rejected) = (accepted.get(), rejected.get());
    assert!(
        accepted > 100 && rejected > 100,
        "{accepted} accepted, {rejected} rejected"
    );
    Ok(())
}
