import { Text } from "@mantine/core"
import { formatNumber } from "#models/shared/numbers.ts"
import { personsBehind } from "#models/shared/workflow.ts"
import type { Round, RoundChange } from "#workflows/registration/rounds.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { Instant } from "../../components/values.tsx"
import classes from "./redline.module.css"
import type { RegistrationScreenData } from "./screen-data.ts"

const KINDS = {
  ADDED: { label: "Thêm", tone: "good" },
  GONE: { label: "Bỏ", tone: "bad" },
  CHANGED: { label: "Sửa", tone: "partial" },
} as const satisfies Record<RoundChange["kind"], { label: string; tone: string }>

/** What the proposal said when it was returned, beside what it says now, the last return first. */
export function Redlines({ page, isOpen }: { page: RegistrationScreenData; isOpen: boolean }) {
  return page.rounds.map((round, index) => (
    <details key={round.number} open={isOpen && index === 0} className={classes.redline}>
      <summary>
        So với lần trả lại {round.number}: {formatNumber(round.changes.length)} thay đổi
      </summary>
      <Versions page={page} round={round} />
      {round.changes.length > 0 ? (
        <ul>
          {round.changes.map((change) => (
            <li key={change.field}>
              <StatusBadge {...KINDS[change.kind]} /> <strong>{change.field}:</strong>{" "}
              <span className={classes.words}>
                {change.parts.map(({ text, change: how }, at) => {
                  const Tag = how === "GONE" ? "del" : how === "NEW" ? "ins" : "span"
                  // biome-ignore lint/suspicious/noArrayIndexKey: words stand in a fixed order and repeat
                  return <Tag key={at}>{text}</Tag>
                })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <Text size="sm" c="dimmed">
        {formatNumber(round.unchanged)} mục không đổi. Không so nội dung thủ tục, tệp đính kèm.
      </Text>
    </details>
  ))
}

function Versions({ page, round }: { page: RegistrationScreenData; round: Round }) {
  const nameOf = (id: string) => page.names[id] ?? id
  const { returned, revised } = round
  return (
    <Text size="sm">
      Bản bị trả lại: {personsBehind(returned).map(nameOf).join(", thay ")} trả lại lúc{" "}
      <Instant at={new Date(returned.at)} />. Bản hiện nay:{" "}
      {revised ? (
        <>
          {nameOf(revised.by)} lưu lúc <Instant at={new Date(revised.at)} />.
        </>
      ) : (
        "chưa ai sửa từ đó."
      )}
    </Text>
  )
}
