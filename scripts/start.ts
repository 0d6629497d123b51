/**
 * `npm start`: the app on http://localhost:PORT, built first when sources changed. `--dev` serves the sources through
 * Vite instead. Ctrl-C stops cleanly.
 */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { pathToFileURL } from "node:url"
import type { ServerBuild } from "@remix-run/node"
import type { ViteDevServer } from "vite"
import { isOfficeError } from "#models/shared/errors.ts"
import { ROLE_LABELS } from "#models/shared/workflow.ts"
import { prepareFirstStart } from "#seeds/first-start.server.ts"
import { readNation } from "#seeds/nation/nation.ts"
import { assertServable, type Config, ConfigError, readConfig } from "#workflows/config.server.ts"
import type { Runtime } from "#workflows/runtime.server.ts"
import { openFirstSetup, waitsForSetup } from "#workflows/setup/first-setup.server.ts"
import { ensureBuilt, SERVER_BUNDLE } from "./build-app.ts"
import { reachOf, urlOf } from "./listening.ts"
import { answerUnreadable } from "./web-server/answer-unreadable.ts"
import { createWebServer } from "./web-server.ts"

type AppBuild = ServerBuild & {
  entry: { module: { startRuntime: (config: Config) => Promise<Runtime> } }
}

const isDevelopment = process.argv.includes("--dev")
const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  await start()
} catch (error) {
  process.stderr.write(`${describe(error)}\n`)
  process.exit(1)
}

async function start(): Promise<void> {
  const config = readConfig(process.env)
  assertServable(config)
  // React reads NODE_ENV when it is loaded, which happens with the app below.
  process.env.NODE_ENV = isDevelopment ? "development" : "production"
  const { build, load, vite } = isDevelopment ? await fromSources() : await fromBuild()
  const runtime = await (await load()).entry.module.startRuntime(config)
  await prepareFirstStart(runtime, say).catch(async (error: unknown) => {
    await runtime.close()
    throw error
  })
  if (!config.trainingMode && (await waitsForSetup())) runtime.firstSetup = await openFirstSetup(readNation())
  runtime.duty.start()
  runtime.bulkWork.start()
  runtime.noticeWork.start()
  runtime.attachmentWork.start()
  runtime.siteWork.start()
  const server = createServer(createWebServer({ runtime, build, vite }))
  answerUnreadable(server)
  // A form sent slower than this is no form.
  server.requestTimeout = 120_000
  server.listen({ port: config.port, ...(config.host ? { host: config.host } : {}) })
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve)
    server.once("error", reject)
  }).catch(async (error: unknown) => {
    await runtime.close()
    throw error
  })
  await greet(runtime, server.address() as AddressInfo)

  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    say("\nĐang dừng (stopping)…")
    const isClosed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 5000).unref()
    await isClosed
    await vite?.close()
    await runtime.close()
    say("Đã dừng, dữ liệu nguyên vẹn.")
    process.exit(0)
  }
  process.on("SIGINT", stop)
  process.on("SIGTERM", stop)
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

/** Says where the app is and, in training mode, who may sign in. */
async function greet(runtime: Runtime, listening: AddressInfo): Promise<void> {
  const address = runtime.config.publicUrl ?? urlOf(listening)
  say("")
  say(`Danh mục dịch vụ công trực tuyến: ${address}`)
  say(`  Trang công khai:  ${address}/danh-muc`)
  say(`  Đăng nhập:        ${address}/dang-nhap`)
  say(`  Lắng nghe:        ${reachOf(listening, runtime.trainingMode)}`)
  say(`  Dữ liệu:          ${runtime.config.mongodbUri ? "MongoDB (MONGODB_URI)" : runtime.config.dataDir}`)
  if (runtime.firstSetup) {
    say("")
    say(
      `Kho dữ liệu chưa thiết lập cho tỉnh, thành phố nào. Mở ${address}/thiet-lap và nhập mã dùng một lần:`,
    )
    say(`  ${runtime.firstSetup.code}`)
    say("hoặc dừng lại và chạy «npm run setup».")
  }
  if (!runtime.trainingMode) return
  const people = await runtime.trainingUsers()
  say("")
  say("Chế độ tập huấn (training mode); tên đăng nhập / mật khẩu:")
  for (const person of people.slice(0, 24)) {
    const roles = [...new Set(person.assignments.map(({ role }) => ROLE_LABELS[role]))].join(", ")
    say(
      `  ${person.id.padEnd(28)} ${(person.trainingPassword ?? "").padEnd(14)} ${person.fullName} – ${roles}`,
    )
  }
  if (people.length === 0) say("  (chưa có người dùng tập huấn)")
  if (people.length > 24) say(`  … và ${people.length - 24} người nữa, xem ở trang đăng nhập`)
  say("")
  say("Ctrl-C để dừng.")
}

function describe(error: unknown): string {
  if (isOfficeError(error) || error instanceof ConfigError) return error.message
  const code = error instanceof Error && "code" in error ? error.code : null
  if (code === "EADDRINUSE")
    return "Cổng đã có chương trình khác dùng (port in use). Đặt PORT khác rồi chạy lại."
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return "HOST không phải địa chỉ của máy này (not an address of this machine). Đặt HOST khác rồi chạy lại."
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
