import { Group, Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { z } from "zod"
import { TextAreaField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"

const Note = z.object({ note: z.string() })

type ResolveProps = {
  code: string
  isVanished: boolean
  hasOpen: boolean
  errors: FieldErrors | undefined
  values: Record<string, unknown> | undefined
}

/** What may be decided about a waiting change. */
export function Resolve({ code, isVanished, hasOpen, errors, values }: ResolveProps) {
  return (
    <Stack component="section" gap="sm" aria-labelledby="xu-ly" maw={720}>
      <Title order={2} size="h3" id="xu-ly">
        Xử lý
      </Title>
      {hasOpen && !isVanished ? (
        <Text size="sm">
          Mở lại: các đăng ký nói trên trở về đơn vị với gợi ý theo nội dung mới; ký duyệt, thẩm định, phê
          duyệt đã có không còn hiệu lực.
        </Text>
      ) : null}
      {isVanished ? (
        <Text>
          Nếu đã có quyết định bãi bỏ:{" "}
          <Link to={paths.repeals({ ma: code })}>xem tác động, ghi nhận bãi bỏ</Link>.
        </Text>
      ) : null}
      <ZodForm
        schema={Note}
        errors={errors}
        defaultValues={{ note: values?.note ?? "" }}
        label="Xử lý thay đổi"
      >
        <TextAreaField
          name="note"
          label={isVanished ? "Lý do giữ nguyên" : "Lý do giữ nguyên mức độ"}
          description="Chỉ cần khi giữ nguyên."
          rows={2}
        />
        <Group gap="sm">
          {!isVanished && hasOpen ? (
            <SubmitButton name="intent" value="REOPENED">
              Mở lại đăng ký theo nội dung mới
            </SubmitButton>
          ) : null}
          <SubmitButton name="intent" value="DISMISSED" variant="default">
            Giữ nguyên
          </SubmitButton>
        </Group>
      </ZodForm>
    </Stack>
  )
}
