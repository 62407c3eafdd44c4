import type { Metadata } from "next";
import { OverviewPage } from "#components/kpis/overview-page.tsx";
import { seesShopFigures } from "#components/kpis/sees-shop-figures.ts";
import { currentSession } from "./current-session.ts";

export const metadata: Metadata = { title: "Overview" };

export default async function Page() {
  const { role } = await currentSession();
  return <OverviewPage seesShop={seesShopFigures(role)} />;
}
