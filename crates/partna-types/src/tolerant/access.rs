//! The elements of lists, the members of objects and the variants of enums.

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::error::{Misfit, Reason};
use super::key::KeyDeserializer;
use super::node_deserializer::NodeDeserializer;
use super::request::{ANY, LIST, OBJECT, container};
use super::run::{Path, Run};
use super::tree::{Member, Node};

/// The elements of a list.
pub(super) struct Items<'t, 'a> {
    pub(super) items: &'t [Node<'a>],
    pub(super) range: std::ops::Range<usize>,
    pub(super) path: &'t Path<'t>,
    pub(super) run: &'t Run,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Misfit;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        for index in self.range.by_ref() {
            self.run.visit();
            let Some(item) = self.items.get(index) else {
                break;
            };
            let path = Path::Item(self.path, index);
            if let Some(reason) = &item.absent {
                self.run.list(item, &path, reason, false);
                continue;
            }
            let item = NodeDeserializer::new(item, &path, self.run);
            let value = seed.deserialize(item);
            return value.map(Some).map_err(|misfit| item.located(misfit, ANY));
        }
        Ok(None)
    }

    fn size_hint(&self) -> Option<usize> {
        None
    }
}

/// The members of an object.
pub(super) struct Members<'t, 'a> {
    pub(super) members: &'t [Member<'a>],
    pub(super) range: std::ops::Range<usize>,
    pub(super) current: Option<(usize, &'t Member<'a>)>,
    pub(super) path: &'t Path<'t>,
    pub(super) run: &'t Run,
}

impl<'de> MapAccess<'de> for Members<'_, '_> {
    type Error = Misfit;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        for index in self.range.by_ref() {
            self.run.visit();
            let Some(member) = self.members.get(index) else {
                break;
            };
            if member.is_superseded {
                continue;
            }
            let path = Path::Member(self.path, index, &member.key);
            if let Some(reason) = &member.node.absent {
                self.run.list(&member.node, &path, reason, false);
                continue;
            }
            self.current = Some((index, member));
            return seed
                .deserialize(KeyDeserializer(&member.key))
                .map(Some)
                .map_err(|misfit| {
                    misfit.at(container("another name", "another name"), || path.steps())
                });
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misfit> {
        let Some((index, member)) = self.current.take() else {
            return Err(de::Error::custom("no member is next"));
        };
        let path = Path::Member(self.path, index, &member.key);
        let mut value = NodeDeserializer::new(&member.node, &path, self.run);
        value.member = Some(member);
        let value = seed
            .deserialize(value)
            .map_err(|misfit| value.located(misfit, ANY))?;
        if !member.is_ignored.get() {
            let is_replaced = self.run.is_lossy && member.key.contains(char::REPLACEMENT_CHARACTER);
            let list = |expected: &'static str| {
                let reason = Reason {
                    expected: expected.into(),
                    keeps_text: false,
                };
                self.run.list(&member.node, &path, &reason, true);
            };
            if member.is_repeated {
                list("one member of this name");
            }
            if is_replaced {
                list("a name in UTF-8");
            }
        }
        Ok(value)
    }
}

/// A variant of an enum with its content.
pub(super) struct Variant<'t, 'a> {
    pub(super) index: usize,
    pub(super) member: &'t Member<'a>,
    pub(super) path: &'t Path<'t>,
    pub(super) run: &'t Run,
}

impl<'de> EnumAccess<'de> for Variant<'_, '_> {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Misfit> {
        let name: StrDeserializer<'_, Misfit> = (&*self.member.key).into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl Variant<'_, '_> {
    fn read<T>(
        self,
        read: impl FnOnce(NodeDeserializer<'_, '_>) -> Result<T, Misfit>,
    ) -> Result<T, Misfit> {
        let path = Path::Member(self.path, self.index, &self.member.key);
        read(NodeDeserializer::new(&self.member.node, &path, self.run))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        self.read(|node| de::Deserialize::deserialize(node))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Misfit> {
        self.read(|node| seed.deserialize(node))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.read(|node| node.seq(visitor, LIST))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.read(|node| node.map(visitor, OBJECT, false))
    }
}
