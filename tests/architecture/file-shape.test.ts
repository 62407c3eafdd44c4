import { describe, expect, it } from "vitest";
import { codeFiles, lineCount, repositoryFiles, textOf } from "./repository.ts";

const MAX_LINES = 300;
const MAX_ROUTE_LINES = 40;

/** Words in kebab case, then at most one role, then the extension; `[paymentId]` and `(console)` are Next's folders. */
const FILE_NAME =
  /^[a-z0-9]+(-[a-z0-9]+)*(\.(router|repo|policy|jobs|views|chart|config|integration))?(\.(test|spec))?\.(tsx?|mjs|cjs|js|mts)$/;
const NEXT_FOLDER = /^(\([a-z-]+\)|\[(\.\.\.)?[a-zA-Z]+\]|@[a-z-]+|_[a-z-]+)$/;
const FOLDER_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const TELLS_NOTHING =
  /^(utils?|helpers?|common|misc|lib|managers?|services?|types?|interfaces|constants)(\.|$)/;

const parts = (path: string) => path.split("/");
const nameOf = (path: string) => parts(path).at(-1) ?? path;
const foldersOf = (path: string) => parts(path).slice(0, -1);

describe("every file", () => {
  it("is found at all", () => {
    expect(codeFiles().length).toBeGreaterThan(50);
  });

  it(`has at most ${MAX_LINES} lines`, () => {
    const written = repositoryFiles().filter(
      (path) => /\.(tsx?|[cm]?js|mts|css|sql|prisma)$/.test(path) && !path.includes("/fixtures/"),
    );
    const long = written
      .map((path) => ({ path, lines: lineCount(textOf(path)) }))
      .filter(({ path, lines }) => lines > MAX_LINES && !path.startsWith("prisma/migrations/"));
    expect(long).toEqual([]);
  });

  it("is named in kebab case, with at most one role", () => {
    expect(codeFiles().filter((path) => !FILE_NAME.test(nameOf(path)))).toEqual([]);
  });

  it("has a name that tells its content, as have the folders above it", () => {
    const vague = codeFiles().filter((path) =>
      parts(path).some((part) => TELLS_NOTHING.test(part.replace(/\.tsx?$/, ""))),
    );
    expect(vague).toEqual([]);
  });

  it("stands in folders named in kebab case", () => {
    const odd = codeFiles().filter((path) =>
      foldersOf(path).some((folder) => !FOLDER_NAME.test(folder) && !NEXT_FOLDER.test(folder)),
    );
    expect(odd).toEqual([]);
  });
});

describe("every file of src/app", () => {
  const routes = codeFiles().filter((path) => path.startsWith("src/app/"));

  it("is found at all", () => {
    expect(routes.length).toBeGreaterThan(0);
  });

  it(`has at most ${MAX_ROUTE_LINES} lines: it parses parameters and renders one component`, () => {
    const long = routes
      .map((path) => ({ path, lines: lineCount(textOf(path)) }))
      .filter(({ lines }) => lines > MAX_ROUTE_LINES);
    expect(long).toEqual([]);
  });
});
