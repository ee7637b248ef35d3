// A pack's form filled in away from the house: <form data-field="…JSON…" data-person="…">. Every keystroke is kept on
// the phone at once; «ready» puts the draft among those that are sent. The words of each state are the output's own.

import * as store from "./field-store.js";

const QUIET = 400;
const form = document.querySelector("form[data-field]");
const asked = JSON.parse(form.dataset.field);
const state = form.querySelector("[data-kept]");
let draft = null;
let timer = 0;

const now = () => new Date().toISOString();

function tell(name) {
  state.dataset.state = name;
  state.textContent = state.dataset[name] || "";
}

function pairs() {
  return [...new FormData(form)].filter(([, value]) => typeof value === "string");
}

// ---- rows that a person adds ----

function renumber(row, number) {
  for (const part of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
    for (const mark of ["name", "id", "for", "aria-describedby"]) {
      const said = part.getAttribute(mark);
      if (said) part.setAttribute(mark, said.replace(/(^| )(a[.-][^.-]+[.-])\d+/g, `$1$2${number}`));
    }
  }
  row.querySelector("th").firstChild.textContent = String(number + 1);
}

function blank(row) {
  for (const input of row.querySelectorAll("input, select, textarea")) {
    if (input.type === "hidden") input.remove();
    else if (input.type === "checkbox" || input.type === "radio") input.checked = false;
    else input.value = "";
  }
}

function addRow(table) {
  const rows = table.querySelectorAll("tbody > tr");
  const made = rows[rows.length - 1].cloneNode(true);
  renumber(made, rows.length);
  blank(made);
  rows[0].parentNode.append(made);
  return made;
}

function listenForRows() {
  for (const button of form.querySelectorAll("[data-more-of]")) {
    const table = document.getElementById(button.dataset.moreOf);
    const most = Number(button.dataset.most) || 500;
    button.addEventListener("click", () => {
      const made = addRow(table);
      made.querySelector("input, select, textarea").focus();
      button.hidden = table.querySelectorAll("tbody > tr").length >= most;
    });
  }
}

// ---- what was written before ----

function roomFor(name) {
  const found = /^a\.([^.]+)\.(\d+)\./.exec(name);
  const table = found && document.getElementById(`a-${found[1]}`);
  if (!table || !form.querySelector(`[data-more-of="${table.id}"]`)) return;
  while (table.querySelectorAll("tbody > tr").length <= Number(found[2])) addRow(table);
}

// A row keeps the id it was shown with when the draft began, whatever a page taken along later holds.
function keepId(name, text) {
  const cell = form.querySelector(`[name^="${name.slice(0, -2)}"]`);
  if (!cell) return;
  const id = document.createElement("input");
  id.type = "hidden";
  id.name = name;
  id.value = text;
  cell.closest("tr").querySelector("th").append(id);
}

function restore(kept) {
  for (const id of form.querySelectorAll("input[type=hidden][name^='a.']")) id.remove();
  for (const input of form.elements) {
    if (!input.name || input.type === "hidden" || input.type === "file") continue;
    if (input.type === "checkbox" || input.type === "radio") input.checked = false;
    else input.value = "";
  }
  for (const [name, text] of kept) {
    roomFor(name);
    if (/^a\.[^.]+\.\d+\.id$/.test(name)) { keepId(name, text); continue; }
    for (const input of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (input.type === "checkbox" || input.type === "radio") input.checked = input.checked || input.value === text;
      else input.value = text;
    }
  }
}

// ---- keeping ----

function title() {
  const named = asked.named && form.elements[`a.${asked.named}`];
  return asked.task || !named || !named.value.trim() ? asked.title : `${named.value.trim()} · ${asked.title}`;
}

function begin() {
  draft = {
    id: `uuid:${uuid()}`, person: form.dataset.person, form: asked, address: location.pathname, state: "draft",
    begun: now(), changed: now(), pairs: [], lacking: [],
  };
  history.replaceState(null, "", `#${draft.id}`);
}

function uuid() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  const text = bytes.map((one) => one.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function lacking() {
  const answered = new Set(pairs().filter(([, text]) => text.trim()).map(([name]) => name));
  return asked.required.filter((one) => ![...answered].some((name) => name === one.name || name.startsWith(`${one.name}.`)))
    .map((one) => one.label);
}

async function save(as) {
  clearTimeout(timer);
  if (!draft) begin();
  const saved = { ...draft, pairs: pairs(), title: title(), lacking: lacking(), changed: now(), state: as || "draft" };
  draft = saved;
  try {
    await store.keep(saved);
    tell("saved");
    return true;
  } catch (problem) {
    console.warn(problem);
    tell("failed");
    return false;
  }
}

function later() {
  tell("changed");
  progress();
  clearTimeout(timer);
  timer = setTimeout(save, QUIET);
}

// ---- pictures ----

function place() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) { resolve(null); return; }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve([coords.latitude, coords.longitude]),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 },
    );
  });
}

async function addPictures(input) {
  const files = [...input.files];
  input.value = "";
  if (!draft) begin();
  await save();
  const known = await store.picturesOf(draft.id);
  let next = known.reduce((most, one) => Math.max(most, Number(/-(\d+)\./.exec(one.name)[1])), 0);
  for (const file of files) {
    next += 1;
    const ending = (/\.[a-z0-9]{2,5}$/i.exec(file.name) || [".jpg"])[0].toLowerCase();
    const taken = file.lastModified ? new Date(file.lastModified).toISOString() : now();
    const picture = {
      name: `${draft.id.slice(5, 13)}-${String(next).padStart(2, "0")}${ending}`, draft: draft.id, blob: file,
      field: input.dataset.pictures, row: input.dataset.row, caption: "", takenAt: taken, place: null, sent: false,
    };
    await store.keepPicture(picture);
    await showPicture(picture);
    progress();
    place().then((found) => {
      if (!found || !figures.has(picture.name)) return; // what was removed meanwhile is not kept anew
      picture.place = found;
      store.keepPicture(picture).then(() => told(picture));
    });
  }
}

