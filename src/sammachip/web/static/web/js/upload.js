// Sends a file in pieces: <form data-upload="URL to begin at"> with an <input type=file>, a <progress> and an <output>.
// Size and length are looked at before a byte is sent. A broken link is waited for, and the server is asked how much of
// the file is there; the same file chosen again after the page was closed goes on where it stopped. What is said is the
// form's own (data-ready, -sending, …). Without this script the form sends the file in one go.

const WAIT = 2000;
const LONGEST_WAIT = 30000;
const LOOK = 8000;

const megabytes = (bytes) => (bytes / 1048576).toFixed(1);
const pause = (delay) => new Promise((go) => {
  const timer = setTimeout(go, delay);
  addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
});

class Refused extends Error {}

// How long a clip goes on, as far as this browser can tell before it is sent; null where it cannot.
function seconds(file) {
  if (!file.type.startsWith("video/")) return Promise.resolve(null);
  return new Promise((tell) => {
    const video = document.createElement("video");
    const place = URL.createObjectURL(file);
    const done = (length) => {
      clearTimeout(timer);
      URL.revokeObjectURL(place);
      tell(Number.isFinite(length) ? length : null);
    };
    const timer = setTimeout(done, LOOK, null);
    video.preload = "metadata";
    video.addEventListener("loadedmetadata", () => done(video.duration), { once: true });
    video.addEventListener("error", () => done(null), { once: true });
    video.src = place;
  });
}

function watch(form) {
  const input = form.querySelector("input[type=file]");
  const bar = form.querySelector("progress");
  const says = form.querySelector("output");
  const button = form.querySelector("button");
  const token = form.elements.csrfmiddlewaretoken.value;
  let busy = false;
  let fits = false;

  function say(name, values = {}, grave = false) {
    says.textContent = (form.dataset[name] ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
    says.classList.toggle("is-grave", grave);
  }

  async function look() {
    const file = input.files[0];
    fits = false;
    if (!file) return;
    const size = megabytes(file.size);
    if (file.size > form.dataset.mostMb * 1048576) {
      say("tooLarge", { size, most: form.dataset.mostMb }, true);
      return;
    }
    say("looking");
    const length = await seconds(file);
    if (input.files[0] !== file) return;
    const most = Number(form.dataset.mostSeconds);
    const told = length === null ? "" : form.dataset.length.replace("{seconds}", length.toFixed(1));
    if (most && length !== null && length > most + Number(form.dataset.over)) {
      say("tooLong", { seconds: length.toFixed(1), most }, true);
      return;
    }
    fits = true;
    say("ready", { size, length: told });
  }

  // The answer as the server gave it; null while there is no link or it is out of breath.
  async function ask(url, body, type) {
    try {
      const headers = { "X-CSRFToken": token };
      if (type) headers["Content-Type"] = type;
      const answer = await fetch(url, body === undefined ? {} : { method: "POST", body, headers });
      if (answer.status >= 500 || answer.status === 429) return null;
      return answer;
    } catch {
      return null;
    }
  }

  async function told(answer) {
    const said = (answer.headers.get("Content-Type") ?? "").startsWith("application/json") ? await answer.json() : {};
    if (!answer.ok && answer.status !== 409) throw new Refused(said.reason ?? "");
    return said;
  }

  async function patiently(deed, file, done) {
    for (let wait = WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      const answer = await deed();
      if (answer) return answer;
      say("lost", { done: megabytes(done), size: megabytes(file.size) }, true);
      await pause(wait);
    }
  }

  function begun(file) {
    const said = new FormData();
    said.set("name", file.name);
    said.set("size", file.size);
    said.set("mark", file.lastModified);
    said.set("csrfmiddlewaretoken", token);
    return ask(form.dataset.upload, said);
  }

  async function send(file) {
    const way = await told(await patiently(() => begun(file), file, 0));
    let at = way.received;
    bar.hidden = false;
    while (at < file.size) {
      bar.value = at / file.size;
      say("sending", { done: megabytes(at), size: megabytes(file.size) });
      const piece = file.slice(at, at + way.piece);
      const url = `${way.pieces}?at=${at}`;
      at = (await told(await patiently(() => ask(url, piece, "application/octet-stream"), file, at))).received;
    }
    bar.value = 1;
    say("checking");
    const answer = await patiently(() => ask(way.ends, new FormData()), file, at);
    if (answer.status === 404 || answer.status === 409) return location.reload(); // taken already: that answer was lost
    show((await told(answer)).place);
  }

  function show(place) {
    const section = form.closest("section");
    section.outerHTML = place;
    const now = document.getElementById(section.id);
    for (const one of now.querySelectorAll("form[data-upload]")) watch(one);
    document.querySelector("form[data-autosave]")?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  input.addEventListener("change", look);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = input.files[0];
    if (busy || !file || !fits) return;
    busy = button.disabled = input.disabled = true;
    const stay = (leaving) => leaving.preventDefault();
    addEventListener("beforeunload", stay);
    try {
      await send(file);
    } catch (error) {
      bar.hidden = true;
      say("failed", {}, true);
      if (error instanceof Refused && error.message) says.textContent = error.message;
    } finally {
      removeEventListener("beforeunload", stay);
      busy = button.disabled = input.disabled = false;
    }
  });
}

for (const form of document.querySelectorAll("form[data-upload]")) watch(form);
