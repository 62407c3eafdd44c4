import { CopyButton } from "#components/ui/copy-button.tsx";
import { Id } from "#components/ui/id.tsx";

/** The hash of the bytes that were sent, to compare with `sha256sum` of the file. */
export function ExportHash({ sha256 }: { sha256: string }) {
  return (
    <span className="inline-flex items-center gap-0.5">
      <Id value={sha256} />
      <CopyButton label="Copy SHA-256" text={sha256} />
    </span>
  );
}
