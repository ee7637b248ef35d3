// The drafts a phone keeps for its officer until they are sent: texts in one store, pictures in another. Every row
// names its person, and whoever is signed in reads their own only.

const NAME = "sammachip-field";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("drafts", { keyPath: "id" }).createIndex("person", "person");
      asked.result.createObjectStore("pictures", { keyPath: "name" }).createIndex("draft", "draft");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}

async function within(stores, mode, work) {
  const base = await opened();
  try {
    const done = base.transaction(stores, mode);
    const asked = work((name) => done.objectStore(name));
    await new Promise((resolve, reject) => {
      done.oncomplete = resolve;
      done.onerror = () => reject(done.error);
      done.onabort = () => reject(done.error);
    });
    return asked && asked.result;
  } finally {
    base.close();
  }
}

export const keep = (draft) => within(["drafts"], "readwrite", (store) => { store("drafts").put(draft); });

export const draftOf = (id) => within(["drafts"], "readonly", (store) => store("drafts").get(id));

export async function draftsOf(person) {
  const found = await within(["drafts"], "readonly", (store) => store("drafts").index("person").getAll(person));
  return found.sort((one, other) => other.changed.localeCompare(one.changed));
}

export async function othersThan(person) {
  const all = await within(["drafts"], "readonly", (store) => store("drafts").getAll());
  return all.filter((one) => one.person !== person).length;
}

export const keepPicture = (picture) =>
  within(["pictures"], "readwrite", (store) => { store("pictures").put(picture); });

export async function picturesOf(draft) {
  const found = await within(["pictures"], "readonly", (store) => store("pictures").index("draft").getAll(draft));
  return found.sort((one, other) => one.name.localeCompare(other.name));
}

export const dropPicture = (name) =>
  within(["pictures"], "readwrite", (store) => { store("pictures").delete(name); });

export async function drop(id) {
  const pictures = await picturesOf(id);
  await within(["drafts", "pictures"], "readwrite", (store) => {
    store("drafts").delete(id);
    for (const one of pictures) store("pictures").delete(one.name);
  });
}
