/* Says how much room is left in a field with data-most, as it gets short; the server's count is the rule. */

const NEAR = 0.8;
const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);

function length(value) {
  return [...value.replace(/\r\n?/g, "\n").trim()].length;
}

function watch(field) {
  const most = Number(field.dataset.most);
  let line;
  const count = () => {
    const left = most - length(field.value);
    if (!line && left > most * (1 - NEAR)) return;
    if (!line) {
      line = document.getElementById("limit-words").content.firstElementChild.cloneNode(true);
      line.id = `${field.id}-left`;
      field.after(line);
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${line.id}`.trim());
    }
    line.hidden = left > most * (1 - NEAR);
    line.classList.toggle("over", left < 0);
    const one = Math.abs(left) === 1 ? (left < 0 ? "oneOver" : "oneLeft") : null;
    const text = one ? line.dataset[one] : line.dataset[left < 0 ? "over" : "left"].replace("{}", numbers.format(Math.abs(left)));
    if (line.textContent !== text) line.textContent = text;
  };
  count();
  field.addEventListener("input", count);
  for (const event of ["words:settled", "words:changed"]) field.form?.addEventListener(event, count);
}

for (const field of document.querySelectorAll("[data-most]")) watch(field);
document.addEventListener("part:shown", (event) => event.target.querySelectorAll("[data-most]").forEach(watch));
