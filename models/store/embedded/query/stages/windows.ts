/** `$setWindowFields`: partitions in order, and for each document what its window gives. */
import { failedToParse, ServerError } from "../../errors.ts"
import { divided, multiplied, subtracted } from "../../values/arithmetic.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { type Evaluation, evaluate } from "../evaluate.ts"
import { movedBy } from "../operators/dates.ts"
import { ownAccumulators } from "../operators/index.ts"
import { double, expressionKey, isNothing } from "../operators/operator.ts"
import { MISSING, splitPath, valueAt } from "../paths.ts"
import { parseSort, type SortField, sortBy } from "../sort.ts"
import { replaced } from "./fields.ts"
import { accumulate } from "./groups.ts"
import { asDocument, type Stages, whole } from "./stage.ts"

type Partition = { rows: Document[]; sort: SortField[]; evaluation: Evaluation }
/** Values of one output field for every row of a partition. */
type Column = (partition: Partition) => unknown[]

const UNIT_MS: Record<string, number> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
}

function filled(documents: Document[], specification: unknown, evaluation: Evaluation): Document[] {
  const { partitionBy = null, sortBy: order, output } = asDocument(specification, "$setWindowFields")
  if (!isDocument(output)) throw failedToParse("$setWindowFields requires 'output' to be an object")
  const sort = parseSort(order)
  const columns = Object.entries(output).map(([path, field]) => ({
    path: splitPath(path),
    column: columnOf(path, field, sort),
  }))
  const partitions = new Map<string, Document[]>()
  for (const document of documents) {
    const key = expressionKey(evaluate(partitionBy, document, evaluation) ?? null)
    const rows = partitions.get(key)
    if (rows) rows.push(document)
    else partitions.set(key, [document])
  }
  const ordered = [...partitions].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return ordered.flatMap(([, members]) => {
    const partition = { rows: sortBy(members, (row) => row, sort), sort, evaluation }
    const values = columns.map(({ path, column }) => ({ path, values: column(partition) }))
    return partition.rows.map((row, index) =>
      values.reduce((result, { path, values: own }) => replaced(result, path, own[index] ?? null), row),
    )
  })
}

function columnOf(path: string, field: unknown, sort: SortField[]): Column {
  if (!isDocument(field)) throw failedToParse(`The field '${path}' must be an object`)
  const operators = Object.keys(field).filter((name) => name !== "window")
  const [operator = ""] = operators
  if (operators.length !== 1) throw failedToParse(`The field '${path}' must specify one window function`)
  const operand = field[operator]
  const ranked = RANKED[operator]
  if (ranked) {
    if (sort.length === 0) throw new ServerError(5371602, `${operator} must be specified with a sortBy`)
    return ranked(operand)
  }
  const frame = frameOf(field["window"], sort)
  if (operator === "$derivative" || operator === "$integral") return slope(operator, operand, frame)
  if (operator === "$covariancePop" || operator === "$covarianceSamp")
    return covariance(operand, frame, operator === "$covarianceSamp")
  if (!Object.hasOwn(ownAccumulators, operator))
    throw failedToParse(`Unrecognized window function, ${operator}`)
  return (partition) =>
    partition.rows.map((_, index) => {
      const [start, end] = frame(partition, index)
      return accumulate(operator, operand, partition.rows.slice(start, end), partition.evaluation)
    })
}

/** Rows from start (included) to end (not included) that a row's window holds. */
type Frame = (partition: Partition, index: number) => [start: number, end: number]

