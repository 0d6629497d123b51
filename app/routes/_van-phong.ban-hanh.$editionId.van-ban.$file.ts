import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node"
import { DOCUMENT_STAGES, type DocumentKind } from "#models/official-document/official-document.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import {
  type EditionDocument,
  getAnnexDocument,
  getEditionDocument,
  getEditionSheet,
  getOutgoingMetadata,
} from "#workflows/screens/edition-document.server.ts"
import { getEditionWord } from "#workflows/screens/edition-text.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"
import { DOCX, XLSX } from "../http/media-types.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** Annexes that are files of their own, by place. */
const ANNEX = /^phu-luc-(\d)\.pdf$/

const KINDS = new Map<string, DocumentKind>([
  ["quyet-dinh.pdf", "DECISION"],
  ["to-trinh.pdf", "SUBMISSION"],
])

type Load = (
  d: AppLoadContext["runtime"],
  asked: { editionId: string; actor: Actor },
) => Promise<EditionDocument>

/** What comes beside the documents themselves, each saved to disk. */
const FILES = new Map<string, { mimeType: string; load: Load }>([
  ["danh-muc.xlsx", { mimeType: XLSX, load: getEditionSheet }],
  ["sieu-du-lieu.xml", { mimeType: "application/xml", load: getOutgoingMetadata }],
  [
    "quyet-dinh.docx",
    { mimeType: DOCX, load: (d, asked) => getEditionWord(d, { ...asked, kind: "DECISION" }) },
  ],
  [
    "to-trinh.docx",
    { mimeType: DOCX, load: (d, asked) => getEditionWord(d, { ...asked, kind: "SUBMISSION" }) },
  ],
])

/** A file of an edition for the office, documents shown in the browser; never kept by anything on the way. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { editionId = "", file = "" } = params
  const beside = FILES.get(file)
  if (beside) {
    const { bytes, sha256 } = await readFileToSend(() => beside.load(context.runtime, { editionId, actor }))
    return fileResponse(
      request,
      { name: file, mimeType: beside.mimeType, bytes, sha256 },
      { saveAs: `${editionId}-${file}` },
    )
  }
  const asked = new URL(request.url).searchParams.get("stage")
  const stage = DOCUMENT_STAGES.find((one) => one === asked)
  const document = await readFileToSend(async () => {
    const number = ANNEX.exec(file)?.[1]
    if (number && (!asked || stage))
      return getAnnexDocument(context.runtime, { editionId, actor, number: Number(number), stage })
    const kind = KINDS.get(file)
    if (!kind || (asked && !stage)) throw new NotFoundError(`Không có văn bản «${file}» của danh mục này.`)
    return getEditionDocument(context.runtime, { editionId, actor, kind, stage })
  })
  return fileResponse(
    request,
    { name: file, mimeType: "application/pdf", bytes: document.bytes, sha256: document.sha256 },
    { isInline: true, saveAs: `${editionId}-${file}` },
  )
}
