//! The items of the public interface that must be listed.

use std::collections::BTreeSet;

use partna_tests::root;
use quote::ToTokens as _;
use syn::visit::Visit;
use syn::{Item, PathArguments, PathSegment, ReturnType, Signature, Visibility};

use super::Result;

pub(crate) const CRATES: [&str; 5] = [
    "partna-types",
    "partna-client",
    "partna-auth",
    "partna-webhook",
    "partna-sandbox",
];

/// Items that are public in a private module and not exported.
const UNREACHABLE: [(&str, &str); 1] = [("partna-client", "Sealed")];

/// The items of a crate that must be listed.
#[derive(Debug, Default)]
pub(crate) struct Interface {
    /// Structs, enums, traits, and the types that macro calls define. The first word of these calls is the name of the type.
    pub(crate) types: Vec<String>,
    /// Types that are the error of a result, or whose name ends in `Error`.
    pub(crate) errors: Vec<String>,
    /// `async fn`s, and functions that return a future or a stream.
    pub(crate) futures: Vec<String>,
}

impl Interface {
    /// Reads the hand-written interface of a crate.
    pub(crate) fn read(name: &str) -> Result<Self> {
        Self::of(name, &partna_drift_tests::public_api::of(&root()?, name)?)
    }

    fn of(name: &str, lines: &[String]) -> Result<Self> {
        let mut interface = Self::default();
        let mut errors = BTreeSet::new();
        let aliases: BTreeSet<&str> = lines
            .iter()
            .filter_map(|line| line.strip_prefix("type ")?.split_once(" = "))
            .filter(|(_, aliased)| aliased.contains("Future") || aliased.contains("Stream"))
            .map(|(alias, _)| alias)
            .collect();
        for line in lines {
            let line = without_attributes(line);
            if let Some(ty) = type_name(line) {
                interface.types.push(ty.to_owned());
            }
            if let Some((function, signature)) = function(line)? {
                let returned = Returned::of(&signature.output);
                if signature.asyncness.is_some() || returned.is_future(&aliases) {
                    interface.futures.push(function);
                }
                errors.extend(returned.errors);
            }
            let assigned = line
                .split_once(": Error = ")
                .or(line.split_once(": Err = "));
            errors.extend(assigned.map(|(_, error)| error.to_owned()));
        }
        let is_reachable = |ty: &String| !UNREACHABLE.contains(&(name, ty));
        interface.types.retain(is_reachable);
        let is_error = |ty: &&String| ty.ends_with("Error") || errors.contains(*ty);
        interface.errors = interface.types.iter().filter(is_error).cloned().collect();
        Ok(interface)
    }
}

/// Returns a line without its leading attributes.
fn without_attributes(mut line: &str) -> &str {
    while line.starts_with("#[") {
        let mut depth = 0;
        let end = line.char_indices().find(|(_, c)| {
            match c {
                '[' => depth += 1,
                ']' => depth -= 1,
                _ => {}
            }
            depth == 0 && *c == ']'
        });
        let rest = end.and_then(|(end, _)| line.get(end + 1..));
        line = rest.unwrap_or_default().trim_start();
    }
    line
}

/// Returns the name of the type or trait that a line declares. `enum A::B` is a variant, and `trait A::fn` is a method.
fn type_name(line: &str) -> Option<&str> {
    let (keyword, rest) = line.split_once(' ')?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
    let (name, rest) = rest.split_at(end.unwrap_or(rest.len()));
    match keyword {
        "struct" | "enum" => (!rest.starts_with("::")).then_some(name),
        "trait" => (!rest.starts_with("::fn ")).then_some(name),
        "macro" => macro_defined(line),
        _ => None,
    }
}

/// Macros that implement a trait for existing types.
const IMPLEMENTING: [&str; 2] = ["debug_of_a_handle", "json_schema_of"];

/// Returns the type that a macro call defines, if its first word is a type name.
fn macro_defined(line: &str) -> Option<&str> {
    let mut words = line.split([' ', ',']).skip(1);
    let (called, name) = (words.next()?, words.next()?);
    let defines = called != "macro_rules" && !IMPLEMENTING.contains(&called);
    (defines && name.starts_with(char::is_uppercase)).then_some(name)
}

