import type { ReactNode } from "react"
import { dayOf, formatDay, formatInstant } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { holderInText, termInText } from "#workflows/document-verification/issuer-in-text.ts"
import { revocationInText } from "#workflows/document-verification/revocation-in-text.ts"
import { stampInText } from "#workflows/document-verification/stamp-in-text.ts"
import type {
  KnownEdition,
  Verdict,
  VerifiedUpload,
} from "#workflows/public-catalogue/verify-upload.server.ts"
import { DecisionLink } from "../catalogue/decision-link.tsx"
import { Facts } from "../facts.tsx"
import { Notice } from "../notice.tsx"
import { Table } from "../table.tsx"
import { TrustNotice } from "./trust-notice.tsx"

const VERDICTS: Record<Verdict, { tone: "good" | "warn" | "bad"; title: string; text: string }> = {
  GENUINE: {
    tone: "good",
    title: "Đúng là văn bản đã phát hành.",
    text: "Tệp trùng từng byte với tệp đã phát hành tại hệ thống này; chữ ký có tin cậy được không xem ở kết luận trên.",
  },
  SAME_CATALOGUE: {
    tone: "warn",
    title: "Danh mục đúng, nhưng tệp không phải tệp đã phát hành.",
    text: "Tệp chưa bị sửa sau khi ký và mang đúng danh mục đã công bố, nhưng khác với tệp đã phát hành. Hãy tải lại tệp gốc để dùng.",
  },
  UNKNOWN: {
    tone: "warn",
    title: "Văn bản này không do hệ thống phát hành.",
    text: "Tệp chưa bị sửa sau khi ký, nhưng không có danh mục nào đã công bố ở đây trùng với nội dung tệp. Hãy hỏi cơ quan gửi văn bản.",
  },
  ALTERED: {
    tone: "bad",
    title: "Không hợp lệ: không dùng được tệp này làm căn cứ.",
    text: "Có ít nhất một nội dung kiểm tra không đạt, xem bên dưới. Hãy tải lại tệp gốc từ trang của danh mục.",
  },
}

/** Said of an edition that was issued here. */
const STANDINGS: Record<KnownEdition["standing"], { tone: "good" | "warn" | "bad"; text: string }> = {
  IN_FORCE: { tone: "good", text: "có trong hệ thống, đang có hiệu lực." },
  NOT_IN_FORCE: { tone: "warn", text: "có trong hệ thống, nay không còn hiệu lực." },
  RECALLED: { tone: "bad", text: "quyết định đã bị thu hồi." },
}

const SIGNATURE_KINDS = {
  INITIAL: "Chữ ký nháy",
  PERSONAL: "Chữ ký cá nhân",
  AGENCY: "Chữ ký của cơ quan",
} as const

