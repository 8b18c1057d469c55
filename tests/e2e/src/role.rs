//! Finding elements as assistive technology does: by role and name.

use std::sync::Arc;

use serde_json::Value;
use thirtyfour::WebElement;
use thirtyfour::session::handle::SessionHandle;

use crate::endpoint::Endpoint;
use crate::failure::is_stale;
use crate::wait::{LIMIT, until};
use crate::{Failure, Name};

const LABELLED: &str = include_str!("role.js");

/// How often something may be replaced between that script and its answer: a window does so several
/// times while it begins.
const REPLACED: usize = 5;

const SEEN: &str = "return arguments[0].checkVisibility({ visibilityProperty: true })";

/// Where to look.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    session: Arc<SessionHandle>,
    /// An element as WebDriver writes it, or null for the whole document.
    within: Value,
}

/// Roles that have two names.
const SYNONYMS: [[&str; 2]; 1] = [["image", "img"]];

impl Place {
    pub(crate) fn document(session: &Arc<SessionHandle>) -> Self {
        Self {
            session: session.clone(),
            within: Value::Null,
        }
    }

    pub(crate) fn inside(element: &WebElement) -> Result<Self, Failure> {
        Ok(Self {
            session: element.handle().clone(),
            within: element.to_json()?,
        })
    }

    /// All there are at this moment.
    pub(crate) async fn all(&self, role: &str, name: Name<'_>) -> Result<Vec<WebElement>, Failure> {
        let mut found = Vec::new();
        for (element, label) in self.labelled(role).await? {
            if name.matches(&label) {
                found.push(element);
            }
        }
        Ok(found)
    }

    /// The first one, waited for.
    pub(crate) async fn first(&self, role: &str, name: Name<'_>) -> Result<WebElement, Failure> {
        let found = until(LIMIT, async || {
            Ok(self.all(role, name).await?.into_iter().next())
        });
        match found.await? {
            Some(element) => Ok(element),
            None => Err(self.missing(format!("no {role} {name}"), role).await),
        }
    }

    /// Waits until there is none.
    pub(crate) async fn gone(&self, role: &str, name: Name<'_>) -> Result<(), Failure> {
        let gone = until(LIMIT, async || {
            Ok(self.all(role, name).await?.is_empty().then_some(()))
        });
        match gone.await? {
            Some(()) => Ok(()),
            None => Err(self
                .missing(format!("the {role} {name} did not go"), role)
                .await),
        }
    }

    async fn labelled(&self, role: &str) -> Result<Vec<(WebElement, String)>, Failure> {
        let arguments = vec![Value::from(role), self.within.clone()];
        let ask = async || self.session.execute(LABELLED, arguments.clone()).await;
        let mut found = ask().await;
        for _ in 0..REPLACED {
            if found.as_ref().is_err_and(is_stale) {
                found = ask().await;
            }
        }
        let found = found?;
        // There is no answer from a page that goes away meanwhile.
        let found: Option<Vec<(Value, Option<String>, bool)>> = found.convert()?;
        let mut labelled = Vec::new();
        for (element, label, sure) in found.unwrap_or_default() {
            let element = WebElement::from_json(element, self.session.clone())?;
            let label = match (label, sure) {
                (Some(label), true) => Some(label),
                (label, _) => match self.asked(&element, role, label).await {
                    Err(failure) if self.is_gone(&element, &failure).await => None,
                    told => told?,
                },
            };
            labelled.extend(label.map(|label| (element, label)));
        }
        Ok(labelled)
    }

    /// The name of an element that has this role, as the driver tells it, unless it is known.
    async fn asked(
        &self,
        element: &WebElement,
        role: &str,
        label: Option<String>,
    ) -> Result<Option<String>, Failure> {
        let ask = async |what| {
            let told = Endpoint::computed(what, &element.element_id());
            let told = told.send(&self.session).await?;
            // A space is a space for whoever listens.
            let told = told.as_str().unwrap_or_default().replace('\u{a0}', " ");
            Ok::<_, Failure>(told)
        };
        let told = ask("role").await?;
        if told != role && SYNONYMS.iter().all(|both| *both != [role, &told]) {
            return Ok(None);
        }
        match label {
            Some(label) => Ok(Some(label)),
            None => ask("label").await.map(Some),
        }
    }

    /// Whether it has been replaced or hidden meanwhile: of what is hidden, WebKit's driver knows
    /// no more than that something is wrong.
    async fn is_gone(&self, element: &WebElement, failure: &Failure) -> bool {
        if failure.is_unexplained() {
            let Ok(element) = element.to_json() else {
                return false;
            };
            let seen = self.session.execute(SEEN, vec![element]).await;
            return seen.map_or_else(|error| is_stale(&error), |seen| *seen.json() == false);
        }
        failure.is_stale()
    }

    async fn missing(&self, what: String, role: &str) -> Failure {
        let labelled = self.labelled(role).await.unwrap_or_default();
        let lines = labelled
            .iter()
            .map(|(_, label)| format!("  {role} {label:?}"));
        let there = lines.collect::<Vec<_>>().join("\n");
        Failure::Missing {
            what,
            limit: LIMIT,
            there: if there.is_empty() {
                format!("  no {role}")
            } else {
                there
            },
        }
    }
}
