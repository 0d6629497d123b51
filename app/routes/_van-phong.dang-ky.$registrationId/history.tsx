import { Text } from "@mantine/core"
import { formatNumber } from "#models/shared/numbers.ts"
import type { AuditLine } from "#workflows/screens/describe-entry.server.ts"
import { Folded } from "../../components/folded.tsx"
import { Instant } from "../../components/values.tsx"
import classes from "./registration.module.css"

/** Every step of this registration, newest first: what, who, when, why. */
export function History({ lines }: { lines: readonly AuditLine[] }) {
  return (
    <Folded id="qua-trinh" title={`Quá trình xử lý (${formatNumber(lines.length)})`} open>
      {lines.length === 0 ? <Text c="dimmed">Chưa ai xử lý mục này.</Text> : null}
      <ol className={classes.history}>
        {lines.map((line) => (
          <li key={line.sequence}>
            <strong>{line.what}</strong> – {line.byName}, <Instant at={line.at} />
            {line.from && line.to && line.from !== line.to ? (
              <Text size="sm" c="dimmed">
                {line.from} → {line.to}
              </Text>
            ) : null}
            {line.detail ? <Text size="sm">{line.detail}</Text> : null}
          </li>
        ))}
      </ol>
    </Folded>
  )
}
