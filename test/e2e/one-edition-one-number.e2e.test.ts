import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { ROLES } from "#models/shared/workflow.ts"
import { rehearsalStaff } from "#seeds/scenarios/office-staff.ts"
import { runWholeYear } from "#seeds/scenarios/whole-year.server.ts"
import { beginLargeOffice, largeList } from "#test/setup/large-office.ts"
import { textAsDrawn } from "#test/setup/pdf-tools.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { plain, saidIn, tablesIn, wrongSum } from "#test/setup/said-figures.ts"
import { takeTo } from "#test/setup/stages.ts"
import { repealProcedure } from "#workflows/intake/repeal-procedure.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"

/**
 * One annual edition over HTTP, as it stands after an amendment and after one of its procedures was repealed: every page, document
 * and file says the same number under the same name. What is right is added up here from the open rows.
 */

const REPEALED = "3.000004"
const AMENDED = ["3.000002", "3.000007"]
const TODAY = "2023-10-02"

/** Every third procedure is carried out at two levels of government, so that procedures and services differ in number. */
const LIST = (() => {
  const [head = "", ...rows] = new TextDecoder().decode(largeList(30)).trimEnd().split("\r\n")
  const twice = (row: string) => row.replace(/,Cấp (?:tỉnh|xã|huyện),/u, ",Cấp tỉnh;Cấp xã,")
  const all = rows.map((row, at) => (at % 3 === 0 ? twice(row) : row))
  return new TextEncoder().encode(`${[head, ...all].join("\r\n")}\r\n`)
})()

let app: StartedApp
let cookie: string
beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
  const office = await openOffice({ DATA_DIR: dataDir })
  const { store, signing, trainingClock } = office.runtime
  const clock = fixedClock("2023-03-06T01:00:00Z")
  const person = { personId: "phochutich", fullName: "Đinh Thị Bích Vân" }
  const staff = rehearsalStaff("van-phong-ubnd-tinh", person)
  const d = { store, clock, reference: storedReference, getRegime: storedReference.regime, signing }
  const underWay = { d, clock, staff, campaignId: "2023-1" }
  await beginLargeOffice(underWay, LIST)
  await takeTo(underWay, "issued")
  const day = "2023-08-02"
  await runWholeYear(d, {
    year: 2023,
    sequence: 2,
    kind: "AMENDMENT",
    amends: "2023-1",
    name: "Điều chỉnh",
    staff,
    clock,
    calendar: {
      ...{ open: day, propose: day, signOff: day, appraise: day, freeze: day },
      ...{ checkContent: day, checkForm: day, submit: day, sign: day },
    },
    serviceIds: (await findActiveServices())
      .filter(({ procedureCode }) => AMENDED.includes(procedureCode))
      .map(({ id }) => id),
  })
  clock.set(new Date(`${TODAY}T08:00:00+07:00`))
  await repealProcedure(d, {
    form: {
      code: REPEALED,
      kind: "ABOLISHED",
      number: "1234/QĐ-BTP",
      decidedOn: "2023-08-20",
      effectiveOn: "2023-09-01",
      services: 2,
    },
    actor: staff.chief,
  })
  await trainingClock?.moveForward({ by: "TO", to: clock.now(), actor: SYSTEM_ACTOR })
  await aStoredUser({
    id: "nguoi.doc",
    assignments: ROLES.map((role) => ({
      role,
      agencyId: "van-phong-ubnd-tinh",
      validFrom: "2022-08-15",
      validTo: null,
    })),
  })
  // Tells the first start that there is data already.
  await saveReference("seeded", [{ scenario: "training" }])
  await office.close()
  app = await startApp({ dataDir })
  const answer = await fetch(`${app.url}/dang-nhap`, {
    method: "POST",
    headers: { Origin: app.url },
    body: new URLSearchParams({ userId: "nguoi.doc", password: "đúng mật khẩu" }),
    redirect: "manual",
  })
  cookie = answer.headers.get("Set-Cookie")?.split(";")[0] ?? ""
}, 300_000)
afterAll(() => app?.stop())

const get = async (path: string): Promise<Response> => {
  const answer = await fetch(`${app.url}${path}`, { headers: { Cookie: cookie } })
  expect(answer.status, path).toBe(200)
  return answer
}
const page = async (path: string) => (await get(path)).text()
const bytesAt = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer())

type Row = { code: string; service: string; unit: string; level: string; standing: string }
const rowsAt = async (path: string): Promise<Row[]> => {
  const [head = [], ...rows] = readElsewhere(await bytesAt(path))
  const cell = (row: string[], name: string) => row[head.indexOf(name)] ?? ""
  return rows.map((row) => ({
    code: cell(row, "ma_tthc"),
    service: cell(row, "ma_dvc"),
    unit: cell(row, "don_vi"),
    level: cell(row, "muc_do"),
    standing: cell(row, "hieu_luc"),
  }))
}
const csvOf = (editionId: string) => rowsAt(`/danh-muc/${editionId}/tai-ve/catalogue.csv`)
const keyOf = ({ service, unit }: Row) => `${service} ${unit}`

