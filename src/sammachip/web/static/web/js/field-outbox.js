// What the phone holds for its officer: pages taken along, drafts and what became of them; sent on a button and when the
// network comes back. A draft that is once on its way is never changed here: sent again it has no second effect.

import { submission } from "./field-answers.js";
import * as store from "./field-store.js";

const room = document.querySelector("[data-outbox]");
const person = room.dataset.person;
const list = room.querySelector("[data-drafts]");
const said = room.querySelector("[data-said]");
const words = said.dataset;
const OPEN = ["draft", "ready"];
const DONE = ["placed", "waiting"];
let busy = false;

function tell(name, more) {
  room.querySelector("[data-way-in]").hidden = name !== "signin";
  said.dataset.state = name;
  said.textContent = [words[name], more].filter(Boolean).join(" ");
}

// ---- the list ----

function line(draft, pictures) {
  const made = document.getElementById("draft").content.firstElementChild.cloneNode(true);
  const part = (name) => made.querySelector(`[data-part="${name}"]`);
  made.dataset.id = draft.id;
  made.dataset.state = draft.state;
  part("title").textContent = draft.title;
  part("when").textContent = new Date(draft.changed).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  part("pictures").textContent = pictures.length ? `· ${part("pictures").dataset.words} ${pictures.length}` : "";
  for (const badge of made.querySelectorAll("[data-when]")) badge.hidden = !badge.dataset.when.split(" ").includes(draft.state);
  listed(part("lacking"), OPEN.includes(draft.state) ? draft.lacking : []);
  const open = part("open");
  open.hidden = !OPEN.includes(draft.state);
  open.href = `${draft.address}#${draft.id}`;
  part("delete").hidden = draft.state === "sending";
  part("delete").addEventListener("click", () => remove(draft));
  part("export").addEventListener("click", () => exportFile(draft));
  answered(part, draft.answer || {});
  return made;
}

function listed(part, found) {
  part.hidden = !found.length;
  part.querySelector("span").textContent = found.slice(0, 6).join(", ") + (found.length > 6 ? " …" : "");
}

function answered(part, answer) {
  const way = part("house");
  way.hidden = !answer.url;
  if (answer.url) way.href = answer.url;
  part("why").textContent = [answer.why, answer.remarks].filter(Boolean).join(" · ");
  listed(part("told"), (answer.told || []).map((one) => `${one.label}: ${one.theirs || "–"}`));
  listed(part("wrong"), (answer.wrong || []).map((one) => one.sentence));
  const disputed = answer.disputed || [];
  const table = part("disputed");
  table.hidden = !disputed.length;
  for (const one of disputed) {
    const row = table.querySelector("tbody").insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = one.label;
    row.append(head);
    for (const [name, text] of [["mine", one.mine], ["theirs", one.theirs]]) {
      const cell = row.insertCell();
      cell.dataset.label = table.dataset[name];
      cell.textContent = text || "–";
    }
  }
}

async function show() {
  const drafts = await store.draftsOf(person);
  const lines = await Promise.all(drafts.map(async (one) => line(one, await store.picturesOf(one.id))));
  list.textContent = "";
  list.append(...lines);
  room.querySelector("[data-none]").hidden = drafts.length > 0;
  const waiting = drafts.filter((one) => one.state === "ready" || one.state === "sending").length;
  room.querySelector("[data-send]").disabled = !waiting;
  room.querySelector("[data-waiting]").textContent = String(waiting);
  const others = await store.othersThan(person);
  const note = room.querySelector("[data-others]");
  note.hidden = !others;
  note.querySelector("b").textContent = String(others);
}