function frameOf(window: unknown, sort: SortField[]): Frame {
  const { documents, range, unit } = isDocument(window) ? window : {}
  if (Array.isArray(documents)) {
    const [low, high] = documents
    return ({ rows }, index) => [
      low === "unbounded" ? 0 : Math.max(0, index + (low === "current" ? 0 : toDouble(low))),
      high === "unbounded" ? rows.length : Math.max(0, index + 1 + (high === "current" ? 0 : toDouble(high))),
    ]
  }
  if (!Array.isArray(range)) return ({ rows }) => [0, rows.length]
  const [low, high] = range
  const [field, more] = sort
  if (!field || more) throw new ServerError(5339902, "Range-based bounds require sortBy a single field")
  return ({ rows }, index) => {
    const here = placeOf(rows[index], field.parts)
    const bound = (edge: unknown, open: number): number =>
      edge === "unbounded" ? open : edge === "current" ? Number(here) : moved(here, toDouble(edge), unit)
    const [from, to] = [bound(low, Number.NEGATIVE_INFINITY), bound(high, Number.POSITIVE_INFINITY)]
    const inside = rows.map((row) => {
      const value = placeOf(row, field.parts)
      const at = value instanceof Date ? value.getTime() : toDouble(value)
      return at >= from && at <= to
    })
    const start = inside.indexOf(true)
    return start < 0 ? [0, 0] : [start, inside.lastIndexOf(true) + 1]
  }
}

const moved = (value: unknown, by: number, unit: unknown): number =>
  value instanceof Date ? movedBy(value.getTime(), String(unit ?? "millisecond"), by) : toDouble(value) + by

const placeOf = (row: Document | undefined, parts: readonly string[]): unknown => {
  const value = valueAt(row, parts)
  return value === MISSING ? null : value
}

const sortKeysOf = ({ rows, sort }: Partition): string[] =>
  rows.map((row) => sort.map(({ parts }) => expressionKey(placeOf(row, parts))).join(""))

const RANKED: Record<string, (operand: unknown) => Column> = {
  $documentNumber:
    () =>
    ({ rows }) =>
      rows.map((_, index) => index + 1),
  $rank: () => (partition) => {
    const keys = sortKeysOf(partition)
    return keys.map((key) => keys.indexOf(key) + 1)
  },
  $denseRank: () => (partition) => {
    const keys = sortKeysOf(partition)
    const distinct = [...new Set(keys)]
    return keys.map((key) => distinct.indexOf(key) + 1)
  },
  $shift: (operand) => {
    const { output, by, default: otherwise = null } = asDocument(operand, "$shift")
    return ({ rows, evaluation }) =>
      rows.map((_, index) => {
        const row = rows[index + toDouble(by)]
        return row && index + toDouble(by) >= 0
          ? evaluate(output, row, evaluation)
          : evaluate(otherwise, {}, evaluation)
      })
  },
  $expMovingAvg: (operand) => {
    const { input, N, alpha } = asDocument(operand, "$expMovingAvg")
    const weight = N === undefined ? toDouble(alpha) : 2 / (toDouble(N) + 1)
    return ({ rows, evaluation }) => {
      let mean: number | null = null
      return rows.map((row) => {
        const value = evaluate(input, row, evaluation)
        if (!isNumeric(value)) return mean === null ? null : double(mean)
        mean = mean === null ? toDouble(value) : toDouble(value) * weight + mean * (1 - weight)
        return double(mean)
      })
    }
  },
  $linearFill: (operand) => (partition) => linearlyFilled(operand, partition),
  $locf:
    (operand) =>
    ({ rows, evaluation }) => {
      let last: unknown = null
      return rows.map((row) => {
        const value = evaluate(operand, row, evaluation)
        if (!isNothing(value)) last = value
        return last
      })
    },
}

/** Gaps get what the line between their neighbours has at their place in the order. */
function linearlyFilled(operand: unknown, { rows, sort, evaluation }: Partition): unknown[] {
  const parts = sort[0]?.parts ?? []
  const places = rows.map((row) => Number(placeOf(row, parts)))
  const values = rows.map((row) => evaluate(operand, row, evaluation))
  return values.map((value, index) => {
    if (!isNothing(value)) return value
    const before = values.findLastIndex((other, at) => at < index && !isNothing(other))
    const after = values.findIndex((other, at) => at > index && !isNothing(other))
    if (before < 0 || after < 0) return null
    const [x0, x1, x] = [places[before], places[after], places[index]] as [number, number, number]
    const [y0, y1] = [toDouble(values[before]), toDouble(values[after])]
    return double(x1 === x0 ? y0 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0))
  })
}

