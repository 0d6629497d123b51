import { Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import type { ReactNode } from "react"
import { DELEGATION_STANDING_LABELS, type DelegationStanding } from "#models/delegation/delegation.ts"
import type { AbsenceRow } from "#workflows/screens/absence-page.server.ts"
import { paths } from "../../http/paths.ts"
import { StatusBadge, type Tone } from "../badges.tsx"
import { DataTable } from "../data-table.tsx"
import { Day } from "../values.tsx"

const TONES: Record<DelegationStanding, Tone> = {
  WAITING: "partial",
  AHEAD: "busy",
  IN_FORCE: "good",
  OVER: "quiet",
  ENDED: "quiet",
  DECLINED: "bad",
  LAPSED: "quiet",
}

/** How a delegation stands today. */
export function DelegationBadge({ standing }: { standing: DelegationStanding }) {
  return <StatusBadge label={DELEGATION_STANDING_LABELS[standing]} tone={TONES[standing]} />
}

/** Delegations, a line each: who for whom, what, which days. */
export function AbsenceTable({
  caption,
  rows,
  empty,
}: {
  caption: string
  rows: readonly AbsenceRow[]
  empty: ReactNode
}) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: "who",
          header: "Ai thay ai",
          isRowHeader: true,
          cell: (row) => (
            <>
              <Link to={paths.delegation(row.id)}>
                {row.deputyName} thay {row.principalName}
              </Link>
              {row.waitsForYou ? (
                <Text size="sm" fw={400} mt={2}>
                  Chờ bạn đồng ý.
                </Text>
              ) : null}
            </>
          ),
        },
        {
          key: "work",
          header: "Việc",
          cell: ({ work, areas }) => (
            <>
              {work}
              <Text size="sm" c="dimmed">
                {areas}
              </Text>
            </>
          ),
        },
        {
          key: "days",
          header: "Ngày",
          cell: ({ from, to }) => (
            <>
              <Day day={from} /> – <Day day={to} />
            </>
          ),
          width: "13rem",
        },
        { key: "ground", header: "Căn cứ", cell: ({ ground }) => ground, width: "14rem" },
        {
          key: "standing",
          header: "Tình trạng",
          cell: ({ standing }) => <DelegationBadge standing={standing} />,
          width: "10rem",
        },
      ]}
    />
  )
}
