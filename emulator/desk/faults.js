// The panel: lists the faults of the contact centre, adds some and takes them away.

const FAULTS = "/admin/faults";
/** How long a list is good, in milliseconds. */
const FRESH = 2000;

const part = (id) => document.getElementById(id);
const [order, kind, about] = ["order", "kind", "about"].map(part);
const [list, none, clear, kept] = ["list", "none", "clear", "kept"].map(part);
const [refusal, done, chats] = ["refusal", "done", "chats"].map(part);

/** The row of each fault, by its id. */
const rows = new Map();

/** What the contact centre answers; throws an error whose message is for people. */
async function ask(path, method = "GET", body = undefined) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  const sent = body === undefined ? undefined : JSON.stringify(body);
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: sent, cache: "no-store" });
  } catch {
    throw new Error("The contact centre cannot be reached.");
  }
  const text = await answer.text();
  let told;
  try {
    told = JSON.parse(text);
  } catch {
    throw new Error(text.trim() || `The contact centre answers ${answer.status}.`);
  }
  if (!answer.ok) {
    throw new Error(told.message ?? `The contact centre answers ${answer.status}.`);
  }
  return told;
}

/** Shows the fields that the chosen kind takes, and no others. */
function choose() {
  const { takes, about: words } = kind.selectedOptions[0].dataset;
  const taken = takes.split(" ");
  for (const group of order.querySelectorAll("[data-needs]")) {
    group.disabled = group.hidden = !taken.includes(group.dataset.needs);
  }
  about.textContent = words;
}

/** What the form asks for; what is left empty is not asked for. */
function ordered() {
  const fields = {};
  for (const field of order.elements) {
    if (!field.name || field.matches(":disabled")) {
      continue;
    }
    if (field.type === "checkbox") {
      fields[field.name] = field.checked;
    } else if (field.type === "number" && field.validity.badInput) {
      fields[field.name] = "no number";
    } else if (field.value !== "") {
      fields[field.name] = field.type === "number" ? Number(field.value) : field.value;
    }
  }
  return fields;
}

/** Tells why nothing was added, at the field that is to blame if there is one. */
function refuse(message) {
  refusal.textContent = message;
  const blamed = order.elements[/^the field "(\w+)"/.exec(message)?.[1]];
  if (blamed) {
    blamed.setAttribute("aria-invalid", "true");
    blamed.setAttribute("aria-describedby", "refusal");
    blamed.focus();
  }
}

function forgive() {
  refusal.textContent = "";
  for (const field of order.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    if (field !== kind) {
      field.removeAttribute("aria-describedby");
    }
  }
}

async function add() {
  forgive();
  done.textContent = "";
  const words = kind.selectedOptions[0].textContent;
  try {
    const { id, applied } = await ask(FAULTS, "POST", ordered());
    done.textContent =
      id === undefined
        ? `Done: “${words}”, applied to ${applied}.`
        : `Added: “${words}”, number ${id}.`;
  } catch (error) {
    refuse(error.message);
  }
  await refresh();
}

/** The keyboard goes on where the row was. */
async function remove(id) {
  const ids = [...rows.keys()];
  const next = ids[ids.indexOf(id) + 1] ?? ids[ids.indexOf(id) - 1];
  try {
    const { applied } = await ask(`${FAULTS}/${id}`, "DELETE");
    done.textContent = `Number ${id} is removed; it was applied ${often(applied)}.`;
  } catch (error) {
    done.textContent = error.message;
  }
  await refresh();
  (rows.get(next)?.querySelector("button") ?? kept).focus();
}

async function removeAll() {
  try {
    const { faults } = await ask(FAULTS, "DELETE");
    done.textContent = `Removed: ${faults.length}.`;
  } catch (error) {
    done.textContent = error.message;
  }
  await refresh();
  kept.focus();
}

const often = (times) => (times === 1 ? "once" : `${times} times`);

/** What a fault does, beyond its name. */
function details(fault) {
  const told = [];
  if (fault.delayMs !== undefined) {
    told.push(`${fault.delayMs} ms`);
  }
  if (fault.status !== undefined) {
    told.push(
      `${fault.status} ${fault.contentType}`,
      fault.carriedOut ? "carried out" : "not carried out",
    );
  }
  if (fault.retryAfter !== undefined) {
    told.push(`Retry-After: ${fault.retryAfter}`);
  }
  return told;
}

function name(fault) {
  const option = [...kind.options].find((one) => one.value === fault.kind);
  return [option?.textContent ?? fault.kind, ...details(fault)].join(", ");
}

function scope(fault) {
  const told = [fault.method, fault.path];
  if (fault.bodyContains !== undefined) {
    told.push(`“${fault.bodyContains}”`);
  }
  if (fault.chat !== undefined) {
    told.push(`chat ${fault.chat}`);
  }
  return told.filter((one) => one !== undefined).join(", ") || "everything";
}

function measure(fault) {
  const told = [];
  if (fault.skip !== undefined) {
    told.push(`after ${fault.skip}`);
  }
  told.push(fault.times === undefined ? "always" : often(fault.times));
  if (fault.forMs !== undefined) {
    told.push(`for ${fault.forMs} ms`);
  }
  return told.join(", ");
}

function rowOf(id) {
  const known = rows.get(id);
  if (known) {
    return known;
  }
  const row = part("row").content.firstElementChild.cloneNode(true);
  const button = row.querySelector("button");
  button.setAttribute("aria-label", `Remove number ${id}`);
  button.addEventListener("click", () => remove(id));
  rows.set(id, row);
  list.tBodies[0].append(row);
  return row;
}

function draw(faults) {
  const ids = new Set(faults.map((fault) => fault.id));
  for (const [id, row] of rows) {
    if (!ids.has(id)) {
      row.remove();
      rows.delete(id);
    }
  }
  for (const fault of faults) {
    const row = rowOf(fault.id);
    const state = fault.active ? "active" : "over";
    const words = [
      `${fault.id}. ${name(fault)}`,
      scope(fault),
      measure(fault),
      `${fault.applied}`,
      state,
    ];
    words.forEach((text, column) => {
      const cell = row.cells[column];
      if (cell.textContent !== text) {
        cell.textContent = text;
      }
    });
    row.className = state;
  }
  list.hidden = clear.disabled = faults.length === 0;
  none.hidden = faults.length > 0;
}

async function refresh() {
  try {
    draw((await ask(FAULTS)).faults);
    none.textContent = "There are none.";
  } catch (error) {
    draw([]);
    none.textContent = error.message;
  }
}

async function offerChats() {
  try {
    const told = await ask("/admin/chats");
    chats.replaceChildren(
      ...told.chats.map((chat) => {
        const option = document.createElement("option");
        option.value = chat.id;
        option.label = `${chat.nickname}, ${chat.dialect}, ${chat.state}`;
        return option;
      }),
    );
  } catch {
    // The id can be written all the same.
  }
}

async function keepFresh() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(keepFresh, FRESH);
}

kind.addEventListener("change", () => {
  forgive();
  choose();
});
order.addEventListener("submit", (event) => {
  event.preventDefault();
  add();
});
clear.addEventListener("click", removeAll);
part("chat").addEventListener("focus", offerChats);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    refresh();
  }
});
choose();
keepFresh();
