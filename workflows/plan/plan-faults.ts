import { PLAN_COLUMN_LABELS, PLAN_COLUMNS, type PlanColumn } from "#models/plan/plan-column.ts"
import type { PlanContent } from "#models/plan/plan-content.ts"
import type { FaultAnswer, FaultKind, FaultTarget, KeptFault, PlanFault } from "#models/plan/plan-fault.ts"
import { nameOf } from "#workflows/plan-reading/task-rows.ts"

/** What the reading of a file has already put right by understanding it: to accept it changes nothing more. */
const UNDERSTOOD: ReadonlySet<FaultKind> = new Set([
  "HEADING_MISSPELT",
  "HEADINGS_DIFFER",
  "PART_OUTSIDE_TABLE",
  "ROW_SPLIT",
])
/** Words that can be put for others in a paragraph or heading. */
const WORDS: ReadonlySet<FaultKind> = new Set(["MISSPELT", "PLACE_NAME", "DOCUMENT_NUMBER"])

/** Whether the repair can be made by saying yes; else somebody has to write what should stand there. */
export const canAccept = ({ kind, repair, target }: KeptFault): boolean =>
  repair !== undefined || UNDERSTOOD.has(kind) || (WORDS.has(kind) && target !== null)

/** Faults as they are kept: each with an id that outlives a change of its task's number, and with the place that can be mended. */
export const keptFaults = (faults: readonly PlanFault[], content: PlanContent): KeptFault[] => {
  const seen = new Map<string, number>()
  return faults.map((fault) => {
    const target = targetOf(fault, content)
    const base = [fault.kind, stable(fault.place), fault.found].join("|")
    const count = seen.get(base) ?? 0
    seen.set(base, count + 1)
    return { ...fault, id: count === 0 ? base : `${base}|${count}`, target, answer: null }
  })
}

/** «Nhiệm vụ 3.2 (dòng 134)» names the line, whatever the number. */
const stable = (place: string): string => place.replace(/nhiệm vụ [^()]*\(/giu, "nhiệm vụ (")

function targetOf({ place }: PlanFault, { paragraphs, parts, rows }: PlanContent): FaultTarget | null {
  const row = rows.find((one) => place.startsWith(nameOf(one)))
  if (row) {
    const column =
      PLAN_COLUMNS.find((one) => place.includes(`, cột ${PLAN_COLUMN_LABELS[one]}`)) ?? ("number" as const)
    return { in: "TASK", place: row.place, column }
  }
  const part = parts.find((one) => one.place === place)
  if (part) return { in: "PART", place }
  return paragraphs.some((one) => one.place === place) ? { in: "PARAGRAPH", place } : null
}

/**
 * The faults after a change: those that still stand keep their answers, those answered stay on record, new ones are asked. One that
 * is gone without an answer of its own went with the answer that was just given.
 */
export const mergedFaults = (
  before: readonly KeptFault[],
  now: readonly KeptFault[],
  by: { by: string; at: string },
): KeptFault[] => {
  const found = new Map(now.map((fault) => [fault.id, fault]))
  const kept = before.map((fault) => {
    const still = found.get(fault.id)
    if (still) return { ...still, answer: fault.answer }
    return fault.answer ? fault : { ...fault, answer: { kind: "EDITED" as const, text: GONE, ...by } }
  })
  const known = new Set(before.map(({ id }) => id))
  return [...kept, ...now.filter(({ id }) => !known.has(id))]
}

const GONE = "Không còn sau khi sửa chỗ liên quan."

/** The words in question as they stand. */
export const wordsAt = (target: FaultTarget, { paragraphs, parts, rows }: PlanContent): string => {
  if (target.in === "TASK")
    return rows.find(({ place }) => place === target.place)?.cells[target.column] ?? ""
  if (target.in === "PART") return parts.find(({ place }) => place === target.place)?.heading ?? ""
  return paragraphs.find(({ place }) => place === target.place)?.cells.join(" ") ?? ""
}

/** The content with other words at one place. */
const withWordsAt = (target: FaultTarget, words: string, content: PlanContent): PlanContent => {
  if (target.in === "TASK")
    return { ...content, rows: changed(content.rows, target, (row) => withCell(row, target.column, words)) }
  if (target.in === "PART")
    return { ...content, parts: changed(content.parts, target, (part) => ({ ...part, heading: words })) }
  return {
    ...content,
    paragraphs: changed(content.paragraphs, target, (line) => ({ ...line, cells: [words] })),
  }
}

const changed = <One extends { place: string }>(
  all: readonly One[],
  { place }: FaultTarget,
  change: (one: One) => One,
): One[] => all.map((one) => (one.place === place ? change(one) : one))

const withCell = <Row extends { cells: Record<PlanColumn, string> }>(
  row: Row,
  column: PlanColumn,
  words: string,
): Row => ({ ...row, cells: { ...row.cells, [column]: words } })

/** The content after a fault was answered. */
export const answered = (
  fault: KeptFault,
  kind: FaultAnswer,
  text: string,
  content: PlanContent,
): PlanContent => {
  const { target, repair } = fault
  if (kind === "LEFT" || target === null) return content
  if (kind === "EDITED") return withWordsAt(target, text, content)
  const words = wordsAt(target, content)
  if (repair)
    return withWordsAt(
      target,
      repair.column === "number" || repair.found === ""
        ? repair.proposed
        : words.replaceAll(repair.found, repair.proposed),
      content,
    )
  return WORDS.has(fault.kind)
    ? withWordsAt(target, words.replaceAll(fault.found, fault.proposed), content)
    : content
}
