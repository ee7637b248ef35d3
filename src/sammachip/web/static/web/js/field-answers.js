// Answers written on a phone as the submission that the house takes in: the same file that collectors send, with what
// the writer was shown, and when and where each picture was taken, in its `meta`.

const PREFIX = "a.";

function escaped(text) {
  return String(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}

const element = (name, inside) => `<${name}>${inside}</${name}>`;
const said = (name, text) => (text ? element(name, escaped(text)) : "");

// What stands under each name; of several boxes those that are ticked, as collectors write them: in one word each.
function byName(pairs) {
  const found = new Map();
  for (const [name, text] of pairs) {
    if (String(text).trim()) found.set(name, found.has(name) ? `${found.get(name)} ${text}` : text);
  }
  return found;
}

function cells(field, start, name, given) {
  const typed = field.columns.map((column) => said(`${name}-${column}`, given.get(`${start}.${column}`)));
  return typed.join("");
}

function rowsOf(field, given) {
  const start = `${PREFIX}${field.key}.`;
  const numbers = [...given.keys()].filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
  return [...new Set(numbers.map((name) => parseInt(name, 10)))].sort((one, other) => one - other);
}

function freeRows(field, given) {
  return rowsOf(field, given).map((number) => {
    const start = `${PREFIX}${field.key}.${number}`;
    const typed = cells(field, start, field.key, given);
    return typed ? element(field.key, typed + said(`${field.key}-id`, given.get(`${start}.id`))) : "";
  }).join("");
}

function fixedRows(field, given) {
  const rows = field.rows.map((row) => {
    const name = `${field.key}-${row}`;
    return element(name, cells(field, `${PREFIX}${field.key}.${row}`, name, given));
  });
  return element(field.key, rows.join(""));
}

function pictures(field, kept) {
  return kept.map((one) => element(field.key,
    said(`${field.key}-file`, one.name) + said(`${field.key}-caption`, one.caption) + said(`${field.key}-of`, one.row),
  )).join("");
}

function answer(field, given, kept) {
  if (field.type === "photos") return pictures(field, kept.filter((one) => one.field === field.key));
  if (field.type !== "table") return said(field.key, given.get(`${PREFIX}${field.key}`));
  return field.rows.length ? fixedRows(field, given) : freeRows(field, given);
}

function meta(draft, kept) {
  const taken = {};
  for (const one of kept) taken[one.name] = { taken_at: one.takenAt, place: one.place || null };
  return element("meta",
    said("instanceID", draft.id) + said("timeStart", draft.begun) + said("timeEnd", draft.changed) +
    said("sammachip-shown", JSON.stringify(draft.form.shown)) + said("sammachip-pictures", JSON.stringify(taken)));
}

export function submission(draft, kept) {
  const given = byName(draft.pairs);
  const sections = draft.form.sections.map((section) =>
    element(`section-${section.key}`, section.fields.map((field) => answer(field, given, kept)).join("")));
  const task = draft.form.task ? element("sammachip-task", String(draft.form.task)) : "";
  const head = `<data id="${escaped(draft.form.id)}" version="${escaped(draft.form.version)}">`;
  return `${head}${task}${sections.join("")}${meta(draft, kept)}</data>`;
}
