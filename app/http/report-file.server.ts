import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import {
  REPORT_FORMATS,
  type ReportFile,
  type ReportFormat,
} from "#workflows/reporting-period/report-files.server.ts"
import { readFileToSend } from "./file-response.ts"
import { DOCX, XLSX } from "./media-types.ts"

const MEDIA: Record<ReportFormat, string> = { pdf: "application/pdf", docx: DOCX, xlsx: XLSX }

/** A report as a file to send; a refusal, also for a format there is none of, becomes a plain answer. */
export const reportToSend = (
  format: string | undefined,
  make: (format: ReportFormat) => Promise<ReportFile>,
) =>
  readFileToSend(async () => {
    const found = REPORT_FORMATS.find((one) => one === format)
    if (!found) throw new NotFoundError("Báo cáo chỉ tải được dưới dạng .pdf, .docx hoặc .xlsx.")
    const { name, bytes } = await make(found)
    return { name, mimeType: MEDIA[found], bytes, sha256: sha256(bytes) }
  })
