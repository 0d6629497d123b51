import { Alert, Text } from "@mantine/core"
import { formatNumber } from "#models/shared/numbers.ts"
import type { SheetOutcome } from "#workflows/unit-sheet/unit-sheet.server.ts"

/** What was taken, and each row that was not. */
export function SheetResult({ outcome }: { outcome: SheetOutcome }) {
  const { saved, submitted, refused } = outcome
  return (
    <Alert color="office" variant="outline" role="status" title="Đã nhận tệp">
      <Text>
        Lưu {formatNumber(saved)} dự thảo, trình {formatNumber(submitted)} mục.
        {refused.length > 0 ? ` ${formatNumber(refused.length)} dòng bị từ chối:` : ""}
      </Text>
      {refused.map(({ line, serviceCode, reason }) => (
        <Text size="sm" key={line}>
          Dòng {formatNumber(line)}, {serviceCode}: {reason}
        </Text>
      ))}
    </Alert>
  )
}
