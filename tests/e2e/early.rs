//! What a visitor sees and does while the wasm is on its way.

use causerie_e2e::{Center, Failure, Page};
use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

use crate::answer::Answer;
use crate::audit;
use crate::host::{self, Host};
use crate::visit::{begun, quiet_stage, served, until_so};

const WASM: &str = "/widget-gms-v1_bg.wasm";

/// Finds the window that is there until the widget is, and the widget's own.
const FIND: &str = "
    const chat = document.querySelector('causerie-chat');
    const early = chat.shadowRoot.querySelector('[data-early]');
    const own = chat.shadowRoot.querySelector('.causerie:not([data-early]) > .window');";

/// A window as text: what each element is, has and holds.
const DESCRIBE: &str = "
    const lines = [];
    const describe = (element, depth) => {
      const own = [...element.attributes].filter(({ name }) => name !== 'value');
      const attributes = own.map(({ name, value }) => `${name}=${value}`).sort();
      lines.push('  '.repeat(depth) + [element.localName, ...attributes, element.value].join(' '));
      for (const child of element.childNodes) {
        if (child.localName) describe(child, depth + 1);
        else if (child.data) lines.push('  '.repeat(depth + 1) + child.data);
      }
    };
    const look = (window) => {
      const parts = window.querySelectorAll('.heading, .bare:last-child, .form, .composer');
      const { dir, role, ariaLabel, tabIndex } = window;
      lines.push([dir, role, ariaLabel, tabIndex, window.parentNode.lang].join(' '));
      for (const part of parts) describe(part, 0);
      return lines.join('\\n');
    };";

/// A website with the widget, whose wasm is on its way until it is released.
struct Website {
    files: Host,
    address: String,
}

impl Website {
    fn with(center: &Center, attributes: &str) -> Self {
        let files = host::files();
        let line = format!(
            "<script async src=\"{}/causerie.js\" data-url=\"http://{}/genesys\" \
             data-contact-url=\"/contact\" {attributes}></script>",
            files.origin(),
            center.address()
        );
        let address = host::page(&host::document(&line), "");
        files.hold(WASM);
        Self { files, address }
    }

    /// Opens the page, and the window.
    async fn enter(&self, page: &Page) -> Result<(), Failure> {
        page.open(&self.address).await?;
        page.click("button", "Chat with us").await?;
        until_so("the window is open", async || is_early(page).await).await;
        Ok(())
    }

    /// Lets the wasm come, and waits for the widget's own window.
    async fn release(&self, page: &Page) -> Result<(), Failure> {
        self.files.release();
        until_so("the widget is there", async || Ok(!is_early(page).await?)).await;
        page.by_role("dialog", "Chat").await.map(drop)
    }
}

async fn find(page: &Page, what: &str) -> Result<Value, Failure> {
    page.script(&format!("{FIND} return {what};")).await
}

async fn is_early(page: &Page) -> Result<bool, Failure> {
    Ok(find(page, "Boolean(early)").await? == true)
}

async fn write(page: &Page, text: &str) -> Result<(), Failure> {
    Ok(focused(page).await?.send_keys(text).await?)
}

async fn press(page: &Page, key: Key) -> Result<(), Failure> {
    Ok(focused(page).await?.send_keys(key).await?)
}

/// What has the keyboard in the widget: Firefox's driver types into nothing that holds it.
async fn focused(page: &Page) -> Result<WebElement, Failure> {
    let held = "return document.activeElement.shadowRoot.activeElement";
    Ok(page.driver().execute(held, vec![]).await?.element()?)
}

/// What stands in the field with this name.
async fn entered(page: &Page, name: &str) -> Result<String, Failure> {
    page.by_role("textbox", name).await?.value().await
}