const RANK = ["Toàn trình", "Một phần", "Cung cấp thông tin trực tuyến", "Không cung cấp trực tuyến"]
const rankOf = ({ level }: Row) => {
  const rank = RANK.findIndex((one) => level.startsWith(one.slice(0, 8)))
  if (rank === -1) throw new Error(`no level is called ${level}`)
  return rank
}

/** Every count of rows by the words behind it. */
const counted = (rows: readonly Row[]): Record<string, number> => {
  const highest = new Map<string, number>()
  for (const row of rows) highest.set(row.code, Math.min(highest.get(row.code) ?? 9, rankOf(row)))
  const services = (rank: number) => rows.filter((row) => rankOf(row) === rank).length
  const procedures = (rank: number) => [...highest.values()].filter((one) => one === rank).length
  return {
    "dịch vụ công": rows.length,
    "dịch vụ công trực tuyến": services(0) + services(1),
    "dịch vụ công trực tuyến toàn trình": services(0),
    "dịch vụ công trực tuyến một phần": services(1),
    "dịch vụ công chỉ cung cấp thông tin trực tuyến": services(2),
    "dịch vụ công không cung cấp trực tuyến": services(3),
    "thủ tục hành chính": highest.size,
    "thủ tục hành chính ở mức toàn trình": procedures(0),
    "thủ tục hành chính ở mức một phần": procedures(1),
    "thủ tục hành chính chỉ cung cấp thông tin trực tuyến": procedures(2),
    "thủ tục hành chính không cung cấp trực tuyến": procedures(3),
  }
}
/** Said of something else than the rows of the catalogue. */
const OTHERS = [
  "dịch vụ công hết hiệu lực do thủ tục bị bãi bỏ",
  "dịch vụ công đưa ra khỏi Danh mục",
  "dịch vụ công được rà soát",
  "dịch vụ công bổ sung mới",
  "dịch vụ công nâng mức độ",
  "dịch vụ công hạ mức độ",
  "dịch vụ công giữ nguyên",
]

/** Annual rows, those of the amendment in their place, and without the repealed procedure. */
const editions = async () => {
  const [annual, amendment] = [await csvOf("2023-1"), await csvOf("2023-2")]
  const amended = new Map(amendment.map((row) => [keyOf(row), row]))
  const standing = annual.map((row) => amended.get(keyOf(row)) ?? row).filter(({ code }) => code !== REPEALED)
  return { annual, amendment, standing }
}

const saysOnly = (text: string, rows: readonly Row[], least: readonly string[], repealed = 0): void => {
  const wanted: Record<string, number> = { ...counted(rows), [OTHERS[0] ?? ""]: repealed }
  const said = saidIn(text, [...Object.keys(wanted), ...OTHERS])
  const checked = said.filter(({ name }) => name in wanted)
  expect(checked).toEqual(checked.map(({ name }) => ({ name, count: wanted[name] })))
  expect(said.map(({ name }) => name)).toEqual(expect.arrayContaining([...least]))
}
const FIGURES = [
  "dịch vụ công trực tuyến",
  "dịch vụ công trực tuyến toàn trình",
  "dịch vụ công trực tuyến một phần",
  "dịch vụ công",
  "thủ tục hành chính",
]
const BY_LEVEL = "Số dịch vụ công theo cấp thực hiện và mức độ"
const BY_PROCEDURE = "Số thủ tục hành chính theo mức độ cao nhất"

const tablesSay = (html: string, rows: readonly Row[]): void => {
  const wanted = counted(rows)
  const [services = []] = tablesIn(html, BY_LEVEL)
  const [procedures = []] = tablesIn(html, BY_PROCEDURE)
  expect([wrongSum(services), wrongSum(procedures)]).toEqual([null, null])
  expect(services.at(-1)?.at(-1)).toBe(wanted["dịch vụ công"])
  expect(services.at(-1)?.slice(0, 2)).toEqual([
    wanted["dịch vụ công trực tuyến toàn trình"],
    wanted["dịch vụ công trực tuyến một phần"],
  ])
  expect(procedures.at(-1)).toEqual([wanted["thủ tục hành chính"]])
}

test("the edition has what tells procedures from services, and what has gone since", async () => {
  const { annual, amendment, standing } = await editions()
  expect(annual.length).toBeGreaterThan(new Set(annual.map(({ code }) => code)).size)
  expect(amendment.length).toBeGreaterThan(0)
  expect(annual.length - standing.length).toBe(2)
})

test.each(["/", "/danh-muc/so-lieu"])(
  "%s says what is in force today, without what was repealed",
  async (path) => {
    const { annual, standing } = await editions()
    const html = await page(path)
    saysOnly(plain(html), standing, FIGURES, annual.length - standing.length)
    tablesSay(html, standing)
  },
)

