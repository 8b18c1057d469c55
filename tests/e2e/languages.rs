//! The window in other languages than English, and words of a page's own.

use causerie_e2e::{Ability, Center, Failure, Level, Page};
use causerie_emulator::EventType;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::csp;
use crate::host::{self, Host};
use crate::published;
use crate::visit::{agent, ann_says, quiet_stage, until_so};

/// How the window stands in its page: what it says of itself, and whether it and the launcher are
/// at the right edge, and its title at the right of the way to close it.
const STANDS: &str = "const root = document.querySelector('causerie-chat').shadowRoot; \
    const all = root.querySelector('.causerie'), window_ = root.querySelector('.window'); \
    const box = (name) => root.querySelector(name).getBoundingClientRect(); \
    const atRight = ({ left, right }) => left > innerWidth - right; \
    return [all.lang, window_.dir, atRight(box('.window')), atRight(box('.launcher')), \
        box('.title').left > box('.header .bare').left]";

/// Tells what goes wrong, by kind.
const HEAR: &str = "window.told = []; \
    document.addEventListener('causerie:error', ({ detail }) => told.push(detail.kind))";

/// A page in that language, or in none, with the line of script.
fn page_in(lang: &str, files: &str, center: &Center, attributes: &str) -> String {
    let line = format!(
        "<script async src=\"{files}/causerie.js\" data-url=\"http://{}/genesys\" \
         data-contact-url=\"tel:1\" {attributes}></script>",
        center.address()
    );
    host::document(&line).replace(" lang=\"en\"", lang)
}

async fn open_page(page: &Page, lang: &str, center: &Center, more: &str) -> Result<(), Failure> {
    let files = format!("http://{}", center.address());
    let html = page_in(lang, &files, center, more);
    page.open(&host::page(&html, "")).await
}

async fn press(page: &Page, name: &str) -> Result<(), Failure> {
    page.by_role("button", name).await?.click().await
}

async fn write(page: &Page, field: &str, text: &str) -> Result<(), Failure> {
    page.by_role("textbox", field).await?.type_text(text).await
}

/// What was fetched for languages, by the last part of its address.
async fn fetched(page: &Page) -> Result<Value, Failure> {
    page.script(
        "return performance.getEntriesByType('resource').map(({ name }) => name) \
         .filter((name) => name.includes('language')).map((name) => name.replace(/.*\\//, '')) \
         .filter((name, place, all) => all.indexOf(name) === place).sort()",
    )
    .await
}

/// Waits until the contact centre has this message.
async fn arrives(center: &Center, text: &str) {
    let said = || {
        let centre = center.emulator();
        let chats = centre.chats();
        let mut events = chats.last().into_iter().flat_map(|chat| chat.transcript());
        events.any(|event| event.kind == EventType::Text && event.text == text)
    };
    until_so("it is sent", async || Ok(said())).await;
}

