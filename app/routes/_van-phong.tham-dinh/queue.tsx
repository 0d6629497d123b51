import { Checkbox, Group, Text } from "@mantine/core"
import { Form, Link, useLocation } from "@remix-run/react"
import { useEffect, useRef, useState } from "react"
import { formatInstant } from "#models/shared/dates.ts"
import { ADMIN_LEVEL_LABELS } from "#models/shared/levels.ts"
import { readOrder } from "#models/shared/list-order.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import type { RegistrationList, RegistrationListRow } from "#workflows/screens/registration-list.server.ts"
import { LevelBadge } from "../../components/badges.tsx"
import { type Column, DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { Pagination } from "../../components/pagination.tsx"
import { NeedsLookBadge, RegistrationStateBadge } from "../../components/registration-badges.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { BulkBar } from "./bulk-bar.tsx"
import { rowValue } from "./bulk-form.ts"
import { listAddress } from "./list-address.ts"

type QueueProps = {
  list: RegistrationList
  query: RegistrationQuery
  jobId: string
  errors: FieldErrors | undefined
  reason: unknown
}

/** The list with its tick boxes, and what may be done to the ticked rows. Plain boxes in a plain form: no script is needed. */
export function Queue({ list, query, jobId, errors, reason }: QueueProps) {
  const { search, pathname } = useLocation()
  const form = useRef<HTMLFormElement>(null)
  const [ticked, setTicked] = useState(0)
  const [hasScript, setHasScript] = useState(false)
  useEffect(() => setHasScript(true), [])
  const boxes = () => [...(form.current?.querySelectorAll<HTMLInputElement>('input[name="rows[]"]') ?? [])]
  const recount = () => setTicked(boxes().filter((box) => box.checked).length)
  const tickAll = (checked: boolean) => {
    for (const box of boxes()) box.checked = checked
    recount()
  }
  const mayActInBulk = list.bulkActions.length > 0
  const table = (
    <>
      <DataTable
        caption="Các dịch vụ trong danh sách"
        rows={list.rows}
        rowKey={(row) => `${row.id}:${row.revision}`}
        empty={
          <EmptyState title="Không có mục nào">
            Không có dịch vụ nào khớp với bộ lọc. Chọn “Mọi trạng thái” hoặc bỏ lọc để xem thêm.
          </EmptyState>
        }
        columns={queueColumns(list, query)}
        sorted={readOrder(query.sort ?? "")}
      />
      <Pagination page={list.page} pageSize={list.pageSize} total={list.total} noun="dịch vụ" />
    </>
  )
  if (!mayActInBulk || list.rows.length === 0) return table
  return (
    <Form method="post" action={pathname + search} ref={form} onChange={recount} aria-label="Xử lý nhiều mục">
      <input type="hidden" name="jobId" value={jobId} />
      <BulkBar
        actions={list.bulkActions}
        total={list.total}
        ticked={ticked}
        errors={errors}
        reason={reason}
      />
      {hasScript ? (
        <Checkbox
          mb={6}
          ml="sm"
          label="Chọn cả trang này"
          checked={ticked > 0 && ticked === list.rows.length}
          indeterminate={ticked > 0 && ticked < list.rows.length}
          onChange={({ currentTarget }) => tickAll(currentTarget.checked)}
        />
      ) : null}
      {table}
    </Form>
  )
}

/** Columns of the list; with boxes to tick where something may be done to many. */
export function queueColumns(
  list: RegistrationList,
  query: RegistrationQuery,
): Column<RegistrationListRow>[] {
  const tick: Column<RegistrationListRow> = {
    key: "tick",
    header: "Chọn",
    width: "3.5rem",
    cell: (row) => (
      <Checkbox
        name="rows[]"
        value={rowValue(row)}
        aria-label={`Chọn ${row.serviceCode} ${row.procedureName}${row.caseName ? `, ${row.caseName}` : ""}`}
      />
    ),
  }
  return [
    ...(list.bulkActions.length > 0 ? [tick] : []),
    {
      key: "code",
      header: "Mã dịch vụ",
      cell: (row) => row.serviceCode,
      width: "7.5rem",
      isSortable: true,
      phone: "none",
    },
    {
      key: "name",
      header: "Thủ tục",
      isRowHeader: true,
      cell: (row) => (
        <>
          <Link to={paths.registration(row.id, listAddress(query))}>{row.procedureName}</Link>
          {row.caseName ? (
            <Text size="sm" fw={400}>
              {row.caseName}
            </Text>
          ) : null}
          <Text size="sm" fw={400} c="dimmed">
            {list.agencies.length > 1 ? `${row.agencyName} · ` : ""}
            {row.fieldName} · {ADMIN_LEVEL_LABELS[row.adminLevel]}
          </Text>
        </>
      ),
    },
    {
      key: "suggested",
      header: "Gợi ý",
      isSortable: true,
      canHide: true,
      phone: "none",
      width: "8.5rem",
      cell: (row) => (
        <Group gap={4}>
          <LevelBadge level={row.suggestedLevel} short />
          {row.sure ? null : <NeedsLookBadge />}
        </Group>
      ),
    },
    {
      key: "proposed",
      header: "Đề xuất",
      isSortable: true,
      canHide: true,
      phone: "bare",
      width: "8.5rem",
      cell: (row) => (row.proposedLevel ? <LevelBadge level={row.proposedLevel} short /> : "Chưa có"),
    },
    {
      key: "state",
      header: "Trạng thái, người giữ",
      phone: "bare",
      width: "8.5rem",
      cell: (row) => (
        <>
          <RegistrationStateBadge state={row.state} short />
          {row.holder ? (
            <Text size="sm" title={`Giữ từ ${formatInstant(new Date(row.holder.at))}`}>
              {row.holder.name}
            </Text>
          ) : null}
        </>
      ),
    },
  ]
}
