import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { type MentionedPath, mentionedPaths, mentionedScripts } from "./markdown.ts";
import { npmScripts, repositoryFiles, textOf } from "./repository.ts";

const files = repositoryFiles();
const papers = files.filter((path) => path.endsWith(".md"));

const isKept = (path: string): boolean =>
  files.some((file) => file === path || file.startsWith(`${path}/`));

/** A path in code may leave out the folders above it (`core/money.ts`), a link may not. */
const resolves = (paper: string, { path, kind }: MentionedPath): boolean =>
  isKept(posix.join(posix.dirname(paper), path)) ||
  (kind === "code" && (isKept(path) || files.some((file) => file.endsWith(`/${path}`))));

describe("the papers", () => {
  it("are all there", () => {
    const owed = ["README.md", "ARCHITECTURE.md", "SECURITY.md"];
    expect(owed.filter((path) => !papers.includes(path))).toEqual([]);
    expect(papers.filter((path) => path.startsWith("docs/decisions/")).length).toBeGreaterThan(0);
  });

  it("name files, folders and scripts the way that the next tests look for them", () => {
    const sample =
      "See `src/core/`, `core/money.ts`, `src/<noun>/a.ts`, `zod/mini` and [the rest](docs/a.md#b).\n" +
      "```\nnot/this.ts\n```\nRun `npm run demo -- --fresh`, then npm test.";
    expect(mentionedPaths(sample).map(({ path }) => path)).toEqual([
      "src/core",
      "core/money.ts",
      "docs/a.md",
    ]);
    expect(mentionedScripts(sample)).toEqual(["demo", "test"]);
  });

  it("name only files and folders that exist", () => {
    const gone = papers.flatMap((paper) =>
      mentionedPaths(textOf(paper))
        .filter((mention) => !resolves(paper, mention))
        .map(({ path }) => `${paper} names ${path}`),
    );
    expect(gone).toEqual([]);
  });

  it("name only scripts that package.json has", () => {
    const scripts = npmScripts();
    const gone = papers.flatMap((paper) =>
      mentionedScripts(textOf(paper))
        .filter((name) => !scripts.has(name))
        .map((name) => `${paper} names npm run ${name}`),
    );
    expect(gone).toEqual([]);
  });

  it("tell in README.md how to start the demo and how to run the tests", () => {
    expect(mentionedScripts(textOf("README.md"))).toEqual(expect.arrayContaining(["demo", "test"]));
  });
});
