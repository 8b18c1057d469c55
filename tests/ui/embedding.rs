//! What the documents and the declarations say of commands, events and options, against the
//! code.

// A document that is not as expected is a failed test.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use causerie_core::config::Options;

const DOCUMENT: &str = include_str!("../../docs/embedding.md");
const README: &str = include_str!("../../README.md");
const TYPES: &str = include_str!("../../www/causerie.d.ts");
const ELEMENT: &str = include_str!("../../www/element.js");
const COMMANDS: &str = include_str!("../../www/commands.js");
const EVENTS: &str = include_str!("../../src/embed/events.rs");
const REFUSALS: &str = include_str!("../../src/embed/refusal.rs");
const LOAD: &str = include_str!("../../www/load.js");
const RATING: &str = include_str!("../../www/rating.js");
const MOUNTED: &str = include_str!("../../www/mounted.js");
const COMPONENT: &str = include_str!("../../www/component.js");
const CHAT: &str = include_str!("../../www/npm/chat.js");
const CHAT_TYPES: &str = include_str!("../../www/npm/headless.d.ts");
const HEADLESS: &str = include_str!("../../src/embed/headless.rs");
const SNAPSHOT: &str = include_str!("../../src/embed/snapshot.rs");
const SUPPLY: &str = include_str!("../../www/npm/supply.js");

/// The section on the chat without an interface.
fn headless() -> &'static str {
    between(DOCUMENT, "## Without an interface", "## Where")
}

/// What stands between these two, the first time.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}

/// Everything that stands between two quotation marks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

/// The first words of a table's rows, without their arguments.
fn rows(text: &str) -> BTreeSet<&str> {
    let cells = text.lines().filter_map(|line| line.strip_prefix("| `"));
    let names = cells.map(|cell| cell.split(['`', '(']).next().unwrap());
    names.collect()
}

/// The names of an interface's members.
fn members(name: &str) -> BTreeSet<&'static str> {
    declared(between(TYPES, &format!("interface {name} "), "\n}\n"))
}

/// The names that the lines of a declaration begin with.
fn declared(body: &str) -> BTreeSet<&str> {
    let lines = body.lines().filter_map(|line| line.strip_prefix("  "));
    let names = lines.filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()));
    names
        .map(|line| line.split(['?', ':', '(', '<']).next().unwrap())
        .collect()
}

/// The methods of a class in JavaScript that others may call.
fn methods(script: &str) -> BTreeSet<&str> {
    let lines = script.lines().filter_map(|line| line.strip_prefix("  "));
    let lines = lines.map(|line| line.strip_prefix("async ").unwrap_or(line));
    let heads = lines.filter_map(|line| line.strip_suffix(" {")?.split_once('('));
    let names = heads.map(|(name, _)| name);
    names
        .filter(|name| name.bytes().all(|letter| letter.is_ascii_alphabetic()))
        .filter(|name| *name != "constructor")
        .collect()
}

#[test]
fn the_commands_are_those_of_the_documents_and_the_declarations() {
    let asked = between(ELEMENT, "ASKED = \"", "\"");
    let more = between(COMMANDS, "...\"", "\"");
    let commands: BTreeSet<_> = asked.split(' ').chain(more.split(' ')).collect();
    let documented = between(DOCUMENT, "## Commands", "Errors have");
    assert_eq!(rows(documented), commands);
    assert_eq!(members("CauserieCommands"), commands);
}

#[test]
fn the_commands_of_a_chat_without_an_interface_are_documented_and_declared() {
    let commands = methods(CHAT);
    assert!(commands.contains("tryAgain"), "{commands:?}");
    let documented = between(headless(), "| command |", "It is an");
    assert_eq!(rows(documented), commands);
    let (_, class) = CHAT_TYPES.split_once("class Chat ").unwrap();
    let mut declared = declared(class);
    assert!(declared.remove("constructor") && declared.remove("readonly view"));
    assert_eq!(declared, commands);
    let carried_out = between(HEADLESS, "match name {", "_ => self.act(Act::TryAgain)");
    let passed_on = CHAT.split("this.#ask(").skip(1).filter_map(|call| {
        let name = quoted(call).next()?;
        (name != "tryAgain").then_some(name)
    });
    let known: BTreeSet<_> = quoted(carried_out).collect();
    assert_eq!(passed_on.collect::<BTreeSet<_>>(), known);
}

