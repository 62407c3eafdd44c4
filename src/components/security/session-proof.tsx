import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Security } from "#core/contracts/credentials.ts";

/** Whether this session is proven now. */
export function SessionProof({ stepUp }: Pick<Security, "stepUp">) {
  return (
    <Panel title="This session">
      {stepUp === null ? (
        <p className="text-secondary-foreground">
          Not confirmed lately. You are asked when something needs it.
        </p>
      ) : (
        <p className="flex flex-wrap items-center gap-x-2">
          <Status tone="ok">Confirmed</Status>
          with {stepUp.method === "passkey" ? "a passkey" : "a one-time code"}
          <span className="text-muted-foreground">
            <Time at={stepUp.at} />
          </span>
        </p>
      )}
    </Panel>
  );
}
