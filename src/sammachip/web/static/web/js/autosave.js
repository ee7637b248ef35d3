// Keeps a draft while it is written: <form data-autosave="URL"> with <output data-autosave-state> inside. The answer
// holds what is still missing, for [data-checklist], the cells that the house computes, by id, for [data-computed], and
// how the paper looks by now, for [data-preview] beside the form.
// The button beside it saves as well; this only spares pressing it. The words for each state (data-changed,
// -saving, -saved, -failed, -refused) are the output's own. Files are sent by the button, not here.

const QUIET = 1500;
const AGAIN = 15000;

function words(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  return body;
}

function watch(form) {
  const state = form.querySelector("[data-autosave-state]");
  let timer = 0;
  let changed = 0;
  let saved = 0;
  let busy = null;

  function tell(name) {
    if (!state || state.dataset.state === name) return;
    state.dataset.state = name;
    state.textContent = state.dataset[name] ?? "";
  }

  function show(now) {
    const missing = form.querySelector("[data-checklist]");
    if (missing) missing.outerHTML = now.missing;
    const preview = document.querySelector("[data-preview]");
    if (preview && now.preview) preview.innerHTML = now.preview;
    for (const cell of form.querySelectorAll("[data-computed]")) cell.textContent = now.computed[cell.id] ?? "–";
  }

  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  function save() {
    if (busy) return later(QUIET);
    busy = send().finally(() => { busy = null; });
  }

  async function send() {
    const mark = changed;
    tell("saving");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: words(form),
        headers: { "X-Autosave": "1" },
        redirect: "error",
      });
      if (answer.ok) {
        const revision = answer.headers.get("X-Revision");
        if (revision && form.elements.seen) form.elements.seen.value = revision;
        show(await answer.json());
        saved = mark;
        if (saved === changed) tell("saved");
        else later(QUIET);
      } else if (answer.status < 500) {
        tell("refused"); // trying again would not help; the button shows why
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      tell("failed");
      later(AGAIN);
    }
  }

  form.addEventListener("input", () => {
    changed += 1;
    tell("changed");
    later(QUIET);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (busy) {
      // Sent beside a draft on its way, the form would name the save before it and be told that another was faster.
      event.preventDefault();
      busy.then(() => form.requestSubmit(event.submitter));
      return;
    }
    saved = changed;
  });
  // Another form of the page, a picture's say, leads away from this one: what was written is kept first. Where it cannot be,
  // the browser asks before it goes.
  document.addEventListener("submit", async (event) => {
    const other = event.target;
    if (other === form || other.method === "dialog" || event.defaultPrevented) return;
    if (saved === changed || other.dataset.kept) return;
    event.preventDefault();
    clearTimeout(timer);
    await busy;
    if (saved !== changed) await send();
    clearTimeout(timer);
    other.dataset.kept = "1";
    other.requestSubmit(event.submitter);
    delete other.dataset.kept;
  });
  window.addEventListener("beforeunload", (event) => {
    if (saved !== changed) event.preventDefault();
  });
}

document.querySelectorAll("form[data-autosave]").forEach(watch);