const figures = new Map();

async function showPicture(picture) {
  const room = form.querySelector(`[data-shows="${picture.field}"][data-row="${picture.row}"]`);
  const figure = document.getElementById("picture").content.firstElementChild.cloneNode(true);
  const caption = figure.querySelector("input");
  caption.id = `caption-${picture.name}`;
  caption.value = picture.caption;
  caption.addEventListener("input", () => { picture.caption = caption.value; store.keepPicture(picture); later(); });
  figure.querySelector("label").htmlFor = caption.id;
  figure.querySelector("button").addEventListener("click", async () => {
    figures.delete(picture.name);
    await store.dropPicture(picture.name);
    figure.remove();
    later();
  });
  figures.set(picture.name, figure);
  told(picture);
  room.append(figure);
  await draw(figure.querySelector("canvas"), picture.blob);
}

function told(picture) {
  const words = figures.get(picture.name)?.querySelector("[data-taken]");
  if (!words) return; // removed meanwhile
  const when = new Date(picture.takenAt).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const where = picture.place ? picture.place.map((one) => one.toFixed(5)).join(", ") : words.dataset.nowhere;
  words.textContent = `${when} · ${where}`;
}

async function draw(canvas, blob) {
  try {
    const drawn = await createImageBitmap(blob);
    const scale = Math.min(1, 480 / Math.max(drawn.width, drawn.height));
    canvas.width = Math.round(drawn.width * scale);
    canvas.height = Math.round(drawn.height * scale);
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
  } catch (problem) {
    canvas.hidden = true; // a kind of picture this browser cannot draw is kept all the same
  }
}

// ---- parts: one open at a time, each telling how far it is ----

const parts = [...form.querySelectorAll("details[data-part]")];

// What is asked one by one: every field, and every row of a table whose rows are given.
function questions(section) {
  return section.fields.flatMap((one) => (one.rows.length ? one.rows.map((row) => `a.${one.key}.${row}`) : [`a.${one.key}`]));
}

function isShown(question, part) {
  const key = question.split(".")[1];
  return part.querySelector(`[name="${question}"], [name^="${question}."], [data-shows="${key}"]`) !== null;
}

function isAnswered(question, typed, part) {
  return typed.some((name) => name === question || name.startsWith(`${question}.`))
    || part.querySelector(`[data-shows="${question.split(".")[1]}"] > *`) !== null;
}

function progress() {
  const typed = pairs().filter(([name, text]) => text.trim() && !name.endsWith(".id")).map(([name]) => name);
  const required = asked.required.map((one) => one.name);
  asked.sections.forEach((section, number) => {
    const part = parts[number];
    const open = questions(section).filter((one) => isShown(one, part));
    const missing = open.filter((one) => !isAnswered(one, typed, part));
    const lacks = missing.filter((one) => required.some((name) => one === name || one.startsWith(`${name}.`))).length;
    const words = part.querySelector("[data-progress]");
    words.textContent = [
      open.length ? words.dataset.said.replace("{n}", open.length - missing.length).replace("{all}", open.length) : "",
      lacks ? words.dataset.lacking.replace("{n}", lacks) : "",
    ].filter(Boolean).join(" · ");
    part.dataset.state = lacks ? "lacking" : missing.length ? "" : "done";
  });
}

function turnTo(part) {
  for (const one of parts) one.open = one === part;
}

function listenForParts() {
  for (const button of form.querySelectorAll("[data-next]")) {
    button.addEventListener("click", () => {
      const next = parts[parts.indexOf(button.closest("[data-part]")) + 1];
      turnTo(next);
      next.scrollIntoView();
      next.querySelector("summary").focus({ preventScroll: true });
    });
  }
}

// ---- beginning ----

function network() {
  document.documentElement.classList.toggle("is-away", !navigator.onLine);
}

async function unsent() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted) return store.draftOf(wanted);
  if (!asked.task) return null;
  const mine = await store.draftsOf(form.dataset.person);
  return mine.find((one) => one.form.task === asked.task && (one.state === "draft" || one.state === "ready"));
}

async function start() {
  window.addEventListener("online", network);
  window.addEventListener("offline", network);
  network();
  const found = await unsent();
  if (found && found.person === form.dataset.person) {
    if (found.state !== "draft" && found.state !== "ready") { location.replace(form.dataset.then); return; }
    draft = found;
    history.replaceState(null, "", `#${draft.id}`);
    restore(draft.pairs);
    for (const picture of await store.picturesOf(draft.id)) await showPicture(picture);
    tell("saved");
  }
  progress();
  if (found) turnTo(parts.find((one) => one.dataset.state === "lacking") || parts[0]);
  listenForParts();
  form.addEventListener("input", (event) => {
    if (event.target.type === "file" || event.target.closest("[data-shows]")) return;
    later();
  });
  for (const input of form.querySelectorAll("[data-pictures]")) {
    input.addEventListener("change", () => addPictures(input));
  }
  listenForRows();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await save("ready")) location.assign(form.dataset.then);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden && draft && state.dataset.state === "changed") save(); });
  form.dataset.begun = "yes";
}

start().catch((problem) => {
  console.warn(problem);
  tell("failed");
});
