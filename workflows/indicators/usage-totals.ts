import type { CountName } from "#models/indicator/named-count.ts"
import type { UsageColumn } from "#models/indicator/usage-column.ts"
import type { UsageSheet } from "#models/indicator/usage-sheet.ts"
import type { PeriodFacts } from "./period-facts.ts"

/** A table read once. */
export type Totals = {
  sheet: UsageSheet
  /** Of each of its columns. */
  sums: Float64Array
  feeReceived: number
  resultFinished: number
  /** The place of each line's procedure code among all codes. */
  places: Int32Array
  /** The procedures with a number other than 0: the bits of their places, 32 to a number. */
  paidProcedures: Uint32Array
  verifiedProcedures: Uint32Array
}

/** Counts of procedures by a column that is not 0. */
export const DISTINCT = {
  paidProcedures: "feeDossiers",
  verifiedProcedures: "identityVerified",
} as const satisfies Partial<Record<CountName, UsageColumn>>

/** `1.001612` of `1.001612.01`. */
export const PROCEDURE_LENGTH = 8

/** A code as lines of tables name it, with what is asked of it line after line. */
export type Code = {
  text: string
  /** Its place among all codes: a number is found much faster than a text. */
  place: number
  /** The place of the procedure it is of; -1 where it names none. */
  procedure: number
  costs: boolean
  givesResult: boolean
  /** What last stood on the line after it: tables of all units and months list procedures in much the same order. */
  next: Code | null
}

/** Every code of a period once. */
export type CodeTable = { of: (code: string) => Code; size: () => number }

export const codeTable = ({ procedures }: PeriodFacts): CodeTable => {
  const costs = new Set(procedures.filter((row) => row.costs).map(({ code }) => code))
  const gives = new Set(procedures.filter((row) => row.givesResult).map(({ code }) => code))
  const known = new Map<string, Code>()
  const of = (text: string): Code => {
    const found = known.get(text)
    if (found) return found
    const place = known.size
    const code: Code = {
      text,
      place,
      procedure: place,
      costs: costs.has(text),
      givesResult: gives.has(text),
      next: null,
    }
    known.set(text, code)
    if (text === "") code.procedure = -1
    else if (text.length > PROCEDURE_LENGTH) code.procedure = of(text.slice(0, PROCEDURE_LENGTH)).place
    return code
  }
  return { of, size: () => known.size }
}

export function totalsOf(sheet: UsageSheet, codes: CodeTable): Totals {
  const { columns, rows } = sheet
  const sums = new Float64Array(columns.length)
  const places = new Int32Array(rows.length)
  // A line may bring codes nobody has seen: of its procedure and its service, and the procedure each is of.
  const words = ((codes.size() + 4 * rows.length) >> 5) + 1
  const [paidProcedures, verifiedProcedures] = [new Uint32Array(words), new Uint32Array(words)]
  const received = columns.indexOf("received")
  const finished = columns.indexOf("finished")
  const paid = columns.indexOf(DISTINCT.paidProcedures)
  const verified = columns.indexOf(DISTINCT.verifiedProcedures)
  const width = columns.length
  let [feeReceived, resultFinished, line] = [0, 0, 0]
  let before: Code | null = null
  for (const { procedureCode, serviceCode, values } of rows) {
    for (let at = 0; at < width; at += 1) sums[at] = (sums[at] as number) + (values[at] as number)
    const guess: Code | null = before === null ? null : (before as Code).next
    const code: Code = guess?.text === procedureCode ? guess : codes.of(procedureCode)
    if (before !== null && guess !== code) (before as Code).next = code
    before = code
    const { procedure } = serviceCode === "" ? code : codes.of(serviceCode)
    places[line] = code.place
    line += 1
    if (received >= 0 && code.costs) feeReceived += values[received] as number
    if (finished >= 0 && code.givesResult) resultFinished += values[finished] as number
    if (procedure < 0) continue
    if (paid >= 0 && values[paid] !== 0) addBit(paidProcedures, procedure)
    if (verified >= 0 && values[verified] !== 0) addBit(verifiedProcedures, procedure)
  }
  const used = (codes.size() >> 5) + 1
  return {
    sheet,
    sums,
    feeReceived,
    resultFinished,
    places,
    paidProcedures: paidProcedures.subarray(0, used),
    verifiedProcedures: verifiedProcedures.subarray(0, used),
  }
}

const addBit = (bits: Uint32Array, place: number): void => {
  bits[place >> 5] = (bits[place >> 5] as number) | (1 << (place & 31))
}

/** How many bits are set in some of these. */
export function bitsIn(all: readonly Uint32Array[]): number {
  const union = new Uint32Array(Math.max(0, ...all.map((bits) => bits.length)))
  for (const bits of all)
    for (let at = 0; at < bits.length; at += 1) union[at] = (union[at] as number) | (bits[at] as number)
  let found = 0
  for (let at = 0; at < union.length; at += 1) found += bitsOf(union[at] as number)
  return found
}

/** How many of the 32 bits are set: added up in pairs, fours, eights at once. */
const bitsOf = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
