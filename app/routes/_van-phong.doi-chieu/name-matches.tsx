import { Button, Checkbox, Group, Stack, Text, Title } from "@mantine/core"
import { Form, Link } from "@remix-run/react"
import { type EvidenceMatch, MATCH_STATES, type MatchState } from "#models/evidence-list/evidence-list.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { type Column, DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { Pagination } from "../../components/pagination.tsx"
import { paths } from "../../http/paths.ts"

const STATES: Record<MatchState, string> = {
  PROPOSED: "Chờ xác nhận",
  CONFIRMED: "Đang tính",
  REJECTED: "Đã loại",
}

type NameMatchesProps = {
  page: {
    matches: readonly EvidenceMatch[]
    total: number
    page: number
    pageSize: number
    state: MatchState
    mayImport: boolean
  }
}

/** Pairs of a row and a procedure, the surest first; those by name wait for somebody's word. */
export function NameMatches({
  page: { matches, total, page, pageSize, state, mayImport },
}: NameMatchesProps) {
  const mayDecide = mayImport && state === "PROPOSED" && matches.length > 0
  const tick: Column<EvidenceMatch> = {
    key: "tick",
    header: "Chọn",
    width: "3.5rem",
    cell: (match) => (
      <Checkbox
        name="matches[]"
        value={match.id}
        aria-label={`Chọn ${match.rowName} – ${match.procedureName}`}
      />
    ),
  }
  const table = (
    <>
      <DataTable
        caption={`Cặp thủ tục: ${STATES[state].toLowerCase()}`}
        rows={matches}
        rowKey={(match) => match.id}
        empty={<EmptyState title="Không có cặp nào">Không có cặp nào ở nhóm này.</EmptyState>}
        columns={[
          ...(mayDecide ? [tick] : []),
          {
            key: "theirs",
            header: "Trong danh sách của họ",
            isRowHeader: true,
            cell: (match) => (
              <>
                {match.rowName || match.rowCode}
                <Text size="sm" fw={400} c="dimmed">
                  {match.issuer}, dòng {match.line}
                </Text>
              </>
            ),
          },
          {
            key: "ours",
            header: "Thủ tục của tỉnh",
            cell: (match) => `${match.procedureCode} ${match.procedureName}`,
          },
          {
            key: "score",
            header: "Giống",
            align: "end",
            cell: (match) => (match.by === "CODE" ? "theo mã" : `${Math.floor(match.score * 100)} %`),
          },
          {
            key: "level",
            header: "Mức độ của họ",
            cell: (match) => (match.level ? SERVICE_LEVEL_LABELS[match.level] : "không nêu"),
          },
        ]}
      />
      <Pagination page={page} pageSize={pageSize} total={total} noun="cặp" />
    </>
  )
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        Khớp với thủ tục của tỉnh
      </Title>
      <Group component="nav" aria-label="Nhóm cặp" gap="lg">
        {MATCH_STATES.map((one) => (
          <Link
            key={one}
            to={paths.evidence({ state: one })}
            aria-current={one === state ? "page" : undefined}
          >
            {STATES[one]}
          </Link>
        ))}
      </Group>
      {mayDecide ? (
        <Form method="post" aria-label="Xác nhận cặp tên">
          <Group gap="sm" mb="sm">
            <Button type="submit" name="intent" value="CONFIRMED">
              Cùng thủ tục
            </Button>
            <Button type="submit" name="intent" value="REJECTED" variant="default">
              Khác thủ tục
            </Button>
          </Group>
          {table}
        </Form>
      ) : (
        table
      )}
    </Stack>
  )
}
