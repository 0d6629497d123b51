import { Card, Text, Title } from "@mantine/core"
import { z } from "zod"
import { formatNumber } from "#models/shared/numbers.ts"
import type { CampaignBoard } from "#workflows/screens/campaign-board.server.ts"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"

type CloseCollectionProps = { board: CampaignBoard; revision: number; errors: FieldErrors | undefined }

/** Ends the collecting; says first what is still with the units. */
export function CloseCollection({ board, revision, errors }: CloseCollectionProps) {
  const { drafting, awaitingUnitHead, returned } = board.totals.groups
  const open = drafting + awaitingUnitHead + returned
  return (
    <Card withBorder padding="md" component="section" maw={760}>
      <Title order={2} size="h3">
        Khóa đăng ký, chuyển thẩm định
      </Title>
      <Text mb="sm">
        {open === 0
          ? "Mọi đơn vị đã đăng ký xong."
          : `Còn ${formatNumber(open)} dịch vụ ở các đơn vị (dự thảo ${formatNumber(drafting)}, chờ ký duyệt ${formatNumber(awaitingUnitHead)}, trả lại ${formatNumber(returned)}).`}{" "}
        Sau khi khóa, danh mục bước sang giai đoạn thẩm định.
      </Text>
      <ZodForm schema={z.object({})} errors={errors} label="Khóa đăng ký">
        <input type="hidden" name="revision" value={revision} />
        <SubmitButton name="intent" value="collection.closed">
          Khóa đăng ký
        </SubmitButton>
      </ZodForm>
    </Card>
  )
}
