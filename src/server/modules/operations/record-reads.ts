import type { StripeReadDto } from "#core/contracts/operations.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";

const MAX_IDS = 20;

/** A reader that writes down each reading that was answered, as evidence of what was looked at. */
export function recordReads(reader: StripeReader): {
  readonly reader: StripeReader;
  readonly reads: readonly StripeReadDto[];
} {
  const reads: StripeReadDto[] = [];
  const recorded = new Proxy(reader, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...args: unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(method, target, args);
        const ids = idsOf(answer);
        const about = args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg)));
        reads.push({
          read: String(name),
          about: about.join(" "),
          found: ids.length,
          ids: ids.slice(0, MAX_IDS),
        });
        return answer;
      };
    },
  });
  return { reader: recorded, reads };
}

/** The ids of what came back: of one object, a list, or a page. */
function idsOf(answer: unknown): string[] {
  if (Array.isArray(answer)) return answer.flatMap(idsOf);
  if (typeof answer !== "object" || answer === null) return [];
  if ("items" in answer) return idsOf(answer.items);
  return "id" in answer && typeof answer.id === "string" ? [answer.id] : [];
}
