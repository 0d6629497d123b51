/**
 * `npm run classify -- --procedures FILE --date YYYY-MM-DD --json OUT [--compare-date YYYY-MM-DD] [--province CODE]`: what the
 * rules in force on a day say of every service of a register file, beside the nation's own flag, and whether each is the
 * province's (of training unless told otherwise); with a second date, what comes out otherwise.
 */
import { readFile, writeFile } from "node:fs/promises"
import { z } from "zod"
import { type LegalRegime, regimeInForceOn } from "#models/legal-regime/legal-regime.ts"
import { formatDay } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber, formatPercent } from "#models/shared/numbers.ts"
import { readLabels } from "#seeds/read-labels.server.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import {
  type Agreement,
  agreementWith,
  classifyAll,
  differencesBetween,
} from "#workflows/classification/classify-file.ts"
import { measureLabels } from "#workflows/classification/labels/measure.server.ts"
import { labelTable } from "#workflows/classification/labels/table.ts"
import { type EvidenceFinder, evidenceFinder } from "#workflows/evidence/level-evidence.ts"
import { markedProcedure } from "#workflows/evidence/marked-procedure.ts"
import { withNationalMarks } from "#workflows/evidence/national-marks.server.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isRefused, isWhole } from "#workflows/register/register-row.ts"
import { scopesOn } from "./classify/scopes-of-file.ts"
import { argumentsOf, fail, failWith } from "./command-line.ts"

const USAGE =
  "Cách dùng: npm run classify -- --procedures TỆP --date YYYY-MM-DD --json TỆP_KẾT_QUẢ [--compare-date YYYY-MM-DD] [--province MÃ]"

const Day = z.iso.date()

try {
  await main()
} catch (error) {
  failWith(error)
}

async function main(): Promise<void> {
  const { procedures: file, date, json, compareDate, province } = readArguments()
  const regime = regimeInForceOn(LEGAL_REGIMES, date)
  const bytes = await readFile(file).catch(() => {
    throw new InvalidInputError(`Không đọc được tệp «${file}». Kiểm tra đường dẫn và quyền đọc.`)
  })
  const scopes = scopesOn(date, province)
  const rows = completeRows((await readRegisterFile(bytes, { own: scopes.own, every: true })).rows)
  const judged = rows.filter(isWhole)
  const procedures = judged.map(({ procedure }) => procedure)
  for (const { line, code, field, reason } of rows.filter(isRefused))
    console.log(`Bỏ qua dòng ${line} (${code || "không có mã"}), ${field}: ${reason}`)
  if (procedures.length === 0) throw new InvalidInputError(`Tệp «${file}» không có thủ tục nào đọc được.`)
  const find = evidenceFinder(withNationalMarks(procedures.map(markedProcedure)))
  const services = classifyAll(procedures, regime, find)
  await writeFile(json, `${JSON.stringify(scopes.beside(judged, services), null, 1)}\n`)
  console.log(`${formatNumber(services.length)} dịch vụ theo ${regime.name}, ngày ${formatDay(date)}.`)
  for (const level of regime.levels)
    console.log(
      `  ${SERVICE_LEVEL_LABELS[level]}: ${formatNumber(services.filter((one) => one.level === level).length)}`,
    )
  for (const line of scopes.counted(judged)) console.log(line)
  const labelled = measureLabels(readLabels(), procedures, regime)
  if (labelled.records > 0) for (const line of labelTable(labelled)) console.log(line)
  printAgreement(agreementWith(procedures, services, find))
  if (compareDate) printDifferences(procedures, regime, regimeInForceOn(LEGAL_REGIMES, compareDate), find)
}

function readArguments(): {
  procedures: string
  date: string
  json: string
  compareDate: string | undefined
  province: string | undefined
} {
  const text = { type: "string" } as const
  const options = { procedures: text, date: text, json: text, "compare-date": text, province: text }
  const {
    procedures,
    date,
    json,
    "compare-date": compareDate,
    province,
  } = argumentsOf({ options }, USAGE).values
  for (const day of [date, compareDate])
    if (day !== undefined && !Day.safeParse(day).success)
      fail(`«${day}» không phải ngày (YYYY-MM-DD).\n${USAGE}`)
  if (procedures && date && json) return { procedures, date, json, compareDate, province }
  return fail(USAGE)
}

function printAgreement(found: Agreement): void {
  if (found.flagged === 0) {
    console.log("Tệp không có cờ toàn trình của quốc gia để đối chiếu.")
    return
  }
  const lines: [string, number][] = [
    ["Khớp với cờ toàn trình của quốc gia", found.agreement],
    ["  so với: luôn đoán theo số đông", found.majority],
    ["  so với: có kênh trực tuyến là toàn trình", found.onlineChannel],
    ["  so với: chỉ theo các thủ tục tương tự", found.evidenceAlone],
    ["Toàn trình đúng trong số đã đoán toàn trình (precision)", found.precision],
    ["Toàn trình đoán được trong số toàn trình (recall)", found.recall],
    ["Khớp ở nơi chắc chắn", found.agreementWhereSure],
    ["Chắc chắn", 1 - found.notSure],
    ["Cần xem xét", found.notSure],
  ]
  console.log(
    `Đối chiếu ${formatNumber(found.flagged)} dịch vụ (cờ của chính thủ tục được giấu khỏi quy tắc):`,
  )
  for (const [label, share] of lines) console.log(`  ${percent(share).padStart(7)}  ${label}`)
}

function printDifferences(
  procedures: Parameters<typeof differencesBetween>[0],
  before: LegalRegime,
  after: LegalRegime,
  find: EvidenceFinder,
): void {
  const found = differencesBetween(procedures, before, after, find)
  console.log(`\n${formatNumber(found.length)} dịch vụ khác đi theo ${after.name}:`)
  const shown = ({ level, sure }: { level: keyof typeof SERVICE_LEVEL_LABELS; sure: boolean }) =>
    `${SERVICE_LEVEL_LABELS[level]}${sure ? "" : " (cần xem xét)"}`
  for (const { serviceCode, from, to, moved } of found)
    console.log(
      `  ${serviceCode}: ${shown(from)} → ${shown(to)}; ${moved.map((one) => `${one.criterion} (${one.from ?? "không có"} → ${one.to ?? "không có"})`).join("; ") || "trách nhiệm chứng minh"}`,
    )
}

function percent(share: number): string {
  return Number.isNaN(share) ? "–" : formatPercent(share)
}
