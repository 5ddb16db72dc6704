//! The rules: every sort of change there is, and what it means.

use serde::{Serialize, Serializer};

use super::{ProductionImpact, VersionBump};

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSubject {
    /// Where requests go, and what lets them in.
    Access,
    /// An operation as a whole.
    Operation,
    /// A parameter, or a field of a request or of a success.
    Field,
    /// An answer as a whole, or an error.
    Response,
}

/// What a change does to what its rule is about.
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
    ($($rule:ident $name:literal $subject:ident $change_kind:ident $production_impact:ident $version_bump:ident $template:literal, $consequence:literal;)*) => {
        /// A sort of change.
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

// rule, name, about, effect, in production, in Rust: what changed, and why.
rules! {
    OperationAdded "operation-added" Operation Adds Safe Minor
        "a new operation: {after}", "nobody calls it yet; effect unknown: nobody has said whether it moves money";
    OperationRemoved "operation-removed" Operation Removes Breaks Major
        "the operation is gone: {before}", "calls fail, and its method goes";
    OperationMoved "operation-moved" Operation Alters Breaks Patch
        "the path is {after} now, and was {before}", "no redirect is followed; the method stays";
    OperationDeprecated "operation-deprecated" Operation Alters Safe Patch
        "the operation is on its way out", "it works until it is removed";
    OperationRestored "operation-restored" Operation Alters Safe Patch
        "the operation is no longer on its way out", "nothing changes on the wire";
    ServerAdded "server-added" Access Adds Safe Patch
        "a new server: {after}", "nothing is sent there until an environment names it";
    ServerRemoved "server-removed" Access Removes Breaks Patch
        "a server is gone: {before}", "requests and keys go to a host that is no longer the vendor's";
    OperationServerAdded "operation-server-added" Access Adds MayBreak Patch
        "a server of its own: {after}", "calls go to the environment's host, which may no longer have it";
    OperationServerRemoved "operation-server-removed" Access Removes Breaks Patch
        "its own server is gone: {before}", "whoever calls it there calls a host that no longer answers for it";
    SchemeAdded "scheme-added" Access Adds Safe Patch
        "a new way to authenticate: {after}", "the known ones stay";
    SchemeRemoved "scheme-removed" Access Removes Breaks Patch
        "a way to authenticate is gone: {before}", "credentials of that sort are refused";
    SchemeChanged "scheme-changed" Access Alters Breaks Patch
        "credentials travel as {after}, and did as {before}", "what we send is looked for elsewhere";
    SecurityTightened "security-tightened" Access Alters Breaks Patch
        "asks for {after}, and did for {before}", "some who were let in are refused";
    SecurityLoosened "security-loosened" Access Alters Safe Patch
        "asks for {after}, and did for {before}", "all who were let in still are";
    SecurityChanged "security-changed" Access Alters Breaks Patch
        "asks for {after}, and did for {before}", "some who were let in are refused";
    RequestContentTypeAdded "request-content-type-added" Operation Adds Safe Patch
        "also takes {after}", "what we send is still taken";
    RequestContentTypeRemoved "request-content-type-removed" Operation Removes Breaks Major
        "no longer takes {before}", "what was sent that way is refused";
    BodyAddedOptional "body-added-optional" Operation Adds Safe Minor
        "takes a body, which may be left out: {after}", "a call without one works as before; a setter comes";
    BodyAddedRequired "body-added-required" Operation Adds Breaks Minor
        "needs a body: {after}", "a call without one is refused; a setter comes";
    BodyRemoved "body-removed" Operation Removes MayBreak Major
        "takes no body any more: {before}", "what is sent is ignored or refused; the setter goes";
    BodyBecameRequired "body-became-required" Operation Alters Breaks Patch
        "the body is {after}, and was {before}", "a call without one is refused; the setter stays";
    BodyBecameOptional "body-became-optional" Operation Alters Safe Patch
        "the body is {after}, and was {before}", "a call with one works as before; the setter stays";
    ParameterAddedOptional "parameter-added-optional" Field Adds Safe Minor
        "{place} is new and may be left out: {after}", "a call without it works as before; a setter comes";
    ParameterAddedRequired "parameter-added-required" Field Adds Breaks Minor
        "{place} is new and needed: {after}", "calls without it are refused; a setter comes";
    ParameterRemoved "parameter-removed" Field Removes MayBreak Major
        "{place} is gone: {before}", "what is sent is ignored, or refused; the setter goes";
    ParameterBecameRequired "parameter-became-required" Field Alters Breaks Patch
        "{place} is {after}, and was {before}", "calls without it are refused; the setter stays";
    ParameterBecameOptional "parameter-became-optional" Field Alters Safe Patch
        "{place} is {after}, and was {before}", "calls with it work as before; the setter stays";
    ParameterTypeChanged "parameter-type-changed" Field Alters Breaks Major
        "{place} takes {after}, and did {before}", "what is sent is refused, or read as something else";
    ParameterTypeWidened "parameter-type-widened" Field Alters Safe Major
        "{place} takes {after}, and did {before}", "what is sent is still taken; the setter takes more";
    ParameterBecameNullable "parameter-became-nullable" Field Alters Safe Major
        "{place} takes null: {after}, and was {before}", "what is sent is still taken; the setter's type may change";
    ParameterNoLongerNullable "parameter-no-longer-nullable" Field Alters MayBreak Major
        "{place} takes no null any more: {after}, and was {before}", "a null is refused; the setter's type may change";
    ParameterValueAdded "parameter-value-added" Field Adds Safe Minor
        "{place} also takes the value {after}", "the known values stay; a variant comes";
    ParameterValueRemoved "parameter-value-removed" Field Removes Breaks Major
        "{place} no longer takes the value {before}", "whoever sends it is refused; the variant goes";
    ParameterEnumIntroduced "parameter-enum-introduced" Field Alters MayBreak Major
        "{place} takes these values alone: {after}", "other texts are refused; text becomes an enum";
    ParameterEnumDropped "parameter-enum-dropped" Field Alters Safe Major
        "{place} takes any value, and did these: {before}", "what is sent is still taken; the enum becomes text";
    ParameterEncodingChanged "parameter-encoding-changed" Field Alters Breaks Patch
        "{place} is written otherwise: {after}, and was {before}", "what is sent is read as something else";
    RequestFieldAddedOptional "request-field-added-optional" Field Adds Safe Minor
        "{place} is new and may be left out: {after}", "a body without it works as before; structs may gain fields";
    RequestFieldAddedRequired "request-field-added-required" Field Adds Breaks Minor
        "{place} is new and needed: {after}", "bodies without it are refused; structs may gain fields";
    RequestFieldRemoved "request-field-removed" Field Removes MayBreak Major
        "{place} is gone: {before}", "what is sent is ignored, or refused; the field goes";
    RequestFieldBecameRequired "request-field-became-required" Field Alters Breaks Major
        "{place} is {after}, and was {before}", "bodies without it are refused; Option<T> becomes T";
    RequestFieldBecameOptional "request-field-became-optional" Field Alters Safe Major
        "{place} is {after}, and was {before}", "bodies with it work as before; T becomes Option<T>";
    RequestFieldTypeChanged "request-field-type-changed" Field Alters Breaks Major
        "{place} takes {after}, and did {before}", "what is sent is refused, or read as something else";
    RequestFieldTypeWidened "request-field-type-widened" Field Alters Safe Major
        "{place} takes {after}, and did {before}", "what is sent is still taken; the field's type changes";
    RequestFieldBecameNullable "request-field-became-nullable" Field Alters Safe Major
        "{place} takes null: {after}, and was {before}", "what is sent is still taken; T may become Option<T>";
    RequestFieldNoLongerNullable "request-field-no-longer-nullable" Field Alters MayBreak Major
        "{place} takes no null any more: {after}, and was {before}", "a null is refused; Option<T> may become T";
    RequestFieldValueAdded "request-field-value-added" Field Adds Safe Minor
        "{place} also takes the value {after}", "the known values stay; a variant comes";
    RequestFieldValueRemoved "request-field-value-removed" Field Removes Breaks Major
        "{place} no longer takes the value {before}", "whoever sends it is refused; the variant goes";
    RequestFieldEnumIntroduced "request-field-enum-introduced" Field Alters MayBreak Major
        "{place} takes these values alone: {after}", "other texts are refused; text becomes an enum";
    RequestFieldEnumDropped "request-field-enum-dropped" Field Alters Safe Major
        "{place} takes any value, and did these: {before}", "what is sent is still taken; the enum becomes text";
    ConstraintTightened "constraint-tightened" Field Alters MayBreak Patch
        "{place} takes less: {after}, and was {before}", "values that were taken may be refused";
    ConstraintLoosened "constraint-loosened" Field Alters Safe Patch
        "{place} takes more: {after}, and was {before}", "values that were taken still are";
    ConstraintChanged "constraint-changed" Field Alters MayBreak Patch
        "{place} takes other values: {after}, and was {before}", "values that were taken may be refused";
    DefaultChanged "default-changed" Field Alters MayBreak Patch
        "{place} left out means something else: {after}, and was {before}", "whoever leaves it out gets another result";
    FieldDeprecated "field-deprecated" Field Alters Safe Patch
        "{place} is on its way out", "it works until it is removed";
    FieldRestored "field-restored" Field Alters Safe Patch
        "{place} is no longer on its way out", "nothing changes on the wire";
    ResponseSuccessAdded "answer-success-added" Response Adds Safe Patch
        "a new success, {place}: {after}", "any 2xx is read as success";
    ResponseSuccessRemoved "answer-success-removed" Response Removes Safe Patch
        "a success is gone, {place}: {before}", "any 2xx is read as success";
    ResponseSuccessChanged "answer-success-changed" Response Alters Safe Patch
        "success is {after} now, and was {before}", "any 2xx is read as success";
    ResponseErrorAdded "answer-error-added" Response Adds Safe Patch
        "a new error, {place}: {after}", "every error is read, documented or not";
    ResponseErrorRemoved "answer-error-removed" Response Removes Safe Patch
        "an error is gone, {place}: {before}", "every error is read, documented or not";
    ResponseContentTypeAdded "answer-content-type-added" Response Adds Safe Patch
        "{place} may be {after}", "JSON is what we ask for";
    ResponseContentTypeRemoved "answer-content-type-removed" Response Removes Breaks Major
        "{place} is no longer {before}", "what was read that way cannot be any more";
    ResponseFieldAdded "answer-field-added" Field Adds Safe Minor
        "{place} is new: {after}", "unknown fields are read over; structs may gain fields";
    ResponseFieldRemoved "answer-field-removed" Field Removes Breaks Major
        "{place} is gone: {before}", "whoever reads it finds nothing; the field goes";
    ResponseFieldTypeChanged "answer-field-type-changed" Field Alters Breaks Major
        "{place} is {after}, and was {before}", "the answer cannot be decoded; the field's type changes";
    ResponseFieldBecameRequired "answer-field-became-required" Field Alters Safe Patch
        "{place} is {after}, and was {before}", "fields of answers are optional in Rust either way";
    ResponseFieldBecameOptional "answer-field-became-optional" Field Alters Safe Patch
        "{place} is {after}, and was {before}", "fields of answers are optional in Rust either way";
    ResponseFieldBecameNullable "answer-field-became-nullable" Field Alters Safe Patch
        "{place} may be null: {after}, and was {before}", "null is read as nothing";
    ResponseItemBecameNullable "answer-item-became-nullable" Field Alters MayBreak Major
        "{place} may be null: {after}, and was {before}", "items and values of maps are no Option in Rust";
    ResponseFieldNoLongerNullable "answer-field-no-longer-nullable" Field Alters Safe Patch
        "{place} is never null: {after}, and was {before}", "null is read as nothing, if it still comes";
    ResponseValueAdded "answer-value-added" Field Adds Safe Minor
        "{place} may have the value {after}", "enums are open: unknown values are kept; a variant comes";
    ResponseValueRemoved "answer-value-removed" Field Removes Safe Major
        "{place} no longer has the value {before}", "it does not come any more; the variant goes";
    ResponseEnumIntroduced "answer-enum-introduced" Field Alters Safe Major
        "{place} has these values alone: {after}", "all are read; text becomes an enum";
    ResponseEnumDropped "answer-enum-dropped" Field Alters Safe Major
        "{place} may have any value, and had these: {before}", "enums are open; the enum becomes text";
    ResponseConstraintChanged "answer-constraint-changed" Field Alters Safe Patch
        "{place} has {after}, and had {before}", "no bound of an answer is enforced";
    ResponseHeaderAdded "answer-header-added" Response Adds Safe Patch
        "{place} is new: {after}", "nothing of ours reads it";
    ResponseHeaderRemoved "answer-header-removed" Response Removes MayBreak Patch
        "{place} is gone: {before}", "callers may read headers from an answer";
    ResponseHeaderChanged "answer-header-changed" Response Alters MayBreak Patch
        "{place} is {after}, and was {before}", "callers may read headers from an answer";
    ErrorContentTypeChanged "error-content-type-changed" Response Alters Safe Patch
        "{place} is {after}, and was {before}", "an error is read whatever its body is";
    ErrorFieldAdded "error-field-added" Response Adds Safe Patch
        "{place} is new: {after}", "errors have one type, which keeps what comes";
    ErrorFieldRemoved "error-field-removed" Response Removes Safe Patch
        "{place} is gone: {before}", "errors have one type, which needs no field";
    ErrorFieldChanged "error-field-changed" Response Alters Safe Patch
        "{place} is {after}, and was {before}", "errors have one type, which keeps what comes";
    ErrorMessageChanged "error-message-changed" Response Alters MayBreak Patch
        "{place} is {after}, and was {before}", "the words of errors tell their kinds apart";
}

impl Rule {
    pub fn name(self) -> &'static str {
        self.row().name
    }

    pub fn production_impact(self) -> ProductionImpact {
        self.row().production_impact
    }

    /// The step of the version, unless our document has the place already.
    pub fn version_bump(self) -> VersionBump {
        self.row().version_bump
    }

    /// A sentence with `{place}`, `{before}` and `{after}` in it.
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

    /// Whether the item that it names is new in Rust.
    pub fn adds_rust_item(self) -> bool {
        self.is_addition() && self.subject() == RuleSubject::Field
    }

    /// Whether the item that it names goes from Rust.
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

/// All rules as a table in Markdown, for the documentation.
pub fn table() -> String {
    let mut text = "| rule | what changed | in production | in Rust | why |\n".to_owned();
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
