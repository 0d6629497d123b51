import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openStore } from "#models/store/connection.server.ts"
import type { Area } from "../area.ts"
import { measureBulk } from "./bulk-and-single.ts"
import { openOfficeAtWork } from "./office-at-work.ts"
import { measureStep } from "./one-step.ts"

/** What the office's own rules, its log and its notices cost, and what many at once save. */
export const workflowArea: Area = {
  name: "workflow",
  title: "Một bước kèm nhật ký và thông báo; phê duyệt hàng loạt",
  run: async (say) => {
    const folder = mkdtempSync(join(tmpdir(), "danh-muc-bench-"))
    const store = await openStore({ dataDir: folder })
    try {
      const office = await openOfficeAtWork(store, say)
      return [...(await measureStep(office, say)), ...(await measureBulk(office, say))]
    } finally {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
