import { lettersOf, type Printed, saidIn } from "./printed-words.ts"

/** What ought to stand on the pages; `name` says what it is, Vietnamese. */
export type Expected = { kind: "text"; name: string; text: string; column?: "left" | "right" } | ExpectedRow
export type ExpectedRow = { kind: "row"; name: string; cells: readonly string[]; headings: readonly string[] }

/** Whether two texts without blanks are one on paper. */
export type SameLetters = (one: string, other: string) => boolean

const ROUNDING = 1
/** Part of an em that a line takes above and below its baseline. */
const LINE = { above: 0.9, below: 0.25 }
/** Rows that are told one by one. */
const MOST_TOLD = 3

/**
 * In what pages differ from what ought to stand on them, Vietnamese, from above; empty where they are one, each thing below the
 * one before it or beside it in a column of its own.
 */
export const differencesIn = (
  printed: readonly Printed[],
  expected: readonly Expected[],
  same: SameLetters,
): string[] => {
  const faults: string[] = []
  const flow = openFlow()
  let at = 0
  for (const one of expected) {
    if (one.kind === "row") {
      const { next, fault, isLost } = takeRow(printed, at, one, same)
      if (fault !== null) faults.push(fault)
      if (isLost) return faults
      const misplaced = printed.slice(at, next).some((row) => !flow.takes(row))
      if (misplaced) faults.push(`trang ${printed[at]?.page}, ${one.name}: không đứng dưới dòng trước`)
      at = next
      continue
    }
    const wanted = lettersOf(one.text)
    const from = at
    let found = ""
    for (let next = printed[at]; next?.kind === "text" && found.length < wanted.length; next = printed[at]) {
      if (!flow.takes(next, one.column))
        return [
          ...faults,
          `trang ${next.page}, ${one.name}: «${cut(saidIn([next.line]))}» không đứng đúng chỗ theo thứ tự đọc`,
        ]
      found += lettersOf(next.line.text)
      at += 1
    }
    if (found === wanted || same(found, wanted)) continue
    const said = saidIn(printed.slice(from, at).flatMap((next) => (next.kind === "text" ? [next.line] : [])))
    const [seen, listed] = fromDifference(said, one.text)
    return [
      ...faults,
      `${pageOf(printed, from)}${one.name}: in «${seen}», theo danh mục đính kèm là «${listed}»`,
    ]
  }
  const left = printed[at]
  if (left)
    faults.push(
      `trang ${left.page}: thừa «${cut(left.kind === "text" ? saidIn([left.line]) : left.cells.join(" | "))}»`,
    )
  return faults
}

/** Names no more faults than anybody reads. */
export const told = (faults: readonly string[]): string => {
  const more = faults.length - MOST_TOLD
  return `${faults.slice(0, MOST_TOLD).join("; ")}${more > 0 ? `; và ${more} chỗ khác` : ""}`
}

type Taken = { next: number; fault: string | null; isLost: boolean }

/** A row that is taller than a page goes on at the top of the next. */
function takeRow(printed: readonly Printed[], from: number, row: ExpectedRow, same: SameLetters): Taken {
  const wanted = row.cells.map(lettersOf)
  const first = printed[from]
  const where = `${pageOf(printed, from)}${row.name}`
  if (first?.kind !== "row" || first.cells.length !== wanted.length)
    return {
      next: from,
      fault: `${where}: không có ở chỗ của nó${first ? `, ở đó in «${cut(first.kind === "row" ? first.cells.join(" | ") : saidIn([first.line]))}»` : ""}`,
      isLost: true,
    }
  let cells = first.cells
  let next = from + 1
  const isWhole = () => cells.every((cell, index) => lettersOf(cell) === wanted[index])
  const isPart = () => cells.every((cell, index) => wanted[index]?.startsWith(lettersOf(cell)))
  for (let more = printed[next]; !isWhole() && isPart(); more = printed[next]) {
    if (more?.kind !== "row" || !more.isFirst || more.cells.length !== wanted.length) break
    const rest = more.cells
    cells = cells.map((cell, index) => `${cell} ${rest[index]}`.trim())
    next += 1
  }
  const column = wanted.findIndex((letters, index) => {
    const found = lettersOf(cells[index] ?? "")
    return found !== letters && !same(found, letters)
  })
  if (column < 0) return { next, fault: null, isLost: false }
  const [seen, listed] = fromDifference(cells[column] ?? "", row.cells[column] ?? "")
  const heading = wanted.length > 1 ? `, cột «${row.headings[column]?.replaceAll("\n", " ")}»` : ""
  return {
    next,
    fault: `${where}${heading}: in «${seen}», danh mục đính kèm ghi «${listed}»`,
    isLost: false,
  }
}

const pageOf = (printed: readonly Printed[], at: number): string => {
  const page = (printed[at] ?? printed[at - 1])?.page
  return page === undefined ? "" : `trang ${page}, `
}

type Flow = { takes(next: Printed, column?: "left" | "right"): boolean }

/** What has been read, as far as something may not stand above it. */
function openFlow(): Flow {
  let page = 0
  let floor = 0
  /** Where columns began, how far down and to the right the left one goes. */
  let columns = { page: 0, top: 0, left: 0, edge: 0, is: "" }
  return {
    takes: (next, column) => {
      const isNewPage = next.page !== page
      if (isNewPage) floor = Number.NEGATIVE_INFINITY
      page = next.page
      if (next.kind === "row") {
        const fits = next.top >= floor - ROUNDING
        floor = next.bottom
        return fits
      }
      const { x0, x1, baseline, size } = next.line
      if (column === "left" && columns.is !== "left")
        columns = { page, top: floor, left: floor, edge: 0, is: "left" }
      if (column === "right" && columns.is === "left") {
        columns = { ...columns, left: floor, is: "right" }
        // Beside the other column, or not at all.
        if (columns.page !== page) return false
        floor = columns.top
      }
      if (column === undefined && columns.is !== "") {
        if (columns.page === page) floor = Math.max(floor, columns.left)
        columns = { ...columns, is: "" }
      }
      if (column === "left") columns.edge = Math.max(columns.edge, x1)
      const isBeside = column !== "right" || x0 >= columns.edge - ROUNDING
      const fits = isBeside && baseline - LINE.above * size >= floor - ROUNDING
      floor = baseline + LINE.below * size
      return fits
    },
  }
}

const cut = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

/** Both texts from a little before where they part. */
function fromDifference(printed: string, wanted: string): [string, string] {
  const [one, other] = [printed, wanted].map((text) => text.normalize("NFC").split(/\s+/u)) as [
    string[],
    string[],
  ]
  const part = one.findIndex((word, index) => word !== other[index])
  const from = Math.max(0, (part < 0 ? Math.min(one.length, other.length) : part) - 3)
  const shown = (words: string[]) => cut(`${from > 0 ? "…" : ""}${words.slice(from).join(" ")}`)
  return [shown(one), shown(other)]
}
