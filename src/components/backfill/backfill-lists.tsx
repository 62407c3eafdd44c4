import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BackfillListDto } from "#core/contracts/backfill.ts";
import { listName } from "./backfill-words.ts";

const count = new Intl.NumberFormat("en-US");
const head = "h-8 px-3 text-label text-muted-foreground";

function ListState({ list }: { list: BackfillListDto }) {
  if (list.finished) return <Status tone="ok">In</Status>;
  if (list.lastError !== null) return <Status tone="warn">Tried again</Status>;
  return list.imported > 0 ? (
    <Status tone="info">Coming in</Status>
  ) : (
    <Status tone="mute">Waits</Status>
  );
}

function Failure({ list }: { list: BackfillListDto }) {
  if (list.lastError === null) return null;
  return (
    <tr>
      <td className="px-3 pb-1.5 text-meta text-secondary-foreground" colSpan={4}>
        {list.lastError}. A part of the list waits and goes on{" "}
        {list.nextTryAt === null ? "by itself" : <Time as="clock" at={list.nextTryAt} />}; the rest
        is not held up.
      </td>
    </tr>
  );
}

function ListRow({ list }: { list: BackfillListDto }) {
  const { estimatedTotal, finished } = list;
  return (
    <tr className="border-t">
      <th className="px-3 py-1.5 text-left font-normal" scope="row">
        {listName(list.objectType)}
      </th>
      <td className="px-3 text-right" data-num="">
        {count.format(list.imported)}
      </td>
      <td className="px-3 text-right text-secondary-foreground" data-num="">
        {estimatedTotal === null ? "–" : `${finished ? "" : "≈ "}${count.format(estimatedTotal)}`}
      </td>
      <td className="px-3 text-right">
        <ListState list={list} />
      </td>
    </tr>
  );
}

/** What came in of each list of Stripe's, of how much, and what happens next where something failed. */
export function BackfillLists({ lists }: { lists: readonly BackfillListDto[] }) {
  return (
    <Panel flush title="List by list">
      <table className="w-full">
        <caption className="sr-only">Progress of each list</caption>
        <thead>
          <tr>
            <th className={`${head} text-left`} scope="col">
              List
            </th>
            <th className={`${head} text-right`} scope="col">
              In
            </th>
            <th className={`${head} text-right`} scope="col">
              Of
            </th>
            <th className={`${head} text-right`} scope="col">
              State
            </th>
          </tr>
        </thead>
        {lists.map((list) => (
          <tbody key={list.objectType}>
            <ListRow list={list} />
            <Failure list={list} />
          </tbody>
        ))}
      </table>
    </Panel>
  );
}
