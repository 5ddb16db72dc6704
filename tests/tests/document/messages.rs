//! Every message of the program code, in one snapshot per crate, so that reviewers see a changed text.
//!
//! A message is a string that contains a blank: errors, logs, help texts, and fragments of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use partna_tests::{root, snapshots};
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The crates with messages, and their directories.
const CRATES: [(&str, &str); 8] = [
    ("partna-types", "crates/partna-types/src"),
    ("partna-client", "crates/partna-client/src"),
    ("partna-auth", "crates/partna-auth/src"),
    ("partna-webhook", "crates/partna-webhook/src"),
    ("partna-sandbox", "crates/partna-sandbox/src"),
    ("openapi-facts", "tools/openapi-facts/src"),
    ("partna-codegen", "tools/partna-codegen/src"),
    ("xtask", "xtask/src"),
];

#[test]
fn every_message_is_in_a_snapshot() -> Result {
    let root = root()?;
    for (name, dir) in CRATES {
        let mut messages = Messages::default();
        for path in sources(&root.join(dir))? {
            let file = syn::parse_file(&std::fs::read_to_string(&path)?)?;
            messages.visit_file(&file);
        }
        assert!(
            !messages.0.is_empty(),
            "{dir}: no messages found; check the path"
        );
        let text: Vec<_> = messages.0.into_iter().collect();
        snapshots().bind(|| insta::assert_snapshot!(format!("messages_{name}"), text.join("\n")));
    }
    Ok(())
}

/// Returns the hand-written files of a directory, without unit tests.
fn sources(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        if matches!(name, Some("generated" | "tests" | "tests.rs")) {
            continue;
        }
        if path.is_dir() {
            files.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}

#[derive(Default)]
struct Messages(BTreeSet<String>);

impl Messages {
    fn add(&mut self, text: &str) {
        let is_prose = text.trim().contains(' ') && text.chars().any(char::is_alphabetic);
        if is_prose {
            self.0.insert(
                text.escape_debug()
                    .to_string()
                    .replace("\\'", "'")
                    .replace("\\\"", "\""),
            );
        }
    }

    fn add_tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.add_tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        self.add(&text.value());
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && list.is_ok_and(|it| it.tokens.to_string() == "test")
    })
}

impl<'a> Visit<'a> for Messages {
    fn visit_item(&mut self, item: &'a syn::Item) {
        let attributes: &[_] = match item {
            syn::Item::Mod(item) => &item.attrs,
            syn::Item::Fn(item) => &item.attrs,
            syn::Item::Impl(item) => &item.attrs,
            _ => &[],
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_attribute(&mut self, attribute: &'a syn::Attribute) {
        if attribute.path().is_ident("error") {
            self.add_tokens(
                attribute
                    .meta
                    .require_list()
                    .map_or_else(|_| TokenStream::new(), |it| it.tokens.clone()),
            );
        }
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        self.add_tokens(call.tokens.clone());
    }

    fn visit_lit_str(&mut self, text: &'a syn::LitStr) {
        self.add(&text.value());
    }
}
