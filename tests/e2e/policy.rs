//! Each way of putting the widget on a page, under each policy of `docs/csp.md`.

use causerie_e2e::{Center, Engine, Failure, Page, until};
use serde_json::json;

use crate::answer::Answer;
use crate::csp;
use crate::files::written;
use crate::host::{self, Host};
use crate::published;
use crate::visit::{
    agent, ann_says, ann_sends_the_bill, begun, quiet_stage, say, send_form, served, until_so,
};

/// One way of putting the widget on a page.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Element,
    Module,
    /// A line of script as it is published, with integrity.
    Published,
    Script,
    Yew,
}

/// What else is demanded of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Demand {
    Nothing,
    TrustedTypes,
    Isolation,
    /// A sandbox that leaves the page its origin.
    Sandbox,
    /// One that does not.
    Opaque,
}

const DEMANDS: [Demand; 5] = [
    Demand::Nothing,
    Demand::TrustedTypes,
    Demand::Isolation,
    Demand::Sandbox,
    Demand::Opaque,
];

/// A website of that one page.
fn website(html: &str, policy: &str) -> Host {
    let host = Host::start();
    let policy = format!("{policy}; report-uri /report");
    let page = Answer::html(html).with("Content-Security-Policy", &policy);
    host.at("/", page).at("/report", Answer::status(204));
    host
}

impl Form {
    /// The guide's block for it.
    const fn block(self) -> &'static str {
        match self {
            Self::Element | Self::Published | Self::Script => "script",
            Self::Module => "module",
            Self::Yew => "own",
        }
    }

    /// Where its files are.
    fn files(self) -> Host {
        let files = host::files();
        if self == Self::Published {
            files.folder(
                published::hosted().join(published::VERSION),
                &csp::headers("files", "", ""),
            );
        }
        files
    }

    /// What stands in the body of the page.
    fn lines(self, files: &str, center: &str) -> String {
        let script = format!("<script async src=\"{files}/causerie.js\"");
        match self {
            Self::Element => format!(
                "<causerie-chat url=\"{center}/genesys\" fields=\"[]\"></causerie-chat>{script}></script>"
            ),
            Self::Module => "<script type=\"module\" src=\"/start.js\"></script>".to_owned(),
            Self::Published => {
                published::line(files, center).replace("data-url", "data-fields=\"[]\" data-url")
            }
            Self::Script => {
                format!("{script} data-url=\"{center}/genesys\" data-fields=\"[]\"></script>")
            }
            Self::Yew => "<script type=\"module\" src=\"/start.js\"></script>".to_owned(),
        }
    }

    /// A website with it.
    fn host(self, files: &str, center: &Center, demand: Demand, engine: Engine) -> Host {
        let host = Host::start();
        let api = format!("http://{}", center.address());
        let mut policy = self.policy(files, &api, demand);
        if engine == Engine::WebKit && demand == Demand::Opaque {
            // `'self'` is nothing there, as the guide says.
            policy = policy.replace("'self'", &host.origin());
        }
        let page = host::bare(&self.lines(files, &api));
        let page = Answer::html(&page).with("Content-Security-Policy", &policy);
        let isolation = csp::headers("isolation", "", "");
        let isolation = isolation.iter().filter(|_| demand == Demand::Isolation);
        let page = isolation.fold(page, |page, (name, value)| page.with(name, value));
        host.at("/", page).at("/report", Answer::status(204));
        // A page without an origin asks its own server with CORS too.
        let open = [("Access-Control-Allow-Origin".to_owned(), "*".to_owned())];
        if self == Self::Yew {
            let folder = std::env::var_os("CAUSERIE_YEW_SITE").unwrap_or_default();
            host.folder(folder, &open).beyond(center.address());
        }
        if self == Self::Module {
            let start = format!(
                "import {{ start }} from \"{files}/module.js\";\
                 start({{ url: \"{api}/genesys\", fields: [] }});"
            );
            let start = Answer::script(&start).with(&open[0].0, &open[0].1);
            host.at("/start.js", start);
        }
        let sandbox = match demand {
            Demand::Sandbox => format!("{} allow-same-origin", csp::sandbox()),
            _ => csp::sandbox().to_owned(),
        };
        let frame = format!(
            "<iframe sandbox=\"{sandbox}\" src=\"/\" width=\"700\" height=\"400\"></iframe>"
        );
        host.at("/frame", Answer::html(&host::document(&frame)));
        host
    }

    fn policy(self, files: &str, center: &str, demand: Demand) -> String {
        let mut policies = vec![policy(self.block(), files, center)];
        if demand == Demand::TrustedTypes {
            policies.push(policy("trusted-types", files, center));
        }
        format!("{}; report-uri /report", policies.join("; "))
    }
}

