//! The rules for each kind of place: parameters, request fields, request bodies and response fields.

use super::rules::Rule;

/// The rules for one kind of place.
pub(super) struct RuleSet {
    pub added_optional: Rule,
    pub added_required: Rule,
    pub removed: Rule,
    pub became_required: Rule,
    pub became_optional: Rule,
    pub type_changed: Rule,
    pub type_widened: Rule,
    pub became_nullable: Rule,
    /// Like `became_nullable`, for the items of an array and the values of a map.
    pub item_became_nullable: Rule,
    pub no_longer_nullable: Rule,
    pub value_added: Rule,
    pub value_removed: Rule,
    pub enum_introduced: Rule,
    pub enum_dropped: Rule,
    /// The rule for a change of another keyword. With `None`, `constraints.rs` selects the rule by keyword.
    pub keyword_changed: Option<Rule>,
}

pub(super) const PARAMETER: RuleSet = RuleSet {
    added_optional: Rule::ParameterAddedOptional,
    added_required: Rule::ParameterAddedRequired,
    removed: Rule::ParameterRemoved,
    became_required: Rule::ParameterBecameRequired,
    became_optional: Rule::ParameterBecameOptional,
    type_changed: Rule::ParameterTypeChanged,
    type_widened: Rule::ParameterTypeWidened,
    became_nullable: Rule::ParameterBecameNullable,
    item_became_nullable: Rule::ParameterBecameNullable,
    no_longer_nullable: Rule::ParameterNoLongerNullable,
    value_added: Rule::ParameterValueAdded,
    value_removed: Rule::ParameterValueRemoved,
    enum_introduced: Rule::ParameterEnumIntroduced,
    enum_dropped: Rule::ParameterEnumDropped,
    keyword_changed: None,
};

pub(super) const FIELD: RuleSet = RuleSet {
    added_optional: Rule::RequestFieldAddedOptional,
    added_required: Rule::RequestFieldAddedRequired,
    removed: Rule::RequestFieldRemoved,
    became_required: Rule::RequestFieldBecameRequired,
    became_optional: Rule::RequestFieldBecameOptional,
    type_changed: Rule::RequestFieldTypeChanged,
    type_widened: Rule::RequestFieldTypeWidened,
    became_nullable: Rule::RequestFieldBecameNullable,
    item_became_nullable: Rule::RequestFieldBecameNullable,
    no_longer_nullable: Rule::RequestFieldNoLongerNullable,
    value_added: Rule::RequestFieldValueAdded,
    value_removed: Rule::RequestFieldValueRemoved,
    enum_introduced: Rule::RequestFieldEnumIntroduced,
    enum_dropped: Rule::RequestFieldEnumDropped,
    keyword_changed: None,
};

pub(super) const BODY: RuleSet = RuleSet {
    became_required: Rule::BodyBecameRequired,
    became_optional: Rule::BodyBecameOptional,
    ..FIELD
};

pub(super) const RESPONSE: RuleSet = RuleSet {
    added_optional: Rule::ResponseFieldAdded,
    added_required: Rule::ResponseFieldAdded,
    removed: Rule::ResponseFieldRemoved,
    became_required: Rule::ResponseFieldBecameRequired,
    became_optional: Rule::ResponseFieldBecameOptional,
    type_changed: Rule::ResponseFieldTypeChanged,
    type_widened: Rule::ResponseFieldTypeChanged,
    became_nullable: Rule::ResponseFieldBecameNullable,
    item_became_nullable: Rule::ResponseItemBecameNullable,
    no_longer_nullable: Rule::ResponseFieldNoLongerNullable,
    value_added: Rule::ResponseValueAdded,
    value_removed: Rule::ResponseValueRemoved,
    enum_introduced: Rule::ResponseEnumIntroduced,
    enum_dropped: Rule::ResponseEnumDropped,
    keyword_changed: Some(Rule::ResponseConstraintChanged),
};
