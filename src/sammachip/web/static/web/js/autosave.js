// Keeps a draft while it is written: <form data-autosave="URL"> with <output data-autosave-state> inside.
// The button beside it saves as well; this only spares pressing it. Words for each state are the output's own.

const QUIET = 1500;
const AGAIN = 15000;

function watch(form) {
  const state = form.querySelector("[data-autosave-state]");
  let timer = 0;
  let changed = 0;
  let saved = 0;

  function tell(name) {
    if (!state) return;
    state.dataset.state = name;
    state.textContent = state.dataset[name] ?? "";
  }

  async function save() {
    const mark = changed;
    tell("saving");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Autosave": "1", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const revision = answer.headers.get("X-Revision");
      if (revision && form.elements.seen) form.elements.seen.value = revision;
      saved = mark;
      if (saved === changed) tell("saved");
      else later(QUIET);
    } catch {
      tell("failed");
      later(AGAIN);
    }
  }

  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  form.addEventListener("input", () => {
    changed += 1;
    tell("changed");
    later(QUIET);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    saved = changed;
  });
  window.addEventListener("beforeunload", (event) => {
    if (saved !== changed) event.preventDefault();
  });
}

document.querySelectorAll("form[data-autosave]").forEach(watch);