/// Returns the `Owner::name` of a function, and its signature.
fn function(line: &str) -> Result<Option<(String, Signature)>> {
    let keywords = ["async fn ", "const fn ", "unsafe fn ", "fn "];
    let starts = keywords.iter().filter_map(|keyword| line.find(keyword));
    let Some(start) = starts.min().filter(|_| !line.starts_with("macro ")) else {
        return Ok(None);
    };
    let (owner, signature) = line.split_at(start);
    let signature: Signature =
        syn::parse_str(signature).map_err(|error| format!("`{line}`: {error}"))?;
    let owner = owner.trim_start_matches("trait ").trim_end_matches("::");
    let owner = owner.split('<').next().unwrap_or_default();
    let name = if owner.is_empty() {
        signature.ident.to_string()
    } else {
        format!("{owner}::{}", signature.ident)
    };
    Ok(Some((name, signature)))
}

/// The names in the type that a function returns.
#[derive(Default)]
struct Returned {
    /// Every identifier, so that boxed futures and aliases are found.
    words: BTreeSet<String>,
    /// `E` of every `Result<T, E>`.
    errors: Vec<String>,
}

impl Returned {
    fn of(output: &ReturnType) -> Self {
        let mut returned = Self::default();
        returned.visit_return_type(output);
        returned
    }

    fn is_future(&self, aliases: &BTreeSet<&str>) -> bool {
        let named = ["BoxFuture", "BoxStream", "Future", "Stream"];
        let is_named = |word: &String| named.contains(&&**word) || aliases.contains(&**word);
        self.words.iter().any(is_named)
    }
}

impl<'ast> Visit<'ast> for Returned {
    fn visit_path_segment(&mut self, segment: &'ast PathSegment) {
        self.words.insert(segment.ident.to_string());
        if segment.ident == "Result"
            && let PathArguments::AngleBracketed(arguments) = &segment.arguments
            && arguments.args.len() == 2
        {
            let error = arguments.args.last().to_token_stream();
            self.errors.push(error.to_string());
        }
        syn::visit::visit_path_segment(self, segment);
    }
}

/// Returns the paths of the public types of the generated client, without the enums of `partna-types`.
pub(crate) fn generated() -> Result<Vec<String>> {
    let path = root()?.join("crates/partna-client/src/generated/client.rs");
    let file = syn::parse_file(&std::fs::read_to_string(path)?)?;
    let mut found = Vec::new();
    collect(&file.items, "", &mut found);
    Ok(found)
}

fn collect(items: &[Item], path: &str, found: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Struct(item) if matches!(item.vis, Visibility::Public(_)) => {
                found.push(format!("{path}{}", item.ident));
            }
            Item::Enum(item) if matches!(item.vis, Visibility::Public(_)) => {
                found.push(format!("{path}{}", item.ident));
            }
            Item::Mod(module) if matches!(module.vis, Visibility::Public(_)) => {
                let path = format!("{path}{}::", module.ident);
                let items = module.content.as_ref().map(|(_, items)| items);
                collect(items.map_or(&[], Vec::as_slice), &path, found);
            }
            _ => {}
        }
    }
}

#[test]
fn reads_types_errors_and_futures_of_the_interface() -> Result {
    let lines = [
        "#[derive(Clone)] #[must_use = \"a [link]\"] struct Handle<T>",
        "#[non_exhaustive] enum Failure",
        "enum Failure::Late(Duration)",
        "struct LoadError",
        "trait Source: fmt::Debug",
        "trait Source::fn load<'a>(&'a self) -> LoadFuture<'a>",
        "type LoadFuture = Pin<Box<dyn Future<Output = Result<LoadOutcome, Failure>> + Send + 'a>>",
        "macro shape Deposit { always { } }",
        "macro from_integers i32, i64",
        "Handle<T>::async fn send<F:Fn() -> T>(self, done:impl Fn() -> F) -> Result<(), Error>",
        "Handle<T>::fn stream(self,) -> impl Stream<Item = u8> + Send",
        "Handle<T>::fn otp<F>(self, ask:F) -> Self where F:Future<Output = ()>",
        "#[must_use] fn wait() -> Pin<Box<dyn Future<Output =()> + Send>>",
        "Handle<T>::fn parts(&self) -> Result<Vec<(u8, u8)>, Failure>",
    ];
    let interface = Interface::of("partna-types", &lines.map(str::to_owned))?;
    let types = ["Handle", "Failure", "LoadError", "Source", "Deposit"];
    assert_eq!(interface.types, types);
    assert_eq!(interface.errors, ["Failure", "LoadError"]);
    let futures = ["Source::load", "Handle::send", "Handle::stream", "wait"];
    assert_eq!(interface.futures, futures);
    Ok(())
}
