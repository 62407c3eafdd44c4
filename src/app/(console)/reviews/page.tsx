import type { Metadata } from "next";
import { ReviewsPage } from "#components/reviews/reviews-page.tsx";

export const metadata: Metadata = { title: "Review queue" };

export default function Page() {
  return <ReviewsPage />;
}
