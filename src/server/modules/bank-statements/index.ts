export { importStatement } from "./import-statement.ts";