test("the list of what is in force says no other number", async () => {
  const { annual, standing } = await editions()
  saysOnly(plain(await page("/danh-muc")), standing, [], annual.length - standing.length)
})

test("the page of the edition says what was announced, and beside it what was repealed since", async () => {
  const { annual } = await editions()
  const html = await page("/danh-muc/2023-1")
  saysOnly(plain(html), annual, [...FIGURES, OTHERS[0] ?? ""], 2)
  tablesSay(html, annual)
})

test("the page of the amendment says its own rows", async () => {
  const { amendment } = await editions()
  const html = await page("/danh-muc/2023-2")
  saysOnly(plain(html), amendment, FIGURES)
  tablesSay(html, amendment)
})

test("the files with today's standing hold in force exactly what the page of today counts", async () => {
  const { standing } = await editions()
  const rows = [
    ...(await rowsAt("/danh-muc/2023-1/tai-ve/catalogue-hien-trang.csv")),
    ...(await rowsAt("/danh-muc/2023-2/tai-ve/catalogue-hien-trang.csv")),
  ].filter((row) => row.standing === "Còn hiệu lực")
  expect(rows.map(keyOf).sort()).toEqual(standing.map(keyOf).sort())
})

test("decision and Tờ trình say what the page of the edition says", async () => {
  const { annual } = await editions()
  const said = async (path: string) =>
    textAsDrawn(await bytesAt(path))
      .join("\n")
      .replace(/^\d+$/gmu, "")
  const decision =
    /Điều 1\..*?(?=Điều 2\.)/su.exec(await said("/danh-muc/2023-1/tai-ve/decision.pdf"))?.[0] ?? ""
  saysOnly(decision, annual, ["dịch vụ công trực tuyến toàn trình", "dịch vụ công trực tuyến một phần"])
  const submission = await said("/ban-hanh/2023-1/van-ban/to-trinh.pdf")
  saysOnly(submission.slice(0, submission.search(/So với|4\. Khó khăn/u)), annual, [
    "dịch vụ công",
    "thủ tục hành chính",
  ])
})

test("records and descriptions give the numbers of the page of the edition", async () => {
  const { annual } = await editions()
  const wanted = counted(annual)
  const national = await (await get("/danh-muc/2023-1/tai-ve/records/national.json")).json()
  expect(national.edition.figures).toMatchObject({
    services: wanted["dịch vụ công"],
    onlineServices: wanted["dịch vụ công trực tuyến"],
    procedures: wanted["thủ tục hành chính"],
  })
  const dcat = await (await get("/danh-muc/dcat.jsonld")).json()
  const dataset = dcat["@graph"].find(({ type }: { type: string }) => type === "dcat:Dataset")
  expect(dataset).toMatchObject({
    "danhmuc:entries": wanted["dịch vụ công"],
    "danhmuc:onlineServices": wanted["dịch vụ công trực tuyến"],
    "danhmuc:procedures": wanted["thủ tục hành chính"],
  })
})

test("the office's page of the edition says what the public reads", async () => {
  const { annual } = await editions()
  const html = await page("/ban-hanh/2023-1")
  saysOnly(plain(html), annual, FIGURES)
  tablesSay(html, annual)
  const [changes = []] = tablesIn(html, "Số dịch vụ công theo loại thay đổi")
  expect(wrongSum(changes)).toBeNull()
  expect(changes.at(-1)?.at(-1)).toBe(annual.length)
})

test("the board counts the services that were reviewed, by step, by level and by agency alike", async () => {
  const { annual } = await editions()
  const html = await page("/dot-ra-soat/2023-1")
  const text = plain(html)
  expect(saidIn(text, ["dịch vụ công được rà soát"])).toEqual([
    { name: "dịch vụ công được rà soát", count: annual.length },
  ])
  const lists = [...html.matchAll(/<dl.*?<\/dl>/gsu)].map(([list]) =>
    [...list.matchAll(/<dd[^>]*>([\d.]+)<\/dd>/gu)].reduce((sum, [, count]) => sum + Number(count), 0),
  )
  expect(lists).toEqual([annual.length, annual.length])
  const [agencies = []] = tablesIn(html, "Số dịch vụ công theo đơn vị")
  expect(agencies.reduce((sum, [total = 0]) => sum + total, 0)).toBe(annual.length)
})

test("the register of barriers lists what is not toàn trình and not repealed, on the page and in its file", async () => {
  const { annual } = await editions()
  const below = annual.filter((row) => rankOf(row) > 0 && row.code !== REPEALED).length
  const text = plain(await page("/dot-ra-soat/2023-1/rao-can"))
  expect(text).toMatch(new RegExp(`Dịch vụ công chưa toàn trình \\(\\s*${below}\\s*\\)`, "u"))
  expect(readElsewhere(await bytesAt("/dot-ra-soat/2023-1/rao-can.csv"))).toHaveLength(below + 1)
})
