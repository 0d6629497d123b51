import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach } from "vitest"
import type { Store } from "#models/store/connection.server.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"
import { openFrozenOffice } from "./frozen-office.ts"
import { openTestStore } from "./store.ts"

/** A frozen office of its own for each test of the file, with signing keys of its own; read `office` inside the tests. */
export const frozenOfficeForEach = (ways: Parameters<typeof openFrozenOffice>[2] = {}) => {
  const held: { store?: Store; keys?: string; office?: Awaited<ReturnType<typeof openFrozenOffice>> } = {}
  beforeEach(async () => {
    held.store = await openTestStore()
    held.keys = mkdtempSync(join(tmpdir(), "keys-"))
    held.office = await openFrozenOffice(held.store, await trainingSigning(held.keys), ways)
  })
  afterEach(async () => {
    await held.store?.close()
    if (held.keys) rmSync(held.keys, { recursive: true, force: true })
  })
  return {
    get office() {
      if (!held.office) throw new Error("the office opens before each test")
      return held.office
    },
  }
}
