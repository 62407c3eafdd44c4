import Link from "next/link";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { KillSwitchDto } from "#core/contracts/operations.ts";
import { coversWords } from "./covers-words.ts";

function EarlierItem({ off }: { off: KillSwitchDto }) {
  return (
    <li className="grid gap-0.5 border-b py-2 first:pt-0 last:border-b-0 last:pb-0">
      <span className="flex flex-wrap gap-x-3">
        <span className="font-medium">{coversWords(off.covers)}</span>
        <span className="text-muted-foreground">
          {off.onBy.name}, <Time as="absolute" at={off.onAt} />
          {off.offAt === null ? null : (
            <>
              {" "}
              until <Time as="absolute" at={off.offAt} />
            </>
          )}
        </span>
        {off.offCommandId === null ? null : (
          <Link
            className="rounded-sm text-primary hover:underline"
            href={`/overrides/${off.offCommandId}`}
          >
            Who took it off
          </Link>
        )}
      </span>
      <span className="break-words text-secondary-foreground">“{off.reason}”</span>
    </li>
  );
}

/** Stops that are over. */
export function EarlierSwitches({ switches }: { switches: readonly KillSwitchDto[] }) {
  return (
    <Panel title="Earlier stops">
      <ul>
        {switches.map((off) => (
          <EarlierItem key={off.id} off={off} />
        ))}
      </ul>
    </Panel>
  );
}
