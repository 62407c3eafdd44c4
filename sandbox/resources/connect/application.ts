import { base62Of } from "../../store/deterministic-ids.ts";
import type { World } from "../../world.ts";

/** The platform's Connect application, as charges and fees of its connected accounts name it. */
export function applicationId(world: World): string {
  return `ca_${base62Of(`application:${world.accountId}`, 32)}`;
}
