//! What the page wrote ([`Options`]) and what it comes to ([`Config`]).

mod argument;
mod dialect;
mod field;
mod options;
mod presentation;
mod read;
mod remark;
mod spoken;

use std::time::Duration;

pub use argument::{answers, draft, key, seen, words};
pub use dialect::Dialect;
pub use field::{Field, Kind};
pub use options::{OptionError, Options};
pub use presentation::{Direction, Presentation, Theme};
pub use spoken::{Gms, GmsV1, GmsV2, Gws, WebApi};

pub use crate::json::Value;

use crate::chat::Form;
use crate::http::Credentials;
use crate::text;
use read::Reader;

/// Everything a chat needs to know, valid by construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The API.
    pub dialect: Dialect,
    /// The API's base, without a slash at its end.
    pub url: String,
    /// The name of the service that a chat is created from (GMS).
    pub service: String,
    /// Whether the service is asked for an agent before the chat is created.
    pub service_kind: ServiceKind,
    /// How news come.
    pub delivery: Delivery,
    /// The value of the `gms_user` header (GMS).
    pub user: Option<String>,
    /// The tenant in whose name a chat is created (Web API Server).
    pub tenant: String,
    /// Extra headers of every request.
    pub headers: Vec<(String, String)>,
    /// How cookies go along.
    pub credentials: Credentials,
    /// Business data attached when the service is created.
    pub user_data: Vec<(String, String)>,
    /// The `messageType` of every message (GMS Chat API v2).
    pub message_type: Option<String>,
    /// Whether agents may see what is being written (GMS Chat API v2).
    pub typing_preview: bool,
    /// Whether the server is told how far the visitor has read (GMS Chat API v2).
    pub read_receipts: bool,
    /// The pre-chat form; empty means that a chat starts without one.
    pub fields: Vec<Field>,
    /// What is known of the visitor; prefills the form.
    pub visitor: Form,
    /// How often to ask for news in a chat that is neither lively nor idle.
    pub poll_interval: Duration,
    /// The longest time between two requests, so that the server does not
    /// take the visitor for gone (`flex-disconnect-timeout` of Chat Server).
    pub keep_alive: Duration,
    /// How long after the last key the visitor counts as typing.
    pub typing_timeout: Duration,
    /// How long to wait for an answer.
    pub request_timeout: Duration,
    /// Where a chat is kept for the next page load.
    pub storage: Storage,
    /// How long after it was last in a page a chat is looked for. A GMS service lives 3600 s by
    /// default (option `time-to-live`; "request-chat"), and what is looked for must not expire
    /// meanwhile. A Chat Server takes a silent visitor for gone much sooner
    /// (`flex-disconnect-timeout`), but then tells the transcript and the end; one that is set up
    /// for chats that wait keeps them for days (`async` of Genesys Widgets).
    pub restore_timeout: Duration,
    /// How the widget looks and speaks.
    pub presentation: Presentation,
}

impl Config {
    /// Checks every option and reports every fault at once.
    ///
    /// # Errors
    /// One [`OptionError`] for each option that is missing or not allowed.
    pub fn new(options: &Options) -> Result<Self, Vec<OptionError>> {
        let mut read = Reader::new(options);
        let dialect = Dialect::read(&mut read);
        let url = read.url("url");
        let service_kind = match dialect.only_basic() {
            None => read.choice("serviceKind", SERVICE_KINDS),
            Some(why) => read.only("serviceKind", "basic", why),
        };
        let service = read.name("service", dialect.usual_service(service_kind));
        let config = Self {
            dialect,
            delivery: Delivery::read(&mut read, &url, (dialect, &service)),
            service,
            service_kind,
            url,
            user: read.header_value("user").filter(|_| dialect.is_gms()),
            tenant: read.name("tenant", "Environment"),
            headers: read.headers("headers"),
            credentials: read.choice("credentials", CREDENTIALS),
            user_data: read.pairs("userData"),
            message_type: read.line("messageType"),
            typing_preview: read.flag("typingPreview"),
            read_receipts: read.flag("readReceipts") && dialect.hears_remarks(),
            fields: read.fields("fields"),
            visitor: read.form("visitor"),
            poll_interval: read.millis("pollInterval", 2_000, 500..=60_000),
            keep_alive: read.millis("keepAlive", 20_000, 1_000..=60_000),
            typing_timeout: read.millis("typingTimeout", 3_000, 500..=60_000),
            request_timeout: read.millis("requestTimeout", 15_000, 1_000..=120_000),
            storage: read.choice("storage", STORAGES),
            restore_timeout: read.millis("restoreTimeout", 3_300_000, 60_000..=2_592_000_000),
            presentation: Presentation::read(&mut read),
        };
        read.finish(config)
    }
}

