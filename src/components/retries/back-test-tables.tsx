import type { BackTest, ShareDto } from "#core/contracts/retries.ts";
import { percentText } from "./chance-words.ts";

const SCHEDULES: Record<BackTest["schedules"][number]["name"], string> = {
  estimate: "When the estimate would have tried",
  fixed: "1, 3, 5 or 7 days after the first decline",
  every: "At any time",
};

function ShareCells({ share }: { share: ShareDto }) {
  if (share.attempts === 0)
    return (
      <td className="px-3 py-1.5 text-muted-foreground" colSpan={3}>
        No attempt was made then
      </td>
    );
  return (
    <>
      <td className="num px-3 py-1.5 text-right">{percentText(share.paid / share.attempts)}</td>
      <td className="num px-3 py-1.5 text-right text-secondary-foreground">
        {percentText(share.low)} to {percentText(share.high)}
      </td>
      <td className="num px-3 py-1.5 text-right">{share.attempts}</td>
    </>
  );
}

function Head({ first }: { first: string }) {
  return (
    <thead className="border-b text-left text-meta text-secondary-foreground">
      <tr>
        <th className="px-3 py-1.5 font-medium" scope="col">
          {first}
        </th>
        <th className="px-3 py-1.5 text-right font-medium" scope="col">
          Paid
        </th>
        <th className="px-3 py-1.5 text-right font-medium" scope="col">
          90 % interval
        </th>
        <th className="px-3 py-1.5 text-right font-medium" scope="col">
          Attempts
        </th>
      </tr>
    </thead>
  );
}

/** Success per attempt of each schedule, by the attempts that really fell on its times. */
export function ScheduleTable({ schedules }: Pick<BackTest, "schedules">) {
  return (
    <table aria-label="Success per attempt by schedule" className="w-full">
      <Head first="Attempts made" />
      <tbody className="divide-y">
        {schedules.map((row) => (
          <tr key={row.name}>
            <th className="px-3 py-1.5 text-left font-normal" scope="row">
              {SCHEDULES[row.name]}
            </th>
            <ShareCells share={row} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Predicted chance beside what came true, from the least promising eighth of the attempts to the most promising. */
export function CalibrationTable({ bins }: Pick<BackTest, "bins">) {
  return (
    <table aria-label="Predicted and observed" className="w-full">
      <Head first="Predicted" />
      <tbody className="divide-y">
        {bins.map((bin, place) => (
          <tr key={`${place}:${bin.predicted}`}>
            <th className="num px-3 py-1.5 text-left font-normal" scope="row">
              {percentText(bin.predicted)}
            </th>
            <ShareCells share={bin} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
