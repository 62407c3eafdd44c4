import type { BreakGlassRow, DecisionUnder } from "./break-glass.repo.ts";

/** Everybody who took part in what was decided under one: who opened it, asked, decided, and was stood in for. */
export function participantsOf(
  { id, openedBy }: Pick<BreakGlassRow, "id" | "openedBy">,
  decisions: readonly DecisionUnder[],
): ReadonlySet<string> {
  const commandIds = new Set(
    decisions
      .filter(({ approval }) => approval.breakGlassId === id)
      .map(({ command }) => command.id),
  );
  const took = decisions
    .filter(({ command }) => commandIds.has(command.id))
    .flatMap(({ approval, command }) => [
      command.requesterId,
      approval.approverId,
      approval.onBehalfOf ?? approval.approverId,
    ]);
  return new Set([openedBy, ...took]);
}