#[tokio::test]
async fn what_is_entered_meanwhile_is_in_the_form_and_the_keyboard_where_it_was()
-> Result<(), Failure> {
    let stage = quiet_stage("early-form");
    stage
        .play(async |page, center| {
            let site = Website::with(center, "");
            site.enter(page).await?;
            write(page, "Vasya").await?;
            press(page, Key::Tab).await?;
            write(page, "Pup").await?;
            site.release(page).await?;
            write(page, "kin").await?;
            assert_eq!(entered(page, "First name").await?, "Vasya");
            assert_eq!(entered(page, "Last name").await?, "Pupkin");
            page.by_role("textbox", "Subject")
                .await?
                .type_text("A question")
                .await?;
            page.click("button", "Start chat").await?;
            begun(page).await?;
            let named = |chat: &&causerie_emulator::Chat| chat.nickname() == "VasyaP";
            assert!(center.emulator().chats().iter().all(named));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_form_that_is_sent_meanwhile_begins_the_chat() -> Result<(), Failure> {
    let stage = quiet_stage("early-sent");
    stage
        .play(async |page, center| {
            let site = Website::with(center, "data-fields='[\"nickname\"]'");
            site.enter(page).await?;
            write(page, "Vasya").await?;
            press(page, Key::Enter).await?;
            assert!(is_early(page).await?);
            assert_eq!(center.emulator().chats().len(), 0);
            site.release(page).await?;
            begun(page).await?;
            assert_eq!(center.emulator().chats().len(), 1);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_is_said_meanwhile_is_sent_once_and_in_order() -> Result<(), Failure> {
    let stage = quiet_stage("early-said");
    stage
        .play(async |page, center| {
            let site = Website::with(center, "data-fields=\"[]\"");
            site.enter(page).await?;
            press(page, Key::Enter).await?;
            for words in ["one", "two"] {
                write(page, words).await?;
                press(page, Key::Enter).await?;
            }
            let log = find(page, "early.querySelector('.log').innerText.trim()").await?;
            assert_eq!(log, "one\ntwo");
            write(page, "thr").await?;
            site.release(page).await?;
            write(page, "ee").await?;
            assert_eq!(entered(page, "Message").await?, "three");
            begun(page).await?;
            press(page, Key::Enter).await?;
            until_so("it is sent", async || Ok(served(center, "three") == 1)).await;
            let said = page.by_role("log", "Conversation").await?.text().await?;
            let places = ["one", "two", "three"].map(|words| {
                assert_eq!(served(center, words), 1, "{words}");
                said.find(words)
            });
            assert!(places.is_sorted(), "{said}");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_window_looks_as_the_widgets_own() -> Result<(), Failure> {
    let stage = quiet_stage("early-looks");
    stage
        .play(async |page, center| {
            let fields = "[{\"name\":\"id\",\"type\":\"hidden\"},{\"name\":\"email\",\"required\":true},\
                {\"name\":\"phone\",\"type\":\"tel\",\"label\":\"Call me\"},\"nickname\",\
                {\"name\":\"lastName\",\"type\":\"text\",\"required\":\"true\"},\"anything\"]";
            let fields = format!(
                "data-fields='{fields}' data-visitor='{{\"email\":\"a@b.example\"}}' \
                 data-title=\"Ask us\" data-theme=\"dark\" data-dir=\"rtl\""
            );
            for attributes in [
                "",
                "data-fields=\"[]\"",
                "data-language=\"ar\"",
                "data-language=\"tlh\"",
                "data-language=\"de\" data-fields=\"[]\" data-words='{\"send\":\"Los\"}'",
                &fields,
            ] {
                let site = Website::with(center, attributes);
                page.open(&site.address).await?;
                page.script("document.querySelector('causerie-chat').open(); return null")
                    .await?;
                until_so("the window is open", async || is_early(page).await).await;
                let look = |window| format!("{FIND} {DESCRIBE} return look({window})");
                let early = page.script(&look("early.firstChild")).await?;
                site.files.release();
                until_so("the widget is there", async || Ok(!is_early(page).await?)).await;
                assert_eq!(early, page.script(&look("own")).await?, "{attributes}");
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_window_that_is_closed_meanwhile_stays_so_and_keeps_what_was_entered()
-> Result<(), Failure> {
    let stage = quiet_stage("early-closed");
    stage
        .play(async |page, center| {
            for way in ["Escape", "button", "launcher"] {
                let site = Website::with(center, "data-storage=\"none\"");
                site.enter(page).await?;
                write(page, "Vasya").await?;
                match way {
                    "Escape" => press(page, Key::Escape).await?,
                    "button" => drop(find(page, "early.querySelector('.bare').click()").await?),
                    _ => page.click("button", "Chat with us").await?,
                }
                assert!(!is_early(page).await?, "{way}");
                site.files.release();
                let ready = "Boolean(chat.shadowRoot.querySelector('[aria-label]'))";
                until_so("the widget is there", async || {
                    Ok(find(page, ready).await? == true)
                })
                .await;
                let launcher = page.by_role("button", "Chat with us").await?;
                assert!(launcher.has_focus().await?, "{way}");
                assert!(
                    page.all_by_role("dialog", "Chat").await?.is_empty(),
                    "{way}"
                );
                launcher.click().await?;
                assert_eq!(entered(page, "First name").await?, "Vasya", "{way}");
            }
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_was_entered_waits_for_the_next_try_where_the_wasm_does_not_come()
-> Result<(), Failure> {
    let stage = quiet_stage("early-broken");
    stage
        .play(async |page, center| {
            let site = Website::with(center, "data-fields=\"[]\"");
            site.enter(page).await?;
            write(page, "hello").await?;
            press(page, Key::Enter).await?;
            write(page, "is anybody there?").await?;
            let broken = Answer::status(500).with("Access-Control-Allow-Origin", "*");
            site.files.at(WASM, broken);
            site.files.release();
            page.by_role("link", "Contact us another way").await?;
            assert!(!is_early(page).await?);
            site.files.mend();
            page.click("button", "Chat with us").await?;
            let message = "hello\nis anybody there?";
            until_so("it is there again", async || {
                Ok(entered(page, "Message").await? == message)
            })
            .await;
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_word_that_is_being_composed_is_not_cut_short() -> Result<(), Failure> {
    let stage = quiet_stage("early-composed");
    stage
        .play(async |page, center| {
            let site = Website::with(center, "data-fields=\"[]\"");
            site.enter(page).await?;
            let compose = |name: &str, text: &str| {
                format!(
                    "{FIND} const field = early.querySelector('textarea'); field.value = '{text}'; \
                     field.dispatchEvent(new CompositionEvent('{name}', {{ bubbles: true }})); \
                     return null"
                )
            };
            page.script(&compose("compositionstart", "に")).await?;
            site.files.release();
            until_so("the widget waits", async || {
                Ok(find(page, "Boolean(own?.querySelector('textarea'))").await? == true)
            })
            .await;
            assert!(is_early(page).await?);
            page.script(&compose("compositionend", "日本")).await?;
            until_so("it yields", async || Ok(!is_early(page).await?)).await;
            assert_eq!(entered(page, "Message").await?, "日本");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_button_that_is_pressed_is_let_go_before_it_is_replaced() -> Result<(), Failure> {
    let stage = quiet_stage("early-pressed");
    stage
        .play(async |page, center| {
            let site = Website::with(center, "data-fields='[\"nickname\"]'");
            site.enter(page).await?;
            write(page, "Vasya").await?;
            let button = format!("{FIND} return early.querySelector('[type=submit]')");
            let button = page.driver().execute(&button, vec![]).await?.element()?;
            let pointer = page.driver().action_chain();
            let pressed = pointer.move_to_element_center(&button).click_and_hold();
            pressed.perform().await?;
            site.files.release();
            until_so("the widget waits", async || {
                Ok(find(page, "Boolean(own?.querySelector('[type=submit]'))").await? == true)
            })
            .await;
            assert!(is_early(page).await?);
            page.driver().action_chain().release().perform().await?;
            begun(page).await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn questions_that_only_the_widget_asks_come_with_it() -> Result<(), Failure> {
    let stage = quiet_stage("early-questions");
    stage
        .play(async |page, center| {
            let fields = "[\"nickname\",{\"name\":\"topic\",\"type\":\"select\",\
                \"options\":{\"a\":\"Bills\"}},\"subject\"]";
            let site = Website::with(center, &format!("data-fields='{fields}'"));
            site.enter(page).await?;
            write(page, "Vasya").await?;
            press(page, Key::Enter).await?;
            assert_eq!(
                find(
                    page,
                    "early.querySelectorAll('input, button[type=submit]').length"
                )
                .await?,
                1
            );
            site.release(page).await?;
            assert_eq!(entered(page, "Nickname").await?, "Vasya");
            page.by_role("combobox", "topic").await?;
            page.by_role("button", "Start chat").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_window_that_is_open_from_the_start_takes_no_keyboard_and_respects_a_visitor_who_closed_it()
-> Result<(), Failure> {
    let stage = quiet_stage("early-page");
    stage
        .play(async |page, center| {
            let site = Website::with(center, "data-open");
            page.open(&site.address).await?;
            until_so("the window is open", async || is_early(page).await).await;
            assert_eq!(
                find(page, "document.activeElement === document.body").await?,
                true
            );
            site.release(page).await?;
            assert_eq!(
                find(page, "document.activeElement === document.body").await?,
                true
            );
            page.click("button", "Close chat window").await?;
            page.gone("dialog", "Chat").await?;
            site.files.hold(WASM);
            page.reload().await?;
            until_so("the wasm is awaited", async || {
                Ok(find(
                    page,
                    "Boolean(chat?.shadowRoot.querySelector('[aria-busy]'))",
                )
                .await?
                    == true)
            })
            .await;
            assert!(!is_early(page).await?);
            site.files.release();
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_chat_that_the_page_begins_opens_no_window() -> Result<(), Failure> {
    let stage = quiet_stage("early-begun");
    stage
        .play(async |page, center| {
            let site = Website::with(center, "");
            page.open(&site.address).await?;
            page.by_role("button", "Chat with us").await?;
            let start = "chat.start({ firstName: 'Vasya', subject: 'A question' })";
            find(page, &format!("({start}, null)")).await?;
            until_so("the wasm is awaited", async || {
                Ok(!site.files.asked(WASM).is_empty())
            })
            .await;
            assert!(!is_early(page).await?);
            site.files.release();
            until_so("there is a chat", async || {
                Ok(center.emulator().chats().len() == 1)
            })
            .await;
            assert!(page.all_by_role("dialog", "Chat").await?.is_empty());
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn nothing_is_wrong_with_it_for_a_judge_of_accessibility() -> Result<(), Failure> {
    let stage = quiet_stage("early-audit");
    stage
        .play(async |page, center| {
            for attributes in ["", "data-fields=\"[]\""] {
                let site = Website::with(center, attributes);
                site.enter(page).await?;
                let main = "const main = document.createElement('main'); \
                    main.append(document.querySelector('h1')); document.body.prepend(main); \
                    return null";
                page.script(main).await?;
                audit::passes(page, "early").await?;
                site.files.release();
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn keys_that_are_pressed_in_it_are_not_the_pages() -> Result<(), Failure> {
    let stage = quiet_stage("early-keys");
    stage
        .play(async |page, center| {
            let site = Website::with(center, "");
            page.open(&site.address).await?;
            page.script("window.keys = 0; addEventListener('keydown', () => keys++); return null")
                .await?;
            page.script("document.querySelector('causerie-chat').open(); return null")
                .await?;
            until_so("the window is open", async || is_early(page).await).await;
            write(page, "a?").await?;
            assert_eq!(page.script("return keys").await?, json!(0));
            site.release(page).await
        })
        .await
}
