/** Keeps the parts marked `data-live` up to date while the page is looked at. Without it the page works all the same. */

const EVERY_MS = 3000;

/** A part is left alone while somebody is in it: the focus, a selection or a scroll position must not jump. */
function isInUse(part) {
  const selection = document.getSelection();
  return (
    part.contains(document.activeElement) ||
    (selection !== null && !selection.isCollapsed && part.contains(selection.anchorNode))
  );
}

async function refresh() {
  if (document.hidden) return;
  const response = await fetch(location.href);
  if (!response.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live][id]")) {
    const next = fresh.getElementById(part.id);
    if (next === null || isInUse(part) || next.innerHTML === part.innerHTML) continue;
    part.replaceChildren(...[...next.childNodes].map((node) => document.adoptNode(node)));
  }
}

setInterval(() => {
  // The sandbox may be restarting; the next turn asks again.
  refresh().catch(() => undefined);
}, EVERY_MS);
