/** A path that a paper names, and how: in `code` (from anywhere) or as a link (from the paper's own folder). */
export interface MentionedPath {
  readonly path: string;
  readonly kind: "code" | "link";
}

const FENCE = /^```.*?^```/gms;
const CODE_SPAN = /`([^`\n]+)`/g;
const LINK = /\]\(([^)\s]+)\)/g;

/** Made at run time or by tools: never in the repository. */
const NOT_KEPT = /^(\.countersign|\.next|node_modules|\.env(\.local)?$|coverage|test-results)/;
const HAS_PLACEHOLDER = /[<>*{}$…[\]()]|NAME|\.\.\./;
const FILE = /^[\w.-]+(\/[\w.-]+)*\.(tsx?|[cm]?js|json|md|sql|prisma|css|png|example)$/;
const FOLDER = /^(src|sandbox|tests|e2e|bench|docs|scripts|prisma)(\/[\w-]+)*\/?$/;

/** The files and folders of the repository that `markdown` names; placeholders and generated paths are left out. */
export function mentionedPaths(markdown: string): MentionedPath[] {
  const prose = markdown.replaceAll(FENCE, "");
  const spans = [...prose.matchAll(CODE_SPAN)]
    .map(([, span = ""]) => span.trim())
    .filter((span) => !HAS_PLACEHOLDER.test(span) && (FILE.test(span) || FOLDER.test(span)))
    .filter((span) => !NOT_KEPT.test(span) && (FILE.test(span) || span.includes("/")));
  const links = [...prose.matchAll(LINK)]
    .map(([, target = ""]) => target.replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target));
  return [
    ...spans.map((path) => ({ path: path.replace(/\/$/, ""), kind: "code" as const })),
    ...links.map((path) => ({ path: path.replace(/\/$/, ""), kind: "link" as const })),
  ];
}

/** The npm scripts that `markdown` tells the reader to run. */
export function mentionedScripts(markdown: string): string[] {
  const run = [...markdown.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, name = ""]) => name);
  const short = [...markdown.matchAll(/\bnpm (test|start)\b/g)].map(([, name = ""]) => name);
  return [...run, ...short];
}
