import { Code, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { CHECKPOINT_REASON_LABELS } from "#models/log-checkpoint/log-checkpoint.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getCheckpointsPage } from "#workflows/screens/checkpoints-page.server.ts"
import { type Column, DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { Pagination } from "../../components/pagination.tsx"
import { Instant } from "../../components/values.tsx"
import { pageTitle } from "../../components/words.ts"
import { read } from "../../http/attempt.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"

export const meta = () => pageTitle("Mốc nhật ký")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const page = Math.min(
    Math.max(1, Math.trunc(Number(new URL(request.url).searchParams.get("page")) || 1)),
    1_000_000,
  )
  return read(() => getCheckpointsPage(context.runtime, { page, actor }))
}

type Line = ReturnType<typeof useLoaderData<typeof loader>>["lines"][number]

export default function Checkpoints() {
  const { lines, total, page, pageSize, entries, covered, folder, verifier } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title="Mốc nhật ký"
        lead="Mỗi ngày và mỗi lần ban hành quyết định, hệ thống ký một mốc: nhật ký lúc đó có bao nhiêu mục và ghi gì. Giữ các tệp mốc ở nơi khác; ai sửa nhật ký sau đó sẽ bị lộ đúng mục đã sửa."
      />
      <Text mb="sm">
        Nhật ký có {formatNumber(entries)} mục; {formatNumber(covered)} mục đã có mốc ghi nhận
        {entries > covered ? `, ${formatNumber(entries - covered)} mục mới chờ mốc kế tiếp` : ""}.
      </Text>
      <DataTable
        caption="Mốc nhật ký"
        rows={lines}
        rowKey={(line) => String(line.entries)}
        empty={
          <EmptyState title="Chưa có mốc nào">
            Mốc đầu tiên được lập trong ít giây sau khi nhật ký có mục đầu tiên. Tải lại trang để xem.
          </EmptyState>
        }
        columns={COLUMNS}
      />
      <Pagination page={page} pageSize={pageSize} total={total} noun="mốc" />
      <Text mt="md" size="sm">
        Tệp mốc được ghi vào thư mục <Code>{folder}</Code> của máy chủ. Đối chiếu:{" "}
        <Code>npm run verify:log -- THƯ_MỤC --key KHÓA</Code>, với khóa công khai:
      </Text>
      <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {verifier}
      </Code>
    </>
  )
}

const COLUMNS: readonly Column<Line>[] = [
  {
    key: "at",
    header: "Lập lúc",
    isRowHeader: true,
    cell: (line) => <Instant at={line.at} />,
    width: "9rem",
  },
  { key: "reason", header: "Dịp", cell: (line) => CHECKPOINT_REASON_LABELS[line.reason] },
  { key: "entries", header: "Số mục ghi nhận", align: "end", cell: (line) => formatNumber(line.entries) },
  {
    key: "new",
    header: "Mục mới",
    align: "end",
    cell: (line) => formatNumber(line.entries - line.previousEntries),
  },
  {
    key: "state",
    header: "Tệp, dấu thời gian",
    cell: (line) =>
      `${line.isWritten ? "Đã ghi ra thư mục" : "Chưa ghi được ra thư mục"}; ${line.timestamp ? "có dấu thời gian" : "không có dấu thời gian"}`,
  },
  {
    key: "file",
    header: "Tải về",
    cell: (line) => <a href={paths.checkpoint(line.entries)}>Tệp mốc {formatNumber(line.entries)} mục</a>,
  },
]
