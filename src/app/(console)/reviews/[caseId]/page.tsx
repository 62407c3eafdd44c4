import { redirect } from "next/navigation";

interface Props {
  params: Promise<{ caseId: string }>;
}

/** A link to one case opens it beside the queue. */
export default async function Page({ params }: Props) {
  const { caseId } = await params;
  redirect(`/reviews?case=${encodeURIComponent(caseId)}`);
}
