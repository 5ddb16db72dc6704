//! Access to the elements of lists, the members of objects and the variants of enums.

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::decode_pass::{DecodePass, Path};
use super::error::{Mismatch, Reason};
use super::expectation::{ANY, LIST, OBJECT, container};
use super::key::KeyDeserializer;
use super::node_deserializer::NodeDeserializer;
use super::tree::{Member, Node};

/// The elements of a list.
pub(super) struct Items<'t, 'a> {
    pub(super) items: &'t [Node<'a>],
    pub(super) range: std::ops::Range<usize>,
    pub(super) path: &'t Path<'t>,
    pub(super) pass: &'t DecodePass,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Mismatch;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Mismatch> {
        for index in self.range.by_ref() {
            self.pass.count_visit();
            let Some(item) = self.items.get(index) else {
                break;
            };
            let path = Path::Item(self.path, index);
            if let Some(reason) = &item.excluded {
                self.pass.record_mismatch(item, &path, reason, false);
                continue;
            }
            let item = NodeDeserializer::new(item, &path, self.pass);
            let value = seed.deserialize(item);
            return value
                .map(Some)
                .map_err(|mismatch| item.with_position(mismatch, ANY));
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
    pub(super) pass: &'t DecodePass,
}

impl<'de> MapAccess<'de> for Members<'_, '_> {
    type Error = Mismatch;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Mismatch> {
        for index in self.range.by_ref() {
            self.pass.count_visit();
            let Some(member) = self.members.get(index) else {
                break;
            };
            if member.is_superseded {
                continue;
            }
            let path = Path::Member(self.path, index, &member.key);
            if let Some(reason) = &member.node.excluded {
                self.pass
                    .record_mismatch(&member.node, &path, reason, false);
                continue;
            }
            self.current = Some((index, member));
            return seed
                .deserialize(KeyDeserializer(&member.key))
                .map(Some)
                .map_err(|mismatch| {
                    mismatch.at(container("another name", "another name"), || {
                        path.position()
                    })
                });
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Mismatch> {
        let Some((index, member)) = self.current.take() else {
            return Err(de::Error::custom("no member is next"));
        };
        let path = Path::Member(self.path, index, &member.key);
        let mut value = NodeDeserializer::new(&member.node, &path, self.pass);
        value.member = Some(member);
        let value = seed
            .deserialize(value)
            .map_err(|mismatch| value.with_position(mismatch, ANY))?;
        if !member.is_unknown_to_type.get() {
            let has_replaced_name =
                self.pass.has_replaced_bytes && member.key.contains(char::REPLACEMENT_CHARACTER);
            let record = |expected: &'static str| {
                let reason = Reason {
                    expected: expected.into(),
                    keeps_text: false,
                };
                self.pass
                    .record_mismatch(&member.node, &path, &reason, true);
            };
            if member.is_repeated {
                record("one member of this name");
            }
            if has_replaced_name {
                record("a name in UTF-8");
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
    pub(super) pass: &'t DecodePass,
}

impl<'de> EnumAccess<'de> for Variant<'_, '_> {
    type Error = Mismatch;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Mismatch> {
        let name: StrDeserializer<'_, Mismatch> = (&*self.member.key).into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl Variant<'_, '_> {
    fn decode_content<T>(
        self,
        decode: impl FnOnce(NodeDeserializer<'_, '_>) -> Result<T, Mismatch>,
    ) -> Result<T, Mismatch> {
        let path = Path::Member(self.path, self.index, &self.member.key);
        decode(NodeDeserializer::new(&self.member.node, &path, self.pass))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_> {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        self.decode_content(|node| de::Deserialize::deserialize(node))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Mismatch> {
        self.decode_content(|node| seed.deserialize(node))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mismatch> {
        self.decode_content(|node| node.decode_list(visitor, LIST))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.decode_content(|node| node.decode_object(visitor, OBJECT, false))
    }
}
