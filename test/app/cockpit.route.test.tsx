import type { LoaderFunctionArgs } from "@remix-run/node"
import mongoose from "mongoose"
import { afterEach, beforeEach, expect, test } from "vitest"
import { PICTURES } from "#app/components/charts/cockpit-pictures.tsx"
import { loader as board } from "#app/routes/_van-phong.dot-ra-soat.$campaignId/route.tsx"
import { loader as barriers } from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.rao-can/route.tsx"
import { listPath } from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.toan-canh/counted-link.tsx"
import { loader as overview } from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.toan-canh/route.tsx"
import { loader as download } from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.toan-canh_.$file.ts"
import { loader as behind } from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.toan-canh_.danh-sach.tsx"
import { insertRegistrations } from "#models/registration/registration.repository.server.ts"
import { TRAINING_HEADING } from "#models/shared/training-mark.ts"
import type { Role } from "#models/shared/workflow.ts"
import { openSmallOffice, registrationOf } from "#test/setup/office.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import type { Stage } from "#test/setup/stages.ts"
import type { ChartTable } from "#workflows/cockpit/chart-table.ts"
import { forecastTable } from "#workflows/screens/cockpit-forecasts.ts"
import type { Cockpit } from "#workflows/screens/cockpit-page.server.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
let cookie: string

beforeEach(async () => {
  office = await openOffice()
  cookie = await office.signedIn({ role: "CHIEF_OF_OFFICE" })
})
afterEach(() => office.close())

const openAt = (stage: Stage) =>
  openSmallOffice(office.runtime.store, { stage, signing: office.runtime.signing })
const ask = (path: string, params: Record<string, string> = {}, as = cookie): LoaderFunctionArgs => ({
  ...office.ask(path, { cookie: as }),
  params: { campaignId: "2023-1", ...params },
})
const overviewAt = async (search = ""): Promise<Cockpit> =>
  (await overview(ask(`/dot-ra-soat/2023-1/toan-canh${search}`))).cockpit
const file = (name: string, search = "") =>
  download(ask(`/dot-ra-soat/2023-1/toan-canh/${name}${search}`, { file: name }))

/** Follows every number of a table: how many its list has. */
const followed = async ({ rows }: ChartTable): Promise<{ count: number; listed: number }[]> => {
  const cells = rows.flatMap((row) => row.cells).filter(({ list }) => list !== undefined)
  const seen: { count: number; listed: number }[] = []
  for (const { count = -1, list } of cells) {
    if (!list) continue
    const path = listPath("2023-1", list)
    const listed = list.list === "barriers" ? await barriers(ask(path)) : await behind(ask(path))
    seen.push({ count, listed: listed.total })
  }
  return seen
}

test.each(["collecting", "appraising", "consolidated", "issued"] as const)(
  "at %s each number of the overview has a list of as many, for the province and for a unit",
  async (stage) => {
    await openAt(stage)
    const all = await overviewAt()
    const [unit] = all.agencies
    for (const cockpit of [all, await overviewAt(`?agency=${unit?.id}&goal=register`)]) {
      const tables = [...PICTURES.map(({ table }) => table(cockpit)), forecastTable(cockpit)]
      const numbers = (await Promise.all(tables.map(followed))).flat()
      expect(numbers.length).toBeGreaterThan(5)
      expect(numbers.filter(({ count, listed }) => count !== listed)).toEqual([])
    }
  },
)

test("a campaign that was just opened has everything to register, nothing done and no forecast", async () => {
  await openAt("collecting")
  const cockpit = await overviewAt()
  expect(cockpit.lastActOn).toBeNull()
  expect(cockpit.goal).toBe("register")
  expect(cockpit.forecast).toEqual({ kind: "NONE", why: "TOO_FEW_DAYS" })
  const [first] = cockpit.work
  expect(first?.left.unregisteredServices).toBe(3)
  expect(first?.left.unpublishedServices).toBe(3)
})

test("what is approved is left to announce alone, and would be new in a first catalogue", async () => {
  await openAt("appraising")
  expect((await overviewAt()).work.at(-1)?.left).toMatchObject({
    unapprovedServices: 0,
    unannouncedServices: 3,
  })
  expect((await overviewAt()).changes).toMatchObject({ isFrozen: false, counts: { NEW: 3 } })
})

