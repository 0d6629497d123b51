import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { COLUMN_LABELS, ROW_CHANGE_LABELS } from "#models/catalogue-edition/row-change.ts"
import { rowChangeCounts } from "#models/catalogue-edition/row-changes.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { CHANGING_ACTS } from "#workflows/document-text/compose-act-annex.ts"
import { getActChanges } from "#workflows/public-catalogue/act-changes.server.ts"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { ChangeFiles } from "../public/catalogue/change-files.tsx"
import { DecisionLink } from "../public/catalogue/decision-link.tsx"
import { Notice } from "../public/notice.tsx"
import { PageHead } from "../public/page-head.tsx"
import { Pages } from "../public/pages.tsx"
import { Table } from "../public/table.tsx"

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data ? `${TITLES[data.act]} – ${data.editionName}` : "Nội dung thay đổi")

const TITLES = {
  "thay-doi": "Nội dung thay đổi so với danh mục trước",
  "thu-hoi": "Nội dung thay đổi do thu hồi",
  "dinh-chinh": "Dòng danh mục được đính chính",
} as const
const PAGE_SIZE = 30

/** What the address asks for. */
const Address = z.object({
  viec: z.enum(CHANGING_ACTS).catch("thay-doi").default("thay-doi"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { viec, page } = Address.parse(Object.fromEntries(new URL(request.url).searchParams))
  const editionId = params.editionId ?? ""
  const { changes, issuer: _, ...about } = await read(() => getActChanges(editionId, viec))
  const last = Math.max(1, Math.ceil(changes.length / PAGE_SIZE))
  const shown = Math.min(page, last)
  return {
    ...about,
    editionId,
    counts: rowChangeCounts(changes),
    total: changes.length,
    page: shown,
    rows: changes.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE),
  }
}

export default function ChangesOfAct() {
  const { act, editionId, editionName, decision, day, against, reason, counts, total, page, rows } =
    useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title={TITLES[act]}
        back={{ to: paths.edition(editionId), label: editionName }}
        lead={
          <>
            <DecisionLink decision={decision} />, tính từ ngày {formatDay(day)}
            {against.length > 0 ? (
              <>
                , so với{" "}
                {against.map((one, index) => (
                  <span key={one.editionId}>
                    {index > 0 ? "; " : ""}
                    <DecisionLink decision={one} />
                  </span>
                ))}
              </>
            ) : null}
            .
          </>
        }
      />
      {reason ? <Notice title="Giải thích">{reason}</Notice> : null}
      <p>
        {formatNumber(total)} dịch vụ công thay đổi
        {Object.entries(counts)
          .filter(([, count]) => count > 0)
          .map(
            ([kind, count], index) =>
              `${index === 0 ? ": " : "; "}${ROW_CHANGE_LABELS[kind as keyof typeof counts].toLocaleLowerCase("vi")} ${formatNumber(count)}`,
          )
          .join("")}
        . So sánh từng dịch vụ theo: {Object.values(COLUMN_LABELS).join(", ").toLocaleLowerCase("vi")}. Không
        so sánh trình tự, hồ sơ, thời hạn, phí của thủ tục.
      </p>
      <ChangeFiles editionId={editionId} act={act} />
      <Table
        caption={`${formatNumber(total)} dịch vụ công thay đổi`}
        rows={rows}
        rowKey={(row) => `${row.serviceId} ${row.columns.map(({ column }) => column).join()} ${row.reason}`}
        empty={
          <Notice tone="quiet" title="Không có dịch vụ nào thay đổi">
            Mọi dòng được so sánh đều như trước.
          </Notice>
        }
        columns={[
          { key: "kind", header: "Thay đổi", cell: (row) => ROW_CHANGE_LABELS[row.kind] },
          {
            key: "name",
            header: "Thủ tục",
            isRowHeader: true,
            cell: (row) => (
              <>
                <a href={paths.procedure(row.procedureCode)}>{row.name}</a>
                <span className="note">
                  {row.serviceCode}, {row.unitName}
                </span>
              </>
            ),
          },
          {
            key: "before",
            header: "Trước",
            cell: ({ columns }) =>
              columns.map(({ column, before }) => (
                <span key={column} className="note">
                  {COLUMN_LABELS[column]}: {before ? <del>{before}</del> : "chưa có"}
                </span>
              )),
          },
          {
            key: "now",
            header: "Sau",
            cell: ({ columns }) =>
              columns.map(({ column, now }) => (
                <span key={column} className="note">
                  {COLUMN_LABELS[column]}: {now ? <ins>{now}</ins> : "không còn"}
                </span>
              )),
          },
          { key: "reason", header: "Lý do", cell: (row) => row.reason || "–" },
        ]}
      />
      {total > 0 ? <Pages page={page} pageSize={PAGE_SIZE} total={total} noun="dịch vụ công" /> : null}
    </>
  )
}
