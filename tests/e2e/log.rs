//! What happens, in a log that does not say what was said.

use causerie_e2e::{Center, Element, Failure, Page};
use causerie_emulator::{FalseReply, Fault, FaultKind};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::answer::Answer;
use crate::audit;
use crate::csp;
use crate::host::{self, Host};
use crate::visit::{
    agent, ann_says, ann_sends_the_bill, begun, is_told_of, quiet_stage, say, send_form, until_so,
};

/// What a visitor of [`send_form`] enters, both say and the page names.
const PRIVATE: [&str; 8] = [
    "Vasya",
    "Pupkin",
    "vasya@example.com",
    "A question",
    "my-card-number",
    "your-card-number",
    "Ann",
    "bill.pdf",
];

/// Those that events carry.
const CARRIED: [&str; 4] = ["my-card-number", "your-card-number", "Ann", "bill.pdf"];

/// Keeps what is written to the console, and what loggers of the page are given.
const PAGE: &str = "window.written = [];
    for (const level of ['debug', 'info', 'warn', 'error']) {
      const own = console[level];
      console[level] = (...words) => {
        written.push([level, words.map(String).join(' ')]);
        if (!words[0].startsWith('causerie: error ')) own.apply(console, words);
      };
    }
    window.entries = [];
    window.policies = [];
    addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => {
      // Firefox looks for an icon of any page by itself.
      if (!blockedURI.endsWith('/favicon.ico')) policies.push(`${violatedDirective}: ${blockedURI}`);
    });";

/// A website with these lines before the widget's own, and a script of its own at their end.
async fn open_website(
    page: &Page,
    center: &Center,
    lines: &str,
    module: &str,
) -> Result<(), Failure> {
    let files = host::files().origin();
    let center = format!("http://{}", center.address());
    let host = Host::start();
    let lines = format!(
        "<script src=\"/page.js\"></script>{}\
         <script async src=\"{files}/causerie.js\" data-backend=\"gms-v2\" data-url=\"{center}/genesys\">\
         </script><script type=\"module\" src=\"/start.js\"></script>",
        lines.replace("FILES", &files)
    );
    let module = format!(
        "import {{ log }} from '{files}/log.js';
         {module}
         window.log = log;"
    );
    let policies = [("script", ""), ("trusted-types", "")];
    let policies = policies.map(|(block, _)| {
        let headers = csp::headers(block, &files, &center);
        headers.into_iter().next().unwrap().1
    });
    let policy = policies.join("; ");
    // Its own scripts, too.
    let policy = policy.replacen("script-src", "script-src 'self'", 1);
    let html = Answer::html(&host::bare(&lines)).with("Content-Security-Policy", &policy);
    host.at("/", html)
        .at("/page.js", Answer::script(PAGE))
        .at("/start.js", Answer::script(&module));
    page.open(&format!("{}/", host.origin())).await?;
    until_so("the module has run", async || {
        Ok(page.script("return typeof log").await? == "function")
    })
    .await;
    Ok(())
}

/// Something of everything, in an order that is sure.
async fn whole_chat(page: &Page, center: &Center) -> Result<(), Failure> {
    let body = "{\"message\":\"vasya@example.com may not say my-card-number\"}";
    let refusal = FaultKind::Status(FalseReply::refusal(400, body));
    center.suffer(Fault::new(refusal).on("/genesys/").times(1))?;
    page.click("button", "Chat with us").await?;
    send_form(page).await?;
    page.reads("could not be started").await?;
    page.click("button", "Start chat").await?;
    begun(page).await?;
    agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
    page.reads("Ann joined").await?;
    say(page, "my-card-number").await?;
    page.reads("Sent").await?;
    agent(center, |centre, chat, now| {
        centre.start_typing(chat, "Ann", now)
    });
    page.reads("Ann is typing").await?;
    ann_says(center, "your-card-number");
    page.reads("your-card-number").await?;
    ann_sends_the_bill(center);
    page.reads("bill.pdf").await?;
    for _ in 0..2 {
        page.click("button", "End chat").await?;
    }
    page.reads("Chat ended").await
}

/// What a script of the page's has kept, as text.
async fn kept(page: &Page, name: &str) -> Result<Vec<String>, Failure> {
    let script =
        format!("return {name}.map((one) => one.map ? one.join(' ') : JSON.stringify(one))");
    Ok(serde_json::from_value(page.script(&script).await?).unwrap())
}

