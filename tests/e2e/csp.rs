//! The headers that `docs/csp.md` tells people to send.

const GUIDE: &str = include_str!("../../docs/csp.md");

/// The guide's own names for where things are.
const FILES: &str = "https://chat.example";
const CENTER: &str = "https://gms.example";

/// The headers in the guide's block of that name, for these origins.
pub(crate) fn headers(block: &str, files: &str, center: &str) -> Vec<(String, String)> {
    let start = format!("\n```http {block}\n");
    let (_, rest) = GUIDE.split_once(&start).expect(block);
    let (text, _) = rest.split_once("\n```").expect(block);
    let text = text.replace(FILES, files).replace(CENTER, center);
    // A line that is indented goes on with the header above it.
    let lines = text.replace("\n ", " ");
    let headers = lines.lines().map(|line| line.split_once(':').expect(line));
    let trimmed = headers.map(|(name, value)| (name.to_owned(), words(value)));
    trimmed.collect()
}

/// The value of the attribute `sandbox` in the guide.
pub(crate) fn sandbox() -> &'static str {
    let (_, rest) = GUIDE.split_once("<iframe sandbox=\"").expect("a frame");
    rest.split('"').next().unwrap_or_default()
}

/// The names of what the guide says is kept, for a contact centre and its service.
pub(crate) fn kept(url: &str, service: &str) -> Vec<String> {
    let rows = GUIDE
        .lines()
        .filter_map(|line| line.strip_prefix("| `causerie:"));
    let names = rows.map(|row| row.split('`').next().unwrap_or_default());
    let filled = names.map(|name| {
        let name = name.replace("URL", url).replace("SERVICE", service);
        format!("causerie:{name}")
    });
    filled.collect()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_block_is_read_as_a_browser_reads_it() {
    let headers = headers("script", "http://a:1", "http://b:2");
    let [(name, policy)] = headers.as_slice() else {
        panic!("{headers:?}");
    };
    assert_eq!(name, "Content-Security-Policy");
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(
        policy.contains("connect-src http://a:1 http://b:2"),
        "{policy}"
    );
}