#[test]
fn the_stages_of_a_chat_without_an_interface_are_documented_and_declared() {
    let shown = quoted(between(SNAPSHOT, "match stage {", "};"));
    let stages: BTreeSet<_> = shown.chain(["absent"]).collect();
    assert!(CHAT.contains("stage: \"absent\""));
    assert_eq!(
        rows(between(headless(), "| stage |", "All commands")),
        stages
    );
    let types = between(CHAT_TYPES, "type ChatStage =", "export");
    let declared = types.split("stage: \"").skip(1);
    let declared = declared.map(|rest| rest.split('"').next().unwrap());
    assert_eq!(declared.collect::<BTreeSet<_>>(), stages);
}

#[test]
fn the_events_are_those_of_the_documents_and_the_declarations() {
    let calls = EVENTS.split("dispatch(").skip(1);
    let named = calls.flat_map(|call| quoted(call.split('&').next().unwrap()));
    let events: BTreeSet<_> = named
        .chain([ELEMENT, RATING].map(|script| between(script, "CustomEvent(\"causerie:", "\"")))
        .collect();
    let more = rows(between(headless(), "| event |", "After an"));
    let documented = rows(between(DOCUMENT, "## Events", "## Without"));
    assert_eq!(&documented | &more, events);
    assert_eq!(members("CauserieEvents"), documented);
    let types = between(CHAT_TYPES, "type ChatEvents =", "};");
    assert_eq!(declared(types), more);
    let left_out = quoted(types).collect::<BTreeSet<_>>();
    assert_eq!(left_out, ["closed", "opened", "rated"].into());
}

#[test]
fn the_names_of_errors_are_those_of_the_documents_and_the_declarations() {
    let refused = quoted(between(REFUSALS, "match self {", "fn sentence"));
    let reasons = between(LOAD, "REASONS = {", "}");
    assert_eq!(between(SUPPLY, "REASONS = {", "}"), reasons);
    let otherwise = between(LOAD, "REASONS[cause.name] ?? \"", "\"");
    let failed = quoted(reasons).chain([otherwise]);
    let thrown = [ELEMENT, MOUNTED].into_iter().flat_map(|script| {
        let texts = script.split(['"', '`']).skip(1).step_by(2);
        texts.filter_map(|text| text.split_once(':').map(|(name, _)| name))
    });
    let thrown = thrown.filter(|name| name.starts_with(|letter: char| letter.is_ascii_uppercase()));
    let names = refused.chain(failed).chain(thrown).chain(["Failed"]);
    let names: BTreeSet<_> = names.map(|name| format!("{name}Error")).collect();
    let table = between(DOCUMENT, "Errors have", "## Events");
    let documented: BTreeSet<_> = rows(table).into_iter().map(str::to_owned).collect();
    assert_eq!(documented, names);
    let declared = quoted(between(TYPES, "type CauserieErrorName =", ";"));
    assert_eq!(declared.map(str::to_owned).collect::<BTreeSet<_>>(), names);
}

#[test]
fn the_options_are_those_of_the_documents_and_the_declarations() {
    let documented = rows(between(README, "## Options", "## Commands"));
    let known = documented
        .iter()
        .fold(Options::new(), |options, name| options.with(name, "x"));
    // What the wasm need not know is kept from it.
    let kept_from = between(MOUNTED, "|on.*|", ")$/").split('|');
    let unknown: BTreeSet<_> = known.unknown().into_iter().collect();
    assert_eq!(unknown, kept_from.collect());
    assert!(
        unknown
            .iter()
            .all(|name| between(MOUNTED, "MORE = /", "/;").contains(name))
    );
    let declared: BTreeSet<_> = members("CauserieOptions")
        .union(&members("LiveOptions"))
        .copied()
        .collect();
    assert_eq!(declared, documented);
}

#[test]
fn what_may_change_is_what_the_declarations_say() {
    let live: BTreeSet<_> = between(MOUNTED, "LIVE = /^(", ")")
        .split('|')
        .chain(["open"])
        .collect();
    assert_eq!(members("LiveOptions"), live);
}

/// The one stands in the file of the glue, which has no byte to spare for sharing it.
#[test]
fn what_windows_have_more_is_the_same_in_the_component_for_yew() {
    let [mounted, component] =
        [MOUNTED, COMPONENT].map(|module| between(module, "const MORE = ", ";\n"));
    assert_eq!(mounted, component);
}
