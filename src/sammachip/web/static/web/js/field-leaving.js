// A link or button that leads out of the pages of the field is followed once the house has answered. Where it does not,
// one stays and is told so: the browser's own page about a lost network says nothing of the drafts.

const field = new URL(".", document.querySelector("link[rel=manifest]").href);
const stays = document.querySelector("[data-stays]");
const PATIENCE = 4000;
const agreed = new WeakSet();

async function answers() {
  const abort = new AbortController();
  const late = setTimeout(() => abort.abort(), PATIENCE);
  try {
    return (await fetch(stays.dataset.stays, { cache: "no-store", signal: abort.signal })).ok;
  } catch (problem) {
    return false;
  } finally {
    clearTimeout(late);
  }
}

function leadsOut(address) {
  const way = new URL(address, location.href);
  return way.origin === field.origin && !way.pathname.startsWith(field.pathname);
}

async function leave(go) {
  if (await answers()) go();
  else if (stays.showModal) stays.showModal();
  else stays.setAttribute("open", "");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.target || link.hasAttribute("download") || !leadsOut(link.href)) return;
  event.preventDefault();
  leave(() => location.assign(link.href));
});

window.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || !leadsOut(form.action) || agreed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  leave(() => {
    agreed.add(form);
    form.requestSubmit(event.submitter);
  });
}, true);
