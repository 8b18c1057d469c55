//! The form asks what the page wants to know and tells why a chat did not start.

use causerie::ui::Order;
use causerie_core::error::{Rejection, Trouble};
use causerie_core::http::Failure;
use causerie_core::session::{Act, Stage};

use crate::deeds::Hand;
use crate::scene::{Scene, has_tag, words};

fn form(problem: Option<Trouble>) -> Scene {
    Scene::at(Stage::Form(problem))
}

#[test]
fn the_usual_fields_are_labelled_exactly() {
    let html = form(None).html();
    for (place, label) in ["First name", "Last name", "Email", "Subject"]
        .iter()
        .enumerate()
    {
        let label = format!(r#"<label for="field-{place}">{label}</label>"#);
        assert!(html.contains(&label), "{label}: {html}");
    }
    assert!(
        html.contains(r#"<button type="submit" class="primary">Start chat</button>"#),
        "{html}"
    );
}

#[test]
fn what_may_be_left_out_is_said_beside_the_name_not_in_it() {
    let html = form(None).html();
    assert_eq!(html.matches("(optional)").count(), 2, "{html}");
    assert!(
        html.contains(r#"<span class="hint" id="hint-1">(optional)"#),
        "{html}"
    );
    assert!(html.contains(r#"aria-describedby="hint-1""#), "{html}");
}

#[test]
fn nothing_is_wrong_before_the_visitor_has_tried() {
    let html = form(None).html();
    assert!(!html.contains(r#"aria-invalid="true""#), "{html}");
}

#[test]
fn what_the_page_knows_is_filled_in() {
    let html = form(None)
        .with("visitor", r#"{"firstName":"Ada","email":"a@b.example"}"#)
        .html();
    assert!(
        html.contains(r#"value="Ada""#) && html.contains(r#"value="a@b.example""#),
        "{html}"
    );
}

#[test]
fn fields_of_the_pages_own_have_their_own_labels() {
    let fields = r#"[{"name":"order","label":"Order number","required":true}]"#;
    let html = form(None).with("fields", fields).html();
    assert!(html.contains(">Order number</label>"), "{html}");
    assert!(!html.contains("First name"), "{html}");
}

#[test]
fn trouble_that_may_pass_can_be_tried_again() {
    for trouble in [
        Trouble::Busy,
        Trouble::Garbled,
        Trouble::Gone,
        Trouble::Network(Failure::Network),
        Trouble::Network(Failure::Timeout),
        Trouble::Server(500),
    ] {
        let html = form(Some(trouble)).html();
        assert!(html.contains(r#"role="alert""#), "{html}");
        let words = words(&html);
        assert!(words.contains("Chat is unavailable"), "{words}");
        assert!(words.contains("Try again"), "{words}");
    }
}

#[test]
fn a_fault_of_the_page_is_not_the_visitors() {
    let trouble = Trouble::Misconfigured {
        url: "https://inner.example/secret".into(),
        status: 404,
    };
    let words = form(Some(trouble)).words();
    assert!(words.contains("Chat is unavailable"), "{words}");
    assert!(words.contains("not your fault"), "{words}");
    assert!(
        !words.contains("Try again") && !words.contains("inner.example"),
        "{words}"
    );
}

#[test]
fn the_servers_explanation_of_a_refusal_is_shown_as_text() {
    let trouble = Trouble::Rejected(Rejection {
        field: None,
        words: Some("<b>subject</b> is missing".into()),
    });
    let html = form(Some(trouble)).html();
    assert!(
        html.contains("&lt;b&gt;subject&lt;/b&gt; is missing"),
        "{html}"
    );
}

#[test]
fn what_the_server_refuses_is_told_at_its_field() {
    let refused = |field, words: Option<&str>| {
        let words = words.map(str::to_owned);
        form(Some(Trouble::Rejected(Rejection { field, words }))).html()
    };
    let html = refused(Some("email"), None);
    let error = r#"<p class="error" id="error-2">This was not accepted. Please check it.</p>"#;
    assert!(html.contains(error), "{html}");
    assert_eq!(html.matches(r#"aria-invalid="true""#).count(), 1, "{html}");
    let html = refused(Some("email"), Some("No such <host>."));
    assert!(html.contains("No such &lt;host&gt;.</p></div>"), "{html}");
    let html = refused(None, None);
    assert!(!html.contains(r#"aria-invalid="true""#), "{html}");
}

#[test]
fn the_contact_link_is_offered_when_the_page_has_one() {
    let trouble = || Some(Trouble::Server(500));
    let with = form(trouble())
        .with("contactUrl", "mailto:help@example.com")
        .html();
    assert!(with.contains(r#"href="mailto:help@example.com""#), "{with}");
    let without = form(trouble()).html();
    assert!(!without.contains("<a "), "{without}");
}

#[test]
fn without_fields_a_button_is_left() {
    let html = form(None).with("fields", "[]").html();
    assert!(
        !html.contains("<input") && html.contains("Start chat"),
        "{html}"
    );
}

/// A plan to choose, terms to agree to, and what the page knows.
const KINDS: &str = r#"[
    {"name":"plan","label":"Plan","type":"select","required":true,"options":{"small":"small","big":"<Big>"}},
    {"name":"terms","type":"checkbox","required":true,"label":"I agree: https://a.example/terms"},
    {"name":"page","type":"hidden"}]"#;

const VISITOR: (&str, &str) = ("visitor", r#"{"page":"prices"}"#);

fn kinds() -> Hand {
    Hand::on(Stage::Form(None), true, &[("fields", KINDS), VISITOR])
}

#[test]
fn a_choice_is_a_list_that_begins_with_none() {
    let html = kinds().html();
    let list = "aria-invalid=\"false\" id=\"field-0\" value=\"\"><option value=\"\"></option>\
        <option value=\"small\">small</option><option value=\"big\">&lt;Big&gt;</option></select>";
    assert!(html.contains(list), "{html}");
}

#[test]
fn what_is_agreed_to_is_a_link_in_the_words_of_the_box() {
    let html = kinds().html();
    let label = "<label for=\"field-1\">I agree: <a target=\"_blank\" rel=\"noopener noreferrer\" \
        dir=\"ltr\" href=\"https://a.example/terms\">https://a.example/terms</a></label>";
    assert!(html.contains(label), "{html}");
    assert!(has_tag(
        &html,
        &[
            "button",
            "role=\"checkbox\"",
            "aria-checked=\"false\"",
            "id=\"field-1\""
        ]
    ));
}

#[test]
fn a_box_is_checked_and_cleared_and_one_that_has_to_be_is_missed() {
    let mut hand = kinds();
    hand.submits();
    assert_eq!(hand.html().matches("Please fill in this field").count(), 1);
    assert_eq!(hand.html().matches("Please check this box").count(), 1);
    hand.checks();
    assert!(hand.html().contains("aria-checked=\"true\""));
    assert!(!hand.html().contains("Please check this box"));
    hand.checks();
    assert!(hand.html().contains("Please check this box"));
    hand.checks();
    hand.writes("plan", "big");
    hand.ordered();
    hand.submits();
    let [Order::Act(Act::Open(form)), ..] = &hand.ordered()[..] else {
        panic!("no chat begins");
    };
    let answers = ["plan", "terms", "page"].map(|name| form.answer(name));
    assert_eq!(answers, ["big", "true", "prices"]);
}

#[test]
fn what_the_page_answers_is_not_asked_and_alone_it_needs_no_form() {
    let html = kinds().html();
    assert!(
        !html.contains("field-2") && !html.contains("prices"),
        "{html}"
    );
    let hidden = r#"[{"name":"page","type":"hidden"}]"#;
    let mut hand = Hand::on(Stage::Form(None), true, &[("fields", hidden), VISITOR]);
    let orders = hand.ordered();
    let begins = |order: &Order| matches!(order, Order::Act(Act::Open(form)) if form.answer("page") == "prices");
    assert!(orders.iter().any(begins), "{orders:?}");
}
