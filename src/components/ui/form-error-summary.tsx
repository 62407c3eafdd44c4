"use client";

import { useEffect, useRef } from "react";

export interface FieldProblem {
  /** `id` of the control. */
  readonly fieldId: string;
  readonly message: string;
}

/** All that keeps a form from being sent, on top of it, with a link to each control; takes the focus when it appears. */
export function FormErrorSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const box = useRef<HTMLDivElement>(null);
  const count = problems.length;
  useEffect(() => {
    if (count > 0) box.current?.focus();
  }, [count]);
  if (count === 0) return null;
  return (
    <div
      className="rounded-md border border-bad bg-bad-tint px-3 py-2 text-bad"
      ref={box}
      role="alert"
      tabIndex={-1}
    >
      <p className="font-medium">
        {count === 1 ? "One thing is missing" : `${count} things are missing`}
      </p>
      <ul className="list-inside list-disc">
        {problems.map((problem) => (
          <li key={problem.fieldId}>
            <a
              className="inline-block py-0.5 underline underline-offset-2"
              href={`#${problem.fieldId}`}
            >
              {problem.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
