import { ADMIN_LEVEL_IN_TEXT } from "#models/catalogue-edition/figures/figures-in-text.ts"
import {
  type AdminLevel,
  isOnlineLevel,
  SERVICE_LEVEL_LABELS,
  type ServiceLevel,
} from "#models/shared/levels.ts"
import { folded } from "#workflows/pdf-reading/lines.ts"
import { ANNOUNCED } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { fault, quoted } from "../measure.ts"
import type { CarriedCatalogue } from "../reading.ts"
import {
  type CatalogueRow,
  catalogueRows,
  codeColumn,
  countOf,
  type GroupRow,
} from "../recognise/catalogue-rows.ts"
import type { AnnexParts, Paragraph } from "../recognise/document-parts.ts"
import { firstArticle } from "../recognise/first-article.ts"
import { standingAlone } from "./standing-alone.ts"

const rule = rulesOf("totals")

const lists = ({ parts }: Checked): { annex: AnnexParts; rows: CatalogueRow[] }[] =>
  parts.annexes.flatMap((annex) =>
    annex.table && codeColumn(annex.table) >= 0 && !isOfChanges(annex)
      ? [{ annex, rows: catalogueRows(annex.table) }]
      : [],
  )
/** It tells old and new of services that other annexes list. */
const isOfChanges = ({ title }: AnnexParts): boolean =>
  /^noi dung dieu chinh/u.test(folded(title.map(({ text }) => text).join(" ")))
const itemCount = (rows: readonly CatalogueRow[]): number => rows.filter(({ kind }) => kind === "item").length
const differs = (page: number, what: string, said: number, counted: number): Fault[] =>
  said === counted ? [] : [fault(page, `${what} ghi ${said}`, `${counted} theo số hàng`)]

