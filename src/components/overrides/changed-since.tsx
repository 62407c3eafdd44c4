import { Banner } from "#components/ui/banner.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";

/** What is no longer as it was when the override was asked for; nothing while all of it still is. */
export function ChangedSince({ changes }: { changes: CommandDetail["changedSince"] }) {
  if (changes.length === 0) return null;
  return (
    <Banner tone="warn">
      <p className="font-medium">Changed since it was asked for</p>
      <ul className="grid gap-0.5">
        {changes.map(({ label, before, after }) => (
          <li key={label}>
            {label}: {before ?? "not there"} → {after ?? "no longer there"}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
