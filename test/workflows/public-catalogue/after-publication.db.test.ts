import readXlsxFile from "read-excel-file/node"
import { afterAll, beforeAll, expect, test } from "vitest"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { dayOf, instantOf } from "#models/shared/dates.ts"
import type { Store } from "#models/store/connection.server.ts"
import { runWholeYear } from "#seeds/scenarios/whole-year.server.ts"
import { type OfficeAt, openSmallOffice, ROWS_CSV } from "#test/setup/office.ts"
import { textOfPages } from "#test/setup/pdf-tools.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { openTestStore } from "#test/setup/store.ts"
import { typedNumber } from "#test/setup/typed-number.ts"
import { AmendmentPlan, usualDeadlines } from "#workflows/campaign/campaign-plan.ts"
import { openNextCampaign } from "#workflows/campaign/open-next-campaign.server.ts"
import { recallEdition } from "#workflows/campaign/steps/recall-edition.server.ts"
import { recordErratum } from "#workflows/campaign/steps/record-erratum.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { getConsolidatedFile } from "#workflows/public-catalogue/consolidated-file.server.ts"
import { getEditionDownload } from "#workflows/public-catalogue/edition-downloads.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { toActEffectCsv } from "#workflows/screens/act-effect-csv.ts"
import { getEditionPage } from "#workflows/screens/edition-page.server.ts"
import { compareDrafts } from "#workflows/screens/edition-text.server.ts"
import { getAfterIssuePage, getRecallLists } from "#workflows/screens/recall-page.server.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"

const MARRIAGE = "1.000894"
const GROUND = "Quy định mới bỏ việc hai bên phải có mặt"
const DAY = "2023-08-02"
let store: Store
let office: OfficeAt<"issued">

const dayOfAll = {
  open: DAY,
  propose: DAY,
  signOff: DAY,
  appraise: DAY,
  freeze: DAY,
  checkContent: DAY,
  checkForm: DAY,
  submit: DAY,
  sign: DAY,
}

// The annual decision of May; in July the record changes; in August one service alone is amended.
beforeAll(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store, { stage: "issued" })
  office.clock.set(instantOf("2023-07-10", "09:00:00"))
  const [marriage = "", ...others] = ROWS_CSV.rows
  const rows = [
    marriage.replace("Hai bên nam nữ phải có mặt, cùng ký vào Sổ hộ tịch", "Trả kết quả"),
    ...others,
  ]
  await importProcedures(
    { store, clock: office.clock },
    {
      fileName: "thang-bay.csv",
      bytes: new TextEncoder().encode(`${[ROWS_CSV.headings, ...rows].join("\r\n")}\r\n`),
      partial: false,
      by: office.staff.reviewer.id,
    },
  )
  const services = (await findActiveServices()).filter(({ procedureCode }) => procedureCode === MARRIAGE)
  await runWholeYear(office.d, {
    year: 2023,
    sequence: 2,
    kind: "AMENDMENT",
    amends: "2023-1",
    name: "Điều chỉnh tháng 8",
    ground: GROUND,
    staff: office.staff,
    clock: office.clock,
    calendar: dayOfAll,
    serviceIds: services.map(({ id }) => id),
  })
}, 240_000)
afterAll(async () => {
  await store.close()
})

const chief = () => ({ campaignId: "2023-1", actor: office.staff.chief })
const fileOf = async (id: string, name: string) => (await getEditionDownload(id, name, office.d)).bytes
const consolidated = async (day: string | null, format: "csv" | "xlsx" = "csv") =>
  (await getConsolidatedFile(office.d, { day, format })).bytes
const column = (rows: string[][], name: string): string[] => {
  const at = rows[0]?.indexOf(name) ?? -1
  return rows.slice(1).map((row) => row[at] ?? "")
}

test("an amendment reviews the chosen services alone, and its decision keeps old, new and why", async () => {
  const registrations = await findAllRegistrations("2023-2", REGISTRATION_STATES)
  expect(registrations.map(({ procedureCode }) => procedureCode)).toEqual([MARRIAGE])
  const { changes = [] } = await getFrozenEdition("2023-2/1")
  expect(changes).toHaveLength(1)
  expect(changes[0]?.columns[0]).toMatchObject({ column: "level", before: "Một phần" })
  expect(changes[0]?.reason).not.toBe("")
})

