//! Claims about the format of scripts.

use super::{Book, Filling, ScriptError, number_in};
use crate::now::Now;

/// The example of the document.
pub(crate) fn example() -> &'static str {
    let document = include_str!("../../../../docs/scripts.md");
    let (_, example) = document.split_once("```toml\n").unwrap();
    example.split_once("```").unwrap().0
}

fn book(more: &str) -> Book {
    Book::read(&format!("agents = ['Ann']\n{more}")).unwrap()
}

/// Which of these answers a message gets, counted from 1.
fn answered(answers: &str, message: &str) -> Option<usize> {
    let (index, _) = book(answers).answer_to(message)?;
    Some(index + 1)
}

/// Which answer the built-in colleagues give, by the beginning of its first sentence.
fn topic(message: &str) -> String {
    let book = Book::colleagues();
    let (_, answer) = book.answer_to(message).unwrap();
    let filling = Filling {
        name: "",
        agent: "",
        other: "",
        text: "",
        number: None,
        time: Now::default(),
    };
    let sentence = &answer.replies()[0].sentences()[0];
    sentence.filled(&filling).chars().take(16).collect()
}

#[test]
fn the_scripts_that_are_built_in_and_the_example_can_be_read() {
    for text in [
        include_str!("../../../scripts/colleagues.toml"),
        include_str!("../../../scripts/roboto.toml"),
        example(),
    ] {
        assert_eq!(Book::read(text).map(drop), Ok(()));
    }
    let agents = |book: &Book| book.agents().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(agents(&Book::colleagues()), ["Ines", "Martin"]);
    assert_eq!(agents(&Book::roboto()), ["Roboto"]);
}

#[test]
fn topics_are_found_by_words_and_stems() {
    let cases = [
        ("Deliveries? Number 123456", "Thank you, I am "),
        ("123456", "Thank you, I am "),
        ("Thanks, 123456", "You are welcome."),
        ("Which one?", "That is a good q"),
        ("Hm.", "I see. What woul"),
        ("LOG-IN!", "Let us get you b"),
        ("That's all", "Thank you for wr"),
        ("this thing", "I see. What woul"),
    ];
    for (message, begins) in cases {
        assert_eq!(topic(message), begins, "{message}");
    }
    assert_eq!(number_in("no 12, but 0456 and 99999"), Some("0456"));
    assert_eq!(number_in("1234567890123"), None);
}

#[test]
fn the_first_answer_is_given_all_of_whose_conditions_hold() {
    let answers = "
        [[answers]]
        words = ['Out-of date', 'old*']
        number = false
        [[answers]]
        number = true
        question = true
        [[answers]]
        number = true
        last = '!.'
        [[answers]]
        question = false
        last = 'ü'";
    for (message, answer) in [
        ("It is out of DATE.", Some(1)),
        ("older?", Some(1)),
        ("cold", None),
        ("older 12345", None),
        ("older 12345?", Some(2)),
        ("12345? I see.", Some(2)),
        ("12345.", Some(3)),
        ("12345. ", None),
        ("Tschü", Some(4)),
        ("? Tschü", None),
        ("", None),
    ] {
        assert_eq!(answered(answers, message), answer, "{message}");
    }
    assert_eq!(answered("[[answers]]", ""), Some(1));
    assert_eq!(answered("", "hello"), None);
}

#[test]
fn what_is_not_written_is_as_the_document_has_it() {
    let document = "
        [pace]
        joins_after = [1000, 3000]
        answers_after = [0, 0]
        pauses = [400, 1000]
        typing_per_character = 40
        typing_takes = [800, 5000]
        typing = true
        acts_after = [1000, 1500]
        answers_early = true
        most_planned = 12
        [system]
        joins = false";
    assert_eq!(book(document), book(""));
    let silence = "[system.silence]\nafter = 1000\nsays = ['a', 'b', 'c']";
    assert_eq!(book(silence).system.silence.unwrap().times(), 3);
}

#[test]
fn only_words_in_braces_are_places() {
    let kept = [
        "{",
        "}",
        "{}",
        "{ name }",
        "{1}",
        "{Name}",
        "{\"a\": 1}",
        "a{b",
    ];
    for text in kept {
        let script = book(&format!("[system]\nwelcome = '{text}'"));
        let filling = Filling {
            name: "Ann",
            agent: "Ann",
            other: "Ann",
            text: "Ann",
            number: None,
            time: Now::default(),
        };
        let welcome = script.system.welcome.unwrap();
        assert_eq!(welcome.filled(&filling), text);
    }
}