/** What was found in an uploaded decision, the verdict first. */
export function VerdictReport({ upload }: { upload: VerifiedUpload }) {
  const { report, edition } = upload
  const verdict = VERDICTS[upload.verdict]
  return (
    <section aria-labelledby="ket-qua">
      <h2 id="ket-qua">Kết quả</h2>
      {/* biome-ignore lint/a11y/noAutofocus: the verdict is what whoever sent the file has to hear first */}
      <div tabIndex={-1} role="status" autoFocus className="focus-taken">
        <TrustNotice verdict={upload.trust} />
        <Notice tone={verdict.tone} title={verdict.title}>
          {verdict.text}
        </Notice>
      </div>
      {edition?.standing === "NOT_IN_FORCE" ? (
        <Notice tone="warn" title="Quyết định này không còn hiệu lực.">
          Văn bản có thật nhưng đã được thay thế hoặc không còn căn cứ; danh mục đang có hiệu lực ở trang tra
          cứu.
        </Notice>
      ) : null}
      {edition?.recalled ? (
        <Notice tone="bad" title="Quyết định này đã bị thu hồi.">
          Thu hồi ngày {formatDay(dayOf(new Date(edition.recalled.at)))}. Lý do: {edition.recalled.reason}
        </Notice>
      ) : null}
      <Facts
        items={[
          ["Tệp", `${upload.fileName} (${formatNumber(Math.ceil(upload.size / 1024))} KB)`],
          ["Số, ký hiệu trong văn bản", report.documentNumber ?? "Không đọc được"],
          ...(report.edition?.annex
            ? [["Phần của quyết định", `${upload.annex ?? "Phụ lục"}, tệp riêng`] as [string, string]]
            : []),
          [
            upload.verdict === "ALTERED" ? "Tệp tự nhận là của" : "Danh mục đã công bố",
            edition ? <DecisionLink key="e" decision={edition.decision} /> : "Không có danh mục trùng ở đây",
          ],
          ["Mã băm tệp (SHA-256)", <code key="f">{upload.sha256}</code>],
          [
            "Mã băm danh mục trong tệp",
            report.edition ? <code key="d">{report.edition.digest}</code> : "Không có",
          ],
        ]}
      />
      <div>
        <h3>Chữ ký số</h3>
        <Table
          caption="Chữ ký số trong văn bản"
          rows={report.signatures.map((signature, place) => ({ ...signature, key: String(place) }))}
          rowKey={(row) => row.key}
          empty={<p>Văn bản không có chữ ký số nào đọc được.</p>}
          columns={[
            {
              key: "signer",
              header: "Người, cơ quan ký",
              isRowHeader: true,
              cell: (row) => row.signer || "Không đọc được",
            },
            {
              key: "kind",
              header: "Loại",
              cell: (row) => SIGNATURE_KINDS[row.kind],
            },
            {
              key: "issuer",
              header: "Nơi cấp chứng thư",
              cell: (row) => (
                <>
                  {row.issuer || "Không đọc được"}
                  {row.trusted === null ? null : (
                    <p>{row.trusted ? "thuộc danh sách tin cậy" : "không thuộc danh sách tin cậy"}</p>
                  )}
                  {row.certificateFrom && row.certificateTo ? (
                    <p>hiệu lực {termInText(row.certificateFrom, row.certificateTo)}</p>
                  ) : null}
                  {holderInText(row).map((text) => (
                    <p key={text}>{text}</p>
                  ))}
                  <p>{revocationInText(row)}</p>
                </>
              ),
            },
            {
              key: "at",
              header: "Thời điểm ký ghi trong chữ ký",
              cell: (row) => (
                <>
                  {row.signedAt ? formatInstant(new Date(row.signedAt)) : "Không có"}
                  <p>{stampInText(row)}</p>
                  {row.notes.map((note) => (
                    <p key={note}>Lưu ý: {note}</p>
                  ))}
                </>
              ),
            },
            {
              key: "valid",
              header: "Kết quả",
              cell: (row) => (
                <span className="badge" data-tone={row.valid ? "good" : "bad"}>
                  {row.valid ? "Hợp lệ" : "Không hợp lệ"}
                </span>
              ),
            },
          ]}
        />
      </div>
      <div>
        <h3>Từng nội dung kiểm tra</h3>
        <ul className="checks">
          {failedFirst(report.checks).map(({ rule, ok, isForm, message }) => (
            <li key={`${rule} ${message}`}>
              <span>
                {isForm && upload.verdict === "GENUINE" ? (
                  <span className="badge" data-tone="warn">
                    Lưu ý
                  </span>
                ) : (
                  <span className="badge" data-tone={ok ? "good" : "bad"}>
                    {ok ? "Đạt" : "Không đạt"}
                  </span>
                )}
              </span>
              <span>{message}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

const failedFirst = (checks: VerifiedUpload["report"]["checks"]) => [
  ...checks.filter(({ ok }) => !ok),
  ...checks.filter(({ ok }) => ok),
]

/** Editions found under a number or digest. */
export function FoundEditions({ found, asked }: { found: readonly KnownEdition[]; asked: string }) {
  if (found.length === 0)
    return (
      <Notice tone="quiet" title={`Không có quyết định nào ứng với “${asked}”`}>
        Kiểm tra lại số, ký hiệu (ví dụ 15/QĐ-UBND) hoặc mã băm 64 ký tự; văn bản chưa phát hành không tra
        được.
      </Notice>
    )
  return (
    <>
      {found.map(({ name, decision, digest, documentSha256, annexes, standing }) => (
        <div key={decision.editionId}>
          <Notice tone={STANDINGS[standing].tone} title={`${name}: ${STANDINGS[standing].text}`} />
          <Facts
            items={[
              ["Quyết định", <DecisionLink key="q" decision={decision} />],
              ["Mã băm tệp quyết định", <code key="f">{documentSha256}</code>],
              ...annexes.map(({ heading, sha256 }): [string, ReactNode] => [
                `Mã băm tệp ${heading}`,
                <code key={heading}>{sha256}</code>,
              ]),
              ["Mã băm danh mục", <code key="d">{digest}</code>],
            ]}
          />
        </div>
      ))}
    </>
  )
}
