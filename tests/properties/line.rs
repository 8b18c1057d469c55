//! Lines, and what stands at their beginning.

/// So many lines of an input are read; more would only take time.
const MOST: usize = 200;

/// The lines of an input, as whoever receives it would decode it.
pub(crate) fn lines(data: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(data);
    text.split('\n').take(MOST).map(str::to_owned).collect()
}

/// The first letter, and the rest.
pub(crate) fn head(line: &str) -> (char, &str) {
    let mut letters = line.chars();
    let first = letters.next().unwrap_or(' ');
    (first, letters.as_str())
}

/// The number at the beginning, 0 where there is none, and the rest.
pub(crate) fn number(line: &str) -> (u64, &str) {
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = &line[..line.len() - rest.len()];
    (digits.parse().unwrap_or(0), rest)
}
