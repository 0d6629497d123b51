import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const ROOT = join(import.meta.dirname, "../../..")
const READY = /Danh mục dịch vụ công trực tuyến: (\S+)/

/** As `npm start` says it. */
const startArguments = (): string[] => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    scripts: { start: string }
  }
  return scripts.start.split(" ").slice(1)
}

/**
 * The built app as `npm start` serves it, with training data of its own, while `work` asks it.
 * @param work gets its address and the number of its process
 * @throws when it does not start
 */
export const withServedApp = async <T>(
  work: (url: string, process: number) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> => {
  const data = mkdtempSync(join(tmpdir(), "danh-muc-bench-"))
  const app = spawn(process.execPath, startArguments(), {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: "production",
      MONGODB_URI: "",
      DATA_DIR: data,
      PORT: "0",
      LOG_LEVEL: "warn",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const ended = new Promise<void>((resolve) => app.on("close", () => resolve()))
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let printed = ""
      const read = (chunk: Buffer) => {
        printed += chunk.toString()
        const address = READY.exec(printed)?.[1]
        if (address) resolve(address)
      }
      app.stdout.on("data", read)
      app.stderr.on("data", read)
      void ended.then(() => reject(new Error(`the app did not start:\n${printed}`)))
    })
    return await work(url, app.pid ?? 0)
  } finally {
    app.kill("SIGTERM")
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}
