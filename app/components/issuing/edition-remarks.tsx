import { Stack } from "@mantine/core"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import type { EditionPage } from "#workflows/screens/edition-page.server.ts"
import { Notice } from "../catalogue/facts.tsx"

const dayOfInstant = (at: string) => formatDay(dayOf(new Date(at)))

/** What was said on the way: returns with their reasons, corrections, a recall. */
export function EditionRemarks({ context }: Pick<EditionPage, "context">) {
  const { returns, errata, recalled } = context
  if (returns.length + errata.length === 0 && !recalled) return null
  return (
    <Stack gap="xs">
      {recalled ? (
        <Notice tone="bad" title={`Quyết định đã bị thu hồi ngày ${dayOfInstant(recalled.at)}.`}>
          Lý do: {recalled.reason}
        </Notice>
      ) : null}
      {returns.map(({ at, reason }) => (
        <Notice key={at} title={`Hồ sơ bị trả lại ngày ${dayOfInstant(at)}.`}>
          Lý do: {reason}
        </Notice>
      ))}
      {errata.map(({ at, letter, text }) => (
        <Notice key={at} tone="quiet" title={`Đính chính theo ${letter}`}>
          {text}
        </Notice>
      ))}
    </Stack>
  )
}
