// Marking by keyboard: in <form data-marks> Enter leads from one mark to the next, past the reasons, and from the last on to the
// button that seals; a second Enter presses it, a key held down does not. Page Up and Page Down turn the work beside the form.
// Where both stand side by side, or nothing is beside, the hand begins at the first empty mark, and [data-keys] says which
// keys there are; on a phone one reads first.
// Without scripts Enter keeps the draft.

const STOPS = "input:not([type='hidden'], [name^='note.']), button.is-first";
const TURNS = { PageDown: 0.85, PageUp: -0.85 };

const work = document.getElementById("work");

function isBeside() {
  return work && getComputedStyle(work).overflowY !== "visible";
}

function reach(stop) {
  stop?.focus();
  if (stop?.type === "text") stop.select();
}

function enter(event, stops) {
  if (event.repeat) event.preventDefault();
  if (event.repeat || event.target.type !== "text") return;
  event.preventDefault();
  reach(stops.find((one) => event.target.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING));
}

function lead(form) {
  const stops = [...form.querySelectorAll(STOPS)];
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.target.type === "textarea") return;
    if (event.key === "Enter") enter(event, stops);
    else if (TURNS[event.key] && isBeside()) {
      event.preventDefault();
      work.scrollBy(0, TURNS[event.key] * work.clientHeight);
    }
  });
  if (work && !isBeside()) return;
  for (const told of form.querySelectorAll("[data-keys]")) told.hidden = false;
  if (document.querySelector("[data-errors], [aria-invalid='true']")) return;
  stops.find((one) => one.type === "text" && !one.value)?.focus({ preventScroll: true });
}

document.querySelectorAll("form[data-marks]").forEach(lead);
