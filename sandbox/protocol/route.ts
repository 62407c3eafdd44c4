import type { World } from "../world.ts";
import type { RequestParams } from "./request-params.ts";

export interface RouteCall {
  readonly world: World;
  readonly params: RequestParams;
  /** The `:id` of the path; empty where the path has none. */
  readonly id: string;
  /** The `:child` of the path, as in `/v1/transfers/:id/reversals/:child`; empty where the path has none. */
  readonly child: string;
}

/** One endpoint of the API: the parameters it knows at top level, and what it answers with 200. */
export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  /** As in `/v1/charges/:id`. */
  readonly path: string;
  readonly accepts: readonly string[];
  readonly handle: (call: RouteCall) => object;
}
