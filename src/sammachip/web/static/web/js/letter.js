// A letter beside its facts: whatever fact has the focus, or is named in the address, its place in the letter is lit and
// brought into view; an official name that may be meant becomes a button that fills its field. Without this script the
// link beside each fact leads to its place, and the names are typed.

const room = document.querySelector(".letter-text");

function light(name) {
  for (const lit of room.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
  const place = name && document.getElementById(name);
  if (!place) return;
  place.classList.add("is-lit");
  const top = place.getBoundingClientRect().top - room.getBoundingClientRect().top;
  if (top < 0 || top > room.clientHeight - 40) room.scrollTop += top - room.clientHeight / 3;
}

document.addEventListener("focusin", ({ target }) => {
  const row = target.closest("[data-lights]");
  if (row) light(row.dataset.lights);
});

document.addEventListener("pointerover", ({ target }) => {
  const row = target.closest("[data-lights]");
  if (row && !document.activeElement.closest("[data-lights]")) light(row.dataset.lights);
});

for (const name of document.querySelectorAll("[data-takes]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button is-taking";
  button.textContent = name.textContent;
  button.addEventListener("click", () => {
    const field = document.getElementById(name.dataset.takes);
    field.value = name.textContent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  name.replaceWith(button);
}
