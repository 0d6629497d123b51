import type { IndicatorTarget } from "#models/indicator/indicator-target.ts"
import { type Period, periodOf } from "#models/indicator/period.ts"
import { ownTargetOn, withTargetIn } from "#models/indicator/set-target.ts"
import { findIndicators, findIndicatorTargets } from "#models/reference/reference.repository.server.ts"
import { findReferenceChanges } from "#models/reference-change/reference-change.repository.server.ts"
import type { RowChange } from "#models/reference-change/reference-change.ts"
import { dayOf } from "#models/shared/dates.ts"
import { ConcurrentEditError, InvalidInputError } from "#models/shared/errors.ts"
import type { FieldConflict } from "#models/shared/field-conflict.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { draftRight } from "#workflows/table-rights.ts"
import { keepDraft } from "./draft-change.server.ts"
import { readTableNow, type TableNow } from "./judge-change.server.ts"
import { sameRow } from "./table-change.ts"
import { readCell, rowKey } from "./table-field.ts"
import { tableOf } from "./tables/index.server.ts"
import { unknownIndicator } from "./tables/indicator-targets.server.ts"

export const TARGET_TABLE = "chi-tieu-chi-so"

/** The targets of an indicator for one unit (null: common) over the four quarters of a year, as its form sends them. */
export type TargetLine = {
  indicatorId: string
  unitId: string | null
  /** What stood in each quarter when the form was drawn, as text. */
  seen: readonly string[]
  /** What is to stand there: a number as typed, empty for no target of their own. */
  values: readonly string[]
}

/** The quarters of a year. */
export const quartersOf = (year: number): Period[] =>
  [1, 2, 3, 4].map((quarter) => periodOf(`${year}-Q${quarter}`) as Period)

/** The own targets of a unit in each quarter, as a form holds them. */
export const targetsInForm = (own: readonly IndicatorTarget[], quarters: readonly Period[]): string[] =>
  quarters.map(({ to }) => {
    return inForm(ownTargetOn(own, to)?.value ?? null)
  })

export const ownTargets = (
  targets: readonly IndicatorTarget[],
  { indicatorId, unitId }: Pick<TargetLine, "indicatorId" | "unitId">,
): IndicatorTarget[] => targets.filter((one) => one.indicatorId === indicatorId && one.unitId === unitId)

type Asked = { year: number; lines: readonly TargetLine[]; reason: string; actor: Actor }

/**
 * Drafts the targets of units and quarters as their table was filled in, as one change of office data, which a second person confirms.
 * @returns the change's id
 * @throws ForbiddenError; InvalidInputError cell by cell (`rows.0.q1`), also when nothing differs; ConcurrentEditError cell by cell
 * when a target was changed since the table was drawn
 */
export const setTargets = async (d: OfficeDependencies, input: Asked): Promise<string> => {
  const table = tableOf(TARGET_TABLE)
  const subject = { kind: "referenceChange", id: table.id }
  const actor = await authorise(d, input.actor, draftRight(table.id), subject)
  const now = await readTableNow(table, dayOf(d.clock.now()))
  const stored = await findIndicatorTargets()
  const quarters = quartersOf(input.year)
  await assertAsSeen(now, stored, { ...input, quarters })
  const known = new Set((await findIndicators()).map(({ id }) => id))
  const values = readValues(now, input.lines, known)
  const rows = input.lines.flatMap((line, at) => {
    const own = ownTargets(stored, line)
    const shown = targetsInForm(own, quarters)
    const source = input.reason.slice(0, 300)
    const after = quarters.reduce<ReturnType<typeof withTargetIn>>((all, { from, to }, place) => {
      const value = values[at]?.[place] ?? null
      return shown[place] === inForm(value) ? all : withTargetIn(all, { from, to, value, source })
    }, own)
    return changesOf(now, line, own, after)
  })
  if (rows.length === 0)
    throw new InvalidInputError("Chưa sửa chỉ tiêu nào so với bảng đang có.", [
      { field: "", message: "Chưa sửa chỉ tiêu nào so với bảng đang có." },
    ])
  return await keepDraft(d, now, {
    rows,
    reason: input.reason,
    file: null,
    actor,
    fieldOf: ({ key }) => ({ field: fieldOfKey(key, input.lines, quarters) }),
  })
}

const inForm = (value: number | null): string => (value === null ? "" : String(value).replace(".", ","))

