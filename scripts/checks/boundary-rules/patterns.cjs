// Where things are, as regular expressions over paths, and the two shapes that most rules have.

const TEST = "\\.test\\.tsx?$";
/** Files of ours, as opposed to packages and Node's own modules. */
const OURS = "^(src|sandbox|bench|tests|e2e|scripts|prisma)/";
const ROUTE_ENTRY = "^src/(proxy|instrumentation|instrumentation-client)\\.ts$";
const TRPC_SERVER = "^src/trpc/server\\.tsx?$";
const MODULE_INDEX = "^src/server/modules/[^/]+/index\\.ts$";
const MODULE_ROUTER = "^src/server/modules/([^/]+)/[^/]+\\.router\\.ts$";
const DEPS = "^src/server/deps(\\.ts$|/)";
const GENERATED_CLIENT = "^src/server/platform/db/generated/";

/** A package by name, whether it is resolved to a file or stands as it was written. */
const packages = (...names) => `(^|/)node_modules/(${names.join("|")})/|^(${names.join("|")})(/|$)`;

/** One layer: files under `path` may import, among our own files, only what `mayImport` lists. */
const layer = (name, comment, path, mayImport) => ({
  name,
  severity: "error",
  comment,
  from: { path, pathNot: TEST },
  to: { path: OURS, pathNot: mayImport },
});

/** One home: only files under `homes` may import what `path` matches. */
const home = (name, comment, path, homes) => ({
  name,
  severity: "error",
  comment,
  from: { path: "^src/", pathNot: [TEST, ...homes] },
  to: { path },
});

module.exports = {
  TEST,
  OURS,
  ROUTE_ENTRY,
  TRPC_SERVER,
  MODULE_INDEX,
  MODULE_ROUTER,
  DEPS,
  GENERATED_CLIENT,
  packages,
  layer,
  home,
};
