import type { FIELDS, SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { BASELINE, LINE_HEIGHT } from "#models/official-document/typeface.ts"
import { type Canvas, element, fixed } from "./canvas.server.ts"
import type { PdfReference } from "./pdf-parts.server.ts"

/** Such a place in the size of the document's profile, points. */
export type SizedField = (typeof FIELDS)["number" | "date"] & { size: number }

type Box = { x: number; top: number; width: number; height: number }

/** A read-only text field showing `text` centred on one line whose box begins at `top`. */
export const drawBlankField = (
  canvas: Canvas,
  field: SizedField,
  text: string,
  place: { x: number; top: number; width: number },
): void => {
  const { type } = canvas
  const height = field.size * LINE_HEIGHT
  const face = type.face(field.style)
  const { codes, width } = type.glyphs(text, field.style)
  const x = (place.width - (width * field.size) / 1000) / 2
  const appearance = formXObject(
    canvas,
    { width: place.width, height },
    { Font: { [face.id]: face.ref() } },
    `BT /${face.id} ${field.size} Tf ${fixed(x)} ${fixed(height - field.size * BASELINE)} Td <${codes}> Tj ET`,
  )
  addWidget(canvas, field, { ...place, height }, appearance, {
    FT: "Tx",
    // Read-only from the start: only the records office fills it, through the system.
    Ff: 1,
    Q: 1,
    V: new String(text),
    DA: new String(`/${face.id} ${field.size} Tf 0 g`),
  })
}

/** An empty signature field; its picture comes with the signature. */
export const drawSignatureField = (
  canvas: Canvas,
  field: (typeof SIGNATURE_FIELDS)[keyof typeof SIGNATURE_FIELDS],
  box: Box,
): void => addWidget(canvas, field, box, formXObject(canvas, box, {}, ""), { FT: "Sig" })

function formXObject(
  { document }: Canvas,
  size: { width: number; height: number },
  resources: Record<string, unknown>,
  content: string,
) {
  const form = document.ref({
    Type: "XObject",
    Subtype: "Form",
    BBox: [0, 0, size.width, size.height],
    Resources: resources,
  })
  form.end(new TextEncoder().encode(content))
  return form
}

function addWidget(
  canvas: Canvas,
  field: { name: string; label: string },
  box: Box,
  appearance: unknown,
  entries: Record<string, unknown>,
): void {
  const { document } = canvas
  const form = element(canvas, canvas.root, "Form", { alt: field.label })
  document.annotate(box.x, box.top, box.width, box.height, {
    Subtype: "Widget",
    T: new String(field.name),
    TU: new String(field.label),
    F: 4,
    P: document.page.dictionary,
    AP: { N: appearance },
    ...entries,
    StructParent: form.widgetKey(),
  })
  const widget = document.page.annotations.at(-1)
  const fields = acroForm(canvas).Fields
  if (widget && Array.isArray(fields)) {
    form.addWidget(widget.id)
    fields.push(widget)
  }
  form.end()
}

/** The document's form dictionary; viewers show our appearances and make none of their own. */
function acroForm({ document }: Canvas): Record<string, unknown> {
  const root = document._root.data
  if (!root.AcroForm) {
    document.font("regular").initForm()
    const { data } = root.AcroForm as PdfReference
    delete data.NeedAppearances
    // There are signature fields, and who saves the file later must append to it (ISO 32000-1, table 219).
    data.SigFlags = 3
  }
  return (root.AcroForm as PdfReference).data
}
