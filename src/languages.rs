//! The words of each language, for pages in Rust: what the option `words` takes.
//!
//! ```
//! use causerie::{Options, languages};
//!
//! let options = Options::new().with("url", "/genesys").with("words", languages::DE);
//! ```

macro_rules! languages {
    ($($name:ident $tag:literal,)*) => {
        $(
            #[doc = concat!("The language `", $tag, "`: `www/languages/", $tag, ".json`.")]
            pub const $name: &str = include_str!(concat!("../www/languages/", $tag, ".json"));
        )*

        /// Every language by its tag.
        pub const ALL: &[(&str, &str)] = &[$(($tag, $name),)*];
    };
}

languages! {
    AR "ar",
    BG "bg",
    CS "cs",
    DA "da",
    DE "de",
    EL "el",
    EN "en",
    ES "es",
    FA "fa",
    FI "fi",
    FR "fr",
    HE "he",
    HU "hu",
    ID "id",
    IT "it",
    JA "ja",
    KO "ko",
    NB "nb",
    NL "nl",
    PL "pl",
    PT "pt",
    PT_BR "pt-BR",
    RO "ro",
    RU "ru",
    SV "sv",
    TH "th",
    TR "tr",
    UK "uk",
    VI "vi",
    ZH_HANS "zh-Hans",
    ZH_HANT "zh-Hant",
}
