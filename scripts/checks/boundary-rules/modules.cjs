// How modules stand to each other, and what a file inside one may do.
const { TEST, MODULE_INDEX, MODULE_ROUTER } = require("./patterns.cjs");

module.exports = [
  {
    name: "module-by-its-index",
    severity: "error",
    comment: "Another module is what its index.ts exports, for tests too.",
    from: { path: "^src/server/modules/([^/]+)/" },
    to: { path: "^src/server/modules/", pathNot: ["^src/server/modules/$1/", MODULE_INDEX] },
  },
  {
    name: "index-leaves-the-router-out",
    severity: "error",
    comment:
      "The worker and the CLI load index.ts; routers are joined by src/server/api/root.ts alone.",
    from: { path: "^src/server/modules/", pathNot: [TEST, MODULE_ROUTER] },
    to: { path: MODULE_ROUTER },
  },
  {
    name: "ledger-and-audit-stand-alone",
    severity: "error",
    comment: "All others build on ledger and audit, so these two build on no module.",
    from: { path: "^src/server/modules/(ledger|audit)/", pathNot: TEST },
    to: { path: "^src/server/modules/", pathNot: "^src/server/modules/$1/" },
  },
  {
    name: "policy-is-pure",
    severity: "error",
    comment: "A policy decides on its arguments: no database, no adapter, no package but zod.",
    from: { path: "\\.policy\\.ts$" },
    to: {
      path: [
        "^src/server/(platform|api)/",
        "\\.(repo|jobs|router)\\.ts$",
        "(^|/)node_modules/(?!zod/)",
      ],
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "policy-has-no-node-modules",
    severity: "error",
    comment: "A policy gets the time and every other circumstance as an argument.",
    from: { path: "\\.policy\\.ts$" },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "no-cycles",
    severity: "error",
    comment:
      "Files in a cycle cannot be understood, tested or loaded apart. (Types alone may refer to each other.)",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
];
