import { Button, Group, NativeSelect, Stack, Text, Title } from "@mantine/core"
import { Form, useNavigation } from "@remix-run/react"
import { useEffect, useRef } from "react"
import { formatNumber } from "#models/shared/numbers.ts"
import notices from "../../components/notices.module.css"
import { Instant } from "../../components/values.tsx"
import { paths } from "../../http/paths.ts"
import classes from "./registration.module.css"
import type { RefusedForm, RegistrationScreenData } from "./screen-data.ts"

type AttachmentsProps = { page: RegistrationScreenData; answer: RefusedForm | undefined }

/** Files laid beside the answers, and for who is answering, a way to add and take away. */
export function AttachmentsSection({ page, answer }: AttachmentsProps) {
  const { registration, attachments, regime } = page
  const mayChange = page.possible.includes("draft.saved")
  if (attachments.length === 0 && !mayChange) return null
  const criterionOf = (letter: string) => (letter === "" ? "Chung" : `Tiêu chí ${letter}`)
  return (
    <Stack component="section" gap="xs" aria-labelledby="tep-kem">
      <Title order={2} id="tep-kem">
        Tệp kèm theo ({formatNumber(attachments.length)})
      </Title>
      {attachments.length === 0 ? <Text size="sm">Chưa có tệp nào.</Text> : null}
      <ul className={classes.quotes}>
        {attachments.map((one) => (
          <li key={one.id}>
            {criterionOf(one.letter)}:{" "}
            <a href={paths.attachment(registration.id, one.id)} download>
              {one.name}
            </a>{" "}
            <Text span size="sm" c="dimmed">
              ({formatNumber(Math.ceil(one.size / 1024))} KB; {one.byName}, <Instant at={one.at} />)
            </Text>
            {mayChange ? (
              <Form method="post" aria-label={`Bỏ tệp ${one.name}`}>
                <input type="hidden" name="attachmentId" value={one.id} />
                <Button
                  type="submit"
                  name="intent"
                  value="attachment.removed"
                  variant="default"
                  size="compact-sm"
                  aria-label={`Bỏ tệp ${one.name}`}
                >
                  Bỏ tệp
                </Button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange ? (
        <Add
          // A file that was taken is not sent twice.
          key={attachments.map(({ id }) => id).join()}
          message={answer?.intent === "attachment" ? answer.message : ""}
          choices={[
            { value: "", label: "Chung" },
            ...regime.criteria.map(({ letter }) => ({ value: letter, label: criterionOf(letter) })),
          ]}
        />
      ) : null}
    </Stack>
  )
}

function Add({ message, choices }: { message: string; choices: { value: string; label: string }[] }) {
  const isSending = useNavigation().formEncType === "multipart/form-data"
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (message) box.current?.focus()
  }, [message])
  return (
    <Form method="post" encType="multipart/form-data" aria-label="Đính kèm tệp">
      <Stack gap="xs">
        {message ? (
          <div ref={box} role="alert" tabIndex={-1} className={notices.errors} id="loi-tep">
            {message}
          </div>
        ) : null}
        <Group gap="sm" align="end">
          <NativeSelect name="letter" label="Cho tiêu chí" data={choices} />
          <div className={classes.file}>
            <label htmlFor="tep-dinh-kem" className={classes.fileLabel}>
              Tệp (.pdf, .png, .jpg, .docx, .xlsx; tới 10 MB)
            </label>
            <input
              id="tep-dinh-kem"
              type="file"
              name="file"
              accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
              aria-describedby={message ? "loi-tep" : undefined}
            />
          </div>
          <Button type="submit" variant="default" loading={isSending}>
            Đính kèm
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}
