import { afterEach, beforeEach, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { openTestStore } from "#test/setup/store.ts"
import {
  decideEvidence,
  evidenceOf,
  getEvidencePage,
  importEvidenceList,
} from "#workflows/evidence/evidence-lists.server.ts"

let store: Store
let office: Awaited<ReturnType<typeof openSmallOffice>>
beforeEach(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store)
})
afterEach(() => store.close())

const importList = (lines: string[], over: { issuer?: string } = {}, actor: Actor = office.staff.reviewer) =>
  importEvidenceList(office.d, {
    form: {
      kind: "PEER_LEVELS",
      issuer: over.issuer ?? "Đồng Nai",
      publishedOn: "2022-12-30",
      source: "QĐ 1/QĐ-UBND",
    },
    fileName: "dong-nai.csv",
    bytes: new TextEncoder().encode(`Mã TTHC,Tên thủ tục,Mức độ\n${lines.join("\n")}\n`),
    actor,
  })

test("rows by code count at once, rows by name once somebody has confirmed them", async () => {
  const counts = await importList([
    "2.000488.000.00.00.H19,Cấp phiếu lý lịch,Toàn trình",
    ",Đăng ký kết hôn,Một phần",
    ",Cấp phép tàu vũ trụ,Toàn trình",
  ])
  expect(counts).toEqual({ rows: 3, byCode: 1, byName: 1 })
  expect(await evidenceOf("2.000488")).toMatchObject({ voters: 1, counts: { FULL: 1 } })
  expect(await evidenceOf("1.000894")).toMatchObject({ voters: 0 })
  const { reviewer } = office.staff
  const { matches } = await getEvidencePage(office.d, { state: "PROPOSED", page: 1, actor: reviewer })
  expect(matches).toMatchObject([{ by: "NAME", score: 1, procedureCode: "1.000894" }])
  const matchIds = matches.map(({ id }) => id)
  expect(await decideEvidence(office.d, { matchIds, state: "CONFIRMED", actor: reviewer })).toBe(1)
  expect(await decideEvidence(office.d, { matchIds, state: "REJECTED", actor: reviewer })).toBe(0)
  expect(await evidenceOf("1.000894")).toMatchObject({ voters: 1, counts: { PARTIAL: 1 } })
})

test("a rejected name never counts", async () => {
  await importList([",Đăng ký kết hôn,Một phần"])
  const { reviewer } = office.staff
  const { matches } = await getEvidencePage(office.d, { state: "PROPOSED", page: 1, actor: reviewer })
  const matchIds = matches.map(({ id }) => id)
  await decideEvidence(office.d, { matchIds, state: "REJECTED", actor: reviewer })
  expect(await evidenceOf("1.000894")).toMatchObject({ voters: 0 })
})

test("the same list is not taken twice, and a faulty one not at all", async () => {
  await importList(["1.000894,Đăng ký kết hôn,Toàn trình"])
  await expect(importList(["1.000894,Đăng ký kết hôn,Một phần"])).rejects.toMatchObject({
    code: "RULE_BROKEN",
  })
  await expect(
    importList(["1.000894,Đăng ký kết hôn,Toàn trình", "2.000488,Phiếu,Rất tốt"], { issuer: "Huế" }),
  ).rejects.toMatchObject({ code: "INVALID_INPUT", issues: [{ row: 3 }] })
  expect(await evidenceOf("1.000894")).toMatchObject({ voters: 1, counts: { FULL: 1 } })
})

test("only the office imports and decides, and a refused try is logged", async () => {
  const specialist = office.staff.specialistOf("so-tu-phap")
  await expect(importList(["1.000894,,Toàn trình"], {}, specialist)).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
  await expect(
    decideEvidence(office.d, { matchIds: ["x"], state: "CONFIRMED", actor: specialist }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" })
  expect((await findAuditTrail("evidence", "*")).map(({ type }) => type)).toEqual([
    "access.denied",
    "access.denied",
  ])
})
