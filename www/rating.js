// After a chat: how it was. What the visitor says goes to the page, and nowhere else.

import { dress, piece } from "./dress.js";
import { flag, wordsOf } from "./later.js";

// The words for 1 to 5.
const GRADES = ["veryBad", "bad", "fair", "good", "veryGood"];

// What a comment may have of characters.
const MOST_WRITTEN = 2000;

const LOOK_OF_RATING = `
  /* Where there is little room, all of it can be scrolled to. */
  .ended:has(.rating) {
    flex: 0 1 auto;
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  /* In a column of boxes, WebKit keeps a height that is no longer right until the pointer comes. */
  .rating {
    display: grid;
    gap: 10px;
  }

  .rating > fieldset {
    border: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 0;
    min-inline-size: 0;
    padding: 0;
  }

  .rating legend {
    font-weight: 600;
    margin-block-end: 4px;
    padding: 0;
    unicode-bidi: plaintext;
  }

  .grade {
    align-items: center;
    cursor: pointer;
    display: flex;
    font-weight: 400;
    gap: 6px;
    min-block-size: 28px;
  }

  .grade > input {
    accent-color: var(--accent);
    appearance: auto;
    block-size: 20px;
    flex: none;
    inline-size: 20px;
    min-block-size: 0;
    padding: 0;
  }

  .rating textarea {
    inline-size: 100%;
    margin-block-start: 4px;
  }

  .rating .error,
  .ended > .thanks {
    margin: 0;
  }

  .rating .error:empty,
  .ended > .thanks:empty {
    display: none;
  }

  .rating-ways {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .rating-ways > button {
    flex: 1;
  }
`;

/** Asks a widget's visitor after each chat; gives what is to be done whenever something changes. */
export function offerRating(widget) {
  const { host } = widget;
  const root = host.shadowRoot;
  // Of the chat that is over: whether the visitor has answered.
  let answered = false;
  // The words of the form that is there.
  let spoken;
  return () => {
    const asks = flag(host.options, "rating");
    dress(root, LOOK_OF_RATING, asks);
    const ended = root.querySelector(".ended");
    if (!ended) {
      // A window that is closed says nothing of the chat.
      if (root.querySelector(".window")) answered = false;
      return;
    }
    const asked = ended.querySelector(".rating");
    if (asks && asked && spoken === widget.words) return;
    const said = asked && answer(asked);
    asked?.nextSibling.remove();
    asked?.remove();
    if (!asks || answered) return;
    spoken = widget.words;
    const thanks = piece("p", { className: "thanks" });
    thanks.setAttribute("role", "status");
    ended.insertBefore(thanks, ended.lastChild);
    const done = (detail) => {
      answered = true;
      form.remove();
      ended.querySelector("button").focus();
      if (!detail) return;
      thanks.textContent = wordsOf(widget).thanks;
      host.dispatchEvent(new CustomEvent("causerie:rated", { bubbles: true, composed: true, detail }));
    };
    const form = draw(wordsOf(widget), done);
    ended.insertBefore(form, thanks);
    if (said) enter(form, said);
  };
}

// What the visitor has chosen and written so far.
function answer(form) {
  const { value: grade } = form.querySelector(":checked") ?? {};
  return { grade, comment: form.querySelector("textarea").value.trim() };
}

function enter(form, { grade, comment }) {
  form.querySelectorAll("input").forEach((one) => (one.checked = one.value === grade));
  form.querySelector("textarea").value = comment;
}

function draw(words, done) {
  const grades = GRADES.map((key, place) => {
    const grade = piece("input", { type: "radio", name: "grade", value: place + 1 });
    return piece("label", { className: "grade" }, grade, words[key]);
  });
  const group = piece("fieldset", {}, piece("legend", {}, words.rate), ...grades);
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-describedby", "rating-error");
  const error = piece("p", { className: "error", id: "rating-error" });
  error.setAttribute("role", "alert");
  const comment = piece("textarea", { id: "rating-comment", maxLength: MOST_WRITTEN, rows: 2, dir: "auto" });
  const ways = piece(
    "div",
    { className: "rating-ways" },
    piece("button", { className: "quiet", type: "button", textContent: words.noRating, onclick: () => done() }),
    piece("button", { className: "primary", type: "submit", textContent: words.sendRating }),
  );
  const label = piece("label", { htmlFor: "rating-comment" }, words.comment);
  const form = piece("form", { className: "rating", noValidate: true }, group, error, piece("div", {}, label, comment), ways);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { grade, ...said } = answer(form);
    if (grade) return done({ grade: Number(grade), ...said });
    error.textContent = words.noGrade;
    group.querySelector("input").focus();
  });
  group.addEventListener("change", () => (error.textContent = ""));
  return form;
}
