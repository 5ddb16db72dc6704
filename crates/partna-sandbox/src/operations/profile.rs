//! Profiles of the merchant and its customers, and administrators.

use partna_auth::{AdminRole, types};

use super::fields::required;
use super::lists::WithLists;
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use crate::state::{Admin, KycRecord, State};

const ROLES: [&str; 4] = ["admin", "view", "operation", "settings"];

pub(super) fn my_profile(state: &State, _: &OperationCall<'_>) -> OperationResult {
    let person = KycRecord {
        phone_number: "+254700000001".to_owned(),
        ..KycRecord::fictional(&state.merchant.username)
    };
    let mut profile = types::MyProfile::default();
    profile.created_at = Some(state.merchant.created_at.into());
    profile.dob = Some(person.dob);
    profile.first_name = Some(person.first_name);
    profile.last_name = Some(person.last_name);
    profile.middle_name = Some(person.middle_name);
    profile.phone_number = Some(person.phone_number);
    Success::data::<types::MyProfileResponse>(profile)
}

/// Returns a customer's profile. The personal fields are empty for a customer who is not verified.
pub(super) fn user_profile(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let name = call.parameter("accountName").unwrap_or_default();
    let account = state.account(name)?;
    let person = account.kyc.values().next().cloned().unwrap_or_default();
    let countries = account.kyc.keys();
    let mut profile = types::UserProfile::default();
    profile.created_at = Some(account.created_at.into());
    profile.dob = Some(person.dob);
    profile.first_name = Some(person.first_name);
    profile.kycs = countries.map(|country| country.as_str().into()).collect();
    profile.last_name = Some(person.last_name);
    profile.middle_name = Some(person.middle_name);
    profile.phone_number = Some(person.phone_number);
    Success::data_with_lists::<types::UserProfileResponse>(&profile, "success")
}

pub(super) fn permissions(_: &State, _: &OperationCall<'_>) -> OperationResult {
    let sets: [(&str, &str, &[&str]); 4] = [
        (
            "Read-Only",
            "Reads everything and changes nothing.",
            &["admin", "view"],
        ),
        (
            "Operations",
            "Moves money as well.",
            &["admin", "view", "operation"],
        ),
        (
            "Settings",
            "Changes the settings, and moves no money.",
            &["admin", "view", "settings"],
        ),
        ("Full", "Does all that the merchant can do.", &ROLES),
    ];
    let sets = sets.map(|(name, description, permissions)| {
        let mut set = types::PermissionSet::default();
        set.description = Some(description.to_owned());
        set.name = Some(name.to_owned());
        set.permissions = permissions.iter().copied().map(AdminRole::from).collect();
        set
    });
    Success::data::<types::PermissionsResponse>(sets.into())
}

pub(super) fn admins(state: &State, _: &OperationCall<'_>) -> OperationResult {
    let admins = state.merchant.admins.iter().map(|known| {
        let mut admin = types::Admin::default();
        admin.email = Some(known.email.clone());
        admin.roles = known
            .roles
            .iter()
            .map(|role| role.as_str().into())
            .collect();
        admin.username = Some(known.username.clone());
        admin
    });
    let mut response = types::AdminsResponse::default();
    response.admin_permissions = admins.collect();
    Success::with_body(&WithLists(&response))
}

pub(super) fn create_admin(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::AdminRequest = call.body()?;
    let email = required("email", body.email)?;
    let username = check_username(body.username)?;
    let fullname = required("fullname", body.fullname)?;
    if !(2..=100).contains(&fullname.chars().count()) {
        let expected = "2 to 100 characters";
        return Err(ErrorResponse::invalid_field(
            "fullname",
            expected,
            Some(&fullname),
        ));
    }
    let roles = check_roles(&body.roles)?;
    if is_taken(state, &username, &email) {
        return Err(already_exists());
    }
    state.merchant.admins.push(Admin {
        username,
        email,
        roles,
    });
    Success::message("success")
}

fn check_username(username: Option<String>) -> Result<String, ErrorResponse> {
    let name = required("username", username)?;
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if (2..=40).contains(&name.len()) && name.bytes().all(is_allowed) {
        Ok(name)
    } else {
        let expected = "2 to 40 lower-case letters and digits";
        Err(ErrorResponse::invalid_field(
            "username",
            expected,
            Some(&name),
        ))
    }
}

fn check_roles(roles: &[AdminRole]) -> Result<Vec<String>, ErrorResponse> {
    if roles.first() != Some(&AdminRole::Admin) {
        return Err(ErrorResponse::invalid_field("roles", "admin first", None));
    }
    match roles.iter().find(|role| !ROLES.contains(&role.as_str())) {
        None => Ok(roles.iter().map(AdminRole::to_string).collect()),
        Some(unknown) => {
            let expected = format!("oneof({})", ROLES.join(" "));
            Err(ErrorResponse::invalid_field(
                "roles",
                &expected,
                Some(unknown.as_str()),
            ))
        }
    }
}

/// Returns whether the merchant or an administrator has the user name or the e-mail address.
fn is_taken(state: &State, username: &str, email: &str) -> bool {
    let merchant = &state.merchant;
    let mut admins = merchant.admins.iter();
    username == merchant.username
        || admins.any(|admin| admin.username == username || admin.email.eq_ignore_ascii_case(email))
}

fn already_exists() -> ErrorResponse {
    ErrorResponse::bad_request("username or email already exists")
}

pub(super) fn delete_admin(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let email = required("email", call.parameter("email").map(str::to_owned))?;
    let admins = &mut state.merchant.admins;
    let index = admins
        .iter()
        .position(|admin| admin.email.eq_ignore_ascii_case(&email));
    let index = index.ok_or_else(|| ErrorResponse::not_found("admin not found"))?;
    admins.remove(index);
    Success::message("success")
}

/// Checks whether a merchant with this name could be created. The merchant is not created, because a sandbox has only one.
pub(super) fn activate(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::UserActivationRequest = call.body()?;
    let email = required("email", body.email)?;
    let username = check_username(body.username)?;
    let mut emails = state.accounts.values().filter_map(|it| it.email.as_deref());
    if is_taken(state, &username, &email) || emails.any(|known| known.eq_ignore_ascii_case(&email))
    {
        return Err(already_exists());
    }
    Success::message("success")
}

/// Updates the merchant. Endpoint ids are rejected, because the meaning of endpoints is undocumented. The callback URL is stored
/// but never called.
pub(super) fn update(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::UserRequest = call.body()?;
    if body.endpoint_id.is_some_and(|id| !id.is_empty()) {
        return Err(ErrorResponse::bad_request("endpoint id not found"));
    }
    if let Some(url) = body.callback_url {
        state.merchant.callback_url = Some(url);
    }
    Success::message("success")
}