test("its change annex says the same as PDF, Word, workbook and CSV, read by other programs", async () => {
  const csv = readElsewhere(await fileOf("2023-2", "thay-doi.csv"))
  expect(csv[0]?.slice(0, 3)).toEqual(["thay_doi", "ma_tthc", "ma_dvc"])
  expect(new Set(column(csv, "ma_tthc"))).toEqual(new Set([MARRIAGE]))
  const before = column(csv, "truoc")
  const [sheet] = await readXlsxFile(Buffer.from(await fileOf("2023-2", "thay-doi.xlsx")))
  expect(sheet?.data).toHaveLength(csv.length)
  const pdf = (await textOfPages(await fileOf("2023-2", "thay-doi.pdf"))).join("\n")
  const word = (await readWord(await fileOf("2023-2", "thay-doi.docx"))).join("\n")
  for (const text of [pdf, word]) {
    expect(text).toContain(MARRIAGE)
    expect(text).toContain("NỘI DUNG ĐIỀU CHỈNH SO VỚI")
  }
  expect(word).toContain(before[0] ?? "?")
})

test("the consolidated catalogue of a day is a file that says the day and by which acts", async () => {
  const june = readElsewhere(await consolidated("2023-06-15"))
  const september = readElsewhere(await consolidated("2023-09-01"))
  expect([june.length, september.length]).toEqual([4, 4])
  expect(new Set(column(september, "co_hieu_luc_ngay"))).toEqual(new Set(["2023-09-01"]))
  const at = column(september, "ma_tthc").indexOf(MARRIAGE)
  expect(column(june, "muc_do")[column(june, "ma_tthc").indexOf(MARRIAGE)]).not.toBe(
    column(september, "muc_do")[at],
  )
  expect(column(september, "theo_quyet_dinh")[at]).toContain("ngày 02/08/2023")
  expect(column(june, "hop_nhat_tu")[0]).not.toContain("Điều chỉnh danh mục")
  expect(column(september, "hop_nhat_tu")[0]).toMatch(/Danh mục năm 2023: .*; Điều chỉnh danh mục năm 2023/)
  await expect(getConsolidatedFile(office.d, { day: "2022-01-01", format: "csv" })).rejects.toThrow(
    "Ngày 01/01/2022 không có danh mục nào có hiệu lực",
  )
  expect((await consolidated("2023-09-01", "xlsx")).byteLength).toBeGreaterThan(1000)
})

test("the redline names what it compares with, counts, and says how many rows stand as they stood", async () => {
  const { rows } = await compareDrafts(office.d, { editionId: "2023-2", actor: office.staff.chief })
  expect(rows.against.map(({ editionId }) => editionId)).toEqual(["2023-1"])
  expect([rows.total, rows.same]).toEqual([1, 2])
  expect(Object.values(rows.counts).reduce((sum, count) => sum + count, 0)).toBe(rows.total)
})

const ERRATUM = {
  letter: "12/UBND-KSTT",
  letterDay: "2023-08-02",
  where: "Dòng 1 Phụ lục I",
  text: "Lỗi đánh máy",
}

test("an erratum of words that are not printed, of a row that is not there, or of another day is refused at its field", async () => {
  const attempt = (over: object) =>
    takeStep(office.d, recordErratum, {
      ...chief(),
      ...ERRATUM,
      concerns: "TEXT",
      wrong: "QUYẾT ĐỊNH:",
      right: "Quyết định:",
      ...over,
    })
  const at = (field: string) => ({ issues: [{ field }] })
  await expect(attempt({ wrong: "chữ không có ở đâu" })).rejects.toMatchObject(at("wrong"))
  await expect(attempt({ right: "QUYẾT ĐỊNH:" })).rejects.toMatchObject(at("right"))
  await expect(attempt({ letterDay: "2023-05-01" })).rejects.toMatchObject(at("letterDay"))
  await expect(attempt({ letterDay: "2023-12-01" })).rejects.toMatchObject(at("letterDay"))
  await expect(attempt({ concerns: "level" })).rejects.toMatchObject(at("concerns"))
  await expect(attempt({ concerns: "name", serviceCode: "9.999999.01" })).rejects.toMatchObject(
    at("serviceCode"),
  )
})

