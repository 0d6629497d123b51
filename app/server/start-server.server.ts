import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { isOfficeError } from "#models/shared/errors.ts"
import { ROLE_LABELS } from "#models/shared/workflow.ts"
import { ConfigError } from "#workflows/config.server.ts"
import { type Runtime, startRuntime } from "#workflows/runtime.server.ts"
import { openFirstSetup, waitsForSetup } from "#workflows/setup/first-setup.server.ts"
import { answerUnreadable } from "./answer-unreadable.server.ts"
import { reachOf, urlOf } from "./listening.ts"
import { createWebServer, type Served } from "./web-server.server.ts"

export type Starting = Served & {
  config: Parameters<typeof startRuntime>[0]
  /** Reads the provinces a new office chooses from; asked only while one waits to be set up. */
  readNation: () => Promise<Parameters<typeof openFirstSetup>[0]>
  say: (line: string) => void
}

/**
 * Opens the office: its store, its own work and its pages.
 * @returns what ends it cleanly, called once
 * @throws OfficeError when the store cannot be opened, Error when nothing can listen where it was told to
 */
export const startServer = async ({
  config,
  readNation,
  say,
  ...served
}: Starting): Promise<{ stop: () => Promise<void> }> => {
  const runtime = await startRuntime(config)
  const server = createServer(createWebServer({ runtime, ...served }))
  answerUnreadable(server)
  // A form sent slower than this is no form.
  server.requestTimeout = 120_000
  try {
    if (!config.trainingMode && (await waitsForSetup()))
      runtime.firstSetup = await openFirstSetup(await readNation())
    for (const work of [
      runtime.duty,
      runtime.bulkWork,
      runtime.noticeWork,
      runtime.attachmentWork,
      runtime.siteWork,
    ])
      work.start()
    server.listen({ port: config.port, ...(config.host ? { host: config.host } : {}) })
    await new Promise<void>((resolve, reject) => {
      server.once("listening", resolve)
      server.once("error", reject)
    })
  } catch (error) {
    await runtime.close()
    throw error
  }
  await greet(runtime, server.address() as AddressInfo, say)

  return {
    async stop() {
      const isClosed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 5000).unref()
      await isClosed
      await runtime.close()
    },
  }
}

/** Says where the app is and, in training mode, who may sign in. */
async function greet(runtime: Runtime, listening: AddressInfo, say: (line: string) => void): Promise<void> {
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

/** Why the office did not start, for whoever starts it. */
export const describeFailure = (error: unknown): string => {
  if (isOfficeError(error) || error instanceof ConfigError) return error.message
  const code = error instanceof Error && "code" in error ? error.code : null
  if (code === "EADDRINUSE")
    return "Cổng đã có chương trình khác dùng (port in use). Đặt PORT khác rồi chạy lại."
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return "HOST không phải địa chỉ của máy này (not an address of this machine). Đặt HOST khác rồi chạy lại."
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