/// Whether a service is asked for an agent before the chat is created.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ServiceKind {
    /// It is asked until it says that an agent is available.
    Advanced,
    /// The chat is created at once.
    #[default]
    Basic,
}

/// How news come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// Over a CometD channel, as long as one can be had.
    Cometd(Cometd),
    /// When they are asked for.
    #[default]
    Poll,
}

/// A CometD endpoint and what is done there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cometd {
    /// The endpoint, without a slash at its end.
    pub url: String,
    /// The channel on which chats are announced (Version 1), or commands published
    /// and answered (Version 2).
    pub channel: String,
    /// Whether a service channel is subscribed to as others are; it reaches its client
    /// without that.
    pub subscribe: bool,
}

impl Delivery {
    fn read(read: &mut Reader<'_>, base: &str, (dialect, service): (Dialect, &str)) -> Self {
        if !dialect.is_gms() {
            return read.only("delivery", "poll", "poll; this back end has no cometd");
        }
        let cometd = read.choice("delivery", &[("poll", false), ("cometd", true)]);
        let own = Cometd {
            url: read.url_or("cometdUrl", text::concat(&[base, "/cometd"])),
            channel: read.name("cometdChannel", &dialect.usual_channel(service)),
            subscribe: read.flag("cometdSubscribe"),
        };
        if cometd {
            Self::Cometd(own)
        } else {
            Self::Poll
        }
    }
}

/// Where a chat is kept for the next page load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// In this browser, for all tabs of the page's origin (`localStorage`).
    Local,
    /// Nowhere.
    None,
    /// In this tab (`sessionStorage`).
    #[default]
    Session,
}

const SERVICE_KINDS: &[(&str, ServiceKind)] = &[
    ("basic", ServiceKind::Basic),
    ("advanced", ServiceKind::Advanced),
];

const CREDENTIALS: &[(&str, Credentials)] = &[
    ("same-origin", Credentials::SameOrigin),
    ("omit", Credentials::Omit),
    ("include", Credentials::Include),
];

