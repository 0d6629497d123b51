import { NotFoundError } from "#models/shared/errors.ts"
import type { ReturnPart } from "#models/unit-return/unit-return.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { toWord } from "#workflows/document-drawing/word-twin.server.ts"
import { composeReturnLetter, composeReturnReceipt } from "./compose-return.ts"

const PDF = "application/pdf"
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/** The files of a sending, by the last part of their address. */
const FILES = new Map<
  string,
  { name: string; mimeType: string; draw: (part: ReturnPart) => Promise<Uint8Array> }
>([
  ["cong-van.pdf", { name: "cong-van", mimeType: PDF, draw: (part) => pdf(part, composeReturnLetter(part)) }],
  [
    "cong-van.docx",
    { name: "cong-van", mimeType: WORD, draw: (part) => toWord(composeReturnLetter(part), part.day) },
  ],
  [
    "bien-nhan.pdf",
    { name: "bien-nhan", mimeType: PDF, draw: (part) => pdf(part, composeReturnReceipt(part)) },
  ],
])

const pdf = async ({ at }: ReturnPart, layout: Parameters<typeof renderPdf>[0]): Promise<Uint8Array> =>
  (await renderPdf(layout, { createdAt: at, attachments: [] })).bytes

/**
 * The covering letter with its list as PDF or Word, or the receipt: drawn from what was frozen, so a PDF has the same bytes each time.
 * @throws NotFoundError for a file there is none of
 */
export const drawReturnFile = async (
  part: ReturnPart,
  file: string,
): Promise<{ name: string; mimeType: string; bytes: Uint8Array }> => {
  const found = FILES.get(file)
  if (!found) throw new NotFoundError(`Không có tệp «${file}».`)
  const extension = file.slice(file.lastIndexOf("."))
  return {
    name: `${found.name}-${part.agencyId}-${part.campaignId}-lan-${part.sequence}${extension}`,
    mimeType: found.mimeType,
    bytes: await found.draw(part),
  }
}
