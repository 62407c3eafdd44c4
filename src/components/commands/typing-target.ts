const TYPING =
  "input, textarea, select, [contenteditable='true'], [role='textbox'], [role='combobox']";
const OPEN_LAYER = "[role='dialog'], [role='alertdialog'], [role='menu']";

/** Whether somebody types: single keys are theirs then. */
export function isTyping(target: EventTarget | null): boolean {
  const field = target instanceof Element ? target.closest(TYPING) : null;
  return field !== null && !field.matches("[type='checkbox'], [type='radio'], [type='button']");
}

/** Whether a dialog, sheet or menu is open: the commands of the page rest until it is closed. */
export function isLayerOpen(page: Document): boolean {
  return page.querySelector(OPEN_LAYER) !== null;
}
