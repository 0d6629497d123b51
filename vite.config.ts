import { vitePlugin as remix } from "@remix-run/dev"
import { defineConfig } from "vite"

/** What cannot be part of one file: native code, files that are read beside the code, and what starts threads of its own. */
const APART = ["@napi-rs/canvas", "fontkit", "pdfjs-dist", "pdfkit", "pino"]

export default defineConfig(({ command, isSsrBuild = false }) => ({
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
  ssr: command === "build" ? { noExternal: true, external: APART } : { noExternal: ["@tabler/icons-react"] },
  // Drawn on the server alone; the search for what browsers need cannot read its binary.
  optimizeDeps: { exclude: ["@napi-rs/canvas"] },
  build: { target: "es2022", ...(isSsrBuild ? { minify: "esbuild" } : {}) },
  // The server in one file takes 100 MiB less than its parts: V8 keeps the text of all it has read, also what React has for developers,
  // and two bytes a letter where one letter needs them. Names stay, for the stacks in the log.
  ...(isSsrBuild
    ? {
        define: { "process.env.NODE_ENV": '"production"' },
        esbuild: { charset: "ascii", minifyIdentifiers: false, keepNames: false },
      }
    : {}),
}))
