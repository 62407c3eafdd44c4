import type { ErrorObject } from "ajv/dist/types/index.js";

const longestValue = 60;
const mostValues = 12;

/** `/refunds/data/0/status` becomes `.refunds.data[0].status`. */
function dotted(instancePath: string): string {
  return instancePath
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^[0-9]+$/.test(step) ? `[${step}]` : `.${step}`))
    .join("");
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

/** One line for one schema error: the path from the object down, then what is wrong there. */
export function violationText(root: string, error: Partial<ErrorObject>): string {
  const path = `${root}${dotted(error.instancePath ?? "")}`;
  switch (error.keyword) {
    case "required":
      return `${path}.${parameter(error, "missingProperty")}: is missing`;
    case "additionalProperties":
      return `${path}.${parameter(error, "additionalProperty")}: is no field of this object in Stripe's API`;
    case "enum":
      return `${path}: ${shown(error.data)} is none of ${parameter(error, "allowedValues")}`;
    case "stripeObject":
      return `${path}: ${error.message ?? "is not the expected object"}`;
    default:
      return `${path}: ${error.message ?? "is invalid"} (is ${shown(error.data)})`;
  }
}
