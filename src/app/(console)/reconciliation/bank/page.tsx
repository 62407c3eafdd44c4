import type { Metadata } from "next";
import { BankPage } from "#components/bank-statements/bank-page.tsx";

export const metadata: Metadata = { title: "Bank" };

export default function Page() {
  return <BankPage />;
}
