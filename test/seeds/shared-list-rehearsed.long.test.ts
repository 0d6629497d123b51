import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { foldText } from "#models/shared/text.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { runScript } from "#test/setup/run-script.ts"

const LIST = join(import.meta.dirname, "../../../shared/data/procedures/national-portal.jsonl.gz")
const hasList = existsSync(LIST)
if (!hasList)
  process.stderr.write(
    "\n*** REHEARSAL OF THE REAL LIST NOT TESTED: no ../shared/data/procedures here. ***\n\n",
  )

/** A record of the list as it stands in the file, read here with nothing of ours. */
type Source = {
  code: string
  type?: string
  isInternal?: boolean
  departmentPromulgateCode?: string
}

/** Bodies under a ministry, as the list names them. */
const BRANCH =
  /\b(?:cong an|hai quan|thue|bao hiem xa hoi|kho bac|bien phong|ngan hang nha nuoc|quan su|thi hanh an|thong ke|du tru nha nuoc)\b/u

describe.skipIf(!hasList)("a year rehearsed on the nation's list, with central branches listed", () => {
  let out: string
  let sources: Map<string, Source>
  let rows: Record<string, string>[]
  let branches: Record<string, string>[]
  let summary: Record<string, never> & {
    procedures: {
      read: number
      imported: number
      leftOut: { code: string; reason: string }[]
      refused: unknown[]
    }
    figures: { services: number }
    branches: { branchServices: number }
    decision: { verified: boolean }
  }
  const tableOf = (name: string) => {
    const [headings = [], ...lines] = readElsewhere(readFileSync(join(out, name)))
    return lines.map((cells) => Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? ""])))
  }
  const sourceOf = (row: Record<string, string>): Source => {
    const found = sources.get(row.ma_tthc ?? "")
    if (!found) throw new Error(`the list has no ${row.ma_tthc}`)
    return found
  }
  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), "dien-tap-"))
    const ran = await runScript(
      "rehearse",
      "--procedures",
      LIST,
      "--year",
      "2026",
      "--branch-annex",
      "--out",
      out,
    )
    expect(ran).toMatchObject({ code: 0 })
    sources = new Map(
      gunzipSync(readFileSync(LIST))
        .toString("utf8")
        .trim()
        .split("\n")
        .map((line): Source => JSON.parse(line))
        .map((source) => [source.code.trim(), source]),
    )
    rows = tableOf("catalogue.csv")
    branches = tableOf("co-quan-nganh-doc.csv")
    summary = JSON.parse(readFileSync(join(out, "summary.json"), "utf8"))
  }, 1_800_000)
  afterAll(() => rmSync(out, { recursive: true, force: true }))

  test("no row is another province's, internal or marked as deleted", () => {
    expect(rows.length).toBeGreaterThan(1000)
    // H36 is Lâm Đồng, the province that is rehearsed.
    const foreign = rows.map(sourceOf).filter(({ departmentPromulgateCode = "" }) => {
      const [province = "H36"] = /H\d{2}/u.exec(departmentPromulgateCode) ?? []
      return province !== "H36"
    })
    expect(foreign.map(({ code }) => code)).toEqual([])
    expect(
      rows
        .map(sourceOf)
        .filter(({ isInternal, type = "" }) => isInternal === true || type.includes("INTERNAL")),
    ).toEqual([])
    expect(rows.filter(({ ma_tthc = "" }) => /xoa/iu.test(ma_tthc))).toEqual([])
  })

  test("no branch of a central body is in the catalogue, under a commune or elsewhere; they stand beside it", () => {
    expect(rows.filter(({ don_vi = "" }) => BRANCH.test(foldText(don_vi)))).toEqual([])
    expect(branches.length).toBeGreaterThan(300)
    expect(
      branches.filter(({ don_vi = "" }) => !BRANCH.test(foldText(don_vi))).map(({ don_vi }) => don_vi),
    ).toEqual([])
    const listed = new Set(rows.map(({ ma_dvc, don_vi }) => `${ma_dvc} ${don_vi}`))
    expect(branches.filter(({ ma_dvc, don_vi }) => listed.has(`${ma_dvc} ${don_vi}`))).toEqual([])
  })

  test("its summary says what was left out and why, and counts as the files do", () => {
    const { read, imported, leftOut, refused } = summary.procedures
    expect(read).toBe(sources.size)
    expect(imported + leftOut.length + refused.length).toBe(read)
    expect(leftOut.every(({ reason }) => /không phải của tỉnh|nội bộ|đánh dấu xóa/u.test(reason))).toBe(true)
    expect(summary.figures.services).toBe(rows.length)
    expect(summary.branches.branchServices).toBe(branches.length)
    expect(summary.decision.verified).toBe(true)
  })
})
