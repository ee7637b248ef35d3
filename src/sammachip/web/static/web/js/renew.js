// How far a job came is asked again every few seconds and put in place of what stands there, until the job is over. Where
// the page then leads elsewhere, the reader is led there too.
// Without script a link loads the page anew.

const EVERY = 2000;

async function renew() {
  const room = document.querySelector("[data-renews]");
  if (!room) return;
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "renew" } });
    if (answer.redirected) {
      location.assign(answer.url);
      return;
    }
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(room.id);
      if (fresh && !room.contains(document.activeElement)) room.replaceWith(fresh);
    }
  } catch {
    // The next asking may get through.
  }
  setTimeout(renew, EVERY);
}

setTimeout(renew, EVERY);
