//! The table of rules. A rule classifies a change, and states its consequence.

use serde::{Serialize, Serializer};

use super::{ProductionImpact, VersionBump};

/// The part of a document that a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSubject {
    /// Servers and security.
    Access,
    /// An operation or its body as a whole.
    Operation,
    /// A parameter, or a field of a request or of a success response.
    Field,
    /// A response as a whole, a header, or an error.
    Response,
}

/// How a change affects the subject of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    Adds,
    Removes,
    Alters,
}

struct Row {
    name: &'static str,
    subject: RuleSubject,
    change_kind: ChangeKind,
    production_impact: ProductionImpact,
    version_bump: VersionBump,
    template: &'static str,
    consequence: &'static str,
}

macro_rules! rules {
    ($($rule:ident $name:literal $subject:ident $change_kind:ident $production_impact:ident $version_bump:ident
        $template:literal, $consequence:literal;)*) => {
        /// The classification of a change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $($rule),*
        }

        impl Rule {
            pub const ALL: &'static [Rule] = &[$(Rule::$rule),*];

            fn row(self) -> &'static Row {
                match self {
                    $(Rule::$rule => &Row {
                        name: $name,
                        subject: RuleSubject::$subject,
                        change_kind: ChangeKind::$change_kind,
                        production_impact: ProductionImpact::$production_impact,
                        version_bump: VersionBump::$version_bump,
                        template: $template,
                        consequence: $consequence,
                    }),*
                }
            }
        }
    };
}

