import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import { periodOf } from "#models/indicator/period.ts"
import { USAGE_COLUMNS, type UsageColumn } from "#models/indicator/usage-column.ts"
import { type UsageSheet, usageSheetIdOf } from "#models/indicator/usage-sheet.ts"
import { formatDay, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { type InputIssue, InvalidInputError } from "#models/shared/errors.ts"
import { foldText } from "#models/shared/text.ts"
import type { UsageFile, UsageLine } from "./read-usage-file.server.ts"
import { PLACE_HEADINGS } from "./usage-headings.ts"

/** What a table is held against. */
export type UsageKnowledge = {
  today: IsoDay
  agencies: readonly Agency[]
  codes: ReadonlySet<string>
  frozen: readonly { months: readonly string[]; label: string; by: string }[]
}

type Source = Pick<UsageSheet, "importId" | "fileName" | "by" | "at" | "generated">

const MOST_FAULTS = 200

/**
 * The sheets a table makes, one to a unit and month. All that contradicts itself or the register is refused at once, with row, column and
 * remedy.
 * @throws InvalidInputError
 */
export const sheetsOf = (file: UsageFile, source: Source, known: UsageKnowledge): UsageSheet[] => {
  const issues: InputIssue[] = []
  const unitOf = unitFinder(known.agencies)
  const sheets = new Map<string, UsageSheet>()
  const keys = new Set<string>()
  for (const line of file.lines.filter(({ isTotal }) => !isTotal)) {
    const fault = (field: keyof typeof PLACE_HEADINGS | string, message: string) =>
      issues.push({
        row: line.line,
        field: field in PLACE_HEADINGS ? PLACE_HEADINGS[field as "month"] : field,
        message,
      })
    const month = monthOf(line, known, fault)
    const unitId = month && unitFor(line, month, unitOf, fault)
    judgeCodes(line, file, known, fault)
    judgeNumbers(line, file.columns, fault)
    if (!month || !unitId) continue
    const key = [month, unitId, line.procedure, line.service].join(" ")
    if (keys.has(key))
      fault("procedure", "Tháng, đơn vị và thủ tục này đã có ở dòng trên. Gộp hai dòng làm một.")
    keys.add(key)
    const place = { kind: file.kind, month, unitId }
    const id = usageSheetIdOf(place)
    const sheet = sheets.get(id) ?? { ...source, ...place, id, columns: file.columns, rows: [] }
    sheet.rows.push({ procedureCode: line.procedure, serviceCode: line.service, values: line.values })
    sheets.set(id, sheet)
  }
  issues.push(...totalFaults(file, unitOf))
  if (issues.length === 0 && sheets.size === 0)
    issues.push({ field: "Tệp", message: "Bảng không có dòng số liệu nào." })
  if (issues.length > 0)
    throw new InvalidInputError(
      "Bảng số liệu có chỗ chưa đúng nên không nhận dòng nào.",
      issues.slice(0, MOST_FAULTS),
    )
  return [...sheets.values()]
}

type Fault = (field: string, message: string) => void

function monthOf(line: UsageLine, { today, frozen }: UsageKnowledge, fault: Fault): string | null {
  const month = monthIn(line.month)
  const period = month ? periodOf(month) : null
  if (!month || !period) {
    fault("month", `Không có tháng «${line.month}». Ghi dạng 03/2023 hoặc 2023-03, tháng từ 01 đến 12.`)
    return null
  }
  if (period.from > today) {
    fault("month", `Tháng ${period.label.slice(6)} chưa bắt đầu. Kiểm tra lại tháng.`)
    return null
  }
  const closed = frozen.find(({ months }) => months.includes(month))
  if (closed)
    fault(
      "month",
      `${closed.label} đã chốt (${closed.by}). Mở lại báo cáo của kỳ trước, hoặc bỏ các dòng của kỳ này.`,
    )
  return month
}

/** `03/2023`, `3-2023`, `2023-03`; whether there is such a month is asked elsewhere. */
const monthIn = (text: string): string | null => {
  const [, first, second] = /^(\d{1,2})\s*[/.-]\s*(\d{4})$/u.exec(text) ?? []
  if (first && second) return `${second}-${first.padStart(2, "0")}`
  const [, year, month] = /^(\d{4})-(\d{1,2})(?:-\d{1,2})?$/u.exec(text) ?? []
  return year && month ? `${year}-${month.padStart(2, "0")}` : null
}

function unitFor(
  line: UsageLine,
  month: string,
  unitOf: (text: string) => Agency | null,
  fault: Fault,
): string | null {
  const agency = unitOf(line.unit)
  const period = periodOf(month)
  if (!agency || !period) {
    fault("unit", `Không có đơn vị «${line.unit}». Ghi tên hoặc mã đúng như ở Quản trị › Cơ quan, đơn vị.`)
    return null
  }
  if (!isValidOn(agency, period.to) && !isValidOn(agency, period.from)) {
    const ended = agency.validTo !== null && agency.validTo < period.from
    const heirs =
      agency.successorIds.length > 0 ? ` Ghi cho đơn vị kế thừa: ${agency.successorIds.join(", ")}.` : ""
    fault(
      "unit",
      ended
        ? `«${agencyNameOn(agency, period.from)}» đã kết thúc ngày ${formatDay(agency.validTo ?? "")}.${heirs}`
        : `«${line.unit}» chưa có trong tháng này (từ ${formatDay(agency.validFrom)}).`,
    )
    return null
  }
  return agency.id
}

/** A unit by its id, any of its codes or any name it has had. */
const unitFinder = (agencies: readonly Agency[]): ((text: string) => Agency | null) => {
  const byWord = new Map<string, Agency>()
  for (const agency of agencies)
    for (const word of [
      agency.id,
      ...agency.codes.map(({ code }) => code),
      ...agency.names.flatMap(({ name, shortName }) => [name, shortName]),
    ])
      if (word !== "" && !byWord.has(foldText(word))) byWord.set(foldText(word), agency)
  return (text) => byWord.get(foldText(text)) ?? null
}

function judgeCodes(
  { procedure, service }: UsageLine,
  { kind }: UsageFile,
  { codes }: UsageKnowledge,
  fault: Fault,
) {
  if (procedure === "") {
    if (kind === "DOSSIERS") fault("procedure", "Thiếu mã thủ tục.")
  } else if (!codes.has(procedure))
    fault("procedure", `Sổ thủ tục không có mã «${procedure}». Kiểm tra mã, hoặc nhập thủ tục vào sổ trước.`)
  if (service !== "" && !service.startsWith(`${procedure}.`))
    fault("service", `«${service}» không phải dịch vụ của thủ tục ${procedure}.`)
}

/** A part is no more than its whole, and parts make the whole. */
const AT_MOST: readonly [UsageColumn, UsageColumn][] = [
  ["onlineReceived", "received"],
  ["fullOnline", "onlineReceived"],
  ["synchronised", "received"],
  ["finishedOnTime", "finished"],
  ["finishedLate", "finished"],
  ["runningOnTime", "running"],
  ["runningLate", "running"],
  ["paidOnline", "feeDossiers"],
  ["automated", "finished"],
  ["feedbackOnTime", "feedbackDue"],
  ["satisfied", "rated"],
]
const MAKES: readonly [UsageColumn, UsageColumn, UsageColumn][] = [
  ["finishedOnTime", "finishedLate", "finished"],
  ["runningOnTime", "runningLate", "running"],
]

function judgeNumbers({ values }: UsageLine, columns: readonly UsageColumn[], fault: Fault): void {
  const of = (name: UsageColumn): number | null => values[columns.indexOf(name)] ?? null
  for (const [part, whole] of AT_MOST) {
    const [some, all] = [of(part), of(whole)]
    if (some !== null && all !== null && some > all)
      fault(
        USAGE_COLUMNS[part].label,
        `${some} nhiều hơn «${USAGE_COLUMNS[whole].label}» (${all}), tức là quá 100 %. Sửa một trong hai số.`,
      )
  }
  for (const [one, other, whole] of MAKES) {
    const [a, b, all] = [of(one), of(other), of(whole)]
    if (a !== null && b !== null && all !== null && a + b !== all)
      fault(
        USAGE_COLUMNS[whole].label,
        `${all} khác tổng ${a} + ${b} của «${USAGE_COLUMNS[one].label}» và «${USAGE_COLUMNS[other].label}». Sửa cho khớp.`,
      )
  }
}

/** Lines of totals against the lines they are of: of their month and unit where they name some, else of the table. */
function totalFaults({ lines, columns }: UsageFile, unitOf: (text: string) => Agency | null): InputIssue[] {
  const rows = lines.filter(({ isTotal }) => !isTotal)
  return lines
    .filter(({ isTotal }) => isTotal)
    .flatMap((total) => {
      const unit = unitOf(total.unit)
      const month = monthIn(total.month)
      const summed = rows.filter(
        (row) =>
          (!unit || unitOf(row.unit)?.id === unit.id) && (month === null || monthIn(row.month) === month),
      )
      return columns.flatMap((name, place) => {
        const sum = summed.reduce((all, { values }) => all + (values[place] ?? 0), 0)
        const said = total.values[place] ?? 0
        return Math.abs(sum - said) < 0.005
          ? []
          : [
              {
                row: total.line,
                field: USAGE_COLUMNS[name].label,
                message: `Dòng tổng ghi ${said}, cộng các dòng được ${sum}. Sửa dòng tổng hoặc dòng chi tiết.`,
              },
            ]
      })
    })
}
