"use client";

import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from "react";
import { Glyph, glyphOfTone } from "./glyph.tsx";
import { UndoAction } from "./toast-undo.tsx";
import { type Tone, toneText } from "./tone.ts";

const SHOWN_MS = 6000;

export interface ToastMessage {
  readonly title: string;
  readonly description?: string;
  /** `bad` is announced at once; every other tone waits its turn. */
  readonly tone?: Tone;
}

export interface UndoToastMessage extends ToastMessage {
  /** Milliseconds in which undo is still possible. */
  readonly undoMs: number;
  readonly onUndo: () => void;
}

interface Shown extends ToastMessage {
  readonly id: number;
  readonly undo: { readonly ms: number; readonly run: () => void } | null;
}

interface Toasts {
  readonly toast: (message: ToastMessage) => void;
  /** A toast with a countdown and an Undo button that is also on the key Z; gone when the time is over. */
  readonly undoToast: (message: UndoToastMessage) => void;
}

const ToastContext = createContext<Toasts | null>(null);

/** Shows messages at the lower right. Throws outside of `ToastProvider`. */
export function useToast(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error("useToast needs a ToastProvider above it");
  return toasts;
}

function ToastCard({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  const tone = shown.tone ?? "ok";
  return (
    <Radix.Root
      className="sheet-in flex items-start gap-2.5 rounded-md bg-popover p-3 shadow-overlay data-[state=closed]:hidden"
      duration={shown.undo?.ms ?? SHOWN_MS}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      type={tone === "bad" ? "foreground" : "background"}
    >
      <span className={`flex h-5 items-center ${toneText[tone]}`}>
        <Glyph name={glyphOfTone[tone]} />
      </span>
      <div className="min-w-0 flex-1">
        <Radix.Title className="font-medium">{shown.title}</Radix.Title>
        {shown.description ? (
          <Radix.Description className="text-secondary-foreground">
            {shown.description}
          </Radix.Description>
        ) : null}
      </div>
      {shown.undo ? (
        <UndoAction
          ms={shown.undo.ms}
          onUndo={() => {
            shown.undo?.run();
            onClose();
          }}
        />
      ) : null}
      <Radix.Close
        aria-label="Dismiss"
        className="flex size-6 items-center justify-center rounded-sm text-muted-foreground hover:bg-accent"
      >
        <X aria-hidden="true" className="size-3.5" />
      </Radix.Close>
    </Radix.Root>
  );
}

/** Holds the toasts; F8 moves the focus to them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const nextId = useRef(0);
  const add = useCallback((message: ToastMessage, undo: Shown["undo"]) => {
    nextId.current += 1;
    const id = nextId.current;
    setShown((before) => [...before, { ...message, id, undo }]);
  }, []);
  const toasts = useMemo<Toasts>(
    () => ({
      toast: (message) => add(message, null),
      undoToast: ({ undoMs, onUndo, ...message }) => add(message, { ms: undoMs, run: onUndo }),
    }),
    [add],
  );
  const close = (id: number) => setShown((before) => before.filter((one) => one.id !== id));
  return (
    <ToastContext value={toasts}>
      <Radix.Provider label="Message" swipeDirection="right">
        {children}
        {shown.map((one) => (
          <ToastCard key={one.id} onClose={() => close(one.id)} shown={one} />
        ))}
        <Radix.Viewport
          className="fixed right-4 bottom-4 z-50 grid w-[360px] max-w-[calc(100vw-2rem)] gap-2 outline-none max-md:bottom-18"
          data-toasts=""
        />
      </Radix.Provider>
    </ToastContext>
  );
}
