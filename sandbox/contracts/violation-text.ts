import type { ErrorObject } from "ajv/dist/types/index.js";

const longestValue = 60;
const mostValues = 12;

function steps(instancePath: string): string[] {
  return instancePath
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** `/refunds/data/0/status` becomes `.refunds.data[0].status`. */
function dotted(instancePath: string): string {
  return steps(instancePath)
    .map((step) => (/^[0-9]+$/.test(step) ? `[${step}]` : `.${step}`))
    .join("");
}

function valueAt(value: unknown, instancePath: string): unknown {
  let current: unknown = value;
  for (const step of steps(instancePath)) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Object.getOwnPropertyDescriptor(current, step)?.value;
  }
  return current;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function parameter(error: Partial<ErrorObject>, name: string): string {
  const value: unknown = error.params?.[name];
  if (!Array.isArray(value)) return String(value);
  const named = value.slice(0, mostValues).map(shown).join(", ");
  return value.length > mostValues ? `${named} and ${value.length - mostValues} more` : named;
}

function violationText(path: string, error: Partial<ErrorObject>, data: unknown): string {
  switch (error.keyword) {
    case "required":
      return `${path}.${parameter(error, "missingProperty")}: is missing`;
    case "additionalProperties":
      return `${path}.${parameter(error, "additionalProperty")}: is no field of this object in Stripe's API`;
    case "enum":
      return `${path}: ${shown(data)} is none of ${parameter(error, "allowedValues")}`;
    case "stripeObject":
      return `${path}: ${error.message ?? "is not the expected object"}`;
    default:
      return `${path}: ${error.message ?? "is invalid"} (is ${shown(data)})`;
  }
}

/**
 * One line for each schema error of `value`: the path from `root` down, then what is wrong there. The faulty value is
 * looked up by its path, since errors of nested objects lose the one they carried.
 */
export function violationTexts(
  root: string,
  value: unknown,
  errors: readonly Partial<ErrorObject>[],
): string[] {
  return errors.map((error) => {
    const instancePath = error.instancePath ?? "";
    return violationText(`${root}${dotted(instancePath)}`, error, valueAt(value, instancePath));
  });
}
