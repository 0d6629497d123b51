import readXlsxFile from "read-excel-file/node"
import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as editionFile } from "#app/routes/_van-phong.ban-hanh.$editionId.van-ban.$file.ts"
import { loader as template } from "#app/routes/_van-phong.nhap-du-lieu_.mau.ts"
import { loader as reorganisationRows } from "#app/routes/_van-phong.quan-tri.sap-xep.$reorganisationId_.danh-sach[.]csv.ts"
import { findAgencies, saveAgencies } from "#models/agency/agency.repository.server.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { normaliseText } from "#models/shared/text.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { ROLES } from "#models/shared/workflow.ts"
import { actorOn } from "#models/user/user.ts"
import { NASTY_CORPUS } from "#test/setup/nasty-corpus.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { draftReorganisation } from "#workflows/reorganisation/draft-plan.server.ts"
import { type IssuingOffice, openIssuingOffice } from "./setup/issuing-office.ts"
import { aStoredUser, signInOf } from "./setup/open-office.ts"

let at: IssuingOffice
let cookie: string
let user: Awaited<ReturnType<typeof aStoredUser>>
beforeAll(async () => {
  at = await openIssuingOffice()
  user = await aStoredUser({
    id: "nguoi.moi.viec",
    assignments: ROLES.map((role) => ({
      role,
      agencyId: role === "SPECIALIST" || role === "UNIT_HEAD" ? "so-tu-phap" : "van-phong-ubnd-tinh",
      validFrom: "2022-08-15",
      validTo: null,
    })),
  })
  cookie = await signInOf(at.office, user.id)
})
afterAll(() => at.office.close())

type Loader = (args: never) => Promise<unknown>
const download = async (loader: Loader, params: Record<string, string> = {}): Promise<Uint8Array> => {
  const answer = (await loader({ ...at.office.ask("/", { cookie }), params } as never)) as Response
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}
const sheetOf = async (bytes: Uint8Array) =>
  (await readXlsxFile(Buffer.from(bytes), { trim: false }))[0]?.data ?? []

test("the list a reorganisation moves is read back row by row, whatever an agency is called", async () => {
  const nasty = NASTY_CORPUS.filter((text) => text.length < 200).join(" ")
  const agencies = await findAgencies()
  await saveAgencies(
    agencies
      .filter(({ id }) => id === "so-giao-thong-van-tai")
      .map((agency) => ({ ...agency, names: agency.names.map((one) => ({ ...one, name: `=${nasty}` })) })),
  )
  const id = await draftReorganisation(at.office.runtime, {
    plan: {
      kind: "MERGE",
      title: "Hợp nhất hai sở",
      day: "2023-07-01",
      norm: { number: "1/NQ-HĐND", day: "2023-03-01", title: "Nghị quyết", clause: "Điều 1" },
      successions: [{ fromId: "so-giao-thong-van-tai", toId: "so-xay-dung", extent: "WHOLE" }],
    },
    actor: actorOn(user, "2023-04-01"),
  })
  const [head, ...rows] = readElsewhere(await download(reorganisationRows, { reorganisationId: id }))
  expect(head).toEqual(["Bảng", "Mục", "Trước", "Sau", "Lý do", "Tập huấn"])
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect([row.length, row.at(-1)]).toEqual([6, TRAINING_MARK])
  const told = rows.flat().join("\n")
  expect(told).toContain(normaliseText(nasty).slice(0, 100))
})

test("the sheet of a frozen edition holds its rows", async () => {
  const edition = await getFrozenEdition("2023-1/1")
  const [head = [], ...rows] = await sheetOf(
    await download(editionFile, { editionId: "2023-1", file: "danh-muc.xlsx" }),
  )
  expect(head.length).toBeGreaterThan(10)
  expect(rows.map((row) => [row[1], row[2]].map(String))).toEqual(
    edition.entries.map(({ procedure, serviceCode }) => [procedure.code, serviceCode]),
  )
  expect(rows.flat().filter((cell) => cell !== null && typeof cell !== "string")).toEqual([])
})

test("the template is a workbook with headings and no rows", async () => {
  const rows = await sheetOf(await download(template))
  expect(rows).toHaveLength(1)
  expect(rows[0]?.slice(0, 2)).toEqual(["Mã TTHC", "Tên TTHC"])
})
