import type { LoaderFunctionArgs } from "@remix-run/node"
import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as page } from "#app/routes/_van-phong.doi-chieu_.muc-do.tsx"
import { loader as download } from "#app/routes/_van-phong.doi-chieu_.muc-do[.]csv.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { TRAINING_HEADING } from "#models/shared/training-mark.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { importEvidenceList } from "#workflows/evidence/evidence-lists.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
let cookie: string
const reviewer: Actor = {
  id: "thamdinh",
  name: "Trần Thị Thẩm",
  assignments: [{ role: "REVIEWER", agencyId: "van-phong-ubnd-tinh" }],
}
beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store, { stage: "issued", signing: office.runtime.signing })
  const [issued] = await findIssuedEditions()
  const to = new Date(`${issued?.decision.day}T10:00:00+07:00`)
  if (to > office.runtime.clock.now())
    await office.runtime.trainingClock?.moveForward({ by: "TO", to, actor: SYSTEM_ACTOR })
  cookie = await office.signedIn({ role: "REVIEWER" })
})
afterAll(() => office.close())

const ask = (path: string): LoaderFunctionArgs => ({ ...office.ask(path, { cookie }), params: {} })

test("without a list nothing is said; with one every procedure is agreed on or a difference with unit, clock and remedy", async () => {
  const before = await page(ask("/doi-chieu/muc-do"))
  expect(before.compared.map(({ agreement }) => agreement)).toEqual([null, null])
  const [issued] = await findIssuedEditions()
  const edition = await issued?.load()
  const entry = edition?.entries.find(({ level }) => level === "FULL" || level === "PARTIAL")
  if (!entry) throw new Error("nothing online")
  const bytes = new TextEncoder().encode(
    `Mã TTHC,Tên thủ tục,Mức độ\n${entry.procedure.code},"${entry.procedure.name}",Không cung cấp\n`,
  )
  await importEvidenceList(office.runtime, {
    form: {
      kind: "NATION_LEVELS",
      issuer: "Cổng DVCQG",
      publishedOn: issued?.decision.day ?? "",
      source: "danh sách tải từ Cổng",
    },
    fileName: "quoc-gia.csv",
    bytes,
    actor: reviewer,
  })
  const { compared, gaps } = await page(ask("/doi-chieu/muc-do"))
  const nation = compared[0]?.agreement
  expect((nation?.agreeing ?? 0) + (nation?.rows.length ?? 0)).toBe(nation?.compared)
  expect(nation?.rows.find(({ code }) => code === entry.procedure.code)).toMatchObject({
    severity: "MEDIUM",
    theirs: "NOT_PROVIDED",
    fix: "SEND_AGAIN",
    agencyId: entry.agency.id,
  })
  expect(gaps.every(({ sent, live, waitingCount }) => sent === live + waitingCount)).toBe(true)
  const rows = await readElsewhere(
    new Uint8Array(await (await download(ask("/doi-chieu/muc-do.csv?loai=NATION_LEVELS"))).arrayBuffer()),
  )
  expect(rows[0]).toContain(TRAINING_HEADING)
  expect(rows).toHaveLength((nation?.rows.length ?? 0) + 1)
  await expect(download(ask("/doi-chieu/muc-do.csv?loai=khac"))).rejects.toMatchObject({ status: 404 })
})

test("a procedure whose row waits to be matched or has no level is neither agreed on nor a difference; every row of the list is kept", async () => {
  const [issued] = await findIssuedEditions()
  const edition = await issued?.load()
  const entry = edition?.entries.find(({ level }) => level === "FULL" || level === "PARTIAL")
  const other = edition?.entries.find(
    ({ level, procedure }) =>
      (level === "FULL" || level === "PARTIAL") && procedure.code !== entry?.procedure.code,
  )
  if (!entry || !other) throw new Error("nothing online")
  await importEvidenceList(office.runtime, {
    form: {
      kind: "EMC_LEVELS",
      issuer: "EMC",
      publishedOn: issued?.decision.day ?? "",
      source: "bảng của EMC",
    },
    fileName: "emc.csv",
    bytes: new TextEncoder().encode(
      [
        "Mã TTHC,Tên thủ tục,Mức độ",
        `,"${entry.procedure.name}",Toàn trình`,
        `${other.procedure.code},"${other.procedure.name}",`,
        ",Cấp giấy phép bay lên sao Hỏa,Toàn trình",
      ].join("\n"),
    ),
    actor: reviewer,
  })
  const { compared } = await page(ask("/doi-chieu/muc-do"))
  const emc = compared.find(({ kind }) => kind === "EMC_LEVELS")?.agreement
  expect(emc?.listRows).toMatchObject({ all: 3, matched: 0, unlevelled: 1, different: [], notKept: 0 })
  expect(emc?.listRows.waiting).toMatchObject([{ rowName: entry.procedure.name, level: "FULL" }])
  expect(emc?.listRows.unmatched).toMatchObject([{ rowName: "Cấp giấy phép bay lên sao Hỏa" }])
  expect(emc?.untold).toBe(2)
  expect(emc?.rows.map(({ code }) => code)).not.toContain(other.procedure.code)
  const left = await readElsewhere(
    new Uint8Array(
      await (await download(ask("/doi-chieu/muc-do.csv?loai=EMC_LEVELS&phan=chua-ghep"))).arrayBuffer(),
    ),
  )
  expect(left.slice(1).map(([, standing]) => standing)).toEqual([
    "chờ ghép",
    "không giống thủ tục nào trong sổ",
  ])
  await expect(download(ask("/doi-chieu/muc-do.csv?loai=EMC_LEVELS&phan=khac"))).rejects.toMatchObject({
    status: 404,
  })
  expect(emc?.rows.map(({ code }) => code)).not.toContain(entry.procedure.code)
})
