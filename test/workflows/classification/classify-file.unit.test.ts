import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { expect, test } from "vitest"
import { REGIME_A_WITH_CIRCULAR as REGIME_A } from "#seeds/reference/regimes/regime-a-with-circular.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { agreementWith, classifyAll, differencesBetween } from "#workflows/classification/classify-file.ts"
import { passagesOf } from "#workflows/classification/passages.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"
import { aProcedure } from "./a-procedure.ts"

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
  const [service] = classifyAll([flagged(true, "Hai bên phải có mặt tại cơ quan.")], REGIME_A)
  expect(service).toMatchObject({ level: "PARTIAL", sure: true })
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
else
  test("over the real records the rules beat both baselines, and are right where they are sure", async () => {
    const rows = completeRows((await readRegisterFile(readFileSync(REAL))).rows)
    const procedures = rows.filter(isWhole).map(({ procedure }) => procedure)
    for (const regime of [REGIME_A, REGIME_B]) {
      const services = classifyAll(procedures, regime)
      const found = agreementWith(procedures, services)
      expect(found.agreement).toBeGreaterThan(found.majority)
      expect(found.agreement).toBeGreaterThan(found.onlineChannel)
      expect(found.agreementWhereSure).toBeGreaterThan(0.8)
      expect(found.notSure).toBeLessThan(0.53)
      // Every quoted sentence stands in the record word for word.
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
    }
  }, 120_000)
