import fc from "fast-check"
import { expect, test } from "vitest"
import { digestOf } from "#models/shared/digest.server.ts"
import { aZip, sheetRows, workbookParts } from "#test/workflows/uploads/a-zip.ts"
import { aNationalRecord, csv, jsonLines, REQUIRED_HEADINGS, read } from "./register-files.ts"

const aCode = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([first, rest]) => `${first}.${String(rest).padStart(6, "0")}`)
const space = fc.stringMatching(/^[ \t\u00a0]{0,3}$/)
const words = fc.stringMatching(/^[A-ZĐa-zăâêôơưđáàảãạ][ A-Za-zăâđêôơưáàảãạ0-9,;<>&"']{0,60}$/)

test("a well-formed code survives every kind of file, digit by digit", async () => {
  await fc.assert(
    fc.asyncProperty(aCode, space, space, async (code, before, after) => {
      const given = `${before}${code}${after}`
      const row = [given, "Đăng ký khai sinh", "Hộ tịch", "Cấp tỉnh"]
      const files = [
        jsonLines(aNationalRecord({ code: given, cases: [{ code: `${given.trim()}.07`, name: "" }] })),
        csv([REQUIRED_HEADINGS, row]),
        aZip(workbookParts(sheetRows([REQUIRED_HEADINGS, row]))),
      ]
      for (const file of files) {
        const { taken } = await read(file)
        expect(taken.map((one) => one.procedure.code)).toEqual([code])
        expect(taken[0]?.procedure.services[0]?.serviceCode).toMatch(new RegExp(`^${code}\\.0[17]$`))
      }
    }),
    { numRuns: 40 },
  )
})

test("whatever is no code is refused, never taken as another one", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 12 }), async (code) => {
      fc.pre(!/^\d\.\d{6}$/.test(code.normalize("NFC").replace(/[\s\u00a0\u200b\ufeff]/gu, "")))
      const { taken, refused } = await read(jsonLines(aNationalRecord({ code })))
      expect(taken).toEqual([])
      expect(refused).toMatchObject([{ line: 1, field: "code" }])
    }),
    { numRuns: 100 },
  )
})

test("reading again what was read gives the same content", async () => {
  await fc.assert(
    fc.asyncProperty(words, words, async (name, passage) => {
      const { taken } = await read(jsonLines(aNationalRecord({ name, description: passage })))
      const once = taken[0]?.procedure
      fc.pre(once !== undefined)
      const again = await read(
        jsonLines(aNationalRecord({ name: once?.name, description: once?.description })),
      )
      expect(digestOf(again.taken[0]?.procedure)).toBe(digestOf(once))
    }),
    { numRuns: 100 },
  )
})
