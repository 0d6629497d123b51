import { Text } from "@mantine/core"
import { formatNumber } from "#models/shared/numbers.ts"
import type { TextDifference } from "#workflows/document-text/text-differences.ts"
import { StatusBadge } from "../badges.tsx"
import classes from "./issuing.module.css"

/** A list longer than this is not read; its length is said. */
const SHOWN = 300

type TextDifferencesProps = { differences: readonly TextDifference[] | null; same: string }

/** Where two texts differ, in their order: struck, added and reworded lines, with the words marked in the line. */
export function TextDifferences({ differences, same }: TextDifferencesProps) {
  if (differences === null)
    return (
      <Text role="status">
        Hai bản khác nhau quá nhiều dòng nên không liệt kê được; có thể đây là hai văn bản khác nhau.
      </Text>
    )
  if (differences.length === 0)
    return (
      <Text role="status">
        <StatusBadge label="Giống nhau" tone="good" /> {same}
      </Text>
    )
  return (
    <>
      <Text role="status">{formatNumber(differences.length)} chỗ khác nhau.</Text>
      <ul className={classes.checks}>
        {differences.slice(0, SHOWN).map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed, and lines may repeat
          <li key={index}>
            <span>
              <StatusBadge {...kindOf(one)} />
            </span>
            <span className={classes.difference}>
              <Line difference={one} />
            </span>
          </li>
        ))}
      </ul>
      {differences.length > SHOWN ? (
        <Text>… và {formatNumber(differences.length - SHOWN)} chỗ khác.</Text>
      ) : null}
    </>
  )
}

const kindOf = ({ before, now }: TextDifference) =>
  before === null
    ? ({ label: "Thêm", tone: "good" } as const)
    : now === null
      ? ({ label: "Bỏ", tone: "bad" } as const)
      : ({ label: "Sửa", tone: "partial" } as const)

function Line({ difference: { before, now, words } }: { difference: TextDifference }) {
  if (before === null) return <ins>{now}</ins>
  if (now === null) return <del>{before}</del>
  return (
    <>
      {words.map(({ text, change }, index) => {
        const Tag = change === "GONE" ? "del" : change === "NEW" ? "ins" : "span"
        // biome-ignore lint/suspicious/noArrayIndexKey: words stand in a fixed order and repeat
        return <Tag key={index}>{text}</Tag>
      })}
    </>
  )
}
