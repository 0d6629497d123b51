/**
 * `npm start`: the app on http://localhost:PORT, built first when sources changed. `--dev` serves the sources through
 * Vite instead. Ctrl-C stops cleanly.
 *
 * What serves is in the bundle alone. Read from the sources as well, all of it would lie in memory twice.
 */
import { spawn } from "node:child_process"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { ServerBuild } from "@remix-run/node"
import type { ViteDevServer } from "vite"
import type * as Entry from "#app/entry.server.tsx"
import { BUILD_DIR, ensureBuilt, SERVER_BUNDLE } from "./build-app.ts"

type AppBuild = ServerBuild & { entry: { module: typeof Entry } }

const FIRST_START = join(import.meta.dirname, "first-start.ts")

const isDevelopment = process.argv.includes("--dev")
const say = (line: string) => process.stdout.write(`${line}\n`)
// React reads NODE_ENV when it is loaded, which happens with the app below; the settings are those of the shell.
const env = { ...process.env }
process.env.NODE_ENV = isDevelopment ? "development" : "production"

const { build, load, vite } = isDevelopment ? await fromSources() : await fromBuild()
const { assertServable, describeFailure, readConfig, startServer } = (await load()).entry.module
try {
  const config = readConfig(env)
  assertServable(config)
  if (await prepared()) {
    const clientDir = join(BUILD_DIR, "client")
    const { stop } = await startServer({ config, build, clientDir, vite, readNation, say })
    let isStopping = false
    const end = async () => {
      if (isStopping) return
      isStopping = true
      say("\nĐang dừng (stopping)…")
      await stop()
      await vite?.close()
      say("Đã dừng, dữ liệu nguyên vẹn.")
      process.exit(0)
    }
    process.on("SIGINT", end)
    process.on("SIGTERM", end)
  } else process.exit(1)
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.exit(1)
}

type Source = {
  build: ServerBuild | (() => Promise<AppBuild>)
  load: () => Promise<AppBuild>
  vite: ViteDevServer | null
}

async function fromBuild(): Promise<Source> {
  await ensureBuilt(say)
  const build: AppBuild = await import(pathToFileURL(SERVER_BUNDLE).href)
  return { build, load: async () => build, vite: null }
}

async function fromSources(): Promise<Source> {
  const { createServer } = await import("vite")
  const vite = await createServer({ server: { middlewareMode: true } })
  const load = async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as AppBuild
  return { build: load, load, vite }
}

async function readNation() {
  return (await import("#seeds/nation/nation.ts")).readNation()
}

/** A process of its own fills the store: a training year takes more memory than a day's work, and would never give it back. */
async function prepared(): Promise<boolean> {
  const child = spawn(process.execPath, [FIRST_START], { env, stdio: ["ignore", "inherit", "inherit"] })
  const stop = (signal: NodeJS.Signals) => void child.kill(signal)
  process.on("SIGINT", stop).on("SIGTERM", stop)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", resolve)
  })
  process.off("SIGINT", stop).off("SIGTERM", stop)
  return code === 0
}
