/**
 * Serves what was built; `scripts/start.ts` becomes this. Plain JavaScript, since Node keeps its reader of types, 20 MiB, in every process
 * that meets a type.
 */
import { fileURLToPath } from "node:url"

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

// React reads it when it is loaded, which happens with the app; the settings are those of the shell.
const env = { ...process.env }
process.env.NODE_ENV = "production"
const build = await import(new URL("../build/server/index.js", import.meta.url).href)
await build.entry.module.serve({
  build,
  clientDir: at("../build/client"),
  vite: null,
  env,
  firstStart: at("first-start.ts"),
  nation: new URL("../seeds/nation/nation.ts", import.meta.url).href,
})
