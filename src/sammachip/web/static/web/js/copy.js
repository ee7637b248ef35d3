// A button that copies a text into the clipboard. Without script, or without a clipboard, the text can be marked by hand.

for (const row of document.querySelectorAll("[data-copying]")) {
  const button = row.querySelector("[data-copies]");
  const said = row.querySelector("output");
  const text = document.getElementById(button.dataset.copies);
  row.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = said.dataset.said;
    } catch {
      text.focus();
      text.select();
    }
  });
}
