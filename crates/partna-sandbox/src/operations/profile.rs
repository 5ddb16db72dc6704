//! Who is behind an account, and who may act for the merchant.

use serde::{Deserialize, Serialize};

use super::fields::required;
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::state::{Admin, Country, KycRecord, State};

const ROLES: [&str; 4] = ["admin", "view", "operation", "settings"];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Profile<'a> {
    created_at: i64,
    dob: &'a str,
    first_name: &'a str,
    /// The merchant's own profile is without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    kycs: Option<Vec<Country>>,
    last_name: &'a str,
    middle_name: &'a str,
    phone_number: &'a str,
}

impl<'a> Profile<'a> {
    fn new(created_at: i64, person: &'a KycRecord) -> Self {
        Self {
            created_at,
            dob: &person.dob,
            first_name: &person.first_name,
            kycs: None,
            last_name: &person.last_name,
            middle_name: &person.middle_name,
            phone_number: &person.phone_number,
        }
    }
}

pub(super) fn mine(state: &State, _: &Call<'_>) -> Outcome {
    let person = KycRecord {
        phone_number: "+254700000001".to_owned(),
        ..KycRecord::made_up(&state.merchant.username)
    };
    Success::data(Profile::new(state.merchant.created_at, &person))
}

/// Nothing is known of somebody who has not been verified.
pub(super) fn of_account(state: &State, call: &Call<'_>) -> Outcome {
    let name = call.parameter("accountName").unwrap_or_default();
    let account = state.account(name)?;
    let nobody = KycRecord::default();
    let person = account.kyc.values().next().unwrap_or(&nobody);
    Success::data(Profile {
        kycs: Some(account.kyc.keys().copied().collect()),
        ..Profile::new(account.created_at, person)
    })
}

#[derive(Serialize)]
struct PermissionSet {
    description: &'static str,
    name: &'static str,
    permissions: &'static [&'static str],
}

pub(super) fn permissions(_: &State, _: &Call<'_>) -> Outcome {
    Success::data([
        PermissionSet {
            description: "Looks at everything and changes nothing.",
            name: "Read-Only",
            permissions: &["admin", "view"],
        },
        PermissionSet {
            description: "Moves money as well.",
            name: "Operations",
            permissions: &["admin", "view", "operation"],
        },
        PermissionSet {
            description: "Changes the settings, and moves no money.",
            name: "Settings",
            permissions: &["admin", "view", "settings"],
        },
        PermissionSet {
            description: "Does all that the merchant can do.",
            name: "Full",
            permissions: &ROLES,
        },
    ])
}

#[derive(Serialize)]
struct Admins<'a> {
    #[serde(rename = "AdminPermissions")]
    admins: &'a [Admin],
}

pub(super) fn admins(state: &State, _: &Call<'_>) -> Outcome {
    Success::whole(&Admins {
        admins: &state.merchant.admins,
    })
}

#[derive(Deserialize)]
struct CreateAdmin {
    email: Option<String>,
    fullname: Option<String>,
    roles: Option<Vec<String>>,
    username: Option<String>,
}

pub(super) fn create_admin(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: CreateAdmin = call.body()?;
    let email = required("email", body.email)?;
    let username = username(body.username)?;
    let fullname = required("fullname", body.fullname)?;
    if !(2..=100).contains(&fullname.chars().count()) {
        let expected = "2 to 100 characters";
        return Err(Refusal::invalid("fullname", expected, Some(&fullname)));
    }
    let roles = roles(body.roles.unwrap_or_default())?;
    if is_taken(state, &username, &email) {
        return Err(taken());
    }
    state.merchant.admins.push(Admin {
        username,
        email,
        roles,
    });
    Success::message("success")
}

fn username(given: Option<String>) -> Result<String, Refusal> {
    let name = required("username", given)?;
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if (2..=40).contains(&name.len()) && name.bytes().all(fits) {
        Ok(name)
    } else {
        let expected = "2 to 40 lower-case letters and digits";
        Err(Refusal::invalid("username", expected, Some(&name)))
    }
}

fn roles(given: Vec<String>) -> Result<Vec<String>, Refusal> {
    if given.first().is_none_or(|first| first != "admin") {
        return Err(Refusal::invalid("roles", "admin first", None));
    }
    match given.iter().find(|role| !ROLES.contains(&role.as_str())) {
        None => Ok(given),
        Some(strange) => {
            let expected = format!("oneof({})", ROLES.join(" "));
            Err(Refusal::invalid("roles", &expected, Some(strange)))
        }
    }
}

/// Whether the merchant or an administrator has the name, or the e-mail address.
fn is_taken(state: &State, username: &str, email: &str) -> bool {
    let merchant = &state.merchant;
    let mut admins = merchant.admins.iter();
    username == merchant.username
        || admins.any(|known| known.username == username || known.email.eq_ignore_ascii_case(email))
}

fn taken() -> Refusal {
    Refusal::bad("username or email already exists")
}

pub(super) fn delete_admin(state: &mut State, call: &Call<'_>) -> Outcome {
    let email = required("email", call.parameter("email").map(str::to_owned))?;
    let admins = &mut state.merchant.admins;
    let place = admins
        .iter()
        .position(|known| known.email.eq_ignore_ascii_case(&email));
    let place = place.ok_or_else(|| Refusal::not_found("admin not found"))?;
    admins.remove(place);
    Success::message("success")
}

#[derive(Deserialize)]
struct Activate {
    email: Option<String>,
    username: Option<String>,
}

/// Says whether a merchant of this name could be made. None is: a sandbox has one.
pub(super) fn activate(state: &State, call: &Call<'_>) -> Outcome {
    let body: Activate = call.body()?;
    let email = required("email", body.email)?;
    let username = username(body.username)?;
    let mut known = state.accounts.values().filter_map(|it| it.email.as_deref());
    if is_taken(state, &username, &email) || known.any(|known| known.eq_ignore_ascii_case(&email)) {
        return Err(taken());
    }
    Success::message("success")
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    callback_url: Option<String>,
    endpoint_id: Option<String>,
}

/// What endpoints are is not documented, and there are none here. The callback URL is kept, and not called.
pub(super) fn update(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: Update = call.body()?;
    if body.endpoint_id.is_some_and(|id| !id.is_empty()) {
        return Err(Refusal::bad("endpoint id not found"));
    }
    if let Some(url) = body.callback_url {
        state.merchant.callback_url = Some(url);
    }
    Success::message("success")
}
