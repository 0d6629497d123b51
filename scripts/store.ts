/** `npm run store -- --data DIR [--port N] [--cache MIB]`: the embedded store alone; its address is the last line once it listens. */
import { parseArgs } from "node:util"
import { startEmbeddedStore } from "#models/store/embedded/start.server.ts"

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

const { data, port, cacheBytes } = readArguments()
const store = await startEmbeddedStore({ dataDir: data, port, cacheBytes }).catch((error: unknown) =>
  fail(error instanceof Error ? error.message : String(error)),
)
if (!store.isOwner) fail(`Thư mục «${data}» đang do một kho dữ liệu khác giữ; kho đó ở ${store.uri}`)

let isStopping = false
const stop = async () => {
  if (isStopping) return
  isStopping = true
  await store.close()
  process.exit(0)
}
process.on("SIGINT", stop)
process.on("SIGTERM", stop)
process.stdout.write(`Kho dữ liệu trong «${data}», Ctrl-C để dừng.\n${store.uri}\n`)

function readArguments(): { data: string; port: number; cacheBytes: number } {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: "string" },
        port: { type: "string", default: "0" },
        cache: { type: "string", default: "512" },
      },
    })
    const port = Number(values.port)
    const cache = Number(values.cache)
    if (
      !values.data ||
      !Number.isInteger(cache) ||
      cache < 16 ||
      !Number.isInteger(port) ||
      port < 0 ||
      port > 65_535
    )
      return fail("Cách dùng: npm run store -- --data THƯ_MỤC [--port CỔNG] [--cache SỐ_MIB, ít nhất 16]")
    return { data: values.data, port, cacheBytes: cache * 1024 * 1024 }
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}
