import type { RowProof } from "#models/catalogue-edition/row-proof.server.ts"
import { formatDay } from "#models/shared/dates.ts"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { escapeMarkup } from "#models/shared/markup.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { PROOF_SCRIPT } from "./proof-script.ts"

/** JSON inside a script element: `<` could end it. */
const embedded = (proof: RowProof): string => JSON.stringify(proof).replaceAll("<", "\\u003c")

/** Reads the proof back out of its page; null when there is none. */
export const proofInPage = (page: string): unknown => {
  const json = /<script type="application\/json" id="bang-chung">(.*?)<\/script>/su.exec(page)?.[1]
  try {
    return json === undefined ? null : JSON.parse(json)
  } catch {
    return null
  }
}

/**
 * The proof as one file that works from a disk without network: what the row says, the way up to the root computed in the
 * browser, and a field to hold the signed decision beside it.
 */
export const proofPage = (proof: RowProof, isTraining = false): string => {
  const { row, decision } = proof
  const facts: [string, string][] = [
    ["Thủ tục hành chính", `${row.procedureName} (mã ${row.procedureCode})`],
    ["Dịch vụ công", `${row.serviceName} (mã ${row.serviceCode})`],
    ["Mức độ", SERVICE_LEVEL_LABELS[row.level]],
    [
      "Lý do một phần",
      row.partialReason ? `${PARTIAL_REASON_LABELS[row.partialReason]} ${row.citation}` : "",
    ],
    ["Nơi thực hiện", row.unit],
    ["Cơ quan", row.agency],
    ["Lĩnh vực", row.field],
    ["Ghi chú", row.note],
    ["Quyết định", `${decision.number} ngày ${formatDay(decision.day)}`],
    ["Mã gốc các dòng", proof.edition.rowsRoot],
    ["Mã băm tệp quyết định", decision.documentSha256],
  ]
  const rows = facts
    .filter(([, text]) => text.trim() !== "")
    .map(([label, text]) => `<dt>${escapeMarkup(label)}</dt><dd>${escapeMarkup(text.trim())}</dd>`)
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Bằng chứng có trong danh mục: ${escapeMarkup(row.serviceName)}</title>
<style>
body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;padding:1rem;max-width:46rem;color:#1b1f24;background:#fff}
dt{font-weight:600;margin-top:.6rem}dd{margin:0;overflow-wrap:anywhere}
[role=status]{border-left:.4rem solid;padding:.5rem 1rem;margin:1rem 0}
.dat{border-color:#1a7f37}.sai{border-color:#b3261e}.cho{border-color:#57606a}
input{font:inherit;max-width:100%}
</style>
<main>
${
  isTraining
    ? `<p><strong>${TRAINING_MARK}</strong></p>
`
    : ""
}<h1>Bằng chứng một dòng có trong danh mục đã ký</h1>
<p>Tệp này tự kiểm tra được trên máy của bạn, không cần mạng.</p>
<noscript><p>Trình duyệt đang tắt JavaScript nên chưa kiểm tra được. Bật JavaScript rồi mở lại tệp.</p></noscript>
<dl>${rows.join("")}</dl>
<h2>1. Dòng này dẫn đến mã gốc</h2>
<div role="status" id="dong" class="cho">Đang kiểm tra…</div>
<h2>2. Mã gốc có trong quyết định đã ký</h2>
<p><label for="tep">Chọn tệp PDF của quyết định để đối chiếu (tệp không được gửi đi đâu):</label></p>
<p><input type="file" id="tep" accept="application/pdf"></p>
<div role="status" id="quyet-dinh" class="cho">Chưa chọn tệp.</div>
<p>Chữ ký số trên quyết định kiểm tra bằng phần mềm ký số, phần mềm đọc PDF hoặc trang Xác minh của hệ thống.</p>
</main>
<script type="application/json" id="bang-chung">${embedded(proof)}</script>
<script>${PROOF_SCRIPT}</script>
</html>
`
}
