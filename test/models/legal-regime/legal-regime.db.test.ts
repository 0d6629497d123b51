import { afterAll, beforeAll, expect, test } from "vitest"
import {
  addLegalRegimes,
  findLegalRegimes,
  getLegalRegime,
  getLegalRegimeOn,
} from "#models/legal-regime/legal-regime.repository.server.ts"
import type { Store } from "#models/store/connection.server.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { REGIME_A } from "#seeds/reference/regimes/regime-a.ts"
import { openTestStore } from "#test/setup/store.ts"

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await addLegalRegimes(LEGAL_REGIMES)
})
afterAll(() => store.close())

test("packs come back as they went in, oldest first, and storing them again changes nothing", async () => {
  await addLegalRegimes([...LEGAL_REGIMES].reverse())
  expect(await findLegalRegimes()).toEqual(LEGAL_REGIMES)
})

test("the pack of a decision is found by its id, the pack of a day by the day", async () => {
  expect(await getLegalRegime("nd-42-2022")).toEqual(REGIME_A)
  expect((await getLegalRegimeOn("2026-07-01")).id).toBe("nd-224-2026")
})

test("a pack nobody stored is not found, in Vietnamese", async () => {
  await expect(getLegalRegime("nd-43-2011")).rejects.toThrow(/Không tìm thấy bộ quy định «nd-43-2011»/)
})

test("a pack that contradicts itself is refused, naming the place, and nothing is stored", async () => {
  const broken = { ...REGIME_A, id: "hong", outcomes: [{ level: "PARTIAL" as const, needs: ["x"] }] }
  await expect(addLegalRegimes([broken])).rejects.toMatchObject({
    code: "INVALID_INPUT",
    issues: [{ field: "outcomes.0.needs" }],
  })
  await expect(getLegalRegime("hong")).rejects.toMatchObject({ code: "NOT_FOUND" })
})
