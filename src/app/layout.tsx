import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { appearanceClasses, readAppearance } from "#components/layout/appearance.ts";
import { Providers } from "#components/layout/providers.tsx";
import { cn } from "#components/ui/class-names.ts";
import "./globals.css";
import "./print.css";

export const metadata: Metadata = {
  title: { default: "Countersign", template: "%s · Countersign" },
  description: "The console where people overrule the payment machine.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  width: "device-width",
  initialScale: 1,
};

/** Reading the cookies makes every page dynamic, which the nonce of the content policy needs anyway. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const appearance = readAppearance((name) => jar.get(name)?.value);
  return (
    <html
      className={cn(GeistSans.variable, GeistMono.variable, appearanceClasses(appearance))}
      lang="en"
    >
      <body>
        <Providers appearance={appearance}>{children}</Providers>
      </body>
    </html>
  );
}
