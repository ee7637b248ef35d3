// The menu button on narrow screens, the sheet of hats closing when one turns away from it, and the tab one stands on.

const button = document.querySelector("[data-opens]");
const menu = button && document.getElementById(button.dataset.opens);

function show(open) {
  menu.classList.toggle("is-open", open);
  button.setAttribute("aria-expanded", String(open));
}

if (menu) {
  button.addEventListener("click", () => show(!menu.classList.contains("is-open")));
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const sheet = document.querySelector("details.hat[open]");
  if (sheet) {
    sheet.open = false;
    sheet.querySelector("summary").focus();
  } else if (menu && menu.classList.contains("is-open")) {
    show(false);
    button.focus();
  }
});

document.addEventListener("click", (event) => {
  const sheet = document.querySelector("details.hat[open]");
  if (sheet && !sheet.contains(event.target)) sheet.open = false;
});

// On a phone a strip of tabs is wider than the screen: it opens at the one shown, between its neighbours.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const strip = tab.closest(".tabs");
  strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
}

// After a refusal the summary of errors is the first thing to read, without one the first field that is wrong; samples are not.
const wrong = ["[data-errors]", "[aria-invalid='true']"].map((one) => document.querySelector(`${one}:not([data-sample] *)`));
wrong.find(Boolean)?.focus();

// What a phone took along to the field is its officer's: it is let go when another signs in, or at the log-out. Drafts stay.
async function letGo(person) {
  for (const name of await caches.keys()) {
    if (name.startsWith("field-pages-") && name !== `field-pages-${person}`) await caches.delete(name);
  }
}

// The page that logs out may be gone before all is let go; the next one, which is nobody's, makes sure.
const LEFT = "field-left";

if (window.caches) {
  const { person } = document.body.dataset;
  if (person) letGo(person);
  else if (sessionStorage.getItem(LEFT)) letGo("").then(() => sessionStorage.removeItem(LEFT));
  document.addEventListener("submit", (event) => {
    if (!event.target.action.endsWith("/logout/")) return;
    letGo("");
    sessionStorage.setItem(LEFT, "yes");
  });
}
