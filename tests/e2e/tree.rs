//! What assistive technology is told of a page, as Chromium computes it.

use causerie_e2e::{Failure, Page};
use serde_json::{Value, json};

/// What is told of an element beside its role and name, where it is so.
const STATES: [&str; 16] = [
    "focused",
    "disabled",
    "expanded",
    "pressed",
    "checked",
    "selected",
    "invalid",
    "required",
    "readonly",
    "busy",
    "live",
    "atomic",
    "modal",
    "multiline",
    "level",
    "hasPopup",
];

/// Roles that say nothing: what is in them stands in their place.
const MUTE: [&str; 3] = ["generic", "none", "InlineTextBox"];

/// The tree in indented lines, without what the page itself has, and without the time of day.
pub(crate) async fn tree(page: &Page) -> Result<String, Failure> {
    let told = page.ask_devtools("Accessibility.getFullAXTree", json!({}));
    let told = told.await?;
    let nodes = told["nodes"].as_array().cloned().unwrap_or_default();
    let mut lines = String::new();
    if let Some(root) = nodes.first() {
        write(&nodes, root, 0, "", &mut lines);
    }
    Ok(lines)
}

fn write(nodes: &[Value], node: &Value, depth: usize, above: &str, lines: &mut String) {
    let role = text(&node["role"]);
    let name = timeless(&text(&node["name"]));
    if role == "main" || (role == "StaticText" && above == name) {
        return;
    }
    let mute = node["ignored"] == true || MUTE.contains(&role.as_str());
    if !mute {
        let states = states(node);
        *lines += &format!("{}{role} {name:?}{states}\n", "  ".repeat(depth));
    }
    let children = node["childIds"].as_array().into_iter().flatten();
    let found = children.filter_map(|id| nodes.iter().find(|node| node["nodeId"] == *id));
    for child in found {
        let above = if mute { above } else { &name };
        write(nodes, child, depth + usize::from(!mute), above, lines);
    }
}

fn states(node: &Value) -> String {
    let mut states = String::new();
    for what in ["description", "value"] {
        let told = timeless(&text(&node[what]));
        if !told.is_empty() {
            states += &format!(" {what}={told:?}");
        }
    }
    for property in node["properties"].as_array().into_iter().flatten() {
        let (name, value) = (plain(&property["name"]), text(&property["value"]));
        if STATES.contains(&name.as_str()) && value != "false" && value != "off" {
            states += &format!(" {name}={value}");
        }
    }
    states
}

/// What DevTools wraps into an object with a type.
fn text(told: &Value) -> String {
    plain(&told["value"])
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Every time of day is the same one: "9:05 AM" becomes "0:00".
fn timeless(words: &str) -> String {
    let mut told = Vec::new();
    for word in words.split(' ') {
        let is_time = word.split_once(':').is_some_and(|(hour, minute)| {
            [hour, minute]
                .iter()
                .all(|part| (1..=2).contains(&part.len()))
                && word.chars().all(|one| one.is_ascii_digit() || one == ':')
        });
        match (is_time, word) {
            (true, _) => told.push("0:00"),
            (false, "AM" | "PM") if told.last() == Some(&"0:00") => {}
            (false, word) => told.push(word),
        }
    }
    told.join(" ")
}
