import type { MethodDto } from "#core/contracts/shared.ts";
import { methodName } from "./method-text.ts";

/** Brand and last four digits, which is all of a card that the console may know. */
export function MethodLabel({ method }: { method: MethodDto }) {
  return (
    <span className="whitespace-nowrap">
      {methodName(method)}
      {method.last4 === null ? null : (
        <span className="num text-secondary-foreground">
          {" "}
          <span aria-hidden="true">••</span>
          <span className="sr-only">ending in </span>
          {method.last4}
        </span>
      )}
    </span>
  );
}