function slope(operator: string, operand: unknown, frame: Frame): Column {
  const { input, unit } = asDocument(operand, operator)
  const scale = unit === undefined ? 1 : UNIT_MS[String(unit)]
  if (!scale) throw new ServerError(5490704, `${operator} unit must be a week or smaller`)
  return (partition) => {
    const { rows, sort, evaluation } = partition
    const parts = sort[0]?.parts ?? []
    const points = rows.map((row) => {
      const at = placeOf(row, parts)
      return { x: at instanceof Date ? at.getTime() / scale : at, y: evaluate(input, row, evaluation) }
    })
    return rows.map((_, index) => {
      const own = points.slice(...frame(partition, index))
      const [first, last] = [own[0], own.at(-1)]
      if (!first || !last) return null
      if (operator === "$derivative")
        return first === last ? null : divided(subtracted(last.y, first.y), subtracted(last.x, first.x))
      let area = 0
      for (let i = 1; i < own.length; i++) {
        const [a, b] = [own[i - 1], own[i]] as [typeof first, typeof first]
        area += ((toDouble(a.y) + toDouble(b.y)) / 2) * (toDouble(b.x) - toDouble(a.x))
      }
      return multiplied(double(area), 1)
    })
  }
}

function covariance(operand: unknown, frame: Frame, isSample: boolean): Column {
  const [left, right] = Array.isArray(operand) ? operand : []
  return (partition) =>
    partition.rows.map((_, index) => {
      const pairs = partition.rows
        .slice(...frame(partition, index))
        .map((row) => [left, right].map((side) => evaluate(side, row, partition.evaluation)))
        .filter((pair) => pair.every(isNumeric))
        .map((pair) => pair.map(toDouble) as [number, number])
      const count = pairs.length - (isSample ? 1 : 0)
      if (count <= 0) return null
      const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length
      const [meanLeft, meanRight] = [mean(0), mean(1)]
      return double(pairs.reduce((sum, [a, b]) => sum + (a - meanLeft) * (b - meanRight), 0) / count)
    })
}

const METHODS: Record<string, string> = { linear: "$linearFill", locf: "$locf" }

/** `$fill`: given values by expression, the rest by the windows they stand in. */
const fill = whole((documents, specification, evaluation) => {
  const { partitionBy, partitionByFields, sortBy: order, output } = asDocument(specification, "$fill")
  const fields = Object.entries(asDocument(output, "$fill output"))
  const byMethod = fields.filter(([, field]) => isDocument(field) && "method" in field)
  const partition = Array.isArray(partitionByFields)
    ? Object.fromEntries(partitionByFields.map((name) => [String(name), `$${String(name)}`]))
    : (partitionBy ?? null)
  const columns = byMethod.map(([path, field]) => {
    const operator = METHODS[String((field as Document)["method"])]
    if (!operator) throw new ServerError(6050202, `Method must be either 'linear' or 'locf': ${path}`)
    return [path, { [operator]: `$${path}` }]
  })
  const windowed =
    columns.length > 0 || order !== undefined
      ? filled(
          documents,
          { partitionBy: partition, sortBy: order ?? {}, output: Object.fromEntries(columns) },
          evaluation,
        )
      : documents
  const byValue = fields.filter(([, field]) => isDocument(field) && "value" in field)
  return windowed.map((row) =>
    byValue.reduce((result, [path, field]) => {
      const parts = splitPath(path)
      if (!isNothing(placeOf(result, parts))) return result
      return replaced(result, parts, evaluate((field as Document)["value"], row, evaluation) ?? null)
    }, row),
  )
})

export const windowStages: Stages = { $setWindowFields: whole(filled), $fill: fill }
