import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openStore } from "#models/store/connection.server.ts"
import type { Area, Measure } from "../area.ts"
import { measureCounting } from "./counting.ts"
import { measureInserting } from "./inserting.ts"
import { measureMemoryAndStart } from "./memory-and-start.ts"
import { measureMoving } from "./moving.ts"
import { measureReading } from "./reading.ts"

/** The embedded store, through mongoose over its socket, against SQLite alone and against itself without an index. */
export const storeArea: Area = {
  name: "store",
  title: "Kho dữ liệu nhúng",
  run: async (say) => {
    const folder = await mkdtemp(join(tmpdir(), "bench-store-"))
    try {
      return await inFolder(folder, say)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function inFolder(folder: string, say: (line: string) => void): Promise<Measure[]> {
  const measures = await measureMemoryAndStart(folder, say)
  const store = await openStore({ dataDir: join(folder, "store") })
  try {
    return [
      ...(await measureReading(store.connection, say)),
      ...(await measureInserting(store.connection, folder, say)),
      ...(await measureCounting(store.connection, folder, say)),
      ...(await measureMoving(store.connection, folder, say)),
      ...measures,
    ]
  } finally {
    await store.close()
  }
}
