import { MantineProvider } from "@mantine/core"
import { renderToStaticMarkup } from "react-dom/server"
import readXlsxFile from "read-excel-file/node"
import { describe, expect, test } from "vitest"
import { CatalogueFiguresView } from "#app/components/catalogue/catalogue-figures.tsx"
import { ChangeFigures } from "#app/components/issuing/change-figures.tsx"
import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { changeCountsOf } from "#models/catalogue-edition/figures/change-lists.ts"
import { rowFiguresOf } from "#models/catalogue-edition/figures/row-lists.ts"
import { isOnlineLevel, SERVICE_LEVEL_RANK, type ServiceLevel } from "#models/shared/levels.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { atEveryLevel, FACTS } from "#test/setup/a-decision.ts"
import { textAsDrawn } from "#test/setup/pdf-tools.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { plain, saidIn, tablesIn, wrongSum } from "#test/setup/said-figures.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { drawSubmission } from "#workflows/document-drawing/draw-submission.server.ts"
import { editionFiles } from "#workflows/portal-record/edition-files.server.ts"

/** The plan's decision; in force from the day it is dated. */
const DECISION = { number: "658", symbol: "QĐ-UBND", day: "2023-05-12" }
const CHIEF = { position: "CHÁNH VĂN PHÒNG", capacity: "HEAD" as const, fullName: "Vũ Thành Nhân" }

/** Every third procedure has a second service at another level, so that procedures and services differ in number. */
const withTwins = (edition: FrozenEdition): FrozenEdition => {
  const other: Record<ServiceLevel, ServiceLevel> = {
    FULL: "INFORMATION_ONLY",
    PARTIAL: "FULL",
    INFORMATION_ONLY: "FULL",
    NOT_PROVIDED: "INFORMATION_ONLY",
  }
  const entries = edition.entries
    .flatMap((entry, index): CatalogueEntry[] => {
      const first = { ...entry, caseName: "" }
      if (index % 3 > 0) return [first]
      const serviceCode = entry.serviceCode.replace(/01$/u, "02")
      const second: CatalogueEntry = {
        ...first,
        serviceCode,
        serviceId: `${serviceCode}@${entry.unit.id}`,
        caseName: "Trường hợp 02",
        level: other[entry.level],
        partialReason: null,
        citation: "",
      }
      return [first, second]
    })
    .map((entry, index) => ({ ...entry, position: index + 1 }))
  return { ...edition, ...refrozen(edition, entries) }
}

/** Totals as a stranger adds them: not by our own module. */
const refrozen = (
  edition: FrozenEdition,
  entries: CatalogueEntry[],
): Pick<FrozenEdition, "entries" | "totals"> => {
  const totals: FrozenEdition["totals"] = structuredClone(edition.totals)
  const none = { FULL: 0, PARTIAL: 0, INFORMATION_ONLY: 0, NOT_PROVIDED: 0 }
  totals.entries = entries.length
  totals.levels = { ...none }
  for (const admin of Object.keys(totals.byAdminLevel) as (keyof typeof totals.byAdminLevel)[])
    totals.byAdminLevel[admin] = { ...none }
  for (const { level, adminLevel } of entries) {
    totals.levels[level] += 1
    totals.byAdminLevel[adminLevel][level] += 1
  }
  return { entries, totals }
}

/** Every count by the words behind it, added up here from the rows alone. */
const counted = ({ entries, branches = [] }: FrozenEdition): Record<string, number> => {
  const at = (level: ServiceLevel) => entries.filter((entry) => entry.level === level).length
  const highest = new Map<string, ServiceLevel>()
  for (const { procedure, level } of entries) {
    const known = highest.get(procedure.code)
    if (!known || SERVICE_LEVEL_RANK[level] > SERVICE_LEVEL_RANK[known]) highest.set(procedure.code, level)
  }
  const of = (level: ServiceLevel) => [...highest.values()].filter((one) => one === level).length
  return {
    "dịch vụ công": entries.length,
    "dịch vụ công trực tuyến": entries.filter(({ level }) => isOnlineLevel(level)).length,
    "dịch vụ công trực tuyến toàn trình": at("FULL"),
    "dịch vụ công trực tuyến một phần": at("PARTIAL"),
    "dịch vụ công chỉ cung cấp thông tin trực tuyến": at("INFORMATION_ONLY"),
    "dịch vụ công không cung cấp trực tuyến": at("NOT_PROVIDED"),
    "thủ tục hành chính": highest.size,
    "thủ tục hành chính ở mức toàn trình": of("FULL"),
    "thủ tục hành chính ở mức một phần": of("PARTIAL"),
    "thủ tục hành chính chỉ cung cấp thông tin trực tuyến": of("INFORMATION_ONLY"),
    "thủ tục hành chính không cung cấp trực tuyến": of("NOT_PROVIDED"),
    "dịch vụ công của cơ quan ngành dọc": branches.length,
    "thủ tục hành chính của cơ quan ngành dọc": new Set(branches.map(({ procedure }) => procedure.code)).size,
  }
}

