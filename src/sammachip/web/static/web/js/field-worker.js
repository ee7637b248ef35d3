// Answers for the pages of the field when the network does not. Its parts, with their number, come with the house
// (`self.FIELD`): they are kept as they are; pages are asked of the house first, and shown as they were taken along where
// it does not answer in time. What one person took along is let go when another signs in.

const { version, parts, away } = self.FIELD;
const SHELL = `field-shell-${version}`;
const PAGES = "field-pages-";
const PATIENCE = 6000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([...parts, new Request(away, { credentials: "omit" })])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("field-shell-") && name !== SHELL) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

async function keepFor(person, request, answer) {
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== PAGES + person) await caches.delete(name);
  }
  const cache = await caches.open(PAGES + person);
  await cache.put(request.url, answer);
}

async function kept(request) {
  for (const name of await caches.keys()) {
    const found = name.startsWith(PAGES) && await (await caches.open(name)).match(request.url, { ignoreSearch: true });
    if (found) return found;
  }
  return caches.match(away);
}

function patient(request) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("late")), PATIENCE);
    fetch(request).then(resolve, reject);
  });
}

async function page(request) {
  try {
    const answer = await patient(request);
    const person = answer.headers.get("X-Field-Person");
    if (answer.ok && person) await keepFor(person, request, answer.clone());
    return answer.status < 500 ? answer : kept(request);
  } catch (problem) {
    return kept(request);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (parts.includes(pathname)) event.respondWith(caches.match(pathname).then((found) => found || fetch(request)));
  else if (request.mode === "navigate") event.respondWith(page(request));
});
