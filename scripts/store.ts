/** `npm run store -- --data DIR [--port N]`: the embedded store alone; its address is the last line once it listens. */
import { parseArgs } from "node:util"
import { startEmbeddedStore } from "#models/store/embedded/start.server.ts"

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

const { data, port } = readArguments()
const store = await startEmbeddedStore({ dataDir: data, port }).catch((error: unknown) =>
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

function readArguments(): { data: string; port: number } {
  try {
    const { values } = parseArgs({
      options: { data: { type: "string" }, port: { type: "string", default: "0" } },
    })
    const port = Number(values.port)
    if (!values.data || !Number.isInteger(port) || port < 0 || port > 65_535)
      return fail("Cách dùng: npm run store -- --data THƯ_MỤC [--port CỔNG]")
    return { data: values.data, port }
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}