// Columns: rule, name, subject, kind of change, effect in production, effect in Rust, description, consequence.
rules! {
    OperationAdded "operation-added" Operation Adds Safe Minor
        "new operation: {after}", "no caller uses the operation yet; its effect is unknown, so it may move money";
    OperationRemoved "operation-removed" Operation Removes Breaks Major
        "operation removed: {before}", "calls fail; the method is removed";
    OperationMoved "operation-moved" Operation Alters Breaks Patch
        "path changed from {before} to {after}", "redirects are not followed; the method stays";
    OperationDeprecated "operation-deprecated" Operation Alters Safe Patch
        "the operation is deprecated", "calls are accepted until the vendor removes the operation";
    OperationRestored "operation-restored" Operation Alters Safe Patch
        "the operation is no longer deprecated", "nothing changes on the wire";
    ServerAdded "server-added" Access Adds Safe Patch
        "new server: {after}", "no request is sent to the server until an environment uses it";
    ServerRemoved "server-removed" Access Removes Breaks Patch
        "server removed: {before}", "requests and keys are sent to a host that may no longer be the vendor's";
    OperationServerAdded "operation-server-added" Access Adds MayBreak Patch
        "the operation has its own server: {after}", "calls are sent to the environment's host, which may no longer serve the operation";
    OperationServerRemoved "operation-server-removed" Access Removes Breaks Patch
        "the operation's own server was removed: {before}", "calls to that server may fail";
    SchemeAdded "scheme-added" Access Adds Safe Patch
        "new security scheme: {after}", "the existing schemes stay";
    SchemeRemoved "scheme-removed" Access Removes Breaks Patch
        "security scheme removed: {before}", "credentials of this scheme are rejected";
    SchemeChanged "scheme-changed" Access Alters Breaks Patch
        "credentials are sent as {after}, before: {before}", "the API does not find the credentials that we send";
    SecurityTightened "security-tightened" Access Alters Breaks Patch
        "requires {after}, before: {before}", "some credentials that were accepted are rejected";
    SecurityLoosened "security-loosened" Access Alters Safe Patch
        "requires {after}, before: {before}", "credentials that were accepted still are";
    SecurityChanged "security-changed" Access Alters Breaks Patch
        "requires {after}, before: {before}", "some credentials that were accepted are rejected";
    RequestContentTypeAdded "request-content-type-added" Operation Adds Safe Patch
        "also accepts {after}", "requests that were accepted still are";
    RequestContentTypeRemoved "request-content-type-removed" Operation Removes Breaks Major
        "no longer accepts {before}", "requests with this content type are rejected";
    BodyAddedOptional "body-added-optional" Operation Adds Safe Minor
        "new optional body: {after}", "calls without a body are accepted as before; a setter is added";
    BodyAddedRequired "body-added-required" Operation Adds Breaks Minor
        "new required body: {after}", "calls without a body are rejected; a setter is added";
    BodyRemoved "body-removed" Operation Removes MayBreak Major
        "body removed: {before}", "a body is ignored or rejected; the setter is removed";
    BodyBecameRequired "body-became-required" Operation Alters Breaks Patch
        "the body is {after}, before: {before}", "calls without a body are rejected; the setter stays";
    BodyBecameOptional "body-became-optional" Operation Alters Safe Patch
        "the body is {after}, before: {before}", "calls with a body are accepted as before; the setter stays";
    ParameterAddedOptional "parameter-added-optional" Field Adds Safe Minor
        "{place} is new and optional: {after}", "calls without the parameter are accepted as before; a setter is added";
    ParameterAddedRequired "parameter-added-required" Field Adds Breaks Minor
        "{place} is new and required: {after}", "calls without the parameter are rejected; a setter is added";
    ParameterRemoved "parameter-removed" Field Removes MayBreak Major
        "{place} was removed: {before}", "a value is ignored or rejected; the setter is removed";
    ParameterBecameRequired "parameter-became-required" Field Alters Breaks Patch
        "{place} is {after}, before: {before}", "calls without the parameter are rejected; the setter stays";
    ParameterBecameOptional "parameter-became-optional" Field Alters Safe Patch
        "{place} is {after}, before: {before}", "calls with the parameter are accepted as before; the setter stays";
    ParameterTypeChanged "parameter-type-changed" Field Alters Breaks Major
        "{place} accepts {after}, before: {before}", "values are rejected or misread";
    ParameterTypeWidened "parameter-type-widened" Field Alters Safe Major
        "{place} accepts {after}, before: {before}", "values that were accepted still are; the setter accepts more types";
    ParameterBecameNullable "parameter-became-nullable" Field Alters Safe Major
        "{place} accepts null: {after}, before: {before}", "values that were accepted still are; the setter's type may change";
    ParameterNoLongerNullable "parameter-no-longer-nullable" Field Alters MayBreak Major
        "{place} no longer accepts null: {after}, before: {before}", "null is rejected; the setter's type may change";
    ParameterValueAdded "parameter-value-added" Field Adds Safe Minor
        "{place} also accepts the value {after}", "the existing values stay; a variant is added";
    ParameterValueRemoved "parameter-value-removed" Field Removes Breaks Major
        "{place} no longer accepts the value {before}", "calls with this value are rejected; the variant is removed";
    ParameterEnumIntroduced "parameter-enum-introduced" Field Alters MayBreak Major
        "{place} accepts only these values: {after}", "other values are rejected; the String becomes an enum";
    ParameterEnumDropped "parameter-enum-dropped" Field Alters Safe Major
        "{place} accepts any value, before: {before}", "values that were accepted still are; the enum becomes a String";
    ParameterEncodingChanged "parameter-encoding-changed" Field Alters Breaks Patch
        "{place} is encoded differently: {after}, before: {before}", "values are misread";
    RequestFieldAddedOptional "request-field-added-optional" Field Adds Safe Minor
        "{place} is new and optional: {after}", "bodies without the field are accepted as before; structs may gain fields";
    RequestFieldAddedRequired "request-field-added-required" Field Adds Breaks Minor
        "{place} is new and required: {after}", "bodies without the field are rejected; structs may gain fields";
    RequestFieldRemoved "request-field-removed" Field Removes MayBreak Major
        "{place} was removed: {before}", "a value is ignored or rejected; the field is removed";
    RequestFieldBecameRequired "request-field-became-required" Field Alters Breaks Major
        "{place} is {after}, before: {before}", "bodies without the field are rejected; Option<T> becomes T";
    RequestFieldBecameOptional "request-field-became-optional" Field Alters Safe Major
        "{place} is {after}, before: {before}", "bodies with the field are accepted as before; T becomes Option<T>";
    RequestFieldTypeChanged "request-field-type-changed" Field Alters Breaks Major
        "{place} accepts {after}, before: {before}", "values are rejected or misread";
    RequestFieldTypeWidened "request-field-type-widened" Field Alters Safe Major
        "{place} accepts {after}, before: {before}", "values that were accepted still are; the field's type changes";
    RequestFieldBecameNullable "request-field-became-nullable" Field Alters Safe Major
        "{place} accepts null: {after}, before: {before}", "values that were accepted still are; T may become Option<T>";
    RequestFieldNoLongerNullable "request-field-no-longer-nullable" Field Alters MayBreak Major
        "{place} no longer accepts null: {after}, before: {before}", "null is rejected; Option<T> may become T";
    RequestFieldValueAdded "request-field-value-added" Field Adds Safe Minor
        "{place} also accepts the value {after}", "the existing values stay; a variant is added";
    RequestFieldValueRemoved "request-field-value-removed" Field Removes Breaks Major
        "{place} no longer accepts the value {before}", "calls with this value are rejected; the variant is removed";
    RequestFieldEnumIntroduced "request-field-enum-introduced" Field Alters MayBreak Major
        "{place} accepts only these values: {after}", "other values are rejected; the String becomes an enum";
    RequestFieldEnumDropped "request-field-enum-dropped" Field Alters Safe Major
        "{place} accepts any value, before: {before}", "values that were accepted still are; the enum becomes a String";
    ConstraintTightened "constraint-tightened" Field Alters MayBreak Patch
        "{place} accepts fewer values: {after}, before: {before}", "values that were accepted may be rejected";
    ConstraintLoosened "constraint-loosened" Field Alters Safe Patch
        "{place} accepts more values: {after}, before: {before}", "values that were accepted still are";
    ConstraintChanged "constraint-changed" Field Alters MayBreak Patch
        "{place} accepts other values: {after}, before: {before}", "values that were accepted may be rejected";
    DefaultChanged "default-changed" Field Alters MayBreak Patch
        "the default of {place} changed: {after}, before: {before}", "calls that omit the value have another result";
    FieldDeprecated "field-deprecated" Field Alters Safe Patch
        "{place} is deprecated", "nothing changes on the wire; the vendor may remove this part later";
    FieldRestored "field-restored" Field Alters Safe Patch
        "{place} is no longer deprecated", "nothing changes on the wire";
    RequestAlternativeAdded "request-alternative-added" Field Adds Safe Minor
        "{place} is a new alternative: {after}", "values that were accepted still are";
    RequestAlternativeRemoved "request-alternative-removed" Field Removes Breaks Major
        "{place} is no longer an alternative: {before}", "values of this form are rejected";
    ResponseAlternativeAdded "response-alternative-added" Field Adds MayBreak Minor
        "{place} is a new alternative: {after}", "existing clients read the fields that they know";
    ResponseAlternativeRemoved "response-alternative-removed" Field Removes Safe Major
        "{place} is no longer an alternative: {before}", "values of this form are no longer returned";
    DiscriminatorChanged "discriminator-changed" Field Alters Breaks Major
        "{place} is selected by {after}, before: {before}", "values are read or rejected as another alternative";
    OneWayFieldChanged "one-way-field-changed" Field Alters Safe Patch
        "{place} has another field that is not sent: {after}, before: {before}", "read-only fields are not sent, write-only fields not returned";
    ResponseSuccessAdded "response-success-added" Response Adds Safe Patch
        "new success response, {place}: {after}", "any 2xx is a success";
    ResponseSuccessRemoved "response-success-removed" Response Removes Safe Patch
        "success response removed, {place}: {before}", "any 2xx is a success";
    ResponseSuccessChanged "response-success-changed" Response Alters Safe Patch
        "success status changed from {before} to {after}", "any 2xx is a success";
    ResponseErrorAdded "response-error-added" Response Adds Safe Patch
        "new error response, {place}: {after}", "undocumented errors are decoded too";
    ResponseErrorRemoved "response-error-removed" Response Removes Safe Patch
        "error response removed, {place}: {before}", "undocumented errors are decoded too";
    ResponseContentTypeAdded "response-content-type-added" Response Adds Safe Patch
        "{place} may be {after}", "the client requests JSON";
    ResponseContentTypeRemoved "response-content-type-removed" Response Removes Breaks Major
        "{place} is no longer {before}", "responses of this content type are no longer returned";
    ResponseFieldAdded "response-field-added" Field Adds Safe Minor
        "{place} is new: {after}", "unknown fields are ignored; structs may gain fields";
    ResponseFieldRemoved "response-field-removed" Field Removes Breaks Major
        "{place} was removed: {before}", "existing clients read None; the field is removed";
    ResponseFieldTypeChanged "response-field-type-changed" Field Alters Breaks Major
        "{place} is {after}, before: {before}", "the response cannot be decoded; the field's type changes";
    ResponseFieldBecameRequired "response-field-became-required" Field Alters Safe Patch
        "{place} is {after}, before: {before}", "response fields are always optional in Rust";
    ResponseFieldBecameOptional "response-field-became-optional" Field Alters Safe Patch
        "{place} is {after}, before: {before}", "response fields are always optional in Rust";
    ResponseFieldBecameNullable "response-field-became-nullable" Field Alters Safe Patch
        "{place} may be null: {after}, before: {before}", "null is decoded as None";
    ResponseItemBecameNullable "response-item-became-nullable" Field Alters MayBreak Major
        "{place} may be null: {after}, before: {before}", "array items and map values are not Option in Rust";
    ResponseFieldNoLongerNullable "response-field-no-longer-nullable" Field Alters Safe Patch
        "{place} is never null: {after}, before: {before}", "null is still decoded as None";
    ResponseValueAdded "response-value-added" Field Adds Safe Minor
        "{place} may have the value {after}", "enums keep unknown values; a variant is added";
    ResponseValueRemoved "response-value-removed" Field Removes Safe Major
        "{place} no longer has the value {before}", "the value is no longer returned; the variant is removed";
    ResponseEnumIntroduced "response-enum-introduced" Field Alters Safe Major
        "{place} has only these values: {after}", "all values are decoded; the String becomes an enum";
    ResponseEnumDropped "response-enum-dropped" Field Alters Safe Major
        "{place} may have any value, before: {before}", "enums keep unknown values; the enum becomes a String";
    ResponseConstraintChanged "response-constraint-changed" Field Alters Safe Patch
        "{place} has {after}, before: {before}", "constraints of responses are not enforced";
    ResponseHeaderAdded "response-header-added" Response Adds Safe Patch
        "{place} is new: {after}", "the client does not read the header";
    ResponseHeaderRemoved "response-header-removed" Response Removes MayBreak Patch
        "{place} was removed: {before}", "callers may read response headers";
    ResponseHeaderChanged "response-header-changed" Response Alters MayBreak Patch
        "{place} is {after}, before: {before}", "callers may read response headers";
    ErrorContentTypeChanged "error-content-type-changed" Response Alters Safe Patch
        "{place} is {after}, before: {before}", "errors of any content type are decoded";
    ErrorFieldAdded "error-field-added" Response Adds Safe Patch
        "{place} is new: {after}", "all errors have one type, which keeps the raw body";
    ErrorFieldRemoved "error-field-removed" Response Removes Safe Patch
        "{place} was removed: {before}", "all errors have one type, which requires no field";
    ErrorFieldChanged "error-field-changed" Response Alters Safe Patch
        "{place} is {after}, before: {before}", "all errors have one type, which keeps the raw body";
    ErrorMessageChanged "error-message-changed" Response Alters MayBreak Patch
        "{place} is {after}, before: {before}", "errors are classified by their message";
    UnmodelledChange "unmodelled-change" Operation Alters Breaks Major
        "{place} is {after}, before: {before}", "no rule covers this part of the document; review it";
    ExtensionChanged "extension-changed" Operation Alters Safe Patch
        "the extension {place} is {after}, before: {before}", "extensions are not on the wire";
}

