//! Whatever can happen to a session, in any order.
//!
//! The first line is the letter of the back end; each line after it is something that happens.

use std::rc::Rc;

use causerie_core::chat::{ChosenFile, Form, Remark};
use causerie_core::http::{Failure, FileKey};
use causerie_core::session::{self, Act, Input};

use crate::line::{head, lines, number};
use crate::page::Page;
use crate::request::{answer, config};

/// Nothing lasts longer than six hours.
const LONGEST: u64 = 21_600_000;

pub(crate) fn check(data: &[u8]) {
    let lines = lines(data);
    let mut lines = lines.iter();
    let letter = lines.next().map_or(' ', |line| head(line).0);
    let mut page = Page::load(config(letter), None);
    for line in lines {
        happens(&mut page, line);
    }
    page.pass(120_000);
}

fn happens(page: &mut Page, line: &str) {
    let (letter, rest) = head(line);
    if let Some(act) = act(page, letter, rest) {
        return page.tell(Input::Act(act));
    }
    if let Some(event) = event(letter) {
        return page.tell(Input::Page(event));
    }
    let (number, words) = number(rest);
    match letter {
        'a' => answered(page, rest),
        'b' => failed(page, number, Failure::Network),
        'B' => failed(page, number, Failure::Timeout),
        'c' => page.pass(number.min(LONGEST)),
        'j' => page.jump(number.min(LONGEST) as i64 - (LONGEST / 2) as i64),
        'z' => page.sleep(number.min(LONGEST)),
        'u' => {
            if let Some(id) = page.request(number) {
                page.tell(Input::Progress(id, words.len() as u8));
            }
        }
        'C' => page.tell(Input::Config(page.config())),
        'L' => page.reload(),
        _ => {}
    }
}

fn act(page: &Page, letter: char, rest: &str) -> Option<Act> {
    let (number, words) = number(rest);
    Some(match letter {
        'o' => Act::Open(Form {
            first_name: rest.to_owned(),
            ..Form::default()
        }),
        's' => Act::Send(rest.to_owned()),
        'd' => Act::Draft(rest.to_owned()),
        'e' => Act::End,
        'n' => Act::Restart,
        't' => Act::TryAgain,
        'r' => Act::Retry(page.row(number)),
        'x' => Act::Discard(page.row(number)),
        'w' => Act::Seen(true),
        'W' => Act::Seen(false),
        'm' => Act::Tell(Rc::new(Remark::from_json(rest).ok()?)),
        'f' => {
            let file = ChosenFile {
                name: words.into(),
                size: number,
            };
            Act::Attach(FileKey(number), file)
        }
        'g' => Act::Fetch(page.row(number)),
        'k' => Act::Remove(page.row(number)),
        _ => return None,
    })
}

const fn event(letter: char) -> Option<session::Page> {
    Some(match letter {
        'h' => session::Page::Hidden,
        'H' => session::Page::Shown,
        'i' => session::Page::Offline,
        'I' => session::Page::Online,
        'l' => session::Page::Left,
        _ => return None,
    })
}

/// Which request, how its answer came, and its body.
fn answered(page: &mut Page, rest: &str) {
    let (which, rest) = head(rest);
    let (how, body) = head(rest);
    let which = which.to_digit(10).unwrap_or(0);
    if let Some(id) = page.request(u64::from(which)) {
        page.answer(id, answer(how, body));
    }
}

fn failed(page: &mut Page, number: u64, failure: Failure) {
    if let Some(id) = page.request(number) {
        page.answer(id, Err(failure));
    }
}
