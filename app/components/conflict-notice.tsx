import { Anchor, Stack, Text, Title } from "@mantine/core"
import type { Conflict } from "../http/attempt.ts"
import { DataTable } from "./data-table.tsx"
import classes from "./notices.module.css"

type ConflictNoticeProps = {
  conflict: Conflict
  message: string
  /** This page, to load it anew. */
  reloadTo: string
}

/** After a 409: somebody saved in between; what is different now and what to do. What was typed stays in the form below. */
export function ConflictNotice({ conflict, message, reloadTo }: ConflictNoticeProps) {
  return (
    <Stack component="section" role="alert" className={classes.conflict} gap="xs">
      <Title order={2} size="h3">
        Nội dung đã được {conflict.by ?? "người khác"} sửa
      </Title>
      <Text>{message}</Text>
      {conflict.changed.length > 0 ? (
        <DataTable
          caption="Những chỗ đã thay đổi"
          rows={conflict.changed}
          rowKey={(row) => row.field}
          columns={[
            { key: "field", header: "Mục", isRowHeader: true, cell: (row) => row.field },
            { key: "before", header: "Khi bạn mở", cell: (row) => row.before },
            { key: "now", header: "Hiện nay", cell: (row) => row.now },
          ]}
        />
      ) : null}
      <Anchor href={reloadTo}>Tải lại nội dung mới nhất (bỏ phần vừa nhập)</Anchor>
    </Stack>
  )
}
