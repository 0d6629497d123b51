import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { readEvidenceFile } from "#workflows/evidence/read-evidence-file.server.ts"
import { IMPORT_LIMITS } from "#workflows/uploads/import-limits.ts"
import { read } from "./register-files.ts"

const CASES = join(import.meta.dirname, "../../../../shared/cases/import")
const LISTS = join(import.meta.dirname, "../../../../shared/data/lists/portal-exports")
const DAK_NONG = { orgCodes: ["H16"], names: ["dak nong"] }
const file = (name: string) => readFileSync(join(CASES, name))
const readCase = (name: string, how: Parameters<typeof read>[2] = {}) =>
  read(file(name), {}, { own: DAK_NONG, ...how })
const codes = (rows: { code: string }[]) => rows.map(({ code }) => code)
const levels = (rows: { procedure: { adminLevels: string[] } }[]) =>
  rows.map(({ procedure }) => procedure.adminLevels)

if (!existsSync(CASES))
  console.warn("Lists as offices keep them are not beside the project: their tests are skipped.")

describe.skipIf(!existsSync(CASES))("lists as offices keep them", () => {
  test("our own template is taken", async () => {
    const { taken, refused, questions } = await readCase("00-control-template.xlsx")
    expect([codes(taken), refused, questions]).toEqual([["1.002010"], [], []])
  })

  test("headings under a title are found; the level that is missing is asked for once", async () => {
    const { rows, refused, questions, tables } = await readCase("01-portal-list-with-title.xlsx")
    expect(rows).toHaveLength(3)
    expect(questions).toMatchObject([{ about: "adminLevels", rows: 3 }])
    expect(tables[0]?.columns.map(({ column }) => column)).toEqual([
      "code",
      "name",
      "announcer",
      "executingAgencies",
      "field",
    ])
    // Nobody has answered: standing alone, the rows lack their level.
    expect(refused).toHaveLength(3)
    const answered = await readCase("01-portal-list-with-title.xlsx", {
      answers: { adminLevels: { fromAgencies: true, levels: [] } },
    })
    expect(levels(answered.taken)).toEqual([["PROVINCE"], ["COMMUNE"], ["PROVINCE", "COMMUNE"]])
    expect(answered.questions).toEqual([])
  })

  test("a list without codes is for comparing: the register says so, the comparison reads it", async () => {
    await expect(readCase("04-old-portal-levels-no-codes.xlsx")).rejects.toThrow("Không thấy cột mã")
    const rows = await readEvidenceFile(
      file("04-old-portal-levels-no-codes.xlsx"),
      "PEER_LEVELS",
      IMPORT_LIMITS,
    )
    expect(rows.map(({ name, level }) => [name.slice(0, 12), level])).toEqual([
      ["Thủ tục đăng", "INFORMATION_ONLY"],
      ["Đăng ký hoạt", "FULL"],
    ])
  })

  test.each(["05-code-with-org-suffix.xlsx", "06-code-short-suffix.xlsx"])(
    "%s: the office behind the code is checked against the province",
    async (name) => {
      expect(codes((await readCase(name)).taken)).toEqual(["1.002010"])
      const elsewhere = await readCase(name, { own: { orgCodes: ["H36"], names: ["lam dong"] } })
      expect(elsewhere.refused).toMatchObject([{ reason: expect.stringMatching(/H16.*H36/) }])
    },
  )

  test("codes of before are named as such", async () => {
    const { taken, refused } = await readCase("07-old-codes.xlsx")
    expect(codes(taken)).toEqual(["1.002010"])
    expect(refused.map(({ line, reason }) => [line, reason.includes("kiểu cũ")])).toEqual([
      [2, true],
      [4, true],
    ])
  })

  test("a code kept as a number that lost its zero is said so, the other is taken", async () => {
    const { taken, refused } = await readCase("08-code-number-cell.xlsx")
    expect(codes(taken)).toEqual(["1.001193"])
    expect(refused).toMatchObject([{ line: 2, reason: expect.stringContaining("mất số 0") }])
  })

  test("levels are read as people write them", async () => {
    const { taken, refused } = await readCase("09-levels-as-people-write.xlsx")
    expect(levels(taken)).toEqual([
      ["PROVINCE", "COMMUNE"],
      ["PROVINCE"],
      ["PROVINCE", "DISTRICT", "COMMUNE"],
      ["PROVINCE"],
      ["COMMUNE"],
      ["PROVINCE", "COMMUNE"],
    ])
    expect(refused).toMatchObject([{ reason: expect.stringContaining("Cơ quan khác") }])
  })

  test("section rows and totals between the data are no data", async () => {
    const { taken, refused, rows } = await readCase("11-template-headings-group-rows-only.xlsx")
    expect(codes(taken)).toEqual(["1.002010", "1.002032"])
    expect([refused, rows.length]).toEqual([[], 2])
  })

  test("both sheets with data are read", async () => {
    const { taken, tables } = await readCase("13-two-sheets.xlsx")
    expect(codes(taken)).toEqual(["1.002010", "1.001193"])
    expect(tables).toHaveLength(2)
  })

  test("columns nobody asks for are named as not used", async () => {
    const { taken, tables } = await readCase("15-extra-columns.xlsx")
    expect(codes(taken)).toEqual(["1.002010"])
    expect(tables[0]?.columns.filter(({ column }) => column === null).map(({ heading }) => heading)).toEqual([
      "Mức độ DVC",
      "Ghi chú",
    ])
  })

  test("channels, times and amounts are read as people write them", async () => {
    const { taken, refused } = await readCase("17-channels-times-as-people-write.xlsx")
    expect(refused).toEqual([])
    expect(
      taken.map(({ procedure: { submissionMethods } }) => [
        submissionMethods.map(({ channel }) => channel).join(" "),
        submissionMethods[0]?.processingTime.quantity,
        submissionMethods[0]?.processingTime.unit,
        submissionMethods[0]?.fees.map(({ kind, amount }) => `${kind} ${amount}`).join(", "),
      ]),
    ).toEqual([
      ["IN_PERSON ONLINE POST", 10, "WORKING_DAY", "FEE 0, CHARGE 50000"],
      ["IN_PERSON ONLINE", 5, "WORKING_DAY", "CHARGE 200000"],
      ["IN_PERSON ONLINE POST", 5, "DAY", ""],
      ["IN_PERSON POST", 10, "DAY", ""],
    ])
  })

  test("everyday headings are known", async () => {
    const { taken } = await readCase("18-headings-as-people-write.xlsx")
    expect(taken).toMatchObject([{ procedure: { code: "1.002010", adminLevels: ["PROVINCE"] } }])
  })

  test.each([
    "20-nfd.csv",
    "22-utf16-tab.txt",
    "23-html-table-named-xls.xls",
    "24-windows-1258.csv",
    "25-tcvn3.csv",
    "29-semicolon-preamble.csv",
    "31-decision-annex.docx",
  ])("%s is read as what it says", async (name) => {
    const { taken } = await readCase(name)
    expect(taken).toMatchObject([
      {
        procedure: {
          code: "1.002010",
          name: "Đăng ký hoạt động của tổ chức hành nghề luật sư",
          fields: [{ name: "Luật sư" }],
          adminLevels: ["PROVINCE"],
        },
      },
    ])
  })

  test("signs nobody sees do not make another name", async () => {
    const { taken } = await readCase("21-nbsp-zwsp-smart-quotes.csv")
    expect(taken[0]?.procedure.name).toBe("Đăng ký hoạt động của “tổ chức” hành nghề luật sư")
  })

  test("letters of an old font are asked about, and converted on request", async () => {
    const { questions } = await readCase("27-vni-as-utf8-letters.csv")
    expect(questions).toMatchObject([{ about: "oldLetters", message: expect.stringContaining("VNI") }])
    const { taken } = await readCase("27-vni-as-utf8-letters.csv", { answers: { convertLetters: true } })
    expect(taken[0]?.procedure).toMatchObject({
      name: "Đăng ký hoạt động của tổ chức hành nghề luật sư",
      fields: [{ name: "Luật sư" }],
    })
  })

  test("flat records of another crawler are read by their keys", async () => {
    const { taken } = await readCase("30-flat-crawl-record.json")
    expect(taken).toMatchObject([
      {
        procedure: {
          code: "1.000080",
          name: "Thủ tục đăng ký nhận cha, mẹ, con",
          announcementDecision: "163/QĐ-BTP",
          adminLevels: ["COMMUNE"],
          applicantTypes: ["Công dân Việt Nam", "Người nước ngoài"],
        },
      },
    ])
  })

  test.each(["BoTuPhap", "BoXayDung", "NganhangNhanuocVietNam"])(
    "the national portal's own list of %s is read, its levels told by its agencies",
    async (ministry) => {
      const { rows, refused, taken, tables } = await read(
        readFileSync(join(LISTS, `danh-sach-tthc-${ministry}.xlsx`)),
        {},
        { answers: { adminLevels: { fromAgencies: true, levels: ["PROVINCE"] } }, own: DAK_NONG },
      )
      expect(tables[0]?.headingLine).toBeGreaterThan(1)
      expect(tables[0]?.columns.every(({ column }) => column !== null)).toBe(true)
      expect(taken.length / rows.length).toBeGreaterThan(0.99)
      for (const { reason } of refused) expect(reason).toMatch(/không đúng dạng 1.001612/)
    },
  )
})
