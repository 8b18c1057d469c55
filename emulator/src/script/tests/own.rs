//! A script of one's own, played through the customer's API: the example of the document, and
//! what it has no use for.

use crate::rig::Rig;
use crate::script::book::example;
use crate::script::step::Step;
use crate::{Book, ChatState, Dialect, EndedBy, Event, EventType, Scripts, Settings, UserType};

/// A chat of Vasya's with the people of a script.
struct Stay {
    rig: Rig,
    seen: usize,
    started: u64,
}

impl Stay {
    /// The customer's own joining has been seen.
    fn of(script: &str) -> Self {
        let rig = Rig::chatting_with(Settings {
            script: Some(Scripts::only(Book::read(script).unwrap())),
            ..Settings::default()
        });
        let started = rig.now.millis;
        Self {
            rig,
            seen: 1,
            started,
        }
    }

    /// The example, once the greeting is over.
    fn at_the_hotel() -> Self {
        let mut stay = Self::of(example());
        stay.rig.live_through(5);
        stay.seen = stay.rig.transcript().len();
        stay
    }

    fn say(&mut self, text: &str) {
        let text = text.replace(' ', "+");
        self.rig.ask("/send", &format!("message={text}"));
    }

    /// Says it and lives on for a while; what comes of it, behind the message itself.
    fn hears(&mut self, text: &str, seconds: u64) -> Vec<String> {
        self.started = self.rig.now.millis;
        self.say(text);
        self.rig.live_through(seconds);
        self.news().split_off(1)
    }

    /// What has happened since the last look, with the milliseconds from the start or from the
    /// last message on.
    fn news(&mut self) -> Vec<String> {
        let events = self.rig.transcript().split_off(self.seen);
        self.seen += events.len();
        events.iter().map(|event| self.told(event)).collect()
    }

    fn told(&self, event: &Event) -> String {
        let at = event.at.millis - self.started;
        let who = &event.nickname;
        match event.kind {
            EventType::Joined => format!("{at} {who} joins"),
            EventType::Left => format!("{at} {who} leaves"),
            EventType::TypingStarted => format!("{at} {who} types"),
            EventType::PushUrl => format!("{at} {who} sends {}", event.text),
            _ => format!("{at} {who}: {}", event.text),
        }
    }

    fn present(&self) -> Vec<String> {
        let chats = self.rig.center.chats();
        let parties = chats[0].parties().iter();
        parties.map(|party| party.nickname.clone()).collect()
    }
}

#[test]
fn the_system_participant_joins_and_welcomes_and_the_first_agent_greets() {
    let mut stay = Stay::of(example());
    stay.rig.live_through(5);
    assert_eq!(
        stay.news(),
        [
            "0 system joins",
            "0 system: The reception will be with you in a moment.",
            "2000 Rosa joins",
            "2500 Rosa types",
            "3820 Rosa: Welcome to the Lindenhof, Vasya. I am Rosa; what can I do for you?",
        ]
    );
}

#[test]
fn a_hello_is_answered_by_the_greeting_or_after_it() {
    let mut stay = Stay::of(example());
    stay.rig.live_through(3);
    stay.say("Good day!");
    stay.rig.live_through(7);
    let said = stay.news();
    assert!(said.last().unwrap().contains("Welcome"), "{said:?}");
    let said = stay.hears("hello", 5);
    assert_eq!(said, ["1000 Rosa types", "1600 Rosa: Hello again, Vasya."]);
}

#[test]
fn an_answer_by_words_takes_its_number_from_the_message_and_pauses_between_sentences() {
    let mut stay = Stay::at_the_hotel();
    assert_eq!(
        stay.hears("My BOOKING, it is 48213", 10),
        [
            "1000 Rosa types",
            "1700 Rosa: One moment, I am looking for 48213.",
            "2200 Rosa types",
            "2920 Rosa: Your room is ready from two o'clock.",
        ]
    );
}

#[test]
fn replies_come_in_turn() {
    let mut stay = Stay::at_the_hotel();
    let mut last = || stay.hears("I have booked", 10).pop().unwrap();
    let (first, second, third) = (last(), last(), last());
    assert!(first.ends_with("Rosa: What is the number of your booking?"));
    assert!(second.ends_with("Rosa: I do need the number of your booking."));
    assert_eq!(third, first);
}

#[test]
fn an_address_comes_with_the_last_word() {
    let mut stay = Stay::at_the_hotel();
    assert_eq!(
        stay.hears("Show me the way", 10),
        [
            "1000 Rosa types",
            "1600 Rosa: Here you see how to find us:",
            "1600 Rosa sends https://www.example.com/map",
        ]
    );
}

