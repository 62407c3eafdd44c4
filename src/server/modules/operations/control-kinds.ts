import type { Control, ControlKind } from "#core/contracts/operations.ts";
import type { BooksKind, CommandKinds } from "../commands/index.ts";
import { readControl, readControlPreview } from "./control-params.ts";
import type { ControlWork } from "./control-work.ts";
import { resolutionOf } from "./declare-nothing.ts";
import { judgeControl } from "./judge-control.ts";
import { switchOff } from "./switch-off.ts";

/** What is particular to each kind, over the kinds of commands that can need a person. */
export type ControlWorks = {
  readonly [K in ControlKind]: ControlWork<Extract<Control, { kind: K }>>;
};

/** The works over `kinds`: what is declared for a command of one of them is carried out as that kind says. */
export function controlWorks(kinds: CommandKinds): ControlWorks {
  return { kill_switch_off: switchOff, command_resolution: resolutionOf(kinds) };
}

/** It is only ever handed controls of its kind. */
export function workOf(works: ControlWorks, control: Control): ControlWork {
  return works[control.kind];
}

/** How the shared life of commands handles what is about commands themselves. No kill switch covers them. */
export function controlKinds(kinds: CommandKinds): CommandKinds {
  const works = controlWorks(kinds);
  return Object.fromEntries(Object.keys(works).map((kind) => [kind, controlKind(kind, works)]));
}

function controlKind(kind: string, works: ControlWorks): BooksKind {
  return {
    kind,
    effect: "books",
    async judge(tx, scope, command, { role, now }) {
      const control = readControl(command);
      const stale = await workOf(works, control).standing(tx, { scope }, control);
      const { baseCurrency } = command;
      const about = { kind: control.kind, role, baseCurrency, at: now, stale };
      return (await judgeControl(tx, scope, about)).verdict;
    },
    // What it rests on is part of its preview, and `judge` says when it is no longer so.
    basis: () => Promise.resolve([]),
    // Nothing is marked while it waits: the one open request for a thing is the command itself.
    release: () => Promise.resolve(),
    async execute(tx, runtime, command) {
      const control = readControl(command);
      return { objectId: await workOf(works, control).execute(tx, runtime, command, control) };
    },
    describe: (_runtime, _actor, command) =>
      Promise.resolve({
        preview: { of: "books", books: readControlPreview(command) },
        prediction: { state: "none", differences: [], journalId: null },
      }),
  };
}
