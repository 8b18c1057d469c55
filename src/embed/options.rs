//! What the page wrote, and what is wrong with it.

use causerie_core::config::{Config, OptionError, Options};
#[cfg(feature = "yew")]
use causerie_core::config::{Presentation, Value};
use causerie_core::text::concat;

#[cfg(feature = "yew")]
use super::beside;
use crate::console;
#[cfg(feature = "yew")]
use crate::ui;

/// What the options come to.
///
/// # Errors
/// With each fault, which is told in the console too.
pub(super) fn read(options: &Options) -> Result<Config, Vec<OptionError>> {
    for name in options.unknown() {
        #[cfg(feature = "yew")]
        if beside::OPTIONS.contains(&name) {
            continue;
        }
        console::warn(&concat(&["there is no option `", name, "`"]));
    }
    #[cfg(feature = "yew")]
    let options = &spoken(options, |name| {
        console::warn(&format!("option `words`: there is no word `{name}`"));
    });
    Config::new(options).inspect_err(|faults| faults.iter().for_each(tell))
}

/// Words as the interface has them, and who is told of what is none. On other pages
/// `www/bring.js` does that, which also brings them.
#[cfg(feature = "yew")]
fn spoken(options: &Options, unknown: impl FnMut(&String)) -> Options {
    let Some(table) = options.object("words") else {
        return options.clone();
    };
    let (lines, others) = ui::lines(&table);
    others.iter().for_each(unknown);
    options.clone().with("words", &*lines)
}

/// Tells of one fault.
pub(super) fn tell(fault: &OptionError) {
    console::error(&fault.sentence());
}

/// How the widget was to look, as far as that was said without fault.
#[cfg(feature = "yew")]
pub(super) fn without(options: &Options, faults: &[OptionError]) -> Presentation {
    let cleared = |options: Options, fault: &OptionError| options.with(&fault.option, Value::Null);
    let rest = faults.iter().fold(options.clone(), cleared);
    // The one option that must not be missing; it is not used.
    let config = Config::new(&spoken(&rest.with("url", "/"), |_| {}));
    config.map(|config| config.presentation).unwrap_or_default()
}

#[cfg(all(test, feature = "yew"))]
mod tests {
    use super::*;

    #[test]
    fn a_fault_elsewhere_does_not_cost_the_contact_link() {
        let options = Options::new()
            .with("contactUrl", "tel:123")
            .with("theme", "pink")
            .with("pollInterval", "soon");
        let faults = Config::new(&options).unwrap_err();
        assert_eq!(faults.len(), 3);
        let presentation = without(&options, &faults);
        assert_eq!(presentation.contact_url.as_deref(), Some("tel:123"));
    }

    #[test]
    fn words_of_a_page_in_rust_become_lines_and_slips_are_told() {
        let options = Options::new()
            .with("url", "/g")
            .with("words", r#"{"lang":"de","agnet":"x"}"#);
        let mut told = Vec::new();
        let config = Config::new(&spoken(&options, |name| told.push(name.clone()))).unwrap();
        let words = config.presentation.words.unwrap();
        assert!(words.starts_with("de\nltr\nChat with us\n"), "{words}");
        assert_eq!(told, ["agnet"]);
    }
}
