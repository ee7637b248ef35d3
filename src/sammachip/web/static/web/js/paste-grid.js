// Lets cells copied from a spreadsheet be pasted straight into a grid: <table data-paste-grid> of text inputs.
// The cells fall from the focused input to the right and downward; what does not fit is left out. Without this
// script the form below the grid takes the same cells as text.

function cells(text) {
  return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

function spread(grid, start, block) {
  const rows = [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("input[type=text]")]);
  const top = rows.findIndex((row) => row.includes(start));
  const left = rows[top].indexOf(start);
  block.forEach((line, down) => {
    line.forEach((value, right) => {
      const input = rows[top + down]?.[left + right];
      if (!input) return;
      input.value = value.trim();
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
}

for (const grid of document.querySelectorAll("table[data-paste-grid]")) {
  grid.addEventListener("paste", (event) => {
    const start = event.target.closest("input[type=text]");
    const block = cells(event.clipboardData.getData("text/plain"));
    if (!start || (block.length === 1 && block[0].length === 1)) return;
    event.preventDefault();
    spread(grid, start, block);
  });
}