test("an erratum of a row changes no service in force, only how the row is read from that day on", async () => {
  const on = async (day: string) => (await readInForceOn(await findIssuedEditions(), day))?.rows ?? []
  const [row] = (await on(DAY)).filter(({ standsOn }) => standsOn.editionId === "2023-1")
  if (!row) throw new Error("the annual decision has a row")
  const { serviceCode, procedure } = row.entry
  const before = await on(DAY)
  await takeStep(office.d, recordErratum, {
    ...chief(),
    ...ERRATUM,
    concerns: "name",
    serviceCode,
    wrong: procedure.name,
    right: `${procedure.name} (đúng)`,
  })
  const after = await on(DAY)
  expect(after.map(({ entry }) => [entry.serviceId, entry.level])).toEqual(
    before.map(({ entry }) => [entry.serviceId, entry.level]),
  )
  const nameOf = (rows: typeof after) =>
    rows.find(({ entry }) => entry.serviceCode === serviceCode)?.entry.procedure.name
  expect([nameOf(await on("2023-08-01")), nameOf(after)]).toEqual([
    procedure.name,
    `${procedure.name} (đúng)`,
  ])
  const csv = readElsewhere(await fileOf("2023-1", "dinh-chinh.csv"))
  expect(column(csv, "truoc").concat(column(csv, "sau"))).toEqual([
    procedure.name,
    `${procedure.name} (đúng)`,
  ])
  expect(column(readElsewhere(await consolidated(null)), "hop_nhat_tu")[0]).toContain(
    "Công văn số 12/UBND-KSTT",
  )
  expect(
    (await getFrozenEdition("2023-1/1")).entries.some(({ procedure: { name } }) => name.includes("(đúng)")),
  ).toBe(false)
})

test("before a recall every touched service is in one list, and the file holds them all", async () => {
  const page = await getAfterIssuePage(office.d, { editionId: "2023-1", actor: office.staff.chief })
  const [outcome] = page.outcomes
  if (!outcome) throw new Error("a recall has an outcome")
  const { lists, touched } = outcome.effect
  expect(Object.values(lists).reduce((sum, list) => sum + list.length, 0)).toBe(touched)
  expect(touched).toBe(3)
  const effect = await getRecallLists(office.d, { ...chief(), editionId: "2023-1", follows: null })
  expect(readElsewhere(toActEffectCsv(effect, false))).toHaveLength(1 + touched)
})

test("a recall whose effect changed since it was shown does nothing; shown anew it is taken, with what the public reads", async () => {
  const { d, staff } = office
  const amendment = { campaignId: "2023-2", actor: staff.chief, reason: "Sai căn cứ điều chỉnh" }
  const offered = async (editionId: string) =>
    (await getEditionPage(d, { editionId, actor: staff.chief })).offers.others.find(
      ({ intent }) => intent === "recall",
    )?.values.seenEffect as string
  const seen = await offered("2023-1")
  await takeStep(d, recallEdition, {
    ...amendment,
    explanation: "Dịch vụ trở lại như công bố tháng 5.",
    seenEffect: await offered("2023-2"),
    ...(await typedNumber("2023-2")),
  })
  const annual = { ...chief(), reason: "Sai thẩm quyền ký ban hành", ...(await typedNumber("2023-1")) }
  await expect(takeStep(d, recallEdition, { ...annual, seenEffect: seen })).rejects.toThrow(
    /Hệ quả của việc thu hồi đã khác/,
  )
  expect((await readInForceOn(await findIssuedEditions(), dayOf(office.clock.now())))?.rows).toHaveLength(3)
  const recalled = (await findIssuedEditions()).find(({ editionId }) => editionId === "2023-2")?.recalled
  expect(recalled?.explanation).toBe("Dịch vụ trở lại như công bố tháng 5.")
  const csv = readElsewhere(await fileOf("2023-2", "thu-hoi.csv"))
  expect(new Set(column(csv, "ma_tthc"))).toEqual(new Set([MARRIAGE]))
  expect(new Set(column(csv, "ly_do"))).toEqual(new Set(["Dịch vụ trở lại như công bố tháng 5."]))
  expect((await textOfPages(await fileOf("2023-2", "thu-hoi.pdf"))).join(" ")).toContain(
    "Thu hồi Quyết định số",
  )
})

test("an amendment is opened for the chosen services with its reason, and refused for what the register has not", async () => {
  const plan = (over: object) =>
    AmendmentPlan.parse({
      year: "2023",
      name: "Điều chỉnh lần nữa",
      ground: GROUND,
      ...usualDeadlines(2023),
      ...over,
    })
  const { d, staff } = office
  const [one, two] = await findActiveServices()
  if (!one || !two) throw new Error("two services")
  await expect(
    openNextCampaign(d, { plan: plan({ services: `${one.id} khong-co@dau` }), actor: staff.reviewer }),
  ).rejects.toThrow("1 dịch vụ không còn trong sổ thủ tục")
  const opened = await openNextCampaign(d, {
    plan: plan({ services: `${one.id} ${two.id}` }),
    actor: staff.reviewer,
  })
  expect(opened).toMatchObject({ kind: "AMENDMENT", ground: GROUND })
  const ids = (await findAllRegistrations(opened.id, REGISTRATION_STATES)).map(({ serviceId }) => serviceId)
  expect(ids.sort()).toEqual([one.id, two.id].sort())
  expect((await verifyStore()).findings).toEqual([])
})
