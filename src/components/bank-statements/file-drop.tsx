"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";

interface FileDropProps {
  /** Name of the file that was taken. */
  fileName: string | null;
  onFile: (file: File) => void;
}

/** A place to drop a file on, and a button for those who do not drag. */
export function FileDrop({ fileName, onFile }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files.item(0);
    if (file) onFile(file);
  };
  return (
    <div
      className={cn(
        "grid justify-items-center gap-2 rounded-md border border-dashed px-3 py-5 text-center",
        isOver && "border-primary bg-selected",
      )}
      onDragLeave={() => setIsOver(false)}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDrop={drop}
    >
      <FileUp aria-hidden="true" className="size-5 text-muted-foreground" />
      <p className="break-all text-secondary-foreground">
        {fileName ?? "Drop a file here: camt.053, MT940, BAI2 or CSV, up to 10 MB"}
      </p>
      <Button onClick={() => input.current?.click()} size="sm">
        {fileName === null ? "Choose a file" : "Choose another file"}
      </Button>
      <input
        aria-label="Statement file"
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.item(0);
          if (file) onFile(file);
          // The same file again must be told too.
          event.target.value = "";
        }}
        ref={input}
        tabIndex={-1}
        type="file"
      />
    </div>
  );
}
