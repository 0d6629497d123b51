import { type EditionMark, keywordsOf } from "#models/catalogue-edition/edition-mark.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Annex, DocumentLayout } from "#workflows/document-text/document-layout.ts"
import type { LayoutProfileData } from "#workflows/document-text/layout-profiles/layout-profile-data.ts"
import { layoutProfileOn } from "#workflows/document-text/layout-profiles/layout-profiles.ts"
import { type Attachment, attachFile, compressed } from "./attach-file.server.ts"
import { type Canvas, openCanvas, startPage } from "./canvas.server.ts"
import { drawAnnex } from "./draw-annex.server.ts"
import { closingUnit } from "./draw-closing.server.ts"
import { codeUnit } from "./draw-code.server.ts"
import { drawHead } from "./draw-header.server.ts"
import { tableUnits } from "./draw-table.server.ts"
import { paragraphUnits } from "./draw-text.server.ts"
import { lookOf } from "./layout-profile.ts"
import { paginate, type Unit, withTail } from "./paginate.ts"
import { openDocument, type PdfDocument } from "./pdf-parts.server.ts"

export type RenderOptions = {
  createdAt: Date
  attachments: Attachment[]
  /** What the file says of itself beyond the edition it was drawn from. */
  mark?: Partial<Pick<EditionMark, "rowsRoot" | "annexFiles" | "annex">>
  /** Where readers can check the document; drawn as a QR code after its last line. */
  checkedAt?: string | null
  /** Prints `DỰ THẢO` across every page, for previews. */
  draft?: boolean
  /** Prints at the foot of every page that it is training's; what a layout says of itself counts too. */
  training?: boolean
  /** How it is laid out; that of the day it is made where none is named. */
  profile?: LayoutProfileData
}

export type RenderedPdf = { bytes: Uint8Array; pages: number }

/**
 * Draws a composed document as tagged PDF/A-3a. Equal layout, date and attachments give equal bytes: nothing in the file
 * comes from clock, chance or machine.
 * @throws RuleBrokenError for a day before the first layout profile
 */
export const renderPdf = (layout: DocumentLayout, options: RenderOptions): Promise<RenderedPdf> =>
  render(
    { title: layout.abstract, edition: layout.edition, endsOn: layout.annexes.at(-1)?.orientation },
    { ...options, training: layout.training ?? options.training ?? false },
    (canvas, tail) => {
      drawMainText(canvas, layout, layout.annexes.length === 0 ? tail : [])
      for (const [index, annex] of layout.annexes.entries())
        drawAnnex(canvas, annex, index === layout.annexes.length - 1 ? { tail } : {})
    },
  )

/** An annex as a file of its own (NĐ 30/2020 Phụ lục III, Mẫu 2.2), with the place of the agency's signature; else as `renderPdf`. */
export const renderAnnexPdf = (
  annex: Annex,
  edition: DocumentLayout["edition"],
  options: RenderOptions,
): Promise<RenderedPdf> =>
  render({ title: annex.title, edition, endsOn: annex.orientation }, options, (canvas, tail) =>
    drawAnnex(canvas, annex, { tail, signable: true }),
  )

/** A table that goes with no decision to be signed: it has no place for a signature. Else as `renderPdf`. */
export const renderTablePdf = (annex: Annex, options: RenderOptions): Promise<RenderedPdf> =>
  render({ title: annex.title, edition: null, endsOn: annex.orientation }, options, (canvas, tail) =>
    drawAnnex(canvas, annex, { tail }),
  )

type Facts = Pick<DocumentLayout, "edition"> & {
  title: string
  /** Paper of the last page. */
  endsOn: Annex["orientation"] | undefined
}

async function render(
  { title, edition, endsOn = "portrait" }: Facts,
  {
    createdAt,
    attachments,
    mark,
    checkedAt = null,
    draft = false,
    training = false,
    profile = layoutProfileOn(dayOf(createdAt)),
  }: RenderOptions,
  draw: (canvas: Canvas, tail: readonly Unit[]) => void,
): Promise<RenderedPdf> {
  // Compressed beside the drawing.
  const files = attachments.map(compressed)
  const document = openDocument({
    title: title.normalize("NFC"),
    keywords: edition ? keywordsOf({ ...edition, rowsRoot: null, annexFiles: [], annex: null, ...mark }) : "",
    createdAt,
  })
  const bytes = collect(document)
  const canvas = openCanvas(document, { draft, training }, lookOf(profile))
  draw(canvas, checkedAt ? [codeUnit(canvas, canvas.look.frames[endsOn], checkedAt)] : [])
  for (const file of files) attachFile(document, await file, createdAt)
  canvas.root.end()
  document.end()
  return { bytes: await bytes, pages: canvas.pages }
}

function drawMainText(canvas: Canvas, layout: DocumentLayout, tail: readonly Unit[]): void {
  const frame = canvas.look.frames.portrait
  startPage(canvas, "portrait", 1)
  const firstTop = drawHead(canvas, frame, layout)
  // Fields exist only where number and signatures are added to these very bytes.
  const signable = (layout.kind === "DECISION" || layout.kind === "REPORT") && !canvas.draft
  const units: Unit[] = layout.blocks.flatMap((block, index) =>
    block.block === "table"
      ? tableUnits(canvas, block, frame, 6)
      : paragraphUnits(canvas, frame, block, index === layout.blocks.length - 1),
  )
  units.push(closingUnit(canvas, frame, layout.closing, signable))
  const pages = paginate(withTail(units, tail), { firstTop, top: frame.top, bottom: frame.bottom })
  for (const [index, placed] of pages.entries()) {
    if (index > 0) startPage(canvas, "portrait", index + 1)
    for (const { unit, y, repeatedAt } of placed) {
      if (repeatedAt !== null) unit.repeated?.draw(repeatedAt)
      unit.draw(y)
    }
  }
}

const collect = (document: PdfDocument): Promise<Uint8Array> =>
  new Promise((resolve) => {
    const chunks: Uint8Array[] = []
    document.on("data", (chunk) => chunks.push(chunk))
    document.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))))
  })