function ask(question) {
  const dialog = document.getElementById("sure");
  dialog.querySelector("[data-question]").textContent = question;
  if (!dialog.showModal) return Promise.resolve(window.confirm(question));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

async function remove(draft) {
  if (!(await ask(draft.title))) return;
  await store.drop(draft.id);
  await show();
}

function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function exportFile(draft) {
  const pictures = await store.picturesOf(draft.id);
  // What was on its way keeps the content it went with, so that the file and the sending are one.
  const content = draft.content || submission(draft, pictures);
  download(`${draft.id.slice(5, 13)}.xml`, new Blob([content], { type: "text/xml" }));
  for (const one of pictures) download(one.name, one.blob);
}

// ---- sending ----

class Held extends Error {}

function token() {
  const found = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  return found ? found[1] : "";
}

async function post(content, picture) {
  const body = new FormData();
  body.append("person", person);
  body.append("xml_submission_file", new Blob([content], { type: "text/xml" }), "answers.xml");
  if (picture) body.append(picture.name, picture.blob, picture.name);
  const answer = await fetch(room.dataset.sync, {
    method: "POST", body, headers: { "X-CSRFToken": token() }, credentials: "same-origin", redirect: "manual",
  });
  if (answer.type === "opaqueredirect" || answer.status === 302) throw new Held("signin");
  const kind = answer.headers.get("Content-Type") || "";
  if (!kind.startsWith("application/json")) throw new Held(answer.status === 403 ? "signin" : "busy");
  const told = await answer.json();
  if (told.state === "busy") throw new Held("busy"); // another was faster in the same moment: it is sent again
  return told;
}

async function send(draft) {
  const pictures = await store.picturesOf(draft.id);
  const going = { ...draft, state: "sending", content: draft.content || submission(draft, pictures) };
  await store.keep(going);
  let answer;
  try {
    answer = await post(going.content, null);
  } catch (problem) {
    // Turned away at the door, nothing was taken in: it may be written on.
    if (problem instanceof Held && problem.message === "signin") await store.keep(draft);
    throw problem;
  }
  for (const picture of pictures) {
    if (answer.state === "refused" || picture.sent) continue;
    answer = { ...answer, ...(await post(going.content, picture)) };
    await store.keepPicture({ ...picture, sent: true });
  }
  // Nothing of a refused one was kept, so it is open again; its next sending carries what is written then.
  await store.keep(answer.state === "refused"
    ? { ...going, state: "draft", content: "", answer }
    : { ...going, state: answer.state, answer });
}

// A page counts as this officer's only while it says so: another may have signed in meanwhile, in another window.
const isOurs = (answer) => answer.ok && !answer.redirected && answer.headers.get("X-Field-Person") === person;

// The form as it stands after the sending, for whoever opens it again without a network.
async function takeAnew(address) {
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (isOurs(answer)) await (await caches.open(`field-pages-${person}`)).put(address, answer);
  } catch (problem) {
    console.warn(problem);
  }
}

async function sendAll() {
  if (busy) return;
  busy = true;
  try {
    const drafts = await store.draftsOf(person);
    const going = drafts.filter((one) => one.state === "ready" || one.state === "sending").reverse();
    if (!going.length) return;
    tell("sending");
    for (const draft of going) {
      await send(draft);
      await show();
      await takeAnew(draft.address);
    }
    tell("sent");
  } catch (problem) {
    if (!(problem instanceof Held)) console.warn(problem);
    tell(problem instanceof Held ? problem.message : "offline");
  } finally {
    busy = false;
    await show();
  }
}

// ---- taking along ----

async function takeAlong() {
  const pages = [room.dataset.scope, ...[...room.querySelectorAll("[data-along]")].map((link) => link.pathname)];
  const cache = await caches.open(`field-pages-${person}`);
  let taken = 0;
  for (const page of pages) {
    tell("taking", `${taken + 1}/${pages.length}`);
    const answer = await fetch(page, { credentials: "same-origin", headers: { Accept: "text/html" } });
    if (!isOurs(answer)) { tell(answer.ok ? "signin" : "busy"); return; }
    await cache.put(page, answer);
    taken += 1;
  }
  tell("taken", `(${taken - 1})`);
  if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
  await marked();
}

async function marked() {
  if (!window.caches) return;
  const cache = await caches.open(`field-pages-${person}`);
  for (const link of room.querySelectorAll("[data-along]")) {
    const held = await cache.match(link.pathname);
    link.closest("li").classList.toggle("is-held-here", Boolean(held));
  }
}

// ---- the network ----

function network() {
  document.documentElement.classList.toggle("is-away", !navigator.onLine);
  if (navigator.onLine) sendAll();
}

async function start() {
  room.querySelector("[data-send]").addEventListener("click", sendAll);
  room.querySelector("[data-take]").addEventListener("click", () => takeAlong().catch(() => tell("offline")));
  window.addEventListener("online", network);
  window.addEventListener("offline", network);
  await show();
  if ("serviceWorker" in navigator) await navigator.serviceWorker.register(room.dataset.worker, { scope: room.dataset.scope });
  else tell("old");
  // The first visit came before there was a worker to keep it; the outbox is there without a network from then on.
  if (window.caches && !(await caches.match(room.dataset.scope))) await takeAnew(room.dataset.scope);
  await marked();
  room.dataset.begun = "yes";
  network();
}

start().catch((problem) => {
  console.warn(problem);
  tell("old");
});
