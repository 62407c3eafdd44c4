import { PermittedArea } from "#components/layout/permitted-area.tsx";
import { BackTestPage } from "#components/retries/back-test-page.tsx";

export default function Page() {
  return (
    <PermittedArea permission="retry:judge" title="Retries" what="The judgement of retries">
      <BackTestPage />
    </PermittedArea>
  );
}
