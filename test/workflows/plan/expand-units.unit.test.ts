import { expect, test } from "vitest"
import { AGENCIES } from "#seeds/reference/agencies.ts"
import { UNIT_EXPRESSIONS } from "#seeds/reference/plans/words.ts"
import { expandUnits } from "#workflows/plan/expand-units.ts"

const directory = { agencies: AGENCIES, expressions: UNIT_EXPRESSIONS }
const idsOn = (names: string[], day: string) => expandUnits(names, directory, day).agencyIds

test("UBND các huyện, thành phố are the eight of 2023, and the communes that stand for them once there are no districts", () => {
  expect(idsOn(["UBND các huyện, thành phố"], "2023-03-03")).toHaveLength(8)
  const commune = AGENCIES.find(({ kind }) => kind === "COMMUNE_COMMITTEE")
  if (!commune) throw new Error("no commune")
  const formed = { ...commune, id: "ubnd-xa-moi", validFrom: "2025-07-01", validTo: null }
  const after = { ...directory, agencies: [...AGENCIES, formed] }
  expect(expandUnits(["UBND các huyện, thành phố"], after, "2025-07-01").agencyIds).toEqual(["ubnd-xa-moi"])
  expect(expandUnits(["UBND các huyện, thành phố"], after, "2025-06-30").agencyIds).toHaveLength(8)
})

test("a unit that has ended is who took it over, on the day that is asked about", () => {
  expect(idsOn(["Sở Thông tin và Truyền thông (hướng dẫn, đôn đốc)"], "2023-03-03")).toEqual([
    "so-thong-tin-va-truyen-thong",
  ])
  expect(idsOn(["Sở Thông tin và Truyền thông"], "2025-03-15")).toEqual(["so-khoa-hoc-va-cong-nghe"])
})

test("each unit is named once, and words nobody can say who that is are told", () => {
  const found = expandUnits(
    ["Các Sở, Ban, ngành", "Sở Tư pháp", "Các cơ quan báo chí, truyền thông"],
    directory,
    "2023-03-03",
  )
  expect(found.agencyIds.filter((id) => id === "so-tu-phap")).toHaveLength(1)
  expect(found.vague).toEqual(["Các cơ quan báo chí, truyền thông"])
})