#[test]
fn a_second_agent_joins_and_one_of_the_two_leaves() {
    let mut stay = Stay::at_the_hotel();
    assert_eq!(
        stay.hears("I have an allergy", 10),
        [
            "1000 Rosa types",
            "1620 Rosa: Let me ask our cook to join us.",
            "2620 Vera joins",
            "3120 Vera types",
            "4200 Vera: Vera here, from the kitchen. What do you want to know?",
        ]
    );
    assert_eq!(stay.present(), ["VasyaP", "system", "Rosa", "Vera"]);
    let said = stay.hears("Any food?", 10);
    assert!(said.iter().all(|line| line.contains("Rosa")), "{said:?}");
    assert_eq!(
        stay.hears("Only the cook, please", 10),
        [
            "1000 Rosa types",
            "1640 Rosa: Then I leave you to the kitchen.",
            "2640 Rosa leaves",
        ]
    );
    assert_eq!(
        stay.hears("Nuts", 10),
        ["1000 Vera types", "1600 Vera: \"Nuts\", you say. Go on."]
    );
}

#[test]
fn a_transfer_goes_to_the_next_agent_and_from_the_last_to_the_first() {
    let mut stay = Stay::at_the_hotel();
    assert_eq!(
        stay.hears("I want to complain", 15),
        [
            "1000 Rosa types",
            "1960 Rosa: Emil is responsible for that and will take over.",
            "2960 Rosa leaves",
            "2960 Emil joins",
            "3460 Emil types",
            "4080 Emil: Good day, Vasya, Emil speaking.",
            "4580 Emil types",
            "5280 Emil: I have read it all. Shall we go on?",
        ]
    );
    stay.hears("I complain again", 15);
    assert_eq!(stay.present(), ["VasyaP", "system", "Vera"]);
    stay.hears("And I complain again", 15);
    assert_eq!(stay.present(), ["VasyaP", "system", "Rosa"]);
}

#[test]
fn the_last_character_a_question_and_anything_else_are_answered() {
    let mut stay = Stay::at_the_hotel();
    let mut said = |text: &str| {
        let line = stay.hears(text, 5).pop().unwrap();
        line.split_once("Rosa: ").unwrap().1.to_owned()
    };
    assert_eq!(said("Lovely!"), "That is good to hear.");
    assert_eq!(said("When is breakfast?"), "I will find out.");
    assert_eq!(
        said("{agent} {name}"),
        "\"{agent} {name}\", you say. Go on."
    );
}

#[test]
fn the_end_follows_the_last_words() {
    let mut stay = Stay::at_the_hotel();
    let said = stay.hears("Goodbye", 2);
    assert_eq!(
        said,
        [
            "1000 Rosa types",
            "1800 Rosa: Goodbye, Vasya, and have a good journey!"
        ]
    );
    stay.say("Wait!");
    stay.rig.wait(10_000);
    assert_eq!(stay.news(), ["2000 VasyaP: Wait!", "2800 Rosa leaves"]);
    let chats = stay.rig.center.chats();
    let ended_by_agent = |state| {
        matches!(
            state,
            ChatState::Ended {
                by: EndedBy::Agent,
                ..
            }
        )
    };
    assert!(ended_by_agent(chats[0].state()));
}

#[test]
fn the_clock_strikes_and_a_silence_is_broken_in_turn_until_somebody_speaks() {
    let mut stay = Stay::at_the_hotel();
    stay.rig.live_through(595);
    let strike = "600000 system: It is 2012-06-09T06:25:35Z.";
    assert_eq!(
        stay.news(),
        [
            "93820 system: Are you still there, Vasya?",
            "183820 system: We are here all night.",
            "273820 system: Are you still there, Vasya?",
            strike,
        ]
    );
    let said = stay.hears("Hm", 92);
    assert_eq!(
        said.last().unwrap(),
        "91600 system: Are you still there, Vasya?"
    );
}

#[test]
fn it_is_played_in_every_dialect() {
    let book = Book::read("agents = ['Ann']").unwrap();
    let scripts = Scripts::only(book.clone());
    for dialect in [
        Dialect::GmsV1,
        Dialect::GmsV2,
        Dialect::WebApi,
        Dialect::Gws,
    ] {
        assert_eq!(**scripts.of(dialect), book, "{dialect:?}");
    }
    let scripts = Scripts::default();
    assert_eq!(*scripts.of(Dialect::Gws), Book::roboto());
    assert_eq!(*scripts.of(Dialect::WebApi), Book::colleagues());
}