fn policy(block: &str, files: &str, center: &str) -> String {
    let headers = csp::headers(block, files, center);
    headers.into_iter().next().unwrap().1
}

/// What the browser had to complain of, once it has complained of something on purpose: it
/// complains in order.
async fn complaints(page: &Page, host: &Host) -> Result<Vec<String>, Failure> {
    page.script("new Image().src = '/on-purpose'").await?;
    let told = || {
        let reports = host.asked("/report").into_iter();
        reports.map(|report| String::from_utf8(report.body).unwrap())
    };
    let heard = until(causerie_e2e::LIMIT, async || {
        Ok(told().any(|told| told.contains("on-purpose")).then_some(()))
    });
    assert_eq!(
        heard.await?,
        Some(()),
        "the report on purpose does not come"
    );
    // The console is told as well; the next page begins with an empty one.
    page.console().await?;
    // Firefox looks for an icon of any page by itself.
    let expected = ["on-purpose", "/favicon.ico"];
    let is_expected = |told: &String| expected.iter().any(|part| told.contains(part));
    Ok(told().filter(|told| !is_expected(told)).collect())
}

async fn whole_chat(page: &Page, center: &Center) -> Result<(), Failure> {
    page.click("button", "Chat with us").await?;
    begun(page).await?;
    agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
    page.reads("Ann joined").await?;
    say(page, "hello").await?;
    until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
    ann_says(center, "see https://a.example/b");
    page.by_role("link", "https://a.example/b").await?;
    for _ in 0..2 {
        page.by_role("button", "End chat").await?.click().await?;
    }
    page.reads("Chat ended").await
}

/// Nobody else was asked, and nothing is left on the machine.
async fn nothing_else(page: &Page, known: &[String]) -> Result<(), Failure> {
    const ASKED: &str = "const asked = performance.getEntriesByType('resource'); \
        return [...new Set(asked.map(({ name }) => new URL(name).origin))]";
    // A page without an origin has none of these, and would be told so in the console.
    const LEFT: &str = "if (self.origin === 'null') return []; \
        const { serviceWorker } = navigator; \
        const lists = [indexedDB.databases(), caches.keys(), serviceWorker.getRegistrations()]; \
        const left = (await Promise.all(lists)).flat(); \
        return [...left, ...Object.keys(localStorage), document.cookie, document.fonts.size]";
    let asked: Vec<String> = serde_json::from_value(page.script(ASKED).await?).unwrap();
    let stranger = asked.iter().find(|origin| !known.contains(origin));
    assert_eq!(stranger, None);
    let left = page.script(LEFT).await?;
    assert!(left == json!([]) || left == json!(["", 0]), "{left}");
    Ok(())
}

/// Whether a browser sent any cookie there.
fn took_cookies(host: &Host) -> bool {
    let heads = host.heads().into_iter();
    heads
        .map(|head| head.to_lowercase())
        .any(|head| head.contains("\ncookie:"))
}

