//! Texts from outside, made fit to be shown.

/// How many characters of a text are shown.
const LONGEST: usize = 200;

/// Whether a letter could change what a terminal or a reader sees around it.
fn is_hostile(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text of the vendor on one line, without anything that a terminal would act upon, cut where it is long.
pub fn show(text: &str) -> String {
    let mut shown = String::new();
    let mut length = 0;
    for letter in text.chars() {
        let escaped: String = if is_hostile(letter) {
            letter.escape_default().collect()
        } else {
            letter.to_string()
        };
        length += escaped.chars().count();
        if length > LONGEST {
            shown.push('…');
            break;
        }
        shown += &escaped;
    }
    // The logs of GitHub take this for a command wherever it stands.
    shown.replace("##[", "#\\#[")
}

/// JSON that a terminal may print: inside its texts, hostile letters are escaped. Outside of them there are none.
pub(super) fn quiet_json(json: &str) -> String {
    let mut text = String::new();
    for letter in json.chars() {
        if is_hostile(letter) && letter != '\n' {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                text += &format!("\\u{unit:04x}");
            }
        } else {
            text.push(letter);
        }
    }
    text
}
