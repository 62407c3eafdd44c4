"use client";

import { allExpanded, collapseAllNested, JsonView } from "react-json-view-lite";

const OPEN_BELOW_CHARS = 4000;

const classes = {
  container: "json-tree",
  basicChildStyle: "pl-4",
  childFieldsContainer: "",
  label: "mr-1 text-secondary-foreground",
  clickableLabel: "mr-1 cursor-pointer text-secondary-foreground",
  nullValue: "text-muted-foreground italic",
  undefinedValue: "text-muted-foreground italic",
  stringValue: "break-all text-foreground",
  booleanValue: "text-pend",
  numberValue: "text-info",
  otherValue: "text-foreground",
  punctuation: "text-muted-foreground",
  collapseIcon: "json-toggle json-toggle-open",
  expandIcon: "json-toggle",
  collapsedContent: "json-collapsed",
  noQuotesForStringValues: false,
  quotesForFieldNames: false,
  stringifyStringValues: false,
  ariaLables: { collapseJson: "Collapse", expandJson: "Expand" },
};

/** The tree itself; small values start open, large ones with their first level. */
export function JsonTree({ value, label }: { value: object; label: string }) {
  const small = JSON.stringify(value).length < OPEN_BELOW_CHARS;
  return (
    <JsonView
      aria-label={label}
      clickToExpandNode
      data={value}
      shouldExpandNode={small ? allExpanded : collapseAllNested}
      style={classes}
    />
  );
}
