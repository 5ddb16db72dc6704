//! The workspace's own tasks: from the OpenAPI document to the generated code, and the checks around it.

pub mod ci;
pub mod cli;
pub mod deviations;
pub mod facts;
pub mod fresh;
pub mod generate;
pub mod inventory;
pub mod json;
pub mod lint;
pub mod schema;
pub mod upstream;
