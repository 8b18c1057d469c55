//! What somebody has looked at and found right, in files; and what has changed since.

use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::picture::Picture;

/// Set to have what is seen now taken for right: look at what git says has changed.
const RENEW: &str = "CAUSERIE_RENEW";

/// What to do about a difference.
const ADVICE: &str =
    "look at what is different; if it is right, set CAUSERIE_RENEW=1 and run the test again";

/// Nothing is different from what was reviewed.
pub(crate) fn assert_none(differences: &[String]) {
    let differences = differences.join("\n");
    assert!(differences.is_empty(), "{ADVICE}\n{differences}");
}

/// Whether the files are to be written, not compared with.
pub(crate) fn renews() -> bool {
    env::var_os(RENEW).is_some()
}

/// The file of this name, which has a folder in its name.
pub(crate) fn file(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.join("reviewed").join(name)
}

/// What is different from the file, or nothing; writes it where it is to be renewed.
pub(crate) fn text(name: &str, now: &str) -> Option<String> {
    let path = file(name);
    if renews() {
        write(&path, now.as_bytes());
        return None;
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    (before != now).then(|| format!("{name}:\n{}", difference(&before, now)))
}

/// So many pixels of a hundred thousand may be different in a picture: a dozen in all of a window,
/// fewer than a caret has.
const ALLOWED: usize = 4;

/// What is different from the picture in the file, or nothing; writes it where it is to be renewed.
/// What was `seen` instead is left there, and beside it a picture of what is different.
pub(crate) fn picture(name: &str, now: &Picture, seen: &Path) -> Option<String> {
    let path = file(name);
    let before = Picture::read(&path);
    let found = change(before.as_ref(), now)?;
    if renews() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        now.write(&path);
        return None;
    }
    now.write(seen);
    let mut told = format!("{name}: {found}: see {}", seen.display());
    if let Change::Pixels(places) = found {
        let marked = seen.with_extension("different.png");
        now.marked(&places).write(&marked);
        told += &format!(" and {}", marked.display());
    }
    Some(told)
}

/// Whether this is what is in the file.
pub(crate) fn is_picture(name: &str, now: &Picture) -> bool {
    change(Picture::read(&file(name)).as_ref(), now).is_none()
}

/// What has become of a picture.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Change {
    New,
    /// Width and height, before and now.
    Size([usize; 2], [usize; 2]),
    /// Where it is.
    Pixels(Vec<usize>),
}

pub(crate) fn change(before: Option<&Picture>, now: &Picture) -> Option<Change> {
    let Some(before) = before else {
        return Some(Change::New);
    };
    let [was, is] = [before, now].map(|one| [one.width(), one.height()]);
    if was != is {
        return Some(Change::Size(was, is));
    }
    let places = before.differences(now);
    let allowed = is[0] * is[1] * ALLOWED / 100_000;
    (places.len() > allowed).then_some(Change::Pixels(places))
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New => formatter.write_str("was not there"),
            Self::Size(was, is) => write!(formatter, "was {was:?} pixels large, is {is:?}"),
            Self::Pixels(places) => write!(formatter, "{} pixels are different", places.len()),
        }
    }
}

pub(crate) fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Lines that are gone after a `-`, those that came after a `+`, each with what is around it.
fn difference(before: &str, now: &str) -> String {
    let [before, now] = [before, now].map(|text| text.lines().collect::<Vec<_>>());
    let mut lines = Vec::new();
    let (mut left, mut right) = (0, 0);
    let common = common(&before, &now);
    while left < before.len() || right < now.len() {
        let same = left < before.len() && right < now.len() && before[left] == now[right];
        if same {
            lines.push((' ', now[right]));
            (left, right) = (left + 1, right + 1);
        } else if right < now.len()
            && (left == before.len() || common[left][right + 1] >= common[left + 1][right])
        {
            lines.push(('+', now[right]));
            right += 1;
        } else {
            lines.push(('-', before[left]));
            left += 1;
        }
    }
    around(&lines)
}

/// How many lines both have in common from a place in each on.
fn common(before: &[&str], now: &[&str]) -> Vec<Vec<usize>> {
    let mut common = vec![vec![0; now.len() + 1]; before.len() + 1];
    for left in (0..before.len()).rev() {
        for right in (0..now.len()).rev() {
            common[left][right] = if before[left] == now[right] {
                common[left + 1][right + 1] + 1
            } else {
                common[left + 1][right].max(common[left][right + 1])
            };
        }
    }
    common
}

/// Leaves out what is far from every difference.
fn around(lines: &[(char, &str)]) -> String {
    const NEAR: usize = 2;
    let is_near = |at: usize| {
        let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(lines.len());
        lines[near].iter().any(|(sign, _)| *sign != ' ')
    };
    let near = lines.iter().enumerate().filter(|(at, _)| is_near(*at));
    near.map(|(_, (sign, line))| format!("{sign} {line}\n"))
        .collect()
}

#[test]
fn a_difference_shows_what_came_and_went_and_what_is_around() {
    let before = "a\nb\nc\nd\ne\nf\ng";
    let now = "a\nb\nc\nd\nE\nf\ng\nh";
    assert_eq!(difference(before, before), "");
    let shown = "  c\n  d\n+ E\n- e\n  f\n  g\n+ h\n";
    assert_eq!(difference(before, now), shown);
}

#[test]
fn a_speck_is_no_change_of_a_picture_and_more_is() {
    let white = [255; 3];
    let specks = |count: usize| {
        Picture::drawn([300, 300], |x, y| {
            let is_speck = y == 100 && x % 7 == 0 && x / 7 < count;
            if is_speck { [0; 3] } else { white }
        })
    };
    let clean = specks(0);
    assert_eq!(change(Some(&clean), &specks(3)), None);
    let places = (0..4).map(|speck| 100 * 300 + 7 * speck).collect();
    let found = change(Some(&clean), &specks(4));
    assert_eq!(found, Some(Change::Pixels(places)));
    let smaller = Picture::drawn([300, 299], |_, _| white);
    let sizes = Change::Size([300, 300], [300, 299]);
    assert_eq!(change(Some(&clean), &smaller), Some(sizes));
    assert_eq!(change(None, &clean), Some(Change::New));
}