#[test]
fn what_is_said_too_early_is_not_answered_where_the_script_says_so() {
    let script = "
        agents = ['Ann']
        [pace]
        answers_early = false
        typing = false
        typing_takes = [0, 0]
        pauses = [0, 0]
        joins_after = [1000, 1000]
        [[answers]]
        replies = ['Yes']";
    let mut stay = Stay::of(script);
    stay.say("Anybody?");
    stay.rig.live_through(3);
    assert_eq!(stay.news(), ["0 VasyaP: Anybody?", "1000 Ann joins"]);
    assert_eq!(stay.hears("Ann?", 3), ["0 Ann: Yes"]);
}

#[test]
fn what_follows_comes_in_the_order_of_the_document() {
    let script = "
        agents = ['Ann', 'Bob', 'Cy']
        [pace]
        joins_after = [0, 0]
        acts_after = [1000, 1000]
        [[answers]]
        end = true
        leave = true
        transfer = 'Bob'
        join = 'Cy'
        push = 'https://www.example.com/'";
    let mut stay = Stay::of(script);
    assert_eq!(stay.news(), ["0 Ann joins"]);
    stay.rig.now.millis += 10_000;
    stay.started = stay.rig.now.millis;
    stay.say("Do it");
    stay.rig.wait(10_000);
    assert_eq!(
        stay.news(),
        [
            "0 VasyaP: Do it",
            "0 Ann sends https://www.example.com/",
            "1000 Cy joins",
            "2000 Ann leaves",
            "2000 Bob joins",
            "3000 Bob leaves",
            "4000 Cy leaves",
        ]
    );
}

#[test]
fn a_chat_goes_over_to_one_who_is_in_already() {
    let script = "
        agents = ['Ann', 'Bob']
        takeovers = ['{agent} for {other}']
        [[answers]]
        words = ['join']
        join = '{other}'
        [[answers]]
        words = ['transfer']
        transfer = 'Bob'
        [[answers]]
        words = ['leave']
        leave = true
        [[answers]]
        replies = ['{agent}']";
    let mut stay = Stay::of(script);
    stay.rig.live_through(4);
    stay.news();
    stay.hears("join", 4);
    assert_eq!(stay.hears("join", 4), [""; 0]);
    assert_eq!(stay.present(), ["VasyaP", "Ann", "Bob"]);
    let said = stay.hears("transfer", 6);
    assert!(
        said[0].ends_with("Ann leaves") && said[2].ends_with("Bob: Bob for Ann"),
        "{said:?}"
    );
    assert_eq!(stay.hears("transfer", 4), [""; 0]);
    stay.hears("leave", 4);
    assert_eq!(stay.present(), ["VasyaP"]);
    assert_eq!(stay.hears("Anybody?", 4), [""; 0]);
    assert!(stay.rig.center.chats()[0].is_live());
}

#[test]
fn the_shortest_times_do_not_stop_the_world() {
    let script = "
        agents = ['Ann']
        [pace]
        joins_after = [0, 0]
        pauses = [0, 0]
        typing_takes = [0, 0]
        acts_after = [0, 0]
        [system.clock]
        every = 1000
        says = 'tick'
        [system.silence]
        after = 1000
        times = 1000
        says = ['Hm']
        [[answers]]
        replies = ['{text}{text}']";
    let mut stay = Stay::of(script);
    stay.rig.wait(10_000);
    let is_system = |event: &Event| event.user_type == UserType::External;
    let said = stay
        .rig
        .transcript()
        .iter()
        .filter(|event| is_system(event))
        .count();
    assert_eq!(said, 20);
    stay.rig.wait(200_000);
    assert!(!stay.rig.center.chats()[0].is_live());
}

#[test]
fn the_system_participant_joins_once() {
    let mut rig = Rig::chatting();
    let (id, now) = (rig.chat(), rig.now);
    let (chat, _) = rig.center.chat_mut(&id).unwrap();
    Step::Enter.perform(chat, now);
    Step::Enter.perform(chat, now);
    assert_eq!(chat.parties().len(), 2);
}

#[test]
fn a_sentence_that_repeats_a_long_message_is_cut() {
    let script = format!(
        "agents = ['Ann']\n[pace]\njoins_after = [0, 0]\n[[answers]]\nreplies = ['{}']",
        "{text}".repeat(300)
    );
    let mut stay = Stay::of(&script);
    stay.say(&"x".repeat(16 * 1024));
    stay.rig.live_through(10);
    let said = stay.rig.transcript().pop().unwrap();
    assert_eq!(said.text.len(), 64 * 1024);
}
