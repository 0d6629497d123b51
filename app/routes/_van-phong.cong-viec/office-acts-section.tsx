import { Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { WaitingAct } from "#workflows/screens/office-acts-waiting.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { DataTable } from "../../components/data-table.tsx"
import { Day } from "../../components/values.tsx"
import { paths } from "../../http/paths.ts"

const addressOf = ({ kind, id }: WaitingAct) =>
  kind === "REORGANISATION" ? paths.reorganisation(id) : paths.referenceChange(id)

/** Changes of office data and reorganisations that wait for this person's decision. */
export function OfficeActsSection({ acts, prefix }: { acts: readonly WaitingAct[]; prefix: string }) {
  return (
    <Stack gap="xs" component="section" aria-labelledby={`cho-quyet-dinh${prefix}`}>
      <Title order={2} id={`cho-quyet-dinh${prefix}`}>
        Quản trị chờ bạn quyết định ({formatNumber(acts.length)})
      </Title>
      <DataTable
        caption="Quản trị chờ bạn quyết định"
        rows={acts}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            header: "Việc",
            isRowHeader: true,
            cell: (act) => (
              <>
                <Link to={addressOf(act)}>{act.name}</Link>{" "}
                {act.isStuck ? <StatusBadge label="Bị dừng" tone="bad" /> : null}
              </>
            ),
          },
          { key: "what", header: "Cần làm", cell: ({ what }) => <Text size="sm">{what}</Text> },
          { key: "day", header: "Hiệu lực từ", cell: ({ day }) => <Day day={day} />, width: "8rem" },
        ]}
      />
    </Stack>
  )
}
