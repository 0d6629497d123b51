import { proactiveLevelText } from "#models/legal-regime/legal-regime.ts"
import { ADMIN_LEVEL_LABELS, PARTIAL_REASON_LABELS } from "#models/shared/levels.ts"
import type { ProcedureService } from "#workflows/screens/procedure-page.server.ts"
import { paths } from "../../http/paths.ts"
import { Facts } from "../facts.tsx"
import { Level } from "../level.tsx"
import { DecisionLink } from "./decision-link.tsx"

/** What each level means to the person who hands in papers. */
const MEANING: Record<ProcedureService["level"], string> = {
  FULL: "Nộp hồ sơ, nhận kết quả hoàn toàn qua mạng (hoặc nhận kết quả qua bưu chính công ích).",
  PARTIAL: "Nộp được qua mạng, nhưng có bước phải đến trực tiếp.",
  INFORMATION_ONLY: "Chỉ xem được hướng dẫn qua mạng; nộp hồ sơ trực tiếp hoặc qua bưu chính.",
  NOT_PROVIDED: "Chưa làm được qua mạng; nộp hồ sơ trực tiếp.",
}

/** The services of a procedure, each the answer first: at which level and why not more, where to hand in, on which decision. */
export function ProcedureServices({ services }: { services: readonly ProcedureService[] }) {
  return (
    <ul className="rows">
      {services.map((service) => (
        <li key={service.serviceId}>
          <Service service={service} />
        </li>
      ))}
    </ul>
  )
}

function Service({ service }: { service: ProcedureService }) {
  const { unit, caseName, level, proactiveLevel, partialReason, citation, url, members, standsOn } = service
  return (
    <>
      <h3>
        {unit}
        {caseName ? <span className="note">{caseName}</span> : null}
      </h3>
      <p>
        <Level level={level} /> {MEANING[level]}
      </p>
      <Facts
        items={[
          [
            "Lý do một phần",
            partialReason
              ? `${PARTIAL_REASON_LABELS[partialReason]}${citation ? ` (${citation})` : ""}.`
              : null,
          ],
          [
            "Dịch vụ công chủ động",
            proactiveLevel ? `${proactiveLevelText(proactiveLevel)} (${proactiveLevel.article}).` : null,
          ],
          [
            "Nộp hồ sơ",
            url ? (
              <a key="u" href={url} rel="external">
                Nộp trực tuyến<span className="visually-hidden"> tại {unit}</span>
              </a>
            ) : (
              "Bộ phận Một cửa"
            ),
          ],
          ["Thanh toán trực tuyến", service.onlinePayment ? "Có" : "Không"],
          ["Qua bưu chính công ích", service.publicPostalService ? "Có" : "Không"],
          ["Cấp thực hiện", `${ADMIN_LEVEL_LABELS[service.adminLevel]} (mã dịch vụ ${service.serviceCode})`],
          ["Đơn vị", members.length > 0 ? <Members key="m" names={members} /> : null],
          ["Công bố theo", <DecisionLink key="d" decision={standsOn} />],
          [
            "Kiểm chứng",
            <a key="p" href={paths.rowProof(standsOn.editionId, service.serviceId)} download>
              Tải bằng chứng có trong danh mục
              <span className="visually-hidden">
                {" "}
                của {unit}
                {caseName ? `, ${caseName}` : ""}
              </span>
            </a>,
          ],
        ]}
      />
    </>
  )
}

function Members({ names }: { names: readonly string[] }) {
  return (
    <details>
      <summary>Gồm {names.length} đơn vị</summary>
      {names.join("; ")}
    </details>
  )
}
