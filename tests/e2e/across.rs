//! One chat on all sub-domains of a site. Here they are ports, which are origins of one site too.

use causerie_e2e::{Ability, Center, Failure, Page};
use serde_json::json;

use crate::answer::Answer;
use crate::csp;
use crate::host::{self, Host};
use crate::visit::{
    ann_says, begin_with_ann, copies, join, latest, quiet_stage, said_in, say, says_what_waits,
    served, until_so,
};

const HOME: &str = "/home.html";

/// The shop, the help pages, and where both keep their chats, which has a page with a widget too.
struct Site {
    files: Host,
    shop: Host,
    help: Host,
    home: Host,
}

impl Site {
    fn of(center: &Center, options: &str) -> Self {
        let site = Self {
            files: host::files(),
            shop: Host::start(),
            help: Host::start(),
            home: Host::start(),
        };
        let across = format!(
            "<script src=\"{}/subdomains.js\" data-home=\"{}{HOME}\"></script>",
            site.files.origin(),
            site.home.origin()
        );
        let widget = format!(
            "<script async src=\"{}/causerie.js\" data-url=\"http://{}/genesys\" {options}></script>",
            site.files.origin(),
            center.address()
        );
        let api = format!("http://{}", center.address());
        let policy = csp::headers("script", &site.files.origin(), &api);
        let frames = format!("; frame-src {}", site.home.origin());
        for page in [&site.shop, &site.help] {
            let answer = html(&format!("{across}{widget}"));
            page.at("/", guarded(answer, &policy, &frames));
        }
        site.home.at("/", html(&widget));
        site.trusts(&format!("{} {}", site.shop.origin(), site.help.origin()));
        site
    }

    /// Has the home let these origins in.
    fn trusts(&self, origins: &str) {
        let line = format!(
            "<script src=\"{}/home.js\" data-origins=\"{origins}\"></script>",
            self.files.origin()
        );
        let ancestors = format!("{} {}", self.shop.origin(), self.help.origin());
        let policy = csp::headers("home", &self.files.origin(), "");
        let policy: Vec<_> = policy
            .into_iter()
            .map(|(name, value)| (name, value.replace("https://*.example.com", &ancestors)))
            .collect();
        self.home.at(HOME, guarded(html(&line), &policy, ""));
    }

    fn pages(&self) -> [String; 3] {
        [&self.shop, &self.help, &self.home].map(|host| format!("{}/", host.origin()))
    }
}

/// A page with these lines, which keeps what is told as an error.
fn html(lines: &str) -> Answer {
    const HEAR: &str = "<script nonce=test>window.told = []; const { error } = console; \
        console.error = (...told) => { window.told.push(told.join(' ')); error(...told) }</script>";
    Answer::html(&host::bare(&format!("{HEAR}{lines}")))
}

/// The same under these headers, which let the test's own script in; `more` is added to them.
fn guarded(page: Answer, headers: &[(String, String)], more: &str) -> Answer {
    headers.iter().fold(page, |page, (name, value)| {
        let value = value.replace("script-src ", "script-src 'nonce-test' ");
        page.with(name, &(value + more))
    })
}

/// No error was told on this page.
async fn is_quiet(page: &Page) -> Result<(), Failure> {
    assert_eq!(page.script("return told").await?, json!([]));
    Ok(())
}

async fn is_sent(center: &Center, words: &str) {
    until_so("it is sent", async || Ok(served(center, words) == 1)).await;
}

/// Says that, which is to arrive once and to stand there once.
async fn says(page: &Page, center: &Center, words: &str) -> Result<(), Failure> {
    say(page, words).await?;
    is_sent(center, words).await;
    assert_eq!(copies(page, words).await?, 1, "{words}");
    Ok(())
}

