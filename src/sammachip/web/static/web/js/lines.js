// What is wrong with a file is told by its line; with this script that line is one press away: <strong data-line="44">
// becomes a button that brings line 44 of <textarea data-lines> into view. Without it the line's number and text are read.

const text = document.querySelector("textarea[data-lines]");

function show(line) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  text.scrollTop = (text.scrollHeight / lines.length) * Math.max(line - 6, 0);
  text.scrollLeft = 0;
}

for (const named of text ? document.querySelectorAll("[data-line]") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button is-taking";
  button.textContent = named.textContent;
  button.addEventListener("click", () => show(Number(named.dataset.line)));
  named.replaceWith(button);
}
