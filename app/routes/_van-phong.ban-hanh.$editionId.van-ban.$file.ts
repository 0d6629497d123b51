import type { LoaderFunctionArgs } from "@remix-run/node"
import { DOCUMENT_STAGES, type DocumentKind } from "#models/official-document/official-document.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import {
  getEditionDocument,
  getEditionSheet,
  getOutgoingMetadata,
} from "#workflows/campaign/edition-document.server.ts"
import { getEditionWord } from "#workflows/campaign/edition-text.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { requireActor } from "../http/require-actor.server.ts"

const KINDS: Record<string, DocumentKind> = { "quyet-dinh.pdf": "DECISION", "to-trinh.pdf": "SUBMISSION" }

const WORDS: Record<string, DocumentKind> = { "quyet-dinh.docx": "DECISION", "to-trinh.docx": "SUBMISSION" }
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

const METADATA = "sieu-du-lieu.xml"
const SHEET = "danh-muc.xlsx"
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
const NOT_KEPT = "private, no-cache"

/** A document of an edition for the office, shown in the browser; never kept by anything on the way. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { editionId = "", file = "" } = params
  if (file === SHEET) {
    const sheet = await readFileToSend(() => getEditionSheet(context.runtime, { editionId, actor }))
    return fileResponse(
      request,
      { name: file, mimeType: XLSX, bytes: sheet.bytes, sha256: sheet.sha256 },
      { cacheControl: NOT_KEPT, saveAs: `${editionId}-${file}` },
    )
  }
  const word = WORDS[file]
  if (word) {
    const { bytes, sha256 } = await readFileToSend(() =>
      getEditionWord(context.runtime, { editionId, actor, kind: word }),
    )
    return fileResponse(
      request,
      { name: file, mimeType: DOCX, bytes, sha256 },
      { cacheControl: NOT_KEPT, saveAs: `${editionId}-${file}` },
    )
  }
  if (file === METADATA) {
    const { bytes, sha256 } = await readFileToSend(() =>
      getOutgoingMetadata(context.runtime, { editionId, actor }),
    )
    return fileResponse(
      request,
      { name: file, mimeType: "application/xml", bytes, sha256 },
      { cacheControl: NOT_KEPT, saveAs: `${editionId}-${file}` },
    )
  }
  const asked = new URL(request.url).searchParams.get("stage")
  const stage = DOCUMENT_STAGES.find((one) => one === asked)
  const document = await readFileToSend(async () => {
    const kind = KINDS[file]
    if (!kind || (asked && !stage)) throw new NotFoundError(`Không có văn bản «${file}» của danh mục này.`)
    return getEditionDocument(context.runtime, { editionId, actor, kind, stage })
  })
  return fileResponse(
    request,
    { name: file, mimeType: "application/pdf", bytes: document.bytes, sha256: document.sha256 },
    { isInline: true, cacheControl: NOT_KEPT, saveAs: `${editionId}-${file}` },
  )
}
