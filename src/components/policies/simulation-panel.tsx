import Link from "next/link";
import { signerRoles } from "#components/overrides/signer-words.ts";
import { cn } from "#components/ui/class-names.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ChangedDecision, Simulation } from "#core/contracts/policies.ts";
import { kindTitle } from "./policy-words.ts";

const head = "h-8 px-3 text-right text-label text-muted-foreground";
const cell = "px-3 py-1.5 text-right";

const SHOWN = 20;

/** How many signatures more a day a draft would take: "0.4 more a day". */
function perDay({ signatures, days }: Simulation): string {
  const extra = (signatures.after - signatures.before) / days;
  const size = Math.abs(extra).toLocaleString("en-US", { maximumFractionDigits: 1 });
  if (extra === 0) return "as many as now";
  return extra > 0 ? `${size} more a day` : `${size} fewer a day`;
}

function told({ kind, approvals, approverRoles }: ChangedDecision["before"]): string {
  if (kind === "approval") return signerRoles({ approvals, approverRoles });
  return kind === "allow" ? "alone" : "denied";
}

/** What a draft would have meant for what was asked for in the last 90 days. */
export function SimulationPanel({ simulation }: { simulation: Simulation }) {
  const { decisions, notReplayable, isPartial, signatures } = simulation;
  const changed = simulation.kinds.reduce(
    (sum, { stricter, milder }) => sum + stricter + milder,
    0,
  );
  return (
    <Panel title="On the last 90 days">
      <div className="grid gap-3">
        <DefinitionList
          items={[
            {
              term: "Decisions replayed",
              value: `${decisions - notReplayable}${isPartial ? ", the newest" : ""}`,
            },
            { term: "Decided differently", value: `${changed}` },
            {
              term: "Signatures",
              value: `${signatures.before} before, ${signatures.after} after: ${perDay(simulation)}`,
            },
            ...(notReplayable === 0
              ? []
              : [{ term: "Kept in an older form", value: `${notReplayable}, not replayed` }]),
          ]}
        />
        <p className="text-meta text-muted-foreground">
          What was refused at once was never a request and is not replayed.
        </p>
        {simulation.kinds.length === 0 ? null : <KindTable simulation={simulation} />}
        <ChangedList rows={simulation.rows} />
      </div>
    </Panel>
  );
}

function KindTable({ simulation }: { simulation: Simulation }) {
  return (
    <table className="-mx-3 w-[calc(100%+1.5rem)]">
      <caption className="sr-only">Decisions by kind of override</caption>
      <thead>
        <tr>
          <th className={cn(head, "text-left")} scope="col">
            Override
          </th>
          <th className={head} scope="col">
            All
          </th>
          <th className={head} scope="col">
            Stricter
          </th>
          <th className={head} scope="col">
            Milder
          </th>
          <th className={cn(head, "max-sm:hidden")} scope="col">
            Sum
          </th>
        </tr>
      </thead>
      <tbody>
        {simulation.kinds.map(({ kind, decisions, stricter, milder, changedSum }) => (
          <tr className="border-t" key={kind}>
            <th className="px-3 py-1.5 text-left font-normal" scope="row">
              {kindTitle(kind)}
            </th>
            <td className={cell}>{decisions}</td>
            <td className={cell}>{stricter}</td>
            <td className={cell}>{milder}</td>
            <td className={cn(cell, "max-sm:hidden")} data-num="">
              <Money {...changedSum} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ChangedList({ rows }: { rows: readonly ChangedDecision[] }) {
  if (rows.length === 0) return null;
  return (
    <div className="grid gap-1">
      <h3 className="font-medium">Would have been different</h3>
      <ul aria-label="Decisions that differ">
        {rows
          .slice(0, SHOWN)
          .map(({ commandId, kind, amount, at, requesterRole, before, after }) => (
            <li className="border-t py-1.5" key={commandId}>
              <Link
                className="rounded-sm text-primary hover:underline"
                href={`/overrides/${commandId}`}
              >
                {kindTitle(kind)} of <Money {...amount} />
              </Link>{" "}
              by {requesterRole}: {told(before)} → {told(after)}{" "}
              <span className="text-muted-foreground">
                <Time at={at} />
              </span>
            </li>
          ))}
      </ul>
      {rows.length > SHOWN ? (
        <p className="text-muted-foreground">The newest {SHOWN} are shown.</p>
      ) : null}
    </div>
  );
}
