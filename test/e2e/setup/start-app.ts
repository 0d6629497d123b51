import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

export type StartedApp = {
  /** `http://localhost:41234`, without a slash at the end. */
  url: string
  dataDir: string
  /** Everything the app has printed so far. */
  output(): string
  /** Stops the app as Ctrl-C does, waits for it, and removes its data unless `keepData`. */
  stop(options?: { keepData?: boolean }): Promise<number | null>
}

type StartOptions = {
  /** Environment on top of the defaults. */
  env?: Record<string, string>
  /** Data of an earlier start, to go on from. */
  dataDir?: string
}

const READY = /Danh mục dịch vụ công trực tuyến: (\S+)/
const START_LIMIT_MS = 180_000

/**
 * Starts the built app (building it when sources changed) as `npm start` does, on a free port with its own data.
 * @throws Error with everything it printed when it does not come up
 */
export const startApp = async ({ env = {}, dataDir }: StartOptions = {}): Promise<StartedApp> => {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
  const child = spawn(process.execPath, ["scripts/start.ts"], {
    cwd: join(import.meta.dirname, "../../.."),
    env: { ...withoutOurs(process.env), DATA_DIR: folder, PORT: "0", LOG_LEVEL: "warn", ...env },
  })
  let printed = ""
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve))
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The app did not start: ${why}\n${printed}`))
    const timer = setTimeout(() => {
      child.kill("SIGKILL")
      fail(`not ready after ${START_LIMIT_MS / 1000} s`)
    }, START_LIMIT_MS)
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const ready = READY.exec(printed)
      if (!ready?.[1]) return
      clearTimeout(timer)
      resolve(ready[1])
    }
    child.stdout.on("data", read)
    child.stderr.on("data", read)
    void closed.then((code) => {
      clearTimeout(timer)
      fail(`exit ${code}`)
    })
  })
  return {
    url,
    dataDir: folder,
    output: () => printed,
    async stop({ keepData = false } = {}) {
      child.kill("SIGTERM")
      const code = await closed
      if (!keepData) rmSync(folder, { recursive: true, force: true })
      return code
    },
  }
}

/** The developer's own settings, and a database that may hold real data, must not reach the app under test. */
const withoutOurs = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const ours = [
    "NODE_ENV",
    "VITEST",
    "PORT",
    "HOST",
    "DATA_DIR",
    "TRAINING_MODE",
    "PUBLIC_URL",
    "MONGODB_URI",
  ]
  return { ...env, ...Object.fromEntries(ours.map((name) => [name, undefined])) }
}
