import { format } from "node:util";
import { afterEach } from "vitest";

const unexpected: string[] = [];

// A test that expects such a line spies on the console itself; what reaches these two was expected by nobody.
console.error = (...values: unknown[]) =>
  void unexpected.push(`console.error: ${format(...values)}`);
console.warn = (...values: unknown[]) => void unexpected.push(`console.warn: ${format(...values)}`);

afterEach(() => {
  const lines = unexpected.splice(0);
  if (lines.length > 0) throw new Error(`Printed, and no test expected it:\n${lines.join("\n")}`);
});
