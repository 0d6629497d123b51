import { Button, Checkbox, Stack, Text, TextInput, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { StagedPlan } from "#models/staged-import/staged-import.ts"

/** Takes the file as it was shown; says what stands in the way where something does. */
export function PreviewTake({ plan }: { plan: StagedPlan }) {
  const { counts, questions, digest } = plan
  const taken = counts.NEW + counts.CHANGED + counts.UNCHANGED
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        3. Nhập vào sổ
      </Title>
      {questions.length > 0 ? (
        <Text>
          Còn câu hỏi về tệp chưa trả lời ở phần 1. Hãy trả lời rồi bấm «Xem lại theo các lựa chọn này».
        </Text>
      ) : taken === 0 ? (
        <Text>Tệp không có dòng nào nhận được. Hãy sửa tệp rồi gửi lại.</Text>
      ) : (
        <Form method="post" aria-label="Nhập vào sổ">
          <input type="hidden" name="digest" value={digest} />
          <Stack gap="sm" maw={640}>
            {counts.REFUSED > 0 ? (
              <Checkbox
                name="partial"
                label={`Nhận ${formatNumber(taken)} dòng đúng, bỏ qua ${formatNumber(counts.REFUSED)} dòng sai`}
                description="Bỏ trống: còn dòng sai thì cả tệp không được nhận và sổ giữ nguyên."
              />
            ) : null}
            <Checkbox
              name="whole"
              label="Tệp là toàn bộ danh sách thủ tục của tỉnh"
              description="Thủ tục đang có trong sổ mà không có trong tệp sẽ được hỏi có bãi bỏ hay không. Bỏ trống khi tệp chỉ là phần bổ sung."
            />
            <TextInput
              name="vanished"
              label="Số thủ tục không còn đã biết"
              description="Chỉ cần khi hệ thống hỏi: tệp thiếu hơn 5 % số thủ tục đang có."
              inputMode="numeric"
              maw={280}
            />
            <div>
              <Button type="submit" name="intent" value="take">
                Nhập {formatNumber(taken)} dòng vào sổ
              </Button>
            </div>
          </Stack>
        </Form>
      )}
    </Stack>
  )
}
