import type {
  Annex,
  Block,
  DocumentLayout,
  Paragraph,
  Row,
  Run,
} from "#workflows/document-text/document-layout.ts"

export type Mutate = (layout: DocumentLayout) => DocumentLayout
/** What was done, and the rule that must notice. */
export type ComposedMutant = [what: string, rule: string, mutate: Mutate]

export const header =
  (change: Partial<DocumentLayout["header"]>): Mutate =>
  (layout) => ({ ...layout, header: { ...layout.header, ...change } })
export const closing =
  (change: (closing: DocumentLayout["closing"]) => Partial<DocumentLayout["closing"]>): Mutate =>
  (layout) => ({ ...layout, closing: { ...layout.closing, ...change(layout.closing) } })
export const blocks =
  (change: (blocks: Block[]) => Block[]): Mutate =>
  (layout) => ({ ...layout, blocks: change(layout.blocks) })
export const annexes =
  (change: (annex: Annex, index: number) => Annex): Mutate =>
  (layout) => ({ ...layout, annexes: layout.annexes.map(change) })
export const firstAnnex = (change: (annex: Annex) => Partial<Annex>): Mutate =>
  annexes((annex, index) => (index === 0 ? { ...annex, ...change(annex) } : annex))
export const rows = (change: (rows: Row[]) => Row[]): Mutate =>
  firstAnnex(({ table }) => ({ table: { ...table, rows: change(table.rows) } }))

export const textOf = ({ runs }: Paragraph): string => runs.map(({ text }) => text).join("")
/** Changes the first paragraph whose text begins so. */
export const paragraphAt = (start: string, change: (one: Paragraph) => Paragraph[]): Mutate =>
  blocks((all) => {
    const at = all.findIndex((block) => block.block === "paragraph" && textOf(block).startsWith(start))
    const found = all[at]
    if (found?.block !== "paragraph") throw new Error(`no paragraph «${start}»`)
    return all.toSpliced(at, 1, ...change(found))
  })
export const wording = (start: string, from: string | RegExp, to: string): Mutate =>
  paragraphAt(start, (one) => {
    const runs = one.runs.map((run) => ({ ...run, text: run.text.replace(from, to) }))
    if (textOf({ ...one, runs }) === textOf(one)) throw new Error(`«${start}» was not changed`)
    return [{ ...one, runs }]
  })
export const styleOf = (start: string, style: Run["style"]): Mutate =>
  paragraphAt(start, (one) => [{ ...one, runs: one.runs.map((run) => ({ ...run, style })) }])

export const firstItem = (change: (cells: string[]) => string[]): Mutate =>
  rows((all) => {
    const at = all.findIndex(({ kind }) => kind === "item")
    return all.map((row, index) =>
      index === at && row.kind === "item" ? { ...row, cells: change(row.cells) } : row,
    )
  })
export const groupAt = (depth: number, change: (text: string) => string): Mutate =>
  rows((all) => {
    const at = all.findIndex((row) => row.kind === "group" && row.depth === depth)
    return all.map((row, index) =>
      index === at && row.kind === "group" ? { ...row, text: change(row.text) } : row,
    )
  })

/** The first two items that stand below each other, the other way round. */
export const swapped: Mutate = rows((all) => {
  const at = all.findIndex((row, index) => row.kind === "item" && all[index + 1]?.kind === "item")
  return [...all.slice(0, at), ...all.slice(at, at + 2).reverse(), ...all.slice(at + 2)]
})

export const both = { number: "15", day: "2023-05-12" }
