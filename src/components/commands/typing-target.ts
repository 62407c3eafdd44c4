const TYPING =
  "input, textarea, select, [contenteditable='true'], [role='textbox'], [role='combobox']";
const OPEN_LAYER = "[role='dialog'], [role='alertdialog'], [role='menu']";

/** Whether single keys must do nothing: somebody types, or a dialog, sheet or menu is open. */
export function holdsSingleKeys(target: EventTarget | null, page: Document): boolean {
  if (target instanceof Element) {
    const field = target.closest(TYPING);
    const tickBox = field?.matches(
      "input[type='checkbox'], input[type='radio'], input[type='button']",
    );
    if (field && !tickBox) return true;
  }
  return page.querySelector(OPEN_LAYER) !== null;
}
