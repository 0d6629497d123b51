import { Stack, Text, Title } from "@mantine/core"
import { z } from "zod"
import { COMMENT_LIMITS } from "#models/registration-comment/registration-comment.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { Instant } from "../../components/values.tsx"
import { TextAreaField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import classes from "./registration.module.css"
import type { RefusedForm, RegistrationScreenData } from "./screen-data.ts"

/** What the form of a comment sends. */
export const CommentFields = z.object({
  commentId: z.uuid("Biểu mẫu không còn dùng được. Hãy tải lại trang."),
  text: z
    .string()
    .trim()
    .min(1, "Hãy ghi nội dung trao đổi.")
    .max(COMMENT_LIMITS.text, `Nội dung quá dài (tối đa ${formatNumber(COMMENT_LIMITS.text)} ký tự).`),
})

type CommentsProps = { page: RegistrationScreenData; answer: RefusedForm | undefined }

/** What people said about the registration, and a way to say something and mention people. */
export function Comments({ page, answer }: CommentsProps) {
  const { comments, mentionable, commentId } = page
  const refused = answer?.intent === "comment" ? answer : undefined
  return (
    <Stack component="section" gap="sm" aria-labelledby="trao-doi">
      <Title order={2} size="h3" id="trao-doi">
        Trao đổi ({formatNumber(comments.length)})
      </Title>
      <Text size="sm">
        Mọi người được xem đăng ký này đều đọc được. Gõ @ và tên đăng nhập để nhắc một người.
      </Text>
      {comments.map((comment) => (
        <div key={comment.id} id={`trao-doi-${comment.id}`}>
          <Text className={classes.text}>{comment.text}</Text>
          <Text size="sm" c="dimmed">
            {comment.byName}, <Instant at={comment.at} />
            {comment.mentions.length > 0
              ? `; nhắc ${comment.mentions.map(({ name }) => name).join(", ")}`
              : null}
          </Text>
        </div>
      ))}
      <ZodForm
        key={refused ? "refused" : comments.length}
        schema={CommentFields}
        errors={refused?.errors}
        defaultValues={refused?.values ?? { commentId, text: "" }}
        label="Trao đổi"
      >
        {refused?.message ? <Text role="alert">{refused.message}</Text> : null}
        <input type="hidden" name="commentId" value={commentId} />
        <TextAreaField name="text" label="Nội dung trao đổi" rows={2} required />
        <SubmitButton name="intent" value="comment" variant="default">
          Gửi trao đổi
        </SubmitButton>
      </ZodForm>
      <details className={classes.more}>
        <summary>Nhắc được những ai ({formatNumber(mentionable.length)})</summary>
        <ul>
          {mentionable.map(({ id, name }) => (
            <li key={id}>
              @{id} – {name}
            </li>
          ))}
        </ul>
      </details>
    </Stack>
  )
}
