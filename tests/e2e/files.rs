//! Files, by every way a person has of giving them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use causerie_e2e::{Center, Failure, Page};
use causerie_emulator::UserType;

use crate::visit::{ann_sends_the_bill, begin_with_ann, quiet_stage, until_so};

/// Gives a file to the window as a drop or a paste does.
const GIVE: &str = "
    const window = document.querySelector('causerie-chat').shadowRoot.querySelector('.window');
    const data = new DataTransfer();
    data.items.add(new File([CONTENT], NAME));
    const how = { bubbles: true, composed: true, cancelable: true };
    const event = KIND === 'paste'
      ? new ClipboardEvent(KIND, { ...how, clipboardData: data })
      : new DragEvent(KIND, { ...how, dataTransfer: data });
    // Firefox makes such an event without what it brings.
    if (KIND === 'paste' && !event.clipboardData?.files.length) {
      Object.defineProperty(event, 'clipboardData', { value: data });
    }
    window.dispatchEvent(event);
    return event.defaultPrevented;
";

async fn give(page: &Page, kind: &str, name: &str, content: &str) -> Result<(), Failure> {
    let script = GIVE
        .replace("CONTENT", &format!("'{content}'"))
        .replace("NAME", &format!("'{name}'"))
        .replace("KIND", &format!("'{kind}'"));
    assert_eq!(page.script(&script).await?, true, "{kind}");
    Ok(())
}

/// The contents of the visitor's files on the server, by the alphabet.
fn kept(center: &Center) -> Vec<String> {
    let centre = center.emulator();
    let chats = centre.chats();
    let files = chats.last().unwrap().files();
    let own = files.filter(|file| file.from() == UserType::Client);
    let contents = own.map(|file| String::from_utf8(file.upload().bytes.clone()).unwrap());
    contents.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A file of that content, which other checkouts do not write at the same time.
pub(crate) fn written(name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

#[tokio::test]
async fn files_are_chosen_dropped_and_pasted() -> Result<(), Failure> {
    let stage = quiet_stage("files");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/?backend=gms-v2").await?;
            page.by_role("button", "Attach a file")
                .await?
                .click()
                .await?;
            page.reads("You can send up to 5 files. A file may have up to 10 MB.")
                .await?;
            page.screenshots("files-choosing").await?;
            let input = page.by_role("button", "Choose files").await?;
            input
                .choose(&written("causerie-chosen.pdf", "chosen"))
                .await?;
            page.reads("causerie-chosen.pdf").await?;
            give(page, "drop", "dropped.png", "dropped").await?;
            give(page, "paste", "pasted.png", "pasted").await?;
            until_so("all have come", async || Ok(kept(center).len() == 3)).await;
            assert_eq!(kept(center), ["chosen", "dropped", "pasted"]);
            let remove = page.by_role("button", "Remove dropped.png").await?;
            remove.click().await?;
            page.reads("The file was removed").await?;
            assert_eq!(kept(center), ["chosen", "pasted"]);
            give(page, "drop", "program.exe", "no").await?;
            page.reads("Files of this type are not accepted.").await?;
            page.screenshots("files").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn an_agents_file_is_handed_to_the_visitor() -> Result<(), Failure> {
    let stage = quiet_stage("files-download");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/?backend=gms-v2").await?;
            page.script(
                "const make = URL.createObjectURL;
                URL.createObjectURL = (file) => { window.kept = file; return make(file) }",
            )
            .await?;
            ann_sends_the_bill(center);
            page.reads("Ann shared a file").await?;
            page.by_role("button", "Download bill.pdf")
                .await?
                .click()
                .await?;
            let kept = "return window.kept ? window.kept.text() : ''";
            until_so("it is there", async || {
                Ok(page.script(kept).await? == "the bill")
            })
            .await;
            page.by_role("button", "Download bill.pdf").await?;
            page.quiet().await
        })
        .await
}
