// Asks before a grave step: <form data-confirm="question" data-more="what it brings" data-yes="ลบ" data-no="กลับ">.
// Without scripts the form is sent as it is; the server's rules refuse what must not be. A form that waited for a draft
// to be kept (autosave.js, data-kept) was asked about before.

const agreed = new WeakSet();

function ask(question, more, yes, no) {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("aria-labelledby", "ask-title");
  const title = document.createElement("h2");
  title.id = "ask-title";
  title.textContent = question;
  const rest = document.createElement("p");
  rest.textContent = more ?? "";
  const answers = document.createElement("form");
  answers.method = "dialog";
  answers.className = "row";
  for (const [value, words, style] of [["no", no, "button"], ["yes", yes, "button is-first"]]) {
    const answer = document.createElement("button");
    answer.value = value;
    answer.textContent = words;
    answer.className = style;
    answers.append(answer);
  }
  dialog.append(title, rest, answers);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
  });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const { submitter } = event;
  if (!form.dataset?.confirm || form.dataset.kept || agreed.has(form)) return;
  if (typeof HTMLDialogElement === "undefined") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (await ask(form.dataset.confirm, form.dataset.more, form.dataset.yes, form.dataset.no)) {
    agreed.add(form);
    form.requestSubmit(submitter);
    agreed.delete(form);
  } else {
    submitter?.focus();
  }
}, { capture: true });
