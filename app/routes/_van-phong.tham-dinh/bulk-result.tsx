import { Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { useEffect, useRef } from "react"
import { formatNumber } from "#models/shared/numbers.ts"
import { bulkRuleOf } from "#workflows/registration/bulk-actions.ts"
import type { BulkOutcome } from "#workflows/registration/move-in-bulk.server.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { DataTable } from "../../components/data-table.tsx"
import { paths } from "../../http/paths.ts"
import classes from "./bulk-result.module.css"
import { listAddress } from "./list-address.ts"

/** Refused rows drawn at once; the rest is counted. */
const SHOWN = 200

/** What a bulk action did: how many went through, and each row that did not, with the reason. */
export function BulkResult({ outcome, query }: { outcome: BulkOutcome; query: RegistrationQuery }) {
  const { action, total, done, passedOver, refused } = outcome
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const n = formatNumber
  return (
    <Stack
      component="section"
      gap="xs"
      mb="md"
      ref={box}
      tabIndex={-1}
      role="status"
      className={classes.result}
      data-tone={done > 0 ? "good" : "bad"}
    >
      <Title order={2} size="h3">
        {bulkRuleOf(action).label}: xong {n(done)}/{n(total)} mục
      </Title>
      {passedOver > 0 ? (
        <Text>
          {n(passedOver)} mục khác trong bộ lọc đang ở trạng thái không phù hợp nên được giữ nguyên.
        </Text>
      ) : null}
      {refused.length > 0 ? (
        <DataTable
          caption={
            refused.length > SHOWN
              ? `Mục chưa làm được (${n(refused.length)}; hiện ${SHOWN} mục đầu)`
              : `Mục chưa làm được (${n(refused.length)})`
          }
          showCaption
          rows={refused.slice(0, SHOWN)}
          rowKey={(row) => row.registrationId}
          columns={[
            { key: "code", header: "Mã dịch vụ", cell: (row) => row.serviceCode, width: "9rem" },
            {
              key: "name",
              header: "Thủ tục",
              isRowHeader: true,
              cell: (row) => (
                <Link to={paths.registration(row.registrationId, listAddress(query))}>
                  {row.procedureName || row.registrationId}
                </Link>
              ),
            },
            { key: "reason", header: "Lý do", cell: (row) => row.reason },
          ]}
        />
      ) : null}
    </Stack>
  )
}
