use super::*;

fn unescape_text(text: &str, group: EscapeGroup, is_truncated: bool) -> Option<String> {
    let layer = Layer::outermost(text.as_bytes(), is_truncated);
    let unescaped = unescape(&layer, group)?;
    Some(String::from_utf8_lossy(&unescaped.text).into_owned())
}

#[test]
fn unescapes_one_layer() {
    for (text, expected) in [
        ("%2d%2D", "--"),
        ("%252d", "%2d"),
        ("%u002d%U002D", "--"),
        ("&#45;&#045&#x2D;&#X2d;", "----"),
        ("&amp;#45;&lt;&quot;", "&#45;<\""),
        (r"\u002d\\u002D\u{2d}\x2d\x{2d}\/\-", "-----/-"),
        (r"\U0000002d\\U0000002D", "--"),
        (r"\055\55\1\8\08\400", "--18\u{0}8 0"),
        (r"a\nb\r\nc\td", "a\nb\r\nc\td"),
        (r"\7\3\4", "734"),
        ("&#45&#45", "--"),
        ("%c3%a9&#233;\\u00e9", "ééé"),
    ] {
        let result = unescape_text(text, EscapeGroup::Common, false);
        assert_eq!(result.as_deref(), Some(expected), "{text}");
    }
    for text in [
        "", "plain", "%", "%2", "%zz", "%u12", "&", "&&;", "&nope;", "&#;", r"\u00", r"\x",
        r"\U12", "=2D",
    ] {
        assert_eq!(
            unescape_text(text, EscapeGroup::Common, false),
            None,
            "{text}"
        );
    }
}

#[test]
fn unescapes_backslashes_one_by_one() {
    let text = r"\\\u0000u002d\\x2d";
    let result = unescape_text(text, EscapeGroup::Backslashes, false);
    assert_eq!(result.as_deref(), Some("\\\0u002d\\x2d"));
    assert_eq!(
        unescape_text(r"\u002d", EscapeGroup::Backslashes, false),
        None
    );
}

#[test]
fn removes_zero_bytes_of_utf_16() {
    for text in ["1\0-\0-\0", "\u{0}1\0-\0-", "1\u{fffd}-\u{fffd}-"] {
        let result = unescape_text(text, EscapeGroup::Invisible, false);
        assert_eq!(result.as_deref(), Some("1--"), "{text}");
    }
    assert_eq!(
        unescape_text("\u{ff01}", EscapeGroup::Invisible, false),
        None
    );
}

#[test]
fn unescapes_quoted_printable() {
    for (text, expected) in [
        ("=2D=2d", "--"),
        ("=3D2D", "=2D"),
        ("a=\r\nb=\nc= \t\r\nd", "abcd"),
        ("=C3=A9", "é"),
    ] {
        let result = unescape_text(text, EscapeGroup::QuotedPrintable, false);
        assert_eq!(result.as_deref(), Some(expected), "{text}");
    }
    for text in ["", "plain", "=", "==", "a=b", "=2", "= x", "%2D"] {
        let result = unescape_text(text, EscapeGroup::QuotedPrintable, false);
        assert_eq!(result, None, "{text}");
    }
}

#[test]
fn drops_incomplete_escape_at_truncation() {
    for incomplete in [
        "%", "%2", "%u00", "&", "&#", "&#4", "&#x2", "&am", r"\", r"\u", r"\u00", r"\u{2", r"\x2",
        r"\U0000", r"\05",
    ] {
        let text = format!("a{incomplete}");
        let result = unescape_text(&text, EscapeGroup::Common, true);
        assert_eq!(result.as_deref(), Some("a"), "{incomplete}");
    }
    for incomplete in ["=", "=2", "=\t"] {
        let text = format!("a{incomplete}");
        let result = unescape_text(&text, EscapeGroup::QuotedPrintable, true);
        assert_eq!(result.as_deref(), Some("a"), "{incomplete}");
    }
}

#[test]
fn origin_covers_whole_escapes() {
    let layer = Layer::outermost(b"a%2Db&#45;", false);
    let unescaped = unescape(&layer, EscapeGroup::Common).unwrap();
    assert_eq!(unescaped.text, b"a-b-");
    assert_eq!(unescaped.origin(&(1..2)), 1..4);
    assert_eq!(unescaped.origin(&(0..4)), 0..10);
}