/** The paragraph of Điều 1 that names an annex, with what it says. */
const claimOn = (checked: Checked, { heading }: AnnexParts) => {
  const named = heading ? standingAlone(`tại ${heading.text}`) : /tại/u
  return firstArticle(checked).find(({ text }) => named.test(text))
}
const COUNT = /(\d[\d.]*) \(\p{Lu}[^()]*\) dịch vụ công/u
const PER_LEVEL = /(cấp tỉnh|cấp huyện|cấp xã|cơ quan ngành dọc, cấp Bộ) (\d[\d.]*) \(/gu

/** Items below a group, to the next group of the same depth or a higher one. */
const itemsBelow = (rows: readonly CatalogueRow[], group: GroupRow): number => {
  const after = rows.slice(rows.indexOf(group) + 1)
  const end = after.findIndex((row) => row.kind === "group" && row.depth <= group.depth)
  return itemCount(end < 0 ? after : after.slice(0, end))
}

export const TOTAL_RULES: LintRule[] = [
  rule("annex", ANNOUNCED, "Số dịch vụ công ghi tại Điều 1 bằng số hàng của phụ lục.", (checked) =>
    lists(checked).flatMap(({ annex, rows }) => {
      const claim = claimOn(checked, annex)
      const said = COUNT.exec(claim?.text.replace(/^\d+\. /u, "") ?? "")?.[1]
      return said === undefined
        ? []
        : differs(
            claim?.lines[0]?.page ?? 0,
            quoted(annex.heading?.text ?? ""),
            countOf(said),
            itemCount(rows),
          )
    }),
  ),
  rule("stated", ANNOUNCED, "Điều 1 ghi số dịch vụ công của mỗi phụ lục.", (checked) =>
    checked.type !== "DECISION"
      ? []
      : lists(checked)
          .filter(({ annex }) => !COUNT.test(claimOn(checked, annex)?.text ?? ""))
          .map(({ annex }) =>
            fault(
              1,
              `không ghi số lượng của ${quoted(annex.heading?.text ?? "")}`,
              "… (…) dịch vụ công; chi tiết tại Phụ lục …",
            ),
          ),
  ),
  rule(
    "per-level",
    ANNOUNCED,
    "Số dịch vụ công theo cấp ghi tại Điều 1 bằng số hàng của phụ lục.",
    (checked) =>
      lists(checked).flatMap(({ annex, rows }) => {
        const claim = claimOn(checked, annex)
        return [...(claim?.text.matchAll(PER_LEVEL) ?? [])].flatMap(([, level = "", said = ""]) => {
          const group = rows.find(
            (row) => row.kind === "group" && row.depth === 0 && folded(row.text).includes(folded(level)),
          )
          const counted = group?.kind === "group" ? itemsBelow(rows, group) : 0
          return differs(
            claim?.lines[0]?.page ?? 0,
            `${level} (${annex.heading?.text})`,
            countOf(said),
            counted,
          )
        })
      }),
  ),
  rule("sum", ANNOUNCED, "Tổng số ghi tại Điều 1 bằng tổng các phụ lục.", (checked) => {
    const opening = checked.parts.paragraphs.find(({ text }) => /^Điều 1\./u.test(text))
    const said = /gồm (\d[\d.]*) \([^()]*\) dịch vụ công trực tuyến, cụ thể/u.exec(opening?.text ?? "")?.[1]
    const online = lists(checked).filter(({ annex }) =>
      /trực tuyến (?:toàn trình|một phần)/u.test(claimOn(checked, annex)?.text ?? ""),
    )
    const { annexFiles, catalogue } = checked.reading.file
    const counted =
      annexFiles > 0 && catalogue
        ? catalogue.rows.filter(({ level }) => isOnlineLevel(level as ServiceLevel)).length
        : online.reduce((sum, { rows }) => sum + itemCount(rows), 0)
    return said === undefined ? [] : differs(opening?.lines[0]?.page ?? 0, "tổng số", countOf(said), counted)
  }),
  rule(
    "attached-figures",
    ANNOUNCED,
    "Số dịch vụ công ghi tại Điều 1 bằng số hàng của danh mục đính kèm trong tệp.",
    (checked) =>
      checked.type === "DECISION"
        ? firstArticle(checked).flatMap((claim) => claimFaults(claim, checked.reading.file.catalogue))
        : [],
  ),
  rule("subtotals", ANNOUNCED, "Số dịch vụ công ghi ở hàng nhóm bằng số hàng của nhóm.", (checked) =>
    lists(checked).flatMap(({ rows }) =>
      rows.flatMap((row) =>
        row.kind === "group" && row.count !== null
          ? differs(row.row.page, quoted(row.text), row.count, itemsBelow(rows, row))
          : [],
      ),
    ),
  ),
  rule("subtotals-stated", ANNOUNCED, "Mỗi hàng nhóm ghi số dịch vụ công.", (checked) =>
    lists(checked).flatMap(({ rows }) =>
      rows.flatMap((row) =>
        row.kind === "group" && row.count === null
          ? [fault(row.row.page, quoted(row.text), "(… dịch vụ công)")]
          : [],
      ),
    ),
  ),
  rule("unique", ANNOUNCED, "Không dịch vụ công nào xuất hiện hai lần.", (checked) => {
    const seen = new Set<string>()
    return lists(checked).flatMap(({ annex, rows }) => {
      const unit = annex.table ? codeColumn(annex.table) + 2 : 0
      return rows.flatMap((row) => {
        if (row.kind === "group") return []
        const key = `${row.codeLines.join(" ")} ${row.row.cells[unit]?.text}`
        if (!seen.has(key)) {
          seen.add(key)
          return []
        }
        return [fault(row.row.page, quoted(key), "mỗi dịch vụ công của một cơ quan chỉ một lần")]
      })
    })
  }),
  rule(
    "attached-rows",
    ANNOUNCED,
    "Các hàng của phụ lục trùng với danh mục đính kèm trong tệp.",
    (checked) => {
      const { catalogue } = checked.reading.file
      if (!catalogue || !["DECISION", "ANNEX"].includes(checked.type)) return []
      const printed = lists(checked).flatMap(({ rows }) =>
        rows.flatMap((row) =>
          row.kind === "item" ? [{ codes: row.codeLines.join(" "), page: row.row.page }] : [],
        ),
      )
      const listed = lists(checked).flatMap(({ annex }) =>
        listedIn(catalogue, annex).map(({ code, serviceCode }) => `${code} (${serviceCode})`),
      )
      const at = Array.from({ length: Math.max(printed.length, listed.length) }).findIndex(
        (_, index) => printed[index]?.codes !== listed[index],
      )
      return at < 0
        ? []
        : [
            fault(
              printed[at]?.page ?? 0,
              quoted(printed[at]?.codes ?? "không có"),
              quoted(listed[at] ?? "không có"),
            ),
          ]
    },
  ),
  rule(
    "attached-totals",
    ANNOUNCED,
    "Tổng số trong danh mục đính kèm bằng số hàng của danh mục.",
    ({ reading: { file } }) => {
      const { catalogue } = file
      if (!catalogue) return []
      const counted = (level: string) => catalogue.rows.filter((row) => row.level === level).length
      return [
        ...differs(0, "tổng số đính kèm", catalogue.totals.entries, catalogue.rows.length),
        ...Object.entries(catalogue.totals.levels).flatMap(([level, said]) =>
          differs(
            0,
            `${SERVICE_LEVEL_LABELS[level as keyof typeof SERVICE_LEVEL_LABELS] ?? level}, đính kèm`,
            said,
            counted(level),
          ),
        ),
      ]
    },
  ),
]

const CLAIM =
  /(\d[\d.]*) \(\p{Lu}[^()]*\) dịch vụ công (trực tuyến toàn trình|trực tuyến một phần|đưa ra khỏi)([^;]*)/gu

/** What a paragraph of Điều 1 says of each level of services, against the catalogue attached. */
function claimFaults({ text, lines }: Paragraph, catalogue: CarriedCatalogue | null): Fault[] {
  if (!catalogue) return []
  const page = lines[0]?.page ?? 0
  return [...text.matchAll(CLAIM)].flatMap(([, said = "", level = "", rest = ""]) => {
    const rows = catalogue.rows.filter((row) => isOfLevel(row.level, levelNamed(level)))
    const perLevel = [...rest.matchAll(PER_LEVEL)].flatMap(([, name = "", count = ""]) => {
      const atLevel = rows.filter(({ adminLevel }) => ADMIN_LEVEL_IN_TEXT[adminLevel as AdminLevel] === name)
      return differs(page, `${name}, ${level}`, countOf(count), atLevel.length)
    })
    return [...differs(page, level, countOf(said), rows.length), ...perLevel]
  })
}

/** What of the attached list an annex is to hold, by its title. */
function listedIn({ rows, branches }: CarriedCatalogue, { title }: AnnexParts) {
  const level = levelNamed(title.map((line) => line.text).join(" "))
  if (level === "BRANCHES") return branches
  return rows.filter((row) => level === null || isOfLevel(row.level, level))
}

const levelNamed = (words: string): "FULL" | "PARTIAL" | "OTHER" | "BRANCHES" | null => {
  const text = folded(words)
  if (/dua ra khoi/u.test(text)) return "OTHER"
  if (/co quan nganh doc/u.test(text)) return "BRANCHES"
  return /toan trinh/u.test(text) ? "FULL" : /mot phan/u.test(text) ? "PARTIAL" : null
}
const isOfLevel = (level: string, wanted: ReturnType<typeof levelNamed>): boolean =>
  wanted === "OTHER" ? !isOnlineLevel(level as ServiceLevel) : wanted === level
