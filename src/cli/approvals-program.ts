import { type Command, InvalidArgumentError } from "commander";
import { exportSignatures, verifySignatures } from "./approvals-command.ts";
import { type CommonOptions, leaf, run } from "./command-tree.ts";

/** The commands of approvals and their evidence. */
export function addApprovals(root: Command): void {
  const approvals = root.command("approvals").description("approvals and their evidence");
  leaf(
    approvals,
    "verify",
    "check every stored signature from the rows alone, without a network; exits 1 when one does not hold",
  )
    .argument("[command-id]", "only the approvals of this command", uuid)
    .action((commandId: string | undefined, options: CommonOptions) =>
      run("worker", options, (line) => verifySignatures(line, commandId)),
    );
  leaf(
    approvals,
    "export",
    "write the evidence of a command's approvals into this folder, a file each, for docs/verify-approval.mjs",
  )
    .argument("<command-id>", "the command", uuid)
    .action((commandId: string, options: CommonOptions) =>
      run("worker", options, (line) => exportSignatures(line, commandId)),
    );
}

function uuid(value: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value))
    throw new InvalidArgumentError("give the id as the command's page shows it");
  return value;
}
