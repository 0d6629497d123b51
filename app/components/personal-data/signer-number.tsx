import { List, Stack, Text } from "@mantine/core"
import type { useLoaderData } from "@remix-run/react"
import { z } from "zod"
import type { PersonalFile } from "#workflows/screens/personal-file.server.ts"
import { HiddenField, TextAreaField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import { Instant } from "../values.tsx"

export const RenewNumber = z.object({
  intent: z.literal("renewNumber"),
  signedAt: z.string().max(40),
  reason: z.string().trim().min(10, "Ghi rõ lý do, căn cứ số đã đổi (ít nhất 10 ký tự).").max(1000),
})

type Answer = { errors?: Record<string, string[]>; values?: Record<string, unknown> }
type Shown = ReturnType<typeof useLoaderData<() => Promise<PersonalFile>>>["signerNumber"]

/** What a person's next signature is compared with, and the form that lets it be of another number. */
export function SignerNumber({ shown, may, answer }: { shown: Shown; may: boolean; answer?: Answer }) {
  const { last, renewedAt, unreadable, unsaidAt } = shown
  const compared = last ?? unreadable
  return (
    <Stack gap="md" maw={720}>
      {renewedAt ? (
        <Text>
          Đã cho dùng số định danh mới lúc <Instant at={renewedAt} />.
        </Text>
      ) : null}
      {last ? (
        <Text>
          Chữ ký lúc <Instant at={last.at} /> do chứng thư mang số {last.shown.join(", ")}. Chữ ký sau mang số
          khác bị từ chối vì có thể là chứng thư của người trùng tên.
        </Text>
      ) : unreadable ? null : (
        <Text>
          Chưa có chữ ký nào mang số định danh để đối chiếu. Chữ ký kế tiếp có số được nhận và thành số đối
          chiếu.
        </Text>
      )}
      {unreadable ? (
        <Text>
          Chữ ký lúc <Instant at={unreadable.at} />: không đọc được. {unreadable.why}
          {last
            ? ""
            : " Chữ ký kế tiếp mang số bị từ chối, cho đến khi đọc được hoặc cho dùng số định danh mới."}
        </Text>
      ) : null}
      {unsaidAt ? (
        <Text>
          Lúc <Instant at={unsaidAt} /> người này ký bằng chứng thư không ghi số định danh, dù chữ ký trước có
          số: không đối chiếu được. Kiểm tra chứng thư đó có phải của người này.
        </Text>
      ) : null}
      {compared && may ? (
        <ZodForm
          schema={RenewNumber}
          label="Cho dùng số định danh mới"
          errors={answer?.errors}
          defaultValues={{
            reason: "",
            ...answer?.values,
            intent: "renewNumber",
            signedAt: new Date(compared.at).toISOString(),
          }}
        >
          <HiddenField name="intent" />
          <HiddenField name="signedAt" />
          <Text>Khi số của người này đã đổi thật (ví dụ từ CMND sang CCCD). Sau khi cho:</Text>
          <List>
            <List.Item>
              chữ ký kế tiếp của người này được nhận với mọi số, rồi số đó thành số đối chiếu
            </List.Item>
            <List.Item>văn bản đã ký giữ nguyên</List.Item>
            <List.Item>người này nhận thông báo; nhật ký ghi ai cho, lý do</List.Item>
          </List>
          <TextAreaField
            name="reason"
            label="Lý do, căn cứ"
            description="Nằm trong nhật ký mãi mãi: không ghi họ tên, không ghi số."
            required
            autosize
            minRows={2}
          />
          <SubmitButton>Cho dùng số định danh mới</SubmitButton>
        </ZodForm>
      ) : null}
    </Stack>
  )
}