/// What the author of a script is told.
fn told(script: &str) -> String {
    Book::read(script).unwrap_err().to_string()
}

#[test]
fn a_fault_is_told_with_its_line_and_key_what_was_found_and_what_is_allowed() {
    let cases = [
        (
            "welcome = 'Hi'",
            "line 2, `welcome`: found a key that is not known, allowed: one of `agents`, \
             `greetings`, `takeovers`, `introductions`, `pace`, `system`, `answers`",
        ),
        (
            "[pase]",
            "line 2, `pase`: found a key that is not known, allowed: one of `agents`, \
             `greetings`, `takeovers`, `introductions`, `pace`, `system`, `answers`",
        ),
        (
            "[pace]\ntypo = 1",
            "line 3, `pace.typo`: found a key that is not known, allowed: one of `joins_after`, \
             `answers_after`, `pauses`, `acts_after`, `typing`, `typing_per_character`, \
             `typing_takes`, `answers_early`, `most_planned`",
        ),
        (
            "[pace]\njoins_after = 1000",
            "line 3, `pace.joins_after`: found integer `1000`, allowed: two times in \
             milliseconds, each from 0 to 3600000, the shorter one first",
        ),
        (
            "[pace]\njoins_after = [3000, 1000]",
            "line 3, `pace.joins_after`: found [3000, 1000], allowed: two times in \
             milliseconds, each from 0 to 3600000, the shorter one first",
        ),
        (
            "[pace]\njoins_after = [1000]",
            "line 3, `pace.joins_after`: found length 1, allowed: two times in milliseconds, \
             each from 0 to 3600000, the shorter one first",
        ),
        (
            "[pace]\njoins_after = [0, 3600001]",
            "line 3, `pace.joins_after[2]`: found integer `3600001`, allowed: milliseconds from \
             0 to 3600000",
        ),
        (
            "[pace]\npauses = [-1, 5]",
            "line 3, `pace.pauses[1]`: found integer `-1`, allowed: milliseconds from 0 to \
             3600000",
        ),
        (
            "[pace]\ntyping = 'yes'",
            "line 3, `pace.typing`: found string \"yes\", allowed: true or false",
        ),
        (
            "[pace]\nmost_planned = 0",
            "line 3, `pace.most_planned`: found integer `0`, allowed: a whole number from 1 to \
             1000",
        ),
        (
            "[pace]\ntyping_per_character = 0.5",
            "line 3, `pace.typing_per_character`: found floating point `0.5`, allowed: \
             milliseconds from 0 to 10000",
        ),
        (
            "[system]\nclock = 'noon'",
            "line 3, `system.clock`: found string \"noon\", allowed: a table",
        ),
        (
            "[system.clock]\nsays = 'cuckoo'",
            "line 2: found no `system.clock.every`, which must be there",
        ),
        (
            "[system.clock]\nevery = 999\nsays = 'cuckoo'",
            "line 3, `system.clock.every`: found integer `999`, allowed: milliseconds from 1000 \
             to 86400000",
        ),
        (
            "[system.silence]\nafter = 1\nsays = ['Hm']",
            "line 3, `system.silence.after`: found integer `1`, allowed: milliseconds from 1000 \
             to 86400000",
        ),
        (
            "[system.silence]\nafter = 1000\ntimes = 1001\nsays = ['Hm']",
            "line 4, `system.silence.times`: found integer `1001`, allowed: a whole number from \
             1 to 1000",
        ),
        (
            "greetings = [\n'Hi',\n['Hi {nmae}']]",
            "line 4, `greetings[2][1]`: found string \"{nmae}\", allowed: {name}, {agent}, \
             {other}, {number}, {text}, {time}",
        ),
        (
            "greetings = [['Hi', []]]",
            "line 2, `greetings[1][2]`: found a list, allowed: a text of 1 to 2000 characters",
        ),
        (
            "greetings = [[]]",
            "line 2, `greetings[1]`: found length 0, allowed: a list of 1 to 20",
        ),
        (
            "greetings = [7]",
            "line 2, `greetings[1]`: found integer `7`, allowed: a sentence or a list of \
             sentences",
        ),
        (
            "[[answers]]\nword = ['x']",
            "line 3, `answers[1].word`: found a key that is not known, allowed: one of `words`, \
             `last`, `number`, `question`, `greeting`, `replies`, `push`, `join`, `transfer`, \
             `leave`, `end`",
        ),
        (
            "[[answers]]\nwords = ['x', '?']",
            "line 3, `answers[1].words[2]`: found string \"?\", allowed: words of letters and \
             digits, with or without a * at their end",
        ),
        (
            "[answers]\nwords = ['x']",
            "line 2, `answers`: found a table, allowed: a list of 1 to 500",
        ),
        (
            "[[answers]]\n[[answers]]\ntransfer = '{other}'",
            "line 4, `answers[2].transfer`: found \"{other}\", allowed: an agent of the script: \
             \"Ann\"",
        ),
        (
            "[[answers]]\nend = 1",
            "line 3, `answers[1].end`: found integer `1`, allowed: true or false",
        ),
    ];
    for (more, sentence) in cases {
        assert_eq!(told(&format!("agents = ['Ann']\n{more}")), sentence);
    }
}