const NAMES = Object.keys(counted(aFrozenEdition({ rows: 0 })))

const saidOf = (text: string) => saidIn(text, NAMES)

/** A sentence may go on over the page: past the line kept free for the number and below the next page's own. */
const withoutNumber = (page: string): string =>
  page.replace(/^\s*\d+\n/u, "").replace(/^Số:\s.*\bngày\b.*$/mu, "")
const articleOne = (text: string): string => /Điều 1\..*?(?=Điều 2\.)/su.exec(text)?.[0] ?? ""
const markup = (node: React.ReactNode): string =>
  renderToStaticMarkup(<MantineProvider>{node}</MantineProvider>)
const sumsUp = (table: readonly number[][]): void => expect(wrongSum(table)).toBeNull()

describe.each([
  ["an annual edition with every level", withTwins(aFrozenEdition({ rows: 42, change: atEveryLevel }))],
  ["a first edition of one level", withTwins(aFrozenEdition({ rows: 9, partialEvery: 0, replaces: null }))],
  [
    "an annual edition that lists central branches beside",
    withTwins(aFrozenEdition({ rows: 42, branches: 14, change: atEveryLevel })),
  ],
  [
    "an amendment that also takes out",
    withTwins(aFrozenEdition({ rows: 33, kind: "AMENDMENT", change: atEveryLevel })),
  ],
])("%s", (_what, edition) => {
  const wanted = counted(edition)
  const named = (said: { name: string; count: number }[]) =>
    expect(said.map(({ name, count }) => [name, count])).toEqual(said.map(({ name }) => [name, wanted[name]]))

  test("Điều 1 and the annexes say the online services, as many as they print", async () => {
    const pages = textAsDrawn((await drawDecision(edition, FACTS)).bytes)
    const text = pages.map(withoutNumber).join("\n").normalize("NFC")
    const said = saidOf(articleOne(text)).filter(({ name }) => name !== "dịch vụ công")
    expect(said.map(({ name }) => name)).toContain("dịch vụ công trực tuyến toàn trình")
    named(said)
    const printed = [...text.matchAll(/\((\d\.\d{6}\.\d{2})\)/gu)].map(([, code]) => code)
    const inAnnexes = edition.entries.filter(
      ({ level }) => edition.kind === "AMENDMENT" || isOnlineLevel(level),
    )
    const { branches = [] } = edition
    expect(said.some(({ name }) => name === "dịch vụ công của cơ quan ngành dọc")).toBe(branches.length > 0)
    expect(printed.sort()).toEqual([...inAnnexes, ...branches].map(({ serviceCode }) => serviceCode).sort())
    // The letters of the outermost groups: their subtotals are all rows.
    const groups = [
      ...text.replace(/\s+/gu, " ").matchAll(/[A-D]\. DỊCH VỤ CÔNG [^()]*\((\d[\d.]*) dịch vụ công\)/gu),
    ]
    expect(groups.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(printed.length)
  })

  test("the Tờ trình says the same under the same names, and its table adds up", async () => {
    const { bytes } = await drawSubmission(edition, { ...FACTS, signatory: CHIEF })
    const text = textAsDrawn(bytes).map(withoutNumber).join("\n").normalize("NFC")
    const said = saidOf(text.slice(0, text.search(/So với|4\. Khó khăn/u)))
    named(said)
    expect(said.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["dịch vụ công", "thủ tục hành chính", "dịch vụ công trực tuyến toàn trình"]),
    )
    const total = /Tổng cộng\s+([\d.\s]+)/u.exec(text)?.[1]?.trim().split(/\s+/u).map(Number) ?? []
    expect(total).toEqual([
      edition.entries.length,
      ...(["toàn trình", "một phần"] as const).map((level) => wanted[`dịch vụ công trực tuyến ${level}`]),
      wanted["dịch vụ công chỉ cung cấp thông tin trực tuyến"],
      wanted["dịch vụ công không cung cấp trực tuyến"],
    ])
    const changes = changeCountsOf(edition)
    const compared = /So với .*?(?=; chi tiết)/su.exec(text)?.[0].replace(/\s+/gu, " ") ?? ""
    if (edition.replaces)
      expect([...compared.matchAll(/(\d+) dịch vụ công/gu)].map(([, count]) => Number(count))).toEqual(
        Object.values(changes),
      )
  })

  test("pages say the same, each count with its name, and their tables add up", () => {
    const figures = { ...edition.totals, ...rowFiguresOf(edition.entries) }
    const html = markup(<CatalogueFiguresView figures={figures} />)
    const said = saidOf(plain(html.split("<table")[0] ?? ""))
    named(said)
    expect(said).toHaveLength(7)
    const [services, procedures] = tablesIn(html)
    sumsUp(services ?? [])
    sumsUp(procedures ?? [])
    expect(services?.at(-1)?.at(-1)).toBe(wanted["dịch vụ công"])
    expect(procedures?.at(-1)).toEqual([wanted["thủ tục hành chính"]])
    const frozen = { ...edition, changes: changeCountsOf(edition), withdrawn: edition.removed }
    const [changes] = tablesIn(markup(<ChangeFigures frozen={frozen as never} />))
    sumsUp(changes ?? [])
    expect(changes?.at(-1)?.at(-1)).toBe(edition.entries.length)
  })

  test("open files hold as many rows as they say, and say what the decision does", async () => {
    const files = await editionFiles(edition, DECISION)
    const bytesOf = (name: string) => files.find((file) => file.name === name)?.bytes ?? new Uint8Array()
    const jsonOf = (name: string) => JSON.parse(new TextDecoder().decode(bytesOf(name)))
    const [header = [], ...rows] = readElsewhere(bytesOf("catalogue.csv"))
    const level = header.indexOf("muc_do")
    const rowsAt = (label: string) => rows.filter((row) => row[level] === label).length
    expect(rows).toHaveLength(edition.entries.length)
    expect(rowsAt("Toàn trình")).toBe(wanted["dịch vụ công trực tuyến toàn trình"])
    expect(rowsAt("Một phần")).toBe(wanted["dịch vụ công trực tuyến một phần"])
    const [sheet, facts] = await readXlsxFile(Buffer.from(bytesOf("catalogue.xlsx")))
    expect(sheet?.data).toHaveLength(edition.entries.length + 1)
    const said = new Map(facts?.data.map(([label, value]) => [label, value]))
    expect(said.get("Dịch vụ công trực tuyến")).toBe(wanted["dịch vụ công trực tuyến"])
    expect(said.get("Thủ tục hành chính")).toBe(wanted["thủ tục hành chính"])
    for (const name of ["records/national.json", "records/provincial.json"])
      expect(jsonOf(name).edition.figures).toMatchObject({
        services: edition.entries.length,
        onlineServices: wanted["dịch vụ công trực tuyến"],
        procedures: wanted["thủ tục hành chính"],
        fullProcedures: wanted["thủ tục hành chính ở mức toàn trình"],
      })
    expect(jsonOf("records/national.json").procedures).toHaveLength(wanted["thủ tục hành chính"] ?? -1)
    for (const name of ["records/dcat.jsonld", "records/cpsv-ap.jsonld"]) {
      const graph: Record<string, unknown>[] = jsonOf(name)["@graph"]
      const dataset = graph.find(({ type }) => type === "dcat:Dataset")
      expect(dataset, name).toMatchObject({
        "danhmuc:entries": edition.entries.length,
        "danhmuc:onlineServices": wanted["dịch vụ công trực tuyến"],
        "danhmuc:procedures": wanted["thủ tục hành chính"],
      })
      named(saidOf(String(dataset?.description)))
    }
  })
})
