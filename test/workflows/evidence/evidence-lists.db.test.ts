import { expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import {
  decideEvidence,
  evidenceOf,
  getEvidencePage,
  importEvidenceList,
} from "#workflows/evidence/evidence-lists.server.ts"
import { likenessOf } from "#workflows/screens/likeness-of.server.ts"

const office = officeForEach()

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

const importUsage = (lines: string[], publishedOn = "2023-01-05") =>
  importEvidenceList(office.d, {
    form: { kind: "USAGE", issuer: "Cổng dịch vụ công tỉnh", publishedOn, source: "Thống kê năm 2022" },
    fileName: "ho-so.csv",
    bytes: new TextEncoder().encode(`Mã TTHC,Số hồ sơ tiếp nhận,Số hồ sơ trực tuyến\n${lines.join("\n")}\n`),
    actor: office.staff.reviewer,
  })

test("dossiers counted of a procedure stand beside the suggestion, the latest count of a source", async () => {
  await importUsage(['1.000894,"1.234",617'])
  await importUsage(["1.000894,10,1", "1.000894,30,3"], "2023-02-05")
  expect(await evidenceOf("1.000894")).toMatchObject({
    voters: 0,
    usage: [{ issuer: "Cổng dịch vụ công tỉnh", publishedOn: "2023-02-05", received: 40, online: 4 }],
  })
})

test("numbers of dossiers that cannot be are refused row by row, and a list without them whole", async () => {
  await expect(importUsage(["1.000894,10,11", "2.000488,mười,1", "1.000656,5,5"])).rejects.toMatchObject({
    issues: [
      { row: 2, field: "Số hồ sơ" },
      { row: 3, field: "Số hồ sơ" },
    ],
  })
  const bytes = new TextEncoder().encode("Mã TTHC,Mức độ\n1.000894,Toàn trình\n")
  const form = { kind: "USAGE", issuer: "Cổng tỉnh", publishedOn: "2023-01-05", source: "Thống kê" } as const
  await expect(
    importEvidenceList(office.d, { form, fileName: "x.csv", bytes, actor: office.staff.reviewer }),
  ).rejects.toMatchObject({ code: "INVALID_INPUT" })
  expect(await evidenceOf("1.000894")).toMatchObject({ usage: [] })
})

test("the procedures most like one are found in the register, with the nation's flag", async () => {
  const { of, full, nearest } = await likenessOf("1.000894")
  expect(of).toBe(nearest.length)
  expect(full).toBe(nearest.filter(({ fullProcess }) => fullProcess).length)
  expect(nearest.map(({ code }) => code)).not.toContain("1.000894")
})