/** Every cell as a number, or none. @throws InvalidInputError cell by cell */
function readValues(
  { table }: TableNow,
  lines: readonly TargetLine[],
  known: ReadonlySet<string>,
): (number | null)[][] {
  const field = table.fields.find(({ name }) => name === "value")
  const issues = lines.flatMap(({ indicatorId }, at) =>
    known.has(indicatorId) ? [] : [{ field: `rows.${at}.q1`, message: unknownIndicator(indicatorId) }],
  )
  const values = lines.map((line, at) =>
    line.values.map((text, place) => {
      if (text.trim() === "" || !field) return null
      const read = readCell(field, text)
      if (!read.ok) issues.push({ field: `rows.${at}.q${place + 1}`, message: read.fault })
      return read.ok ? Number(read.value) : null
    }),
  )
  if (issues.length > 0)
    throw new InvalidInputError(
      issues.length === 1
        ? (issues[0]?.message ?? "")
        : `Có ${issues.length} ô chưa đúng. Chưa có gì được ghi.`,
      issues,
    )
  return values
}

function changesOf(
  { table }: TableNow,
  { indicatorId, unitId }: TargetLine,
  own: readonly IndicatorTarget[],
  after: ReturnType<typeof withTargetIn>,
): RowChange[] {
  const whole = (one: (typeof after)[number]) => ({
    indicatorId,
    unitId,
    value: one.value,
    validFrom: one.validFrom,
    validTo: one.validTo,
    source: one.source,
  })
  const was = new Map(own.map((one) => [rowKey(table.key, whole(one)), whole(one)]))
  const is = new Map(after.map((one) => [rowKey(table.key, whole(one)), whole(one)]))
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key) => {
    const [before, then] = [was.get(key) ?? null, is.get(key) ?? null]
    return sameRow(table.fields, before, then) ? [] : [{ key, before, after: then }]
  })
}

/** The cell a row of the table stands in; the first of its line where it lies outside the year. */
function fieldOfKey(key: string, lines: readonly TargetLine[], quarters: readonly Period[]): string {
  const day = key.slice(-10)
  const at = lines.findIndex(({ indicatorId, unitId }) => key.startsWith(`${indicatorId}~${unitId ?? ""}~`))
  const place = quarters.findIndex(({ from, to }) => from <= day && day <= to)
  return `rows.${Math.max(0, at)}.q${Math.max(0, place) + 1}`
}

/** @throws ConcurrentEditError with every cell that stands otherwise than when the table was drawn, and whose change that is */
async function assertAsSeen(
  { office }: TableNow,
  stored: readonly IndicatorTarget[],
  { lines, quarters }: { lines: readonly TargetLine[]; quarters: readonly Period[] },
): Promise<void> {
  const stale = lines.flatMap((line, at) => {
    const now = targetsInForm(ownTargets(stored, line), quarters)
    return now.some((text, place) => text !== (line.seen[place] ?? "")) ? [{ line, at, now }] : []
  })
  if (stale.length === 0) return
  const changes = await findReferenceChanges({ states: ["inForce", "confirmed"], table: TARGET_TABLE })
  const changed = stale.flatMap(({ line, at, now }) => {
    const pair = `${line.indicatorId}~${line.unitId ?? ""}~`
    const last = changes
      .filter(({ rows }) => rows.some(({ key }) => key.startsWith(pair)))
      .flatMap(({ workflow }) => workflow.context.confirmed ?? [])
      .sort((one, other) => one.at.localeCompare(other.at))
      .at(-1)
    const whose = last ? { by: office.people.get(last.by)?.fullName ?? last.by, at: last.at } : {}
    const unit =
      line.unitId === null ? "chung" : (office.agencies.get(line.unitId)?.names.at(-1)?.name ?? line.unitId)
    return quarters.flatMap(({ label }, place): FieldConflict[] => {
      const [then, stands] = [line.seen[place] ?? "", now[place] ?? ""]
      if (then === stands) return []
      return [
        {
          field: `${line.indicatorId}, ${unit}, ${label}`,
          before: then || NONE,
          now: stands || NONE,
          mine: line.values[place]?.trim() || NONE,
          take: { [`rows.${at}.q${place + 1}`]: stands },
          ...whose,
        },
      ]
    })
  })
  const seen = (of: (one: (typeof stale)[number]) => readonly string[]) =>
    Object.fromEntries(stale.map((one) => [`rows.${one.at}.seen`, of(one).join(SEEN)]))
  throw new ConcurrentEditError(
    "Chỉ tiêu đã khác lúc bạn mở bảng: có thay đổi khác vừa được xác nhận. Những gì bạn đã nhập còn ở dưới.",
    {
      changed,
      ...(changed[0]?.by ? { by: changed[0].by } : {}),
      made: { on: seen(({ line }) => line.seen), against: seen(({ now }) => now) },
    },
  )
}

const NONE = "không đặt riêng"
/** Between the quarters of what a form was drawn with. */
export const SEEN = "|"
