/** The figures of a chart as a table: what a screen reader and a doubter read. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a frame needs of any chart: one sentence that says what the picture says, and its figures. */
export interface ChartSummary {
  readonly sentence: string;
  readonly table: ChartTable;
}