const STORAGES: &[(&str, Storage)] = &[
    ("session", Storage::Session),
    ("local", Storage::Local),
    ("none", Storage::None),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(json: &str) -> Vec<String> {
        let options = Options::from_json(json).unwrap();
        let faults = Config::new(&options).unwrap_err();
        faults.iter().map(ToString::to_string).collect()
    }

    fn config(json: &str) -> Config {
        Config::new(&Options::from_json(json).unwrap()).unwrap()
    }

    #[test]
    fn a_url_is_enough() {
        let config = config(r#"{"url":"/genesys/"}"#);
        assert_eq!(config.url, "/genesys");
        assert_eq!(config.service, "request-chat");
        assert_eq!(config.credentials, Credentials::SameOrigin);
        let names: Vec<_> = config
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        assert_eq!(names, ["firstName", "lastName", "email", "subject"]);
    }

    #[test]
    fn each_back_end_has_its_own_defaults() {
        for (backend, service) in [
            ("gms-v1", "request-chat"),
            ("gms-v2", "customer-support"),
            ("gws", ""),
            ("web-api", ""),
        ] {
            let config = config(&format!(r#"{{"url":"/g","backend":"{backend}"}}"#));
            assert_eq!(
                (config.dialect.name(), config.service.as_str()),
                (backend, service)
            );
            assert_eq!(config.tenant, "Environment");
        }
    }

    #[test]
    fn a_menu_is_there_where_something_is_in_it() {
        for (options, menu) in [
            ("", true),
            (r#","transcript":"none""#, false),
            (r#","transcript":"none","attention":"title""#, false),
            (r#","transcript":"none","attention":"all""#, true),
            (r#","attention":"none""#, true),
        ] {
            let config = config(&format!(r#"{{"url":"/g"{options}}}"#));
            assert_eq!(config.presentation.menu, menu, "{options}");
        }
        let faults = faults(r#"{"url":"/g","transcript":true,"attention":"sound"}"#);
        assert_eq!(
            faults,
            [
                "option `transcript`: found true, allowed: offer, none",
                "option `attention`: found \"sound\", allowed: title, all, none"
            ]
        );
    }

    #[test]
    fn what_a_back_end_does_not_have_is_a_fault() {
        let cometd = (
            "delivery",
            "cometd",
            "poll",
            "poll; this back end has no cometd",
        );
        let advanced = (
            "serviceKind",
            "advanced",
            "basic",
            "basic; advanced services are of the back end gms-v1",
        );
        for (backend, (name, wrong, right, allowed)) in [
            ("gms-v2", advanced),
            ("gws", advanced),
            ("gws", cometd),
            ("web-api", advanced),
            ("web-api", cometd),
        ] {
            let with = |value: &str| {
                Options::new()
                    .with("url", "/g")
                    .with("backend", backend)
                    .with(name, value)
            };
            let faults = Config::new(&with(wrong)).unwrap_err();
            assert_eq!(faults.len(), 1);
            assert_eq!(faults[0].option, name);
            assert_eq!(faults[0].allowed, allowed);
            assert!(Config::new(&with(right)).is_ok());
        }
    }

    #[test]
    fn each_version_of_gms_has_a_channel_of_its_own() {
        let channel = |options: &str| {
            let options = format!(r#"{{"url":"/g","delivery":"cometd",{options}}}"#);
            match config(&options).delivery {
                Delivery::Cometd(own) if own.url == "/g/cometd" => own.channel,
                other => panic!("{other:?}"),
            }
        };
        for (options, expected) in [
            (r#""backend":"gms-v1""#, "/_genesys"),
            (r#""backend":"gms-v2""#, "/service/chatV2/customer-support"),
            (
                r#""backend":"gms-v2","service":"sales""#,
                "/service/chatV2/sales",
            ),
            (r#""backend":"gms-v2","cometdChannel":"/x""#, "/x"),
        ] {
            assert_eq!(channel(options), expected, "{options}");
        }
    }

    #[test]
    fn a_service_channel_is_subscribed_to_only_if_the_page_says_so() {
        for (options, expected) in [
            ("", false),
            (r#","cometdSubscribe":false"#, false),
            (r#","cometdSubscribe":true"#, true),
        ] {
            let config = config(&format!(r#"{{"url":"/g","delivery":"cometd"{options}}}"#));
            match config.delivery {
                Delivery::Cometd(own) => assert_eq!(own.subscribe, expected),
                Delivery::Poll => panic!("{options}"),
            }
        }
        assert_eq!(
            faults(r#"{"url":"/g","cometdSubscribe":"maybe"}"#),
            [r#"option `cometdSubscribe`: found "maybe", allowed: true, false"#]
        );
    }

    #[test]
    fn a_user_is_for_gms_only() {
        let user = |backend: &str| {
            config(&format!(
                r#"{{"url":"/g","backend":"{backend}","user":"u"}}"#
            ))
            .user
        };
        assert!(user("gms-v1").is_some() && user("gms-v2").is_some());
        assert_eq!((user("gws"), user("web-api")), (None, None));
    }

    #[test]
    fn attributes_and_objects_spell_the_same_options() {
        let object = config(
            r#"{"url":"https://a.example/g","pollInterval":900,"headers":{"apikey":"k"},
                "userData":{"plan":"gold","seats":3},"fields":["email"],"open":true}"#,
        );
        let attributes = Options::from_attributes([
            ("url", "https://a.example/g"),
            ("poll-interval", "900"),
            ("headers", r#"{"apikey":"k"}"#),
            ("user-data", r#"{"plan":"gold","seats":"3"}"#),
            ("fields", r#"["email"]"#),
            ("open", ""),
        ]);
        assert_eq!(Config::new(&attributes).unwrap(), object);
    }

    #[test]
    fn each_fault_names_the_option_what_was_found_and_what_is_allowed() {
        assert_eq!(
            faults(
                r#"{"backend":"gms","url":"javascript:x","pollInterval":"soon","credentials":"all"}"#
            ),
            [
                r#"option `backend`: found "gms", allowed: gms-v1, gms-v2, gws, web-api"#,
                r#"option `url`: found "javascript:x", allowed: an http or https address, or a path such as /genesys"#,
                r#"option `credentials`: found "all", allowed: same-origin, omit, include"#,
                r#"option `pollInterval`: found "soon", allowed: milliseconds from 500 to 60000"#,
            ]
        );
    }

    #[test]
    fn a_chat_is_kept_in_the_tab_unless_the_page_says_otherwise() {
        let with = |value: &str| Options::new().with("url", "/g").with("storage", value);
        for (options, storage) in [
            (Options::new().with("url", "/g"), Storage::Session),
            (with("session"), Storage::Session),
            (with("local"), Storage::Local),
            (with("none"), Storage::None),
        ] {
            assert_eq!(Config::new(&options).unwrap().storage, storage);
        }
        assert_eq!(
            faults(r#"{"url":"/g","storage":"cookie"}"#),
            [r#"option `storage`: found "cookie", allowed: session, local, none"#]
        );
    }

    #[test]
    fn a_missing_url_is_a_fault() {
        assert_eq!(
            faults("{}"),
            [
                "option `url`: found nothing, allowed: an http or https address, or a path such as /genesys"
            ]
        );
    }

    #[test]
    fn of_what_is_private_a_fault_tells_the_kind_only() {
        for (options, found) in [
            (r#"{"headers":{"apikey":"s\ncret"}}"#, "an object"),
            (r#"{"headers":"secret"}"#, "text"),
            (r#"{"user":["secret"]}"#, "a list"),
            (r#"{"userData":["secret"]}"#, "a list"),
            (r#"{"visitor":true}"#, "true or false"),
        ] {
            let object = Options::from_json(options).unwrap().with("url", "/g");
            let [fault] = Config::new(&object).unwrap_err().try_into().unwrap();
            assert_eq!(fault.found, found, "{options}");
        }
    }

    #[test]
    fn headers_that_fetch_would_refuse_are_faults() {
        let faults =
            faults(r#"{"url":"/g","headers":{"a b":"x","ok":"line\nbreak"},"user":"a\nb"}"#);
        assert_eq!(faults.len(), 3, "{faults:?}");
    }

    #[test]
    fn fields_may_be_choices_and_answered_by_the_page() {
        let config = config(
            r#"{"url":"/g","fields":[
                {"name":"plan","type":"select","options":{"a":"The small one","b":3}},
                {"name":"terms","type":"checkbox","required":true},
                {"name":"page","type":"hidden","required":true}]}"#,
        );
        let [plan, terms, page] = &config.fields[..] else {
            panic!("{:?}", config.fields);
        };
        let choice = |value: &str, words: &str| (value.to_owned(), words.to_owned());
        assert_eq!(
            plan.choices,
            [choice("a", "The small one"), choice("b", "3")]
        );
        assert_eq!((terms.kind, terms.required), (Kind::Checkbox, true));
        assert_eq!((page.kind, page.required), (Kind::Hidden, false));
    }

    #[test]
    fn fields_may_be_the_pages_own() {
        let config = config(
            r#"{"url":"/g","fields":["email",{"name":"order","label":"Order number","type":"tel","required":true}]}"#,
        );
        let order = &config.fields[1];
        assert_eq!(
            (order.name.as_str(), order.kind, order.required),
            ("order", Kind::Tel, true)
        );
        assert_eq!(order.label.as_deref(), Some("Order number"));
        for fault in [
            r#"{"label":"x"}"#,
            r#"{"name":"x","type":"range"}"#,
            r#"{"name":"x","type":"select","options":"a"}"#,
            r#"{"name":"x","type":"select","options":["a"]}"#,
        ] {
            let options = format!(r#"{{"url":"/g","fields":[{fault}]}}"#);
            assert!(!faults(&options).is_empty(), "{fault}");
        }
        assert!(!faults(r#"{"url":"/g","fields":"all"}"#).is_empty());
    }

    #[test]
    fn options_nobody_knows_are_told() {
        let options = Options::from_json(r#"{"url":"/g","pollinterval":1}"#).unwrap();
        assert_eq!(options.unknown(), ["pollinterval"]);
    }
}
