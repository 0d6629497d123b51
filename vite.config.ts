import { vitePlugin as remix } from "@remix-run/dev"
import { defineConfig } from "vite"

export default defineConfig({
  plugins: [
    remix({
      future: {
        // Finds what the browser needs before the first page asks; else the first page meets two copies of React.
        unstable_optimizeDeps: true,
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  // Icons are imported one file each (app/components/icons.ts); bundled, because their package has no exports map.
  ssr: { noExternal: ["@tabler/icons-react"] },
  // Drawn on the server alone; the search for what browsers need cannot read its binary.
  optimizeDeps: { exclude: ["@napi-rs/canvas"] },
  build: { target: "es2022" },
})
