import type { EditablePage } from "./edit-pdf.ts"

/** What was done to which page (from 0), and the rule that must notice. */
export type DrawnMutant = [what: string, rule: string, page: number, edit: (page: EditablePage) => void]

type Change = Parameters<EditablePage["change"]>[1]
type Make = Change | ((line: EditablePage["lines"][number], page: EditablePage) => Change)

/** Changes the first line that begins so. */
export const line =
  (start: string, make: Make) =>
  (page: EditablePage): void => {
    const found = page.line(start)
    page.change(found, typeof make === "function" ? make(found, page) : make)
  }
export const inFace =
  (style: string): Make =>
  (_line, page) => ({ font: page.face(style) })
export const right =
  (points: number): Make =>
  ({ x }) => ({ x: x + points })
export const down =
  (points: number): Make =>
  ({ y }) => ({ y: y + points })
export const reads = (text: string): Make => ({ text })
export const gone =
  (start: string) =>
  (page: EditablePage): void =>
    page.replace(page.line(start).source, "")

const RULE = /([\d.]+) w ([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S/gu
/** Changes the n-th rule under text of a page (from 0). */
export const rule =
  (index: number, make: (x0: number, x1: number, y: number, weight: number) => string) =>
  (page: EditablePage): void => {
    const found = [...page.content.matchAll(RULE)][index]
    if (!found) throw new Error(`no rule ${index}`)
    const [source, weight, x0, y, x1] = found
    page.replace(source, make(Number(x0), Number(x1), Number(y), Number(weight)))
  }
export const drawnRule = (x0: number, x1: number, y: number, weight = 0.75): string =>
  `${weight} w ${x0} ${y} m ${x1} ${y} l S`

/** Draws a line once more, changed. */
export const also =
  (start: string, make: Make) =>
  (page: EditablePage): void => {
    const found = page.line(start)
    page.content += `\n${page.drawn(found, typeof make === "function" ? make(found, page) : make)}`
  }

/** Moves everything on the page. */
export const moved = (x: number, y: number) => (page: EditablePage) =>
  page.replace(/1 0 0 -1 0 ([\d.]+) cm/u, `1 0 0 -1 ${x} ${heightIn(page) - y} cm`)
const heightIn = ({ content }: EditablePage): number => Number(/1 0 0 -1 0 ([\d.]+) cm/u.exec(content)?.[1])

/** Puts operators in front of the page's own. */
export const painted = (operators: string) => (page: EditablePage) => {
  page.content = `q ${operators} Q\n${page.content}`
}
