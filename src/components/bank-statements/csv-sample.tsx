import type { CsvPreview } from "#core/contracts/bank-statements.ts";

/** The first rows of a CSV file as they stand there: text, never formulas or markup. */
export function CsvSample({ csv: { columns, sample } }: { csv: CsvPreview }) {
  return (
    <section aria-label="First rows of the file" className="overflow-x-auto">
      <table className="text-left text-meta">
        <thead>
          <tr>
            {columns.map((name) => (
              <th className="whitespace-nowrap pr-3 font-medium" key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((row, at) => (
            <tr key={`${at} ${row[0] ?? ""}`}>
              {columns.map((name, place) => (
                <td className="max-w-48 truncate whitespace-nowrap pr-3" key={name}>
                  {row[place] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
