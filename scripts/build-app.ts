import { spawn } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

const ROOT = join(import.meta.dirname, "..")
const SOURCES = [
  "app",
  "workflows",
  "models",
  "seeds",
  "vite.config.ts",
  "postcss.config.cjs",
  "package.json",
]
const LOCK = join(ROOT, "node_modules", ".cache", "build.lock")

/** Folder of the built app. */
export const BUILD_DIR = join(ROOT, "build")
const SERVER_BUNDLE = join(BUILD_DIR, "server", "index.js")

/** Builds the app when there is no build or a source is newer; several processes asking at once build it once. */
export const ensureBuilt = async (say: (line: string) => void): Promise<void> => {
  if (isFresh()) return
  await withLock(async () => {
    if (isFresh()) return
    say("Đang dựng giao diện (building the app), khoảng nửa phút…")
    const started = performance.now()
    await run(process.execPath, [join(ROOT, "node_modules/@remix-run/dev/dist/cli.js"), "vite:build"])
    say(`Đã dựng xong sau ${Math.round((performance.now() - started) / 1000)} giây.`)
  })
}

const isFresh = (): boolean => {
  if (!existsSync(SERVER_BUNDLE)) return false
  const builtAt = statSync(SERVER_BUNDLE).mtimeMs
  return SOURCES.every((source) => newest(join(ROOT, source)) <= builtAt)
}

const newest = (path: string): number => {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(
    0,
    ...readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  )
}

async function run(command: string, args: string[]): Promise<void> {
  const lines: string[] = []
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, NODE_ENV: "production" } })
  child.stdout.on("data", (chunk) => lines.push(String(chunk)))
  child.stderr.on("data", (chunk) => lines.push(String(chunk)))
  const code = await new Promise((resolve) => child.on("close", resolve))
  if (code !== 0) throw new Error(`Không dựng được giao diện (build failed):\n${lines.join("")}`)
}

async function withLock(work: () => Promise<void>): Promise<void> {
  mkdirSync(join(LOCK, ".."), { recursive: true })
  while (!takeLock()) await sleep(300)
  try {
    await work()
  } finally {
    rmSync(LOCK, { force: true })
  }
}

const takeLock = (): boolean => {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" })
    return true
  } catch {
    const holder = existsSync(LOCK) ? Number(readFileSync(LOCK, "utf8")) : 0
    if (holder > 0 && !isRunning(holder)) rmSync(LOCK, { force: true })
    return false
  }
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
