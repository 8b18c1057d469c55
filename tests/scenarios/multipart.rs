//! Forms with a file.

/// Fields and a file as browsers send them, with the boundary `b`.
pub(crate) fn multipart(fields: &[(String, String)], (name, content): &(String, String)) -> String {
    let part = |name: &str, text: &str| {
        format!("--b\r\nContent-Disposition: form-data; name={name}\r\n\r\n{text}\r\n")
    };
    let mut body: String = fields
        .iter()
        .map(|(name, text)| part(&format!("\"{name}\""), text))
        .collect();
    body += &part(&format!("\"file\"; filename=\"{name}\""), content);
    body + "--b--\r\n"
}
