import type { Metadata } from "next";
import { MethodSavedPage } from "#components/payment-methods/method-saved-page.tsx";

export const metadata: Metadata = { title: "Saved" };

export default function Page() {
  return <MethodSavedPage />;
}
