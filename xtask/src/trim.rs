//! Glue without what only old browsers need: one that lacks any of this cannot read the loader
//! either, whose methods are private (Chrome 84, Firefox 90, Safari 15).

/// What wasm-bindgen writes, once it is lightened, and what does instead.
const FORMS: [(&str, &str); 2] = [
    (
        "const CLOSURE_DTORS = (typeof FinalizationRegistry === 'undefined')\n\
         ? { register: () => {}, unregister: () => {} }\n\
         : new FinalizationRegistry(",
        "const CLOSURE_DTORS = new FinalizationRegistry(",
    ),
    // A memory that has grown is another buffer.
    (
        "cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || \
         (cachedDataViewMemory0.buffer.detached === undefined && \
         cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
        "cachedDataViewMemory0?.buffer !== wasm.memory.buffer",
    ),
];

/// Drops all of it; what stands otherwise than it is known here stays.
pub(crate) fn trim(glue: &str) -> String {
    let forms = FORMS.iter();
    forms.fold(glue.to_owned(), |glue, (long, short)| {
        glue.replace(long, short)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_goes_and_the_rest_stays() {
        let glue: String = FORMS
            .iter()
            .map(|(long, _)| format!("{long}\nrest\n"))
            .collect();
        let short = trim(&glue);
        assert_eq!(short.matches("rest").count(), FORMS.len());
        for gone in ["undefined", "typeof", "detached"] {
            assert!(!short.contains(gone), "{gone}: {short}");
        }
        assert_eq!(trim("const other = 1;\n"), "const other = 1;\n");
    }
}
