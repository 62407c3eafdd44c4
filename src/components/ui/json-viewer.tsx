"use client";

import dynamic from "next/dynamic";
import { CopyButton } from "./copy-button.tsx";
import { SkeletonLines } from "./skeleton.tsx";

const JsonTree = dynamic(() => import("./json-tree.tsx").then((module) => module.JsonTree), {
  ssr: false,
  loading: () => <SkeletonLines lines={6} />,
});

interface JsonViewerProps {
  /** Parsed JSON: an object or an array. */
  value: object;
  /** Name of the tree: "Payload of evt_…". */
  label: string;
}

/** JSON as a tree for arrow keys; its code is loaded when the first one is shown. */
export function JsonViewer({ value, label }: JsonViewerProps) {
  return (
    <div className="relative min-h-32 overflow-x-auto rounded-md border bg-muted p-2 pr-8 font-mono text-meta">
      <CopyButton
        className="absolute top-1.5 right-1.5"
        label={`Copy ${label}`}
        text={JSON.stringify(value, null, 2)}
      />
      <JsonTree label={label} value={value} />
    </div>
  );
}