/// A chat under each demand, one page load for each.
async fn chats(name: &str, form: Form) -> Result<(), Failure> {
    let stage = quiet_stage(&format!("policy-{name}"));
    stage
        .play(async |page, center| {
            let files = form.files();
            for demand in DEMANDS {
                eprintln!("{name}: {demand:?}");
                let host = form.host(&files.origin(), center, demand, page.engine());
                let framed = matches!(demand, Demand::Sandbox | Demand::Opaque);
                let path = if framed { "/frame" } else { "/" };
                page.open(&format!("{}{path}", host.origin())).await?;
                let page = if framed { &page.framed() } else { page };
                whole_chat(page, center).await?;
                if form == Form::Yew {
                    page.by_role("radiogroup", "How was this chat?").await?;
                }
                let state = page
                    .script("return [crossOriginIsolated, self.origin]")
                    .await?;
                assert_eq!(state[0], demand == Demand::Isolation);
                assert_eq!(state[1] == "null", demand == Demand::Opaque);
                let known = [
                    files.origin(),
                    host.origin(),
                    format!("http://{}", center.address()),
                ];
                nothing_else(page, &known).await?;
                page.quiet().await?;
                assert!(!took_cookies(&host));
                assert_eq!(complaints(page, &host).await?, [""; 0], "{demand:?}");
            }
            assert!(!took_cookies(&files));
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_line_of_script_keeps_to_every_policy() -> Result<(), Failure> {
    chats("script", Form::Script).await
}

#[tokio::test]
async fn the_published_line_keeps_to_every_policy() -> Result<(), Failure> {
    chats("published", Form::Published).await
}

#[tokio::test]
async fn an_element_keeps_to_every_policy() -> Result<(), Failure> {
    chats("element", Form::Element).await
}

#[tokio::test]
async fn a_module_keeps_to_every_policy() -> Result<(), Failure> {
    chats("module", Form::Module).await
}

#[tokio::test]
async fn a_page_in_yew_keeps_to_every_policy() -> Result<(), Failure> {
    chats("yew", Form::Yew).await
}

#[tokio::test]
async fn scripts_that_are_trusted_by_nonce_bring_the_widget() -> Result<(), Failure> {
    let stage = quiet_stage("policy-nonce");
    stage
        .play(async |page, center| {
            let api = format!("http://{}", center.address());
            for form in [Form::Script, Form::Published] {
                let files = form.files();
                let line = form.lines(&files.origin(), &api);
                let line = line.replace("<script ", "<script nonce=\"R4nd0m\" ");
                let policy = policy("nonce", &files.origin(), &api);
                let host = website(&host::bare(&line), &policy);
                page.open(&format!("{}/", host.origin())).await?;
                whole_chat(page, center).await?;
                page.quiet().await?;
                assert_eq!(complaints(page, &host).await?, [""; 0]);
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_page_that_is_isolated_gets_the_script_by_cors_too() -> Result<(), Failure> {
    let stage = quiet_stage("policy-crossorigin");
    stage
        .play(async |page, center| {
            let (files, host) = (Host::start(), Host::start());
            let folder = std::env::var_os("CAUSERIE_SITE").unwrap_or_default();
            let cors = csp::headers("files", "", "").into_iter();
            let cors: Vec<_> = cors
                .filter(|(name, _)| name.contains("Allow-Origin"))
                .collect();
            files.folder(folder, &cors);
            let api = format!("http://{}", center.address());
            for (path, attribute) in [("/plain", ""), ("/cors", "crossorigin")] {
                let line = Form::Script.lines(&files.origin(), &api);
                let line = line.replace("<script ", &format!("<script {attribute} "));
                let html = csp::headers("isolation", "", "").iter().fold(
                    Answer::html(&host::document(&line)),
                    |html, (name, value)| html.with(name, value),
                );
                host.at(path, html);
            }
            page.open(&format!("{}/plain", host.origin())).await?;
            assert_eq!(page.script("return typeof causerie").await?, "undefined");
            page.console().await?;
            page.open(&format!("{}/cors", host.origin())).await?;
            whole_chat(page, center).await?;
            assert_eq!(page.script("return crossOriginIsolated").await?, true);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn files_need_no_more_than_words() -> Result<(), Failure> {
    let stage = quiet_stage("policy-files");
    stage
        .play(async |page, center| {
            let files = host::files();
            let api = format!("http://{}", center.address());
            let line = format!(
                "{} data-backend=gms-v2>",
                Form::Script
                    .lines(&files.origin(), &api)
                    .replace("></script>", "")
            );
            let policy = policy("script", &files.origin(), &api);
            let host = website(&host::bare(&format!("{line}</script>")), &policy);
            page.open(&format!("{}/", host.origin())).await?;
            page.click("button", "Chat with us").await?;
            begun(page).await?;
            agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
            page.reads("Ann joined").await?;
            page.by_role("button", "Attach a file")
                .await?
                .click()
                .await?;
            let input = page.by_role("button", "Choose files").await?;
            input
                .choose(&written("causerie-policy.pdf", "chosen"))
                .await?;
            page.by_role("button", "Remove causerie-policy.pdf").await?;
            ann_sends_the_bill(center);
            let saved = "window.saved = ''; const make = URL.createObjectURL; \
                URL.createObjectURL = (file) => (window.saved = make(file))";
            page.script(saved).await?;
            page.by_role("button", "Download bill.pdf")
                .await?
                .click()
                .await?;
            until_so("it is saved", async || {
                let saved = page.script("return window.saved").await?;
                Ok(saved
                    .as_str()
                    .is_some_and(|saved| saved.starts_with("blob:")))
            })
            .await;
            page.quiet().await?;
            assert_eq!(complaints(page, &host).await?, [""; 0]);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_sandbox_without_forms_lets_only_a_chat_without_one_begin() -> Result<(), Failure> {
    let stage = quiet_stage("policy-forms");
    stage
        .play(async |page, center| {
            let files = host::files();
            let api = format!("http://{}", center.address());
            let with = Form::Script
                .lines(&files.origin(), &api)
                .replace("data-fields=\"[]\"", "");
            let without = Form::Script.lines(&files.origin(), &api);
            for (lines, sandbox, begins) in [
                (&without, "allow-scripts", true),
                (&with, csp::sandbox(), true),
                // In WebKit, the page hears of a form that is sent, and only the form does not leave.
                (&with, "allow-scripts", page.engine() == Engine::WebKit),
            ] {
                let host = website(&host::bare(lines), &policy("script", &files.origin(), &api));
                let frame = format!(
                    "<iframe sandbox=\"{sandbox}\" src=\"/\" width=\"700\" height=\"400\"></iframe>"
                );
                host.at("/frame", Answer::html(&host::document(&frame)));
                page.open(&format!("{}/frame", host.origin())).await?;
                let page = page.framed();
                let chats = center.emulator().chats().len();
                page.click("button", "Chat with us").await?;
                if lines == &with {
                    send_form(&page).await?;
                }
                if begins {
                    page.by_role("textbox", "Message").await?;
                    say(&page, "hello").await?;
                    until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
                } else {
                    page.by_role("button", "Start chat").await?;
                }
                assert_eq!(center.emulator().chats().len() > chats, begins, "{sandbox}");
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn without_any_part_of_the_policy_the_launcher_leads_elsewhere() -> Result<(), Failure> {
    const HEAR: &str = "window.told = []; \
        document.addEventListener('causerie:error', ({ detail }) => told.push(detail.name))";
    let stage = quiet_stage("policy-parts");
    stage
        .play(async |page, center| {
            let files = host::files();
            let (origin, api) = (files.origin(), format!("http://{}", center.address()));
            let line = Form::Script.lines(&origin, &api);
            let line = line.replace("data-url", "data-contact-url=/contact data-url");
            let loader = format!("{origin}/causerie.js 'wasm");
            for (part, without, name) in [
                ("'wasm-unsafe-eval'".to_owned(), "", "BlockedError"),
                (format!("{origin} 'wasm"), loader.as_str(), "NetworkError"),
                (
                    format!("connect-src {origin}"),
                    "connect-src",
                    "NetworkError",
                ),
            ] {
                let whole = policy("script", &origin, &api);
                assert!(whole.contains(&part), "{part}: {whole}");
                let host = website(&host::bare(&line), &whole.replace(&part, without));
                page.open(&format!("{}/", host.origin())).await?;
                page.script(HEAR).await?;
                page.click("button", "Chat with us").await?;
                page.by_role("link", "Contact us another way").await?;
                assert_eq!(page.script("return told").await?, json!([name]), "{part}");
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_page_that_breaks_its_policy_is_complained_of() -> Result<(), Failure> {
    let stage = quiet_stage("policy-broken");
    stage
        .play(async |page, _| {
            let lines = "<p style=\"color: red\">Red</p><img src=\"data:,\" alt=\"\">";
            let host = website(&host::bare(lines), "default-src 'none'");
            page.open(&format!("{}/", host.origin())).await?;
            let told = complaints(page, &host).await?;
            assert!(
                told.iter().any(|told| told.contains("style-src")),
                "{told:?}"
            );
            assert!(told.iter().any(|told| told.contains("img-src")), "{told:?}");
            Ok(())
        })
        .await
}
