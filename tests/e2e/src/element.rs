//! One thing on the page.

use thirtyfour::{By, Key, WebElement};

use crate::role::Place;
use crate::{Failure, Name};

const SCROLL: &str = "arguments[0].scrollIntoView({ block: 'nearest' })";

/// An element, and what a person can do with it.
#[derive(Debug, Clone)]
pub struct Element(WebElement);

impl Element {
    pub(crate) fn new(element: WebElement) -> Self {
        Self(element)
    }

    /// Scrolls it into view and clicks in its middle; covered elements are an error.
    pub async fn click(&self) -> Result<(), Failure> {
        match self.0.click().await.map_err(Failure::from) {
            // WebKit's driver leaves it where it is if any of it is seen.
            Err(failure) if failure.is_out_of_reach() => {
                let element = vec![self.0.to_json()?];
                self.0.handle().execute(SCROLL, element).await?;
                Ok(self.0.click().await?)
            }
            outcome => outcome,
        }
    }

    /// Types at the end of what is there, as a keyboard does, which has no line feed but Enter.
    pub async fn type_text(&self, text: &str) -> Result<(), Failure> {
        let enter = char::from(Key::Enter).to_string();
        Ok(self.0.send_keys(text.replace('\n', &enter)).await?)
    }

    /// Presses one key, such as [`Key::Enter`].
    pub async fn press(&self, key: Key) -> Result<(), Failure> {
        Ok(self.0.send_keys(key).await?)
    }

    /// Presses one key while another is held down, such as Shift and Enter.
    pub async fn press_with(&self, held: Key, key: Key) -> Result<(), Failure> {
        Ok(self.0.send_keys(held + key).await?)
    }

    /// Chooses a file of this machine.
    pub async fn choose(&self, file: &std::path::Path) -> Result<(), Failure> {
        Ok(self.0.send_keys(file.to_string_lossy()).await?)
    }

    /// Chooses the option with these words, as a pointer does.
    pub async fn choose_option(&self, words: &str) -> Result<(), Failure> {
        for option in self.0.find_all(By::Tag("option")).await? {
            if option.text().await? == words {
                return Ok(option.click().await?);
            }
        }
        Err(Failure::Claim(format!("there is no option {words:?}")))
    }

    /// Empties a field.
    pub async fn clear(&self) -> Result<(), Failure> {
        Ok(self.0.clear().await?)
    }

    /// What a person reads in it.
    pub async fn text(&self) -> Result<String, Failure> {
        let text = self.0.prop("innerText").await?.unwrap_or_default();
        // Some browsers end a paragraph with a line feed, and some do not.
        Ok(text.trim_end_matches('\n').to_owned())
    }

    /// What stands in a field.
    pub async fn value(&self) -> Result<String, Failure> {
        Ok(self.0.value().await?.unwrap_or_default())
    }

    /// An attribute as the markup has it.
    pub async fn attribute(&self, name: &str) -> Result<Option<String>, Failure> {
        Ok(self.0.attr(name).await?)
    }

    /// A property as scripts see it.
    pub async fn property(&self, name: &str) -> Result<Option<String>, Failure> {
        Ok(self.0.prop(name).await?)
    }

    /// Whether the keyboard acts on it.
    pub async fn has_focus(&self) -> Result<bool, Failure> {
        let script = "return arguments[0].matches(':focus')";
        let answer = self
            .0
            .handle()
            .execute(script, vec![self.0.to_json()?])
            .await?;
        Ok(answer.convert()?)
    }

    /// The first one inside it with this role and name, waited for.
    pub async fn by_role<'a>(
        &self,
        role: &str,
        name: impl Into<Name<'a>>,
    ) -> Result<Element, Failure> {
        Place::inside(&self.0)?
            .first(role, name.into())
            .await
            .map(Element)
    }

    /// All inside it with this role and name at this moment.
    pub async fn all_by_role<'a>(
        &self,
        role: &str,
        name: impl Into<Name<'a>>,
    ) -> Result<Vec<Element>, Failure> {
        let found = Place::inside(&self.0)?.all(role, name.into()).await?;
        Ok(found.into_iter().map(Element).collect())
    }

    /// The client library's element, for what has no word here.
    pub fn inner(&self) -> &WebElement {
        &self.0
    }
}
