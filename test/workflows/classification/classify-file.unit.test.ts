import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { expect, test } from "vitest"
import { sha256 } from "#models/shared/digest.server.ts"
import { REGIME_A_WITH_CIRCULAR as REGIME_A } from "#seeds/reference/regimes/regime-a-with-circular.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { agreementWith, classifyAll, differencesBetween } from "#workflows/classification/classify-file.ts"
import { passagesOf } from "#workflows/classification/passages.ts"
import { evidenceFinder } from "#workflows/evidence/level-evidence.ts"
import { markedProcedure } from "#workflows/evidence/marked-procedure.ts"
import { withNationalMarks } from "#workflows/evidence/national-marks.server.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"
import { aProcedure, REST, tenOthers } from "./a-procedure.ts"

const REAL = join(import.meta.dirname, "../../../../shared/data/procedures/national-portal.jsonl.gz")

const flagged = (isFullProcess: boolean, steps?: string) => ({
  ...aProcedure(steps === undefined ? {} : { steps }),
  nationalFlags: { isFullProcess, isOfflineOnly: false, nonTerritorial: false },
})

test("turning the nation's flag round changes nothing the rules say", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("Hai bên phải có mặt.", "Kiểm tra thực địa.", "Nộp hồ sơ trên môi trường điện tử.", ""),
      fc.constantFrom(REGIME_A, REGIME_B),
      (steps, regime) => {
        expect(classifyAll([flagged(true, steps)], regime)).toEqual(
          classifyAll([flagged(false, steps)], regime),
        )
      },
    ),
  )
})

test("every service says level, whether sure, and per criterion the fact with its article", () => {
  const steps = `Hai bên phải có mặt tại cơ quan.${REST}`
  const [service] = classifyAll([flagged(true, steps)], REGIME_A, () => tenOthers(0))
  expect(service).toMatchObject({ level: "PARTIAL", sure: true })
  expect(service?.evidence).toEqual(["0 trên 10 thủ tục cùng quyết định công bố 1872/QĐ-BTP: toàn trình"])
  expect(service?.reasons).toContainEqual({
    criterion: "e",
    article: expect.stringContaining("Điều 13(1)(e)"),
    fact: "Người thực hiện phải có mặt",
    quote: expect.stringMatching(/^Hai bên phải có mặt tại cơ quan\.?$/u),
  })
  expect(service?.gaps.join()).toMatch(/toàn trình/u)
})

test("agreement, precision and recall are counted over the services whose record carries the flag", () => {
  const procedures = [
    flagged(true),
    flagged(false),
    flagged(false, "Hai bên phải có mặt."),
    flagged(true, "Hai bên phải có mặt."),
    { ...flagged(true), nationalFlags: null },
  ]
  const found = agreementWith(procedures, classifyAll(procedures, REGIME_A))
  expect(found).toMatchObject({
    services: 5,
    flagged: 4,
    agreement: 0.5,
    precision: 0.5,
    recall: 0.5,
    majority: 0.5,
  })
})

test("between two regimes only what their clauses decide differently is listed, with the clauses", () => {
  const silent = aProcedure({ steps: "Cơ quan tổ chức thẩm định hồ sơ.", fees: [] } as never)
  const found = differencesBetween([silent, aProcedure()], REGIME_A, REGIME_B)
  for (const { moved } of found)
    for (const { from, to } of moved) expect(from === null || to === null || from !== to).toBe(true)
  expect(differencesBetween([silent, aProcedure()], REGIME_A, REGIME_A)).toEqual([])
})

if (!existsSync(REAL))
  test("the real records are not here: ../shared/data is absent", () => {
    console.log("không có ../shared/data, không kiểm được trên danh sách thật")
  })
else {
  const whole = async () =>
    completeRows((await readRegisterFile(readFileSync(REAL))).rows)
      .filter(isWhole)
      .map(({ procedure }) => procedure)

  test("every sentence quoted of a real record stands in it word for word", async () => {
    const procedures = await whole()
    const services = classifyAll(procedures, REGIME_A)
    let at = 0
    for (const procedure of procedures) {
      const texts = [
        ...passagesOf(procedure).map(({ text }) => text),
        JSON.stringify(procedure).normalize("NFC"),
      ]
      for (const { quote } of services[at]?.reasons ?? [])
        expect(
          texts.some((text) => text.includes(quote) || text.includes(JSON.stringify(quote).slice(1, -1))),
          `${procedure.code}: ${quote}`,
        ).toBe(true)
      at += procedure.services.length
    }
  }, 240_000)

  test("on records none of whose flags is known, evidence of the others keeps what is promised", async () => {
    const procedures = await whole()
    const marked = procedures.map(markedProcedure)
    const part = (code: string) => Number.parseInt(sha256(`part:${code}`).slice(0, 4), 16) % 4
    for (const regime of [REGIME_A, REGIME_B]) {
      // Each quarter by the three others, its own flags unknown to all.
      const quarters = [0, 1, 2, 3].map((quarter) => {
        const find = evidenceFinder(marked.filter(({ code }) => part(code) !== quarter))
        const asked = procedures.filter(({ code }) => part(code) === quarter)
        return agreementWith(asked, classifyAll(asked, regime, find), find)
      })
      for (const found of quarters) {
        expect(found.agreement).toBeGreaterThan(found.majority)
        expect(found.agreement).toBeGreaterThan(found.onlineChannel)
        expect(found.agreement).toBeGreaterThanOrEqual(0.8)
        expect(found.agreementWhereSure).toBeGreaterThanOrEqual(0.93)
      }
      const sure = quarters.reduce((sum, { notSure }) => sum + 1 - notSure, 0) / quarters.length
      expect(sure).toBeGreaterThanOrEqual(0.5)
    }
  }, 240_000)

  test("a file without any flag is judged by the table that ships with the office, and says the same", async () => {
    const procedures = await whole()
    const bare = procedures.map((procedure) => ({ ...procedure, nationalFlags: null }))
    const shipped = evidenceFinder(withNationalMarks(bare.map(markedProcedure)))
    const own = evidenceFinder(procedures.map(markedProcedure))
    expect(bare.map((one) => shipped(markedProcedure(one))?.share)).toEqual(
      procedures.map((one) => own(markedProcedure(one))?.share),
    )
  }, 240_000)
}
