import { Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { AUDIT_TYPE_LABELS, SUBJECT_LABELS } from "#models/audit/audit-words.ts"
import { readOrder } from "#models/shared/list-order.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { typedDay } from "#models/shared/typed-day.ts"
import { getAuditPage, type LogLine } from "#workflows/screens/audit-page.server.ts"
import type { AuditLine } from "#workflows/screens/describe-entry.server.ts"
import { type Column, DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { FilterBar } from "../../components/filter-bar.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { Pagination } from "../../components/pagination.tsx"
import { Instant } from "../../components/values.tsx"
import { pageTitle } from "../../components/words.ts"
import { read } from "../../http/attempt.ts"
import { sortOf } from "../../http/list-query.ts"
import { parseQuery } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"

export const meta = () => pageTitle("Nhật ký")

const orNothing = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined)

const AuditFilters = z.object({
  type: orNothing(z.string().min(1).max(100)),
  by: orNothing(z.string().trim().toLowerCase().min(1).max(100)),
  subjectId: orNothing(z.string().trim().min(1).max(200)),
  from: orNothing(typedDay("")),
  to: orNothing(typedDay("")),
  sort: sortOf(["sequence"]),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const parsed = parseQuery(request, AuditFilters)
  const query = parsed.ok ? parsed.value : { page: 1, sort: "" }
  return { query, ...(await read(() => getAuditPage(context.runtime, { query, actor }))) }
}

const TYPES = Object.entries(AUDIT_TYPE_LABELS)
  .map(([value, label]) => ({ value, label }))
  .sort((a, b) => a.label.localeCompare(b.label, "vi"))

export default function AuditLog() {
  const { query, lines, total, isMore, page, pageSize } = useLoaderData<typeof loader>()
  const { type, by, subjectId, from, to } = query
  const sorted = readOrder(query.sort) ?? NEWEST_FIRST
  return (
    <>
      <PageHeader
        title="Nhật ký"
        lead="Mọi bước đã làm và mọi lần bị từ chối, mới nhất trước. Nhật ký chỉ thêm, không sửa, không xóa."
      />
      <Text mb="sm">
        <Link to={paths.checkpoints()}>Mốc nhật ký đã ký</Link>: bằng chứng giữ ngoài kho dữ liệu. Bấm số thứ
        tự để tải bằng chứng của một mục.
      </Text>
      <FilterBar
        columns={COLUMNS}
        sorted={sorted}
        filters={[
          {
            kind: "CHOICE",
            name: "type",
            label: "Việc đã làm",
            value: type ?? "",
            all: "Tất cả",
            options: TYPES,
          },
          { kind: "DAY", name: "from", label: "Từ ngày", value: from ?? "" },
          { kind: "DAY", name: "to", label: "Đến ngày", value: to ?? "" },
          { kind: "TEXT", name: "by", label: "Tên đăng nhập", value: by ?? "" },
          { kind: "TEXT", name: "subjectId", label: "Số hiệu đối tượng", value: subjectId ?? "" },
        ]}
      />
      <DataTable
        caption="Nhật ký"
        rows={lines}
        rowKey={(line) => String(line.sequence)}
        empty={
          <EmptyState title="Không có dòng nhật ký nào">
            Không có việc nào khớp với bộ lọc. Hãy nới khoảng ngày hoặc bỏ lọc.
          </EmptyState>
        }
        columns={COLUMNS}
        sorted={sorted}
      />
      <Pagination page={page} pageSize={pageSize} total={total} isMore={isMore} noun="dòng" />
    </>
  )
}

function What({ line }: { line: AuditLine }) {
  return (
    <>
      {line.what}
      {line.detail ? (
        <Text size="sm" fw={400}>
          {line.detail}
        </Text>
      ) : null}
    </>
  )
}

/** Links that stand one above the other are each large enough to be met (WCAG 2.2, 2.5.8). */
const TARGET = { display: "inline-block", minHeight: "1.5rem" } as const

function Subject({ line: { subject, which } }: { line: LogLine }) {
  const to =
    subject.kind === "registration"
      ? paths.registration(subject.id)
      : subject.kind === "campaign" && subject.id !== "*"
        ? paths.campaign(subject.id)
        : null
  return (
    <>
      <Text size="sm" c="dimmed">
        {SUBJECT_LABELS[subject.kind] ?? subject.kind}
      </Text>
      {to ? (
        <Link to={to} style={TARGET}>
          {which ?? "Mở trang"}
        </Link>
      ) : (
        which
      )}
      {subject.id === "*" ? null : (
        <Text size="sm">
          <Link to={paths.auditLog({ subjectId: subject.id })} style={TARGET}>
            Các dòng khác của đối tượng này
          </Link>
        </Text>
      )}
    </>
  )
}

function Move({ line: { from, to } }: { line: AuditLine }) {
  if (!to) return <>–</>
  return <>{from && from !== to ? `${from} → ${to}` : to}</>
}

const NEWEST_FIRST = { key: "sequence", isDescending: true }

const COLUMNS: readonly Column<LogLine>[] = [
  {
    key: "sequence",
    header: "STT",
    align: "end",
    isSortable: true,
    phone: "none",
    cell: (line) => (
      <a
        href={paths.entryProof(line.sequence)}
        aria-label={`Bằng chứng của mục ${formatNumber(line.sequence)}`}
      >
        {formatNumber(line.sequence)}
      </a>
    ),
    width: "4rem",
  },
  { key: "at", header: "Thời gian", phone: "bare", cell: (line) => <Instant at={line.at} />, width: "9rem" },
  {
    key: "by",
    header: "Người thực hiện",
    phone: "bare",
    cell: (line) => (
      <>
        {line.byName}
        <Text size="sm" c="dimmed">
          {line.by}
        </Text>
      </>
    ),
  },
  {
    key: "what",
    header: "Việc đã làm",
    isRowHeader: true,
    width: "15rem",
    cell: (line) => <What line={line} />,
  },
  {
    key: "subject",
    header: "Đối tượng",
    canHide: true,
    phone: "none",
    cell: (line) => <Subject line={line} />,
  },
  { key: "move", header: "Trạng thái", canHide: true, phone: "none", cell: (line) => <Move line={line} /> },
]
