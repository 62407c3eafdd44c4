/** A decoded form: text at the leaves, lists and named groups between. */
export type FormValue = string | FormValue[] | FormObject;
export interface FormObject {
  [name: string]: FormValue;
}

const MAX_DEPTH = 12;

/**
 * Decodes `a=1&b[c]=2&d[0]=x&e[]=y` into nested values. Keys made of digits only become lists in numeric order.
 * Names are kept on objects without a prototype, so that `__proto__` is only a name.
 */
export function decodeForm(text: string): FormObject {
  const root = emptyGroup();
  for (const [key, value] of new URLSearchParams(text)) {
    place(root, splitKey(key), value);
  }
  return foldGroup(root);
}

function emptyGroup(): FormObject {
  return Object.create(null) as FormObject;
}

function splitKey(key: string): string[] {
  const open = key.indexOf("[");
  if (open <= 0) return [key];
  const inner = [...key.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? "");
  return [key.slice(0, open), ...inner].slice(0, MAX_DEPTH);
}

function place(root: FormObject, path: readonly string[], value: string): void {
  let group = root;
  path.forEach((part, index) => {
    const name = part === "" ? String(Object.keys(group).length) : part;
    if (index === path.length - 1) {
      group[name] = value;
      return;
    }
    const next = group[name];
    if (typeof next === "object" && !Array.isArray(next)) {
      group = next;
    } else {
      const made = emptyGroup();
      group[name] = made;
      group = made;
    }
  });
}

function foldGroup(group: FormObject): FormObject {
  for (const [name, value] of Object.entries(group)) group[name] = fold(value);
  return group;
}

function fold(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const folded = foldGroup(value);
  const names = Object.keys(folded);
  if (names.length === 0 || !names.every((name) => /^\d+$/.test(name))) return folded;
  return names.toSorted((a, b) => Number(a) - Number(b)).flatMap((name) => folded[name] ?? []);
}
