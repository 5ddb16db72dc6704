//! JSON schemas of the hand-written types.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::{Amount, AmountParam, Reference, Secret, UnixMillis, UnixSeconds};

macro_rules! json_schema_of {
    ($name:ident: $schema:tt) => {
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

json_schema_of!(Amount: {"type": "number", "format": "decimal"});
json_schema_of!(AmountParam: {"type": "string", "format": "decimal"});
json_schema_of!(Reference: {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"});
json_schema_of!(Secret: {"type": "string", "format": "password"});
json_schema_of!(UnixSeconds: {"type": "integer", "format": "unix-seconds"});
json_schema_of!(UnixMillis: {"type": "integer", "format": "unix-millis"});
