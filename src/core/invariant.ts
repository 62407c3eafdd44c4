/** Thrown when the program contradicts itself. Never mapped to a user message beyond "internal": a person must look. */
export class InvariantViolation extends Error {
  override readonly name = "InvariantViolation";
}

/** Asserts what must hold whatever the input was; throws {@link InvariantViolation} with `message` otherwise. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantViolation(message);
}
