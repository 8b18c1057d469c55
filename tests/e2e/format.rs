//! What agents write, as CommonMark has it, and emoji by their names.

use causerie_e2e::{Failure, Page};
use thirtyfour::Key;

use crate::answer::Answer;
use crate::assets::{click_launcher, document};
use crate::audit;
use crate::heard::{heard, listen};
use crate::host::{self, Host};
use crate::visit::{
    agent, ann_says, begin_with_ann, begun, join, quiet_stage, say, send_form, until_so,
};

const PATH: &str = "/?backend=gms-v2&markdown=true";

/// Formats, among other things.
const FORMATS: &str = "/beside.js";

/// The markup of the last message that is shown formatted, without parts and what all links have.
async fn last(page: &Page) -> Result<String, Failure> {
    let markup = page
        .script(
            "const all = document.querySelector('causerie-chat').shadowRoot.querySelectorAll('.formatted'); \
             return all[all.length - 1]?.innerHTML.replace(/ (dir|part|rel|target)=\"[^\"]*\"/g, '') ?? ''",
        )
        .await?;
    Ok(markup.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn what_an_agent_writes_is_shown_as_commonmark_has_it() -> Result<(), Failure> {
    let stage = quiet_stage("format");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, PATH).await?;
            for (text, markup) in [
                ("A **bold** and *slanted* word", "<p>A <strong>bold</strong> and <em>slanted</em> word</p>"),
                ("__So__ and _so_, not snake_case_here", "<p><strong>So</strong> and <em>so</em>, not snake_case_here</p>"),
                ("**all *of* it**", "<p><strong>all <em>of</em> it</strong></p>"),
                ("Type `a < b` or `**c**`", "<p>Type <code>a &lt; b</code> or <code>**c**</code></p>"),
                ("Two:\n- one\n- **two**\nand so on", "<p>Two:</p><ul><li>one</li><li><strong>two</strong></li></ul><p>and so on</p>"),
                ("3. three\n4. four", "<ol start=\"3\"><li>three</li><li>four</li></ol>"),
                ("```\nlet a = *b*;\n```", "<pre tabindex=\"0\"><code>let a = *b*;</code></pre>"),
                (r"No \*emphasis\* here, 2 * 3 * 4 **", "<p>No *emphasis* here, 2 * 3 * 4 **</p>"),
                ("Well done :tada: :nothing:", "<p>Well done 🎉 :nothing:</p>"),
                (
                    "See [our help](https://example.com/help) and https://example.com/more",
                    "<p>See <span><a href=\"https://example.com/help\">our help</a>\
                     <span class=\"address\">(example.com)</span></span> and \
                     <a href=\"https://example.com/more\">https://example.com/more</a></p>",
                ),
            ] {
                ann_says(center, text);
                until_so(markup, async || Ok(last(page).await? == markup)).await;
            }
            let links = "return [...chat.shadowRoot.querySelectorAll('.formatted a')].every((one) => \
                one.rel === 'noopener noreferrer' && one.target === '_blank')";
            assert_eq!(page.script(links).await?, true);
            audit::passes(page, "formatted messages").await?;
            page.screenshots("format").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_is_formatted_is_read_out_once_and_as_it_is_shown() -> Result<(), Failure> {
    let stage = quiet_stage("format-heard");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, PATH).await?;
            // The file that formats is there.
            ann_says(center, "**Hello**");
            until_so("it is formatted", async || {
                Ok(last(page).await?.contains("<strong>"))
            })
            .await;
            listen(page).await?;
            let mut expected = Vec::new();
            for (text, words) in [
                ("A **bold** and *slanted* word", "A bold and slanted word"),
                (
                    "See [our help](https://example.com/help)",
                    "See our help (example.com)",
                ),
                (
                    "https://example.com/a_b_c, _there_",
                    "https://example.com/a_b_c , there",
                ),
                ("Two:\n- one\n- **two**", "Two: one two"),
                ("1. three\n2. four", "three four"),
                ("Type `a < b`", "Type a < b"),
                ("```\nlet a = *b*;\n```", "let a = *b*;"),
                ("Well done :tada: :nothing:", "Well done 🎉 :nothing:"),
                ("Nothing to format", "Nothing to format"),
            ] {
                ann_says(center, text);
                expected.push(format!("log: Ann said {words}"));
            }
            page.reads("Nothing to format").await?;
            assert_eq!(heard(page).await?, expected);
            for name in ["Close chat window", "Chat with us"] {
                page.by_role("button", name).await?.click().await?;
            }
            page.reads("Nothing to format").await?;
            assert_eq!(heard(page).await?, [""; 0], "history is not read out again");
            page.quiet().await
        })
        .await
}

