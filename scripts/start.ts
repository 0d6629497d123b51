/**
 * `npm start`: the app on http://localhost:PORT, built first when sources changed. `--dev` serves the sources through
 * Vite instead. Ctrl-C stops cleanly.
 */
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { ServerBuild } from "@remix-run/node"
import type * as Entry from "#app/entry.server.tsx"
import { BUILD_DIR, ensureBuilt } from "./build-app.ts"
import { endWith } from "./ending.ts"

type AppBuild = ServerBuild & { entry: { module: typeof Entry } }

const SERVE = join(import.meta.dirname, "serve.mjs")

/**
 * How much V8 may let its heaps grow before it tidies them. By itself it lets them grow to four times what is needed on a machine with
 * much memory, which an office's machine has other use for.
 */
const THRIFTY = ["--heap-growing-percent=40", "--max-semi-space-size=8"]

/** What threads have given back goes to the next thread, not to a heap of its own for each (read by the C library alone). */
const FEW_ARENAS = { MALLOC_ARENA_MAX: "2" }

try {
  if (process.argv.includes("--dev")) await serveSources()
  else await serveBuilt()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  endWith(1)
}

/** This process becomes the one that serves, where the system can do that, so that nothing of the building stays in memory. */
async function serveBuilt(): Promise<void> {
  await ensureBuilt((line) => process.stdout.write(`${line}\n`))
  const flags = [...THRIFTY, ...process.execArgv.filter((flag) => flag.startsWith("--inspect"))]
  if (process.execve)
    process.execve(process.execPath, [process.execPath, ...flags, SERVE], { ...FEW_ARENAS, ...process.env })
  await import(pathToFileURL(SERVE).href)
}

async function serveSources(): Promise<void> {
  const env = { ...process.env }
  process.env.NODE_ENV = "development"
  const { createServer } = await import("vite")
  const vite = await createServer({ server: { middlewareMode: true } })
  const load = async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as AppBuild
  const { serve } = (await load()).entry.module
  await serve({
    build: load,
    clientDir: join(BUILD_DIR, "client"),
    vite,
    env,
    firstStart: join(import.meta.dirname, "first-start.ts"),
    nation: new URL("../seeds/nation/nation.ts", import.meta.url).href,
  })
}