#[tokio::test]
async fn a_page_in_german_has_a_whole_chat_in_german() -> Result<(), Failure> {
    quiet_stage("language-de")
        .play(async |page, center| {
            open_page(
                page,
                " lang=\"de-AT\"",
                center,
                "data-launcher=\"Fragen Sie uns\"",
            )
            .await?;
            press(page, "Fragen Sie uns").await?;
            page.by_role("dialog", "Chat").await?;
            press(page, "Chat starten").await?;
            page.reads("Bitte füllen Sie dieses Feld aus").await?;
            write(page, "Vorname", "Vasya").await?;
            write(page, "Betreff", "Eine Frage").await?;
            press(page, "Chat starten").await?;
            page.by_role("button", "Chat beenden").await?;
            page.reads("Bitte warten Sie auf unseren Kundenservice…")
                .await?;
            agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
            page.reads("Ann ist dem Chat beigetreten").await?;
            agent(center, |centre, chat, now| {
                centre.start_typing(chat, "Ann", now)
            });
            page.reads("Ann schreibt").await?;
            write(page, "Nachricht", "Guten Tag").await?;
            press(page, "Nachricht senden").await?;
            arrives(center, "Guten Tag").await;
            page.reads("Gesendet").await?;
            press(page, "Chatfenster schließen").await?;
            for text in ["Guten Tag!", "Was kann ich tun?"] {
                ann_says(center, text);
            }
            press(page, "Fragen Sie uns, 2 ungelesene Nachrichten").await?;
            page.by_role("log", "Gesprächsverlauf").await?;
            press(page, "Chat beenden").await?;
            page.by_role("group", "Möchten Sie diesen Chat beenden?")
                .await?;
            press(page, "Chat beenden").await?;
            page.reads("Sie haben den Chat beendet.").await?;
            let stands = page.script(STANDS).await?;
            assert_eq!(stands, json!(["de-AT", "ltr", true, true, false]));
            assert_eq!(fetched(page).await?, json!(["de.json", "languages.js"]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_chat_in_arabic_runs_from_right_to_left_in_the_corner_of_the_page() -> Result<(), Failure>
{
    for (lang, right) in [(" lang=\"en\"", true), (" lang=\"ar\" dir=\"rtl\"", false)] {
        quiet_stage(&format!("language-ar-{right}"))
            .play(async |page, center| {
                open_page(page, lang, center, "data-language=ar data-fields=[]").await?;
                press(page, "Chat with us").await?;
                page.by_role("button", "إنهاء المحادثة").await?;
                agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
                page.reads("انضم Ann إلى المحادثة").await?;
                write(page, "الرسالة", "مرحبا").await?;
                press(page, "إرسال الرسالة").await?;
                arrives(center, "مرحبا").await;
                let stands = page.script(STANDS).await?;
                assert_eq!(stands, json!(["ar", "rtl", right, right, true]));
                page.screenshots(&format!("arabic-{right}")).await?;
                page.resize(1000, 700).await?;
                press(page, "إغلاق نافذة المحادثة").await?;
                ann_says(center, "أهلا");
                page.by_role("button", "تحدث معنا، رسالة واحدة غير مقروءة")
                    .await?;
                page.quiet().await
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_says_no_language_has_the_first_of_the_browsers_that_there_is()
-> Result<(), Failure> {
    quiet_stage("language-browser")
        .play(async |page, center| {
            page.languages("sw,fr-CH,de").await?;
            open_page(page, "", center, "").await?;
            press(page, "Chat with us").await?;
            page.by_role("button", "Démarrer le chat").await?;
            let stands = page.script(STANDS).await?;
            assert_eq!(stands, json!(["fr-CH", "ltr", true, true, false]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_tag_finds_the_file_of_its_country_its_script_or_its_language() -> Result<(), Failure> {
    const TAGS: [(&str, Option<&str>); 14] = [
        ("de-AT", Some("de")),
        ("pt", Some("pt")),
        ("pt-BR", Some("pt-BR")),
        ("pt-AO", Some("pt")),
        ("zh", Some("zh-Hans")),
        ("zh-SG", Some("zh-Hans")),
        ("zh-TW", Some("zh-Hant")),
        ("zh-Hant-HK", Some("zh-Hant")),
        ("no", Some("nb")),
        ("nn-NO", Some("nb")),
        ("iw", Some("he")),
        ("en-GB", Some("en")),
        ("sw", None),
        ("not a tag", None),
    ];
    quiet_stage("language-tags")
        .play(async |page, _| {
            page.open("/").await?;
            let tags = json!(TAGS.map(|(tag, _)| tag));
            let script = format!(
                "return import('/bring.js').then(({{ find }}) => \
                 {tags}.map((tag) => find(tag) ?? null))"
            );
            let files = json!(TAGS.map(|(_, file)| file));
            assert_eq!(page.script(&script).await?, files);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_page_can_bring_a_language_of_its_own() -> Result<(), Failure> {
    const BASQUE: &str = "data-words='{\"lang\":\"eu\",\"startChat\":\"Hasi txata\"}'";
    quiet_stage("language-own")
        .play(async |page, center| {
            open_page(page, " lang=\"eu\"", center, BASQUE).await?;
            press(page, "Chat with us").await?;
            page.by_role("button", "Hasi txata").await?;
            page.by_role("textbox", "First name").await?;
            assert_eq!(page.script(STANDS).await?[0], "eu");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_page_in_english_fetches_no_language() -> Result<(), Failure> {
    quiet_stage("language-en")
        .play(async |page, center| {
            open_page(page, " lang=\"en-GB\"", center, "").await?;
            press(page, "Chat with us").await?;
            page.by_role("dialog", "Chat").await?;
            assert_eq!(fetched(page).await?, json!([]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_word_can_be_the_pages_own_and_slips_are_told() -> Result<(), Failure> {
    const WORDS: &str = "data-words='{\"startChat\":\"Jetzt fragen\",\"agnet\":\"x\",\
        \"joined\":\"da\",\"lastName\":7}'";
    quiet_stage("language-words")
        .play(async |page, center| {
            for (lang, cancel) in [("de", "E-Mail"), ("en", "Email")] {
                open_page(page, &format!(" lang=\"{lang}\""), center, WORDS).await?;
                press(page, "Chat with us").await?;
                page.by_role("button", "Jetzt fragen").await?;
                page.by_role("textbox", cancel).await?;
                let console = page.console().await?;
                let warned = console.iter().filter(|entry| entry.level == Level::Warning);
                let warned: String = warned.map(ToString::to_string).collect();
                for fault in [
                    "`agnet`: there is no such word",
                    "`joined`: allowed: text with {name}",
                    "`lastName`: allowed: text",
                ] {
                    assert!(warned.contains(fault), "{fault}: {warned}");
                }
                assert!(console.iter().all(|entry| entry.level < Level::Error));
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn where_a_language_does_not_arrive_english_is_spoken() -> Result<(), Failure> {
    quiet_stage("language-missing")
        .play(async |page, center| {
            for missing in ["/languages.js", "/languages/de.json"] {
                let files = host::files();
                files.at(missing, Answer::status(404));
                let lines = page_in(" lang=\"de\"", &files.origin(), center, "data-fields=[]");
                page.open(&host::page(&lines, "")).await?;
                page.script(HEAR).await?;
                press(page, "Chat with us").await?;
                write(page, "Message", "hello").await?;
                press(page, "Send message").await?;
                arrives(center, "hello").await;
                assert_eq!(page.script("return told").await?, json!(["language"]));
                press(page, "End chat").await?;
                press(page, "End chat").await?;
                page.reads("You ended the chat.").await?;
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn another_language_can_be_set_in_the_midst_of_a_chat() -> Result<(), Failure> {
    quiet_stage("language-set")
        .play(async |page, center| {
            open_page(page, " lang=\"en\"", center, "data-fields=[]").await?;
            press(page, "Chat with us").await?;
            page.by_role("button", "End chat").await?;
            agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
            page.reads("Ann joined the chat").await?;
            write(page, "Message", "half a").await?;
            page.script("return causerie('set', { language: 'fr' })")
                .await?;
            page.reads("Ann a rejoint le chat").await?;
            let field = page.by_role("textbox", "Message").await?;
            assert!(field.has_focus().await?, "nobody is interrupted");
            page.script("return causerie('set', { language: 'en', words: { send: 'Go' } })")
                .await?;
            page.reads("Ann joined the chat").await?;
            press(page, "Go").await?;
            arrives(center, "half a").await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_widget_that_cannot_be_had_says_so_in_the_language_that_has_come() -> Result<(), Failure>
{
    quiet_stage("language-note")
        .play(async |page, center| {
            let files = host::files();
            files.at("/widget-gms-v1_bg.wasm", Answer::status(404));
            let lines = page_in(" lang=\"de\"", &files.origin(), center, "");
            page.open(&host::page(&lines, "")).await?;
            press(page, "Chat with us").await?;
            page.by_role("link", "Kontaktieren Sie uns auf anderem Weg")
                .await?;
            page.reads("Der Chat ist nicht verfügbar").await?;
            page.by_role("button", "Chatten Sie mit uns")
                .await
                .map(drop)
        })
        .await
}

/// The published line on a page in German, under the policy that the guide has for it.
async fn open_published(page: &Page, center: &Center, files: &Host) -> Result<(), Failure> {
    let api = format!("http://{}", center.address());
    files.folder(
        published::hosted().join(published::VERSION),
        &csp::headers("files", "", ""),
    );
    let line = published::line(&files.origin(), &api);
    let html = host::bare(&line).replace("\"en\"", "\"de\"");
    let headers = csp::headers("script", &files.origin(), &api);
    let [(_, policy)] = headers.as_slice() else {
        panic!("{headers:?}");
    };
    page.open(&host::page(&html, policy)).await?;
    page.script(HEAR).await?;
    press(page, "Chat with us").await
}

#[tokio::test]
async fn as_published_a_language_is_compared_and_passes_the_policy() -> Result<(), Failure> {
    quiet_stage("language-published")
        .play(async |page, center| {
            open_published(page, center, &Host::start()).await?;
            page.by_role("button", "Chat starten").await?;
            assert_eq!(page.script("return told").await?, json!([]));
            page.needs(Ability::Integrity)?;
            let folder = published::hosted().join(published::VERSION);
            for name in ["languages.js", "languages/de.json"] {
                let mut changed = std::fs::read(folder.join(name)).unwrap();
                changed.push(b'\n');
                let files = Host::start();
                let answer = Answer::file(name, changed).with("Access-Control-Allow-Origin", "*");
                files.at(&format!("/{}/{name}", published::VERSION), answer);
                open_published(page, center, &files).await?;
                page.by_role("button", "Start chat").await?;
                assert_eq!(page.script("return told").await?, json!(["language"]));
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn every_language_has_a_form_for_each_of_its_plurals() -> Result<(), Failure> {
    const LACKING: &str = "const { TAGS, table } = await import('/tables.js'); \
        const lacking = []; \
        for (const tag of TAGS) { \
            const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions(); \
            for (const [key, forms] of Object.entries(await table(tag))) { \
                if (typeof forms === 'string') continue; \
                const names = Object.keys(forms).sort().join(); \
                if (names !== [...pluralCategories].sort().join()) lacking.push([tag, key, names]); \
            } \
        } \
        return [TAGS.length > 24, lacking]";
    quiet_stage("language-plurals")
        .play(async |page, _| {
            page.open("/").await?;
            let script = format!("return (async () => {{ {LACKING} }})()");
            assert_eq!(page.script(&script).await?, json!([true, []]));
            page.quiet().await
        })
        .await
}
