import { describe, expect, it } from "vitest";
import { repositoryFiles } from "./repository.ts";

const MODULES = "src/server/modules/";

const files = repositoryFiles().filter((path) => path.startsWith(MODULES));
const nounOf = (path: string) => path.slice(MODULES.length).split("/")[0] ?? "";
const modules = [...new Set(files.map(nounOf))];

describe("the folder of a module", () => {
  it("is found at all", () => {
    expect(modules.length).toBeGreaterThan(5);
  });

  it("says in README.md what it is for", () => {
    expect(modules.filter((noun) => !files.includes(`${MODULES}${noun}/README.md`))).toEqual([]);
  });

  it("says in index.ts what others may use", () => {
    expect(modules.filter((noun) => !files.includes(`${MODULES}${noun}/index.ts`))).toEqual([]);
  });
});
