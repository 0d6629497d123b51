import type { Plan, PlanTask } from "#models/plan/plan.ts"
import { PLAN_COLUMN_LABELS, PLAN_COLUMNS } from "#models/plan/plan-column.ts"
import type { PlanContent, PlanLine, TaskRow } from "#models/plan/plan-content.ts"
import type { PlanFault, Repair } from "#models/plan/plan-fault.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { checkDues, dueOf } from "./check-dues.ts"
import { checkFigures, targetsIn } from "./check-figures.ts"
import { checkDoubledTasks, checkNumbers } from "./check-numbers.ts"
import { checkUnits } from "./check-units.ts"
import { type SpellingCheck, spellingCheck } from "./check-words.ts"
import type { PlanKnowledge } from "./plan-knowledge.ts"
import { splitUnits } from "./split-units.ts"
import { nameOf, readTaskRows } from "./task-rows.ts"

export type ReadPlan = {
  plan: Plan
  content: PlanContent
  rows: TaskRow[]
  /** Of the faults, those that only the reading of the file could find. */
  reading: PlanFault[]
  faults: PlanFault[]
}

/**
 * Reads a plan with its table of tasks, and argues: numbers that stand twice or are left out, misspelt words, units that are not there
 * on the day, deadlines nobody can keep. Nothing is changed; every fault says where it stands and what could stand there.
 */
export const readPlan = (lines: readonly PlanLine[], knowledge: PlanKnowledge): ReadPlan => {
  const { faults, ...content } = readTaskRows(lines)
  const { documentNumber, issuedOn, title } = readHead(content.paragraphs)
  return {
    plan: {
      documentNumber,
      issuedOn,
      title,
      parts: content.parts.map(({ number, heading }) => ({ number, heading })),
      tasks: content.rows.map(taskOf),
    },
    content,
    rows: content.rows,
    reading: faults,
    faults: argue(content, knowledge, { reading: faults }),
  }
}

/**
 * What is wrong with what a plan says, in the order in which it stands. `reading`: what the reading of a file found besides;
 * `issuedOn`: the day it is held against, where another than the one in its head.
 */
export const argue = (
  { paragraphs, parts, rows }: PlanContent,
  knowledge: PlanKnowledge,
  { reading = [], issuedOn }: { reading?: readonly PlanFault[]; issuedOn?: IsoDay | null } = {},
): PlanFault[] => {
  const head = readHead(paragraphs)
  const day = issuedOn ?? head.issuedOn
  return [
    ...head.faults.filter(({ kind }) => kind !== "NO_DAY" || day === null),
    ...reading,
    ...checkNumbers(rows),
    ...checkDoubledTasks(rows),
    ...rows
      .filter(({ cells }) => cells.text === "")
      .map(
        (row): PlanFault => ({
          kind: "NO_TEXT",
          place: nameOf(row),
          found: "trống",
          proposed: "ghi nội dung công việc",
        }),
      ),
    ...checkUnits(rows, knowledge, day),
    ...checkDues(rows, day),
    ...checkFigures(rows, parts, paragraphs),
    ...misspellings(rows, paragraphs, parts, spellingCheck(knowledge)),
  ]
}

const wordsOf = (cells: readonly string[]): string => cells.filter((cell) => cell !== "").join(" ")

/** A row of the table as the task it says. */
export const taskOf = (row: TaskRow): PlanTask => ({
  number: row.cells.number,
  part: row.part,
  text: row.cells.text,
  leads: splitUnits(row.cells.leads),
  coordinating: splitUnits(row.cells.coordinating),
  due: dueOf(row),
  note: row.cells.note,
  product: row.cells.product,
  targets: targetsIn(row.cells.text),
})

function misspellings(
  rows: readonly TaskRow[],
  paragraphs: readonly PlanLine[],
  parts: readonly { heading: string; place: string }[],
  check: SpellingCheck,
): PlanFault[] {
  const inCells = rows.flatMap((row, task) =>
    PLAN_COLUMNS.flatMap((column) =>
      check(row.cells[column]).map((one): PlanFault => {
        const repair: Repair = { task, column, found: one.found, proposed: one.proposed }
        return { ...one, place: `${nameOf(row)}, cột ${PLAN_COLUMN_LABELS[column]}`, repair }
      }),
    ),
  )
  const others = [
    ...paragraphs.map(({ place, cells }) => ({ place, text: wordsOf(cells) })),
    ...parts.map(({ place, heading }) => ({ place, text: heading })),
  ]
  return [...inCells, ...others.flatMap(({ place, text }) => check(text).map((one) => ({ ...one, place })))]
}

/** How far down the head of a plan reaches, in paragraphs. */
const HEAD = 25
const NUMBER = /Số\s*:\s*(\d+)\s*\/\s*(KH[\p{L}\p{N}-]*)/iu
const DAY = /ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})/iu

function readHead(
  paragraphs: readonly PlanLine[],
): Pick<Plan, "documentNumber" | "issuedOn" | "title"> & { faults: PlanFault[] } {
  const lines = paragraphs.map(({ place, cells }) => ({ place, text: wordsOf(cells) }))
  const head = lines.slice(0, HEAD)
  const faults: PlanFault[] = []
  const numbered = head.find(({ text }) => NUMBER.test(text))
  const [, number = "", symbol = ""] = NUMBER.exec(numbered?.text ?? "") ?? []
  const documentNumber = number === "" ? "" : `${number}/${symbol}`
  for (const { place, text } of lines)
    for (const [found] of text.matchAll(/\d+\s+\/\s*KH[\p{L}\p{N}-]*|\d+\/\s+KH[\p{L}\p{N}-]*/gu))
      faults.push({ kind: "DOCUMENT_NUMBER", place, found, proposed: found.replace(/\s+/gu, "") })
  const issuedOn =
    firstDay(head.map(({ text }) => text)) ??
    firstDay(lines.map(({ text }) => text).filter((text) => /kèm theo/iu.test(text)))
  if (issuedOn === null)
    faults.push({
      kind: "NO_DAY",
      place: "phần đầu văn bản",
      found: "không có «ngày … tháng … năm …»",
      proposed: "ghi ngày ban hành; chưa có thì không đối chiếu được cơ quan và thời hạn",
    })
  const at = head.findIndex(({ text }) => /^kế hoạch\b/iu.test(text))
  const own = (head[at]?.text ?? "").replace(/^kế hoạch[\s:]*/iu, "")
  return { documentNumber, issuedOn, title: own || (at < 0 ? "" : (head[at + 1]?.text ?? "")), faults }
}

function firstDay(texts: readonly string[]): IsoDay | null {
  for (const text of texts) {
    const [, day = "", month = "", year = ""] = DAY.exec(text) ?? []
    if (year !== "") return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
  }
  return null
}

/** The rows as they would stand with some repairs made; the given ones stay. Numbers are put whole, words in their place. */
export const repaired = (rows: readonly TaskRow[], repairs: readonly Repair[]): TaskRow[] =>
  rows.map((row, index) => {
    const cells = { ...row.cells }
    for (const { task, column, found, proposed } of repairs)
      if (task === index)
        cells[column] =
          column === "number" || found === "" ? proposed : cells[column].replaceAll(found, proposed)
    return { ...row, cells }
  })
