import { Time } from "#components/ui/time.tsx";
import type { EvidenceVersion } from "#core/contracts/disputes.ts";

/** How much of a hash tells versions apart at a glance. */
const HASH_SHOWN = 12;

/** Who staged what when, newest first, with the hash that a submission will be bound to. */
export function EvidenceVersions({ versions }: { versions: readonly EvidenceVersion[] }) {
  if (versions.length === 0) return null;
  return (
    <section aria-label="Versions">
      <h3 className="pb-1 text-label text-muted-foreground">Versions</h3>
      <ol className="grid gap-0.5">
        {versions.map(({ version, by, at, hash, fields }) => (
          <li className="flex flex-wrap gap-x-3 text-meta" key={version}>
            <span className="num font-medium">Version {version}</span>
            <span>
              {by.name}, <Time at={at} />
            </span>
            <span className="num text-secondary-foreground">
              {fields === 1 ? "1 field" : `${fields} fields`}
            </span>
            <span className="ml-auto font-mono text-muted-foreground" title={hash}>
              {hash.slice(0, HASH_SHOWN)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
