import { invalidParameter } from "./api-error.ts";
import type { FormObject, FormValue } from "./form-body.ts";

const METADATA_LIMITS = { keys: 50, keyLength: 40, valueLength: 500 };
const ALWAYS_ACCEPTED = "expand";

export interface CreatedRange {
  readonly operator: ">" | ">=" | "<" | "<=" | "=";
  readonly seconds: number;
}

/** The parameters of one request, read by name; `card.number` reads `card[number]`. Bad values throw 400. */
export class RequestParams {
  readonly #values: FormObject;

  constructor(values: FormObject) {
    this.#values = values;
  }

  /** Refuses every top-level name that the route does not list. */
  onlyAccept(names: readonly string[]): void {
    for (const name of Object.keys(this.#values)) {
      if (name !== ALWAYS_ACCEPTED && !names.includes(name)) {
        throw invalidParameter("parameter_unknown", `Received unknown parameter: ${name}`, name);
      }
    }
  }

  /** The names inside a group; none where it was not sent. */
  names(path: string): string[] {
    const value = this.#at(path);
    return typeof value === "object" && !Array.isArray(value) ? Object.keys(value) : [];
  }

  has(path: string): boolean {
    return this.#at(path) !== undefined;
  }

  /** An empty value, by which a client unsets a field or a group of fields. */
  unsets(path: string): boolean {
    return this.#at(path) === "";
  }

  /** Text; an empty one is refused. */
  string(path: string): string | undefined {
    const value = this.#at(path);
    if (value === undefined) return undefined;
    if (typeof value !== "string")
      throw invalidParameter(null, `Invalid string: ${describe(value)}`, bracketed(path));
    if (value === "") {
      throw invalidParameter(
        "parameter_invalid_empty",
        `You passed an empty string for '${bracketed(path)}'. We assume empty values are an attempt to unset a parameter; however '${bracketed(path)}' cannot be unset. You should remove '${bracketed(path)}' from your request or supply a non-empty value.`,
        bracketed(path),
      );
    }
    return value;
  }

  /** Text, or null where an empty text unsets the field; undefined where the request leaves it alone. */
  nullableString(path: string): string | null | undefined {
    return this.unsets(path) ? null : this.string(path);
  }

  requiredString(path: string): string {
    return this.string(path) ?? this.#missing(path);
  }

  oneOf<T extends string>(path: string, allowed: readonly T[]): T | undefined {
    const value = this.string(path);
    if (value === undefined) return undefined;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) {
      throw invalidParameter(
        null,
        `Invalid ${bracketed(path)}: must be one of ${allowed.join(", ")}`,
        bracketed(path),
      );
    }
    return found;
  }

  integer(path: string): number | undefined {
    const text = this.string(path);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) {
      throw invalidParameter(
        "parameter_invalid_integer",
        `Invalid integer: ${text}`,
        bracketed(path),
      );
    }
    return value;
  }

  requiredInteger(path: string): number {
    return this.integer(path) ?? this.#missing(path);
  }

  boolean(path: string): boolean | undefined {
    const text = this.string(path);
    if (text === undefined) return undefined;
    if (text !== "true" && text !== "false")
      throw invalidParameter(null, `Invalid boolean: ${text}`, bracketed(path));
    return text === "true";
  }

  strings(path: string): string[] | undefined {
    const value = this.#at(path);
    if (value === undefined) return undefined;
    if (value === "") return [];
    if (!Array.isArray(value)) throw invalidParameter(null, "Invalid array", bracketed(path));
    return value.map((item) => {
      if (typeof item !== "string")
        throw invalidParameter(null, `Invalid string: ${describe(item)}`, bracketed(path));
      return item;
    });
  }

  /** A list of groups such as `items[0][price]`, each read by the names inside it; undefined when not sent. */
  groups(path: string): RequestParams[] | undefined {
    const value = this.#at(path);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw invalidParameter(null, "Invalid array", bracketed(path));
    return value.map((item) => {
      if (typeof item !== "object" || Array.isArray(item))
        throw invalidParameter(null, `Invalid object: ${describe(item)}`, bracketed(path));
      return new RequestParams(item);
    });
  }

  /** `created=1`, or `created[gte]=1&created[lt]=2`, in seconds. */
  range(path: string): CreatedRange[] {
    const value = this.#at(path);
    if (value === undefined) return [];
    if (typeof value === "string") return [{ operator: "=", seconds: this.requiredInteger(path) }];
    const operators = [
      ["gt", ">"],
      ["gte", ">="],
      ["lt", "<"],
      ["lte", "<="],
    ] as const;
    return operators.flatMap(([name, operator]) => {
      const seconds = this.integer(`${path}.${name}`);
      return seconds === undefined ? [] : [{ operator, seconds }];
    });
  }

  /** A group of names and texts, such as the metadata of an object that the request makes besides its own. */
  pairs(path: string): Record<string, string> {
    const value = this.#at(path);
    if (value === undefined || value === "") return {};
    if (typeof value === "string" || Array.isArray(value))
      throw invalidParameter(null, "Invalid hash", bracketed(path));
    const names = Object.keys(value);
    return Object.fromEntries(names.map((name) => [name, this.requiredString(`${path}.${name}`)]));
  }

  /** `current` with the request's metadata merged in: an empty value removes a key, an empty `metadata` all of them. */
  metadata(current: Readonly<Record<string, string>> | null): Record<string, string> {
    const value = this.#at("metadata");
    if (value === undefined) return { ...current };
    if (value === "") return {};
    if (typeof value === "string") throw invalidParameter(null, "Invalid hash", "metadata");
    const merged: Record<string, string> = { ...current };
    for (const [key, text] of Object.entries(value)) {
      if (typeof text !== "string")
        throw invalidParameter(null, "Metadata values must be strings", `metadata[${key}]`);
      if (key.length > METADATA_LIMITS.keyLength || text.length > METADATA_LIMITS.valueLength) {
        throw invalidParameter(
          null,
          `Metadata keys can be up to ${METADATA_LIMITS.keyLength} characters long, and values up to ${METADATA_LIMITS.valueLength}`,
          `metadata[${key}]`,
        );
      }
      if (text === "") delete merged[key];
      else merged[key] = text;
    }
    if (Object.keys(merged).length > METADATA_LIMITS.keys) {
      throw invalidParameter(
        null,
        `You can specify up to ${METADATA_LIMITS.keys} metadata keys`,
        "metadata",
      );
    }
    return merged;
  }

  #at(path: string): FormValue | undefined {
    let value: FormValue | undefined = this.#values;
    for (const part of path.split(".")) {
      if (typeof value !== "object" || Array.isArray(value)) return undefined;
      value = value[part];
    }
    return value;
  }

  #missing(path: string): never {
    throw invalidParameter(
      "parameter_missing",
      `Missing required param: ${bracketed(path)}.`,
      bracketed(path),
    );
  }
}

function bracketed(path: string): string {
  const [first, ...rest] = path.split(".");
  return `${first ?? ""}${rest.map((part) => `[${part}]`).join("")}`;
}

function describe(value: FormValue): string {
  return JSON.stringify(value);
}
