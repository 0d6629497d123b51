/**
 * `npm run store -- --data DIR [--port N] [--cache MIB] [--test-commands]`: the embedded store alone; its address is the last line
 * once it listens. `--test-commands` lets clients ask it for failures; for tests of drivers only.
 * `npm run store -- --salvage DIR OUT`: what can still be read of a damaged folder, brought into a new one.
 */
import { join } from "node:path"
import { LOST_FILE, salvage } from "embedded-mongo-store"
import { formatNumber } from "#models/shared/numbers.ts"
import { startOwnStore } from "#models/store/start-embedded.server.ts"
import { argumentsOf, fail } from "./command-line.ts"
import { endWith } from "./ending.ts"

const USAGE =
  "Cách dùng: npm run store -- --data THƯ_MỤC [--port CỔNG] [--cache SỐ_MIB, ít nhất 16] [--test-commands]\n          npm run store -- --salvage THƯ_MỤC_HỎNG THƯ_MỤC_MỚI"
const MOST_SHOWN = 20

const { data, port, cacheBytes, testCommands, salvaging } = readArguments()
if (salvaging) await bringOver(salvaging)
else await serve()

async function serve(): Promise<void> {
  const store = await startOwnStore({ dataDir: data, port, cacheBytes, testCommands }).catch(
    (error: unknown) => fail(error instanceof Error ? error.message : String(error)),
  )
  if (!store.isOwner) fail(`Thư mục «${data}» đang do một kho dữ liệu khác giữ; kho đó ở ${store.uri}`)
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    await store.close()
    endWith(0)
  }
  process.on("SIGINT", stop)
  process.on("SIGTERM", stop)
  process.stdout.write(`Kho dữ liệu trong «${data}», Ctrl-C để dừng.\n${store.uri}\n`)
}

/** Says what was saved and what was not. */
async function bringOver({ from, into }: { from: string; into: string }): Promise<void> {
  const { documents, collections, lost } = await salvage(from, into).catch((error: unknown) =>
    fail(error instanceof Error ? error.message : String(error)),
  )
  const said = [
    `Đã lưu ${formatNumber(documents)} bản ghi của ${formatNumber(collections)} bảng vào «${into}»; «${from}» để nguyên.`,
    ...(lost.length === 0
      ? ["Lưu được tất cả."]
      : [`Không lưu được ${formatNumber(lost.length)} chỗ, ghi đủ trong «${join(into, LOST_FILE)}»:`]),
    ...lost.slice(0, MOST_SHOWN).map((one) => `  ${one}`),
    ...(lost.length > MOST_SHOWN ? [`  … và ${formatNumber(lost.length - MOST_SHOWN)} chỗ nữa`] : []),
    `Kiểm tra lại bằng: npm run verify:store -- --data «${into}»`,
  ]
  process.stdout.write(`${said.join("\n")}\n`)
}

type Arguments = {
  data: string
  port: number
  cacheBytes: number
  testCommands: boolean
  salvaging: { from: string; into: string } | null
}

function readArguments(): Arguments {
  const { values, positionals } = argumentsOf(
    {
      allowPositionals: true,
      options: {
        salvage: { type: "string" },
        data: { type: "string" },
        port: { type: "string", default: "0" },
        cache: { type: "string", default: "512" },
        "test-commands": { type: "boolean", default: false },
      },
    },
    USAGE,
  )
  const [into, ...more] = positionals
  const salvaging = values.salvage && into ? { from: values.salvage, into } : null
  const port = Number(values.port)
  const cache = Number(values.cache)
  if (
    (!values.data && !salvaging) ||
    (values.salvage && !salvaging) ||
    (into && !salvaging) ||
    more.length > 0 ||
    !Number.isInteger(cache) ||
    cache < 16 ||
    !Number.isInteger(port) ||
    port < 0 ||
    port > 65_535
  )
    return fail(USAGE)
  const testCommands = values["test-commands"]
  return { data: values.data ?? "", port, cacheBytes: cache * 1024 * 1024, testCommands, salvaging }
}