impl Rule {
    pub fn name(self) -> &'static str {
        self.row().name
    }

    pub fn production_impact(self) -> ProductionImpact {
        self.row().production_impact
    }

    /// The version bump that the change requires, unless our document already has the place.
    pub fn version_bump(self) -> VersionBump {
        self.row().version_bump
    }

    /// The description of a change, with the placeholders `{place}`, `{before}` and `{after}`.
    pub fn template(self) -> &'static str {
        self.row().template
    }

    pub fn consequence(self) -> &'static str {
        self.row().consequence
    }

    pub fn subject(self) -> RuleSubject {
        self.row().subject
    }

    pub fn is_addition(self) -> bool {
        self.row().change_kind == ChangeKind::Adds
    }

    pub fn is_removal(self) -> bool {
        self.row().change_kind == ChangeKind::Removes
    }

    /// Whether the change adds a Rust item, such as a field.
    pub fn adds_rust_item(self) -> bool {
        self.is_addition() && self.subject() == RuleSubject::Field
    }

    /// Whether the change removes a Rust item.
    pub fn removes_rust_item(self) -> bool {
        let is_item = self.subject() == RuleSubject::Field || self == Rule::OperationRemoved;
        self.is_removal() && is_item
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Returns all rules as a Markdown table, for the documentation.
pub fn table() -> String {
    let mut text = "| rule | change | in production | in Rust | consequence |\n".to_owned();
    text += "| --- | --- | --- | --- | --- |\n";
    for rule in Rule::ALL {
        let row = rule.row();
        text += &format!(
            "| `{}` | {} | {} | {} | {} |\n",
            row.name,
            row.template.replace(['{', '}'], "*"),
            row.production_impact,
            row.version_bump,
            row.consequence.replace('<', "&lt;"),
        );
    }
    text
}
