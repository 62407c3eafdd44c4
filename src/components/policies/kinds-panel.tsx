import { Panel } from "#components/ui/panel.tsx";
import type { KindRules, PolicyDocument } from "#core/contracts/policy-document.ts";
import { type OverrideKind, overrideKinds } from "#core/override-kinds.ts";
import { askWords, kindTitle, signedWords, watchedWords } from "./policy-words.ts";

const HEADS = ["Override", "Who may", "Asks another person when", "Signed by"];
const GRID = "lg:grid lg:grid-cols-[14rem_1fr_1fr_1.2fr] lg:gap-x-4";

function KindRow({ kind, rules, code }: { kind: OverrideKind; rules: KindRules; code: string }) {
  const facts = [askWords(rules), watchedWords(rules), signedWords(rules, code)];
  return (
    <li className={`border-t px-3 py-2 first:border-t-0 ${GRID}`}>
      <h3 className="font-medium">{kindTitle(kind)}</h3>
      <dl className="lg:contents">
        {facts.map((fact, n) => (
          <div
            className="max-lg:grid max-lg:grid-cols-[8.5rem_1fr] max-lg:gap-x-3"
            key={HEADS[n + 1]}
          >
            <dt className="text-muted-foreground lg:sr-only">{HEADS[n + 1]}</dt>
            <dd className="min-w-0">{fact}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** The rules of each kind of override in words. */
export function KindsPanel({ document, code }: { document: PolicyDocument; code: string }) {
  return (
    <Panel flush title="Rules by override">
      <div
        aria-hidden="true"
        className={`hidden h-8 items-center border-b px-3 text-label text-muted-foreground ${GRID}`}
      >
        {HEADS.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <ul aria-label="Rules by override">
        {overrideKinds.map((kind) => {
          const rules = document.kinds[kind];
          return rules ? <KindRow code={code} key={kind} kind={kind} rules={rules} /> : null;
        })}
      </ul>
    </Panel>
  );
}
