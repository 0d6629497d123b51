import { spawn } from "node:child_process"
import { assertServable, readConfig } from "#workflows/config.server.ts"
import { describeFailure, type Starting, startServer } from "./start-server.server.ts"

type Serving = Omit<Starting, "config" | "say" | "readNation"> & {
  /** The settings, as the shell gives them. */
  env: NodeJS.ProcessEnv
  /** Program that fills the store where that is due. */
  firstStart: string
  /** Module that knows the provinces (`readNation`). */
  nation: string
}

/** How long what is still open may hold up the end. */
const END_MS = 2000

const say = (line: string) => process.stdout.write(`${line}\n`)

/** The life of a process that serves: from its settings to the signal that ends it; exit code 1 when the office cannot be opened. */
export const serve = async ({ env, firstStart, nation, ...served }: Serving): Promise<void> => {
  try {
    const config = readConfig(env)
    assertServable(config)
    if (!(await prepared(firstStart, env))) return endWith(1)
    const readNation = async () => (await import(/* @vite-ignore */ nation)).readNation()
    const { stop } = await startServer({ ...served, config, readNation, say })
    let isStopping = false
    const end = async () => {
      if (isStopping) return
      isStopping = true
      say("\nĐang dừng (stopping)…")
      await stop()
      say("Đã dừng, dữ liệu nguyên vẹn.")
      endWith(0)
    }
    process.on("SIGINT", end).on("SIGTERM", end)
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`)
    endWith(1)
  }
}

/** By itself it ends surely; told to, it may wait for ever for what V8 compiles beside it (nodejs/node#54918). */
function endWith(code: number): void {
  process.exitCode = code
  setTimeout(() => process.exit(), END_MS).unref()
}

/** In a process of its own: filling a training year takes more memory than a day's work, and would never give it back. */
async function prepared(firstStart: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const child = spawn(process.execPath, [firstStart], { env, stdio: ["ignore", "inherit", "inherit"] })
  const stop = (signal: NodeJS.Signals) => void child.kill(signal)
  process.on("SIGINT", stop).on("SIGTERM", stop)
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject)
      child.once("close", (code) => resolve(code === 0))
    })
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop)
  }
}
