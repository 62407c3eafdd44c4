import type { NotificationKind } from "#core/contracts/notifications.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findPeopleOfRoles } from "../commands/index.ts";
import { notify } from "../notifications/index.ts";

/** Tells every admin and manager but these, and all screens. */
export async function tellWatchers(
  tx: Transaction,
  runtime: Pick<Runtime, "scope" | "clock">,
  { kind, id }: { readonly kind: NotificationKind; readonly id: string },
  except: ReadonlySet<string>,
): Promise<void> {
  const people = await findPeopleOfRoles(tx, ["admin", "manager"]);
  const told = people.filter((person) => !except.has(person.id));
  await notify(
    tx,
    runtime,
    { kind, subjectId: id },
    told.map(({ id: personId }) => ({ personId })),
  );
  await tellScreens(tx, runtime, id, kind);
}

/** Every screen hears that how it stands has changed. */
export async function tellScreens(
  tx: Transaction,
  { scope }: Pick<Runtime, "scope">,
  breakGlassId: string,
  state: string,
): Promise<void> {
  await appendEvent(tx, scope, {
    topic: "break-glass.changed",
    key: breakGlassId,
    payload: { version: 1, breakGlassId, state },
  });
}
