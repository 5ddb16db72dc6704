//! Properties of the generated client, checked on its syntax.

mod exports;

use std::collections::BTreeSet;
use std::error::Error;

use partna_auth::OPERATIONS;
use partna_tests::root;
use syn::visit::{self, Visit};
use syn::{Fields, ImplItem, Item, ItemMod, ReturnType, Type, Visibility};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The number of lines that progenitor 0.15.1 generates from the vendor's document.
const VENDOR_LINES: usize = 39_223;

fn generated() -> Result<(String, syn::File)> {
    let text =
        std::fs::read_to_string(root()?.join("crates/partna-client/src/generated/client.rs"))?;
    let file = syn::parse_file(&text)?;
    Ok((text, file))
}

fn module<'a>(items: &'a [Item], name: &str) -> Result<&'a [Item]> {
    let found = items.iter().find_map(|item| match item {
        Item::Mod(ItemMod {
            ident,
            content: Some((_, items)),
            ..
        }) if ident == name => Some(items.as_slice()),
        _ => None,
    });
    found.ok_or_else(|| format!("no module `{name}`").into())
}

fn text(tokens: &impl quote::ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

#[test]
fn every_send_returns_the_crate_error_and_a_named_type() -> Result {
    let (_, file) = generated()?;
    let types: BTreeSet<String> = module(&file.items, "types")?
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    let mut sends = 0;
    for item in module(&file.items, "builder")? {
        let Item::Impl(block) = item else { continue };
        for item in &block.items {
            let ImplItem::Fn(function) = item else {
                continue;
            };
            if function.sig.ident != "send" || !is_public(&function.vis) {
                continue;
            }
            sends += 1;
            let ReturnType::Type(_, returned) = &function.sig.output else {
                return Err("a `send` has no return type".into());
            };
            let returned = text(returned);
            let response = returned
                .strip_prefix("Result<ResponseValue<types::")
                .and_then(|rest| rest.strip_suffix(">,crate::Error>"))
                .ok_or_else(|| format!("a `send` returns {returned}"))?;
            assert!(types.contains(response), "{response}: not a generated type");
        }
    }
    assert_eq!(sends, 66);
    assert_eq!(OPERATIONS.len(), 66);
    Ok(())
}

/// Returns the builders of a module: their names, and whether they are `#[must_use]`.
fn builders(items: &[Item]) -> Vec<(String, bool)> {
    let structs = items.iter().filter_map(|item| match item {
        Item::Struct(item) => Some(item),
        _ => None,
    });
    let is_must_use = |attr: &syn::Attribute| attr.path().is_ident("must_use");
    structs
        .map(|item| (item.ident.to_string(), item.attrs.iter().any(is_must_use)))
        .collect()
}

#[test]
fn every_builder_is_must_use() -> Result {
    let (_, file) = generated()?;
    let of_operations = builders(module(&file.items, "builder")?);
    let of_bodies = builders(module(module(&file.items, "types")?, "builder")?);
    assert_eq!(of_operations.len(), 66);
    assert!(of_bodies.len() > 20, "{of_bodies:?}");
    for (name, must_use) in of_operations.into_iter().chain(of_bodies) {
        assert!(must_use, "{name}: not `#[must_use]`");
    }
    Ok(())
}

#[test]
fn every_body_builder_returns_the_crate_error() -> Result {
    let (_, file) = generated()?;
    let items = module(module(&file.items, "types")?, "builder")?;
    for (name, _) in builders(items) {
        let blocks = items.iter().filter_map(|item| match item {
            Item::Impl(block) => Some(block),
            _ => None,
        });
        let (mut builds, mut converts) = (false, false);
        for block in blocks {
            let (target, converted) = (text(&block.self_ty), format!("super::{name}"));
            for item in &block.items {
                let ImplItem::Fn(function) = item else {
                    continue;
                };
                let output = text(&function.sig.output).replace(",>", ">");
                builds |= target == name
                    && function.sig.ident == "build"
                    && output == format!("->::std::result::Result<{converted},crate::Error>");
                converts |= target == converted
                    && function.sig.ident == "try_from"
                    && output == "->::std::result::Result<Self,crate::Error>";
            }
        }
        assert!(builds && converts, "{name}: {builds} {converts}");
    }
    Ok(())
}

/// Counts mentions of the crate-private `RequestError` in public and in private signatures.
#[derive(Default)]
struct Mentions {
    public: Vec<String>,
    private: usize,
    signatures: usize,
}

impl Mentions {
    fn record(
        &mut self,
        public: bool,
        part: &impl quote::ToTokens,
        visit: impl FnOnce(&mut Paths),
    ) {
        let mut paths = Paths(false);
        visit(&mut paths);
        self.signatures += usize::from(public);
        match (paths.0, public) {
            (true, true) => self.public.push(text(part)),
            (true, false) => self.private += 1,
            (false, _) => {}
        }
    }
}

/// Finds a path that contains `RequestError`.
struct Paths(bool);

impl<'ast> Visit<'ast> for Paths {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut names = path.segments.iter().map(|segment| &segment.ident);
        self.0 |= names.any(|name| name == "RequestError");
        visit::visit_path(self, path);
    }
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.record(is_public(&function.vis), &function.sig, |paths| {
            paths.visit_signature(&function.sig)
        });
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        let sig = &function.sig;
        self.record(is_public(&function.vis), sig, |paths| {
            paths.visit_signature(sig)
        });
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        self.record(true, &function.sig, |paths| {
            paths.visit_signature(&function.sig)
        });
    }

    fn visit_item_type(&mut self, alias: &'ast syn::ItemType) {
        self.record(is_public(&alias.vis), alias, |paths| {
            paths.visit_type(&alias.ty)
        });
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.record(true, variant, |paths| paths.visit_variant(variant));
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.record(is_public(&field.vis), field, |paths| {
            paths.visit_type(&field.ty)
        });
    }

    fn visit_item_use(&mut self, import: &'ast syn::ItemUse) {
        if is_public(&import.vis) {
            self.public.push(text(import));
        }
    }

    fn visit_item_impl(&mut self, block: &'ast syn::ItemImpl) {
        if let Some((_, path, _)) = &block.trait_ {
            self.record(true, path, |paths| paths.visit_path(path));
        }
        visit::visit_item_impl(self, block);
    }
}

