import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { stripePackageFolder } from "./generated-files.ts";

/** The SDK's declarations, read once by the compiler. Paths are relative to `esm/`. */
export type SdkProgram = {
  readonly checker: ts.TypeChecker;
  readonly declarations: ReadonlyMap<string, ts.SourceFile>;
  readonly esmFolder: string;
};

/** One top-level object of the API, such as `charge` or its deleted form. */
export type SdkObject = {
  /** Unique name made of file and interface: `Charges.Charge`, `Radar.ValueLists.DeletedValueList`. */
  readonly name: string;
  /** The literal of the `object` field. */
  readonly object: string;
  readonly deleted: boolean;
  readonly type: ts.Type;
  readonly symbol: ts.Symbol;
};

/** The part of V2 by which events travel. The rest is other JSON (decimal coercion) that the product does not speak. */
const V2_FILES: readonly string[] = ["V2/Core/EventDestinations.d.ts", "V2/Core/Events.d.ts"];

function declarationFiles(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return found
    .filter((name) => name.endsWith(".d.ts") && (!name.startsWith("V2") || V2_FILES.includes(name)))
    .toSorted()
    .map((name) => join(folder, name));
}

/** Loads the SDK's `.d.ts` files with the options that keep `null` and "absent" apart. */
export function loadSdkProgram(): SdkProgram {
  const esmFolder = join(stripePackageFolder(), "esm");
  const rootNames = [
    ...declarationFiles(join(esmFolder, "resources")),
    join(esmFolder, "Types.d.ts"),
  ];
  const program = ts.createProgram({
    rootNames,
    options: {
      target: ts.ScriptTarget.ES2024,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      noEmit: true,
      types: ["node"],
    },
  });
  const declarations = new Map<string, ts.SourceFile>();
  for (const rootName of rootNames) {
    const source = program.getSourceFile(rootName);
    if (source === undefined) throw new Error(`The compiler did not load ${rootName}.`);
    declarations.set(relative(esmFolder, rootName), source);
  }
  return { checker: program.getTypeChecker(), declarations, esmFolder };
}

/** `resources/Radar/ValueLists.d.ts` becomes `Radar.ValueLists`. */
export function fileStem(relativePath: string): string {
  return relativePath
    .replace(/^resources\//, "")
    .replace(/\.d\.ts$/, "")
    .replaceAll("/", ".");
}

/** The string literal type of a member, if it has exactly one. */
export function literalOfProperty(
  checker: ts.TypeChecker,
  type: ts.Type,
  property: string,
): string | undefined {
  const symbol = type.getProperty(property);
  if (symbol === undefined) return undefined;
  const memberType = checker.getTypeOfSymbol(symbol);
  return memberType.isStringLiteral() ? memberType.value : undefined;
}

/** Every exported interface whose `object` is one literal, in a stable order. */
export function listSdkObjects(sdk: SdkProgram): SdkObject[] {
  const objects: SdkObject[] = [];
  for (const [path, source] of sdk.declarations) {
    for (const statement of source.statements) {
      if (!ts.isInterfaceDeclaration(statement)) continue;
      const symbol = sdk.checker.getSymbolAtLocation(statement.name);
      if (symbol === undefined) continue;
      const type = sdk.checker.getDeclaredTypeOfSymbol(symbol);
      const object = literalOfProperty(sdk.checker, type, "object");
      // Inherited `object` fields are skipped: each event type repeats the event's own.
      const own = statement.members.some((member) => member.name?.getText(source) === "object");
      if (object === undefined || !own || statement.name.text.endsWith("Params")) continue;
      const deleted = statement.name.text.startsWith("Deleted");
      objects.push({
        name: `${fileStem(path)}.${statement.name.text}`,
        object,
        deleted,
        type,
        symbol,
      });
    }
  }
  return objects.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
