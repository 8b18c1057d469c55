//! What somebody has looked at and found right, in files; and what has changed since.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Set to have what is seen now taken for right: look at what git says has changed.
const RENEW: &str = "CAUSERIE_RENEW";

/// What to do about a difference.
pub(crate) const ADVICE: &str =
    "look at what is different; if it is right, set CAUSERIE_RENEW=1 and run the test again";

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
