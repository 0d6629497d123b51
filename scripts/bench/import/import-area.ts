import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { openStore } from "#models/store/connection.server.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { seedReference } from "#seeds/seed-reference.server.ts"
import { planImport } from "#workflows/register/plan-import.server.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import type { Area } from "../area.ts"
import { timeInTurn } from "../timing.ts"

const ROWS = 10_000
const ROUNDS = 3
const DAY = "2023-03-06"
const MIB = 1024 * 1024
const HEADINGS =
  "Mã TTHC,Tên TTHC,Lĩnh vực,Mã lĩnh vực,Cấp thực hiện,Cơ quan công khai,QĐ Công bố,Cách thức thực hiện,Thời hạn giải quyết,Lệ phí,Thành phần hồ sơ,Kết quả,Căn cứ pháp lý"

/** A list of so many procedures as an office keeps it. */
const listOf = (rows: number): Uint8Array =>
  new TextEncoder().encode(
    [
      HEADINGS,
      ...Array.from(
        { length: rows },
        (_, index) =>
          `3.${String(index + 1).padStart(6, "0")},Cấp giấy phép số ${index + 1},Hộ tịch,G15-HT01,Cấp tỉnh,Bộ Tư pháp,${index}/QĐ-BTP,Trực tiếp;Trực tuyến,05 ngày làm việc,100.000,"Tờ khai [chính: 1; sao: 0; mẫu]",Giấy phép,60/2014/QH13`,
      ),
    ].join("\r\n"),
  )

/** Looking at a list before it is taken, laid beside a register, against merely reading it. */
export const importArea: Area = {
  name: "import",
  title: "Xem trước một danh sách 10.000 dòng",
  run: async (say) => {
    const folder = await mkdtemp(join(tmpdir(), "danh-muc-bench-"))
    const store = await openStore({ dataDir: folder })
    try {
      await seedReference(store)
      const bytes = listOf(ROWS)
      const preview = () => planImport(bytes, { directory: UNIT_DIRECTORY, day: DAY })
      say(`${ROUNDS} lượt xen kẽ`)
      const { parsing, previewing } = await timeInTurn(
        { parsing: () => readRegisterFile(bytes), previewing: preview },
        { rounds: ROUNDS, warmUp: 1 },
      )
      say("bộ nhớ qua các lượt xem trước")
      const kept = await keptAfter(preview)
      return [
        {
          name: "preview",
          title: `Xem trước ${ROWS} dòng / chỉ đọc tệp (${parsing.toFixed(0)} ms)`,
          value: previewing / parsing,
          unit: "×",
          target: { atMost: 10 },
        },
        {
          name: "previewKept",
          title: "Bộ nhớ (heap) còn giữ thêm sau năm lượt xem trước",
          value: kept / MIB,
          unit: "MiB",
          target: { atMost: 16 },
        },
      ]
    } finally {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** Bytes of heap that stay after five more rounds, garbage collected. */
async function keptAfter(work: () => Promise<unknown>): Promise<number> {
  setFlagsFromString("--expose_gc")
  const collect = runInNewContext("gc") as () => void
  const used = () => {
    collect()
    return process.memoryUsage().heapUsed
  }
  await work()
  const before = used()
  for (let round = 0; round < 5; round++) await work()
  return Math.max(0, used() - before)
}
