"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { COMMANDS } from "#components/commands/registry.ts";
import { useCommands } from "#components/commands/use-commands.ts";
import { Button } from "#components/ui/button.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { TextSheet } from "#components/ui/text-sheet.tsx";
import type { BreakHelp } from "#core/contracts/bookkeeping.ts";
import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";
import { limitsOf } from "./break-limits.ts";
import { useBreakWork } from "./use-break-work.ts";

const AdjustSheet = dynamic(() => import("./adjust-sheet.tsx").then((m) => m.AdjustSheet));
const WriteOffSheet = dynamic(() => import("./write-off-sheet.tsx").then((m) => m.WriteOffSheet));
const AssignSheet = dynamic(() => import("./assign-sheet.tsx").then((m) => m.AssignSheet));

type OpenSheet = "propose" | "write-off" | "assign" | "note" | "hand-back" | null;

interface BreakActionsProps {
  detail: BreakDetailDto;
  help: BreakHelp | undefined;
  userId: string | undefined;
}

/** What a person of finance can do with a break, each with its key; nothing for everybody else. */
export function BreakActions(props: BreakActionsProps) {
  return usePermitted("break:work") ? <Actions {...props} /> : null;
}

type Work = ReturnType<typeof useBreakWork>;

/** Each thing to do with its key, and why not where it cannot be done now. */
function actionsOf(props: BreakActionsProps, work: Work, open: (sheet: OpenSheet) => void) {
  const { detail, help, userId } = props;
  const limits = limitsOf(detail, help);
  const take = () => (userId === undefined ? undefined : work.assign(userId));
  const opening = (sheet: OpenSheet) => () => open(sheet);
  const { propose, writeOff, note } = limits;
  return [
    { id: "break.investigate", label: "Investigate", run: work.investigate, why: limits.work },
    { id: "break.propose", label: "Propose an entry…", run: opening("propose"), why: propose },
    { id: "break.write-off", label: "Write off…", run: opening("write-off"), why: writeOff },
    { id: "break.take", label: "Assign to me", run: take, why: note },
    { id: "break.assign", label: "Assign…", run: opening("assign"), why: note },
    { id: "break.note", label: "Add note", run: opening("note"), why: note },
  ] as const;
}

function Actions(props: BreakActionsProps) {
  const { detail, help, userId } = props;
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const work = useBreakWork(detail);
  const actions = actionsOf(props, work, setSheet);
  useCommands(
    "break",
    Object.fromEntries(actions.map(({ id, run, why }) => [id, { run, unavailableBecause: why }])),
  );
  const isMine = detail.owner !== null && detail.owner.id === userId;
  const mayGiveBack = isMine && limitsOf(detail, help).work === undefined;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 pb-3" data-print="hide">
        {actions.map(({ id, label, run, why }) => {
          const isMain = id === "break.propose" && why === undefined;
          return (
            <GuardedButton
              key={id}
              onClick={run}
              unavailableBecause={why}
              variant={isMain ? "primary" : "secondary"}
            >
              {label}
              <Kbd inverted={isMain} keys={COMMANDS[id].keys[0]} />
            </GuardedButton>
          );
        })}
        {mayGiveBack ? (
          <Button onClick={() => setSheet("hand-back")} variant="ghost">
            Give back
          </Button>
        ) : null}
      </div>
      <Sheets
        detail={detail}
        help={help}
        onClose={() => setSheet(null)}
        sheet={sheet}
        work={work}
      />
    </>
  );
}

function Sheets({
  sheet,
  detail,
  help,
  work,
  onClose,
}: {
  sheet: OpenSheet;
  detail: BreakDetailDto;
  help: BreakHelp | undefined;
  work: Work;
  onClose: () => void;
}) {
  const title = `${detail.label}: ${detail.objectId}`;
  if (sheet === "propose" && help)
    return <AdjustSheet detail={detail} help={help} onClose={onClose} />;
  if (sheet === "write-off" && help?.writeOff)
    return <WriteOffSheet detail={detail} onClose={onClose} writeOff={help.writeOff} />;
  if (sheet === "assign") {
    const ownerId = detail.owner?.id ?? null;
    return <AssignSheet onAssign={work.assign} onClose={onClose} ownerId={ownerId} title={title} />;
  }
  const text = { description: title, label: "Note", onClose } as const;
  if (sheet === "note")
    return (
      <TextSheet
        {...text}
        commitLabel="Add note"
        onCommit={(note) => work.note(note, onClose)}
        title="Note"
      />
    );
  if (sheet !== "hand-back") return null;
  return (
    <TextSheet
      {...text}
      commitLabel="Give back"
      onCommit={(note) => work.handBack(note, onClose)}
      title="Give back"
    />
  );
}
