//! KYC records of verified customers and open KYC sessions.

use serde::{Deserialize, Serialize};

use super::addresses::sha256;
use super::country::Country;

/// The verified identity of a customer in a country. The number of the identity document is not stored.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct KycRecord {
    /// The carrier and the phone number, which the API calls a shortcode; only set for Kenya.
    pub(crate) mobile_network: String,
    pub(crate) shortcode: String,
    pub(crate) phone_number: String,
    pub(crate) first_name: String,
    pub(crate) middle_name: String,
    pub(crate) last_name: String,
    /// `YYYY-MM-DD`.
    pub(crate) dob: String,
    pub(crate) address_line_1: String,
    pub(crate) address_line_2: String,
    pub(crate) lga_of_residence: String,
    pub(crate) state_of_residence: String,
}

/// The phone number on the record of every BVN (bank verification number of a Nigerian), as on staging.
pub(crate) const TEST_PHONE: &str = "08030013843";

const FIRST_NAMES: [&str; 8] = [
    "Amina", "Bello", "Chidi", "Faith", "Halima", "Kamau", "Ngozi", "Wanjiru",
];
const MIDDLE_NAMES: [&str; 5] = ["Ada", "Grace", "Ife", "Otieno", "Yusuf"];
const LAST_NAMES: [&str; 8] = [
    "Adeyemi", "Balogun", "Eze", "Kariuki", "Mwangi", "Okafor", "Okoro", "Sani",
];
/// Local government areas, with their states.
const AREAS: [(&str, &str); 4] = [
    ("Eti-Osa", "Lagos"),
    ("Ibadan North", "Oyo"),
    ("Nassarawa", "Kano"),
    ("Oredo", "Edo"),
];

impl KycRecord {
    /// Returns a fictional person, who is always the same for the same text.
    pub(crate) fn fictional(text: &str) -> Self {
        let bytes = sha256(format!("person/{text}"));
        let byte = |index: usize| bytes.get(index).copied().map_or(0, usize::from);
        let pick = |names: &[&str], index: usize| -> String {
            let name = names.get(byte(index) % names.len().max(1));
            name.copied().unwrap_or_default().to_owned()
        };
        let (area, state) = AREAS
            .get(byte(3) % AREAS.len())
            .copied()
            .unwrap_or_default();
        Self {
            first_name: pick(&FIRST_NAMES, 0),
            middle_name: pick(&MIDDLE_NAMES, 1),
            last_name: pick(&LAST_NAMES, 2),
            dob: format!(
                "{}-{:02}-{:02}",
                1960 + byte(4) % 40,
                1 + byte(5) % 12,
                1 + byte(6) % 28
            ),
            address_line_1: format!("{} Sandbox Road", 1 + byte(7) % 90),
            lga_of_residence: area.to_owned(),
            state_of_residence: state.to_owned(),
            ..Self::default()
        }
    }

    /// Returns a fictional Nigerian, identified by a BVN.
    pub(crate) fn nigerian(text: &str) -> Self {
        Self {
            phone_number: TEST_PHONE.to_owned(),
            ..Self::fictional(text)
        }
    }

    /// Returns a fictional Kenyan, identified by a phone number, which the API calls a shortcode.
    pub(crate) fn kenyan(text: &str, carrier: &str, shortcode: &str) -> Self {
        Self {
            mobile_network: carrier.to_owned(),
            shortcode: shortcode.to_owned(),
            phone_number: shortcode.to_owned(),
            address_line_1: String::new(),
            lga_of_residence: String::new(),
            state_of_residence: String::new(),
            ..Self::fictional(text)
        }
    }

    /// Returns the name that a bank reports: first and last name in capitals.
    pub(crate) fn account_holder(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).to_uppercase()
    }
}

/// An open KYC session. It stores the data for its completion, but not the BVN.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct KycSession {
    pub(crate) country: Country,
    /// When the session expires, in milliseconds of the sandbox's clock.
    #[serde(rename = "ends_ms")]
    pub(crate) expires_ms: i64,
    pub(crate) method: Option<String>,
    /// Whether the customer has confirmed the phone number on the BVN record.
    #[serde(rename = "phone_confirmed")]
    pub(crate) is_phone_confirmed: bool,
    /// The number of codes sent.
    #[serde(rename = "attempts")]
    pub(crate) codes_sent: u32,
    /// The number of wrong codes received.
    #[serde(rename = "wrong")]
    pub(crate) wrong_codes: u32,
    /// The carrier and the phone number, which the API calls a shortcode, by which a Kenyan is looked up.
    pub(crate) mobile_network: String,
    pub(crate) shortcode: String,
}
