import { NativeSelect, Text, TextInput } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { AUDIT_TYPE_LABELS, SUBJECT_LABELS } from "#models/audit/audit-words.ts"
import { typedDay } from "#models/shared/typed-day.ts"
import { getAuditPage } from "#workflows/screens/audit-page.server.ts"
import type { AuditLine } from "#workflows/screens/describe-entry.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { FilterBar } from "../../components/filter-bar.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { Pagination } from "../../components/pagination.tsx"
import { Instant } from "../../components/values.tsx"
import { pageTitle } from "../../components/words.ts"
import { DayInput } from "../../forms/day-input.tsx"
import { read } from "../../http/attempt.ts"
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
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const parsed = parseQuery(request, AuditFilters)
  const query = parsed.ok ? parsed.value : { page: 1 }
  return { query, ...(await read(() => getAuditPage(context.runtime, { query, actor }))) }
}

const TYPES = Object.entries(AUDIT_TYPE_LABELS)
  .map(([value, label]) => ({ value, label }))
  .sort((a, b) => a.label.localeCompare(b.label, "vi"))

export default function AuditLog() {
  const { query, lines, total, page, pageSize } = useLoaderData<typeof loader>()
  const { type, by, subjectId, from, to } = query
  return (
    <>
      <PageHeader
        title="Nhật ký"
        lead="Mọi bước đã làm và mọi lần bị từ chối, mới nhất trước. Nhật ký chỉ thêm, không sửa, không xóa."
      />
      <FilterBar isFiltered={[type, by, subjectId, from, to].some(Boolean)}>
        <NativeSelect
          name="type"
          label="Việc đã làm"
          defaultValue={type ?? ""}
          data={[{ value: "", label: "Tất cả" }, ...TYPES]}
          maw={280}
        />
        <TextInput name="by" label="Tên đăng nhập" defaultValue={by ?? ""} />
        <TextInput name="subjectId" label="Số hiệu đối tượng" defaultValue={subjectId ?? ""} />
        <DayInput name="from" label="Từ ngày" day={from} />
        <DayInput name="to" label="Đến ngày" day={to} />
      </FilterBar>
      <DataTable
        caption="Nhật ký"
        rows={lines}
        rowKey={(line) => String(line.sequence)}
        empty={
          <EmptyState title="Không có dòng nhật ký nào">
            Không có việc nào khớp với bộ lọc. Hãy nới khoảng ngày hoặc bỏ lọc.
          </EmptyState>
        }
        columns={[
          { key: "sequence", header: "STT", align: "end", cell: (line) => line.sequence, width: "4rem" },
          { key: "at", header: "Thời gian", cell: (line) => <Instant at={line.at} />, width: "9rem" },
          {
            key: "by",
            header: "Người thực hiện",
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
          { key: "subject", header: "Đối tượng", cell: (line) => <Subject line={line} /> },
          { key: "move", header: "Trạng thái", cell: (line) => <Move line={line} /> },
        ]}
      />
      <Pagination page={page} pageSize={pageSize} total={total} noun="dòng" />
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

function Subject({ line: { subject } }: { line: AuditLine }) {
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
      {to ? <Link to={to}>{subject.id}</Link> : subject.id === "*" ? null : subject.id}
    </>
  )
}

function Move({ line: { from, to } }: { line: AuditLine }) {
  if (!to) return <>–</>
  return <>{from && from !== to ? `${from} → ${to}` : to}</>
}
