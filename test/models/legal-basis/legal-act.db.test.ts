import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import {
  actsInForceOn,
  addLegalActs,
  findLegalActs,
  findLegalActsOfFields,
} from "#models/legal-basis/legal-act.repository.server.ts"
import { LegalActModel } from "#models/legal-basis/legal-act.schema.server.ts"
import { actsOfRecord } from "#models/legal-basis/legal-act.ts"
import type { Store } from "#models/store/connection.server.ts"
import { LEGAL_ACTS } from "#seeds/reference/legal-acts.ts"
import { openTestStore } from "#test/setup/store.ts"

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterEach(async () => {
  await LegalActModel.deleteMany({})
})
afterAll(() => store.close())

const LAND = { number: "45/2013/QH13", title: "Luật 45/2013/QH13" }
const AMENDING = {
  number: "148/2020/NĐ-CP",
  title:
    "Nghị định sửa đổi, bổ sung một số nghị định quy định chi tiết thi hành Luật Đất đai (Nghị định số 43/2014/NĐ-CP)",
}

test("records bring their acts, the dated table its days and successors, in either order and as often as they come", async () => {
  const ofRecord = actsOfRecord([LAND, AMENDING, { number: "", title: "Công văn hướng dẫn" }], ["G13-DD"])
  expect(ofRecord).toHaveLength(2)
  for (const order of [
    [ofRecord, LEGAL_ACTS],
    [LEGAL_ACTS, ofRecord],
  ]) {
    for (const acts of [...order, ...order]) await addLegalActs(acts)
    const found = await findLegalActs([LAND.number, AMENDING.number])
    expect(found.get(LAND.number)).toMatchObject({
      name: "Luật Đất đai số 45/2013/QH13",
      validTo: "2024-07-31",
      replacedBy: "31/2024/QH15",
      fieldCodes: ["G13-DD"],
    })
    expect(found.get(AMENDING.number)).toMatchObject({ amends: ["43/2014/NĐ-CP"], validFrom: null })
    expect((await findLegalActsOfFields(["G13-DD"])).map(({ number }) => number).sort()).toEqual([
      AMENDING.number,
      LAND.number,
    ])
    await LegalActModel.deleteMany({})
  }
})

test("an act is in force by its days, and not before the year of its number where nobody gave days", async () => {
  await addLegalActs(LEGAL_ACTS)
  const in2023 = await actsInForceOn("2023-03-09")
  expect([
    in2023(LAND.number),
    in2023("31/2024/QH15"),
    in2023("9/2025/NĐ-CP"),
    in2023("9/2020/NĐ-CP"),
  ]).toEqual([true, false, false, true])
  // NĐ 42/2022 gave way to NĐ 224/2026 on 01/7/2026.
  const [before, after] = [await actsInForceOn("2026-06-30"), await actsInForceOn("2026-07-01")]
  expect([before("42/2022/NĐ-CP"), after("42/2022/NĐ-CP"), after("224/2026/NĐ-CP")]).toEqual([
    true,
    false,
    true,
  ])
})

test("whatever replaced an act stands in the table itself, in force from the day after", () => {
  const byNumber = new Map(LEGAL_ACTS.map((act) => [act.number, act]))
  for (const { number, validTo, replacedBy } of LEGAL_ACTS) {
    if (replacedBy === "") continue
    const next = byNumber.get(replacedBy)
    expect(next?.validFrom && validTo && next.validFrom > validTo, `${number} → ${replacedBy}`).toBe(true)
  }
})
