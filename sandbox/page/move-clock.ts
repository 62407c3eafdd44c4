import type { Engine } from "../engine.ts";
import type { PageAnswer, PageRequest } from "../protocol/page-route.ts";
import { askControl } from "./ask-control.ts";
import { seeOther } from "./layout.ts";
import { overviewPage } from "./overview-page.ts";

/** Does what a button of the clock asks. */
export function moveClock(engine: Engine, { body }: PageRequest): PageAnswer {
  const form = new URLSearchParams(body);
  const wish: Record<string, number | boolean> = {};
  for (const name of ["advanceSeconds", "speed"] as const) {
    const text = form.get(name);
    if (text !== null) wish[name] = Number(text);
  }
  const freeze = form.get("freeze");
  if (freeze !== null) wish["freeze"] = freeze === "true";
  const { problem } = askControl(engine, { method: "POST", path: "clock", body: wish });
  return problem === null ? seeOther("/_sandbox") : overviewPage(engine, problem);
}
