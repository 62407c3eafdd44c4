interface PressedKey {
  readonly key: string;
  readonly metaKey: boolean;
  readonly ctrlKey: boolean;
}

/** ⌘↵ or Ctrl+Enter: the only keys that commit money. */
export function isCommitChord(event: PressedKey): boolean {
  return event.key === "Enter" && (event.metaKey || event.ctrlKey);
}

/** A bare Enter, which must do nothing in a sheet or dialog that commits. */
export function isBareEnter(event: PressedKey): boolean {
  return event.key === "Enter" && !event.metaKey && !event.ctrlKey;
}
