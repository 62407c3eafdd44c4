import type { WorldClock } from "../clock/world-clock.ts";
import { fractionOf } from "../store/deterministic-ids.ts";
import type { ObjectStore } from "../store/object-store.ts";
import { isGroup } from "./fault-arguments.ts";
import { FAULT_EFFECTS, type FaultEffect, type FaultFamily } from "./fault-effects.ts";
import { type FaultInput, readFault } from "./fault-input.ts";
import { type FaultSubject, matches } from "./fault-match.ts";

const META = "fault_rules";

/** A rule with all that it did so far, so that a test can know exactly which calls and objects it touched. */
export interface FaultRule extends FaultInput {
  readonly id: string;
  /** Milliseconds of the account's clock. */
  readonly madeAtMs: number;
  /** Calls that matched, whether they were hit or not. */
  seen: number;
  hits: number;
  /** ISO time of the account's clock; null before the first hit. */
  lastHitAt: string | null;
  /** Ids that were touched, each once, in the order of their first hit. */
  objects: string[];
  /** How often each object was shown, where the effect counts readings. */
  readings: Record<string, number>;
}

/** The rules set over `/_sandbox/faults`. They are part of the store, so they outlive a restart. */
export class FaultRules {
  readonly #store: ObjectStore;
  readonly #clock: WorldClock;
  #rules: FaultRule[];
  #made: number;

  constructor(store: ObjectStore, clock: WorldClock) {
    this.#store = store;
    this.#clock = clock;
    const saved = parseSaved(store.meta(META));
    this.#rules = saved.rules;
    this.#made = saved.made;
  }

  /** Adds a rule from its JSON; returns a sentence saying what is wrong with it, or the rule. */
  add(input: unknown): FaultRule | string {
    const read = readFault(input);
    if (typeof read === "string") return read;
    this.#made += 1;
    const rule: FaultRule = {
      ...read,
      id: `fault_${this.#made}`,
      madeAtMs: this.#clock.nowMs(),
      seen: 0,
      hits: 0,
      lastHitAt: null,
      objects: [],
      readings: {},
    };
    this.#rules.push(rule);
    this.#save();
    return rule;
  }

  /** Every rule, used up or not, with `active` telling whether it can still hit. */
  list(): readonly (FaultRule & { active: boolean })[] {
    return this.#rules.map((rule) => ({ ...rule, active: this.#isActive(rule) }));
  }

  /** Removes one rule; false when there is none of that id. What it really did stays done. */
  remove(id: string): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    this.#save();
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
    this.#save();
  }

  /** The first rule of the family that hits this call, which counts as one hit; null when none does. */
  take(family: FaultFamily, subject: FaultSubject, only?: FaultEffect): FaultRule | null {
    for (const rule of this.#rules) {
      if (FAULT_EFFECTS[rule.effect].family !== family) continue;
      if (only !== undefined && rule.effect !== only) continue;
      if (!this.#isActive(rule) || !matches(rule.match, subject)) continue;
      rule.seen += 1;
      const hit = drawn(rule, rule.seen);
      if (hit) this.note(rule, subject.mentions[0] ?? null);
      else this.#save();
      if (hit) return rule;
    }
    return null;
  }

  /** True without any rule: then no call needs a closer look. */
  get isEmpty(): boolean {
    return this.#rules.length === 0;
  }

  /** True when the account's books are shown otherwise than they are; false saves looking at each answer. */
  get hasViews(): boolean {
    return this.#rules.some(({ effect }) => FAULT_EFFECTS[effect].family === "view");
  }

  /**
   * The rules of an effect that hold for an object. Each decides once, at the object's first reading, and stays with it;
   * `count` limits how many objects a rule takes.
   */
  holding(effect: FaultEffect, subject: FaultSubject): FaultRule[] {
    const id = subject.mentions[0] ?? "";
    return this.#rules.filter((rule) => {
      if (rule.effect !== effect || !this.#isInTime(rule)) return false;
      if (rule.objects.includes(id)) return true;
      if (!this.#isActive(rule) || !matches(rule.match, subject)) return false;
      if (id in rule.readings) return false;
      rule.readings[id] = 0;
      rule.seen += 1;
      if (drawn(rule, rule.seen)) this.note(rule, id);
      this.#save();
      return rule.objects.includes(id);
    });
  }

  /** Counts one more reading of an object under a rule; gives how many there were before. */
  read(rule: FaultRule, id: string): number {
    const before = rule.readings[id] ?? 0;
    rule.readings[id] = before + 1;
    this.#save();
    return before;
  }

  /** Counts a hit; `id` is what it touched, where that is known. */
  note(rule: FaultRule, id: string | null): void {
    rule.hits += 1;
    rule.lastHitAt = new Date(this.#clock.nowMs()).toISOString();
    this.touch(rule, id);
  }

  /** Counts a hit of the rule of that id. */
  noteHit(id: string, object: string): void {
    const rule = this.#rules.find((candidate) => candidate.id === id);
    if (rule !== undefined) this.note(rule, object);
  }

  /** Remembers an object as touched by a hit that was counted already. */
  touch(rule: FaultRule, id: string | null): void {
    if (id !== null && !rule.objects.includes(id)) rule.objects.push(id);
    this.#save();
  }

  #isActive(rule: FaultRule): boolean {
    return (rule.count === null || rule.hits < rule.count) && this.#isInTime(rule);
  }

  #isInTime({ madeAtMs, afterMs, untilMs }: FaultRule): boolean {
    const age = this.#clock.nowMs() - madeAtMs;
    return age >= (afterMs ?? 0) && (untilMs === null || age < untilMs);
  }

  #save(): void {
    this.#store.setMeta(META, JSON.stringify({ made: this.#made, rules: this.#rules }));
  }
}

/** Whether the `call`-th matching call is hit: the same rule and seed always draw the same. */
function drawn({ probability, nth, seed, effect }: FaultRule, call: number): boolean {
  if (nth !== null) return call % nth === 0;
  return probability === null || fractionOf(`${seed}:${effect}:${call}`) < probability;
}

function parseSaved(text: string | undefined): { made: number; rules: FaultRule[] } {
  const value: unknown = text === undefined ? {} : JSON.parse(text);
  if (!isGroup(value) || !Array.isArray(value["rules"])) return { made: 0, rules: [] };
  return { made: Number(value["made"]), rules: value["rules"] as FaultRule[] };
}