#[test]
fn what_is_not_toml_is_told_with_its_line() {
    for (more, found) in [
        ("x", 2),
        ("greetings = [\n'Hi", 3),
        ("[pace]\ntyping = true\ntyping = false", 4),
    ] {
        let told = Book::read(&format!("agents = ['Ann']\n{more}"));
        let Err(ScriptError::Syntax { line, .. }) = told else {
            panic!("{told:?}")
        };
        assert_eq!(line, found, "{more}");
    }
}

#[test]
fn agents_have_to_be_there_and_to_differ() {
    let cases = [
        ("", "line 1: found no `agents`, which must be there"),
        (
            "agents = 'Ann'",
            "line 1, `agents`: found string \"Ann\", allowed: a list of 1 to 10",
        ),
        (
            "agents = []",
            "line 1, `agents`: found length 0, allowed: a list of 1 to 10",
        ),
        (
            "agents = [\n'Ann',\n5]",
            "line 3, `agents[2]`: found integer `5`, allowed: a text of 1 to 60 characters",
        ),
        (
            "agents = ['Ann', ' ']",
            "line 1, `agents[2]`: found string \" \", allowed: a text of 1 to 60 characters",
        ),
        (
            "agents = ['Ann',\n'Bob', 'Ann']",
            "line 2, `agents[3]`: found \"Ann\" for the second time, allowed: names that differ",
        ),
        (
            "agents = ['Ann', 'Bob']\n[[answers]]\njoin = 'Eve'",
            "line 3, `answers[1].join`: found \"Eve\", allowed: an agent of the script: \"Ann\", \
             \"Bob\" or \"{other}\"",
        ),
    ];
    for (script, sentence) in cases {
        assert_eq!(told(script), sentence);
    }
}

#[test]
fn long_values_are_not_told_in_full_and_long_files_are_not_read() {
    let long = "x".repeat(2001);
    let sentence = told(&format!(
        "agents = ['Ann']\ngreetings = [\n['Hi', '{long}']]"
    ));
    assert!(sentence.starts_with("line 3, `greetings[1][2]`: found string \"xxx"));
    assert!(sentence.ends_with("x…, allowed: a text of 1 to 2000 characters"));
    assert!(sentence.len() < 250);
    let huge = format!("agents = ['Ann'] #{}", "x".repeat(1024 * 1024));
    let found = huge.len();
    assert_eq!(Book::read(&huge), Err(ScriptError::TooLarge { found }));
    let deep = format!("agents = {}", "[".repeat(500_000));
    assert!(matches!(Book::read(&deep), Err(ScriptError::Syntax { .. })));
}

#[test]
fn a_damaged_file_is_read_or_refused() {
    let whole = example();
    for (cut, letter) in whole.char_indices().step_by(7) {
        let (before, behind) = whole.split_at(cut);
        let without = format!("{before}{}", &behind[letter.len_utf8()..]);
        for damaged in [before, &without, &format!("{before}[{behind}")] {
            if let Err(error) = Book::read(damaged) {
                assert!(!error.to_string().contains('\n'), "{error}");
            }
        }
    }
}