/// Nobody hears twice what was read out as it was written, nor history.
#[tokio::test]
async fn what_comes_before_the_file_that_formats_is_read_out_once_too() -> Result<(), Failure> {
    let stage = quiet_stage("format-late");
    stage
        .play(async |page, center| {
            // Two, for a browser may have kept what came from the first.
            let (files, others) = (host::files(), host::files());
            let site = Host::start();
            for (path, files) in [("/", &files), ("/next", &others)] {
                files.hold(FORMATS);
                let document = document(files, center, "data-markdown=\"true\"");
                site.at(path, Answer::html(&document));
            }
            page.open(&format!("{}/", site.origin())).await?;
            click_launcher(page).await?;
            send_form(page).await?;
            begun(page).await?;
            listen(page).await?;
            agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
            ann_says(center, "**one** :tada:");
            page.reads("**one** :tada:").await?;
            files.release();
            page.reads("one 🎉").await?;
            ann_says(center, "**two**");
            until_so("it is formatted", async || {
                Ok(last(page).await?.contains("two"))
            })
            .await;
            assert_eq!(
                heard(page).await?,
                [
                    "log: Ann joined the chat",
                    "log: Ann said **one** :tada:",
                    "log: Ann said two"
                ]
            );
            join(page, &format!("{}/next", site.origin())).await?;
            page.reads("**two**").await?;
            listen(page).await?;
            others.release();
            until_so("it is formatted", async || {
                Ok(last(page).await?.contains("two"))
            })
            .await;
            assert_eq!(heard(page).await?, [""; 0], "history is not read out");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn no_markup_and_no_address_of_another_kind_comes_of_it() -> Result<(), Failure> {
    let stage = quiet_stage("format-hostile");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, PATH).await?;
            ann_says(center, "**<img src=x onerror=alert(1)>** [here](javascript:alert(1)) [x](data:text/html,y)");
            until_so("it is shown", async || {
                Ok(last(page).await?.contains("<strong>&lt;img src=x onerror=alert(1)&gt;</strong>"))
            })
            .await;
            let markup = last(page).await?;
            assert!(markup.contains("[here](javascript:alert(1))") && !markup.contains("<a"), "{markup}");
            // As long as what is looked for, or longer.
            for text in ["*a ".repeat(1_600), "[".repeat(4_900), "_ **".repeat(1_200), "`".repeat(4_901), "**a** ".repeat(12_000)] {
                ann_says(center, &text);
            }
            ann_says(center, "**done**");
            until_so("the page lives", async || Ok(last(page).await? == "<p><strong>done</strong></p>")).await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_visitors_write_is_shown_as_it_is_and_a_name_becomes_its_emoji() -> Result<(), Failure>
{
    let stage = quiet_stage("format-visitor");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, PATH).await?;
            agent(center, |centre, chat, now| {
                centre.push_url(chat, "Ann", "https://example.com/a_b_c", now)
            });
            page.reads("https://example.com/a_b_c").await?;
            say(page, "I **like** it :thumbsup: :x").await?;
            page.reads("I **like** it 👍 :x").await?;
            assert_eq!(last(page).await?, "");
            assert_eq!(crate::visit::served(center, "I **like** it 👍 :x"), 1);
            let message = page.by_role("textbox", "Message").await?;
            message.type_text(":nobody: :+1:").await?;
            assert_eq!(message.value().await?, ":nobody: 👍");
            message.press(Key::Enter).await?;
            page.reads(":nobody: 👍").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn without_the_option_an_agents_words_are_shown_as_they_are() -> Result<(), Failure> {
    let stage = quiet_stage("format-off");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            ann_says(center, "A **bold** word :tada:");
            page.reads("A **bold** word :tada:").await?;
            assert_eq!(last(page).await?, "");
            page.quiet().await
        })
        .await
}
