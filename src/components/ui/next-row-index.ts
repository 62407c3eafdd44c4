/**
 * Index of the row a key leads to; null when the key moves nothing.
 * @param from index of the row with the focus, -1 when none has it yet
 */
export function nextRowIndex(key: string, from: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case "j":
    case "J":
    case "ArrowDown":
      return Math.min(from + 1, count - 1);
    case "k":
    case "K":
    case "ArrowUp":
      return Math.max(from - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
