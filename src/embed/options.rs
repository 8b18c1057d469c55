//! What the page wrote, and what is wrong with it.

use causerie_core::config::{Config, OptionError, Options};
#[cfg(feature = "yew")]
use causerie_core::config::{Presentation, Value};

use crate::console;

/// What the options come to.
///
/// # Errors
/// With each fault, which is told in the console too.
pub(super) fn read(options: &Options) -> Result<Config, Vec<OptionError>> {
    for name in options.unknown() {
        console::warn(&format!("there is no option `{name}`"));
    }
    Config::new(options).inspect_err(|faults| faults.iter().for_each(tell))
}

/// Tells of one fault.
pub(super) fn tell(fault: &OptionError) {
    console::error(&fault.to_string());
}

/// How the widget was to look, as far as that was said without fault.
#[cfg(feature = "yew")]
pub(super) fn without(options: &Options, faults: &[OptionError]) -> Presentation {
    let cleared = |options: Options, fault: &OptionError| options.with(&fault.option, Value::Null);
    let rest = faults.iter().fold(options.clone(), cleared);
    // The one option that must not be missing; it is not used.
    let config = Config::new(&rest.with("url", "/"));
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
}
