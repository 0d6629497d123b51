import { Group, Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import {
  STAGED_KINDS,
  STAGED_WORDS,
  type StagedKind,
  type StagedPlan,
} from "#models/staged-import/staged-import.ts"
import { StatusBadge, type Tone } from "../../components/badges.tsx"
import { Notice } from "../../components/catalogue/facts.tsx"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { paths } from "../../http/paths.ts"

const TONES: Record<StagedKind, Tone> = {
  NEW: "good",
  CHANGED: "partial",
  UNCHANGED: "quiet",
  LEFT_OUT: "quiet",
  REFUSED: "bad",
}

/** Rows shown at once; the file holds them all. */
const SHOWN = 200

type PreviewRowsProps = { stagedId: string; plan: StagedPlan; kind: StagedKind | null }

/** What would happen to each row, with why where it is not taken. */
export function PreviewRows({ stagedId, plan, kind }: PreviewRowsProps) {
  const { counts, read, rows } = plan
  const total = kind ? counts[kind] : read
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        2. Kết quả nếu nhập
      </Title>
      <Text role="status">
        Đọc {formatNumber(read)} dòng:{" "}
        {STAGED_KINDS.map(
          (one) => `${STAGED_WORDS[one].toLocaleLowerCase("vi")} ${formatNumber(counts[one])}`,
        ).join(", ")}
        .
      </Text>
      <nav aria-label="Lọc theo kết quả">
        <Group gap="md">
          <Link to={paths.importPreview(stagedId)} aria-current={kind === null ? "page" : undefined}>
            Tất cả
          </Link>
          {STAGED_KINDS.filter((one) => counts[one] > 0).map((one) => (
            <Link
              key={one}
              to={paths.importPreview(stagedId, { loai: one })}
              aria-current={kind === one ? "page" : undefined}
            >
              {STAGED_WORDS[one]} ({formatNumber(counts[one])})
            </Link>
          ))}
        </Group>
      </nav>
      <DataTable
        caption={
          total > SHOWN
            ? `Từng dòng của tệp (hiện ${formatNumber(Math.min(SHOWN, rows.length))} dòng đầu; tệp tải về có nhiều hơn)`
            : "Từng dòng của tệp"
        }
        showCaption
        rows={rows.slice(0, SHOWN).map((row, index) => ({ ...row, key: String(index) }))}
        rowKey={(row) => row.key}
        empty={<EmptyState title="Không có dòng nào">Tệp không có dòng nào thuộc loại này.</EmptyState>}
        columns={[
          {
            key: "line",
            header: "Dòng",
            cell: (row) => (row.line === 0 ? "Cả tệp" : formatNumber(row.line)),
            width: "5rem",
          },
          { key: "code", header: "Mã thủ tục", cell: (row) => row.code || "–", width: "8rem" },
          {
            key: "name",
            header: "Thủ tục, lý do",
            isRowHeader: true,
            cell: (row) =>
              row.name && row.reason ? `${row.name} (thay đổi: ${row.reason})` : row.name || row.reason,
          },
          {
            key: "kind",
            header: "Kết quả",
            cell: (row) => <StatusBadge label={STAGED_WORDS[row.kind]} tone={TONES[row.kind]} />,
            width: "8rem",
          },
        ]}
      />
      {plan.warnings
        .filter(({ line }) => line === 0)
        .map(({ message }) => (
          <Notice key={message} title={message} />
        ))}
      {plan.warnings.length > 0 ? (
        <details>
          <summary>Lưu ý ({formatNumber(plan.warnings.length)})</summary>
          {plan.warnings.slice(0, SHOWN).map(({ line, message }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that is only read
            <Text size="sm" key={index}>
              {line === 0 ? "Cả tệp" : `Dòng ${formatNumber(line)}`}: {message}
            </Text>
          ))}
        </details>
      ) : null}
    </Stack>
  )
}
