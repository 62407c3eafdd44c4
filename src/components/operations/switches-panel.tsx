import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { KillSwitchDto } from "#core/contracts/operations.ts";
import { coversWords } from "./covers-words.ts";
import { TakeOff } from "./take-off.tsx";

function SwitchItem({ on }: { on: KillSwitchDto }) {
  return (
    <li className="grid gap-1.5 border-b py-2 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone="bad">Stopped</Status>
        <span className="font-medium">{coversWords(on.covers)}</span>
        <span className="text-muted-foreground">
          {on.onBy.name}, <Time at={on.onAt} />
        </span>
      </div>
      <p className="break-words text-secondary-foreground">“{on.reason}”</p>
      <TakeOff on={on} />
    </li>
  );
}

/** The switches that are on, and how each is taken off. */
export function SwitchesPanel({ switches }: { switches: readonly KillSwitchDto[] }) {
  return (
    <Panel title="Stops">
      {switches.length === 0 ? (
        <p className="flex items-center gap-3">
          <Status tone="ok">Running</Status>
          <span className="text-secondary-foreground">No override is stopped.</span>
        </p>
      ) : (
        <ul>
          {switches.map((on) => (
            <SwitchItem key={on.id} on={on} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
