// Who may import whom: the arrows of ARCHITECTURE.md as rules. Anything not drawn there is an error here, and no rule
// names a feature, so a new module is guarded from its first file. scripts/checks/boundaries.ts runs these rules and
// proves, on a tree that breaks each of them, that every one still fires.
const layers = require("./scripts/checks/boundary-rules/layers.cjs");
const modules = require("./scripts/checks/boundary-rules/modules.cjs");
const homes = require("./scripts/checks/boundary-rules/homes.cjs");
const shipping = require("./scripts/checks/boundary-rules/shipping.cjs");
const { GENERATED_CLIENT } = require("./scripts/checks/boundary-rules/patterns.cjs");

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [...layers, ...modules, ...homes, ...shipping],
  options: {
    doNotFollow: { path: ["node_modules", GENERATED_CLIENT] },
    exclude: { path: "^(\\.next|\\.countersign)/" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mts", ".mjs", ".cjs", ".js", ".jsx", ".json", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "require", "default", "types"],
      mainFields: ["module", "main", "types", "typings"],
    },
  },
};