#[tokio::test]
async fn a_chat_goes_with_the_visitor_from_one_origin_to_the_next() -> Result<(), Failure> {
    for storage in ["session", "local"] {
        quiet_stage(&format!("across-{storage}"))
            .play(async |page, center| {
                page.needs(Ability::Frames)?;
                let site = Site::of(center, &format!("data-storage={storage}"));
                let [shop, help, home] = site.pages();
                begin_with_ann(page, center, &shop).await?;
                says(page, center, "from the shop").await?;
                for (address, words) in [(&help, "from the help"), (&home, "from the home")] {
                    join(page, address).await?;
                    page.reads("from the shop").await?;
                    says(page, center, words).await?;
                }
                page.by_role("button", "Close chat window")
                    .await?
                    .click()
                    .await?;
                page.open(&shop).await?;
                ann_says(center, "You are back");
                page.by_role("button", "Chat with us, 1 unread message")
                    .await?
                    .click()
                    .await?;
                for words in [
                    "from the shop",
                    "from the help",
                    "from the home",
                    "You are back",
                ] {
                    page.reads(words).await?;
                    assert_eq!(copies(page, words).await?, 1, "{words}");
                }
                for _ in 0..2 {
                    page.by_role("button", "End chat").await?.click().await?;
                }
                page.reads("Chat ended").await?;
                page.open(&help).await?;
                page.by_role("button", "Chat with us").await?;
                assert!(page.all_by_role("dialog", "Chat").await?.is_empty());
                assert_eq!(center.emulator().chats().len(), 1);
                is_quiet(page).await
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_chat_is_there_again_on_its_own_origin() -> Result<(), Failure> {
    for storage in ["session", "local"] {
        quiet_stage(&format!("across-own-{storage}"))
            .play(async |page, center| {
                let site = Site::of(center, &format!("data-storage={storage}"));
                let [shop, _, _] = site.pages();
                begin_with_ann(page, center, &shop).await?;
                for words in ["one", "two", "three"] {
                    says(page, center, words).await?;
                    join(page, &shop).await?;
                    page.reads(words).await?;
                }
                let own =
                    "return Object.values(sessionStorage).concat(Object.values(localStorage))";
                let own = page.script(own).await?;
                let own = own.as_array().unwrap();
                assert!(own.iter().all(|text| text == ""), "{own:?}");
                is_quiet(page).await?;
                let again = "const line = document.querySelector('[data-home]'); \
                     const again = document.createElement('script'); \
                     Object.assign(again, { src: line.src }).dataset.home = line.dataset.home; \
                     document.body.append(again)";
                page.script(again).await?;
                until_so("it is told", async || {
                    let told = page.script("return told.join()").await?;
                    Ok(told.as_str().unwrap().contains("comes too late, or twice"))
                })
                .await;
                says(page, center, "as ever").await
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn pages_of_several_origins_are_tabs_of_one_chat() -> Result<(), Failure> {
    quiet_stage("across-tabs")
        .play(async |page, center| {
            page.needs(Ability::Frames)?;
            let site = Site::of(center, "");
            let [shop, help, home] = site.pages();
            begin_with_ann(page, center, &shop).await?;
            let other = page.beside().await?;
            join(&other, &help).await?;
            let third = page.beside().await?;
            join(&third, &home).await?;
            for (at, words) in [(&other, "one"), (page, "two"), (&third, "three")] {
                at.front().await?;
                says(at, center, words).await?;
                for (also, _) in [(&other, ""), (page, ""), (&third, "")] {
                    also.front().await?;
                    also.reads(words).await?;
                    assert_eq!(copies(also, words).await?, 1, "{words}");
                }
            }
            third.front().await?;
            third.close_window().await?;
            other.front().await?;
            other.close_window().await?;
            page.front().await?;
            says(page, center, "four").await?;
            assert_eq!(
                said_in(center, &latest(center)),
                ["one", "two", "three", "four"]
            );
            is_quiet(page).await
        })
        .await
}

#[tokio::test]
async fn what_waits_is_sent_once_by_whichever_page_is_there() -> Result<(), Failure> {
    quiet_stage("across-waits")
        .play(async |page, center| {
            page.needs(Ability::Frames)?;
            page.needs(Ability::Keep)?;
            let site = Site::of(center, "");
            let [shop, help, _] = site.pages();
            begin_with_ann(page, center, &shop).await?;
            says_what_waits(page, center, "waiting").await?;
            join(page, &help).await?;
            is_sent(center, "waiting").await;
            says(page, center, "from the help").await?;
            page.driver().back().await?;
            page.reads("from the help").await?;
            ann_says(center, "and then");
            page.reads("and then").await?;
            says(page, center, "as if nothing had been").await?;
            for words in ["waiting", "from the help", "as if nothing had been"] {
                assert_eq!(copies(page, words).await?, 1, "{words}");
                assert_eq!(served(center, words), 1, "{words}");
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_page_that_comes_back_from_the_cache_goes_on_from_what_is_kept_by_then()
-> Result<(), Failure> {
    // No engine keeps a page with such a frame and a lock; some may one day.
    let turn = |name: &str| {
        format!("dispatchEvent(new PageTransitionEvent('{name}', {{ persisted: true }}))")
    };
    quiet_stage("across-back")
        .play(async |page, center| {
            page.needs(Ability::Frames)?;
            let site = Site::of(center, "data-storage=local");
            let [shop, help, _] = site.pages();
            begin_with_ann(page, center, &shop).await?;
            page.script(&turn("pagehide")).await?;
            let other = page.beside().await?;
            join(&other, &help).await?;
            says(&other, center, "meanwhile").await?;
            page.front().await?;
            assert_eq!(copies(page, "meanwhile").await?, 0);
            page.script(&turn("pageshow")).await?;
            page.reads("meanwhile").await?;
            says(page, center, "and again").await?;
            other.front().await?;
            other.reads("and again").await?;
            is_quiet(page).await
        })
        .await
}

#[tokio::test]
async fn where_it_cannot_be_had_an_origin_keeps_its_own_chats() -> Result<(), Failure> {
    for (name, breaks) in [
        ("refused", "its `origins` do not name"),
        ("absent", "nobody answers at"),
        ("wrong", "`across`, `home`: found"),
    ] {
        quiet_stage(&format!("across-{name}"))
            .play(async |page, center| {
                let site = Site::of(center, "");
                let [shop, help, _] = site.pages();
                match name {
                    "refused" => site.trusts("https://*.example.com http://127.0.0.1"),
                    "absent" => drop(site.home.at(HOME, html("nothing"))),
                    _ => drop(site.shop.at("/", html(&wrong(&site, center)))),
                }
                begin_with_ann(page, center, &shop).await?;
                says(page, center, "from the shop").await?;
                join(page, &shop).await?;
                page.reads("from the shop").await?;
                says(page, center, "again").await?;
                let told = page.script("return told.join()").await?;
                assert!(told.as_str().unwrap().contains(breaks), "{told}");
                page.open(&help).await?;
                page.by_role("button", "Chat with us").await.map(drop)
            })
            .await?;
    }
    Ok(())
}

/// Lines with an address that is none.
fn wrong(site: &Site, center: &Center) -> String {
    format!(
        "<script src=\"{0}/subdomains.js\" data-home=\"ftp://example.com\"></script>\
         <script async src=\"{0}/causerie.js\" data-url=\"http://{1}/genesys\"></script>",
        site.files.origin(),
        center.address()
    )
}

#[tokio::test]
async fn a_home_lets_those_in_that_it_names_and_to_what_is_the_widgets() -> Result<(), Failure> {
    const ASK: &str = "
        const frame = document.createElement('iframe');
        frame.src = HOME;
        document.body.append(frame);
        await new Promise((loaded) => (frame.onload = loaded));
        const { port1, port2 } = new MessageChannel();
        frame.contentWindow.postMessage({ causerie: 1 }, '*', [port2]);
        const hears = () => new Promise((heard) => (port1.onmessage = ({ data }) => heard(data)));
        const first = await hears();
        if (first[0] === 'refused') return first;
        port1.postMessage(['set', 'local', 'session-of-the-site', 'taken']);
        port1.postMessage(['set', 'local', 'causerie:a', 'b']);
        port1.postMessage(['request', 1, 'a lock of the site', false]);
        const lock = await hears();
        port1.postMessage(['all']);
        const [, { local }] = await hears();
        return [first[1].local, lock, local];";
    quiet_stage("across-trust")
        .play(async |page, center| {
            let site = Site::of(center, "");
            let [shop, _, home] = site.pages();
            page.open(&home).await?;
            page.script("localStorage.setItem('session-of-the-site', 'secret')")
                .await?;
            let ask = ASK.replace("HOME", &json!(format!("{home}home.html")).to_string());
            page.open(&shop).await?;
            let expected = json!([
                [],
                ["ended", 1, "this name is another's"],
                [["causerie:a", "b"]]
            ]);
            assert_eq!(page.script(&ask).await?, expected);
            for (origins, lets_in) in [
                ("http://*.0.0.1:PORT", true),
                ("http://*.0.1:PORT http://x.example", true),
                ("https://127.0.0.1:PORT", false),
                ("http://*.127.0.0.1:PORT", false),
                ("http://127.0.0.1", false),
                ("*", false),
                ("", false),
            ] {
                let port = shop.rsplit(':').next().unwrap().trim_end_matches('/');
                site.trusts(&origins.replace("PORT", port));
                page.open(&shop).await?;
                let answer = page.script(&ask).await?;
                assert_eq!(answer[0] != "refused", lets_in, "{origins}: {answer}");
            }
            Ok(())
        })
        .await
}
