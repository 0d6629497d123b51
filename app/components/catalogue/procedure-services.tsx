import { Anchor, Stack, Text, VisuallyHidden } from "@mantine/core"
import { proactiveLevelText } from "#models/legal-regime/legal-regime.ts"
import { ADMIN_LEVEL_LABELS, PARTIAL_REASON_LABELS } from "#models/shared/levels.ts"
import type { ProcedureService } from "#workflows/screens/procedure-page.server.ts"
import { paths } from "../../http/paths.ts"
import { LevelBadge } from "../badges.tsx"
import { DataTable } from "../data-table.tsx"
import classes from "./catalogue.module.css"
import { DecisionLink } from "./decision-link.tsx"

/** What each level means to the person who hands in papers. */
const MEANING: Record<ProcedureService["level"], string> = {
  FULL: "Nộp hồ sơ, nhận kết quả hoàn toàn qua mạng (hoặc nhận kết quả qua bưu chính công ích).",
  PARTIAL: "Nộp được qua mạng, nhưng có bước phải đến trực tiếp.",
  INFORMATION_ONLY: "Chỉ xem được hướng dẫn qua mạng; nộp hồ sơ trực tiếp hoặc qua bưu chính.",
  NOT_PROVIDED: "Chưa làm được qua mạng; nộp hồ sơ trực tiếp.",
}

/** The services of a procedure: who offers them, at which level and why not more, and where to hand in. */
export function ProcedureServices({ services }: { services: readonly ProcedureService[] }) {
  return (
    <DataTable
      caption="Mức độ trực tuyến theo cơ quan"
      rows={services}
      rowKey={(row) => row.serviceId}
      columns={[
        {
          key: "unit",
          header: "Nơi thực hiện",
          isRowHeader: true,
          cell: (row) => (
            <>
              {row.unit}
              {row.caseName ? <span className={classes.code}>{row.caseName}</span> : null}
              <span className={classes.code}>
                {ADMIN_LEVEL_LABELS[row.adminLevel]} · mã {row.serviceCode}
              </span>
              {row.members.length > 0 ? <Members names={row.members} /> : null}
            </>
          ),
        },
        {
          key: "level",
          header: "Mức độ",
          cell: (row) => (
            <Stack gap={4}>
              <span>
                <LevelBadge level={row.level} />
              </span>
              <Text size="sm">{MEANING[row.level]}</Text>
              {row.proactiveLevel ? (
                <Text size="sm">
                  <strong>Dịch vụ công chủ động:</strong> {proactiveLevelText(row.proactiveLevel)} (
                  {row.proactiveLevel.article}).
                </Text>
              ) : null}
              {row.partialReason ? (
                <Text size="sm">
                  <strong>Lý do một phần:</strong> {PARTIAL_REASON_LABELS[row.partialReason]}
                  {row.citation ? ` (${row.citation})` : ""}.
                </Text>
              ) : null}
            </Stack>
          ),
        },
        {
          key: "where",
          header: "Nộp hồ sơ",
          cell: (row) => (
            <Stack gap={4}>
              {row.url ? (
                <Anchor href={row.url} rel="external">
                  Nộp trực tuyến
                </Anchor>
              ) : (
                <span>Bộ phận Một cửa</span>
              )}
              <Text size="sm">Thanh toán trực tuyến: {row.onlinePayment ? "có" : "không"}</Text>
              <Text size="sm">Qua bưu chính công ích: {row.publicPostalService ? "có" : "không"}</Text>
            </Stack>
          ),
        },
        {
          key: "decision",
          header: "Công bố theo",
          cell: (row) => (
            <Stack gap={4}>
              <DecisionLink decision={row.standsOn} />
              <Anchor size="sm" href={paths.rowProof(row.standsOn.editionId, row.serviceId)} download>
                Tải bằng chứng có trong danh mục
                <VisuallyHidden>
                  {" "}
                  của {row.unit}
                  {row.caseName ? `, ${row.caseName}` : ""}
                </VisuallyHidden>
              </Anchor>
            </Stack>
          ),
        },
      ]}
    />
  )
}

function Members({ names }: { names: readonly string[] }) {
  return (
    <details>
      <summary className={classes.code}>Gồm {names.length} đơn vị</summary>
      <span className={classes.code}>{names.join("; ")}</span>
    </details>
  )
}
