"use client";

import { useState } from "react";

/** What the person has seen of their tries to send: which complaints to show, and for how long. */
export function useSendAttempt() {
  const [isChecked, setChecked] = useState(false);
  // The summary takes the focus when it appears, so it goes as soon as the person types on.
  const [isFresh, setFresh] = useState(false);
  return {
    /** Whether a try was made: fields show what is wrong with them from then on. */
    isChecked,
    /** Whether nothing was entered since the last try. */
    isFresh,
    tried: () => {
      setChecked(true);
      setFresh(true);
    },
    typedOn: () => setFresh(false),
  };
}
