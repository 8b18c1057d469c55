//! What a page does to a chat from outside of the window.

use causerie_core::config::Options;
use causerie_core::session::{Act, Stage};
use causerie_tests::World;

fn plan(name: &str) -> Options {
    Options::new().with("userData", &*format!(r#"{{"plan":"{name}"}}"#))
}

/// The plan that the contact centre knows of, of each service.
fn plans(world: &World) -> Vec<Option<String>> {
    let services = world.centre.services();
    services
        .map(|service| service.data().get("plan").cloned())
        .collect()
}

#[test]
fn data_that_the_page_sets_belong_to_the_next_chat() {
    let mut world = World::new();
    world.configure(plan("gold"));
    world.open();
    assert_eq!(plans(&world), [Some("gold".to_owned())]);
    world.configure(plan("silver"));
    world.act(Act::End);
    world.until("it is over", |world| {
        matches!(world.view().stage, Stage::Ended(_))
    });
    world.act(Act::Restart);
    world.open();
    let gold = Some("gold".to_owned());
    assert_eq!(
        plans(&world),
        [gold.clone(), gold],
        "a chat went on when silver was set"
    );
}

#[test]
fn words_of_the_page_leave_those_that_the_visitor_is_writing() {
    let mut world = World::with_agent();
    world.act(Act::Draft("half a sen".to_owned()));
    world.say("from the page");
    assert_eq!(&*world.view().draft, "half a sen");
    world.act(Act::Draft("half a sentence".to_owned()));
    world.say("half a sentence");
    assert_eq!(&*world.view().draft, "");
    world.pass(3_000);
    let said = ["from the page", "half a sentence"];
    let shown = world.shown().join("\n");
    assert!(said.iter().all(|words| shown.contains(words)), "{shown}");
}
