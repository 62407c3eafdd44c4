import { logBeta, logGamma } from "#core/beta-distribution.ts";

/** How often an event with mean `mean` happens, where the rate itself varies: `concentration` is alpha + beta. */
export interface RateModel {
  readonly mean: number;
  readonly concentration: number;
}

/** P(X ≥ k) of n for a beta-binomial: by log-gamma for one term, then by the ratio of neighbouring terms. */
export function upperTail(k: number, n: number, model: RateModel): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  const { alpha, beta } = shape(model);
  // The shorter side is summed, so that no tail is lost as one minus nearly one unless it is large.
  if (k > model.mean * n) return Math.min(1, sumFrom(k, n, alpha, beta));
  return Math.max(0, 1 - sumUpTo(k - 1, n, alpha, beta));
}

/** The smallest k of n with P(X ≤ k) ≥ p: the edge of a band. */
export function quantile(p: number, n: number, model: RateModel): number {
  const { alpha, beta } = shape(model);
  let term = Math.exp(logTerm(0, n, alpha, beta));
  let sum = term;
  let k = 0;
  while (sum < p && k < n) {
    term *= nextRatio(k, n, alpha, beta);
    k += 1;
    sum += term;
  }
  return k;
}

function shape({ mean, concentration }: RateModel): { alpha: number; beta: number } {
  return { alpha: mean * concentration, beta: (1 - mean) * concentration };
}

function sumFrom(k: number, n: number, alpha: number, beta: number): number {
  let term = Math.exp(logTerm(k, n, alpha, beta));
  let sum = term;
  for (let i = k; i < n; i += 1) {
    term *= nextRatio(i, n, alpha, beta);
    sum += term;
  }
  return sum;
}

function sumUpTo(k: number, n: number, alpha: number, beta: number): number {
  let term = Math.exp(logTerm(k, n, alpha, beta));
  let sum = term;
  for (let i = k; i > 0; i -= 1) {
    term /= nextRatio(i - 1, n, alpha, beta);
    sum += term;
  }
  return sum;
}

/** P(X = i + 1) / P(X = i). */
function nextRatio(i: number, n: number, alpha: number, beta: number): number {
  return ((n - i) * (i + alpha)) / ((i + 1) * (n - i - 1 + beta));
}

function logTerm(k: number, n: number, alpha: number, beta: number): number {
  const choose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  return choose + logBeta(k + alpha, n - k + beta) - logBeta(alpha, beta);
}
