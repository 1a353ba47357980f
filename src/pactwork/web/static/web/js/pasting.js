/* A table or a list that is pasted keeps its shape as plain text: cells with | between them, items with their bullet or number.
   Anything else is pasted as the browser does it. */

const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, li, tr, table, ul, ol, dl, dt, dd, blockquote, pre, section, article";
const MARK = "[data-laid-out*='mso-list:Ignore' i], [data-laid-out*='mso-list: Ignore' i]";
const NUMBER = /^\(?(?:\d+|[a-z]{1,4}|[ivxlc]+)[.)]$/i;

const oneLine = (node) => node.textContent.replace(/\s+/g, " ").trim();

function row(cells) {
  const said = [...cells].map(oneLine);
  return said.some(Boolean) ? said.join(" | ") : "";
}

/* Word writes a list as paragraphs, with the bullet in a span of its own. */
function wordItem(block) {
  const mark = block.querySelector(MARK);
  if (!mark) return null;
  const bullet = oneLine(mark);
  mark.remove();
  const level = Number(/level(\d)/i.exec(block.dataset.laidOut ?? "")?.[1] ?? 1) - 1;
  return `${"  ".repeat(level)}${NUMBER.test(bullet) ? bullet : "•"} ${oneLine(block)}`;
}

function item(block) {
  const list = block.parentElement;
  let level = -1;
  for (let up = list; up; up = up.parentElement?.closest("ul, ol")) level += up.matches("ul, ol") ? 1 : 0;
  const before = [...(list?.children ?? [])].filter((one) => one.matches("li")).indexOf(block);
  const mark = list?.matches("ol") ? `${(Number(list.getAttribute("start")) || 1) + before}.` : "•";
  return `${"  ".repeat(Math.max(level, 0))}${mark} `;
}

function write(node, lines) {
  if (node.nodeType === Node.TEXT_NODE) {
    lines[lines.length - 1] += node.data.replace(/\s+/g, " ");
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches("style, script, head, title")) return;
  if (node.matches("br")) return lines.push("");
  if (node.matches("tr")) return lines.push(row(node.cells), "");
  const told = node.matches("p") ? wordItem(node) : null;
  if (told !== null) return lines.push(told, "");
  const block = node.matches(BLOCKS);
  if (block) lines.push(node.matches("li") ? item(node) : "");
  for (const child of node.childNodes) {
    // The first paragraph of an item stands beside its bullet.
    if (node.matches("li") && child === node.firstElementChild && child.matches("p")) child.childNodes.forEach((one) => write(one, lines));
    else write(child, lines);
  }
  if (block) lines.push("");
}

/* How it was laid out is only read: no style of somebody else's page is taken over, and none is asked for. */
function unstyled(html) {
  const bare = html.replace(/<style\b[\s\S]*?<\/style>/gi, "");
  return bare.replace(/<[^>]*>/g, (tag) => tag.replace(/\sstyle\s*=/gi, " data-laid-out="));
}

function plain(html) {
  const body = new DOMParser().parseFromString(unstyled(html), "text/html").body;
  if (!body.querySelector(`table, li, ${MARK}`)) return null;
  const lines = [""];
  write(body, lines);
  return lines.map((line) => line.trimEnd().replace(/^ (?! )/, "")).filter(Boolean).join("\n");
}

document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement) || field.readOnly || field.disabled) return;
  const text = plain(event.clipboardData?.getData("text/html") ?? "");
  if (!text) return;
  event.preventDefault();
  // So that it can be undone; it is old, and all browsers have it.
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