/// The names of the events that were logged, but for how the connection is, which depends.
fn names(entries: &Value) -> Vec<String> {
    let entries = entries.as_array().into_iter().flatten();
    let words = entries.map(|entry| {
        let [level, name] = ["level", "name"].map(|key| entry[key].as_str().unwrap_or_default());
        format!("{level} {name}")
    });
    words
        .filter(|words| !words.ends_with("connection"))
        .collect()
}

fn found<'a>(words: &[&'a str], text: &str) -> Vec<&'a str> {
    let found = words.iter().filter(|word| text.contains(**word));
    found.copied().collect()
}

#[tokio::test]
async fn a_whole_chat_is_logged_in_order_and_without_a_word_of_what_was_said() -> Result<(), Failure>
{
    let stage = quiet_stage("log-chat");
    stage
        .play(async |page, center| {
            let tag = "<script src=\"FILES/logger.js\" data-level=\"debug\" data-panel></script>";
            let loggers = "log({ level: 'debug', to: (entry) => void entries.push(entry) });
                window.all = [];
                log({ level: 'debug', redact: false, to: (entry) => void all.push(entry) });";
            open_website(page, center, tag, loggers).await?;
            whole_chat(page, center).await?;

            let expected = [
                "info ready",
                "info opened",
                "error error",
                "info started",
                "debug participant",
                "debug message",
                "debug typing",
                "debug message",
                "debug typing",
                "debug message",
                "info ended",
            ];
            let entries = page.script("return entries").await?;
            assert_eq!(names(&entries), expected);
            let all = page.script("return all").await?;
            assert_eq!(names(&all), expected);
            let lines = kept(page, "written").await?;
            let lines: Vec<_> = lines
                .iter()
                .filter_map(|line| line.split_once(" causerie: "))
                .map(|(level, words)| format!("{level} {}", words.split(' ').next().unwrap()))
                .filter(|line| expected.contains(&line.as_str()))
                .collect();
            assert_eq!(lines, expected);

            let message = entries.as_array().unwrap().iter();
            let message = message
                .filter(|entry| entry["name"] == "message")
                .nth(1)
                .unwrap();
            let detail = &message["detail"];
            assert_eq!(detail["text"], "…(16)");
            assert_eq!(detail["nickname"], "…(3)");
            assert_eq!(detail["role"], "agent");
            assert!(detail["at"].is_number() && message["at"].is_number());

            let panel = page.by_role("log", "Events").await?.text().await?;
            let written = kept(page, "written").await?.join("\n");
            for (place, log) in [
                ("logger", entries.to_string()),
                ("console", written),
                ("panel", panel),
            ] {
                assert!(log.contains("did not accept"), "{place}: {log}");
                assert_eq!(found(&PRIVATE, &log), [""; 0], "{place}: {log}");
            }
            assert_eq!(found(&CARRIED, &all.to_string()), CARRIED);
            assert_eq!(kept(page, "policies").await?, [""; 0]);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn each_event_has_its_level_and_only_so_much_is_logged() -> Result<(), Failure> {
    let table = [
        ("ready", "{}", "info", "{}"),
        (
            "message",
            "{ text: 'hello', role: 'agent', file: {} }",
            "debug",
            r#"{"text":"…(5)","role":"agent","file":"…"}"#,
        ),
        (
            "typing",
            "{ nicknames: ['Ann', '🎉'] }",
            "debug",
            r#"{"nicknames":["…(3)","…(1)"]}"#,
        ),
        (
            "participant",
            "{ nickname: 'Ann', formerly: 'Beth', role: 'agent' }",
            "debug",
            r#"{"nickname":"…(3)","formerly":"…(4)","role":"agent"}"#,
        ),
        (
            "connection",
            "{ state: 'good' }",
            "info",
            r#"{"state":"good"}"#,
        ),
        (
            "connection",
            "{ state: 'offline' }",
            "warn",
            r#"{"state":"offline"}"#,
        ),
        (
            "connection",
            "{ delivery: 'poll' }",
            "warn",
            r#"{"delivery":"poll"}"#,
        ),
        ("ended", "{ by: 'visitor' }", "info", r#"{"by":"visitor"}"#),
        ("ended", "{ by: 'lost' }", "warn", r#"{"by":"lost"}"#),
        (
            "rated",
            "{ grade: 4, comment: 'nice' }",
            "info",
            r#"{"grade":4,"comment":"…(4)"}"#,
        ),
        ("error", "{ kind: 'busy' }", "error", r#"{"kind":"busy"}"#),
        ("closed", "null", "info", "{}"),
    ];
    let levels = ["debug", "info", "warn", "error"];
    quiet_stage("log-levels")
        .play(async |page, _| {
            page.open("/").await?;
            let events = table.map(|(name, detail, ..)| format!("['{name}', {detail}]"));
            for (least, level) in levels.iter().enumerate() {
                let script = format!(
                    "const {{ log }} = await import('/log.js');
                     const entries = [];
                     const to = ({{ level, name, detail }}) => void entries.push([level, name, JSON.stringify(detail)]);
                     const end = log({{ level: '{level}', to }});
                     const tell = (name, detail) => {{
                       const options = {{ bubbles: true, composed: true, detail }};
                       document.body.dispatchEvent(new CustomEvent(`causerie:${{name}}`, options));
                     }};
                     for (const [name, detail] of [{}]) tell(name, detail);
                     end();
                     tell('error', {{ kind: 'network' }});
                     return entries",
                    events.join(", ")
                );
                let is_logged = |level: &str| levels[least..].contains(&level);
                let expected = table.iter().filter(|(_, _, level, _)| is_logged(level));
                let expected: Vec<_> = expected
                    .map(|(name, _, level, detail)| [*level, *name, *detail])
                    .collect();
                assert_eq!(page.script(&script).await?, json!(expected), "{level}");
            }
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_logger_that_fails_is_told_once_and_disturbs_nobody() -> Result<(), Failure> {
    let stage = quiet_stage("log-throws");
    stage
        .play(async |page, center| {
            let loggers = "window.failed = [];
                for (const kind of ['error', 'unhandledrejection']) addEventListener(kind, () => failed.push([kind]));
                log({ level: 'debug', to: () => { throw new Error('at once') } });
                log({ level: 'debug', to: async () => { throw new Error('later') } });
                log({ level: 'debug', to: (entry) => {
                  entries.push({ ...entry });
                  entry.detail.text = 'spoiled';
                } });
                document.addEventListener('causerie:message', ({ detail }) => entries.push(detail));";
            open_website(page, center, "", loggers).await?;
            whole_chat(page, center).await?;
            let entries = kept(page, "entries").await?.join("\n");
            for part in ["\"ended\"", "my-card-number", "your-card-number"] {
                assert!(entries.contains(part), "{part}: {entries}");
            }
            assert_eq!(kept(page, "failed").await?, [""; 0]);
            let written = kept(page, "written").await?;
            let told: Vec<_> = written.iter().filter(|line| line.contains("`log`")).collect();
            assert_eq!(
                told,
                [
                    "error causerie: option `log`, `to`: Error: at once",
                    "error causerie: option `log`, `to`: Error: later"
                ]
            );
            Ok(())
        })
        .await
}

/// Puts the tag on the demo page, as a page would that has it.
async fn tag(page: &Page, data: &str) -> Result<(), Failure> {
    page.open("/").await?;
    page.by_role("button", "Chat with us").await?;
    page.script(&format!(
        "const script = document.createElement('script');
         script.src = '/logger.js';
         Object.assign(script.dataset, {data});
         return new Promise((loaded) => {{ script.onload = () => loaded(); document.head.append(script); }});"
    ))
    .await
    .map(drop)
}

#[tokio::test]
async fn the_panel_shows_the_newest_entries_and_passes() -> Result<(), Failure> {
    const MANY: &str = "for (let count = 1; count <= 250; count++) {
        const options = { bubbles: true, detail: { grade: count } };
        document.body.dispatchEvent(new CustomEvent('causerie:rated', options));
    }";
    const SHOWN: &str = "const [root] = [...document.body.children].map(({ shadowRoot }) => shadowRoot)
            .filter((root) => root?.querySelector('.entries'));
        const log = root.querySelector('.entries');
        const { top, left } = log.getBoundingClientRect();
        const isAtEnd = log.scrollTop > 0 && log.scrollHeight - log.scrollTop - log.clientHeight < 2;
        return [log.childElementCount, isAtEnd, log.ariaLive ?? log.getAttribute('aria-live'), top < 100, left < 100]";
    quiet_stage("log-panel")
        .play(async |page, _| {
            tag(page, "{ panel: '' }").await?;
            page.by_role("region", "Causerie log").await?;
            page.by_role("heading", "Causerie log").await?;
            page.click("button", "Chat with us").await?;
            page.by_role("dialog", "Chat").await?;
            let log = page.by_role("log", "Events").await?;
            let lines = log.text().await?;
            assert!(lines.contains("info opened"), "{lines}");
            audit::passes(page, "the panel of a log").await?;
            page.screenshots("log").await?;
            page.script(MANY).await?;
            assert_eq!(
                page.script(SHOWN).await?,
                json!([200, true, "off", true, true])
            );
            let lines = log.text().await?;
            assert!(lines.contains("{\"grade\":250}"), "{lines}");
            assert!(!lines.contains("{\"grade\":50}"), "{lines}");
            page.quiet().await
        })
        .await
}

/// What has the keyboard is seen to have it.
async fn is_seen(element: &Element) -> Result<bool, Failure> {
    let style = element.inner().css_value("outline-style").await?;
    Ok(element.has_focus().await? && style != "none")
}

#[tokio::test]
async fn the_panel_is_used_by_keyboard_and_leaves_with_escape_or_its_button() -> Result<(), Failure>
{
    let stage = quiet_stage("log-keyboard");
    stage
        .play(async |page, center| {
            let begin = "Object.defineProperty(navigator, 'clipboard', { value: {
                  async writeText(text) {
                    if (window.denied) throw new Error('denied');
                    window.copied = text;
                  },
                } });
                window.begin = () => {
                  window.end = log({ panel: true, to: (entry) => void entries.push(entry) });
                };
                begin();";
            let button = "<button type=\"button\" id=\"own\">Own</button>";
            open_website(page, center, button, begin).await?;
            page.click("button", "Chat with us").await?;
            page.by_role("dialog", "Chat").await?;
            let copy = page.by_role("button", "Copy").await?;
            copy.press(Key::Enter).await?;
            page.reads("Copied").await?;
            let copied = page.script("return copied").await?;
            let lines = page.by_role("log", "Events").await?.text().await?;
            assert_eq!(copied, lines.as_str());
            assert!(
                lines.lines().last().unwrap().ends_with("Z info opened"),
                "{lines}"
            );
            page.script("window.denied = true").await?;
            copy.press(Key::Enter).await?;
            page.reads("The browser does not let it be copied").await?;
            copy.press(Key::Tab).await?;
            let clear = page.by_role("button", "Clear").await?;
            assert!(is_seen(&clear).await?);
            clear.press(Key::Enter).await?;
            assert_eq!(page.by_role("log", "Events").await?.text().await?, "");
            page.click("button", "Close chat window").await?;
            page.reads("info closed").await?;

            let own = page.by_role("button", "Own").await?;
            own.press(Key::Shift).await?;
            assert!(own.has_focus().await?);
            // As Tab does; some drivers take it away from the one before first.
            let go = "const parts = [...document.body.children].map(({ shadowRoot }) => shadowRoot?.querySelector('.entries'));
                parts.find(Boolean).focus()";
            page.script(go).await?;
            let entries = page.by_role("log", "Events").await?;
            entries.press(Key::Escape).await?;
            page.gone("region", "Causerie log").await?;
            assert!(own.has_focus().await?, "the keyboard goes back");
            let heard = page.script("return entries.length").await?;
            page.click("button", "Chat with us").await?;
            page.by_role("dialog", "Chat").await?;
            assert_eq!(
                page.script("return entries.length").await?,
                heard,
                "it has ended"
            );

            page.script("begin()").await?;
            page.by_role("button", "Close")
                .await?
                .press(Key::Enter)
                .await?;
            page.gone("region", "Causerie log").await?;
            page.script("begin()").await?;
            page.by_role("region", "Causerie log").await?;
            page.script("end()").await?;
            page.gone("region", "Causerie log").await?;
            assert_eq!(kept(page, "policies").await?, [""; 0]);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn an_option_that_cannot_be_used_is_told_and_the_others_count() -> Result<(), Failure> {
    const SAY: &str = "const detail = { text: 'hello' };
        for (const name of ['message', 'started']) {
          document.body.dispatchEvent(new CustomEvent(`causerie:${name}`, { bubbles: true, detail }));
        }";
    quiet_stage("log-options")
        .play(async |page, _| {
            tag(
                page,
                "{ level: 'loud', redact: 'maybe', panel: 'yes', to: 'console' }",
            )
            .await?;
            page.gone("region", "Causerie log").await?;
            page.script(
                "window.lines = []; console.info = console.debug = (line) => lines.push([line])",
            )
            .await?;
            page.script(SAY).await?;
            assert_eq!(
                kept(page, "lines").await?,
                ["causerie: started {\"text\":\"…(5)\"}"]
            );
            let faults = [
                "`to`: found \"console\", allowed: a function of the page",
                "`level`: found \"loud\", allowed: debug, info, warn, error",
                "`redact`: found \"maybe\", allowed: true or false",
                "`panel`: found \"yes\", allowed: true or false",
            ];
            is_told_of(page, "log", &faults).await
        })
        .await
}
