import { expect, test } from "vitest"
import { readNation } from "#seeds/nation/nation.ts"
import { provinceDirectory } from "#workflows/setup/province-directory.ts"
import { withTrainingCodes } from "#workflows/setup/training-codes.ts"

const nation = readNation()

test.each(["68", "48"])(
  "in province %s every unit gets a code of its own, made-up ones marked, public ones kept",
  (code) => {
    const province = nation.provinces.find((one) => one.code === code)
    if (!province) throw new Error(code)
    const chosen = nation.agenciesOf(province).filter(({ isTicked }) => isTicked)
    const own = provinceDirectory(nation, province, chosen)
    const { agencies } = withTrainingCodes(own, province)
    const codes = agencies.flatMap((agency) => agency.codes.map((one) => `${one.scheme} ${one.code}`))
    expect(new Set(codes).size).toBe(codes.length)
    for (const [index, agency] of agencies.entries()) {
      expect(agency.codes.length, agency.id).toBeGreaterThan(0)
      const before = own.agencies[index]?.codes ?? []
      if (before.length > 0) expect(agency.codes).toEqual(before)
      else expect(agency.codes.every(({ training }) => training)).toBe(true)
    }
  },
)