test("a frozen catalogue is compared as it was frozen, and its pace foretells nothing", async () => {
  await openAt("consolidated")
  const { changes, units } = await overviewAt("?goal=approve")
  expect(changes).toMatchObject({ isFrozen: true, beforeNumber: null, counts: { NEW: 3, WITHDRAWN: 0 } })
  expect(units.every(({ forecast }) => forecast.kind === "DONE")).toBe(true)
})

test("a unit is shown alone where it is asked for, its strip by what was done; an unknown one is the province", async () => {
  await openAt("appraising")
  const all = await overviewAt()
  const [unit] = all.agencies
  const own = await overviewAt(`?agency=${unit?.id}`)
  expect(own.agency).toEqual(unit)
  expect(own.levels).toHaveLength(1)
  expect(own.strips.of).toBe("ACTS")
  expect((await overviewAt("?agency=khong-co&goal=gi-do&until=hom-qua")).agency).toBeNull()
})

test("every picture comes as SVG and PNG, every table as CSV that another library reads, marked in training", async () => {
  await openAt("appraising")
  for (const { name, table } of PICTURES) {
    const svg = await file(`${name}.svg`)
    expect(svg.headers.get("Content-Type")).toBe("image/svg+xml")
    expect(await svg.text()).toContain("TẬP HUẤN")
    const png = Buffer.from(await (await file(`${name}.png`)).arrayBuffer())
    expect(png.subarray(1, 4).toString()).toBe("PNG")
    const csv = await file(`${name}.csv`)
    const expected = table(await overviewAt())
    const rows = readElsewhere(new Uint8Array(await csv.arrayBuffer()))
    expect(rows[0]).toEqual([...expected.headings, TRAINING_HEADING])
    expect(rows).toHaveLength(expected.rows.length + 1)
  }
  expect((await file("du-bao.csv")).headers.get("Content-Disposition")).toContain(
    "toan-canh-2023-1-du-bao.csv",
  )
})

test.each(["tien-do.pdf", "du-bao.png", "khong-co.csv", "../tien-do.csv"])(
  "there is no file %s",
  async (name) => {
    await openAt("collecting")
    await expect(file(name)).rejects.toMatchObject({ status: 404 })
  },
)

test.each<[Role, boolean]>([
  ["CHIEF_OF_OFFICE", true],
  ["LEADER", true],
  ["COORDINATOR", true],
  ["REVIEWER", true],
  ["SPECIALIST", false],
  ["UNIT_HEAD", false],
  ["RECORDS_CLERK", false],
  ["ADMIN", false],
])("%s sees the overview: %s; the board offers it to whom it opens", async (role, sees) => {
  await openAt("collecting")
  const as = await office.signedIn({ role })
  const pages = [
    () => overview(ask("/dot-ra-soat/2023-1/toan-canh", {}, as)),
    () => behind(ask("/dot-ra-soat/2023-1/toan-canh/danh-sach?list=levels", {}, as)),
    () => download(ask("/dot-ra-soat/2023-1/toan-canh/tien-do.csv", { file: "tien-do.csv" }, as)),
  ]
  for (const page of pages)
    expect(
      await page().then(
        () => true,
        ({ status, init }) => ((status ?? init?.status) === 403 ? false : "?"),
      ),
    ).toBe(sees)
  expect((await board(ask("/dot-ra-soat/2023-1", {}, as))).mayOversee).toBe(sees)
})

test("a campaign that does not exist is not found", async () => {
  await openAt("collecting")
  await expect(
    overview(ask("/dot-ra-soat/2031-1/toan-canh", { campaignId: "2031-1" })),
  ).rejects.toMatchObject({
    init: { status: 404 },
  })
})

test("the store is asked as often for many services as for few", async () => {
  await openAt("collecting")
  const asked = async () => {
    let questions = 0
    mongoose.set("debug", () => {
      questions += 1
    })
    await overviewAt()
    mongoose.set("debug", false)
    return questions
  }
  const few = await asked()
  const one = await registrationOf("1.000894")
  const more = Array.from({ length: 60 }, (_, n) => ({
    ...one,
    id: `${one.id}.${n}`,
    serviceId: `${one.serviceId}.${n}`,
  }))
  await office.runtime.store.inTransaction((session) => insertRegistrations(more, session))
  expect(await asked()).toBe(few)
  expect((await overviewAt()).work.at(-1)?.left.unregisteredServices).toBe(63)
})
