//! What the page wrote, and what is wrong with it.

use causerie_core::config::{Config, OptionError, Options, Presentation, Value};
use wasm_bindgen::JsValue;

use crate::console;

/// A JavaScript value as JSON; `nothing` where it cannot be written so.
pub(super) fn json(value: &JsValue) -> String {
    let json = js_sys::JSON::stringify(value).ok();
    let json = json.and_then(|json| JsValue::from(json).as_string());
    json.unwrap_or_else(|| "nothing".to_owned())
}

/// What the options come to; each fault is told in the console.
///
/// # Errors
/// With the faults left out, how the widget was to look.
pub(super) fn read(options: &Options) -> Result<Config, Presentation> {
    for name in options.unknown() {
        console::warn(&format!("there is no option `{name}`"));
    }
    Config::new(options).map_err(|faults| {
        faults.iter().for_each(tell);
        without(options, &faults)
    })
}

/// Tells of one fault.
pub(super) fn tell(fault: &OptionError) {
    console::error(&fault.to_string());
}

/// How the widget was to look, as far as that was said without fault.
fn without(options: &Options, faults: &[OptionError]) -> Presentation {
    let cleared = |options: Options, fault: &OptionError| options.with(&fault.option, Value::Null);
    let rest = faults.iter().fold(options.clone(), cleared);
    // The one option that must not be missing; it is not used.
    let config = Config::new(&rest.with("url", "/"));
    config.map(|config| config.presentation).unwrap_or_default()
}

#[cfg(test)]
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
