//! Tests that every form of path that creates a cycle is found, and that other paths are not.

use std::path::Path;

use module_cycles::Files;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Returns the cycles of a crate with these files, each as file names.
fn cycles(files: &[(&str, &str)]) -> Result<Vec<Vec<String>>> {
    let directory = tempfile::tempdir()?;
    let source = directory.path();
    for (name, text) in files {
        let path = source.join(name);
        std::fs::create_dir_all(path.parent().ok_or("no parent")?)?;
        std::fs::write(path, text)?;
    }
    let name = |path: &Path| -> Result<String> {
        let name = path.strip_prefix(source)?.to_str().ok_or("not UTF-8")?;
        Ok(name.replace('\\', "/"))
    };
    let found = Files::read(source)?;
    let cycles = found.cycles();
    cycles
        .into_iter()
        .map(|cycle| cycle.into_iter().map(name).collect())
        .collect()
}

#[test]
fn finds_cycle_for_each_form_of_path() -> Result {
    for back in [
        "use crate::a::A;",
        "use crate::{a::A, a};",
        "use super::a::A;",
        "use super::{low, a::{A as B, C}};",
        "pub struct C(crate::a::A);",
        "fn f() { super::a::f(); }",
        "fn f() { println!(\"{}\", crate::a::f()); }",
        "fn f(value: &dyn crate::a::T) {}",
        "impl crate::a::T for u8 {}",
        "mod inner { use crate::a::A; }",
        "mod inner { use super::super::a::A; }",
        "fn f() { use crate::a::A; }",
        "pub use crate::a::A;",
        "pub(crate) use super::a::A;",
    ] {
        let found = cycles(&[
            ("lib.rs", "mod a; mod b; mod low;"),
            ("a.rs", "use crate::b::B;"),
            ("b.rs", back),
            ("low.rs", "pub struct Low;"),
        ])?;
        assert_eq!(found, [["a.rs", "b.rs"]], "{back}");
    }
    Ok(())
}

#[test]
fn finds_cycle_across_directories() -> Result {
    let found = cycles(&[
        ("lib.rs", "mod a; mod b;"),
        ("a/mod.rs", "mod deep;"),
        ("a/deep/mod.rs", "mod er;"),
        ("a/deep/er.rs", "use crate::b::low::B;"),
        ("b.rs", "mod low;"),
        ("b/low.rs", "use crate::c::C;"),
        ("c.rs", "fn f() { crate::a::deep::er::f() }"),
    ])?;
    assert_eq!(found, [["a/deep/er.rs", "b/low.rs", "c.rs"]]);
    Ok(())
}

#[test]
fn finds_cycle_between_module_and_its_submodule() -> Result {
    let found = cycles(&[
        ("lib.rs", "mod a; mod b;"),
        ("a/mod.rs", "mod part; fn f() { part::f() }"),
        ("a/part.rs", "use crate::b::B;"),
        ("b.rs", "use crate::a::A;"),
    ])?;
    assert_eq!(found, [["a/mod.rs", "a/part.rs", "b.rs"]]);
    Ok(())
}

#[test]
fn reports_the_largest_cycle_first() -> Result {
    let found = cycles(&[
        ("a.rs", "use crate::b::B;"),
        ("b.rs", "use crate::a::A;"),
        ("c.rs", "use crate::d::D; use crate::a::A;"),
        ("d.rs", "use crate::e::E;"),
        ("e.rs", "use crate::c::C;"),
        ("lib.rs", "mod a; mod b; mod c; mod d; mod e;"),
    ])?;
    let sizes: Vec<usize> = found.iter().map(Vec::len).collect();
    assert_eq!(sizes, [3, 2]);
    Ok(())
}

#[test]
fn accepts_layers() -> Result {
    for back in [
        // Paths to an enclosing module, to another crate, and to a name that is not a module.
        "use super::Shared; use crate::Shared;",
        "use std::a::A; use other::b::B;",
        "fn f() { a::f(); self::f(); Self::f() }",
        "/// See [`crate::a::A`].\nfn f() { let text = \"crate::a::A\"; }",
        "#[cfg(test)] mod tests { use crate::a::A; }",
        "#[cfg(test)] use crate::a::A;",
        "fn f() { quote! { use crate::a::A; } }",
    ] {
        let found = cycles(&[
            (
                "lib.rs",
                "mod a; mod b; pub use a::A; pub use b::B; struct Shared; fn f() { a::f(); b::f() }",
            ),
            ("a.rs", "use crate::b::B;"),
            ("b.rs", back),
        ])?;
        assert_eq!(found, Vec::<Vec<String>>::new(), "{back}");
    }
    Ok(())
}

#[test]
fn ignores_reexports_of_submodules() -> Result {
    let found = cycles(&[
        ("lib.rs", "mod a; mod b;"),
        (
            "a/mod.rs",
            "mod one; mod two; pub use one::One; pub use self::two::Two;",
        ),
        ("a/one.rs", "use super::two::Two; use crate::b::B;"),
        ("b.rs", "use crate::a::Shared;"),
        ("a/two.rs", "use crate::a::Shared;"),
    ])?;
    assert_eq!(found, Vec::<Vec<String>>::new());
    Ok(())
}

#[test]
fn ignores_tests_in_separate_files() -> Result {
    let found = cycles(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "#[cfg(test)] mod tests; use crate::b::B;"),
        ("a/tests/mod.rs", "mod cases; use super::A;"),
        ("a/tests/cases.rs", "use crate::b::B;"),
        (
            "b.rs",
            "#[cfg(test)] mod tests { use crate::a::tests::cases::C; }",
        ),
    ])?;
    assert_eq!(found, Vec::<Vec<String>>::new());
    Ok(())
}

#[test]
fn ignores_programs_beside_a_library() -> Result {
    let found = cycles(&[
        ("lib.rs", "pub mod a;"),
        ("a.rs", "use crate::b::B;"),
        ("b.rs", "fn f() {}"),
        ("main.rs", "use crate::a::A;"),
        ("bin/b.rs", "use crate::a::A;"),
    ])?;
    assert_eq!(found, Vec::<Vec<String>>::new());
    Ok(())
}
