import { Text } from "@mantine/core"
import type { ComparedPart } from "#workflows/screens/change-page.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { DataTable } from "../../components/data-table.tsx"
import classes from "./comparison.module.css"

/** The parts that differ, side by side: what was taken last, what the nation says now, what our catalogue rests on. */
export function Comparison({ parts }: { parts: readonly ComparedPart[] }) {
  const hasOurs = parts.some(({ ours }) => ours !== null)
  return (
    <DataTable
      caption="So sánh từng phần"
      showCaption
      rows={parts}
      rowKey={(part) => part.name}
      columns={[
        {
          key: "part",
          header: "Phần",
          isRowHeader: true,
          width: "12rem",
          cell: (part) => (
            <>
              {part.name} {part.bearsOnLevel ? <StatusBadge label="liên quan mức độ" tone="partial" /> : null}
            </>
          ),
        },
        {
          key: "last",
          header: "Lần nhập trước",
          cell: (part) => <Lines lines={part.lastTaken} without={part.nation} mark="removed" />,
        },
        {
          key: "now",
          header: "Quốc gia hiện nay",
          cell: (part) => <Lines lines={part.nation ?? []} without={part.lastTaken} mark="added" />,
        },
        ...(hasOurs
          ? [
              {
                key: "ours",
                header: "Danh mục đã công bố dựa trên",
                cell: (part: ComparedPart) => <Lines lines={part.ours ?? []} without={part.nation} />,
              },
            ]
          : []),
      ]}
    />
  )
}

/** Lines of one side; those the other side has not are marked by word and colour. */
function Lines({
  lines,
  without,
  mark,
}: {
  lines: readonly string[]
  without: readonly string[] | null
  mark?: "added" | "removed"
}) {
  if (lines.length === 0) return <Text c="dimmed">(trống)</Text>
  const others = new Set(without ?? [])
  return (
    <ul className={classes.lines}>
      {lines.map((line, index) => {
        const isOwn = !others.has(line)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: equal lines may stand twice; the list never changes
          <li key={`${index}${line}`} data-mark={isOwn ? mark : undefined}>
            {isOwn && mark ? (
              <span className="visually-hidden">{mark === "added" ? "Mới: " : "Cũ: "}</span>
            ) : null}
            {line}
          </li>
        )
      })}
    </ul>
  )
}