#[test]
fn request_error_is_not_in_public_signatures() -> Result {
    let (_, file) = generated()?;
    let mut mentions = Mentions::default();
    mentions.visit_file(&file);
    assert_eq!(mentions.public, Vec::<String>::new());
    assert!(mentions.signatures > 1000, "{}", mentions.signatures);
    // Every crate-private `request` mentions it.
    assert_eq!(mentions.private, 66);
    Ok(())
}

/// All identifiers of a file.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_ident(&mut self, ident: &'ast syn::Ident) {
        self.0.insert(ident.to_string());
    }
}

#[test]
fn progenitor_client_is_not_in_generated_code() -> Result {
    let (_, file) = generated()?;
    let mut names = Names::default();
    names.visit_file(&file);
    assert!(names.0.contains("reqwest"));
    for name in [
        "progenitor_client",
        "ByteStream",
        "ClientInfo",
        "ClientHooks",
        "QueryParam",
    ] {
        assert!(!names.0.contains(name), "{name}");
    }
    Ok(())
}

#[test]
fn untyped_json_is_only_in_undocumented_fields() -> Result {
    let (source, file) = generated()?;
    assert!(!source.contains("f64") && !source.contains("f32"));
    for item in module(&file.items, "types")? {
        let Item::Struct(item) = item else { continue };
        for field in &item.fields {
            let name = field
                .ident
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            let allowed = match (item.ident.to_string().as_str(), name.as_str()) {
                ("ApiError", "data") | (_, "extra") => true,
                // A response that is an extension map as a whole.
                (_, "") => text(&field.ty).contains("serde_json::Map"),
                _ => false,
            };
            assert!(
                allowed || !text(&field.ty).contains("Value"),
                "{}.{name}",
                item.ident
            );
        }
    }
    Ok(())
}

#[test]
fn structs_are_non_exhaustive_and_collections_accept_null() -> Result {
    let (_, file) = generated()?;
    let mut named = 0;
    for item in module(&file.items, "types")? {
        let Item::Struct(item) = item else { continue };
        let attributes: String = item.attrs.iter().map(text).collect();
        if matches!(item.fields, Fields::Named(_)) {
            named += 1;
            assert!(attributes.contains("non_exhaustive"), "{}", item.ident);
        }
        for field in &item.fields {
            let attributes: String = field.attrs.iter().map(text).collect();
            let Type::Path(path) = &field.ty else {
                continue;
            };
            let outer = path
                .path
                .segments
                .last()
                .map(|segment| segment.ident.to_string());
            if matches!(outer.as_deref(), Some("Vec" | "BTreeMap" | "Map"))
                && !attributes.contains("flatten")
            {
                assert!(
                    attributes.contains("null_as_empty"),
                    "{} {:?}",
                    item.ident,
                    field.ident
                );
            }
        }
    }
    assert!(named > 100, "{named}");
    Ok(())
}

#[test]
fn client_is_smaller_than_that_of_the_vendors_document() -> Result {
    let (source, file) = generated()?;
    let lines = source.lines().count();
    assert!(lines * 100 <= VENDOR_LINES * 60, "{lines} lines");
    let types = module(&file.items, "types")?
        .iter()
        .filter(|item| matches!(item, Item::Struct(_) | Item::Enum(_)))
        .count();
    assert!(types <= 200, "{types} types");
    println!("{lines} lines, {types} types");
    Ok(())
}

/// `ResponseValue::data` exists exactly for operations whose documented success has `data`.
#[test]
fn every_response_with_data_implements_has_data() -> Result {
    let (code, _) = generated()?;
    let document = partna_tests::document()?;
    let mut with_data = 0;
    for operation in OPERATIONS {
        let has_data = operation.success_members.contains(&"data");
        let pointer = format!(
            "/paths/{}/{}/responses/200/content/application~1json/schema/$ref",
            operation.path.replace('/', "~1"),
            operation.method.to_lowercase()
        );
        let Some(component) = document.pointer(&pointer).and_then(|it| it.as_str()) else {
            continue;
        };
        let name = component.rsplit('/').next().ok_or("no name")?;
        let is_implemented = code.contains(&format!("impl crate::HasData for {name} "));
        assert_eq!(is_implemented, has_data, "{}: {name}", operation.id);
        with_data += usize::from(has_data);
    }
    assert!(with_data > 30, "{with_data} responses with data were found");
    Ok(())
}

#[test]
fn each_variant_of_an_enum_documents_its_wire_text() -> Result {
    let enums = root()?.join("crates/partna-types/src/generated/enums.rs");
    let enums = std::fs::read_to_string(enums)?;
    let lines: Vec<&str> = enums.lines().map(str::trim).collect();
    let mut variants = 0;
    for window in lines.windows(2) {
        let [doc, variant] = window else { continue };
        let Some((_, value)) = variant.split_once(" = ") else {
            continue;
        };
        let wire: String = serde_json::from_str(value.trim_end_matches(','))?;
        assert_eq!(*doc, format!("/// `{wire}` on the wire."), "{variant}");
        variants += 1;
    }
    assert!(variants > 100, "{variants} variants were found");
    assert!(lines.contains(&"/// `USDT` on the wire."));
    Ok(())
}
